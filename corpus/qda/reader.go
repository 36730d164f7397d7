package qda

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/askoria/verbatim/corpus/refi"
	"github.com/askoria/verbatim/interviews"
)

// Reader reads projects of QualCoder, Taguette and RQDA, told apart by their
// tables, into the shape of REFI-QDA: texts, codes with their tree and colours,
// codings with coder, day and memo, cases, attributes, annotations. Read it on
// with refi.Import.
//
// Places become code points from 0, End excluded. The programs count: QualCoder
// code points, or UTF-16 units where a text holds emoji; RQDA code points;
// Taguette bytes of UTF-8 of the page without its tags. The words that they
// keep beside each place decide: where these stand nowhere the place is marked
// Doubtful, where they stand once elsewhere the coding is put there, and both
// are in the report. The file is read into memory and never changed.
type Reader struct {
	Files  fs.FS // nil: the operating system's
	Limits interviews.Limits
	// Project is the one to read where a database of Taguette holds several.
	Project string
}

// ReadFile reads a project: the file, or the folder .qda of QualCoder. The
// error, in French, is for a file that cannot be read at all; what was not
// taken over (images, recordings, journals, deleted rows) is counted in the
// report.
func (r Reader) ReadFile(name string) (*refi.Project, *interviews.Report, error) {
	report := &interviews.Report{}
	title := path.Base(strings.ReplaceAll(name, `\`, "/"))
	title = strings.TrimSuffix(title, path.Ext(title))
	if r.isFolder(name) {
		name = path.Join(strings.ReplaceAll(name, `\`, "/"), "data.qda")
	}
	file, err := interviews.Opener{Files: r.Files, Limits: r.Limits}.Open(name)
	if err == nil {
		in := &intake{
			file: file, report: report, project: &refi.Project{Name: title}, wanted: r.Project, source: file.Source(),
			users: map[string]refi.GUID{}, texts: map[string]*text{}, codes: map[string]refi.GUID{}, counts: map[[2]string]int{},
		}
		if r.unfinished(name) {
			in.notice("n'était pas fermé : ce qui vient d'y être écrit peut manquer", "fermer le projet dans son logiciel, puis le relire")
		}
		if err = in.read(r.Limits.Defaults()); err == nil {
			return in.project, report, nil
		}
	}
	if problem, ok := errors.AsType[*interviews.Problem](err); ok {
		return nil, report, report.Failed(problem)
	}
	return nil, report, err
}

func (r Reader) isFolder(name string) bool {
	info, err := r.stat(name)
	return err == nil && info.IsDir()
}

func (r Reader) stat(name string) (fs.FileInfo, error) {
	if r.Files != nil {
		return fs.Stat(r.Files, name)
	}
	return os.Stat(name)
}

// unfinished tells whether the program left writes beside the database.
func (r Reader) unfinished(name string) bool {
	for _, end := range []string{"-wal", "-journal"} {
		if info, err := r.stat(name + end); err == nil && info.Size() > 0 {
			return true
		}
	}
	return false
}

// read finds out whose project it is, and reads it.
func (in *intake) read(limits interviews.Limits) error {
	db, err := open(in.file, limits)
	if err != nil {
		return err
	}
	defer db.close()
	in.db = db
	programs := []struct {
		name   string
		tables []string
		read   func() error
	}{
		{"QualCoder", []string{"source", "code_text", "code_name"}, in.qualcoder},
		{"Taguette", []string{"documents", "highlights", "tags"}, in.taguette},
		{"RQDA", []string{"source", "coding", "freecode"}, in.rqda},
	}
	for _, program := range programs {
		if !db.has(program.tables...) {
			continue
		}
		in.program = program.name
		in.project.Origin = program.name
		err := cmp.Or(program.read(), db.failed)
		if err == nil {
			in.conclude()
		}
		return err
	}
	return &interviews.Problem{
		File: in.file.Name, Severity: interviews.Rejected,
		Summary: "est une base SQLite, mais d'aucun des logiciels connus (QualCoder, Taguette, RQDA)",
		Hint:    "choisir le fichier du projet : data.qda, .sqlite3 ou .rqda",
	}
}

func (in *intake) notice(summary, hint string) {
	in.report.Problems = append(in.report.Problems, interviews.Problem{File: in.file.Name, Summary: summary, Hint: hint})
}

// left counts what is not taken over: its name for one, and for several.
func (in *intake) left(one, several string, n int) {
	if n > 0 {
		in.counts[[2]string{one, several}] += n
	}
}
