package design

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/stats"
)

func studies() []Design { return []Design{MEP(), Rural(), Territory(), Accompaniment()} }

func TestStudiesHoldWhatTheyShould(t *testing.T) {
	for _, c := range []struct {
		design       Design
		dictionaries string // name=variables
		caseFile     string
		roles        int
		lists        string // name=items
		alphabets    string // name=states
	}{
		{MEP(), "dossiers=89 entretiens=30 episodes=13", "dossiers", 9, "", "court=8 long=22"},
		{Rural(), "entretiens=30 evenements=9 jeunes=25 lieux=12", "jeunes", 8, "lieux=30 non_recours=7 raisons=15 statuts=5", ""},
		{Territory(), "entretiens=28 professionnels=17", "professionnels", 10, "", ""},
		{Accompaniment(), "constats=8 documents=8 entretiens=29", "documents", 6, "", ""},
	} {
		d := c.design
		var dictionaries, lists, alphabets []string
		for _, x := range d.Dictionaries {
			dictionaries = append(dictionaries, fmt.Sprintf("%s=%d", x.Name, len(x.Variables)))
		}
		for _, l := range d.Lists {
			lists = append(lists, fmt.Sprintf("%s=%d", l.Name, len(l.Items)))
		}
		for _, a := range d.Alphabets {
			alphabets = append(alphabets, fmt.Sprintf("%s=%d", a.Name, len(a.States)))
		}
		if got := strings.Join(dictionaries, " "); got != c.dictionaries {
			t.Errorf("%s: dictionaries %s, want %s", d.Name, got, c.dictionaries)
		}
		if got := strings.Join(lists, " "); got != c.lists {
			t.Errorf("%s: lists %s, want %s", d.Name, got, c.lists)
		}
		if got := strings.Join(alphabets, " "); got != c.alphabets {
			t.Errorf("%s: alphabets %s, want %s", d.Name, got, c.alphabets)
		}
		if main, err := d.Dictionary(c.caseFile); err != nil || d.CaseFile != main {
			t.Errorf("%s: the main table is not %s (%v)", d.Name, c.caseFile, err)
		}
		if len(d.Roles) != c.roles || len(d.Targets) == 0 || d.Title == "" || d.Population == "" || !d.Start.Before(d.End) {
			t.Errorf("%s: %d roles, %d targets, from %v to %v", d.Name, len(d.Roles), len(d.Targets), d.Start, d.End)
		}
	}
}

func TestUnknownNamesProposeTheNearest(t *testing.T) {
	d := MEP()
	_, dictionaryErr := d.Dictionary("dossier")
	_, alphabetErr := d.Alphabet("longs")
	_, listErr := d.List("lieux")
	for want, err := range map[string]error{`did you mean "dossiers"`: dictionaryErr, `did you mean "long"`: alphabetErr, `no list "lieux"`: listErr} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// open lists the variables whose levels are those met in the file.
var open = []string{"codeur", "enqueteur", "langue"}

func TestEveryVariableIsFullyDescribed(t *testing.T) {
	for _, d := range studies() {
		for _, x := range d.Dictionaries {
			for _, v := range x.Variables {
				place := d.Name + ", " + x.Name + ", " + v.Name
				if v.Label == "" || v.Label == v.Name {
					t.Errorf("%s: no label", place)
				}
				needs := v.Type == dictionary.Nominal || v.Type == dictionary.Ordinal || v.Type == dictionary.Multiple
				if needs != (len(v.Levels) > 0 || slices.Contains(open, v.Name)) {
					t.Errorf("%s: %s with %d levels", place, v.Type, len(v.Levels))
				}
				var titles []string
				for _, level := range v.Levels {
					titles = append(titles, stats.Fold(level.Title()))
				}
				if slices.Sort(titles); len(slices.Compact(titles)) != len(v.Levels) {
					t.Errorf("%s: two levels read the same", place)
				}
				for _, m := range v.Missing {
					code, low, high := number(m.Code), number(v.Min), number(v.Max)
					if v.Min != "" && m.Code >= "0" && m.Code <= "99999" && code >= low && code <= high {
						t.Errorf("%s: the missing code %s could be a value", place, m.Code)
					}
				}
				if v.Identifying {
					t.Errorf("%s: names a person", place)
				}
			}
		}
	}
}

func number(text string) float64 { x, _ := strconv.ParseFloat(text, 64); return x }

// Every level, bound and missing code of every dictionary goes through the
// reader of case files and comes out as what it is.
func TestDictionariesReadWhatTheyDescribe(t *testing.T) {
	for _, d := range studies() {
		for _, x := range d.Dictionaries {
			rows := 2
			for _, v := range x.Variables {
				rows = max(rows, len(v.Levels), len(v.Missing))
			}
			var file strings.Builder
			for i, v := range x.Variables {
				file.WriteString(separator(i) + v.Name)
			}
			for row := range 2 * rows { // values, then missing codes
				for i, v := range x.Variables {
					text := sample(v, row)
					if row >= rows && !v.Key {
						text = "NR"
						if n := len(v.Missing); n > 0 {
							text = v.Missing[row%n].Code
						}
					}
					if i == 0 {
						file.WriteByte('\n')
					}
					file.WriteString(separator(i) + text)
				}
			}
			files := fstest.MapFS{"table.csv": {Data: []byte(file.String() + "\n")}}
			table, report, err := dictionary.Reader{Dictionary: x.Dictionary, Files: files}.ReadFile("table.csv")
			if err != nil || len(report.Problems) > 0 || table.Len() != 2*rows || len(table.Columns()) != len(x.Variables) {
				t.Errorf("%s, %s: %v\n%s", d.Name, x.Name, err, report)
				continue
			}
			for i, c := range table.Columns() {
				v := x.Variables[i]
				for row := range table.Len() {
					want := stats.Recorded
					if row >= rows && !v.Key {
						want = stats.NotRecorded
						if n := len(v.Missing); n > 0 {
							want = v.Missing[row%n].Reason
						}
					}
					if c.Missing(row) != want {
						t.Errorf("%s, %s, %s: row %d is %s, want %s", d.Name, x.Name, v.Name, row, c.Missing(row), want)
					}
				}
				if levels, ok := c.(*stats.Categories); ok && len(v.Levels) > 0 && levels.Code(len(v.Levels)-1) != v.Levels[len(v.Levels)-1].Code {
					t.Errorf("%s, %s, %s: the last level is read as %q", d.Name, x.Name, v.Name, levels.Code(len(v.Levels)-1))
				}
			}
		}
	}
}

func separator(i int) string { return strings.Repeat(";", min(i, 1)) }

// sample is a cell that the variable takes.
func sample(v dictionary.Variable, row int) string {
	switch {
	case v.Key:
		return fmt.Sprintf("K%03d", row)
	case len(v.Levels) > 0:
		return v.Levels[row%len(v.Levels)].Code
	case v.Type == dictionary.Binary:
		return []string{"oui", "non"}[row%2]
	case v.Type == dictionary.Whole, v.Type == dictionary.Number:
		if v.Min == "" {
			return "2020"
		}
		return []string{v.Min, v.Max}[row%2]
	case v.Type == dictionary.Date:
		if v.Min == "" {
			return "12/04/2023"
		}
		return []string{v.Min, v.Max}[row%2]
	case v.Type == dictionary.Month:
		return "03/2011"
	}
	return fmt.Sprintf("x%d", row)
}

// The table of interviews that a study describes is the one that the reader of
// interviews takes, with the roles and the consents of the study.
func TestInterviewsPassTheConsentGate(t *testing.T) {
	for _, d := range studies() {
		book, err := d.Dictionary("entretiens")
		if err != nil {
			t.Fatal(err)
		}
		role, err := book.Find("role")
		if err != nil {
			t.Fatal(err)
		}
		codes := make([]string, len(role.Levels))
		var file strings.Builder
		for i, v := range book.Variables {
			file.WriteString(separator(i) + v.Name)
		}
		for row := range role.Levels {
			codes[row] = role.Levels[row].Code
			for i, v := range book.Variables {
				text := sample(v, row)
				switch {
				case v.Name == "role":
					text = codes[row]
				case v.Name == "date_retrait":
					text = ""
				case slices.ContainsFunc(v.Levels, func(l stats.Level) bool { return l.Code == "oui" }):
					text = "oui"
				case v.Name == "duree_min":
					text = "45"
				}
				file.WriteString(strings.Repeat("\n", 1-min(i, 1)) + separator(i) + text)
			}
		}
		if !slices.Equal(codes, d.Roles.Names()) {
			t.Errorf("%s: roles %q in the dictionary, %q in the roles", d.Name, codes, d.Roles.Names())
		}
		read := func(text string) ([]*interviews.Interview, *interviews.Report) {
			files := fstest.MapFS{"entretiens.csv": {Data: []byte(text)}}
			list, report, err := interviews.Reader{Files: files, Roles: d.Roles}.ReadFile("entretiens.csv")
			if err != nil {
				t.Fatalf("%s: %v", d.Name, err)
			}
			return list, report
		}
		list, report := read(file.String())
		if len(list) != len(d.Roles) || strings.Contains(report.String(), "introuvable") {
			t.Errorf("%s: %d of %d interviews are let through\n%s", d.Name, len(list), len(d.Roles), report)
		}
		// Without consents nobody is.
		if list, _ := read(strings.ReplaceAll(file.String(), ";oui", ";non")); len(list) != 0 {
			t.Errorf("%s: %d interviews are let through without consents", d.Name, len(list))
		}
	}
}

func TestRoles(t *testing.T) {
	if got, want := MEP().Roles, interviews.DefaultRoles(); !reflect.DeepEqual(got, want) {
		t.Errorf("the roles of the MEP are\n%v\nnot the default ones\n%v", got, want)
	}
	// A minor of the rural study needs the parents; a grown-up one does not.
	rule, _ := Rural().Roles.Rule("jeune")
	if !rule.For(interviews.Person{AgeBand: "16-17"}).Minor || rule.For(interviews.Person{AgeBand: "18-20"}).Minor {
		t.Error("16-17 must count as minor and 18-20 not")
	}
}

func TestTargetsStateWhatTheyCount(t *testing.T) {
	has := func(d Design, unit Unit, from int, to int) bool {
		return slices.ContainsFunc(d.Targets, func(x Target) bool {
			return x.Unit == unit && x.Min == from && x.Max == to && x.who() == ""
		})
	}
	if d := MEP(); !has(d, Interviews, 20, 25) || !has(d, Cases, 20, 25) || !has(d, Triads, 7, 8) {
		t.Errorf("MEP: %v", d.Targets)
	}
	if d := Rural(); !has(d, Interviews, 25, 30) {
		t.Errorf("rural: %v", d.Targets)
	}
	for _, d := range studies() {
		for _, x := range d.Targets {
			if x.From == "" {
				t.Errorf("%s, %s: nobody set it", d.Name, x.Label)
			}
		}
	}
}

// The example of the repository is a study of this design: what it has in
// common with the design is the same there.
func TestTheExampleFollowsTheDesign(t *testing.T) {
	files := os.DirFS("../../examples/mep/generate")
	if _, err := fs.Stat(files, "grille.csv"); err != nil {
		t.Skip("the example is not here: ", err)
	}
	theirs, err := fs.ReadFile(files, "grille.csv")
	if err != nil {
		t.Fatal(err)
	}
	ours, err := fs.ReadFile(MEP().Files(), "grille.csv")
	if err != nil || !bytes.Equal(ours, theirs) {
		t.Errorf("the codebooks differ (%v)", err)
	}
	book, _, err := dictionary.Open(files, "dictionnaire.csv")
	if err != nil {
		t.Fatal(err)
	}
	shared := 0
	for _, v := range book.Variables {
		w, err := MEP().CaseFile.Find(v.Name)
		if err != nil {
			continue // the example adds variables of its own
		}
		shared++
		if w.Type != v.Type || !slices.Equal(w.Levels, v.Levels) || w.Unit != v.Unit {
			t.Errorf("%s differs: %v here, %v there", v.Name, w, v)
		}
	}
	if shared < 40 {
		t.Errorf("only %d variables in common", shared)
	}
}
