package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/askoria/verbatim/interviews"
)

// fault breaks a copy of the data in one place, and says what must be told.
type fault struct {
	name string
	// alone marks what takes a whole table away: it has a copy to itself. The
	// others break one copy together.
	alone bool
	apply func(folder string) error
	// What "À corriger" must name: file without folders, line (0: the whole
	// file), column ("" : the whole line), and words of the message.
	file   string
	row    int
	column string
	says   string
}

// faults are what goes wrong in real folders. Broken transcripts are those of
// interviews that nobody has coded yet, so that each fault makes one line.
func faults() []fault {
	return []fault{
		{
			name: "missing file", apply: remove("episodes.csv"),
			file: "episodes.csv", says: "n'existe pas",
		},
		{
			name: "wrong separator in a line", apply: editLine("dossiers.csv", 20, func(line string) string { return strings.ReplaceAll(line, ";", ",") }),
			file: "dossiers.csv", row: 20, says: "cellules",
		},
		{
			name: "misspelt column", apply: setCell("dossiers.csv", 1, "handicap_mdph", "handicap_mpdh"),
			file: "dossiers.csv", column: "handicap_mdph", says: "handicap_mpdh",
		},
		{
			name: "unknown level", apply: setCell("dossiers.csv", 30, "lieu_vie", "chateau"),
			file: "dossiers.csv", row: 30, column: "lieu_vie", says: "modalité",
		},
		{
			name: "impossible date", apply: setCell("dossiers.csv", 40, "date_debut", "30/02/2022"),
			file: "dossiers.csv", row: 40, column: "date_debut", says: "date",
		},
		{
			name: "duplicate child", apply: setCell("dossiers.csv", 50, "id_enfant", "E009"),
			file: "dossiers.csv", row: 50, column: "id_enfant", says: "ligne 10",
		},
		{
			name: "text for a number", apply: setCell("dossiers.csv", 60, "age_debut", "grand"),
			file: "dossiers.csv", row: 60, column: "age_debut", says: "nombre",
		},
		{
			name: "number out of range", apply: setCell("dossiers.csv", 65, "nb_mesures_avant", "160"),
			file: "dossiers.csv", row: 65, column: "nb_mesures_avant", says: "15",
		},
		{
			name: "interview without consent", apply: setCell("entretiens.csv", 41, "consentement_ecrit", "non"),
			file: "entretiens.csv", row: 41, column: "consentement_ecrit", says: "consentement",
		},
		{
			name: "withdrawal", apply: setCell("entretiens.csv", 42, "date_retrait", "04/09/2023"),
			file: "entretiens.csv", row: 42, column: "date_retrait", says: "retrait",
		},
		{
			name: "duplicate interview", apply: setCell("entretiens.csv", 45, "id_entretien", "C01-mere"),
			file: "entretiens.csv", row: 45, column: "id_entretien", says: "ligne 3",
		},
		{
			name: "unknown role", apply: setCell("entretiens.csv", 46, "role", "voisin"),
			file: "entretiens.csv", row: 46, column: "role", says: "rôle",
		},
		{
			name: "transcript without speakers", apply: put("transcriptions/C12-mere.txt", []byte("Elle est venue.\r\nOn a parlé longtemps.\r\n")),
			file: "C12-mere.txt", says: "aucun tour de parole",
		},
		{
			name: "empty file", apply: put("transcriptions/C12-pro.txt", nil),
			file: "C12-pro.txt", says: "est vide",
		},
		{
			name: "encrypted document", apply: put("transcriptions/C13-jeune.docx", encrypted()),
			file: "C13-jeune.docx", says: "mot de passe",
		},
		{
			name: "document that is something else", apply: put("transcriptions/C13-pro.docx", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")),
			file: "C13-pro.docx", says: "n'est pas",
		},
		{
			name: "zip bomb", apply: put("transcriptions/C14-pere.docx", bomb("word/document.xml")),
			file: "C14-pere.docx", says: "bombe",
		},
		{
			name: "transcript of nobody", apply: put("transcriptions/C99-jeune.txt", []byte("E : Bonjour.\r\nJeune : Bonjour.\r\n")),
			file: "C99-jeune.txt", says: "aucun entretien",
		},
		{
			name: "two transcripts of one interview", apply: func(folder string) error {
				words := []byte("E : Bonjour.\r\nPro : Bonjour.\r\n")
				return errors.Join(put("transcriptions/C14-pro.docx", words)(folder), put("transcriptions/C14-pro.txt", words)(folder))
			},
			file: "C14-pro.docx, C14-pro.txt", says: "deux transcriptions",
		},
		{
			name: "duplicate code", apply: edit("grille.csv", func(text string) string { return text + strings.Split(text, "\n")[2] + "\n" }),
			file: "grille.csv", row: 32, column: "code", says: "déjà",
		},
		{
			name: "unknown code", apply: setCell("codages.csv", codingOf("C02-mere", 0), "code", "M9.9"),
			file: "codages.csv", row: codingOf("C02-mere", 0), column: "code", says: "grille",
		},
		{
			name: "unknown document", apply: setCell("codages.csv", codingOf("C02-mere", 1), "document", "C02-tante"),
			file: "codages.csv", row: codingOf("C02-mere", 1), column: "document", says: "entretien",
		},
		{
			name: "unknown turn", apply: setCell("codages.csv", codingOf("C02-mere", 2), "tour", "900"),
			file: "codages.csv", row: codingOf("C02-mere", 2), column: "tour", says: "tour",
		},
		{
			name: "place that is not the quote's", apply: setCell("codages.csv", codingOf("C02-mere", 3), "fin", "1"),
			file: "codages.csv", row: codingOf("C02-mere", 3), column: "fin", says: "debut",
		},

		{
			name: "no case files", alone: true, apply: remove("dossiers.csv"),
			file: "dossiers.csv", says: "n'existe pas",
		},
		{
			name: "empty case files", alone: true, apply: put("dossiers.csv", nil),
			file: "dossiers.csv", says: "est vide",
		},
		{
			name: "wrong separator", alone: true, apply: edit("dossiers.csv", func(text string) string { return strings.ReplaceAll(text, ";", "#") }),
			file: "dossiers.csv", column: "id_enfant", says: "introuvable",
		},
		{
			name: "encrypted workbook", alone: true, apply: put("dossiers.csv", encrypted()),
			file: "dossiers.csv", says: "mot de passe",
		},
		{
			name: "workbook that is something else", alone: true, apply: put("dossiers.csv", archive("mimetype", []byte("application/epub+zip"))),
			file: "dossiers.csv", says: "n'est pas",
		},
		{
			name: "zip bomb for a workbook", alone: true, apply: put("dossiers.csv", bomb("xl/workbook.xml")),
			file: "dossiers.csv", says: "bombe",
		},
	}
}

// TestFaultsBreakWhatTheySay guards the table of faults itself: each changes
// the folder, and only the files it names.
func TestFaultsBreakWhatTheySay(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the whole program again; without -short only")
	}
	clean := contents(t, filepath.FromSlash("data"))
	for _, f := range faults() {
		t.Run(f.name, func(t *testing.T) {
			folder := copyData(t)
			if err := f.apply(folder); err != nil {
				t.Fatal(err)
			}
			broken := contents(t, folder)
			changed := 0
			for name := range union(clean, broken) {
				if clean[name] == broken[name] {
					continue
				}
				changed++
				if !strings.Contains(f.file, filepath.Base(name)) {
					t.Errorf("%s changed, and the fault names %s", name, f.file)
				}
			}
			if changed == 0 {
				t.Error("nothing changed")
			}
		})
	}
}

// TestEveryFaultIsTold reads the broken copies as the program does: each fault
// makes a line of "À corriger" at its place.
func TestEveryFaultIsTold(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the whole program again; without -short only")
	}
	together := copyData(t)
	for _, f := range faults() {
		folder := together
		if f.alone {
			folder = copyData(t)
		}
		if err := f.apply(folder); err != nil {
			t.Fatalf("%s: %v", f.name, err)
		}
		if f.alone && !f.toldIn(readAll(folder)) {
			t.Errorf("%s: nothing of it is told", f.name)
		}
	}
	report := readAll(together)
	for _, f := range faults() {
		if !f.alone && !f.toldIn(report) {
			t.Errorf("%s: nothing of it is told", f.name)
		}
	}
	for _, s := range report.Sources {
		if s.Read != s.Accepted+s.Rejected {
			t.Errorf("%s: %d read, %d accepted, %d rejected", s.File, s.Read, s.Accepted, s.Rejected)
		}
	}
}

// toldIn tells whether a report names the fault's place and says what it is.
func (f fault) toldIn(report *interviews.Report) bool {
	for i := range report.Problems {
		p := &report.Problems[i]
		if p.File == f.file && p.Row == f.row && p.Column == f.column && strings.Contains(p.String(), f.says) {
			return true
		}
	}
	return false
}

// readAll reads a study folder as the program does.
func readAll(folder string) *interviews.Report {
	s, _ := read(os.DirFS(folder))
	return &s.Report
}
