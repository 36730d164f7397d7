package disclosure

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/parallel"
)

// Joint chooses the cells to hide of tables that are read together, as those of
// one workbook are. Levels of one variable that two tables count alike are taken
// for the same persons; where one counts fewer, for some of the other's: a reader
// who knows less can tell no more.
//
// Each table is protected in its least way (Suppression). Then all are attacked
// at once, by linear programming over their sums, cheap cells are hidden until
// every small count is protected as the package says, and what that made needless
// is shown again. Of Counts.Measured tables small counts are hidden, and those
// that others hide. Totals and zeros are hidden last, grand totals only when
// nothing else protects. What three crosstabs of three variables, two by two, tell
// together beyond their totals is not looked at.
type Joint struct {
	Below int // the smallest count that may be shown; 0: 5
	// Within tells of variables whose levels make up those of another: the
	// agency of each local office.
	Within []Nesting
	Lang   string // "en" for English; French otherwise
}

// Nesting says that the levels of a variable are parts of those of another.
type Nesting struct {
	Inner, Outer string            // names of variables
	Of           map[string]string // the outer label of each inner one
}

// Nested reads off a table of persons which outer level each inner one belongs to.
// An inner level that goes with two outer ones is an error.
func Nested(t *stats.Table, inner, outer string) (Nesting, error) {
	n := Nesting{inner, outer, map[string]string{}}
	in, err := t.Column(inner)
	if err != nil {
		return n, fmt.Errorf("nested: %w", err)
	}
	out, err := t.Column(outer)
	if err != nil {
		return n, fmt.Errorf("nested: %w", err)
	}
	for row := range t.Len() {
		if in.Missing(row) != stats.Recorded || out.Missing(row) != stats.Recorded {
			continue
		}
		level, above := in.Show(row, ""), out.Show(row, "")
		if other, known := n.Of[level]; known && other != above {
			return n, fmt.Errorf("nested: level %q of column %q goes with %q and %q of column %q", level, inner, other, above, outer)
		}
		n.Of[level] = above
	}
	return n, nil
}

// Nestings finds, among the columns of categories of a table of persons, those
// whose levels are parts of those of another, of which there are fewer: offices in
// agencies, ages in bands. Rows of which one is not recorded say nothing.
func Nestings(t *stats.Table) []Nesting {
	var names []string
	levels := map[string]int{}
	for _, c := range t.Columns() {
		categories, is := c.(*stats.Categories)
		if !is {
			continue
		}
		used := map[string]bool{}
		for row := range t.Len() {
			if c.Missing(row) == stats.Recorded {
				used[categories.Code(row)] = true
			}
		}
		names, levels[c.Variable().Name] = append(names, c.Variable().Name), len(used)
	}
	var found []Nesting
	for _, inner := range names {
		for _, outer := range names {
			if levels[outer] < 2 || levels[outer] >= levels[inner] {
				continue
			}
			if n, err := Nested(t, inner, outer); err == nil {
				found = append(found, n)
			}
		}
	}
	return found
}

// Of gives a pattern a table. Counts that are negative or do not add up are
// errors.
func (j Joint) Of(ctx context.Context, tables ...stats.Counts) ([]*Pattern, error) {
	below, err := threshold(j.Below)
	if err != nil {
		return nil, err
	}
	spec := Suppression{Below: below, Lang: j.Lang}
	b, err := j.lay(tables)
	if err != nil {
		return nil, err
	}
	s, cells := b.System, b.cells
	own := make([]*Pattern, len(tables))
	errs := make([]error, len(tables))
	first := map[string]int{} // of equal tables
	var distinct []int
	for t := range tables {
		key := fmt.Sprint(cells[t])
		if _, known := first[key]; !known && !tables[t].Measured {
			first[key] = t
			distinct = append(distinct, t)
		}
	}
	parallel.Do(len(distinct), runtime.GOMAXPROCS(0), func(k int) {
		own[distinct[k]], errs[distinct[k]] = spec.Of(tables[distinct[k]])
	})
	hidden := make([]bool, len(s.Counts))
	copy(hidden, s.unseen)
	for _, t := range distinct {
		if errs[t] != nil {
			return nil, errs[t]
		}
		for i, line := range own[t].Mask {
			for k, is := range line {
				hidden[cells[t][i][k]] = hidden[cells[t][i][k]] || is
			}
		}
	}
	if hidden, err = together(ctx, s, below, hidden, b.alone(hidden)); err != nil {
		return nil, err
	}
	patterns := make([]*Pattern, len(tables))
	for t, c := range tables {
		h := &Hidden{Whole: true}
		for i, line := range cells[t] {
			for k, cell := range line {
				small := c.Cells[i][k] > 0 && c.Cells[i][k] < below && !s.free(cell)
				is := small || hidden[cell] && !s.out(cell)
				h.Mask, h.Whole = append(h.Mask, is), h.Whole && is
			}
		}
		if at, known := first[fmt.Sprint(cells[t])]; known {
			h.Warnings = own[at].Warnings
		}
		patterns[t] = newPattern(spec, c, h)
	}
	return patterns, nil
}

var errStuck = errors.New("disclosure: rounding stops the attack, so that no protection is sure; show fewer of these tables together, or with coarser levels")

// together hides more until no table gives back what another hides, and shows
// what need not be hidden. Cells that stand alone stay as they are, if that will do.
func together(ctx context.Context, s *System, below int, hidden, alone []bool) ([]bool, error) {
	sh := newShield(s, below, Inference)
	sh.needs = slices.DeleteFunc(sh.needs, func(n need) bool { return alone[n.cell] })
	open, resort := make([]bool, len(hidden)), make([]bool, len(hidden))
	for cell, count := range s.Counts {
		open[cell], resort[cell] = !alone[cell], s.dear[cell] || count == 0
	}
	c := newCover(s, sh, open, resort, 1)
	c.ctx = ctx
	err := c.repair(slices.Clone(hidden))
	if errors.Is(err, errOpen) && slices.Contains(alone, true) {
		return together(ctx, s, below, hidden, make([]bool, len(alone)))
	}
	if l, is := sh.attack.(*linear); err == nil && is && l.stuck {
		err = errStuck
	}
	return c.best, err
}
