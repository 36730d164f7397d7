package agreement

import (
	"math"
	"reflect"
	"testing"

	"github.com/askoria/verbatim/stats"
)

func TestBootstrap(t *testing.T) {
	data := drawn(200, 3, 3, 0.1)
	plain := of(t, Coders{}, data)
	s := Coders{Draws: 999, Seed: 3}
	a, again := of(t, s, data), of(t, s, data)
	if !reflect.DeepEqual(values(a), values(again)) {
		t.Error("the same seed gives other figures")
	}
	if plain.Alpha.Value.Value != a.Alpha.Value.Value || a.Alpha.Linear != plain.Alpha.Linear {
		t.Error("drawing changes the value or the linearised interval")
	}
	// Both intervals are of independent units.
	for k, c := range a.coefficients() {
		if l := c.Linear; l.Confidence > 0 && (math.Abs(l.Low-c.Value.Low) > 0.1*(l.High-l.Low) || math.Abs(l.High-c.Value.High) > 0.1*(l.High-l.Low)) {
			t.Errorf("coefficient %d: drawn %v, linearised %v", k, c.Value, l)
		}
	}
	// Ten times the same rows under ten names tell no more than once.
	var rows []int
	var names []string
	for i := range data.Len() {
		for range 10 {
			rows, names = append(rows, i), append(names, string(rune('a'+i%26))+string(rune('a'+i/26)))
		}
	}
	grown, err := data.Rows(rows).With(stats.Variable{Name: "tour"}.Texts(names, nil))
	if err != nil {
		t.Fatal(err)
	}
	clustered := of(t, Coders{Cluster: "tour", Seed: 3}, grown)
	wide, narrow := clustered.Alpha.Value, clustered.Alpha.Linear
	if width := wide.High - wide.Low; width < 2.5*(narrow.High-narrow.Low) || clustered.Clusters != 200 {
		t.Errorf("clusters: %v beside %v", wide, narrow)
	}
	near(t, "width by cluster", wide.High-wide.Low, a.Alpha.Value.High-a.Alpha.Value.Low, 0.02)
	single := grown.Head(10)
	if one := of(t, Coders{Cluster: "tour"}, single); one.Alpha.Value.Confidence != 0 {
		t.Error("one cluster gives an interval")
	}
}

func BenchmarkCoders100000x10(b *testing.B) {
	data := drawn(100_000, 10, 5, 0.1)
	for b.Loop() {
		if _, err := (Coders{Columns: data.Names()}).Of(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBootstrap1000(b *testing.B) {
	data := drawn(1000, 10, 5, 0.1)
	for b.Loop() {
		if _, err := (Coders{Columns: data.Names(), Draws: 1000}).Of(data); err != nil {
			b.Fatal(err)
		}
	}
}
