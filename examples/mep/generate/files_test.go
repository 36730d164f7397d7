package main

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/askoria/verbatim/examples/internal/material"
)

// A transcript read back is the text that was written by hand, whatever its
// format: the comment and the deletion of the reviewed document are gone.
func TestTranscriptsReadBack(t *testing.T) {
	written, err := transcriptSources()
	if err != nil {
		t.Fatal(err)
	}
	files, err := transcriptFiles()
	if err != nil {
		t.Fatal(err)
	}
	read, err := material.Read(files, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range written {
		got := read[source.Name]
		if strings.TrimSuffix(got.Text, "\n") != strings.TrimSuffix(string(source.Bytes), "\n") {
			t.Errorf("%s: the text read is not the text written", source.Name)
		}
		if n := len(got.Turns); n < 25 || n > 60 {
			t.Errorf("%s: %d turns, want 25 to 60", source.Name, n)
		}
		if dropped := len(got.Dropped) > 0; dropped != (source.Name == reviewed) {
			t.Errorf("%s: dropped %v", source.Name, got.Dropped)
		}
	}
}

func TestCodingsStandWhereTheySay(t *testing.T) {
	files, err := transcriptFiles()
	if err != nil {
		t.Fatal(err)
	}
	read, err := material.Read(files, nil)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := codingRows(files)
	if err != nil {
		t.Fatal(err)
	}
	coders := map[string]int{}
	documents := map[string]bool{}
	for _, row := range rows[1:] {
		start, _ := strconv.Atoi(row[2])
		end, _ := strconv.Atoi(row[3])
		number, _ := strconv.Atoi(row[1])
		text := []rune(read[row[0]].Text)
		turn := read[row[0]].Turns[number-1]
		if end > len(text) || string(text[start:end]) != row[7] || start < turn.Start || end > turn.End || turn.Interviewer {
			t.Errorf("%s, turn %d: the quote is not at %d", row[0], number, start)
		}
		coders[row[5]]++
		documents[row[0]] = true
	}
	if len(coders) != 2 || len(documents) != len(formats)-1 { // nobody codes the interview refused
		t.Errorf("coders %v, %d documents", coders, len(documents))
	}
}

func TestLocate(t *testing.T) {
	files, err := transcriptFiles()
	if err != nil {
		t.Fatal(err)
	}
	read, err := material.Read(files, nil)
	if err != nil {
		t.Fatal(err)
	}
	some := read["C01-jeune"]
	for _, quote := range []string{"ces mots ne sont pas dits", "a", some.Turns[0].Text} {
		if _, _, err := locate(some, quote); err == nil {
			t.Errorf("a quote of %d characters is located: absent, repeated or the interviewer's", utf8.RuneCountInString(quote))
		}
	}
}

func TestCases(t *testing.T) {
	s := invented(t)
	list := s.met
	met := map[int]int{}
	families := map[*family]bool{}
	for i, c := range list {
		met[len(c.interviews)]++
		families[c.child.family] = true
		for _, x := range c.interviews {
			if !running(c.child, x.date) && x.id[:3] <= "C05" {
				t.Errorf("%s: the measure of %s does not run on %s", x.id, c.child.id, french(x.date))
			}
			if at := band(months(c.child.birth, x.date)/12, ageBands...); x.role == "jeune" && at != x.band && i >= len(told) {
				t.Errorf("%s: %s years said, %s by birth", x.id, x.band, at)
			}
		}
		if i >= len(told) {
			continue
		}
		for variable, value := range told[i].wants {
			if c.child.value[variable] != value {
				t.Errorf("%s: %s is %s, the story wants %s", c.id, variable, c.child.value[variable], value)
			}
		}
	}
	if len(list) != 25 || len(families) != 25 || met[3] != 9 || met[2] != 10 || met[1] != 6 {
		t.Errorf("%d cases of %d families: %v", len(list), len(families), met)
	}
	rows := interviewRows(list)
	at := func(id, column string) string {
		for _, row := range rows {
			if row[0] == id {
				return row[slices.Index(interviewColumns, column)]
			}
		}
		return "no such interview"
	}
	if got := at(refused, "autorisation_parent_2"); got != "non" {
		t.Errorf("%s: %q", refused, got)
	}
	if got := at(withdrawn, "date_retrait"); got != french(withdrawal) {
		t.Errorf("%s: %q", withdrawn, got)
	}
	for name := range formats {
		if got := at(name, "id_entretien"); got != name {
			t.Errorf("%s is not in the list of interviews: %s", name, got)
		}
	}
}
