package textometry

import (
	"fmt"
	"math"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Collocations finds pairs of words that follow one another more often than
// their own frequencies would have it (Blaheta and Johnson 2001). Lambda is the
// logarithm of the odds ratio of first and second word, each count raised by
// one half; z is lambda over its standard error. One row a pair, the highest z
// first. Words follow one another in a unit, without any sign in between.
//
// p is two-sided, by the normal law, adjusted over the pairs listed. Agrees
// with R's quanteda.textstats::textstat_collocations(size = 2).
type Collocations struct {
	Least   int      // pairs less frequent are not listed; 0 is 5
	Without []string // pairs with one of these words are not listed
	Adjust  stats.Adjustment
	Lang    string
}

// CollocationTable is pairs of words.
type CollocationTable struct {
	Spec     Collocations
	Rows     []Collocation
	N        int // pairs that follow one another, all together
	Warnings []string
}

// Collocation is one pair.
type Collocation struct {
	First, Second  string
	Count          int
	Lambda, Z      float64
	Test, Adjusted stats.Test

	at place // the first time
}

// Of finds the pairs.
func (s Collocations) Of(t *Text) (*CollocationTable, error) {
	least := s.Least
	if least <= 0 {
		least = 5
	}
	type pair struct{ a, b int32 }
	type seen struct{ count, at int }
	hidden := t.hidden(s.Without)
	index := map[pair]int{}
	var pairs []pair
	var found []seen
	before, after := make([]int, len(t.terms)), make([]int, len(t.terms))
	result := &CollocationTable{Spec: s}
	for i, w := range t.words {
		if !w.bound {
			continue
		}
		p := pair{t.term[t.words[i-1].form], t.term[w.form]}
		before[p.a]++
		after[p.b]++
		result.N++
		at, known := index[p]
		if !known {
			at = len(pairs)
			index[p] = at
			pairs, found = append(pairs, p), append(found, seen{0, i - 1})
		}
		found[at].count++
	}
	var tests []stats.Test
	for k, p := range pairs {
		if found[k].count < least || hidden[p.a] || hidden[p.b] {
			continue
		}
		both := float64(found[k].count)
		first, second := float64(before[p.a])-both, float64(after[p.b])-both
		row := newCollocation(both, first, second, float64(result.N)-both-first-second)
		row.First, row.Second, row.at = t.terms[p.a], t.terms[p.b], t.place(found[k].at, found[k].at+2)
		result.Rows = append(result.Rows, row)
		tests = append(tests, row.Test)
	}
	for i, test := range s.Adjust.Of(tests) {
		result.Rows[i].Adjusted = test
	}
	descending(result.Rows, func(c Collocation) float64 { return c.Z }, func(c Collocation) string { return c.First + " " + c.Second })
	if len(result.Rows) == 0 {
		result.Warnings = []string{fmt.Sprintf(stats.Say(s.Lang, "Aucune suite de deux mots n'est dite au moins %d fois.", "No two words follow one another at least %d times."), least)}
	}
	return result, nil
}

func newCollocation(both, first, second, neither float64) Collocation {
	const half = 0.5
	lambda := math.Log((both+half)/(first+half)) - math.Log((second+half)/(neither+half))
	z := lambda / math.Sqrt(1/(both+half)+1/(first+half)+1/(second+half)+1/(neither+half))
	return Collocation{
		Count: int(both), Lambda: lambda, Z: z,
		Test: stats.Test{Name: "z", Statistic: z, P: math.Erfc(math.Abs(z) / math.Sqrt2)},
	}
}

// Tables is the pairs, with the place where each is first said.
func (r *CollocationTable) Tables() []*stats.Table {
	lang := r.Spec.Lang
	places := make([]place, len(r.Rows))
	for i, row := range r.Rows {
		places[i] = row.at
	}
	columns := []stats.Column{
		texts("mot_1", stats.Say(lang, "Premier mot", "First word"), r.Rows, func(c Collocation) string { return c.First }),
		texts("mot_2", stats.Say(lang, "Second mot", "Second word"), r.Rows, func(c Collocation) string { return c.Second }),
		each.Count("frequence", stats.Say(lang, "Fréquence", "Frequency"), r.Rows, func(c Collocation) int { return c.Count }),
		each.Figure("lambda", "Lambda", stats.Coefficient, r.Rows, func(c Collocation) (float64, bool) { return c.Lambda, true }),
		each.Figure("z", "z", stats.Coefficient, r.Rows, func(c Collocation) (float64, bool) { return c.Z, true }),
	}
	columns = append(columns, pValues(lang, r.Spec.Adjust, r.Rows,
		func(c Collocation) stats.Test { return c.Test }, func(c Collocation) stats.Test { return c.Adjusted })...)
	columns = append(columns, placeColumns(lang, places)...)
	table := stats.MustTable(stats.Say(lang, "Collocations", "Collocations"), columns...)
	return []*stats.Table{table.Captioned(stats.Caption{
		Population: fmt.Sprintf(stats.Say(lang, "%s suites de deux mots ; la place est celle de la première fois.", "%s pairs of words; the place is where the pair is first said."),
			stats.Count.Number(float64(r.N), lang)),
		Notes: r.Warnings,
	})}
}

// String prints the strongest pairs.
func (r *CollocationTable) String() string { return printed(r.Spec.Lang, r.Tables()) }
