package main

import (
	"errors"
	"io/fs"

	"github.com/askoria/verbatim/examples/internal/program"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/stats"
)

// study is what a folder holds.
type study struct {
	dictionary *dictionary.Dictionary
	cases      *stats.Table // one row a child
	program.Texts
}

// read takes in all that can be read; the error joins the files that cannot.
func read(files fs.FS) (s study, err error) {
	var reports [3]*interviews.Report
	var failed [4]error
	s.dictionary, reports[0], failed[0] = dictionary.Open(files, "dictionnaire.csv")
	if failed[0] == nil {
		s.cases, reports[1], failed[1] = dictionary.Reader{Dictionary: s.dictionary, Files: files}.ReadFile("dossiers.csv")
	}
	s.Records.Episodes, reports[2], failed[2] = interviews.EpisodeReader{Files: files}.ReadFile("episodes.csv")
	s.Report.Merge(reports[:]...)
	failed[3] = s.Read(files, files)
	return s, errors.Join(failed[:]...)
}
