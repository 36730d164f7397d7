package textometry

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/lemma"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

func slicesOf(t *Text) []string {
	var said []string
	for _, u := range t.Units {
		said = append(said, u.Document.Slice(u.Start, u.End))
	}
	return said
}

func TestUnits(t *testing.T) {
	for _, test := range []struct {
		name string
		spec Units
		want []string
	}{
		{"turns", Units{Roles: []interviews.Role{"jeune"}}, []string{
			"Ben… l’école, j’y vais plus trop. Ma référente, elle m’écoute", "Mes parents crient. L’école, c’est mieux que la maison",
		}},
		{"sentences", Units{Cut: Sentences, Informants: []interviews.Informant{interviews.Youth}}, []string{
			"Ben… l’école, j’y vais plus trop", "Ma référente, elle m’écoute", "Mes parents crient", "L’école, c’est mieux que la maison",
		}},
		{"segments at signs", Units{Cut: Segments, Size: 6, Roles: []interviews.Role{"jeune"}}, []string{
			"Ben… l’école, j’y vais plus trop", "Ma référente, elle m’écoute",
			"Mes parents crient. L’école", "c’est mieux que la maison",
		}},
		{"with who asks", Units{Interviewer: true, Roles: []interviews.Role{"père"}}, []string{
			"Comment ça se passe à l’école", "Et à la maison", "Vous avez parlé au juge", "Et le collège",
		}},
	} {
		if got := slicesOf(newText(t, test.spec, invented()...)); !slices.Equal(got, test.want) {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

// A segment joins what one speaker says in turns that follow one another, and
// never crosses another speaker, even one who is left out.
func TestSegmentsKeepToOneSpeaker(t *testing.T) {
	list := invented()[:1]
	list[0].Transcript.Turns[1].Speaker = "A"
	list[0].Transcript.Turns[2] = func() interviews.Turn {
		turn := list[0].Transcript.Turns[2]
		turn.Interviewer, turn.Speaker, turn.Role = false, "A", "jeune"
		return turn
	}()
	text := newText(t, Units{Cut: Segments}, list...)
	if len(text.Units) != 2 || text.Units[0].Turn != 2 || text.Units[1].Turn != 4 || text.Units[0].Words != 17 {
		t.Errorf("got %+v", text.Units)
	}
	if text = newText(t, Units{Cut: Segments}, invented()[0]); len(text.Units) != 2 {
		t.Errorf("a question does not part segments: %+v", text.Units)
	}
}

// Whatever the punctuation: no segment is longer than 40 % above its size, and
// together they are all words.
func TestSegmentLengths(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		var said []string
		n := random.IntN(400)
		for range n {
			said = append(said, "mot"+[]string{"", "", "", "", " ,", " .", " ;", " ?"}[random.IntN(8)])
		}
		words := 0
		for _, u := range spoken(t, Units{Cut: Segments}, said...).Units {
			if words += u.Words; u.Words > 56 || u.Words < 1 {
				t.Fatalf("a segment of %d words", u.Words)
			}
		}
		if words != n {
			t.Fatalf("%d words in segments, %d said", words, n)
		}
	}
	for want, signs := range map[int][]float64{
		4: {full, plain, plain, plain, plain, plain, plain}, // the full stop is more than 40 % off
		2: {plain, full, plain, 1, plain, plain, plain},
		6: {plain, full, plain, plain, plain, plain}, // no more than the window: one segment
	} {
		if got := segment(signs, 4); got != want {
			t.Errorf("%v: cut after %d words, want %d", signs, got, want)
		}
	}
}

func TestUnitsWithOddTexts(t *testing.T) {
	for _, said := range []string{"", " ", strings.Repeat(",", 1_000_000), "\xff\xfe l'école", "…"} {
		text := spoken(t, Units{Cut: Segments}, said)
		if f, err := (Frequencies{}).Of(text); err != nil || f.N != text.N {
			t.Errorf("%.10q: %v, %v", said, f, err)
		}
		if text.N == 0 && len(text.Warnings) == 0 {
			t.Errorf("%.10q: no word, and no warning", said)
		}
		_ = text.String()
		for _, by := range []Part{ByDocument, ByCase, ByRole, BySide, Whole} {
			if _, err := (Diversity{By: by}).Of(text); err != nil {
				t.Errorf("%.10q: %v", said, err)
			}
			if _, err := (Terms{By: by}).Of(text); err != nil {
				t.Errorf("%.10q: %v", said, err)
			}
		}
	}
}

func TestUnitsErrors(t *testing.T) {
	text := newText(t, Units{}, invented()...)
	for name, err := range map[string]error{
		"role":     second(Concordance{Find: "juge", Roles: []interviews.Role{"mere"}}.Of(text)),
		"nothing":  second(Concordance{Find: " , "}.Of(text)),
		"star":     second(Concordance{Find: "*"}.Of(text)),
		"code":     second(Concordance{Find: "juge", Code: "M1"}.Of(text)),
		"category": second(Lexicon{Categories: []Category{{Name: "A"}}}.Of(text)),
		"none":     second(Lexicon{}.Of(text)),
		"part":     second(Terms{By: 9}.Of(text)),
		"ratio":    second(Diversity{Ratio: 2}.Of(text)),
		"within":   second(Cooccurrents{Find: "juge", Within: -1}.Of(text)),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// What may not be quoted is in no table, though its place is.
func TestTextsWithheld(t *testing.T) {
	text := newText(t, Units{}, invented()...)
	lines, err := Concordance{Find: "école"}.Of(text)
	if err != nil {
		t.Fatal(err)
	}
	table := lines.Tables()[0]
	for _, name := range []string{"gauche", "droite"} {
		column, err := table.Texts(name)
		if err != nil {
			t.Fatal(err)
		}
		if column.Missing(0) != stats.Recorded || column.Missing(2) != stats.Refused {
			t.Errorf("%s: %v and %v, want recorded and refused", name, column.Missing(0), column.Missing(2))
		}
	}
	if notes := table.Caption().Notes; len(notes) != 1 {
		t.Errorf("notes %q", notes)
	}
	if all := text.Tables()[0].String(); strings.Contains(all, "répondent") {
		t.Error("a text that may not be quoted is in the table of units")
	}
	list := invented()
	list[0].Transcript.Turns[1].Role = "père" // a third person, who was not asked
	if table := newText(t, Units{}, list...).Tables()[0].String(); strings.Contains(table, "référente") {
		t.Error("the words of a third person are quoted")
	}
}

func TestFrenchOrder(t *testing.T) {
	want := []string{"aîné", "cote", "coté", "côte", "côté", "école", "été", "zèbre"}
	words := []string{"zèbre", "été", "côté", "cote", "école", "aîné", "côte", "coté"}
	rank := ranks(words)
	got := make([]string, len(words))
	for i, at := range rank {
		got[at] = words[i]
	}
	// The two middle ones go by the accents from the left or from the right.
	if !slices.Equal(got, want) && !slices.Equal(got, []string{"aîné", "cote", "côte", "coté", "côté", "école", "été", "zèbre"}) {
		t.Errorf("got %v", got)
	}
}

// spelled is a lexicon of three words: the s of "suis" is être after "je".
type spelled struct{}

func (spelled) Of(tokens []corpus.Token) []corpus.Reading {
	readings := make([]corpus.Reading, len(tokens))
	for i, token := range tokens {
		switch form := corpus.Form(token.Text); {
		case !token.Said():
		case form == "suis" && i > 0 && corpus.Form(tokens[i-1].Text) == "je":
			readings[i] = corpus.Reading{Lemma: "être", Class: corpus.Auxiliary}
		case form == "suis" || form == "suit":
			readings[i] = corpus.Reading{Lemma: "suivre", Class: corpus.Verb}
		default:
			readings[i] = corpus.Reading{Lemma: form, Class: corpus.Noun}
		}
	}
	return readings
}

func TestLemmas(t *testing.T) {
	text := spoken(t, Units{Lemmas: spelled{}}, "Je suis là, elle suit, tu suis, je suis.")
	result, err := Frequencies{}.Of(text)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, row := range result.Rows {
		got[row.Term] = fmt.Sprint(row.Count, row.Forms)
	}
	if got["être"] != "2 [suis]" || got["suivre"] != "2 [suis suit]" {
		t.Errorf("got %v", got)
	}
	lines, err := Concordance{Find: "suivre", Lemmas: true}.Of(text)
	if err != nil || len(lines.Lines) != 2 {
		t.Errorf("suivre is found %d times, %v", len(lines.Lines), err)
	}
	if lines, err = (Concordance{Find: "suis"}).Of(text); err != nil || len(lines.Lines) != 3 {
		t.Errorf("suis is found %d times, %v", len(lines.Lines), err)
	}
	terms, err := Terms{Without: []string{"suivre"}}.Of(text)
	if err != nil || slices.Contains(terms.Terms, "suivre") || !slices.Contains(terms.Terms, "être") {
		t.Errorf("got %v, %v", terms.Terms, err)
	}
}

// A word of one class is left out in that class: of car the conjunction and not
// the coach, where the text was read with lemmas.
func TestWithoutClass(t *testing.T) {
	const said = "Le car part à six heures, je suis resté car il pleuvait, et le car était parti. Cet été j'ai été caissière."
	for _, test := range []struct {
		name    string
		units   Units
		without []string
		want    []string // of car and été, where they count
	}{
		{"the list of stop words", Units{Lemmas: lemma.French{}}, StopWords(), []string{"car 2 [car]", "été 1 [été]"}},
		{"a word in no class", Units{Lemmas: lemma.French{}}, []string{"car", "été"}, nil},
		{"the other class", Units{Lemmas: lemma.French{}}, []string{"car:nom", "être"}, []string{"car 1 [car]", "été 1 [été]"}},
		{"no class of that name", Units{Lemmas: lemma.French{}}, []string{"car:conj", "être", ":nom"}, []string{"car 3 [car]", "été 1 [été]"}},
		{"forms have no class", Units{}, StopWords(), nil},
	} {
		result, err := Frequencies{Without: test.without}.Of(spoken(t, test.units, said))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, row := range result.Rows {
			if row.Term == "car" || row.Term == "été" {
				got = append(got, fmt.Sprint(row.Term, " ", row.Count, " ", row.Forms))
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestActive(t *testing.T) {
	text := spoken(t, Units{Lemmas: spelled{}, Active: []corpus.Class{corpus.Verb}}, "Je suis là, elle suit, tu suis.")
	terms, err := Terms{}.Of(text)
	if err != nil || !slices.Equal(terms.Terms, []string{"suivre"}) || terms.N != 2 || text.N != 7 {
		t.Errorf("got %v of %d words, %v", terms.Terms, terms.N, err)
	}
	if lines, err := (Concordance{Find: "elle suit"}).Of(text); err != nil || len(lines.Lines) != 1 {
		t.Errorf("what is not active is not found: %v", err)
	}
	c, err := corpus.New(invented(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []Units{{Active: corpus.Classes()}, {Stems: true, Lemmas: spelled{}}} {
		if _, err := bad.Of(c); err == nil {
			t.Errorf("%+v passes", bad)
		}
	}
	if _, err := (Concordance{Find: "école", Lemmas: true}).Of(newText(t, Units{}, invented()...)); err == nil {
		t.Error("lemmas are compared in a text without")
	}
}
