package sequence

import (
	"context"
	"fmt"
	"math"

	"github.com/askoria/verbatim/stats"
)

// ChiSquare compares the shares of time in each state, period by period: squared
// differences over the overall share of the state in the period, or Euclidean
// without it (Deville and Saporta 1983; Studer and Ritschard 2016). Agrees with
// R's TraMineR::seqdist(method = "CHI2" or "EUCLID", step = Period), and
// norm = "auto" with Normalised.
type ChiSquare struct {
	Period     int // positions a period; 0: 1; the last period may be shorter
	Euclidean  bool
	Normalised bool                  // over the largest distance possible
	Workers    int                   // 0: all processors; the result is the same to the last bit
	Progress   func(done, total int) // called by one worker at a time
}

// Of measures. Errors are a Period below 0 and the context's.
func (q ChiSquare) Of(ctx context.Context, s *Sequences) (*Distances, error) {
	j, err := start(ctx, s, q.Workers, q.Progress)
	if err != nil {
		return nil, err
	}
	if q.Period < 0 {
		return nil, fmt.Errorf("chi-square: a period of %d positions", q.Period)
	}
	period := max(q.Period, 1)
	weight := make([]float64, len(j.states))
	for i, a := range j.of {
		weight[a] += s.weight(i)
	}
	profiles := make([][]float64, len(j.states))
	var over []float64 // what each squared difference is divided by
	periods := 0
	for from := 0; from < s.longest(); from += period {
		periods++
		total := make([]float64, j.size)
		share := grid(len(j.states), j.size)
		for a, list := range j.states {
			known := list[min(from, len(list)):min(from+period, len(list))]
			for _, state := range known {
				share[a][state]++
			}
			for state, n := range share[a] {
				total[state] += n * weightIf(q.Euclidean, weight[a])
				if len(known) > 0 {
					share[a][state] = n / float64(len(known))
				}
			}
		}
		for state, divisor := range q.divisors(total) {
			if divisor > 0 {
				over = append(over, divisor)
				for a := range profiles {
					profiles[a] = append(profiles[a], share[a][state])
				}
			}
		}
	}
	d, err := j.pairs(func() func(a, b int) float64 {
		return func(a, b int) float64 {
			sum := 0.0
			for k, x := range profiles[a] {
				diff := x - profiles[b][k]
				sum += diff * diff / over[k]
			}
			if q.Normalised {
				sum /= float64(periods)
			}
			return math.Sqrt(sum)
		}
	})
	if err != nil {
		return nil, err
	}
	name := stats.Say(s.lang, "khi-2", "chi-square")
	if q.Euclidean {
		name = stats.Say(s.lang, "euclidienne", "Euclidean")
	}
	return j.done(q, fmt.Sprintf(stats.Say(s.lang, "distance %s entre distributions, périodes de %d", "%s distance between distributions, periods of %d"), name, period), d), nil
}

// divisors are those of the states of a period; 0 for a state nobody is in. The
// largest squared difference possible is between two sequences that are each
// wholly in one of the two rarest states.
func (q ChiSquare) divisors(total []float64) []float64 {
	all, present := 0.0, 0
	for _, w := range total {
		all += w
		if w > 0 {
			present++
		}
	}
	rarest, next := math.Inf(1), math.Inf(1)
	divisors := make([]float64, len(total))
	for state, w := range total {
		switch {
		case w == 0:
			continue
		case q.Euclidean:
			divisors[state] = 1
		default:
			divisors[state] = w / all
		}
		rarest, next = min(rarest, divisors[state]), min(next, max(rarest, divisors[state]))
	}
	if q.Normalised && (present > 1 || q.Euclidean) {
		most := 1/rarest + 1/next
		if q.Euclidean {
			most = 2
		}
		for state := range divisors {
			divisors[state] *= most
		}
	}
	return divisors
}

// weightIf leaves weights out of the Euclidean distance, in which they only say
// which states there are.
func weightIf(euclidean bool, weight float64) float64 {
	if euclidean {
		return 1
	}
	return weight
}
