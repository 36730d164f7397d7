package transcript

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/askoria/verbatim/interviews"
)

// deepest bounds nested elements: no honest document comes near, and a hostile
// one would exhaust the stack.
const deepest = 400

var errDeep = errors.New("elements nested too deeply")

// walker goes through the elements of an XML file.
type walker struct{ *xml.Decoder }

// children shows the elements right inside the one under way, each to be
// consumed, up to its end.
func (w walker) children(see func(e xml.StartElement, nth int) error) error {
	for nth := 0; ; {
		token, err := w.Token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if err := see(token, nth); err != nil {
				return err
			}
			nth++
		case xml.EndElement:
			return nil
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// newXML decodes text that is UTF-8 by now, whatever its declaration says.
func newXML(text string) *xml.Decoder {
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	return d
}

// root tells whether the first element of an XML file is of that name.
func (s *source) root(name string) bool {
	start := s.text.Content[:min(len(s.text.Content), 4000)]
	at := strings.Index(start, "<"+name)
	return at >= 0 && s.begins("<?xml", "<!doctype "+strings.ToLower(name), "<"+strings.ToLower(name), "<!--") &&
		(at+1+len(name) == len(start) || strings.ContainsRune(" \t\r\n>/", rune(start[at+1+len(name)])))
}

func isXML(s *source) bool { return s.begins("<?xml") }

// otherXML refuses what no reader knows.
func otherXML(s *source) (content, error) {
	return content{}, &interviews.Problem{
		File: s.Name, Severity: interviews.Rejected,
		Summary: "est un fichier XML qui n'est ni d'ELAN ni de Transcriber",
		Hint:    "exporter la transcription en .docx, .txt ou .srt depuis le logiciel d'origine",
	}
}
