package qca

import (
	"fmt"
	"slices"
	"strings"
)

// expected reads what is expected: for each condition, the values that go with
// the outcome, nil where nothing is expected.
func (s Minimisation) expected(n names) ([][]byte, error) {
	all := make([][]byte, len(n.conditions))
	for _, text := range s.Expect {
		condition, value, err := n.parse(text)
		if err != nil {
			return nil, fmt.Errorf("expectation: %w", err)
		}
		all[condition] = append(all[condition], value)
	}
	return all, nil
}

// claim is a disjunction said to be necessary.
type claim struct {
	text  string
	terms []cube
}

func (n names) claims(texts []string) ([]claim, error) {
	var list []claim
	for _, text := range texts {
		c := claim{text: text}
		for part := range strings.SplitSeq(text, "+") {
			term := always(len(n.conditions))
			for literal := range strings.SplitSeq(part, "*") {
				condition, value, err := n.parse(literal)
				if err != nil {
					return nil, fmt.Errorf("claim: %w", err)
				}
				term = term.with(condition, value)
			}
			c.terms = append(c.terms, term)
		}
		list = append(list, c)
	}
	return list, nil
}

// untenable lists the assumptions under which a claim is wrong.
func (r *Solution) untenable(claims []claim) {
	if len(claims) == 0 {
		return
	}
	for _, number := range r.assumed() {
		corner := r.space.corner(number)
		for _, claim := range claims {
			if !slices.ContainsFunc(claim.terms, func(c cube) bool { return c.covers(corner) }) {
				r.Untenable = append(r.Untenable, Untenable{number, r.Table.names.term(corner), claim.text})
			}
		}
	}
}

// intermediate goes from each conservative model towards each parsimonious one:
// a term drops the literals that the shorter one does not need, but keeps those
// that are not expected otherwise; assumptions inside are easy (Ragin 2008). It
// ends with the first pair whose models cannot all be listed.
func (r *Solution) intermediate(p problem, expected [][]byte) {
	long, _, _ := r.solve(p, p.conservative(), r.Spec.MaxModels)
	short, _, _ := r.solve(p, p.parsimonious(), r.Spec.MaxModels)
	complete := r.Complete
	r.Complete, r.Shortest, r.Fewest = true, true, 0 // of the models between
	solved := map[string][][]cube{}
	seen := map[string]bool{}
	var models [][]cube
	for _, c := range long {
		for _, s := range short {
			if r.Complete = r.Complete && len(models) < r.Spec.MaxModels; !r.Complete {
				break
			}
			assumed := less(r.space.numbers(s...), r.observed())
			difficult := less(assumed, r.space.numbers(towards(c, s, expected)...))
			easy := less(assumed, difficult)
			key := fmt.Sprint(easy)
			if solved[key] == nil {
				allowed := slices.Concat(p.present, easy)
				slices.Sort(allowed)
				primes := implicants(r.space.corners(p.present), r.space.outside(slices.Compact(allowed)))
				solved[key], _, _ = r.solve(p, primes, r.Spec.MaxModels-len(models))
				for _, m := range solved[key] {
					if expression := r.expression(m); !seen[expression] {
						seen[expression] = true
						models = append(models, m)
					}
				}
			}
			pair := Pair{Conservative: r.expression(c), Parsimonious: r.expression(s), Easy: easy, Difficult: difficult}
			pair.Models = r.measure(p, solved[key])
			pair.Terms, pair.Overall = r.together(p, pair.Models)
			r.Pairs = append(r.Pairs, pair)
		}
	}
	r.Complete = r.Complete && complete
	r.Models = r.measure(p, models)
	r.Terms, r.Overall = r.together(p, r.Models)
}

func (r *Solution) expression(cubes []cube) string {
	texts := make([]string, len(cubes))
	for i, c := range cubes {
		texts[i] = r.Table.names.term(c)
	}
	return strings.Join(texts, " + ")
}

// towards lists the terms between those of a long model and of a short one.
func towards(long, short []cube, expected [][]byte) []cube {
	var list []cube
	for _, c := range long {
		for _, s := range short {
			if !s.covers(c) {
				continue
			}
			term := []byte(s)
			for i := range term {
				if s[i] == absent && c[i] != absent && (expected[i] == nil || slices.Contains(expected[i], c[i])) {
					term[i] = c[i]
				}
			}
			list = append(list, cube(term))
		}
	}
	return list
}
