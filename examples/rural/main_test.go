package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/askoria/verbatim/corpus/crossed"
	"github.com/askoria/verbatim/examples/internal/proof"
)

type analysed struct {
	study
	results
}

// once is the study of the invented data, read and analysed for all tests.
var once = sync.OnceValues(func() (analysed, error) {
	s, err := read(os.DirFS("data"))
	if err != nil {
		return analysed{}, err
	}
	r, err := s.analyse(context.Background())
	return analysed{s, r}, err
})

func inventedStudy(t *testing.T) (study, results) {
	t.Helper()
	a, err := once()
	if err != nil {
		t.Fatal(err)
	}
	return a.study, a.results
}

// measures are what each line of the table of LISEZMOI.md claims, measured.
func measures(s study, r results) map[string]func() (string, error) {
	compared := func(rows, cols string) func() (string, error) {
		return func() (string, error) {
			c, err := r.contrast(rows, cols)
			return c.String(), err
		}
	}
	counted := func(of func(crossed.Tie) bool) func() (string, error) {
		return func() (string, error) { return fmt.Sprint(r.count(of)), nil }
	}
	together := func(words ...string) func() (string, error) {
		return func() (string, error) { return map[bool]string{true: "oui", false: "non"}[r.oneWorld(words...)], nil }
	}
	return map[string]func() (string, error){
		"bourg × évite le CDAS": compared("bourg", "evite_cdas"),
		"bourg × J1.4":          compared("bourg", "J1.4"),
		"autonome × J1.2":       compared("autonome", "J1.2"),
		"sexe × J2.4":           compared("sexe", "J2.4"),
		"sexe × J4.3":           compared("sexe", "J4.3"),
		"lieu le plus évité": func() (string, error) {
			place, n := r.mostAvoided()
			return fmt.Sprintf("%s (%d)", place, n), nil
		},
		"première raison d’éviter": func() (string, error) {
			reason, n, err := r.firstReason(s, crossed.Avoided)
			return fmt.Sprintf("%s (%d)", reason, n), err
		},
		"dit indifférent, codé évité": counted(func(t crossed.Tie) bool {
			return t.Declared == crossed.Indifferent && t.Coded == crossed.Avoided
		}),
		"dit évité, codé privilégié": counted(func(t crossed.Tie) bool {
			return t.Declared == crossed.Avoided && t.Coded == crossed.Preferred
		}),
		"mission locale contournée": counted(func(t crossed.Tie) bool {
			return t.Place == "Mission locale" && t.Coded == crossed.Bypassed && t.Substitute != ""
		}),
		"premier non-recours": func() (string, error) {
			kind, n := r.firstNonRecourse()
			return fmt.Sprintf("%s (%d)", kind, n), nil
		},
		"types de parcours": func() (string, error) {
			var sizes []string
			for _, card := range r.cards.Cards {
				sizes = append(sizes, fmt.Sprint(card.N))
			}
			return strings.Join(sizes, ", "), nil
		},
		"monde des guichets": together("mission", "rendez-vous", "dame", "bureau", "conseiller"),
		"monde de la vie":    together("dormir", "nuit", "père", "route", "kilomètre"),
		"classes de mots stables": func() (string, error) {
			n := 0
			for _, choice := range r.stable.Choices {
				if choice.Mean.Value >= 0.75 {
					n++
				}
			}
			return fmt.Sprint(n), nil
		},
		"mots propres à un statut": func() (string, error) {
			n := 0
			for _, row := range r.byStance.Rows {
				if row.Adjusted.P < 0.05 {
					n++
				}
			}
			return fmt.Sprint(n), nil
		},
		"saturation": func() (string, error) { return fmt.Sprint(r.saturation.Curves[0].Reached.Value), nil },
	}
}

// oneWorld tells whether words are most typical of one and the same world.
func (r results) oneWorld(words ...string) bool {
	best := map[string]int{}
	score := map[string]float64{}
	for _, row := range r.worldWords.Rows {
		if slices.Contains(words, row.Term) && row.Score.Value > max(score[row.Term], 0) {
			best[row.Term], score[row.Term] = row.Class, row.Score.Value
		}
	}
	worlds := map[int]bool{}
	for _, class := range best {
		worlds[class] = true
	}
	return len(best) == len(words) && len(worlds) == 1
}

// The method finds what LISEZMOI.md says was planted, and not what was not.
func TestPlantedFindings(t *testing.T) {
	s, r := inventedStudy(t)
	text, err := os.ReadFile("data/LISEZMOI.md")
	if err != nil {
		t.Fatal(err)
	}
	claims := measures(s, r)
	for line := range strings.SplitSeq(string(text), "\n") {
		cells := strings.Split(line, " | ")
		if len(cells) != 4 {
			continue
		}
		key, want := strings.TrimPrefix(cells[0], "| "), strings.TrimSuffix(cells[3], " |")
		measure, known := claims[key]
		if !known {
			continue
		}
		delete(claims, key)
		if got, err := measure(); err != nil || got != want {
			t.Errorf("%s: found %q (%v), LISEZMOI.md says %q", key, got, err, want)
		}
	}
	for key := range claims {
		t.Errorf("%s: measured, and not in LISEZMOI.md", key)
	}
}

// The two worlds are two.
func TestWorldsDiffer(t *testing.T) {
	if _, r := inventedStudy(t); r.oneWorld("mission", "dormir") {
		t.Error("the counter and the night are of one world")
	}
}

// written is what the program makes of the invented data, once for all tests.
var written = proof.Once(run)

// No name that was masked is in what the program says or writes; the one that
// was left in J09 on purpose is among them.
func TestNoNameLeaves(t *testing.T) {
	s, _ := inventedStudy(t)
	written(t).Nameless(t, s.Masked.Key, "Manon")
}

// Who did not agree to be quoted is not, in either workbook.
func TestNoQuoteWithoutAgreement(t *testing.T) {
	s, _ := inventedStudy(t)
	d, found := s.Corpus.Document("J11")
	if !found {
		t.Fatal("no J11")
	}
	var words []string
	for _, turn := range d.Turns() {
		if !turn.Interviewer && len(turn.Text) > 60 {
			words = append(words, string([]rune(turn.Text)[:30]))
		}
	}
	written(t).Without(t, words)
}

// The workbook to hand over names no young person in its tables of places.
func TestHandedOverTellsNothingOfOne(t *testing.T) {
	one := regexp.MustCompile(`^J\d\d\b`)
	own := []string{"Masquage", "Sources", "À corriger", "Journal"} // of the texts as files
	written(t).Rows(t, func(book, sheet string, row int, text string) {
		if book == "essai.xlsx" && !slices.Contains(own, sheet) && one.MatchString(text) {
			t.Errorf("sheet %s, row %d is of one young person", sheet, row)
		}
	})
}

func TestTwoRunsGiveTheSameBytes(t *testing.T) { written(t).Again(t, run) }

func TestTheProgramSaysTenThings(t *testing.T) {
	r := written(t)
	r.Says(t, "30 entretiens utilisables", "2 écartés", "Classeurs écrits : ")
	for i := range 10 {
		r.Says(t, fmt.Sprintf("\n%2d. ", i+1))
	}
}

// A folder that lacks a file says which, writes no workbook and never panics.
func TestAFolderThatLacksAFile(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the whole program again; without -short only")
	}
	for _, file := range []string{
		"jeunes.csv", "lieux.csv", "evenements.csv", "parcours.csv", "tournants.csv", "entretiens.csv", "codages.csv",
		"dictionnaire_parcours.csv", "transcriptions",
	} {
		t.Run(file, func(t *testing.T) {
			folder := t.TempDir()
			if err := os.CopyFS(folder, os.DirFS("data")); err != nil {
				t.Fatal(err)
			}
			if err := os.RemoveAll(filepath.Join(folder, file)); err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(t.TempDir(), "rural.xlsx")
			err := run(t.Context(), os.DirFS(folder), name, &bytes.Buffer{})
			if err == nil || !strings.Contains(err.Error(), file) {
				t.Errorf("got %v", err)
			}
			if _, err := os.Stat(name); err == nil {
				t.Error("a workbook was written")
			}
		})
	}
}
