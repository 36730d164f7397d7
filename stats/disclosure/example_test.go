package disclosure_test

import (
	"context"
	"fmt"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
)

// frame is the legal frame of 124 measures by the side that asked for them.
func frame() stats.Counts {
	return stats.Counts{
		Title: "Cadre selon l'origine de la demande",
		Rows:  []string{"Administratif", "Judiciaire"},
		Cols:  []string{"Famille", "École", "Santé"},
		Cells: [][]int{
			{3, 10, 20, 33},
			{12, 9, 70, 91},
			{15, 19, 90, 124},
		},
	}
}

func ExampleSuppression() {
	counts := frame()
	pattern, err := disclosure.Suppression{}.Of(counts)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, line := range counts.Cells {
		for j, count := range line {
			if pattern.Mask[i][j] {
				fmt.Printf("%4s", stats.Secret.Code())
			} else {
				fmt.Printf("%4d", count)
			}
		}
		fmt.Println()
	}
	fmt.Println(pattern.Primary, "small,", pattern.Secondary, "to protect it")
	// Output:
	//    s   s  20  33
	//    s   s  70  91
	//   15  19  90 124
	// 1 small, 3 to protect it
}

func ExampleAudit() {
	counts := frame()
	// Hiding the small count alone hides nothing.
	alone := stats.Mask{{true, false, false, false}, make([]bool, 4), make([]bool, 4)}
	bounds, err := disclosure.Audit{}.Of(counts, alone)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range bounds.Recomputable {
		fmt.Printf("%s, %s: %d\n", counts.Rows[b.Row], counts.Cols[b.Col], b.Min)
	}
	// Output:
	// Administratif, Famille: 3
}

// Of six rows two are like no other; the place says most.
func ExampleKAnonymity() {
	rows := stats.MustTable("entretiens",
		stats.Variable{Name: "cdas", Label: "CDAS"}.Labelled("Nord", "Nord", "Nord", "Sud", "Sud", "Est"),
		stats.Variable{Name: "sexe", Label: "Sexe"}.Labelled("F", "F", "F", "F", "F", "F"))
	risk, err := disclosure.KAnonymity{Quasi: []string{"cdas", "sexe"}, K: 3}.Of(rows)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("smallest class", risk.Own.Smallest, "· rows below", risk.Own.Below)
	fmt.Print(risk.Tables()[1])
	// Output:
	// smallest class 1 · rows below 3
	// Ce que chaque variable apprend
	// Variable  Valeurs  Lignes sous 3 sans elle  Conseil
	// CDAS            3                        0  regrouper les modalités rares
	// Sexe            1                        3  regrouper les modalités rares
}

// visits is invented: visits of four places in two agencies, by who asked.
func visits() *stats.Table {
	var places, askers []string
	add := func(place, asker string, n int) {
		for range n {
			places, askers = append(places, place), append(askers, asker)
		}
	}
	for _, v := range []struct {
		place                   string
		family, school, justice int
	}{{"Redon", 3, 12, 9}, {"Vitré", 14, 8, 7}, {"Dinard", 11, 9, 16}, {"Combourg", 6, 13, 10}} {
		add(v.place, "famille", v.family)
		add(v.place, "école", v.school)
		add(v.place, "justice", v.justice)
	}
	return stats.MustTable("Visites selon l'origine",
		stats.Variable{Name: "cdas"}.Labelled(places...), stats.Variable{Name: "origine"}.Labelled(askers...))
}

func territory() disclosure.Cube {
	return disclosure.Cube{Dimensions: []disclosure.Dimension{
		{Column: "cdas", Above: map[string]string{"Redon": "Est", "Vitré": "Est", "Dinard": "Ouest", "Combourg": "Ouest"}},
		{Column: "origine"},
	}}
}

// A place of three persons takes three other cells of its agency with it; the
// totals of agencies stay.
func ExampleOptimum() {
	sums, err := territory().Of(visits())
	if err != nil {
		fmt.Println(err)
		return
	}
	hidden, err := disclosure.Optimum{}.Of(context.Background(), sums)
	if err != nil {
		fmt.Println(err)
		return
	}
	for cell, is := range hidden.Mask {
		if is {
			fmt.Println(sums.Name(cell), sums.Counts[cell])
		}
	}
	fmt.Println(hidden.Persons, "personnes, le moins possible :", hidden.Proven)
	// Output:
	// Redon, famille 3
	// Redon, justice 9
	// Vitré, famille 14
	// Vitré, justice 7
	// 33 personnes, le moins possible : true
}

func ExampleCube() {
	sums, err := territory().Of(visits())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, labels := range [][]string{{"Redon", "famille"}, {"Est", "famille"}, {"Ensemble", "Ensemble"}} {
		cell, _ := sums.Find(labels...)
		fmt.Println(sums.Name(cell), sums.Counts[cell])
	}
	// Output:
	// Redon, famille 3
	// Est, famille 17
	// Ensemble, Ensemble 118
}

// Two tables that share a side are protected together.
func ExampleLink() {
	asked := frame()
	asked.RowsOf, asked.ColsOf = "cadre", "origine"
	ended := stats.Counts{
		Title: "Cadre selon l'issue", RowsOf: "cadre", ColsOf: "issue",
		Rows: []string{"Administratif", "Judiciaire"}, Cols: []string{"Fin", "Suite"},
		Cells: [][]int{{20, 13, 33}, {50, 41, 91}, {70, 54, 124}},
	}
	sums, err := disclosure.Link("Cadre", asked, ended)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(sums.Counts), "cellules distinctes")
	hidden, err := disclosure.Optimum{}.Of(context.Background(), sums)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(hidden.Primary, "petite,", hidden.Secondary, "pour la protéger")
	// Output:
	// 18 cellules distinctes
	// 1 petite, 3 pour la protéger
}

func ExampleAudit_OfSystem() {
	sums, err := territory().Of(visits())
	if err != nil {
		fmt.Println(err)
		return
	}
	hidden := make([]bool, len(sums.Counts))
	for _, labels := range [][]string{{"Redon", "famille"}, {"Vitré", "famille"}, {"Redon", "école"}} {
		cell, _ := sums.Find(labels...)
		hidden[cell] = true
	}
	bounds, err := disclosure.Audit{}.OfSystem(sums, hidden)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range bounds.Recomputable {
		fmt.Println(sums.Name(b.Cell), b.Min)
	}
	// Output:
	// Redon, famille 3
	// Redon, école 12
	// Vitré, famille 14
}

// One of two persons makes up nearly all the cost of a place.
func ExampleAmounts() {
	costs := stats.MustTable("Coûts",
		stats.Variable{Name: "cdas"}.Labelled("Redon", "Redon", "Redon", "Vitré", "Vitré", "Vitré"),
		stats.Variable{Name: "cout"}.Numbers([]float64{900, 60, 20, 300, 350, 280}, nil))
	sums, err := disclosure.Amounts{
		Cube: disclosure.Cube{Dimensions: []disclosure.Dimension{{Column: "cdas"}}}, Column: "cout", N: 1, Share: 85,
	}.Of(costs)
	if err != nil {
		fmt.Println(err)
		return
	}
	for cell, sensitive := range sums.Sensitive {
		fmt.Println(sums.Name(cell), sensitive)
	}
	// Output:
	// Redon true
	// Vitré false
	// Ensemble false
}

// The youths are invented.
func youths() *stats.Table {
	return stats.MustTable("jeunes",
		stats.Variable{Name: "cdas"}.Labelled("Redon", "Redon", "Redon", "Vitré", "Vitré", "Dinard"),
		stats.Variable{Name: "sexe"}.Labelled("F", "F", "G", "G", "G", "F"),
		stats.Variable{Name: "placement"}.Labelled("oui", "oui", "non", "oui", "non", "oui"),
		stats.Variable{Name: "poids"}.Numbers([]float64{4, 4, 5, 3, 3, 10}, nil))
}

func ExampleRisk() {
	risks, err := disclosure.Risk{Quasi: []string{"cdas", "sexe"}, Weight: "poids"}.Of(youths())
	if err != nil {
		fmt.Println(err)
		return
	}
	for row, n := range risks.Own.Sample {
		fmt.Printf("%d of %g: %.3f\n", n, risks.Own.Population[row], risks.Own.Risk[row])
	}
	// Output:
	// 2 of 8: 0.179
	// 2 of 8: 0.179
	// 1 of 5: 0.402
	// 2 of 6: 0.225
	// 2 of 6: 0.225
	// 1 of 10: 0.256
}

func ExampleUniques() {
	special, err := disclosure.Uniques{Quasi: []string{"cdas", "sexe", "placement"}}.Of(youths())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(special.Score)
	fmt.Println(special.Least)
	// Output:
	// [0 0 2 2 1 2]
	// [0 0 2 2 2 1]
}

// Whoever knows two girls of Redon knows that both were placed.
func ExampleDiversity() {
	shared, err := disclosure.Diversity{Quasi: []string{"cdas", "sexe"}, Sensitive: "placement"}.Of(youths())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, class := range shared.Classes {
		fmt.Println(class.Values, len(class.Rows), "rows,", class.Distinct, "values")
	}
	// Output:
	// [Redon F] 2 rows, 1 values
	// [Redon G] 1 rows, 1 values
	// [Vitré G] 2 rows, 2 values
	// [Dinard F] 1 rows, 1 values
}

func ExampleLocalSuppression() {
	local, err := disclosure.LocalSuppression{Quasi: []string{"sexe", "cdas"}, K: 2}.Of(youths())
	if err != nil {
		fmt.Println(err)
		return
	}
	cdas, err := local.Table.Column("cdas")
	if err != nil {
		fmt.Println(err)
		return
	}
	for row := range cdas.Len() {
		fmt.Print(cdas.Show(row, "fr"), " ")
	}
	fmt.Println(local.Withheld, local.Smallest)
	// Output:
	// Redon Redon s Vitré Vitré s [0 2] 3
}

func ExampleRecoding() {
	ways, err := disclosure.Recoding{
		Quasi: []string{"cdas", "sexe"}, K: 2,
		Groups: map[string]map[string]string{"cdas": {"Redon": "Est", "Vitré": "Est", "Dinard": "Ouest"}},
	}.Of(youths())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(ways)
	// Output:
	// Ce que gagne chaque regroupement
	// Variable  Recodage                                   Valeurs gardées  Lignes sous 2
	// cdas      ne pas diffuser                                          1              0
	// cdas      par groupe                                               2              1
	// sexe      ne pas diffuser                                          1              1
	// sexe      réunir les modalités de moins de 2 lignes                2              2
	// Champ : 6 lignes, dont 2 sous 2 sans recodage
}

func ExampleTopCoding() {
	table := stats.MustTable("fratries", stats.Variable{Name: "enfants"}.Numbers([]float64{1, 3, 2, 11, 4}, nil))
	coded, err := disclosure.TopCoding{Column: "enfants", Limit: 4}.Of(table)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(coded.Changed, "value brought to", coded.Value)
	// Output:
	// 1 value brought to 4
}

func ExampleRounding() {
	sums, err := disclosure.Link("Cadre", frame())
	if err != nil {
		fmt.Println(err)
		return
	}
	rounded, err := disclosure.Rounding{}.Of(sums)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(sums.Counts)
	fmt.Println(rounded.Counts)
	// Output:
	// [3 10 20 33 12 9 70 91 15 19 90 124]
	// [5 10 20 35 12 9 70 91 17 19 90 126]
}

// Neither table has a small count; their difference has one.
func ExampleDifferencing() {
	count := func(title string, family, school int) *disclosure.System {
		sums, err := disclosure.Link(title, stats.Counts{
			Title: title, RowsOf: "origine", Rows: []string{"famille", "école"}, Cols: []string{""},
			Cells: [][]int{{family}, {school}, {family + school}},
		})
		if err != nil {
			panic(err)
		}
		return sums
	}
	published := []disclosure.Publication{{Sums: count("Visites 2023", 30, 40)}}
	guarded, err := disclosure.Differencing{Published: published}.Of(
		disclosure.Publication{Sums: count("Visites 2023, mineurs", 30, 38), Population: "mineurs"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range guarded.Told {
		fmt.Println(line)
	}
	// Output:
	// différence, école : les tableaux déjà diffusés et celui-ci montrent un effectif inférieur à 5
	// différence, Ensemble : les tableaux déjà diffusés et celui-ci montrent un effectif inférieur à 5
}

// Each table is safe alone: Redon hides behind Vitré in the first, behind Dinard
// in the second. Side by side the second tells Vitré, and the first then Redon,
// until both are protected together.
func ExampleJoint() {
	places := []string{"Redon", "Vitré", "Dinard"}
	all := stats.Counts{Title: "Dossiers", RowsOf: "cdas", Rows: places, Cols: []string{""}, Cells: [][]int{{4}, {9}, {25}, {38}}}
	known := stats.Counts{Title: "Scolarité connue", RowsOf: "cdas", Rows: places, Cols: []string{""}, Cells: [][]int{{4}, {9}, {8}, {21}}}
	together, err := disclosure.Joint{}.Of(context.Background(), all, known)
	if err != nil {
		fmt.Println(err)
		return
	}
	for k, counts := range []stats.Counts{all, known} {
		alone, err := disclosure.Suppression{}.Of(counts)
		if err != nil {
			fmt.Println(err)
			return
		}
		for i, place := range places {
			fmt.Printf("%s, %s: hidden alone %t, together %t\n", counts.Title, place, alone.Mask[i][0], together[k].Mask[i][0])
		}
	}
	// Output:
	// Dossiers, Redon: hidden alone true, together true
	// Dossiers, Vitré: hidden alone true, together true
	// Dossiers, Dinard: hidden alone false, together false
	// Scolarité connue, Redon: hidden alone true, together true
	// Scolarité connue, Vitré: hidden alone false, together true
	// Scolarité connue, Dinard: hidden alone true, together false
}
