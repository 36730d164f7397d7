package corpus

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// CoOccurrence counts how often codes are found together: in overlapping
// passages, or in one turn, interview or case.
//
// By passage each passage counts in one pair at most, so that a pair is never
// more frequent than either code: one long passage over three short ones is
// together with them once. Codings of one code that overlap are one passage,
// whoever made them. Without Coder all coders count together, which the caption
// says; codes of two coders are kept apart by asking for one at a time.
//
// A code takes in those below it unless Alone; a code and one below it then
// have no co-occurrence. Only words of informants count.
type CoOccurrence struct {
	Codebook *Codebook // nil: the codes that were used
	Codes    []string  // only these; nil: all
	Scope    Scope     // what together means; overlapping passages unless said
	Coder    string    // only this one; "": all together
	Alone    bool      // leave the codes below a code out of it
	Lang     string
}

// CoOccurrenceTable is codes by codes, symmetrical.
type CoOccurrenceTable struct {
	Spec  CoOccurrence
	Codes []string
	// Together has a row and a column for each of Codes: the units with both; on
	// the diagonal those with the code. It is 0 where Related.
	Together [][]int
	// Shared are the code points that passages of both share, by passage only;
	// on the diagonal those of the code.
	Shared   [][]int
	Pairs    []CodePair // those found together, the most frequent first
	N        int        // units in which a code was found at all
	Warnings []string

	book *Codebook
}

// CodePair is two codes found together. A measure is undefined, with its
// reason, where one of the codes is nowhere.
type CodePair struct {
	A, B           string
	NA, NB, Both   int
	Shared         int            // code points, by passage only
	Jaccard        stats.Estimate // both / (a + b - both); the c coefficient of other programs
	Dice           stats.Estimate // 2 both / (a + b)
	Ochiai         stats.Estimate // both / √(a b)
	SharedPassages stats.Estimate // Jaccard of the code points, by passage only
}

// Of counts. It fails on a coder or code that does not exist, and on codings of
// another corpus.
func (s CoOccurrence) Of(c *Corpus, codings Codings) (*CoOccurrenceTable, error) {
	if s.Scope > InCase {
		return nil, fmt.Errorf("co-occurrence: no scope %d", s.Scope)
	}
	f, err := newFinder(c, codings, s.Codebook, s.Alone)
	if err != nil {
		return nil, fmt.Errorf("co-occurrence: %w", err)
	}
	take, err := f.only(s.Coder)
	if err != nil {
		return nil, fmt.Errorf("co-occurrence: %w", err)
	}
	codes, err := f.codes(s.Codes)
	if err != nil {
		return nil, fmt.Errorf("co-occurrence: %w", err)
	}
	t := &CoOccurrenceTable{Spec: s, Codes: codes, Together: square(len(codes)), book: s.Codebook}
	if s.Scope == InPassage {
		t.Shared = square(len(codes))
	}
	found := f.found(codes, s.Scope, take)
	var all []stats.Span
	for i, a := range found {
		all = append(all, a...)
		t.set(i, i, len(a), length(a))
		for j, b := range found[:i] {
			if t.Related(codes[i], codes[j]) {
				continue
			}
			both, shared := meet(a, b)
			t.set(i, j, both, shared)
		}
	}
	t.N = len(merged(all)) // equal units overlap
	t.Warnings = f.conclude(take, s.Lang)
	t.list()
	return t, nil
}

// found lists for each code the units in which it stands; a case is one place
// of a line of cases.
func (f *finder) found(codes []string, unit Scope, take filter) [][]stats.Span {
	units, cases := f.units(unit), f.caseNumbers()
	found := make([][]stats.Span, len(codes))
	for i, code := range codes {
		spans := f.passages([]string{code}, take)
		if unit != InPassage {
			spans = overlapped(units, spans)
		}
		if unit == InCase {
			for i, text := range spans {
				d, _ := f.document(text.Start)
				spans[i] = stats.Span{Start: cases[d.number], End: cases[d.number] + 1}
			}
			slices.SortFunc(spans, func(a, b stats.Span) int { return a.Start - b.Start })
			spans = slices.Compact(spans)
		}
		found[i] = spans
	}
	return found
}

// units lists the turns or texts that a scope counts.
func (f *finder) units(unit Scope) []stats.Span {
	if unit == InTurn {
		return f.turns(informed)
	}
	return f.texts(func(*Document) bool { return true })
}

// caseNumbers numbers the cases: for each document that of its case.
func (f *finder) caseNumbers() []int {
	number := map[string]int{}
	numbers := make([]int, len(f.corpus.documents))
	for i, d := range f.corpus.documents {
		if _, known := number[d.Case()]; !known {
			number[d.Case()] = len(number)
		}
		numbers[i] = number[d.Case()]
	}
	return numbers
}

func square(n int) [][]int {
	all := make([]int, n*n)
	rows := make([][]int, n)
	for i := range rows {
		rows[i] = all[i*n : (i+1)*n]
	}
	return rows
}

func (t *CoOccurrenceTable) set(i, j, both, shared int) {
	t.Together[i][j], t.Together[j][i] = both, both
	if t.Shared != nil {
		t.Shared[i][j], t.Shared[j][i] = shared, shared
	}
}

// Related tells whether one code is above the other in what was counted, so
// that their being together says nothing.
func (t *CoOccurrenceTable) Related(a, b string) bool {
	return !t.Spec.Alone && a != b && (slices.Contains(t.book.Path(a), b) || slices.Contains(t.book.Path(b), a))
}

// list makes the pairs.
func (t *CoOccurrenceTable) list() {
	for i := range t.Codes {
		for j := i + 1; j < len(t.Codes); j++ {
			if t.Together[i][j] > 0 {
				t.Pairs = append(t.Pairs, t.pair(i, j))
			}
		}
	}
	slices.SortStableFunc(t.Pairs, func(a, b CodePair) int { return b.Both - a.Both })
}

func (t *CoOccurrenceTable) pair(i, j int) CodePair {
	a, b, both := t.Together[i][i], t.Together[j][j], t.Together[i][j]
	p := CodePair{A: t.Codes[i], B: t.Codes[j], NA: a, NB: b, Both: both}
	lang := t.Spec.Lang
	p.Jaccard = share(float64(both), float64(a+b-both), lang)
	p.Dice = share(2*float64(both), float64(a+b), lang)
	p.Ochiai = share(float64(both), math.Sqrt(float64(a)*float64(b)), lang)
	p.SharedPassages = stats.Estimate{Reason: "seuls des passages ont du texte en commun"}
	if lang == "en" {
		p.SharedPassages.Reason = "only passages have text in common"
	}
	if t.Shared != nil {
		p.Shared = t.Shared[i][j]
		p.SharedPassages = share(float64(p.Shared), float64(t.Shared[i][i]+t.Shared[j][j]-p.Shared), lang)
	}
	if a == 0 || b == 0 {
		none := share(0, 0, lang)
		p.Jaccard, p.Dice, p.Ochiai, p.SharedPassages = none, none, none, none
	}
	return p
}

// share is part/whole, undefined where nothing was coded.
func share(part, whole float64, lang string) stats.Estimate {
	switch {
	case whole != 0:
		return stats.Estimate{Value: part / whole}
	case lang == "en":
		return stats.Estimate{Reason: "nothing was coded"}
	}
	return stats.Estimate{Reason: "rien n'est codé"}
}

// Pair is what is known of two codes; false when one was not asked for, or one
// is above the other.
func (t *CoOccurrenceTable) Pair(a, b string) (CodePair, bool) {
	i, j := slices.Index(t.Codes, a), slices.Index(t.Codes, b)
	if i < 0 || j < 0 || i == j || t.Related(a, b) {
		return CodePair{}, false
	}
	return t.pair(i, j), true
}
