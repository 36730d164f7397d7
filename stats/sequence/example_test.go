package sequence_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/sequence"
)

// paths are invented: six children over eight months, HM without a measure, MO in
// open care, PL placed.
func paths() *sequence.Sequences {
	rows := []string{
		"MO MO MO MO HM HM HM HM", "MO MO MO HM HM HM HM HM", "MO MO PL PL PL PL HM HM",
		"HM MO PL PL PL PL PL PL", "HM HM PL PL PL PL PL PL", "MO MO MO HM HM HM HM HM",
	}
	return from(rows, "HM", "MO", "PL")
}

// from makes sequences of rows of codes.
func from(rows []string, codes ...string) *sequence.Sequences {
	var columns []stats.Column
	var names []string
	for t := range strings.Fields(rows[0]) {
		values := make([]string, len(rows))
		for i, row := range rows {
			values[i] = strings.Fields(row)[t]
		}
		names = append(names, fmt.Sprint("m", t+1))
		columns = append(columns, stats.Variable{Name: names[t]}.Labelled(values...))
	}
	table, err := stats.NewTable("", columns...)
	if err != nil {
		panic(err)
	}
	s, err := sequence.FromStates{States: names, Alphabet: stats.Levels(codes...)}.Of(table)
	if err != nil {
		panic(err)
	}
	return s
}

// of is a distance of the paths.
func of(m sequence.Measure) *sequence.Distances {
	d, err := m.Of(context.Background(), paths())
	if err != nil {
		panic(err)
	}
	return d
}

// outcome is one value a child.
func outcome(name string, values ...string) *stats.Categories {
	return stats.Variable{Name: name}.Labelled(values...)
}

func types() *stats.Categories {
	return outcome("type", "court", "court", "placé", "placé", "placé", "court")
}

func ExampleFromSpells() {
	day := func(text string) time.Time { t, _ := time.Parse("02/01/2006", text); return t }
	spells, _ := stats.NewTable("",
		stats.Variable{Name: "id_enfant"}.Labelled("E1", "E1", "E2"),
		stats.Variable{Name: "etat"}.Labelled("MO", "PL", "MO"),
		stats.Variable{Name: "debut"}.Dates([]time.Time{day("01/01/2023"), day("01/03/2023"), day("01/02/2023")}, nil),
		stats.Variable{Name: "fin"}.Dates([]time.Time{day("01/04/2023"), day("01/06/2023"), day("01/04/2023")}, nil))
	s, err := sequence.FromSpells{
		ID: "id_enfant", State: "etat", From: "debut", To: "fin", Priority: []string{"PL"},
	}.Of(spells)
	fmt.Println(s.Text(0), s.Text(1), err)
	fmt.Print(s)
	// Output:
	// MO/2-PL/3 */1-MO/2 <nil>
	// 2 séquences, 5 positions au plus, 2 états, 1 positions sans état connu
	// 1 chevauchement : un seul état gardé, selon la règle écrite
}

func ExampleFromStates() {
	wide, _ := stats.NewTable("", outcome("an1", "école", "école"), outcome("an2", "emploi", ""), outcome("an3", "emploi", "école"))
	s, err := sequence.FromStates{States: []string{"an1", "an2", "an3"}}.Of(wide)
	fmt.Println(s.Text(0), s.Text(1), err)
	// Output:
	// école/1-emploi/2 école/1-*/1-école/1 <nil>
}

func ExampleCombine() {
	measure := from([]string{"MA MA HM"}, "HM", "MA")
	legal := from([]string{"adm jud adm"}, "adm", "jud")
	s, err := sequence.Combine{Names: []string{"mesure", "cadre"}}.Of(measure, legal)
	fmt.Println(s.Text(0), err)
	// Output:
	// MA+adm/1-MA+jud/1-HM+adm/1 <nil>
}

func ExampleChannelCosts() {
	measure := from([]string{"MA MA HM"}, "HM", "MA")
	legal := from([]string{"adm jud adm"}, "adm", "jud")
	s, _ := sequence.Combine{}.Of(measure, legal)
	costs, err := sequence.ChannelCosts{Weights: []float64{1, 0.5}}.Of(s)
	fmt.Println(costs.Tables()[0], err)
	// Output:
	// Coûts de substitution et d'insertion
	// État     HM, adm  MA, adm  MA, jud  Insertion
	// HM, adm        0        2        3        1,5
	// MA, adm        2        0        1        1,5
	// MA, jud        3        1        0        1,5
	//  <nil>
}

func ExampleDescribe() {
	d, err := sequence.Describe{}.Of(paths())
	fmt.Println(d, err)
	// Output:
	// Distribution des états par position
	// En % ; entropie de 0 à 1
	// Position  HM (%)  MO (%)  PL (%)  n  Entropie  État modal
	// m1          33,3    66,7     0,0  6      0,58  MO
	// m2          16,7    83,3     0,0  6      0,41  MO
	// m3           0,0    50,0    50,0  6      0,63  MO
	// m4          33,3    16,7    50,0  6      0,92  PL
	// m5          50,0     0,0    50,0  6      0,63  HM
	// m6          50,0     0,0    50,0  6      0,63  HM
	// m7          66,7     0,0    33,3  6      0,58  HM
	// m8          66,7     0,0    33,3  6      0,58  HM
	// Champ : 6 séquences, 0 positions sans état connu
	//  <nil>
}

func ExampleIndicators() {
	r, err := sequence.Indicators{}.Of(paths())
	t, _ := r.Tables()[0].Select("sequence", "transitions", "entropie", "complexite", "turbulence")
	fmt.Println(t, err)
	// Output:
	// Indicateurs de chaque séquence
	// Séquence        Transitions  Entropie  Complexité  Turbulence
	// MO/4-HM/4                 1      0,63        0,30        5,32
	// MO/3-HM/5                 1      0,60        0,29        4,32
	// MO/2-PL/4-HM/2            2      0,95        0,52        4,80
	// HM/1-MO/1-PL/6            2      0,67        0,44        3,00
	// HM/2-PL/6                 1      0,51        0,27        3,00
	// MO/3-HM/5                 1      0,60        0,29        4,32
	// Champ : 6 séquences, 0 positions sans état connu
	//  <nil>
}

func ExampleCostModel() {
	costs, err := sequence.TransitionRates.Of(paths())
	fmt.Println(costs.Tables()[0], err)
	// Output:
	// Coûts de substitution et d'insertion
	// État      HM      MO      PL  Insertion
	// HM         0  1,7026  1,8619      0,931
	// MO    1,7026       0  1,8462      0,931
	// PL    1,8619  1,8462       0      0,931
	//  <nil>
}

func ExampleOptimalMatching() {
	fmt.Println(of(sequence.OptimalMatching{Costs: sequence.TransitionRates}))
	// Output:
	// Distances entre séquences
	// appariement optimal (OM) ; coûts : taux de transition ; sans normalisation
	// Personne        1        2       3        4        5        6
	// 1               0   1,7026  7,4161  12,8425  11,1714   1,7026
	// 2          1,7026        0  7,4319  12,8582  11,1714        0
	// 3          7,4161   7,4319       0   5,4264   7,1289   7,4319
	// 4         12,8425  12,8582  5,4264        0   1,7026  12,8582
	// 5         11,1714  11,1714  7,1289   1,7026        0  11,1714
	// 6          1,7026        0  7,4319  12,8582  11,1714        0
	// Champ : 6 séquences, 5 différentes
}

func ExampleLongestCommon() {
	fmt.Println(of(sequence.LongestCommon{}).At(0, 3), of(sequence.LongestCommon{Part: sequence.Prefix}).At(0, 3))
	// Output:
	// 14 16
}

func ExampleHamming() {
	fmt.Println(of(sequence.Hamming{}).At(0, 3))
	// Output:
	// 7
}

func ExampleDynamicHamming() {
	fmt.Printf("%.3f\n", of(sequence.DynamicHamming{}).At(0, 3))
	// Output:
	// 25.933
}

func ExampleSpellMatching() {
	fmt.Println(of(sequence.SpellMatching{}).At(0, 3))
	// Output:
	// 8.5
}

func ExampleLengthMatching() {
	fmt.Printf("%.3f\n", of(sequence.LengthMatching{}).At(0, 3))
	// Output:
	// 6.949
}

func ExampleLocalMatching() {
	fmt.Printf("%.3f\n", of(sequence.LocalMatching{Context: 0.5}).At(0, 3))
	// Output:
	// 14.000
}

func ExampleTransitionMatching() {
	fmt.Println(of(sequence.TransitionMatching{}).At(0, 3))
	// Output:
	// 4.25
}

func ExampleTimeWarp() {
	fmt.Println(of(sequence.TimeWarp{Stiffness: 0.5}).At(0, 3))
	// Output:
	// 18
}

func ExampleSubsequenceMatching() {
	fmt.Printf("%.3f\n", of(sequence.SubsequenceMatching{}).At(0, 3))
	// Output:
	// 16.852
}

func ExampleChiSquare() {
	fmt.Printf("%.3f\n", of(sequence.ChiSquare{Period: 4}).At(0, 3))
	// Output:
	// 2.540
}

func ExampleQuality() {
	q, err := sequence.Quality{}.Of(of(sequence.OptimalMatching{}), types())
	fmt.Println(q.Reading(), err)
	// Output:
	// Lecture : silhouette moyenne 0,68, structure raisonnable (repères : 0,25 ; 0,50 ; 0,70). <nil>
}

func ExampleRepresentatives() {
	r, err := sequence.Representatives{}.Of(of(sequence.OptimalMatching{}))
	fmt.Println(r, err)
	// Output:
	// Séquences représentatives
	// Cas       Cas les plus proches  dont dans le rayon  Distance moyenne  Dispersion  Qualité
	// 2                         6,00                2,00              6,00        3,39    -0,77
	// Ensemble                  6,00                2,00              6,00        3,39    -0,77
	// Champ : 6 cas, couverture 33,3 %
	//  <nil>
}

func ExampleDiscrepancy() {
	r, err := sequence.Discrepancy{Seed: 1}.Of(context.Background(), of(sequence.OptimalMatching{}), outcome("sexe", "f", "g", "f", "g", "f", "g"))
	fmt.Println(r, err)
	// Output:
	// Analyse de la dispersion
	// Test                                       Statistique      p
	// Pseudo-F : trajectoires différentes               0,36  0,819
	// Brown-Forsythe : trajectoires différentes         0,54  0,819
	// Bartlett : dispersions différentes                0,00  1,000
	// Levene : dispersions différentes                  0,00  1,000
	// Lecture : les groupes expliquent 8,2 % des différences entre trajectoires.
	// Champ : 6 cas, 0 sans groupe ; 1000 permutations, graine 1
	//  <nil>
}

func ExampleMultiDiscrepancy() {
	r, err := sequence.MultiDiscrepancy{Draws: 100, Seed: 1}.Of(context.Background(), of(sequence.OptimalMatching{}),
		outcome("sexe", "f", "g", "f", "g", "f", "g"), outcome("fratrie", "oui", "oui", "non", "non", "non", "oui"))
	fmt.Println(r, err)
	// Output:
	// Analyse de la dispersion, plusieurs facteurs
	// Facteur   Pseudo-F  Part propre (%)      p
	// sexe          0,75              6,6  0,650
	// fratrie       7,50             65,6  0,070
	// Ensemble      4,22             73,8  0,200
	// Champ : 6 cas, 0 laissés de côté ; 100 permutations, graine 1
	//  <nil>
}

func ExampleDiscrepancyTree() {
	r, err := sequence.DiscrepancyTree{P: 0.2, Seed: 1}.Of(context.Background(), of(sequence.OptimalMatching{}),
		outcome("sexe", "f", "g", "f", "g", "f", "g"), outcome("fratrie", "oui", "oui", "non", "non", "non", "oui"))
	fmt.Println(r, err)
	// Output:
	// Arbre de dispersion
	// Nœud             n  Dispersion  Part expliquée (%)      p
	// tous             6        3,39                67,2  0,086
	// – fratrie : oui  3        0,44                n.d.   n.d.
	// – fratrie : non  3        1,78                n.d.   n.d.
	// Champ : 6 cas ; 1000 permutations, graine 1
	//  <nil>
}

func ExampleNull() {
	// Classes come from package cluster; here by the nearer of the first and the
	// fourth path.
	nearer := func(d *sequence.Distances) (*stats.Categories, error) {
		values := make([]string, d.Len())
		for i := range values {
			if values[i] = "1"; d.At(i, 3) < d.At(i, 0) {
				values[i] = "2"
			}
		}
		return outcome("classe", values...), nil
	}
	r, err := sequence.Null{Classes: nearer, Draws: 50, Seed: 1}.Of(context.Background(), paths())
	x := r.Comparisons[4]
	fmt.Printf("%s %.2f, au hasard %.2f, p = %.2f %v\n", x.Name, x.Observed.Value, x.Mean, x.P, err)
	// Output:
	// ASW 0.68, au hasard 0.04, p = 0.02 <nil>
}

func ExampleTypology() {
	r, err := sequence.Typology{Away: []string{"HM"}, Least: 3, Cases: "enfants"}.Of(paths(), types())
	fmt.Print(r, err)
	// Output:
	// court : 3 enfants, 50,0 % de l'ensemble. En moyenne : HM (4,7 positions), MO (3,3 positions). État le plus fréquent au fil du temps : MO (3 positions) puis HM (5 positions). Plus que les autres : HM (4,7 positions contre 3,2 positions dans l'ensemble). Entrée médiane : m1 ; sortie médiane des 3 qui sont sortis : m4.
	// placé : 3 enfants, 50,0 % de l'ensemble. En moyenne : PL (5,3 positions), HM (1,7 position), MO (1 position). État le plus fréquent au fil du temps : HM (1 position) puis MO (1 position) puis PL (6 positions). Plus que les autres : PL (5,3 positions contre 2,7 positions dans l'ensemble). Entrée médiane : m2.
	//  <nil>
}

func ExampleEventsFromStates() {
	e, err := sequence.EventsFromStates{Kind: sequence.Entries}.Of(paths())
	for _, event := range e.Lists[2] {
		fmt.Print(event.Time, " ", e.Alphabet[event.Kind].Title(), "; ")
	}
	fmt.Println(err)
	// Output:
	// 0 MO; 2 PL; 6 HM; <nil>
}

func ExampleEventsFromTable() {
	table, _ := stats.NewTable("", outcome("id", "E1", "E1"), stats.Variable{Name: "age"}.Numbers([]float64{12, 7}, nil), outcome("fait", "placement", "signalement"))
	e, err := sequence.EventsFromTable{ID: "id", Time: "age", Event: "fait"}.Of(table)
	fmt.Println(e.Lists[0], err)
	// Output:
	// [{7 1} {12 0}] <nil>
}

func ExampleEventSubsequences() {
	e, _ := sequence.EventsFromStates{Kind: sequence.Entries}.Of(paths())
	r, err := sequence.EventSubsequences{Least: 3}.Of(e)
	fmt.Println(r, err)
	// Output:
	// Sous-séquences d'événements fréquentes
	// Sous-séquence  n      %
	// (HM)           6  100,0
	// (MO)           5   83,3
	// (MO)-(HM)      4   66,7
	// (PL)           3   50,0
	// Champ : 6 séquences
	//  <nil>
}

func ExampleCompareSubsequences() {
	e, _ := sequence.EventsFromStates{Kind: sequence.Entries}.Of(paths())
	set, _ := sequence.EventSubsequences{Least: 3}.Of(e)
	r, err := sequence.CompareSubsequences{}.Of(e, set, types())
	fmt.Println(r, err)
	// Output:
	// Sous-séquences qui distinguent les groupes
	// Sous-séquence  court (%)  placé (%)  Khi-2      p  p, tests réunis
	// (PL)                 0,0      100,0   2,67  0,102            0,351
	// (MO)-(HM)          100,0       33,3   0,75  0,386            0,858
	// (HM)               100,0      100,0   n.d.   n.d.             n.d.
	// (MO)               100,0       66,7   0,00  1,000            1,000
	// Champ : 6 séquences, 0 sans groupe
	//  <nil>
}

// From one month to the next: the row is where one was.
func ExampleDescribe_rates() {
	d, err := sequence.Describe{}.Of(paths())
	for a, rates := range d.Rates {
		fmt.Printf("%s %.2f\n", d.States[a].Title(), rates)
	}
	for _, time := range d.Times {
		fmt.Printf("%s: %.1f months on average\n", time.Title(), time.Mean.Value)
	}
	fmt.Println(err)
	// Output:
	// HM [0.87 0.07 0.07]
	// MO [0.23 0.62 0.15]
	// PL [0.07 0.00 0.93]
	// HM: 3.2 months on average
	// MO: 2.2 months on average
	// PL: 2.7 months on average
	// <nil>
}
