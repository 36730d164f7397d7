package corpus_test

import (
	"fmt"
	"log"
	"testing"

	"github.com/askoria/verbatim/corpus"
)

func TestCompareCodebooks(t *testing.T) {
	before, err := corpus.NewCodebook(
		corpus.Code{ID: "A", Label: "École"}, corpus.Code{ID: "A1", Parent: "A", Label: "Retard"},
		corpus.Code{ID: "B", Label: "Famille", Definition: "les proches"}, corpus.Code{ID: "C", Label: "Double"},
		corpus.Code{ID: "D", Label: "Double"}, corpus.Code{ID: "E"})
	if err != nil {
		t.Fatal(err)
	}
	after, err := corpus.NewCodebook(
		corpus.Code{ID: "ECOLE", Label: "École"}, corpus.Code{ID: "A1", Parent: "ECOLE", Label: "Retards"},
		corpus.Code{ID: "B", Parent: "ECOLE", Label: "Famille", Definition: "le foyer"}, corpus.Code{ID: "C2", Label: "Double"},
		corpus.Code{ID: "F"})
	if err != nil {
		t.Fatal(err)
	}
	c, err := corpus.CompareCodebooks{Before: before, After: after}.Of()
	if err != nil {
		t.Fatal(err)
	}
	// Of two codes that agree with C2, none is taken for it; E and F say nothing.
	wantRows(t, shown(t, c.Tables()[0], "code", "difference", "avant", "apres"),
		"ECOLE|renommé ?|A|ECOLE", "A1|libellé|Retard|Retards", "B|déplacé|SO|ECOLE", "B|définition|les proches|le foyer",
		"C2|ajouté|SO|C2 Double", "F|ajouté|SO|F", "C|supprimé|C Double|SO", "D|supprimé|D Double|SO", "E|supprimé|E|SO")
	if same, err := (corpus.CompareCodebooks{Before: before, After: before}).Of(); err != nil || same.Same != 6 || len(same.Differences) != 0 {
		t.Errorf("a codebook and itself: %+v, %v", same, err)
	}
	if _, err := (corpus.CompareCodebooks{Before: before}).Of(); err == nil {
		t.Error("one codebook is enough")
	}
}

func ExampleCompareCodebooks() {
	before, err := corpus.NewCodebook(corpus.Code{ID: "M4", Label: "Contexte"}, corpus.Code{ID: "M4.1", Label: "Conflit"})
	if err != nil {
		log.Fatal(err)
	}
	after, err := corpus.NewCodebook(corpus.Code{ID: "M4", Label: "Contexte"}, corpus.Code{ID: "M4.1", Parent: "M4", Label: "Conflit parental"})
	if err != nil {
		log.Fatal(err)
	}
	c, err := corpus.CompareCodebooks{Before: before, After: after}.Of()
	if err != nil {
		log.Fatal(err)
	}
	for _, d := range c.Differences {
		fmt.Printf("%s %s : « %s » → « %s »\n", d.Code, d.What, d.Was, d.Is)
	}
	// Output:
	// M4.1 déplacé : «  » → « M4 »
	// M4.1 libellé : « Conflit » → « Conflit parental »
}
