package interviews

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/askoria/verbatim/stats"
)

// codesIn are the codes that withdrew, of the kind that a column holds.
func (w withdrawn) codesIn(column string) []string {
	switch column {
	case "id_enfant":
		return w.children
	case "id_entretien", "document":
		return w.interviews
	case "id_informateur":
		return w.persons
	}
	return slices.Concat(w.persons, w.interviews, w.children)
}

// Purge is a table of records without the rows of those who withdrew: those with
// their code in id_enfant, id_entretien, document or id_informateur, or in the
// columns named. Levels without order that only they had are no longer listed.
// A table of results has nobody's rows and is to be made again: it fails on one
// without such a column, or with totals.
func (s Study) Purge(t *stats.Table, columns ...string) (*stats.Table, error) {
	if len(columns) == 0 {
		for _, name := range []string{"id_enfant", "id_entretien", "document", "id_informateur"} {
			if slices.Contains(t.Names(), name) {
				columns = append(columns, name)
			}
		}
	}
	if len(columns) == 0 || t.Totals() > 0 {
		return nil, fmt.Errorf("purge: table %q is no list of records; make it again from records that are purged", t.Title())
	}
	out := make([]bool, t.Len())
	for _, name := range columns {
		c, err := t.Column(name)
		if err != nil {
			return nil, fmt.Errorf("purge: %w", err)
		}
		codes := s.gone.codesIn(name)
		for row := range out {
			out[row] = out[row] || slices.Contains(codes, codeAt(c, row))
		}
	}
	var rows []int
	for row := range out {
		if !out[row] {
			rows = append(rows, row)
		}
	}
	if len(rows) == t.Len() {
		return t, nil
	}
	left := t.Rows(rows)
	for i, c := range t.Columns() {
		var err error
		if left, err = left.With(forgotten(c, left.Columns()[i], out)); err != nil {
			return nil, err
		}
	}
	return left, nil
}

func codeAt(c stats.Column, row int) string {
	if c.Missing(row) != stats.Recorded {
		return ""
	}
	return stats.Key(c, row)
}

// forgotten is a column that is left, without the levels that only rows that
// went had: one such level may be the only of its kind.
func forgotten(before, left stats.Column, out []bool) stats.Column {
	levels, levelsAt := levelsOf(before)
	if levels == nil {
		return left
	}
	went, stays := make([]bool, len(levels)), make([]bool, len(levels))
	for row := range before.Len() {
		for _, level := range levelsAt(before, row) {
			went[level], stays[level] = went[level] || out[row], stays[level] || !out[row]
		}
	}
	var kept []stats.Level
	now := make([]int, len(levels))
	for level := range levels {
		if now[level] = len(kept); stays[level] || !went[level] {
			kept = append(kept, levels[level])
		}
	}
	missing, codes, ticked := make([]stats.Missing, left.Len()), make([]int, left.Len()), make([][]int, left.Len())
	for row := range missing {
		missing[row] = left.Missing(row)
		for _, level := range levelsAt(left, row) {
			codes[row], ticked[row] = now[level], append(ticked[row], now[level])
		}
	}
	if _, several := before.(*stats.Sets); several {
		return left.Variable().Sets(kept, ticked, missing)
	}
	return left.Variable().Categories(kept, false, codes, missing)
}

// levelsOf are the levels of a column that has some without order, and how to
// find those of a row; nil for another column.
func levelsOf(c stats.Column) ([]stats.Level, func(c stats.Column, row int) []int) {
	switch c := c.(type) {
	case *stats.Categories:
		if c.Ordered() {
			return nil, nil
		}
		return c.Levels(), func(c stats.Column, row int) []int {
			if level, recorded := c.(*stats.Categories).At(row); recorded {
				return []int{level}
			}
			return nil
		}
	case *stats.Sets:
		options := c.Options()
		return options, func(c stats.Column, row int) []int {
			var ticked []int
			for option := range options {
				if yes, recorded := c.(*stats.Sets).Has(row, option); yes && recorded {
					ticked = append(ticked, option)
				}
			}
			return ticked
		}
	}
	return nil, nil
}

// PurgeReport is a report without the files of the interviews that withdrew, and
// without the problems that name somebody who did. What was read and rejected is
// still counted.
func (s Study) PurgeReport(r *Report) *Report {
	everybody := s.gone.codesIn("")
	names := func(text string) bool {
		return slices.ContainsFunc(strings.FieldsFunc(text, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_'
		}), func(word string) bool { return slices.Contains(everybody, word) })
	}
	file := func(name string) bool {
		return slices.Contains(s.gone.interviews, strings.TrimSuffix(name, path.Ext(name)))
	}
	return &Report{
		Sources: slices.DeleteFunc(slices.Clone(r.Sources), func(source Source) bool { return file(source.File) }),
		Problems: slices.DeleteFunc(slices.Clone(r.Problems), func(p Problem) bool {
			return file(p.File) || names(p.Found) || names(p.Summary) || names(p.Hint)
		}),
	}
}
