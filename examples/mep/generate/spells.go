package main

import (
	"slices"
	"strconv"
	"time"
)

// spell is one state of a child's path, from its start up to its end; without
// an end it still runs on the last day observed.
type spell struct {
	start, end       time.Time
	state            string // HM EV MO MA MJ PL JM
	legal, intensity string
	reason           string // why it ended
}

// tellPaths makes each child's spells: the measures before, the evaluation and
// the wait, the measure itself, what came after.
func (s *study) tellPaths() {
	for _, c := range s.children {
		f := c.family
		s.tellBefore(c)
		c.spells = append(c.spells, spell{start: f.alert, end: f.start, state: "EV"})
		s.tellMeasure(c)
		if !f.open {
			s.tellAfter(c)
		}
	}
}

// countBefore writes what the case file says of the measures before this one.
func (c *child) countBefore() {
	before := 0
	placed := "non"
	for _, spell := range c.spells {
		if spell.start.Before(c.family.alert) && (spell.state == "MO" || spell.state == "PL") {
			before++
		}
		if spell.start.Before(c.family.alert) && spell.state == "PL" {
			placed = "oui"
		}
	}
	c.value["nb_mesures_avant"] = strconv.Itoa(before)
	c.value["placement_avant"] = placed
}

// tellBefore fills the time from the first measure to the alert with measures
// at home, placements and times without a measure.
func (s *study) tellBefore(c *child) {
	s.tellPast(c, past{
		first: "MO:78 PL:22", legal: "administratif:50 judiciaire:50",
		next: map[string]string{"MO": "MO:25 HM:50 PL:25", "PL": "MO:55 HM:35 PL:10", "HM": "MO:75 PL:25"},
	})
}

// past is how a child's states follow one another before the alert.
type past struct {
	first string            // shares of the first state
	next  map[string]string // of those after a state
	legal string            // of the legal bases
}

func (s *study) tellPast(c *child, p past) {
	state := s.pick(p.first)
	for from := c.first; from.Before(c.family.alert); {
		to := from.AddDate(0, s.between(5, 26), s.between(0, 25))
		if days(to, c.family.alert) < 90 {
			to = c.family.alert
		}
		said := spell{start: from, end: to, state: state}
		if state != "HM" {
			said.legal = s.pick(p.legal)
			said.reason = s.pick("échéance:60 mainlevée:40")
		}
		c.spells = append(c.spells, said)
		state = s.pick(p.next[state])
		from = to
	}
}

// tellMeasure writes the measure: one spell, or two when its intensity moves.
func (s *study) tellMeasure(c *child) {
	f := c.family
	said := spell{start: f.start, end: f.end, state: "MA", legal: "administratif"}
	if c.value["cadre"] == "jud" {
		said.state, said.legal = "MJ", "judiciaire"
	}
	said.reason = reasons[c.value["motif_fin"]]
	said.intensity = c.value["intensite_max"]
	if low := c.value["intensite_debut"]; low != said.intensity {
		move := f.start.AddDate(0, 0, days(f.start, f.until())*s.between(25, 60)/100)
		c.spells = append(c.spells, spell{
			start: f.start, end: move, state: said.state, legal: said.legal,
			intensity: low, reason: "changement d’intensité",
		})
		said.start = move
	}
	c.spells = append(c.spells, said)
}

// reasons are the ends of a measure as the spells write them.
var reasons = map[string]string{
	"objectifs": "objectifs atteints", "echeance": "échéance", "mainlevee": "mainlevée",
	"judiciarisation": "judiciarisation", "placement": "placement", "refus": "refus des parents",
	"majorite": "majorité", "demenagement": "déménagement",
}

// tellAfter follows a closed measure to the last day observed.
func (s *study) tellAfter(c *child) {
	f := c.family
	after := spell{start: f.end, state: "HM"}
	switch c.value["motif_fin"] {
	case "placement":
		after.state, after.legal = "PL", "judiciaire"
	case "judiciarisation":
		after.state, after.legal, after.intensity = "MJ", "judiciaire", c.value["intensite_max"]
	case "majorite":
		majority := c.birth.AddDate(18, 0, 0)
		if majority.After(f.end) && majority.Before(observed) {
			after.end = majority
			c.spells = append(c.spells, after)
			after = spell{start: majority}
		}
		if majority.Before(observed) && s.chance(60) {
			after.state, after.legal = "JM", "administratif"
		} else {
			after.state = "HM"
		}
	}
	if after.start.Before(observed) {
		c.spells = append(c.spells, after)
	}
}

// blurred are the places where the spells, as in real files, do not touch:
// children of the n-th rank in the file with a measure before this one.
var (
	overlaps = map[int]int{5: 20, 21: 45, 32: 15, 47: 33, 58: 28, 70: 40, 91: 18, 112: 24}
	holes    = map[int]int{12: 12, 26: 48, 44: 75, 65: 20, 83: 60, 101: 29, 108: 90}
)

// blur makes eight overlaps and seven holes, in days, at the passage from the
// last measure before to the evaluation.
func (s *study) blur() {
	rank := 0
	for _, c := range s.children {
		last := slices.IndexFunc(c.spells, func(x spell) bool { return x.state == "EV" }) - 1
		if last < 0 || days(c.spells[last].start, c.spells[last].end) < 120 {
			continue
		}
		rank++
		if n, chosen := overlaps[rank]; chosen {
			c.spells[last].end = c.spells[last].end.AddDate(0, 0, n)
		}
		if n, chosen := holes[rank]; chosen {
			c.spells[last].end = c.spells[last].end.AddDate(0, 0, -n)
		}
	}
}

// episodeRows is episodes.csv.
func (s *study) episodeRows() [][]string {
	rows := [][]string{{"id_enfant", "no", "debut", "fin", "etat", "cadre", "intensite", "motif_fin"}}
	for _, c := range s.children {
		for i, x := range c.spells {
			rows = append(rows, []string{c.id, strconv.Itoa(i + 1), french(x.start), french(x.end), x.state, x.legal, x.intensity, x.reason})
		}
	}
	return rows
}

// french writes a day as dd/mm/yyyy, nothing when there is none.
func french(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("02/01/2006")
}
