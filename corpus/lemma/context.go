package lemma

import (
	"math"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/internal/packed"
)

// Tags that only context knows.
const (
	clitic = packed.Tags + iota // a pronoun before its verb, and "ne"
	having                      // avoir as an auxiliary: a participle follows
	edge                        // a sign, or the beginning
	tags
)

var clitics = map[string]bool{
	"je": true, "j'": true, "tu": true, "t'": true, "te": true, "me": true, "m'": true, "se": true, "s'": true,
	"il": true, "ils": true, "on": true, "y": true, "en": true, "le": true, "la": true, "les": true, "l'": true,
	"nous": true, "vous": true, "lui": true, "leur": true, "elle": true, "elles": true, "ce": true, "c'": true,
}

var sign = []choice{{tag: edge}}

const (
	noun    = packed.Noun
	proper  = packed.Proper
	finite  = packed.Finite
	infinit = packed.Infinitive
	past    = packed.Participle
	gerund  = packed.Gerund
	aux     = packed.Auxiliary
	auxForm = packed.AuxiliaryForm
	adj     = packed.Adjective
	adv     = packed.Adverb
	pron    = packed.Pronoun
	det     = packed.Determiner
	prep    = packed.Preposition
	coord   = packed.Coordination
	subord  = packed.Subordination
	numeral = packed.Numeral
)

// after gives the points, in bits, of a word for the one before it. They were
// set by hand, from what any grammar says: 1 is "rather", 3 "as a rule", -6
// "hardly ever". What is not said is 0.
var after = [tags][tags]float64{
	// la porte, son petit frère; never le *vient
	det: {
		noun: 2, adj: 1, numeral: 1, past: -6, infinit: -5, gerund: -4, finite: -6, aux: -6, having: -6, auxForm: -5,
		det: -1, pron: -2, clitic: -6, adv: -2, prep: -4, coord: -4, subord: -5,
	},
	// il la porte, ne pas le dire, en partant
	clitic: {
		clitic: 1, finite: 3, aux: 3, having: 3, infinit: 1, gerund: 1, noun: -5, proper: -3, adj: -5, past: -4,
		det: -8, pron: -2, adv: -1, prep: -3, coord: -3, subord: -3, numeral: -3,
	},
	// pour la mère, sans dire, avec elle
	prep: {infinit: 2, det: 1, proper: 1, finite: -6, aux: -6, having: -6, past: -2, gerund: -1, adj: -1, coord: -6, subord: -1},
	// est partie, a été vu, n'est pas, est une mère
	aux:     {past: 3, auxForm: 2, adv: 1, adj: 1, det: 1, noun: -1, infinit: -3, finite: -5, aux: -4, having: -4},
	auxForm: {past: 3, auxForm: 1, adv: 1, adj: 1, det: 1, noun: -1, infinit: -3, finite: -5, aux: -4, having: -4},
	having: {
		past: 3, auxForm: 3, adv: 1, noun: -3, det: -3, adj: -2, numeral: -2, pron: -2, prep: -2, coord: -2, subord: -2, edge: -3,
		infinit: -3, finite: -5, aux: -4, having: -4,
	},
	// veut partir, dit que, parle à
	finite:  {infinit: 1, det: 1, adv: 1, prep: 1, finite: -4, aux: -4, having: -4, past: -2, noun: -1, adj: -1, clitic: -1},
	infinit: {det: 1, adv: 1, prep: 1, finite: -4, aux: -4, having: -4, past: -2, noun: -1, adj: -1},
	past:    {det: 1, adv: 1, prep: 1, finite: -4, aux: -4, having: -4, past: -2, noun: -1, adj: -1},
	gerund:  {det: 1, adv: 1, prep: 1, finite: -4, aux: -4, having: -4, past: -1, noun: -1, adj: -1},
	// la mère seule, la mère des enfants, la mère vient
	noun:   {adj: 2, prep: 1, past: 1, finite: 1, aux: 1, having: 1, coord: 1, noun: -2, det: -3, infinit: -3},
	proper: {proper: 1, prep: 1, finite: 1, aux: 1, having: 1, det: -2},
	adj:    {noun: 1, prep: 1, coord: 1, infinit: -2, det: -2},
	adv:    {adj: 1, past: 1},
	// qui vient, ça m'a plu
	pron:    {finite: 2, aux: 2, having: 2, clitic: 2, noun: -2, past: -3, infinit: -2, adj: -1},
	subord:  {clitic: 2, det: 1, pron: 1, finite: -2, aux: -2, having: -2, past: -2},
	numeral: {noun: 2, adj: 1, finite: -1},
	edge:    {finite: -2, past: -1},
}

// step is one word, or sign, of what was said.
type step struct {
	token   int
	choices []choice
}

// best gives each token the reading that stands on the way of most points
// through the choices (Viterbi 1967); of ways with as many, the first.
func best(path []step, readings []corpus.Reading) {
	before, points, now := sign, []float64{0}, []float64{}
	came := make([]int, 0, 4*len(path)) // from which choice of the step before
	for _, s := range path {
		now = now[:0]
		for _, c := range s.choices {
			top, from := math.Inf(-1), 0
			for j, b := range before {
				if p := points[j] + after[b.tag][c.tag]; p > top {
					top, from = p, j
				}
			}
			now = append(now, top+c.points)
			came = append(came, from)
		}
		before, points, now = s.choices, now, points
	}
	k := 0
	for j, p := range points {
		if p > points[k] {
			k = j
		}
	}
	for i := len(path) - 1; i >= 0; i-- {
		s := path[i]
		readings[s.token] = s.choices[k].reading
		first := len(came) - len(s.choices)
		k = came[first+k]
		came = came[:first]
	}
}
