package main

import (
	"bytes"
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
	"github.com/askoria/verbatim/interviews"
	"github.com/xuri/excelize/v2"
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
	page, err := os.ReadFile(filepath.Join("data", "LISEZMOI.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := material.Planted(page)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) < 20 {
		t.Fatalf("only %d rows", len(rows))
	}
	for _, row := range rows {
		if got := find(t, r, row.Method, row.Object); !matches(got, row.Expected) {
			t.Errorf("%s, %s: found %s, planted %s", row.Method, row.Object, got, row.Expected)
		}
	}
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

// matches compares what is found with "< 0,60", "> 0,75" or the very words.
func matches(got, want string) bool {
	sign, bound, compared := strings.Cut(want, " ")
	if !compared || sign != "<" && sign != ">" {
		return got == want
	}
	number := func(text string) float64 {
		x, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
		if err != nil {
			panic(err)
		}
		return x
	}
	if sign == "<" {
		return number(got) < number(bound)
	}
	return number(got) > number(bound)
}

func write(t *testing.T) (workbook, said string) {
	t.Helper()
	workbook = filepath.Join(t.TempDir(), "territoire.xlsx")
	var out bytes.Buffer
	if err := run(os.DirFS("data"), workbook, &out); err != nil {
		t.Fatal(err)
	}
	return workbook, out.String()
}

func cells(t *testing.T, workbook string) map[string]string {
	t.Helper()
	f, err := excelize.OpenFile(workbook)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	text := map[string]string{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			text[sheet] += strings.Join(row, " | ") + "\n"
		}
	}
	return text
}

// The first name left in a talk was masked, and is in nothing that leaves; nor
// are the words of who does not want to be quoted.
func TestNoNameLeaves(t *testing.T) {
	s, _ := inventedStudy(t)
	if s.masked.Key.Occurrences("Mélanie") != 1 {
		t.Error("the name left in T07 was not masked")
	}
	workbook, said := write(t)
	if n := s.masked.Key.Occurrences(said); n > 0 {
		t.Errorf("%d masked words in what is printed", n)
	}
	sheets := cells(t, workbook)
	for sheet, text := range sheets {
		if n := s.masked.Key.Occurrences(text); n > 0 {
			t.Errorf("sheet %s: %d masked words", sheet, n)
		}
	}
	if strings.Contains(sheets["Verbatims"], "Je mets de l'eau à chauffer") || len(sheets["Verbatims"]) < 2000 {
		t.Error("T07 is quoted, or nobody is")
	}
}

func TestTenSentencesAndTheSheets(t *testing.T) {
	workbook, said := write(t)
	for _, want := range []string{
		"entretiens.csv : 13 lus, 12 acceptés, 1 écartés", "codages.csv", "\n 1. 12 entretiens et groupes", "\n10. Parole en groupe : dans G1",
		"Cases masquées", "Classeur écrit : " + workbook,
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said", want)
		}
	}
	sheets := cells(t, workbook)
	for _, name := range []string{
		"Lisez-moi", "Sommaire", "Avancement", "Professionnels", "Thèmes", "Thèmes × fonction", "Thèmes × secteur", "Thèmes × échelle", "Thèmes × CDAS",
		"Thèmes ensemble", "Accord", "Mots par fonction", "Graphe de similitude", "Concordance", "Groupes", "Verbatims", "À corriger", "Masquage",
	} {
		if len(sheets[name]) < 80 {
			t.Errorf("sheet %q is not there, or holds nothing", name)
		}
	}
}

func TestTwoRunsGiveTheSameBytes(t *testing.T) {
	var runs [2][]byte
	for i := range runs {
		workbook, _ := write(t)
		content, err := os.ReadFile(workbook)
		if err != nil {
			t.Fatal(err)
		}
		runs[i] = content
	}
	if !bytes.Equal(runs[0], runs[1]) {
		t.Error("two runs gave two workbooks")
	}
}

func TestAFolderWithoutItsFilesLeavesTheWorkbookAlone(t *testing.T) {
	name := filepath.Join(t.TempDir(), "territoire.xlsx")
	if err := os.WriteFile(name, []byte("l'ancien"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := run(os.DirFS(t.TempDir()), name, io.Discard)
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
	s.records.Interviews = slices.DeleteFunc(s.records.Interviews, func(i *interviews.Interview) bool { return i.Informant.Role == group })
	if s.corpus, err = corpus.New(s.records.Interviews, s.records.Roles); err != nil {
		t.Fatal(err)
	}
	if s.codings, err = s.codings.In(s.corpus, nil); err != nil {
		t.Fatal(err)
	}
	if s.text, err = (textometry.Units{Lemmas: lemma.French{}}).Of(s.corpus); err != nil {
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
