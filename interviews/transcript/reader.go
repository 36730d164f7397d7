// Package transcript reads interviews as they were written down. Each format is
// brought to paragraphs; one splitter then finds who speaks.
package transcript

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/askoria/verbatim/interviews"
)

// wanted is what a file should be.
const wanted = "une transcription Word (.docx) ou texte (.txt)"

// Reader reads transcripts, .docx and .txt, found by content.
//
// A label makes a turn if it is declared (Speakers, Roles, and usual ones such
// as E, Enquêtrice, Chercheur, Q, R) or stands at three line starts or more in
// three words at most. "Par exemple :" stays text with a notice. A label near a declared one ("Checheur") is
// proposed in a problem, never taken for it; its turns have no role. A
// paragraph without a label goes on with the same speaker; lines before the
// first label are in no turn.
type Reader struct {
	Files    fs.FS            // nil: the operating system
	Speakers []Speaker        // go before the usual labels
	Roles    interviews.Roles // nil: interviews.DefaultRoles
	Limits   interviews.Limits
}

// ReadFile reads one transcript. Its text is that of the file with paragraphs
// joined by LF and nothing else changed: comments, footnotes, hidden and deleted
// passages are left out and counted in Dropped. A transcript in which nobody
// speaks has no turns and a problem that says what to do. The error, in French,
// is for a file in which there is nothing to read; the report is never nil.
func (r Reader) ReadFile(name string) (*interviews.Transcript, *interviews.Report, error) {
	return r.read(name, nil)
}

// read reads the transcript of an interview, nil where it is not known.
func (r Reader) read(name string, of *interviews.Interview) (*interviews.Transcript, *interviews.Report, error) {
	report := &interviews.Report{}
	file, err := interviews.Opener{Files: r.Files, Limits: r.Limits}.Open(name)
	if err != nil {
		return nil, report, failed(report, err)
	}
	report.Sources = []interviews.Source{file.Source()}
	source := &report.Sources[0]
	source.Read = 1
	c, err := paragraphs(file, report)
	if err != nil {
		source.Rejected = 1
		return nil, report, failed(report, err)
	}
	text := c.text()
	sum := sha256.Sum256([]byte(text))
	t := &interviews.Transcript{Source: file.Name, Text: text, SHA256: hex.EncodeToString(sum[:]), Dropped: c.dropped.list()}
	turns, problems := split(text, r.newCast(of))
	t.Turns = turns
	for _, p := range problems {
		p.File = file.Name
		report.Problems = append(report.Problems, p)
	}
	if len(turns) == 0 {
		source.Rejected = 1
	} else {
		source.Accepted = 1
	}
	source.Notes = append(source.Notes, notes(t)...)
	return t, report, nil
}

// paragraphs reads a file by what it is.
func paragraphs(file *interviews.File, report *interviews.Report) (content, error) {
	switch file.Format {
	case interviews.WordDocument, interviews.Archive:
		return docx(file)
	case interviews.PlainText:
		return plain(file, report)
	}
	return content{}, file.Refuse(wanted)
}

// plain reads a text file, unless it is the source of something else.
func plain(file *interviews.File, report *interviews.Report) (content, error) {
	text, err := file.Text()
	if err != nil {
		return content{}, err
	}
	begin := strings.ToLower(strings.TrimSpace(text.Content[:min(len(text.Content), 200)]))
	for _, other := range [...]struct{ mark, name string }{
		{`{\rtf`, "un fichier RTF"}, {"<!doctype html", "une page web"}, {"<html", "une page web"},
	} {
		if strings.HasPrefix(begin, other.mark) {
			return content{}, &interviews.Problem{
				File: file.Name, Severity: interviews.Rejected,
				Summary: "n'est pas " + wanted + " : c'est " + other.name,
				Hint:    "l'ouvrir et l'enregistrer en .docx",
			}
		}
	}
	report.Sources[0].Encoding = text.Encoding
	if text.Doubt != "" {
		report.Problems = append(report.Problems, interviews.Problem{
			File:    file.Name,
			Summary: text.Doubt, Hint: "l'enregistrer à nouveau en UTF-8",
		})
	}
	return content{paragraphs: strings.Split(text.Content, "\n")}, nil
}

// failed adds to the report that a file could not be read.
func failed(report *interviews.Report, err error) error {
	problem, ok := errors.AsType[*interviews.Problem](err)
	if !ok {
		return err
	}
	return report.Failed(problem)
}

// notes sums a transcript up for the list of files read.
func notes(t *interviews.Transcript) []string {
	asked, silent := 0, 0
	for i := range t.Turns {
		if t.Turns[i].Interviewer {
			asked++
		}
		if t.Turns[i].Text == "" {
			silent++
		}
	}
	list := []string{fmt.Sprintf("%s, dont %d de l'enquêteur", plural(len(t.Turns), "tour", "tours"), asked)}
	if silent > 0 {
		list = append(list, plural(silent, "tour sans parole", "tours sans parole"))
	}
	for _, d := range t.Dropped {
		list = append(list, fmt.Sprintf("laissé de côté : %s (%d, %s)", d.What, d.Count,
			plural(d.Characters, "caractère", "caractères")))
	}
	return list
}
