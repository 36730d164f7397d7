package qca

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Minimisation finds the shortest expressions for the configurations that go
// with the outcome: all models with the fewest terms, as in R's QCA::minimize.
//
// Kind says what may be assumed of combinations without cases: nothing
// (conservative), whatever makes it shortest (parsimonious), or what agrees with
// Expect (intermediate). No configuration without the outcome is ever covered; a
// Contradiction counts as one. Where all rows have the outcome the parsimonious
// model is 1, always true; where none has, there is none. Quine (1952),
// McCluskey (1956), Ragin and Sonnett (2005).
type Minimisation struct {
	Kind Kind
	// Expect lists literals expected to go with the outcome, "DEV", "~URB" or
	// "AGE[2]": what is not named is not expected either way.
	Expect []string
	// Irredundant gives every model without a superfluous term, also those that
	// have more terms than the shortest (all.sol in R).
	Irredundant bool
	// RowDominance drops implicants whose cases another covers with more: fewer
	// models, and an ambiguity hidden.
	RowDominance bool
	// Necessary lists claims such as "LIT" or "DEV + URB": combinations assumed
	// against them are named. Exclude are numbers of combinations never to assume.
	Necessary []string
	Exclude   []int
	// MaxModels bounds how many models are listed, 1,000 when 0; Steps how long is
	// searched, 3,000 when 0. Complete and Shortest tell whether they were enough.
	MaxModels, Steps int
}

// Kind is what may be assumed of combinations without cases.
type Kind uint8

const (
	// Conservative: nothing; also called complex.
	Conservative Kind = iota
	// Parsimonious: whatever makes the expression shortest.
	Parsimonious
	// Intermediate: what makes it shorter and agrees with what is expected.
	Intermediate
)

// Label names the kind in French, or in English when lang is "en".
func (k Kind) Label(lang string) string {
	return stats.Say(lang, [...]string{"conservatrice", "parcimonieuse", "intermédiaire"}[k], [...]string{"conservative", "parsimonious", "intermediate"}[k])
}

// String is the English label.
func (k Kind) String() string { return k.Label("en") }

// Term is a conjunction of a model.
type Term struct {
	Expression string
	Rows       []int    // numbers of the configurations with the outcome that it covers
	Cases      []string // in them
	// N cases have all its conditions, membership above 0.5; Having of them have
	// the outcome too.
	N, Having int
	Sufficiency
	// Unique is the coverage that no other term of the model has.
	Unique stats.Estimate
	// InAll tells whether it is in all models.
	InAll bool

	cube cube
}

// Model is a disjunction of terms that covers all configurations with the outcome.
type Model struct {
	Expression string
	Terms      []Term
	Sufficiency
}

// Implicant is a prime implicant: it cannot lose a literal.
type Implicant struct {
	Expression string
	Covers     []bool // the rows of Chart
	Essential  bool   // it alone covers some row

	cube cube
}

// Solution is what minimisation found.
type Solution struct {
	Spec  Minimisation
	Table *Configurations
	// Models, by number of terms. Complete is false where there are or may be
	// more of them than listed.
	Models   []Model
	Complete bool
	// Shortest is false where the search ended before it was sure that no model
	// has fewer terms; none has fewer than Fewest.
	Shortest bool
	Fewest   int
	// Terms are those of any model; Unique is against all the others.
	Terms []Term
	// Overall is the fit of all models together.
	Overall Sufficiency
	// Implicants and Chart: which prime implicant covers which row, by number
	// among Table.Rows from 0. With Intermediate, those of all pairs are in Pairs.
	Implicants []Implicant
	Chart      []int
	// Pairs, of an intermediate solution: one a conservative and a parsimonious
	// model.
	Pairs []Pair
	// Untenable are assumptions against a claim of necessity.
	Untenable []Untenable
	// Reason says why there is no model; "" where there is.
	Reason   string
	Warnings []string

	space space
}

// Pair is the intermediate solution between two models.
type Pair struct {
	Conservative, Parsimonious string
	// Easy are the combinations without cases that agree with what is expected
	// and were assumed; Difficult those that the parsimonious model assumes beyond.
	Easy, Difficult []int
	Models          []Model
	Terms           []Term // of any of them
	Overall         Sufficiency
}

// Untenable is a combination without cases that a model assumes to have the
// outcome though a condition said to be necessary is absent.
type Untenable struct {
	Number            int
	Expression, Claim string
}

// Of minimises a truth table. Errors are expectations and claims that name no
// condition, and numbers that are no combination.
func (s Minimisation) Of(c *Configurations) (*Solution, error) {
	switch {
	case s.Kind > Intermediate:
		return nil, fmt.Errorf("minimisation: kind %d: there are Conservative, Parsimonious, Intermediate", s.Kind)
	case s.MaxModels < 0 || s.Steps < 0:
		return nil, fmt.Errorf("minimisation: MaxModels %d, Steps %d: they cannot be negative", s.MaxModels, s.Steps)
	}
	if s.MaxModels == 0 {
		s.MaxModels = 1000
	}
	if s.Steps == 0 {
		s.Steps = 3000
	}
	expected, err := s.expected(c.names)
	if err != nil {
		return nil, fmt.Errorf("minimisation: %w", err)
	}
	claims, err := c.names.claims(s.Necessary)
	if err != nil {
		return nil, fmt.Errorf("minimisation: %w", err)
	}
	for _, number := range s.Exclude {
		if number < 1 || number > c.Possible {
			return nil, fmt.Errorf("minimisation: Exclude %d: combinations are numbered from 1 to %d", number, c.Possible)
		}
	}
	r := &Solution{Spec: s, Table: c, space: newSpace(c.Conditions), Complete: true, Shortest: true}
	p := r.problem()
	switch {
	case len(p.positive) == 0:
		r.Reason = stats.Say(c.Spec.Lang, "aucune configuration observée ne va avec le résultat", "no configuration observed goes with the outcome")
	case s.Kind == Conservative:
		r.fill(p, p.conservative())
	case s.Kind == Parsimonious:
		r.fill(p, p.parsimonious())
	default:
		r.intermediate(p, expected)
	}
	r.untenable(claims)
	r.warn()
	return r, nil
}

// problem is the rows of a truth table as minimisation sees them.
type problem struct {
	*Solution
	positive, negative []cube
	rows               []int // of the positive corners, in Table.Rows
	present            []int // combinations with the outcome, "-" being any value
}

func (r *Solution) problem() problem {
	p := problem{Solution: r}
	for _, row := range r.Table.Rows {
		if row.Out == Absent || row.Out == Contradiction {
			p.negative = append(p.negative, row.cube)
		}
	}
	for i, row := range r.Table.Rows {
		if row.Out != Present {
			continue
		}
		// Where a condition does not apply nothing may be left to set a row apart.
		if slices.ContainsFunc(p.negative, row.cube.named().covers) {
			r.Warnings = append(r.Warnings, fmt.Sprintf(r.say(
				"La configuration %s est laissée de côté : ses conditions qui s'appliquent ne la distinguent pas d'une configuration sans le résultat.",
				"The configuration %s is left out: the conditions that apply to it do not tell it from one without the outcome."), row.Expression))
			continue
		}
		p.positive = append(p.positive, row.cube)
		p.rows = append(p.rows, i)
	}
	p.present = r.space.numbers(p.positive...)
	return p
}

func (p problem) conservative() []cube {
	return implicants(p.space.corners(p.present), p.space.outside(p.present))
}

// parsimonious treats excluded combinations as without the outcome, unless cases
// show that they have it.
func (p problem) parsimonious() []cube {
	negative := slices.Clone(p.negative)
	excluded := slices.Clone(p.Spec.Exclude)
	slices.Sort(excluded)
	return implicants(p.positive, append(negative, p.space.corners(less(excluded, p.present))...))
}

// fill solves the chart of implicants and measures the models.
func (r *Solution) fill(p problem, primes []cube) {
	models, chart, primes := r.solve(p, primes, r.Spec.MaxModels)
	r.Chart = p.rows
	by := chart.covering()
	for i, c := range primes {
		covers := make([]bool, chart.n)
		essential := false
		for column := range covers {
			covers[column] = chart.rows[i].has(column)
			essential = essential || covers[column] && len(by[column]) == 1
		}
		r.Implicants = append(r.Implicants, Implicant{Expression: r.Table.names.term(c), Covers: covers, Essential: essential, cube: c})
	}
	r.Models = r.measure(p, models)
	r.Terms, r.Overall = r.together(p, r.Models)
}

// solve lists at most so many models as cubes, shortest first.
func (r *Solution) solve(p problem, primes []cube, atMost int) (models [][]cube, ch chart, kept []cube) {
	ch, kept = newChart(primes, p.positive)
	if r.Spec.RowDominance {
		rows, _ := ch.undominated(true)
		dominant := make([]cube, len(rows))
		for i, row := range rows {
			dominant[i] = kept[row]
		}
		ch, kept = newChart(dominant, p.positive)
	}
	var covers [][]int
	capped := false
	collect := func(rows []int) bool {
		if capped = len(covers) == atMost; !capped {
			covers = append(covers, rows)
		}
		return !capped
	}
	fewest, smallest := ch.fewest(r.Spec.Steps)
	if r.Fewest == 0 || fewest < r.Fewest {
		r.Fewest = fewest
	}
	r.Shortest = r.Shortest && fewest == len(smallest)
	var ended bool
	if r.Spec.Irredundant {
		all := make([]int, len(kept))
		for i := range all {
			all[i] = i
		}
		ended = ch.covers(all, len(kept), r.Spec.Steps, false, collect)
	} else {
		ended = ch.smallest(len(smallest), r.Spec.Steps, collect)
	}
	r.Complete = r.Complete && r.Shortest && ended && !capped
	if covers == nil {
		covers = [][]int{smallest}
	}
	slices.SortFunc(covers, func(a, b []int) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return slices.Compare(a, b)
	})
	for _, rows := range covers {
		model := make([]cube, len(rows))
		for i, row := range rows {
			model[i] = kept[row]
		}
		models = append(models, model)
	}
	return models, ch, kept
}
