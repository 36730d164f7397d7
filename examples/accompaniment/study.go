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

// study is what a folder holds.
type study struct {
	design    design.Design
	documents *stats.Table // one row a document
	findings  *stats.Table // one row a finding, with what is known of its document
	records   interviews.Study
	masked    *pseudonym.Masked
	corpus    *corpus.Corpus // of the masked texts
	codebook  *corpus.Codebook
	codings   corpus.Codings
	report    interviews.Report
}

// read takes in a folder; a file that cannot be read is an error.
func read(files fs.FS) (s study, err error) {
	s.design = design.Accompaniment()
	s.records = interviews.Study{Name: s.design.Name, Roles: s.design.Roles}
	found, err := s.design.Dictionary("constats")
	if err != nil {
		return s, err
	}
	var reports [6]*interviews.Report
	var failed [5]error
	s.codebook, reports[0], failed[0] = corpus.CodebookReader{Files: s.design.Files()}.ReadFile("grille.csv")
	s.documents, reports[1], failed[1] = dictionary.Reader{Dictionary: s.design.CaseFile, Files: files}.ReadFile("documents.csv")
	s.findings, reports[2], failed[2] = dictionary.Reader{Dictionary: found, Files: files}.ReadFile("constats.csv")
	s.records.Interviews, reports[3], failed[3] = interviews.Reader{Files: files, Roles: s.records.Roles}.ReadFile("entretiens.csv")
	reports[4], failed[4] = transcript.Reader{Files: files, Roles: s.records.Roles}.Attach("transcriptions", s.records.Interviews)
	if err = errors.Join(failed[:]...); err != nil {
		return s, err
	}

	// Coders read the texts as they came; their passages follow the words into
	// the masked ones.
	original, err := corpus.New(s.records.Interviews, s.records.Roles)
	if err != nil {
		return s, err
	}
	if s.codings, reports[5], err = (corpus.CodingReader{Files: files, Codebook: s.codebook, Corpus: original}).ReadFile("codages.csv"); err != nil {
		return s, err
	}
	s.report.Merge(reports[:]...)
	if s.masked, err = (pseudonym.Masker{}).Of(s.records.Interviews); err != nil {
		return s, err
	}
	s.records.Interviews = s.masked.Interviews
	if s.corpus, err = corpus.New(s.masked.Interviews, s.records.Roles); err != nil {
		return s, err
	}
	if s.codings, err = s.codings.In(s.corpus, s.masked.Place); err != nil {
		return s, err
	}
	if s.findings, err = (stats.Join{On: "id_doc"}).Of(s.findings, s.documents); err != nil {
		return s, err
	}
	s.findings, err = withUse(s.findings)
	return s, err
}

// withUse says of each finding whether it was taught or written of practice:
// what stands in a training support is formation, all else pratique.
func withUse(findings *stats.Table) (*stats.Table, error) {
	kind, err := findings.Categories("type")
	if err != nil {
		return nil, err
	}
	use := make([]string, findings.Len())
	for row := range use {
		switch kind.Code(row) {
		case "":
		case "support":
			use[row] = "formation"
		default:
			use[row] = "pratique"
		}
	}
	return findings.Titled("Constats relevés").With(stats.Variable{Name: "usage", Label: "Formation ou pratique"}.Labelled(use...))
}
