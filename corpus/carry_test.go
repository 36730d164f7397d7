package corpus_test

import (
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Codings follow their words into texts in which something was replaced, and
// those of an interview that is gone are gone.
func TestCodingsInAnotherCorpus(t *testing.T) {
	original, err := corpus.New([]*interviews.Interview{
		conversation("C01-jeune", "C01", "E1", "jeune", "Et alors ?", "Ben Killian il est venu à la maison."),
		conversation("C01-mere", "C01", "E1", "mère", "Et alors ?", "On était tous là."),
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	masked, err := corpus.New([]*interviews.Interview{
		conversation("C01-jeune", "C01", "E1", "jeune", "Et alors ?", "Ben [PRÉNOM_1] il est venu à la maison."),
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var codings corpus.Codings
	for id, words := range map[string]string{"C01-jeune": "venu à la maison", "C01-mere": "tous là"} {
		d, _ := original.Document(id)
		text := d.Slice(0, d.Len())
		start := len([]rune(text[:strings.Index(text, words)]))
		coding, err := d.Coding("M2.1", start, start+len([]rune(words)))
		if err != nil {
			t.Fatal(err)
		}
		coding.Coder, coding.Valence = "AB", corpus.Positive
		codings = append(codings, coding)
	}
	moved, err := codings.In(masked, func(_ string, passage stats.Span) stats.Span {
		longer := len([]rune("[PRÉNOM_1]")) - len("Killian")
		return stats.Span{Start: passage.Start + longer, End: passage.End + longer}
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(moved) != 1 || moved[0].Quote != "venu à la maison" || moved[0].Coder != "AB" || moved[0].Valence != corpus.Positive {
		t.Errorf("got %+v", moved)
	}
	if d, _ := masked.Document("C01-jeune"); len(moved) == 1 && moved[0].Document != d {
		t.Error("the coding still belongs to the first corpus")
	}
	if _, err := codings.In(masked, func(string, stats.Span) stats.Span { return stats.Span{Start: 900, End: 901} }); err == nil {
		t.Error("a passage outside the text was carried over")
	}
}
