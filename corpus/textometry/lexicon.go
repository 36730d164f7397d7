package textometry

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Category is a heading of a Lexicon with the words that belong to it.
type Category struct {
	Name  string
	Words []string // words and phrases, with * and ? as in Concordance
}

// Lexicon counts the words of categories, as LIWC does: one row a part, two
// columns a category, how often its words are said and how often in 1,000
// words. A second table lists every place.
//
// A word may belong to several categories; in one of them it counts once, and
// of phrases that overlap the first and longest counts.
type Lexicon struct {
	Categories []Category
	By         Part
	Lang       string
}

// LexiconTable is parts by categories.
type LexiconTable struct {
	Spec     Lexicon
	Parts    []string
	Counts   [][]int // of each part, by category
	Sizes    []int   // words of each part
	N        int
	Matches  []Match // by category, in the order of the texts
	Warnings []string
}

// Match is a place where a word of a category is said.
type Match struct {
	Category   string
	Document   *corpus.Document
	Turn       int
	Start, End int // code points
	Form       string
}

// Of counts. It fails on a category without a name or words, on two of one
// name, and on a pattern that holds no word.
func (s Lexicon) Of(t *Text) (*LexiconTable, error) {
	names, of, err := t.parts(s.By)
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	if len(s.Categories) == 0 {
		return nil, errors.New("lexicon: no Categories")
	}
	result := &LexiconTable{Spec: s, Parts: names, N: t.N, Counts: make([][]int, len(names)), Sizes: make([]int, len(names))}
	for part := range result.Counts {
		result.Counts[part] = make([]int, len(s.Categories))
	}
	for _, w := range t.words {
		result.Sizes[of[w.turn]]++
	}
	for k, category := range s.Categories {
		again := slices.ContainsFunc(s.Categories[:k], func(c Category) bool { return c.Name == category.Name })
		if category.Name == "" || len(category.Words) == 0 || again {
			return nil, fmt.Errorf("lexicon: category %d %q needs a name of its own, and words", k+1, category.Name)
		}
		lengths, err := category.lengths(t)
		if err != nil {
			return nil, fmt.Errorf("lexicon: category %q: %w", category.Name, err)
		}
		said := false
		for i := 0; i < len(t.words); i++ {
			if lengths[i] == 0 {
				continue
			}
			said = true
			at := t.place(i, i+lengths[i])
			result.Matches = append(result.Matches, Match{category.Name, at.document, at.turn, at.start, at.end, t.phrase(i, lengths[i])})
			result.Counts[of[t.words[i].turn]][k]++
			i += lengths[i] - 1
		}
		if !said {
			result.Warnings = append(result.Warnings, fmt.Sprintf(stats.Say(s.Lang, "Catégorie jamais dite : %s.", "Category never said: %s."), category.Name))
		}
	}
	return result, nil
}

// lengths tells at each word how many words the longest phrase of the category
// takes that begins there; 0 where none does.
func (c Category) lengths(t *Text) ([]int, error) {
	lengths := make([]int, len(t.words))
	for _, phrase := range c.Words {
		found, length, err := t.find(phrase, withForms)
		if err != nil {
			return nil, err
		}
		for _, first := range found {
			lengths[first] = max(lengths[first], length)
		}
	}
	return lengths, nil
}

// phrase is the forms of some words.
func (t *Text) phrase(first, length int) string {
	forms := make([]string, length)
	for k := range forms {
		forms[k] = t.forms[t.words[first+k].form]
	}
	return strings.Join(forms, " ")
}

// Tables is parts by categories, then every place.
func (r *LexiconTable) Tables() []*stats.Table {
	lang := r.Spec.Lang
	rows := make([]int, len(r.Parts))
	for i := range rows {
		rows[i] = i
	}
	columns := []stats.Column{
		texts("partie", r.Spec.By.label(lang), rows, func(i int) string { return r.Parts[i] }),
		each.Count("mots", stats.Say(lang, "Mots", "Words"), rows, func(i int) int { return r.Sizes[i] }),
	}
	for k, category := range r.Spec.Categories {
		columns = append(columns,
			each.Count(fmt.Sprintf("categorie_%d", k+1), category.Name, rows, func(i int) int { return r.Counts[i][k] }),
			each.Figure(fmt.Sprintf("categorie_%d_pour_mille", k+1), category.Name+stats.Say(lang, " pour 1 000 mots", " per 1,000 words"), stats.Tenth, rows,
				func(i int) (float64, bool) {
					return 1000 * float64(r.Counts[i][k]) / float64(r.Sizes[i]), r.Sizes[i] > 0
				}))
	}
	table := stats.MustTable(stats.Say(lang, "Catégories de mots", "Categories of words"), columns...).Captioned(stats.Caption{
		Population: fmt.Sprintf(stats.Say(lang, "%s mots.", "%s words."), stats.Count.Number(float64(r.N), lang)), Notes: r.Warnings,
	})
	places := make([]place, len(r.Matches))
	for i, m := range r.Matches {
		places[i] = place{m.Document, m.Turn, m.Start, m.End}
	}
	listing := append([]stats.Column{
		texts("categorie", stats.Say(lang, "Catégorie", "Category"), r.Matches, func(m Match) string { return m.Category }),
		texts("terme", stats.Say(lang, "Mot", "Word"), r.Matches, func(m Match) string { return m.Form }),
	}, append(placeColumns(lang, places), roleColumn(lang, places))...)
	return []*stats.Table{table, stats.MustTable(stats.Say(lang, "Mots des catégories", "Words of the categories"), listing...)}
}

// String prints both tables.
func (r *LexiconTable) String() string { return printed(r.Spec.Lang, r.Tables()) }
