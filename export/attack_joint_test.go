package export

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"
)

// joint is all tables of counts of a workbook as one system of equations over
// the cells that are still unknown: every row and column adds up, and the total
// of a level is the same in all tables that count the same persons.
type joint struct {
	names   []string
	number  map[string]int
	rows    [][]float64 // coefficients, then the right side
	targets []*target
}

// variables names the two variables of a target: those of its rows and columns.
func (t *target) variables() (rows, cols string) {
	rows = t.rowsOf
	if rest, ok := strings.CutPrefix(t.name, rows+" × "); ok {
		return rows, rest
	}
	quoted := func(name string) string { return " selon «\u00a0" + name + "\u00a0»" }
	if rest, ok := strings.CutSuffix(t.name, quoted(rows)); ok {
		return rows, rest
	}
	if rest, ok := strings.CutPrefix(t.name, rows+" selon «\u00a0"); ok {
		return rows, strings.TrimSuffix(rest, "\u00a0»")
	}
	return rows, ""
}

// name tells which unknown a cell is; totals of a level are shared by tables of
// as many persons.
func (t *target) unknownName(i, j int) string {
	rows, cols := t.variables()
	n := t.cells[len(t.cells)-1][len(t.cols)-1]
	lastRow, lastCol := i == len(t.rows)-1, j == len(t.cols)-1
	switch {
	case n == unknown || lastRow == lastCol && len(t.cols) > 1:
	case lastCol && !lastRow:
		return fmt.Sprintf("%s = %s, n = %d", rows, t.rows[i], n)
	case lastRow && cols != "":
		return fmt.Sprintf("%s = %s, n = %d", cols, t.cols[j], n)
	}
	return fmt.Sprintf("%s, %s, %s", t.name, t.rows[i], t.cols[j])
}

func jointOf(targets []*target) *joint {
	s := &joint{number: map[string]int{}, targets: targets}
	type term struct{ sign, i, j int }
	var equations [][]term
	var owner []*target
	for _, t := range targets {
		lastRow, lastCol := len(t.rows)-1, len(t.cols)-1
		for j := range t.cols {
			terms := []term{{-1, lastRow, j}}
			for i := range lastRow {
				terms = append(terms, term{1, i, j})
			}
			equations, owner = append(equations, terms), append(owner, t)
		}
		for i := range t.rows {
			if lastCol == 0 {
				break
			}
			terms := []term{{-1, i, lastCol}}
			for j := range lastCol {
				terms = append(terms, term{1, i, j})
			}
			equations, owner = append(equations, terms), append(owner, t)
		}
		for i, line := range t.cells {
			for j, count := range line {
				name := t.unknownName(i, j)
				if _, known := s.number[name]; count == unknown && !known {
					s.number[name] = len(s.names)
					s.names = append(s.names, name)
				}
			}
		}
	}
	for k, terms := range equations {
		row := make([]float64, len(s.names)+1)
		any := false
		for _, x := range terms {
			if count := owner[k].cells[x.i][x.j]; count != unknown {
				row[len(s.names)] -= float64(x.sign * count)
			} else {
				row[s.number[owner[k].unknownName(x.i, x.j)]] += float64(x.sign)
				any = true
			}
		}
		if any {
			s.rows = append(s.rows, row)
		}
	}
	s.reduce()
	return s
}

// reduce drops the equations that others imply.
func (s *joint) reduce() {
	rank := 0
	for column := 0; column < len(s.names) && rank < len(s.rows); column++ {
		best := rank
		for i := rank; i < len(s.rows); i++ {
			if math.Abs(s.rows[i][column]) > math.Abs(s.rows[best][column]) {
				best = i
			}
		}
		if math.Abs(s.rows[best][column]) < 1e-9 {
			continue
		}
		s.rows[rank], s.rows[best] = s.rows[best], s.rows[rank]
		for i := range s.rows {
			if i == rank || s.rows[i][column] == 0 {
				continue
			}
			ratio := s.rows[i][column] / s.rows[rank][column]
			for k := range s.rows[i] {
				s.rows[i][k] -= ratio * s.rows[rank][k]
				if math.Abs(s.rows[i][k]) < 1e-9 {
					s.rows[i][k] = 0
				}
			}
		}
		rank++
	}
	s.rows = s.rows[:rank]
}

// around are the equations and the unknowns that hang together with one.
func (s *joint) around(at int) (rows, columns []int) {
	seen, used := map[int]bool{at: true}, map[int]bool{}
	columns = []int{at}
	for k := 0; k < len(columns); k++ {
		for i, row := range s.rows {
			if used[i] || row[columns[k]] == 0 {
				continue
			}
			used[i] = true
			rows = append(rows, i)
			for j := range s.names {
				if row[j] != 0 && !seen[j] {
					seen[j] = true
					columns = append(columns, j)
				}
			}
		}
	}
	return rows, columns
}

// bounds are the least and the greatest value that an unknown can have.
func (s *joint) bounds(at int) (low, high float64, err error) {
	rows, columns := s.around(at)
	if len(rows) == 0 {
		return 0, math.Inf(1), nil
	}
	a := mat.NewDense(len(rows), len(columns), nil)
	b := make([]float64, len(rows))
	for i, row := range rows {
		for j, column := range columns {
			a.Set(i, j, s.rows[row][column])
		}
		b[i] = s.rows[row][len(s.names)]
	}
	if len(rows) == len(columns) { // one solution
		var x mat.VecDense
		err := x.SolveVec(a, mat.NewVecDense(len(b), b))
		return x.AtVec(0), x.AtVec(0), err
	}
	cost := make([]float64, len(columns))
	for _, sign := range []float64{1, -1} {
		cost[0] = sign
		value, _, err := lp.Simplex(cost, a, b, 1e-9, nil)
		switch {
		case errors.Is(err, lp.ErrUnbounded):
			value = math.Inf(-1)
		case err != nil:
			return 0, 0, err
		}
		if sign > 0 {
			low = value
		} else {
			high = -value
		}
	}
	return low, high, nil
}

// attackJointly solves all tables of a workbook at once, by linear programming.
func attackJointly(f *excelize.File, below int) (leaks []string, unknowns int, err error) {
	pages, err := readPages(f)
	if err != nil {
		return nil, 0, err
	}
	var targets []*target
	for _, p := range pages {
		if t := p.target(); t != nil {
			targets = append(targets, t)
		}
	}
	for _, t := range targets {
		for _, p := range pages {
			t.learn(p)
		}
		t.deduce()
	}
	s := jointOf(targets)
	if len(s.rows) == 0 {
		return nil, 0, nil
	}
	for at, name := range s.names {
		low, high, err := s.bounds(at)
		switch {
		case err != nil:
			return nil, 0, fmt.Errorf("%s: %w", name, err)
		case high-low < 0.5:
			leaks = append(leaks, fmt.Sprintf("%s can only be %.0f", name, low))
		case high < float64(below):
			leaks = append(leaks, fmt.Sprintf("%s is at most %.0f", name, high))
		}
	}
	return leaks, len(s.names), nil
}

// Nothing hidden is found by solving all tables of a workbook at once.
func TestAttackJointly(t *testing.T) {
	found, books := 0, uint64(4)
	if testing.Short() {
		books = 3
	}
	for seed := range books {
		leaks, unknowns, err := attackJointly(reopened(t, saved(t, scatteredBook(scattered(seed), 5))), 5)
		if err != nil {
			t.Fatal(err)
		}
		found += unknowns
		for _, leak := range leaks {
			t.Errorf("workbook %d: %s", seed, leak)
		}
	}
	if found < 50 {
		t.Errorf("only %d unknowns: the attack says nothing", found)
	}
	t.Logf("%d unknowns", found)
}

// Tables that share a total which only one shows give it back together.
func TestAttackJointlyFinds(t *testing.T) {
	count := func(label string, cells ...string) *target {
		t := &target{name: label, rowsOf: label, base: unknown, cols: []string{"Effectif"}, rows: []string{"a", "b", "c", total}}
		for _, cell := range cells {
			n := unknown
			fmt.Sscan(cell, &n)
			t.cells = append(t.cells, []int{n})
		}
		return t
	}
	s := jointOf([]*target{count("Cadre", "s", "s", "20", "30"), count("Cadre", "s", "7", "20", "30")})
	low, high, err := s.bounds(s.number["Cadre = a, n = 30"])
	if err != nil || math.Abs(low-3) > 1e-6 || math.Abs(high-3) > 1e-6 {
		t.Errorf("the total is between %v and %v, %v", low, high, err)
	}
}
