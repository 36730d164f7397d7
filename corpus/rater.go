package corpus

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// rater cuts documents into units and tells which codes each coder put there.
type rater struct {
	*finder
	unit  RatingUnit
	all   bool
	base  []stats.Span          // what is rated, on the line
	units []stats.Span          // the units, but for characters, which are cut where codes begin and end
	spans map[mark][]stats.Span // where each code of each coder stands in the base
	who   []string
}

type mark struct{ coder, code string }

// rated is a unit, or a run of equal ones, with the codes of each coder.
type rated struct {
	document, situation string
	turn, start, end    int
	weight              int
	codes               [][]int // by coder: indices of codes, sorted
}

func newRater(f *finder, s Ratings, both map[*Document]bool) *rater {
	r := &rater{finder: f, unit: s.Unit, all: s.AllText, spans: map[mark][]stats.Span{}}
	texts := f.texts(func(d *Document) bool { return both[d] })
	if s.AllText {
		r.base = f.stretches(both)
	} else {
		r.base = f.turns(func(d *Document, turn interviews.Turn) bool { return both[d] && informed(d, turn) })
	}
	switch s.Unit {
	case RateWords:
		r.units = r.words()
	case RateTurns:
		r.units = f.turns(func(d *Document, turn interviews.Turn) bool { return both[d] && (s.AllText || informed(d, turn)) })
	case RateParagraphs:
		r.units = overlapped(f.paragraphs(both), r.base)
	case RateDocuments, RateCases:
		r.units = overlapped(texts, r.base)
	}
	return r
}

// mark finds where each coder put each code.
func (r *rater) mark(codes, coders []string) {
	r.who = coders
	for _, coder := range coders {
		for _, code := range codes {
			var spans []stats.Span
			if r.all {
				spans = r.everywhere(code, coder)
			} else {
				spans = r.passages([]string{code}, filter{coders: []string{coder}})
			}
			r.spans[mark{coder, code}] = common(spans, r.base)
		}
	}
}

// everywhere is passages with the words of the interviewer.
func (r *rater) everywhere(code, coder string) []stats.Span {
	var spans []stats.Span
	for _, target := range r.targets(code) {
		for _, i := range r.byCode[target] {
			if coding := &r.codings[i]; coding.Coder == coder {
				spans = append(spans, r.put(coding.Document, coding.Start, coding.End))
			}
		}
	}
	return merged(spans)
}

// stretches cuts whole documents where turns end.
func (l line) stretches(want map[*Document]bool) []stats.Span {
	var spans []stats.Span
	for _, d := range l.corpus.documents {
		if !want[d] {
			continue
		}
		at := 0
		for i, turn := range d.turns {
			end := turn.End
			if i == len(d.turns)-1 {
				end = d.Len()
			}
			if at < end {
				spans = append(spans, l.put(d, at, end))
			}
			at = end
		}
	}
	return spans
}

// words lists the words of what is rated.
func (r *rater) words() []stats.Span {
	var spans []stats.Span
	for _, d := range r.corpus.documents {
		for _, tokens := range d.tokens {
			for _, token := range tokens {
				if token.Said() {
					spans = append(spans, r.put(d, token.Start, token.End))
				}
			}
		}
	}
	return within(spans, r.base)
}

// paragraphs lists the lines of documents that are not blank.
func (l line) paragraphs(want map[*Document]bool) []stats.Span {
	var spans []stats.Span
	for _, d := range l.corpus.documents {
		if !want[d] {
			continue
		}
		at := 0
		for paragraph := range strings.SplitSeq(d.text, "\n") {
			n := utf8.RuneCountInString(paragraph)
			if strings.TrimSpace(paragraph) != "" {
				spans = append(spans, l.put(d, at, at+n))
			}
			at += n + 1
		}
	}
	return spans
}

// count is the number of units.
func (r *rater) count() int {
	switch r.unit {
	case RateCharacters:
		return length(r.base)
	case RateCases:
		cases := map[string]bool{}
		for _, unit := range r.units {
			d, _ := r.document(unit.Start)
			cases[d.Case()] = true
		}
		return len(cases)
	}
	return len(r.units)
}

// rate tells for each unit which of the codes each coder put on a part of it.
func (r *rater) rate(codes []string) []rated {
	units := r.units
	if r.unit == RateCharacters {
		units = r.cut(codes)
	}
	next := make([][]int, len(r.who)) // the first span that ends after the unit begins
	lists := make([][][]stats.Span, len(r.who))
	for i, coder := range r.who {
		next[i] = make([]int, len(codes))
		for _, code := range codes {
			lists[i] = append(lists[i], r.spans[mark{coder, code}])
		}
	}
	var rows []rated
	for _, span := range units {
		row := rated{codes: make([][]int, len(r.who)), weight: 1}
		for i := range r.who {
			for j, spans := range lists[i] {
				at := &next[i][j]
				for *at < len(spans) && spans[*at].End <= span.Start {
					*at++
				}
				if *at < len(spans) && spans[*at].Start < span.End {
					row.codes[i] = append(row.codes[i], j)
				}
			}
		}
		r.place(&row, span)
		if n := len(rows); n == 0 || !r.joins(&rows[n-1], row) {
			rows = append(rows, row)
		}
	}
	if r.unit == RateCases {
		return bySituation(rows)
	}
	return rows
}

// cut cuts the base where a code of somebody begins or ends.
func (r *rater) cut(codes []string) []stats.Span {
	var edges []int
	for _, coder := range r.who {
		for _, code := range codes {
			for _, span := range r.spans[mark{coder, code}] {
				edges = append(edges, span.Start, span.End)
			}
		}
	}
	slices.Sort(edges)
	var units []stats.Span
	at := 0
	for _, span := range r.base {
		start := span.Start
		for ; at < len(edges) && edges[at] < span.End; at++ {
			if edges[at] > start {
				units = append(units, stats.Span{Start: start, End: edges[at]})
				start = edges[at]
			}
		}
		units = append(units, stats.Span{Start: start, End: span.End})
	}
	return units
}

func (r *rater) place(row *rated, span stats.Span) {
	d, from := r.document(span.Start)
	row.document, row.situation = d.ID(), d.Case()
	row.start, row.end = span.Start-from, span.End-from
	if r.unit < RateDocuments {
		// Labels and blanks between turns go with the turn that follows.
		at := sort.Search(len(d.turns), func(i int) bool { return d.turns[i].End > row.start })
		row.turn = d.turns[min(at, len(d.turns)-1)].Number
	}
	if r.unit == RateCharacters {
		row.weight = span.End - span.Start
	}
}

// joins puts a row in the one before when both are characters or words of one
// turn with the same codes.
func (r *rater) joins(last *rated, row rated) bool {
	same := r.unit <= RateWords && last.document == row.document && last.turn == row.turn &&
		slices.EqualFunc(last.codes, row.codes, slices.Equal)
	if same {
		last.end = row.end
		last.weight += row.weight
	}
	return same
}

// bySituation joins the texts of each case.
func bySituation(rows []rated) []rated {
	var cases []rated
	at := map[string]int{}
	for _, row := range rows {
		n, known := at[row.situation]
		if !known {
			at[row.situation] = len(cases)
			row.document, row.start, row.end = "", 0, 0
			cases = append(cases, row)
			continue
		}
		for i, codes := range row.codes {
			all := append(slices.Clone(cases[n].codes[i]), codes...)
			slices.Sort(all)
			cases[n].codes[i] = slices.Compact(all)
		}
	}
	return cases
}
