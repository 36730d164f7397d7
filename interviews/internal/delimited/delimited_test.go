package delimited

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

// all writes each row as "line: cell¦cell", or "line! fault".
func all(text string) []string {
	var rows []string
	for r := New(text); r.Next(); {
		if r.Fault() != "" {
			rows = append(rows, fmt.Sprintf("%d! %s", r.Line(), r.Fault()))
		} else {
			rows = append(rows, fmt.Sprintf("%d: %s", r.Line(), strings.Join(r.Cells(), "¦")))
		}
	}
	return rows
}

func TestRows(t *testing.T) {
	const open, lone = "ouvre un guillemet qui n'est pas fermé", "a un guillemet isolé"
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"nothing":           {"", nil},
		"blank rows":        {"a;b\n\n;;\n  ; \n1;2\n", []string{"1: a¦b", "5: 1¦2"}},
		"line in a cell":    {"a;b\n\"x\ny\";2\n3;4", []string{"1: a¦b", "2: x\ny¦2", "4: 3¦4"}},
		"doubled quotes":    {"a;b\n\"dit \"\"oui\"\"\";2", []string{"1: a¦b", "2: dit \"oui\"¦2"}},
		"declared":          {"sep=,\na,b\n1,2;3", []string{"2: a¦b", "3: 1¦2;3"}},
		"lone quote":        {"a;b\nx\"y;1\n2;3", []string{"1: a¦b", "2! " + lone, "3: 2¦3"}},
		"quote never shut":  {"a;b\n\"x;1\n2;3\n4;5", []string{"1: a¦b", "2! " + open, "3: 2¦3", "4: 4¦5"}},
		"shut by the next":  {"a;b\n\"x;1\n2;\"y\"\n4;5", []string{"1: a¦b", "2! " + open, "3: 2¦y", "4: 4¦5"}},
		"twice never shut":  {"a;b\n\"x;1\n\"y;2\n3;4", []string{"1: a¦b", "2! " + open, "3! " + open, "4: 3¦4"}},
		"ragged rows stay":  {"a;b\n1\n1;2;3", []string{"1: a¦b", "2: 1", "3: 1¦2¦3"}},
		"after sep, faults": {"sep=;\na;b\n\"x;1\n2;3", []string{"2: a¦b", "3! " + open, "4: 2¦3"}},
	} {
		if got := all(test.text); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}

func TestSeparator(t *testing.T) {
	for text, want := range map[string]string{
		"a;b\n1,5;2,5\n3,5;4,5":                 "; ",
		"a,b\n1,2":                              ", ",
		"a\tb\n1\t2":                            "tabulation ",
		"a|b\n1|2":                              "| ",
		"seul":                                  "; ",
		"id;m\nE1;\"AED, AEMO\"\nE2;\"a, b\"":   "; ",
		"id,texte\n1,\"a;b;c\"\n2,\"d;e;f\"":    ", ",
		"Titre, avec virgule\n\na;b;c\n1;2;3":   "; ",
		"id;a\n1;x, y, z\n2;x, y, z\n3;x, y, z": "; ",
	} {
		if got := New(text).Separator() + " "; got != want {
			t.Errorf("%q: separator %q, want %q", text, got, want)
		}
	}
}

func TestCellLine(t *testing.T) {
	r := New("sep=;\na;b\n\"x\ny\";2")
	r.Next()
	r.Next()
	if r.Line() != 3 || r.CellLine(1) != 4 {
		t.Errorf("row at %d, second cell at %d; want 3 and 4", r.Line(), r.CellLine(1))
	}
}

// likeCSV is the rows of a text as encoding/csv cuts them, blank ones apart; ok
// is false where it finds a fault.
func likeCSV(text string, separator rune) (rows []string, ok bool) {
	c := csv.NewReader(strings.NewReader(text))
	c.Comma, c.FieldsPerRecord = separator, -1
	for {
		cells, err := c.Read()
		if err == io.EOF {
			return rows, true
		}
		if err != nil {
			return nil, false
		}
		if slices.ContainsFunc(cells, func(cell string) bool { return strings.TrimSpace(cell) != "" }) {
			line, _ := c.FieldPos(0)
			last, _ := c.FieldPos(len(cells) - 1)
			rows = append(rows, fmt.Sprintf("%d-%d: %s", line, last, strings.Join(cells, "¦")))
		}
	}
}

// FuzzRows checks that reading ends, that lines rise, that a row is never read
// twice, and that a text without faults is cut as encoding/csv cuts it.
func FuzzRows(f *testing.F) {
	for _, seed := range []string{
		"a;b\n1;2", "\"a\n\"b;\n\"c", "sep=|\na|b", "\"\"\"\n\"\"\"\n", "a\n\"b\nc\"d\n\"e", "\"a\n\";\"b\"\"\n\"\n;\n\"\";x",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last, lines := 0, strings.Count(text, "\n")+1
		var rows []string
		r := New(text)
		for r.Next() {
			if r.Line() <= last || r.Line() > lines {
				t.Fatalf("line %d after %d of %d", r.Line(), last, lines)
			}
			last = r.Line()
			if r.Fault() == "" {
				rows = append(rows, fmt.Sprintf("%d-%d: %s", r.Line(), r.CellLine(len(r.Cells())-1), strings.Join(r.Cells(), "¦")))
			}
		}
		if strings.Contains(text, "\r") || r.Declared() {
			return // line ends are LF, and only this reader knows "sep="
		}
		if want, ok := likeCSV(text, rune(r.separator)); ok && !slices.Equal(rows, want) {
			t.Fatalf("rows %q, encoding/csv %q", rows, want)
		}
	})
}
