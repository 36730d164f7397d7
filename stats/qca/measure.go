package qca

import (
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// measure makes models of lists of terms.
func (r *Solution) measure(p problem, models [][]cube) []Model {
	y, lang := r.Table.data.outcome, r.Table.Spec.Lang
	members := map[cube][]float64{}
	list := make([]Model, len(models))
	for m, cubes := range models {
		texts := make([]string, len(cubes))
		sets := make([][]float64, len(cubes))
		for i, c := range cubes {
			if members[c] == nil {
				members[c] = r.Table.data.term(c)
			}
			sets[i], texts[i] = members[c], r.Table.names.term(c)
		}
		list[m] = Model{
			Expression:  strings.Join(texts, " + "),
			Terms:       r.fits(p, cubes, sets),
			Sufficiency: sufficiency(union(sets...), y, lang),
		}
	}
	return list
}

// fits measures each of several sets, and what the others leave to it.
func (r *Solution) fits(p problem, cubes []cube, sets [][]float64) []Term {
	y, lang := r.Table.data.outcome, r.Table.Spec.Lang
	whole := sufficiency(union(sets...), y, lang).Coverage.Value
	highest, second, by := two(sets)
	rest := make([]float64, len(y))
	list := make([]Term, len(cubes))
	for i, c := range cubes {
		t := Term{Expression: r.Table.names.term(c), Sufficiency: sufficiency(sets[i], y, lang), cube: c}
		for j, x := range sets[i] {
			t.N += int(one(x > 0.5))
			t.Having += int(one(x > 0.5 && y[j] > 0.5))
		}
		for j, corner := range p.positive {
			if c.covers(corner) {
				t.Rows = append(t.Rows, r.Table.Rows[p.rows[j]].Number)
				t.Cases = append(t.Cases, r.Table.Rows[p.rows[j]].Cases...)
			}
		}
		if len(cubes) == 1 {
			t.Unique.Reason = stats.Say(lang, "seul terme : sa couverture est celle du modèle", "the only term: its coverage is that of the model")
		} else {
			for j := range rest {
				if rest[j] = highest[j]; by[j] == i {
					rest[j] = second[j]
				}
			}
			t.Unique.Value = whole - sufficiency(rest, y, lang).Coverage.Value
		}
		list[i] = t
	}
	return list
}

// two is, for each case, its highest membership, by which set, and the highest in
// the others.
func two(sets [][]float64) (highest, second []float64, by []int) {
	n := len(sets[0])
	highest, second, by = make([]float64, n), make([]float64, n), make([]int, n)
	for i, set := range sets {
		for j, x := range set {
			switch {
			case x > highest[j]:
				highest[j], second[j], by[j] = x, highest[j], i
			case x > second[j]:
				second[j] = x
			}
		}
	}
	return highest, second, by
}

// together measures the terms of several models against each other.
func (r *Solution) together(p problem, models []Model) ([]Term, Sufficiency) {
	count := map[cube]int{}
	var cubes []cube
	for _, m := range models {
		for _, t := range m.Terms {
			if count[t.cube]++; count[t.cube] == 1 {
				cubes = append(cubes, t.cube)
			}
		}
	}
	slices.SortFunc(cubes, cube.order)
	sets := make([][]float64, len(cubes))
	for i, c := range cubes {
		sets[i] = r.Table.data.term(c)
	}
	terms := r.fits(p, cubes, sets)
	for i := range terms {
		terms[i].InAll = r.Complete && count[terms[i].cube] == len(models)
	}
	for _, m := range models {
		for i := range m.Terms {
			m.Terms[i].InAll = r.Complete && count[m.Terms[i].cube] == len(models)
		}
	}
	return terms, sufficiency(union(sets...), r.Table.data.outcome, r.Table.Spec.Lang)
}

// Assumptions lists the numbers of the combinations that a model takes to have
// the outcome though no configuration shows it.
func (r *Solution) Assumptions(m Model) []int {
	cubes := make([]cube, len(m.Terms))
	for i, t := range m.Terms {
		cubes[i] = t.cube
	}
	return less(r.space.numbers(cubes...), r.observed())
}

// observed lists the numbers of the rows with the outcome.
func (r *Solution) observed() []int {
	var numbers []int
	for _, row := range r.Table.Rows {
		if row.Out == Present && row.Number > 0 {
			numbers = append(numbers, row.Number)
		}
	}
	return numbers
}

// Contradictory lists the combinations without cases that a model of this
// solution and one of another assume both: with the other of the negated outcome,
// assumptions that contradict each other. The conditions must be the same.
func (r *Solution) Contradictory(other *Solution) []int {
	mine := r.assumed()
	return less(mine, less(mine, other.assumed()))
}

// assumed lists what any model assumes.
func (r *Solution) assumed() []int {
	var all []cube
	for _, t := range r.Terms {
		all = append(all, t.cube)
	}
	return less(r.space.numbers(all...), r.observed())
}
