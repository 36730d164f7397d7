package sequence

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Null compares the quality of a typology with that of typologies of sequences
// drawn at random, made in the same way: a silhouette means something only where
// chance does not give it (Studer 2021). As many sequences, as long as those
// observed, are drawn Draws times; distances and classes are made of each anew.
// Agrees in its models with R's WeightedCluster::seqnull; draws are our own.
type Null struct {
	Model   NullModel
	Draws   int // 0: 100
	Seed    uint64
	Measure Measure                                       // nil: OptimalMatching{}
	Classes func(d *Distances) (*stats.Categories, error) // how classes are made of distances
	Lang    string                                        // "en" for English; French otherwise
}

// NullModel is how sequences are drawn.
type NullModel uint8

const (
	// RandomSpells draws the states of spells, never the same twice in a row, and
	// their lengths, each by what was observed.
	RandomSpells NullModel = iota
	// RandomLengths keeps the states of each sequence in their order, and draws
	// where one ends and the next begins.
	RandomLengths
	// Markov draws each state after the one before, by the transition rates.
	Markov
)

// NullComparison is a measure of quality beside what chance gives.
type NullComparison struct {
	Name      string
	Observed  stats.Estimate
	Mean, SD  float64        // over the draws
	Low, High float64        // what 95 % of the draws lie between
	Distance  stats.Estimate // of Observed from Mean, in SD
	P         float64        // share of the draws, the observed included, that are as good
	Defined   int            // draws in which it exists
}

// NullQuality is the quality of a typology beside what chance gives.
type NullQuality struct {
	Spec        Null
	Observed    *PartitionQuality
	Comparisons []NullComparison
	N           int
	Draws       int
	Warnings    []string
}

// Of compares. Errors are no Classes, those of Measure and Classes, and the
// context's.
func (u Null) Of(ctx context.Context, s *Sequences) (*NullQuality, error) {
	if u.Classes == nil {
		return nil, errors.New("null: Classes is needed: how classes are made of distances")
	}
	if u.Model > Markov || u.Draws < 0 {
		return nil, fmt.Errorf("null: model %d, %d draws: no such settings", u.Model, u.Draws)
	}
	if u.Draws == 0 {
		u.Draws = 100
	}
	if u.Measure == nil {
		u.Measure = OptimalMatching{}
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	observed, err := u.quality(ctx, s)
	if err != nil {
		return nil, fmt.Errorf("null: observed sequences: %w", err)
	}
	r := &NullQuality{Spec: u, Observed: observed, N: s.Len(), Draws: u.Draws}
	m := modelOf(s)
	drawn := make([]*PartitionQuality, u.Draws)
	for draw := range drawn {
		// The distances of a draw take all processors; each has a stream of its own.
		random := rand.New(rand.NewPCG(u.Seed, uint64(draw)+1))
		if drawn[draw], err = u.quality(ctx, m.draw(s, u.Model, random)); err != nil {
			return nil, fmt.Errorf("null: draw %d: %w", draw+1, err)
		}
	}
	names := [...]string{"PBC", "HG", "HGSD", "HC", "ASW", "ASWw", "CH", "R2", "CHsq", "R2sq"}
	for k, name := range names {
		x := NullComparison{Name: name, Observed: *observed.estimates()[k]}
		var values []float64
		for _, q := range drawn {
			if e := q.estimates()[k]; e.Defined() {
				values = append(values, e.Value)
			}
		}
		x.fill(values, name == "HC", u.Lang)
		r.Comparisons = append(r.Comparisons, x)
	}
	return r, nil
}

func (u Null) quality(ctx context.Context, s *Sequences) (*PartitionQuality, error) {
	d, err := u.Measure.Of(ctx, s)
	if err != nil {
		return nil, err
	}
	classes, err := u.Classes(d)
	if err != nil {
		return nil, err
	}
	return Quality{Lang: u.Lang}.Of(d, classes)
}

// fill sets an observed value beside those of the draws.
func (x *NullComparison) fill(values []float64, lower bool, lang string) {
	x.Defined, x.P = len(values), 1
	x.Distance.Reason = x.Observed.Reason
	if len(values) == 0 {
		x.Distance.Reason = stats.Say(lang, "aucun tirage ne la définit", "no draw defines it")
		return
	}
	slices.Sort(values)
	as := 1
	for _, v := range values {
		x.Mean += v / float64(len(values))
		if !lower && v >= x.Observed.Value || lower && v <= x.Observed.Value {
			as++
		}
	}
	for _, v := range values {
		x.SD += (v - x.Mean) * (v - x.Mean) / max(float64(len(values)-1), 1)
	}
	x.SD = math.Sqrt(x.SD)
	last := float64(len(values) - 1)
	x.Low, x.High = values[int(math.Round(0.025*last))], values[int(math.Round(0.975*last))]
	if !x.Observed.Defined() {
		return
	}
	x.P = float64(as) / float64(len(values)+1)
	if x.Distance.Value = (x.Observed.Value - x.Mean) / x.SD; x.SD < 1e-12 {
		x.Distance = stats.Estimate{Reason: stats.Say(lang, "tous les tirages sont égaux", "all draws are equal")}
	}
}

// model is what draws are made from; an unknown state is one more state.
type model struct {
	states  [][]int
	size    int
	share   []float64 // of spells, by state
	lengths []int     // of all spells
	first   []float64 // states at the first position
	rates   [][]float64
}

func modelOf(s *Sequences) *model {
	m := &model{}
	m.states, m.size = s.known(s.Unknown > 0)
	m.share, m.first = make([]float64, m.size), make([]float64, m.size)
	for i, list := range m.states {
		for _, sp := range spellsOf(list) {
			m.share[sp.state]++
			m.lengths = append(m.lengths, sp.length)
		}
		if len(list) > 0 {
			m.first[list[0]] += s.weight(i)
		}
	}
	m.rates, _ = rates(s, m.states, m.size)
	return m
}

// draw makes as many sequences of the same lengths.
func (m *model) draw(s *Sequences, kind NullModel, random *rand.Rand) *Sequences {
	drawn := *s
	drawn.States = make([][]int, len(m.states))
	for i, list := range m.states {
		var made []int
		switch kind {
		case RandomLengths:
			made = m.shuffled(list, random)
		case Markov:
			for t := range list {
				from := m.first
				if t > 0 && slices.Max(m.rates[made[t-1]]) > 0 {
					from = m.rates[made[t-1]]
				}
				made = append(made, pickOne(from, -1, random))
			}
		default:
			state := -1
			for len(made) < len(list) {
				state = pickOne(m.share, state, random)
				for range m.lengths[random.IntN(len(m.lengths))] {
					made = append(made, state)
				}
			}
			made = made[:len(list)]
		}
		for t, state := range made {
			if state == len(s.Alphabet) {
				made[t] = NoState
			}
		}
		drawn.States[i] = made
	}
	drawn.finish()
	return &drawn
}

// shuffled keeps the spells in order and draws the places where they change.
func (m *model) shuffled(list []int, random *rand.Rand) []int {
	spells := spellsOf(list)
	if len(spells) == 0 {
		return nil
	}
	cuts := random.Perm(len(list) - 1)[:len(spells)-1]
	slices.Sort(cuts)
	made := make([]int, len(list))
	at := 0
	for t := range made {
		for at < len(cuts) && t > cuts[at] {
			at++
		}
		made[t] = spells[at].state
	}
	return made
}

// pickOne draws a place by its weight, never the one excepted unless it is the
// only one.
func pickOne(weights []float64, except int, random *rand.Rand) int {
	total := 0.0
	for k, w := range weights {
		if k != except {
			total += w
		}
	}
	if total == 0 {
		return max(except, 0)
	}
	u, last := random.Float64()*total, 0
	for k, w := range weights {
		if k == except || w == 0 {
			continue
		}
		if last = k; u < w {
			return k
		}
		u -= w
	}
	return last
}

// Tables is one row a measure.
func (r *NullQuality) Tables() []*stats.Table {
	say := func(french, english string) string { return stats.Say(r.Spec.Lang, french, english) }
	figure := func(name, label string, of func(NullComparison) float64) stats.Column {
		return estimates(name, label, stats.Coefficient, r.Comparisons, func(x NullComparison) stats.Estimate {
			if x.Defined == 0 {
				return stats.Estimate{Reason: x.Distance.Reason}
			}
			return stats.Estimate{Value: of(x)}
		})
	}
	model := say([...]string{"épisodes au hasard", "durées au hasard", "chaîne de Markov"}[r.Spec.Model],
		[...]string{"random spells", "random lengths", "Markov chain"}[r.Spec.Model])
	return []*stats.Table{stats.MustTable(say("Qualité de la typologie, comparée au hasard", "Quality of the typology, against chance"),
		words("mesure", say("Mesure", "Measure"), r.Comparisons, func(x NullComparison) string { return x.Name }),
		estimates("observe", say("Observé", "Observed"), stats.Coefficient, r.Comparisons, func(x NullComparison) stats.Estimate { return x.Observed }),
		figure("hasard", say("Moyenne au hasard", "Mean by chance"), func(x NullComparison) float64 { return x.Mean }),
		figure("bas", say("95 % bas", "95% low"), func(x NullComparison) float64 { return x.Low }),
		figure("haut", say("95 % haut", "95% high"), func(x NullComparison) float64 { return x.High }),
		estimates("ecart", say("Écart (écarts-types)", "Distance (SD)"), stats.Coefficient, r.Comparisons, func(x NullComparison) stats.Estimate { return x.Distance }),
		figure("p", "p", func(x NullComparison) float64 { return x.P }),
	).Captioned(stats.Caption{
		Population: fmt.Sprintf(say("%d séquences ; %d tirages (%s), graine %d", "%d sequences; %d draws (%s), seed %d"), r.N, r.Draws, model, r.Spec.Seed),
		Notes:      r.Warnings,
	})}
}

// String is the comparison as text.
func (r *NullQuality) String() string { return stats.Printer{Lang: r.Spec.Lang}.Of(r.Tables()[0]) }
