// Package proof holds what the tests of the studies look at alike: a workbook
// read back, names that must not leave, bytes that must come again.
package proof

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/askoria/verbatim/examples/internal/material"
	"github.com/askoria/verbatim/examples/internal/program"
	"github.com/askoria/verbatim/interviews/pseudonym"
	"github.com/xuri/excelize/v2"
)

// Run is what a study said and wrote.
type Run struct {
	Said  string
	Books map[string][]byte // by the names of their files
}

// Of runs a study on a folder; it must not fail.
func Of(t *testing.T, study program.Study, folder string) Run {
	t.Helper()
	out, books := bytes.Buffer{}, t.TempDir()
	if err := study(t.Context(), os.DirFS(folder), filepath.Join(books, "essai.xlsx"), &out); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(books)
	if err != nil {
		t.Fatal(err)
	}
	r := Run{strings.ReplaceAll(out.String(), books, ""), map[string][]byte{}}
	for _, f := range files {
		if r.Books[f.Name()], err = os.ReadFile(filepath.Join(books, f.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

// Once runs a study on its invented data, for all tests that only read.
func Once(study program.Study) func(*testing.T) Run {
	var once sync.Once
	var r Run
	return func(t *testing.T) Run {
		t.Helper()
		once.Do(func() { r = Of(t, study, "data") })
		return r
	}
}

// Says fails for each of some words that were not said.
func (r Run) Says(t *testing.T, words ...string) {
	t.Helper()
	for _, want := range words {
		if !strings.Contains(r.Said, want) {
			t.Errorf("%q is not said in\n%s", want, r.Said)
		}
	}
}

// Open reads a workbook back.
func (r Run) Open(t *testing.T, book string) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(r.Books[book]))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// Hold fails for each of some sheets of a workbook that is not there, or empty.
func (r Run) Hold(t *testing.T, book string, sheets ...string) {
	t.Helper()
	f := r.Open(t, book)
	for _, sheet := range sheets {
		if rows, err := f.GetRows(sheet); err != nil || len(rows) < 4 {
			t.Errorf("sheet %q is not there, or holds nothing: %v", sheet, err)
		}
	}
}

// Rows calls do for each row of each sheet of each workbook, its cells joined.
func (r Run) Rows(t *testing.T, do func(book, sheet string, row int, text string)) {
	t.Helper()
	for _, book := range slices.Sorted(maps.Keys(r.Books)) {
		f := r.Open(t, book)
		for _, sheet := range f.GetSheetList() {
			rows, err := f.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for i, row := range rows {
				do(book, sheet, i+1, strings.Join(row, " | "))
			}
		}
	}
}

// Without fails for each of some passages that is said or stands in a row.
func (r Run) Without(t *testing.T, passages []string) {
	t.Helper()
	if len(passages) < 10 {
		t.Fatalf("only %d passages to look for", len(passages))
	}
	holds := func(text string) bool {
		return slices.ContainsFunc(passages, func(p string) bool { return strings.Contains(text, p) })
	}
	if holds(r.Said) {
		t.Error("a passage is printed")
	}
	r.Rows(t, func(book, sheet string, row int, text string) {
		if holds(text) {
			t.Errorf("%s, sheet %s, row %d holds a passage", book, sheet, row)
		}
	})
}

// Nameless fails unless a name left on purpose was masked, and for each masked
// word that is said or stands in a row.
func (r Run) Nameless(t *testing.T, key *pseudonym.Key, left string) {
	t.Helper()
	if key.Occurrences(left) != 1 {
		t.Errorf("the name %s, left on purpose, was not masked", left)
	}
	if n := key.Occurrences(r.Said); n > 0 {
		t.Errorf("%d masked words in what is printed", n)
	}
	r.Rows(t, func(book, sheet string, row int, text string) {
		if n := key.Occurrences(text); n > 0 {
			t.Errorf("%s, sheet %s, row %d: %d masked words", book, sheet, row, n)
		}
	})
}

// Again fails unless a second run gives the same bytes.
func (r Run) Again(t *testing.T, study program.Study) {
	t.Helper()
	if testing.Short() {
		t.Skip("runs the whole program again; without -short only")
	}
	if second := Of(t, study, "data"); !maps.EqualFunc(r.Books, second.Books, bytes.Equal) || r.Said != second.Said {
		t.Error("two runs said or wrote two things")
	}
}

// Planted fails for each row of the table of data/LISEZMOI.md that is not what is
// found. The table has so many rows at least.
func Planted(t *testing.T, rows int, find func(material.Finding) string) {
	t.Helper()
	page, err := os.ReadFile("data/LISEZMOI.md")
	if err != nil {
		t.Fatal(err)
	}
	list, err := material.Planted(page)
	if err != nil || len(list) < rows {
		t.Fatalf("%d rows, want %d: %v", len(list), rows, err)
	}
	for _, planted := range list {
		if got := find(planted); !matches(got, planted.Expected) {
			t.Errorf("%s, %s: found %s, planted %s", planted.Method, planted.Object, got, planted.Expected)
		}
	}
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

// Recipe fails unless what lies in ../data is what a recipe makes, twice the
// same, and some files written by hand.
func Recipe(t *testing.T, recipe func() ([]material.File, error), byHand ...string) {
	t.Helper()
	files, err1 := recipe()
	again, err2 := recipe()
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	made := map[string][]byte{}
	for i, f := range files {
		made[f.Name] = f.Bytes
		if f.Name != again[i].Name || !bytes.Equal(f.Bytes, again[i].Bytes) {
			t.Errorf("%s differs from %s of a second run", f.Name, again[i].Name)
		}
	}
	data := os.DirFS("../data")
	err := fs.WalkDir(data, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || slices.Contains(byHand, name) {
			return err
		}
		committed, err := fs.ReadFile(data, name)
		if content, known := made[name]; !known {
			t.Errorf("%s is in the data, and the recipe does not make it", name)
		} else if !bytes.Equal(committed, content) {
			t.Errorf("%s is not what the recipe makes: run generate again", name)
		}
		delete(made, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range made {
		t.Errorf("%s is not in the data: run generate again", name)
	}
}
