package textometry

import (
	"errors"
	"fmt"
	"math"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// KeynessMeasure is how Keyness compares two parts.
type KeynessMeasure uint8

const (
	// ChiSquared is Pearson's.
	ChiSquared KeynessMeasure = iota
	// LikelihoodRatio is G² (Dunning 1993).
	LikelihoodRatio
	// PMI is the logarithm of observed over expected. It follows no known law:
	// it has no p.
	PMI
)

// Correction brings chi-square and G² nearer to their law where counts are small.
type Correction uint8

const (
	// Usual is Yates for ChiSquared, Williams for LikelihoodRatio.
	Usual Correction = iota
	// Uncorrected leaves the measure as it is.
	Uncorrected
	// Yates brings each count half a word nearer to the expected one, where one
	// of those is below 5.
	Yates
	// Williams divides by his q (1976), which is 1 where a count is 0.
	Williams
)

// Keyness tells which words one part says more, or less, than the others: chi²
// or G² of the 2 × 2 table with a minus for words said less, or PMI. One row a
// word, from the most to the least typical.
//
// Without Reference the target is compared to all other parts together. p is
// two-sided by the chi-square law with 1 degree of freedom, adjusted over all
// words. A word without PMI is one that the target never says.
//
// Agrees with R's quanteda.textstats::textstat_keyness but for its oddities:
// there G² gets Yates by default in the place of Williams, Williams multiplies
// chi² in the place of dividing, and G² is off by 1e-9 a word.
type Keyness struct {
	Target     string
	Reference  string // "": all other parts
	Measure    KeynessMeasure
	Correction Correction
	Adjust     stats.Adjustment // Holm unless said
	Lang       string
}

// KeynessTable is the words that tell two parts apart.
type KeynessTable struct {
	Spec     Keyness
	Rows     []KeyTerm
	N        int // words of both
	Warnings []string
}

// KeyTerm is what is said of one word.
type KeyTerm struct {
	Term              string
	Target, Reference int
	Expected          float64 // in the target
	Score             stats.Estimate
	Test, Adjusted    stats.Test
}

// Of compares. It fails on a part that does not exist and on a correction that
// the measure does not have.
func (s Keyness) Of(r *TermTable) (*KeynessTable, error) {
	if s.Measure > PMI || s.Correction > Williams || s.Measure == PMI && s.Correction > Uncorrected {
		return nil, errors.New("keyness: no such measure or correction; PMI has none")
	}
	target, err := r.part(s.Target)
	if err != nil {
		return nil, fmt.Errorf("keyness: target: %w", err)
	}
	other := func(row []int) int { return total(row) - row[target] }
	if s.Reference != "" {
		reference, err := r.part(s.Reference)
		if err != nil {
			return nil, fmt.Errorf("keyness: reference: %w", err)
		}
		if reference == target {
			return nil, errors.New("keyness: target and reference are the same part")
		}
		other = func(row []int) int { return row[reference] }
	}
	sizes := [2]int{r.Sizes[target], other(r.Sizes)}
	result := &KeynessTable{Spec: s, N: sizes[0] + sizes[1]}
	var tests []stats.Test
	for i, term := range r.Terms {
		a, b := r.Counts[i][target], other(r.Counts[i])
		if a+b == 0 {
			continue // said by neither
		}
		row := s.compare(float64(a), float64(b), float64(sizes[0]-a), float64(sizes[1]-b))
		row.Term, row.Target, row.Reference = term, a, b
		result.Rows = append(result.Rows, row)
		tests = append(tests, row.Test)
	}
	undefined := 0
	for i, test := range s.Adjust.Of(tests) {
		result.Rows[i].Adjusted = test
		if !result.Rows[i].Score.Defined() {
			undefined++
		}
	}
	descending(result.Rows, func(k KeyTerm) float64 {
		if !k.Score.Defined() {
			return math.Inf(-1)
		}
		return k.Score.Value
	}, func(k KeyTerm) string { return k.Term })
	if undefined > 0 {
		result.Warnings = append(result.Warnings, fmt.Sprintf(stats.Say(s.Lang, "Mots sans score : %d (%s).", "Words without a score: %d (%s)."),
			undefined, result.Rows[len(result.Rows)-1].Score.Reason))
	}
	return result, nil
}

// fourfold is a 2 × 2 table: the word and all others, in target and reference.
type fourfold struct{ a, b, c, d float64 }

func (f fourfold) n() float64 { return f.a + f.b + f.c + f.d }

// cells pairs the counts with those expected.
func (f fourfold) cells() (observed, expected [4]float64) {
	n := f.n()
	return [4]float64{f.a, f.b, f.c, f.d}, [4]float64{
		(f.a + f.b) * (f.a + f.c) / n, (f.a + f.b) * (f.b + f.d) / n, (f.c + f.d) * (f.a + f.c) / n, (f.c + f.d) * (f.b + f.d) / n,
	}
}

func (f fourfold) chiSquared() float64 {
	determinant := f.a*f.d - f.b*f.c
	return f.n() * determinant * determinant / ((f.a + f.b) * (f.c + f.d) * (f.a + f.c) * (f.b + f.d))
}

func (f fourfold) likelihoodRatio() float64 {
	sum := 0.0
	observed, expected := f.cells()
	for i, o := range observed {
		if o > 0 {
			sum += o * math.Log(o/expected[i])
		}
	}
	return math.Max(0, 2*sum)
}

// yates is the table with each count half a word nearer to the expected one,
// where one of those is below 5 and none goes past it.
func (f fourfold) yates() fourfold {
	_, expected := f.cells()
	gap := f.a - expected[0]
	least := min(expected[0], expected[1], expected[2], expected[3])
	if least >= 5 || math.Abs(gap) < 0.5 {
		return f
	}
	half := math.Copysign(0.5, gap)
	return fourfold{f.a - half, f.b + half, f.c + half, f.d - half}
}

// williams is the factor by which a statistic is too large.
func (f fourfold) williams() float64 {
	if f.a*f.b*f.c*f.d == 0 {
		return 1
	}
	n := f.n()
	return 1 + (n/(f.a+f.b)+n/(f.c+f.d)-1)*(n/(f.a+f.c)+n/(f.b+f.d)-1)/(6*n)
}

func (s Keyness) compare(a, b, c, d float64) KeyTerm {
	f := fourfold{a, b, c, d}
	row := KeyTerm{Test: stats.Test{Name: s.name(), DF: 1}}
	refuse := func(reason string) KeyTerm {
		row.Score.Reason, row.Test.Reason = reason, reason
		return row
	}
	if a+c == 0 || b+d == 0 || c+d == 0 {
		return refuse(stats.Say(s.Lang, "une des parties est vide, ou n'a que ce mot", "one of the parts is empty, or there is no other word"))
	}
	_, expected := f.cells()
	row.Expected = expected[0]
	if s.Measure == PMI {
		if a == 0 {
			return refuse(stats.Say(s.Lang, "mot absent de la cible", "word that the target does not say"))
		}
		row.Score.Value = math.Log(a / row.Expected)
		row.Test.Reason = stats.Say(s.Lang, "l'information mutuelle ne suit aucune loi connue", "mutual information follows no known law")
		return row
	}
	divisor := 1.0
	switch {
	case s.Correction == Yates || s.Correction == Usual && s.Measure == ChiSquared:
		f = f.yates()
	case s.Correction == Williams || s.Correction == Usual:
		divisor = f.williams()
	}
	statistic := f.chiSquared()
	if s.Measure == LikelihoodRatio {
		statistic = f.likelihoodRatio()
	}
	statistic /= divisor
	row.Test.Statistic = statistic
	row.Test.P = math.Erfc(math.Sqrt(statistic / 2)) // chi-square law with 1 degree of freedom
	if row.Score.Value = statistic; a < row.Expected {
		row.Score.Value = -statistic
	}
	return row
}

func (s Keyness) name() string {
	return [...]string{stats.Say(s.Lang, "Khi-2", "Chi-square"), "G²", stats.Say(s.Lang, "Information mutuelle", "PMI")}[s.Measure]
}

func (s Keyness) correction() string {
	c := s.Correction
	if c == Usual {
		c = [...]Correction{Yates, Williams, Uncorrected}[s.Measure]
	}
	return [...]string{
		"", stats.Say(s.Lang, "sans correction", "uncorrected"), stats.Say(s.Lang, "correction de Yates", "Yates' correction"),
		stats.Say(s.Lang, "correction de Williams", "Williams' correction"),
	}[c]
}

// Tables is the words, the most typical first.
func (r *KeynessTable) Tables() []*stats.Table {
	s, lang := r.Spec, r.Spec.Lang
	reference := s.Reference
	if reference == "" {
		reference = stats.Say(lang, "le reste", "the rest")
	}
	columns := []stats.Column{
		texts("terme", stats.Say(lang, "Mot", "Word"), r.Rows, func(k KeyTerm) string { return k.Term }),
		each.Count("cible", s.Target, r.Rows, func(k KeyTerm) int { return k.Target }),
		each.Count("reference", reference, r.Rows, func(k KeyTerm) int { return k.Reference }),
		each.Figure("attendu", stats.Say(lang, "Attendu", "Expected"), stats.Tenth, r.Rows, func(k KeyTerm) (float64, bool) { return k.Expected, k.Expected > 0 }),
		each.Figure("score", s.name(), stats.Coefficient, r.Rows, func(k KeyTerm) (float64, bool) { return k.Score.Value, k.Score.Defined() }),
	}
	if s.Measure != PMI {
		columns = append(columns, pValues(lang, s.Adjust, r.Rows,
			func(k KeyTerm) stats.Test { return k.Test }, func(k KeyTerm) stats.Test { return k.Adjusted })...)
	}
	table := stats.MustTable(fmt.Sprintf(stats.Say(lang, "Mots typiques : %s", "Key words: %s"), s.Target), columns...)
	return []*stats.Table{table.Captioned(stats.Caption{
		Units: s.name() + ", " + s.correction() + stats.Say(lang, " ; négatif où la cible dit moins le mot", "; negative where the target says the word less"),
		Population: fmt.Sprintf(stats.Say(lang, "%s mots ; cible : %s ; référence : %s.", "%s words; target: %s; reference: %s."),
			stats.Count.Number(float64(r.N), lang), s.Target, reference),
		Notes: r.Warnings,
	})}
}

// String prints the most typical words.
func (r *KeynessTable) String() string { return printed(r.Spec.Lang, r.Tables()) }
