package stats

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats/internal/golden"
	"github.com/askoria/verbatim/stats/internal/rank"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// nearby compares ends that R finds by an iteration, to a distance.
func nearby(g *golden.Case, got float64, reason string, distance float64, path ...any) {
	g.Helper()
	want, _ := g.Get(path...)
	number, isNumber := want.(float64)
	g.Compared++
	switch {
	case isNumber != (reason == ""):
		g.Errorf("%v: the reference has %v, ours %v (%s)", path, want, got, reason)
	case isNumber && !(math.Abs(got-number) <= distance):
		g.Errorf("%v = %.17g, want %.17g", path, got, number)
	}
}

// refuses tells whether the reference has no number at a path, nor below it.
func refuses(g *golden.Case, path ...any) bool {
	for i := range path {
		at, there := g.Get(path[:i+1]...)
		if !there {
			return i > 0
		}
		if object, ok := at.(map[string]any); ok {
			if _, refused := object["r_error"]; refused {
				return true
			}
			continue
		}
		if _, number := at.(float64); i < len(path)-1 || !number {
			if _, list := at.([]any); !list {
				return true
			}
		}
	}
	return false
}

// same is Same where the reference may have refused, or where it answers a
// constant: with what rounding left of a variance, or with a p of 1.
func same(g *golden.Case, got float64, reason string, tolerance float64, path ...any) {
	g.Helper()
	want, _ := g.Get(path...)
	number, isNumber := want.(float64)
	_, limit := want.(string)
	switch {
	case refuses(g, path...) && !limit, limit && reason != "", isNumber && reason != "" && (number == 1 || math.Abs(number) > 1e12 || math.Abs(number) < 1e-100):
		if g.Compared++; reason == "" {
			g.Errorf("%v: the reference refuses, ours is %v", path, got)
		}
	default:
		g.Same(got, reason, tolerance, path...)
	}
}

// missingInterval is the reason of an estimate, or that it has no interval.
func missingInterval(e Estimate) string {
	if e.Confidence == 0 {
		return or(e.Reason, "no interval")
	}
	return e.Reason
}

func TestGoldenMannWhitney(t *testing.T) {
	golden.Each(t, "mannwhitney", func(g *golden.Case) {
		by, value := g.Rows[0][0], g.Rows[0][1]
		labels := g.Column(by)
		for i, label := range labels {
			if label == "NA" {
				labels[i] = ""
			}
		}
		data := MustTable("", Variable{Name: by}.Labelled(labels...), goldenNumbers(g, value))
		c, err := Compare{Value: value, By: by}.Of(data)
		if err != nil { // R refuses a single group
			if g.Compared++; !refuses(g, "student") {
				g.Fatal(err)
			}
			return
		}
		r, m := c.Ranks, c.Means
		same(g, float64(c.Groups[0].N), "", 0, "n1")
		same(g, float64(c.Groups[1].N), "", 0, "n2")
		same(g, r.W.Value, r.W.Reason, 0, "W")
		same(g, r.MannWhitney.P, r.MannWhitney.Reason, 1e-10, "pAsymptoticContinuity")
		same(g, r.Uncorrected.P, r.Uncorrected.Reason, 1e-10, "pAsymptotic")
		// With ties R warns and gives the asymptotic p under this name.
		if _, warned := g.Get("pExactNoTies", "r_warning"); warned {
			same(g, r.MannWhitney.P, r.MannWhitney.Reason, 1e-10, "pExactNoTies")
		} else {
			same(g, r.MannWhitneyExact.P, r.MannWhitneyExact.Reason, 1e-10, "pExactNoTies")
		}
		same(g, r.Uncorrected.Statistic, r.Uncorrected.Reason, 1e-10, "exactConditional", "Z")
		same(g, r.MannWhitneyExact.P, r.MannWhitneyExact.Reason, 1e-10, "exactConditional", "p")
		if want, _ := g.Get("pExactRankTests"); want == 1.0 && !r.MannWhitneyExact.Defined() {
			g.Compared++ // of a constant: a p where there is nothing to test
		} else {
			same(g, r.MannWhitneyExact.P, r.MannWhitneyExact.Reason, 1e-10, "pExactRankTests")
		}
		same(g, r.Greater.P, r.Greater.Reason, 1e-10, "pGreaterContinuity")
		same(g, r.Less.P, r.Less.Reason, 1e-10, "pLessContinuity")
		// Where ties or size make R search for the zero of a step function, any
		// number between the two middle differences is one; ours is their middle.
		x, y := c.samples[0].sorted, c.samples[1].sorted
		pairs := len(x) * len(y)
		gap := rank.KthDifference(x, y, pairs/2+1) - rank.KthDifference(x, y, (pairs+1)/2)
		if !refuses(g, "hodgesLehmann") {
			nearby(g, r.Shift.Value, r.Shift.Reason, 1e-3+gap/2, "hodgesLehmann", "estimate")
			nearby(g, r.Shift.Low, r.Shift.Reason, 1e-3, "hodgesLehmann", "ci", 0)
			nearby(g, r.Shift.High, r.Shift.Reason, 1e-3, "hodgesLehmann", "ci", 1)
		}
		same(g, r.CliffDelta.Value, r.CliffDelta.Reason, 1e-12, "rankBiserial")
		if equal, _ := g.Get("cliffDelta_equals_rankBiserial"); equal != true {
			g.Errorf("the reference finds two values of delta")
		}
		g.Compared++
		for name, with := range map[string]struct {
			test Test
			gap  Estimate
		}{"student": {m.Student, m.Pooled}, "welch": {m.Welch, m.Difference}} {
			same(g, with.test.Statistic, with.test.Reason, 1e-11, name, "statistic")
			same(g, with.test.DF, with.test.Reason, 1e-12, name, "parameter", "df")
			same(g, with.test.P, with.test.Reason, 1e-10, name, "p")
			if !refuses(g, name) { // ours has means without a test
				same(g, c.Groups[0].Values.Mean.Value, "", 1e-12, name, "estimate", 0)
				same(g, c.Groups[1].Values.Mean.Value, "", 1e-12, name, "estimate", 1)
			}
			same(g, with.gap.Low, missingInterval(with.gap), 1e-10, name, "ci", 0)
			same(g, with.gap.High, missingInterval(with.gap), 1e-10, name, "ci", 1)
		}
		if want, _ := g.Get("cohenD"); want != "NA" { // R has no variance of one case; ours is that of the other group
			same(g, m.CohenD.Value, m.CohenD.Reason, 1e-11, "cohenD")
		}
	})
}

func TestGoldenKruskalANOVA(t *testing.T) {
	golden.Each(t, "kruskal_anova", func(g *golden.Case) {
		by, value := g.Rows[0][0], g.Rows[0][1]
		// R takes levels in the order of the alphabet, or of the numbers.
		found, _ := g.Get("groups")
		groups, _ := found.(map[string]any)
		codes := map[string]int{}
		var levels []Level
		for _, code := range slices.SortedFunc(maps.Keys(groups), func(a, b string) int {
			x, errX := strconv.ParseFloat(a, 64)
			y, errY := strconv.ParseFloat(b, 64)
			if errX == nil && errY == nil {
				return cmp.Compare(x, y)
			}
			return strings.Compare(a, b)
		}) {
			codes[code] = len(levels)
			levels = append(levels, Level{Code: code})
		}
		cells := g.Column(by)
		at, missing := make([]int, len(cells)), make([]Missing, len(cells))
		for i, cell := range cells {
			var known bool
			if at[i], known = codes[cell]; !known {
				missing[i] = NotRecorded
			}
		}
		data := MustTable("", Variable{Name: by}.Categories(levels, true, at, missing), goldenNumbers(g, value))
		c, err := Compare{Value: value, By: by}.Of(data)
		if err != nil { // R refuses a single group
			if g.Compared++; !refuses(g, "kruskal") {
				g.Fatal(err)
			}
			return
		}
		same(g, float64(c.N), "", 0, "n")
		for _, group := range c.Groups {
			q, code := group.Values, group.Level.Code
			same(g, float64(group.N), "", 0, "groups", code, "n")
			same(g, q.Mean.Value, q.Mean.Reason, 1e-12, "groups", code, "mean")
			same(g, q.SD.Value, q.SD.Reason, 1e-12, "groups", code, "sd")
			same(g, q.Median.Value, q.Median.Reason, 1e-12, "groups", code, "median")
			same(g, group.MeanRank.Value, group.MeanRank.Reason, 1e-12, "meanRanks", code)
		}
		r, m, s := c.Ranks, c.Means, c.Spread
		same(g, r.KruskalWallis.Statistic, r.KruskalWallis.Reason, 1e-11, "kruskal", "statistic")
		same(g, r.KruskalWallis.DF, r.KruskalWallis.Reason, 0, "kruskal", "parameter", "df")
		same(g, r.KruskalWallis.P, r.KruskalWallis.Reason, 1e-10, "kruskal", "p")
		same(g, r.Epsilon2.Value, r.Epsilon2.Reason, 1e-11, "epsilon2")
		same(g, r.Eta2.Value, r.Eta2.Reason, 1e-11, "eta2H")
		f := func(name, statistic, df1, df2 string, test Test) {
			same(g, test.Statistic, test.Reason, 1e-10, name, statistic)
			same(g, test.P, test.Reason, 1e-10, name, "p")
			if df1 != "" {
				path := []any{name}
				if name == "welch" {
					path = append(path, "parameter")
				}
				same(g, test.DF, test.Reason, 1e-12, append(path, df1)...)
				same(g, test.DF2, test.Reason, 1e-11, append(path, df2)...)
			}
		}
		f("anova", "F", "df1", "df2", m.ANOVA)
		same(g, m.Between.Value, m.Between.Reason, 1e-10, "anova", "ssBetween")
		same(g, m.Within.Value, m.Within.Reason, 1e-10, "anova", "ssWithin")
		f("welch", "statistic", "num df", "denom df", m.WelchANOVA)
		f("leveneMean", "F", "", "", s.Levene)
		f("leveneMedian", "F", "", "", s.BrownForsythe)
		f("bartlett", "statistic", "", "", s.Bartlett)
		same(g, s.Bartlett.DF, s.Bartlett.Reason, 0, "bartlett", "parameter", "df")
		same(g, r.Jonckheere.Statistic, r.Jonckheere.Reason, 0, "jonckheere", "statistic")
		if _, warned := g.Get("jonckheere", "r_warning"); warned {
			// DescTools' normal law leaves the ties out of the variance.
			n, squares, cubes := float64(c.N), 0.0, 0.0
			for _, group := range c.Groups {
				x := float64(group.N)
				squares, cubes = squares+x*x, cubes+x*x*(2*x+3)
			}
			z := (r.Jonckheere.Statistic - (n*n-squares)/4) / math.Sqrt((n*n*(2*n+3)-cubes)/72)
			same(g, tail.Normal(z), "", 1e-10, "jonckheere", "p")
		} else {
			same(g, r.JonckheereExact.P, r.JonckheereExact.Reason, 1e-10, "jonckheere", "p")
		}
		for i, p := range c.Pairs {
			if refuses(g, "dunn") {
				break
			}
			a, b := c.Groups[p.A].Level.Code, c.Groups[p.B].Level.Code
			if name, _ := g.Get("dunn", i, "comparison"); name != a+" - "+b {
				g.Fatalf("pair %d is %v, ours %s - %s", i, name, a, b)
			}
			same(g, p.Dunn.Statistic, p.Dunn.Reason, 1e-10, "dunn", i, "Z")
			same(g, p.Dunn.P, p.Dunn.Reason, 1e-10, "dunn", i, "p")
		}
		var dunn []Test
		for _, p := range c.Pairs {
			dunn = append(dunn, p.Dunn)
		}
		for adjust, name := range map[Adjustment]string{Holm: "holm", BH: "BH", Bonferroni: "bonferroni"} {
			for i, test := range adjust.Of(dunn) {
				if !refuses(g, "dunn") {
					same(g, test.P, test.Reason, 1e-10, "dunn", i, name)
				}
			}
		}
		// TukeyHSD lists pairs column by column, each the later group less the earlier.
		if found, _ = g.Get("tukey"); !c.Means.ANOVA.Defined() {
			found = nil // R works with what rounding left of the variance
		}
		list, _ := found.([]any)
		for i := range list {
			name, _ := g.Get("tukey", i, "comparison")
			j := slices.IndexFunc(c.Pairs, func(p GroupPair) bool {
				return name == c.Groups[p.B].Level.Code+"-"+c.Groups[p.A].Level.Code
			})
			if j < 0 {
				g.Fatalf("no pair %v", name)
			}
			p := c.Pairs[j]
			same(g, -p.Difference.Value, p.Difference.Reason, 1e-10, "tukey", i, "diff")
			// qtukey stops where its steps are below 1e-4.
			nearby(g, -p.Difference.High, p.Difference.Reason, 1e-4*(p.Difference.High-p.Difference.Low), "tukey", i, "lwr")
			nearby(g, -p.Difference.Low, p.Difference.Reason, 1e-4*(p.Difference.High-p.Difference.Low), "tukey", i, "upr")
			// R subtracts from 1 what it finds to about 1e-10.
			nearby(g, p.Tukey.P, p.Tukey.Reason, 1e-10, "tukey", i, "p adj")
		}
		if note, ok := g.Get("gamesHowellNote"); ok && !strings.Contains(note.(string), "not in base R") {
			g.Errorf("the case has Games-Howell values now: compare them")
		}
	})
}
