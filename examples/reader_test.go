package examples

import (
	"encoding/csv"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// french makes LibreOffice a French one, in a profile of its own.
const french = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>fr-FR</value></prop></item>
</oor:items>`

// Every workbook of the programs, read by another program: each number as it
// was written to 15 digits, each text as it is, and decimals and percentages
// shown as French readers write them.
func TestSecondReaderOfEveryWorkbook(t *testing.T) {
	if testing.Short() {
		t.Skip("five programs and LibreOffice: not in -short")
	}
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed: no second reader")
	}
	folder := t.TempDir()
	profile := filepath.Join(folder, "profile", "user")
	if err := os.MkdirAll(profile, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(profile, "registrymodifications.xcu"), []byte(french), 0o644); err != nil {
		t.Fatal(err)
	}
	programs := map[string][]string{
		"mep": nil, "rural": nil, "territory": nil, "accompaniment": nil,
		"workbook": {"-study", "mep/data", "-plan", "workbook/plan.csv"},
	}
	for program, args := range programs {
		file := filepath.Join(folder, program+".xlsx")
		run := exec.Command("go", append(append([]string{"run", "./" + program}, args...), "-o", file)...)
		if out, err := run.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", program, err, out)
		}
	}
	books, err := filepath.Glob(filepath.Join(folder, "*.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	percents := 0
	for _, book := range books {
		t.Run(filepath.Base(book), func(t *testing.T) {
			raw, ok := secondRead(t, office, folder, book, "stored", "false")
			if !ok {
				t.Skip("LibreOffice does not run here")
			}
			shown, _ := secondRead(t, office, folder, book, "shown", "true")
			percents += compareBook(t, book, raw, shown)
		})
	}
	if percents == 0 && !t.Skipped() {
		t.Error("no percentage was read")
	}
}

// secondRead gives each sheet's rows as LibreOffice reads them, as stored or as
// shown.
func secondRead(t *testing.T, office, folder, book, name, shown string) (func(sheet string) [][]string, bool) {
	t.Helper()
	out := filepath.Join(folder, name)
	// Sheet -1 stands for all; 1036 is French.
	filter := "csv:Text - txt - csv (StarCalc):59,34,76,1,,1036,false,false," + shown + ",false,false,-1"
	run := exec.Command(office, "-env:UserInstallation=file://"+filepath.Join(folder, "profile"), "--headless", "--convert-to", filter, "--outdir", out, book)
	if said, err := run.CombinedOutput(); err != nil {
		t.Logf("%v %s", err, said)
		return nil, false
	}
	stem := strings.TrimSuffix(filepath.Base(book), ".xlsx")
	return func(sheet string) [][]string {
		text, err := os.ReadFile(filepath.Join(out, stem+"-"+sheet+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		reader := csv.NewReader(strings.NewReader(emptyRows(string(text))))
		reader.Comma, reader.FieldsPerRecord, reader.LazyQuotes = ';', -1, true
		rows, err := reader.ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", sheet, err)
		}
		return rows
	}, true
}

// emptyRows quotes the empty rows of a sheet of one column, which a reader of
// CSV would skip; those inside a text stay.
func emptyRows(text string) string {
	var b strings.Builder
	quoted, start := false, true
	for _, r := range text {
		if r == '\n' && start && !quoted {
			b.WriteString(`""`)
		}
		if r == '"' {
			quoted = !quoted
		}
		start = r == '\n'
		b.WriteRune(r)
	}
	return b.String()
}

// compareBook gives the number of cells that are shown as 12,3 %.
func compareBook(t *testing.T, book string, raw, shown func(sheet string) [][]string) int {
	file, err := excelize.OpenFile(book)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	numbers, texts, wrong, decimals, percents := 0, 0, 0, 0, 0
	for _, sheet := range file.GetSheetList() {
		ours, err := file.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		stored, asShown := raw(sheet), shown(sheet)
		for i, row := range ours {
			for j, cell := range row {
				theirs := at(stored, i, j)
				want, err := strconv.ParseFloat(cell, 64)
				if err != nil {
					texts++
					if theirs != cell {
						wrong++
						t.Errorf("%s, row %d, column %d: a text of %d characters is read as one of %d", sheet, i+1, j+1, len(cell), len(theirs))
					}
				} else {
					digits, percent := strings.CutSuffix(strings.Replace(theirs, ",", ".", 1), "%")
					got, err := strconv.ParseFloat(digits, 64)
					if percent { // as it writes what is shown as a percentage
						got /= 100
					}
					numbers++
					if err != nil || math.Abs(got-want) > 1e-15*math.Abs(want)+5e-21 { // it writes 20 decimals
						wrong++
						t.Errorf("%s, row %d, column %d: %s is read as %q", sheet, i+1, j+1, cell, theirs)
					}
					text := at(asShown, i, j)
					if strings.Contains(text, ".") {
						t.Errorf("%s, row %d, column %d: %s is shown as %q", sheet, i+1, j+1, cell, text)
					} else if strings.Contains(text, ",") {
						decimals++
						if strings.HasSuffix(text, " %") {
							percents++
						}
					}
				}
				if wrong > 20 {
					t.Fatal("and more")
				}
			}
		}
	}
	t.Logf("%d numbers, %d texts, %d shown with a decimal comma, %d of them as 12,3 %%", numbers, texts, decimals, percents)
	if numbers == 0 || decimals == 0 {
		t.Error("nothing was compared")
	}
	return percents
}

func at(rows [][]string, i, j int) string {
	if i < len(rows) && j < len(rows[i]) {
		return rows[i][j]
	}
	return ""
}
