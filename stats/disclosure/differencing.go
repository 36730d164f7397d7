package disclosure

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Publication is counts as readers have them.
type Publication struct {
	Sums   *System
	Hidden []bool // by cell; nil: none
	// Population names who is counted, "" being everybody; Within names the
	// population that it is part of, where that one was published too.
	Population, Within string
}

// Differencing holds a new publication against those that readers have: cells
// of the same levels of the same population are one cell, and where a population
// is part of another, what the larger has more is a table that nobody published
// and everybody can work out. It refuses what would tell a count from 1 to
// Below-1 of any of them. Systems of one journal are to be made in the same way,
// all by Cube or all by Link, for their cells to be known as the same.
type Differencing struct {
	Below     int // the smallest count that may be shown; 0: 5
	Published []Publication
	Lang      string // "en" for English; French otherwise
}

// Guarded is what a new publication would tell.
type Guarded struct {
	Spec Differencing
	// Told lists, a line each, the counts that readers could tell to be small
	// or work out; empty: it may be published.
	Told      []string
	Intervals *Intervals // of all hidden cells, the differences included
}

// Safe tells whether the publication may go out.
func (g *Guarded) Safe() bool { return len(g.Told) == 0 }

// Of holds a publication against the journal. Publications of one population
// that count a cell differently are an error, and so is a population that counts
// more than the one it is part of.
func (d Differencing) Of(next Publication) (*Guarded, error) {
	below, err := threshold(d.Below)
	if err != nil {
		return nil, err
	}
	d.Below = below
	all := &System{Title: next.Sums.Title}
	var hidden []bool
	type key struct{ population, cell string }
	at := map[key]int{}
	within := map[string]string{}
	names := map[string]bool{}
	for _, p := range append(slices.Clone(d.Published), next) {
		if err := p.Sums.check(); err != nil {
			return nil, err
		}
		if p.Hidden != nil && len(p.Hidden) != len(p.Sums.Counts) {
			return nil, fmt.Errorf("counts %q: Hidden tells of %d cells, there are %d", p.Sums.Title, len(p.Hidden), len(p.Sums.Counts))
		}
		if names[p.Population] = true; p.Within != p.Population {
			within[p.Population] = p.Within
		}
		cells := make([]int, len(p.Sums.Counts))
		for cell, count := range p.Sums.Counts {
			k := key{p.Population, p.Sums.key(cell)}
			known, is := at[k]
			if !is {
				known = len(all.Counts)
				at[k] = known
				all.add(p.Sums.Labels[cell], p.Population, count, p.Sums.free(cell))
				hidden = append(hidden, true)
			}
			if all.Counts[known] != count {
				return nil, fmt.Errorf("counts %q: %q is %d and was published as %d; name another Population if other persons are counted", p.Sums.Title, p.Sums.Name(cell), count, all.Counts[known])
			}
			hidden[known] = hidden[known] && p.Hidden != nil && p.Hidden[cell]
			cells[cell] = known
		}
		for _, sum := range p.Sums.Sums {
			parts := make([]int, len(sum.Parts))
			for i, part := range sum.Parts {
				parts[i] = cells[part]
			}
			all.Sums = append(all.Sums, Sum{cells[sum.Total], parts})
		}
	}
	for _, p := range append(slices.Clone(d.Published), next) {
		larger, is := within[p.Population]
		if !is || !names[larger] {
			continue
		}
		for cell, count := range p.Sums.Counts {
			whole, known := at[key{larger, p.Sums.key(cell)}]
			part := at[key{p.Population, p.Sums.key(cell)}]
			rest := key{larger + "\x00" + p.Population, p.Sums.key(cell)}
			if _, twice := at[rest]; !known || twice {
				continue
			}
			if count > all.Counts[whole] {
				return nil, fmt.Errorf("counts %q: %q is %d, more than the %d of the population that it is within", p.Sums.Title, p.Sums.Name(cell), count, all.Counts[whole])
			}
			at[rest] = len(all.Counts)
			all.Sums = append(all.Sums, Sum{whole, []int{part, len(all.Counts)}})
			all.add(p.Sums.Labels[cell], stats.Say(d.Lang, "différence", "difference"), all.Counts[whole]-count, p.Sums.free(cell))
			hidden = append(hidden, true)
		}
	}
	g := &Guarded{Spec: d}
	g.Intervals, err = Audit{Below: below, Lang: d.Lang}.OfSystem(all, hidden)
	if err != nil {
		return nil, err
	}
	for cell, count := range next.Sums.Counts {
		if count > 0 && count < below && !next.Sums.free(cell) && (next.Hidden == nil || !next.Hidden[cell]) {
			g.Told = append(g.Told, fmt.Sprintf(stats.Say(d.Lang, "%s : effectif inférieur à %d, non masqué", "%s: a count below %d that is not hidden"), next.Sums.Name(cell), below))
		}
	}
	for _, bound := range g.Intervals.Cells {
		if count := all.Counts[bound.Cell]; count > 0 && count < below && !all.free(bound.Cell) && (bound.Max < below || bound.Min == bound.Max) {
			g.Told = append(g.Told, fmt.Sprintf(stats.Say(d.Lang, "%s : les tableaux déjà diffusés et celui-ci montrent un effectif inférieur à %d",
				"%s: the tables published and this one tell a count below %d"), all.Name(bound.Cell), below))
		}
	}
	return g, nil
}

// add puts in a cell of a population.
func (s *System) add(labels []string, population string, count int, free bool) {
	if population != "" {
		labels = append([]string{population}, labels...)
	}
	s.Labels, s.Counts, s.Free = append(s.Labels, labels), append(s.Counts, count), append(s.Free, free)
}

// Tables are the counts that would be told, a line each; none when it is safe.
func (g *Guarded) Tables() []*stats.Table {
	say := wording(g.Spec.Lang)
	verdict := say("rien à redire", "nothing to object")
	if !g.Safe() {
		verdict = say("à ne pas diffuser", "not to be published")
	}
	return []*stats.Table{stats.MustTable(say("Comparaison avec ce qui est déjà diffusé", "Comparison with what is published"),
		stats.Variable{Name: "constat", Label: say("Constat", "Finding")}.Texts(g.Told, nil)).
		Captioned(stats.Caption{Notes: []string{verdict}})}
}

// String is the table as text.
func (g *Guarded) String() string { return stats.Printer{Lang: g.Spec.Lang}.Of(g.Tables()[0]) }
