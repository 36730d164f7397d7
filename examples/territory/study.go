package main

import (
	"errors"
	"io/fs"
	"slices"

	"github.com/askoria/verbatim/corpus/lemma"
	"github.com/askoria/verbatim/corpus/textometry"
	"github.com/askoria/verbatim/examples/internal/program"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/interviews/dictionary"
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
	text          *textometry.Text
	program.Texts
}

// read takes in a folder; a file that cannot be read is an error.
func read(files fs.FS) (s study, err error) {
	s.design = design.Territory()
	s.Records = interviews.Study{Name: s.design.Name, Roles: append(slices.Clone(s.design.Roles), interviews.RoleRule{
		Role: group, Informant: interviews.Professional, Consents: s.design.Roles[0].Consents,
	})}
	var report *interviews.Report
	var failed [4]error
	s.professionals, report, failed[0] = dictionary.Reader{Dictionary: s.design.CaseFile, Files: files}.ReadFile("professionnels.csv")
	s.Report.Merge(report)
	failed[1] = s.Read(files, s.design.Files())
	if err = errors.Join(failed[:]...); err != nil {
		return s, err
	}
	s.text, failed[2] = textometry.Units{Lemmas: lemma.French{}}.Of(s.Corpus)
	s.places, failed[3] = places(s.professionals)
	return s, errors.Join(failed[:]...)
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
		inOrder(stats.Variable{Name: "secteur", Label: "Secteur"}, sector, "urbain", "bourg", "rural"),
		inOrder(stats.Variable{Name: "echelle", Label: "Échelle de travail"}, scale, "proche", "large"))
}

// inOrder is a column whose levels stand in their order, and not as they come.
func inOrder(v stats.Variable, values []string, levels ...string) stats.Column {
	codes, missing := make([]int, len(values)), make([]stats.Missing, len(values))
	for row, value := range values {
		if codes[row] = slices.Index(levels, value); codes[row] < 0 {
			missing[row] = stats.NotRecorded
		}
	}
	return v.Categories(stats.Levels(levels...), true, codes, missing)
}
