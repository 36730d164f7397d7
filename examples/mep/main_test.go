package main

import (
	"bytes"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/examples/internal/proof"
	"github.com/askoria/verbatim/interviews/pseudonym"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
	"github.com/xuri/excelize/v2"
)

func inventedStudy(t *testing.T) study {
	t.Helper()
	s, err := read(os.DirFS("data"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func associations(t *testing.T, s study, row, col, onePer string) stats.Association {
	t.Helper()
	m, err := stats.Associations{Rows: []string{row}, Cols: []string{col}, OnePer: onePer, Adjust: stats.Unadjusted}.Of(s.cases)
	if err != nil {
		t.Fatal(err)
	}
	return m.Pairs[0]
}

// What was planted is found, as strong as it was planted.
func TestPlantedLinks(t *testing.T) {
	s := inventedStudy(t)
	for _, c := range []struct {
		rows, cols string
		v          float64
	}{
		{"conflit_parental", "cadre", 0.30},
		{"tranche_1re_mesure", "tranche_parcours", 0.34},
		{"logement_instable", "intensite_max", 0.35},
	} {
		x, err := stats.CrossTab{Rows: c.rows, Cols: c.cols}.Of(s.cases)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(x.V.Value-c.v) > 0.05 || x.Recommended.P > 0.001 {
			t.Errorf("%s × %s: V = %.3f, p = %.4f, planted %.2f", c.rows, c.cols, x.V.Value, x.Recommended.P, c.v)
		}
		if one := associations(t, s, c.rows, c.cols, "id_famille"); one.Test.P > 0.05 {
			t.Errorf("%s × %s: gone with one child a family, p = %.4f", c.rows, c.cols, one.Test.P)
		}
	}
}

// What was not planted is not called a link.
func TestPlantedNull(t *testing.T) {
	x, err := stats.CrossTab{Rows: "sexe", Cols: "cadre"}.Of(inventedStudy(t).cases)
	if err != nil {
		t.Fatal(err)
	}
	if x.Recommended.P < 0.5 || x.V.Value > 0.05 {
		t.Errorf("V = %.3f, p = %.3f", x.V.Value, x.Recommended.P)
	}
	if test := x.Tables()[0].Caption(); !slices.ContainsFunc(test.Notes, func(note string) bool { return strings.Contains(note, "non établie") }) {
		t.Errorf("nothing says that no association is established: %q", test.Notes)
	}
}

// A link that is only that of brothers and sisters goes when one child a family
// is drawn.
func TestPlantedSiblingLink(t *testing.T) {
	s := inventedStudy(t)
	naive := associations(t, s, "type_menage", "surendettement", "")
	one := associations(t, s, "type_menage", "surendettement", "id_famille")
	if naive.Test.P > 0.05 {
		t.Errorf("counted by child p = %.3f: there is nothing to make disappear", naive.Test.P)
	}
	if one.Test.P < 0.2 || one.Draws.Significant > 0.05 {
		t.Errorf("one child a family: p = %.3f, %.0f %% of the draws below 0.05", one.Test.P, 100*one.Draws.Significant)
	}
}

func write(t *testing.T, folder string) (workbook string, said string, err error) {
	t.Helper()
	workbook = filepath.Join(t.TempDir(), "mep.xlsx")
	var out bytes.Buffer
	err = run(t.Context(), os.DirFS(folder), workbook, &out)
	return workbook, out.String(), err
}

// written is what the program makes of the invented data, once for all tests.
var written = proof.Once(run)

// No name that was masked is in what the program says or writes; the one that
// was left in C04-mere on purpose is among them.
func TestNoNameLeaves(t *testing.T) {
	written(t).Nameless(t, inventedStudy(t).Masked.Key, "Killian")
}

// Whoever knows which agency a CDAS belongs to finds no hidden count of one by
// taking the others from the total of their agency.
func TestAgenciesTellNoHiddenCount(t *testing.T) {
	nestings := disclosure.Nestings(inventedStudy(t).cases)
	at := slices.IndexFunc(nestings, func(n disclosure.Nesting) bool { return n.Inner == "cdas" && n.Outer == "agence" })
	if at < 0 {
		t.Fatal("no CDAS lies in an agency")
	}
	agencies, hidden := map[string]bool{}, map[string]int{}
	written(t).Rows(t, func(book, sheet string, _ int, text string) {
		if book != "essai.xlsx" || sheet != "Échantillon" {
			return
		}
		label, rest, _ := strings.Cut(text, " | ")
		if agency, is := nestings[at].Of[label]; is && strings.HasPrefix(rest, "s |") {
			hidden[agency]++
		} else if !strings.HasPrefix(rest, "s") {
			agencies[label] = true
		}
	})
	if len(hidden) == 0 {
		t.Fatal("no count of a CDAS is hidden")
	}
	for agency, n := range hidden {
		if n == 1 && agencies[agency] {
			t.Errorf("%s gives its only hidden CDAS back", agency)
		}
	}
}

// Somebody who withdraws is in no record, text, coding or sheet any more.
func TestWithdrawalLeavesNoTrace(t *testing.T) {
	s := inventedStudy(t)
	const gone = "C03-pere"
	var words []string
	for _, coding := range s.Codings {
		if coding.Document.ID() == gone {
			words = append(words, coding.Quote)
		}
	}
	if len(words) < 10 {
		t.Fatalf("only %d passages of %s are coded: there is nothing to remove", len(words), gone)
	}
	s.Records = s.Records.Without(gone, time.Date(2023, 11, 2, 0, 0, 0, 0, time.UTC))
	var err error
	if s.Corpus, err = corpus.New(s.Records.Interviews, s.Records.Roles); err != nil {
		t.Fatal(err)
	}
	if s.Codings, err = s.Codings.In(s.Corpus, nil); err != nil {
		t.Fatal(err)
	}
	s.Report = *s.Records.PurgeReport(&s.Report)
	for _, interview := range s.Records.Interviews {
		if interview.ID == gone {
			t.Error("the interview is still in the records")
		}
	}
	if s.Masked, err = (pseudonym.Masker{}).Of(s.Records.Interviews); err != nil {
		t.Fatal(err)
	}
	var book bytes.Buffer
	if _, err := s.analyse().Open.WriteTo(&book); err != nil {
		t.Fatal(err)
	}
	proof.Run{Books: map[string][]byte{"mep.xlsx": book.Bytes()}}.Without(t, append(words, gone))
}

func TestTwoRunsGiveTheSameBytes(t *testing.T) { written(t).Again(t, run) }

func TestTheProgramSaysWhatItReadRefusedHidAndWrote(t *testing.T) {
	r := written(t)
	r.Says(t, "dossiers.csv : 244 lus, 240 acceptés, 4 écartés", "codages.csv : 960 lus, 960 acceptés, 0 écarté",
		"nom_referent", "\n10. ", "Cases masquées", "Classeurs écrits : ")
	want := []string{
		"Lisez-moi", "Sommaire", "Échantillon", "Renseignement", "Tris à plat", "Tris croisés", "Associations – carte", "Associations", "Associations – calculs",
		"Profils", "Profils – chiffres", "Profils – classes", "Profils – carte", "Profils – axes",
		"Parcours", "Parcours – états", "Parcours × profils", "Attentes", "Durées et issues",
		"Regards croisés", "Saturation", "Accord des codeurs", "Configurations", "Comité de pilotage",
		"Thèmes", "Verbatims", "Dictionnaire", "À corriger", "Masquage", "Données", "Méthode", "Journal", "Graphiques",
	}
	if got := r.Open(t, "essai.xlsx").GetSheetList(); !slices.Equal(got, want) {
		t.Errorf("sheets %q, want %q", got, want)
	}
}

// The workbook of a folder with faults is written with what is good, names each
// fault, and the program fails for the file that it could not read.
func TestABrokenFolderStillGivesAWorkbook(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the whole program again; without -short only")
	}
	folder := copyData(t)
	for _, f := range faults() {
		if !f.alone {
			if err := f.apply(folder); err != nil {
				t.Fatal(err)
			}
		}
	}
	name, _, err := write(t, folder)
	if err == nil || !strings.Contains(err.Error(), "episodes.csv") {
		t.Errorf("the missing file is not in the error: %v", err)
	}
	f, err := excelize.OpenFile(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("À corriger")
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for _, fault := range faults() {
		if !fault.alone && slices.ContainsFunc(rows, func(row []string) bool {
			return len(row) > 0 && row[0] == fault.file && strings.Contains(strings.Join(row, " "), fault.says)
		}) {
			told++
		} else if !fault.alone {
			t.Errorf("%s: no line of À corriger", fault.name)
		}
	}
	if told < 20 {
		t.Errorf("only %d faults told", told)
	}
}

func TestWithoutCaseFilesThereIsNoWorkbook(t *testing.T) {
	folder := copyData(t)
	if err := os.Remove(filepath.Join(folder, "dossiers.csv")); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "mep.xlsx")
	if err := os.WriteFile(name, []byte("l'ancien"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(t.Context(), os.DirFS(folder), name, io.Discard); err == nil || !strings.Contains(err.Error(), "dossiers.csv") {
		t.Errorf("got %v", err)
	}
	if left, err := os.ReadFile(name); err != nil || string(left) != "l'ancien" {
		t.Error("the older workbook was touched")
	}
}
