package main

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/interviews/pseudonym"
	"github.com/askoria/verbatim/interviews/transcript"
	"github.com/askoria/verbatim/stats"
)

// study is what a folder holds; each part may be absent.
type study struct {
	files      fs.FS
	dictionary *dictionary.Dictionary
	cases      *stats.Table // one row a case file
	records    interviews.Study
	masked     *pseudonym.Masked // its key goes into no workbook
	original   *corpus.Corpus    // the texts as they came: coders work on them
	corpus     *corpus.Corpus    // of the masked texts: all that is analysed
	codebook   *corpus.Codebook
	coded      corpus.Codings // on the texts as they came
	codings    corpus.Codings // on the masked ones
	report     interviews.Report
	lost       bool // a file, or a line of the plan
}

// parts are the names of the files of a study, without their extension.
var parts = []string{"dossiers", "dictionnaire", "episodes", "entretiens", "grille", "codages", "plan"}

const (
	transcripts = "transcriptions"
	workbooks   = "codage" // folder of the coding workbooks
)

// read takes in all that is there and can be read. The error is a folder
// without anything to analyse.
func read(files fs.FS) (*study, error) {
	s := &study{files: files}
	there := func(name string) (string, bool) { return find(files, name) }
	s.readCases(there)
	if name, ok := there("episodes"); ok {
		var report *interviews.Report
		var err error
		s.records.Episodes, report, err = interviews.EpisodeReader{Files: files}.ReadFile(name)
		s.took(report, err)
	}
	if name, ok := there("entretiens"); ok {
		var report *interviews.Report
		var err error
		s.records.Interviews, report, err = interviews.Reader{Files: files}.ReadFile(name)
		s.took(report, err)
	}
	talks, err := fs.ReadDir(files, transcripts)
	switch {
	case len(talks) == 0 && s.records.Interviews == nil: // as -init leaves it
	case err == nil && s.records.Interviews == nil:
		s.tell(interviews.Problem{File: transcripts, Summary: "n'est pas lu : aucun entretien n'est connu", Hint: "ajouter entretiens.csv, qui dit qui parle et avec quels accords", Severity: interviews.Rejected})
	case err == nil:
		report, err := transcript.Reader{Files: files}.Attach(transcripts, s.records.Interviews)
		s.took(report, err)
	}
	if name, ok := there("grille"); ok {
		var report *interviews.Report
		var err error
		s.codebook, report, err = corpus.CodebookReader{Files: files}.ReadFile(name)
		s.took(report, err)
	}
	if s.records.Interviews != nil {
		s.readTexts(there)
	}
	if len(s.report.Sources) == 0 && !s.lost {
		return nil, wrong("le dossier ne contient ni dossiers.csv, ni entretiens.csv ; les noms attendus sont : %s", strings.Join(parts, ", "))
	}
	return s, nil
}

// took adds the report on a file, and knows that the file is lost.
func (s *study) took(report *interviews.Report, err error) {
	s.report.Merge(report)
	s.lost = s.lost || err != nil
	if p := (*interviews.Problem)(nil); err != nil && !errors.As(err, &p) {
		s.report.Problems = append(s.report.Problems, interviews.Problem{File: "dossier de l'étude", Summary: "ne peut pas être employé : " + err.Error(), Severity: interviews.Rejected})
	}
}

// tell adds a problem that this program found itself.
func (s *study) tell(p interviews.Problem) {
	s.report.Problems = append(s.report.Problems, p)
	s.lost = s.lost || p.Severity == interviews.Rejected
}

// verdict is what the program ends with.
func (s *study) verdict() error {
	if s.lost {
		return errLost
	}
	return nil
}

// readCases reads the case files through their dictionary, or through one that
// is guessed.
func (s *study) readCases(there func(string) (string, bool)) {
	data, hasData := there("dossiers")
	words, hasWords := there("dictionnaire")
	if !hasData {
		if hasWords {
			s.tell(interviews.Problem{File: "dossiers.csv", Summary: "n'existe pas, alors qu'un dictionnaire le décrit", Hint: "vérifier le nom du fichier et le dossier", Severity: interviews.Rejected})
		}
		return
	}
	var report *interviews.Report
	var err error
	if hasWords {
		s.dictionary, report, err = dictionary.Open(s.files, words)
		s.took(report, err)
	} else {
		s.dictionary, report, err = dictionary.Infer{Files: s.files}.ReadFile(data)
		if err == nil {
			report.Problems = append(report.Problems, interviews.Problem{
				File: data, Summary: "n'a pas de dictionnaire : les types sont devinés", Hint: "lancer -init, puis relire dictionnaire.csv",
			})
		}
		s.took(&interviews.Report{Problems: report.Problems}, err)
	}
	if err == nil {
		s.cases, report, err = dictionary.Reader{Dictionary: s.dictionary, Files: s.files}.ReadFile(data)
		s.took(report, err)
	}
}

// readTexts reads the codings, masks the texts and carries the codings along:
// coders worked on the texts as they came.
func (s *study) readTexts(there func(string) (string, bool)) {
	var err error
	if s.original, err = corpus.New(s.records.Interviews, s.records.Roles); err != nil {
		s.took(nil, err)
		return
	}
	if name, ok := there("codages"); ok {
		codings, report, err := corpus.CodingReader{Files: s.files, Codebook: s.codebook, Corpus: s.original}.ReadFile(name)
		s.coded = codings
		s.took(report, err)
	}
	s.readWorkbooks()
	if s.masked, err = (pseudonym.Masker{}).Of(s.records.Interviews); err != nil {
		s.took(nil, err)
		return
	}
	s.records.Interviews = s.masked.Interviews
	if s.corpus, err = corpus.New(s.masked.Interviews, s.records.Roles); err == nil {
		s.codings, err = s.coded.In(s.corpus, s.masked.Place)
	}
	s.took(nil, err)
}

// readWorkbooks reads what was coded in workbooks back. Of a coder who has one
// it goes before what codages.csv holds of them, from which it was filled.
func (s *study) readWorkbooks() {
	names := codingWorkbooks(s.files)
	if len(names) == 0 {
		return
	}
	if s.codebook == nil {
		s.tell(interviews.Problem{File: workbooks, Summary: "n'est pas lu : il n'y a pas de grille", Hint: "ajouter grille.csv", Severity: interviews.Rejected})
		return
	}
	for _, name := range names {
		coder := strings.TrimSuffix(path.Base(name), path.Ext(name))
		read, report, err := corpus.CodingSheetReader{Files: s.files, Codebook: s.codebook, Corpus: s.original, Coder: coder}.ReadFile(name)
		s.took(report, err)
		if err != nil {
			continue
		}
		before := s.coded.By(coder)
		sheet, err := corpus.CodingSheet{Codebook: s.codebook, Coder: coder, Codings: before}.Of(s.original)
		if err != nil {
			s.took(nil, err)
			continue
		}
		s.replace(coder, append(read, sheet.Left...))
	}
}

// replace puts codings in the place of those of a coder, so that coders stay in
// their order.
func (s *study) replace(coder string, codings corpus.Codings) {
	of := func(c corpus.Coding) bool { return c.Coder == coder }
	at := slices.IndexFunc(s.coded, of)
	if at < 0 {
		at = len(s.coded)
	}
	s.coded = slices.Concat(s.coded[:at], codings, slices.DeleteFunc(slices.Clone(s.coded[at:]), of))
}

// codingWorkbooks are the workbooks of coders, one a coder, named after them.
func codingWorkbooks(files fs.FS) []string {
	var names []string
	entries, _ := fs.ReadDir(files, workbooks) // no folder, no workbook
	for _, entry := range entries {
		// Excel leaves "~$AB.xlsx" beside a workbook that is open.
		if name := entry.Name(); strings.EqualFold(path.Ext(name), ".xlsx") && !strings.HasPrefix(name, "~$") {
			names = append(names, path.Join(workbooks, name))
		}
	}
	return names
}
