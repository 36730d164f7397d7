package pseudonym

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/askoria/verbatim/stats"
)

// knownName is one way to write a known name, or a part of it.
type knownName struct {
	entity int // index in Masker.Known
	kind   Kind
	canon  string
	part   bool
}

// caseFile is what is known of a case beforehand.
type caseFile struct {
	wide   bool
	known  []knownName
	names  trie
	single []string // known names of one word, folded
	owner  []int    // index in known, by name of single
	near   map[string]int
}

// newCaseFile enters the names of a case: whole names before their parts, so
// that a part never hides somebody's whole name.
func newCaseFile(v *vocabulary, known []Known, of string, wide bool) *caseFile {
	f := &caseFile{wide: wide, near: map[string]int{}}
	enter := func(k int, words []int32, kind Kind, canon string, part bool) {
		if len(words) > 0 {
			f.known = append(f.known, knownName{k, kind, canon, part})
			f.names.add(words, int32(len(f.known)-1))
		}
	}
	each := func(use func(k int, words []int32, kind Kind, canon string)) {
		for k, name := range known {
			if name.Case != "" && name.Case != of {
				continue
			}
			canon := v.canonical(name.Name)
			for i, written := range append([]string{name.Name}, name.Also...) {
				words := v.sequence(written)
				if i == 0 && len(words) == 1 {
					f.single, f.owner = append(f.single, v.words[words[0]].folded), append(f.owner, k)
				}
				use(k, words, name.kind(), canon)
			}
		}
	}
	each(func(k int, words []int32, kind Kind, canon string) { enter(k, words, kind, canon, false) })
	each(func(k int, words []int32, kind Kind, canon string) {
		if len(words) < 2 || kind != FirstName && kind != Surname {
			return
		}
		var joined strings.Builder
		for _, w := range words {
			joined.WriteString(v.words[w].folded)
		}
		enter(k, v.sequence(joined.String()), kind, canon, false) // Legoff
		for _, w := range words {
			part := &v.words[w]
			if utf8.RuneCountInString(part.folded) >= 3 && !part.is(particle|tool|common|capital) {
				enter(k, []int32{w}, kind, canon, true)
			}
		}
	})
	return f
}

// nearest finds the known name that is one letter away from a word of five
// letters or more: the index of the known name, or -1.
func (f *caseFile) nearest(folded string) int {
	length := utf8.RuneCountInString(folded)
	if length < 5 {
		return -1
	}
	if found, done := f.near[folded]; done {
		return found
	}
	found := -1
	for i, name := range f.single {
		if d := utf8.RuneCountInString(name) - length; d < -1 || d > 1 || name[0] != folded[0] && !strings.HasSuffix(name, folded[1:]) {
			continue
		}
		if stats.EditDistance(name, folded) <= 1 {
			found = f.owner[i]
			break
		}
	}
	f.near[folded] = found
	return found
}

func sortedCandidates(list []candidate) []candidate {
	slices.SortStableFunc(list, func(a, b candidate) int { return a.start - b.start })
	return list
}

// settled is how sure a name must be for its other places in the case to
// follow it.
const settled = 0.8

// likely is enough for a word that nowhere stands in lower case.
const likely = 0.65

// settle lets what is sure of a case decide what is not: a word that is a name
// in one place is one in another, of the same kind; an initial is that of the
// only name that begins with it.
func (f *caseFile) settle(v *vocabulary, known []Known, detectors []*detector, found [][]candidate) {
	type sure struct {
		kind       Kind
		confidence float64
		known      int
		canon      string
	}
	best := map[string]sure{}
	var canons []string
	enter := func(key string, s sure) {
		old, seen := best[key]
		if !seen {
			canons = append(canons, key)
		}
		if !seen || s.confidence > old.confidence {
			best[key] = s
		}
	}
	for _, name := range f.known {
		if name.kind.personal() && !name.part {
			enter(name.canon, sure{name.kind, 1, name.entity + 1, name.canon})
		}
	}
	for t, list := range found {
		for i := range list {
			if c := &list[i]; c.kind.personal() && !c.initial && detectors[t].seed(c) {
				enter(c.canon, sure{c.kind, c.confidence, c.known, c.canon})
			}
		}
	}
	for t, list := range found {
		d := detectors[t]
		for i := range list {
			c := &list[i]
			if c.from < 0 || !c.kind.personal() && !c.unsure {
				continue
			}
			if c.initial {
				var match *sure
				for _, canon := range canons {
					if s := best[canon]; s.kind == c.kind && strings.HasPrefix(canon, c.canon) {
						if match != nil {
							match = nil
							break
						}
						match = &s
					}
				}
				if match != nil {
					c.canon, c.known, c.confidence = match.canon, match.known, max(c.confidence, 0.75)
				}
				continue
			}
			if c.known == 0 && c.to == c.from+1 && c.confidence < settled && (c.rule == ByCapital || c.rule == ByStart) && !d.is(c.from, common|tool|capital) {
				if k := f.nearest(c.canon); k >= 0 {
					c.rule, c.confidence, c.known, c.kind, c.canon = ByNear, max(c.confidence, 0.7), k+1, known[k].kind(), v.canonical(known[k].Name)
					continue
				}
			}
			if s, ok := best[c.canon]; ok && (c.confidence < settled || c.unsure) {
				c.kind, c.known = s.kind, s.known
				if sure := min(s.confidence, settled); c.confidence < sure && d.follow(c) {
					c.rule, c.confidence = BySeen, sure
				}
				continue
			}
		}
	}
}

// seed tells whether other places may follow a name: when it is settled, or
// likely and never written without its capital. The word behind a name needs
// both, unless the lexicons have it.
func (d *detector) seed(c *candidate) bool {
	several := c.to > c.from+1
	capitalOnly := !several && d.word(c.from).lower == 0
	if c.rule == ByNext && !several && !d.is(c.from, firstName|surname) {
		return capitalOnly
	}
	return c.confidence >= settled || c.confidence >= likely && capitalOnly
}

// follow tells whether a word can be taken for the name that it is elsewhere:
// always, unless it is also a word of every day.
func (d *detector) follow(c *candidate) bool {
	if c.to > c.from+1 || !d.is(c.from, common|tool|capital) {
		return d.atoms[c.from].raised()
	}
	first, w := d.atoms[c.from].first, d.word(c.from)
	switch {
	case w.is(tool):
		return false
	case first && w.is(capital):
		return d.subject(c.to)
	case first:
		return d.subject(c.to) || w.lower == 0
	}
	return !d.determined(c.from) || w.lower == 0
}
