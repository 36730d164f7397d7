package textometry

import (
	"errors"
	"fmt"
	"math"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Cooccurrents finds the words that are said near a word or phrase more often
// than chance would have it: Lafon's score of the words near it against all
// others (see Specificities). One row a word, the highest score first.
//
// Near is the same unit, or with Within at most that many words away in the
// same turn. The word itself counts neither as near nor at all. p is one-sided,
// the adjusted p is of its double, over all words of at least Least.
type Cooccurrents struct {
	Find    string // with * and ?, as in Concordance
	Stems   bool   // compare stems
	Lemmas  bool   // compare lemmas, as in Concordance
	Within  int    // words on either side; 0: the whole unit
	Least   int    // words less frequent in the whole text are not tested; 0 is 5
	Without []string
	Adjust  stats.Adjustment
	Lang    string
}

// CooccurrentTable is words by how much they keep near another.
type CooccurrentTable struct {
	Spec     Cooccurrents
	Rows     []Cooccurrent
	N        int // words, those looked for left out
	Found    int // places where it is said
	Near     int // words near them
	Warnings []string
}

// Cooccurrent is one word; Count is how often it is near.
type Cooccurrent struct {
	Specificity
	Distance stats.Estimate // words away on average, 1 for the next one

	at place // the nearest
}

// near is what is counted of one term.
type near struct {
	total, count, sum int // sum of distances
	best, at          int // smallest distance, and where
}

// Of finds the words. It fails when Find holds no word.
func (s Cooccurrents) Of(t *Text) (*CooccurrentTable, error) {
	if s.Within < 0 || s.Least < 0 {
		return nil, errors.New("co-occurrents: Within and Least are not below 0")
	}
	found, length, err := t.find(s.Find, comparing(s.Stems, s.Lemmas))
	if err != nil {
		return nil, fmt.Errorf("co-occurrents: %w", err)
	}
	least := s.Least
	if least == 0 {
		least = 5
	}
	result := &CooccurrentTable{Spec: s, Found: len(found)}
	distance := s.distances(t, found, length)
	terms := make([]near, len(t.terms))
	for i, w := range t.words {
		if distance[i] == itself {
			continue
		}
		n := &terms[t.term[w.form]]
		n.total++
		result.N++
		if d := distance[i]; d > 0 {
			result.Near++
			n.count++
			n.sum += d
			if n.best == 0 || d < n.best {
				n.best, n.at = d, i
			}
		}
	}
	hidden := t.hidden(s.Without)
	var twice []stats.Test
	for id, n := range terms {
		if n.total < least || hidden[id] {
			continue
		}
		row := Cooccurrent{Specificity: newSpecificity(hypergeometric{result.N, n.total, result.Near}, n.count, s.Lang)}
		row.Term = t.terms[id]
		if n.count > 0 {
			row.Distance.Value, row.at = float64(n.sum)/float64(n.count), t.place(n.at, n.at+1)
		} else {
			row.Distance.Reason = stats.Say(s.Lang, "jamais auprès du mot", "never near the word")
		}
		result.Rows = append(result.Rows, row)
		twice = append(twice, doubled(row.Test))
	}
	for i, test := range s.Adjust.Of(twice) {
		result.Rows[i].Adjusted = test
	}
	descending(result.Rows, func(c Cooccurrent) float64 { return c.Score }, func(c Cooccurrent) string { return c.Term })
	switch {
	case result.Found == 0:
		result.Warnings = []string{stats.Say(s.Lang, "Rien n'a été trouvé.", "Nothing was found.")}
	case result.Near == result.N:
		result.Warnings = []string{stats.Say(s.Lang, "Tous les mots sont auprès du mot cherché : aucun score.", "All words are near the one looked for: no score.")}
	}
	return result, nil
}

const itself = -1

// distances tells how many words away the nearest place found is: 0 where none
// is near, itself for the words found.
func (s Cooccurrents) distances(t *Text, found []int, length int) []int {
	distance := make([]int, len(t.words))
	for _, first := range found {
		for k := range length {
			distance[first+k] = itself
		}
	}
	most := s.Within
	if most == 0 {
		most = math.MaxInt
	}
	same := func(a, b int) bool {
		if s.Within == 0 {
			return t.words[a].unit == t.words[b].unit
		}
		return t.words[a].turn == t.words[b].turn
	}
	// One walk each way: the last place found is the nearest on that side.
	last := -1
	for i := range t.words {
		switch {
		case distance[i] == itself:
			last = i
		case last >= 0 && i-last <= most && same(i, last):
			distance[i] = i - last
		}
	}
	last = -1
	for i := len(t.words) - 1; i >= 0; i-- {
		switch {
		case distance[i] == itself:
			last = i
		case last >= 0 && last-i <= most && same(i, last) && (distance[i] == 0 || last-i < distance[i]):
			distance[i] = last - i
		}
	}
	return distance
}

// Tables is the words, with the place where each stands nearest.
func (r *CooccurrentTable) Tables() []*stats.Table {
	lang := r.Spec.Lang
	places := make([]place, len(r.Rows))
	for i, row := range r.Rows {
		places[i] = row.at
	}
	defined := func(value func(Cooccurrent) float64) func(Cooccurrent) (float64, bool) {
		return func(c Cooccurrent) (float64, bool) { return value(c), c.Test.Defined() }
	}
	columns := []stats.Column{
		texts("terme", stats.Say(lang, "Mot", "Word"), r.Rows, func(c Cooccurrent) string { return c.Term }),
		each.Count("frequence", stats.Say(lang, "Auprès", "Near"), r.Rows, func(c Cooccurrent) int { return c.Count }),
		each.Count("total", stats.Say(lang, "Au total", "In all"), r.Rows, func(c Cooccurrent) int { return c.Total }),
		each.Figure("attendu", stats.Say(lang, "Attendu", "Expected"), stats.Tenth, r.Rows, defined(func(c Cooccurrent) float64 { return c.Expected })),
		each.Figure("specificite", stats.Say(lang, "Spécificité", "Specificity"), stats.Coefficient, r.Rows, defined(func(c Cooccurrent) float64 { return c.Score })),
		each.Figure("distance", stats.Say(lang, "Distance moyenne", "Mean distance"), stats.Tenth, r.Rows, func(c Cooccurrent) (float64, bool) {
			return c.Distance.Value, c.Distance.Defined()
		}),
	}
	columns = append(columns, pValues(lang, r.Spec.Adjust, r.Rows,
		func(c Cooccurrent) stats.Test { return c.Test }, func(c Cooccurrent) stats.Test { return c.Adjusted })...)
	columns = append(columns, placeColumns(lang, places)...)
	table := stats.MustTable(fmt.Sprintf(stats.Say(lang, "Cooccurrents de « %s »", "Co-occurrents of “%s”"), r.Spec.Find), columns...)
	return []*stats.Table{table.Captioned(stats.Caption{
		Units: stats.Say(lang, "Score de Lafon : −log10 p, négatif où le mot est moins dit auprès qu'attendu",
			"Lafon's score: −log10 p, negative where the word is less often near than expected"),
		Population: fmt.Sprintf(stats.Say(lang, "%s occurrences, %s mots auprès, sur %s mots ; la place est celle où le mot est le plus proche.",
			"%s occurrences, %s words near them, of %s words; the place is where the word is nearest."),
			stats.Count.Number(float64(r.Found), lang), stats.Count.Number(float64(r.Near), lang), stats.Count.Number(float64(r.N), lang)),
		Notes: r.Warnings,
	})}
}

// String prints the nearest words.
func (r *CooccurrentTable) String() string { return printed(r.Spec.Lang, r.Tables()) }
