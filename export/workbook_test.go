package export

import (
	"bytes"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/xuri/excelize/v2"
)

// reopened reads a finished workbook back.
func reopened(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// raw are the cells of a sheet as they are stored.
func raw(t *testing.T, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestSheetsInOrder(t *testing.T) {
	b := sampleBook()
	f := reopened(t, saved(t, b))
	want := []string{"Lisez-moi", "Sommaire", "Échantillon", "Tris croisés", "Associations", "Verbatims – participation", "À corriger", "Données", "Journal"}
	if got := f.GetSheetList(); !reflect.DeepEqual(got, want) {
		t.Errorf("sheets %q, want %q", got, want)
	}
	if f.GetActiveSheetIndex() != 0 {
		t.Error("the workbook does not open on its first sheet")
	}
	if rows := raw(t, f, "Lisez-moi"); rows[0][0] != "MEP 2023" || rows[3][1] != "MEP ouvertes en 2022" {
		t.Errorf("Lisez-moi begins with %q", rows[:4])
	}
}

func TestEnglish(t *testing.T) {
	b := Workbook{Lang: "en"}
	b.Add(cadre(), nil)
	f := reopened(t, saved(t, &b))
	if got := f.GetSheetList(); !reflect.DeepEqual(got, []string{"Read me", "Contents", "Cadre de la mesure selon le con", "Data", "Log"}) {
		t.Errorf("sheets %q", got)
	}
}

// One table, line by line as domain experts lay it out.
func TestLayout(t *testing.T) {
	b := Workbook{Population: "MEP ouvertes en 2022.", Source: "dossiers"}
	b.Sheet("Tris croisés").Add(cadre(), nil)
	rows := raw(t, reopened(t, saved(t, &b)), "Tris croisés")
	want := [][]string{
		{"Tableau 1 – Cadre de la mesure selon le conflit parental"},
		{"En % des lignes ; effectifs à côté"},
		{"Cadre de la mesure selon le conflit parental", "Administratif", "Administratif (n)", "Judiciaire", "Judiciaire (n)", "Ensemble (n)"},
		{"Sans conflit", "0.666666666666667", "18", "0.333333333333333", "9", "27"},
		{"Avec conflit", "0.363636363636364", "12", "0.636363636363636", "21", "33"},
		{"Ensemble", "0.5", "30", "0.5", "30", "60"},
		{"Khi-2 = 5,45 ; ddl = 1 ; p = 0,020 (Fisher : 0,037) ; V de Cramér = 0,30 [0,05 ; 0,55] ; non renseigné : 4"},
		{"Lecture : parmi les 33 dossiers « avec conflit », 63,6 % relèvent d'une mesure judiciaire (50,0 % dans l'ensemble)."},
		{"Champ : MEP ouvertes en 2022, n = 60"},
		{"Source : dossiers"},
	}
	if !reflect.DeepEqual(rows, want) {
		t.Errorf("got\n%q\nwant\n%q", rows, want)
	}
}

func TestStyles(t *testing.T) {
	f := reopened(t, saved(t, sampleBook()))
	style := func(sheet, cell string) *excelize.Style {
		id, err := f.GetCellStyle(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		s, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if s := style("Tris croisés", "A6"); !s.Font.Bold || len(s.Border) != 2 || s.Border[0].Type != "top" && s.Border[1].Type != "top" {
		t.Errorf("the Ensemble line is not bold under a rule: %+v %+v", s.Font, s.Border)
	}
	for _, s := range []*excelize.Style{style("Tris croisés", "B4"), style("Tris croisés", "B3")} {
		for _, edge := range s.Border {
			if edge.Type == "left" || edge.Type == "right" {
				t.Error("a vertical rule")
			}
		}
	}
	for cell, shape := range map[string]string{"C4": "#,##0", "B4": "#,##0.0 %"} {
		if s := style("Tris croisés", cell); s.CustomNumFmt == nil || *s.CustomNumFmt != shape {
			t.Errorf("%s has number format %v, want %q", cell, s.CustomNumFmt, shape)
		}
	}
	for cell, shape := range map[string]string{"C3": "0.00", "D3": `[<0.001]"< 0,001";0.000`, "E3": "#,##0.0", "E4": "#,##0"} {
		if s := style("Associations", cell); s.CustomNumFmt == nil || *s.CustomNumFmt != shape {
			t.Errorf("%s has number format %v, want %q", cell, s.CustomNumFmt, shape)
		}
	}
	if s := style("Associations", "C4"); s.Alignment == nil || s.Alignment.Horizontal != "right" {
		t.Error("n.d. does not stand right among numbers")
	}
	if width, _ := f.GetColWidth("Tris croisés", "A"); width > 25 {
		t.Errorf("column A is %g wide: the title widened it", width)
	}
	if width, _ := f.GetColWidth("À corriger", "D"); width != widest {
		t.Errorf("long texts have a column of %g, want %g", width, widest)
	}
}

// Numbers stay numbers and signs stand in for what has no value.
func TestCells(t *testing.T) {
	f := reopened(t, saved(t, sampleBook()))
	want := [][]string{
		{"Tableau 4 – Toutes les paires"},
		{"Variable", "Avec", "Force", "p", "Moyenne (jours)"},
		{"Âge au début", "Cadre", "0.3015", "0.01952", "12.5"},
		{"Sexe", "Cadre", "n.d.", "n.d.", "1234"},
		{"Rang", "Attente", "-0.42", "0.0000000000000001", "SO"},
	}
	if rows := raw(t, f, "Associations"); !reflect.DeepEqual(rows, want) {
		t.Errorf("got %q", rows)
	}
	for _, cell := range []string{"C3", "D5", "E4"} {
		if kind, _ := f.GetCellType("Associations", cell); kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
			t.Errorf("%s is stored as type %d, not as a number", cell, kind)
		}
	}
	if day, _ := f.GetCellValue("À corriger", "C3"); day != "01/01/2023" {
		t.Errorf("a day reads %q", day)
	}
}

// A table of which little is left says so.
func TestMostlyHidden(t *testing.T) {
	for hidden, says := range map[int]bool{1: false, 2: false, 3: true} {
		missing := make([]stats.Missing, 4)
		for row := range hidden {
			missing[row] = stats.Secret
		}
		b := &Workbook{}
		b.Sheet("Effectifs").Add(stats.NewTable("Effectifs", stats.Variable{Name: "cadre"}.Texts([]string{"a", "b", "c", "d"}, nil),
			stats.Variable{Name: "n", Format: stats.Count}.Numbers(make([]float64, 4), missing)))
		rows := raw(t, reopened(t, saved(t, b)), "Effectifs")
		if last := rows[len(rows)-1][0]; strings.Contains(last, "Plus de la moitié") != says {
			t.Errorf("%d hidden of 4: %q", hidden, last)
		}
	}
}

func TestHiding(t *testing.T) {
	b := &Workbook{}
	b.Sheet("Tris croisés").Add(small(), nil)
	f := reopened(t, saved(t, b))
	rows := raw(t, f, "Tris croisés")
	hidden := 0
	for _, r := range rows[3:7] {
		for _, cell := range r {
			if cell == "s" {
				hidden++
			}
		}
	}
	if hidden != 8 {
		t.Errorf("%d cells are hidden, want 4 counts and their 4 percentages:\n%q", hidden, rows)
	}
	if last := rows[len(rows)-1][0]; last != "s : effectif inférieur à 5, ou masqué pour protéger un autre." {
		t.Errorf("the rule is not under the table: %q", last)
	}
	journal := raw(t, f, "Journal")
	if last := journal[len(journal)-2]; last[0] != "Tris croisés" || last[1] != "Lieu de vie selon le cadre" || last[3] != "4" {
		t.Errorf("the journal says %q", last)
	}
	if h := b.Hidden(); h.Len() != 1 {
		t.Errorf("Hidden has %d rows, want 1", h.Len())
	}
	open := &Workbook{HideBelow: 1}
	open.Sheet("Tris croisés").Add(small(), nil)
	if rows := raw(t, reopened(t, saved(t, open)), "Tris croisés"); rows[5][4] != "3" || open.Hidden().Len() != 0 {
		t.Errorf("with HideBelow 1 the table reads %q", rows)
	}
}

// An error of any call comes back from Save, with its sheet, and no file appears.
func TestFailures(t *testing.T) {
	name := filepath.Join(t.TempDir(), "mep.xlsx")
	b := &Workbook{}
	b.Add(cadre(), nil)
	b.Add((*stats.ContingencyTable)(nil), errors.New(`no column "conflt"`))
	b.Add((*twoWay)(nil), errors.New("unknown spec"))
	b.Sheet("Verbatims").Add(nil, nil)
	b.Sheet("Sommaire").Add(cadre(), nil)
	b.Sheet("Vide").Add(&stats.Table{}, nil)
	err := b.Save(name)
	if err == nil {
		t.Fatal("Save succeeded")
	}
	for _, want := range []string{
		`sheet "Tris croisés": no column "conflt"`, `result 3 (*export.twoWay): unknown spec`, `sheet "Verbatims": no result`,
		`sheet "Sommaire": this sheet is written by the workbook`, `sheet "Vide"`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error lacks %q:\n%v", want, err)
		}
	}
	if _, err := os.Stat(name); !errors.Is(err, os.ErrNotExist) {
		t.Error("a file was written")
	}
	b = &Workbook{HideBelow: -1}
	b.Sheet("Tris croisés").Add(cadre(), nil)
	if err := b.Save(name); err == nil || !strings.Contains(err.Error(), "HideBelow is -1") {
		t.Errorf("a negative threshold gives %v", err)
	}
}

func TestEmptyWorkbook(t *testing.T) {
	f := reopened(t, saved(t, &Workbook{}))
	if got := f.GetSheetList(); !reflect.DeepEqual(got, []string{"Lisez-moi", "Sommaire", "Journal"}) {
		t.Errorf("sheets %q", got)
	}
}

func TestEmptyTable(t *testing.T) {
	b := &Workbook{}
	b.Sheet("À corriger").Add(listing(0), nil)
	rows := raw(t, reopened(t, saved(t, b)), "À corriger")
	if len(rows) != 3 || rows[2][0] != "Aucune ligne." {
		t.Errorf("an empty table reads %q", rows)
	}
}

// Long lists keep their header in view; stacked tables have nothing to freeze.
func TestListing(t *testing.T) {
	f := reopened(t, saved(t, sampleBook()))
	if panes, _ := f.GetPanes("À corriger"); !panes.Freeze || panes.YSplit != 2 {
		t.Errorf("the list does not freeze under its header: %+v", panes)
	}
	if panes, _ := f.GetPanes("Tris croisés"); panes.Freeze {
		t.Error("a sheet of several tables is frozen")
	}
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Name+" "+n.Scope] = n.RefersTo
	}
	if names["_xlnm.Print_Titles À corriger"] != "'À corriger'!$2:$2" || names["_xlnm._FilterDatabase À corriger"] != "'À corriger'!$A$2:$D$32" {
		t.Errorf("names: %q", names)
	}
	for _, sheet := range f.GetSheetList() {
		layout, _ := f.GetPageLayout(sheet)
		props, _ := f.GetSheetProps(sheet)
		if *layout.Size != 9 || *layout.Orientation != "landscape" || !*props.FitToPage || *layout.FitToHeight != 0 {
			t.Errorf("sheet %q is not set up for A4", sheet)
		}
	}
}

func TestLinks(t *testing.T) {
	b := sampleBook()
	b.Sheet("L'écart [n° 1] : aînés/cadets").Add(cadre(), nil)
	f := reopened(t, saved(t, b))
	const name = "L’écart (n° 1) - aînés-cadets"
	if i, err := f.GetSheetIndex(name); i < 0 || err != nil {
		t.Fatalf("sheets %q", f.GetSheetList())
	}
	rows := raw(t, f, "Sommaire")
	for i := 3; i < len(rows); i++ {
		linked, target, err := f.GetCellHyperLink("Sommaire", at(2, i+1))
		if err != nil || !linked {
			t.Fatalf("line %q has no link", rows[i])
		}
		sheet, cell, _ := strings.Cut(strings.TrimPrefix(target, "'"), "'!")
		if title, err := f.GetCellValue(sheet, cell); err != nil || title != rows[i][1] {
			t.Errorf("the link %s leads to %q, want %q", target, title, rows[i][1])
		}
	}
}

func TestVerbatims(t *testing.T) {
	f := reopened(t, saved(t, sampleBook()))
	runs, err := f.GetCellRichText("Verbatims – participation", "B3")
	if err != nil || len(runs) != 3 {
		t.Fatalf("%v %v", runs, err)
	}
	if runs[0].Font.Bold || !runs[1].Font.Bold || runs[1].Text != "l’école qui a appelé" || runs[2].Font.Bold {
		t.Errorf("bold words: %+v", runs)
	}
	if got, _ := f.GetCellValue("Verbatims – participation", "B4"); got != "=1+1, il disait tout le temps ça pour rire, mais moi je savais bien que ça n’allait pas à la maison.\nAprès, avec la référente, on a pu parler." {
		t.Errorf("a quote reads %q", got)
	}
}

func TestProperties(t *testing.T) {
	f := reopened(t, saved(t, sampleBook()))
	p, err := f.GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	if p.Creator != maker || p.LastModifiedBy != maker || p.Created != "2000-01-01T00:00:00Z" || p.Modified != p.Created || p.Language != "fr-FR" || p.Title != "MEP 2023" {
		t.Errorf("properties %+v", p)
	}
	if a, _ := f.GetAppProps(); a.Application != maker || a.Company != "" {
		t.Errorf("application %+v", a)
	}
}

func TestSameBytes(t *testing.T) {
	first := saved(t, sampleBook())
	for range 5 {
		if !bytes.Equal(first, saved(t, sampleBook())) {
			t.Fatal("the same results give other bytes")
		}
	}
	b := sampleBook()
	if saved(t, b); !bytes.Equal(first, saved(t, b)) {
		t.Error("saving changes the workbook")
	}
}

func TestSave(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "mep.xlsx")
	if err := os.WriteFile(name, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	broken := &Workbook{}
	broken.Add(nil, errors.New("no data"))
	if err := broken.Save(name); err == nil {
		t.Error("a failed Add did not stop Save")
	}
	if old, _ := os.ReadFile(name); string(old) != "old" {
		t.Error("the older file was lost")
	}
	if err := sampleBook().Save(name); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(name); !bytes.Equal(got, saved(t, sampleBook())) {
		t.Error("the file is not the workbook")
	}
	if left, _ := os.ReadDir(folder); len(left) != 1 {
		t.Errorf("drafts were left behind: %v", left)
	}
	var out bytes.Buffer
	if n, err := sampleBook().WriteTo(&out); err != nil || int(n) != out.Len() || out.Len() == 0 {
		t.Errorf("WriteTo gave %d, %v", n, err)
	}
}

func TestSaveWhereItCannot(t *testing.T) {
	folder := t.TempDir()
	taken := filepath.Join(folder, "taken.xlsx")
	if err := os.MkdirAll(filepath.Join(taken, "inside"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{filepath.Join(folder, "no", "such", "mep.xlsx"), taken} {
		if err := (&Workbook{}).Save(name); err == nil || !strings.Contains(err.Error(), "workbook not saved") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if left, _ := os.ReadDir(folder); len(left) != 1 {
		t.Errorf("drafts were left behind: %v", left)
	}
}

func TestTables(t *testing.T) {
	many := make([]stats.Column, 0, excelize.MaxColumns+1)
	for i := range excelize.MaxColumns + 1 {
		many = append(many, text(at(1, i+1), "", "x"))
	}
	named := stats.Variable{Name: "nom", Label: "Nom", Identifying: true}
	cases := map[string]struct {
		table *stats.Table
		want  string // the error; "" when the table is written
	}{
		"too many columns":  {stats.MustTable("large", many...), "does not fit on the sheet"},
		"only names":        {stats.MustTable("noms", named.Texts([]string{"Untel"}, nil)), "name persons"},
		"one cell":          {stats.MustTable("seul", text("a", "A", "x")), ""},
		"all missing":       {stats.MustTable("vide", stats.Variable{Name: "a"}.Numbers([]float64{0}, []stats.Missing{stats.NotRecorded})), ""},
		"not a number":      {stats.MustTable("nan", stats.Variable{Name: "a"}.Numbers([]float64{math.NaN(), math.Inf(1)}, nil)), ""},
		"headers by case":   {stats.MustTable("tetes", text("a", "Âge", "1"), text("b", "âge", "2")), ""},
		"a row of nothing":  {stats.MustTable("rien", text("a", "A", "")), ""},
		"hostile":           {stats.MustTable("=cmd|' /C calc'!A0", text("=1+1", "=1+1", "=HYPERLINK(\"http://x\")", "@SUM(A1)")), ""},
		"control and emoji": {stats.MustTable("a\x00b\tc", text("a", "A\x07", "x\x01y\xffz\r\n😀\ufffe")), ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			b := &Workbook{Title: c.table.Title()}
			b.Add(c.table, nil)
			data, err := b.bytes()
			switch {
			case c.want == "" && err != nil:
				t.Error(err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("error %v, want %q", err, c.want)
			case c.want == "":
				reopened(t, data)
			}
		})
	}
}

// A table that fits on a page is not torn, and none begins at the foot of one.
func TestPageBreaks(t *testing.T) {
	for _, c := range []struct {
		lengths []int
		want    string // the rows that end a page
	}{
		{[]int{5}, ""},
		{[]int{5, 5}, ""},
		{[]int{20, 20, 20}, "24 48"},
		{[]int{5, 5, 20}, "18"},
		{[]int{20, 60}, "24"},
		{[]int{2, 60, 2}, "70"},
	} {
		b := &Workbook{}
		for _, n := range c.lengths {
			b.Sheet("Listes").Add(listing(n), nil)
		}
		var breaks []string
		rewritten(t, saved(t, b), func(name, content string) *string {
			if name == "xl/worksheets/sheet3.xml" {
				for _, found := range regexp.MustCompile(`<brk id="([0-9]+)"`).FindAllStringSubmatch(content, -1) {
					breaks = append(breaks, found[1])
				}
			}
			return &content
		})
		if got := strings.Join(breaks, " "); got != c.want {
			t.Errorf("tables of %v rows: pages end at %q, want %q", c.lengths, got, c.want)
		}
	}
}

// The bounds of an interval are named after what they bound.
func TestTitlesOfBounds(t *testing.T) {
	number := func(name, label, unit string) stats.Column {
		return stats.Variable{Name: name, Label: label, Unit: unit}.Numbers([]float64{1}, nil)
	}
	columns, _ := columnsOf(stats.MustTable("x",
		number("mediane", "Médiane", "mois"), number("mediane_bas", "borne basse", "mois"),
		number("moyenne", "Moyenne", "mois"), number("moyenne_bas", "borne basse", "mois"),
		number("age_mere", "Âge", ""), number("age_pere", "Âge", "")), "")
	var got []string
	for _, c := range columns {
		got = append(got, c.title)
	}
	want := "Médiane (mois)|Médiane – borne basse (mois)|Moyenne (mois)|Moyenne – borne basse (mois)|Âge|Âge (age_pere)"
	if text := strings.Join(got, "|"); text != want {
		t.Errorf("got %s", text)
	}
}
