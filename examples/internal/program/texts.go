package program

import (
	"errors"
	"io/fs"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/pseudonym"
	"github.com/askoria/verbatim/interviews/transcript"
)

// Texts are the interviews of a study and what two coders put in them. Coders
// read the texts as they came; their passages follow the words into the masked
// texts, which alone are analysed.
type Texts struct {
	Records  interviews.Study
	Codebook *corpus.Codebook
	Original *corpus.Corpus    // the texts as they came: places of passages, never words
	Told     corpus.Codings    // in them
	Masked   *pseudonym.Masked // its key goes into no workbook
	Corpus   *corpus.Corpus    // of the masked texts
	Codings  corpus.Codings    // in those
	Report   interviews.Report
}

// Read takes in entretiens.csv, transcriptions and codages.csv of a folder, and
// grille.csv of another, that of the study's design or the same. Words kept are
// not masked. The error joins what could not be read.
func (t *Texts) Read(files, grid fs.FS, kept ...string) error {
	var failed []error
	took := func(report *interviews.Report, err error) {
		t.Report.Merge(report)
		failed = append(failed, err)
	}
	var report *interviews.Report
	var err error
	t.Records.Interviews, report, err = interviews.Reader{Files: files, Roles: t.Records.Roles}.ReadFile("entretiens.csv")
	took(report, err)
	took(transcript.Reader{Files: files, Roles: t.Records.Roles}.Attach("transcriptions", t.Records.Interviews))
	t.Codebook, report, err = corpus.CodebookReader{Files: grid}.ReadFile("grille.csv")
	took(report, err)
	if t.Original, err = corpus.New(t.Records.Interviews, t.Records.Roles); err == nil {
		t.Told, report, err = corpus.CodingReader{Files: files, Codebook: t.Codebook, Corpus: t.Original}.ReadFile("codages.csv")
		t.Report.Merge(report)
	}
	failed = append(failed, err)
	if t.Masked, err = (pseudonym.Masker{Keep: kept}).Of(t.Records.Interviews); err == nil {
		t.Records.Interviews = t.Masked.Interviews
		if t.Corpus, err = corpus.New(t.Records.Interviews, t.Records.Roles); err == nil {
			t.Codings, err = t.Told.In(t.Corpus, t.Masked.Place)
		}
	}
	return errors.Join(append(failed, err)...)
}

// Themes are the codes that coders put: those below another.
func (t *Texts) Themes() []string {
	var list []string
	for _, code := range t.Codebook.Codes() {
		if code.Parent != "" {
			list = append(list, code.ID)
		}
	}
	return list
}
