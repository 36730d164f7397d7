package qca_test

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/qca"
)

// placements is ten invented situations: did the child go home within the year?
func placements() *stats.Table {
	flags := func(name, label string, signs string) stats.Column {
		values := make([]bool, len(signs))
		for i, sign := range signs {
			values[i] = sign == '1'
		}
		return stats.Variable{Name: name, Label: label}.Flags(values, nil)
	}
	return stats.MustTable("Situations inventées",
		stats.Variable{Name: "id"}.Texts([]string{"S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10"}, nil),
		flags("VISITES", "visites régulières", "1111100000"),
		flags("LOGEMENT", "logement stable", "1110011000"),
		flags("RELAIS", "relais familial", "1001110100"),
		stats.Variable{Name: "entretiens", Unit: "par an"}.Numbers([]float64{12, 9, 8, 10, 7, 3, 2, 4, 6, 1}, nil),
		flags("RETOUR", "retour au domicile", "1111100000"))
}

func ExampleTruthTable() {
	rows, err := qca.TruthTable{Outcome: "RETOUR", Conditions: []string{"VISITES", "LOGEMENT", "RELAIS"}, ID: "id"}.Of(placements())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range rows.Rows {
		fmt.Println(row.Expression, row.Out, row.N, row.Cases)
	}
	fmt.Println(rows.Reading())
	// Output:
	// ~VISITES*~LOGEMENT*~RELAIS 0 2 [S9 S10]
	// ~VISITES*~LOGEMENT*RELAIS 0 1 [S8]
	// ~VISITES*LOGEMENT*~RELAIS 0 1 [S7]
	// ~VISITES*LOGEMENT*RELAIS 0 1 [S6]
	// VISITES*~LOGEMENT*RELAIS 1 2 [S4 S5]
	// VISITES*LOGEMENT*~RELAIS 1 2 [S2 S3]
	// VISITES*LOGEMENT*RELAIS 1 1 [S1]
	// Lecture : dans 2 des 2 situations avec visites régulières et relais familial, sans logement stable, on trouve le résultat « RETOUR ». Ce sont des conditions que l'on trouve ensemble, non des causes.
}

func ExampleMinimisation() {
	rows, err := qca.TruthTable{Outcome: "RETOUR", Conditions: []string{"VISITES", "LOGEMENT", "RELAIS"}, ID: "id"}.Of(placements())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, minimisation := range []qca.Minimisation{
		{Kind: qca.Conservative},
		{Kind: qca.Parsimonious},
		{Kind: qca.Intermediate, Expect: []string{"VISITES", "LOGEMENT", "RELAIS"}},
	} {
		solution, err := minimisation.Of(rows)
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, model := range solution.Models {
			fmt.Printf("%s : %s (inclusion %.2f, couverture %.2f), suppose %v\n", minimisation.Kind.Label(""), model.Expression,
				model.Inclusion.Value, model.Coverage.Value, solution.Assumptions(model))
		}
	}
	// Output:
	// conservatrice : VISITES*LOGEMENT + VISITES*RELAIS (inclusion 1.00, couverture 1.00), suppose []
	// parcimonieuse : VISITES (inclusion 1.00, couverture 1.00), suppose [5]
	// intermédiaire : VISITES*LOGEMENT + VISITES*RELAIS (inclusion 1.00, couverture 1.00), suppose []
}

func ExampleCalibration() {
	cases := placements()
	calibrated, err := qca.Calibration{Column: "entretiens", Name: "SUIVI", ID: "id", Anchors: []float64{2, 6, 10}}.Of(cases)
	if err != nil {
		fmt.Println(err)
		return
	}
	for row := range 4 {
		membership, _ := calibrated.Column.At(row)
		fmt.Printf("S%d %.3f\n", row+1, membership)
	}
	fmt.Println(calibrated.Warnings[0])
	_, err = qca.Calibration{Column: "entretiens", Anchors: []float64{6, 2, 10}}.Of(cases)
	fmt.Println(err)
	// Output:
	// S1 0.988
	// S2 0.901
	// S3 0.813
	// S4 0.950
	// Appartenance d'exactement 0,5 : S9. Ces cas n'entrent dans aucune configuration ; déplacer un peu le point de bascule ou trancher d'après le dossier.
	// calibration of "entretiens": anchors [6 2 10] (exclusion, crossover, inclusion): the crossover must lie between the two others
}

func ExampleNecessity() {
	necessary, err := qca.Necessity{Outcome: "RETOUR", Conditions: []string{"VISITES", "LOGEMENT", "RELAIS"}}.Of(placements())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range necessary.Expressions {
		fmt.Printf("%s : inclusion %.2f, RoN %.2f\n", e.Expression, e.Inclusion.Value, e.RoN.Value)
	}
	fmt.Println(necessary.Reading())
	// Output:
	// VISITES : inclusion 1.00, RoN 1.00
	// Lecture : dans 5 des 5 situations avec le résultat « RETOUR », on trouve VISITES (inclusion 1,00). Ce sont des conditions que l'on trouve ensemble, non des causes.
}

func ExampleRobustness() {
	robust, err := qca.Robustness{
		TruthTable:   qca.TruthTable{Outcome: "RETOUR", Conditions: []string{"SUIVI", "LOGEMENT"}, ID: "id"},
		Minimisation: qca.Minimisation{Kind: qca.Parsimonious},
		Calibrations: []qca.Calibration{{Column: "entretiens", Name: "SUIVI", Method: qca.Crisp, Anchors: []float64{6.5}}},
	}.Of(placements())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(robust.Solution.Models[0].Expression)
	for _, r := range robust.Ranges {
		fmt.Printf("%s = %v : de %.2f à %.2f\n", r.Setting, r.Value, r.Low, r.High)
	}
	// Output:
	// SUIVI
	// InclCut = 1 : de 0.00 à 1.00
	// NCut = 1 : de 0.00 à 2.00
	// SUIVI, seuil 1 = 6.5 : de 6.00 à 12.00
}

// The shortest expression, and what it takes for granted of combinations that
// nobody saw.
func ExampleMinimisation_parsimonious() {
	rows, err := qca.TruthTable{Outcome: "RETOUR", Conditions: []string{"VISITES", "LOGEMENT", "RELAIS"}}.Of(placements())
	if err != nil {
		fmt.Println(err)
		return
	}
	solution, err := qca.Minimisation{Kind: qca.Parsimonious}.Of(rows)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(solution.Models[0].Expression, "suppose", solution.Assumptions(solution.Models[0]))
	// Output: VISITES suppose [5]
}
