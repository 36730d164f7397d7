package sequence

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// CompareSubsequences asks which subsequences of events tell groups apart: the
// chi-square test of having it by group, with Yates' correction for two groups,
// and Pearson residuals. p is for one test; Several is that of as many tests as
// there are subsequences (Šidák). Agrees with R's TraMineR::seqecmpgroup.
type CompareSubsequences struct {
	Lang string // "en" for English; French otherwise
}

// SubsequenceContrast is how a subsequence differs between groups.
type SubsequenceContrast struct {
	EventSubsequence
	Test     stats.Test
	Several  float64   // p of all tests together
	Shares   []float64 // of each group, from 0 to 1
	Residual []float64 // of each group
}

// SubsequenceContrasts is the subsequences that tell groups apart, the clearest first.
type SubsequenceContrasts struct {
	Spec      CompareSubsequences
	Groups    []stats.Level
	Size      []float64 // weight of each group
	Contrasts []SubsequenceContrast
	N         int
	Missing   stats.MissingCounts // sequences without a group, by reason
}

// Of compares groups, one a sequence of the events in the same order.
func (c CompareSubsequences) Of(e *Events, set *EventSubsequenceSet, groups *stats.Categories) (*SubsequenceContrasts, error) {
	if groups == nil || groups.Len() != e.Len() || set.N != e.Len() {
		return nil, fmt.Errorf("compare subsequences: events, subsequences and groups must be of the same %d sequences", e.Len())
	}
	r := &SubsequenceContrasts{Spec: c, Groups: groups.Levels(), Size: make([]float64, len(groups.Levels()))}
	weight := func(i int) float64 {
		if e.Weights == nil {
			return 1
		}
		return e.Weights[i]
	}
	for i := range e.Lists {
		if g, ok := groups.At(i); ok {
			r.N++
			r.Size[g] += weight(i)
		} else {
			r.Missing[groups.Missing(i)]++
		}
	}
	for _, x := range set.Subsequences {
		with := make([]float64, len(r.Size))
		for i, in := range x.In {
			if g, ok := groups.At(i); ok && in {
				with[g] += weight(i)
			}
		}
		contrast := SubsequenceContrast{EventSubsequence: x}
		contrast.fill(with, r.Size, c.Lang)
		contrast.Several = 1 - math.Pow(1-contrast.Test.P, float64(len(set.Subsequences)))
		r.Contrasts = append(r.Contrasts, contrast)
	}
	slices.SortStableFunc(r.Contrasts, func(a, b SubsequenceContrast) int { return cmp.Compare(b.Test.Statistic, a.Test.Statistic) })
	return r, nil
}

// fill tests a table of groups by having it or not.
func (x *SubsequenceContrast) fill(with, size []float64, lang string) {
	present, total, groups := 0.0, 0.0, 0
	for g := range size {
		present += with[g]
		total += size[g]
		if size[g] > 0 {
			groups++
		}
	}
	x.Test = stats.Test{Name: stats.Say(lang, "Khi-2", "Chi-square"), DF: float64(groups - 1), P: 1}
	x.Shares, x.Residual = make([]float64, len(size)), make([]float64, len(size))
	switch {
	case groups < 2:
		x.Test.Reason = stats.Say(lang, "moins de deux groupes", "fewer than two groups")
	case present == 0 || present == total:
		x.Test.Reason = stats.Say(lang, "toutes les séquences l'ont, ou aucune", "all sequences have it, or none")
	}
	yates := 0.0
	if groups == 2 {
		yates = 0.5
		for g := range size {
			if size[g] > 0 {
				yates = min(yates, math.Abs(with[g]-size[g]*present/total))
			}
		}
	}
	for g := range size {
		if size[g] == 0 {
			continue
		}
		x.Shares[g] = with[g] / size[g]
		if !x.Test.Defined() {
			continue
		}
		expected := size[g] * present / total
		rest := size[g] - expected
		x.Residual[g] = (with[g] - expected) / math.Sqrt(expected)
		off := math.Abs(with[g]-expected) - yates
		x.Test.Statistic += off*off/expected + off*off/rest
	}
	if x.Test.Defined() {
		x.Test.P = tail.ChiSquared(x.Test.Statistic, x.Test.DF)
	}
}

// Tables is one row a subsequence, with the share of each group.
func (r *SubsequenceContrasts) Tables() []*stats.Table {
	say := func(french, english string) string { return stats.Say(r.Spec.Lang, french, english) }
	columns := []stats.Column{words("sous_sequence", say("Sous-séquence", "Subsequence"), r.Contrasts, func(x SubsequenceContrast) string { return x.Text })}
	for g, level := range r.Groups {
		columns = append(columns, column(fmt.Sprint("part_", g+1), level.Title()+" (%)", stats.Percent, r.Contrasts, func(x SubsequenceContrast) float64 { return 100 * x.Shares[g] }))
	}
	columns = append(columns,
		estimates("khi2", say("Khi-2", "Chi-square"), stats.Coefficient, r.Contrasts, func(x SubsequenceContrast) stats.Estimate {
			return stats.Estimate{Value: x.Test.Statistic, Reason: x.Test.Reason}
		}),
		estimates("p", "p", stats.PValue, r.Contrasts, func(x SubsequenceContrast) stats.Estimate {
			return stats.Estimate{Value: x.Test.P, Reason: x.Test.Reason}
		}),
		estimates("p_ensemble", say("p, tests réunis", "p, all tests"), stats.PValue, r.Contrasts, func(x SubsequenceContrast) stats.Estimate {
			return stats.Estimate{Value: x.Several, Reason: x.Test.Reason}
		}))
	return []*stats.Table{stats.MustTable(say("Sous-séquences qui distinguent les groupes", "Subsequences that tell groups apart"), columns...).
		Captioned(stats.Caption{Population: fmt.Sprintf(say("%d séquences, %d sans groupe", "%d sequences, %d without a group"), r.N, r.Missing.Total())})}
}

// String is the first subsequences as text.
func (r *SubsequenceContrasts) String() string {
	return stats.Printer{Lang: r.Spec.Lang}.Of(r.Tables()[0])
}
