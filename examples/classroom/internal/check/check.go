// Package check compares what a lesson prints to what its sheet announces.
package check

import (
	"bytes"
	"flag"
	"io"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write attendu.txt anew")

// Output fails unless the program prints attendu.txt, twice the same.
func Output(t *testing.T, run func(io.Writer) error) {
	t.Helper()
	var first, second bytes.Buffer
	for _, out := range []*bytes.Buffer{&first, &second} {
		if err := run(out); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two runs differ")
	}
	if *update {
		if err := os.WriteFile("attendu.txt", first.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	expected, err := os.ReadFile("attendu.txt")
	if err != nil {
		t.Fatal(err)
	}
	got, want := strings.Split(first.String(), "\n"), strings.Split(string(expected), "\n")
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("line %d of the output is not that of attendu.txt:\ngot  %q\nwant %q", i+1, at(got, i), at(want, i))
		}
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(end)"
}
