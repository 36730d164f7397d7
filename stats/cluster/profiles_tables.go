package cluster

import (
	"github.com/askoria/verbatim/stats"
)

// Tables are the classes, how each variable goes with them and, for each class
// that is not too small, the levels and the numbers that set it apart.
func (r *Typology) Tables() []*stats.Table { return r.render(r.veil(nil)) }

// Counts lists the sizes of the classes, then each variable against the classes,
// missing values by reason.
func (r *Typology) Counts() []stats.Counts {
	if r.N == 0 {
		return nil
	}
	sizes := stats.Counts{Title: r.say("Classes", "Classes"), RowsOf: r.Spec.Classes, Cols: []string{""}}
	for _, p := range r.Classes {
		sizes.Rows = append(sizes.Rows, p.Title())
		sizes.Cells = append(sizes.Cells, []int{p.N})
	}
	sizes.Cells = append(sizes.Cells, []int{r.N})
	all := []stats.Counts{sizes}
	for i := range r.Links {
		l := &r.Links[i]
		c := stats.Counts{Title: l.Title(), Rows: l.labels, Cols: sizes.Rows, ColsOf: r.Spec.Classes, FreeRows: make([]bool, len(l.labels))}
		if l.Levels != nil {
			c.RowsOf = l.Name
		}
		for row := l.values; row < len(l.labels); row++ {
			c.FreeRows[row] = true
		}
		totals := make([]int, len(r.Classes))
		for _, counts := range l.counts {
			c.Cells = append(c.Cells, append(counts[:len(counts):len(counts)], sum(counts)))
			for class, n := range counts {
				totals[class] += n
			}
		}
		c.Cells = append(c.Cells, append(totals, sum(totals)))
		if len(r.Classes) == 1 {
			c.Cols, c.ColsOf = []string{""}, ""
			for row := range c.Cells {
				c.Cells[row] = c.Cells[row][:1]
			}
		}
		all = append(all, c)
	}
	return all
}

// known is how many rows of counts are described; those after are missing.
func (l *Link) known() int { return max(1, len(l.Levels)) }

// Hide is the result with counts hidden, and with them all that is said of a
// class by them: shares, means, v-tests, the test of the variable.
func (r *Typology) Hide(masks []stats.Mask) stats.Tabler { return shown(r.render(r.veil(masks))) }

// typologyVeil says what of a typology is hidden.
type typologyVeil struct {
	classes []bool
	total   bool
	links   []stats.Mask // nil where nothing is
}

func (r *Typology) veil(masks []stats.Mask) typologyVeil {
	v := typologyVeil{classes: make([]bool, len(r.Classes)), links: make([]stats.Mask, len(r.Links))}
	for i, mask := range masks {
		if i == 0 {
			for class := range v.classes {
				v.classes[class] = mask[class][0]
			}
			v.total = mask[len(r.Classes)][0]
		} else if mask.Any() {
			v.links[i-1] = mask
		}
	}
	return v
}

// hides tells whether what a class is like on a row of counts is hidden: by the
// count itself, or by what it is a share of.
func (v typologyVeil) hides(r *Typology, link, row, class int) bool {
	if v.classes[class] || v.total {
		return true
	}
	mask := v.links[link]
	if mask == nil {
		return false
	}
	hidden := mask[row][class] || mask[len(mask)-1][class]
	for missing := r.Links[link].known(); missing < len(mask)-1; missing++ {
		hidden = hidden || mask[missing][class]
	}
	return hidden || v.hidesAll(r, link, row)
}

// hidesAll tells whether what all cases are like on a row of counts is hidden.
func (v typologyVeil) hidesAll(r *Typology, link, row int) bool {
	mask := v.links[link]
	if mask == nil {
		return v.total
	}
	all := len(mask[0]) - 1
	hidden := v.total || mask[row][all] || mask[len(mask)-1][all]
	for missing := r.Links[link].known(); missing < len(mask)-1; missing++ {
		hidden = hidden || mask[missing][all]
	}
	return hidden
}

func (r *Typology) say(french, english string) string { return stats.Say(r.Spec.Lang, french, english) }

func (r *Typology) render(v typologyVeil) []*stats.Table {
	tables := []*stats.Table{r.classTable(v), r.linkTable(v)}
	for class := range r.Classes {
		if p := &r.Classes[class]; !p.Small && !v.classes[class] {
			tables = append(tables, r.profileTables(class, v)...)
		}
	}
	return tables
}

func (r *Typology) population(hidden bool) string {
	text := wordOf(r.Spec.Cases, r.Spec.Lang) + ", " + counted(r.N, hidden, r.Spec.Lang)
	if none := r.Missing.Total(); none > 0 && !hidden {
		text += format(r.Spec.Lang, " ; sans classe : %d", "; without a class: %d", none)
	}
	if r.weights != nil {
		text += format(r.Spec.Lang, " ; parts et moyennes pondérées par %s", "; shares and means weighted by %s", stats.Quoted(r.Spec.Lang, r.Spec.Weight))
	}
	return text
}

func (r *Typology) classTable(v typologyVeil) *stats.Table {
	figure := func(name, label string, as stats.Format, of func(p Profile) (float64, stats.Missing)) stats.Column {
		return figures(name, label, as, len(r.Classes), func(class int) (float64, stats.Missing) {
			x, missing := of(r.Classes[class])
			return unless(v.classes[class], x, missing)
		})
	}
	return stats.MustTable(r.say("Typologie – classes", "Typology – classes"),
		text("classe", r.say("Classe", "Class"), len(r.Classes), func(class int) string { return r.Classes[class].Title() }),
		figure("effectif", r.say("Effectif", "Cases"), stats.Count, func(p Profile) (float64, stats.Missing) { return float64(p.N), stats.Recorded }),
		figure("part", r.say("% de l'ensemble", "% of all"), stats.Percent, func(p Profile) (float64, stats.Missing) {
			if v.total {
				return 0, stats.Secret
			}
			return stats.Defined(p.Share, r.N > 0)
		}),
	).Captioned(stats.Caption{Population: r.population(v.total), Notes: r.Warnings})
}

func (r *Typology) linkTable(v typologyVeil) *stats.Table {
	figure := func(name, label string, as stats.Format, of func(l Link) (float64, stats.Missing)) stats.Column {
		return figures(name, label, as, len(r.Links), func(i int) (float64, stats.Missing) {
			x, missing := of(r.Links[i])
			return unless(v.links[i] != nil || v.total, x, missing)
		})
	}
	known := figures("n", "n", stats.Count, len(r.Links), func(i int) (float64, stats.Missing) {
		return unless(v.hidesAll(r, i, len(r.Links[i].labels)), float64(r.Links[i].N), stats.Recorded)
	})
	return stats.MustTable(r.say("Typologie – variables liées aux classes", "Typology – variables that go with the classes"),
		text("variable", "Variable", len(r.Links), func(i int) string { return r.Links[i].Title() }),
		known,
		text("mesure", r.say("Mesure", "Measure"), len(r.Links), func(i int) string {
			if r.Links[i].Levels == nil {
				return "eta²"
			}
			return r.say("V de Cramér", "Cramér's V")
		}),
		figure("lien", r.say("Lien", "Strength"), stats.Coefficient, func(l Link) (float64, stats.Missing) { return estimate(l.Strength) }),
		figure("p", "p", stats.PValue, func(l Link) (float64, stats.Missing) { return stats.Defined(l.Test.P, l.Test.Defined()) }),
	).Captioned(stats.Caption{Population: r.population(v.total), Notes: []string{
		r.say("Khi-2 sans correction pour les modalités, F pour les quantités. Pour une variable qui a servi à faire les classes, p ne teste rien : il ne fait qu'ordonner.",
			"Chi-square without correction for levels, F for numbers. Of a variable that helped to make the classes p tests nothing: it only puts in order."),
	}})
}

// profileTables are the levels and the numbers of one class, up to the p of the
// spec.
func (r *Typology) profileTables(class int, v typologyVeil) []*stats.Table {
	p := &r.Classes[class]
	var levels []LevelTrait
	for _, t := range p.Levels {
		if t.VTest.Defined() && t.P <= r.Spec.P {
			levels = append(levels, t)
		}
	}
	var numbers []NumberTrait
	for _, t := range p.Numbers {
		if t.VTest.Defined() && t.P <= r.Spec.P {
			numbers = append(numbers, t)
		}
	}
	var tables []*stats.Table
	if len(levels) > 0 {
		figure := func(name, label string, as stats.Format, of func(t LevelTrait) float64) stats.Column {
			return figures(name, label, as, len(levels), func(row int) (float64, stats.Missing) {
				t := levels[row]
				return unless(v.hides(r, t.Link, t.Level, class), of(t), stats.Recorded)
			})
		}
		tables = append(tables, stats.MustTable(p.Title()+r.say(" – modalités", " – levels"),
			text("variable", "Variable", len(levels), func(row int) string { return r.Links[levels[row].Link].Title() }),
			text("modalite", r.say("Modalité", "Level"), len(levels), func(row int) string {
				return r.Links[levels[row].Link].Levels[levels[row].Level].Title()
			}),
			figure("mod_cla", r.say("% dans la classe (Mod/Cla)", "% of the class (Mod/Cla)"), stats.Percent, func(t LevelTrait) float64 { return t.InClass }),
			figures("global", r.say("% de l'ensemble (Global)", "% of all (Global)"), stats.Percent, len(levels), func(row int) (float64, stats.Missing) {
				return unless(v.hidesAll(r, levels[row].Link, levels[row].Level), levels[row].Overall, stats.Recorded)
			}),
			figure("cla_mod", r.say("% de la modalité (Cla/Mod)", "% of the level (Cla/Mod)"), stats.Percent, func(t LevelTrait) float64 { return t.OfLevel }),
			figure("p", "p", stats.PValue, func(t LevelTrait) float64 { return t.P }),
			figure("valeur_test", r.say("Valeur-test", "V-test"), stats.Coefficient, func(t LevelTrait) float64 { return t.VTest.Value }),
		))
	}
	if len(numbers) > 0 {
		figure := func(name, label string, as stats.Format, of func(t NumberTrait) float64) stats.Column {
			return figures(name, label, as, len(numbers), func(row int) (float64, stats.Missing) {
				t := numbers[row]
				return unless(v.hides(r, t.Link, 0, class), of(t), stats.Recorded)
			})
		}
		tables = append(tables, stats.MustTable(p.Title()+r.say(" – quantités", " – numbers"),
			text("variable", "Variable", len(numbers), func(row int) string { return r.Links[numbers[row].Link].Title() }),
			figure("moyenne", r.say("Moyenne de la classe", "Mean of the class"), stats.Coefficient, func(t NumberTrait) float64 { return t.Mean }),
			figure("ensemble", r.say("Moyenne d'ensemble", "Overall mean"), stats.Coefficient, func(t NumberTrait) float64 { return t.Overall }),
			figure("ecart_type", r.say("Écart-type de la classe", "SD of the class"), stats.Coefficient, func(t NumberTrait) float64 { return t.SD }),
			figure("ecart_type_ensemble", r.say("Écart-type d'ensemble", "Overall SD"), stats.Coefficient, func(t NumberTrait) float64 { return t.OverallSD }),
			figure("p", "p", stats.PValue, func(t NumberTrait) float64 { return t.P }),
			figure("valeur_test", r.say("Valeur-test", "V-test"), stats.Coefficient, func(t NumberTrait) float64 { return t.VTest.Value }),
		))
	}
	for i := range tables {
		caption := stats.Caption{Population: r.population(v.total)}
		if i == 0 {
			caption.Reading = r.card(class, v)
		}
		if i == len(tables)-1 {
			caption.Notes = []string{format(r.Spec.Lang,
				"p jusqu'à %s : deux fois la plus petite queue de la loi hypergéométrique, le cas observé pour moitié (quantités : loi normale) ; valeur-test : le quantile normal de p/2.",
				"p up to %s: twice the smaller tail of the hypergeometric law, the observed case by half (numbers: normal law); v-test: the normal quantile of p/2.",
				stats.Number.Number(r.Spec.P, r.Spec.Lang))}
		}
		tables[i] = tables[i].Captioned(caption)
	}
	return tables
}
