package stats

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats/internal/parallel"
)

// RegressionTerm is one coefficient of a regression: the intercept, a number,
// or a level of a factor against its reference level.
type RegressionTerm struct {
	Variable  Variable // zero for the intercept
	Level     Level    // of a factor
	Reference Level    // of a factor: the level compared with
	N         int      // cases at the level; all for numbers and the intercept
	Aliased   string   // why the coefficient cannot be told from others, "" when it can

	column int // of the factor's or number's predictor, -1 for the intercept
}

// Title is "Cadre : Judiciaire (réf. Administratif)", the label, or the intercept.
func (t RegressionTerm) Title(lang string) string {
	switch {
	case t.column < 0:
		return Say(lang, "Constante", "Intercept")
	case t.Level.Code == "":
		return t.Variable.Title()
	}
	return fmt.Sprintf("%s%s%s (%s %s)", t.Variable.Title(), colon(lang), t.Level.Title(), Say(lang, "réf.", "ref."), t.Reference.Title())
}

// design is the columns of a regression as Q times R: Q has orthonormal columns,
// row after row, so that what is solved is well-conditioned whatever the units.
type design struct {
	terms []RegressionTerm
	kept  []int // terms that are not aliased, one column of q each
	rows  int
	q     []float64
	r     [][]float64 // upper triangle, R of the kept columns
	raw   [][]float64 // columns before, of the kept terms
}

// regressors reads the predictors over the rows complete in outcome and all of
// them. at gives a row's outcome.
func regressors(t *Table, outcome *side, names []string, references map[string]string, lang string) (d *design, y []float64, missing MissingCounts, err error) {
	if len(names) == 0 {
		return nil, nil, missing, fmt.Errorf("no predictor; name at least one column in Predictors")
	}
	var sides []*side
	for i, name := range names {
		c, err := t.Column(name)
		if err != nil {
			return nil, nil, missing, err
		}
		found, err := sidesOf(c, lang)
		if err != nil {
			return nil, nil, missing, err
		}
		if len(found) != 1 {
			return nil, nil, missing, fmt.Errorf("column %q holds %s: make a flag of each option first", name, KindOf(c))
		}
		if slices.Contains(names[:i], name) {
			return nil, nil, missing, fmt.Errorf("predictor %q is named twice", name)
		}
		if name == outcome.variable.Name {
			return nil, nil, missing, fmt.Errorf("%q is the outcome, it cannot be a predictor", name)
		}
		sides = append(sides, found[0])
	}
	for _, name := range slices.Sorted(maps.Keys(references)) {
		if !slices.Contains(names, name) {
			return nil, nil, missing, fmt.Errorf("reference for a predictor %s", Unknown(name, names))
		}
	}
	values := make([][]float64, len(sides))
	for row := range t.Len() {
		value, reason := outcome.at(row)
		for _, s := range sides {
			if _, other := s.at(row); reason == Recorded {
				reason = other
			}
		}
		if missing[reason]++; reason != Recorded {
			continue
		}
		y = append(y, value)
		for i, s := range sides {
			x, _ := s.at(row)
			values[i] = append(values[i], x)
		}
	}
	d = &design{rows: len(y)}
	d.add(RegressionTerm{N: d.rows, column: -1}, func(int) float64 { return 1 }, lang)
	for i, s := range sides {
		if s.factor == nil {
			d.add(RegressionTerm{Variable: s.variable, N: d.rows, column: i}, func(row int) float64 { return values[i][row] }, lang)
			continue
		}
		counts := make([]int, len(s.factor.levels))
		for _, code := range values[i] {
			counts[int(code)]++
		}
		reference := -1
		if code, ok := references[s.variable.Name]; ok {
			if reference = levelIndex(s.factor.levels, code); reference < 0 || counts[reference] == 0 {
				var known []string
				for _, at := range occupied(counts) {
					known = append(known, s.factor.levels[at].Code)
				}
				return nil, nil, missing, fmt.Errorf("reference level of %q: no case at level %s", s.variable.Name, Unknown(code, known))
			}
		}
		// Levels without a case have no coefficient, as with R's droplevels.
		for _, at := range occupied(counts) {
			if reference < 0 {
				reference = at
			}
			if at == reference {
				continue
			}
			d.add(RegressionTerm{Variable: s.variable, Level: s.factor.levels[at], Reference: s.factor.levels[reference], N: counts[at], column: i},
				func(row int) float64 { return float64(bit(int(values[i][row]) == at)) }, lang)
		}
		if len(occupied(counts)) < 2 && d.rows > 0 {
			d.terms = append(d.terms, RegressionTerm{Variable: s.variable, N: d.rows, column: i, Aliased: oneLevel(s.variable, lang)})
		}
	}
	d.transpose()
	return d, y, missing, nil
}

// aliasTolerance is what must be left of a column, of its length, when the
// columns before are taken out of it. R's lm stops at 1e-7 and its glm at 1e-11.
const aliasTolerance = 1e-10

// add takes the columns before out of a new one, twice, which leaves them
// orthogonal to the last digit. d.q holds columns until transpose.
func (d *design) add(term RegressionTerm, at func(row int) float64, lang string) {
	n := d.rows
	column, raw := make([]float64, n), make([]float64, n)
	length := 0.0
	for row := range column {
		x := at(row)
		raw[row], column[row] = x, x
		length = math.Hypot(length, x)
	}
	if length == 0 {
		length = 1
	}
	parts := make([]float64, len(d.kept)+1)
	for range 2 {
		for j := range d.kept {
			before := d.q[j*n : (j+1)*n]
			dot := 0.0
			for row, x := range before {
				dot += x * column[row]
			}
			parts[j] += dot
			for row, x := range before {
				column[row] -= dot * x
			}
		}
	}
	left := 0.0
	for _, x := range column {
		left += x * x
	}
	left = math.Sqrt(left)
	if left <= aliasTolerance*length {
		term.Aliased = d.alias(term, parts, length, lang)
		d.terms = append(d.terms, term)
		return
	}
	for row := range column {
		column[row] /= left
	}
	parts[len(d.kept)] = left
	d.kept = append(d.kept, len(d.terms))
	d.terms = append(d.terms, term)
	d.q, d.r, d.raw = append(d.q, column...), append(d.r, parts), append(d.raw, raw)
}

// alias says of which columns a column is a combination.
func (d *design) alias(term RegressionTerm, parts []float64, length float64, lang string) string {
	solution := d.back(parts[:len(d.kept)])
	var names []string
	for j, b := range solution {
		scale := 0.0
		for _, x := range d.raw[j] {
			scale += x * x
		}
		if j > 0 && math.Abs(b)*math.Sqrt(scale) > 1e-6*length {
			names = append(names, Quoted(lang, d.terms[d.kept[j]].Title(lang)))
		}
	}
	if len(names) == 0 {
		return constant(term.Variable, lang)
	}
	return Say(lang, "se déduit de ", "follows from ") + strings.Join(names, ", ")
}

// back solves R b = g.
func (d *design) back(g []float64) []float64 {
	b := make([]float64, len(g))
	for j := len(g) - 1; j >= 0; j-- {
		b[j] = g[j]
		for k := j + 1; k < len(g); k++ {
			b[j] -= d.r[k][j] * b[k]
		}
		b[j] /= d.r[j][j]
	}
	return b
}

// functional is the vector a with a·g the coefficient j, where R b = g.
func (d *design) functional(j int) []float64 {
	// R'a = e_j.
	a := make([]float64, len(d.kept))
	for i := range a {
		a[i] = float64(bit(i == j))
		for k := range i {
			a[i] -= d.r[i][k] * a[k]
		}
		a[i] /= d.r[i][i]
	}
	return a
}

// transpose puts q into rows.
func (d *design) transpose() {
	p := len(d.kept)
	rows := make([]float64, len(d.q))
	for j := range p {
		for row, x := range d.q[j*d.rows : (j+1)*d.rows] {
			rows[row*p+j] = x
		}
	}
	d.q = rows
}

// covariance is that of the coefficients where the inverse information in the
// orthonormal columns is c.
func (d *design) covariance(c [][]float64) [][]float64 {
	p := len(d.kept)
	functionals := make([][]float64, p)
	for j := range p {
		functionals[j] = d.functional(j)
	}
	cov := make([][]float64, p)
	for i := range p {
		cov[i] = make([]float64, p)
		for j := range p {
			for k, a := range functionals[i] {
				if a != 0 {
					cov[i][j] += a * scalar(c[k], functionals[j])
				}
			}
		}
	}
	return cov
}

// chunk is how many rows are summed by one worker at a time: the sums do not
// depend on how many workers there are.
const chunk = 4096

// accumulate adds up what rows give to width numbers, chunk by chunk.
func (d *design) accumulate(width, workers int, of func(first, last int, sums []float64)) []float64 {
	chunks := (d.rows + chunk - 1) / chunk
	parts := make([]float64, chunks*width)
	parallel.Do(chunks, workers, func(i int) { of(i*chunk, min((i+1)*chunk, d.rows), parts[i*width:(i+1)*width]) })
	sums := make([]float64, width)
	for i, x := range parts {
		sums[i%width] += x
	}
	return sums
}
