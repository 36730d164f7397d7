package duration

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// many are invented durations in whole days, with groups, causes and predictors.
func many(n int) *stats.Table {
	r := rand.New(rand.NewPCG(1, 2))
	times, exact, cause := make([]float64, n), make([]float64, n), make([]float64, n)
	var groups []string
	x := make([][]float64, 4)
	for i := range n {
		exact[i] = 1 + r.ExpFloat64()*400
		times[i] = math.Floor(exact[i])
		cause[i] = float64(r.IntN(3))
		groups = append(groups, string(rune('a'+r.IntN(4))))
		for j := range x {
			x[j] = append(x[j], r.NormFloat64())
		}
	}
	columns := []stats.Column{
		stats.Variable{Name: "duree"}.Numbers(times, nil),
		stats.Variable{Name: "instant"}.Numbers(exact, nil),
		stats.Variable{Name: "fin"}.Numbers(cause, nil),
		stats.Variable{Name: "groupe"}.Labelled(groups...),
	}
	for j, name := range []string{"x1", "x2", "x3", "x4"} {
		columns = append(columns, stats.Variable{Name: name}.Numbers(x[j], nil))
	}
	return stats.MustTable("", columns...)
}

const large = 100_000

func bench[R any](b *testing.B, of func(t *stats.Table) (R, error)) {
	data := many(large)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := of(data); err != nil {
			b.Fatal(err)
		}
	}
}

var days100000 = Clock{Time: "duree", Event: "fin"}

func BenchmarkKaplanMeier(b *testing.B) {
	bench(b, KaplanMeier{Clock: days100000, By: "groupe"}.Of)
}

func BenchmarkLogRank(b *testing.B) { bench(b, LogRank{Clock: days100000, By: "groupe"}.Of) }

func BenchmarkCox(b *testing.B) {
	bench(b, Cox{Clock: days100000, Predictors: []string{"x1", "x2", "x3", "x4"}}.Of)
}

// All times different.
func BenchmarkCoxDistinct(b *testing.B) {
	bench(b, func(t *stats.Table) (*CoxModel, error) {
		return Cox{Clock: Clock{Time: "instant", Event: "fin"}, Predictors: []string{"x1", "x2", "x3", "x4"}}.Of(t)
	})
}

func BenchmarkCumulativeIncidence(b *testing.B) {
	bench(b, CumulativeIncidence{Clock: days100000, By: "groupe"}.Of)
}

func BenchmarkFineGray(b *testing.B) {
	bench(b, FineGray{Clock: days100000, Predictors: []string{"x1", "x2", "x3", "x4"}, Cause: "1"}.Of)
}
