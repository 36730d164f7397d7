package cluster

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/exact"
	"github.com/askoria/verbatim/stats/internal/tail"
	"gonum.org/v1/gonum/mathext"
)

// Profiles says what sets each class of cases apart: levels that are more or less
// frequent in it than among all, numbers that are higher or lower, each with a
// v-test (Morineau 1984; Lebart, Morineau and Piron 1995); and how strongly each
// variable goes with the classes. Cases without a value, or a class, are left out
// of the variable and counted. Of flags and sets the no is not described.
//
// Beyond 1.96 a v-test says more than a random draw of as many cases would; where
// the variable helped to make the classes it is no test, and only puts in order.
// Agrees with R's FactoMineR::catdes, which makes a level of missing values.
type Profiles struct {
	Classes string   // column of categories or flags
	Columns []string // none: all categories, flags, sets and numbers
	// MissingLevels makes of each reason for missing a level like others.
	MissingLevels bool
	// Weight names a column of numbers: how many cases a row stands for. Tests
	// count weights as cases.
	Weight string
	// Least is the size under which a class is not described: it would speak of
	// persons, not of a type; 0 is 5.
	Least int
	P     float64 // up to which tables and cards show; 0 is 0.05
	Cases string  // what a row of the data is, in the plural; "dossiers"
	Lang  string  // "en" for English; French otherwise
}

// Typology is the result of Profiles.
type Typology struct {
	Spec    Profiles
	N       int                 // cases with a class, and a weight
	Missing stats.MissingCounts // rows by reason for having no class
	Classes []Profile           // in the order of levels; those without a case too
	Links   []Link              // by variable, in the order of columns
	// Warnings also name the classes that are too small to be described.
	Warnings []string

	weights []float64 // of rows; nil: one each
}

// Profile is what a class is made of: all levels and numbers, from the highest
// v-test to the lowest.
type Profile struct {
	stats.Level
	N       int
	Share   float64 // of all cases, in per cent
	Small   bool    // not described
	Levels  []LevelTrait
	Numbers []NumberTrait
}

// LevelTrait is a level seen from a class. Shares are in per cent, of the cases
// with a value.
type LevelTrait struct {
	Link, Level int     // in Links and its Levels
	N           int     // cases of the class with the level
	InClass     float64 // of the class, those with the level (Mod/Cla)
	OfLevel     float64 // of the level, those in the class (Cla/Mod)
	Overall     float64 // of all, those with the level (Global)
	// P is twice the smaller tail of the hypergeometric law, the observed count
	// by half: min(2P(X<x)+P(X=x), 2P(X>x)+P(X=x)).
	P     float64
	VTest stats.Estimate // the normal quantile of P/2, with the sign of the difference
}

// NumberTrait is a variable of numbers seen from a class. Standard deviations
// divide by n.
type NumberTrait struct {
	Link          int
	N             int // cases of the class with a value
	Mean, Overall float64
	SD, OverallSD float64
	P             float64
	VTest         stats.Estimate // of a draw without replacement
}

// Link is how a variable goes with the classes.
type Link struct {
	stats.Variable
	Levels  []stats.Level // of categories; nil of numbers
	N       int           // cases with a class and a value
	Missing stats.MissingCounts
	Test    stats.Test // chi-square without correction, or F
	// Strength is eta² of numbers, else Cramér's V.
	Strength stats.Estimate

	counts [][]int     // level, then reason for missing × class
	masses [][]float64 // the weights of these cases
	labels []string
	values int // rows of counts that are no missing values
	yesNo  bool
}

// Of describes the classes.
func (s Profiles) Of(t *stats.Table) (*Typology, error) {
	r := &Typology{Spec: s}
	if r.Spec.Least == 0 {
		r.Spec.Least = 5
	}
	if r.Spec.P == 0 {
		r.Spec.P = 0.05
	}
	if err := r.read(t); err != nil {
		return nil, fmt.Errorf("profiles: %w", err)
	}
	return r, nil
}

func (r *Typology) read(t *stats.Table) error {
	c, err := t.Column(r.Spec.Classes)
	if err != nil {
		return err
	}
	found, err := subjectOf(c, r.Spec.Lang)
	if err != nil || len(found) != 1 || found[0].number != nil {
		return fmt.Errorf("column %q holds %s: classes are categories or flags", r.Spec.Classes, stats.KindOf(c))
	}
	subjects, err := subjectsOf(t, r.Spec.Columns, r.Spec.Lang, r.Spec.Classes, r.Spec.Weight)
	if err != nil {
		return err
	}
	if err := r.weigh(t); err != nil {
		return err
	}
	r.Missing = c.MissingCounts()
	rows, mass, total := make([][]int, len(found[0].levels)), make([]float64, len(found[0].levels)), 0.0
	for row := range t.Len() {
		if c.Missing(row) == stats.Recorded && r.weight(row) > 0 {
			class := found[0].code(row)
			rows[class] = append(rows[class], row)
			mass[class] += r.weight(row)
			total += r.weight(row)
			r.N++
		}
	}
	var small []string
	for class, level := range found[0].levels {
		p := Profile{Level: level, N: len(rows[class]), Small: len(rows[class]) < r.Spec.Least}
		if r.N > 0 {
			p.Share = 100 * mass[class] / total
		}
		if p.Small && p.N > 0 {
			small = append(small, level.Title())
		}
		r.Classes = append(r.Classes, p)
	}
	for _, s := range subjects {
		if r.Spec.MissingLevels {
			s = s.everyLevel(r.Spec.Lang)
		}
		if s.number != nil {
			r.numbers(s, rows)
		} else {
			r.levels(s, rows)
		}
	}
	for class := range r.Classes {
		p := &r.Classes[class]
		slices.SortStableFunc(p.Levels, func(a, b LevelTrait) int { return cmp.Compare(b.VTest.Value, a.VTest.Value) })
		slices.SortStableFunc(p.Numbers, func(a, b NumberTrait) int { return cmp.Compare(b.VTest.Value, a.VTest.Value) })
	}
	if len(small) > 0 {
		r.Warnings = append(r.Warnings, format(r.Spec.Lang,
			"Moins de %d %s : %s. Trop peu pour décrire un type sans désigner des personnes ; regrouper des classes, ou en demander moins.",
			"Fewer than %d %s: %s. Too few to describe a type without pointing at persons; join classes, or ask for fewer.",
			r.Spec.Least, wordOf(r.Spec.Cases, r.Spec.Lang), titles(small, r.Spec.Lang)))
	}
	return nil
}

// weigh reads the weights.
func (r *Typology) weigh(t *stats.Table) error {
	if r.Spec.Weight == "" {
		return nil
	}
	c, err := t.Numbers(r.Spec.Weight)
	if err != nil {
		return err
	}
	r.weights = make([]float64, t.Len())
	without := 0
	for row := range r.weights {
		w, ok := c.At(row)
		if w < 0 {
			return fmt.Errorf("column %q, row %d: weight %v; weights are zero or above", r.Spec.Weight, row+1, w)
		}
		if !ok || w == 0 {
			without++
		}
		r.weights[row] = w
	}
	if without > 0 {
		r.Warnings = append(r.Warnings, format(r.Spec.Lang, "Sans poids, et donc écartés : %d.", "Without a weight, and so left out: %d.", without))
	}
	return nil
}

func (r *Typology) weight(row int) float64 {
	if r.weights == nil {
		return 1
	}
	return r.weights[row]
}

// count counts a variable against the classes, missing values last.
func (r *Typology) count(s subject, rows [][]int) Link {
	l := Link{Variable: s.variable, Levels: s.levels, yesNo: s.yesNo, values: max(1, s.values)}
	for _, level := range s.levels {
		l.labels = append(l.labels, level.Title())
	}
	if s.number != nil {
		l.labels = []string{stats.Recorded.Label(r.Spec.Lang)}
	}
	known := len(l.labels)
	counts, masses := make([][]int, known+int(stats.Secret)+1), make([][]float64, known+int(stats.Secret)+1)
	for i := range counts {
		counts[i], masses[i] = make([]int, len(rows)), make([]float64, len(rows))
	}
	for class, members := range rows {
		for _, row := range members {
			l.Missing[s.column.Missing(row)]++
			at := 0
			switch reason := s.missing(row); {
			case reason != stats.Recorded:
				at = known + int(reason)
			case s.number == nil:
				at = s.code(row)
			}
			counts[at][class]++
			masses[at][class] += r.weight(row)
		}
	}
	l.counts, l.masses = counts[:known:known], masses[:known:known]
	for _, inside := range l.counts {
		l.N += sum(inside)
	}
	for reason := stats.NotRecorded; reason <= stats.Secret; reason++ {
		if at := known + int(reason); sum(counts[at]) > 0 {
			l.labels = append(l.labels, reason.Label(r.Spec.Lang))
			l.counts, l.masses = append(l.counts, counts[at]), append(l.masses, masses[at])
		}
	}
	return l
}

func sum[N int | float64](values []N) N {
	var total N
	for _, x := range values {
		total += x
	}
	return total
}

// levels describes the classes by the levels of a variable.
func (r *Typology) levels(s subject, rows [][]int) {
	l := r.count(s, rows)
	masses := l.masses[:len(l.Levels)]
	of := make([]float64, len(rows)) // weight of each class with a value
	for _, level := range masses {
		for class, w := range level {
			of[class] += w
		}
	}
	all := sum(of)
	l.chiSquare(masses, of, r.Spec.Lang)
	for level, inside := range masses {
		with := sum(inside)
		if with == 0 || s.yesNo && level == 0 {
			continue
		}
		for class := range r.Classes {
			p := &r.Classes[class]
			if p.Small || of[class] == 0 {
				continue
			}
			trait := LevelTrait{
				Link: len(r.Links), Level: level, N: l.counts[level][class],
				InClass: 100 * inside[class] / of[class], OfLevel: 100 * inside[class] / with, Overall: 100 * with / all,
			}
			trait.P = drawn(inside[class], with, of[class], all)
			trait.VTest = vTest(trait.P, trait.InClass-trait.Overall)
			if with == all || of[class] == all {
				trait.VTest = stats.Estimate{Reason: stats.Say(r.Spec.Lang, "rien à comparer : tous l'ont, ou tous sont dans la classe", "nothing to compare: all have it, or all are in the class")}
			}
			p.Levels = append(p.Levels, trait)
		}
	}
	r.Links = append(r.Links, l)
}

// drawn is the p of a count in a class, from whole numbers of cases.
func drawn(both, level, class, all float64) float64 {
	whole := func(x float64) int { return int(math.Round(x)) }
	k, n := whole(level), whole(class)
	x := min(whole(both), k, n)
	less, greater, seen := exact.OneSided(x, k-x, n-x, max(0, whole(all)-k-n+x))
	return min(2*less-seen, 2*greater-seen, 1)
}

// vTest is the normal quantile that belongs to a two-sided p; 38.5 where p is
// smaller than the smallest number.
func vTest(p, difference float64) stats.Estimate {
	if difference == 0 {
		return stats.Estimate{}
	}
	v := -mathext.NormalQuantile(max(p/2, math.SmallestNonzeroFloat64))
	return stats.Estimate{Value: math.Copysign(v, difference)}
}

// chiSquare tests a table of level × class, rows and columns without a case left
// out.
func (l *Link) chiSquare(masses [][]float64, of []float64, lang string) {
	n, chi2 := sum(of), 0.0
	rows, cols := 0, 0
	for _, total := range of {
		if total > 0 {
			cols++
		}
	}
	for _, level := range masses {
		with := sum(level)
		if with == 0 {
			continue
		}
		rows++
		for class, mass := range level {
			if of[class] > 0 {
				expected := with * of[class] / n
				chi2 += (mass - expected) * (mass - expected) / expected
			}
		}
	}
	if rows < 2 || cols < 2 {
		reason := stats.Say(lang, "rien ne varie parmi les cas renseignés", "nothing varies among recorded cases")
		l.Test, l.Strength = stats.Test{Reason: reason}, stats.Estimate{Reason: reason}
		return
	}
	df := float64((rows - 1) * (cols - 1))
	l.Test = stats.Test{Name: stats.Say(lang, "Khi-2 de Pearson", "Pearson chi-square"), Statistic: chi2, DF: df, P: tail.ChiSquared(chi2, df)}
	l.Strength = stats.Estimate{Value: math.Sqrt(min(1, chi2/n/float64(min(rows, cols)-1)))}
}

// numbers describes the classes by a variable of numbers.
func (r *Typology) numbers(s subject, rows [][]int) {
	l := r.count(s, rows)
	values, weights := make([][]float64, len(rows)), make([][]float64, len(rows))
	for class, members := range rows {
		for _, row := range members {
			if s.missing(row) == stats.Recorded {
				values[class], weights[class] = append(values[class], s.number(row)), append(weights[class], r.weight(row))
			}
		}
	}
	mean, sd := moments(slices.Concat(values...), slices.Concat(weights...))
	n := sum(l.masses[0])
	inside, groups := 0.0, 0
	for class, x := range values {
		if len(x) == 0 {
			continue
		}
		groups++
		m, own := moments(x, weights[class])
		nk := l.masses[0][class]
		inside += nk * own * own
		if r.Classes[class].Small {
			continue
		}
		trait := NumberTrait{Link: len(r.Links), N: len(x), Mean: m, Overall: mean, SD: own, OverallSD: sd, P: 1}
		if sd == 0 || len(x) == l.N || n <= 1 {
			trait.VTest = stats.Estimate{Reason: stats.Say(r.Spec.Lang, "rien à comparer : la variable ne varie pas, ou tous sont dans la classe", "nothing to compare: the variable does not vary, or all are in the class")}
		} else {
			trait.VTest.Value = (m - mean) / (sd * math.Sqrt((n-nk)/((n-1)*nk)))
			trait.P = tail.Normal(trait.VTest.Value)
		}
		r.Classes[class].Numbers = append(r.Classes[class].Numbers, trait)
	}
	l.Strength, l.Test = explained(inside, n*sd*sd, groups, l.N, r.Spec.Lang)
	r.Links = append(r.Links, l)
}

// explained is eta² and its F test, from the sums of squares inside groups and of
// all; both are undefined where nothing varies or there are too few cases.
func explained(inside, total float64, groups, n int, lang string) (stats.Estimate, stats.Test) {
	d1, d2 := float64(groups-1), float64(n-groups)
	if total == 0 || d1 < 1 || d2 < 1 {
		reason := stats.Say(lang, "rien ne varie, ou trop peu de cas", "nothing varies, or too few cases")
		return stats.Estimate{Reason: reason}, stats.Test{Reason: reason, P: 1}
	}
	eta2, f := max(0, 1-inside/total), math.Inf(1)
	if inside > 0 {
		f = eta2 / d1 / (1 - eta2) * d2
	}
	return stats.Estimate{Value: eta2}, stats.Test{Name: stats.Say(lang, "F de Fisher", "F test"), Statistic: f, DF: d1, P: tail.F(f, d1, d2)}
}

// moments are the weighted mean and standard deviation, which divides by the
// weights; 0 where it is but rounding.
func moments(x, w []float64) (mean, sd float64) {
	total := sum(w)
	for i, v := range x {
		mean += w[i] * v / total
	}
	rest, squares := 0.0, 0.0
	for i, v := range x {
		rest += w[i] * (v - mean) / total
	}
	mean += rest
	for i, v := range x {
		squares += w[i] * (v - mean) * (v - mean) / total
	}
	if sd = math.Sqrt(squares); sd <= 1e-14*math.Abs(mean) {
		sd = 0
	}
	return mean, sd
}
