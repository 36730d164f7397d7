package factor_test

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/factor"
)

// How staff smoke, by grade: the table of Greenacre (1984), invented for teaching.
func ExampleCA() {
	counts := stats.MustTable("Tabac",
		stats.Variable{Name: "poste", Label: "Poste"}.Texts([]string{"cadres sup.", "cadres", "employés sup.", "employés", "secrétaires"}, nil),
		stats.Variable{Name: "aucun"}.Numbers([]float64{4, 4, 25, 18, 10}, nil),
		stats.Variable{Name: "leger"}.Numbers([]float64{2, 3, 10, 24, 6}, nil),
		stats.Variable{Name: "moyen"}.Numbers([]float64{3, 7, 12, 33, 7}, nil),
		stats.Variable{Name: "fort"}.Numbers([]float64{2, 4, 4, 13, 2}, nil))
	c, err := factor.CA{Cases: "salariés"}.Of(counts)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c)
	// Output:
	// Analyse des correspondances – valeurs propres
	// Axe  Valeur propre  % d'inertie  % cumulé
	//   1         0,0748         87,8      87,8
	//   2           0,01         11,8      99,5
	//   3         0,0004          0,5     100,0
	// Khi-2 = 16,44 ; ddl = 12 ; p = 0,172 ; inertie = 0,0852
	// Lecture : l'axe 1 porte 87,8 % de l'écart à l'indépendance.
	// Champ : salariés, n = 193 ; 5 lignes et 4 colonnes actives
	// Signe des axes : la colonne la plus éloignée du centre est du côté positif.
	//
	// Analyse des correspondances – ce qui fait les axes
	// Contributions au-dessus de la moyenne, par côté de l'axe
	// Axe  Côté  Type     Point          Contribution (%)  Coordonnée  cos²
	//   1  −     ligne    employés                   33,1       -0,23  0,94
	//   1  +     ligne    employés sup.              51,2        0,38  1,00
	//   1  +     colonne  aucun                      65,4        0,39  0,99
	//   2  −     colonne  leger                      46,3       -0,14  0,66
	//   2  +     ligne    cadres                     55,1        0,24  0,46
	//   2  +     ligne    cadres sup.                21,4        0,19  0,80
	//   2  +     colonne  fort                       50,6        0,20  0,31
}

// Invented cases: who decided, who asked, and what the family lives.
func cases() *stats.Table {
	return stats.MustTable("",
		stats.Variable{Name: "cadre", Label: "Cadre"}.Labelled("adm", "jud", "jud", "adm", "jud", "adm", "jud", "adm", "jud", "adm", "jud", ""),
		stats.Variable{Name: "origine", Label: "Origine"}.Labelled("école", "police", "police", "parent", "école", "parent", "police", "école", "police", "parent", "parent", "école"),
		stats.Variable{Name: "violences", Label: "Violences"}.Flags([]bool{false, true, true, false, true, false, true, false, true, false, false, true}, nil),
		stats.Variable{Name: "age", Label: "Âge", Unit: "ans"}.Numbers([]float64{4, 12, 15, 6, 11, 3, 16, 8, 13, 5, 7, 9}, nil),
		stats.Variable{Name: "duree", Label: "Durée", Unit: "mois"}.Numbers([]float64{12, 30, 36, 10, 24, 8, 40, 18, 28, 12, 20, 22}, nil),
		stats.Variable{Name: "rang", Label: "Rang dans la fratrie"}.Numbers([]float64{1, 2, 3, 1, 1, 2, 1, 1, 2, 3, 2, 1}, nil))
}

func ExampleMCA() {
	m, err := factor.MCA{Active: []string{"cadre", "origine", "violences"}, Supplementary: []string{"age"}}.Of(cases())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(m)
	age := m.Numbers[0]
	fmt.Printf("%s: r = %.2f with axis 1\n", m.Variables[age.Variable].Title(), age.Correlations[0])
	// Output:
	// Analyse des correspondances multiples – valeurs propres
	// Axe  Valeur propre  % d'inertie  % cumulé    Burt  Corrigée  Benzécri %  Benzécri cumulé  Greenacre %  Greenacre cumulé
	//   1          0,839         61,6      61,6   0,704    0,5754        99,9             99,9         96,5              96,5
	//   2         0,3528         25,9      87,6  0,1245    0,0009         0,1            100,0          0,1              96,6
	//   3         0,1072          7,9      95,4  0,0115      n.d.        n.d.             n.d.         n.d.              n.d.
	//   4         0,0516          3,8      99,2  0,0027      n.d.        n.d.             n.d.         n.d.              n.d.
	//   5         0,0105          0,8     100,0  0,0001      n.d.        n.d.             n.d.         n.d.              n.d.
	// Lecture : l'axe 1 porte 61,6 % de l'inertie ; en taux corrigés, 99,9 % après Benzécri et 96,5 % après Greenacre.
	// Champ : dossiers qui font les axes, n = 12
	// Signe des axes : la modalité la plus éloignée du centre est du côté positif.
	// Taux corrigés pour les seules valeurs propres au-dessus de 1/Q (Q variables actives) : Benzécri les rapporte à leur somme, Greenacre à l'inertie entre variables.
	// Modalités passives, sans effet sur les axes : « Cadre : non renseigné ».
	//
	// Analyse des correspondances multiples – ce qui fait les axes
	// Contributions au-dessus de la moyenne, par côté de l'axe
	// Axe  Côté  Variable   Modalité  Contribution (%)  Coordonnée  cos²  Valeur-test
	//   1  −     Cadre      adm                   18,4       -1,05  0,79        -2,95
	//   1  −     Violences  non                   17,9       -0,95  0,90        -3,15
	//   1  +     Origine    police                18,7        1,19  0,71         2,78
	//   1  +     Violences  oui                   17,9        0,95  0,90         3,15
	//   2  −     Origine    parent                25,1       -0,89  0,40        -2,10
	//   2  +     Origine    école                 60,6        1,39  0,96         3,25
	// Lecture : l'axe 1 oppose « Cadre : adm », « Violences : non » (côté négatif) à « Origine : police », « Violences : oui » (côté positif).
	//
	// Âge: r = 0.94 with axis 1
}

func ExamplePCA() {
	p, err := factor.PCA{Active: []string{"age", "duree", "rang"}, Supplementary: []string{"cadre"}}.Of(cases())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p)
	for _, l := range p.Levels {
		fmt.Printf("%s: %.2f\n", l.Title(), l.Coordinates[0])
	}
	// Output:
	// Analyse en composantes principales – valeurs propres
	// Axe  Valeur propre  % d'inertie  % cumulé
	//   1         1,9888         66,3      66,3
	//   2         0,9875         32,9      99,2
	//   3         0,0237          0,8     100,0
	// Lecture : l'axe 1 porte 66,3 % de l'inertie.
	// Champ : dossiers qui font les axes, n = 12
	// Signe des axes : la variable ou la modalité qui contribue le plus est du côté positif.
	//
	// Analyse en composantes principales – ce qui fait les axes
	// Contributions au-dessus de la moyenne, par côté de l'axe
	// Axe  Côté  Variable              Contribution (%)  Coordonnée  cos²
	//   1  +     Durée                             49,5        0,99  0,98
	//   1  +     Âge                               49,2        0,99  0,98
	//   2  +     Rang dans la fratrie              98,6        0,99  0,97
	// Lecture : l'axe 1 est fait surtout de « Durée », « Âge ».
	//
	// adm: -1.35
	// jud: 1.14
	// non renseigné: -0.09
}

func ExampleFAMD() {
	f, err := factor.FAMD{Active: []string{"cadre", "violences", "age", "duree"}, Lang: "en"}.Of(cases())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f)
	// Output:
	// Factor analysis of mixed data – eigenvalues
	// Axis  Eigenvalue  % of inertia  Cumulated %
	//    1      3.5771          87.6         87.6
	//    2      0.2344           5.7         93.3
	//    3      0.2066           5.1         98.4
	//    4      0.0494           1.2         99.6
	//    5      0.0159           0.4        100.0
	// Reading: axis 1 carries 87.6% of the inertia.
	// Population: cases that make the axes, n = 12
	// Sign of the axes: the variable or level that contributes most is on the positive side.
	// Passive levels, which make no axis: “Cadre: not recorded”.
	//
	// Factor analysis of mixed data – what makes the axes
	// Contributions above the mean, by side of the axis
	// Axis  Side  Variable   Level  Contribution (%)  Coordinate  cos²  V-test
	//    1  +     Âge                           26.3        0.97  0.94      SO
	//    1  +     Durée                         26.3        0.97  0.94      SO
	//    2  −     Violences  yes                25.7       -0.17  0.01   -1.15
	//    2  +     Cadre      jud                44.3        0.22  0.02    1.51
	//    2  +     Violences  no                 25.7        0.17  0.01    1.15
	// Reading: axis 1 is made above all of “Âge”, “Durée”.
}

// A level that says nothing makes no axis; the variable keeps its place.
func ExampleMCA_passive() {
	m, err := factor.MCA{Active: []string{"cadre", "origine", "violences"}, Passive: []string{"origine=parent"}}.Of(cases())
	if err != nil {
		fmt.Println(err)
		return
	}
	notes := m.Tables()[0].Caption().Notes
	fmt.Println(notes[len(notes)-1])
	// Output: Modalités passives, sans effet sur les axes : « Cadre : non renseigné », « Origine : parent ».
}
