package sequence

import (
	"math"

	"github.com/askoria/verbatim/stats"
)

// Indicators measures each sequence: how many states and changes, how even, how
// predictable. Unknown states are passed over, or with UnknownAsState count
// as a state.
//
// Entropy is of the time in each state, over the log of the alphabet's size;
// Complexity the root of Changed times Entropy (Gabadinho et al. 2010);
// Turbulence is that of Elzinga and Liefbroer (2007), Turbulence2 counts the
// states never visited as spells of length 0 (Ritschard 2023), both normalised
// in their Share by the highest of a sequence as long as the longest. Agrees
// with R's TraMineR::seqindic(indic = "all").
type Indicators struct {
	UnknownAsState bool
	Lang           string // "en" for English; French otherwise
}

// Indicator is the figures of one sequence. Where the sequence has no state,
// those that do not exist say so.
type Indicator struct {
	ID          string
	Length      int // positions
	Known       int // positions with a known state
	Spells      int
	Visited     int // different states
	Transitions int // changes of state
	Text        string

	VisitedShare float64        // of the alphabet
	Recurrence   stats.Estimate // spells a visited state
	Changed      float64        // transitions over the most possible
	Entropy      stats.Estimate // from 0 to 1
	Volatility   stats.Estimate // half visited states, half changes, from 0 to 1
	Complexity   stats.Estimate // from 0 to 1
	// MeanSpell and SpellSD are of the lengths of spells; the second ones count
	// the states never visited as spells of length 0.
	MeanSpell, SpellSD   stats.Estimate
	MeanSpell2, SpellSD2 float64
	// Subsequences is how many different ones the successive states have, the
	// empty one included; +Inf where it is too large to be written.
	Subsequences                  float64
	Turbulence, TurbulenceShare   stats.Estimate
	Turbulence2, Turbulence2Share float64
}

// IndicatorTable is the figures of each sequence.
type IndicatorTable struct {
	Spec      Indicators
	Sequences []Indicator
	N         int
	Unknown   int // positions without a known state
	Warnings  []string
}

// Of measures each sequence.
func (m Indicators) Of(s *Sequences) (*IndicatorTable, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	states, size := s.known(m.UnknownAsState)
	levels := s.levels(true, "")
	// The most turbulent sequence goes through all states in turn.
	var turns []int
	for t := range s.longest() {
		if size > 0 {
			turns = append(turns, t%size)
		}
	}
	top := turbulenceOf(turns, size)
	if size == 1 {
		top.log2, top.log2second = 1, 1
	}
	r := &IndicatorTable{Spec: m, N: s.Len(), Unknown: s.Unknown}
	for i, list := range states {
		x := Indicator{Length: len(list), Text: spellText(list, levels)}
		if i < len(s.IDs) {
			x.ID = s.IDs[i]
		}
		x.fill(list, s.States[i], size, m.Lang)
		x.turbulence(turbulenceOf(list, size), top, m.Lang)
		r.Sequences = append(r.Sequences, x)
	}
	return r, nil
}

func (x *Indicator) fill(list, raw []int, size int, lang string) {
	empty := stats.Say(lang, "aucun état connu", "no known state")
	counts := make([]float64, size)
	for _, state := range list {
		if state != NoState {
			counts[state]++
		}
	}
	for _, state := range raw {
		if state != NoState {
			x.Known++
		}
	}
	for _, c := range counts {
		if c > 0 {
			x.Visited++
		}
	}
	x.Spells = len(spellsOf(list))
	x.Transitions = max(x.Spells-1, 0)
	if x.Length > 1 {
		x.Changed = float64(x.Transitions) / float64(x.Length-1)
	}
	if size > 0 {
		x.VisitedShare = float64(x.Visited) / float64(size)
	}
	if x.Visited == 0 {
		x.Recurrence.Reason = empty
	} else {
		x.Recurrence.Value = float64(x.Spells) / float64(x.Visited)
	}
	if size < 2 {
		reason := stats.Say(lang, "un seul état dans l'alphabet", "one state in the alphabet")
		x.Entropy.Reason, x.Volatility.Reason, x.Complexity.Reason = reason, reason, reason
		return
	}
	x.Entropy.Value = entropy(counts) / math.Log(float64(size))
	x.Volatility.Value = x.Changed / 2
	if x.Visited > 1 {
		x.Volatility.Value += float64(x.Visited-1) / float64(size-1) / 2
	}
	x.Complexity.Value = math.Sqrt(x.Changed * x.Entropy.Value)
}

func (x *Indicator) turbulence(t, top turbulent, lang string) {
	x.Subsequences = math.Exp2(t.log2sub)
	if t.sub < math.MaxFloat64 {
		x.Subsequences = t.sub
	}
	x.MeanSpell2, x.SpellSD2, x.Turbulence2 = t.mean2, math.Sqrt(t.variance2), t.log2second
	if x.Turbulence2 >= 1 && top.log2second > 1 {
		x.Turbulence2Share = (x.Turbulence2 - 1) / (top.log2second - 1)
	}
	if x.Spells == 0 {
		reason := stats.Say(lang, "aucun état connu", "no known state")
		for _, e := range [...]*stats.Estimate{&x.MeanSpell, &x.SpellSD, &x.Turbulence, &x.TurbulenceShare} {
			e.Reason = reason
		}
		return
	}
	x.MeanSpell.Value, x.SpellSD.Value, x.Turbulence.Value = t.mean, math.Sqrt(t.variance), t.log2
	if x.Turbulence.Value >= 1 && top.log2 > 1 {
		x.TurbulenceShare.Value = (x.Turbulence.Value - 1) / (top.log2 - 1)
	}
}

// turbulent is what turbulence is made of, of both types.
type turbulent struct {
	sub, log2sub     float64 // distinct subsequences; sub is +Inf when too many
	mean, variance   float64 // of spell lengths
	mean2, variance2 float64 // with the states never visited
	log2, log2second float64 // turbulence
}

// turbulenceOf works out T = log2(subsequences (s2max + 1) / (s2 + 1)).
func turbulenceOf(list []int, size int) turbulent {
	spells := spellsOf(list)
	var t turbulent
	t.sub, t.log2sub = subsequences(spells, size)
	visited := make([]bool, size)
	total, squares := 0.0, 0.0
	for _, sp := range spells {
		visited[sp.state] = true
		total += float64(sp.length)
	}
	absent := 0.0
	for _, v := range visited {
		if !v {
			absent++
		}
	}
	d := float64(len(spells))
	turbulence := func(variance, most float64) float64 {
		return t.log2sub + math.Log2(most+1) - math.Log2(variance+1)
	}
	spread := func(mean float64) float64 {
		squares = 0
		for _, sp := range spells {
			squares += (float64(sp.length) - mean) * (float64(sp.length) - mean)
		}
		return squares
	}
	if d > 0 {
		t.mean = total / d
		t.variance = spread(t.mean) / d
		t.log2 = turbulence(t.variance, (d-1)*(1-t.mean)*(1-t.mean))
	}
	if d+absent == 0 {
		return t
	}
	t.mean2 = total / (d + absent)
	t.variance2 = (spread(t.mean2) + absent*t.mean2*t.mean2) / (d + absent)
	most := max(float64(size)-2, 0)
	if d == 1 && size >= 2 {
		most = float64(size) - 1
	}
	if d+most > 0 {
		mean := total / (d + most)
		longest := total - d + 1
		variance := ((d-1)*(1-mean)*(1-mean) + (longest-mean)*(longest-mean) + most*mean*mean) / (d + most)
		t.log2second = turbulence(t.variance2, variance)
	}
	return t
}

// subsequences counts the different subsequences of the successive states, the
// empty one included. Their number doubles with each new state, so that it is
// held as a number with an exponent of its own.
func subsequences(spells []spell, size int) (n, log2 float64) {
	type big struct {
		x float64
		e int
	}
	before := make([]big, size) // the count before the last place of each state
	seen := make([]bool, size)
	count := big{1, 0}
	for _, sp := range spells {
		next := big{2 * count.x, count.e}
		if seen[sp.state] {
			next.x -= math.Ldexp(before[sp.state].x, before[sp.state].e-count.e)
		}
		before[sp.state], seen[sp.state] = count, true
		count = next
		if count.x > 0x1p500 {
			count.x, count.e = math.Ldexp(count.x, -500), count.e+500
		}
	}
	return math.Ldexp(count.x, count.e), math.Log2(count.x) + float64(count.e)
}
