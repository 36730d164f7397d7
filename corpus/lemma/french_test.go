package lemma_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/lemma"
)

func lemmas(text string) string {
	tokens := corpus.Tokens(text)
	var got []string
	for i, reading := range (lemma.French{}).Of(tokens) {
		if tokens[i].Said() {
			got = append(got, reading.Lemma)
		}
	}
	return strings.Join(got, " ")
}

func TestLemmas(t *testing.T) {
	for text, want := range map[string]string{
		"Les éducatrices accompagnaient nos enfants.":   "le éducateur accompagner son enfant",
		"La porte est fermée, je la porte.":             "le porte être fermer moi lui porter",
		"Je suis perdue":                                "moi être perdre",
		"elle a été placée l’été dernier":               "lui avoir être placer le été dernier",
		"on va au collège, auquel je pense":             "on aller à collège lequel moi penser",
		"le ben, euh, juge les a vus":                   "le ben euh juge eux avoir voir",
		"Ils ne m’écoutent pas":                         "lui ne moi écouter pas",
		"va-t-il venir à 14h30 ?":                       "aller lui venir à 14h30",
		"des enfants, le père des enfants":              "un enfant le père de enfant",
		"ŒUVRE, œuvres":                                 "oeuvre oeuvre",
		"elle kiffait les blablatages du relou":         "lui kiffer le blablatage de relou",
		"chez Zorglubine et [PRÉNOM_1]":                 "chez zorglubine et [prénom_1]",
		"Écrivez à jean@exemple.fr, 1 234,5 €":          "écrire à jean@exemple.fr 1234,5",
		"les travaux sociaux":                           "le travail social",
		"con- contente ~ a":                             "con- content avoir",
		"":                                              "",
		"... ?! …":                                      "",
		"'":                                             "",
		"\xff\xfe":                                      "",
		"e\u0301cole":                                   "école",
		strings.Repeat("maison ", 3):                    "maison maison maison",
		"y a pas de car la nuit":                        "y avoir pas de car le nuit",
		"plus jamais la même chose":                     "plus jamais le même chose",
		"sans le permis, ça m’a permis de rester":       "sans le permis ça moi avoir permettre de rester",
		"j’ai eu mon permis, et les permis de conduire": "moi avoir avoir son permis et le permis de conduire",
	} {
		if got := lemmas(text); got != want {
			t.Errorf("%q\n got %s\nwant %s", text, got, want)
		}
	}
}

// Each token gets a reading; what is said has a lemma, signs and notes none.
func check(t *testing.T, text string) {
	t.Helper()
	tokens := corpus.Tokens(text)
	readings := lemma.French{}.Of(tokens)
	if len(readings) != len(tokens) {
		t.Fatalf("%q: %d tokens, %d readings", text, len(tokens), len(readings))
	}
	for i, r := range readings {
		if tokens[i].Said() != (r.Lemma != "") && corpus.Form(tokens[i].Text) != "" {
			t.Errorf("%q: %q has the lemma %q", text, tokens[i].Text, r.Lemma)
		}
		if r.Lemma != corpus.Form(r.Lemma) && !strings.HasPrefix(r.Lemma, "-") {
			t.Errorf("%q: the lemma %q is not in normal form", text, r.Lemma)
		}
	}
}

func FuzzFrench(f *testing.F) {
	for _, text := range []string{"", "l' -t-il s", "Ses SES ses", "\u00ad", "xés xées aux x s é", "É É\u0301", "\xffs", "(rires) euh"} {
		f.Add(text)
	}
	f.Fuzz(check)
}

// A million commas, or as many words, take no more than their number.
func TestLongTexts(t *testing.T) {
	for _, unit := range []string{", ", "suis ", "a"} {
		check(t, strings.Repeat(unit, 200_000))
	}
}

// Goroutines that read at once find the same.
func TestTogether(t *testing.T) {
	const text = "Le juge a dit que la mère porte la plus grande part, et nous le suivons."
	want := lemmas(text)
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			for range 50 {
				if got := lemmas(text); got != want {
					t.Errorf("got %s, want %s", got, want)
				}
			}
		})
	}
	readers.Wait()
}

func ExampleFrench() {
	tokens := corpus.Tokens("Les voisines l’accompagnaient.")
	for i, reading := range (lemma.French{}).Of(tokens) {
		if tokens[i].Said() {
			fmt.Println(tokens[i].Text, reading.Lemma, reading.Class)
		}
	}
	// Output:
	// Les le déterminant
	// voisines voisin nom
	// l’ lui pronom
	// accompagnaient accompagner verbe
}
