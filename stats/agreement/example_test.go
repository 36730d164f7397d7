package agreement_test

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/agreement"
)

// Two coders put one theme on a text of 4 000 characters, here in four runs.
func ExampleCoders() {
	ratings, err := stats.NewTable("",
		stats.Variable{Name: "AB"}.Flags([]bool{true, true, false, false}, nil),
		stats.Variable{Name: "CD"}.Flags([]bool{true, false, true, false}, nil),
		stats.Variable{Name: "poids", Format: stats.Count}.Numbers([]float64{30, 20, 150, 3800}, nil))
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err := agreement.Coders{Columns: []string{"AB", "CD"}, Weight: "poids"}.Of(ratings)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range []agreement.Coefficient{a.Percent, a.Cohen, a.Gwet, a.Alpha.Coefficient} {
		fmt.Printf("%s: %.2f\n", c.Name, c.Value.Value)
	}
	fmt.Println(a.Reading())
	fmt.Println(a.Categories[1].Title(), stats.Percent.Number(a.Categories[1].Specific.Value, ""))
	// Output:
	// Accord observé (%): 95.75
	// Kappa de Cohen: 0.25
	// AC1 de Gwet: 0.95
	// Alpha de Krippendorff, échelle nominale: 0.24
	// Lecture : deux codeurs pris au hasard sont d'accord sur 95,8 % des unités ; au-delà du hasard, alpha = 0,24 [0,16 ; 0,32] : codage trop peu fiable pour conclure (sous 0,667).
	// oui 26,1
}

func ExampleUnitised() {
	passages, err := stats.NewTable("",
		stats.Variable{Name: "codeur"}.Labelled("AB", "AB", "CD", "CD"),
		stats.Variable{Name: "code"}.Labelled("recours", "nonrecours", "recours", "nonrecours"),
		stats.Variable{Name: "debut"}.Numbers([]float64{0, 60, 5, 60}, nil),
		stats.Variable{Name: "fin"}.Numbers([]float64{40, 90, 40, 95}, nil))
	if err != nil {
		fmt.Println(err)
		return
	}
	u, err := agreement.Unitised{TextLength: 200}.Of(passages)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(u)
	// Output:
	// Accord sur les passages
	// Mesure                                     Valeur  Remarque
	// u-alpha (passages et codes)                  0,91
	// |u-alpha (passages, tous codes confondus)    0,89
	// cu-alpha (codes, longueurs couvertes)        1,00
	// cu-alpha (codes, recouvrements)              1,00
	// alpha_U (1995)                               0,98
	// Lecture : au-delà du hasard, u-alpha = 0,91 (1 : mêmes passages et mêmes codes ; 0 : accord du hasard).
	// Champ : 4 passages de 2 codeurs dans un texte de 200 positions ; lignes incomplètes écartées : 0
	// Deux conventions pour cu-alpha et (k)u-alpha : ce qu'un autre codeur au moins couvre, ou les recouvrements deux à deux.
	//
	// Accord par code
	// Code        Passages  Longueur  u-alpha du code seul  (k)u-alpha, couvert  (k)u-alpha, recouvrements  Couverture (%)  alpha_U (1995)  Remarque
	// recours            2        75                  0,92                 1,00                       1,00            93,3            0,99
	// nonrecours         2        65                  0,91                 1,00                       1,00            92,3            0,98
}

// Three coders rate a danger on three ordered levels; one left a case out. Near
// misses count half.
func ExampleCoders_ordered() {
	levels := stats.Levels("faible", "moyen", "fort")
	rated := func(name string, codes ...int) stats.Column {
		missing := make([]stats.Missing, len(codes))
		for i, code := range codes {
			if code < 0 {
				codes[i], missing[i] = 0, stats.NotRecorded
			}
		}
		return stats.Variable{Name: name}.Categories(levels, true, codes, missing)
	}
	ratings := stats.MustTable("Danger",
		rated("AB", 0, 1, 2, 2, 1, 0, 1, 2), rated("CD", 0, 1, 2, 1, 1, 0, 2, 2), rated("EF", 0, 2, 2, 2, -1, 0, 1, 2))
	a, err := agreement.Coders{
		Columns: []string{"AB", "CD", "EF"}, Categories: levels, Scale: agreement.Ordinal, Weights: agreement.Linear,
	}.Of(ratings)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range []agreement.Coefficient{a.Fleiss, a.Gwet, a.Alpha.Coefficient} {
		fmt.Printf("%s : %.2f [%.2f ; %.2f]\n", c.Name, c.Value.Value, c.Value.Low, c.Value.High)
	}
	// Output:
	// Kappa de Fleiss (pondération linéaire) : 0.71 [0.31 ; 1.00]
	// AC2 de Gwet (pondération linéaire) : 0.73 [0.42 ; 1.00]
	// Alpha de Krippendorff, échelle ordinale : 0.77 [0.28 ; 1.00]
}
