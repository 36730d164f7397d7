package main

import (
	"errors"
	"io/fs"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/interviews/pseudonym"
	"github.com/askoria/verbatim/interviews/transcript"
	"github.com/askoria/verbatim/stats"
)

// kept are words with a capital that name nobody.
var kept = []string{"CAP", "Cap", "du Net", "Net", "Parcoursup", "Vitale"}

// study is what a folder holds, read with the design of the study.
type study struct {
	design   design.Design
	codebook *corpus.Codebook
	youths   *stats.Table // one row a young person
	places   *stats.Table // one row a young person and place
	events   *stats.Table // the Ageven sheet
	spells   *stats.Table // situations of the last two years
	turns    *stats.Table // when the turning points happened, one row a passage
	records  interviews.Study
	original *corpus.Corpus // texts as they came: places of passages, never words
	told     corpus.Codings // in them
	masked   *pseudonym.Masked
	corpus   *corpus.Corpus // of the masked texts
	codings  corpus.Codings // in those
	report   interviews.Report
}

// read takes in all that can be read; the error joins the files that cannot.
func read(files fs.FS) (study, error) {
	s := study{design: design.Rural()}
	s.records.Roles = s.design.Roles
	var failed []error
	took := func(report *interviews.Report, err error) bool {
		s.report.Merge(report)
		failed = append(failed, err)
		return err == nil
	}
	var report *interviews.Report
	var err error
	s.codebook, report, err = corpus.CodebookReader{Files: s.design.Files()}.ReadFile("grille.csv")
	took(report, err)
	for _, t := range []struct {
		into *(*stats.Table)
		name string
	}{{&s.youths, "jeunes"}, {&s.places, "lieux"}, {&s.events, "evenements"}, {&s.spells, "parcours"}, {&s.turns, "tournants"}} {
		variables, err := s.dictionary(files, t.name)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		*t.into, report, err = dictionary.Reader{Dictionary: variables, Files: files}.ReadFile(t.name + ".csv")
		took(report, err)
	}
	s.records.Interviews, report, err = interviews.Reader{Files: files, Roles: s.design.Roles}.ReadFile("entretiens.csv")
	if took(report, err) {
		took(transcript.Reader{Files: files, Roles: s.design.Roles}.Attach("transcriptions", s.records.Interviews))
		failed = append(failed, s.readTexts(files))
	}
	return s, errors.Join(failed...)
}

// dictionary is that of the design or, for what this study adds, of the folder.
func (s *study) dictionary(files fs.FS, name string) (*dictionary.Dictionary, error) {
	if d, err := s.design.Dictionary(name); err == nil {
		return d, nil
	}
	d, report, err := dictionary.Open(files, "dictionnaire_"+name+".csv")
	s.report.Merge(report)
	return d, err
}

// readTexts masks the transcripts. Coders worked on the texts as they came;
// their passages follow the words into the masked ones, which alone are shown.
func (s *study) readTexts(files fs.FS) error {
	var err error
	if s.original, err = corpus.New(s.records.Interviews, s.design.Roles); err != nil {
		return err
	}
	var report *interviews.Report
	s.told, report, err = corpus.CodingReader{Files: files, Codebook: s.codebook, Corpus: s.original}.ReadFile("codages.csv")
	s.report.Merge(report)
	if err != nil {
		return err
	}
	if s.masked, err = (pseudonym.Masker{Keep: kept}).Of(s.records.Interviews); err != nil {
		return err
	}
	s.records.Interviews = s.masked.Interviews
	if s.corpus, err = corpus.New(s.masked.Interviews, s.design.Roles); err != nil {
		return err
	}
	s.codings, err = s.told.In(s.corpus, s.masked.Place)
	return err
}
