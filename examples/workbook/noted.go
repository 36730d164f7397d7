package main

import (
	"slices"

	"github.com/askoria/verbatim/stats"
)

// noted is a result with notes under each of its tables: the filter and the note
// of the plan. Kinds that the workbook lays out in their own way stay as they
// are; their filter is in their caption, the note on the sheet "Plan".
func noted(result stats.Tabler, notes []string) stats.Tabler {
	switch r := result.(type) {
	case *stats.Description, *stats.ContingencyTable, *stats.AssociationMatrix:
		return result
	case stats.Counted:
		return countedNotes{r, notes}
	}
	return withNotes{result, notes}
}

type withNotes struct {
	stats.Tabler
	notes []string
}

func (n withNotes) Tables() []*stats.Table {
	tables := slices.Clone(n.Tabler.Tables())
	for i, t := range tables {
		caption := t.Caption()
		caption.Notes = append(slices.Clone(caption.Notes), n.notes...)
		tables[i] = t.Captioned(caption)
	}
	return tables
}

type countedNotes struct {
	stats.Counted
	notes []string
}

func (n countedNotes) Tables() []*stats.Table { return withNotes{n.Counted, n.notes}.Tables() }

func (n countedNotes) Hide(masks []stats.Mask) stats.Tabler {
	return withNotes{n.Counted.Hide(masks), n.notes}
}
