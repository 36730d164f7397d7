package stats_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/askoria/verbatim/stats"
)

const (
	ok  = stats.Recorded
	nr  = stats.NotRecorded
	so  = stats.NotApplicable
	nsp = stats.DoesNotKnow
)

// files is a small invented table with every type of column and gaps in each.
func files(t testing.TB) *stats.Table {
	t.Helper()
	day := func(d int) time.Time { return time.Date(2021, time.March, d, 15, 0, 0, 0, time.Local) }
	table, err := stats.NewTable("Dossiers",
		stats.Variable{Name: "id"}.Texts([]string{"E1", "E2", "E3", "E4", "E5"}, nil),
		stats.Variable{Name: "age", Label: "Âge", Unit: "ans"}.Numbers([]float64{12, 0, 9, 12, 15}, []stats.Missing{ok, nr, ok, ok, ok}),
		stats.Variable{Name: "cadre"}.Categories([]stats.Level{{Code: "adm", Label: "Administratif"}, {Code: "jud", Label: "Judiciaire"}, {Code: "x"}},
			true, []int{1, 0, 1, 0, 0}, []stats.Missing{ok, ok, ok, ok, so}),
		stats.Variable{Name: "ppe"}.Flags([]bool{true, false, false, true, true}, []stats.Missing{ok, ok, nsp, ok, ok}),
		stats.Variable{Name: "debut"}.Dates([]time.Time{day(3), day(2), day(1), {}, day(5)}, []stats.Missing{ok, ok, ok, nr, ok}),
		stats.Variable{Name: "danger"}.Sets(stats.Levels("violence", "négligence"), [][]int{{0, 1}, {}, nil, {1}, {0}}, []stats.Missing{ok, ok, nr, ok, ok}),
	)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func shown(t *testing.T, table *stats.Table, column string) string {
	t.Helper()
	c, err := table.Column(column)
	if err != nil {
		t.Fatal(err)
	}
	cells := make([]string, c.Len())
	for row := range cells {
		cells[row] = c.Show(row, "")
	}
	return strings.Join(cells, "|")
}

func TestEachColumnShowsItsValuesAndReasons(t *testing.T) {
	table := files(t)
	for column, want := range map[string]string{
		"age":    "12|NR|9|12|15",
		"cadre":  "Judiciaire|Administratif|Judiciaire|Administratif|SO",
		"ppe":    "oui|non|NSP|oui|oui",
		"debut":  "03/03/2021|02/03/2021|01/03/2021|NR|05/03/2021",
		"danger": "violence ; négligence|aucun|NR|négligence|violence",
	} {
		if got := shown(t, table, column); got != want {
			t.Errorf("%s: got %s, want %s", column, got, want)
		}
	}
}

func TestNumbersNeverHoldNaN(t *testing.T) {
	given := []stats.Missing{nr, ok, ok}
	c := stats.Variable{Name: "x"}.Numbers([]float64{math.NaN(), math.Inf(1), 2}, given)
	if c.Missing(0) != nr || c.Missing(1) != stats.Unreadable || c.Missing(2) != ok {
		t.Errorf("reasons are %v, %v, %v", c.Missing(0), c.Missing(1), c.Missing(2))
	}
	if x, _ := c.At(0); x != 0 {
		t.Errorf("the missing cell holds %v", x)
	}
	if given[1] != ok {
		t.Error("the caller's reasons were changed")
	}
	lost := stats.Variable{Name: "x"}.Numbers([]float64{math.NaN()}, nil)
	if n := lost.MissingCounts().Total(); n != 1 {
		t.Errorf("%d missing, want 1", n)
	}
}

func TestNewTableRefuses(t *testing.T) {
	one := stats.Variable{Name: "a"}.Numbers([]float64{1}, nil)
	two := stats.Variable{Name: "b"}.Numbers([]float64{1, 2}, nil)
	for want, columns := range map[string][]stats.Column{
		`two columns are named "a"`:               {one, one},
		`column "b" has 2 rows, column "a" has 1`: {one, two},
		`column 1 has no name`:                    {stats.Variable{}.Numbers(nil, nil)},
	} {
		if _, err := stats.NewTable("t", columns...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	var empty stats.Table
	if empty.Len() != 0 || empty.String() != "" {
		t.Errorf("the zero table has %d rows and prints %q", empty.Len(), empty.String())
	}
}

func TestUnknownColumnProposesTheNearest(t *testing.T) {
	_, err := files(t).Column("Cadres")
	if err == nil || !strings.Contains(err.Error(), `no column "Cadres"; did you mean "cadre"? (there are: id, age, cadre`) {
		t.Errorf("got %v", err)
	}
	_, err = files(t).Numbers("cadre")
	if err == nil || err.Error() != `column "cadre" holds ordered categories, not numbers` {
		t.Errorf("got %v", err)
	}
}

func TestWhere(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2021, time.March, d, 0, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		condition stats.Condition
		want      string
	}{
		{stats.Is("cadre", "adm"), "E2|E4"},
		{stats.Is("cadre", "adm", "jud"), "E1|E2|E3|E4"},
		{stats.Not(stats.Is("cadre", "adm")), "E1|E3"}, // nobody knows of E5
		{stats.Not(stats.Not(stats.Is("cadre", "adm"))), "E2|E4"},
		{stats.Not(stats.Any(stats.Is("cadre", "adm"), stats.Between("age", 15, 99))), "E1|E3"},
		{stats.Not(stats.IsRecorded("cadre")), "E5"},
		{stats.Any(stats.Not(stats.Is("cadre", "adm")), stats.Not(stats.IsRecorded("cadre"))), "E1|E3|E5"},
		{stats.Is("ppe", "oui"), "E1|E4|E5"},
		{stats.Is("danger", "violence"), "E1|E5"},
		{stats.Is("id", "E2", "E9"), "E2"},
		{stats.Between("age", 9, 12), "E1|E3|E4"},
		{stats.During("debut", day(2), day(3)), "E1|E2"},
		{stats.IsRecorded("age"), "E1|E3|E4|E5"},
		{stats.Any(stats.Is("cadre", "adm"), stats.Between("age", 15, 99)), "E2|E4|E5"},
		{stats.Keep("premiers", func(row int) bool { return row < 2 }), "E1|E2"},
	} {
		got, err := files(t).Where(c.condition)
		if err != nil {
			t.Errorf("%s: %v", c.condition, err)
			continue
		}
		if ids := shown(t, got, "id"); ids != c.want {
			t.Errorf("%s: got %s, want %s", c.condition, ids, c.want)
		}
	}
	if _, err := files(t).Where(stats.Is("cadre", "judi")); err == nil || !strings.Contains(err.Error(), `no level "judi"; did you mean "jud"?`) {
		t.Errorf("got %v", err)
	}
	if _, err := files(t).Where(stats.Is("age", "12")); err == nil || !strings.Contains(err.Error(), "use Between") {
		t.Errorf("got %v", err)
	}
}

func TestSortPutsMissingLastAndKeepsTies(t *testing.T) {
	for _, c := range []struct {
		keys []stats.SortKey
		want string
	}{
		{[]stats.SortKey{stats.Ascending("age")}, "E3|E1|E4|E5|E2"},
		{[]stats.SortKey{stats.Descending("age")}, "E5|E1|E4|E3|E2"},
		{[]stats.SortKey{stats.Ascending("cadre"), stats.Descending("age")}, "E4|E2|E1|E3|E5"},
		{[]stats.SortKey{stats.Descending("debut")}, "E5|E1|E2|E3|E4"},
	} {
		got, err := files(t).Sort(c.keys...)
		if err != nil {
			t.Fatal(err)
		}
		if ids := shown(t, got, "id"); ids != c.want {
			t.Errorf("%v: got %s, want %s", c.keys, ids, c.want)
		}
	}
}

func TestWithReplacesAndAdds(t *testing.T) {
	table := files(t)
	grown, err := table.With(stats.Variable{Name: "age"}.Numbers([]float64{1, 2, 3, 4, 5}, nil), stats.Variable{Name: "neuf"}.Labelled("a", "b", "a", "", "b"))
	if err != nil {
		t.Fatal(err)
	}
	if got := shown(t, grown, "age") + " " + shown(t, grown, "neuf"); got != "1|2|3|4|5 a|b|a|NR|b" {
		t.Errorf("got %s", got)
	}
	if got := shown(t, table, "age"); got != "12|NR|9|12|15" {
		t.Errorf("the first table changed: %s", got)
	}
	if want := append(table.Names(), "neuf"); !slices.Equal(grown.Names(), want) {
		t.Errorf("columns are %v, want %v", grown.Names(), want)
	}
}

func TestJoin(t *testing.T) {
	places, err := stats.NewTable("Lieux",
		stats.Variable{Name: "id"}.Labelled("E3", "E1", "E9"),
		stats.Variable{Name: "lieu"}.Labelled("ASE", "mère", "père"))
	if err != nil {
		t.Fatal(err)
	}
	all, err := stats.Join{On: "id"}.Of(files(t), places)
	if err != nil {
		t.Fatal(err)
	}
	if got := shown(t, all, "lieu"); got != "mère|NR|ASE|NR|NR" {
		t.Errorf("got %s", got)
	}
	matched, err := stats.Join{On: "id", Matched: true}.Of(files(t), places)
	if err != nil {
		t.Fatal(err)
	}
	if got := shown(t, matched, "id"); got != "E1|E3" {
		t.Errorf("got %s", got)
	}
	twice, _ := places.Append(places)
	if _, err := (stats.Join{On: "id"}).Of(files(t), twice); err == nil || !strings.Contains(err.Error(), "3 rows of table \"Lieux\" repeat a key") {
		t.Errorf("got %v", err)
	}
	if _, err := (stats.Join{On: "id"}).Of(files(t), files(t)); err == nil || !strings.Contains(err.Error(), `both tables have a column "age"`) {
		t.Errorf("got %v", err)
	}
}

func TestAppend(t *testing.T) {
	table := files(t)
	double, err := table.Append(table)
	if err != nil {
		t.Fatal(err)
	}
	if double.Len() != 10 || shown(t, double, "danger") != shown(t, table, "danger")+"|"+shown(t, table, "danger") {
		t.Errorf("got %d rows: %s", double.Len(), shown(t, double, "danger"))
	}
	less, _ := table.Select("id", "age")
	if _, err := table.Append(less); err == nil {
		t.Error("tables of different columns went under one another")
	}
}

func TestGroup(t *testing.T) {
	got, err := stats.Group{By: []string{"cadre"}, Summaries: []stats.Summary{
		stats.Size(), stats.Mean("age"), stats.Median("age"), stats.Sum("age"), stats.Least("age"), stats.Most("age"),
		stats.Share("ppe", "oui"), stats.Share("danger", "négligence"),
	}}.Of(files(t))
	if err != nil {
		t.Fatal(err)
	}
	for column, want := range map[string]string{
		"cadre": "Judiciaire|Administratif|SO", "n": "2|2|1", "mean_age": "10,5|12|15", "median_age": "10,5|12|15",
		"sum_age": "21|12|15", "min_age": "9|12|15", "max_age": "12|12|15",
		"share_ppe_oui": "100,0|50,0|100,0", "share_danger_négligence": "100,0|50,0|0,0",
	} {
		if cells := shown(t, got, column); cells != want {
			t.Errorf("%s: got %s, want %s", column, cells, want)
		}
	}
	alone, err := stats.Group{By: []string{"id"}, Summaries: []stats.Summary{stats.Mean("age")}}.Of(files(t))
	if err != nil {
		t.Fatal(err)
	}
	if cells := shown(t, alone, "mean_age"); cells != "12|n.d.|9|12|15" {
		t.Errorf("a group without a value: %s", cells)
	}
}

func TestLongAndWideUndoOneAnother(t *testing.T) {
	marks, err := stats.NewTable("Notes",
		stats.Variable{Name: "id"}.Texts([]string{"a", "b"}, nil),
		stats.Variable{Name: "x", Label: "Avant"}.Numbers([]float64{1, 2}, nil),
		stats.Variable{Name: "y", Label: "Après"}.Numbers([]float64{3, 0}, []stats.Missing{ok, so}))
	if err != nil {
		t.Fatal(err)
	}
	long, err := stats.Long{Keep: []string{"id"}, Columns: []string{"x", "y"}, Name: "moment", Value: "note"}.Of(marks)
	if err != nil {
		t.Fatal(err)
	}
	if got := shown(t, long, "id") + " " + shown(t, long, "moment") + " " + shown(t, long, "note"); got != "a|a|b|b Avant|Après|Avant|Après 1|3|2|SO" {
		t.Errorf("got %s", got)
	}
	wide, err := stats.Wide{ID: "id", Name: "moment", Value: "note"}.Of(long)
	if err != nil {
		t.Fatal(err)
	}
	if wide.String() != marks.String() {
		t.Errorf("got\n%swant\n%s", wide, marks)
	}
	twice, _ := long.Append(long)
	if _, err := (stats.Wide{ID: "id", Name: "moment", Value: "note"}).Of(twice); err == nil {
		t.Error("two values went into one cell")
	}
	if _, err := (stats.Long{Keep: []string{"id"}, Columns: []string{"x", "id"}}).Of(marks); err == nil {
		t.Error("numbers and texts went under one another")
	}
}

func TestPrintCutsAndKeepsTotals(t *testing.T) {
	n := make([]float64, 20)
	for i := range n {
		n[i] = float64(i) * 1000
	}
	table, err := stats.NewTable("Vingt", stats.Variable{Name: "n", Format: stats.Count}.Numbers(n, nil))
	if err != nil {
		t.Fatal(err)
	}
	text := table.WithTotals(1).Captioned(stats.Caption{Units: "Effectifs", Source: "inventée", Notes: []string{"Une note."}}).String()
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) != 3+12+1+1+2 || lines[15] != "… 7 lignes de plus" || lines[16] != "19\u202f000" || lines[17] != "Source : inventée" {
		t.Errorf("got %d lines:\n%s", len(lines), text)
	}
	if all := (stats.Printer{Rows: -1, Lang: "en"}).Of(table); strings.Count(all, "\n") != 22 || !strings.Contains(all, "19,000") {
		t.Errorf("got\n%s", all)
	}
}

func TestIdentifyingColumnsAreNeverShown(t *testing.T) {
	c := stats.Variable{Name: "nom", Identifying: true}.Texts([]string{"Invente"}, nil)
	if got := c.Show(0, ""); got != "•••" {
		t.Errorf("shown as %q", got)
	}
}

func TestFormats(t *testing.T) {
	for _, c := range []struct {
		format stats.Format
		x      float64
		fr, en string
	}{
		{stats.Number, 1234567.891, "1\u202f234\u202f567,891", "1,234,567.891"},
		{stats.Number, -0.00001, "0", "0"},
		{stats.Number, 12, "12", "12"},
		{stats.Count, -1234, "-1\u202f234", "-1,234"},
		{stats.Percent, 63.64, "63,6", "63.6"},
		{stats.Percent, -0.04, "0,0", "0.0"},
		{stats.Coefficient, 0.305, "0,30", "0.30"},
		{stats.PValue, 0.0004, "< 0,001", "< 0.001"},
		{stats.PValue, 0.0199, "0,020", "0.020"},
		{stats.Year, 2019, "2019", "2019"},
		{stats.Ordinal, 12345, "12345", "12345"},
	} {
		if got := c.format.Number(c.x, ""); got != c.fr {
			t.Errorf("%v: got %q, want %q", c.x, got, c.fr)
		}
		if got := c.format.Number(c.x, "en"); got != c.en {
			t.Errorf("%v: got %q, want %q", c.x, got, c.en)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"composition", "Date début", "Chercheur", "âge"}
	for name, want := range map[string]string{
		"compostion": "composition", "Checheur": "Chercheur", "DATE_DEBUT": "Date début", "age": "âge", "xyz": "",
	} {
		if got, _ := stats.Nearest(name, known); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if d := stats.EditDistance("chien", "niche"); d != 4 {
		t.Errorf("chien, niche: %d, want 4", d)
	}
	if d := stats.EditDistance("ecoel", "ecole"); d != 1 {
		t.Errorf("two letters swapped: %d, want 1", d)
	}
}

func TestDayBefore1970(t *testing.T) {
	if got := stats.Day(time.Date(1969, 12, 31, 23, 0, 0, 0, time.UTC)); got != -1 {
		t.Errorf("got %d, want -1", got)
	}
	c := stats.Variable{Name: "d"}.Dates([]time.Time{time.Date(1954, 7, 2, 1, 0, 0, 0, time.UTC)}, nil)
	if got := c.Show(0, "en"); got != "1954-07-02" {
		t.Errorf("got %s", got)
	}
}
