package export

import (
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Profile is for whom a workbook is made. Numbers, and those of the tables, are
// the same in all; profiles differ in what is shown and how.
type Profile uint8

const (
	// Analyst: everything, with filters, headers that stay in view and colour scales.
	Analyst Profile = iota
	// Accessible: one table a sheet, no merged cell, no filter or frozen header,
	// no upright title and no colour, after the list of R's aftables.
	Accessible
	// Elected: the first table of each result, without p, tests and the sheets of
	// details and of the work on the data, for those who decide; of a description
	// the frequencies; of what judges other results nothing.
	Elected
	// Technical: everything, without colour, columns under their names in the
	// program too.
	Technical
	// Restitution: for those whom the study met. Cases have codes of their own,
	// which need Workbook.CaseKey; two roles of one case never stand in it, and
	// what would put them there is an error of Save. The work on the data is left out.
	Restitution
)

func (p Profile) label(lang string) string {
	return [...]words{{"analyste", "analyst"}, {"accessible", "accessible"}, {"élus", "elected"}, {"technique", "technical"}, {"restitution", "restitution"}}[p].in(lang)
}

// plain tells whether cells have no fill.
func (p Profile) plain() bool { return p == Accessible || p == Technical }

// detailed tells whether the sheets Données and Méthode are part of it.
func (p Profile) detailed() bool { return p != Elected && p != Restitution }

// profiled is the sheets as the profile has them.
func (b *Workbook) profiled(sheets []*tab) ([]*tab, error) {
	switch b.Profile {
	case Elected:
		return b.short(sheets), nil
	case Restitution:
		return b.restituted(sheets)
	}
	return sheets, nil
}

// spread gives each table a sheet of its own.
func (b *Workbook) spread(sheets []*tab) []*tab {
	taken := map[string]bool{strings.ToLower(b.readmeName()): true, strings.ToLower(b.contentsName()): true}
	var apart []*tab
	for _, s := range sheets {
		for _, e := range s.entries {
			name := freeName(s.name, taken)
			taken[strings.ToLower(name)] = true
			apart = append(apart, &tab{name: name, entries: []entry{e}})
		}
	}
	return apart
}

// work are the kinds of results of the work on the data, which names files and
// cases: problems, masking, the dictionary.
var work = []string{"interviews.Report", "pseudonym.Masked", "dictionary.Dictionary"}

// studied leaves the work on the data out: results by their kind, wherever they
// stand, tables alone by the name of their sheet.
func (b *Workbook) studied(sheets []*tab) []*tab {
	var kept []*tab
	for _, s := range sheets {
		if slices.ContainsFunc(work, func(kind string) bool { return s.name == homes[kind].in(b.Lang) }) {
			continue
		}
		t := &tab{name: s.name}
		for _, e := range s.entries {
			if e.of == nil || !slices.Contains(work, kindOf(e.of.result)) {
				t.entries = append(t.entries, e)
			}
		}
		if len(t.entries) > 0 {
			kept = append(kept, t)
		}
	}
	return kept
}

// judging are the kinds of results, or their rooms, that are read by those who
// know statistics: how well others hold, and what axes are made of.
var judging = map[string]bool{
	"agreement": true, "factor": true, "qca": true, "corpus.CoderComparisonTable": true,
	"cluster.Hierarchy": true, "cluster.Resampled": true, "cluster.Assessment": true, "sequence.PartitionQuality": true, "sequence.NullQuality": true,
}

// leading tells whether an entry is the table of its result that those who decide
// read: the first, or the frequencies of a description.
func leading(entries []entry, at int) bool {
	e := entries[at]
	first := at == 0 || e.of == nil || e.of != entries[at-1].of
	if e.of == nil || e.picture != nil {
		return first
	}
	kind := kindOf(e.of.result)
	room, _, _ := strings.Cut(kind, ".")
	switch {
	case judging[kind] || judging[room]:
		return false
	case kind == "stats.Description": // its first table says how well variables are recorded
		return !first || at+1 == len(entries) || entries[at+1].of != e.of
	}
	return first
}

// short keeps the leading table of each result, if it has rows, and its columns
// that need no statistics to be read. What only those who make the study work
// with is left out: problems of files, masking, the dictionary.
func (b *Workbook) short(sheets []*tab) []*tab {
	var kept []*tab
	for _, s := range b.studied(sheets) {
		t := &tab{name: s.name}
		for i, e := range s.entries {
			if e.apart || e.picture == nil && e.table.Len() == 0 || !leading(s.entries, i) {
				continue
			}
			t.entries = append(t.entries, e.simple())
		}
		if len(t.entries) > 0 {
			kept = append(kept, t)
		}
	}
	return kept
}

// simple is the entry without tests, and without columns of p and of
// coefficients unless it is made of these.
func (e entry) simple() entry {
	caption := e.table.Caption()
	caption.Test = ""
	e.table = e.table.Captioned(caption)
	var names []string
	places := map[int]int{}
	figures := 0
	for j, c := range e.table.Columns() {
		v := c.Variable()
		if v.Format == stats.PValue || v.Format == stats.Coefficient {
			continue
		}
		if _, is := c.(*stats.Numbers); is {
			figures++
		}
		places[j] = len(names)
		names = append(names, v.Name)
	}
	if figures == 0 || len(names) == len(e.table.Columns()) {
		return e
	}
	table, err := e.table.Select(names...)
	if err != nil {
		panic("export: " + err.Error()) // the names are its own
	}
	tones := map[place]tone{}
	for at, tone := range e.tones {
		if column, stays := places[at.column]; stays {
			tones[place{at.row, column}] = tone
		}
	}
	e.table, e.tones = table, tones
	return e
}
