package duration

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Tables are the shares at chosen times, Gray's tests where there are groups, and
// the shares in full.
func (r *Incidence) Tables() []*stats.Table {
	var steps []exitRow
	for i, c := range r.Curves {
		for _, s := range c.Steps {
			steps = append(steps, exitRow{i, 0, s})
		}
	}
	full := r.table(r.title("courbes", "curves"), steps, veil{}).Captioned(stats.Caption{
		Units:      levelled(r.Spec.Confidence, r.Spec.Interval, r.Spec.Lang),
		Population: population(r.Spec.Cases, r.N, r.Missing, false, r.Spec.Lang),
	})
	return append(r.render(veil{}), full)
}

// String is the shares at chosen times, and the tests, as text.
func (r *Incidence) String() string {
	tables, p := r.render(veil{}), stats.Printer{Lang: r.Spec.Lang}
	text := p.Of(tables[0])
	if len(tables) > 1 {
		text += "\n" + p.Of(tables[1])
	}
	return text
}

// Counts lists the groups by how they ended, those of each group up to the chosen
// times, and the smallest step of the shares in full.
func (r *Incidence) Counts() []stats.Counts {
	var ways []string
	for _, cause := range r.Causes {
		ways = append(ways, cause.Title())
	}
	ways = append(ways, r.say("observation arrêtée", "observation stopped"))
	var groups []spans
	least := 0
	for _, c := range r.Curves {
		for _, s := range c.Steps {
			for _, d := range s.Events {
				least = smaller(least, d)
			}
			least = smaller(least, s.Censored)
		}
		g := spans{group: c.Group}
		left := append(slices.Clone(c.Events), c.Censored)
		for _, s := range c.At {
			row := append(slices.Clone(s.Events), s.Censored)
			for j, n := range row {
				left[j] -= n
			}
			g.cells = append(g.cells, row)
		}
		groups = append(groups, spans{c.Group, append(g.cells, left)})
	}
	return counts(r.By, r.Unit, ways, r.Spec.At, groups, least, r.Spec.Lang)
}

// Hide is the result with counts hidden, as that of Survival; the tests are left
// out where anything is.
func (r *Incidence) Hide(masks []stats.Mask) stats.Tabler {
	return shown(r.render(veiled(r.Counts(), masks, len(r.Curves))))
}

// exitRow is one row: a group at a time.
type exitRow struct {
	group, at int
	IncidenceStep
}

func (r *Incidence) title(french, english string) string {
	return r.say("Sorties concurrentes – "+french, "Competing exits – "+english)
}

func (r *Incidence) render(v veil) []*stats.Table {
	var rows []exitRow
	for i, c := range r.Curves {
		for at, s := range c.At {
			rows = append(rows, exitRow{i, at, s})
		}
	}
	hidden := func(e exitRow) bool { return v.hidesAt(e.group, e.at) }
	caption := stats.Caption{
		Units: levelled(r.Spec.Confidence, r.Spec.Interval, r.Spec.Lang), Reading: r.reading(rows, hidden),
		Population: population(r.Spec.Cases, r.N, r.Missing, v.any, r.Spec.Lang),
	}
	if !v.any {
		caption.Notes = r.Warnings
	} else if slices.Contains(v.groups, true) {
		caption.Notes = []string{r.say("Un groupe dont une issue est trop rare est masqué en entier : les parts des issues et de ce qui est encore en cours font 100 %, et rendraient la part cachée.",
			"A group with a way of ending that is too rare is hidden whole: the shares of all ways and of those still under way make 100%, and would give the hidden one back.")}
	}
	tables := []*stats.Table{r.table(r.title("aux temps choisis", "at chosen times"), rows, v).Captioned(caption)}
	if len(r.Curves) > 1 {
		tests := make([]PredictorTest, len(r.Gray))
		for i, t := range r.Gray {
			tests[i] = PredictorTest{stats.Variable{Label: r.Causes[i].Title()}, t}
		}
		tables = append(tables, testTable(r.title("test de Gray par cause", "Gray's test by cause"), r.Spec.Lang, v.any, tests))
	}
	return tables
}

// reading says the shares of one group at a chosen time in the middle.
func (r *Incidence) reading(rows []exitRow, hidden func(e exitRow) bool) string {
	for i := range rows {
		e := rows[(i+len(r.Spec.At)/2)%len(rows)]
		if hidden(e) || !e.Still.Defined() || len(e.Causes) == 0 {
			continue
		}
		most := 0
		for j, c := range e.Causes {
			if c.Share.Value > e.Causes[most].Share.Value {
				most = j
			}
		}
		verb := fmt.Sprintf(r.say("ont pris fin par %s, et %s sont encore %s", "have ended by %s, and %s are still %s"),
			stats.Quoted(r.Spec.Lang, r.Causes[most].Title()), percent(e.Still, r.Spec.Lang), still(r.Spec.Still, r.Spec.Lang))
		return sentence(r.Spec.Lang, e.Time, r.Unit, e.Causes[most].Share, r.Spec.Cases, r.By, r.Curves[e.group].Group, verb)
	}
	return ""
}

// table shows steps: who is at risk, how they ended, the share of each cause.
func (r *Incidence) table(title string, rows []exitRow, v veil) *stats.Table {
	hidden := func(e exitRow) bool { return v.hidesAt(e.group, e.at) }
	count := func(name, label string, of func(s IncidenceStep) int) stats.Column {
		return figures(name, label, "", stats.Count, rows, func(e exitRow) (float64, stats.Missing) {
			n := of(e.IncidenceStep)
			for at := v.since(e.group, e.at); at < e.at; at++ {
				n += of(r.Curves[e.group].At[at])
			}
			return integer(n, hidden(e))
		})
	}
	var table []stats.Column
	if r.By.Name != "" {
		table = append(table, text("groupe", r.By.Title(), rows, func(e exitRow) string { return r.Curves[e.group].Group.Title() }))
	}
	table = append(table,
		figures("temps", r.say("Temps", "Time"), r.Unit, stats.Number, rows, func(e exitRow) (float64, stats.Missing) { return e.Time, stats.Recorded }),
		atRisk(r.Spec.Lang, v, r.Spec.Entry != "", rows, func(e exitRow) (group, at, n, before int, gone func(at int) int) {
			c := r.Curves[e.group]
			return e.group, e.at, c.N, e.AtRisk, func(at int) int {
				n := c.At[at].Censored
				for _, d := range c.At[at].Events {
					n += d
				}
				return n
			}
		}))
	for i, cause := range r.Causes {
		table = append(table, count(fmt.Sprintf("fins%d", i+1), r.say("Fins : ", "Ended: ")+cause.Title(), func(s IncidenceStep) int { return s.Events[i] }))
	}
	table = append(table, count("censures", r.say("Observation arrêtée", "Observation stopped"), func(s IncidenceStep) int { return s.Censored }))
	for i, cause := range r.Causes {
		table = append(table, share(fmt.Sprintf("part%d", i+1), cause.Title(), r.Spec.Lang, rows, func(e exitRow) (stats.Estimate, bool) {
			return e.Causes[i].Share, hidden(e)
		})...)
	}
	table = append(table, share("en_cours", r.say("Encore ", "Still ")+still(r.Spec.Still, r.Spec.Lang), r.Spec.Lang, rows, func(e exitRow) (stats.Estimate, bool) {
		return e.Still, hidden(e)
	})...)
	return stats.MustTable(title, table...)
}
