package main

import (
	"errors"
	"io/fs"

	"github.com/askoria/verbatim/examples/internal/program"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/stats"
)

// study is what a folder holds.
type study struct {
	design    design.Design
	documents *stats.Table // one row a document
	findings  *stats.Table // one row a finding, with what is known of its document
	program.Texts
}

// read takes in a folder; a file that cannot be read is an error.
func read(files fs.FS) (s study, err error) {
	s.design = design.Accompaniment()
	s.Records = interviews.Study{Name: s.design.Name, Roles: s.design.Roles}
	found, err := s.design.Dictionary("constats")
	if err != nil {
		return s, err
	}
	var reports [2]*interviews.Report
	var failed [3]error
	s.documents, reports[0], failed[0] = dictionary.Reader{Dictionary: s.design.CaseFile, Files: files}.ReadFile("documents.csv")
	s.findings, reports[1], failed[1] = dictionary.Reader{Dictionary: found, Files: files}.ReadFile("constats.csv")
	s.Report.Merge(reports[:]...)
	failed[2] = s.Read(files, s.design.Files())
	if err = errors.Join(failed[:]...); err != nil {
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
