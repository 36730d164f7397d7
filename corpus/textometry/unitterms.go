package textometry

import (
	"errors"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// UnitTerms counts the words of each unit of a text: the table on which
// Reinert, Similarity and Nearest work. One row a unit, one column a term,
// terms in French order; a unit that holds none of them is a row of nothing.
//
// What is counted is what Units says: forms, or what it puts in their place. It
// agrees with R's quanteda::dfm and dfm_trim(min_docfreq = Least).
type UnitTerms struct {
	Without []string // words to leave out: StopWords, Fillers
	Least   int      // units in which a term must be said; 0 is 3
	Lang    string
}

// UnitTable is units by terms, read-only; most of its cells are 0 and take no
// room.
type UnitTable struct {
	Spec     UnitTerms
	Terms    []string
	N        int // units
	Warnings []string

	text     *Text    // nil for a table counted elsewhere
	document []string // of each unit
	rows     [][]TermCount
}

// TermCount is how often a unit says a term: its place among the Terms.
type TermCount struct{ Term, Count int }

// Of counts. A list of words that removes everything leaves units without
// terms, and a warning.
func (s UnitTerms) Of(t *Text) (*UnitTable, error) {
	if s.Least < 0 {
		return nil, errors.New("unit terms: Least is below 0")
	}
	least := s.Least
	if least == 0 {
		least = 3
	}
	left := t.without(s.Without)
	units := make([]int, len(t.terms))
	last := make([]int32, len(t.terms))
	for _, w := range t.words {
		if id := t.term[w.form]; !left[w.form] && last[id] != w.unit+1 {
			last[id] = w.unit + 1
			units[id]++
		}
	}
	var kept []int
	for id, n := range units {
		if n >= max(least, 1) {
			kept = append(kept, id)
		}
	}
	rank := ranks(t.terms)
	slices.SortFunc(kept, func(a, b int) int { return int(rank[a] - rank[b]) })
	result := &UnitTable{Spec: s, N: len(t.Units), text: t, document: make([]string, len(t.Units)), rows: make([][]TermCount, len(t.Units))}
	column := make([]int, len(t.terms))
	for i := range column {
		column[i] = -1
	}
	for at, id := range kept {
		column[id] = at
		result.Terms = append(result.Terms, t.terms[id])
	}
	for i, u := range t.Units {
		result.document[i] = u.Document.ID()
	}
	for first := 0; first < len(t.words); {
		unit, end := t.words[first].unit, first
		var said []int
		for ; end < len(t.words) && t.words[end].unit == unit; end++ {
			if form := t.words[end].form; !left[form] && column[t.term[form]] >= 0 {
				said = append(said, column[t.term[form]])
			}
		}
		result.rows[unit] = counted(said)
		first = end
	}
	if len(kept) == 0 {
		result.Warnings = []string{fmt.Sprintf(stats.Say(s.Lang, "Aucun mot n'est dit dans au moins %d unités.", "No word is said in at least %d units."), least)}
	}
	return result, nil
}

// counted counts equal terms.
func counted(said []int) []TermCount {
	slices.Sort(said)
	var row []TermCount
	for _, term := range said {
		if n := len(row); n > 0 && row[n-1].Term == term {
			row[n-1].Count++
		} else {
			row = append(row, TermCount{term, 1})
		}
	}
	return row
}

// NewUnitTable is a table counted elsewhere: documents names the document of
// each unit, rows what the unit says of the terms. Its units have no text.
func NewUnitTable(terms, documents []string, rows [][]TermCount) (*UnitTable, error) {
	if len(rows) != len(documents) {
		return nil, fmt.Errorf("unit table: %d units and %d documents", len(rows), len(documents))
	}
	t := &UnitTable{Terms: slices.Clone(terms), N: len(rows), document: slices.Clone(documents)}
	for i, row := range rows {
		row = slices.Clone(row)
		slices.SortFunc(row, func(a, b TermCount) int { return a.Term - b.Term })
		for k, c := range row {
			switch {
			case c.Term < 0 || c.Term >= len(terms):
				return nil, fmt.Errorf("unit table: unit %d has a term %d, there are %d", i+1, c.Term, len(terms))
			case c.Count < 1:
				return nil, fmt.Errorf("unit table: unit %d says a term %d times; leave it out", i+1, c.Count)
			case k > 0 && row[k-1].Term == c.Term:
				return nil, fmt.Errorf("unit table: unit %d has the term %d twice", i+1, c.Term)
			}
		}
		t.rows = append(t.rows, row)
	}
	return t, nil
}

// Row lists what a unit says, by term.
func (t *UnitTable) Row(unit int) []TermCount { return slices.Clone(t.rows[unit]) }

// place is where a unit stands, nowhere in a table counted elsewhere.
func (t *UnitTable) place(unit int) place {
	if t.text == nil {
		return place{}
	}
	u := t.text.Units[unit]
	return place{u.Document, u.Turn, u.Start, u.End}
}

func (t *UnitTable) places(units []int) []place {
	places := make([]place, len(units))
	for i, unit := range units {
		places[i] = t.place(unit)
	}
	return places
}

// words is the number of words of a unit: all of them where the text is known,
// else those that are terms.
func (t *UnitTable) words(unit int) int {
	if t.text != nil {
		return t.text.Units[unit].Words
	}
	sum := 0
	for _, c := range t.rows[unit] {
		sum += c.Count
	}
	return sum
}

// quotes makes the column of the texts of units.
func (t *UnitTable) quotes(lang string, units []int) stats.Column {
	return quotes("texte", stats.Say(lang, "Texte", "Text"), t.places(units), func(i int) string {
		u := t.text.Units[units[i]]
		return oneLine(u.Document.Slice(u.Start, u.End))
	})
}

// unitColumns lead each row back to its unit; a table counted elsewhere knows
// the name of the document and no place.
func (t *UnitTable) unitColumns(lang string, units []int) []stats.Column {
	columns := []stats.Column{each.Count("unite", stats.Say(lang, "Unité", "Unit"), units, func(unit int) int { return unit + 1 })}
	if t.text == nil {
		return append(columns, texts("document", stats.Say(lang, "Entretien", "Interview"), units, func(unit int) string { return t.document[unit] }))
	}
	return append(columns, placeColumns(lang, t.places(units))...)
}

// Parts counts the terms in each part of the text: what Keyness,
// Specificities and a correspondence analysis take. A unit belongs to one part
// whole. A table counted elsewhere knows documents only.
func (t *UnitTable) Parts(by Part, inUnits bool) (*TermTable, error) {
	names, of, err := t.partOf(by)
	if err != nil {
		return nil, fmt.Errorf("unit table: %w", err)
	}
	table := t.across(names, of, inUnits)
	table.Spec.By = by
	return table, nil
}

// partOf names the parts, and tells in which each unit lies.
func (t *UnitTable) partOf(by Part) (names []string, of []int, err error) {
	of = make([]int, t.N)
	if t.text == nil {
		if by != ByDocument {
			return nil, nil, errors.New("a table counted elsewhere has no parts but its documents")
		}
		number := map[string]int{}
		for i, name := range t.document {
			at, known := number[name]
			if !known {
				at = len(names)
				number[name] = at
				names = append(names, name)
			}
			of[i] = at
		}
		return names, of, nil
	}
	names, turns, err := t.text.parts(by)
	if err != nil {
		return nil, nil, err
	}
	for _, w := range slices.Backward(t.text.words) {
		of[w.unit] = turns[w.turn] // in the end that of its first word
	}
	return names, of, nil
}

// across counts terms by part; units of a part below 0 count nowhere. Sizes are
// the terms of a part, or its units.
func (t *UnitTable) across(names []string, of []int, inUnits bool) *TermTable {
	table := &TermTable{
		Spec:  Terms{InUnits: inUnits, Lang: t.Spec.Lang},
		Terms: slices.Clone(t.Terms), Parts: names, Counts: make([][]int, len(t.Terms)), Sizes: make([]int, len(names)),
	}
	for j := range table.Counts {
		table.Counts[j] = make([]int, len(names))
	}
	for i, row := range t.rows {
		part := of[i]
		if part < 0 {
			continue
		}
		if inUnits {
			table.Sizes[part]++
		}
		for _, c := range row {
			n := c.Count
			if inUnits {
				n = 1
			} else {
				table.Sizes[part] += n
			}
			table.Counts[c.Term][part] += n
		}
	}
	for _, n := range table.Sizes {
		table.N += n
	}
	return table
}
