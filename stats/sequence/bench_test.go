package sequence

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// invented makes n sequences of that length through that many states, in spells
// that last a while, all different with great probability.
func invented(n, length, size int, seed uint64) *Sequences {
	random := rand.New(rand.NewPCG(seed, 1))
	s := &Sequences{}
	for a := range size {
		s.Alphabet = append(s.Alphabet, levelsOf(string(rune('A'+a)))...)
	}
	for range n {
		list := make([]int, length)
		state := random.IntN(size)
		for t := range list {
			if random.Float64() < 0.1 {
				state = random.IntN(size)
			}
			list[t] = state
		}
		s.States = append(s.States, list)
	}
	s.finish()
	return s
}

func benchmarkMeasure(b *testing.B, n int, m Measure) {
	s := invented(n, 70, 6, 1)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := m.Of(context.Background(), s); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkConstant2000(b *testing.B) { benchmarkMeasure(b, 2000, OptimalMatching{}) }

func BenchmarkTransitionRates2000(b *testing.B) {
	benchmarkMeasure(b, 2000, OptimalMatching{Costs: TransitionRates})
}

func BenchmarkTransitionRates5000(b *testing.B) {
	benchmarkMeasure(b, 5000, OptimalMatching{Costs: TransitionRates})
}

// twoThousand is distances with classes, made once.
func twoThousand(b *testing.B) (*Distances, *stats.Categories) {
	s := invented(2000, 70, 6, 1)
	d, err := OptimalMatching{}.Of(context.Background(), s)
	if err != nil {
		b.Fatal(err)
	}
	return d, thirds(2000)
}

func BenchmarkQuality2000(b *testing.B) {
	d, classes := twoThousand(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (Quality{}).Of(d, classes); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDiscrepancy2000(b *testing.B) {
	d, groups := twoThousand(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (Discrepancy{}).Of(context.Background(), d, groups); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSpellMatching2000(b *testing.B) { benchmarkMeasure(b, 2000, SpellMatching{}) }
