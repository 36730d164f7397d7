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
// of the variable and counted. Of flags and sets only the yes is described.
//
// Beyond 1.96 a v-test says more than a random draw of as many cases would; where
// the variable helped to make the classes it is no test, and only puts in order.
// Agrees with R's FactoMineR::catdes.
type Profiles struct {
	Classes string   // column of categories or flags
	Columns []string // none: all categories, flags, sets and numbers
	// MinSize is the size under which a class is not described: it would speak of
	// persons, not of a type; 0 is 5.
	MinSize int
	P       float64 // up to which tables and cards show; 0 is 0.05
	Cases   string  // what a row of the data is, in the plural; "dossiers"
	Lang    string  // "en" for English; French otherwise
}

// Typology is the result of Profiles.
type Typology struct {
	Spec    Profiles
	N       int                 // cases with a class
	Missing stats.MissingCounts // rows by reason for having no class
	Classes []Profile           // in the order of levels; those without a case too
	Links   []Link              // by variable, in the order of columns
	// Warnings also name the classes that are too small to be described.
	Warnings []string
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

	counts [][]int // level, then reason for missing × class
	labels []string
	yesNo  bool
}

// Of describes the classes.
func (s Profiles) Of(t *stats.Table) (*Typology, error) {
	r := &Typology{Spec: s}
	if r.Spec.MinSize == 0 {
		r.Spec.MinSize = 5
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
	subjects, err := subjectsOf(t, r.Spec.Columns, r.Spec.Lang, r.Spec.Classes)
	if err != nil {
		return err
	}
	r.Missing = c.MissingCounts()
	r.N = r.Missing[stats.Recorded]
	rows := make([][]int, len(found[0].levels))
	for row := range t.Len() {
		if c.Missing(row) == stats.Recorded {
			class := found[0].code(row)
			rows[class] = append(rows[class], row)
		}
	}
	var small []string
	for class, level := range found[0].levels {
		p := Profile{Level: level, N: len(rows[class]), Small: len(rows[class]) < r.Spec.MinSize}
		if r.N > 0 {
			p.Share = 100 * float64(p.N) / float64(r.N)
		}
		if p.Small && p.N > 0 {
			small = append(small, level.Title())
		}
		r.Classes = append(r.Classes, p)
	}
	for _, s := range subjects {
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
			r.Spec.MinSize, wordOf(r.Spec.Cases, r.Spec.Lang), titles(small, r.Spec.Lang)))
	}
	return nil
}

// count counts a variable with levels against the classes, missing ones last.
func (r *Typology) count(s subject, rows [][]int) Link {
	l := Link{Variable: s.variable, Levels: s.levels, yesNo: s.yesNo}
	for _, level := range s.levels {
		l.labels = append(l.labels, level.Title())
	}
	if s.number != nil {
		l.labels = []string{stats.Recorded.Label(r.Spec.Lang)}
	}
	known := len(l.labels)
	all := make([][]int, known+int(stats.Secret)+1)
	for i := range all {
		all[i] = make([]int, len(rows))
	}
	for class, members := range rows {
		for _, row := range members {
			reason := s.column.Missing(row)
			l.Missing[reason]++
			switch {
			case reason != stats.Recorded:
				all[known+int(reason)][class]++
			case s.number != nil:
				all[0][class]++
			default:
				all[s.code(row)][class]++
			}
		}
	}
	l.N = l.Missing[stats.Recorded]
	l.counts = all[:known]
	for reason := stats.NotRecorded; reason <= stats.Secret; reason++ {
		if l.Missing[reason] > 0 {
			l.labels = append(l.labels, reason.Label(r.Spec.Lang))
			l.counts = append(l.counts, all[known+int(reason)])
		}
	}
	return l
}

func sum(counts []int) int {
	total := 0
	for _, n := range counts {
		total += n
	}
	return total
}

// levels describes the classes by the levels of a variable.
func (r *Typology) levels(s subject, rows [][]int) {
	l := r.count(s, rows)
	of := make([]int, len(rows)) // cases of each class with a value
	for _, counts := range l.counts[:len(s.levels)] {
		for class, n := range counts {
			of[class] += n
		}
	}
	l.chiSquare(l.counts[:len(s.levels)], of, r.Spec.Lang)
	for level, counts := range l.counts[:len(s.levels)] {
		with := sum(counts)
		if with == 0 || s.yesNo && level == 0 {
			continue
		}
		for class := range r.Classes {
			p := &r.Classes[class]
			if p.Small || of[class] == 0 {
				continue
			}
			trait := LevelTrait{
				Link: len(r.Links), Level: level, N: counts[class],
				InClass: 100 * float64(counts[class]) / float64(of[class]),
				OfLevel: 100 * float64(counts[class]) / float64(with),
				Overall: 100 * float64(with) / float64(l.N),
			}
			n := counts[class]
			below, at, above := exact.Tails(n, with-n, of[class]-n, l.N-with-of[class]+n)
			trait.P = min(2*below+at, 2*above+at, 1)
			trait.VTest = vTest(trait.P, trait.InClass-trait.Overall)
			if with == l.N || of[class] == l.N {
				trait.VTest = stats.Estimate{Reason: stats.Say(r.Spec.Lang, "rien à comparer : tous l'ont, ou tous sont dans la classe", "nothing to compare: all have it, or all are in the class")}
			}
			p.Levels = append(p.Levels, trait)
		}
	}
	r.Links = append(r.Links, l)
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
func (l *Link) chiSquare(counts [][]int, of []int, lang string) {
	n, chi2 := float64(l.N), 0.0
	rows, cols := 0, 0
	for _, total := range of {
		if total > 0 {
			cols++
		}
	}
	for _, level := range counts {
		with := sum(level)
		if with == 0 {
			continue
		}
		rows++
		for class, count := range level {
			if of[class] > 0 {
				expected := float64(with) * float64(of[class]) / n
				chi2 += (float64(count) - expected) * (float64(count) - expected) / expected
			}
		}
	}
	if rows < 2 || cols < 2 {
		l.undefined(lang)
		return
	}
	df := float64((rows - 1) * (cols - 1))
	l.Test = stats.Test{Name: stats.Say(lang, "Khi-2 de Pearson", "Pearson chi-square"), Statistic: chi2, DF: df, P: tail.ChiSquared(chi2, df)}
	l.Strength = stats.Estimate{Value: math.Sqrt(min(1, chi2/n/float64(min(rows, cols)-1)))}
}

func (l *Link) undefined(lang string) {
	reason := stats.Say(lang, "rien ne varie parmi les cas renseignés", "nothing varies among recorded cases")
	l.Test, l.Strength = stats.Test{Reason: reason}, stats.Estimate{Reason: reason}
}

// numbers describes the classes by a variable of numbers.
func (r *Typology) numbers(s subject, rows [][]int) {
	l := r.count(s, rows)
	values := make([][]float64, len(rows))
	for class, members := range rows {
		for _, row := range members {
			if s.column.Missing(row) == stats.Recorded {
				values[class] = append(values[class], s.number(row))
			}
		}
	}
	mean, sd := moments(slices.Concat(values...))
	n := float64(l.N)
	inside, groups := 0.0, 0
	for class, x := range values {
		if len(x) == 0 {
			continue
		}
		groups++
		m, own := moments(x)
		nk := float64(len(x))
		inside += nk * own * own
		if r.Classes[class].Small {
			continue
		}
		trait := NumberTrait{Link: len(r.Links), N: len(x), Mean: m, Overall: mean, SD: own, OverallSD: sd}
		if sd == 0 || nk == n {
			trait.VTest = stats.Estimate{Reason: stats.Say(r.Spec.Lang, "rien à comparer : la variable ne varie pas, ou tous sont dans la classe", "nothing to compare: the variable does not vary, or all are in the class")}
			trait.P = 1
		} else {
			trait.VTest.Value = (m - mean) / (sd * math.Sqrt((n-nk)/((n-1)*nk)))
			trait.P = tail.Normal(trait.VTest.Value)
		}
		r.Classes[class].Numbers = append(r.Classes[class].Numbers, trait)
	}
	d1, d2 := float64(groups-1), n-float64(groups)
	if sd == 0 || d1 < 1 || d2 < 1 {
		l.undefined(r.Spec.Lang)
	} else {
		eta2 := max(0, 1-inside/(n*sd*sd))
		f := eta2 / d1 / (1 - eta2) * d2
		if inside == 0 {
			f = math.Inf(1)
		}
		l.Test = stats.Test{Name: stats.Say(r.Spec.Lang, "F de Fisher", "F test"), Statistic: f, DF: d1, P: tail.F(f, d1, d2)}
		l.Strength = stats.Estimate{Value: eta2}
	}
	r.Links = append(r.Links, l)
}

// moments are the mean and the standard deviation, which divides by n; 0 where it
// is but rounding.
func moments(x []float64) (mean, sd float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	rest, squares := 0.0, 0.0
	for _, v := range x {
		rest += v - mean
	}
	if len(x) > 0 {
		mean += rest / float64(len(x))
	}
	for _, v := range x {
		squares += (v - mean) * (v - mean) / float64(len(x))
	}
	if sd = math.Sqrt(squares); sd <= 1e-14*math.Abs(mean) {
		sd = 0
	}
	return mean, sd
}
