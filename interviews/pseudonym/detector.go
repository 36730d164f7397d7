package pseudonym

import (
	"strings"
	"unicode/utf8"
)

// candidate is a passage that may have to be masked.
type candidate struct {
	start, end int // bytes of the text
	from, to   int // atoms; from is -1 for what a pattern found
	kind       Kind
	rule       Rule
	confidence float64
	canon      string      // equal for the same name however it is written
	known      int         // 1 + index of the known name; 0 for none
	unsure     bool        // of its kind: another place of the case may know better
	initial    bool        // a letter that stands for a name
	day        calendarDay // of a date
}

// detector looks through one text of a case.
type detector struct {
	v       *vocabulary
	file    *caseFile
	text    string
	atoms   []atom
	nameEnd int // the atom behind the last name of a person
}

func (d *detector) word(at int) *word       { return &d.v.words[d.atoms[at].word] }
func (d *detector) fold(at int) string      { return d.v.words[d.atoms[at].word].folded }
func (d *detector) is(at int, t trait) bool { return d.v.words[d.atoms[at].word].traits&t != 0 }

func (d *detector) candidate(from, to int, kind Kind, rule Rule, confidence float64) candidate {
	return candidate{
		start: d.atoms[from].start, end: d.atoms[to-1].end, from: from, to: to,
		kind: kind, rule: rule, confidence: confidence, canon: d.canonical(from, to),
	}
}

// canonical is a name without what people vary in writing it.
func (d *detector) canonical(from, to int) string {
	if to == from+1 {
		return d.fold(from)
	}
	var canon strings.Builder
	for i := from; i < to; i++ {
		canon.WriteString(d.fold(i))
	}
	return canon.String()
}

func (v *vocabulary) canonical(name string) string {
	var canon strings.Builder
	for _, w := range v.sequence(name) {
		canon.WriteString(v.words[w].folded)
	}
	return canon.String()
}

// allRaised tells whether the words of a name have their capitals: all but
// articles and particles.
func (d *detector) allRaised(from, to int) bool {
	any := false
	for i := from; i < to; i++ {
		switch {
		case d.atoms[i].raised():
			any = any || !d.is(i, particle) || to == from+1
		case d.atoms[i].form == digits, d.is(i, tool|particle), i > from && d.atoms[i].gap == hyphen:
		default:
			return false
		}
	}
	return any
}

// scan finds the candidates of the text in order; none overlap.
func (d *detector) scan() []candidate {
	byForm := sortedCandidates(patterns(d.text))
	var found []candidate
	d.nameEnd = -1
	p := 0
	keep := func(c candidate) {
		// A street takes its number back from whatever took it first.
		for len(found) > 0 && found[len(found)-1].end > c.start {
			found = found[:len(found)-1]
		}
		found = append(found, c)
	}
	for at := 0; at < len(d.atoms); {
		a := &d.atoms[at]
		for p < len(byForm) && byForm[p].end <= a.start {
			keep(d.dated(byForm[p], at))
			p++
		}
		if p < len(byForm) && byForm[p].start < a.end {
			if a.form == tag {
				p++ // what was masked stays masked
				continue
			}
			at++
			continue
		}
		c, ok := d.at(at)
		if ok && p < len(byForm) && byForm[p].start < c.end {
			ok = false // what has a form of its own wins
		}
		if !ok {
			at++
			continue
		}
		keep(c)
		if c.kind.personal() && c.confidence >= 0.5 {
			d.nameEnd = c.to
		}
		at = c.to
	}
	for ; p < len(byForm); p++ {
		keep(d.dated(byForm[p], len(d.atoms)))
	}
	return found
}

// dated makes a date of birth of a date where the words before an atom say so.
func (d *detector) dated(c candidate, behind int) candidate {
	if c.kind != Date {
		return c
	}
	first := behind
	for first > 0 && d.atoms[first-1].start >= c.start {
		first--
	}
	if d.birth(first) {
		c.kind, c.rule = BirthDate, ByBirth
	}
	return c
}

// at is what begins at an atom, or, for streets and months, lies around it.
func (d *detector) at(at int) (candidate, bool) {
	a := &d.atoms[at]
	if a.form == tag {
		return candidate{}, false
	}
	known, isKnown := d.known(at)
	if isKnown {
		return known, true
	}
	switch w := d.word(at); {
	case a.form == digits:
		return d.postal(at)
	case w.is(month) && a.form != shouts:
		if c, ok := d.date(at); ok {
			return d.dated(c, at), true
		}
	case w.is(number):
		if c, ok := d.spokenNumber(at); ok {
			return c, true
		}
	}
	if d.is(at, way) {
		if c, ok := d.street(at); ok {
			return c, true
		}
	}
	if d.is(at, school) {
		if c, ok := d.institution(at); ok {
			return c, true
		}
	}
	if !a.raised() {
		if a.form == lower && d.is(at, particle) && d.afterTitle(at) {
			return d.titled(at)
		}
		if a.form == lower && d.is(at, particle) && d.afterName(at) {
			return d.noble(at)
		}
		return candidate{}, false
	}
	if c, ok := d.place(at); ok {
		if c.kind == Country || c.kind == Region {
			if !d.file.wide {
				c.confidence = 0 // recognised, and left
			}
		}
		return c, true
	}
	if c, ok := d.cut(at); ok {
		return c, true
	}
	if c, ok := d.saint(at); ok && !d.afterTitle(at) {
		return c, true
	}
	return d.person(at)
}

// known finds a name of the case.
func (d *detector) known(at int) (candidate, bool) {
	leaf, end, found := d.file.names.longest(d.atoms, at)
	if !found {
		return candidate{}, false
	}
	name := &d.file.known[leaf]
	c := d.candidate(at, end, name.kind, ByKnown, 0.98)
	c.known, c.canon = name.entity+1, name.canon
	if name.part {
		c.rule, c.confidence = ByVariant, 0.9
	}
	w := d.word(at)
	single := end == at+1
	if !d.allRaised(at, end) && !(single && d.atoms[at].raised()) {
		return d.knownLower(c)
	}
	if single && d.atoms[at].form == upper1 && utf8.RuneCountInString(name.canon) > 1 {
		return candidate{}, false
	}
	if _, longer, ok := d.v.places.longest(d.atoms, at); ok && longer > end {
		return candidate{}, false
	}
	if extended := d.hyphened(end); extended > end && name.kind.personal() {
		c = d.candidate(at, extended, name.kind, ByVariant, 0.9)
		return c, true
	}
	if !single || !w.is(common|tool|capital) || d.afterTitle(at) {
		return c, true
	}
	switch first := d.atoms[at].first; {
	case w.is(tool) && first:
		c.confidence = 0.3
	case first && d.subject(end):
		c.confidence = 0.8
	case first && w.lower > 0:
		c.confidence = 0.55
	case first:
		c.confidence = 0.7
	case d.determined(at) && w.lower > w.middle:
		c.confidence = 0.55
	default:
		c.confidence = 0.9
	}
	return c, true
}

// knownLower is a known name that lost its capital: a slip of whoever typed,
// unless it is a word of its own.
func (d *detector) knownLower(c candidate) (candidate, bool) {
	if c.rule == ByVariant || len(c.canon) < 4 {
		return candidate{}, false
	}
	for i := c.from; i < c.to; i++ {
		if !d.is(i, common|tool|capital|particle|follows|kin|trade) && d.atoms[i].form != digits {
			c.rule, c.confidence = ByLowerCase, 0.8
			return c, true
		}
	}
	return candidate{}, false
}

// cut is a name that the speaker began and took up again: "Ma- Marie".
func (d *detector) cut(at int) (candidate, bool) {
	a := &d.atoms[at]
	rest := d.text[a.end:]
	if !strings.HasPrefix(rest, "- ") && !strings.HasPrefix(rest, "~") && !strings.HasPrefix(rest, "…") && !strings.HasPrefix(rest, "...") {
		return candidate{}, false
	}
	for i := at + 1; i < len(d.atoms) && i <= at+3; i++ {
		if !d.atoms[i].raised() || d.atoms[i].word == a.word || !strings.HasPrefix(d.fold(i), d.fold(at)) {
			continue
		}
		_, _, known := d.file.names.longest(d.atoms, i)
		if known || d.is(i, firstName|surname) && !d.is(i, common) {
			c := d.candidate(at, at+1, FirstName, ByCut, 0.8)
			c.unsure, c.canon = true, d.fold(i)
			return c, true
		}
	}
	return candidate{}, false
}
