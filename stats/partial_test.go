package stats

import (
	"math"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats/internal/golden"
)

func TestGoldenPartialCorrelation(t *testing.T) {
	golden.Each(t, "partial_correlation", func(g *golden.Case) {
		names := g.Rows[0]
		var columns []Column
		for _, name := range names {
			columns = append(columns, goldenNumbers(g, name))
		}
		data, err := NewTable("", columns...)
		if err != nil {
			g.Fatal(err)
		}
		for measure, key := range map[Measure]string{Pearson: "pearson", Spearman: "spearman"} {
			p, err := PartialCorrelation{X: names[0], Y: names[1], Given: names[2:], Measure: measure}.Of(data)
			if err != nil {
				g.Fatal(err)
			}
			g.Where(float64(p.N), "", 0, "n")
			g.Compared++
			_, refused := g.Get(key, "r_error")
			if _, whole := g.Get("r_error"); whole || refused {
				if p.Value.Defined() {
					g.Errorf("R refuses, ours is %v", p.Value)
				}
				continue
			}
			// The reference inverts the correlation matrix: Longley's costs it digits.
			g.Same(p.Value.Value, p.Value.Reason, 1e-9, key, "r")
			g.Same(p.Test.DF, p.Test.Reason, 0, key, "df")
			g.Same(p.Test.Statistic, p.Test.Reason, 1e-9, key, "t")
			g.Same(p.Test.P, p.Test.Reason, 1e-8, key, "p")
			if p.Value.Confidence > 0 { // without room R's formula gives -1 to 1
				g.Same(p.Value.Low, p.Value.Reason, 1e-9, key, "ciFisher", 0)
				g.Same(p.Value.High, p.Value.Reason, 1e-9, key, "ciFisher", 1)
			}
			// What the case calls semi-partial is none (one of them is -1.0097); ours
			// is never larger than the partial one.
			if math.Abs(p.SemiPartial.Value) > math.Abs(p.Value.Value)+1e-12 || p.SemiPartial.Value*p.Value.Value < 0 {
				g.Errorf("semi-partial %v, partial %v", p.SemiPartial.Value, p.Value.Value)
			}
		}
	})
}

func TestPartialCorrelationOfResiduals(t *testing.T) {
	// One control: the textbook formula from the three plain correlations.
	x, y, z := []float64{1, 3, 2, 5, 4, 6, 9}, []float64{2, 1, 4, 3, 7, 5, 6}, []float64{1, 1, 2, 4, 3, 3, 7}
	data := MustTable("", Variable{Name: "x"}.Numbers(x, nil), Variable{Name: "y"}.Numbers(y, nil), Variable{Name: "z"}.Numbers(z, nil))
	p, err := PartialCorrelation{X: "x", Y: "y", Given: []string{"z"}}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	xy, xz, yz := pearson(x, y), pearson(x, z), pearson(y, z)
	want := (xy - xz*yz) / math.Sqrt((1-xz*xz)*(1-yz*yz))
	semi := (xy - xz*yz) / math.Sqrt(1-yz*yz)
	if !close(p.Value.Value, want, 1e-12) || !close(p.SemiPartial.Value, semi, 1e-12) || !close(p.Plain.Value, xy, 1e-12) {
		t.Errorf("%v, want %v; semi-partial %v, want %v", p.Value.Value, want, p.SemiPartial.Value, semi)
	}
	if !strings.Contains(p.String(), "association") {
		t.Errorf("no reading: %s", p)
	}
	turned, _ := PartialCorrelation{X: "y", Y: "x", Given: []string{"z"}}.Of(data)
	if !close(turned.Value.Value, p.Value.Value, 1e-12) {
		t.Errorf("%v, turned %v", p.Value, turned.Value)
	}
}

func TestPartialCorrelationNamesWhatIsWrong(t *testing.T) {
	n := func(name string, values ...float64) Column { return Variable{Name: name}.Numbers(values, nil) }
	data := MustTable("",
		n("x", 1, 3, 2, 5, 4, 6, 9), n("y", 2, 1, 4, 3, 7, 5, 6), n("z", 1, 1, 2, 4, 3, 3, 7),
		n("flat", 2, 2, 2, 2, 2, 2, 2), n("twice", 2, 2, 4, 8, 6, 6, 14), n("sum", 3, 2, 6, 7, 10, 8, 13),
		Variable{Name: "kind"}.Labelled("a", "b", "c", "a", "b", "c", "a"),
		Variable{Name: "none"}.Numbers(make([]float64, 7), []Missing{NotRecorded, NotRecorded, NotRecorded, NotRecorded, NotRecorded, NotRecorded, NotRecorded}))
	for _, c := range []struct {
		given []string
		says  string
	}{
		{[]string{"flat"}, "flat"},
		{[]string{"z", "twice"}, "« twice » est une combinaison linéaire de : z"},
		{[]string{"z", "sum"}, "« y » est entièrement donnée par : z, sum"},
		{[]string{"none"}, "aucun dossier"},
	} {
		p, err := PartialCorrelation{X: "x", Y: "y", Given: c.given}.Of(data)
		if err != nil {
			t.Fatal(err)
		}
		if p.Value.Defined() || p.Test.Defined() || !strings.Contains(strings.ReplaceAll(p.Value.Reason, "\u00a0", " "), c.says) {
			t.Errorf("%v: %q", c.given, p.Value.Reason)
		}
		if p.String() == "" {
			t.Error("nothing to read")
		}
	}
	p, _ := PartialCorrelation{X: "x", Y: "y", Given: []string{"z"}}.Of(data.Rows([]int{0, 1, 2, 3}))
	if !p.Value.Defined() || p.Value.Confidence != 0 || p.Test.DF != 1 {
		t.Errorf("four cases, one control: %v, %v", p.Value, p.Test)
	}
	for _, s := range []PartialCorrelation{{X: "x", Y: "y"}, {X: "x", Y: "x", Given: []string{"z"}}, {X: "x", Y: "y", Given: []string{"kind"}}, {X: "x", Y: "y", Given: []string{"z"}, Measure: TauB}} {
		if _, err := s.Of(data); err == nil {
			t.Errorf("%v: no error", s)
		}
	}
}
