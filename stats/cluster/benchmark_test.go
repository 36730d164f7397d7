package cluster

import (
	"math/rand/v2"
	"testing"

	"github.com/askoria/verbatim/stats/factor"
)

// clouds are points around a few centres, invented.
func clouds(n, axes, centres int, seed uint64) Points {
	random := rand.New(rand.NewPCG(seed, 1))
	p := make(Points, n)
	for i := range p {
		p[i] = make([]float64, axes)
		for axis := range p[i] {
			p[i][axis] = random.NormFloat64() + 4*float64((i%centres)>>(axis%3)&1)
		}
	}
	return p
}

func BenchmarkWard(b *testing.B) {
	for _, axes := range []int{2, 5, 20} {
		b.Run(map[int]string{2: "10000x2", 5: "10000x5", 20: "10000x20"}[axes], func(b *testing.B) {
			p := clouds(10_000, axes, 6, 1)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := (Tree{Workers: 2}).Of(b.Context(), p); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkLinkages(b *testing.B) {
	m, err := NewMatrix(b.Context(), clouds(5_000, 5, 6, 1), 2)
	if err != nil {
		b.Fatal(err)
	}
	for l := Ward; l <= Centroid; l++ {
		b.Run(l.Label("en"), func(b *testing.B) {
			for b.Loop() {
				if _, err := (Tree{Linkage: l, Workers: 2}).Of(b.Context(), m); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkMedoids(b *testing.B) {
	p := clouds(5_000, 5, 6, 1)
	for b.Loop() {
		if _, err := (Medoids{Classes: 4, Workers: 2}).Of(b.Context(), p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSilhouette(b *testing.B) {
	m, err := NewMatrix(b.Context(), clouds(5_000, 5, 6, 1), 2)
	if err != nil {
		b.Fatal(err)
	}
	classes := make([]int, m.Len())
	for i := range classes {
		classes[i] = i % 6
	}
	for b.Loop() {
		if _, err := (Quality{Workers: 2}).Of(b.Context(), m, classes); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkKMeans(b *testing.B) {
	p := clouds(10_000, 5, 6, 1)
	for b.Loop() {
		if _, err := (KMeans{Classes: 6, Workers: 2}).Of(b.Context(), p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHCPC(b *testing.B) {
	p := clouds(10_000, 5, 6, 1)
	weights := make([]float64, len(p))
	for i := range weights {
		weights[i] = 1
	}
	space := &factor.Space{Kept: 5, Cases: factor.Cases{Coordinates: p, Weights: weights}}
	for b.Loop() {
		if _, err := (HCPC{Workers: 2}).Of(b.Context(), space); err != nil {
			b.Fatal(err)
		}
	}
}
