package transcript

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/askoria/verbatim/interviews"
)

// recordingCase is a file of a recording and what is read in it; turns are
// written as in testdata/turns.txt.
type recordingCase struct {
	name       string
	file       string // its name; the content tells what it is
	data       string
	speakers   []Speaker
	text       string // "": not looked at
	turns      []string
	dropped    []interviews.Dropped
	problems   []string // how they begin; notices of roles left out
	unreviewed bool
}

func (c *recordingCase) run(t *testing.T) {
	t.Run(c.name, func(t *testing.T) {
		files := fstest.MapFS{c.file: {Data: []byte(c.data)}}
		got, report, err := Reader{Files: files, Speakers: c.speakers}.ReadFile(c.file)
		if err != nil {
			t.Fatal(err)
		}
		check(t, got)
		if c.text != "" && got.Text != c.text {
			t.Errorf("text is %q, want %q", got.Text, c.text)
		}
		compare(t, "turn", shownTurns(got), c.turns, func(got, want string) bool { return got == want })
		if !reflect.DeepEqual(got.Dropped, c.dropped) {
			t.Errorf("dropped is %v, want %v", got.Dropped, c.dropped)
		}
		if got.Unreviewed != c.unreviewed {
			t.Errorf("unreviewed is %t", got.Unreviewed)
		}
		notes := strings.Join(report.Sources[0].Notes, "; ")
		if said := strings.Contains(notes, "non relue"); said != c.unreviewed {
			t.Errorf("notes are %q", notes)
		}
		var problems []string
		for i := range report.Problems {
			if p := &report.Problems[i]; !strings.Contains(p.Summary, "enquêteur") && !strings.HasPrefix(p.Summary, "étiquette inconnue") {
				problems = append(problems, p.Summary)
			}
		}
		compare(t, "problem", problems, c.problems, strings.HasPrefix)
	})
}

// refusedCase is a file in which there is nothing to read.
type refusedCase struct{ name, data, want string }

func (c refusedCase) run(t *testing.T) {
	t.Run(c.name, func(t *testing.T) {
		got, report, err := Reader{Files: fstest.MapFS{c.name: {Data: []byte(c.data)}}}.ReadFile(c.name)
		if got != nil || err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Fatalf("got %v, %v; want %q", got, err, c.want)
		}
		if s := report.Sources[0]; len(report.Problems) != 1 || s.Read != 1 || s.Rejected != 1 || s.Accepted != 0 {
			t.Errorf("report is %+v", report)
		}
	})
}

// Segments of one person are one turn until another speaks; what nobody is
// named for is nobody's; those who speak at once keep each their turn.
func TestScript(t *testing.T) {
	second := func(from, to float64, speaker, text string) segment {
		p := segment{speaker: speaker, text: text}
		p.at(from, to)
		return p
	}
	for _, c := range []struct {
		name     string
		joint    string
		segments []segment
		want     string
		turns    []string
	}{
		{
			name: "joined", joint: " ", want: "E : Un. Deux.\nMère : Trois.",
			segments: []segment{second(1, 2, "E", " Un. "), second(2.5, 3, "E", ""), second(5, 6, "e", "Deux."), second(6, 7, "Mère", "Trois.")},
			turns:    []string{"enquêteur 0:01-0:06 | E | Un. Deux.", "mère 0:06-0:07 | Mère | Trois."},
		},
		{
			name: "joined by lines", joint: "\n", want: "E : Un.\nDeux.\nMère : Trois :\nquatre.",
			segments: []segment{{speaker: "E", text: "Un."}, {speaker: "E", text: "Deux."}, {speaker: "Mère", text: "Trois :\r\nquatre."}},
			turns:    []string{"enquêteur | E | Un.⏎Deux.", "mère | Mère | Trois :⏎quatre."},
		},
		{
			name: "overlapping", joint: " ", want: "Mère : Ils sont venus.\nE : Quand ?\nMère : À deux.",
			segments: []segment{second(1, 5, "Mère", "Ils sont venus."), second(5, 7, "Mère", "À deux."), second(4, 6, "E", "Quand ?")},
			turns:    []string{"mère 0:01-0:05 | Mère | Ils sont venus.", "enquêteur 0:04-0:06 | E | Quand ?", "mère 0:05-0:07 | Mère | À deux."},
		},
		{
			name: "nobody named", joint: " ", want: "E : Un.\n? : Oui. Oui.\nE : Deux.",
			segments: []segment{{speaker: "E", text: "Un."}, {text: "Oui."}, {text: "Oui."}, {speaker: "E", text: "Deux."}},
			turns:    []string{"enquêteur | E | Un.", "? | ? | Oui. Oui.", "enquêteur | E | Deux."},
		},
		{
			name: "what looks like a label is speech", joint: " ", want: "E : Date : lundi.\nMère : E : deux\nE : trois",
			segments: []segment{{speaker: "E", text: "Date : lundi."}, {speaker: "Mère", text: "E : deux\nE : trois"}},
			turns:    []string{"enquêteur | E | Date : lundi.", "mère | Mère | E : deux⏎E : trois"},
		},
		{
			name: "labels in the text", joint: "\n", want: "Bonjour.\nE : Un.\nencore\nMère : Deux.",
			segments: []segment{second(0, 1, "", "Bonjour."), second(1, 2, "", "E : Un."), second(2, 4, "", "encore"), second(4, 5, "", "Mère : Deux.")},
			turns:    []string{"enquêteur 0:01-0:04 | E | Un.⏎encore", "mère 0:04-0:05 | Mère | Deux."},
		},
		{
			name: "odd names", joint: " ", want: "A B : Un.\n? : Deux.",
			segments: []segment{{speaker: " A\n\tB ", text: "Un."}, {speaker: "…", text: ""}, {speaker: " . ", text: "Deux."}},
			turns:    []string{"? | A B | Un.", "? | ? | Deux."},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			byStart(c.segments)
			of := content{segments: c.segments, joint: c.joint}
			s := of.script()
			if s.text != c.want {
				t.Errorf("text is %q, want %q", s.text, c.want)
			}
			turns, _ := split(s, Reader{}.newCast(nil))
			compare(t, "turn", shownTurns(&interviews.Transcript{Turns: turns}), c.turns, func(got, want string) bool { return got == want })
			check(t, &interviews.Transcript{Text: s.text, Turns: turns})
		})
	}
}

// Nobody is not the informant, though no other label is left.
func TestNobodyIsNotTheInformant(t *testing.T) {
	c := content{segments: []segment{{speaker: "E", text: "un"}, {text: "deux"}, {speaker: "Mme B.", text: "trois"}}}
	of := &interviews.Interview{Informant: interviews.Person{Role: "mère"}}
	turns, problems := split(c.script(), Reader{}.newCast(of))
	if turns[1].Role != "" || turns[2].Role != "mère" {
		t.Errorf("turns are %+v", turns)
	}
	if len(problems) != 1 || !strings.HasPrefix(problems[0].Summary, "le fichier ne dit pas qui parle") {
		t.Errorf("problems are %v", problems)
	}
}

func TestTimes(t *testing.T) {
	for text, want := range map[string]float64{
		"3": 3, "3,5": 3.5, "02:03.450": 123.45, "1:02:03": 3723, " 00:00:00 ": 0,
		"": -1, "a": -1, "-1": -1, "1::2": -1, "1:-2": -1, "NaN": -1, "inf": -1, "999999999999": -1,
	} {
		if got, ok := clockSeconds(text); ok != (want >= 0) || ok && got != want {
			t.Errorf("%q is %v, %t", text, got, ok)
		}
	}
	var p segment
	if p.at(2, 1); p.from != 2*time.Second || p.to != p.from || !p.timed {
		t.Errorf("an end before the beginning gives %v", p)
	}
	p = segment{}
	if p.at(1e300, 2e300); p.timed {
		t.Errorf("a recording without end gives %v", p)
	}
}

// Speech at the same time is told in the report.
func TestOverlapSaid(t *testing.T) {
	files := fstest.MapFS{"a.srt": {Data: []byte("00:01 --> 00:05\n[E]: un\n\n00:04 --> 00:06\n[Mère]: deux\n")}}
	_, report, err := Reader{Files: files}.ReadFile("a.srt")
	if err != nil || !strings.Contains(strings.Join(report.Sources[0].Notes, ";"), "1 tour commence avant la fin d'un autre") {
		t.Errorf("got %v, %v", report, err)
	}
}

// The content tells the format, whatever the name says, and the report does.
func TestMislabelled(t *testing.T) {
	for _, f := range sameRecordings() {
		files := fstest.MapFS{"a.docx": {Data: f.write(t, sameTurns)}}
		got, report, err := Reader{Files: files, Speakers: f.speakers}.ReadFile("a.docx")
		if err != nil || len(got.Turns) != len(sameTurns) || !strings.Contains(strings.Join(report.Sources[0].Notes, ";"), "lu comme ") {
			t.Errorf("%s: %v, %v, %v", f.name, got, report, err)
		}
	}
}

// A file that stops anywhere is refused, or gives what is there.
func TestTruncated(t *testing.T) {
	for _, f := range sameRecordings() {
		data := f.write(t, sameTurns)
		for cut := 1; cut < len(data); cut += max(1, len(data)/60) {
			fuzz(t, f.name, data[:cut])
		}
	}
}

// Attach finds recordings as it finds documents, and the interview it knows
// tells who its informant is.
func TestAttachRecordings(t *testing.T) {
	files := fstest.MapFS{}
	var list []*interviews.Interview
	for _, f := range sameRecordings() {
		base, extension, _ := strings.Cut(f.name, ".")
		files[base+extension+"."+strings.ToUpper(extension)] = &fstest.MapFile{Data: f.write(t, sameTurns)}
		list = append(list, &interviews.Interview{ID: base + extension, Informant: interviews.Person{Role: "mère"}})
	}
	report, err := Reader{Files: files, Speakers: []Speaker{{Labels: []string{"Enquêtrice", "SPEAKER_00", "S00"}, Interviewer: true}}}.Attach(".", list)
	if err != nil || len(report.Problems) > 0 {
		t.Fatal(report, err)
	}
	for _, interview := range list {
		if interview.Transcript == nil || len(interview.Transcript.Turns) != len(sameTurns) || interview.Transcript.Turns[1].Role != "mère" {
			t.Errorf("%s has %v", interview.ID, interview.Transcript)
		}
	}
}
