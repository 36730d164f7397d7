package corpus_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/askoria/verbatim/corpus"
)

func TestTokens(t *testing.T) {
	cases, err := os.ReadFile(filepath.Join("testdata", "tokens_fr.txt"))
	if err != nil {
		t.Fatal(err)
	}
	spaces := strings.NewReplacer("⍽", "\u00a0", "⎵", "\u202f")
	for line := range strings.Lines(string(cases)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		text, want, ok := strings.Cut(spaces.Replace(line), " → ")
		if !ok {
			t.Fatalf("no arrow in the case %q", line)
		}
		var got []string
		for _, token := range corpus.Tokens(text) {
			got = append(got, token.Text)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s\n got %s\nwant %s", text, strings.Join(got, "|"), want)
		}
		checkTokens(t, text)
	}
}

// checkTokens holds for any text: tokens are in order, are what stands at
// their places in bytes and in code points, and leave out white space only.
func checkTokens(t *testing.T, text string) {
	t.Helper()
	at, place := 0, 0
	gap := func(end int) {
		for _, r := range text[at:end] {
			if !unicode.IsSpace(r) {
				t.Fatalf("%q: %q is in no token", text, text[at:end])
			}
			place++
		}
	}
	for _, token := range corpus.Tokens(text) {
		if token.Byte < at {
			t.Fatalf("%q: token %q begins inside the one before", text, token.Text)
		}
		gap(token.Byte)
		n := utf8.RuneCountInString(token.Text)
		if token.Text == "" || token.Start != place || token.End != place+n || !strings.HasPrefix(text[token.Byte:], token.Text) {
			t.Fatalf("%q: token %+v is not at its place, code point %d", text, token, place)
		}
		at, place = token.Byte+len(token.Text), token.End
	}
	gap(len(text))
}

func FuzzTokens(f *testing.F) {
	for _, text := range []string{"", " ", "L’école, va-t-il à 14h30 ?", "1 234,5 € [PRÉNOM_1] con-", "\xff\x00é\u0301", "-'-’a'-", "'''---...", "M. A.S.E. n'", "a@b.c www.", "N'Di"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkTokens(t, text)
		for _, token := range corpus.Tokens(text) {
			corpus.Stem(token.Text)
		}
	})
}

func TestTokenKinds(t *testing.T) {
	for text, want := range map[string]corpus.Kind{
		"école": corpus.Word, "l'": corpus.Word, "[PRÉNOM_1]": corpus.Word, "14h30": corpus.Number,
		"1 234,5": corpus.Number, "a@exemple.fr": corpus.Address, "»": corpus.Sign, "...": corpus.Sign,
	} {
		tokens := corpus.Tokens(text)
		if len(tokens) != 1 || tokens[0].Kind != want {
			t.Errorf("%q: got %+v, want one token of kind %d", text, tokens, want)
		}
		if len(tokens) == 1 && tokens[0].Said() != (want != corpus.Sign) {
			t.Errorf("%q: Said is %v", text, tokens[0].Said())
		}
	}
}

func TestForm(t *testing.T) {
	for word, want := range map[string]string{
		"École": "école", "L’": "l'", "SŒUR": "soeur", "œuvre": "oeuvre", "-t-il": "il", "-elle": "elle", "-": "-",
		"1\u202f234,5": "1234,5", "e\u0301cole": "école", "aujourd’hui": "aujourd'hui", "rendez\u2011vous": "rendez-vous", "": "",
	} {
		if got := corpus.Form(word); got != want {
			t.Errorf("Form(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestStem(t *testing.T) {
	for _, family := range [][]string{
		{"accompagner", "accompagnée", "ACCOMPAGNAIT"},
		{"œuvre", "œuvres", "oeuvres"},
		{"colère", "colères"},
	} {
		for _, word := range family[1:] {
			if corpus.Stem(word) != corpus.Stem(family[0]) {
				t.Errorf("stems of %q and %q: %q, %q", family[0], word, corpus.Stem(family[0]), corpus.Stem(word))
			}
		}
	}
}

// SnowballC 0.7.0: wordStem(words, "french"). œ and æ are two letters to us;
// three words differ in the Go port of Snowball.
func TestStemsAgreeWithR(t *testing.T) {
	folder := os.Getenv("VERBATIM_GOLDEN")
	if folder == "" {
		folder = filepath.Join("..", "..", "shared", "golden")
	}
	files, _ := filepath.Glob(filepath.Join(folder, "textometry", "*", "snowball_fr_stems.csv"))
	if len(files) == 0 {
		t.Skip("no reference stems: set VERBATIM_GOLDEN")
	}
	known := map[string]bool{"es": true, "canoë": true, "canoës": true}
	ligatures := strings.NewReplacer("œ", "oe", "æ", "ae")
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		differ := 0
		for _, row := range rows[1:] {
			if got, want := corpus.Stem(row[0]), ligatures.Replace(row[1]); got != want && !known[row[0]] {
				differ++
				t.Errorf("Stem(%q) = %q, want %q", row[0], got, want)
			}
		}
		t.Logf("%d words, %d differ", len(rows)-1, differ)
	}
}

func BenchmarkTokens(b *testing.B) {
	text := strings.Repeat("Ben… c’est l’école qui a appelé, j’étais au travail à 14h30 ; elle m’a dit « venez » et voilà. ", 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		corpus.Tokens(text)
	}
}

// Texts without spaces are cut as fast as others.
func BenchmarkTokensOdd(b *testing.B) {
	for _, unit := range []string{"a!", "l'", "a-y", "a.", "@a", "'", "[A", "1 ", "www.", "A."} {
		b.Run(unit, func(b *testing.B) {
			text := strings.Repeat(unit, 50_000)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				corpus.Tokens(text)
			}
		})
	}
}
