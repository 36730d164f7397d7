package corpus

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// SegmentTable is the segments that a query found, in the order of the corpus.
type SegmentTable struct {
	Spec     Query
	Segments []Segment
	N        int // segments
	// Interviews, Cases and Words are those of the segments; words are the
	// informants'.
	Interviews, Cases, Words int
	Withheld                 int // quotes left out for want of an agreement
	Warnings                 []string

	table *stats.Table
}

// Segment is a stretch of a document: code points of its text, End excluded.
type Segment struct {
	Document   *Document
	Turn       int // number of the turn in which it begins
	Start, End int
	Side       interviews.Informant
	Role       interviews.Role // of who speaks there
	Words      int             // of the informants
	Quote      string          // of the informant; "" where it may not be quoted
}

// String names the stretch: "C01-jeune:345-389".
func (s Segment) String() string { return segmentName(s.Document, s.Start, s.End) }

func segmentName(d *Document, start, end int) string {
	return Coding{Document: d, Start: start, End: end}.Segment()
}

func newSegment(p passage) Segment {
	s := Segment{
		Document: p.document, Turn: p.turn, Start: p.start, End: p.end,
		Side: p.side, Words: p.words, Quote: p.document.quote(p.start, p.end),
	}
	if turn, ok := p.document.Turn(p.turn); ok && !turn.Interviewer {
		s.Role = p.document.role(turn)
	}
	return s
}

// quote is what the informant says from start up to end, "" where that may not
// be quoted. Words of others are never quoted.
func (d *Document) quote(start, end int) string {
	if !quotable(d) {
		return ""
	}
	var parts []string
	first := sort.Search(len(d.turns), func(i int) bool { return d.turns[i].End > start })
	for _, turn := range d.turns[first:] {
		if turn.Start >= end {
			break
		}
		from, to := max(start, turn.Start), min(end, turn.End)
		if from < to && informed(d, turn) && d.role(turn) == d.interview.Informant.Role {
			parts = append(parts, d.Slice(from, to))
		}
	}
	return strings.Join(parts, " […] ")
}

func (q Query) result(f *finder, spans []stats.Span, take filter) *SegmentTable {
	result := &SegmentTable{Spec: q, N: len(spans)}
	heard, cases := map[*Document]bool{}, map[string]bool{}
	for _, span := range spans {
		s := newSegment(f.passage(span))
		result.Segments = append(result.Segments, s)
		result.Words += s.Words
		heard[s.Document], cases[s.Document.Case()] = true, true
		if s.Quote == "" {
			result.Withheld++
		}
	}
	result.Interviews, result.Cases = len(heard), len(cases)
	r := reading{notes: f.conclude(take, q.Lang)}
	if result.Withheld > 0 {
		r.note(q.Lang, "Citations retenues, faute d'accord de citation ou dites par un tiers : %d.",
			"Quotes withheld, for want of an agreement or said by a third person: %d.", result.Withheld)
	}
	result.Warnings = r.notes
	result.table = result.listing()
	return result
}

// Tables is the table in a list of one.
func (t *SegmentTable) Tables() []*stats.Table { return []*stats.Table{t.table} }

// String prints the table.
func (t *SegmentTable) String() string { return stats.Printer{Lang: t.Spec.Lang}.Of(t.table) }

func (t *SegmentTable) listing() *stats.Table {
	label := [...]string{"Segments trouvés", "Situation", "Entretien", "Rôle", "Regard", "Tour", "Début", "Fin", "Mots", "Citation"}
	question := "Question : %s."
	population := "Segments : %d, dans %d entretiens et %d situations ; mots des informateurs : %d."
	if t.Spec.Lang == "en" {
		label = [...]string{"Segments found", "Case", "Interview", "Role", "Side", "Turn", "Start", "End", "Words", "Quote"}
		question = "Question: %s."
		population = "Segments: %d, in %d interviews and %d cases; words of the informants: %d."
	}
	text := func(name, label string, empty stats.Missing, value func(Segment) string) stats.Column {
		return each.Text(name, label, t.Segments, empty, value)
	}
	return stats.MustTable(label[0],
		text("id_cas", label[1], stats.NotRecorded, func(s Segment) string { return s.Document.Case() }),
		text("document", label[2], stats.NotRecorded, func(s Segment) string { return s.Document.ID() }),
		text("role", label[3], stats.NotRecorded, func(s Segment) string { return string(s.Role) }),
		text("regard", label[4], stats.NotApplicable, func(s Segment) string { return sideLabel(s.Side, t.Spec.Lang) }),
		each.Place("tour", label[5], t.Segments, func(s Segment) int { return s.Turn }),
		each.Place("debut", label[6], t.Segments, func(s Segment) int { return s.Start }),
		each.Place("fin", label[7], t.Segments, func(s Segment) int { return s.End }),
		each.Count("mots", label[8], t.Segments, func(s Segment) int { return s.Words }),
		text("citation", label[9], stats.Refused, func(s Segment) string { return s.Quote }),
	).Captioned(stats.Caption{
		Units:      fmt.Sprintf(question, t.Spec.Find),
		Population: fmt.Sprintf(population, t.N, t.Interviews, t.Cases, t.Words),
		Notes:      slices.Clone(t.Warnings),
	})
}

// sideLabel names a side, "" for none.
func sideLabel(side interviews.Informant, lang string) string {
	if side == interviews.NoInformant {
		return ""
	}
	return sideName(side, lang)
}
