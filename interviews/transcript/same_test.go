package transcript

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/text/encoding/charmap"
)

// said is a turn of the interview that every format holds.
type said struct {
	label, text string
	from, to    time.Duration // for formats with times
}

// sameTurns are one paragraph each, times in whole seconds, nobody twice in a row.
var sameTurns = []said{
	{"Enquêtrice", "Ça a commencé comment, pour vous ?", 1 * time.Second, 4 * time.Second},
	{"Mère", "Ben… c’est l’école qui a appelé. (rires) J’étais à l'œuvre, « au travail » ; il était 14:30, je crois.", 4 * time.Second, 12 * time.Second},
	{"Enquêtrice", "Et après ?", 12 * time.Second, 13 * time.Second},
	{"Mère", "Après, ils sont venus à deux [inaudible 00:12:45], et puis on a parlé longtemps de l'aîné, de la maison, des devoirs, de la cantine à 4 € & du reste : tout ça, quoi.", 13 * time.Second, 31 * time.Second},
	{"Enquêtrice", "D'accord.", 31 * time.Second, 32 * time.Second},
	{"Mère", "Par exemple : un <truc> où tu dis oui, 50 % du temps, sans *rien* savoir_faire.", 32 * time.Second, 40 * time.Second},
}

// sameFile is that interview in one format, written by the test itself.
type sameFile struct {
	name     string
	write    func(t testing.TB, turns []said) []byte
	speakers []Speaker // where labels are codes of a machine
}

// sameFiles has a line or more for each format.
func sameFiles() []sameFile {
	return slices.Concat(sameDocuments(), sameRecordings())
}

// sameDocuments are the formats of documents.
func sameDocuments() []sameFile {
	return []sameFile{
		{name: "a.txt", write: func(_ testing.TB, turns []said) []byte { return []byte(labelled(turns)) }},
		{name: "windows.txt", write: func(t testing.TB, turns []said) []byte { return []byte(latin(t, labelled(turns))) }},
		{name: "a.docx", write: func(t testing.TB, turns []said) []byte {
			return wordFile(t, paragraphsOf(labelled(turns)), nil)
		}},
		{name: "a.odt", write: func(t testing.TB, turns []said) []byte {
			return openFile(t, "", openParagraphs(labelled(turns)), "")
		}},
		{name: "a.rtf", write: func(_ testing.TB, turns []said) []byte { return richFile(labelled(turns)) }},
		{name: "a.html", write: func(_ testing.TB, turns []said) []byte { return webPage(labelled(turns)) }},
		{name: "windows.html", write: func(t testing.TB, turns []said) []byte { return []byte(latin(t, string(webPage(labelled(turns))))) }},
		{name: "a.pdf", write: func(t testing.TB, turns []said) []byte { return printedFile(t, labelled(turns)) }},
		// LibreOffice wrote these of sameTurns, with a header, a footer and a comment.
		{name: "libreoffice.docx", write: shipped("libreoffice.docx")},
		{name: "libreoffice.odt", write: shipped("libreoffice.odt")},
		{name: "libreoffice.rtf", write: shipped("libreoffice.rtf")},
		{name: "libreoffice.html", write: shipped("libreoffice.html")},
		{name: "libreoffice.pdf", write: shipped("libreoffice.pdf")},
		{name: "a.md", write: func(_ testing.TB, turns []said) []byte { return markdownText(labelled(turns)) }},
	}
}

// shipped is a file of testdata.
func shipped(name string) func(testing.TB, []said) []byte {
	return func(t testing.TB, _ []said) []byte {
		t.Helper()
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
}

// labelled is a line a turn: "Mère : …".
func labelled(turns []said) string {
	lines := make([]string, len(turns))
	for i, s := range turns {
		lines[i] = s.label + " : " + s.text
	}
	return strings.Join(lines, "\n")
}

func latin(t testing.TB, text string) string {
	t.Helper()
	text, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// The same interview in every format has the same turns and speakers.
func TestSame(t *testing.T) {
	covered := map[string]bool{}
	for _, f := range sameFiles() {
		t.Run(f.name, func(t *testing.T) {
			files := fstest.MapFS{f.name: {Data: f.write(t, sameTurns)}}
			got, report, err := Reader{Files: files, Speakers: f.speakers}.ReadFile(f.name)
			if err != nil {
				t.Fatal(err)
			}
			check(t, got)
			if len(got.Turns) != len(sameTurns) {
				t.Fatalf("%d turns, want %d:\n%s\n%s", len(got.Turns), len(sameTurns), strings.Join(shownTurns(got), "\n"), report)
			}
			for i, turn := range got.Turns {
				want := sameTurns[i]
				asks := want.label == "Enquêtrice"
				if turn.Speaker != want.label || turn.Interviewer != asks || (turn.Role == "mère") == asks {
					t.Errorf("turn %d is of %q, %q, interviewer: %t", i+1, turn.Speaker, turn.Role, turn.Interviewer)
				}
				if turn.Text != want.text {
					t.Errorf("turn %d is\n%q, want\n%q", i+1, turn.Text, want.text)
				}
				if notes := stageNotes(want.text); len(turn.Notes) != len(notes) {
					t.Errorf("turn %d has %d stage notes, want %d", i+1, len(turn.Notes), len(notes))
				}
				if turn.Timed && (turn.From != want.from || turn.To != turn.From && turn.To != want.to) {
					t.Errorf("turn %d is from %v to %v, want %v to %v", i+1, turn.From, turn.To, want.from, want.to)
				}
			}
			for _, p := range report.Problems {
				if p.Severity != 0 {
					t.Errorf("problem: %s", &p)
				}
			}
		})
		_, extension, _ := strings.Cut(f.name, ".")
		covered["."+strings.ToLower(extension)] = true
	}
	for _, f := range formats() {
		if len(f.extensions) > 0 && !slices.ContainsFunc(f.extensions, func(e string) bool { return covered[e] }) {
			t.Errorf("%s: no file of it here", f.name)
		}
	}
}
