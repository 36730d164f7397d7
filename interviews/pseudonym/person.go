package pseudonym

import "strings"

// afterTitle tells whether a title stands right before an atom.
func (d *detector) afterTitle(at int) bool {
	if at == 0 || !d.is(at-1, title) {
		return false
	}
	t, a := &d.atoms[at-1], &d.atoms[at]
	short := d.fold(at - 1)
	switch short {
	case "m", "me", "pr": // "m'a", "me dit": only as abbreviations
		return t.raised() && (a.gap == dot && !a.first || a.gap == space && short == "m" && t.form == upper1)
	}
	return a.gap == space || a.gap == dot && !a.first
}

// afterName tells whether a name, or the tag of one, stands right before.
func (d *detector) afterName(at int) bool {
	if at == 0 || d.atoms[at].gap != space {
		return false
	}
	if before := &d.atoms[at-1]; before.form == tag {
		return before.kind == FirstName || before.kind == Surname
	}
	return d.nameEnd == at
}

// determined tells whether an article or the like stands before.
func (d *detector) determined(at int) bool {
	return at > 0 && d.is(at-1, determiner) && (d.atoms[at].gap == space || d.atoms[at].gap == apostrophe)
}

// presented tells whether the words before say that a name follows: "ma sœur",
// "l'éducatrice", "s'appelle".
func (d *detector) presented(at int) (Rule, bool) {
	if at == 0 || d.atoms[at].gap != space && d.atoms[at].gap != comma {
		return "", false
	}
	i := at - 1
	switch {
	case d.is(i, naming) && (d.atoms[at].gap == space || !d.is(i, kin)):
		return ByNaming, true
	case d.fold(i) == "est" && i > 1 && d.is(i-2, naming|kin|trade): // "son prénom c'est"
		return ByNaming, true
	case d.fold(i) == "chez" && d.atoms[at].gap == space:
		return ByKin, true
	case d.is(i, kin) && i > 0 && (d.is(i-1, determiner) || d.is(i-1, kin)) && d.atoms[at].gap == space:
		return ByKin, true
	case d.is(i, trade) && d.atoms[at].gap == space:
		return ByKin, true
	}
	return "", false
}

// subject tells whether what follows an atom is said of a person.
func (d *detector) subject(end int) bool {
	if end >= len(d.atoms) {
		return false
	}
	a := &d.atoms[end]
	switch {
	case a.gap == space && d.nameable(end):
		return !d.is(end, common|capital) // "Pierre Couapel"
	case a.gap != space && a.gap != comma || a.form != lower:
		return false
	}
	// "à" is not "a", and "disait", "voudrait" need no list.
	return d.is(end, follows) && d.text[a.start:a.end] != "à" || len(d.fold(end)) > 4 && strings.HasSuffix(d.fold(end), "ait")
}

// hyphened is where the words that hyphens join to the one before end.
func (d *detector) hyphened(end int) int {
	for end < len(d.atoms) && d.atoms[end].gap == hyphen && d.atoms[end].form != tag {
		switch {
		case d.atoms[end].raised(), d.is(end, firstName) && !d.is(end, tool):
			end++
		case d.is(end, particle) || d.small(end):
			// "de-Bretagne" goes on; "là", "il" do not.
			next := end + 1
			if next >= len(d.atoms) || d.atoms[next].gap != hyphen && d.atoms[next].gap != apostrophe || !d.atoms[next].raised() {
				return end
			}
			end = next + 1
		default:
			return end
		}
	}
	return end
}

func (d *detector) small(at int) bool {
	switch d.fold(at) {
	case "des", "sur", "sous", "en", "aux", "les", "et":
		return true
	}
	return false
}

// surnameAt is where a family name that begins at an atom ends, particles
// included, and whether it has more than one word; at when there is none.
func (d *detector) surnameAt(at int, titled bool) (end int, several bool) {
	if _, end, found := d.v.surnames.longest(d.atoms, at); found && d.allRaised(at, end) {
		return d.hyphened(end), true
	}
	i := at
	for i+1 < len(d.atoms) && i < at+3 && d.is(i, particle) && d.atoms[i+1].joined() && d.atoms[i+1].gap != hyphen &&
		(d.atoms[i].raised() || titled) && (d.atoms[i].form != upper1 || d.atoms[i+1].gap == apostrophe) && (i == at || d.atoms[i].joined()) {
		i++
	}
	if !d.nameable(i) {
		return at, false
	}
	return d.hyphened(i + 1), i > at
}

// nameable tells a word with a capital that can be a name.
func (d *detector) nameable(at int) bool {
	a := &d.atoms[at]
	return (a.form == capped || a.form == shouts) && !d.is(at, title) && (!d.is(at, tool) || d.is(at, surname))
}

// person finds a name of a person at an atom with a capital letter, or behind
// a title at a particle without one.
func (d *detector) person(at int) (candidate, bool) {
	titled := d.afterTitle(at)
	if d.atoms[at].form == upper1 {
		if c, ok := d.initial(at, titled); ok {
			return c, true
		}
	}
	if titled {
		return d.titled(at)
	}
	if end, several := d.surnameAt(at, false); several && d.atoms[at].raised() {
		c := d.candidate(at, end, Surname, BySurname, 0.9)
		if _, _, listed := d.v.surnames.longest(d.atoms, at); !listed {
			c.rule, c.confidence = ByCapital, 0.75
			if d.atoms[at].first {
				return candidate{}, false // "De Jalalabad", "Le Samu"
			}
			if d.is(end-1, firstName) && !d.is(end-1, surname) {
				return d.single(at)
			}
		}
		return c, true
	}
	return d.single(at)
}

// titled is the name behind "Mme", "docteur", "juge".
func (d *detector) titled(at int) (candidate, bool) {
	end, several := d.surnameAt(at, true)
	if end == at || d.atoms[at].form == lower && len(d.fold(at-1)) > 4 && d.fold(at-1) != "monsieur" && d.fold(at-1) != "madame" {
		return candidate{}, false // "le professeur de la Haute École"
	}
	w := d.word(at)
	c := d.candidate(at, end, Surname, ByTitle, 0.95)
	if !several && w.is(firstName) && (!w.is(surname) || end < len(d.atoms) && d.atoms[end].gap == space && d.nameable(end)) {
		c.kind = FirstName
	}
	if !several && w.is(capital) {
		c.confidence = 0.5
	}
	return c, true
}

// noble is a family name with a small particle behind a first name:
// "Bérengère de Kersauson", but not "Awa de Rennes".
func (d *detector) noble(at int) (candidate, bool) {
	end, several := d.surnameAt(at, true)
	if !several {
		return candidate{}, false
	}
	if _, _, found := d.v.places.longest(d.atoms, end-1); found || d.is(end-1, common|capital) {
		return candidate{}, false
	}
	return d.candidate(at, end, Surname, ByNext, 0.7), true
}

// single is a name of one word, or of several that hyphens join.
func (d *detector) single(at int) (candidate, bool) {
	if !d.nameable(at) {
		return candidate{}, false
	}
	end := d.hyphened(at + 1)
	w, first := d.word(at), d.atoms[at].first
	rule, presented := d.presented(at)
	c := d.candidate(at, end, Surname, ByCapital, 0)
	c.unsure = true
	ambiguous := w.is(common|tool) && end == at+1
	switch {
	case d.afterName(at) && !w.is(capital) && (!ambiguous || w.is(surname|firstName)):
		c.rule, c.confidence, c.unsure = ByNext, 0.85, false
		if d.compound(at) {
			c.kind = FirstName
		}
	case w.is(capital) && !presented, w.is(tool) && first:
		return candidate{}, false
	case d.atoms[at].form == shouts && end == at+1 && !w.is(firstName|surname):
		c.confidence = 0.1 // an acronym, unless the case knows better
	case w.is(firstName):
		c.kind, c.rule = FirstName, ByFirstName
		c.confidence = d.lexical(at, end, ambiguous, presented)
		c.unsure = w.is(surname)
	case w.is(surname):
		c.rule = BySurname
		c.confidence = d.lexical(at, end, ambiguous, presented) - 0.05
	case presented && !first:
		c.kind, c.rule, c.confidence = FirstName, rule, 0.8
		if ambiguous || w.is(capital) {
			c.confidence = 0.5
		}
	case first:
		c.rule, c.confidence = ByStart, d.opening(at, end, ambiguous)
	default:
		return d.unknown(at, end, ambiguous)
	}
	return c, true
}

// lexical is how sure a name of the lexicons is.
func (d *detector) lexical(at, end int, ambiguous, presented bool) float64 {
	first := d.atoms[at].first
	w := d.word(at)
	switch {
	case presented:
		return 0.9
	case !ambiguous && !first:
		return 0.95
	case !ambiguous && w.lower > 0 && w.lower > w.middle:
		return 0.45
	case !ambiguous:
		return 0.85
	case !first && d.determined(at):
		return 0.5
	case !first && w.lower > 2*w.middle && !d.subject(end):
		return 0.55
	case !first:
		return 0.75
	case d.subject(end):
		return 0.62
	}
	return 0.3
}

// opening is how sure an unknown word at the start of a sentence is.
func (d *detector) opening(at, end int, ambiguous bool) float64 {
	switch w := d.word(at); {
	case ambiguous || w.lower > 0:
		return 0
	case strings.HasSuffix(w.folded, "ment"), end < len(d.atoms) && d.atoms[end].gap == hyphen && d.atoms[end].form == lower:
		return 0.2 // "Lentement", "Asseyez-vous"
	case end > at+1:
		return 0.6 // Xxxx-Xxxx
	case d.subject(end):
		return 0.45
	}
	return 0.3
}

// unknown is a capital inside a sentence on a word of no lexicon.
func (d *detector) unknown(at, end int, ambiguous bool) (candidate, bool) {
	c := d.candidate(at, end, Surname, ByCapital, 0.65)
	c.unsure = true
	strong, weak := d.placed(at)
	switch {
	case ambiguous:
		c.confidence = 0.3
	case d.word(at).lower > d.word(at).middle:
		c.confidence = 0.4
	case strong || weak && !d.subject(end):
		c.kind, c.rule, c.unsure = Place, ByPlaceWord, !strong
		if strong {
			c.confidence = 0.8
		}
	case d.determined(at):
		c.confidence = 0.5
	}
	return c, true
}

// compound tells the second part of "Jean Paul", "Marie Claire".
func (d *detector) compound(at int) bool {
	if at == 0 || !d.is(at, firstName) {
		return false
	}
	switch d.fold(at - 1) {
	case "jean", "marie", "anne":
		return true
	}
	return false
}

// initial is a letter that stands for a name: "Mme B.", "avec K. on", and the
// letter before a surname.
func (d *detector) initial(at int, titled bool) (candidate, bool) {
	next := at + 1
	stop := next < len(d.atoms) && d.atoms[next].gap == dot || d.text[d.atoms[at].end:min(d.atoms[at].end+1, len(d.text))] == "."
	c := d.candidate(at, next, Surname, ByInitial, 0.85)
	c.initial = true
	if strings.HasPrefix(d.text[c.end:], ".,") || stop && next < len(d.atoms) && d.atoms[next].gap == dot && d.atoms[next].form == lower {
		c.end++ // a full stop that ends no sentence is the initial's
	}
	switch {
	case titled:
		if next < len(d.atoms) && d.atoms[next].gap == apostrophe {
			return candidate{}, false // "Mme L'Hostis"
		}
		return c, true
	case d.afterName(at) && stop: // "Awa D."
		return c, true
	case !stop || d.is(at, title) || d.atoms[at].first && (next >= len(d.atoms) || !d.nameable(next)):
		return candidate{}, false
	case next < len(d.atoms) && d.nameable(next) && !d.is(next, common|capital) && d.atoms[next].gap == dot:
		c.kind = FirstName // "A. Diallo"
		return c, true
	case at > 0 && next < len(d.atoms) && d.atoms[next].form == lower && !d.atoms[at].first:
		c.kind, c.confidence = FirstName, 0.5
		return c, true
	}
	return candidate{}, false
}
