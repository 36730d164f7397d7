package corpus_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/askoria/verbatim/corpus"
)

func TestSentences(t *testing.T) {
	cases, err := os.ReadFile(filepath.Join("testdata", "sentences_fr.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(cases)) {
		line = strings.ReplaceAll(strings.TrimRight(line, "\n"), "¶", "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		want := strings.Split(line, " | ")
		text := strings.ReplaceAll(line, " | ", " ")
		for i := range want {
			want[i] = strings.TrimSpace(want[i])
		}
		if got := cut(text); strings.Join(got, " | ") != strings.Join(want, " | ") {
			t.Errorf("%q\n got %q\nwant %q", text, got, want)
		}
		checkSentences(t, text)
	}
}

// cut is the sentences of a text.
func cut(text string) []string {
	runes := []rune(text)
	var got []string
	for _, span := range corpus.Sentences(text) {
		got = append(got, string(runes[span.Start:span.End]))
	}
	return got
}

// checkSentences holds for any text: sentences are in order, inside the text,
// not empty, and leave out white space only.
func checkSentences(t *testing.T, text string) {
	t.Helper()
	runes := []rune(text)
	at := 0
	blank := func(to int) {
		for _, r := range runes[at:to] {
			if !unicode.IsSpace(r) {
				t.Fatalf("%q: %q is in no sentence", text, r)
			}
		}
	}
	for _, span := range corpus.Sentences(text) {
		if span.Start < at || span.End <= span.Start || span.End > len(runes) {
			t.Fatalf("%q: sentence %+v after %d", text, span, at)
		}
		blank(span.Start)
		at = span.End
	}
	blank(len(runes))
}

func FuzzSentences(f *testing.F) {
	for _, text := range []string{"", "Oui. Non.", "« a. » b", "…… A. \n\n»", "\xff. É\xc3", "M. \n\n Dupont.", "a. »”» B. ”"} {
		f.Add(text)
	}
	f.Fuzz(checkSentences)
}

// Long runs of signs and texts without any must not take for ever, nor be lost.
func TestSentencesOfOddTexts(t *testing.T) {
	for _, unit := range []string{".", ". ", "?!", "\"", "…", "» ", "oui ", "é"} {
		text := strings.Repeat(unit, 16_000)
		spans := corpus.Sentences(text)
		if len(spans) == 0 || spans[len(spans)-1].End < utf8.RuneCountInString(strings.TrimSpace(text)) {
			t.Errorf("16,000 times %q: the end is in no sentence", unit)
		}
	}
	// Of white space prose takes the square: a minute for this one.
	for _, blank := range []string{"\n", " \t", "\u00a0"} {
		text := "Oui. " + strings.Repeat(blank, 200_000) + "Non."
		if got := cut(text); len(got) != 2 || got[1] != "Non." {
			t.Errorf("200,000 times %q part %d sentences, must part 2", blank, len(got))
		}
	}
	if spans := corpus.Sentences(" \n "); len(spans) != 0 {
		t.Errorf("white space has the sentences %v", spans)
	}
}

// Turns are cut all at once, because each call of prose costs tens of
// milliseconds: each must read as if it had been cut alone.
func TestSentencesOfTurns(t *testing.T) {
	speech := []string{
		"Bonjour. Comment ça a commencé ?", "ben… c’est l’école. Ils ont appelé. Mme. Martin", "Oui ?",
		"« Viens. » Elle a dit « non. »", "et voilà", ". . .", "Le Dr.", "Le Goff est parti. Après",
	}
	interview := conversation("C01-jeune", "C01", "E0001", "jeune", speech...)
	c := newCorpus(t, interview)
	d := c.Documents()[0]
	for i, turn := range d.Turns() {
		var got []string
		for _, span := range d.Sentences(turn.Number) {
			got = append(got, d.Slice(span.Start, span.End))
		}
		if want := cut(speech[i]); strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("turn %d: got %q, alone %q", turn.Number, got, want)
		}
	}
}

func BenchmarkSentences(b *testing.B) {
	text := strings.Repeat("Ben… c’est l’école qui a appelé. J’étais au travail ! Elle m’a dit « venez. » Et voilà. ", 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		corpus.Sentences(text)
	}
}
