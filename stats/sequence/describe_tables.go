package sequence

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/askoria/verbatim/stats"
)

// Tables are the distribution by position (the data of a chronogram), the mean
// times, the transition rates, together and by position, and the frequent sequences.
func (r *Description) Tables() []*stats.Table {
	return r.tables(nil, false)
}

func (r *Description) tables(mask stats.Mask, secret bool) []*stats.Table {
	return []*stats.Table{r.distribution(mask), r.meanTimes(mask, secret), r.transitions(secret), r.transitionsAt(secret), r.frequent(secret)}
}

// String is the distribution by position as text.
func (r *Description) String() string {
	return stats.Printer{Lang: r.Spec.Lang}.Of(r.distribution(nil))
}

// Counts is how many sequences are in each state at each position.
func (r *Description) Counts() []stats.Counts {
	c := stats.Counts{Title: r.say("États par position", "States by position"), RowsOf: "etat", ColsOf: "position"}
	width := len(r.Positions)
	if width == 0 || len(r.States) == 0 {
		return nil
	}
	c.Cells = make([][]int, len(r.States)+1)
	for i := range c.Cells {
		c.Cells[i] = make([]int, width+1)
	}
	for state, level := range r.States {
		c.Rows = append(c.Rows, level.Title())
		for t, p := range r.Positions {
			for _, cell := range [...]*int{&c.Cells[state][t], &c.Cells[state][width], &c.Cells[len(r.States)][t], &c.Cells[len(r.States)][width]} {
				*cell += p.N[state]
			}
		}
	}
	for _, p := range r.Positions {
		c.Cols = append(c.Cols, p.Time)
	}
	if width == 1 {
		c.Cols = []string{""}
		for i := range c.Cells {
			c.Cells[i] = c.Cells[i][:1]
		}
	}
	return []stats.Counts{c}
}

// Hide is the description with shares hidden. Where one is, the whole position
// loses its entropy; rates, frequent sequences and all of times but the means of
// states whose total is not hidden are withheld: they would give it back.
func (r *Description) Hide(masks []stats.Mask) stats.Tabler {
	if len(masks) == 0 || !masks[0].Any() {
		return shown(r.Tables())
	}
	return shown(r.tables(masks[0], true))
}

// shown is tables that are ready to be handed over.
type shown []*stats.Table

// Tables lists them.
func (s shown) Tables() []*stats.Table { return s }

func (r *Description) distribution(mask stats.Mask) *stats.Table {
	hidden := func(state, t int) bool { return mask != nil && mask[state][t] }
	some := make([]bool, len(r.Positions))
	for t := range r.Positions {
		for state := range r.States {
			some[t] = some[t] || hidden(state, t)
		}
		some[t] = some[t] || hidden(len(r.States), t)
	}
	n := len(r.Positions)
	columns := []stats.Column{words("position", r.say("Position", "Position"), r.Positions, func(p Position) string { return p.Time })}
	for state, level := range r.States {
		v := stats.Variable{Name: "etat_" + strconv.Itoa(state+1), Label: level.Title(), Unit: "%", Format: stats.Percent}
		columns = append(columns, v.Figures(n, func(t int) (float64, stats.Missing) {
			if hidden(state, t) || hidden(len(r.States), t) {
				return 0, stats.Secret
			}
			return stats.Defined(100*r.Positions[t].Share[state], r.Positions[t].Valid > 0)
		}))
	}
	columns = append(columns,
		stats.Variable{Name: "n", Label: "n", Format: stats.Number}.Figures(n, func(t int) (float64, stats.Missing) {
			if hidden(len(r.States), t) {
				return 0, stats.Secret
			}
			return r.Positions[t].Valid, stats.Recorded
		}),
		stats.Variable{Name: "entropie", Label: r.say("Entropie", "Entropy"), Format: stats.Coefficient}.Figures(n, func(t int) (float64, stats.Missing) {
			if some[t] {
				return 0, stats.Secret
			}
			return stats.Defined(r.Positions[t].Entropy.Value, r.Positions[t].Entropy.Defined())
		}))
	modal := make([]string, n)
	missing := make([]stats.Missing, n)
	for t, p := range r.Positions {
		switch {
		case some[t]:
			missing[t] = stats.Secret
		case p.Modal == NoState:
			missing[t] = stats.Undefined
		default:
			modal[t] = r.States[p.Modal].Title()
		}
	}
	columns = append(columns, stats.Variable{Name: "modal", Label: r.say("État modal", "Modal state")}.Texts(modal, missing))
	return stats.MustTable(r.say("Distribution des états par position", "Distribution of states by position"), columns...).
		Captioned(stats.Caption{
			Units:      r.say("En % ; entropie de 0 à 1", "In %; entropy from 0 to 1"),
			Population: r.population(),
			Notes:      r.Warnings,
		})
}

func (r *Description) population() string {
	return fmt.Sprintf(r.say("%d séquences, %d positions sans état connu", "%d sequences, %d positions without a known state"), r.N, r.Unknown)
}

// withheld is figures of rows, all secret when something of the result is.
func withheld(name, label string, format stats.Format, rows int, secret bool, of func(row int) (float64, bool)) stats.Column {
	return stats.Variable{Name: name, Label: label, Format: format}.Figures(rows, func(row int) (float64, stats.Missing) {
		if secret {
			return 0, stats.Secret
		}
		x, ok := of(row)
		return stats.Defined(x, ok)
	})
}

func (r *Description) meanTimes(mask stats.Mask, secret bool) *stats.Table {
	mean := stats.Variable{Name: "moyenne", Label: r.say("Moyenne", "Mean"), Format: stats.Coefficient}.Figures(len(r.Times), func(row int) (float64, stats.Missing) {
		if secret && unknown(mask, row) {
			return 0, stats.Secret
		}
		return stats.Defined(r.Times[row].Mean.Value, r.Times[row].Mean.Defined())
	})
	figure := func(name, label string, format stats.Format, of func(x StateTime) (float64, bool)) stats.Column {
		return withheld(name, label, format, len(r.Times), secret, func(row int) (float64, bool) { return of(r.Times[row]) })
	}
	bounded := func(x StateTime) bool { return x.Mean.Defined() && x.Mean.Confidence > 0 }
	return stats.MustTable(r.say("Temps moyen dans chaque état", "Mean time in each state"),
		words("etat", r.say("État", "State"), r.Times, func(x StateTime) string { return x.Title() }),
		mean,
		figure("bas", r.say("IC 95 % bas", "95% CI low"), stats.Coefficient, func(x StateTime) (float64, bool) { return x.Mean.Low, bounded(x) }),
		figure("haut", r.say("IC 95 % haut", "95% CI high"), stats.Coefficient, func(x StateTime) (float64, bool) { return x.Mean.High, bounded(x) }),
		figure("ecart_type", r.say("Écart-type", "Standard deviation"), stats.Coefficient, func(x StateTime) (float64, bool) { return x.SD, bounded(x) }),
		figure("passes", r.say("Séquences qui y passent", "Sequences that visit it"), stats.Count, func(x StateTime) (float64, bool) { return float64(x.Visited), true }),
	).Captioned(stats.Caption{Units: r.say("En positions", "In positions"), Population: r.population()})
}

func (r *Description) transitions(secret bool) *stats.Table {
	columns := []stats.Column{words("de", r.say("De", "From"), r.States, stats.Level.Title)}
	for to, level := range r.States {
		columns = append(columns, withheld("vers_"+strconv.Itoa(to+1), level.Title(), stats.Percent, len(r.States), secret,
			func(from int) (float64, bool) { return 100 * r.Rates[from][to], true }))
	}
	return stats.MustTable(r.say("Taux de transition", "Transition rates"), columns...).Captioned(stats.Caption{
		Units: r.say("En % de la ligne : d'une position à la suivante, toutes positions réunies", "In % of the row: from one position to the next, all positions together"),
	})
}

// transitionsAt has a row for each position and state that somebody leaves.
func (r *Description) transitionsAt(secret bool) *stats.Table {
	type leaving struct{ time, from int }
	var rows []leaving
	for t, rates := range r.RatesAt {
		for from, row := range rates {
			if slices.Max(row) > 0 {
				rows = append(rows, leaving{t, from})
			}
		}
	}
	columns := []stats.Column{
		words("position", r.say("Position", "Position"), rows, func(x leaving) string { return r.Positions[x.time].Time }),
		words("de", r.say("De", "From"), rows, func(x leaving) string { return r.States[x.from].Title() }),
	}
	for to, level := range r.States {
		columns = append(columns, withheld("vers_"+strconv.Itoa(to+1), level.Title(), stats.Percent, len(rows), secret,
			func(row int) (float64, bool) { return 100 * r.RatesAt[rows[row].time][rows[row].from][to], true }))
	}
	return stats.MustTable(r.say("Taux de transition par position", "Transition rates by position"), columns...).Captioned(stats.Caption{
		Units: r.say("En % de la ligne : de cette position à la suivante", "In % of the row: from this position to the next"),
	})
}

func (r *Description) frequent(secret bool) *stats.Table {
	v := stats.Variable{Name: "sequence", Label: r.say("Séquence", "Sequence")}
	texts, missing := make([]string, len(r.Patterns)), make([]stats.Missing, len(r.Patterns))
	for k, p := range r.Patterns {
		texts[k] = p.Text
		if secret {
			missing[k] = stats.Secret
		}
	}
	return stats.MustTable(r.say("Séquences les plus fréquentes", "Most frequent sequences"), v.Texts(texts, missing),
		withheld("n", "n", stats.Count, len(r.Patterns), secret, func(k int) (float64, bool) { return float64(r.Patterns[k].N), true }),
		withheld("pour_cent", "%", stats.Percent, len(r.Patterns), secret, func(k int) (float64, bool) { return r.Patterns[k].Percent, true }),
	).Captioned(stats.Caption{Population: fmt.Sprintf(r.say("%d séquences, %d différentes", "%d sequences, %d different"), r.N, r.Distinct)})
}
