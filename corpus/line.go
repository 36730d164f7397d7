package corpus

import (
	"slices"
	"sort"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// line lays the documents of a corpus end to end, one place apart, so that
// passages of all of them are spans of one line: sets of passages are sorted
// lists of spans that do not overlap, and all questions put to them are walks
// along two lists.
type line struct {
	corpus *Corpus
	from   []int // where each document begins; last, where the line ends
}

func newLine(c *Corpus) line {
	l := line{c, make([]int, len(c.documents)+1)}
	for n, d := range c.documents {
		l.from[n+1] = l.from[n] + d.Len() + 1
	}
	return l
}

// document is the one in which a place lies, and where it begins.
func (l line) document(place int) (*Document, int) {
	n := sort.SearchInts(l.from, place+1) - 1
	return l.corpus.documents[n], l.from[n]
}

// put places a span of a document on the line.
func (l line) put(d *Document, start, end int) stats.Span {
	from := l.from[d.number]
	return stats.Span{Start: from + start, End: from + end}
}

// passage is the stretch of text of a span.
func (l line) passage(span stats.Span) passage {
	d, from := l.document(span.Start)
	p := passage{document: d, start: span.Start - from, end: span.End - from}
	if turn, ok := d.TurnAt(p.start); ok {
		p.turn, p.side = turn.Number, d.Side(turn)
	}
	p.words = d.Words(p.start, p.end)
	return p
}

// turns lists the turns that a function wants, on the line.
func (l line) turns(want func(*Document, interviews.Turn) bool) []stats.Span {
	var spans []stats.Span
	for _, d := range l.corpus.documents {
		for _, turn := range d.turns {
			if turn.Start < turn.End && want(d, turn) {
				spans = append(spans, l.put(d, turn.Start, turn.End))
			}
		}
	}
	return spans
}

// texts lists the documents that a function wants, on the line.
func (l line) texts(want func(*Document) bool) []stats.Span {
	var spans []stats.Span
	for _, d := range l.corpus.documents {
		if d.Len() > 0 && want(d) {
			spans = append(spans, l.put(d, 0, d.Len()))
		}
	}
	return spans
}

// informed tells whether a turn speaks for a side.
func informed(d *Document, turn interviews.Turn) bool { return d.Side(turn) != interviews.NoInformant }

// merged sorts spans and joins those that overlap, not those that only touch.
func merged(spans []stats.Span) []stats.Span {
	slices.SortFunc(spans, func(a, b stats.Span) int { return a.Start - b.Start })
	kept := spans[:0]
	for _, span := range spans {
		if n := len(kept); n > 0 && span.Start < kept[n-1].End {
			kept[n-1].End = max(kept[n-1].End, span.End)
		} else {
			kept = append(kept, span)
		}
	}
	return kept
}

// common lists the stretches that lie in both.
func common(a, b []stats.Span) []stats.Span {
	var kept []stats.Span
	for i, j := 0, 0; i < len(a) && j < len(b); {
		if start, end := max(a[i].Start, b[j].Start), min(a[i].End, b[j].End); start < end {
			kept = append(kept, stats.Span{Start: start, End: end})
		}
		if a[i].End < b[j].End {
			i++
		} else {
			j++
		}
	}
	return kept
}

// minus lists the stretches of a that are not in b.
func minus(a, b []stats.Span) []stats.Span {
	var kept []stats.Span
	j := 0
	for _, span := range a {
		for j < len(b) && b[j].End <= span.Start {
			j++
		}
		start := span.Start
		for k := j; k < len(b) && b[k].Start < span.End; k++ {
			if start < b[k].Start {
				kept = append(kept, stats.Span{Start: start, End: b[k].Start})
			}
			start = max(start, b[k].End)
		}
		if start < span.End {
			kept = append(kept, stats.Span{Start: start, End: span.End})
		}
	}
	return kept
}

// chosen keeps the spans of a of which a function says so; it is told where the
// first span of b stands that ends after the beginning of the span.
func chosen(a, b []stats.Span, keep func(span stats.Span, first int) bool) []stats.Span {
	var kept []stats.Span
	first := 0
	for _, span := range a {
		for first < len(b) && b[first].End <= span.Start {
			first++
		}
		if keep(span, first) {
			kept = append(kept, span)
		}
	}
	return kept
}

// overlapped keeps the spans of a that share a place with one of b.
func overlapped(a, b []stats.Span) []stats.Span {
	return chosen(a, b, func(span stats.Span, first int) bool {
		return first < len(b) && b[first].Start < span.End
	})
}

// within keeps the spans of a that lie in one of b.
func within(a, b []stats.Span) []stats.Span {
	return chosen(a, b, func(span stats.Span, first int) bool {
		return first < len(b) && b[first].Start <= span.Start && span.End <= b[first].End
	})
}

// around keeps the spans of a in which one of b lies.
func around(a, b []stats.Span) []stats.Span {
	return chosen(a, b, func(span stats.Span, first int) bool {
		for ; first < len(b) && b[first].Start < span.End; first++ {
			if span.Start <= b[first].Start && b[first].End <= span.End {
				return true
			}
		}
		return false
	})
}

// meet counts how many spans of a and b overlap when each span is in one pair
// at most, and the places they share. Walking along both lists finds as many
// pairs as there can be, since spans of one list do not overlap.
func meet(a, b []stats.Span) (pairs, shared int) {
	lastA, lastB := -1, -1
	for i, j := 0, 0; i < len(a) && j < len(b); {
		if both := min(a[i].End, b[j].End) - max(a[i].Start, b[j].Start); both > 0 {
			shared += both
			if i != lastA && j != lastB {
				pairs++
				lastA, lastB = i, j
			}
		}
		if a[i].End < b[j].End {
			i++
		} else {
			j++
		}
	}
	return pairs, shared
}

// length is the number of places in spans.
func length(spans []stats.Span) int {
	n := 0
	for _, span := range spans {
		n += span.End - span.Start
	}
	return n
}

// atMost tells whether the informants say no more than that many words from
// start up to end.
func (d *Document) atMost(words, start, end int) bool {
	first := sort.Search(len(d.turns), func(i int) bool { return d.turns[i].End > start })
	for i := first; i < len(d.turns) && d.turns[i].Start < end; i++ {
		if !informed(d, d.turns[i]) {
			continue
		}
		for _, token := range d.tokens[i] {
			if token.Start >= start && token.Start < end && token.Said() {
				if words--; words < 0 {
					return false
				}
			}
		}
	}
	return true
}
