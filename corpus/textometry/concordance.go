package textometry

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Order is how the lines of a concordance are sorted.
type Order uint8

const (
	// InText keeps the order of the texts.
	InText Order = iota
	// ByLeft sorts by the words before, the nearest first.
	ByLeft
	// ByRight sorts by what was found, then by the words after.
	ByRight
)

// Concordance lists every place where a word or phrase is said, in its context
// (KWIC). In a word * stands for any letters or none and ? for one; case and
// the kind of apostrophe do not matter, nor signs inside a phrase. A context
// never leaves the turn, and stands as in the text.
//
// Of words that may not be quoted Tables shows where they are, not the context.
type Concordance struct {
	Find    string
	Stems   bool // compare stems: "parler" finds "parlait"
	Lemmas  bool // compare lemmas: "parler" finds "parlait" and not "parlement"
	Context int  // words on either side; 0 is 10
	Sort    Order
	Roles   []interviews.Role // only these; nil: all
	// Code keeps what lies in a passage of that code or of one below it, among
	// Codings.
	Code    string
	Codings corpus.Codings
	Lang    string
}

// ConcordanceTable is the lines of a concordance.
type ConcordanceTable struct {
	Spec     Concordance
	Lines    []Line
	N        int // words searched
	Warnings []string
}

// Line is one place where the words are said.
type Line struct {
	Document          *corpus.Document
	Turn              int
	Start, End        int // code points of the words found
	Left, Word, Right string

	left, right []int32 // places of the words around in French order, the nearest first
}

// Of searches. It fails on a role or code that does not exist, and when Find
// holds no word.
func (s Concordance) Of(t *Text) (*ConcordanceTable, error) {
	if err := s.check(t); err != nil {
		return nil, fmt.Errorf("concordance: %w", err)
	}
	found, length, err := t.find(s.Find, comparing(s.Stems, s.Lemmas))
	if err != nil {
		return nil, fmt.Errorf("concordance: %w", err)
	}
	passages := map[*corpus.Document][]stats.Span{}
	for _, coding := range s.Codings {
		if slices.Contains(coding.Path, s.Code) || coding.Code == s.Code {
			passages[coding.Document] = append(passages[coding.Document], stats.Span{Start: coding.Start, End: coding.End})
		}
	}
	result := &ConcordanceTable{Spec: s, N: t.N}
	rank := t.ranks()
	for _, first := range found {
		in := t.turns[t.words[first].turn]
		at := t.place(first, first+length)
		if len(s.Roles) > 0 && !slices.Contains(s.Roles, in.role()) ||
			s.Code != "" && !slices.ContainsFunc(passages[in.document], func(p stats.Span) bool { return p.Start <= at.start && at.end <= p.End }) {
			continue
		}
		result.Lines = append(result.Lines, s.line(t, first, first+length, rank))
	}
	switch s.Sort {
	case ByLeft:
		slices.SortStableFunc(result.Lines, func(a, b Line) int { return slices.Compare(a.left, b.left) })
	case ByRight:
		slices.SortStableFunc(result.Lines, func(a, b Line) int { return slices.Compare(a.right, b.right) })
	}
	if len(result.Lines) == 0 {
		result.Warnings = []string{stats.Say(s.Lang, "Rien n'a été trouvé.", "Nothing was found.")}
	}
	return result, nil
}

func (s Concordance) check(t *Text) error {
	switch codes := s.Codings.Codes(); {
	case s.Context < 0:
		return errors.New("the Context is below 0")
	case s.Sort > ByRight:
		return fmt.Errorf("no order %d", s.Sort)
	case s.Code != "" && !slices.ContainsFunc(s.Codings, func(c corpus.Coding) bool { return c.Code == s.Code || slices.Contains(c.Path, s.Code) }):
		return fmt.Errorf("the codings have no code %s", stats.Unknown(s.Code, codes))
	}
	return knownRoles(t.roles, s.Roles)
}

// line makes the line of the words from first up to end.
func (s Concordance) line(t *Text, first, end int, rank []int32) Line {
	context := cmp.Or(s.Context, 10)
	from, to := first, end
	in := t.words[first].turn
	for from > 0 && first-from < context && t.words[from-1].turn == in {
		from--
	}
	for to < len(t.words) && to-end < context && t.words[to].turn == in {
		to++
	}
	at := t.place(first, end)
	around := t.place(from, to)
	if to == len(t.words) || t.words[to].turn != in {
		around.end = t.turns[in].End // with the sign at the end
	}
	slice := func(start, end int) string { return oneLine(at.document.Slice(start, end)) }
	line := Line{
		Document: at.document, Turn: at.turn, Start: at.start, End: at.end,
		Left: slice(around.start, at.start), Word: slice(at.start, at.end), Right: slice(at.end, around.end),
	}
	for i := first - 1; i >= from; i-- {
		line.left = append(line.left, rank[t.words[i].form])
	}
	for i := first; i < to; i++ {
		line.right = append(line.right, rank[t.words[i].form])
	}
	return line
}

// Tables is the concordance, one line a row.
func (r *ConcordanceTable) Tables() []*stats.Table {
	lang := r.Spec.Lang
	places := make([]place, len(r.Lines))
	for i, l := range r.Lines {
		places[i] = place{l.Document, l.Turn, l.Start, l.End}
	}
	columns := append(placeColumns(lang, places), roleColumn(lang, places),
		quotes("gauche", stats.Say(lang, "Avant", "Before"), places, func(i int) string { return r.Lines[i].Left }),
		texts("mot", stats.Say(lang, "Mot", "Word"), r.Lines, func(l Line) string { return l.Word }),
		quotes("droite", stats.Say(lang, "Après", "After"), places, func(i int) string { return r.Lines[i].Right }))
	table := stats.MustTable(fmt.Sprintf(stats.Say(lang, "Concordance de « %s »", "Concordance of “%s”"), r.Spec.Find), columns...)
	return []*stats.Table{table.Captioned(stats.Caption{
		Population: fmt.Sprintf(stats.Say(lang, "%s occurrences dans %s mots.", "%s occurrences in %s words."),
			stats.Count.Number(float64(len(r.Lines)), lang), stats.Count.Number(float64(r.N), lang)),
		Notes: append(slices.Clone(r.Warnings), withheld(lang, places)...),
	})}
}

// String prints the first lines.
func (r *ConcordanceTable) String() string { return printed(r.Spec.Lang, r.Tables()) }
