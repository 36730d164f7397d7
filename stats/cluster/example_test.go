package cluster_test

import (
	"context"
	"fmt"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/cluster"
	"github.com/askoria/verbatim/stats/factor"
)

// Invented situations: who decided, who asked, what the family lives, and for how
// long.
func situations() *stats.Table {
	var cadre, origine []string
	var violences []bool
	var age, duree []float64
	for i := range 36 {
		jud := i%3 > 0
		small := i%7 == 0
		cadre = append(cadre, map[bool]string{true: "judiciaire", false: "administratif"}[jud != small])
		origine = append(origine, []string{"école", "police", "parent"}[(i%3+i%7/6)%3])
		violences = append(violences, jud && i%5 > 0)
		age = append(age, float64(4+8*(i%3)/2+i%4))
		duree = append(duree, float64(6+6*(i%3)+i%5))
	}
	return stats.MustTable("",
		stats.Variable{Name: "cadre", Label: "Cadre"}.Labelled(cadre...),
		stats.Variable{Name: "origine", Label: "Origine"}.Labelled(origine...),
		stats.Variable{Name: "violences", Label: "Violences"}.Flags(violences, nil),
		stats.Variable{Name: "age", Label: "Âge", Unit: "ans"}.Numbers(age, nil),
		stats.Variable{Name: "duree", Label: "Durée", Unit: "mois"}.Numbers(duree, nil))
}

func ExampleHCPC() {
	ctx := context.Background()
	cases := situations()
	axes, err := factor.MCA{Active: []string{"cadre", "origine", "violences"}}.Of(cases)
	if err != nil {
		fmt.Println(err)
		return
	}
	types, err := cluster.HCPC{Cases: "situations"}.Of(ctx, &axes.Space)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(types)
	again, err := cluster.Stability{Seed: 1}.Of(ctx, types.Classes, cluster.HCPC{Classes: len(types.Sizes)}.Method(&axes.Space))
	if err != nil {
		fmt.Println(err)
		return
	}
	for c, class := range again.Class {
		fmt.Printf("class %d: mean Jaccard %.2f\n", c+1, class.Jaccard.Value)
	}
	// Output:
	// Classification ascendante hiérarchique – classes
	// Classe    Effectif  % de l'ensemble  Centre, axe 1  Centre, axe 2  Centre, axe 3  Centre, axe 4
	// Classe 1        12             33,3          -0,78          -0,54           0,11          -0,04
	// Classe 2        12             33,3          -0,25           0,80           0,00          -0,04
	// Classe 3        12             33,3           1,03          -0,25          -0,11           0,09
	// Lecture : 69,1 % de l'inertie des axes est entre les classes (68,7 % avant consolidation).
	// Champ : situations, n = 36
	// Nombre de classes : rapport des inerties intra (FactoMineR jusqu'à 2.13).
	// Ward sur 4 axes ; classes numérotées le long de l'axe 1.
	// Consolidation : des cas ont changé de classe, l'arbre et les classes ne coïncident plus.
	//
	// Classification ascendante hiérarchique – nombre de classes
	// Classes  Inertie intra    Gain  Rapport intra  Rapport des gains  Proposition
	//       1         1,3333    n.d.           n.d.               n.d.
	//       2         0,7654  0,5679         0,5741              1,629
	//       3         0,4168  0,3486         0,5445             3,1669  rapport intra, retenu
	//       4         0,3067  0,1101         0,7359             1,2951
	//       5         0,2217   0,085         0,7228             1,0889
	//       6         0,1436  0,0781         0,6479             1,4008
	//       7         0,0879  0,0557          0,612                1,5  rapport des gains
	//       8         0,0507  0,0372         0,5773              1,155
	//       9         0,0186  0,0322         0,3661             1,7316
	//      10              0  0,0186              0               n.d.
	// Rapport intra (FactoMineR jusqu'à 2.13) : inertie intra sur celle d'une classe de moins ; le plus petit propose.
	// Rapport des gains (FactoMineR depuis 2.14) : gain sur celui de la classe suivante ; le plus grand propose.
	//
	// class 1: mean Jaccard 0.98
	// class 2: mean Jaccard 0.97
	// class 3: mean Jaccard 0.96
}

func ExampleProfiles() {
	cases := situations()
	axes, err := factor.MCA{Active: []string{"cadre", "origine", "violences"}}.Of(cases)
	if err != nil {
		fmt.Println(err)
		return
	}
	types, err := cluster.HCPC{}.Of(context.Background(), &axes.Space)
	if err != nil {
		fmt.Println(err)
		return
	}
	data, err := cases.With(types.Column("classe"))
	if err != nil {
		fmt.Println(err)
		return
	}
	typology, err := cluster.Profiles{Classes: "classe", Cases: "situations"}.Of(data)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(typology)
	// Output:
	// Classe 1 (12 situations, 33 %) : plus souvent « Origine : parent » (100 % contre 36 %), « Violences » (92 % contre 53 %), « Cadre : judiciaire » (92 % contre 61 %) ; moins souvent « Origine : police » (0 % contre 33 %), « Origine : école » (0 % contre 31 %) ; plus élevé en moyenne : « Durée » (19,4 mois contre 13,9), « Âge » (12,8 ans contre 9,5).
	// Classe 2 (12 situations, 33 %) : plus souvent « Origine : police » (100 % contre 33 %) ; moins souvent « Origine : parent » (0 % contre 36 %), « Origine : école » (0 % contre 31 %).
	// Classe 3 (12 situations, 33 %) : plus souvent « Origine : école » (92 % contre 31 %), « Cadre : administratif » (75 % contre 39 %) ; moins souvent « Violences » (0 % contre 53 %), « Origine : police » (0 % contre 33 %), « Origine : parent » (8 % contre 36 %) ; plus bas en moyenne : « Durée » (9,7 mois contre 13,9), « Âge » (6,7 ans contre 9,5).
}

func ExampleExplain() {
	r, err := cluster.Explain{Number: "duree", Columns: []string{"cadre", "violences", "age"}}.Of(situations())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range r.Levels {
		fmt.Printf("%s = %s: %+.1f, p = %.3f\n", l.Variable.Title(), l.Level.Title(), l.Effect, l.P)
	}
	// Output:
	// Violences = oui: +3.6, p = 0.000
	// Cadre = judiciaire: +2.6, p = 0.002
	// Cadre = administratif: -2.6, p = 0.002
}

func ExampleTree() {
	points := cluster.Points{{1, 1}, {1.5, 1}, {5, 5}, {5, 5.5}, {9, 1}}
	tree, err := cluster.Tree{Linkage: cluster.Average}.Of(context.Background(), points)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(tree)
	fmt.Println(tree.Cut(3))
	// Output:
	// Arbre – saut moyen
	// Classes  Hauteur
	//       2   6,7944
	//       3   5,6734
	//       4      0,5
	//       5      0,5
	// Lecture : passer à tant de classes défait l'étape de cette hauteur.
	// Champ : dossiers, n = 5
	// [0 0 1 1 2] <nil>
}

func ExampleKMeans() {
	points := cluster.Points{{1, 1}, {1.5, 1}, {5, 5}, {5, 5.5}, {9, 1}}
	r, err := cluster.KMeans{Classes: 3, Seed: 1}.Of(context.Background(), points)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Classes, r.Centres)
	// Output:
	// [0 0 1 1 2] [[1.25 1] [5 5.25] [9 1]]
}

func ExampleMedoids() {
	ctx := context.Background()
	distances, err := cluster.Gower{Columns: []string{"cadre", "origine", "violences", "age"}}.Of(ctx, situations())
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := cluster.Medoids{Classes: 2}.Of(ctx, distances)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(r)
	quality, err := cluster.Quality{}.Of(ctx, distances, r.Classes)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("mean silhouette:", quality.Average.Value > 0.25)
	// Output:
	// Classes autour de médoïdes (PAM)
	// Classe    Effectif  % de l'ensemble
	// Classe 1        16             44,4
	// Classe 2        20             55,6
	// Lecture : distance moyenne au médoïde 0,197, après 1 échanges.
	// Champ : dossiers, n = 36
	// mean silhouette: true
}

func ExampleGower() {
	distances, err := cluster.Gower{Columns: []string{"cadre", "age"}}.Of(context.Background(), situations())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.3f\n", distances.At(0, 1))
	// Output:
	// 0.227
}

func ExampleQuality() {
	points := cluster.Points{{1, 1}, {1.5, 1}, {5, 5}, {5, 5.5}, {9, 1}}
	q, err := cluster.Quality{}.Of(context.Background(), points, []int{0, 0, 1, 1, 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(q)
	// Output:
	// Qualité des classes
	// Classe    Effectif  % de l'ensemble  Silhouette moyenne  Silhouettes négatives  Distance moyenne au médoïde  Diamètre  Séparation
	// Classe 1         2             40,0                0,91                      0                         0,25       0,5      5,3151
	// Classe 2         2             40,0                0,91                      0                         0,25       0,5      5,3151
	// Classe 3         1             20,0                0,00                      0                            0         0      5,6569
	// silhouette moyenne 0,73 ; R² 1,00 ; pseudo-F 253,40 ; séparation / diamètre (Dunn) 10,63
	// Champ : dossiers, n = 5
	// Silhouette : jusqu'à 0,25 pas de structure, 0,50 faible, 0,70 raisonnable, au-delà forte (Kaufman et Rousseeuw 1990).
}

func ExampleStability() {
	points := cluster.Points{{1, 1}, {1.5, 1}, {2, 1}, {5, 5}, {5, 5.5}, {5, 6}}
	ctx := context.Background()
	spec := cluster.KMeans{Classes: 2}
	r, err := spec.Of(ctx, points)
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := cluster.Stability{Draws: 50, Seed: 1}.Of(ctx, r.Classes, spec.Method(points))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(s)
	// Output:
	// Stabilité des classes
	// Classe    Effectif  % de l'ensemble  Jaccard moyen  2,5 %  97,5 %  % retrouvée  % dissoute  Lecture
	// Classe 1         3             50,0           1,00   1,00    1,00        100,0         0,0  très stable
	// Classe 2         3             50,0           0,99   1,00    1,00         98,0         0,0  très stable
	// Champ : dossiers, n = 6
	// Bootstrap de 50 tirages, graine 1 ; ressemblance de Jaccard avec la classe la plus proche (Hennig 2007). Retrouvée : à partir de 0,75 ; dissoute : jusqu'à 0,5.
}
