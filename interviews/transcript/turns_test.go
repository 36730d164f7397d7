package transcript

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"github.com/askoria/verbatim/interviews"
)

// turnCase is one block of testdata/turns.txt.
type turnCase struct {
	name      string
	text      string
	speakers  []Speaker
	interview *interviews.Interview
	turns     []string
	problems  []string
}

func turnCases(t *testing.T) []turnCase {
	t.Helper()
	data, err := os.ReadFile("testdata/turns.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, blocks, _ := strings.Cut(string(data), "\n=== ")
	var cases []turnCase
	for block := range strings.SplitSeq(blocks, "\n=== ") {
		name, block, _ := strings.Cut(block, "\n")
		text, want, found := strings.Cut("\n"+block, "\n---\n")
		if !found {
			t.Fatalf("%s: no line ---", name)
		}
		c := turnCase{name: name}
		var lines []string
		for line := range strings.SplitSeq(strings.TrimPrefix(text, "\n"), "\n") {
			if role, ok := strings.CutPrefix(line, "@entretien "); ok {
				c.interview = &interviews.Interview{Informant: interviews.Person{Role: interviews.Role(role)}}
			} else if who, ok := strings.CutPrefix(line, "@qui "); ok {
				labels, role, _ := strings.Cut(who, " = ")
				s := Speaker{Labels: strings.Split(labels, ", "), Role: interviews.Role(role)}
				if role == "enquêteur" {
					s.Role, s.Interviewer = "", true
				}
				c.speakers = append(c.speakers, s)
			} else {
				lines = append(lines, spelled.Replace(line))
			}
		}
		c.text = strings.Join(lines, "\n")
		for line := range strings.SplitSeq(want, "\n") {
			if problem, ok := strings.CutPrefix(line, "! "); ok {
				c.problems = append(c.problems, problem)
			} else if line != "" {
				c.turns = append(c.turns, spelled.Replace(line))
			}
		}
		cases = append(cases, c)
	}
	return cases
}

var spelled = strings.NewReplacer("<insécable>", "\u00a0", "<fine>", "\u202f", "<tab>", "\t")

// shown writes a turn as testdata/turns.txt does.
func shown(turn interviews.Turn) string {
	who := string(turn.Role)
	if turn.Interviewer {
		who = "enquêteur"
	} else if who == "" {
		who = "?"
	}
	if turn.Timed {
		who += fmt.Sprintf(" %s-%s", clockText(turn.From), clockText(turn.To))
	}
	var text strings.Builder
	runes, at := []rune(turn.Text), 0
	for _, note := range turn.Notes {
		start, end := note.Start-turn.Start, note.End-turn.Start
		fmt.Fprintf(&text, "%s‹%s›", string(runes[at:start]), string(runes[start:end]))
		at = end
	}
	text.WriteString(string(runes[at:]))
	return fmt.Sprintf("%s | %s | %s", who, turn.Speaker, strings.ReplaceAll(text.String(), "\n", "⏎"))
}

func clockText(d time.Duration) string {
	s := int(d / time.Second)
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}

func TestTurns(t *testing.T) {
	for _, c := range turnCases(t) {
		files := fstest.MapFS{
			"a.txt":  {Data: []byte(c.text)},
			"a.docx": {Data: wordFile(t, paragraphsOf(c.text), nil)},
			"a.odt":  {Data: openFile(t, "", openParagraphs(c.text), "")},
			"a.rtf":  {Data: richFile(c.text)},
		}
		for name := range files {
			t.Run(c.name+"/"+name, func(t *testing.T) {
				got, report, err := Reader{Files: files, Speakers: c.speakers}.read(name, c.interview)
				if err != nil {
					t.Fatal(err)
				}
				if got.Text != c.text {
					t.Errorf("text is %q, want %q", got.Text, c.text)
				}
				check(t, got)
				compare(t, "turn", shownTurns(got), c.turns, func(got, want string) bool { return got == want })
				var problems []string
				for _, p := range report.Problems {
					line := p.Summary
					if p.Found != "" {
						line = "« " + p.Found + " » " + line
					}
					problems = append(problems, fmt.Sprintf("%d : %s", p.Row, line))
				}
				compare(t, "problem", problems, c.problems, strings.HasPrefix)
			})
		}
	}
}

func shownTurns(t *interviews.Transcript) []string {
	var list []string
	for _, turn := range t.Turns {
		list = append(list, shown(turn))
	}
	return list
}

func compare(t *testing.T, what string, got, want []string, same func(got, want string) bool) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		g, w := "none", "none"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if !same(g, w) {
			t.Errorf("%s %d is\n%s, want\n%s", what, i+1, g, w)
		}
	}
}

// check tests what is true of every transcript: turns lie in the text in their
// order, at the code points they say, and between them stand labels only, a
// line each.
func check(t testing.TB, transcript *interviews.Transcript) {
	t.Helper()
	if !utf8.ValidString(transcript.Text) {
		t.Fatal("the text is not UTF-8")
	}
	text := []rune(transcript.Text)
	at := 0
	for i, turn := range transcript.Turns {
		if turn.Number != i+1 || turn.Start < at || turn.End < turn.Start || turn.End > len(text) {
			t.Fatalf("turn %d is number %d at [%d,%d) after %d, of %d", i+1, turn.Number, turn.Start, turn.End, at, len(text))
		}
		if got := string(text[turn.Start:turn.End]); got != turn.Text {
			t.Fatalf("turn %d is %q, the text there %q", i+1, turn.Text, got)
		}
		if strings.TrimSpace(turn.Text) != turn.Text {
			t.Fatalf("turn %d has white space around", i+1)
		}
		// Behind the last turn nothing but a label, times and blank lines.
		if gap := strings.TrimSpace(string(text[at:turn.Start])); i > 0 && strings.Contains(gap, "\n") {
			t.Fatalf("more than a label before turn %d: %q", i+1, gap)
		}
		note := turn.Start
		for _, n := range turn.Notes {
			if n.Start < note || n.End <= n.Start || n.End > turn.End {
				t.Fatalf("turn %d has a note at [%d,%d)", i+1, n.Start, n.End)
			}
			note = n.End
		}
		at = turn.End
	}
	if len(transcript.Turns) > 0 && strings.TrimSpace(string(text[at:])) != "" {
		t.Fatal("text after the last turn")
	}
}
