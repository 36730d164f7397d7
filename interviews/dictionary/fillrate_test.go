package dictionary

import (
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
)

const (
	ok  = stats.Recorded
	nr  = stats.NotRecorded
	so  = stats.NotApplicable
	rf  = stats.Refused
	nsp = stats.DoesNotKnow
	ill = stats.Unreadable
)

// files has five rows, and a column of every kind of missing.
func files() *stats.Table {
	numbers := func(name string, missing ...stats.Missing) stats.Column {
		return stats.Variable{Name: name}.Numbers(make([]float64, 5), missing)
	}
	return stats.MustTable("dossiers",
		numbers("half", nr, so, rf, ok, ok),
		numbers("full"),
		numbers("nobody", so, so, so, so, so),
		numbers("none", nr, nsp, ill, rf, so),
		numbers("tie", ok, ill, nsp, ok, so),
		stats.Variable{Name: "name", Identifying: true}.Texts(make([]string, 5), nil),
		stats.Variable{Name: "remark"}.Texts(make([]string, 5), []stats.Missing{ok, ok, ok, ok, nr}))
}

func names(t *testing.T, table *stats.Table) string {
	t.Helper()
	c, err := table.Texts("variable")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for row := range table.Len() {
		list = append(list, c.Show(row, ""))
	}
	return strings.Join(list, " ")
}

func TestFillRates(t *testing.T) {
	f, err := FillRates{}.Of(files())
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		name                string
		recorded, concerned int
		rate                float64
	}{{"half", 2, 4, 50}, {"full", 5, 5, 100}, {"nobody", 0, 0, -1}, {"none", 0, 4, 0}, {"tie", 2, 4, 50}, {"remark", 4, 5, 80}}
	if len(f.Rates) != len(want) || f.N != 5 {
		t.Fatalf("%d rates of %d rows", len(f.Rates), f.N)
	}
	for i, w := range want {
		r := f.Rates[i]
		if r.Variable.Name != w.name || r.Missing[ok] != w.recorded || r.Concerned != w.concerned || r.Rate.Defined() != (w.rate >= 0) || r.Rate.Defined() && r.Rate.Value != w.rate {
			t.Errorf("%s: %+v, want %+v", w.name, r, w)
		}
	}
	// The mean is of the five rates that are defined.
	if f.Mean.Value != 56 {
		t.Errorf("mean %v, want 56", f.Mean)
	}
	if r := f.Rates[3].Missing; r[nr] != 1 || r[nsp] != 1 || r[ill] != 1 || r[rf] != 1 || r[so] != 1 {
		t.Errorf("reasons %v", r)
	}
}

func TestFillRatesOrder(t *testing.T) {
	for _, c := range []struct {
		spec FillRates
		want string
	}{
		{FillRates{}, "none half tie remark full nobody Moyenne (6 variables)"},
		{FillRates{Declared: true}, "half full nobody none tie remark Moyenne (6 variables)"},
		{FillRates{Most: 2}, "none half Moyenne (6 variables)"},
		{FillRates{Most: 20, Lang: "en"}, "none half tie remark full nobody Mean (6 variables)"},
		{FillRates{Columns: []string{"tie", "full"}, Declared: true}, "tie full Moyenne (2 variables)"},
	} {
		f, err := c.spec.Of(files())
		if err != nil {
			t.Fatal(err)
		}
		table := f.Tables()[0]
		if got := names(t, table); got != c.want || table.Totals() != 1 {
			t.Errorf("%+v: %s, want %s", c.spec, got, c.want)
		}
	}
}

func TestFillRatesOfOddTables(t *testing.T) {
	if _, err := (FillRates{Columns: []string{"haff"}}).Of(files()); err == nil || !strings.Contains(err.Error(), `did you mean "half"`) {
		t.Errorf("an unknown column: %v", err)
	}
	for name, table := range map[string]*stats.Table{"no columns": {}, "no rows": files().Rows(nil), "names only": stats.MustTable("", stats.Variable{Name: "n", Identifying: true}.Flags([]bool{true}, nil))} {
		f, err := FillRates{}.Of(table)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if f.Mean.Defined() || f.Tables()[0].Len() != len(f.Rates)+1 || f.String() == "" {
			t.Errorf("%s: mean %v, %d rows", name, f.Mean, f.Tables()[0].Len())
		}
		for _, r := range f.Rates {
			if r.Rate.Defined() {
				t.Errorf("%s: %s has a rate", name, r.Variable.Name)
			}
		}
	}
	one, err := FillRates{}.Of(files().Head(1))
	if err != nil || one.Rates[0].Rate.Value != 0 || one.Rates[1].Rate.Value != 100 {
		t.Errorf("one row: %+v (%v)", one, err)
	}
}

// What the frequency tables hide cannot be had back from the fill rates beside
// them: not from the counts, the rate, the mean or the place in the order.
func TestFillRatesHideWithTheFrequencies(t *testing.T) {
	const n = 60
	levels := stats.Levels("a")
	codes, missing, kept := make([]int, n), make([]stats.Missing, n), make([]stats.Missing, n)
	for row := range n {
		if row >= 3 { // three rows are too few to be shown, and those not recorded give them back
			missing[row] = nr
		}
		if row%2 == 0 {
			kept[row] = nr
		}
	}
	table := stats.MustTable("", stats.Variable{Name: "level"}.Categories(levels, false, codes, missing),
		stats.Variable{Name: "flag"}.Flags(make([]bool, n), kept))
	masked := func(result stats.Counted) *stats.Table {
		var masks []stats.Mask
		for _, counts := range result.Counts() {
			pattern, err := disclosure.Suppression{Below: 5}.Of(counts)
			if err != nil {
				t.Fatal(err)
			}
			masks = append(masks, pattern.Mask)
		}
		return result.Hide(masks).Tables()[0]
	}
	described, err := stats.Describe{}.Of(table)
	if err != nil {
		t.Fatal(err)
	}
	filled, err := FillRates{}.Of(table)
	if err != nil {
		t.Fatal(err)
	}
	theirs, ours := masked(described), masked(filled)
	recorded, err := theirs.Column("renseignes")
	if err != nil {
		t.Fatal(err)
	}
	if recorded.Missing(0) != stats.Secret || recorded.Missing(1) != stats.Recorded {
		t.Fatalf("the frequency tables were to hide the first column only:\n%s", theirs)
	}
	if got := names(t, ours); got != "flag level Moyenne (2 variables)" {
		t.Errorf("the hidden column is not last: %s", got)
	}
	for _, c := range ours.Columns()[1:] {
		if c.Missing(0) != stats.Recorded || c.Missing(1) != stats.Secret {
			t.Errorf("%s: %s, %s", c.Variable().Name, c.Missing(0), c.Missing(1))
		}
	}
	if rate, _ := ours.Column("taux"); rate.Missing(2) != stats.Secret {
		t.Error("the mean gives the hidden rate back")
	}
	// The masks that hide nothing change nothing.
	var none []stats.Mask
	for _, counts := range filled.Counts() {
		mask := make(stats.Mask, len(counts.Cells))
		for i := range mask {
			mask[i] = make([]bool, len(counts.Cells[i]))
		}
		none = append(none, mask)
	}
	if got, want := filled.Hide(none).Tables()[0].String(), filled.Tables()[0].String(); got != want {
		t.Errorf("nothing to hide:\n%s\nwant\n%s", got, want)
	}
}

func TestFillRatesDoNotDependOnTheOrderOfRows(t *testing.T) {
	rows := []int{4, 2, 0, 3, 1}
	before, err := FillRates{}.Of(files())
	if err != nil {
		t.Fatal(err)
	}
	after, err := FillRates{}.Of(files().Rows(rows))
	if err != nil || before.String() != after.String() || !slices.Equal(before.Rates, after.Rates) {
		t.Errorf("%s\n%s\n%v", before, after, err)
	}
}
