package cluster

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/askoria/verbatim/stats/internal/parallel"
)

// KMeans makes the classes that are tightest around their centres, from several
// starts, of which the best is kept.
//
// Each start draws centres among the cases, far ones rather than near ones
// (k-means++, Arthur and Vassilvitskii 2007), then moves single cases as long as
// that lowers the inertia inside classes (Hartigan and Wong 1979). Classes are
// numbered along the first axis. The lowest inertia is sought, not proved: other
// seeds can find a lower one. Errors are more classes than different cases.
// Agrees with R's kmeans for the same Centres.
type KMeans struct {
	Classes   int
	Centres   Points    // the only start; classes keep their order then
	Weights   []float64 // how many cases each stands for; nil: one
	Algorithm Algorithm
	Starts    int    // 0 is 25
	Rounds    int    // at most, of moves; 0 is 100
	Seed      uint64 // of the starts
	Workers   int    // 0: all processors; the result is the same to the last bit
	Cases     string // what a row of the data is, in the plural; "dossiers"
	Lang      string // "en" for English; French otherwise
}

// Algorithm is how k-means improves a start.
type Algorithm uint8

const (
	// HartiganWong moves a case where that lowers the inertia, the moves of the
	// centres counted. It never ends higher than it could by one more move.
	HartiganWong Algorithm = iota
	// Lloyd puts all cases to their nearest centre, then moves the centres: for
	// comparison with programs that do so.
	Lloyd
	// MacQueen moves both centres with each case put to its nearest.
	MacQueen
)

// String is the name of the authors.
func (a Algorithm) String() string { return [...]string{"Hartigan-Wong", "Lloyd", "MacQueen"}[a] }

// Centred is the result of KMeans: classes with their centres.
type Centred struct {
	Spec KMeans
	Partition
	Centres Points
	Within  []float64 // sum of squared distances to the centre, by class
	Between float64   // of the centres to the centre of all cases
	Total   float64   // Within and Between
	Rounds  int
}

// Of makes the classes.
func (s KMeans) Of(ctx context.Context, p Points) (*Centred, error) {
	r, err := s.of(ctx, p)
	if err != nil {
		return nil, fmt.Errorf("kmeans: %w", err)
	}
	return r, nil
}

func (s KMeans) of(ctx context.Context, p Points) (*Centred, error) {
	if s.Centres != nil {
		s.Classes = len(s.Centres)
	}
	if err := p.check(); err != nil {
		return nil, err
	}
	weights, err := weightsOf(s.Weights, len(p))
	if err != nil {
		return nil, err
	}
	if different := len(samePlace(p)); s.Classes < 1 || s.Classes > different {
		return nil, fmt.Errorf("%d classes of %d different cases; ask for 1 to %d", s.Classes, different, different)
	}
	if s.Algorithm > MacQueen {
		return nil, fmt.Errorf("no algorithm %d", s.Algorithm)
	}
	if s.Rounds == 0 {
		s.Rounds = 100
	}
	if s.Starts == 0 {
		s.Starts = 25
	}
	starts := s.Starts
	if s.Centres != nil {
		starts = 1
		if err := append(slices.Clip(p[:1]), s.Centres...).check(); err != nil {
			return nil, fmt.Errorf("centers: %w", err)
		}
	}
	found := make([]*transfer, starts)
	failed := make([]error, starts)
	parallel.Do(starts, s.Workers, func(start int) {
		centers := s.Centres
		if centers == nil {
			centers = scattered(p, weights, s.Classes, rand.New(rand.NewPCG(s.Seed, uint64(start)+1)))
		}
		if centers == nil {
			failed[start] = fmt.Errorf("cases differ by too little to be told apart; rescale them")
			return
		}
		found[start], failed[start] = transfers(ctx, p, weights, centers, s.Algorithm, s.Rounds)
	})
	best := 0
	for start, err := range failed {
		if err != nil {
			return nil, err
		}
		if found[start].inertia() < found[best].inertia() {
			best = start
		}
	}
	if s.Centres == nil {
		found[best].sort()
	}
	return s.result(found[best], p, weights), nil
}

func (s KMeans) result(t *transfer, p Points, weights []float64) *Centred {
	r := &Centred{
		Spec: s, Partition: newPartition(t.class, len(t.centers), s.Cases, s.Lang),
		Centres: t.centers, Within: t.within, Rounds: t.rounds,
	}
	middle, total := make([]float64, len(p[0])), 0.0
	for i, point := range p {
		total += weights[i]
		for axis, x := range point {
			middle[axis] += weights[i] * x
		}
	}
	for axis := range middle {
		middle[axis] /= total
	}
	for i, point := range p {
		r.Total += weights[i] * squared(point, middle)
	}
	for c, centre := range t.centers {
		r.Between += t.weight[c] * squared(centre, middle)
	}
	if !t.settled {
		r.warn("Arrêt après %d tours : les classes bougeaient encore.", "Stopped after %d rounds: classes were still moving.", t.rounds)
	}
	return r
}

// scattered draws centres among the cases, each by its squared distance to the
// nearest one drawn before; nil where too few squares are above zero.
func scattered(p Points, weights []float64, k int, random *rand.Rand) Points {
	far := make([]float64, len(p))
	copy(far, weights)
	var centers Points
	for {
		total := 0.0
		for _, x := range far {
			total += x
		}
		at, left := -1, random.Float64()*total
		for i, x := range far {
			if x > 0 {
				at = i
				if left -= x; left < 0 {
					break
				}
			}
		}
		if at < 0 {
			return nil
		}
		centers = append(centers, p[at])
		if len(centers) == k {
			return centers
		}
		for i, point := range p {
			x := weights[i] * squared(point, p[at])
			if len(centers) == 1 || x < far[i] {
				far[i] = x
			}
		}
	}
}

// sort numbers the classes along the first axis, then the next ones, and tells
// the new number of each.
func (t *transfer) sort() (place []int) {
	order := orderOf(t.centers)
	place = make([]int, len(order))
	centers, within, weight := make(Points, len(order)), make([]float64, len(order)), make([]float64, len(order))
	for to, from := range order {
		place[from] = to
		centers[to], within[to], weight[to] = t.centers[from], t.within[from], t.weight[from]
	}
	for i, c := range t.class {
		t.class[i] = place[c]
	}
	t.centers, t.within, t.weight = centers, within, weight
	return place
}

// orderOf sorts points along the first axis, then the next ones, then by place.
func orderOf(p Points) []int {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return slices.Compare(p[a], p[b]) })
	return order
}

func (t *transfer) inertia() float64 {
	sum := 0.0
	for _, x := range t.within {
		sum += x
	}
	return sum
}

// nearestCentre is the centre nearest to a point and the next one, the first if
// tied; second is -1 where there is one centre.
func nearestCentre(point []float64, centers Points) (first, second int) {
	first, second = 0, -1
	near, next := math.Inf(1), math.Inf(1)
	for c, centre := range centers {
		switch x := squared(point, centre); {
		case x < near:
			first, second = c, first
			next, near = near, x
			if c == 0 {
				second = -1
			}
		case x < next:
			second, next = c, x
		}
	}
	return first, second
}
