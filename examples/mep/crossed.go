package main

import (
	"context"
	"errors"
	"strings"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/crossed"
	"github.com/askoria/verbatim/examples/internal/program"
	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/export/figure"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/agreement"
	"github.com/askoria/verbatim/stats/qca"
)

// errNoInterview is for the sheet that says why an analysis is not there.
var errNoInterview = errors.New("aucun entretien codé n’a été lu")

// cross sets side by side what a youth, a parent and a professional say of the
// same situation, and asks whether there is enough to hear.
func (a *analysis) cross(_ context.Context, sheet export.Sheet) error {
	if a.Corpus == nil || a.Codebook == nil {
		return errNoInterview
	}
	m, err := crossed.Situations{Codebook: a.Codebook}.Of(a.Corpus, a.Codings)
	if err != nil {
		return err
	}
	curves, err := crossed.Saturation{Codebook: a.Codebook, BySide: true, Threshold: 0.05, Seed: 2023}.Of(a.Corpus, a.Codings)
	if err != nil {
		return err
	}
	// Not the list, case by case, of who says and who is silent: it is the team's.
	sheet.Add(program.PartOf(m.Spec, m, 1, 2), nil)
	a.Team.Sheet("Situations").Add(figure.Situations{Title: "Ce que les récits d’une situation font ensemble"}.Of(m))
	a.Team.Sheet("Situations").Add(m, nil)
	a.Open.Sheet("Saturation").Add(figure.Saturation{Title: "Thèmes entendus, entretien après entretien"}.Of(curves))
	a.Open.Sheet("Saturation").Add(curves.Tables()[0], nil) // the curve names interviews
	if reached := curves.Curves[0].Reached; reached.Defined() {
		a.progress("Entretiens au bout desquels la grille est saturée", "entretiens", reached.Value, "courbe de saturation")
	}
	if theme := most(m, crossed.Dissonance); theme != "" {
		a.say("Dans une même situation, les récits se contredisent le plus sur « %s » ; l’un se tait quand les autres parlent, le plus sur « %s ».", low(theme), low(most(m, crossed.Silence)))
	}
	return nil
}

// most is the theme of which a relation is most frequent, the first of equals.
func most(m *crossed.SituationMatrix, relation crossed.Relation) string {
	count := map[string]int{}
	best := ""
	for _, cell := range m.Cells {
		if cell.Relation != relation || cell.Code.Parent == "" {
			continue // the broad themes are soon both for and against
		}
		count[cell.Code.ID]++
	}
	most := 0
	for _, code := range m.Codes {
		if count[code.ID] > most {
			best, most = code.Label, count[code.ID]
		}
	}
	return best
}

// coders tells how far the two coders agree, theme by theme. Passages are
// compared character by character; intervals are over interviews.
func (a *analysis) coders(_ context.Context, sheet export.Sheet) error {
	if a.Corpus == nil || a.Codebook == nil {
		return errNoInterview
	}
	fine := a.Themes()
	ratings := corpus.Ratings{Codebook: a.Codebook, Codes: fine}
	compared, err := corpus.CoderComparison{Ratings: ratings}.Of(a.Corpus, a.Codings)
	if err != nil {
		return err
	}
	// The list of disagreements sets the words of a youth beside those of the
	// parents: it is for the coders.
	sheet.Add(compared.Tables()[0], nil)
	a.Team.Sheet("Désaccords").Add(compared, nil)
	rated, err := ratings.Of(a.Corpus, a.Codings)
	if err != nil {
		return err
	}
	var themes []string
	figures := make([][3]stats.Estimate, len(fine))
	weakest, least := "", 1.0
	for i, id := range fine {
		code, _ := a.Codebook.Code(id)
		themes = append(themes, code.Title())
		table, err := rated.Table(id)
		if err != nil {
			return err
		}
		r, err := agreement.Coders{Columns: rated.Coders, Weight: "poids", Cluster: "document", Draws: 200, Seed: 2023}.Of(table)
		if err != nil {
			return err
		}
		figures[i] = [3]stats.Estimate{r.Percent.Value, r.Cohen.Value, r.Gwet.Value}
		if k := figures[i][1]; k.Defined() && k.Value < least {
			weakest, least = code.Label, k.Value
		}
	}
	figure := func(name, label string, format stats.Format, which int) stats.Column {
		return stats.Variable{Name: name, Label: label, Format: format}.Figures(len(fine), func(row int) (float64, stats.Missing) {
			return stats.Defined(figures[row][which].Value, figures[row][which].Defined())
		})
	}
	sheet.Add(stats.NewTable("Accord des deux codeurs, par thème", stats.Variable{Name: "theme", Label: "Thème"}.Texts(themes, nil),
		figure("accord", "Accord", stats.Percent, 0), figure("kappa", "Kappa de Cohen", stats.Coefficient, 1), figure("ac1", "AC1 de Gwet", stats.Coefficient, 2)))
	if weakest != "" {
		a.say("Les deux codeurs s’accordent le moins sur « %s » (kappa de %s) : ce thème est à redéfinir avant de conclure.", low(weakest), number(least))
	}
	return nil
}

// ways looks for the configurations in which a family says that something got
// better (qualitative comparative analysis, crisp sets).
func (a *analysis) ways(_ context.Context, sheet export.Sheet) error {
	if a.Corpus == nil || a.Codebook == nil {
		return errNoInterview
	}
	m, err := crossed.Situations{Codebook: a.Codebook}.Of(a.Corpus, a.Codings)
	if err != nil {
		return err
	}
	situations, err := a.sets(m)
	if err != nil {
		return err
	}
	rows, err := qca.TruthTable{Outcome: outcome, Conditions: conditions, ID: "id_cas"}.Of(situations)
	if err != nil {
		return err
	}
	found, err := qca.Minimisation{Kind: qca.Conservative}.Of(rows)
	if err != nil {
		return err
	}
	// Of so few situations every count but a few would be secret.
	a.Team.Sheet("Configurations").Add(qca.Necessity{Outcome: outcome, Conditions: append([]string{"ADMINISTRATIF"}, conditions...)}.Of(situations))
	sheet.Add(rows, nil)
	sheet.Add(found, nil)
	if len(found.Models) == 1 {
		model := found.Models[0]
		a.say("Dans les %d situations racontées par une famille, un mieux est dit quand : %s (inclusion %s, couverture %s) ; c’est peu de cas, à lire avec les récits.",
			rows.N, inWords(model.Expression), number(model.Inclusion.Value), number(model.Coverage.Value))
	}
	return nil
}

const outcome = "MIEUX"

var conditions = []string{"CONFIANCE", "DECISION", "PAROLE"}

// inWords reads a solution aloud.
func inWords(expression string) string {
	return strings.NewReplacer("*", " et ", " + ", ", ou ", "~", "sans ", "CONFIANCE", "confiance", "DECISION", "décision partagée", "PAROLE", "parole recueillie").Replace(expression)
}

// sets are the situations of which somebody of the family was read: what one of
// them says in favour, at least once.
func (a *analysis) sets(m *crossed.SituationMatrix) (*stats.Table, error) {
	codes := map[string]string{"MIEUX": "M5.1", "CONFIANCE": "M2.1", "DECISION": "M3.3", "PAROLE": "M3.1"}
	var names []string
	told := map[string]map[string]bool{}
	for _, cell := range m.Cells {
		for _, account := range cell.Accounts[:2] { // youth, parent
			if account.State < crossed.NotAsked {
				continue
			}
			if told[cell.Situation] == nil {
				told[cell.Situation] = map[string]bool{}
				names = append(names, cell.Situation)
			}
			if account.Tone == crossed.For || account.Tone == crossed.Both {
				told[cell.Situation][cell.Code.ID] = true
			}
		}
	}
	columns := []stats.Column{stats.Variable{Name: "id_cas", Label: "Cas"}.Texts(names, nil)}
	for _, name := range append([]string{outcome}, conditions...) {
		values := make([]bool, len(names))
		for i, situation := range names {
			values[i] = told[situation][codes[name]]
		}
		columns = append(columns, stats.Variable{Name: name}.Flags(values, nil))
	}
	voluntary, err := a.voluntary(names)
	if err != nil {
		return nil, err
	}
	return stats.NewTable("Situations racontées par une famille", append(columns, voluntary)...)
}

// voluntary tells whether the measure of each situation rests on an agreement.
func (a *analysis) voluntary(situations []string) (stats.Column, error) {
	children, err := a.cases.Texts("id_enfant")
	if err != nil {
		return nil, err
	}
	legal, err := a.cases.Categories("cadre")
	if err != nil {
		return nil, err
	}
	child := map[string]string{}
	for _, i := range a.Records.Interviews {
		child[i.Case] = i.Child
	}
	agreed := map[string]bool{}
	for row := range a.cases.Len() {
		id, _ := children.At(row)
		agreed[id] = legal.Code(row) == "adm"
	}
	values := make([]bool, len(situations))
	for i, situation := range situations {
		values[i] = agreed[child[situation]]
	}
	return stats.Variable{Name: "ADMINISTRATIF"}.Flags(values, nil), nil
}
