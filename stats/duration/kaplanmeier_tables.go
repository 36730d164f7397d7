package duration

import (
	"fmt"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Tables are the groups with their medians and means, the curve at chosen times,
// the quantiles, and the curve in full.
func (r *Survival) Tables() []*stats.Table {
	return append(r.render(veil{}), r.curveTable())
}

// String is the groups and the curve at chosen times as text.
func (r *Survival) String() string {
	tables, p := r.render(veil{}), stats.Printer{Lang: r.Spec.Lang}
	return p.Of(tables[0]) + "\n" + p.Of(tables[1])
}

// Counts lists the groups by ends and ends of observation, those of each group up
// to the chosen times, and the smallest step of the curve in full.
func (r *Survival) Counts() []stats.Counts {
	var groups []spans
	least := 0
	for _, c := range r.Curves {
		for _, s := range c.Steps {
			least = smaller(smaller(least, s.Events), s.Censored)
		}
		g := spans{group: c.Group}
		left := []int{c.Events, c.Censored}
		for _, s := range c.At {
			g.cells = append(g.cells, []int{s.Events, s.Censored})
			left[0] -= s.Events
			left[1] -= s.Censored
		}
		g.cells = append(g.cells, left)
		groups = append(groups, g)
	}
	return counts(r.By, r.Unit, []string{r.say("fin", "ended"), r.say("observation arrêtée", "observation stopped")}, r.Spec.At, groups, least, r.Spec.Lang)
}

// Hide is the result with counts hidden: groups as a whole, and chosen times whose
// counts, added up since the last one shown, would give them away. Those still
// observed after a time stand in place of those at risk before it, and the curve in
// full, a line a person, is left out.
func (r *Survival) Hide(masks []stats.Mask) stats.Tabler {
	return shown(r.render(veiled(r.Counts(), masks, len(r.Curves))))
}

func (r *Survival) render(v veil) []*stats.Table {
	return []*stats.Table{r.groupTable(v), r.atTable(v), r.quantileTable(v)}
}

func (r *Survival) title(french, english string) string {
	return r.say("Durées (Kaplan-Meier) – "+french, "Durations (Kaplan-Meier) – "+english)
}

func (r *Survival) groupTable(v veil) *stats.Table {
	rows := make([]int, len(r.Curves))
	for i := range rows {
		rows[i] = i
	}
	count := func(name, french, english string, of func(c Curve) int) stats.Column {
		return figures(name, r.say(french, english), "", stats.Count, rows, func(i int) (float64, stats.Missing) {
			return integer(of(r.Curves[i]), v.hides(i))
		})
	}
	var table []stats.Column
	if r.By.Name != "" {
		table = append(table, text("groupe", r.By.Title(), rows, func(i int) string { return r.Curves[i].Group.Title() }))
	}
	table = append(table,
		count("n", "Effectif", "Cases", func(c Curve) int { return c.N }),
		count("fins", "Fins", "Ended", func(c Curve) int { return c.Events }),
		count("censures", "Observation arrêtée", "Observation stopped", func(c Curve) int { return c.Censored }))
	timed := func(name, label string, of func(c Curve) stats.Estimate) {
		table = append(table, figures(name, label, r.Unit, stats.Tenth, rows, func(i int) (float64, stats.Missing) {
			e := of(r.Curves[i])
			return figure(e.Value, e.Defined(), v.hides(i))
		}))
	}
	timed("mediane", r.say("Médiane", "Median"), func(c Curve) stats.Estimate { return c.Median.Time })
	timed("mediane_bas", r.say("borne basse", "low"), func(c Curve) stats.Estimate { return c.Median.Low })
	timed("mediane_haut", r.say("borne haute", "high"), func(c Curve) stats.Estimate { return c.Median.High })
	table = append(table, bounded("moyenne", r.say("Durée moyenne", "Mean time"), r.Unit, stats.Tenth, 1, r.Spec.Lang, rows, func(i int) (stats.Estimate, bool) {
		return r.Curves[i].Restricted, v.hides(i)
	})...)
	return stats.MustTable(r.title("médianes et moyennes", "medians and means"), table...).Captioned(stats.Caption{
		Units: levelled(r.Spec.Confidence, r.Spec.Interval, r.Spec.Lang) + fmt.Sprintf(r.say(" ; moyennes jusqu'à %s", "; means up to %s"),
			span(r.Spec.Horizon, r.Unit, r.Spec.Lang)),
		Reading:    r.medianReading(v),
		Population: population(r.Spec.Cases, r.N, r.Missing, v.any, r.Spec.Lang),
		Notes:      r.notes(v),
	})
}

func (r *Survival) quantileTable(v veil) *stats.Table {
	var rows []point
	for i, c := range r.Curves {
		for at := range c.Quantiles {
			rows = append(rows, point{i, at})
		}
	}
	var table []stats.Column
	if r.By.Name != "" {
		table = append(table, text("groupe", r.By.Title(), rows, func(p point) string { return r.Curves[p.group].Group.Title() }))
	}
	table = append(table, figures("part", r.say("Part terminée", "Share ended"), "%", stats.Number, rows, func(p point) (float64, stats.Missing) {
		return 100 * r.Spec.Quantiles[p.at], stats.Recorded
	}))
	for _, column := range []struct {
		name, label string
		of          func(q Quantile) stats.Estimate
	}{
		{"temps", r.say("Temps", "Time"), func(q Quantile) stats.Estimate { return q.Time }},
		{"temps_bas", r.say("borne basse", "low"), func(q Quantile) stats.Estimate { return q.Low }},
		{"temps_haut", r.say("borne haute", "high"), func(q Quantile) stats.Estimate { return q.High }},
	} {
		table = append(table, figures(column.name, column.label, r.Unit, stats.Tenth, rows, func(p point) (float64, stats.Missing) {
			e := column.of(r.Curves[p.group].Quantiles[p.at])
			return figure(e.Value, e.Defined(), v.hides(p.group))
		}))
	}
	return stats.MustTable(r.title("quantiles", "quantiles"), table...).Captioned(stats.Caption{
		Units: levelled(r.Spec.Confidence, r.Spec.Interval, r.Spec.Lang), Population: population(r.Spec.Cases, r.N, r.Missing, v.any, r.Spec.Lang),
		Notes: []string{r.say("n.d. : non atteint pendant l'observation.", "n.d.: not reached while observed.")},
	})
}

// notes are the warnings; they name groups and count, and are left out where
// something is hidden.
func (r *Survival) notes(v veil) []string {
	if v.any {
		return nil
	}
	return r.Warnings
}

// medianReading says when half has ended.
func (r *Survival) medianReading(v veil) string {
	for i, c := range r.Curves {
		if v.hides(i) || c.N == 0 {
			continue
		}
		in := ""
		if r.By.Name != "" {
			in = fmt.Sprintf(r.say("dans le groupe %s, ", "in the group %s, "), groupName(c.Group, r.Spec.Lang))
		}
		m := c.Median
		if !m.Time.Defined() {
			return fmt.Sprintf(r.say("Lecture : %sla médiane n'est pas atteinte : moins de la moitié des fins ont été observées.",
				"Reading: %sthe median is not reached: fewer than half were seen to end."), in)
		}
		end := func(e stats.Estimate) string {
			if !e.Defined() {
				return e.Reason
			}
			return stats.Tenth.Number(e.Value, r.Spec.Lang)
		}
		return fmt.Sprintf(r.say("Lecture : %sla moitié se termine avant %s [%s ; %s].", "Reading: %shalf end before %s [%s; %s]."),
			in, strings.TrimSpace(stats.Tenth.Number(m.Time.Value, r.Spec.Lang)+" "+r.Unit), end(m.Low), end(m.High))
	}
	return ""
}

// point is one chosen time of one group.
type point struct{ group, at int }

func (r *Survival) points() []point {
	var list []point
	for i, c := range r.Curves {
		for at := range c.At {
			list = append(list, point{i, at})
		}
	}
	return list
}

func (r *Survival) atTable(v veil) *stats.Table {
	rows := r.points()
	step := func(p point) Step { return r.Curves[p.group].At[p.at] }
	count := func(name, french, english string, of func(s Step) int) stats.Column {
		return figures(name, r.say(french, english), "", stats.Count, rows, func(p point) (float64, stats.Missing) {
			n := 0
			for _, s := range r.Curves[p.group].At[v.since(p.group, p.at) : p.at+1] {
				n += of(s)
			}
			return integer(n, v.hidesAt(p.group, p.at))
		})
	}
	var table []stats.Column
	if r.By.Name != "" {
		table = append(table, text("groupe", r.By.Title(), rows, func(p point) string { return r.Curves[p.group].Group.Title() }))
	}
	table = append(table,
		figures("temps", r.say("Temps", "Time"), r.Unit, stats.Number, rows, func(p point) (float64, stats.Missing) { return step(p).Time, stats.Recorded }),
		atRisk(r.Spec.Lang, v, r.Spec.Entry != "", rows, func(p point) (group, at, n, before int, gone func(at int) int) {
			c := r.Curves[p.group]
			return p.group, p.at, c.N, step(p).AtRisk, func(at int) int { return c.At[at].Events + c.At[at].Censored }
		}),
		count("fins", "Fins depuis le temps précédent", "Ended since the time before", func(s Step) int { return s.Events }),
		count("censures", "Observation arrêtée depuis", "Observation stopped since", func(s Step) int { return s.Censored }))
	table = append(table, share("en_cours", r.say("Encore ", "Still ")+still(r.Spec.Still, r.Spec.Lang), r.Spec.Lang, rows, func(p point) (stats.Estimate, bool) {
		return step(p).Survival, v.hidesAt(p.group, p.at)
	})...)
	caption := stats.Caption{
		Units: levelled(r.Spec.Confidence, r.Spec.Interval, r.Spec.Lang), Reading: r.reading(v),
		Population: population(r.Spec.Cases, r.N, r.Missing, v.any, r.Spec.Lang),
	}
	return stats.MustTable(r.title("aux temps choisis", "at chosen times"), table...).Captioned(caption)
}

// still is what has not ended is called.
func still(word, lang string) string {
	if word == "" {
		return stats.Say(lang, "en cours", "going on")
	}
	return word
}

// reading says the share still going on at a chosen time in the middle.
func (r *Survival) reading(v veil) string {
	points := r.points()
	for i := range points {
		p := points[(i+len(r.Spec.At)/2)%len(points)]
		s := r.Curves[p.group].At[p.at]
		if v.hidesAt(p.group, p.at) || !s.Survival.Defined() {
			continue
		}
		return sentence(r.Spec.Lang, s.Time, r.Unit, s.Survival, r.Spec.Cases, r.By, r.Curves[p.group].Group,
			r.say("sont encore ", "are still ")+still(r.Spec.Still, r.Spec.Lang))
	}
	return ""
}

// sentence reads a share out: « À 12 mois, 63 % des mesures … sont encore en
// cours. »
func sentence(lang string, t float64, unit string, e stats.Estimate, cases string, by stats.Variable, group stats.Level, verb string) string {
	if cases == "" {
		cases = stats.Say(lang, "dossiers", "cases")
	}
	if by.Name != "" {
		cases += fmt.Sprintf(stats.Say(lang, " du groupe %s", " of the group %s"), groupName(group, lang))
	}
	return fmt.Sprintf(stats.Say(lang, "Lecture : à %s, %s des %s %s.", "Reading: at %s, %s of the %s %s."), span(t, unit, lang), percent(e, lang), cases, verb)
}

func (r *Survival) curveTable() *stats.Table {
	type row struct {
		group int
		Step
	}
	var rows []row
	for i, c := range r.Curves {
		for _, s := range c.Steps {
			rows = append(rows, row{i, s})
		}
	}
	number := func(name, label, unit string, format stats.Format, of func(s row) float64) stats.Column {
		return figures(name, label, unit, format, rows, func(s row) (float64, stats.Missing) { return of(s), stats.Recorded })
	}
	var table []stats.Column
	if r.By.Name != "" {
		table = append(table, text("groupe", r.By.Title(), rows, func(s row) string { return r.Curves[s.group].Group.Title() }))
	}
	table = append(table,
		number("temps", r.say("Temps", "Time"), r.Unit, stats.Number, func(s row) float64 { return s.Time }),
		number("observes", r.say("Observés juste avant", "At risk just before"), "", stats.Count, func(s row) float64 { return float64(s.AtRisk) }),
		number("fins", r.say("Fins", "Ended"), "", stats.Count, func(s row) float64 { return float64(s.Events) }),
		number("censures", r.say("Observation arrêtée", "Observation stopped"), "", stats.Count, func(s row) float64 { return float64(s.Censored) }))
	table = append(table, share("en_cours", r.say("Encore ", "Still ")+still(r.Spec.Still, r.Spec.Lang), r.Spec.Lang, rows, func(s row) (stats.Estimate, bool) { return s.Survival, false })...)
	table = append(table,
		figures("erreur", r.say("Erreur-type", "Standard error"), "%", stats.Percent, rows, func(s row) (float64, stats.Missing) {
			return figure(100*s.SE.Value, s.SE.Defined(), false)
		}),
		number("risque", r.say("Risque cumulé (Nelson-Aalen)", "Cumulated hazard (Nelson-Aalen)"), "", stats.Number, func(s row) float64 { return s.Hazard }),
		number("risque_erreur", r.say("Erreur-type du risque", "Standard error of the hazard"), "", stats.Number, func(s row) float64 { return s.HazardSE }))
	return stats.MustTable(r.title("courbe", "curve"), table...).Captioned(stats.Caption{
		Units:      levelled(r.Spec.Confidence, r.Spec.Interval, r.Spec.Lang),
		Population: population(r.Spec.Cases, r.N, r.Missing, false, r.Spec.Lang),
	})
}
