package refi_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/askoria/verbatim/corpus/refi"
)

// told is a text with accents, line ends and characters beyond 16 bits.
const told = "Enquêteur : Comment ça se passe à l’école ?\nJeune : J’y vais plus trop 😀, à l’école.\nÇa m’énerve 🎒 déjà.\nMère : Le juge a décidé, c’était dur.\nMoi, j’ai été écoutée.\n"

// passages begin and end at words, as people mark them.
var passages = []string{
	"Comment ça se passe", "vais plus trop 😀", "à l’école.\nÇa m’énerve", "déjà", "Le juge a décidé", "c’était dur", "été écoutée",
}

// counted is a place of the text as a program counts it that reads the file so.
func counted(r refi.Reading, file string, at int) int {
	before := string([]rune(told)[:at])
	n := 0
	switch r.Unit {
	case refi.CodePoints:
		n = utf8.RuneCountInString(before)
	case refi.UTF16:
		n = len(utf16.Encode([]rune(before)))
	case refi.Bytes:
		n = len(before)
	}
	if r.LineEnds == refi.AsTwo || r.LineEnds == refi.AsInFile && strings.Contains(file, "\r\n") {
		n += strings.Count(before, "\n")
	}
	if r.BOM {
		n += map[refi.Unit]int{refi.CodePoints: 1, refi.UTF16: 1, refi.Bytes: 3}[r.Unit]
	}
	if r.FromOne {
		n++
	}
	return n
}

// spoken is a project of one text, whose places are counted so.
func spoken(r refi.Reading, file string, named bool) []byte {
	var selections strings.Builder
	for i, passage := range passages {
		start := utf8.RuneCountInString(told[:strings.Index(told, passage)])
		end := start + utf8.RuneCountInString(passage)
		from, to := counted(r, file, start), counted(r, file, end)
		if r.Inclusive {
			to--
		}
		name := "extrait"
		if named {
			name = strings.ReplaceAll(passage, "\n", " ")
		}
		fmt.Fprintf(&selections, `<PlainTextSelection guid="00000000-0000-0000-0000-%012d" name="%s" startPosition="%d" endPosition="%d"/>`, i+1, name, from, to)
	}
	return archive(map[string]string{
		"project.qde": `<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Sources><TextSource guid="10000000-0000-0000-0000-000000000000" name="a" plainTextPath="internal://a.txt">` +
			selections.String() + `</TextSource></Sources></Project>`,
		"sources/a.txt": file,
	})
}

func TestCalibration(t *testing.T) {
	crlf := strings.ReplaceAll(told, "\n", "\r\n")
	for _, test := range []struct {
		name    string
		reading refi.Reading
		file    string
	}{
		{"code points", refi.Reading{}, told},
		{"UTF-16", refi.Reading{Unit: refi.UTF16}, told},
		{"bytes", refi.Reading{Unit: refi.Bytes}, told},
		{"from 1", refi.Reading{FromOne: true}, told},
		{"inclusive", refi.Reading{Inclusive: true}, told},
		{"from 1, inclusive", refi.Reading{FromOne: true, Inclusive: true}, told},
		{"UTF-16 from 1, inclusive", refi.Reading{Unit: refi.UTF16, FromOne: true, Inclusive: true}, told},
		{"bytes, inclusive", refi.Reading{Unit: refi.Bytes, Inclusive: true}, told},
		{"CR LF as two", refi.Reading{}, crlf},
		{"CR LF as one", refi.Reading{LineEnds: refi.AsOne}, crlf},
		{"LF as two", refi.Reading{LineEnds: refi.AsTwo}, told},
		{"UTF-16, CR LF as one", refi.Reading{Unit: refi.UTF16, LineEnds: refi.AsOne}, crlf},
		{"bytes, CR LF as two", refi.Reading{Unit: refi.Bytes}, crlf},
		{"BOM dropped", refi.Reading{}, "\ufeff" + told},
		{"BOM counted", refi.Reading{BOM: true}, "\ufeff" + told},
		{"bytes, BOM counted", refi.Reading{Unit: refi.Bytes, BOM: true}, "\ufeff" + crlf},
	} {
		for _, named := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, names %t", test.name, named), func(t *testing.T) {
				p := read(t, "p.qdpx", spoken(test.reading, test.file, named))
				s := p.Sources[0]
				if *s.Content != told {
					t.Fatalf("the text is %q", *s.Content)
				}
				runes := []rune(told)
				for i, selection := range s.Texts {
					if got := string(runes[selection.Start.Value:selection.End.Value]); got != passages[i] {
						t.Errorf("passage %d is %q, want %q", i, got, passages[i])
					}
				}
				reading := refi.Reading{}
				if s.Calibration != nil {
					reading = s.Calibration.Reading
				}
				if s.Calibration.Score != 1 || s.Calibration.Doubtful() || reading != test.reading {
					t.Errorf("%v, score %g, want %v", reading, s.Calibration.Score, test.reading)
				}
			})
		}
	}
}

// Decomposed accents are characters of their own, and stay so.
func TestCalibrationDecomposed(t *testing.T) {
	text := "Ele\u0301onore a e\u0301te\u0301 place\u0301e."
	p := read(t, "p.qde", []byte(`<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Sources><TextSource guid="10000000-0000-0000-0000-000000000000"><PlainTextContent>`+
		text+`</PlainTextContent><PlainTextSelection guid="00000000-0000-0000-0000-000000000001" name="`+"e\u0301te\u0301"+`" startPosition="12" endPosition="17"/></TextSource></Sources></Project>`))
	if s := p.Sources[0]; *s.Content != text || !s.Calibration.Reading.Standard() || s.Texts[0].Start.Value != 12 {
		t.Errorf("%q, %v, %v", *s.Content, s.Calibration, s.Texts[0].Start)
	}
}

// A text that was changed after it was coded fits no reading.
func TestCalibrationDoubtful(t *testing.T) {
	changed := "Bonjour. Vous allez bien ? On commence.\n" + told
	p, report, err := (refi.Reader{Files: files("p.qdpx", spoken(refi.Reading{}, changed, true))}).ReadFile("p.qdpx")
	if err != nil {
		t.Fatal(err)
	}
	if c := p.Sources[0].Calibration; !c.Doubtful() {
		t.Errorf("score %g", c.Score)
	}
	if !strings.Contains(report.String(), "toutes ses positions sont douteuses") {
		t.Errorf("the report does not say so: %v", report)
	}
}
