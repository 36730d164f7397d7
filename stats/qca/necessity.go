package qca

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Necessity asks what is there wherever the outcome is: each condition and its
// absence, then conjunctions that are necessary and the shortest disjunctions
// that are, as in R's QCA::superSubset. Singles also tell their sufficiency.
//
// Inclusion is the share of the outcome inside the set; a set that holds nearly
// all cases includes any outcome, and RoN near 0 says so. Memberships and missing
// values as in TruthTable. Ragin (2006), Schneider and Wagemann (2012).
type Necessity struct {
	Outcome    string
	Level      string // of an outcome with several
	Negated    bool   // of the absence of the outcome
	Conditions []string
	// InclCut is the least inclusion of a necessary expression, 0.9 when 0;
	// RoNCut its least relevance, 0.5 when 0, below 0 for any.
	InclCut, RoNCut float64
	// Depth is how many conditions an expression joins at most: all when 0, or 4
	// of more than 10.
	Depth            int
	KeepInapplicable bool   // as in TruthTable
	LowerCase        bool   // write dev for ~DEV
	Lang             string // "en" for English; French otherwise
}

// Single is one value of a condition.
type Single struct {
	Expression  string
	N           int // cases with the outcome that have it, memberships above 0.5
	Necessity   Requirement
	Sufficiency Sufficiency

	crossed [2][2]int
}

// Expression is a conjunction or disjunction that is necessary.
type Expression struct {
	Expression string
	Or         bool // a disjunction
	Requirement

	crossed [2][2]int
}

// Necessary is what is necessary for an outcome.
type Necessary struct {
	Spec        Necessity // with the cuts used
	Singles     []Single
	Expressions []Expression        // conjunctions, then disjunctions, short ones first
	N           int                 // cases used
	Having      int                 // of them, those with the outcome: membership above 0.5
	Missing     stats.MissingCounts // cases by reason of being left out
	Warnings    []string
}

// Of measures necessity. Errors are those of TruthTable.Of, cuts above 1.
func (s Necessity) Of(t *stats.Table) (*Necessary, error) {
	d, err := question{s.Outcome, s.Level, s.Negated, s.Conditions, "", s.KeepInapplicable}.read(t)
	if err != nil {
		return nil, fmt.Errorf("necessity: %w", err)
	}
	if s.InclCut == 0 {
		s.InclCut = 0.9
	}
	if s.RoNCut == 0 {
		s.RoNCut = 0.5
	}
	if s.InclCut < 0 || s.InclCut > 1 || s.RoNCut > 1 || s.Depth < 0 {
		return nil, fmt.Errorf("necessity: InclCut %v, RoNCut %v, Depth %d: cuts go from 0 to 1, depth from 1", s.InclCut, s.RoNCut, s.Depth)
	}
	if s.Depth == 0 {
		s.Depth = len(d.conditions)
		if s.Depth > 10 {
			s.Depth = 4
		}
	}
	r := &Necessary{Spec: s, N: len(d.outcome), Missing: d.missing}
	for _, y := range d.outcome {
		r.Having += int(one(y > 0.5))
	}
	w := walk{data: d, names: newNames(d.conditions, s.LowerCase), cut: s.InclCut, deepest: s.Depth}
	for i, c := range d.conditions {
		for value := c.Levels - 1; value >= 0; value-- {
			x := d.term(w.single(i, value))
			crossed := cross(x, d.outcome)
			r.Singles = append(r.Singles, Single{w.names.literal(i, byte(value)), crossed[0][0], necessity(x, d.outcome, s.Lang), sufficiency(x, d.outcome, s.Lang), crossed})
		}
	}
	for _, or := range []bool{false, true} {
		if w.or = or; r.hasOutcome() {
			w.from(0, 0, always(len(d.conditions)), nil)
		}
		slices.SortFunc(w.found, cube.order)
		for _, c := range w.found {
			e := Expression{Expression: w.names.joined(c, map[bool]string{false: "*", true: " + "}[or]), Or: or, Requirement: necessity(w.members(c), d.outcome, s.Lang), crossed: cross(w.members(c), d.outcome)}
			if s.RoNCut < 0 || e.RoN.Defined() && atLeast(e.RoN.Value, s.RoNCut) {
				r.Expressions = append(r.Expressions, e)
			}
		}
		w.found = nil
	}
	r.warn()
	return r, nil
}

// cross counts the cases in and out of a set, those with the outcome first.
func cross(x, y []float64) (n [2][2]int) {
	for i := range x {
		n[int(one(y[i] <= 0.5))][int(one(x[i] <= 0.5))]++
	}
	return n
}

func (r *Necessary) hasOutcome() bool { return r.Singles[0].Necessity.Inclusion.Defined() }

// walk goes through expressions, one condition after the other.
type walk struct {
	*data
	names   names
	cut     float64
	deepest int
	or      bool
	found   []cube
}

func (w *walk) single(condition, value int) cube {
	return always(len(w.conditions)).with(condition, byte(value))
}

// members is the membership of every case in the literals joined.
func (w *walk) members(c cube) []float64 {
	if !w.or {
		return w.term(c)
	}
	var sets [][]float64
	for i := range len(c) {
		if c[i] != absent {
			sets = append(sets, w.term(w.single(i, int(c[i]))))
		}
	}
	return union(sets...)
}

// from adds literals of the conditions from the next on. A conjunction that is
// not necessary has no longer one that is; a disjunction that is needs no more.
func (w *walk) from(next, depth int, c cube, members []float64) {
	for i := next; i < len(w.conditions) && depth < w.deepest; i++ {
		for value := range w.conditions[i].Levels {
			longer := make([]float64, len(w.outcome))
			for j := range longer {
				x := w.literal(i, value, j)
				switch {
				case members == nil:
					longer[j] = x
				case w.or:
					longer[j] = max(members[j], x)
				default:
					longer[j] = min(members[j], x)
				}
			}
			with := c.with(i, byte(value))
			o := overlaps(longer, w.outcome)
			enough := atLeast(o.both/o.y, w.cut)
			if enough && (!w.or || depth > 0 && w.shortest(with)) {
				w.found = append(w.found, with)
			}
			if enough != w.or {
				w.from(i+1, depth+1, with, longer)
			}
		}
	}
}

// shortest tells whether a disjunction is necessary no more without any one of
// its literals.
func (w *walk) shortest(c cube) bool {
	for i := range len(c) {
		if c[i] == absent {
			continue
		}
		if rest := c.with(i, absent); rest.literals() > 0 {
			if o := overlaps(w.members(rest), w.outcome); atLeast(o.both/o.y, w.cut) {
				return false
			}
		}
	}
	return true
}
