package textometry

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Specificities tells which words a part says more, or less, than chance would
// have it (Lafon 1980): the hypergeometric probability of as many or more, or
// of as few or fewer. The score is -log10 of it, with a minus for words said
// less: 3 is one chance in a thousand. It is computed in logarithms and never
// infinite. One row a word and part, the highest score of each part first.
//
// p is one-sided, as the score. The adjusted p is of its double, for the side
// is chosen after seeing the data, over all rows tested. There is no score where
// the part is everything or nothing.
//
// Agrees with R's textometry::specificities, which rounds to 4 decimals.
type Specificities struct {
	Parts  []string         // only these; nil: all
	Most   int              // rows shown a part on either side; 0: all
	Adjust stats.Adjustment // Holm unless said
	Lang   string
}

// SpecificityTable is the scores of words by parts.
type SpecificityTable struct {
	Spec     Specificities
	Rows     []Specificity // by part, from the most to the least specific
	N        int
	Warnings []string
}

// Specificity is the score of one word in one part.
type Specificity struct {
	Part, Term      string
	Count, Total    int
	Expected, Score float64
	Test, Adjusted  stats.Test
}

// Of scores. It fails on a part that does not exist.
func (s Specificities) Of(r *TermTable) (*SpecificityTable, error) {
	asked := s.Parts
	if len(asked) == 0 {
		asked = r.Parts
	}
	result := &SpecificityTable{Spec: s, N: r.N}
	var twice []stats.Test
	totals := make([]int, len(r.Terms))
	for i, row := range r.Counts {
		totals[i] = total(row)
	}
	for _, name := range asked {
		part, err := r.part(name)
		if err != nil {
			return nil, fmt.Errorf("specificities: %w", err)
		}
		for i, term := range r.Terms {
			row := newSpecificity(hypergeometric{r.N, totals[i], r.Sizes[part]}, r.Counts[i][part], s.Lang)
			row.Part, row.Term = name, term
			result.Rows = append(result.Rows, row)
			twice = append(twice, doubled(row.Test))
		}
	}
	for i, test := range s.Adjust.Of(twice) {
		result.Rows[i].Adjusted = test
	}
	rank, n := ranks(r.Terms), len(r.Terms)
	for i := range asked {
		descendingRanked(result.Rows[i*n:(i+1)*n], func(s Specificity) float64 { return s.Score }, rank)
	}
	if len(result.Rows) > 0 && !slices.ContainsFunc(result.Rows, func(s Specificity) bool { return s.Test.Defined() }) {
		result.Warnings = []string{result.Rows[0].Test.Reason}
	}
	return result, nil
}

func newSpecificity(law hypergeometric, f int, lang string) Specificity {
	s := Specificity{Count: f, Total: law.F, Test: stats.Test{Name: stats.Say(lang, "Spécificité (hypergéométrique)", "Specificity (hypergeometric)")}}
	if law.t == 0 || law.t == law.T {
		s.Test.Reason = stats.Say(lang, "la partie ne contient aucun mot, ou les contient tous", "the part holds no word, or all of them")
		return s
	}
	log, below := law.logTail(f)
	s.Expected = law.mean()
	s.Test.P = math.Exp(log)
	if s.Score = -log / math.Ln10; below {
		s.Score = log / math.Ln10
	}
	s.Test.Statistic = s.Score
	return s
}

// doubled is a one-sided test whose side the data chose as a two-sided one.
func doubled(test stats.Test) stats.Test {
	test.P = math.Min(1, 2*test.P)
	return test
}

// Tables is the scores.
func (r *SpecificityTable) Tables() []*stats.Table {
	lang := r.Spec.Lang
	rows := r.shown()
	columns := []stats.Column{
		texts("partie", stats.Say(lang, "Partie", "Part"), rows, func(s Specificity) string { return s.Part }),
		texts("terme", stats.Say(lang, "Mot", "Word"), rows, func(s Specificity) string { return s.Term }),
		each.Count("frequence", stats.Say(lang, "Dans la partie", "In the part"), rows, func(s Specificity) int { return s.Count }),
		each.Count("total", stats.Say(lang, "Au total", "In all"), rows, func(s Specificity) int { return s.Total }),
		each.Figure("attendu", stats.Say(lang, "Attendu", "Expected"), stats.Tenth, rows, func(s Specificity) (float64, bool) { return s.Expected, s.Test.Defined() }),
		each.Figure("specificite", stats.Say(lang, "Spécificité", "Specificity"), stats.Coefficient, rows, func(s Specificity) (float64, bool) { return s.Score, s.Test.Defined() }),
	}
	columns = append(columns, pValues(lang, r.Spec.Adjust, rows,
		func(s Specificity) stats.Test { return s.Test }, func(s Specificity) stats.Test { return s.Adjusted })...)
	table := stats.MustTable(stats.Say(lang, "Spécificités", "Specificities"), columns...)
	return []*stats.Table{table.Captioned(stats.Caption{
		Units: stats.Say(lang, "Score de Lafon : −log10 p, négatif où le mot est moins dit qu'attendu",
			"Lafon's score: −log10 p, negative where the word is said less than expected"),
		Population: fmt.Sprintf(stats.Say(lang, "%s mots.", "%s words."), stats.Count.Number(float64(r.N), lang)),
		Notes:      r.Warnings,
	})}
}

// shown keeps the Most first and last rows of each part.
func (r *SpecificityTable) shown() []Specificity {
	most := r.Spec.Most
	if most <= 0 {
		return r.Rows
	}
	var rows []Specificity
	for start := 0; start < len(r.Rows); {
		end := start
		for end < len(r.Rows) && r.Rows[end].Part == r.Rows[start].Part {
			end++
		}
		for i := start; i < end; i++ {
			if i-start < most || end-i <= most {
				rows = append(rows, r.Rows[i])
			}
		}
		start = end
	}
	return rows
}

// String prints the scores.
func (r *SpecificityTable) String() string { return printed(r.Spec.Lang, r.Tables()) }
