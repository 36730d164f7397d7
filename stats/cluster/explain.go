package cluster

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// Explain says what goes with a variable of numbers: other numbers, by their
// correlation, from the highest; variables with levels, by the share of variance
// that goes with them, from the smallest p; and levels, by their effect, from the
// positive side to the negative. Cases without one of the two values are left out
// and counted. Undefined where nothing varies. Nothing here is a cause. Agrees
// with R's FactoMineR::condes, which makes a level of missing values.
type Explain struct {
	Number  string
	Columns []string // none: all categories, flags, sets and numbers
	// MissingLevels makes of each reason for missing a level like others.
	MissingLevels bool
	P             float64 // up to which tables show; 0 is 0.05
	Cases         string  // what a row of the data is, in the plural; "dossiers"
	Lang          string  // "en" for English; French otherwise
}

// Explanation is the result of Explain.
type Explanation struct {
	Spec      Explain
	Variable  stats.Variable
	N         int                 // rows with a number
	Missing   stats.MissingCounts // rows by reason for having none
	Numbers   []NumberLink
	Variables []VariableLink
	Levels    []LevelLink
	Warnings  []string
}

// NumberLink is another number that goes with it.
type NumberLink struct {
	stats.Variable
	N int            // rows with both
	R stats.Estimate // correlation
	P float64        // of Student's t; 1 where R is undefined
}

// VariableLink is a variable with levels that goes with it.
type VariableLink struct {
	stats.Variable
	N    int            // rows with both
	Eta2 stats.Estimate // share of the variance
	Test stats.Test     // F

	counts []int
	levels []stats.Level
}

// LevelLink is a level that goes with it.
type LevelLink struct {
	Variable stats.Variable
	Level    stats.Level
	N        int
	Mean     float64
	Effect   float64 // the mean less the mean of the means of the variable's levels
	P        float64 // of the level against all others; 1 where nothing varies

	variable, at int // in Variables and its levels
}

// Of looks for what goes with the number.
func (s Explain) Of(t *stats.Table) (*Explanation, error) {
	if s.P == 0 {
		s.P = 0.05
	}
	c, err := t.Numbers(s.Number)
	if err != nil {
		return nil, fmt.Errorf("explain: %w", err)
	}
	subjects, err := subjectsOf(t, s.Columns, s.Lang, s.Number)
	if err != nil {
		return nil, fmt.Errorf("explain: %w", err)
	}
	r := &Explanation{Spec: s, Variable: c.Variable(), Missing: c.MissingCounts()}
	r.N = r.Missing[stats.Recorded]
	for _, subject := range subjects {
		if s.MissingLevels {
			subject = subject.everyLevel(s.Lang)
		}
		var rows []int
		var y []float64
		for row := range t.Len() {
			if x, ok := c.At(row); ok && subject.missing(row) == stats.Recorded {
				rows, y = append(rows, row), append(y, x)
			}
		}
		if subject.number != nil {
			r.number(subject, rows, y)
		} else {
			r.levels(subject, rows, y)
		}
	}
	slices.SortStableFunc(r.Numbers, func(a, b NumberLink) int { return cmp.Compare(b.R.Value, a.R.Value) })
	slices.SortStableFunc(r.Variables, func(a, b VariableLink) int { return cmp.Compare(a.Test.P, b.Test.P) })
	order := map[string]int{}
	for i, v := range r.Variables {
		order[v.Name] = i
	}
	for i := range r.Levels {
		r.Levels[i].variable = order[r.Levels[i].Variable.Name]
	}
	// The positive side from the smallest p on, then the negative one to it.
	slices.SortStableFunc(r.Levels, func(a, b LevelLink) int {
		switch {
		case a.Effect > 0 != (b.Effect > 0):
			return cmp.Compare(b.Effect, a.Effect)
		case a.Effect > 0:
			return cmp.Compare(a.P, b.P)
		}
		return cmp.Compare(b.P, a.P)
	})
	return r, nil
}

func (r *Explanation) number(s subject, rows []int, y []float64) {
	x := make([]float64, len(rows))
	for i, row := range rows {
		x[i] = s.number(row)
	}
	l := NumberLink{Variable: s.variable, N: len(rows), P: 1}
	each := slices.Repeat([]float64{1}, len(x))
	mx, sx := moments(x, each)
	my, sy := moments(y, each)
	if sx == 0 || sy == 0 || len(rows) < 3 {
		l.R.Reason = stats.Say(r.Spec.Lang, "rien ne varie, ou trop peu de cas", "nothing varies, or too few cases")
	} else {
		for i := range x {
			l.R.Value += (x[i] - mx) / sx * ((y[i] - my) / sy) / float64(len(x))
		}
		l.R.Value = max(-1, min(1, l.R.Value))
		l.P = studentOf(l.R.Value, len(rows))
	}
	r.Numbers = append(r.Numbers, l)
}

// studentOf is the p of a correlation over n cases.
func studentOf(r float64, n int) float64 {
	df := float64(n - 2)
	return tail.StudentT(r*math.Sqrt(df/((1-r)*(1+r))), df)
}

func (r *Explanation) levels(s subject, rows []int, y []float64) {
	v := VariableLink{Variable: s.variable, N: len(rows), levels: s.levels, counts: make([]int, len(s.levels))}
	of := make([][]float64, len(s.levels))
	for i, row := range rows {
		code := s.code(row)
		of[code] = append(of[code], y[i])
		v.counts[code]++
	}
	each := slices.Repeat([]float64{1}, len(y))
	mean, sd := moments(y, each)
	n, inside, middle, groups := float64(len(y)), 0.0, 0.0, 0
	means := make([]float64, len(of))
	for level, x := range of {
		if len(x) == 0 {
			continue
		}
		m, own := moments(x, each[:len(x)])
		means[level] = m
		inside += float64(len(x)) * own * own
		middle += m
		groups++
	}
	middle /= float64(groups)
	v.Eta2, v.Test = explained(inside, n*sd*sd, groups, len(y), r.Spec.Lang)
	for level, x := range of {
		if len(x) == 0 || s.yesNo && level == 0 {
			continue
		}
		l := LevelLink{Variable: s.variable, Level: s.levels[level], N: len(x), Mean: means[level], Effect: means[level] - middle, P: 1, at: level}
		if share := float64(len(x)) / n; sd > 0 && groups > 1 && len(y) > 2 {
			l.P = studentOf(max(-1, min(1, (means[level]-mean)/sd*math.Sqrt(share/(1-share)))), len(y))
		}
		r.Levels = append(r.Levels, l)
	}
	r.Variables = append(r.Variables, v)
}
