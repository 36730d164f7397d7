package sequence

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// thirds puts cases in three groups in turn.
func thirds(n int) *stats.Categories {
	codes := make([]int, n)
	for i := range codes {
		codes[i] = i % 3
	}
	return stats.Variable{Name: "classe", Label: "Classe"}.Categories(levelsOf("un", "deux", "trois"), false, codes, nil)
}

// The measures of quality by their definitions, over all pairs of pairs.
func TestQualityByDefinition(t *testing.T) {
	s := invented(18, 8, 3, 9)
	d := of(t, OptimalMatching{}, s)
	class := thirds(18)
	q, err := Quality{}.Of(d, class)
	if err != nil {
		t.Fatal(err)
	}
	type pair struct {
		d    float64
		same bool
	}
	var pairs []pair
	for i := range 18 {
		for j := range 18 { // both ways round, and each with itself
			pairs = append(pairs, pair{d.At(i, j), i%3 == j%3})
		}
	}
	concordant, discordant, tied := 0.0, 0.0, 0.0
	for _, a := range pairs {
		for _, b := range pairs {
			if !a.same || b.same {
				continue
			}
			switch {
			case a.d < b.d:
				concordant += 2
			case a.d > b.d:
				discordant += 2
			default:
				tied++
			}
		}
	}
	if want := (concordant - discordant) / (concordant + discordant); !near(q.HG.Value, want, 1e-12) {
		t.Errorf("HG = %v, want %v", q.HG.Value, want)
	}
	if want := (concordant - discordant) / (concordant + discordant + tied); !near(q.HGSD.Value, want, 1e-12) {
		t.Errorf("HGSD = %v, want %v", q.HGSD.Value, want)
	}
	all := make([]float64, 0, len(pairs))
	within, sum := 0, 0.0
	for _, p := range pairs {
		all = append(all, p.d)
		if p.same {
			within++
			sum += p.d
		}
	}
	slices.Sort(all)
	least, most := 0.0, 0.0
	for k := range within {
		least, most = least+all[k], most+all[len(all)-1-k]
	}
	if want := (sum - least) / (most - least); !near(q.HC.Value, want, 1e-12) {
		t.Errorf("HC = %v, want %v", q.HC.Value, want)
	}
	readable(t, q)
}

// A weight of 2 is a case twice, for all that does not compare a case with itself.
func TestWeightsAreCopies(t *testing.T) {
	s := invented(15, 8, 3, 2)
	twice := s.Rows([]int{0, 0, 1, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14})
	s.Weights = slices.Repeat([]float64{1}, 15)
	s.Weights[0], s.Weights[3] = 2, 2
	codes := []int{0, 0, 1, 2, 0, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2}
	copies := stats.Variable{Name: "classe"}.Categories(levelsOf("un", "deux", "trois"), false, codes, nil)
	d, e := of(t, OptimalMatching{}, s), of(t, OptimalMatching{}, twice)
	a, _ := Quality{}.Of(d, thirds(15))
	b, _ := Quality{}.Of(e, copies)
	for k, x := range a.estimates() {
		if y := b.estimates()[k]; !near(x.Value, y.Value, 1e-12) {
			t.Errorf("measure %d: %v with weights, %v with copies", k, x.Value, y.Value)
		}
	}
	r, _ := Discrepancy{Draws: -1}.Of(context.Background(), d, thirds(15))
	v, _ := Discrepancy{Draws: -1}.Of(context.Background(), e, copies)
	if !near(r.F.Statistic, v.F.Statistic, 1e-12) || !near(r.Levene.Statistic, v.Levene.Statistic, 1e-12) || !near(r.Bartlett.Statistic, v.Bartlett.Statistic, 1e-12) {
		t.Errorf("discrepancy %+v with weights, %+v with copies", r.F, v.F)
	}
	x, _ := Describe{}.Of(s)
	y, _ := Describe{}.Of(twice)
	if !near(x.Times[0].Mean.Value, y.Times[0].Mean.Value, 1e-12) || !near(x.Rates[0][1], y.Rates[0][1], 1e-12) {
		t.Error("a description with weights is not that with copies")
	}
}

func TestDiscrepancyAgreesWithItself(t *testing.T) {
	s := invented(45, 10, 3, 4)
	d := of(t, OptimalMatching{}, s)
	codes := make([]int, 45)
	for i := range codes {
		if i >= 25 { // the first group has more than half of the cases
			codes[i] = 1 + i%2
		}
	}
	groups := stats.Variable{Name: "g"}.Categories(levelsOf("a", "b", "c"), false, codes, nil)
	one, err := Discrepancy{Draws: 200, Seed: 3, Workers: 1}.Of(context.Background(), d, groups)
	if err != nil {
		t.Fatal(err)
	}
	eight, _ := Discrepancy{Draws: 200, Seed: 3, Workers: 8}.Of(context.Background(), d, groups)
	eight.Spec.Workers = 1
	if !reflect.DeepEqual(one, eight) {
		t.Error("workers disagree")
	}
	p, _ := partitionOf(d, groups)
	sum := 0.0
	for g := range 3 {
		var rows []int
		for i, code := range codes {
			if code == g {
				rows = append(rows, i)
			}
		}
		_, discrepancy := centre(d, rows, weightsFor(d))
		if !near(discrepancy, one.Groups[g].Discrepancy, 1e-12) {
			t.Errorf("group %d: %v, want %v", g, one.Groups[g].Discrepancy, discrepancy)
		}
		sum += discrepancy * p.size[g]
	}
	if !near(sum, one.Residual, 1e-12) {
		t.Errorf("residual %v, want %v", one.Residual, sum)
	}
	two, _ := MultiDiscrepancy{Draws: 50}.Of(context.Background(), d, groups)
	if !near(two.Factors[0].F.Statistic, one.F.Statistic, 1e-9) {
		t.Errorf("one factor among several: F = %v, alone %v", two.Factors[0].F.Statistic, one.F.Statistic)
	}
	a, _ := DiscrepancyTree{P: 1, Workers: 1}.Of(context.Background(), d, groups)
	b, _ := DiscrepancyTree{P: 1, Workers: 8}.Of(context.Background(), d, groups)
	b.Spec.Workers = 1
	if !reflect.DeepEqual(a, b) {
		t.Error("trees of one worker and of eight differ")
	}
	for _, r := range []stats.Tabler{one, two, a} {
		readable(t, r)
	}
}

// Groups that say nothing, and those that say all.
func TestOddGroups(t *testing.T) {
	column := func(codes []int, missing []stats.Missing) *stats.Categories {
		return stats.Variable{Name: "g"}.Categories(levelsOf("a", "b", "vide"), false, codes, missing)
	}
	nr := stats.NotRecorded
	for title, x := range map[string]struct {
		s      *Sequences
		groups *stats.Categories
	}{
		"one group":   {written("AB", "AB", "BA", "AA"), column([]int{0, 0, 0}, nil)},
		"a case each": {written("AB", "AB", "BA"), column([]int{0, 1}, nil)},
		"all equal":   {written("AB", "AB", "AB", "AB", "AB"), column([]int{0, 1, 0, 1}, nil)},
		"all missing": {written("AB", "AB", "BA"), column([]int{0, 0}, []stats.Missing{nr, nr})},
		"one case":    {written("AB", "AB"), column([]int{0}, nil)},
		"none":        {written("AB"), column(nil, nil)},
		"separation":  {written("AB", "AA", "AA", "BB", "BB"), column([]int{0, 0, 1, 1}, nil)},
		"one alone":   {written("AB", "AA", "AB", "BB", "BA"), column([]int{0, 0, 0, 1}, nil)},
	} {
		d := of(t, OptimalMatching{}, x.s)
		q, err := Quality{}.Of(d, x.groups)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range q.estimates() {
			if e.Defined() && (math.IsNaN(e.Value) || math.IsInf(e.Value, 0)) {
				t.Errorf("%s: quality %v", title, e.Value)
			}
		}
		r, err := Discrepancy{Draws: 20}.Of(context.Background(), d, x.groups)
		if err != nil {
			t.Fatal(err)
		}
		for _, test := range []stats.Test{r.F, r.FBF, r.Bartlett, r.Levene} {
			if test.Defined() && (math.IsNaN(test.Statistic) || math.IsInf(test.Statistic, 0)) {
				t.Errorf("%s: %+v", title, test)
			}
		}
		m, err := MultiDiscrepancy{Draws: 20}.Of(context.Background(), d, x.groups, x.groups)
		if err != nil {
			t.Fatal(err)
		}
		tree, err := DiscrepancyTree{Draws: 20}.Of(context.Background(), d, x.groups)
		if err != nil {
			t.Fatal(err)
		}
		reps, err := Representatives{}.Of(d)
		if err != nil {
			t.Fatal(err)
		}
		cards, err := Typology{}.Of(x.s, x.groups)
		if err != nil {
			t.Fatal(err)
		}
		for _, result := range []stats.Tabler{q, r, m, tree, reps, cards} {
			readable(t, result)
		}
	}
}

// A class of few is not described, and what is hidden shows nowhere.
func TestTypologyKeepsSecrets(t *testing.T) {
	s := invented(20, 6, 3, 8)
	s.Unit = "mois"
	codes := slices.Repeat([]int{0}, 20)
	codes[3], codes[7], codes[9] = 1, 1, 1
	classes := stats.Variable{Name: "classe"}.Categories(levelsOf("grande", "petite"), false, codes, nil)
	r, err := Typology{Cases: "enfants"}.Of(s, classes)
	if err != nil {
		t.Fatal(err)
	}
	if small := r.Cards[1]; small.Described || small.Description != nil || small.N != 0 || small.Entry.Value != 0 {
		t.Errorf("the small class is described: %+v", small)
	}
	if text := r.String(); !strings.Contains(text, "moins de 5 enfants") || !strings.Contains(text, "17 enfants") {
		t.Errorf("portraits: %s", text)
	}
	if n := len(r.Tables()); n != 3 {
		t.Errorf("%d tables, want the cards, the times and one distribution", n)
	}
	counts := r.Counts()
	masks := make([]stats.Mask, len(counts))
	for k, c := range counts {
		for i := range c.Cells {
			masks[k] = append(masks[k], make([]bool, len(c.Cells[i])))
		}
		if got := c.Cells[len(c.Cells)-1][len(c.Cells[0])-1]; k == 0 && got != 20 {
			t.Errorf("total %d", got)
		}
	}
	masks[1][0][2] = true // state A at the third position of the large class
	masks[1][1][6] = true // the total of state B
	told := fmt.Sprint(r.Cards[0].Description.Positions[2].Share[0])
	for _, table := range r.Hide(masks).Tables() {
		for _, c := range table.Columns() {
			if v := c.Variable(); v.Name == "portrait" {
				text := c.Show(0, "")
				if strings.Contains(text, " puis ") || strings.Contains(text, "B (") || strings.Contains(text, told) || !strings.Contains(text, "A (") {
					t.Errorf("portrait: %s", text)
				}
			}
			if name := c.Variable().Name; table.Len() == 2 && (name == "etat_1" || name == "etat_2") && (c.Missing(0) == stats.Secret) != (name == "etat_2") {
				t.Errorf("the mean time in %s: %v", name, c.Missing(0))
			}
			if c.Variable().Name == "etat_1" && table.Len() == 6 && c.Missing(2) != stats.Secret {
				t.Error("the hidden share is shown")
			}
		}
	}
	for i := range masks[0] {
		masks[0][i][0] = true
	}
	if n := len(r.Hide(masks).Tables()); n != 2 {
		t.Errorf("%d tables of hidden classes", n)
	}
}

func TestNullIsTheSameEachTime(t *testing.T) {
	s := invented(24, 10, 3, 6)
	u := Null{Draws: 10, Seed: 4, Classes: func(d *Distances) (*stats.Categories, error) { return thirds(d.Len()), nil }}
	for _, model := range []NullModel{RandomSpells, RandomLengths, Markov} {
		u.Model = model
		a, err := u.Of(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		b, _ := u.Of(context.Background(), s)
		if !reflect.DeepEqual(a.Comparisons, b.Comparisons) {
			t.Error("two runs differ")
		}
		readable(t, a)
		drawn := modelOf(s).draw(s, model, rand.New(rand.NewPCG(1, 1)))
		for i := range s.States {
			if len(drawn.States[i]) != len(s.States[i]) {
				t.Fatal("a drawn sequence has another length")
			}
			if model == RandomLengths && len(spellsOf(drawn.States[i])) != len(spellsOf(s.States[i])) {
				t.Fatal("the order of states is not kept")
			}
		}
	}
	if _, err := (Null{}).Of(context.Background(), s); err == nil {
		t.Error("no error without Classes")
	}
}
