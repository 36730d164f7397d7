package export

import (
	"encoding/csv"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// Another program reads every number as it was written.
func TestSecondReader(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed: no second reader")
	}
	values := []float64{1.0 / 3, 123456.789, -0.5, 1e-12, 0, 0.1 + 0.2, 98765432101234}
	b := sampleBook()
	b.Sheet("Nombres").Add(stats.MustTable("Nombres", text("t", "Texte", "=1+1", "-1", "é", "\"", ";", "_x0041_", "fin"),
		stats.Variable{Name: "x", Label: "Nombre"}.Numbers(values, nil)), nil)
	folder := t.TempDir()
	if err := b.Save(filepath.Join(folder, "mep.xlsx")); err != nil {
		t.Fatal(err)
	}
	// Sheet 0 stands for all; the filter writes stored values, not shown ones.
	run := exec.Command(office, "-env:UserInstallation=file://"+filepath.Join(folder, "profile"), "--headless",
		"--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,false,false,false,false,-1", "--outdir", folder, filepath.Join(folder, "mep.xlsx"))
	if out, err := run.CombinedOutput(); err != nil {
		t.Skipf("LibreOffice does not run here: %v %s", err, out)
	}
	read := func(sheet string) [][]string {
		file, err := os.Open(filepath.Join(folder, "mep-"+sheet+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		reader := csv.NewReader(file)
		reader.Comma, reader.FieldsPerRecord = ';', -1
		rows, err := reader.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	rows := read("Nombres")
	for i, want := range values {
		text := strings.Replace(rows[2+i][1], ",", ".", 1)
		got, err := strconv.ParseFloat(text, 64)
		if err != nil || math.Abs(got-want) > 1e-14*math.Abs(want) {
			t.Errorf("%v is read as %q", want, rows[2+i][1])
		}
	}
	for i, want := range []string{"=1+1", "-1", "é", "\"", ";", "_x0041_"} {
		if got := rows[2+i][0]; got != want {
			t.Errorf("%q is read as %q", want, got)
		}
	}
	if rows := read("Tris croisés"); rows[12][0] != "Tableau 3 – Lieu de vie selon le cadre" || rows[15][1] != "s" {
		t.Errorf("Tris croisés is read as %q", rows)
	}
}
