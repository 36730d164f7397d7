package pseudonym

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/askoria/verbatim/stats"
)

// Offsets carries positions between a transcript and its masked version, in
// code points: codings made on one move to the other. It gives away how long
// the masked words were: it stays with the key.
type Offsets []Edit

// Edit is a passage that was replaced: where it stood, where its tag stands.
type Edit struct{ Old, New stats.Span }

// Masked is the place in the masked transcript of a place in the original. An
// end that lies inside a masked passage moves to the end of its tag, a start
// to its start: a coding never cuts a tag.
func (o Offsets) Masked(original stats.Span) stats.Span {
	return o.move(original, func(e Edit) (from, to stats.Span) { return e.Old, e.New })
}

// Original is the place in the original transcript of a place in the masked one.
func (o Offsets) Original(masked stats.Span) stats.Span {
	return o.move(masked, func(e Edit) (from, to stats.Span) { return e.New, e.Old })
}

func (o Offsets) move(span stats.Span, sides func(Edit) (from, to stats.Span)) stats.Span {
	at := func(position int, end bool) int {
		// The last edit that begins before the position.
		i, _ := slices.BinarySearchFunc(o, position, func(e Edit, p int) int {
			if from, _ := sides(e); from.Start < p {
				return -1
			}
			return 1
		})
		if i == 0 {
			return position
		}
		from, to := sides(o[i-1])
		switch {
		case position >= from.End:
			return to.End + position - from.End
		case end:
			return to.End
		}
		return to.Start
	}
	start := at(span.Start, false)
	if span.End <= span.Start {
		return stats.Span{Start: start, End: start}
	}
	return stats.Span{Start: start, End: at(span.End, true)}
}

// edit is a passage to replace, in bytes of the original text.
type edit struct {
	start, end int
	entry      *entry
	passage    Passage
}

// rewriting is a text on its way: the original never changes, edits add up.
type rewriting struct {
	original string
	walls    []int // bytes of the original, in order
	edits    []edit
	text     string // with the edits made
	moved    []int  // walls, in bytes of text
	starts   []int  // bytes of text at which the tag of each edit begins
	atoms    []atom
	stale    bool
}

func newRewriting(original string, walls []int) *rewriting {
	return &rewriting{original: original, walls: walls, text: original, moved: walls, stale: true}
}

// apply makes the edits.
func (w *rewriting) apply() {
	slices.SortFunc(w.edits, func(a, b edit) int { return a.start - b.start })
	var text strings.Builder
	text.Grow(len(w.original) + 8*len(w.edits))
	w.starts = w.starts[:0]
	w.moved = make([]int, 0, len(w.walls))
	at, wall := 0, 0
	for _, e := range w.edits {
		for wall < len(w.walls) && w.walls[wall] <= e.start {
			w.moved = append(w.moved, text.Len()+w.walls[wall]-at)
			wall++
		}
		text.WriteString(w.original[at:e.start])
		w.starts = append(w.starts, text.Len())
		text.WriteString(e.entry.tag)
		at = e.end
	}
	for ; wall < len(w.walls); wall++ {
		w.moved = append(w.moved, text.Len()+w.walls[wall]-at)
	}
	text.WriteString(w.original[at:])
	w.text, w.stale = text.String(), true
}

// origin is the byte of the original at which a byte of the text stood; it lies
// in no tag.
func (w *rewriting) origin(at int) int {
	i, _ := slices.BinarySearchFunc(w.starts, at, func(start, at int) int {
		if start < at {
			return -1
		}
		return 1
	})
	if i == 0 {
		return at
	}
	e := w.edits[i-1]
	return e.end + at - w.starts[i-1] - len(e.entry.tag)
}

// split cuts a passage at the walls inside it, so that no tag lies across the
// end of a turn or note, such as the "(0)" of a phone number: each part gets the
// tag.
func (w *rewriting) split(start, end int, each func(start, end int)) {
	i, _ := slices.BinarySearch(w.walls, start+1)
	for ; i < len(w.walls) && w.walls[i] < end; i++ {
		if w.walls[i] > start {
			each(start, w.walls[i])
			start = w.walls[i]
		}
	}
	each(start, end)
}

// render is the final text and the offsets to it.
func (w *rewriting) render() (string, Offsets) {
	var text strings.Builder
	offsets := make(Offsets, 0, len(w.edits))
	at, old, new := 0, 0, 0
	for _, e := range w.edits {
		between := utf8.RuneCountInString(w.original[at:e.start])
		text.WriteString(w.original[at:e.start])
		old, new = old+between, new+between
		shown := e.entry.shown()
		text.WriteString(shown)
		removed, added := utf8.RuneCountInString(w.original[e.start:e.end]), utf8.RuneCountInString(shown)
		offsets = append(offsets, Edit{stats.Span{Start: old, End: old + removed}, stats.Span{Start: new, End: new + added}})
		old, new, at = old+removed, new+added, e.end
	}
	text.WriteString(w.original[at:])
	return text.String(), offsets
}
