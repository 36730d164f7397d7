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

// kept are words with a capital that name nobody.
var kept = []string{"CAP", "Cap", "du Net", "Net", "Parcoursup", "Vitale"}

// study is what a folder holds, read with the design of the study.
type study struct {
	design design.Design
	youths *stats.Table // one row a young person
	places *stats.Table // one row a young person and place
	events *stats.Table // the Ageven sheet
	spells *stats.Table // situations of the last two years
	turns  *stats.Table // when the turning points happened, one row a passage
	program.Texts
}

// read takes in all that can be read; the error joins the files that cannot.
func read(files fs.FS) (study, error) {
	s := study{design: design.Rural()}
	s.Records.Roles = s.design.Roles
	var failed []error
	for _, t := range []struct {
		into *(*stats.Table)
		name string
	}{{&s.youths, "jeunes"}, {&s.places, "lieux"}, {&s.events, "evenements"}, {&s.spells, "parcours"}, {&s.turns, "tournants"}} {
		variables, err := s.dictionary(files, t.name)
		if err == nil {
			var report *interviews.Report
			*t.into, report, err = dictionary.Reader{Dictionary: variables, Files: files}.ReadFile(t.name + ".csv")
			s.Report.Merge(report)
		}
		failed = append(failed, err)
	}
	failed = append(failed, s.Read(files, s.design.Files(), kept...))
	return s, errors.Join(failed...)
}

// dictionary is that of the design or, for what this study adds, of the folder.
func (s *study) dictionary(files fs.FS, name string) (*dictionary.Dictionary, error) {
	if d, err := s.design.Dictionary(name); err == nil {
		return d, nil
	}
	d, report, err := dictionary.Open(files, "dictionnaire_"+name+".csv")
	s.Report.Merge(report)
	return d, err
}
