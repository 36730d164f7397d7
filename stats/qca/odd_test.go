package qca

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

func TestOddTruthTables(t *testing.T) {
	for _, c := range []struct{ name, lines, key, warning string }{
		{"all with the outcome", "00 1\n01 1", "1", "All configurations observed"},
		{"none with the outcome", "00 0\n01 0", "0", "nothing to explain"},
		{"one case", "11 1", "1", ""},
		{"contradiction", "11 1\n11 0\n00 1", "~A; ~B", "Contradictory configurations (cases with and without the outcome): A*B"},
		{"half", "h1 1\n11 1\n00 0", "A; B", "exactly 0.5 in a condition: c1"},
		{"nothing recorded", "xx 1\nxx 0", "0", "No complete case"},
		{"one missing", "x1 1\n11 1\n00 0", "A; B", ""},
		{"no case", "", "0", "No complete case"},
	} {
		t.Run(c.name, func(t *testing.T) {
			table, conditions := crisp(t, c.lines, "A B")
			r := solve(t, table, TruthTable{Outcome: "Y", Conditions: conditions, ID: "id", InclCut: 1}, Minimisation{Kind: Parsimonious})
			if got := key(r); got != c.key {
				t.Errorf("models %s, want %s", got, c.key)
			}
			if all := strings.Join(r.Table.Warnings, "\n"); !strings.Contains(all, c.warning) {
				t.Errorf("warnings %q, want %q", all, c.warning)
			}
			if r.Table.N+r.Table.Missing.Total() != table.Len() {
				t.Errorf("%d used, %d missing, of %d", r.Table.N, r.Table.Missing.Total(), table.Len())
			}
			for _, result := range []stats.Tabler{r, r.Table} {
				for _, table := range result.Tables() {
					_ = table.String()
				}
			}
			for _, kind := range []Kind{Conservative, Intermediate} {
				_ = solve(t, table, TruthTable{Outcome: "Y", Conditions: conditions}, Minimisation{Kind: kind, Expect: []string{"A"}}).String()
			}
			n, err := Necessity{Outcome: "Y", Conditions: conditions}.Of(table)
			if err != nil {
				t.Fatal(err)
			}
			_ = n.String()
			robust, err := Robustness{TruthTable: TruthTable{Outcome: "Y", Conditions: conditions}}.Of(table)
			if err != nil {
				t.Fatal(err)
			}
			_ = robust.String()
		})
	}
}

func TestRefused(t *testing.T) {
	data := stats.MustTable("",
		stats.Variable{Name: "A"}.Numbers([]float64{0, 1, 1}, nil),
		stats.Variable{Name: "age"}.Numbers([]float64{2.5, 7, 9}, nil),
		stats.Variable{Name: "below"}.Numbers([]float64{-1, 0, 1}, nil),
		stats.Variable{Name: "nom"}.Texts([]string{"a", "b", "c"}, nil),
		stats.Variable{Name: "etat"}.Labelled("x", "y", "z"),
		stats.Variable{Name: "Y"}.Flags([]bool{true, false, true}, nil))
	for want, s := range map[string]TruthTable{
		"no outcome":                    {},
		"no conditions":                 {Outcome: "Y"},
		`did you mean "Y"`:              {Outcome: "y", Conditions: []string{"A"}},
		"is the outcome":                {Outcome: "Y", Conditions: []string{"Y"}},
		"named twice":                   {Outcome: "Y", Conditions: []string{"A", "A"}},
		`condition "age" goes up to 9`:  {Outcome: "Y", Conditions: []string{"age"}},
		"-1 in row 1":                   {Outcome: "Y", Conditions: []string{"below"}},
		"holds texts":                   {Outcome: "Y", Conditions: []string{"nom"}},
		"set Level":                     {Outcome: "etat", Conditions: []string{"A"}},
		"2.5 in row 1 is no membership": {Outcome: "age", Conditions: []string{"A"}},
		"InclCut 2":                     {Outcome: "Y", Conditions: []string{"A"}, InclCut: 2},
		"ExclCut 0.9":                   {Outcome: "Y", Conditions: []string{"A"}, InclCut: 0.8, ExclCut: 0.9},
		`no column "cas"`:               {Outcome: "Y", Conditions: []string{"A"}, ID: "cas"},
	} {
		if _, err := s.Of(data); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: error %v, want %q", s, err, want)
		}
	}
	rows, err := TruthTable{Outcome: "etat", Level: "y", Conditions: []string{"A"}}.Of(data)
	if err != nil || rows.N != 3 {
		t.Errorf("level y: %v", err)
	}
	for want, s := range map[string]Minimisation{
		`no condition "B"`:     {Expect: []string{"B"}},
		"levels 0 to 1":        {Expect: []string{"A[2]"}},
		"a level is written":   {Expect: []string{"A[x]"}},
		"claim: no":            {Necessary: []string{"A + Z"}},
		"Exclude 9":            {Exclude: []int{9}},
		"kind 7":               {Kind: 7},
		"cannot be negative":   {MaxModels: -1},
		"cannot be negative: ": {Steps: -1},
	} {
		if _, err := s.Of(rows); err == nil || !strings.Contains(err.Error(), strings.TrimSuffix(want, ": ")) {
			t.Errorf("%+v: error %v, want %q", s, err, want)
		}
	}
	for want, s := range map[string]Calibration{
		`no column "agee"; did you mean "age"`: {Column: "agee"},
		"holds texts":                          {Column: "nom"},
		"0 anchors":                            {Column: "age"},
		"crossover must lie between":           {Column: "age", Anchors: []float64{5, 1, 9}},
		"crossover must lie":                   {Column: "age", Anchors: []float64{5, 5, 9}},
		"first three must rise":                {Column: "age", Anchors: []float64{1, 2, 3, 2, 5, 6}},
		"inclusion 1.5 at":                     {Column: "age", Anchors: []float64{1, 2, 3}, Inclusion: 1.5},
		"they are above 0":                     {Column: "age", Anchors: []float64{1, 2, 3}, Below: -1},
		"from low to high":                     {Column: "age", Anchors: []float64{3, 1}, Method: Crisp},
		"no cut points":                        {Column: "age", Method: Indirect},
		"must be numbers":                      {Column: "age", Anchors: []float64{1, math.NaN(), 3}},
		"at least 5":                           {Column: "age", Anchors: []float64{3}, Method: Indirect},
		"takes logarithms":                     {Column: "below", Anchors: []float64{0.5}, Method: Indirect},
		"method 9":                             {Column: "age", Method: 9},
	} {
		if _, err := s.Of(data); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: error %v, want %q", s, err, want)
		}
	}
	var many []stats.Column
	for i := range 21 {
		many = append(many, stats.Variable{Name: fmt.Sprint("C", i)}.Flags([]bool{true, false}, nil))
	}
	wide := stats.MustTable("", many...)
	if _, err := (TruthTable{Outcome: "C0", Conditions: wide.Names()[1:]}).Of(wide); err != nil {
		t.Errorf("20 conditions: %v", err)
	}
	wide, _ = wide.With(stats.Variable{Name: "Y"}.Flags([]bool{true, false}, nil))
	if _, err := (TruthTable{Outcome: "Y", Conditions: wide.Names()[:21]}).Of(wide); err == nil || !strings.Contains(err.Error(), "take fewer conditions") {
		t.Errorf("21 conditions: %v", err)
	}
	if _, err := (Robustness{TruthTable: TruthTable{Outcome: "Y"}}).Of(data); err == nil {
		t.Error("robustness of no conditions")
	}
	if _, err := (Necessity{Outcome: "Y", Conditions: []string{"A"}, InclCut: 3}).Of(data); err == nil {
		t.Error("necessity above 3")
	}
}

// A case for which a condition does not arise is described by no value of it.
func TestInapplicable(t *testing.T) {
	table, conditions := crisp(t, "1- 1\n10 1\n0- 0", "A B")
	spec := TruthTable{Outcome: "Y", Conditions: conditions, Lang: "en"}
	rows, err := spec.Of(table)
	if err != nil || rows.N != 1 || rows.Missing[stats.NotApplicable] != 2 {
		t.Errorf("left out: %v, %v", rows.Missing, err)
	}
	spec.KeepInapplicable = true
	r := solve(t, table, spec, Minimisation{Kind: Parsimonious})
	if rows := r.Table; rows.N != 3 || rows.Rows[1].Expression != "A*~B" || rows.Rows[2].Expression != "A*B[-]" || rows.Rows[2].Number != 0 {
		t.Errorf("rows %+v", rows.Rows)
	}
	if key(r) != "A" {
		t.Errorf("models %s", key(r))
	}
	// Nothing that applies tells the first row from the second.
	table, _ = crisp(t, "1- 1\n10 0\n01 1", "A B")
	for _, kind := range []Kind{Conservative, Parsimonious, Intermediate} {
		r := solve(t, table, spec, Minimisation{Kind: kind})
		if len(r.Models) == 0 || !strings.Contains(r.Warnings[0], "A*B[-] is left out") {
			t.Errorf("%v: %s, %q", kind, key(r), r.Warnings)
		}
	}
}

func TestCutsAndContradictions(t *testing.T) {
	table, conditions := crisp(t, strings.Repeat("11 1\n", 3)+"11 0\n"+strings.Repeat("00 0\n", 2)+"01 1", "A B")
	spec := TruthTable{Outcome: "Y", Conditions: conditions, InclCut: 0.8, ExclCut: 0.6, Lang: "en"}
	rows, err := spec.Of(table)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, row := range rows.Rows {
		out = append(out, fmt.Sprint(row.Expression, row.Out, row.Having, row.N, row.Deviant))
	}
	want := []string{"~A*~B0 0 2 []", "~A*B1 1 1 []", "A*BC 3 4 [1 2 3 4]"}
	if !slices.Equal(out, want) {
		t.Errorf("rows %q, want %q", out, want)
	}
	spec.InclCut, spec.ExclCut, spec.NCut = 0.75, 0, 2
	rows, err = spec.Of(table)
	if err != nil {
		t.Fatal(err)
	}
	if rows.Rows[1].Out != Remainder || rows.Rows[2].Out != Present || rows.Remainders != 2 || !slices.Equal(rows.Rows[2].Deviant, []string{"4"}) {
		t.Errorf("two cases at least: %+v, %d remainders", rows.Rows, rows.Remainders)
	}
	hidden := rows.Hide([]stats.Mask{{{true}, {false}, {false}, {false}}}).Tables()[0]
	n, _ := hidden.Numbers("n")
	cases, _ := hidden.Texts("cas")
	if n.Missing(0) != stats.Secret || cases.Missing(0) != stats.Secret || hidden.Caption().Reading != "" {
		t.Errorf("hidden row:\n%v", hidden)
	}
	solution := solve(t, table, spec, Minimisation{})
	for _, table := range solution.Hide([]stats.Mask{{{true}, {false}, {false}, {false}}}).Tables() {
		for _, name := range []string{"n", "cas", "couverture"} {
			if slices.Contains(table.Names(), name) {
				t.Errorf("%s stands in a table with a hidden row", name)
			}
		}
	}
	spec.LowerCase = true
	if got := key(solve(t, table, spec, Minimisation{})); got != "A*B" {
		t.Errorf("models %s", got)
	}
	if small, err := spec.Of(table); err != nil || small.Rows[1].Expression != "a*B" {
		t.Errorf("lower case: %v, %v", small.Rows, err)
	}
	if counts := rows.Counts()[0]; counts.Cells[3][0] != 7 {
		t.Errorf("counts %v", counts)
	}
	// Columns of the data may be named as ours.
	named, err := TruthTable{Outcome: "Y", Conditions: []string{"n", "OUT"}}.Of(stats.MustTable("",
		stats.Variable{Name: "n"}.Flags([]bool{true, false}, nil), stats.Variable{Name: "OUT"}.Flags([]bool{true, true}, nil),
		stats.Variable{Name: "Y"}.Flags([]bool{true, false}, nil)))
	if err != nil || len(named.Tables()[0].Names()) != 8 {
		t.Errorf("%v", err)
	}
}

func TestCalibrationCurves(t *testing.T) {
	values := []float64{0, 1, 2.5, 4, 5, 6, 7.5, 9, 10}
	data := stats.MustTable("", stats.Variable{Name: "x"}.Numbers(append(slices.Clone(values), 0), append(make([]stats.Missing, len(values)), stats.Refused)))
	at := func(s Calibration) []float64 {
		s.Column, s.Lang = "x", "en"
		r, err := s.Of(data)
		if err != nil {
			t.Fatal(err)
		}
		if r.Column.Missing(len(values)) != stats.Refused || r.N != len(values) || r.In+r.Out+len(r.Half) != r.N {
			t.Errorf("%+v: %d in, %d out, %d half of %d", s, r.In, r.Out, len(r.Half), r.N)
		}
		_ = r.String()
		members := make([]float64, len(values))
		for i := range members {
			members[i], _ = r.Column.At(i)
			if members[i] < 0 || s.Method != Crisp && members[i] > 1 {
				t.Errorf("%+v: membership %v of %v", s, members[i], values[i])
			}
		}
		return members
	}
	rising := at(Calibration{Anchors: []float64{1, 5, 9}})
	falling := at(Calibration{Anchors: []float64{9, 5, 1}})
	bell := at(Calibration{Anchors: []float64{0, 1, 4, 6, 9, 10}, Below: 2, Above: 3})
	valley := at(Calibration{Anchors: []float64{4, 1, 0, 10, 9, 6}, Below: 3, Above: 2})
	line := at(Calibration{Anchors: []float64{0, 5, 10}, Linear: true})
	for i := range values {
		if math.Abs(rising[i]+falling[i]-1) > 1e-15 {
			t.Errorf("%v: rising %v, falling %v", values[i], rising[i], falling[i])
		}
		if math.Abs(bell[i]+valley[i]-1) > 1e-15 {
			t.Errorf("%v: bell %v, valley %v", values[i], bell[i], valley[i])
		}
		if math.Abs(line[i]-values[i]/10) > 1e-15 {
			t.Errorf("%v: line %v", values[i], line[i])
		}
	}
	if math.Abs(rising[1]-0.05) > 1e-12 || rising[4] != 0.5 || math.Abs(rising[7]-0.95) > 1e-12 {
		t.Errorf("at the anchors: %v", rising)
	}
	if got := at(Calibration{Method: Crisp, Anchors: []float64{4, 9}}); !slices.Equal(got, []float64{0, 0, 0, 1, 1, 1, 1, 2, 2}) {
		t.Errorf("crisp %v", got)
	}
	if got := at(Calibration{Method: TotallyFuzzy}); got[0] != 0 || got[8] != 1 || !slices.IsSorted(got) {
		t.Errorf("totally fuzzy %v", got)
	}
	r, err := Calibration{Column: "x", Anchors: []float64{1, 5, 9}, Lang: "en"}.Of(data)
	if err != nil || !slices.Equal(r.Half, []string{"5"}) || !strings.Contains(r.Warnings[0], "exactly 0.5: 5") {
		t.Errorf("half: %v %v %v", r.Half, r.Warnings, err)
	}
}

func TestRobustness(t *testing.T) {
	// A measure and its set above 5: at 4 the third case would join it; above 6 the
	// fourth would leave it, and spoil only a row that is without the outcome.
	data := stats.MustTable("",
		stats.Variable{Name: "mesure"}.Numbers([]float64{1, 2, 4, 6, 8, 9}, nil),
		stats.Variable{Name: "B"}.Flags([]bool{true, false, true, false, true, false}, nil),
		stats.Variable{Name: "Y"}.Flags([]bool{false, false, false, true, true, true}, nil))
	s := Robustness{
		TruthTable:   TruthTable{Outcome: "Y", Conditions: []string{"A", "B"}, InclCut: 0.9, Lang: "en"},
		Minimisation: Minimisation{Kind: Parsimonious},
		Calibrations: []Calibration{{Column: "mesure", Name: "A", Method: Crisp, Anchors: []float64{5}, Lang: "en"}},
	}
	r, err := s.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]Range{}
	for _, x := range r.Ranges {
		by[x.Setting] = x
	}
	if x := by["A, cut point 1"]; math.Abs(x.Low-4) > 1e-9 || x.High != 9 || x.Below != "A*~B" || x.Above != "" {
		t.Errorf("cut point: %+v", x)
	}
	if x := by["InclCut"]; x.Low != 0 || x.Below != "1" || x.High != 1 || x.Above != "" {
		t.Errorf("InclCut: %+v", x)
	}
	if x := by["NCut"]; x.Value != 1 || x.High != 1 || x.Above == "" {
		t.Errorf("NCut: %+v", x)
	}
	s.Workers = 8
	again, err := s.Of(data)
	if err != nil || !slices.Equal(again.Ranges, r.Ranges) {
		t.Errorf("with 8 workers: %v %v", again.Ranges, err)
	}
	if text := r.String(); !strings.Contains(text, "they change beyond for InclCut, NCut, A, cut point 1") {
		t.Errorf("reading:\n%s", text)
	}
}
