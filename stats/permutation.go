package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats/internal/parallel"
	"github.com/askoria/verbatim/stats/internal/rank"
)

// Gap is how far two groups are apart.
type Gap uint8

const (
	// MeanGap is the difference of the means.
	MeanGap Gap = iota
	// MedianGap is the difference of the medians.
	MedianGap
	// DominanceGap is Cliff's delta: the share of pairs in which the first group
	// is higher less the share in which it is lower.
	DominanceGap
)

// Permutation measures how far two groups are apart, first less second, with a
// p and an interval that assume no law: p by dealing the groups anew, two-sided
// by the absolute gap; the interval by percentiles over samples with
// replacement. p is (1 + draws as far) / (1 + draws), never 0.
//
// With Cluster cases that share its value, such as siblings, stay together:
// whole clusters are sampled; where a cluster is all in one group the groups are
// dealt to clusters, where some are in both, within clusters (Good 2005).
type Permutation struct {
	Value   string // numbers; for DominanceGap ordered levels too
	By      string // categories or flags with two groups
	Gap     Gap
	Cluster string // column of what cases share; none: cases are independent
	Draws   int    // 0 is 9,999
	Seed    uint64
	Workers int    // 0: all processors; the result is the same to the last bit
	Cases   string // what a row of the data is, in the plural; "dossiers"
	Lang    string // "en" for English; French otherwise
}

// PermutationResult is what Permutation found.
type PermutationResult struct {
	Spec      Permutation
	Value, By Variable
	Groups    [2]Level // first and second
	Sizes     [2]int
	N         int           // rows with both values
	Clusters  int           // groups of rows that stay together, N without Cluster
	Missing   MissingCounts // rows left out, by the reason of the first that is missing
	Gap       Estimate      // with the bootstrap interval
	Test      Test          // the permutation test
	Within    bool          // groups were dealt within clusters
	Warnings  []string
}

// Of compares the groups. Errors are unknown columns, a value that does not fit
// the gap, and not exactly two groups with a case.
func (s Permutation) Of(t *Table) (*PermutationResult, error) {
	if s.Draws < 0 || s.Gap > DominanceGap {
		return nil, fmt.Errorf("permutation: %d draws, gap %d", s.Draws, s.Gap)
	}
	if s.Draws == 0 {
		s.Draws = 9_999
	}
	value, by, err := comparisonSides(t, s.Value, s.By, s.Lang)
	if err != nil {
		return nil, fmt.Errorf("permutation: %w", err)
	}
	if value.factor != nil && s.Gap != DominanceGap {
		return nil, fmt.Errorf("permutation: column %q holds ordered categories, which have no mean: set Gap to DominanceGap", s.Value)
	}
	var rows []int
	r := &PermutationResult{Spec: s, Value: value.variable, By: by.variable}
	counts := make([]int, len(by.factor.levels))
	for row := range t.Len() {
		_, group, reason := both(value, by, row)
		if r.Missing[reason]++; reason == Recorded {
			rows = append(rows, row)
			counts[int(group)]++
		}
	}
	present := occupied(counts)
	if len(present) != 2 {
		return nil, fmt.Errorf("permutation: %q has %d groups with a value of %q, two are needed; for more see Compare", s.By, len(present), s.Value)
	}
	f, err := s.families(t.Rows(rows), r)
	if err != nil {
		return nil, fmt.Errorf("permutation: %w", err)
	}
	for i, level := range present {
		r.Groups[i], r.Sizes[i] = by.factor.levels[level], counts[level]
	}
	r.N, r.Clusters = len(rows), len(f.members)
	values, second := make([]float64, r.N), make([]bool, r.N)
	for i, row := range rows {
		x, group, _ := both(value, by, row)
		values[i], second[i] = x, int(group) == present[1]
	}
	r.resample(f, values, second)
	return r, nil
}

// families are those of the rows kept, each row one of its own without Cluster.
func (s Permutation) families(kept *Table, r *PermutationResult) (*families, error) {
	if s.Cluster != "" {
		f, err := familiesOf(kept, s.Cluster)
		if err == nil && f.alone > 0 {
			r.Warnings = append(r.Warnings, fmt.Sprintf(Say(s.Lang, "%d %s sans %s : comptés chacun pour une famille.",
				"%d %s without %s: each counts as a family."), f.alone, cases(s.Cases, s.Lang), Quoted(s.Lang, s.Cluster)))
		}
		return f, err
	}
	f := &families{of: make([]int, kept.Len()), members: make([][]int, kept.Len())}
	for row := range f.of {
		f.of[row], f.members[row] = row, []int{row}
	}
	return f, nil
}

func (r *PermutationResult) resample(f *families, values []float64, second []bool) {
	s, lang := r.Spec, r.Spec.Lang
	for _, rows := range f.members {
		for _, row := range rows {
			r.Within = r.Within || second[row] != second[rows[0]]
		}
	}
	all := span(len(values))
	seen, _ := s.gap(values, second, all)
	r.Gap.Value = seen
	r.Test.Name = fmt.Sprintf(Say(lang, "permutation, %d tirages, graine %d", "permutation, %d draws, seed %d"), s.Draws, s.Seed)
	r.Test.Statistic = seen
	if slices.Min(values) == slices.Max(values) {
		r.Test.Reason = constant(r.Value, lang)
		return
	}
	gaps, sampled, defined := make([]float64, s.Draws), make([]float64, s.Draws), make([]bool, s.Draws)
	parallel.Do(s.Draws, s.Workers, func(draw int) {
		// Each draw has a stream of its own: the order of work does not matter.
		random := rand.New(rand.NewPCG(s.Seed, uint64(draw)+1))
		gaps[draw], _ = s.gap(values, f.dealt(second, r.Within, random), all)
		sampled[draw], defined[draw] = s.gap(values, second, f.whole(random))
	})
	far, limit := 0, math.Abs(seen)*(1-1e-12)
	for _, gap := range gaps {
		far += bit(math.Abs(gap) >= limit)
	}
	r.Test.P = float64(1+far) / float64(1+s.Draws)
	var kept []float64
	for i, gap := range sampled {
		if defined[i] {
			kept = append(kept, gap)
		}
	}
	// Too many samples without one of the groups leave no fair percentile.
	if r.Clusters < 2 || 20*len(kept) < 19*s.Draws {
		r.Warnings = append(r.Warnings, Say(lang, "Pas d'intervalle : un groupe manque dans trop de tirages.", "No interval: a group is absent from too many samples."))
		return
	}
	slices.Sort(kept)
	r.Gap.Low, r.Gap.High, r.Gap.Confidence = quantile(kept, 0.025), quantile(kept, 0.975), 0.95
	if r.Clusters < 20 {
		r.Warnings = append(r.Warnings, fmt.Sprintf(Say(lang, "Intervalle fragile : %d unités seulement sont tirées.", "Fragile interval: only %d units are drawn."), r.Clusters))
	}
}

// dealt is who is in the second group after dealing: within families the places
// of its members, else whole families.
func (f *families) dealt(second []bool, within bool, random *rand.Rand) []bool {
	dealt := slices.Clone(second)
	if within {
		for _, rows := range f.members {
			random.Shuffle(len(rows), func(i, j int) { dealt[rows[i]], dealt[rows[j]] = dealt[rows[j]], dealt[rows[i]] })
		}
		return dealt
	}
	for i, from := range random.Perm(len(f.members)) {
		for _, row := range f.members[i] {
			dealt[row] = second[f.members[from][0]]
		}
	}
	return dealt
}

// gap is that of the rows named; ok is false where a group is absent.
func (s Permutation) gap(values []float64, second []bool, rows []int) (gap float64, ok bool) {
	var x, y []float64
	for _, row := range rows {
		if second[row] {
			y = append(y, values[row])
		} else {
			x = append(x, values[row])
		}
	}
	if len(x) == 0 || len(y) == 0 {
		return 0, false
	}
	if s.Gap == MeanGap {
		return meanOf(x) - meanOf(y), true
	}
	slices.Sort(y)
	if s.Gap == DominanceGap {
		return meanOf(rank.Dominance(x, y)), true
	}
	slices.Sort(x)
	return quantile(x, 0.5) - quantile(y, 0.5), true
}

// Tables is the gap on one row.
func (r *PermutationResult) Tables() []*Table { return r.render(false) }

// Counts is the sizes of the two groups.
func (r *PermutationResult) Counts() []Counts {
	c := column(r.title(), r.Missing, []string{r.Groups[0].Title(), r.Groups[1].Title()}, r.Sizes[:], r.Spec.Lang)
	c.RowsOf = r.By.Name
	return []Counts{c}
}

// Hide withholds all figures as soon as one of the counts is hidden.
func (r *PermutationResult) Hide(masks []Mask) Tabler { return Shown(r.render(anyHidden(masks))) }

func (r *PermutationResult) title() string {
	return fmt.Sprintf(Say(r.Spec.Lang, "%s selon %s", "%s by %s"), r.Value.Title(), Quoted(r.Spec.Lang, r.By.Title()))
}

func (r *PermutationResult) render(hidden bool) []*Table {
	lang := r.Spec.Lang
	names := [...][2]string{MeanGap: {"écart des moyennes", "difference of means"}, MedianGap: {"écart des médianes", "difference of medians"}, DominanceGap: {"delta de Cliff", "Cliff's delta"}}
	name := names[r.Spec.Gap]
	figure := func(name, label string, format Format, x float64, ok bool) Column {
		return Variable{Name: name, Label: label, Format: format}.Figures(1, func(int) (float64, Missing) { return known(x, ok, hidden) })
	}
	e := r.Gap
	table := MustTable(r.title(),
		text("mesure", Say(lang, "Mesure", "Measure"), []string{Say(lang, name[0], name[1])}),
		figure("valeur", Say(lang, "Valeur", "Value"), Coefficient, e.Value, e.Defined()),
		figure("bas", Say(lang, "IC 95 % bas", "95% CI low"), Coefficient, e.Low, e.Confidence > 0),
		figure("haut", Say(lang, "IC 95 % haut", "95% CI high"), Coefficient, e.High, e.Confidence > 0),
		figure("p", "p", PValue, r.Test.P, r.Test.Defined()),
		figure("n1", "n "+r.Groups[0].Title(), Count, float64(r.Sizes[0]), true),
		figure("n2", "n "+r.Groups[1].Title(), Count, float64(r.Sizes[1]), true))
	if hidden {
		return []*Table{table}
	}
	unit := Say(lang, "cas", "cases")
	if r.Spec.Cluster != "" {
		unit = Say(lang, "familles entières", "whole families")
	}
	caption := Caption{
		Units:      fmt.Sprintf(Say(lang, "%s moins %s", "%s less %s"), Quoted(lang, r.Groups[0].Title()), Quoted(lang, r.Groups[1].Title())),
		Test:       strings.Join([]string{r.Test.Name, or(r.Test.Reason, equals("p", r.Test.P, PValue, lang)), r.Missing.line(lang)}, semicolon(lang)),
		Population: fmt.Sprintf(Say(lang, "%s dont les deux variables sont renseignées, n = %s", "%s with both values, n = %s"), cases(r.Spec.Cases, lang), count(r.N, lang)),
		Notes: append([]string{fmt.Sprintf(Say(lang, "Intervalle : percentiles de %d tirages avec remise de %s (%d).", "Interval: percentiles of %d samples with replacement of %s (%d)."),
			r.Spec.Draws, unit, r.Clusters)}, r.Warnings...),
	}
	if r.Test.Defined() {
		caption.Reading = fmt.Sprintf(Say(lang, "Lecture : %s de %s%s ; en distribuant les groupes au hasard, un écart au moins aussi grand arrive %s fois sur 100 ; une association n'est pas une cause.",
			"Reading: %s of %s%s; when groups are dealt by chance a gap at least as large comes %s times in 100; an association is not a cause."),
			Say(lang, name[0], name[1]), Coefficient.Number(e.Value, lang), e.interval(lang), Coefficient.Number(100*r.Test.P, lang))
	}
	return []*Table{table.Captioned(caption)}
}

// String is the gap on one row.
func (r *PermutationResult) String() string { return Printer{Lang: r.Spec.Lang}.Of(r.Tables()[0]) }
