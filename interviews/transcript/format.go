package transcript

import (
	"path"
	"slices"
	"strings"

	"github.com/askoria/verbatim/interviews"
)

// format is a way in which transcripts are written down.
type format struct {
	name       string   // in French, with its article
	extensions []string // those that files of it have, the dot and lower case
	recognise  func(*source) bool
	read       func(*source) (content, error)
}

// formats are all that are read, in the order in which they are tried: one that
// others could be taken for stands after them.
func formats() []format {
	return []format{
		{"un document Word", []string{".docx"}, isWord, docx},
		{"des sous-titres SubRip", []string{".srt"}, isSRT, srt},
		{"des sous-titres WebVTT", []string{".vtt"}, isVTT, vtt},
		{"une transcription WhisperX", []string{".json"}, isWhisperJSON, whisperJSON},
		{"un tableau WhisperX", []string{".tsv"}, isWhisperTable, whisperTable},
		{"un texte WhisperX", []string{".txt"}, isWhisperText, whisperText},
		{"une transcription oTranscribe", []string{".otr"}, isOTR, otr},
		{"un autre fichier JSON", nil, isJSON, otherJSON},
		{"une page noScribe", []string{".html"}, isNoScribeHTML, noScribeHTML},
		{"un texte noScribe", []string{".txt"}, isNoScribeText, noScribeText},
		{"une annotation ELAN", []string{".eaf"}, isEAF, eaf},
		{"un tableau ELAN", []string{".txt"}, isELANTab, elanTab},
		{"un TextGrid de Praat", []string{".textgrid"}, isTextGrid, textGrid},
		{"une transcription Transcriber", []string{".trs"}, isTRS, trs},
		{"un texte étoilé IRaMuTeQ", []string{".txt"}, isIRaMuTeQ, iramuteq},
		{"une transcription Sonal", []string{".sonal", ".html"}, isSonal, sonal},
		{"une transcription de l'ancien Sonal", []string{".rtr"}, isRTR, rtr},
		{"un document LibreOffice", []string{".odt"}, isOpenDocument, odt},
		{"un fichier RTF", []string{".rtf"}, isRTF, rtf},
		{"un PDF", []string{".pdf"}, isPDF, pdf},
		{"une page web", []string{".html", ".htm"}, isHTML, web},
		{"un autre fichier XML", nil, isXML, otherXML},
		{"un texte Markdown", []string{".md", ".markdown"}, isMarkdown, markdown},
		{"un texte", []string{".txt"}, isText, plain},
	}
}

// wanted is what a file should be.
const wanted = "une transcription que l'on sache lire (.docx, .odt, .rtf, .txt, .html, .md, .pdf, .srt, .vtt…)"

// source is a file to be recognised and read.
type source struct {
	*interviews.File
	text    interviews.Text // empty where the file is not text
	textErr error           // why it is not
	limits  interviews.Limits
}

func newSource(file *interviews.File, limits interviews.Limits) *source {
	s := &source{File: file, limits: limits.Defaults()}
	if file.Format == interviews.PlainText {
		s.text, s.textErr = file.Text()
	}
	return s
}

// begins tells whether the text begins with one of some marks, in lower case,
// white space apart.
func (s *source) begins(marks ...string) bool {
	start := strings.ToLower(strings.TrimSpace(s.text.Content[:min(len(s.text.Content), 200)]))
	for _, mark := range marks {
		if strings.HasPrefix(start, mark) {
			return true
		}
	}
	return false
}

// holds tells whether one of some marks, in lower case, stands near the start.
func (s *source) holds(marks ...string) bool {
	start := strings.ToLower(s.text.Content[:min(len(s.text.Content), 4096)])
	return slices.ContainsFunc(marks, func(mark string) bool { return strings.Contains(start, mark) })
}

// read brings a file to content by what it is, and says what that is where its
// name does not.
func (s *source) read() (content, error) {
	extension := strings.ToLower(path.Ext(s.Name))
	of := 0
	for _, f := range formats() {
		if slices.Contains(f.extensions, extension) {
			of++
		}
	}
	for _, f := range formats() {
		if !f.recognise(s) {
			continue
		}
		c, err := f.read(s)
		if of > 1 || !slices.Contains(f.extensions, extension) {
			c.notes = append(c.notes, "lu comme "+f.name)
		}
		return c, err
	}
	return content{}, s.Refuse(wanted)
}

// damaged is the problem of a file that is what it says and cannot be read.
func (s *source) damaged() error {
	return &interviews.Problem{
		File: s.Name, Severity: interviews.Rejected,
		Summary: "est abîmé : le texte du document ne se lit pas",
		Hint:    "l'ouvrir dans le logiciel d'origine et l'enregistrer à nouveau",
	}
}
