package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus/textometry"
	"github.com/askoria/verbatim/examples/classroom/internal/check"
)

func TestOutput(t *testing.T) { check.Output(t, run) }

// text is the words of the lesson.
func text(units textometry.Units) *textometry.Text {
	words, err := read(units)
	if err != nil {
		panic(err)
	}
	return words
}

// worlds prints the words most typical of each class.
func worlds(units textometry.Units, k int) {
	cut, err := classes(text(units), k)
	if err != nil {
		fmt.Println(err)
		return
	}
	profile, err := textometry.Profiles{}.Of(cut)
	if err != nil {
		fmt.Println(err)
		return
	}
	for class := 1; class <= cut.Classes; class++ {
		fmt.Printf("Monde %d : %s\n", class, strings.Join(typical(profile, class, 5), ", "))
	}
}

// An appointment: with whom, before and after what?
func Example_exercice1() {
	places, err := textometry.Concordance{Find: "rendez-vous", Context: 4, Sort: textometry.ByLeft}.Of(text(lemmas))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range places.Lines {
		fmt.Printf("%s : %s [%s] %s\n", line.Document.ID(), line.Left, line.Word, line.Right)
	}
	// Output:
	// J05 : Pour aller au  [rendez-vous]  j’avais le car
	// J09 : Le  [rendez-vous]  suivant était au guichet
	// J05 : a rappelée pour le  [rendez-vous] , elle avait gardé mon
	// J04 : j’aime pas les  [rendez-vous] , tu parles à quelqu’un
	// J03 : Après mon  [rendez-vous]  j’ai reçu un
	// J07 : Un  [rendez-vous]  à quatorze heures quand
	// J01 : m’a donné un  [rendez-vous]  pour le dossier, j’
}

// Two worlds in place of three: which of them were the nearest?
func Example_exercice2() {
	worlds(lemmas, 2)
	// Output:
	// Monde 1 : stage (5,0), dossier (4,1), prof (3,3), lycée (2,6), patron (2,6)
	// Monde 2 : car (10,7), voiture (8,6), route (6,5), essence (4,6), heure (4,6)
}

// Forms in place of lemmas: the coach goes with the conjunction.
func Example_exercice3() {
	worlds(textometry.Units{}, 3)
	// Output:
	// Monde 1 : stage (21,1), lycée (11,8), patron (9,1), profs (6,5), atelier (4,1)
	// Monde 2 : dossier (9,6), rendez-vous (7,9), conseillère (4,7), papier (4,7), attestation (3,3)
	// Monde 3 : voiture (16,9), route (13,1), essence (9,5), vélo (6,0), soir (1,1)
}

// The turn that says most of each world, in its own words.
func Example_exercice4() {
	words := text(lemmas)
	cut, err := classes(words, 3)
	if err != nil {
		fmt.Println(err)
		return
	}
	typical, err := textometry.Typical{Most: 1}.Of(cut)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range typical.Rows {
		unit := words.Units[row.Unit]
		fmt.Printf("%d, %s : %s\n", row.Class, unit.Document.ID(), unit.Document.Slice(unit.Start, unit.End))
	}
	// Output:
	// 1, J09 : Le lycée m’a gardée deux ans, les profs étaient gentils, mais le stage j’ai pas trouvé de patron
	// 2, J01 : La conseillère m’a donné un rendez-vous pour le dossier, j’y suis allée avec ma mère
	// 3, J04 : La route est longue jusqu’à la scierie, je pars à six heures avec la voiture du voisin
}
