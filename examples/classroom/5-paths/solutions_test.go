package main

import (
	"fmt"
	"testing"

	"github.com/askoria/verbatim/examples/classroom/internal/check"
	"github.com/askoria/verbatim/examples/classroom/internal/lesson"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/duration"
	"github.com/askoria/verbatim/stats/sequence"
)

func TestOutput(t *testing.T) { check.Output(t, run) }

// table is a table of the lesson.
func table(name string) *stats.Table {
	t, err := lesson.Read(data, name)
	if err != nil {
		panic(err)
	}
	return t
}

// Paths of one kind: one child's moves, and the time that all spend in each state.
func Example_exercice1() {
	paths, err := follow(table("episodes"))
	if err != nil {
		fmt.Println(err)
		return
	}
	indicators, err := sequence.Indicators{}.Of(paths)
	if err != nil {
		fmt.Println(err)
		return
	}
	shown, err := indicators.Tables()[0].Head(4).Select("sequence", "transitions", "entropie", "turbulence")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(stats.Printer{}.Of(shown.Captioned(stats.Caption{})))
	// Output:
	// Indicateurs de chaque séquence
	// Séquence                   Transitions  Entropie  Turbulence
	// MO/11-HM/23                          1      0,57        4,80
	// MO/7-HM/29                           1      0,45        3,25
	// MO/4-PL/30                           1      0,33        2,60
	// MO/4-PL/7-MO/5-PL/3-MO/17            4      0,54        6,85
}

// How many types?
func Example_exercice2() {
	paths, err := follow(table("episodes"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for k := 2; k <= 6; k++ {
		_, quality, err := typology(paths, k)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%d types : silhouette %s, part expliquée %s\n", k, lesson.Two(quality.ASW.Value), lesson.Two(quality.R2.Value))
	}
	// Output:
	// 2 types : silhouette 0,60, part expliquée 0,45
	// 3 types : silhouette 0,79, part expliquée 0,78
	// 4 types : silhouette 0,76, part expliquée 0,85
	// 5 types : silhouette 0,76, part expliquée 0,87
	// 6 types : silhouette 0,67, part expliquée 0,89
}

// Left out, those who are still there make measures look shorter than they are.
func Example_exercice3() {
	for _, only := range []string{"tous", "terminées"} {
		measures := table("mesures")
		if only == "terminées" {
			measures, _ = measures.Where(stats.IsRecorded("fin"))
		}
		lasting, err := duration.KaplanMeier{Clock: clock, Cases: "mesures", At: []float64{6, 12, 24}}.Of(measures)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s : %s\n", only, lasting.Tables()[1].Caption().Reading)
	}
	// Output:
	// tous : Lecture : à 12 mois, 20,5 % [11,4 ; 36,6] des mesures sont encore en cours.
	// terminées : Lecture : à 12 mois, 2,8 % [0,4 ; 19,2] des mesures sont encore en cours.
}

// One cause at a time, the others taken for the end of observation, promises
// more placements than there are.
func Example_exercice4() {
	measures := table("mesures")
	how, _ := measures.Categories("motif")
	placed := make([]bool, measures.Len())
	for row := range placed {
		placed[row] = how.Code(row) == "placement"
	}
	measures, _ = measures.With(stats.Variable{Name: "place"}.Flags(placed, nil))
	alone := duration.KaplanMeier{Clock: clock, At: []float64{12}}
	alone.Event = "place"
	together := duration.CumulativeIncidence{Clock: clock, At: []float64{12}}
	together.Event = "motif"
	for _, result := range []func(*stats.Table) (stats.Tabler, error){
		func(t *stats.Table) (stats.Tabler, error) { return alone.Of(t) },
		func(t *stats.Table) (stats.Tabler, error) { return together.Of(t) },
	} {
		r, err := result(measures)
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, shown := range r.Tables() {
			if reading := shown.Caption().Reading; reading != "" {
				fmt.Println(reading)
			}
		}
	}
	// Output:
	// Lecture : la moitié se termine avant 8,0 mois [7,0 ; non atteinte].
	// Lecture : à 12 mois, 47,9 % [34,8 ; 66,0] des dossiers sont encore en cours.
	// Lecture : à 12 mois, 50,0 % [37,2 ; 67,2] des dossiers ont pris fin par « Placement », et 20,5 % [11,4 ; 36,6] sont encore en cours.
}
