package main

import (
	"io"
	"os"
	"slices"
	"strings"
	"testing"
)

func page(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("LISEZMOI.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The page lists the methods that there are, and no other.
func TestThePageListsTheMethods(t *testing.T) {
	_, after, _ := strings.Cut(page(t), "## Les méthodes")
	table, _, _ := strings.Cut(after, "## Coder")
	var listed []string
	for _, line := range lines(table, "| ")[1:] {
		for name := range strings.SplitSeq(strings.Split(line, "|")[2], ",") {
			listed = append(listed, strings.TrimSpace(name))
		}
	}
	slices.Sort(listed)
	known := methodNames()
	slices.Sort(known)
	if !slices.Equal(listed, known) {
		t.Errorf("the page lists %q\nthere are %q", listed, known)
	}
}

// Its columns and its filters are read.
func TestThePageIsTrue(t *testing.T) {
	text := page(t)
	for _, name := range columnNames() {
		if !strings.Contains(text, "| "+name) && !strings.Contains(text, ", "+name) {
			t.Errorf("the column %q is not explained", name)
		}
	}
	for _, a := range about {
		if !strings.Contains(text, "`"+a.name+"`") {
			t.Errorf("the line %q is not explained", a.name)
		}
	}
	s, err := read(os.DirFS(mep))
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(text, "**Filtre.** ")
	examples, _, _ := strings.Cut(after, ". On les joint")
	for example := range strings.SplitSeq(examples, " · ") {
		if _, bad := filter(strings.Trim(example, "`"), s.cases); bad != nil {
			t.Errorf("the filter %s: %s %s ; %s", example, bad.found, bad.summary, bad.hint)
		}
	}
	for _, line := range lines(text, "go run ./examples/workbook ") {
		args := strings.Fields(strings.NewReplacer(`"Mon étude"`, ".", "examples/mep/data", mep).Replace(line))[3:]
		c := command{out: io.Discard, progress: &bar{out: io.Discard}}
		if err := c.parse(args); err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
}
