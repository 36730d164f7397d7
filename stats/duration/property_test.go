package duration

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// leukaemia is the table of Freireich and others (1963), weeks in remission under
// placebo and 6-MP, on which Cox (1972) shows his model.
func leukaemia() *stats.Table {
	times := []float64{
		6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35,
		1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23,
	}
	events := make([]bool, 42)
	var groups []string
	for i := range events {
		events[i] = i >= 21
		groups = append(groups, []string{"6-MP", "placebo"}[i/21])
	}
	for _, i := range []int{0, 1, 2, 4, 6, 9, 10, 14, 15} {
		events[i] = true
	}
	return durations(times, events, groups...)
}

func TestLeukaemia(t *testing.T) {
	km := must[*Survival](t)(KaplanMeier{Clock: simple, By: "groupe"}.Of(leukaemia()))
	if c := km.Curves[1]; c.Median.Time.Value != 8 || km.Curves[0].Median.Time.Value != 23 {
		t.Errorf("medians %v and %v, published 23 and 8", km.Curves[0].Median.Time, c.Median.Time)
	}
	var falls []float64
	for _, s := range km.Curves[0].Steps {
		if s.Events > 0 {
			falls = append(falls, math.Round(1000*s.Survival.Value)/1000)
		}
	}
	if want := []float64{0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448}; !slices.Equal(falls, want) {
		t.Errorf("survival %v, published %v", falls, want)
	}
	same(t, "log-rank", must[*LogRankTest](t)(LogRank{Clock: simple, By: "groupe"}.Of(leukaemia())).Test.Statistic, 16.7929409892165)
	same(t, "Peto", must[*LogRankTest](t)(LogRank{Clock: simple, By: "groupe", Rho: 1}.Of(leukaemia())).Test.Statistic, 14.4571508187171)
	for ties, want := range map[Ties]float64{Efron: 1.57212514882907, Breslow: 1.50919141258588, Exact: 1.62824395159206} {
		m := must[*CoxModel](t)(Cox{Clock: simple, Predictors: []string{"groupe"}, Ties: ties}.Of(leukaemia()))
		same(t, ties.String(), m.Coefficients[0].Log.Value, want)
	}
}

// results are all methods on one table.
func results(t *testing.T, data *stats.Table, clock Clock) []stats.Tabler {
	t.Helper()
	cause := clock
	cause.Event = "cause"
	return []stats.Tabler{
		must[*Survival](t)(KaplanMeier{Clock: clock, By: "g", Horizon: 20}.Of(data)),
		must[*LogRankTest](t)(LogRank{Clock: clock, By: "g"}.Of(data)),
		must[*CoxModel](t)(Cox{Clock: clock, Predictors: []string{"g", "x"}}.Of(data)),
		must[*Incidence](t)(CumulativeIncidence{Clock: cause, By: "g"}.Of(data)),
		must[*CoxModel](t)(Cox{Clock: cause, Predictors: []string{"g", "x"}, Cause: "2"}.Of(data)),
	}
}

// written is every table in full, as text.
func written(list []stats.Tabler) string {
	var text strings.Builder
	for _, r := range list {
		for _, table := range r.Tables() {
			text.WriteString(stats.Printer{Rows: -1}.Of(table))
		}
	}
	return text.String()
}

// unlike is the first line in which two texts differ.
func unlike(a, b string) string {
	one, two := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(one), len(two)) {
		if one[i] != two[i] {
			return fmt.Sprintf("%q instead of %q", one[i], two[i])
		}
	}
	return "one is longer"
}

func TestOrderOfRowsChangesNothing(t *testing.T) {
	data := entries(t)
	rows := rand.New(rand.NewPCG(3, 4)).Perm(data.Len())
	for _, clock := range []Clock{late, {Time: "time", Event: "event"}} {
		before := written(results(t, data, clock))
		if after := written(results(t, data.Rows(rows), clock)); after != before {
			t.Errorf("rows in another order: %s", unlike(after, before))
		}
		if again := written(results(t, data, clock)); again != before {
			t.Error("the same input gives other tables")
		}
	}
}

func TestSharesAddUpToOne(t *testing.T) {
	cause := late
	cause.Event = "cause"
	for _, clock := range []Clock{cause, {Time: "time", Event: "cause"}} {
		r := must[*Incidence](t)(CumulativeIncidence{Clock: clock, By: "g"}.Of(entries(t)))
		clock.Event = "event"
		km := must[*Survival](t)(KaplanMeier{Clock: clock, By: "g"}.Of(entries(t)))
		for i, c := range r.Curves {
			for j, s := range c.Steps {
				sum := s.Still.Value
				for _, cause := range s.Causes {
					sum += cause.Share.Value
				}
				same(t, "sum of shares", sum, 1)
				same(t, "still going on", s.Still.Value, km.Curves[i].Steps[j].Survival.Value)
				same(t, "its error", s.StillSE, km.Curves[i].Steps[j].SE.Value)
			}
		}
	}
}

// With one cause, the share ended is one minus the curve, with the same error.
func TestOneCauseIsKaplanMeier(t *testing.T) {
	r := must[*Incidence](t)(CumulativeIncidence{Clock: simple, By: "groupe"}.Of(leukaemia()))
	km := must[*Survival](t)(KaplanMeier{Clock: simple, By: "groupe"}.Of(leukaemia()))
	for i, c := range r.Curves {
		for j, s := range c.Steps {
			same(t, "share", s.Causes[0].Share.Value, 1-km.Curves[i].Steps[j].Survival.Value)
			same(t, "error", s.Causes[0].SE, km.Curves[i].Steps[j].SE.Value)
		}
	}
}

// The log-rank test is the score test of the model with exact ties.
func TestLogRankIsScoreTest(t *testing.T) {
	for _, data := range []*stats.Table{leukaemia(), many(300)} {
		clock := simple
		if data.Len() == 300 {
			clock = days100000
		}
		lr := must[*LogRankTest](t)(LogRank{Clock: clock, By: "groupe"}.Of(data))
		cox := must[*CoxModel](t)(Cox{Clock: clock, Predictors: []string{"groupe"}, Ties: Exact}.Of(data))
		same(t, "score", cox.Score.Statistic, lr.Test.Statistic)
	}
}

// Everything in every stratum twice: the model stays, its variance halves.
func TestStrataOfCopies(t *testing.T) {
	one := entries(t)
	flags := func(yes bool, n int) stats.Column {
		values := make([]bool, n)
		for i := range values {
			values[i] = yes
		}
		return stats.Variable{Name: "copie"}.Flags(values, nil)
	}
	first, err := one.With(flags(false, one.Len()))
	if err != nil {
		t.Fatal(err)
	}
	second, err := one.With(flags(true, one.Len()))
	if err != nil {
		t.Fatal(err)
	}
	both, err := first.Append(second)
	if err != nil {
		t.Fatal(err)
	}
	spec := Cox{Clock: late, Predictors: []string{"g", "x"}}
	alone := must[*CoxModel](t)(spec.Of(one))
	spec.Strata = "copie"
	double := must[*CoxModel](t)(spec.Of(both))
	for i, c := range alone.Coefficients {
		same(t, "coefficient", double.Coefficients[i].Log.Value, c.Log.Value)
		same(t, "variance", double.Variance[i][i], alone.Variance[i][i]/2)
	}
	same(t, "concordance", double.Concordance.Value, alone.Concordance.Value)
}

// Large and far numbers change no test.
func TestScaleOfPredictors(t *testing.T) {
	data := entries(t)
	x, err := data.Numbers("x")
	if err != nil {
		t.Fatal(err)
	}
	values := make([]float64, x.Len())
	for i := range values {
		at, _ := x.At(i)
		values[i] = 1e7 + 1e3*at
	}
	far, err := data.With(stats.Variable{Name: "x"}.Numbers(values, nil))
	if err != nil {
		t.Fatal(err)
	}
	spec := Cox{Clock: late, Predictors: []string{"x"}}
	a, b := must[*CoxModel](t)(spec.Of(data)), must[*CoxModel](t)(spec.Of(far))
	if math.Abs(a.Wald.Statistic-b.Wald.Statistic) > 1e-7 || math.Abs(1e3*b.Coefficients[0].Log.Value-a.Coefficients[0].Log.Value) > 1e-8 {
		t.Errorf("Wald %v and %v", a.Wald, b.Wald)
	}
}

// Concordance by all pairs.
func TestConcordanceIsEveryPair(t *testing.T) {
	data := entries(t)
	m := must[*CoxModel](t)(Cox{Clock: late, Predictors: []string{"g"}}.Of(data))
	s, err := late.read(data, "", true)
	if err != nil {
		t.Fatal(err)
	}
	g, _ := data.Column("g")
	groups, err := s.groupsOf(g)
	if err != nil {
		t.Fatal(err)
	}
	eta := func(i int) float64 {
		if groups.of[i] == 0 {
			return 0
		}
		return m.Coefficients[groups.of[i]-1].Log.Value
	}
	right, all := 0.0, 0.0
	for i := range s.times {
		for j := range s.times {
			met := s.entries[j] < s.times[i] && (s.times[j] > s.times[i] || s.times[j] == s.times[i] && s.causes[j] == 0)
			if s.causes[i] == 0 || !met {
				continue
			}
			all++
			switch {
			case eta(i) == eta(j):
				right += 0.5
			case eta(i) > eta(j):
				right++
			}
		}
	}
	same(t, "concordance", m.Concordance.Value, right/all)
}

func TestHide(t *testing.T) {
	data := entries(t)
	km := must[*Survival](t)(KaplanMeier{Clock: late, By: "g", At: []float64{5, 10, 20}}.Of(data))
	counts := km.Counts()
	if len(counts) != 5 || counts[4].Cells[0][0] != 1 || counts[0].RowsOf != "g" || counts[0].Cells[3][2] != km.N {
		t.Fatalf("counts %+v", counts)
	}
	var masks []stats.Mask
	for _, c := range counts {
		var mask stats.Mask
		for _, row := range c.Cells {
			mask = append(mask, make([]bool, len(row)))
		}
		masks = append(masks, mask)
	}
	masks[0][0][0] = true // group a as a whole
	masks[2][1][1] = true // group b at the second time
	tables := km.Hide(masks).Tables()
	at := tables[1]
	for row := range at.Len() {
		secret := at.Columns()[5].Missing(row) == stats.Secret
		if want := row < 3 || row == 4; secret != want {
			t.Errorf("row %d: secret %v, want %v", row, secret, want)
		}
	}
	// The third time takes what was hidden at the second with it.
	b := km.Curves[1]
	for name, want := range map[string]int{"fins": b.At[1].Events + b.At[2].Events, "censures": b.At[1].Censored + b.At[2].Censored} {
		c, err := at.Numbers(name)
		if err != nil {
			t.Fatal(err)
		}
		if n, ok := c.At(5); !ok || n != float64(want) {
			t.Errorf("%s: %v, want %d", name, n, want)
		}
	}
	for row, want := range []bool{true, false, false} {
		for _, name := range []string{"n", "mediane", "moyenne"} {
			c, err := tables[0].Column(name)
			if err != nil {
				t.Fatal(err)
			}
			if got := c.Missing(row) == stats.Secret; got != want {
				t.Errorf("%s of row %d: secret %v, want %v", name, row, got, want)
			}
		}
	}
	if text := written([]stats.Tabler{km.Hide(masks)}); strings.Contains(text, "n = 60") || strings.Contains(text, "courbe") {
		t.Errorf("told:\n%s", text)
	}
	lr := must[*LogRankTest](t)(LogRank{Clock: late, By: "g"}.Of(data))
	if text := written([]stats.Tabler{lr.Hide(masks[:1])}); strings.Contains(text, "khi-2 =") || strings.Contains(text, "Lecture") {
		t.Errorf("told:\n%s", text)
	}
}

func TestWarningsAndWords(t *testing.T) {
	data := entries(t)
	for _, lang := range []string{"", "en"} {
		clock := Clock{Time: "time", Event: "event"}
		cause := Clock{Time: "time", Event: "cause"}
		checkText(t,
			must[*Survival](t)(KaplanMeier{Clock: clock, By: "g", Lang: lang}.Of(data)),
			must[*LogRankTest](t)(LogRank{Clock: clock, By: "g", Lang: lang}.Of(data)))
		km := fmt.Sprint(must[*Survival](t)(KaplanMeier{Clock: clock, Lang: lang}.Of(data)))
		ci := fmt.Sprint(must[*Incidence](t)(CumulativeIncidence{Clock: cause, By: "g", Lang: lang}.Of(data)))
		cox := fmt.Sprint(must[*CoxModel](t)(Cox{Clock: cause, Cause: "1", Predictors: []string{"g", "x"}, Lang: lang}.Of(data)))
		fg := fmt.Sprint(must[*SubdistributionModel](t)(FineGray{Clock: cause, Cause: "1", Predictors: []string{"g", "x"}, Lang: lang}.Of(data)))
		for _, text := range []string{km, ci, cox, fg} {
			french := strings.Contains(text, "Lecture")
			if french == (lang == "en") {
				t.Errorf("language %q:\n%s", lang, text)
			}
		}
	}
}
