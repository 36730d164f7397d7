package main

import (
	"errors"
	"io/fs"
	"slices"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/lemma"
	"github.com/askoria/verbatim/corpus/textometry"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/interviews/pseudonym"
	"github.com/askoria/verbatim/interviews/transcript"
	"github.com/askoria/verbatim/stats"
)

// group is who is heard in a group of several functions; what each says there
// is counted under the label of his or her turns.
const group interviews.Role = "groupe"

// study is what a folder holds.
type study struct {
	design        design.Design
	professionals *stats.Table // one row a person, those of the groups too
	places        *stats.Table // one row a CDAS where somebody was met alone
	records       interviews.Study
	masked        *pseudonym.Masked
	corpus        *corpus.Corpus // of the masked texts
	text          *textometry.Text
	codebook      *corpus.Codebook
	codings       corpus.Codings
	report        interviews.Report
}

// read takes in a folder; a file that cannot be read is an error.
func read(files fs.FS) (s study, err error) {
	s.design = design.Territory()
	s.records = interviews.Study{Name: s.design.Name, Roles: append(slices.Clone(s.design.Roles), interviews.RoleRule{
		Role: group, Informant: interviews.Professional, Consents: s.design.Roles[0].Consents,
	})}
	var reports [5]*interviews.Report
	var failed [5]error
	s.codebook, reports[0], failed[0] = corpus.CodebookReader{Files: s.design.Files()}.ReadFile("grille.csv")
	s.professionals, reports[1], failed[1] = dictionary.Reader{Dictionary: s.design.CaseFile, Files: files}.ReadFile("professionnels.csv")
	s.records.Interviews, reports[2], failed[2] = interviews.Reader{Files: files, Roles: s.records.Roles}.ReadFile("entretiens.csv")
	reports[3], failed[3] = transcript.Reader{Files: files, Roles: s.records.Roles}.Attach("transcriptions", s.records.Interviews)
	if err = errors.Join(failed[:]...); err != nil {
		return s, err
	}

	// Coders read the texts as they came; their passages follow the words into
	// the masked ones, which are all that is analysed.
	original, err := corpus.New(s.records.Interviews, s.records.Roles)
	if err != nil {
		return s, err
	}
	if s.codings, reports[4], err = (corpus.CodingReader{Files: files, Codebook: s.codebook, Corpus: original}).ReadFile("codages.csv"); err != nil {
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
	if s.text, err = (textometry.Units{Lemmas: lemma.French{}}).Of(s.corpus); err != nil {
		return s, err
	}
	s.places, err = places(s.professionals)
	return s, err
}

// places makes of the sheets of those met alone one row a CDAS, the key under
// which their interviews stand: how dense the sector is, and whether the person
// works at scales near people only, or also at those of the service.
func places(professionals *stats.Table) (*stats.Table, error) {
	alone, err := professionals.Where(stats.Is("forme", "individuel"))
	if err != nil {
		return nil, err
	}
	cdas, err1 := alone.Column("cdas")
	density, err2 := alone.Categories("densite_secteur")
	scales, err3 := alone.Sets("echelle")
	if err := errors.Join(err1, err2, err3); err != nil {
		return nil, err
	}
	sector, scale := make([]string, alone.Len()), make([]string, alone.Len())
	for row := range sector {
		switch code := density.Code(row); {
		case code == "":
		case code <= "3":
			sector[row] = "urbain"
		case code <= "5":
			sector[row] = "bourg"
		default:
			sector[row] = "rural"
		}
		for i, option := range scales.Options() {
			if ticked, _ := scales.Has(row, i); !ticked {
				continue
			}
			if scale[row] == "" {
				scale[row] = "proche"
			}
			if option.Code != "quartier" && option.Code != "commune" {
				scale[row] = "large"
			}
		}
	}
	return stats.NewTable("CDAS des entretiens individuels",
		stats.Rename(cdas, stats.Variable{Name: "id_cas", Label: "CDAS"}),
		stats.Variable{Name: "secteur", Label: "Secteur"}.Labelled(sector...),
		stats.Variable{Name: "echelle", Label: "Échelle de travail"}.Labelled(scale...))
}
