package transcript

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/interviews"
)

func fuzz(t *testing.T, name string, data []byte) {
	reader := Reader{Files: fstest.MapFS{name: {Data: data}}, Limits: interviews.Limits{Inflated: 1 << 20, Entry: 1 << 20}}
	of := &interviews.Interview{Informant: interviews.Person{Role: "mère"}}
	got, report, err := reader.read(name, of)
	if err != nil {
		if got != nil || len(report.Problems) == 0 {
			t.Fatalf("got %v and %v beside %v", got, report.Problems, err)
		}
		return
	}
	check(t, got)
	if s := report.Sources[0]; s.Read != 1 || s.Read != s.Accepted+s.Rejected || (s.Accepted == 1) != (len(got.Turns) > 0) {
		t.Fatalf("source is %+v", s)
	}
	if strings.Contains(got.Text, "\r") {
		t.Fatal("a carriage return in the text")
	}
}

func FuzzText(f *testing.F) {
	data, err := os.ReadFile("testdata/turns.txt")
	if err != nil {
		f.Fatal(err)
	}
	for block := range strings.SplitSeq(string(data), "\n=== ") {
		f.Add([]byte(spelled.Replace(block)))
	}
	f.Add([]byte("\xff\xfeE\x00 \x00:\x00"))
	f.Add([]byte("E :\x85\u2028Mère\u3000: \xe9"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzz(t, "a.txt", data) })
}

// FuzzDocx fuzzes the file as it comes.
func FuzzDocx(f *testing.F) {
	f.Add(wordFile(f, paragraphsOf(dialogue), [][2]string{{"comments", "<w:comment>" + run("a") + "</w:comment>"}}))
	f.Fuzz(func(t *testing.T, data []byte) { fuzz(t, "a.docx", data) })
}

// FuzzDocxBody fuzzes the XML of the body, which packing hides from FuzzDocx.
func FuzzDocxBody(f *testing.F) {
	f.Add(paragraphsOf(dialogue))
	f.Add(`<w:tbl><w:tr><w:tc><w:p>` + run("E") + `</w:p></w:tc><w:tc><w:p>` + run("un") + `</w:p></w:tc></w:tr></w:tbl>`)
	f.Add(`<w:p><w:del>` + run("a") + `</w:del><mc:AlternateContent><mc:Choice><w:r><w:rPr><w:vanish/></w:rPr><w:tab/></w:r></mc:Choice></mc:AlternateContent></w:p>`)
	f.Fuzz(func(t *testing.T, body string) { fuzz(t, "a.docx", wordFile(t, body, nil)) })
}
