package main

import (
	"errors"
	"io/fs"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/interviews/pseudonym"
	"github.com/askoria/verbatim/interviews/transcript"
	"github.com/askoria/verbatim/stats"
)

// study is what a folder holds.
type study struct {
	dictionary *dictionary.Dictionary
	cases      *stats.Table // one row a child
	records    interviews.Study
	masked     *pseudonym.Masked // its key stays here: it goes into no workbook
	corpus     *corpus.Corpus    // of the masked texts
	codebook   *corpus.Codebook
	codings    corpus.Codings
	report     interviews.Report
}

// read takes in all that can be read; the error joins the files that cannot.
func read(files fs.FS) (s study, err error) {
	var reports [7]*interviews.Report
	var failed [10]error
	s.dictionary, reports[0], failed[0] = dictionary.Open(files, "dictionnaire.csv")
	if failed[0] == nil {
		s.cases, reports[1], failed[1] = dictionary.Reader{Dictionary: s.dictionary, Files: files}.ReadFile("dossiers.csv")
	}
	s.records.Episodes, reports[2], failed[2] = interviews.EpisodeReader{Files: files}.ReadFile("episodes.csv")
	s.records.Interviews, reports[3], failed[3] = interviews.Reader{Files: files}.ReadFile("entretiens.csv")
	reports[4], failed[4] = transcript.Reader{Files: files}.Attach("transcriptions", s.records.Interviews)
	s.codebook, reports[5], failed[5] = corpus.CodebookReader{Files: files}.ReadFile("grille.csv")

	// Coders worked on the texts as they came; their passages follow the words
	// into the masked ones, which are all that is analysed.
	original, err := corpus.New(s.records.Interviews, s.records.Roles)
	if failed[6] = err; err == nil {
		s.codings, reports[6], failed[7] = corpus.CodingReader{Files: files, Codebook: s.codebook, Corpus: original}.ReadFile("codages.csv")
	}
	if s.masked, failed[8] = (pseudonym.Masker{}).Of(s.records.Interviews); failed[8] == nil {
		s.records.Interviews = s.masked.Interviews
		if s.corpus, err = corpus.New(s.masked.Interviews, s.records.Roles); err == nil {
			s.codings, err = s.codings.In(s.corpus, s.masked.Place)
		}
		failed[9] = err
	}
	s.report.Merge(reports[:]...)
	return s, errors.Join(failed[:]...)
}
