package main

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/askoria/verbatim/examples/internal/material"
	"github.com/askoria/verbatim/examples/internal/proof"
)

func TestCommittedDataIsWhatTheRecipeMakes(t *testing.T) { proof.Recipe(t, recipe) }

func invented(t *testing.T) []*life {
	t.Helper()
	lives, err := readLives()
	if err != nil {
		t.Fatal(err)
	}
	if len(lives) != 30 {
		t.Errorf("%d lives", len(lives))
	}
	return lives
}

// A life agrees with itself: ages, order of events, the situation at the
// interview, what is told of places that are not known.
func TestDatesAgree(t *testing.T) {
	states := map[string]string{
		"scolaire": "EC", "etudes": "EC", "apprentissage": "AP", "precaire": "CO", "cdi": "ST",
		"demandeur": "AC RI CO", "formation": "AC", "service_civique": "AC", "ni_ni": "RI CO AC",
	}
	for _, l := range invented(t) {
		if age := l.age(l.met); age < 16 || age > 25 {
			t.Errorf("%s is %d years old", l.id, age)
		}
		if l.met.Year() != 2023 || l.met.Weekday() == time.Sunday {
			t.Errorf("%s was met on %s", l.id, french(l.met))
		}
		last := ""
		for i, e := range l.events {
			if i > 0 && e.when < l.events[i-1].when {
				t.Errorf("%s: %q comes after what it precedes", l.id, e.name)
			}
			if e.when > quarterOf(l.met) || l.age(e.when.first()) < 9 {
				t.Errorf("%s: %q is not in the life told", l.id, e.name)
			}
			if e.state != "" {
				last = e.state
			}
		}
		if allowed := states[l.of["situation"]]; !strings.Contains(allowed, last) || last == "" {
			t.Errorf("%s ends in %q and is %q at the interview", l.id, last, l.of["situation"])
		}
		seen := map[string]bool{}
		for _, p := range l.places {
			if seen[p[0]] {
				t.Errorf("%s: %s comes twice", l.id, p[0])
			}
			seen[p[0]] = true
			declared, coded, substitute := p[4], p[5], p[6]
			if (declared == "ignore" || coded == "ignore") && p[3] != "jamais" {
				t.Errorf("%s does not know %s and goes there", l.id, p[0])
			}
			if (coded == "contourne") != (substitute != "") {
				t.Errorf("%s, %s: coded %s, substitute %q", l.id, p[0], coded, substitute)
			}
		}
		if !seen["mission_locale"] || !seen["cdas"] {
			t.Errorf("%s says nothing of the two places asked of all", l.id)
		}
	}
}

// Two years of situations have no gap and no overlap, whoever the person.
func TestSpellsFillTheTwoYears(t *testing.T) {
	next := map[string]int{}
	for _, row := range spellRows(invented(t))[1:] {
		from, _ := strconv.Atoi(row[5])
		to, _ := strconv.Atoi(row[6])
		if from != next[row[0]]+1 || to < from || to > observed {
			t.Errorf("%s: %d to %d after %d", row[0], from, to, next[row[0]])
		}
		next[row[0]] = to
	}
	for id, last := range next {
		if last != observed {
			t.Errorf("%s ends at %d", id, last)
		}
	}
	if len(next) != 30 {
		t.Errorf("%d persons have a path", len(next))
	}
}

// A transcript read back is the text that was written, whatever its format;
// each interview is long enough, and has its passages.
func TestTranscriptsReadBack(t *testing.T) {
	lives := invented(t)
	files, err := transcriptFiles(lives)
	if err != nil {
		t.Fatal(err)
	}
	read, err := material.Read(files, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, l := range lives {
		text, marks, err := l.written(i)
		if err != nil {
			t.Fatal(err)
		}
		got := read[l.id]
		if strings.TrimSpace(got.Text) != text {
			t.Errorf("%s: the text read is not the text written", l.id)
		}
		if words := len(strings.Fields(text)); words < 900 || words > 1800 {
			t.Errorf("%s has %d words, want 900 to 1,800", l.id, words)
		}
		if n := len(got.Turns); n < 25 || n > 60 {
			t.Errorf("%s: %d turns, want 25 to 60", l.id, n)
		}
		if len(marks) < 12 {
			t.Errorf("%s: only %d passages", l.id, len(marks))
		}
	}
}

// No sentence of five words or more is said in two interviews.
func TestNoSentenceTwice(t *testing.T) {
	ends := regexp.MustCompile(`[.!?…\n]+`)
	where := map[string]string{}
	for _, l := range invented(t) {
		plain, _, err := strip(l.talk, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, sentence := range ends.Split(plain, -1) {
			sentence = strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(sentence), "E : "), "J : ")
			if len(strings.Fields(sentence)) < 5 {
				continue
			}
			if before, twice := where[sentence]; twice && before != l.id {
				t.Errorf("%s says what %s said", l.id, before)
			}
			where[sentence] = l.id
		}
	}
}

func TestCodingsStandWhereTheySay(t *testing.T) {
	lives := invented(t)
	files, err := transcriptFiles(lives)
	if err != nil {
		t.Fatal(err)
	}
	read, err := material.Read(files, nil)
	if err != nil {
		t.Fatal(err)
	}
	rows, turns, err := codingRows(lives, files)
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]int{}
	segments := map[string]bool{}
	for _, row := range rows[1:] {
		start, _ := strconv.Atoi(row[2])
		end, _ := strconv.Atoi(row[3])
		if text := []rune(read[row[0]].Text); end > len(text) || string(text[start:end]) != row[7] || strings.ContainsAny(row[7], "{}") {
			t.Errorf("%s: the quote is not at %d", row[0], start)
		}
		by[row[5]]++
		segments[row[0]+":"+row[2]+"-"+row[3]] = true
	}
	if by["AB"] < 500 || by["CD"] < 150 {
		t.Errorf("codings by coder: %v", by)
	}
	for _, row := range turns[1:] {
		if !segments[row[0]] {
			t.Errorf("turning point %s is not coded", row[0])
		}
	}
}

func TestStrip(t *testing.T) {
	plain, marks, err := strip("Là {J1.4-! tout {J2.1+@2021.3 se} sait}, é.", 10)
	if err != nil || plain != "Là tout se sait, é." || len(marks) != 2 {
		t.Fatalf("%q, %v, %v", plain, marks, err)
	}
	if m := marks[0]; m.code != "J1.4" || m.valence != "-1" || m.only != '!' || m.start != 13 || m.end != 25 {
		t.Errorf("%+v", m)
	}
	if m := marks[1]; m.code != "J2.1" || m.valence != "1" || m.only != 0 || m.start != 18 || m.end != 20 || m.when != 4*2021+2 {
		t.Errorf("%+v", m)
	}
	for _, bad := range []string{"{J1.1 sans fin", "trop}", "{J1.1", "{J1.1@2021.7 quand}"} {
		if _, _, err := strip(bad, 0); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}
