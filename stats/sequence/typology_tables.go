package sequence

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Tables are the cards, the mean times by class, then the distribution by
// position of each class: the data of its chronogram.
func (r *TypologyCards) Tables() []*stats.Table {
	return r.render(make([]bool, len(r.Cards)), make([]stats.Mask, len(r.Cards)))
}

// String is the portraits.
func (r *TypologyCards) String() string {
	var text strings.Builder
	for _, c := range r.Cards {
		text.WriteString(c.Portrait + "\n")
	}
	return text.String()
}

// Counts is the sizes of the classes, then, of each class described, its states by
// position.
func (r *TypologyCards) Counts() []stats.Counts {
	if len(r.Cards) == 0 {
		return nil
	}
	sizes := stats.Counts{Title: r.say("Classes", "Classes"), Cols: []string{""}, RowsOf: "classe"}
	for g, c := range r.Cards {
		sizes.Rows = append(sizes.Rows, c.Title())
		sizes.Cells = append(sizes.Cells, []int{r.counts[g]})
	}
	sizes.Cells = append(sizes.Cells, []int{r.N})
	all := []stats.Counts{sizes}
	for _, c := range r.Cards {
		if c.Described {
			for _, counts := range c.Description.Counts() {
				// A class has totals of its own, which other tables do not share.
				counts.Title, counts.RowsOf, counts.ColsOf = c.Title()+" – "+counts.Title, "", ""
				all = append(all, counts)
			}
		}
	}
	return all
}

// Hide is the cards with some withheld: a class whose size is hidden loses its
// whole card; where a state at a position is, the class keeps its distribution
// with that hidden, and the mean times of states whose total is not hidden, as the
// mask protects what these would give back. Its portrait says no more than that.
func (r *TypologyCards) Hide(masks []stats.Mask) stats.Tabler {
	secret, inside := make([]bool, len(r.Cards)), make([]stats.Mask, len(r.Cards))
	if len(masks) == 0 {
		return shown(r.Tables())
	}
	sizes, rest := masks[0], masks[1:]
	for g, c := range r.Cards {
		secret[g] = sizes[g][0] || sizes[len(r.Cards)][0]
		if c.Described && len(c.Description.Counts()) > 0 && len(rest) > 0 {
			inside[g], rest = rest[0], rest[1:]
		}
	}
	return shown(r.render(secret, inside))
}

// unknown tells whether the time spent in a state is hidden, or in all of them.
func unknown(mask stats.Mask, state int) bool {
	last := len(mask[state]) - 1
	return mask[state][last] || mask[len(mask)-1][last]
}

func (r *TypologyCards) say(french, english string) string {
	return stats.Say(r.Spec.Lang, french, english)
}

// render writes the tables with what is hidden.
func (r *TypologyCards) render(secret []bool, inside []stats.Mask) []*stats.Table {
	n := len(r.Cards)
	some := make([]bool, n) // something of the class is hidden
	anySize := false
	for g, c := range r.Cards {
		secret[g] = secret[g] || !c.Described
		some[g] = secret[g] || inside[g].Any()
		anySize = anySize || secret[g]
	}
	figure := func(name, label string, format stats.Format, hidden []bool, of func(c ClassCard) (float64, bool)) stats.Column {
		return stats.Variable{Name: name, Label: label, Format: format}.Figures(n, func(g int) (float64, stats.Missing) {
			if hidden[g] {
				return 0, stats.Secret
			}
			x, ok := of(r.Cards[g])
			return stats.Defined(x, ok)
		})
	}
	// A median is told as the clock does: a month, an age, a position.
	when := func(name, label string, of func(c ClassCard) string) stats.Column {
		told, missing := make([]string, n), make([]stats.Missing, n)
		for g, c := range r.Cards {
			switch told[g] = of(c); {
			case secret[g]:
				told[g], missing[g] = "", stats.Secret
			case told[g] == "":
				missing[g] = stats.Undefined
			}
		}
		return stats.Variable{Name: name, Label: label}.Texts(told, missing)
	}
	portraits, missing := make([]string, n), make([]stats.Missing, n)
	spent := func(g, state int) bool { return secret[g] || inside[g] != nil && unknown(inside[g], state) }
	inAll := func(state int) bool {
		for g := range r.Cards {
			if spent(g, state) {
				return true
			}
		}
		return false
	}
	for g, c := range r.Cards {
		switch {
		case secret[g] && c.Described:
			missing[g] = stats.Secret
		case some[g] && c.Described:
			portraits[g] = r.portrait(&c, true, func(state int) bool { return spent(g, state) }, inAll)
		default:
			portraits[g] = c.Portrait
		}
	}
	population := fmt.Sprintf(r.say("%d séquences dans %d classes, %d sans classe", "%d sequences in %d classes, %d without a class"), r.N, n, r.Missing.Total())
	if anySize {
		population = fmt.Sprintf(r.say("%d classes", "%d classes"), n) // the total would give a hidden size back
	}
	names := words("classe", r.say("Classe", "Class"), r.Cards, func(c ClassCard) string { return c.Title() })
	tables := []*stats.Table{stats.MustTable(r.say("Fiches des classes", "Cards of the classes"), names,
		figure("n", "n", stats.Count, secret, func(c ClassCard) (float64, bool) { return float64(c.N), true }),
		figure("part", "%", stats.Percent, secret, func(c ClassCard) (float64, bool) { return c.Share, true }),
		when("entree", r.say("Entrée médiane", "Median entry"), func(c ClassCard) string { return c.came }),
		when("sortie", r.say("Sortie médiane", "Median exit"), func(c ClassCard) string { return c.left }),
		stats.Variable{Name: "portrait", Label: r.say("Portrait", "Portrait")}.Texts(portraits, missing),
	).Captioned(stats.Caption{Population: population, Notes: r.Warnings})}
	times := []stats.Column{names}
	for state, level := range r.States {
		hidden := make([]bool, n)
		for g := range hidden {
			hidden[g] = spent(g, state)
		}
		times = append(times, figure("etat_"+strconv.Itoa(state+1), level.Title(), stats.Coefficient, hidden, func(c ClassCard) (float64, bool) {
			return c.Description.Times[state].Mean.Value, c.Description.Times[state].Mean.Defined()
		}))
	}
	tables = append(tables, stats.MustTable(r.say("Temps moyen dans chaque état, par classe", "Mean time in each state, by class"), times...).
		Captioned(stats.Caption{Units: r.say("En positions", "In positions")}))
	for g, c := range r.Cards {
		if !secret[g] {
			t := c.Description.distribution(inside[g])
			tables = append(tables, t.Titled(c.Title()+" – "+t.Title()))
		}
	}
	return tables
}
