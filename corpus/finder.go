package corpus

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// finder is the codings of a corpus made ready for questions: by code, and on
// one line.
type finder struct {
	line
	book    *Codebook
	alone   bool
	codings Codings
	coders  []string
	byCode  map[string][]int32 // indices of codings
	below   map[string][]string
	silent  map[int32]bool // codings of words that are not an informant's
	notes   []string
}

// filter narrows down which codings count; nil: all.
type filter struct {
	coders   []string
	valences []Valence
}

func (f filter) takes(coding *Coding) bool {
	return (f.coders == nil || slices.Contains(f.coders, coding.Coder)) &&
		(f.valences == nil || slices.Contains(f.valences, coding.Valence))
}

// narrow keeps what both lists allow.
func narrow[T comparable](before, more []T) []T {
	if before == nil {
		return slices.Clone(more)
	}
	return slices.DeleteFunc(slices.Clone(before), func(x T) bool { return !slices.Contains(more, x) })
}

func newFinder(c *Corpus, codings Codings, book *Codebook, alone bool) (*finder, error) {
	f := &finder{
		line: newLine(c), book: book, alone: alone, codings: codings,
		byCode: map[string][]int32{}, below: map[string][]string{}, silent: map[int32]bool{},
	}
	seen := map[string]bool{}
	for i := range codings {
		coding := &codings[i]
		if d := coding.Document; d == nil || d.number >= len(c.documents) || c.documents[d.number] != d {
			return nil, fmt.Errorf("coding %d is not of a document of this corpus", i+1)
		}
		f.byCode[coding.Code] = append(f.byCode[coding.Code], int32(i))
		if !seen[coding.Coder] {
			seen[coding.Coder] = true
			f.coders = append(f.coders, coding.Coder)
		}
	}
	for _, id := range book.IDs() {
		for _, above := range book.Path(id) {
			f.below[above] = append(f.below[above], id)
		}
	}
	return f, nil
}

// codes checks the codes asked for; none stands for all of the codebook, or for
// all that were used, in alphabetical order.
func (f *finder) codes(ids []string) ([]string, error) {
	known := f.book.IDs()
	if f.book == nil {
		for id := range f.byCode {
			known = append(known, id)
		}
		slices.Sort(known)
	}
	for i, id := range ids {
		switch {
		case !slices.Contains(known, id):
			return nil, fmt.Errorf("no code %s", stats.Unknown(id, known))
		case slices.Contains(ids[:i], id):
			return nil, fmt.Errorf("code %q is asked for twice", id)
		}
	}
	if len(ids) == 0 {
		return known, nil
	}
	return ids, nil
}

// only is the filter for one coder, for all when "".
func (f *finder) only(coder string) (filter, error) {
	if coder == "" {
		return filter{}, nil
	}
	if !slices.Contains(f.coders, coder) {
		return filter{}, fmt.Errorf("no coder %s", stats.Unknown(coder, f.coders))
	}
	return filter{coders: []string{coder}}, nil
}

// targets lists the codes that count for one: itself and, unless alone, those
// below it.
func (f *finder) targets(id string) []string {
	if below := f.below[id]; !f.alone && len(below) > 0 {
		return below
	}
	return []string{id}
}

// indices lists the codings of informants' words with one of the codes.
func (f *finder) indices(ids []string, take filter) []int32 {
	var found []int32
	for _, id := range ids {
		for _, target := range f.targets(id) {
			for _, i := range f.byCode[target] {
				coding := &f.codings[i]
				if !take.takes(coding) {
					continue
				}
				if turn := coding.Turn; turn < 1 || turn > len(coding.Document.turns) || !informed(coding.Document, coding.Document.turns[turn-1]) {
					f.silent[i] = true
					continue
				}
				found = append(found, i)
			}
		}
	}
	return found
}

// passages lists where one of the codes stands; codings that overlap are one
// passage.
func (f *finder) passages(ids []string, take filter) []stats.Span {
	found := f.indices(ids, take)
	spans := make([]stats.Span, len(found))
	for n, i := range found {
		coding := &f.codings[i]
		spans[n] = f.put(coding.Document, coding.Start, coding.End)
	}
	return merged(spans)
}

// conclude notes what the caption must say of the codings.
func (f *finder) conclude(take filter, lang string) []string {
	r := reading{notes: f.notes}
	if take.coders != nil {
		r.note(lang, "Codages de : %s.", "Codings of: %s.", strings.Join(take.coders, ", "))
	} else if len(f.coders) > 1 {
		r.note(lang, "Codages réunis de %s : un passage que plusieurs ont codé compte une fois.",
			"Codings of %s together: a passage coded by several counts once.", strings.Join(f.coders, ", "))
	}
	if n := len(f.silent); n > 0 {
		r.note(lang, "Codages de paroles de l'enquêteur ou d'un tiers, non comptés : %d.",
			"Codings of words of the interviewer or a third person, not counted: %d.", n)
	}
	return r.notes
}

// scope widens spans to the whole units in which they lie. Turns of the
// interviewer are none.
func (f *finder) scope(spans []stats.Span, unit Scope) []stats.Span {
	switch unit {
	case InTurn, InInterview:
		return overlapped(f.units(unit), spans)
	case InCase:
		heard := map[string]bool{}
		for _, span := range spans {
			d, _ := f.document(span.Start)
			heard[d.Case()] = true
		}
		return f.texts(func(d *Document) bool { return heard[d.Case()] })
	}
	return spans
}

// Scope says what it is for two codes to be together.
type Scope uint8

const (
	// InPassage: their passages overlap; touching is not enough.
	InPassage Scope = iota
	// InTurn: in one turn of an informant.
	InTurn
	// InInterview: in one interview.
	InInterview
	// InCase: in the interviews of one case.
	InCase
)

// name names the units of a scope.
func (s Scope) name(lang string) string {
	french := [...]string{"passages", "tours de parole", "entretiens", "situations"}
	english := [...]string{"passages", "turns", "interviews", "cases"}
	if lang == "en" {
		return english[s]
	}
	return french[s]
}
