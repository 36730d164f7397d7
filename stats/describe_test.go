package stats

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// files are eight invented cases with a column of each kind.
func files(t *testing.T) *Table {
	t.Helper()
	day := func(d int) time.Time { return time.Date(2022, 1, d, 0, 0, 0, 0, time.UTC) }
	some := []Missing{0, 0, 0, NotRecorded, 0, 0, NotApplicable, 0}
	data, err := NewTable("",
		Variable{Name: "id"}.Texts([]string{"1", "2", "3", "4", "5", "6", "7", "8"}, nil),
		Variable{Name: "nom", Identifying: true}.Labelled("a", "b", "c", "d", "e", "f", "g", "h"),
		Variable{Name: "age", Label: "Âge", Unit: "ans"}.Numbers([]float64{3, 5, 5, 0, 9, 12, 0, 15}, some),
		Variable{Name: "absences"}.Categories(Levels("aucune", "rares", "souvent", "rupture"), true, []int{0, 1, 1, 0, 3, 0, 0, 1}, some),
		Variable{Name: "ppe"}.Flags([]bool{true, true, false, false, true, false, false, true}, some),
		Variable{Name: "aides"}.Sets(Levels("tisf", "aed"), [][]int{{0}, {0, 1}, {0, 1}, {}, {}, {0}, {}, {1}}, some),
		Variable{Name: "debut"}.Dates([]time.Time{day(3), day(1), day(9), day(1), day(4), day(5), day(1), day(7)}, some))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDescribe(t *testing.T) {
	data := files(t)
	d, err := Describe{}.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	byName := map[string]ColumnSummary{}
	for _, s := range d.Columns {
		names = append(names, s.Variable.Name)
		byName[s.Variable.Name] = s
		if s.N != 6 || s.Missing[NotRecorded] != 1 || s.Missing[NotApplicable] != 1 {
			t.Errorf("%s: n %d, missing %v", s.Variable.Name, s.N, s.Missing)
		}
	}
	if !slices.Equal(names, []string{"age", "absences", "ppe", "aides", "debut"}) {
		t.Errorf("described by default: %v", names)
	}
	// R: x <- c(3,5,5,9,12,15); mean(x); sd(x); quantile(x)
	q := byName["age"].Numbers
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"mean", q.Mean.Value, 8.1666666666666661},
		{"sd", q.SD.Value, 4.665476038590989},
		{"min", q.Min.Value, 3},
		{"q1", q.Q1.Value, 5},
		{"median", q.Median.Value, 7},
		{"q3", q.Q3.Value, 11.25},
		{"max", q.Max.Value, 15},
	} {
		if !close(c.got, c.want, 1e-14) {
			t.Errorf("%s = %v, want %v", c.name, c.got, c.want)
		}
	}
	if q.AtMin != 1 || q.UpToQ1 != 3 || q.FromQ3 != 2 || q.AtMax != 1 {
		t.Errorf("%+v", q)
	}
	absences := byName["absences"].Levels
	if absences[2].N != 0 || !close(absences[1].Cumulated.Value, 500.0/6, 1e-14) || !close(absences[3].Cumulated.Value, 100, 1e-14) || absences[0].OfAll.Value != 25 {
		t.Errorf("ordered levels %+v", absences)
	}
	if yes := byName["ppe"].Levels[0]; yes.Level.Code != "oui" || yes.N != 4 || yes.Cumulated.Defined() {
		t.Errorf("flags %+v", yes)
	}
	if aides := byName["aides"].Levels; aides[0].N != 4 || aides[1].N != 3 || !close(aides[0].OfRecorded.Value, 400.0/6, 1e-14) {
		t.Errorf("sets %+v", aides)
	}
	// prop.test(4, 6, correct = FALSE)
	if e := byName["aides"].Levels[0].OfRecorded; !close(e.Low, 29.9993315138392, 1e-12) || !close(e.High, 90.3228588894220, 1e-12) || e.Confidence != 0.95 {
		t.Errorf("interval of a share %+v", e)
	}
	if e := byName["absences"].Levels[2].OfRecorded; e.Low != 0 || !(e.High > 0 && e.High < 100) {
		t.Errorf("interval of a level without a case %+v", e)
	}
	if first := byName["debut"].Dates[0].Value; first != float64(Day(time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC))) {
		t.Errorf("first day %v", first)
	}
	if text := d.String(); !strings.Contains(text, "le total peut dépasser 100") || !strings.Contains(text, "Âge (ans)") {
		t.Error(text)
	}
}

func TestDescribeOddCases(t *testing.T) {
	gone := []Missing{Refused, Refused}
	data, err := NewTable("",
		Variable{Name: "rien"}.Numbers([]float64{0, 0}, gone), Variable{Name: "vide"}.Categories(Levels("a"), true, []int{0, 0}, gone),
		Variable{Name: "jamais"}.Dates(make([]time.Time, 2), gone), Variable{Name: "constant"}.Numbers([]float64{4, 4}, nil))
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range []*Table{data, data.Rows(nil), data.Rows([]int{0})} {
		d, err := Describe{}.Of(table)
		if err != nil {
			t.Fatal(err)
		}
		if d.Columns[0].Numbers.Mean.Defined() || d.Columns[1].Levels[0].OfRecorded.Defined() || d.Columns[2].Dates[0].Defined() {
			t.Errorf("%d rows: what nobody has is described: %+v", table.Len(), d.Columns[0].Numbers)
		}
		sd := d.Columns[3].Numbers.SD
		if want := table.Len() > 1; sd.Defined() != want || sd.Value != 0 {
			t.Errorf("%d rows: standard deviation %+v", table.Len(), sd)
		}
		for _, counts := range d.Counts() {
			sum := 0
			for _, line := range counts.Cells[:len(counts.Rows)] {
				sum += line[0]
			}
			if sum != counts.Cells[len(counts.Rows)][0] {
				t.Errorf("%+v does not add up", counts)
			}
		}
		d.Tables()
	}
	if _, err := (Describe{Columns: []string{"constan"}}).Of(data); err == nil || !strings.Contains(err.Error(), `did you mean "constant"`) {
		t.Error(err)
	}
}

// hideAll masks every cell of the tables of counts that match.
func hideWhere(all []Counts, hide func(c Counts, row int) bool) []Mask {
	masks := make([]Mask, len(all))
	for i, c := range all {
		masks[i] = make(Mask, len(c.Cells))
		for row := range c.Cells {
			masks[i][row] = make([]bool, len(c.Cells[row]))
			for col := range masks[i][row] {
				masks[i][row][col] = hide(c, row)
			}
		}
	}
	return masks
}

func TestDescribeHides(t *testing.T) {
	d, err := Describe{}.Of(files(t))
	if err != nil {
		t.Fatal(err)
	}
	counts := d.Counts()
	none := d.Hide(hideWhere(counts, func(Counts, int) bool { return false })).Tables()
	for i, table := range d.Tables() {
		if none[i].String() != table.String() {
			t.Errorf("hiding nothing changes %s", table.Title())
		}
	}
	cell := func(tables []*Table, title, column string, row int) Missing {
		t.Helper()
		for _, table := range tables {
			if table.Title() == title {
				c, err := table.Column(column)
				if err != nil {
					t.Fatal(err)
				}
				return c.Missing(row)
			}
		}
		t.Fatalf("no table %q", title)
		return 0
	}
	single := d.Hide(hideWhere(counts, func(c Counts, row int) bool { return len(c.Rows) == 1 && c.Cells[0][0] == 1 })).Tables()
	if cell(single, "Variables numériques", "min", 0) != Secret || cell(single, "Variables numériques", "max", 0) != Secret {
		t.Error("the age of a single child can be read")
	}
	if cell(single, "Variables numériques", "mediane", 0) != Recorded || cell(single, "Variables numériques", "q1", 0) != Recorded {
		t.Error("the median of six is hidden")
	}
	// Who ticks an option is hidden with who does not, and with nothing else.
	option := d.Hide(hideWhere(counts, func(c Counts, row int) bool { return c.Title == "aides – aed" && row < 2 })).Tables()
	if cell(option, "aides", "effectif", 1) != Secret || cell(option, "aides", "part_renseignes", 1) != Secret || cell(option, "aides", "part_renseignes", 0) != Recorded {
		t.Error("options")
	}
	if cell(single, "Dates", "premiere", 0) != Secret || cell(single, "Dates", "mediane", 0) != Recorded {
		t.Error("dates")
	}
	level := d.Hide(hideWhere(counts, func(c Counts, row int) bool { return c.Title == "absences" && (row == 3 || row == 0) })).Tables()
	for _, column := range []string{"effectif", "part_renseignes", "part_ensemble", "cumul"} {
		if cell(level, "absences", column, 3) != Secret {
			t.Errorf("%s of a hidden level can be read", column)
		}
	}
	if cell(level, "absences", "cumul", 1) != Secret || cell(level, "absences", "part_renseignes", 1) != Recorded {
		t.Error("cumulated shares give hidden levels back, the others do not")
	}
	// A hidden missing row would come back from any share of the recorded.
	missing := d.Hide(hideWhere(counts, func(c Counts, row int) bool { return c.Title == "absences" && (row == 3 || row == 4) })).Tables()
	if cell(missing, "absences", "part_renseignes", 0) != Secret || cell(missing, "absences", "part_ensemble", 0) != Recorded {
		t.Error("shares of the recorded give a hidden missing row back")
	}
	if cell(missing, "Renseignement des variables", "renseignes", 1) != Secret || cell(missing, "Renseignement des variables", "renseignes", 0) != Recorded {
		t.Error("how many are recorded gives a hidden missing row back")
	}
	numbers, words := readable(d.Hide(hideWhere(counts, func(Counts, int) bool { return true })).Tables())
	for _, x := range numbers {
		if x != 100 {
			t.Errorf("all is hidden but %v", x)
		}
	}
	if strings.Contains(words, "n = ") {
		t.Errorf("all is hidden but %s", words)
	}
}
