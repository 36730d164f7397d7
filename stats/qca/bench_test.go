package qca

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// invented makes crisp cases by chance: the hardest charts there are.
func invented(conditions, cases int, seed uint64) (*stats.Table, []string) {
	r := rand.New(rand.NewPCG(seed, 1))
	var columns []stats.Column
	var names []string
	for i := range conditions + 1 {
		flags := make([]bool, cases)
		for j := range flags {
			flags[j] = r.IntN(2) == 1
		}
		name := fmt.Sprintf("C%d", i+1)
		if i == conditions {
			name = "Y"
		} else {
			names = append(names, name)
		}
		columns = append(columns, stats.Variable{Name: name}.Flags(flags, nil))
	}
	return stats.MustTable("", columns...), names
}

func BenchmarkMinimisation(b *testing.B) {
	for _, size := range [][2]int{{8, 60}, {10, 100}, {12, 150}, {13, 200}, {15, 300}} {
		cases, names := invented(size[0], size[1], uint64(size[0]))
		for _, kind := range []Kind{Conservative, Parsimonious} {
			b.Run(fmt.Sprintf("%d conditions, %d cases, %v", size[0], size[1], kind), func(b *testing.B) {
				for b.Loop() {
					rows, err := TruthTable{Outcome: "Y", Conditions: names}.Of(cases)
					if err != nil {
						b.Fatal(err)
					}
					r, err := Minimisation{Kind: kind}.Of(rows)
					if err != nil {
						b.Fatal(err)
					}
					b.ReportMetric(float64(len(r.Models)), "models")
					b.ReportMetric(float64(len(r.Models[0].Terms)), "terms")
					b.ReportMetric(float64(r.Fewest), "bound")
					b.ReportMetric(one(r.Complete), "complete")
				}
			})
		}
	}
}
