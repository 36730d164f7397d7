package exact

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

func near(a, b, tolerance float64) bool {
	return math.Abs(a-b) <= tolerance*math.Max(math.Abs(a), math.Abs(b))
}

func TestFisherPublished(t *testing.T) {
	for _, c := range []struct {
		name   string
		counts [][]int
		p      float64
	}{
		{"job satisfaction, Agresti 2002", [][]int{{1, 3, 10, 6}, {2, 3, 10, 7}, {1, 6, 14, 12}, {0, 1, 9, 11}}, 0.7826849389656926},
		{"tea tasting, Fisher 1935", [][]int{{3, 1}, {1, 3}}, 0.4857142857142858},
		{"zero cell", [][]int{{12, 0}, {5, 7}}, 0.004576659038901594},
	} {
		p, ok := Fisher(c.counts, 1e8)
		if !ok || !near(p, c.p, 1e-11) {
			t.Errorf("%s: p = %.16g, %v, want %.16g", c.name, p, ok, c.p)
		}
	}
}

// enumerate is Fisher's p by listing every table, with nothing in common with
// the library.
func enumerate(counts [][]int) float64 {
	rows, cols := make([]int, len(counts)), make([]int, len(counts[0]))
	logProbability := func(table [][]int) float64 {
		sum := 0.0
		for _, row := range table {
			for _, x := range row {
				sum -= lfact(x)
			}
		}
		return sum
	}
	for i := range counts {
		for j, x := range counts[i] {
			rows[i] += x
			cols[j] += x
		}
	}
	limit := logProbability(counts) + math.Log1p(1e-7)
	table := make([][]int, len(rows))
	for i := range table {
		table[i] = make([]int, len(cols))
	}
	var extreme, all float64
	var fill func(i, j, left int)
	fill = func(i, j, left int) {
		if i == len(rows) {
			p := logProbability(table)
			all += math.Exp(p)
			if p <= limit {
				extreme += math.Exp(p)
			}
			return
		}
		for x := 0; x <= min(left, cols[j]); x++ {
			if j == len(cols)-1 && x != left || i == len(rows)-1 && x != cols[j] {
				continue
			}
			table[i][j] = x
			cols[j] -= x
			switch {
			case j < len(cols)-1:
				fill(i, j+1, left-x)
			case i < len(rows)-1:
				fill(i+1, 0, rows[i+1])
			default:
				fill(i+1, 0, 0)
			}
			cols[j] += x
		}
	}
	fill(0, 0, rows[0])
	return extreme / all
}

func lfact(x int) float64 { value, _ := math.Lgamma(float64(x) + 1); return value }

func randomTable(random *rand.Rand, r, c, n int) [][]int {
	for {
		counts := make([][]int, r)
		for i := range counts {
			counts[i] = make([]int, c)
		}
		for range n {
			counts[random.IntN(r)][random.IntN(c)]++
		}
		if full(counts) && full(transposed(counts)) {
			return counts
		}
	}
}

func full(counts [][]int) bool {
	for _, row := range counts {
		if total(row) == 0 {
			return false
		}
	}
	return true
}

func TestFisherIsFullEnumeration(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		counts := randomTable(random, 2+random.IntN(3), 2+random.IntN(3), 8+random.IntN(8))
		want := enumerate(counts)
		got, ok := Fisher(counts, 1e8)
		if !ok || !near(got, want, 1e-10) {
			t.Fatalf("%v: p = %.15g, want %.15g", counts, got, want)
		}
		turned, _ := Fisher(transposed(counts), 1e8)
		if !near(turned, got, 1e-11) {
			t.Fatalf("%v: p = %v, transposed %v", counts, got, turned)
		}
	}
	for _, shape := range [][3]int{{2, 7, 14}, {3, 5, 12}, {2, 5, 24}} {
		counts := randomTable(random, shape[0], shape[1], shape[2])
		if got, _ := Fisher(counts, 1e8); !near(got, enumerate(counts), 1e-10) {
			t.Errorf("%v: p = %v, want %v", counts, got, enumerate(counts))
		}
	}
}

func TestFisherGivesUp(t *testing.T) {
	counts := randomTable(rand.New(rand.NewPCG(1, 1)), 8, 8, 400)
	if p, ok := Fisher(counts, 1e5); ok {
		t.Errorf("8 × 8 with 400 cases: p = %v within 100,000 steps", p)
	}
}

func TestOddsRatio(t *testing.T) {
	// exact2x2-quality values: R's own stop at 1e-4. The equations they solve
	// are checked here instead.
	for _, c := range [][4]int{{3, 1, 1, 3}, {18, 9, 12, 21}, {189, 10845, 104, 10933}, {5, 7, 12, 1}, {40, 3, 2, 50}} {
		ratio, low, high, ok := OddsRatio(c[0], c[1], c[2], c[3])
		if !ok {
			t.Fatalf("%v: not defined", c)
		}
		mean, _, _ := moments(c, ratio)
		_, above, _ := moments(c, low)
		_, _, below := moments(c, high)
		if !near(mean, float64(c[0]), 1e-9) || !near(above, 0.025, 1e-9) || !near(below, 0.025, 1e-9) {
			t.Errorf("%v: OR %v [%v; %v] gives mean %v, tails %v, %v", c, ratio, low, high, mean, above, below)
		}
		back, backLow, backHigh, _ := OddsRatio(c[1], c[0], c[3], c[2])
		if !near(back, 1/ratio, 1e-9) || !near(backLow, 1/high, 1e-9) || !near(backHigh, 1/low, 1e-9) {
			t.Errorf("%v: turned OR %v [%v; %v]", c, back, backLow, backHigh)
		}
	}
	if ratio, low, high, ok := OddsRatio(12, 0, 5, 7); !ok || !math.IsInf(ratio, 1) || !math.IsInf(high, 1) || !near(low, 2.2259, 1e-3) {
		t.Errorf("zero cell: OR %v [%v; %v] %v", ratio, low, high, ok)
	}
	if ratio, low, high, ok := OddsRatio(0, 12, 7, 5); !ok || ratio != 0 || low != 0 || !near(high, 1/2.2259, 1e-3) {
		t.Errorf("zero cell: OR %v [%v; %v] %v", ratio, low, high, ok)
	}
	if _, _, _, ok := OddsRatio(0, 4, 0, 9); ok {
		t.Error("an empty column has no odds ratio")
	}
}

// moments are the mean of the first cell and its two tails at an odds ratio,
// by logarithms of factorials.
func moments(c [4]int, odds float64) (mean, above, below float64) {
	row, col, n := c[0]+c[1], c[0]+c[2], c[0]+c[1]+c[2]+c[3]
	var all float64
	for x := max(0, row+col-n); x <= min(row, col); x++ {
		p := math.Exp(lfact(row) + lfact(n-row) + lfact(col) + lfact(n-col) - lfact(n) - lfact(x) - lfact(row-x) -
			lfact(col-x) - lfact(n-row-col+x) + float64(x-c[0])*math.Log(odds))
		all += p
		mean += float64(x) * p
		if x >= c[0] {
			above += p
		}
		if x <= c[0] {
			below += p
		}
	}
	return mean / all, above / all, below / all
}

func TestMonteCarloMeetsFisher(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 2))
	for range 20 {
		counts := randomTable(random, 2+random.IntN(3), 2+random.IntN(3), 10+random.IntN(20))
		want, _ := Fisher(counts, 1e8)
		const draws = 20_000
		got := float64(MonteCarlo(counts, draws, 7)) / draws
		if math.Abs(got-want) > 5*math.Sqrt(want*(1-want)/draws)+1e-9 {
			t.Errorf("%v: %v of draws, exact %v", counts, got, want)
		}
	}
}

func BenchmarkFisher(b *testing.B) {
	random := rand.New(rand.NewPCG(3, 3))
	for _, shape := range [][3]int{{4, 4, 96}, {5, 5, 60}, {3, 9, 110}, {2, 10, 200}, {6, 6, 72}} {
		counts := randomTable(random, shape[0], shape[1], shape[2])
		b.Run(fmt.Sprintf("%dx%d_n%d", shape[0], shape[1], shape[2]), func(b *testing.B) {
			for b.Loop() {
				p, ok := Fisher(counts, 2e8)
				b.ReportMetric(p, "p")
				if !ok {
					b.ReportMetric(1, "gaveup")
				}
			}
		})
	}
}

func BenchmarkMonteCarlo(b *testing.B) {
	counts := randomTable(rand.New(rand.NewPCG(3, 3)), 4, 4, 96)
	for b.Loop() {
		MonteCarlo(counts, 9_999, 1)
	}
}

// The tails of the first cell of a 2×2 table, in whole numbers of ways.
func TestOneSidedIsPrecise(t *testing.T) {
	choose := func(n, k int) *big.Int { return new(big.Int).Binomial(int64(n), int64(k)) }
	for _, c := range [][4]int{{3, 1, 1, 3}, {12, 0, 5, 7}, {794, 150, 86, 570}, {0, 400, 380, 20}, {500, 10, 5, 600}, {189, 10845, 104, 10933}} {
		row, col, n := c[0]+c[1], c[0]+c[2], c[0]+c[1]+c[2]+c[3]
		less, greater, at := new(big.Int), new(big.Int), new(big.Int)
		for x := max(0, row+col-n); x <= min(row, col); x++ {
			ways := new(big.Int).Mul(choose(row, x), choose(n-row, col-x))
			if x <= c[0] {
				less.Add(less, ways)
			}
			if x >= c[0] {
				greater.Add(greater, ways)
			}
			if x == c[0] {
				at = ways
			}
		}
		gotLess, gotGreater, gotAt := OneSided(c[0], c[1], c[2], c[3])
		for name, pair := range map[string]struct {
			got  float64
			want *big.Int
		}{"less": {gotLess, less}, "greater": {gotGreater, greater}, "at": {gotAt, at}} {
			share, _ := new(big.Rat).SetFrac(pair.want, choose(n, col)).Float64()
			if share > 1e-300 && !near(pair.got, share, 1e-12) {
				t.Errorf("%v %s: %.17g, want %.17g", c, name, pair.got, share)
			}
		}
	}
}

// One stratum is its table; strata that tell nothing change nothing.
func TestStratifiedOfOneTable(t *testing.T) {
	for _, c := range [][4]int{{3, 1, 1, 3}, {18, 9, 12, 21}, {12, 0, 5, 7}} {
		p, ratio, low, high, ok := Stratified([][4]int{c, {0, 5, 0, 4}, {3, 3, 0, 0}}, 1e9)
		want, wantLow, wantHigh, _ := OddsRatio(c[0], c[1], c[2], c[3])
		if !ok || !near(p, TwoByTwo(c[0], c[1], c[2], c[3]), 1e-12) || ratio != want && !near(ratio, want, 1e-10) || !near(low, wantLow, 1e-10) || high != wantHigh && !near(high, wantHigh, 1e-10) {
			t.Errorf("%v: p %v, OR %v [%v; %v] %v", c, p, ratio, low, high, ok)
		}
	}
	if _, _, _, _, ok := Stratified([][4]int{{0, 5, 0, 4}}, 1e9); ok {
		t.Error("an empty column has no odds ratio")
	}
	if _, _, _, _, ok := Stratified([][4]int{{500, 600, 700, 800}, {500, 600, 700, 800}}, 1e4); ok {
		t.Error("did not give up")
	}
}

// A chi-square by Monte Carlo meets the enumeration of chi-square tables.
func TestMonteCarloChiSquareMeetsTwoByTwo(t *testing.T) {
	const draws = 40_000
	got := float64(MonteCarloChiSquare([][]int{{18, 9}, {12, 21}}, draws, 5)) / draws
	// With equal rows and columns both orders agree: Fisher's p.
	if want := TwoByTwo(18, 9, 12, 21); math.Abs(got-want) > 5*math.Sqrt(want*(1-want)/draws) {
		t.Errorf("%v of draws, exact %v", got, want)
	}
}

// Ten million cases.
func BenchmarkOddsRatio(b *testing.B) {
	for b.Loop() {
		OddsRatio(2_500_000, 2_490_000, 2_480_000, 2_500_000)
	}
}

// Within the work that CrossTab allows, tables of 3 × 9 with 110 cases are done.
func TestFisherOfThreeByNineIsDone(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 9))
	tables := 4
	if testing.Short() { // with the race detector each takes a minute
		tables = 1
	}
	for range tables {
		counts := randomTable(random, 3, 9, 110)
		p, ok := Fisher(counts, 2e8)
		if !ok {
			t.Errorf("%v: gave up", counts)
		}
		const draws = 4_000
		if share := float64(MonteCarlo(counts, draws, 1)) / draws; math.Abs(p-share) > 5*math.Sqrt(p*(1-p)/draws) {
			t.Errorf("%v: p = %v, %v of draws", counts, p, share)
		}
	}
}

// R 4.2: pwilcox(11, 5, 7) doubled, 2*min of psignrank; qwilcox(0.025, 10, 5),
// qsignrank(0.025, 9).
func TestSums(t *testing.T) {
	tails, ok := SubsetSum([]int{1, 3, 4, 6, 12, 2, 5, 7, 8, 9, 10, 11}, 5)
	if !ok || !near(tails.Below, 0.17171717171717171, 1e-13) || !near(tails.Both, 2*tails.Below, 1e-13) {
		t.Errorf("%+v", tails)
	}
	if w, _ := MannWhitneyQuantile(0.025, 10, 5); w != 9 {
		t.Errorf("qwilcox is %d", w)
	}
	if v := SignedRankQuantile(0.025, 9); v != 6 {
		t.Errorf("qsignrank is %d", v)
	}
	if tails, _ := SignedSum([]int{1, 2, 3, 4, 5, 6, 7, 8, 9}, []bool{true, true, true, false, true, true, true, true, true}); !near(tails.Both, 0.02734375, 1e-13) {
		t.Errorf("signed ranks %+v", tails)
	}
}

// Every choice of scores, ties too, against the law.
func TestSubsetSumIsEveryChoice(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 9))
	for range 100 {
		n := 2 + random.IntN(9)
		n1 := 1 + random.IntN(n-1)
		scores, total, sum := make([]int, n), 0, 0
		for i := range scores {
			scores[i] = random.IntN(6)
			total += scores[i]
			if i < n1 {
				sum += scores[i]
			}
		}
		all, far, above := 0.0, 0.0, 0.0
		for choice := range 1 << n {
			size, s := 0, 0
			for i, score := range scores {
				if choice&(1<<i) != 0 {
					size++
					s += score
				}
			}
			if size != n1 {
				continue
			}
			all++
			if max(n*s-n1*total, n1*total-n*s) >= max(n*sum-n1*total, n1*total-n*sum) {
				far++
			}
			if s >= sum {
				above++
			}
		}
		tails, ok := SubsetSum(scores, n1)
		if !ok || !near(tails.Both, far/all, 1e-12) || !near(tails.Above, above/all, 1e-12) {
			t.Fatalf("%v, first %d: %+v, want %v and %v", scores, n1, tails, far/all, above/all)
		}
	}
}

// Without ties the law of groups by states is that by convolution, and that of
// two groups is the rank sum's.
func TestArrangements(t *testing.T) {
	ties := []int{1, 1, 1, 1, 1, 1, 1, 1, 1}
	for twice := 0; twice <= 54; twice += 2 {
		states, ok := Groups{Ties: ties, Sizes: []int{3, 2, 4}}.Jonckheere(twice)
		folded, ok2 := JonckheereUntied([]int{3, 2, 4}, twice/2)
		if !ok || !ok2 || !near(states, folded, 1e-12) {
			t.Errorf("%d pairs: %v and %v", twice/2, states, folded)
		}
	}
	if p, ok := (Groups{Ties: ties, Sizes: []int{4, 5}}).KruskalWallis(10*10/4.0 + 35*35/5.0); !ok || !near(p, 2.0/126, 1e-12) {
		t.Errorf("furthest of all: %v", p)
	}
	spreads, orders := Groups{Ties: []int{2, 3, 4}, Sizes: []int{3, 2, 4}}.Draw(0, 26, true, 100, 1)
	if spreads != 100 || orders != 100 {
		t.Errorf("every draw is as far as nothing: %d, %d", spreads, orders)
	}
}
