package cluster

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
)

// situations are invented: 12 of class a, 9 of b, 3 of c, one without a class.
func situations() *stats.Table {
	n := 25
	class, who := make([]int, n), make([]int, n)
	violence, age, none := make([]bool, n), make([]float64, n), make([]float64, n)
	classMissing, whoMissing, ageMissing, all := make([]stats.Missing, n), make([]stats.Missing, n), make([]stats.Missing, n), make([]stats.Missing, n)
	for i := range n {
		switch {
		case i < 12:
			class[i], who[i], age[i] = 0, i%4/3, float64(4+i%3)
		case i < 21:
			class[i], who[i], age[i], violence[i] = 1, 1, float64(11+i%4), i%3 > 0
		default:
			class[i], who[i], age[i] = 2, i%2, 20
		}
		all[i] = stats.NotApplicable
	}
	classMissing[24], whoMissing[3], ageMissing[13] = stats.NotRecorded, stats.DoesNotKnow, stats.Refused
	v := func(name, label string) stats.Variable { return stats.Variable{Name: name, Label: label} }
	return stats.MustTable("",
		v("type", "Type").Categories(append(stats.Levels("A", "B", "C"), stats.Level{Code: "D"}), false, class, classMissing),
		v("qui", "Qui demande").Categories(stats.Levels("école", "parent", "police"), false, who, whoMissing),
		v("violences", "Violences").Flags(violence, nil),
		stats.Variable{Name: "age", Label: "Âge", Unit: "ans"}.Numbers(age, ageMissing),
		v("jamais", "Jamais").Numbers(none, all),
		v("fixe", "Fixe").Labelled(slices.Repeat([]string{"x"}, n)...),
		v("aides", "Aides").Sets(stats.Levels("argent", "écoute"), slices.Repeat([][]int{{0}}, n), nil),
		stats.Variable{Name: "nom", Identifying: true}.Texts(make([]string, n), nil))
}

func TestProfiles(t *testing.T) {
	r, err := Profiles{Classes: "type"}.Of(situations())
	if err != nil {
		t.Fatal(err)
	}
	if r.N != 24 || r.Missing.Total() != 1 || len(r.Links) != 7 || len(r.Warnings) != 1 {
		t.Errorf("n %d, %v, %d links, %v", r.N, r.Missing, len(r.Links), r.Warnings)
	}
	a, c, d := r.Classes[0], r.Classes[2], r.Classes[3]
	if a.N != 12 || a.Share != 50 || a.Small || !c.Small || c.Levels != nil || c.Numbers != nil || d.N != 0 {
		t.Errorf("%+v %+v %+v", a, c, d)
	}
	// By hand: of the 10 écoles 9 are in A, of which 11 are known, of 23 in all.
	first := a.Levels[0]
	if r.Links[first.Link].Name != "qui" || first.Level != 0 || first.N != 9 || !close(first.InClass, 900./11) || !close(first.OfLevel, 90) ||
		!close(first.Overall, 1000./23) || !close(first.P, (780+2*13)/1352078.) {
		t.Errorf("the first trait of A is %+v", first)
	}
	for _, p := range r.Classes {
		for _, trait := range p.Levels {
			l := r.Links[trait.Link]
			if l.Name == "violences" && trait.Level != 1 {
				t.Error("a no of flags is described")
			}
			if (l.Name == "fixe" || l.Name == "aides=argent") == trait.VTest.Defined() {
				t.Errorf("%s: v-test %+v", l.Name, trait.VTest)
			}
		}
		for _, trait := range p.Numbers {
			if r.Links[trait.Link].Name == "jamais" {
				t.Error("a variable never recorded is described")
			}
		}
	}
	for _, l := range r.Links {
		constant := l.Name == "jamais" || l.Name == "fixe" || strings.HasPrefix(l.Name, "aides")
		if l.Test.Defined() == constant || l.Strength.Defined() == constant {
			t.Errorf("%s: %+v %+v", l.Name, l.Test, l.Strength)
		}
	}
	cards := r.Cards()
	want := []string{
		"A (12 dossiers, 50\u00a0%) : plus souvent «\u00a0Qui demande : école\u00a0» (82\u00a0% contre 43\u00a0%) ; moins souvent «\u00a0Violences\u00a0» (0\u00a0% contre 25\u00a0%) ; plus bas en moyenne : «\u00a0Âge\u00a0» (5,0\u00a0ans contre 9,5).",
		"C (moins de 5 dossiers) : trop petite pour être décrite.", "D : aucun cas.",
	}
	if cards[0] != want[0] || cards[2] != want[1] || cards[3] != want[2] {
		t.Errorf("cards:\n%s", strings.Join(cards, "\n"))
	}
	if !strings.Contains(r.String(), cards[1]) {
		t.Error(r)
	}
	for _, table := range r.Tables() {
		if text := (stats.Printer{Rows: -1}).Of(table); strings.Contains(text, "NaN") || strings.Contains(text, "%!") {
			t.Error(text)
		}
	}
}

// The order of rows and columns, and the names of classes, change no figure.
func TestProfilesOfOtherOrders(t *testing.T) {
	cases := situations()
	rows := make([]int, cases.Len())
	for i := range rows {
		rows[i] = (7*i + 3) % len(rows)
	}
	a, err := Profiles{Classes: "type", Columns: []string{"qui", "age"}}.Of(cases)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Profiles{Classes: "type", Columns: []string{"age", "qui"}}.Of(cases.Rows(rows))
	if err != nil {
		t.Fatal(err)
	}
	for class := range a.Classes {
		for i, x := range a.Classes[class].Levels {
			y := b.Classes[class].Levels[i]
			if x.P != y.P || x.VTest != y.VTest || x.InClass != y.InClass {
				t.Errorf("%+v, then %+v", x, y)
			}
		}
		for i, x := range a.Classes[class].Numbers {
			if y := b.Classes[class].Numbers[i]; !close(x.VTest.Value, y.VTest.Value) {
				t.Errorf("%+v, then %+v", x, y)
			}
		}
	}
}

// Hidden counts give nothing back: no figure of theirs is left.
func TestHiddenCounts(t *testing.T) {
	r, err := Profiles{Classes: "type", Least: 1, P: 1}.Of(situations())
	if err != nil {
		t.Fatal(err)
	}
	counts := r.Counts()
	for _, c := range counts {
		for row := range c.Cells {
			if len(c.Cols) > 1 {
				if total := sum(c.Cells[row][:len(c.Cols)]); total != c.Cells[row][len(c.Cols)] {
					t.Errorf("%s: row %d adds up to %d, not %d", c.Title, row, total, c.Cells[row][len(c.Cols)])
				}
			}
		}
	}
	masks := make([]stats.Mask, len(counts))
	for i, c := range counts {
		masks[i] = make(stats.Mask, len(c.Cells))
		for row := range c.Cells {
			masks[i][row] = make([]bool, len(c.Cells[row]))
		}
	}
	open := secrets(r.Hide(masks))
	if open != secrets(r) || open != 0 {
		t.Errorf("%d secrets where nothing is hidden", open)
	}
	masks[1][0][0], masks[1][0][1] = true, true // école in A and in B
	some := secrets(r.Hide(masks))
	masks[0][0][0], masks[0][1][0] = true, true // A and B
	if whole := secrets(r.Hide(masks)); some == 0 || whole == 0 {
		t.Errorf("%d and %d secrets", some, whole)
	}
	for _, table := range r.Hide(masks).Tables() {
		if strings.HasPrefix(table.Title(), "A ") || strings.HasPrefix(table.Title(), "B ") {
			t.Errorf("a hidden class is described: %s", table.Title())
		}
	}
	for _, c := range counts {
		if _, err := (disclosure.Suppression{Below: 3}).Of(c); err != nil {
			t.Error(err)
		}
	}
}

// secrets counts the cells that are withheld.
func secrets(result stats.Tabler) int {
	n := 0
	for _, table := range result.Tables() {
		for _, c := range table.Columns() {
			n += c.MissingCounts()[stats.Secret]
		}
	}
	return n
}

func TestHiddenClasses(t *testing.T) {
	p := clouds(40, 2, 3, 1)
	h, err := HCPC{Classes: 3}.Of(t.Context(), spaceOf(p, nil))
	if err != nil {
		t.Fatal(err)
	}
	k, err := KMeans{Classes: 3}.Of(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Medoids{Classes: 3}.Of(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	q, err := Quality{}.Of(t.Context(), p, k.Classes)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Stability{Draws: 5}.Of(t.Context(), k.Classes, KMeans{Classes: 3}.Method(p))
	if err != nil {
		t.Fatal(err)
	}
	e, err := Explain{Number: "age"}.Of(situations())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []stats.Counted{h, k, m, q, s, e} {
		var masks []stats.Mask
		for _, c := range r.Counts() {
			mask := make(stats.Mask, len(c.Cells))
			for row := range mask {
				mask[row] = slices.Repeat([]bool{true}, len(c.Cells[row]))
			}
			masks = append(masks, mask)
		}
		if secrets(r) != 0 || secrets(r.Hide(masks)) == 0 {
			t.Errorf("%T: %d secrets, %d hidden", r, secrets(r), secrets(r.Hide(masks)))
		}
	}
}

func TestExplain(t *testing.T) {
	r, err := Explain{Number: "age"}.Of(situations())
	if err != nil {
		t.Fatal(err)
	}
	if r.N != 24 || r.Missing.Total() != 1 || len(r.Numbers) != 1 || r.Numbers[0].R.Defined() {
		t.Errorf("%+v", r)
	}
	if first := r.Variables[0]; first.Name != "type" || first.Eta2.Value < 0.9 || first.N != 23 {
		t.Errorf("%+v", first)
	}
	effects := 0.0
	for _, l := range r.Levels {
		if l.Variable.Name == "type" {
			effects += l.Effect
		}
		if math.IsNaN(l.Effect) || math.IsNaN(l.P) {
			t.Errorf("%+v", l)
		}
	}
	if math.Abs(effects) > 1e-9 {
		t.Errorf("effects add up to %v", effects)
	}
	for _, v := range r.Variables {
		if constant := v.Name == "fixe" || strings.HasPrefix(v.Name, "aides"); v.Test.Defined() == constant {
			t.Errorf("%s: %+v", v.Name, v.Test)
		}
	}
	if strings.Contains(r.String(), "NaN") {
		t.Error(r)
	}
}

// In English nothing is French.
func TestEnglish(t *testing.T) {
	p := clouds(40, 2, 3, 1)
	ctx := t.Context()
	ids := make([]string, len(p))
	h, err := HCPC{Lang: "en", ID: stats.Variable{Name: "code"}.Texts(ids, nil)}.Of(ctx, spaceOf(p, nil))
	if err != nil {
		t.Fatal(err)
	}
	results := []stats.Tabler{h}
	add := func(r stats.Tabler, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		results = append(results, r)
	}
	add(KMeans{Classes: 3, Lang: "en"}.Of(ctx, p))
	add(Medoids{Classes: 3, Lang: "en"}.Of(ctx, p))
	add(Quality{Lang: "en"}.Of(ctx, p, h.Classes))
	add(Stability{Draws: 5, Lang: "en"}.Of(ctx, h.Classes, KMeans{Classes: 3}.Method(p)))
	add(Tree{Linkage: Centroid, Lang: "en"}.Of(ctx, p))
	add(Profiles{Classes: "type", P: 1, Lang: "en"}.Of(situations()))
	add(Explain{Number: "age", P: 1, Lang: "en"}.Of(situations()))
	for _, r := range results {
		for _, table := range r.Tables() {
			text := stats.Printer{Lang: "en"}.Of(table)
			for _, word := range []string{"Classe ", "Effectif", "dossiers", "Lecture", "Champ", "hypergéo", "renseign", "Moyenne", "Écart", " de ", " la ", "%!"} {
				if strings.Contains(text, word) {
					t.Errorf("%T has %q:\n%s", r, word, text)
				}
			}
		}
	}
}

// Data without a class, without a row, without a recorded value.
func TestProfilesOfNothing(t *testing.T) {
	none := make([]stats.Missing, 3)
	for i := range none {
		none[i] = stats.Refused
	}
	empty := stats.Variable{Name: "type"}.Categories(nil, false, make([]int, 3), none)
	levels := stats.Variable{Name: "type"}.Categories(stats.Levels("a"), false, make([]int, 3), none)
	known := stats.Variable{Name: "type"}.Categories(stats.Levels("a"), false, make([]int, 3), nil)
	age := stats.Variable{Name: "age"}.Numbers(make([]float64, 3), none)
	oui := stats.Variable{Name: "oui"}.Flags(make([]bool, 3), none)
	for _, data := range []*stats.Table{
		stats.MustTable("", empty, age, oui), stats.MustTable("", levels, age, oui), stats.MustTable("", known, age, oui), situations().Head(0),
	} {
		for _, missing := range []bool{false, true} {
			r, err := Profiles{Classes: "type", MissingLevels: missing, Least: 1}.Of(data)
			if err != nil {
				t.Fatal(err)
			}
			var text strings.Builder
			text.WriteString(r.String())
			for _, table := range r.Tables() {
				text.WriteString(table.String())
			}
			if strings.Contains(text.String(), "NaN") || len(r.Counts()) > 0 && r.N == 0 {
				t.Error(text.String())
			}
			r.Hide(nil)
			for _, c := range r.Counts() {
				if _, err := (disclosure.Suppression{}).Of(c); err != nil {
					t.Error(err)
				}
			}
			if e, err := (Explain{Number: "age"}).Of(data); err != nil || strings.Contains(e.String(), "NaN") || len(e.Levels) > 0 {
				t.Error(e, err)
			}
		}
	}
}
