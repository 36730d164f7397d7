package dictionary

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

var caseFile = &Dictionary{Variables: []Variable{
	{Name: "id_enfant", Label: "Enfant", Key: true},
	{Name: "age_mere", Label: "Mère / âge", Type: Whole, Min: "12", Max: "70"},
	{Name: "pcs_mere", Label: "Mère / PCS", Type: Nominal, Levels: stats.Levels("01", "02", "10")},
	{Name: "cadre", Label: "Cadre", Type: Nominal, Levels: []stats.Level{{Code: "adm", Label: "Administratif"}, {Code: "jud", Label: "Judiciaire"}}},
	{Name: "debut", Label: "Début", Type: Date},
	{Name: "naissance", Label: "Naissance", Type: Month},
	{Name: "part", Label: "Part", Type: Number, Unit: "%"},
	{Name: "mna", Label: "MNA", Type: Binary},
	{Name: "commune", Label: "Commune"},
}}

// workbook writes a case file as analysts keep them: a title, a header over two
// rows with merged cells, dates of all sorts, a total, a hidden sheet.
func workbook(t testing.TB, change func(book *excelize.File, sheet string)) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	const sheet = "Dossiers"
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	style := func(format string) int {
		id, err := book.NewStyle(&excelize.Style{CustomNumFmt: &format})
		must(err)
		return id
	}
	must(book.SetSheetName("Sheet1", sheet))
	for row, cells := range map[int][]any{
		1: {"Dossiers MEP 2023"},
		3: {"Enfant", "Mère", nil, "Cadre", "Début", "Naissance", "Part", "MNA", "Commune"},
		4: {nil, "âge", "PCS"},
		5: {"E1", 34, 1, "adm", 44230, "mai-10", 0.125, true, 1001},
		6: {"E2", 28.0, "02", "Judiciaire", "03/02/2021", 40313, 12.5, "non", "01001"},
		8: {"E3", "#N/A", 10, "judicaire", "31/02/2021", "2010-05", nil, 2, 35238},
		9: {"Total", 62},
	} {
		must(book.SetSheetRow(sheet, "A"+string(rune('0'+row)), &cells))
	}
	must(book.MergeCell(sheet, "B3", "C3"))
	must(book.MergeCell(sheet, "A3", "A4"))
	must(book.SetCellStyle(sheet, "C5", "C5", style("00")))
	must(book.SetCellStyle(sheet, "E5", "E5", style("dd/mm/yyyy")))
	must(book.SetCellStyle(sheet, "G5", "G5", style("0.0%")))
	must(book.SetCellStyle(sheet, "I5", "I5", style("00000")))
	for _, name := range []string{"Notes", "Cachée"} {
		_, err := book.NewSheet(name)
		must(err)
	}
	must(book.SetSheetVisible("Cachée", false))
	must(book.SetRowVisible(sheet, 6, false))
	must(book.SetColVisible(sheet, "C:D", false))
	must(book.AddComment(sheet, excelize.Comment{Cell: "B5", Author: "x", Text: "à vérifier"}))
	if change != nil {
		change(book, sheet)
	}
	data, err := book.WriteToBuffer()
	must(err)
	return data.Bytes()
}

func readWorkbook(t *testing.T, reader Reader, data []byte) (*stats.Table, []string, []string, error) {
	t.Helper()
	reader.Dictionary, reader.Files = caseFile, fstest.MapFS{"dossiers.csv": {Data: data}}
	table, report, err := reader.ReadFile("dossiers.csv")
	var problems []string
	for i := range report.Problems {
		problems = append(problems, report.Problems[i].String())
	}
	for _, s := range report.Sources {
		if s.Read != s.Accepted+s.Rejected || err == nil && s.Accepted != table.Len() {
			t.Errorf("read %d, accepted %d, rejected %d", s.Read, s.Accepted, s.Rejected)
		}
	}
	return table, problems, report.Sources[0].Notes, err
}

func TestWorkbook(t *testing.T) {
	table, problems, notes, err := readWorkbook(t, Reader{}, workbook(t, nil))
	if err != nil {
		t.Fatal(err, problems)
	}
	want := strings.Join([]string{
		"id_enfant|age_mere|pcs_mere|cadre|debut|naissance|part|mna|commune",
		"E1|34|01|Administratif|03/02/2021|05/2010|12,5|oui|01001",
		"E2|28|02|Judiciaire|03/02/2021|05/2010|12,5|non|01001",
		"E3|ILL|10|ILL|ILL|05/2010|NR|ILL|35238", "",
	}, "\n")
	if got := show(table); got != want {
		t.Errorf("rows\n%swant\n%s", got, want)
	}
	wantProblems := []string{
		"dossiers.csv, feuille « Cachée » : est masquée : elle n'est pas lue ; l'afficher dans le tableur si elle doit l'être, et enregistrer",
		"dossiers.csv, feuille « Dossiers », cellule B8, colonne « Mère / âge » : « #N/A » est une erreur de formule ; corriger la formule, ou vider la cellule",
		"dossiers.csv, feuille « Dossiers », cellule D8, colonne « Cadre » : « judicaire » n'est pas une modalité de cette variable ; écrire « Judiciaire » ?",
		"dossiers.csv, feuille « Dossiers », cellule E8, colonne « Début » : « 31/02/2021 » n'existe pas au calendrier ; écrire jour/mois/année, par exemple 31/01/2006",
		"dossiers.csv, feuille « Dossiers », cellule H8, colonne « MNA » : « 2 » n'est ni oui ni non ; écrire oui ou non",
		"dossiers.csv, feuille « Dossiers », ligne 9 : est une ligne de total ; la supprimer : les totaux sont recalculés",
	}
	if !slices.Equal(problems, wantProblems) {
		t.Errorf("problems\n%s", strings.Join(problems, "\n"))
	}
	if wantNotes := []string{
		"commentaires de cellules : ils ne sont pas lus", "feuilles non lues : Notes", "en-tête lu lignes 3 à 4",
		"lignes masquées, lues comme les autres : 1", "colonnes masquées, lues comme les autres : 2", "Naissance : années à deux chiffres, lues de 1930 à 2029 : 1",
	}; !slices.Equal(notes, wantNotes) {
		t.Errorf("notes %q", notes)
	}
}

func TestWorkbookCountedFrom1904(t *testing.T) {
	data := workbook(t, func(book *excelize.File, sheet string) {
		yes := true
		if err := book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
			t.Fatal(err)
		}
		if err := book.SetCellValue(sheet, "E5", 44230-1462); err != nil {
			t.Fatal(err)
		}
	})
	table, _, _, err := readWorkbook(t, Reader{HeaderRows: 2, Sheet: "dossiers"}, data)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := table.Dates("debut"); err != nil || c.Show(0, "fr") != "03/02/2021" {
		t.Errorf("debut is %v, %v", c.Show(0, "fr"), err)
	}
}

func TestWorkbookRefuses(t *testing.T) {
	good := workbook(t, nil)
	empty := workbook(t, func(book *excelize.File, sheet string) {
		for row := 9; row > 0; row-- {
			if err := book.RemoveRow(sheet, row); err != nil {
				t.Fatal(err)
			}
		}
	})
	aside := workbook(t, func(book *excelize.File, sheet string) {
		if err := book.SetCellValue(sheet, "L6", "à droite"); err != nil {
			t.Fatal(err)
		}
	})
	for name, test := range map[string]struct {
		data   []byte
		reader Reader
		says   string
	}{
		"no such sheet":    {good, Reader{Sheet: "Dosiers"}, "dossiers.csv, feuille « Dosiers » : n'existe pas ; demander la feuille « Dossiers »"},
		"empty sheet":      {empty, Reader{}, "dossiers.csv, feuille « Dossiers » : n'a aucune colonne du dictionnaire"},
		"another sheet":    {good, Reader{Sheet: "Notes"}, "dossiers.csv, feuille « Notes » : n'a aucune colonne du dictionnaire"},
		"too big inflated": {good, Reader{Limits: interviews.Limits{Inflated: 1000}}, "dossiers.csv : dépasse 0 Mo une fois décompressé"},
		"cut":              {good[:len(good)-50], Reader{}, "dossiers.csv : n'est pas un tableau CSV ou Excel (.xlsx) : c'est une archive zip"},
		"PDF":              {[]byte("%PDF-1.4"), Reader{}, "dossiers.csv : n'est pas un tableau CSV ou Excel (.xlsx) : c'est un PDF"},
		"old or locked":    {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Reader{}, "dossiers.csv : est un ancien fichier Office"},
	} {
		_, problems, _, err := readWorkbook(t, test.reader, test.data)
		if err == nil || !strings.HasPrefix(err.Error(), test.says) || !slices.Contains(problems, err.Error()) {
			t.Errorf("%s: %v, %q", name, err, problems)
		}
	}
	table, problems, _, err := readWorkbook(t, Reader{}, aside)
	if err != nil || table.Len() != 2 || !slices.ContainsFunc(problems, func(p string) bool {
		return strings.Contains(p, "ligne 6 : a une cellule à droite du tableau")
	}) {
		t.Errorf("a cell beside the table: %v, %q", err, problems)
	}
}

func TestEncryptedWorkbook(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	data, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	locked, err := excelize.Encrypt(data.Bytes(), &excelize.Options{Password: "secret"})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, err := readWorkbook(t, Reader{}, locked); err == nil ||
		err.Error() != "dossiers.csv : est protégé par un mot de passe ; l'ouvrir, enlever le mot de passe et l'enregistrer à nouveau" {
		t.Errorf("locked: %v", err)
	}
}

// A dictionary may be a workbook too.
func TestOpenWorkbook(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	for cell, row := range map[string][]any{
		"A1": {"Dictionnaire des dossiers"},
		"A3": {"Variable", "Libellé", "Type", "Modalités", "Manquants", "Clé"},
		"A4": {"id", "Enfant", "texte", nil, nil, "oui"},
		"A5": {"cadre", "Cadre", "nominal", "adm=Administratif|jud=Judiciaire", "9=NSP"},
	} {
		if err := book.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	data, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	d, report, err := Open(fstest.MapFS{"d.xlsx": {Data: data.Bytes()}}, "d.xlsx")
	if err != nil || len(report.Problems) > 0 || len(d.Variables) != 2 {
		t.Fatalf("%+v, %v, %v", d, report, err)
	}
	cadre, err := d.Find("cadre")
	if err != nil || cadre.Title() != "Cadre" || cadre.Type != Nominal || len(cadre.Levels) != 2 || cadre.Levels[1] != (stats.Level{Code: "jud", Label: "Judiciaire"}) ||
		!slices.Equal(cadre.Missing, []MissingCode{{"9", stats.DoesNotKnow}}) || !d.Variables[0].Key {
		t.Errorf("%+v, %v", cadre, err)
	}
}

// FuzzWorkbook feeds workbooks whose sheet and shared texts are damaged.
func FuzzWorkbook(f *testing.F) {
	good := workbook(f, nil)
	sheet, shared := "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
	f.Add(entry(f, good, sheet), entry(f, good, shared))
	f.Add([]byte(`<worksheet><sheetData><row r="1048576"><c r="A1" t="s"><v>99</v></c><c r="XFD1"><v>x</v></c></row><row r="-1"/></sheetData>`), []byte("<sst"))
	f.Fuzz(func(t *testing.T, sheetXML, sharedXML []byte) {
		data := replaced(t, good, map[string][]byte{sheet: sheetXML, shared: sharedXML})
		limits := interviews.Limits{File: 1 << 20, Inflated: 4 << 20}
		_, report, err := Reader{Dictionary: caseFile, Files: fstest.MapFS{"f": {Data: data}}, Limits: limits}.ReadFile("f")
		if report == nil || err != nil && len(report.Problems) == 0 {
			t.Fatalf("%v without a problem", err)
		}
	})
}

func entry(t testing.TB, data []byte, name string) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	content, err := fs.ReadFile(archive, name)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// replaced is an archive with the content of some entries changed.
func replaced(t testing.TB, data []byte, with map[string][]byte) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, file := range archive.File {
		content, changed := with[file.Name]
		if !changed {
			content = entry(t, data, file.Name)
		}
		to, err := w.CreateHeader(&zip.FileHeader{Name: file.Name}) // stored: fast
		if err == nil {
			_, err = to.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
