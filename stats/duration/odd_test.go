package duration

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/askoria/verbatim/stats"
)

// durations are a table of times and events in one or more groups.
func durations(times []float64, events []bool, groups ...string) *stats.Table {
	columns := []stats.Column{
		stats.Variable{Name: "duree", Unit: "mois"}.Numbers(times, nil),
		stats.Variable{Name: "fin"}.Flags(events, nil),
	}
	if groups != nil {
		columns = append(columns, stats.Variable{Name: "groupe"}.Labelled(groups...))
	}
	return stats.MustTable("", columns...)
}

var simple = Clock{Time: "duree", Event: "fin"}

func must[R any](t *testing.T) func(r R, err error) R {
	return func(r R, err error) R {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
}

func TestAllCensored(t *testing.T) {
	data := durations([]float64{3, 5, 8, 9}, make([]bool, 4), "a", "b", "a", "b")
	km := must[*Survival](t)(KaplanMeier{Clock: simple}.Of(data))
	if c := km.Curves[0]; c.Steps[3].Survival.Value != 1 || c.Median.Time.Reason != "non atteinte" || c.Restricted.Value != 9 {
		t.Errorf("got %+v", c)
	}
	lr := must[*LogRankTest](t)(LogRank{Clock: simple, By: "groupe"}.Of(data))
	if !strings.HasPrefix(lr.Test.Reason, "non calculable") || lr.Test.P != 0 || lr.Trend.Defined() {
		t.Errorf("log-rank: %+v", lr.Test)
	}
	cox := must[*CoxModel](t)(Cox{Clock: simple, Predictors: []string{"groupe"}}.Of(data))
	for _, reason := range []string{cox.Coefficients[0].Log.Reason, cox.Wald.Reason, cox.Score.Reason, cox.LikelihoodRatio.Reason, cox.Concordance.Reason, cox.Global.Reason} {
		if reason == "" {
			t.Errorf("a figure without a reason: %+v", cox)
		}
	}
	ci := must[*Incidence](t)(CumulativeIncidence{Clock: simple, By: "groupe"}.Of(data))
	if len(ci.Causes) != 1 || ci.Gray[0].Defined() || ci.Curves[0].Steps[0].Causes[0].Share.Value != 0 {
		t.Errorf("incidence: %+v", ci)
	}
	checkText(t, km, lr, cox, ci)
}

// checkText fails where a text or a table shows a number that is none.
func checkText(t *testing.T, results ...interface {
	stats.Counted
	String() string
},
) {
	t.Helper()
	for _, r := range results {
		for _, text := range []string{"NaN", "Inf", "%!"} {
			if strings.Contains(r.String(), text) {
				t.Errorf("%s in\n%s", text, r)
			}
		}
		for _, table := range r.Tables() {
			_ = stats.Printer{Rows: -1}.Of(table)
		}
		var masks []stats.Mask
		for _, c := range r.Counts() {
			if len(c.Cells) != len(c.Rows)+1 {
				t.Errorf("%s: %d rows of counts, want %d", c.Title, len(c.Cells), len(c.Rows)+1)
			}
			var mask stats.Mask
			for i, row := range c.Cells {
				if len(c.Cols) > 1 && len(row) != len(c.Cols)+1 {
					t.Errorf("%s: %d columns of counts, want %d", c.Title, len(row), len(c.Cols)+1)
				}
				for j, n := range row {
					sum := 0
					for _, other := range c.Cells[:len(c.Rows)] {
						sum += other[j]
					}
					if i == len(c.Rows) && sum != n {
						t.Errorf("%s: column %d adds up to %d, total %d", c.Title, j, sum, n)
					}
				}
				mask = append(mask, make([]bool, len(row)))
			}
			masks = append(masks, mask)
		}
		for _, table := range r.Hide(masks).Tables() {
			if strings.Contains((stats.Printer{Rows: -1}).Of(table), "secret") {
				t.Errorf("hidden without a mask: %s", table)
			}
		}
	}
}

func TestNoRowOneRow(t *testing.T) {
	for _, n := range []int{0, 1} {
		data := durations([]float64{4}[:n], []bool{true}[:n], []string{"a"}[:n]...)
		if n == 0 {
			data = durations(nil, nil, []string{}...)
		}
		km := must[*Survival](t)(KaplanMeier{Clock: simple, By: "groupe"}.Of(data))
		lr := must[*LogRankTest](t)(LogRank{Clock: simple, By: "groupe"}.Of(data))
		cox := must[*CoxModel](t)(Cox{Clock: simple, Predictors: []string{"groupe"}}.Of(data))
		ci := must[*Incidence](t)(CumulativeIncidence{Clock: simple, By: "groupe"}.Of(data))
		if lr.Test.Defined() || cox.Wald.Defined() || len(km.Curves) != n || len(ci.Curves) != n {
			t.Errorf("%d rows: %+v %+v", n, lr.Test, cox.Wald)
		}
		checkText(t, km, lr, cox, ci)
		whole := must[*Survival](t)(KaplanMeier{Clock: simple}.Of(data))
		checkText(t, whole)
		if n == 1 {
			c := whole.Curves[0]
			if c.Steps[0].Survival.Value != 0 || c.Steps[0].SE.Defined() || c.Median.Time.Value != 4 || c.Median.Low.Defined() {
				t.Errorf("one row: %+v", c)
			}
		} else if whole.Curves[0].Restricted.Defined() {
			t.Error("no row has a mean")
		}
	}
}

func TestTimeZero(t *testing.T) {
	km := must[*Survival](t)(KaplanMeier{Clock: simple, At: []float64{0, 1}}.Of(durations([]float64{0, 0, 2, 3}, []bool{true, false, true, true})))
	c := km.Curves[0]
	if s := c.Steps[0]; s.Time != 0 || s.Events != 1 || s.Censored != 1 || s.Survival.Value != 0.75 {
		t.Errorf("at 0: %+v", s)
	}
	if c.At[0].AtRisk != 4 || c.At[0].Survival.Value != 0.75 || c.At[1].AtRisk != 2 {
		t.Errorf("chosen times: %+v", c.At)
	}
}

// t <- c(0.1+0.2, 0.3, 0.5, 0, 0.7); survfit(Surv(t, c(1, 1, 0, 1, 1)) ~ 1)
func TestRoundingMakesNoTimes(t *testing.T) {
	tenth := 0.1
	km := must[*Survival](t)(KaplanMeier{Clock: simple}.Of(durations([]float64{tenth + 0.2, 0.3, 0.5, 0, 0.7}, []bool{true, true, false, true, true})))
	want := []Step{{Time: 0, AtRisk: 5, Events: 1}, {Time: 0.3, AtRisk: 4, Events: 2}, {Time: 0.5, AtRisk: 2, Censored: 1}, {Time: 0.7, AtRisk: 1, Events: 1}}
	for i, s := range km.Curves[0].Steps {
		if i >= len(want) || s.Time != want[i].Time || s.AtRisk != want[i].AtRisk || s.Events != want[i].Events || s.Censored != want[i].Censored {
			t.Fatalf("step %d: %+v", i, s)
		}
	}
}

func TestSeparationIsNamed(t *testing.T) {
	times := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	events := []bool{true, true, true, true, true, false, false, false, false, false}
	data := durations(times, events, "oui", "oui", "oui", "oui", "oui", "non", "non", "non", "non", "non")
	data, err := data.With(stats.Variable{Name: "age"}.Numbers([]float64{3, 1, 4, 1, 5, 9, 2, 6, 5, 3}, nil))
	if err != nil {
		t.Fatal(err)
	}
	for _, ties := range []Ties{Efron, Breslow, Exact} {
		m := must[*CoxModel](t)(Cox{Clock: simple, Predictors: []string{"groupe", "age"}, Ties: ties}.Of(data))
		if c := m.Coefficients[0]; !strings.Contains(c.Ratio.Reason, stats.Quoted("", "groupe : non")+" sépare") || m.Wald.Defined() || !m.LikelihoodRatio.Defined() {
			t.Errorf("%s: %+v", ties, c)
		}
		if len(m.Warnings) == 0 || !strings.Contains(m.Warnings[0], "sépare") {
			t.Errorf("warnings %q", m.Warnings)
		}
		checkText(t, m)
	}
	fg := must[*SubdistributionModel](t)(FineGray{Clock: simple, Predictors: []string{"groupe"}, Cause: "oui"}.Of(data))
	if fg.Coefficients[0].Log.Defined() || fg.Wald.Defined() {
		t.Errorf("fine and gray: %+v", fg.Coefficients[0])
	}
	checkText(t, fg)
	// A strong but finite effect is no separation.
	m := must[*CoxModel](t)(Cox{Clock: simple, Predictors: []string{"groupe"}}.Of(durations(times, events, "non", "oui", "oui", "oui", "oui", "non", "non", "non", "non", "non")))
	if !m.Coefficients[0].Log.Defined() {
		t.Errorf("refused: %+v", m.Coefficients[0])
	}
}

func TestRedundantPredictors(t *testing.T) {
	data := durations([]float64{1, 2, 3, 4, 5, 6}, []bool{true, true, false, true, true, false}, "a", "b", "a", "b", "a", "b")
	data, err := data.With(
		stats.Variable{Name: "x"}.Numbers([]float64{0, 1, 0, 1, 0, 1}, nil),
		stats.Variable{Name: "un"}.Numbers([]float64{1, 1, 1, 1, 1, 1}, nil),
		stats.Variable{Name: "seul"}.Labelled("z", "z", "z", "z", "z", "z"))
	if err != nil {
		t.Fatal(err)
	}
	m := must[*CoxModel](t)(Cox{Clock: simple, Predictors: []string{"un", "groupe", "x", "seul"}}.Of(data))
	for i, defined := range []bool{false, true, false, false} {
		if m.Coefficients[i].Log.Defined() != defined || m.Proportionality[i].Defined() != defined {
			t.Errorf("%s: %+v", m.Coefficients[i].Title(""), m.Coefficients[i].Log)
		}
	}
	if m.LikelihoodRatio.DF != 1 || m.Score.DF != 1 {
		t.Errorf("df %v", m.LikelihoodRatio.DF)
	}
	checkText(t, m)
}

func day(text string) time.Time {
	d, err := time.Parse("2006-01-02", text)
	if err != nil {
		panic(err)
	}
	return d
}

func dates(name string, missing stats.Missing, texts ...string) *stats.Dates {
	values, reasons := make([]time.Time, len(texts)), make([]stats.Missing, len(texts))
	for i, text := range texts {
		if text == "" {
			reasons[i] = missing
			continue
		}
		values[i] = day(text)
	}
	return stats.Variable{Name: name}.Dates(values, reasons)
}

func TestDates(t *testing.T) {
	data := stats.MustTable("",
		dates("debut", stats.NotRecorded, "2023-01-01", "2023-01-31", "2023-03-01", "2023-06-01", "", "2024-02-01"),
		dates("fin", stats.NotApplicable, "2023-01-01", "2023-03-02", "", "2024-06-01", "2023-05-05", ""))
	clock := Clock{From: "debut", To: "fin", ObservedUntil: day("2023-12-31")}
	km := must[*Survival](t)(KaplanMeier{Clock: clock}.Of(data))
	steps := km.Curves[0].Steps
	want := []Step{{Time: 0, AtRisk: 4, Events: 1}, {Time: 30, AtRisk: 3, Events: 1}, {Time: 213, AtRisk: 2, Censored: 1}, {Time: 305, AtRisk: 1, Censored: 1}}
	for i, w := range want {
		if s := steps[i]; s.Time != w.Time || s.AtRisk != w.AtRisk || s.Events != w.Events || s.Censored != w.Censored {
			t.Errorf("step %d: %+v, want %+v", i, s, w)
		}
	}
	if km.N != 4 || km.Missing[stats.NotRecorded] != 1 || km.Missing[stats.NotApplicable] != 1 || km.Unit != "jours" {
		t.Errorf("n %d, missing %v", km.N, km.Missing)
	}
	clock.Unit = Months
	if m := must[*Survival](t)(KaplanMeier{Clock: clock}.Of(data)); m.Curves[0].Steps[1].Time != 30/30.4375 || m.Unit != "mois" {
		t.Errorf("months: %+v", m.Curves[0].Steps[1])
	}
}

// Waits: who has no start yet waits until observation ends; a wait that nobody
// dated is left out.
func TestWaits(t *testing.T) {
	data := stats.MustTable("",
		dates("decision", stats.NotRecorded, "2023-01-01", "2023-01-01", "2023-01-01", "2023-01-01"),
		dates("mise_en_oeuvre", stats.Unreadable, "2023-02-01", "", "2023-01-11", "2023-01-21"),
		dates("vu", stats.NotRecorded, "2023-12-31", "2023-12-31", "2023-12-31", "2023-01-15"))
	km := must[*Survival](t)(KaplanMeier{Clock: Clock{From: "decision", To: "mise_en_oeuvre", Observed: "vu"}, Still: "en attente"}.Of(data))
	if c := km.Curves[0]; c.N != 3 || c.Events != 2 || c.Steps[1].Time != 14 || c.Steps[1].Censored != 1 || km.Missing[stats.Unreadable] != 1 {
		t.Errorf("%+v %v", c.Steps, km.Missing)
	}
	if !strings.Contains(km.String(), "sont encore en attente") {
		t.Error(km)
	}
}

func TestRefused(t *testing.T) {
	numbers := stats.MustTable("",
		stats.Variable{Name: "duree"}.Numbers([]float64{3, -1, 4, -2}, nil),
		stats.Variable{Name: "entree"}.Numbers([]float64{1, 0, 5, 0}, nil),
		stats.Variable{Name: "fin"}.Flags(make([]bool, 4), nil),
		stats.Variable{Name: "motif"}.Labelled("a", "b", "a", "c"),
		stats.Variable{Name: "note"}.Texts(make([]string, 4), nil))
	positive := stats.MustTable("", append(numbers.Columns()[1:],
		stats.Variable{Name: "duree"}.Numbers([]float64{3, 1, 4, 2}, nil),
		dates("debut", stats.NotRecorded, "2023-01-05", "2023-01-05", "2023-01-05", "2023-01-05"),
		dates("sortie", stats.NotRecorded, "2023-01-06", "2023-01-04", "", ""))...)
	ok := Clock{Time: "duree", Event: "fin"}
	for _, c := range []struct {
		want string
		err  error
	}{
		{"row 2, 4", fails(KaplanMeier{Clock: Clock{Time: "duree"}}.Of(numbers))},
		{"after the end in row 3", fails(KaplanMeier{Clock: Clock{Time: "duree", Entry: "entree"}}.Of(positive))},
		{`column "sortie" is before column "debut" in row 2`, fails(KaplanMeier{Clock: Clock{From: "debut", To: "sortie", ObservedUntil: day("2024-01-01")}}.Of(positive))},
		{"set ObservedUntil", fails(KaplanMeier{Clock: Clock{From: "debut", To: "sortie"}}.Of(positive))},
		{"name the two dates or the number", fails(KaplanMeier{}.Of(positive))},
		{"need both From and To", fails(KaplanMeier{Clock: Clock{From: "debut"}}.Of(positive))},
		{"its own unit", fails(KaplanMeier{Clock: Clock{Time: "duree", Unit: Months}}.Of(positive))},
		{`did you mean "duree"`, fails(KaplanMeier{Clock: Clock{Time: "dure"}}.Of(positive))},
		{"no level", fails(CumulativeIncidence{Clock: Clock{Time: "duree", Event: "motif", Censored: []string{"d"}}}.Of(positive))},
		{"not categories", fails(LogRank{Clock: ok, By: "note"}.Of(positive))},
		{"By names the column", fails(LogRank{Clock: ok}.Of(positive))},
		{"Rho", fails(LogRank{Clock: ok, By: "motif", Rho: math.NaN()}.Of(positive))},
		{"no column", fails(Cox{Clock: ok, Predictors: []string{"mot"}}.Of(positive))},
		{"names no column", fails(Cox{Clock: ok}.Of(positive))},
		{"named twice", fails(Cox{Clock: ok, Predictors: []string{"motif", "motif"}}.Of(positive))},
		{"no cause", fails(Cox{Clock: Clock{Time: "duree", Event: "motif"}, Cause: "z", Predictors: []string{"fin"}}.Of(positive))},
		{"no level", fails(Cox{Clock: ok, Predictors: []string{"motif"}, References: map[string]string{"motif": "z"}}.Of(positive))},
		{"reference for a predictor", fails(Cox{Clock: ok, Predictors: []string{"motif"}, References: map[string]string{"fin": "oui"}}.Of(positive))},
		{"Confidence", fails(KaplanMeier{Clock: ok, Confidence: 95}.Of(positive))},
		{"Quantiles", fails(KaplanMeier{Clock: ok, Quantiles: []float64{50}}.Of(positive))},
		{"At holds", fails(KaplanMeier{Clock: ok, At: []float64{-1}}.Of(positive))},
		{"delayed entry", fails(FineGray{Clock: Clock{Time: "duree", Event: "motif", Entry: "entree"}, Cause: "a", Predictors: []string{"fin"}}.Of(positive))},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("error %v, want one with %q", c.err, c.want)
		}
	}
}

func fails[R any](_ R, err error) error { return err }

// Where a file says of some measures that they go on, an end that was not recorded
// is no sign of that.
func TestEndsNotRecorded(t *testing.T) {
	day := func(text string) time.Time {
		d, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	starts := []time.Time{day("2023-01-01"), day("2023-01-01"), day("2023-01-01")}
	ends := []time.Time{day("2023-03-01"), {}, {}}
	for _, test := range []struct {
		third stats.Missing
		n     int
	}{{stats.NotRecorded, 3}, {stats.NotApplicable, 2}} {
		data := stats.MustTable("",
			stats.Variable{Name: "debut"}.Dates(starts, nil),
			stats.Variable{Name: "fin"}.Dates(ends, []stats.Missing{stats.Recorded, stats.NotRecorded, test.third}))
		km, err := KaplanMeier{Clock: Clock{From: "debut", To: "fin", ObservedUntil: day("2023-12-31")}}.Of(data)
		if err != nil || km.N != test.n || km.Missing[stats.NotRecorded] != 3-test.n {
			t.Errorf("%v: %d cases, %d not recorded, %v", test.third, km.N, km.Missing[stats.NotRecorded], err)
		}
	}
}
