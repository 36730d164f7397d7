package main

import (
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
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

// Options and methods know one another, and no name means two methods.
func TestOptionsBelongToMethods(t *testing.T) {
	taken := map[string]string{}
	used := map[string]bool{}
	for _, m := range methods {
		for _, name := range m.names {
			if other, double := taken[stats.Fold(name)]; double {
				t.Errorf("%q means %q and %q", name, other, m.name())
			}
			taken[stats.Fold(name)] = m.name()
		}
		for _, name := range m.options {
			used[name] = true
			if !slices.ContainsFunc(options, func(o option) bool { return o.name == name }) {
				t.Errorf("%q has an option %q that does not exist", m.name(), name)
			}
		}
	}
	for _, o := range options {
		if !used[o.name] {
			t.Errorf("no method has the option %q", o.name)
		}
	}
	for _, a := range about {
		if other, double := taken[stats.Fold(a.name)]; double {
			t.Errorf("%q is a line about the workbook and the method %q", a.name, other)
		}
	}
}

func TestOptionsAreRead(t *testing.T) {
	own := []string{"axes", "inclusion", "exact", "pas", "id", "jusqu'au"}
	s := settings{}
	if bad := s.read("Axes = 3 ; inclusion = 0,8 | exact ; pas = année\nid = Cadre de la mesure ; jusqu'au = 31/12/2023 ;", own); bad != nil {
		t.Fatal(bad)
	}
	if bad := s.columns(invented()); bad != nil {
		t.Fatal(bad)
	}
	if s.int("axes") != 3 || s.float("inclusion") != 0.8 || !s.yes("exact") || s.int("pas") != 2 || s.text("id") != "cadre" || s.day("jusqu'au").Year() != 2023 {
		t.Errorf("%v", s)
	}
	for text, want := range map[string]string{
		"axes = trois":          "« trois » n'est pas une valeur pour « axes » ; écrire un nombre entier, 0 ou plus",
		"axes = 2,5":            "« 2,5 » n'est pas une valeur pour « axes »",
		"axes = -1":             "« -1 » n'est pas une valeur",
		"inclusion = nan":       "« nan » n'est pas une valeur",
		"exact = peut-être":     "ni oui ni non",
		"pas = moi":             "vouliez-vous dire « mois » ?",
		"jusqu'au = 2023-12-31": "écrire par exemple 31/12/2023",
		"firth = oui":           "« firth » n'est pas une option de cette méthode",
		"= 3":                   "n'est pas une option",
	} {
		bad := settings{}.read(text, own)
		if bad == nil {
			t.Errorf("%q is taken", text)
		} else if said := "« " + bad.found + " » " + bad.summary + " ; " + bad.hint; !strings.Contains(said, want) {
			t.Errorf("%q: %s", text, said)
		}
	}
}
