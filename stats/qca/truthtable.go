package qca

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// TruthTable sorts cases into configurations of conditions and tells which of
// them go with the outcome, as in R's QCA::truthTable.
//
// Conditions are numbers from 0 to 1 (fuzzy), flags, levels 0, 1, 2… or
// categories in declared order. A case belongs to the configuration where its
// membership is above 0.5; inclusion counts all cases by their membership. A
// missing value leaves the case out, counted by reason. Ragin (1987, 2008).
type TruthTable struct {
	Outcome string
	Level   string // of an outcome with several: its code, or its number
	Negated bool   // explain the absence of the outcome
	// Conditions, in the order in which they are written; 4 to 8 is usual.
	Conditions []string
	ID         string // column that names cases; else their row
	// InclCut is the least inclusion of a configuration with the outcome: 1 for
	// crisp data, 0.8 for fuzzy. Below ExclCut (InclCut when 0) it is without;
	// between the two it is a contradiction. PRICut is the least PRI.
	InclCut, ExclCut, PRICut float64
	NCut                     int // fewer cases make a remainder; 1 when 0
	// KeepInapplicable keeps the cases for which a condition does not arise
	// (NotApplicable, "-" in R): no value of that condition describes them.
	KeepInapplicable bool
	LowerCase        bool   // write dev for ~DEV
	Lang             string // "en" for English; French otherwise
}

// Out is what a configuration goes with.
type Out uint8

const (
	// Remainder: too few cases to tell.
	Remainder Out = iota
	// Absent: not with the outcome.
	Absent
	// Present: with the outcome.
	Present
	// Contradiction: its inclusion lies between the two cuts.
	Contradiction
)

// String is the sign of a truth table: ?, 0, 1 or C.
func (o Out) String() string { return [...]string{"?", "0", "1", "C"}[o] }

// Configuration is a row of a truth table that some case belongs to.
type Configuration struct {
	// Number is its place among all combinations, from 1; 0 where a condition
	// does not apply.
	Number     int
	Values     []int  // one a condition; -1 where it does not apply
	Expression string // DEV*~URB
	Out        Out
	N          int
	Having     int // of them, those with the outcome: membership above 0.5
	Cases      []string
	// Deviant are its cases on the other side of 0.5 in the outcome.
	Deviant []string
	Sufficiency

	cube cube
}

// Configurations is a truth table: the rows that have cases.
type Configurations struct {
	Spec       TruthTable // with the cuts used
	Conditions []Condition
	Rows       []Configuration // by number
	Remainders int             // combinations with fewer cases than NCut
	Possible   int             // combinations of values
	// Half are cases with a membership of exactly 0.5 in a condition: they
	// belong to no configuration, and still count in the inclusion of all.
	Half     []string
	N        int                 // cases used
	Missing  stats.MissingCounts // cases by reason of being left out
	Warnings []string

	data  *data
	names names
}

// tolerance keeps a rounding error of sums from deciding a cut.
const tolerance = 1e-10

func atLeast(x, cut float64) bool { return x >= cut-tolerance }

// Of makes the truth table. Errors are unknown columns, columns that are no
// sets, too many conditions, cuts outside 0 to 1.
func (s TruthTable) Of(t *stats.Table) (*Configurations, error) {
	d, err := question{s.Outcome, s.Level, s.Negated, s.Conditions, s.ID, s.KeepInapplicable}.read(t)
	if err != nil {
		return nil, fmt.Errorf("truth table: %w", err)
	}
	return s.of(d)
}

func (s TruthTable) of(d *data) (*Configurations, error) {
	if s.InclCut == 0 {
		s.InclCut = 1
		if d.fuzzy {
			s.InclCut = 0.8
		}
	}
	if s.ExclCut == 0 {
		s.ExclCut = s.InclCut
	}
	s.NCut = max(s.NCut, 1)
	if s.InclCut < 0 || s.InclCut > 1 || s.ExclCut < 0 || s.ExclCut > s.InclCut || s.PRICut < 0 || s.PRICut > 1 {
		return nil, fmt.Errorf("truth table: InclCut %v, ExclCut %v, PRICut %v: cuts go from 0 to 1, and ExclCut is at most InclCut", s.InclCut, s.ExclCut, s.PRICut)
	}
	c := &Configurations{Spec: s, Conditions: d.conditions, N: len(d.outcome), Missing: d.missing, Possible: 1, data: d, names: newNames(d.conditions, s.LowerCase)}
	for _, condition := range d.conditions {
		if c.Possible *= condition.Levels; c.Possible > maxSpace {
			return nil, fmt.Errorf("truth table: over %d combinations of values; over a few hundred most have no case: take fewer conditions or group their levels", maxSpace)
		}
	}
	c.sort()
	c.Remainders = c.Possible
	for i := range c.Rows {
		c.judge(&c.Rows[i])
		if c.Rows[i].Out != Remainder && c.Rows[i].Number > 0 {
			c.Remainders--
		}
	}
	c.warn()
	return c, nil
}

// sort puts each case into its configuration.
func (c *Configurations) sort() {
	d := c.data
	place := map[cube]int{}
	for i := range d.outcome {
		corner := make([]byte, len(d.conditions))
		half := false
		for j, condition := range d.conditions {
			x := d.values[j][i]
			switch {
			case x == inapplicable:
				corner[j] = notApplicable
			case condition.multi():
				corner[j] = byte(x)
			case x > 0.5:
				corner[j] = 1
			case x == 0.5:
				half = true
			}
		}
		if half {
			c.Half = append(c.Half, d.names[i])
			continue
		}
		at, known := place[cube(corner)]
		if !known {
			at = len(c.Rows)
			place[cube(corner)] = at
			c.Rows = append(c.Rows, Configuration{cube: cube(corner)})
		}
		row := &c.Rows[at]
		row.N++
		row.Cases = append(row.Cases, d.names[i])
	}
	slices.SortFunc(c.Rows, func(a, b Configuration) int { return cmp.Compare(a.cube, b.cube) })
}

// notApplicable is the value, in a corner, of a condition that does not arise:
// no literal names it.
const notApplicable = absent - 1

// judge measures a configuration and says what it goes with.
func (c *Configurations) judge(row *Configuration) {
	d, s := c.data, c.Spec
	members := make([]float64, len(d.outcome))
	row.Number, row.Values = 1, make([]int, len(d.conditions))
	size := 1
	for j := len(d.conditions) - 1; j >= 0; j-- {
		value := row.cube[j]
		row.Values[j] = int(value)
		if value == notApplicable {
			row.Values[j], row.Number = -1, 0
		}
		if row.Number > 0 {
			row.Number += size * int(value)
		}
		size *= d.conditions[j].Levels
	}
	for i := range members {
		members[i] = 1
		for j := range d.conditions {
			if row.cube[j] == notApplicable {
				members[i] = min(members[i], one(d.values[j][i] == inapplicable))
			} else {
				members[i] = min(members[i], d.literal(j, int(row.cube[j]), i))
			}
		}
	}
	row.Expression = c.names.term(row.cube)
	row.Sufficiency = sufficiency(members, d.outcome, s.Lang)
	inclusion, pri := row.Inclusion.Value, row.PRI.Value
	switch {
	case row.N < s.NCut:
		row.Out = Remainder
	case atLeast(inclusion, s.InclCut) && (s.PRICut == 0 || row.PRI.Defined() && atLeast(pri, s.PRICut)):
		row.Out = Present
	case s.ExclCut < s.InclCut && atLeast(inclusion, s.ExclCut):
		row.Out = Contradiction
	default:
		row.Out = Absent
	}
	for i, x := range members {
		row.Having += int(one(x > 0.5 && d.outcome[i] > 0.5))
		if x > 0.5 && (row.Out == Present && d.outcome[i] < 0.5 || row.Out == Absent && d.outcome[i] > 0.5 || row.Out == Contradiction) {
			row.Deviant = append(row.Deviant, d.names[i])
		}
	}
}
