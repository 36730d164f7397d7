package factor

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
	"gonum.org/v1/gonum/mat"
)

// Axis is one dimension of a space.
type Axis struct {
	Eigenvalue         float64 // inertia along the axis
	Percent, Cumulated float64 // of the total inertia
	// Of MCA only: the eigenvalue of the Burt table, then that corrected for
	// what each variable says of itself, and its share in per cent of the sum
	// of such values (Benzécri 1979) and of the inertia between different
	// variables (Greenacre 1988). Without a value where the axis says less than
	// a variable alone.
	Burt                                  float64
	Adjusted, Benzecri, Greenacre         stats.Estimate
	BenzecriCumulated, GreenacreCumulated stats.Estimate
}

// solution is what the symmetric matrix of inertias gives: the axes from the
// highest eigenvalue on, and for each a unit vector over the columns.
type solution struct {
	values  []float64
	vectors [][]float64 // axis × column
}

// negligible is the share of the first value under which one is zero but for
// rounding.
const negligible = 1e-12

// solve finds the axes of an inertia matrix. Those without inertia are left out.
func solve(m *mat.SymDense) (solution, error) {
	var eigen mat.EigenSym
	if m.IsEmpty() {
		return solution{}, nil
	}
	if !eigen.Factorize(m, true) {
		return solution{}, fmt.Errorf("the eigenvalues were not found")
	}
	values := eigen.Values(nil)
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	var s solution
	for at := len(values) - 1; at >= 0 && values[at] > negligible*max(0, values[len(values)-1]); at-- {
		s.values = append(s.values, values[at])
		s.vectors = append(s.vectors, mat.Col(nil, at, &vectors))
	}
	return s, nil
}

// singular finds the axes of a matrix whose rows and columns are both to be
// placed. It keeps the digits of small axes, which products of columns lose.
func singular(m *mat.Dense) (solution, error) {
	var svd mat.SVD
	if !svd.Factorize(m, mat.SVDThin) {
		return solution{}, fmt.Errorf("the singular values were not found")
	}
	values := svd.Values(nil)
	var vectors mat.Dense
	svd.VTo(&vectors)
	var s solution
	for at, value := range values {
		if value <= negligible*max(1, values[0]) {
			break
		}
		s.values = append(s.values, value*value)
		s.vectors = append(s.vectors, mat.Col(nil, at, &vectors))
	}
	return s, nil
}

// orient gives each axis its sign: of the columns, the one with the largest
// absolute coordinate is positive. Coordinates are vectors times scale.
func (s solution) orient(scale []float64, flip []int) {
	for axis, vector := range s.vectors {
		far := 0.0
		for j, x := range vector {
			// The first wins among those that are equal but for rounding.
			if size := math.Abs(x * scale[j]); size > math.Abs(far)*(1+1e-9) {
				far = x * scale[j]
			}
		}
		if (far < 0) != slices.Contains(flip, axis+1) {
			for j := range vector {
				vector[j] = -vector[j]
			}
		}
	}
}

// axes are the eigenvalues with their shares of the total inertia.
func (s solution) axes(total float64) []Axis {
	axes := make([]Axis, len(s.values))
	sum := 0.0
	for i, value := range s.values {
		sum += value
		axes[i] = Axis{Eigenvalue: value, Percent: 100 * value / total, Cumulated: 100 * sum / total}
	}
	return axes
}

// settings are what the specs have in common about axes.
type settings struct {
	axes int
	flip []int
	lang string
}

// kept is how many axes have coordinates: 5 unless asked, all below 0.
func (s settings) kept(rank int) int {
	switch {
	case s.axes < 0:
		return rank
	case s.axes == 0:
		return min(5, rank)
	}
	return min(s.axes, rank)
}

// check refuses to turn axes that cannot be.
func (s settings) check() error {
	for _, axis := range s.flip {
		if axis < 1 {
			return fmt.Errorf("axis %d cannot be flipped; axes are counted from 1", axis)
		}
	}
	return nil
}

// remarks say what there is to know of the axes found.
func (s settings) remarks(found solution) []string {
	var warnings []string
	say := func(french, english string, args ...any) {
		warnings = append(warnings, fmt.Sprintf(stats.Say(s.lang, french, english), args...))
	}
	rank := len(found.values)
	switch {
	case rank == 0:
		say("Aucun axe : les données n'ont pas d'inertie.", "No axis: the data have no inertia.")
	case s.axes > rank:
		say("%d axes demandés, il n'en existe que %d.", "%d axes asked for, only %d exist.", s.axes, rank)
	}
	for _, axis := range s.flip {
		if axis > rank {
			say("L'axe %d n'existe pas : il n'a pas été retourné.", "Axis %d does not exist: it was not flipped.", axis)
		}
	}
	for from := 0; from < s.kept(rank); {
		to := from + 1
		for to < rank && found.values[from]-found.values[to] <= 1e-9*found.values[from] {
			to++
		}
		if to > from+1 {
			say("Valeurs propres égales : les axes %s ne se lisent qu'ensemble, leur orientation est arbitraire.",
				"Equal eigenvalues: axes %s can be read together only, their orientation is arbitrary.", numbered(from, to, s.lang))
		}
		from = to
	}
	return warnings
}

// numbered lists axes: "1 à 3", or "1 et 2".
func numbered(from, to int, lang string) string {
	if to-from == 2 {
		return fmt.Sprintf("%d %s %d", from+1, stats.Say(lang, "et", "and"), to)
	}
	return fmt.Sprintf("%d %s %d", from+1, stats.Say(lang, "à", "to"), to)
}

// list joins titles: "«\u00a0a\u00a0», «\u00a0b\u00a0»".
func list(titles []string, lang string) string {
	quoted := make([]string, len(titles))
	for i, title := range titles {
		quoted[i] = stats.Quoted(lang, title)
	}
	return strings.Join(quoted, ", ")
}
