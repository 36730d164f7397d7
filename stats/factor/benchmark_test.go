package factor

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// manyCases are invented cases with q variables of 4 levels that go together.
func manyCases(n, q int) (*stats.Table, []string) {
	r := rand.New(rand.NewPCG(1, 2))
	profile := make([]int, n)
	for i := range profile {
		profile[i] = r.IntN(4)
	}
	var columns []stats.Column
	var names []string
	for j := range q {
		codes := make([]int, n)
		for i := range codes {
			codes[i] = profile[i]
			if r.Float64() < 0.6 {
				codes[i] = r.IntN(4)
			}
		}
		names = append(names, fmt.Sprintf("v%02d", j+1))
		columns = append(columns, stats.Variable{Name: names[j]}.Categories(stats.Levels("a", "b", "c", "d"), false, codes, nil))
	}
	return stats.MustTable("", columns...), names
}

func BenchmarkMCA(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		cases, names := manyCases(n, 30)
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("%dx30,workers=%d", n, workers), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := (MCA{Active: names, Workers: workers}).Of(cases); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkPCA(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	var columns []stats.Column
	var names []string
	for j := range 30 {
		values := make([]float64, 100_000)
		for i := range values {
			values[i] = r.NormFloat64()
		}
		names = append(names, fmt.Sprintf("x%02d", j+1))
		columns = append(columns, stats.Variable{Name: names[j]}.Numbers(values, nil))
	}
	cases := stats.MustTable("", columns...)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (PCA{Active: names}).Of(cases); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCA(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	var columns []stats.Column
	labels := make([]string, 1000)
	for i := range labels {
		labels[i] = fmt.Sprintf("w%04d", i)
	}
	columns = append(columns, stats.Variable{Name: "mot"}.Texts(labels, nil))
	for j := range 60 {
		values := make([]float64, len(labels))
		for i := range values {
			values[i] = float64(r.IntN(20))
		}
		columns = append(columns, stats.Variable{Name: fmt.Sprintf("t%02d", j+1)}.Numbers(values, nil))
	}
	counts := stats.MustTable("", columns...)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (CA{}).Of(counts); err != nil {
			b.Fatal(err)
		}
	}
}
