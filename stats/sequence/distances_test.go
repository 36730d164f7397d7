package sequence

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// written makes sequences of texts, a letter a state, "*" unknown.
func written(alphabet string, texts ...string) *Sequences {
	s := &Sequences{}
	for _, r := range alphabet {
		s.Alphabet = append(s.Alphabet, stats.Level{Code: string(r)})
	}
	for _, text := range texts {
		list := []int{}
		for _, r := range text {
			list = append(list, slices.IndexFunc(s.Alphabet, func(l stats.Level) bool { return l.Code == string(r) }))
		}
		s.States = append(s.States, list)
	}
	s.finish()
	return s
}

var allMeasures = map[string]Measure{
	"OM": OptimalMatching{}, "OM rates": OptimalMatching{Costs: TransitionRates}, "OM rarity": OptimalMatching{Costs: LogRarity},
	"OM future": OptimalMatching{Costs: CommonFuture}, "OM Yujian-Bo": OptimalMatching{Norm: YujianBo}, "OM rare": OptimalMatching{Costs: Rarity},
	"LCS": LongestCommon{}, "LCP": LongestCommon{Part: Prefix}, "RLCP": LongestCommon{Part: Suffix}, "LCS mean": LongestCommon{Norm: GeometricMean},
	"HAM": Hamming{}, "HAM rates": Hamming{Costs: TransitionRates}, "DHD": DynamicHamming{}, "OMspell": SpellMatching{}, "OMslen": LengthMatching{},
	"OMloc": LocalMatching{Context: 0.5}, "OMstran": TransitionMatching{}, "TWED": TimeWarp{}, "SVRspell": SubsequenceMatching{},
	"NMSMST": SubsequenceMatching{Kind: SharedTime}, "NMS": SubsequenceMatching{Kind: Positions}, "CHI2": ChiSquare{}, "EUCLID": ChiSquare{Euclidean: true, Normalised: true, Period: 3},
}

// OptimalMatching is the plain recursion on 10,000 pairs of any length, some
// longer than a word of bits, with costs of any kind that make a distance.
func TestOptimalMatchingIsThePlainRecursion(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	pairs := 0
	for round := 0; pairs < 10_000; round++ {
		s := invented(0, 0, 2+random.IntN(5), 1)
		for range 20 {
			list := make([]int, random.IntN(12))
			if round%10 == 0 {
				list = make([]int, random.IntN(150))
			}
			for k := range list {
				list[k] = random.IntN(len(s.Alphabet))
			}
			s.States = append(s.States, list)
		}
		s.finish()
		c := &Costs{Substitution: square(len(s.Alphabet)), Indel: make([]float64, len(s.Alphabet))}
		for a := range c.Indel {
			c.Indel[a] = 0.1 + 2*random.Float64()
			for b := range a {
				c.Substitution[a][b] = 3 * random.Float64()
				c.Substitution[b][a] = c.Substitution[a][b]
			}
		}
		m := OptimalMatching{Own: c}
		if round%2 == 0 {
			c, _ = Constant.Of(s)
			m = OptimalMatching{}
		}
		d, err := m.Of(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		for i := range s.States {
			for j := range i {
				pairs++
				want := plain(s.States[i], s.States[j], c, false)
				if got := d.At(i, j); math.Abs(got-want) > 1e-12*(1+want) {
					t.Fatalf("%s and %s: %v, want %v", s.Text(i), s.Text(j), got, want)
				}
			}
		}
	}
	t.Logf("%d pairs", pairs)
}

func TestWorkersAndOrderOfRowsChangeNothing(t *testing.T) {
	s := invented(60, 20, 4, 3)
	s.States = append(s.States, s.States[0], s.States[5]) // equal ones
	s.finish()
	order := rand.New(rand.NewPCG(1, 1)).Perm(s.Len())
	other := s.Rows(order)
	for name, m := range allMeasures {
		one := of(t, withWorkers(m, 1), s)
		many := of(t, withWorkers(m, 8), s)
		turned := of(t, withWorkers(m, 3), other)
		for i := range s.Len() {
			for j := range s.Len() {
				if one.At(i, j) != many.At(i, j) {
					t.Fatalf("%s: %v with one worker, %v with eight", name, one.At(i, j), many.At(i, j))
				}
				if one.At(order[i], order[j]) != turned.At(i, j) {
					t.Fatalf("%s: %v, in another order of rows %v", name, one.At(order[i], order[j]), turned.At(i, j))
				}
				if one.At(i, j) != one.At(j, i) || i == j && one.At(i, i) != 0 {
					t.Fatalf("%s: not symmetric, or not 0 with itself", name)
				}
			}
		}
	}
}

func withWorkers(m Measure, n int) Measure {
	switch m := m.(type) {
	case OptimalMatching:
		m.Workers = n
		return m
	case LongestCommon:
		m.Workers = n
		return m
	case Hamming:
		m.Workers = n
		return m
	case DynamicHamming:
		m.Workers = n
		return m
	case SpellMatching:
		m.Workers = n
		return m
	case LengthMatching:
		m.Workers = n
		return m
	case LocalMatching:
		m.Workers = n
		return m
	case TransitionMatching:
		m.Workers = n
		return m
	case TimeWarp:
		m.Workers = n
		return m
	case SubsequenceMatching:
		m.Workers = n
		return m
	case ChiSquare:
		m.Workers = n
		return m
	}
	panic("a measure without Workers")
}

func of(t testing.TB, m Measure, s *Sequences) *Distances {
	t.Helper()
	d, err := m.Of(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTriangleInequality(t *testing.T) {
	s := invented(40, 12, 4, 5)
	for _, name := range []string{"OM", "OM rates", "OM rarity", "OM Yujian-Bo", "LCS", "LCP", "RLCP", "HAM", "HAM rates", "OMspell", "CHI2", "EUCLID", "SVRspell", "NMS", "OMstran"} {
		d := of(t, allMeasures[name], s)
		for i := range d.Len() {
			for j := range d.Len() {
				for k := range d.Len() {
					if d.At(i, j) > (d.At(i, k)+d.At(k, j))*(1+1e-9)+1e-9 {
						t.Fatalf("%s: %v from %d to %d, %v by %d", name, d.At(i, j), i, j, d.At(i, k)+d.At(k, j), k)
					}
				}
			}
		}
	}
}

// A new name for the states, or another order of them, changes no distance but
// those that read the alphabet.
func TestRelabelling(t *testing.T) {
	s := written("ABC", "AABBC", "ABCCC", "CCBAA", "BBBBB", "AB*BC")
	other := written("CAB", "AABBC", "ABCCC", "CCBAA", "BBBBB", "AB*BC")
	for name, m := range allMeasures {
		d, e := of(t, m, s), of(t, m, other)
		for i := range s.Len() {
			for j := range s.Len() {
				if !near(d.At(i, j), e.At(i, j), 1e-12) {
					t.Errorf("%s: %v, with the states in another order %v", name, d.At(i, j), e.At(i, j))
				}
			}
		}
	}
}

// Whatever the data, a measure gives a distance or says why not.
func TestOddSequences(t *testing.T) {
	cases := map[string]*Sequences{
		"none":           written("AB"),
		"one":            written("AB", "AAB"),
		"no alphabet":    written("", "", "**"),
		"empty ones":     written("AB", "", "AB", ""),
		"all empty":      written("AB", "", ""),
		"all unknown":    written("AB", "***", "***", "*"),
		"one state":      written("A", "AAA", "AAA", "AAAA"),
		"duplicates":     written("AB", "AB", "AB", "AB"),
		"unequal":        written("ABC", "A", "ABCABC", "*BC", "CC"),
		"one position":   written("AB", "A", "B", "*"),
		"nobody in C":    written("ABC", "AB", "BA"),
		"weights of 0":   written("AB", "AB", "BA", "BB"),
		"equal, unknown": written("AB", "A*B", "A*B", "AAB"),
	}
	cases["weights of 0"].Weights = []float64{0, 0, 0}
	for title, s := range cases {
		before := slices.Clone(s.States)
		readable(t, s)
		for name, m := range allMeasures {
			d, err := m.Of(context.Background(), s)
			if err != nil {
				if err.Error() == "" {
					t.Errorf("%s, %s: an error without words", title, name)
				}
				continue
			}
			for i := range d.Len() {
				for j := range d.Len() {
					if x := d.At(i, j); math.IsNaN(x) || math.IsInf(x, 0) || x < 0 {
						t.Errorf("%s, %s: distance %v", title, name, x)
					}
				}
			}
			readable(t, d)
		}
		for _, missing := range []bool{false, true} {
			d, err := Describe{UnknownAsState: missing}.Of(s)
			if err != nil {
				t.Fatal(err)
			}
			readable(t, d)
			x, err := Indicators{UnknownAsState: missing}.Of(s)
			if err != nil {
				t.Fatal(err)
			}
			readable(t, x)
		}
		for i := range before {
			if !slices.Equal(before[i], s.States[i]) {
				t.Errorf("%s: the sequences were changed", title)
			}
		}
	}
	for _, m := range []Measure{Hamming{}, DynamicHamming{}} {
		if _, err := m.Of(context.Background(), cases["unequal"]); !errors.Is(err, errLengths) {
			t.Errorf("unequal lengths: %v", err)
		}
	}
	if _, err := (LocalMatching{}).Of(context.Background(), cases["empty ones"]); err == nil {
		t.Error("local matching takes an empty sequence")
	}
}

// readable goes through all cells of a result, which no NaN may be in.
func readable(t testing.TB, r stats.Tabler) {
	t.Helper()
	for _, table := range r.Tables() {
		for _, c := range table.Columns() {
			for row := range table.Len() {
				for _, lang := range []string{"", "en"} {
					if text := c.Show(row, lang); text == "NaN" || text == "+Inf" {
						t.Errorf("%s: %s", table.Title(), text)
					}
				}
			}
		}
	}
}

func TestDistancesStopWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s := invented(30, 10, 3, 1)
	for name, m := range allMeasures {
		if _, err := m.Of(ctx, s); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := (Discrepancy{}).Of(ctx, of(t, Hamming{}, s), thirds(30)); !errors.Is(err, context.Canceled) {
		t.Errorf("discrepancy: %v", err)
	}
}

func TestOwnCostsThatMakeNoDistance(t *testing.T) {
	s := written("AB", "AB", "BA")
	for title, c := range map[string]*Costs{
		"too few":       {Substitution: square(1), Indel: []float64{1}},
		"negative":      {Substitution: [][]float64{{0, -1}, {-1, 0}}, Indel: []float64{1, 1}},
		"not symmetric": {Substitution: [][]float64{{0, 1}, {2, 0}}, Indel: []float64{1, 1}},
		"diagonal":      {Substitution: [][]float64{{1, 1}, {1, 0}}, Indel: []float64{1, 1}},
		"insertion":     {Substitution: square(2), Indel: []float64{1, math.NaN()}},
	} {
		if _, err := (OptimalMatching{Own: c}).Of(context.Background(), s); err == nil {
			t.Errorf("%s: no error", title)
		}
	}
}

// Joined channels: the cost of two joined states is the sum over channels.
func TestChannelCosts(t *testing.T) {
	a, b := written("AB", "AAB", "ABB"), written("xy", "xyy", "xx*")
	joined, err := Combine{Names: []string{"mesure", "cadre"}}.Of(a, b)
	if err != nil {
		t.Fatal(err)
	}
	if got := joined.Text(0) + " " + joined.Text(1); got != "A+x/1-A+y/1-B+y/1 A+x/1-B+x/1-B/1" {
		t.Errorf("joined: %s", got)
	}
	c, err := ChannelCosts{Weights: []float64{1, 0.5}}.Of(joined)
	if err != nil {
		t.Fatal(err)
	}
	place := func(code string) int {
		return slices.IndexFunc(joined.Alphabet, func(l stats.Level) bool { return l.Code == code })
	}
	for _, x := range []struct {
		a, b string
		want float64
	}{{"A+x", "A+y", 1}, {"A+x", "B+x", 2}, {"A+x", "B+y", 3}, {"B", "B+x", 1}} {
		if got := c.Substitution[place(x.a)][place(x.b)]; got != x.want {
			t.Errorf("%s against %s costs %v, want %v", x.a, x.b, got, x.want)
		}
	}
	if _, err := (OptimalMatching{Own: c}).Of(context.Background(), joined); err != nil {
		t.Error(err)
	}
	if _, err := (Combine{}).Of(a, written("xy", "xx", "xxx")); err == nil {
		t.Error("channels of different lengths are joined")
	}
	readable(t, c)
}

func TestTurbulenceOfLongSequences(t *testing.T) {
	s := invented(1, 0, 3, 1)
	for t := range 20_000 {
		s.States[0] = append(s.States[0], t%3)
	}
	s.finish()
	r, err := Indicators{}.Of(s)
	if err != nil {
		t.Fatal(err)
	}
	x := r.Sequences[0]
	if !math.IsInf(x.Subsequences, 1) || !(x.Turbulence.Value > 15_000 && x.Turbulence.Value < 20_001) || math.Abs(x.TurbulenceShare.Value-1) > 1e-12 {
		t.Errorf("%v subsequences, turbulence %v, share %v", x.Subsequences, x.Turbulence.Value, x.TurbulenceShare.Value)
	}
	readable(t, r)
}

// Elzinga and Liefbroer (2007): the successive states a, b, c and a, b, a have 8
// and 7 different subsequences.
func TestSubsequencesOfTheBooks(t *testing.T) {
	for text, want := range map[string]float64{"abc": 8, "aba": 7, "a": 2, "": 1, "abac": 14} {
		n, log2 := subsequences(spellsOf(written("abc", text).States[0]), 3)
		if n != want || math.Abs(log2-math.Log2(want)) > 1e-12 {
			t.Errorf("%q has %v, want %v", text, n, want)
		}
	}
}
