package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/lemma"
	"github.com/askoria/verbatim/corpus/textometry"
	"github.com/askoria/verbatim/examples/internal/material"
	"github.com/askoria/verbatim/examples/internal/proof"
	"github.com/askoria/verbatim/interviews"
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
	proof.Planted(t, 20, func(f material.Finding) string { return find(t, r, f.Method, f.Object) })
}

// find is what the method of a row finds.
func find(t *testing.T, r results, method, object string) string {
	t.Helper()
	first, rest, _ := strings.Cut(object, " ")
	switch method {
	case "fonction", "secteur", "échelle":
		table := map[string]*corpus.CodeAttributeTable{"fonction": r.byFunction, "secteur": r.bySector, "échelle": r.byScale}[method]
		coded, read := interviewsWith(table, first, rest)
		return fmt.Sprintf("%d/%d", coded, read)
	case "rang ensemble":
		for i, pair := range r.together.Pairs {
			if pair.A == first && pair.B == rest {
				return strconv.Itoa(i + 1)
			}
		}
	case "fois ensemble":
		pair, known := r.together.Pair(first, rest)
		if !known {
			t.Fatalf("no pair %s", object)
		}
		return strconv.Itoa(pair.Both)
	case "kappa":
		for _, one := range r.agreement {
			if one.code == first {
				return decimal(one.kappa.Value)
			}
		}
	case "mot":
		if !slices.ContainsFunc(r.words.Rows, func(one textometry.Specificity) bool { return one.Term == object }) {
			t.Fatalf("%q is not among the words", object)
		}
		if of := owners(r.words, object); len(of) > 0 {
			return strings.Join(of, ", ")
		}
		return "aucune"
	case "parole":
		for _, one := range r.shares.of(first) {
			if string(one.function) == rest {
				return decimal(one.percent)
			}
		}
	}
	t.Fatalf("nothing is found of %s, %s", method, object)
	return ""
}

// written is what the program makes of the invented data, once for all tests.
var written = proof.Once(run)

// The first name left in T07 was masked, and is in nothing that leaves; nor are
// the words of who does not want to be quoted.
func TestNoNameLeaves(t *testing.T) {
	s, _ := inventedStudy(t)
	written(t).Nameless(t, s.Masked.Key, "Mélanie")
	d, found := s.Corpus.Document("T07")
	if !found {
		t.Fatal("no T07")
	}
	var words []string
	for _, turn := range d.Turns() {
		if !turn.Interviewer && len(turn.Text) > 60 {
			words = append(words, string([]rune(turn.Text)[:40]))
		}
	}
	written(t).Without(t, words)
}

func TestTenSentencesAndTheSheets(t *testing.T) {
	r := written(t)
	r.Says(t, "entretiens.csv : 13 lus, 12 acceptés, 1 écarté", "codages.csv", "\n 1. 12 entretiens et groupes", "\n10. Parole en groupe : dans G1", "Classeurs écrits : ")
	r.Hold(t, "essai.xlsx", "Lisez-moi", "Sommaire", "Comité de pilotage", "Avancement", "Professionnels", "Thèmes", "Accord", "Graphe de similitude")
	r.Hold(t, "essai-equipe.xlsx", "Thèmes × fonction", "Thèmes × secteur", "Thèmes × échelle", "Thèmes × CDAS",
		"Thèmes ensemble", "Mots par fonction", "Verbatims", "Concordance", "Groupes", "Masquage")
	if rows, err := r.Open(t, "essai-equipe.xlsx").GetRows("À corriger"); err != nil || len(rows) != 3 || !slices.Contains(rows[2], "consentement_ecrit") {
		t.Errorf("one consent is missing, and nothing else is wrong: %q, %v", rows, err)
	}
}

func TestTwoRunsGiveTheSameBytes(t *testing.T) { written(t).Again(t, run) }

func TestAFolderWithoutItsFilesLeavesTheWorkbookAlone(t *testing.T) {
	name := filepath.Join(t.TempDir(), "territoire.xlsx")
	if err := os.WriteFile(name, []byte("l'ancien"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := run(t.Context(), os.DirFS(t.TempDir()), name, io.Discard)
	for _, file := range []string{"professionnels.csv", "entretiens.csv", "transcriptions"} {
		if err == nil || !strings.Contains(err.Error(), file) {
			t.Errorf("%s is not in the error: %v", file, err)
		}
	}
	if left, err := os.ReadFile(name); err != nil || string(left) != "l'ancien" {
		t.Error("the older workbook was touched")
	}
}

// A folder without its groups is a study all the same.
func TestWithoutGroups(t *testing.T) {
	s, err := read(os.DirFS("data"))
	if err != nil {
		t.Fatal(err)
	}
	s.Records.Interviews = slices.DeleteFunc(s.Records.Interviews, func(i *interviews.Interview) bool { return i.Informant.Role == group })
	if s.Corpus, err = corpus.New(s.Records.Interviews, s.Records.Roles); err != nil {
		t.Fatal(err)
	}
	if s.Codings, err = s.Codings.In(s.Corpus, nil); err != nil {
		t.Fatal(err)
	}
	if s.text, err = (textometry.Units{Lemmas: lemma.French{}}).Of(s.Corpus); err != nil {
		t.Fatal(err)
	}
	r, err := s.analyse()
	if err != nil {
		t.Fatal(err)
	}
	if told := s.sentences(r); len(told) != 10 || told[9] != "Aucun groupe n’a été réuni." {
		t.Errorf("got %q", told)
	}
}
