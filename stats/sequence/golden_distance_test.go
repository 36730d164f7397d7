package sequence

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/golden"
)

// Settings of the distances that the cases name. What is not in the name (the
// costs of OMspell, h, nu, otto) is what the reference values were made with.
var namedMeasures = map[string]Measure{
	"OM_const2_indel1":        OptimalMatching{},
	"OM_const2_indel1.5_none": OptimalMatching{Indel: 1.5},
	"OM_trate_indelauto":      OptimalMatching{Costs: TransitionRates},
	"OM_trate_norm_maxlength": OptimalMatching{Costs: TransitionRates, Indel: 1, Norm: LongestLength},
	"OM_trate_norm_gmean":     OptimalMatching{Costs: TransitionRates, Indel: 1, Norm: GeometricMean},
	"OM_trate_norm_maxdist":   OptimalMatching{Costs: TransitionRates, Indel: 1, Norm: LargestDistance},
	"OM_trate_norm_YujianBo":  OptimalMatching{Costs: TransitionRates, Indel: 1, Norm: YujianBo},
	"OM_indelslog":            OptimalMatching{Costs: LogRarity},
	"OMloc_expc0":             LocalMatching{Costs: TransitionRates},
	"OMloc_const":             LocalMatching{Context: 0.8},
	"OMslen_mean":             LengthMatching{},
	"OMslen_gmean":            LengthMatching{Geometric: true},
	"OMspell":                 SpellMatching{},
	"OMspell_trate_expc1":     SpellMatching{Costs: TransitionRates, Indel: 1, Expansion: 1},
	"OMstran":                 TransitionMatching{},
	"LCS":                     LongestCommon{},
	"LCS_gmean":               LongestCommon{Norm: GeometricMean},
	"LCP":                     LongestCommon{Part: Prefix},
	"RLCP":                    LongestCommon{Part: Suffix},
	"LCP_auto":                LongestCommon{Part: Prefix, Norm: GeometricMean},
	"NMS":                     SubsequenceMatching{Kind: Positions},
	"SVRspell_tpow1":          SubsequenceMatching{},
	"SVRspell_tpow0":          SubsequenceMatching{Power: -1},
	"NMSMST":                  SubsequenceMatching{Kind: SharedTime},
	"CHI2_step1":              ChiSquare{},
	"CHI2_stepmax":            ChiSquare{Period: 1 << 20},
	"EUCLID":                  ChiSquare{Euclidean: true},
	"HAM":                     Hamming{},
	"HAM_trate":               Hamming{Costs: TransitionRates},
	"DHD":                     DynamicHamming{},
	"TWED":                    TimeWarp{Stiffness: 0.5},
	"OM_TRATE":                OptimalMatching{Costs: TransitionRates, Indel: 1},
	"OM_CONSTANT":             OptimalMatching{},
	"LCS_NA":                  LongestCommon{},
	"HAM_NA":                  Hamming{},
	"DHD_TRATE":               DynamicHamming{},
}

var namedCosts = map[string]CostModel{
	"cost_constant": Constant, "cost_trate": TransitionRates, "cost_indels": Rarity, "cost_indelslog": LogRarity, "cost_future": CommonFuture,
}

// fromCase makes the sequences of a case: columns that hold only states of the
// alphabet, which stands in the expected costs or is what is found.
func fromCase(c *golden.Case, alphabet []string) *Sequences {
	c.Helper()
	return fromRows(c.T, c.Rows, alphabet, renamed(c.Rows, c.Rows[0][1:], alphabet))
}

// renamed brings the states of a file, sorted, to the alphabet where they were
// given other names in it.
func renamed(rows [][]string, columns, alphabet []string) map[string]string {
	found := map[string]bool{}
	for j, name := range rows[0] {
		for _, row := range rows[1:] {
			if slices.Contains(columns, name) && row[j] != "" && row[j] != "NA" {
				found[row[j]] = true
			}
		}
	}
	codes := slices.SortedFunc(maps.Keys(found), func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	if len(codes) != len(alphabet) || slices.Equal(codes, alphabet) {
		return nil
	}
	rename := map[string]string{}
	for i, code := range codes {
		rename[code] = alphabet[i]
	}
	return rename
}

// fromRows makes sequences of rows of a CSV file, header first, row names first;
// with rename a state of the file becomes one of the alphabet.
func fromRows(t testing.TB, rows [][]string, alphabet []string, rename map[string]string) *Sequences {
	t.Helper()
	ids := make([]string, len(rows)-1)
	columns := []stats.Column{}
	var names []string
	for i, row := range rows[1:] {
		ids[i] = row[0]
	}
	known := map[string]bool{"": true, "NA": true}
	for _, code := range alphabet {
		known[code] = true
	}
	for j := 1; j < len(rows[0]); j++ {
		values, states, any := make([]string, len(rows)-1), true, false
		for i, row := range rows[1:] {
			values[i] = row[j]
			if other, ok := rename[values[i]]; ok {
				values[i] = other
			}
			if values[i] == "NA" {
				values[i] = ""
			}
			states = states && (alphabet == nil || known[values[i]])
			any = any || values[i] != ""
		}
		if !states || !any {
			continue
		}
		names = append(names, rows[0][j])
		columns = append(columns, stats.Variable{Name: rows[0][j]}.Labelled(values...))
	}
	var levels []stats.Level
	if alphabet != nil {
		levels = stats.Levels(alphabet...)
	} else {
		levels = alphabetOf(nil, columns)
		slices.SortFunc(levels, func(a, b stats.Level) int { return strings.Compare(a.Code, b.Code) })
	}
	id := stats.Variable{Name: "<id>"}.Texts(ids, nil)
	table, err := stats.NewTable("", append([]stats.Column{id}, columns...)...)
	if err != nil {
		t.Fatal(err)
	}
	s, err := FromStates{ID: "<id>", States: names, Alphabet: levels}.Of(table)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func texts(list any) []string {
	var out []string
	for _, x := range list.([]any) {
		out = append(out, fmt.Sprint(x))
	}
	return out
}

func TestGoldenDistances(t *testing.T) {
	golden.Each(t, "seq_dist", func(c *golden.Case) {
		expected := c.Expected.(map[string]any)
		if inner, ok := expected["with_missing"].(map[string]any); ok {
			expected = inner
		}
		c.Expected = expected
		var alphabet []string
		if rows, ok := c.Get("cost_constant", "sm", "rows"); ok {
			alphabet = slices.DeleteFunc(texts(rows), func(code string) bool { return code == "*" })
		}
		s := fromCase(c, alphabet)
		for name := range expected {
			if model, ok := namedCosts[name]; ok {
				compareCosts(c, name, s, model)
				continue
			}
			m, ok := namedMeasures[name]
			if !ok {
				c.Errorf("no distance is named %q", name)
				continue
			}
			if q, ok := m.(ChiSquare); ok && q.Period > s.longest() {
				m = ChiSquare{Period: s.longest()}
			}
			d, err := m.Of(context.Background(), s)
			if _, refused := c.Get(name, "error"); refused {
				c.Compared++
				if err == nil {
					c.Errorf("%s: the reference refuses, ours does not", name)
				}
				continue
			}
			if err != nil {
				c.Errorf("%s: %v", name, err)
				continue
			}
			compareDistances(c, name, d)
		}
	})
}

func compareCosts(c *golden.Case, name string, s *Sequences, model CostModel) {
	costs, err := model.Of(s)
	if err != nil {
		c.Errorf("%s: %v", name, err)
		return
	}
	for a := range costs.Indel {
		if list, ok := c.Get(name, "indel", a); ok && list != nil {
			c.Same(costs.Indel[a], "", 1e-12, name, "indel", a)
		} else {
			c.Same(costs.Indel[a], "", 1e-12, name, "indel")
		}
		for b := range costs.Indel {
			c.Same(costs.Substitution[a][b], "", 1e-12, name, "sm", "data", a, b)
		}
	}
}

func compareDistances(c *golden.Case, name string, d *Distances) {
	if _, whole := c.Get(name, "data"); whole {
		wrong := 0
		for i := range d.Len() {
			for j := range d.Len() {
				want, _ := c.Get(name, "data", i, j)
				x, _ := want.(float64)
				c.Compared++
				if got := d.At(i, j); math.Abs(got-x) > 1e-9*math.Abs(x)+1e-12 {
					if wrong++; wrong <= 3 {
						c.Errorf("%s: %d, %d = %.15g, want %.15g", name, i+1, j+1, got, x)
					}
				}
			}
		}
		if wrong > 0 {
			c.Errorf("%s: %d wrong of %d", name, wrong, d.Len()*d.Len())
		}
		return
	}
	n := d.Len()
	sum, squares, most := 0.0, 0.0, 0.0
	for i := range n {
		for j := range n {
			x := d.At(i, j)
			sum, squares, most = sum+x, squares+x*x, max(most, x)
		}
	}
	c.Same(sum, "", 1e-9, name, "sum")
	c.Same(squares, "", 1e-9, name, "sumsq")
	c.Same(most, "", 1e-9, name, "max")
	for j := range n {
		c.Same(d.At(0, j), "", 1e-9, name, "row1", j)
		c.Same(d.At(n-1, j), "", 1e-9, name, fmt.Sprint("row", n), j)
	}
}
