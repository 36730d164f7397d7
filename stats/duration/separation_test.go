package duration

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// The likelihood of one flag has no top when at every time at which it could be
// otherwise as many as possible of those who end have it, or always as few: of d
// who end all or none for Breslow, for whom one may end twice; and for exact ties
// as many as there are, or as few as the others leave.
func TestSeparationOfOneFlag(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	seen := map[string]int{}
	for range 600 {
		n := 4 + r.IntN(12)
		times, events, groups := make([]float64, n), make([]bool, n), make([]string, n)
		for i := range n {
			times[i], events[i], groups[i] = float64(1+r.IntN(8)), r.IntN(2) > 0, []string{"a", "b"}[min(1, r.IntN(3))]
		}
		for _, ties := range []Ties{Breslow, Exact} {
			above, below := false, false // whether more could have ended, or fewer
			for time := 1.0; time <= 8; time++ {
				var risk, ended [2]int
				for i := range n {
					group := int(groups[i][0] - 'a')
					if times[i] >= time {
						risk[group]++
					}
					if times[i] == time && events[i] {
						ended[group]++
					}
				}
				most, least := ended[0]+ended[1], 0
				if ties == Exact {
					most, least = min(most, risk[1]), max(0, most-risk[0])
				} else if risk[0] == 0 || risk[1] == 0 {
					most, least = ended[1], ended[1]
				}
				above, below = above || ended[1] < most, below || ended[1] > least
			}
			want := "separated"
			if above == below {
				want = map[bool]string{true: "defined", false: "none"}[above]
			}
			m := must[*CoxModel](t)(Cox{Clock: simple, Predictors: []string{"groupe"}, Ties: ties}.Of(durations(times, events, groups...)))
			got := "defined"
			switch reason := m.Coefficients[0].Log.Reason; {
			case strings.Contains(reason, "sépare"):
				got = "separated"
			case reason != "":
				got = "none"
			}
			seen[got]++
			if got != want {
				t.Errorf("%s: %s, want %s: times %v, events %v, groups %v: %+v", ties, got, want, times, events, groups, m.Coefficients[0].Log)
			}
		}
	}
	if len(seen) < 3 {
		t.Errorf("found only %v", seen)
	}
}
