package stats_test

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
)

func ExampleTable() {
	cases, err := stats.NewTable("Dossiers",
		stats.Variable{Name: "cadre", Label: "Cadre"}.Labelled("judiciaire", "administratif", "judiciaire", ""),
		stats.Variable{Name: "age", Label: "Âge", Unit: "ans"}.Numbers([]float64{12, 7, 15, 10}, nil))
	if err != nil {
		fmt.Println(err)
		return
	}
	teens, err := cases.Where(stats.Between("age", 10, 17))
	fmt.Println(teens, err)
	// Output:
	// Dossiers
	// Cadre       Âge (ans)
	// judiciaire         12
	// judiciaire         15
	// NR                 10
	//  <nil>
}

func ExampleGroup() {
	visits, err := stats.NewTable("Visites",
		stats.Variable{Name: "cadre", Label: "Cadre"}.Labelled("judiciaire", "administratif", "judiciaire"),
		stats.Variable{Name: "attente", Label: "Attente"}.Numbers([]float64{40, 15, 80}, nil))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(stats.Group{
		By:        []string{"cadre"},
		Summaries: []stats.Summary{stats.Size(), stats.Mean("attente")},
	}.Of(visits))
	// Output:
	// Visites
	// Cadre          Effectif  Attente (moyenne)
	// judiciaire            2                 60
	// administratif         1                 15
	//  <nil>
}

func ExampleJoin() {
	files, _ := stats.NewTable("Dossiers", stats.Variable{Name: "id"}.Labelled("E1", "E2"))
	themes, _ := stats.NewTable("Thèmes",
		stats.Variable{Name: "id"}.Labelled("E2"),
		stats.Variable{Name: "confiance"}.Flags([]bool{true}, nil))
	joined, err := stats.Join{On: "id"}.Of(files, themes)
	fmt.Println(joined, err)
	// Output:
	// Dossiers
	// id  confiance
	// E1  NR
	// E2  oui
	//  <nil>
}

func ExampleLong() {
	before, _ := stats.NewTable("Notes",
		stats.Variable{Name: "id"}.Labelled("E1"),
		stats.Variable{Name: "avant"}.Numbers([]float64{1}, nil),
		stats.Variable{Name: "apres"}.Numbers([]float64{3}, nil))
	fmt.Println(stats.Long{Keep: []string{"id"}, Columns: []string{"avant", "apres"}}.Of(before))
	// Output:
	// Notes
	// id  variable  value
	// E1  avant         1
	// E1  apres         3
	//  <nil>
}

func ExampleWide() {
	long, _ := stats.NewTable("Notes",
		stats.Variable{Name: "id"}.Labelled("E1", "E1", "E2"),
		stats.Variable{Name: "moment"}.Labelled("avant", "apres", "avant"),
		stats.Variable{Name: "note"}.Numbers([]float64{1, 3, 2}, nil))
	fmt.Println(stats.Wide{ID: "id", Name: "moment", Value: "note"}.Of(long))
	// Output:
	// Notes
	// id  avant  apres
	// E1      1      3
	// E2      2     SO
	//  <nil>
}

func ExamplePrinter() {
	ages, _ := stats.NewTable("Ages", stats.Variable{Name: "age"}.Numbers([]float64{8.5, 9, 10.25}, nil))
	fmt.Print(stats.Printer{Rows: 2, Lang: "en"}.Of(ages))
	// Output:
	// Ages
	// age
	// 8.5
	//   9
	// … 1 more row
}

// measured are five invented measures: their frame, the age of the child, and
// who asked for them, of whom there may be several.
func measured() *stats.Table {
	return stats.MustTable("Mesures",
		stats.Variable{Name: "id"}.Texts([]string{"E1", "E2", "E3", "E4", "E5"}, nil),
		stats.Variable{Name: "cadre", Label: "Cadre"}.Labelled("jud", "adm", "jud", "adm", "jud"),
		stats.Variable{Name: "age", Label: "Âge", Unit: "ans"}.Numbers([]float64{12, 7, 15, 10, 4}, nil),
		stats.Variable{Name: "origine", Label: "Origine"}.Sets(stats.Levels("école", "famille", "police"),
			[][]int{{0}, {0, 1}, {2}, {1}, {0, 2}}, nil))
}

func ExampleTable_Where() {
	cases := measured()
	young, err := cases.Where(stats.Is("cadre", "jud"), stats.Not(stats.Between("age", 10, 17)))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(young)
	// Output:
	// Mesures
	// id  Cadre  Âge (ans)  Origine
	// E5  jud            4  école ; police
}

func ExampleTable_Sort() {
	cases := measured()
	sorted, err := cases.Sort(stats.Ascending("cadre"), stats.Descending("age"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(sorted)
	// Output:
	// Mesures
	// id  Cadre  Âge (ans)  Origine
	// E3  jud           15  police
	// E1  jud           12  école
	// E5  jud            4  école ; police
	// E4  adm           10  famille
	// E2  adm            7  école ; famille
}

// A new variable made of another; what was missing stays missing.
func ExampleTable_With() {
	cases := measured()
	ages, err := cases.Numbers("age")
	if err != nil {
		fmt.Println(err)
		return
	}
	var bands []string
	for row := range ages.Len() {
		switch age, known := ages.At(row); {
		case !known:
			bands = append(bands, "")
		case age < 11:
			bands = append(bands, "moins de 11 ans")
		default:
			bands = append(bands, "11 ans et plus")
		}
	}
	cases, err = cases.With(stats.Variable{Name: "tranche", Label: "Tranche d'âge"}.Labelled(bands...))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(stats.Describe{Columns: []string{"tranche"}}.Of(cases))
	// Output:
	// Renseignement des variables
	// Effectifs et % de l'ensemble
	// Variable       Renseignés  % renseignés
	// Tranche d'âge           5         100,0
	// Champ : ensemble des dossiers, n = 5
	//
	// Tranche d'âge
	// Effectifs et %
	// Tranche d'âge    Effectif  % des renseignés  % de l'ensemble
	// 11 ans et plus          2              40,0             40,0
	// moins de 11 ans         3              60,0             60,0
	// Ensemble                5             100,0            100,0
	// Champ : ensemble des dossiers, n = 5
	// Pourcentages fragiles, sur moins de 30 dossiers (n = 5).
	//  <nil>
}
