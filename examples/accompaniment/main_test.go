package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/askoria/verbatim/corpus/crossed"
	"github.com/askoria/verbatim/examples/internal/material"
	"github.com/askoria/verbatim/examples/internal/proof"
	"github.com/askoria/verbatim/stats"
)

func inventedStudy(t *testing.T) (study, results) {
	t.Helper()
	s, err := read(os.DirFS("data"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.analyse()
	if err != nil {
		t.Fatal(err)
	}
	return s, r
}

// What was planted is found, and what was not is not.
func TestPlanted(t *testing.T) {
	_, r := inventedStudy(t)
	proof.Planted(t, 15, func(f material.Finding) string { return find(t, r, f.Method, f.Object) })
}

// find is what the method of a row finds.
func find(t *testing.T, r results, method, object string) string {
	t.Helper()
	theme := func() course {
		at := slices.IndexFunc(r.courses, func(one course) bool { return one.theme.Code == object })
		if at < 0 {
			t.Fatalf("no theme %q", object)
		}
		return r.courses[at]
	}
	switch method {
	case "lecture":
		return theme().reading
	case "reprise":
		return strconv.Itoa(theme().longest)
	case "plus abandonné":
		return r.courses.most(crossed.Abandoned).theme.Code
	case "plus contredit":
		return r.courses.most(crossed.Contradicted).theme.Code
	case "plus suivi":
		return r.courses.most(crossed.Followed).theme.Code
	case "lien":
		crossing, known := map[string]*stats.ContingencyTable{"nature × devenir": r.fates, "preuve × convention": r.proofs}[object]
		if !known {
			t.Fatalf("no crossing %q", object)
		}
		if crossing.Recommended.P < 0.05 {
			return "oui"
		}
		return "aucun"
	case "jamais enseigné":
		theme() // it must exist
		for _, one := range r.gaps() {
			if one.theme.Code == object {
				return strconv.Itoa(one.written)
			}
		}
		return "aucun"
	}
	t.Fatalf("no method %q", method)
	return ""
}

// Links that go round in a circle have an end.
func TestChainOfACircle(t *testing.T) {
	m := &crossed.FindingMatrix{Findings: []crossed.Finding{
		{ID: "a", Fate: crossed.Restated, Linked: "b"},
		{ID: "b", Fate: crossed.Restated, Linked: "a"},
		{ID: "c", Fate: crossed.Restated, Linked: "absent"},
	}}
	if n := chain(m, m.Findings[0]); n != 2 {
		t.Errorf("the circle has %d", n)
	}
	if n := chain(m, m.Findings[2]); n != 1 {
		t.Errorf("a link to nothing makes %d", n)
	}
}

// written is what the program makes of the invented data, once for all tests.
var written = proof.Once(run)

// The first name left in an extract was masked, and is in nothing that leaves;
// all sheets hold something.
func TestWhatLeaves(t *testing.T) {
	s, _ := inventedStudy(t)
	r := written(t)
	r.Nameless(t, s.Masked.Key, "Jocelyne")
	r.Says(t, "constats.csv : 74 lus, 74 acceptés, 0 écarté", "\n 1. 45 documents", "\n10. ", "Classeurs écrits : ")
	r.Hold(t, "essai.xlsx", "Comité de pilotage", "Documents", "Constats", "Constats × conventions", "Continuités et ruptures", "Nature × devenir", "Preuve × convention",
		"Formation × pratique", "Énoncés", "Grille")
	r.Hold(t, "essai-equipe.xlsx", "Avancement", "Thèmes des extraits", "Verbatims", "Masquage")
}

// Each of the six who were heard is the only one of that role: nothing that they
// say, and no role, is handed over.
func TestTheSixStayWithTheTeam(t *testing.T) {
	s, _ := inventedStudy(t)
	var said []string
	for _, c := range s.Codings {
		said = append(said, c.Quote)
	}
	const open = "essai.xlsx"
	proof.Run{Books: map[string][]byte{open: written(t).Books[open]}}.Without(t, said)
}

func TestTwoRunsGiveTheSameBytes(t *testing.T) { written(t).Again(t, run) }

// A study that has no finding yet says so, and does not fall.
func TestWithoutFindings(t *testing.T) {
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS("data")); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(folder, "constats.csv"))
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := bytes.Cut(content, []byte("\n"))
	if err := os.WriteFile(filepath.Join(folder, "constats.csv"), append(head, '\n'), 0o600); err != nil {
		t.Fatal(err)
	}
	proof.Of(t, run, folder).Says(t, " 2. Continuités, constats repris deux fois de suite : aucune.", " 4. Le plus abandonné : aucun.",
		" 7. La nature d’un constat et son devenir : pas de test", "les plus nombreux : aucun.")
}
