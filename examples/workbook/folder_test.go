package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// mep is the study that ships with the examples.
var mep = filepath.Join("..", "mep", "data")

// copyOf copies a folder into one of its own, without some of its files.
func copyOf(t *testing.T, folder string, without ...string) string {
	t.Helper()
	own := t.TempDir()
	if err := os.CopyFS(own, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	for _, name := range without {
		if err := os.Remove(filepath.Join(own, name)); err != nil {
			t.Fatal(err)
		}
	}
	return own
}

func write(t *testing.T, folder, name, content string) {
	t.Helper()
	path := filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// call runs the command; a code that is not the one wanted fails.
func call(t *testing.T, want int, args ...string) (said, told string) {
	t.Helper()
	var out, progress bytes.Buffer
	if got := run(args, &out, &progress); got != want {
		t.Fatalf("%q ends with %d, want %d\n%s\n%s", args, got, want, &out, &progress)
	}
	return out.String(), progress.String()
}

// sheets are the cells of a workbook, sheet by sheet.
func sheets(t *testing.T, name string) (names []string, cells map[string][][]string) {
	t.Helper()
	f, err := excelize.OpenFile(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cells = map[string][][]string{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		cells[sheet] = rows
	}
	return f.GetSheetList(), cells
}

// firstDifference is the first row that two sheets do not share, from 1.
func firstDifference(a, b [][]string) int {
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || !slices.Equal(a[i], b[i]) {
			return i + 1
		}
	}
	return 0
}

// lines are the lines of a text that begin with some words.
func lines(text, prefix string) []string {
	var found []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, prefix) {
			found = append(found, line)
		}
	}
	return found
}
