package factor

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

func labelled(name string, values ...string) stats.Column {
	return stats.Variable{Name: name}.Labelled(values...)
}

func figured(name string, values ...float64) stats.Column {
	return stats.Variable{Name: name}.Numbers(values, nil)
}

// finite fails where a result holds a number that is none.
func finite(t *testing.T, what any) {
	t.Helper()
	var walk func(v reflect.Value, path string)
	walk = func(v reflect.Value, path string) {
		switch v.Kind() {
		case reflect.Float64:
			if x := v.Float(); math.IsNaN(x) || math.IsInf(x, 0) {
				t.Errorf("%s is %v", path, x)
			}
		case reflect.Pointer, reflect.Interface:
			if !v.IsNil() && v.Kind() == reflect.Pointer {
				walk(v.Elem(), path)
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i), path+"."+v.Type().Field(i).Name)
			}
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				walk(v.Index(i), fmt.Sprintf("%s[%d]", path, i))
			}
		}
	}
	walk(reflect.ValueOf(what), "")
}

// Data from which little or nothing can be made give what can be, and say why.
func TestOddCases(t *testing.T) {
	none := stats.NotRecorded
	lost := stats.Variable{Name: "x"}.Numbers([]float64{0, 0, 0, 0}, []stats.Missing{none, none, none, none})
	blank := stats.Variable{Name: "a"}.Labelled("", "", "", "")
	tests := []struct {
		name    string
		data    *stats.Table
		axes    int
		warning string
	}{
		{"no row", stats.MustTable("", labelled("a"), labelled("b"), figured("x"), figured("y")), 0, "Aucun axe"},
		{"one row", stats.MustTable("", labelled("a", "u"), labelled("b", "v"), figured("x", 1), figured("y", 2)), 0, "une seule valeur"},
		{"two rows", stats.MustTable("", labelled("a", "u", "v"), labelled("b", "v", "w"), figured("x", 1, 2), figured("y", 2, 5)), 1, "il n'en existe que 1"},
		{"equal rows", stats.MustTable("", labelled("a", "u", "u", "u"), labelled("b", "v", "v", "v"), figured("x", 1, 1, 1), figured("y", 2, 2, 2)), 0, "une seule valeur"},
		{"one column constant", stats.MustTable("", labelled("a", "u", "u", "u", "u"), labelled("b", "v", "w", "v", "w"), figured("x", 0.1, 0.1, 0.1, 0.1), figured("y", 1, 2, 3, 4)), 1, "« a »"},
		{"one column missing", stats.MustTable("", blank, labelled("b", "v", "w", "v", "w"), lost, figured("y", 1, 2, 3, 4)), 1, "jamais renseignées"},
		{"copies", stats.MustTable("", labelled("a", "u", "v", "u", "w"), labelled("b", "u", "v", "u", "w"), figured("x", 1, 2, 3, 4), figured("y", 1, 2, 3, 4)), -1, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, err := MCA{Active: []string{"a", "b"}, Supplementary: []string{"x"}, Axes: 9}.Of(test.data)
			if err != nil {
				t.Fatal(err)
			}
			p, err := PCA{Active: []string{"x", "y"}, Supplementary: []string{"a"}, Axes: 9}.Of(test.data)
			if err != nil {
				t.Fatal(err)
			}
			f, err := FAMD{Active: []string{"a", "b", "x", "y"}, Axes: 9}.Of(test.data)
			if err != nil {
				t.Fatal(err)
			}
			for name, s := range map[string]*Space{"mca": &m.Space, "pca": &p.Space, "famd": &f.Space} {
				finite(t, *s)
				for _, table := range s.Tables() {
					_ = table.String()
				}
				if s.String() == "" {
					t.Errorf("%s: nothing to read", name)
				}
				// Mixed data have an axis more where the two kinds differ.
				if test.axes >= 0 && len(s.Axes) != test.axes && (name != "famd" || test.axes == 0) {
					t.Errorf("%s: %d axes, want %d", name, len(s.Axes), test.axes)
				}
				if text := strings.ReplaceAll(strings.Join(s.Warnings, " "), "\u00a0", " "); !strings.Contains(text, test.warning) && (name != "pca" || test.warning != "« a »") && name != "famd" {
					t.Errorf("%s: warnings %q, want %q", name, text, test.warning)
				}
			}
		})
	}
}

// A single variable makes axes that are all equal, and has no corrected rate.
func TestOneVariable(t *testing.T) {
	m, err := MCA{Active: []string{"a"}}.Of(stats.MustTable("", labelled("a", "u", "v", "w", "u", "v")))
	if err != nil {
		t.Fatal(err)
	}
	finite(t, *m)
	if len(m.Axes) != 2 || math.Abs(m.Axes[1].Eigenvalue-1) > 1e-12 {
		t.Errorf("axes %+v", m.Axes)
	}
	if d := m.Descriptions[0].Variables[0]; d.P > 1e-9 || math.Abs(d.Value-1) > 1e-9 {
		t.Errorf("the variable makes the axis alone: %+v", d)
	}
	if m.Axes[0].Benzecri.Defined() || m.Axes[0].Benzecri.Reason == "" {
		t.Errorf("Benzécri's rate: %+v", m.Axes[0].Benzecri)
	}
	if !strings.Contains(strings.Join(m.Warnings, " "), "axes 1 et 2") {
		t.Errorf("warnings %q do not name equal axes", m.Warnings)
	}
}

// Equal eigenvalues are named: three pairs of independent numbers.
func TestEqualEigenvalues(t *testing.T) {
	p, err := PCA{Active: []string{"x", "y", "z"}, Lang: "en"}.Of(stats.MustTable("",
		figured("x", 1, 1, 1, 1, -1, -1, -1, -1), figured("y", 1, 1, -1, -1, 1, 1, -1, -1), figured("z", 1, -1, 1, -1, 1, -1, 1, -1)))
	if err != nil {
		t.Fatal(err)
	}
	if text := strings.Join(p.Warnings, " "); !strings.Contains(text, "axes 1 to 3") {
		t.Errorf("warnings %q", text)
	}
}

func TestSigns(t *testing.T) {
	data := invented(90)
	for _, flip := range [][]int{nil, {2}} {
		m, err := MCA{Active: questions, Flip: flip}.Of(data)
		if err != nil {
			t.Fatal(err)
		}
		for axis := range m.Kept {
			far := 0.0
			for _, l := range m.Levels {
				if l.Contributions != nil && math.Abs(l.Coordinates[axis]) > math.Abs(far)+1e-9 {
					far = l.Coordinates[axis]
				}
			}
			if want := flip == nil || axis != 1; far > 0 != want {
				t.Errorf("flip %v, axis %d: farthest level at %v", flip, axis+1, far)
			}
		}
	}
	if _, err := (MCA{Active: questions, Flip: []int{0}}).Of(data); err == nil {
		t.Error("axis 0 was flipped")
	}
}

// Passive levels: named, missing, empty; their variable keeps its margins.
func TestPassive(t *testing.T) {
	data := invented(90)
	m, err := MCA{Active: questions, Passive: []string{"q1=c", "q2=vide"}}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range m.Levels {
		passive := l.Missing != stats.Recorded || m.Variables[l.Variable].Name == "q1" && l.Code == "c"
		if l.Passive != passive || (l.Contributions == nil) != passive {
			t.Errorf("%s=%s: passive %v, contributions %v", m.Variables[l.Variable].Name, l.Code, l.Passive, l.Contributions)
		}
	}
	if text := strings.Join(m.Warnings, " "); !strings.Contains(text, "q1 = vide") {
		t.Errorf("warnings %q do not name the empty level", text)
	}
	if _, err := (MCA{Active: questions, Passive: []string{"q1=d"}}).Of(data); err == nil || !strings.Contains(err.Error(), `"q1=c"`) && !strings.Contains(err.Error(), "q1=c") {
		t.Errorf("unknown level: %v", err)
	}
}

func TestErrors(t *testing.T) {
	data := stats.MustTable("", labelled("a", "u", "v"), figured("x", 1, -2), stats.Variable{Name: "texte"}.Texts([]string{"m", "n"}, nil))
	of := func(_ any, err error) error { return err }
	tests := []struct {
		name string
		err  error
		want string
	}{
		{"unknown", of(MCA{Active: []string{"b"}}.Of(data)), "mca: no column \"b\""},
		{"numbers in mca", of(MCA{Active: []string{"x"}}.Of(data)), "holds numbers"},
		{"categories in pca", of(PCA{Active: []string{"a"}}.Of(data)), "holds categories"},
		{"texts", of(FAMD{Active: []string{"texte"}}.Of(data)), "holds texts"},
		{"no active", of(FAMD{}.Of(data)), "no active variable"},
		{"twice", of(MCA{Active: []string{"a", "a"}}.Of(data)), "named twice"},
		{"both", of(MCA{Active: []string{"a"}, Supplementary: []string{"a"}}.Of(data)), "both active and supplementary"},
		{"negative weight", of(MCA{Active: []string{"a"}, Weight: "x"}.Of(data)), "row 2: weight -2"},
		{"id", of(MCA{Active: []string{"a"}, ID: "n"}.Of(data)), "no column \"n\""},
		{"negative count", of(CA{}.Of(data)), `row 2, column "x": -2`},
		{"no labels", of(CA{}.Of(stats.MustTable("", figured("x", 1)))), "column of labels"},
		{"one side", of(CA{Rows: "a"}.Of(data)), "name both"},
		{"same side", of(CA{Rows: "a", Cols: "a"}.Of(data)), "with itself"},
		{"unknown row", of(CA{SupplementaryRows: []string{"w"}}.Of(stats.MustTable("", labelled("a", "u", "v"), figured("x", 1, 2)))), "no row \"w\""},
	}
	for _, test := range tests {
		if test.err == nil || !strings.Contains(test.err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.name, test.err, test.want)
		}
	}
}

// All results can be shown with counts hidden.
var _ = []stats.Counted{(*Correspondence)(nil), (*MultipleCorrespondence)(nil), (*PrincipalComponents)(nil), (*MixedData)(nil)}

// Hidden levels take their figures with them, in words too.
func TestHide(t *testing.T) {
	data := invented(90)
	m, err := MCA{Active: questions, Supplementary: more, ID: "id"}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	counts := m.Counts()
	masks := make([]stats.Mask, len(counts))
	for i, c := range counts {
		sum := 0
		masks[i] = make(stats.Mask, len(c.Cells))
		for j, cell := range c.Cells {
			masks[i][j] = make([]bool, len(cell))
			if j < len(c.Rows) {
				sum += cell[0]
			} else if sum != cell[0] {
				t.Errorf("%s: %d in all, total %d", c.Title, sum, cell[0])
			}
		}
	}
	if counts[0].RowsOf != "q1" {
		t.Fatalf("the first counts are of %q", counts[0].RowsOf)
	}
	masks[0][0][0], masks[0][1][0] = true, true // a and b
	for _, table := range m.Hide(masks).Tables() {
		if strings.Contains(table.Title(), "dossiers") {
			t.Error("cases are shown")
		}
		level, err := table.Texts("modalite")
		if err != nil {
			continue
		}
		variable, err := table.Texts("variable")
		if err != nil {
			t.Fatal(err)
		}
		for row := range table.Len() {
			v, _ := variable.At(row)
			l, _ := level.At(row)
			for _, c := range table.Columns() {
				if _, ok := c.(*stats.Numbers); !ok || c.Variable().Name == "axe" {
					continue
				}
				if hidden := v == "q1" && (l == "a" || l == "b"); hidden != (c.Missing(row) == stats.Secret) {
					t.Errorf("%s: %s %s, %s is %q", table.Title(), v, l, c.Variable().Name, c.Show(row, ""))
				}
			}
		}
		if reading := table.Caption().Reading; strings.Contains(reading, "q1 : a") || strings.Contains(reading, "q1 : b") {
			t.Errorf("%q speaks of a hidden level", reading)
		}
	}
	masks[0][len(masks[0])-1][0] = true // the number of cases
	for _, table := range m.Hide(masks).Tables() {
		if strings.Contains(table.Caption().Population, "90") {
			t.Errorf("%q gives the number of cases", table.Caption().Population)
		}
	}
}

// What is read in English is English.
func TestEnglish(t *testing.T) {
	data := invented(90)
	french := []string{"Modalité", "Axe ", "dossiers", "Lecture", "Champ", "Écart", "supplémentaire", "Côté", "Coordonnée", "êta", "valeur"}
	m, err := MCA{Active: questions, Supplementary: more, Weight: "poids", SupplementaryCases: "sup", ID: "id", Flip: []int{1}, Lang: "en"}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	f, err := FAMD{Active: append([]string{"x1"}, questions...), Supplementary: more, Lang: "en"}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	c, err := CA{Rows: "q2", Cols: "q3", SupplementaryCols: []string{"c"}, Lang: "en"}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, result := range []stats.Tabler{m, f, c} {
		for _, table := range result.Tables() {
			text := stats.Printer{Lang: "en", Rows: -1}.Of(table)
			for _, word := range french {
				if strings.Contains(text, word) {
					t.Errorf("%q in %s", word, table.Title())
				}
			}
		}
	}
}
