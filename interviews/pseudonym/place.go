package pseudonym

import "strings"

// placed tells whether the words before an atom say that a place follows:
// strongly ("habite à", "commune de") or by a preposition alone ("à").
func (d *detector) placed(at int) (strong, weak bool) {
	i := at - 1
	if i < 0 || d.atoms[at].first || d.atoms[at].gap != space && d.atoms[at].gap != apostrophe {
		return false, false
	}
	switch w := d.fold(i); {
	case w == "de" || w == "d" || w == "du":
		return i > 0 && d.is(i-1, anchor), false
	case w == "a":
		for j := i - 1; j >= 0 && j >= i-3 && !d.atoms[j+1].first; j-- {
			if d.is(j, dwelling) || d.is(j, anchor) {
				return true, true
			}
		}
		return false, d.atoms[i].form == lower && !d.is(max(i-1, 0), kin)
	case w == "dans" || w == "en":
		return false, true
	case w == "le" || w == "la" || w == "les" || w == "l":
		if i > 0 && (d.fold(i-1) == "dans" || d.fold(i-1) == "vers") {
			return true, true
		}
	case d.is(i, anchor) && d.atoms[at].gap == space && d.is(i, towards):
		return true, true
	case d.is(i, towards):
		return true, true
	}
	return false, false
}

// place finds a place of the lexicon at an atom.
func (d *detector) place(at int) (candidate, bool) {
	leaf, end, found := d.v.places.longest(d.atoms, at)
	if !found && d.determined(at) && !d.afterName(at) {
		return d.barePlace(at)
	}
	if !found {
		return candidate{}, false
	}
	p := &d.v.placeList[leaf]
	// The article of "Le Rheu" may be small; what follows may not.
	if !d.allRaised(at, end) {
		return candidate{}, false
	}
	if strings.HasPrefix(p.name, "Saint") && end < len(d.atoms) && d.atoms[end].gap == hyphen && !d.is(end, tool) {
		return candidate{}, false // a longer name, of another place
	}
	c := d.candidate(at, end, p.kind, ByPlace, 0.95)
	c.canon = d.v.canonical(p.full)
	w := &d.v.words[d.atoms[at].word]
	strong, weak := d.placed(at)
	single := end == at+1
	switch {
	case d.afterTitle(at) || d.afterName(at) && !strong:
		return candidate{}, false
	case single && w.is(tool) && !strings.EqualFold(d.text[c.start:c.end], p.name):
		return candidate{}, false // "Parce" is not Parcé
	case p.kind == Country || p.kind == Region:
	case single && w.is(firstName|surname) && !strong:
		// Florence, Laval, Gaël: persons unless the words before say otherwise.
		if !weak || !w.is(surname) || w.is(firstName) {
			return candidate{}, false
		}
		c.confidence = 0.7
	case single && w.is(common|tool|capital) || p.short && single:
		switch {
		case strong:
			c.confidence = 0.9
		case w.is(tool|capital) || d.atoms[at].first:
			c.confidence = 0.3
		case weak:
			c.confidence = 0.75
		case w.lower > 0 || d.determined(at):
			c.confidence = 0.5
		default:
			c.confidence = 0.65
		}
	case d.atoms[at].first:
		c.confidence = 0.85
	}
	return c, true
}

// barePlace finds a place whose article has merged: "au Blosne", "du Rheu".
func (d *detector) barePlace(at int) (candidate, bool) {
	leaf, end, found := d.v.barePlaces.longest(d.atoms, at)
	if !found || !d.allRaised(at, end) {
		return candidate{}, false
	}
	p := &d.v.placeList[leaf]
	c := d.candidate(at, end, p.kind, ByPlace, 0.8)
	c.canon = d.v.canonical(p.full)
	if w := d.word(at); w.is(common|tool|capital|firstName) && end == at+1 && w.lower > 0 {
		c.confidence = 0.5
	}
	return c, true
}

// saint finds a place whose name begins with Saint and which the lexicon does
// not have: "Saint-Cast-le-Guildo".
func (d *detector) saint(at int) (candidate, bool) {
	if f := d.fold(at); f != "saint" && f != "sainte" || at+1 >= len(d.atoms) || !d.atoms[at+1].joined() || !d.atoms[at+1].raised() {
		return candidate{}, false
	}
	switch d.fold(at + 1) {
	case "valentin", "nicolas", "sylvestre", "vierge", "esprit", "patrick", "jean":
		if at > 0 && d.is(at-1, determiner) || d.fold(at+1) == "nicolas" {
			return candidate{}, false
		}
	}
	end := d.hyphened(at + 2)
	c := d.candidate(at, end, Place, BySaint, 0.85)
	return c, true
}

// street finds an address: "12 bis, rue des Lilas", "avenue Jean-Jaurès". A
// street without a number must have a name with a capital letter.
func (d *detector) street(at int) (candidate, bool) {
	if !d.is(at, way) || d.atoms[at].form == upper1 || at+1 >= len(d.atoms) {
		return candidate{}, false
	}
	from := at
	if i := at - 1; i >= 0 && (d.atoms[at].gap == space || d.atoms[at].gap == comma) {
		if f := d.fold(i); i > 0 && (f == "bis" || f == "ter" || len(f) == 1 && d.atoms[i].form == lower && d.atoms[i].gap == apart) {
			i--
		}
		if d.atoms[i].form == digits && d.atoms[i].end-d.atoms[i].start <= 4 {
			from = i
		}
	}
	end, raised := at+1, false
	for end < len(d.atoms) && d.atoms[end].joined() {
		a := &d.atoms[end]
		small := d.is(end, particle) || d.fold(end) == "des" || d.fold(end) == "et" || d.fold(end) == "aux" || d.fold(end) == "sur"
		switch {
		case a.raised():
			raised = true
		case a.form == digits, a.gap == hyphen:
		case small && end+1 < len(d.atoms) && d.atoms[end+1].joined():
		case from < at && !raised && !d.is(end, tool|follows) && end <= at+4:
			raised = true // "12 rue des lilas"
		default:
			goto done
		}
		if a.form == tag {
			break
		}
		end++
	}
done:
	for end > at+1 && !d.atoms[end-1].raised() && (d.is(end-1, particle) || d.is(end-1, tool)) {
		end--
	}
	// "place", "cours", "mail" and the like are words of every day.
	if !raised || end == at+1 || from == at && d.is(at+1, tool) && !d.is(at+1, particle) && d.fold(at+1) != "des" {
		return candidate{}, false
	}
	if from == at {
		if at > 0 && d.fold(at) == "allee" && !d.is(at-1, determiner|towards) {
			return candidate{}, false // "j'y suis allée"
		}
		// "rue de Bruz" keeps its commune, which has a tag of its own.
		if d.is(end-1, capital) && end == at+2 || d.fold(at) == "place" && d.is(end-1, common|tool) {
			return candidate{}, false
		}
		if d.atoms[at].first && d.atoms[at].raised() && d.is(at, common) && end == at+2 && !d.atoms[at+1].raised() {
			return candidate{}, false
		}
		return d.candidate(at, end, Address, ByStreet, 0.85), true
	}
	return d.candidate(from, end, Address, ByStreet, 0.95), true
}

// institution finds the name behind the type of a school, a home, a hospital:
// in "collège privé Jean-Moulin" Jean-Moulin. "collège de Bruz" gives a commune.
func (d *detector) institution(at int) (candidate, bool) {
	if !d.is(at, school) || at+1 >= len(d.atoms) {
		return candidate{}, false
	}
	from := at + 1
	for from < len(d.atoms) && d.is(from, quality) && d.atoms[from].gap == space {
		from++
	}
	if from >= len(d.atoms) || d.atoms[from].gap != space {
		return candidate{}, false
	}
	if _, end, found := d.v.places.longest(d.atoms, from); found && d.atoms[from].raised() && (end >= len(d.atoms) || d.atoms[end].gap != hyphen) {
		return candidate{}, false
	}
	name := from
	if d.atoms[from].raised() && d.is(from, tool) && from+1 < len(d.atoms) && d.atoms[from+1].joined() && d.nameable(from+1) {
		name++
	}
	for name < len(d.atoms) && d.atoms[name].form == lower && (name == from || d.atoms[name].joined()) &&
		(d.is(name, particle) || d.fold(name) == "des") {
		name++
	}
	if name >= len(d.atoms) || name > from && !d.atoms[name].joined() || !d.nameable(name) {
		return candidate{}, false
	}
	if name > from && !d.atoms[name-1].raised() {
		if _, _, found := d.v.places.longest(d.atoms, name); found {
			return candidate{}, false
		}
		if d.fold(from) == "de" && name == from+1 { // "école de Madame…", "foyer de Kevin"
			return candidate{}, false
		}
	}
	if name > from && d.atoms[name-1].raised() {
		from = name - 1 // "Les Marronniers" has its article
	}
	end := d.named(name)
	if end == name+1 && d.is(name, tool|capital) {
		return candidate{}, false
	}
	c := d.candidate(from, end, Institution, BySchool, 0.9)
	if d.is(name, common) && end == name+1 && d.v.words[d.atoms[name].word].lower > 0 {
		c.confidence = 0.5
	}
	return c, true
}

// named is where a name of several words with capitals ends.
func (d *detector) named(at int) int {
	end := d.hyphened(at + 1)
	for end < len(d.atoms) && d.atoms[end].gap == space && d.atoms[end].raised() && d.atoms[end].form != upper1 && !d.is(end, tool) {
		end = d.hyphened(end + 1)
	}
	return end
}

// postal finds a postal code before a place: "35170 Bruz".
func (d *detector) postal(at int) (candidate, bool) {
	a := &d.atoms[at]
	if a.form != digits || a.end-a.start != 5 || at+1 >= len(d.atoms) {
		return candidate{}, false
	}
	next := &d.atoms[at+1]
	if next.gap != space || !next.raised() && next.form != tag {
		return candidate{}, false
	}
	c := d.candidate(at, at+1, PostalCode, ByPostal, 0.9)
	return c, true
}

// spokenNumber finds a phone number told in words: "zéro six douze…", at least
// six words of numbers.
func (d *detector) spokenNumber(at int) (candidate, bool) {
	if d.fold(at) != "zero" || at+1 >= len(d.atoms) || !d.atoms[at+1].joined() || numberValues[d.fold(at+1)] < 1 || numberValues[d.fold(at+1)] > 9 {
		return candidate{}, false
	}
	end, words := at, 0
	for end < len(d.atoms) && (end == at || d.atoms[end].joined() || d.atoms[end].gap == comma) {
		f := d.fold(end)
		if _, ok := numberValues[f]; ok {
			words++
		} else if f != "et" {
			break
		}
		end++
	}
	if words < 6 {
		return candidate{}, false
	}
	return d.candidate(at, end, Phone, BySpoken, 0.95), true
}
