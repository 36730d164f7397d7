package sequence

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Typology describes the classes of a typology of sequences, a card each: how
// many, the distribution of states by position, the mean time in each state, when
// its members enter and leave, and a portrait in words. A class of fewer than
// Least members is not described by itself: its card says so and holds nothing
// but its name. Weights count in shares and means, persons in secrecy.
type Typology struct {
	Away  []string // states that are outside what is followed: "HM", "EV"; nil: none
	Least int      // 0: 5
	Cases string   // what a sequence is, in the plural: "enfants"; empty: "personnes"
	Lang  string   // "en" for English; French otherwise
}

// ClassCard is the card of one class. Where Described is false all but the level
// is empty.
type ClassCard struct {
	stats.Level
	Described bool
	N         int
	Share     float64 // of the weight of all sequences with a class, in %
	// Entry is the median, on the clock, of the first position in a state that is
	// not Away; Exit that of the first one after the last, of the Left who were
	// seen outside afterwards. The others are still inside, or lost from sight.
	Entry, Exit   stats.Estimate
	Entered, Left int
	Description   *Description
	Portrait      string

	rows       []int
	came, left string // the medians in words
}

// TypologyCards is a typology in cards.
type TypologyCards struct {
	Spec     Typology
	Cards    []ClassCard
	States   []stats.Level
	Unit     string              // of a position
	N        int                 // sequences with a class
	Missing  stats.MissingCounts // sequences without one, by reason
	Warnings []string

	counts []int // of the classes, described or not
	whole  *Description
}

// Of describes classes: one a sequence, in the same order. Errors are another
// number of classes, and a state in Away that does not exist.
func (y Typology) Of(s *Sequences, classes *stats.Categories) (*TypologyCards, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	if classes == nil || classes.Len() != s.Len() {
		return nil, fmt.Errorf("typology: classes must be as many as the %d sequences", s.Len())
	}
	if y.Least == 0 {
		y.Least = 5
	}
	if y.Cases == "" {
		y.Cases = stats.Say(y.Lang, "personnes", "persons")
	}
	away := make([]bool, len(s.Alphabet))
	var codes []string
	for _, level := range s.Alphabet {
		codes = append(codes, level.Code)
	}
	for _, code := range y.Away {
		at := slices.Index(codes, code)
		if at < 0 {
			return nil, fmt.Errorf("typology: Away: no state %s", stats.Unknown(code, codes))
		}
		away[at] = true
	}
	r := &TypologyCards{Spec: y, States: s.levels(false, y.Lang), Unit: s.Unit}
	for _, level := range classes.Levels() {
		r.Cards = append(r.Cards, ClassCard{Level: level})
	}
	var all []int
	total := 0.0
	for i := range s.States {
		if g, ok := classes.At(i); ok {
			r.Cards[g].rows = append(r.Cards[g].rows, i)
			all = append(all, i)
			total += s.weight(i)
		} else {
			r.Missing[classes.Missing(i)]++
		}
	}
	r.Cards = slices.DeleteFunc(r.Cards, func(c ClassCard) bool { return len(c.rows) == 0 })
	r.N = len(all)
	var err error
	if r.whole, err = (Describe{Lang: y.Lang}).Of(s.Rows(all)); err != nil {
		return nil, err
	}
	for g := range r.Cards {
		c := &r.Cards[g]
		r.counts = append(r.counts, len(c.rows))
		if len(c.rows) < y.Least {
			c.Portrait = fmt.Sprintf(stats.Say(y.Lang, "%s : moins de %d %s, classe non décrite.", "%s: fewer than %d %s, class not described."), c.Title(), y.Least, y.Cases)
			r.Warnings = append(r.Warnings, c.Portrait)
			continue
		}
		if err := c.fill(s, away, total, r); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// fill writes the card.
func (c *ClassCard) fill(s *Sequences, away []bool, total float64, r *TypologyCards) error {
	y := r.Spec
	c.Described, c.N = true, len(c.rows)
	sub := s.Rows(c.rows)
	var err error
	if c.Description, err = (Describe{Lang: y.Lang}).Of(sub); err != nil {
		return err
	}
	var entries, exits []float64
	for i, list := range sub.States {
		c.Share += 100 * sub.weight(i) / max(total, 1e-300)
		inside := func(state int) bool { return state != NoState && !away[state] }
		first := slices.IndexFunc(list, inside)
		if first < 0 {
			continue
		}
		entries = append(entries, float64(s.Start+first))
		last := len(list) - 1
		for !inside(list[last]) {
			last--
		}
		if slices.ContainsFunc(list[last+1:], func(state int) bool { return state != NoState }) {
			exits = append(exits, float64(s.Start+last+1))
		}
	}
	c.Entered, c.Left = len(entries), len(exits)
	// A date that only a few share would say when they came, or left.
	c.Entry = median(entries, y.Least, stats.Say(y.Lang, "trop peu d'entrées", "too few entries"))
	c.Exit = median(exits, y.Least, stats.Say(y.Lang, "trop peu de sorties observées", "too few exits seen"))
	if c.Entry.Defined() {
		c.came = clockText(s, c.Entry.Value, y.Lang)
	}
	if c.Exit.Defined() {
		c.left = clockText(s, c.Exit.Value, y.Lang)
	}
	c.Portrait = r.portrait(c, false, func(int) bool { return false }, func(int) bool { return false })
	return nil
}

// median of as many values as secrecy asks for.
func median(values []float64, least int, reason string) stats.Estimate {
	if len(values) == 0 || len(values) < least {
		return stats.Estimate{Reason: reason}
	}
	slices.Sort(values)
	return stats.Estimate{Value: (values[(len(values)-1)/2] + values[len(values)/2]) / 2}
}

// portrait says the card in a few sentences. Where something of the class is
// veiled it leaves out the course and who left, and the mean times that are hidden,
// in the class or in all.
func (r *TypologyCards) portrait(c *ClassCard, veiled bool, hidden, hiddenInAll func(state int) bool) string {
	lang := r.Spec.Lang
	say := func(french, english string) string { return stats.Say(lang, french, english) }
	text := fmt.Sprintf(say("%s : %s %s, %s\u00a0%% de l'ensemble.", "%s: %s %s, %s%% of all."), c.Title(),
		stats.Count.Number(float64(c.N), lang), r.Spec.Cases, stats.Percent.Number(c.Share, lang))
	text += " " + r.longest(c.Description, hidden)
	if path := r.path(c.Description); path != "" && !veiled {
		text += say(" État le plus fréquent au fil du temps : ", " Most frequent state over time: ") + path + "."
	}
	more, by := -1, 0.0
	for k, x := range c.Description.Times {
		if gain := x.Mean.Value - r.whole.Times[k].Mean.Value; gain > by+1e-9 && !hidden(k) && !hiddenInAll(k) {
			more, by = k, gain
		}
	}
	if more >= 0 && len(r.Cards) > 1 {
		text += fmt.Sprintf(say(" Plus que les autres : %s (%s contre %s dans l'ensemble).", " More than others: %s (%s against %s in all)."),
			r.States[more].Title(), r.span(c.Description.Times[more].Mean.Value), r.span(r.whole.Times[more].Mean.Value))
	}
	if c.came != "" {
		text += say(" Entrée médiane : ", " Median entry: ") + c.came
		if c.left != "" && veiled {
			text += say(" ; sortie médiane de ceux qui sont sortis : ", "; median exit of those who left: ") + c.left
		} else if c.left != "" {
			text += fmt.Sprintf(say(" ; sortie médiane des %d qui sont sortis : ", "; median exit of the %d who left: "), c.Left) + c.left
		}
		text += "."
	}
	return text
}

// longest names the states in which most time is spent: up to three that last a
// tenth of the time or more, of those that are shown.
func (r *TypologyCards) longest(d *Description, hidden func(state int) bool) string {
	lang := r.Spec.Lang
	var order []int
	whole := 0.0
	for k, x := range d.Times {
		if whole += x.Mean.Value; !hidden(k) {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case d.Times[a].Mean.Value > d.Times[b].Mean.Value:
			return -1
		case d.Times[a].Mean.Value < d.Times[b].Mean.Value:
			return 1
		}
		return 0
	})
	var parts []string
	for _, k := range order[:min(3, len(order))] {
		if mean := d.Times[k].Mean.Value; mean > 0 && mean >= whole/10 {
			parts = append(parts, fmt.Sprintf("%s (%s)", d.Times[k].Title(), r.span(mean)))
		}
	}
	if len(parts) == 0 {
		return stats.Say(lang, "Aucun état connu.", "No known state.")
	}
	return stats.Say(lang, "En moyenne : ", "On average: ") + strings.Join(parts, ", ") + "."
}

// path is the modal states one after another.
func (r *TypologyCards) path(d *Description) string {
	var states []int
	for _, p := range d.Positions {
		states = append(states, p.Modal)
	}
	var parts []string
	for _, sp := range spellsOf(states) {
		parts = append(parts, fmt.Sprintf("%s (%s)", r.States[sp.state].Title(), r.span(float64(sp.length))))
	}
	if len(parts) > 8 {
		return ""
	}
	return strings.Join(parts, stats.Say(r.Spec.Lang, " puis ", " then "))
}

// span writes a length of time.
func (r *TypologyCards) span(x float64) string {
	lang, unit := r.Spec.Lang, r.Unit
	if unit == "" {
		unit = "position"
	}
	if x >= 2 && !strings.HasSuffix(unit, "s") || lang == "en" && x != 1 && !strings.HasSuffix(unit, "s") {
		unit += "s"
	}
	text := stats.Tenth.Number(x, lang)
	if x == float64(int(x)) {
		text = stats.Count.Number(x, lang)
	}
	return text + " " + unit
}

// clockText is a place on the clock: a title of the calendar, or an age.
func clockText(s *Sequences, x float64, lang string) string {
	at := int(x) - s.Start
	f, spells := s.Spec.(FromSpells)
	switch {
	case spells && f.Clock == SinceFirst && x == 0:
		return stats.Say(lang, "dès le début", "from the start")
	case !spells || f.Clock == Calendar:
		if at < len(s.Times) {
			return s.Times[at]
		}
		return stats.Say(lang, "après la dernière position", "after the last position")
	case s.Unit == "mois" || s.Unit == "month":
		years, months := int(x)/12, int(x)%12
		text := ""
		if years > 0 {
			text = stats.Plural(years, lang, stats.Say(lang, "an", "year"), stats.Say(lang, "ans", "years"))
		}
		if months > 0 || years == 0 {
			if text != "" {
				text += stats.Say(lang, " et ", " and ")
			}
			text += stats.Plural(months, lang, stats.Say(lang, "mois", "month"), stats.Say(lang, "mois", "months"))
		}
		if f.Clock == SinceFirst {
			text += stats.Say(lang, " après le début", " after the start")
		}
		return text
	}
	return strings.TrimSpace(stats.Number.Number(x, lang) + " " + s.Unit)
}
