package stats

import (
	"fmt"
	"math"
	"strings"

	"github.com/askoria/verbatim/stats/internal/exact"
	"github.com/askoria/verbatim/stats/internal/rank"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// ComparePaired tells whether a quantity, or ordered levels, changed between two
// measures of the same cases. A change is After less Before. Rows without one
// of the two are left out and counted. Of ordered levels only the direction of
// the change counts: the sign test. Undefined where nothing changed.
//
// Recommended is the t of the changes from 30 cases on, else Wilcoxon's signed
// ranks, exact where it can be. Agrees with R's t.test(paired = TRUE),
// wilcox.test(paired = TRUE), binom.test, and with ties coin's wilcoxsign_test.
type ComparePaired struct {
	Before, After string // numbers, or ordered levels
	Cases         string // what a row of the data is, in the plural; "dossiers"
	Lang          string // "en" for English; French otherwise
}

// PairedComparison is what ComparePaired found.
type PairedComparison struct {
	Spec           ComparePaired
	Before, After  Variable
	N              int           // rows with both values
	Missing        MissingCounts // rows left out, by the reason of the first that is missing
	Up, Down, Same int           // cases by the direction of their change
	First, Second  Quantities    // of the two measures
	Change         Estimate      // mean change with Student's interval
	PairedT        Test
	// V is the sum of the ranks of the rises among the changes (Wilcoxon 1945).
	V           Estimate
	Wilcoxon    Test // normal law, unchanged cases left out, ties counted, continuity correction
	Uncorrected Test // the same without the correction
	Exact       Test // permutation law of the same, ties counted as they are
	// Pratt keeps the unchanged cases while ranking (Pratt 1959); no correction.
	Pratt, PrattExact Test
	SignTest          Test // exact: rises against falls
	// PseudoMedian is the median of the averages of two changes (Hodges and
	// Lehmann 1963), unchanged cases left out as in R.
	PseudoMedian Estimate
	RankBiserial Estimate // rank sum of rises less that of falls, over both (Kerby 2014)
	Recommended  Test
	Why          string
	Warnings     []string
}

// Of compares the two columns. Errors are unknown columns, columns without
// order, and levels that are not the same.
func (s ComparePaired) Of(t *Table) (*PairedComparison, error) {
	var sides [2]*side
	for i, name := range []string{s.Before, s.After} {
		c, err := t.Column(name)
		if err == nil {
			sides[i], err = comparableSide(c, s.Lang)
		}
		if err != nil {
			return nil, fmt.Errorf("compare paired: %w", err)
		}
	}
	first, second := sides[0], sides[1]
	if (first.factor == nil) != (second.factor == nil) || first.factor != nil && fmt.Sprint(codesOf(first)) != fmt.Sprint(codesOf(second)) {
		return nil, fmt.Errorf("compare paired: %q and %q must hold the same ordered levels, or both numbers", s.Before, s.After)
	}
	before, after, missing := complete(first, second, nil)
	p := &PairedComparison{Spec: s, Before: first.variable, After: second.variable, N: len(before), Missing: missing}
	changes := make([]float64, p.N)
	for i := range changes {
		changes[i] = after[i] - before[i]
		p.Up += bit(changes[i] > 0)
		p.Down += bit(changes[i] < 0)
	}
	p.Same = p.N - p.Up - p.Down
	p.First, p.Second = quantities(before, s.Lang), quantities(after, s.Lang)
	p.test(changes, first.factor != nil)
	return p, nil
}

func codesOf(s *side) []string {
	var codes []string
	for _, level := range s.factor.levels {
		codes = append(codes, level.Code)
	}
	return codes
}

func (p *PairedComparison) test(changes []float64, levels bool) {
	lang := p.Spec.Lang
	p.PairedT.Name = Say(lang, "t de Student apparié", "paired Student's t")
	p.Wilcoxon.Name = Say(lang, "Wilcoxon signé (avec correction de continuité)", "Wilcoxon signed ranks (continuity correction)")
	p.Uncorrected.Name = Say(lang, "Wilcoxon signé (sans correction)", "Wilcoxon signed ranks (no correction)")
	p.Exact.Name = Say(lang, "Wilcoxon signé exact (permutation des signes)", "Wilcoxon signed ranks, exact (permuted signs)")
	p.Pratt.Name, p.PrattExact.Name = "Pratt", Say(lang, "Pratt exact", "Pratt, exact")
	p.SignTest.Name = Say(lang, "test des signes exact", "exact sign test")
	tests := []*Test{&p.PairedT, &p.Wilcoxon, &p.Uncorrected, &p.Exact, &p.Pratt, &p.PrattExact}
	estimates := []*Estimate{&p.Change, &p.V, &p.PseudoMedian, &p.RankBiserial}
	moved := p.Up + p.Down
	p.Recommended, p.Why = p.SignTest, Say(lang, "seul test défini", "the only test defined")
	if p.N == 0 {
		because(nothing(lang), append(tests, &p.SignTest, &p.Recommended), estimates...)
		return
	}
	if moved == 0 {
		reason := Say(lang, "aucune différence : toutes les valeurs sont égales avant et après", "no difference at all: every value is the same before and after")
		because(reason, append(tests, &p.SignTest, &p.Recommended), &p.PseudoMedian, &p.RankBiserial)
		if levels {
			because(reason, nil, &p.Change, &p.V)
		}
		return
	}
	p.SignTest.Statistic, p.SignTest.P = float64(p.Up), signP(min(p.Up, p.Down), moved)
	if levels {
		because(Say(lang, "des modalités ordonnées n'ont pas d'écarts : test des signes", "ordered levels have no differences: sign test"), tests, estimates...)
		p.Recommended, p.Why = p.SignTest, Say(lang, "modalités ordonnées : test des signes", "ordered levels: sign test")
		return
	}
	p.meanChange(changes)
	p.signedRanks(changes)
	switch {
	case p.N >= largeGroup && p.PairedT.Defined():
		p.Recommended, p.Why = p.PairedT, Say(lang, "au moins 30 cas : moyenne des changements", "at least 30 cases: mean change")
	case p.Exact.Defined():
		p.Recommended, p.Why = p.Exact, Say(lang, "moins de 30 cas : test sur les rangs", "fewer than 30 cases: test of ranks")
	default:
		p.Recommended, p.Why = p.Wilcoxon, Say(lang, "test sur les rangs", "test of ranks")
	}
	if moved < 6 {
		p.Warnings = append(p.Warnings, fmt.Sprintf(Say(lang, "%d cas seulement ont changé : aucun test bilatéral ne peut descendre sous p = %s.",
			"Only %d cases changed: no two-sided test can go below p = %s."), moved, PValue.Number(math.Pow(0.5, float64(moved-1)), lang)))
	}
}

// signP is the two-sided binomial probability of so few among n with chance one
// half.
func signP(few, n int) float64 {
	if 2*few >= n {
		return 1
	}
	p := 0.0
	for k := 0; k <= few; k++ {
		p += math.Exp(lgammaOf(float64(n+1)) - lgammaOf(float64(k+1)) - lgammaOf(float64(n-k+1)) - float64(n)*math.Ln2)
	}
	return math.Min(1, 2*p)
}

func (p *PairedComparison) meanChange(changes []float64) {
	lang, s := p.Spec.Lang, sampleOf(changes, 0)
	p.Change.Value = s.mean
	switch {
	case p.N < 2:
		p.PairedT.Reason = Say(lang, "un seul dossier", "a single case")
	case s.constant:
		p.PairedT.Reason = Say(lang, "tous les changements sont égaux", "all changes are equal")
	default:
		se := math.Sqrt(s.variance() / s.n)
		t := s.mean / se
		p.PairedT.Statistic, p.PairedT.DF, p.PairedT.P = t, s.n-1, tail.StudentT(t, s.n-1)
		half := tail.StudentTQuantile(0.05, s.n-1) * se
		p.Change.Low, p.Change.High, p.Change.Confidence = s.mean-half, s.mean+half, 0.95
	}
}

// signedRanks tests with the unchanged cases left out and with them ranked.
func (p *PairedComparison) signedRanks(changes []float64) {
	var moved []float64
	for _, d := range changes {
		if d != 0 {
			moved = append(moved, d)
		}
	}
	v, fall, z, corrected, ok := signedRank(moved, &p.Exact)
	if !ok {
		p.Exact.Reason = manyCases(p.Spec.Lang)
	}
	p.V.Value, p.RankBiserial.Value = v, (v-fall)/(v+fall)
	p.Uncorrected.Statistic, p.Uncorrected.P = z, tail.Normal(z)
	p.Wilcoxon.Statistic, p.Wilcoxon.P = corrected, tail.Normal(corrected)
	_, _, z, _, ok = signedRank(changes, &p.PrattExact)
	if !ok {
		p.PrattExact.Reason = manyCases(p.Spec.Lang)
	}
	p.Pratt.Statistic, p.Pratt.P = z, tail.Normal(z)
	s := sampleOf(moved, 0)
	n, averages := len(moved), len(moved)*(len(moved)+1)/2
	p.PseudoMedian = Estimate{Value: rank.MedianAverage(s.sorted), Confidence: 0.95}
	at := 0
	if n < 50 {
		if at = exact.SignedRankQuantile(0.025, n); at == 0 { // no interval reaches 95 %
			at, p.PseudoMedian.Confidence = 1, 1-math.Pow(0.5, float64(n-1))
		}
	} else {
		at = max(averages+1-int(math.Ceil(float64(averages)/2+0.5+tail.Z95*math.Sqrt(float64(averages)*float64(2*n+1)/12))), 1)
	}
	p.PseudoMedian.Low, p.PseudoMedian.High = rank.KthAverage(s.sorted, at), rank.KthAverage(s.sorted, averages+1-at)
}

// signedRank ranks changes by their size; unchanged ones hold the lowest ranks
// and belong to neither side.
func signedRank(changes []float64, law *Test) (rise, fall, z, corrected float64, ok bool) {
	sizes, up := make([]float64, len(changes)), make([]bool, 0, len(changes))
	for i, d := range changes {
		sizes[i] = math.Abs(d)
	}
	ranking := rank.Of(sizes)
	var scores []int
	squares := 0.0
	for i, doubled := range ranking.Doubled() {
		if changes[i] == 0 {
			continue
		}
		half := float64(doubled) / 2
		squares += half * half
		scores, up = append(scores, doubled), append(up, changes[i] > 0)
		if changes[i] > 0 {
			rise += half
		} else {
			fall += half
		}
	}
	gap, sd := (rise-fall)/2, math.Sqrt(squares)/2
	var tails exact.Tails
	if tails, ok = exact.SignedSum(scores, up); ok {
		law.Statistic, law.P = rise, tails.Both
	}
	return rise, fall, gap / sd, (gap - math.Copysign(math.Min(0.5, math.Abs(gap)), gap)) / sd, ok
}

// Tables are the two measures and the change, and the tests.
func (p *PairedComparison) Tables() []*Table { return p.render(false) }

// Counts is how many cases rose, fell and stayed.
func (p *PairedComparison) Counts() []Counts {
	lang := p.Spec.Lang
	return []Counts{column(p.title(), p.Missing, []string{Say(lang, "hausse", "up"), Say(lang, "baisse", "down"), Say(lang, "sans changement", "unchanged")},
		[]int{p.Up, p.Down, p.Same}, lang)}
}

// Hide withholds every figure as soon as one of the counts is hidden.
func (p *PairedComparison) Hide(masks []Mask) Tabler {
	return Shown(p.render(len(masks) > 0 && masks[0].Any()))
}

func (p *PairedComparison) title() string {
	return fmt.Sprintf(Say(p.Spec.Lang, "De %s à %s", "From %s to %s"), Quoted(p.Spec.Lang, p.Before.Title()), Quoted(p.Spec.Lang, p.After.Title()))
}

func (p *PairedComparison) render(hidden bool) []*Table {
	lang := p.Spec.Lang
	if hidden {
		return []*Table{MustTable(p.title(), text("remarque", Say(lang, "Remarque", "Remark"),
			[]string{Say(lang, "chiffres masqués : des effectifs sont secrets", "figures withheld: counts are secret")}))}
	}
	list := []namedEstimate{
		{"Moyenne avant", "Mean before", p.First.Mean, ""},
		{"Moyenne après", "Mean after", p.Second.Mean, ""},
		{"Médiane avant", "Median before", p.First.Median, ""},
		{"Médiane après", "Median after", p.Second.Median, ""},
		{"Changement moyen", "Mean change", p.Change, Say(lang, "t de Student", "Student's t")},
		{"Pseudo-médiane des changements", "Pseudomedian of changes", p.PseudoMedian, "Hodges-Lehmann"},
		{"Corrélation rang-bisériale", "Rank-biserial correlation", p.RankBiserial, ""},
	}
	if p.Wilcoxon.Reason != "" && p.SignTest.Reason == "" { // ordered levels
		list = list[2:4]
	}
	caption := Caption{
		Population: fmt.Sprintf(Say(lang, "%s dont les deux moments sont renseignés, n = %s", "%s with both values, n = %s"), cases(p.Spec.Cases, lang), count(p.N, lang)),
		Notes:      append([]string{Say(lang, "Test retenu : ", "Test chosen: ") + p.Why + "."}, p.Warnings...),
	}
	if p.Recommended.Defined() {
		caption.Test = strings.Join([]string{p.Recommended.Name, equals("p", p.Recommended.P, PValue, lang), p.Missing.line(lang)}, semicolon(lang))
		caption.Reading = fmt.Sprintf(Say(lang, "Lecture : sur %d cas, %d sont en hausse, %d en baisse et %d sans changement.",
			"Reading: of %d cases %d went up, %d went down and %d stayed."), p.N, p.Up, p.Down, p.Same)
	} else {
		caption.Test = Say(lang, "Pas de test : ", "No test: ") + p.Recommended.Reason + semicolon(lang) + p.Missing.line(lang)
	}
	tests := []Test{p.Exact, p.Wilcoxon, p.Uncorrected, p.PrattExact, p.Pratt, p.PairedT, p.SignTest}
	return []*Table{tableOfEstimates(p.title(), list, lang).Captioned(caption), tableOfTests(p.title(), tests, lang)}
}

// String is the change with the recommended test.
func (p *PairedComparison) String() string { return Printer{Lang: p.Spec.Lang}.Of(p.Tables()[0]) }
