// Package transcript reads interviews as they were written down: text, Word,
// LibreOffice, PDF, subtitles, and what programs for recordings write.
//
// Reader is nearly all there is. ReadFile reads one transcript, Attach a folder of
// them onto the interviews that they belong to:
//
//	report, err := transcript.Reader{Files: files}.Attach("transcriptions", list)
//
// Each format is told by its content and brought to paragraphs; one splitter then
// finds who speaks. Speaker declares the labels of a voice where the usual ones
// ("E :", "Mère :") do not do. What is dropped on the way is counted in the report.
package transcript

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Reader reads transcripts: documents (.docx, .odt, .rtf, .txt, .html, .md,
// .pdf) and what programs for recordings write (.srt, .vtt, WhisperX,
// oTranscribe, noScribe, ELAN, Praat, Transcriber, IRaMuTeQ, Sonal), each told
// by its content. In a document a label makes a turn if it is declared
// (Speakers, Roles, usual ones such as E, Enquêtrice, Q, R) or stands at three
// line starts or more in three words at most. "Par exemple :" stays text with a
// notice; "Checheur", near a declared label, is proposed in a problem and never
// taken for it: its turns have no role. A paragraph without a label goes on
// with the same speaker; lines before the first label are in no turn.
type Reader struct {
	Files    fs.FS            // nil: the operating system
	Speakers []Speaker        // go before the usual labels
	Roles    interviews.Roles // nil: interviews.DefaultRoles
	Limits   interviews.Limits
}

// ReadFile reads one transcript. Its text is that of the file with paragraphs
// joined by LF and nothing else changed: comments, footnotes, hidden and deleted
// passages are left out and counted in Dropped. A format that says who speaks
// when, as subtitles and tiers do, makes a text of one paragraph a turn behind
// its label, in the order of time; what one person says with nobody in between
// is one turn. A transcript in which nobody
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
	from := newSource(file, r.Limits)
	c, err := from.read()
	if err != nil {
		source.Rejected = 1
		return nil, report, failed(report, err)
	}
	source.Encoding = from.text.Encoding
	if from.text.Doubt != "" {
		report.Problems = append(report.Problems, interviews.Problem{
			File: file.Name, Summary: from.text.Doubt, Hint: "l'enregistrer à nouveau en UTF-8",
		})
	}
	script := c.script()
	sum := sha256.Sum256([]byte(script.text))
	t := &interviews.Transcript{Source: file.Name, Text: script.text, SHA256: hex.EncodeToString(sum[:]), Dropped: c.dropped.list(), Unreviewed: c.unreviewed}
	turns, problems := split(script, r.newCast(of))
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
	source.Notes = append(c.notes, notes(t)...)
	return t, report, nil
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
	list := []string{fmt.Sprintf("%s, dont %d de l'enquêteur", stats.Plural(len(t.Turns), "fr", "tour", "tours"), asked)}
	if silent > 0 {
		list = append(list, stats.Plural(silent, "fr", "tour sans parole", "tours sans parole"))
	}
	if n := overlapping(t.Turns); n > 0 {
		list = append(list, stats.Plural(n, "fr", "tour commence", "tours commencent")+" avant la fin d'un autre : parole superposée")
	}
	if t.Unreviewed {
		list = append(list, "transcription automatique non relue")
	}
	for _, d := range t.Dropped {
		list = append(list, fmt.Sprintf("laissé de côté : %s (%d, %s)", d.What, d.Count,
			stats.Plural(d.Characters, "fr", "caractère", "caractères")))
	}
	return list
}
