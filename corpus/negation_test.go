package corpus_test

import (
	"testing"

	"github.com/askoria/verbatim/corpus"
)

func TestNegation(t *testing.T) {
	for _, test := range []struct {
		said, word string
		denied     bool
	}{
		{"J’ai confiance.", "confiance", false},
		{"Je n’ai pas confiance.", "confiance", true},
		{"J’ai pas confiance.", "confiance", true},
		{"Je ne lui fais plus du tout confiance.", "confiance", true},
		{"J’ai plus confiance qu’avant.", "confiance", false},
		{"Elle ne m’écoute jamais.", "écoute", true},
		{"Elle m’écoute pas.", "écoute", true},
		{"Elle m’écoute vraiment pas.", "écoute", true},
		{"Elle m’écoute, pas comme lui.", "écoute", false},
		{"Je ne viens pas, elle m’écoute.", "écoute", false},
		{"Sans confiance, rien.", "confiance", true},
		{"Personne m’écoute.", "écoute", false},
		{"Personne ne m’écoute.", "écoute", true},
		{"Je ne sais pas comment dire, enfin voilà, la confiance.", "confiance", false},
		{"Je n’ai pas du tout dans mon cas à moi confiance.", "confiance", false},
	} {
		c := newCorpus(t, conversation("C01", "", "", "jeune", "Alors ?", test.said))
		for _, keep := range []corpus.Polarity{corpus.AnyPolarity, corpus.Affirmed, corpus.Denied} {
			codings, err := corpus.Rule{Code: "X", Words: []string{test.word}, Negation: corpus.Negation{Keep: keep}}.Of(c)
			if err != nil {
				t.Fatal(err)
			}
			if want := keep == corpus.AnyPolarity || (keep == corpus.Denied) == test.denied; (len(codings) == 1) != want {
				t.Errorf("%s: %d codings with %d, denied should be %v", test.said, len(codings), keep, test.denied)
			}
		}
	}
	// A narrower window no longer reaches.
	c := newCorpus(t, conversation("C01", "", "", "jeune", "Alors ?", "Je n’ai pas du tout confiance."))
	for window, want := range map[int]int{1: 0, 2: 1} {
		codings, err := corpus.Rule{Code: "X", Words: []string{"confiance"}, Negation: corpus.Negation{Keep: corpus.Denied, Window: window}}.Of(c)
		if err != nil || len(codings) != want {
			t.Errorf("window %d: %d codings, %v", window, len(codings), err)
		}
	}
}

func TestRuleWithin(t *testing.T) {
	c, book := newCorpus(t, invented()...), newCodebook(t)
	byHand := corpus.Codings{coded(t, c, book, "C01-jeune", "M4.1", "AB", "Chez mon père je ne parle pas de ma mère.")}
	for _, test := range []struct {
		within string
		want   int
	}{{"", 2}, {"M4.1", 1}, {"M4", 1}, {"M2", 0}} {
		rule := corpus.Rule{Code: "M5.4", Words: []string{"père"}, Codebook: book, Within: corpus.Within{Code: test.within, Codings: byHand}}
		if test.within == "" {
			rule.Within.Codings = nil
		}
		codings, err := rule.Of(c)
		if err != nil || len(codings) != test.want {
			t.Errorf("within %q: %d codings, %v", test.within, len(codings), err)
		}
		if test.want == 1 {
			// Where the rule could not look, that nothing is coded says nothing.
			f, err := corpus.CodeFrequencies{Codebook: book, Codes: []string{"M5.4"}}.Of(c, codings)
			if err != nil || f.Rows[0].ReadInterviews != 1 {
				t.Errorf("%d interviews read, %v", f.Rows[0].ReadInterviews, err)
			}
		}
	}
}
