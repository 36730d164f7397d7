package stats

import (
	"math"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats/internal/tail"
)

// Noncentralities at level 0.05 and power 0.8 as tables of power print them
// (Cohen 1988; Haynam, Govindarajulu and Leone 1970).
func TestDetectablePublished(t *testing.T) {
	for df, want := range map[float64]float64{1: 7.849, 2: 9.635, 3: 10.903, 4: 11.935, 10: 16.241} {
		if got := tail.Detectable(df, 0.05, 0.8); math.Abs(got-want) > 6e-4 {
			t.Errorf("df %v: %v, want %v", df, got, want)
		}
	}
}

func TestDetectable(t *testing.T) {
	v, err := Detectable{}.Of(100)
	if err != nil || math.Abs(v-0.28016) > 1e-4 {
		t.Errorf("100 cases: %v, %v", v, err)
	}
	for _, d := range []Detectable{{}, {Rows: 3, Cols: 5}, {Rows: 2, Cols: 4, Alpha: 0.01, Power: 0.9}} {
		for _, v := range []float64{0.1, 0.3, 0.8} {
			n, err := d.Cases(v)
			if err != nil {
				t.Fatal(err)
			}
			enough, _ := d.Of(n)
			short, _ := d.Of(n - 1)
			if enough > v+1e-9 || short <= v {
				t.Errorf("%v: %d cases for V = %v show %v, one less %v", d, n, v, enough, short)
			}
		}
	}
	for _, d := range []Detectable{{Rows: 1}, {Alpha: 0.9}, {Power: 1}, {Power: -1}} {
		if _, err := d.Of(100); err == nil {
			t.Errorf("%v: no error", d)
		}
	}
	if _, err := (Detectable{}).Of(5); err == nil {
		t.Error("5 cases: no error")
	}
	c := crossed2(t, [][]int{{18, 12}, {14, 16}}, CrossTab{})
	if !strings.Contains(strings.Join(c.Warnings, " "), "un V inférieur à 0,36 avait") {
		t.Errorf("%v", c.Warnings)
	}
	if c = crossed2(t, [][]int{{1, 1}, {1, 1}}, CrossTab{}); c.Detectable.Defined() {
		t.Errorf("4 cases: %v", c.Detectable)
	}
}
