package crossed

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Saturation asks which codes one interview more is the first to bring. They go
// in the order of the corpus; those in which nothing was read are left out.
//
// After Guest, Namey and Chen (2020, PLoS ONE 15(5)) the first Base interviews
// give the base; each run of Run interviews after it, one further on each time,
// is compared to it by the codes new in the run over the codes of the base.
// Saturation is reached at the interview before the first run whose ratio is at
// most Threshold.
//
// The curve over orders: Expected is exact, Σ 1 - C(N-f, k)/C(N, k) over codes
// in f of N interviews (as R's vegan::specaccum, method "exact"); Mean, Low and
// High are over all orders up to 16 interviews, over Orders random ones beyond.
type Saturation struct {
	Codebook  *corpus.Codebook // nil: the codes that were used
	Coder     string           // only this one; "": all together
	Base      int              // interviews of the base; 0 is 4
	Run       int              // interviews of a run; 0 is 2
	Threshold float64          // ratio, from 0 to 1: 0 (no new code) or 0.05
	Level     int              // of codes in the tree, 1 the top; 0 is codes as they were given
	BySide    bool             // a curve for each side besides the one for all
	ByRole    bool             // a curve for each role besides
	Orders    int              // random orders; 0 is 2,000
	Seed      uint64
	Lang      string
}

// SaturationCurves is what interviews bring, over all voices and by voice.
type SaturationCurves struct {
	Spec     Saturation
	Curves   []Curve
	Warnings []string
}

// Curve is what the interviews of some voices bring, one after another. Slices
// have one value an interview: after k interviews stands at k-1.
type Curve struct {
	Voice      string
	Interviews []string // their codes, in order
	New        []int    // codes not seen before
	Seen       []int    // codes seen up to here
	Base       int      // codes of the base
	// RunNew and Ratio are of the run that begins after Base+i interviews.
	RunNew []int
	Ratio  []stats.Estimate
	// Reached is the number of interviews at which saturation is reached and
	// that a run confirms; its Reason says why it is not.
	Reached stats.Estimate

	Expected, Deviation []float64 // exact mean and standard deviation over all orders
	Mean, Low, High     []float64 // and the middle 95 %, over the orders looked at
	AllOrders           bool
	Orders              int // random orders, of which Saturated reach the threshold
	Saturated           int
	// Median is the interview at which half of the random orders are saturated.
	Median stats.Estimate
}

// Of draws the curves. It fails on a coder that does not exist, on codings of
// another corpus, and on a setting that makes no sense.
func (s Saturation) Of(c *corpus.Corpus, codings corpus.Codings) (*SaturationCurves, error) {
	s.Base, s.Run, s.Orders = cmp.Or(s.Base, 4), cmp.Or(s.Run, 2), cmp.Or(s.Orders, 2000)
	switch {
	case s.Base < 1 || s.Run < 1 || s.Orders < 1:
		return nil, errors.New("saturation: Base, Run and Orders must be at least 1")
	case s.Threshold < 0 || s.Threshold >= 1 || math.IsNaN(s.Threshold):
		return nil, fmt.Errorf("saturation: Threshold is %v; it must be from 0 to below 1 (0.05 is 5%%)", s.Threshold)
	case s.Level < 0:
		return nil, fmt.Errorf("saturation: Level is %d; it must be 0 or more", s.Level)
	}
	heard, err := corpus.Hearing{Codebook: s.Codebook, Coder: s.Coder, Alone: true, Lang: s.Lang}.Of(c, codings)
	if err != nil {
		return nil, fmt.Errorf("saturation: %w", err)
	}
	result := &SaturationCurves{Spec: s, Warnings: heard.Warnings}
	units := s.units(c, heard)
	anybody := voice{label: stats.Say(s.Lang, "ensemble", "all"), is: func(interviews.Informant, interviews.Role) bool { return true }}
	voices := []voice{anybody}
	if s.BySide {
		voices = append(voices, newListening(Situations{Lang: s.Lang}, c, heard, nil).voices...)
	}
	if s.ByRole {
		voices = append(voices, newListening(Situations{ByRole: true, Lang: s.Lang}, c, heard, nil).voices...)
	}
	for _, v := range voices {
		result.Curves = append(result.Curves, s.curve(v, units))
	}
	if s.Level > 0 && s.Codebook == nil {
		n := notes{s.Lang, result.Warnings}
		n.add("Sans grille, chaque code est au premier niveau.", "Without a codebook every code is at the first level.")
		result.Warnings = n.list
	}
	return result, nil
}

// unit is an interview that was read, with the codes that each speaker's words
// bear.
type unit struct {
	id       string
	speakers []speaker
	codes    map[string][]speaker
	order    []string // codes in the order of the codebook
}

func (s Saturation) units(c *corpus.Corpus, heard *corpus.Accounts) []unit {
	var units []unit
	at := map[string]int{}
	for _, d := range c.Documents() {
		if slices.ContainsFunc(heard.Codes, func(code corpus.Code) bool { return heard.Read(d, code.ID) }) {
			at[d.ID()] = len(units)
			units = append(units, unit{id: d.ID(), speakers: speakersOf(c, d.Interview()), codes: map[string][]speaker{}})
		}
	}
	for _, code := range heard.Codes {
		id := code.ID
		if path := s.Codebook.Path(id); s.Level > 0 && len(path) >= s.Level {
			id = path[s.Level-1]
		}
		for _, p := range heard.Passages(code.ID) {
			u := &units[at[p.Document.ID()]]
			if u.codes[id] == nil {
				u.order = append(u.order, id)
			}
			u.codes[id] = append(u.codes[id], speaker{p.Side, p.Role})
		}
	}
	return units
}

// curve follows the interviews in which a voice speaks.
func (s Saturation) curve(v voice, all []unit) Curve {
	curve := Curve{Voice: v.label}
	heard := func(who speaker) bool { return v.is(who.side, who.role) }
	number := map[string]int{}
	var sets [][]int // codes of each interview, numbered as they first appear
	for _, u := range all {
		if !slices.ContainsFunc(u.speakers, heard) {
			continue
		}
		curve.Interviews = append(curve.Interviews, u.id)
		var set []int
		before := len(number)
		for _, id := range u.order {
			if !slices.ContainsFunc(u.codes[id], heard) {
				continue
			}
			if _, known := number[id]; !known {
				number[id] = len(number)
			}
			set = append(set, number[id])
		}
		sets = append(sets, set)
		curve.New = append(curve.New, len(number)-before)
		curve.Seen = append(curve.Seen, len(number))
	}
	s.runs(&curve)
	curve.Expected, curve.Deviation = expected(sets, len(number))
	s.overOrders(&curve, sets, len(number))
	return curve
}

// runs compares each run to the base.
func (s Saturation) runs(curve *Curve) {
	n := len(curve.New)
	if n >= s.Base {
		curve.Base = curve.Seen[s.Base-1]
	}
	for start := s.Base; start+s.Run <= n; start++ {
		found := 0
		for _, k := range curve.New[start : start+s.Run] {
			found += k
		}
		curve.RunNew = append(curve.RunNew, found)
		ratio := stats.Estimate{Reason: stats.Say(s.Lang, "aucun code dans la base", "no code in the base")}
		if curve.Base > 0 {
			ratio = stats.Estimate{Value: float64(found) / float64(curve.Base)}
		}
		curve.Ratio = append(curve.Ratio, ratio)
	}
	curve.Reached = stats.Estimate{Reason: stats.Say(s.Lang, "seuil non atteint", "threshold not reached")}
	switch at := s.saturated(curve.New); {
	case n < s.Base+s.Run:
		curve.Reached.Reason = fmt.Sprintf(stats.Say(s.Lang, "%d entretiens : il en faut au moins %d", "%d interviews: at least %d are needed"), n, s.Base+s.Run)
	case curve.Base == 0:
		curve.Reached.Reason = stats.Say(s.Lang, "aucun code dans la base", "no code in the base")
	case at > 0:
		curve.Reached = stats.Estimate{Value: float64(at)}
	}
}

// saturated is the number of interviews before the first run at the threshold,
// 0 if there is none.
func (s Saturation) saturated(found []int) int {
	base, run := 0, 0
	for i, k := range found {
		if i < s.Base {
			base += k
			continue
		}
		run += k
		if i >= s.Base+s.Run {
			run -= found[i-s.Run]
		}
		if i >= s.Base+s.Run-1 && base > 0 && float64(run) <= s.Threshold*float64(base) {
			return i + 1 - s.Run
		}
	}
	return 0
}
