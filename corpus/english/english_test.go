package english_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/english"
)

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"They don't know.":               "They|do|n't|know|.",
		"She’s here, isn’t she?":         "She|’s|here|,|is|n’t|she|?",
		"We'll follow-on with O'Brien":   "We|'ll|follow-on|with|O'Brien",
		"d'you know? 's fine":            "d'you|know|?|'|s|fine",
		"I'm at 10:30, write a@b.org":    "I|'m|at|10:30|,|write|a@b.org",
		"the tag [NAME_1] stays":         "the|tag|[NAME_1]|stays",
		"can't won't shan't":             "ca|n't|wo|n't|sha|n't",
		"":                               "",
		"n't":                            "n't",
		"l'école d'été, it's \"quoted\"": "l'école|d'été|,|it|'s|\"|quoted|\"",
	} {
		var got []string
		for _, token := range english.Tokens(text) {
			got = append(got, token.Text)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q\n got %s\nwant %s", text, strings.Join(got, "|"), want)
		}
		checkTokens(t, text, english.Tokens(text))
	}
}

// checkTokens holds for any text: tokens stand at their places, and leave out
// white space only.
func checkTokens(t *testing.T, text string, tokens []corpus.Token) {
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
	for _, token := range tokens {
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
	for _, text := range []string{"", "don't", "d'n't's'", "it’s -ce l'N't [A_1]n't", "\xff's é\u0301n't"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkTokens(t, text, english.Tokens(text)) })
}

func tags(text string) string {
	var got []string
	for _, word := range (english.Reader{}).Of(text).Words {
		got = append(got, word.Text+"/"+word.Tag)
	}
	return strings.Join(got, " ")
}

// A word said twice has two tags: prose by itself gives both the last.
func TestEachWordHasItsOwnTag(t *testing.T) {
	got := tags("They refuse to go because they know the refuse permit.")
	if !strings.Contains(got, "They/PRP refuse/VBP to/TO") || !strings.Contains(got, "the/DT refuse/NN permit/NN") {
		t.Errorf("got %s", got)
	}
}

// What prose loses is kept, without a tag; long runs are not given to it.
func TestNothingIsLost(t *testing.T) {
	for _, text := range []string{
		"j'suis 'll 's and m's t's", "n't n't", strings.Repeat(".", 20_000), strings.Repeat("\"", 20_000),
		strings.Repeat("(a,", 20_000), "&rsquo;s don&rsquo;t", "\xff\xfe 's", ":) :-( x_x", strings.Repeat("the the ", 200),
		"Mr. Smith\u00a0said “no”. No, no, no!", "\u200b \u200b",
	} {
		reading := english.Reader{Names: len(text) < 200}.Of(text)
		var tokens []corpus.Token
		for _, word := range reading.Words {
			tokens = append(tokens, word.Token)
		}
		checkTokens(t, text, tokens)
		for _, name := range reading.Names {
			if !strings.HasPrefix(text[name.Byte:], name.Text) || utf8.RuneCountInString(text[:name.Byte]) != name.Start {
				t.Errorf("%q: the name %+v is not at its place", text, name)
			}
		}
	}
	if n := (english.Reader{}).Of(strings.Repeat("a.", 1000)).Untagged; n == 0 {
		t.Error("a run of 2,000 letters and stops has tags")
	}
}

func TestNames(t *testing.T) {
	text := "“Él” — Yesterday Barack Obama met Angela Merkel in Paris. Angela Merkel was late."
	reading := english.Reader{Names: true}.Of(text)
	var got []string
	for _, name := range reading.Names {
		got = append(got, name.Text)
		if string([]rune(text)[name.Start:name.End]) != name.Text {
			t.Errorf("%+v is not at its place", name)
		}
	}
	if !slices.Contains(got, "Paris") || !slices.Contains(got, "Barack Obama") {
		t.Errorf("got %q", got)
	}
	if (english.Reader{}).Of(text).Names != nil {
		t.Error("names without being asked for")
	}
}

func ExampleTokens() {
	for _, token := range english.Tokens("She didn’t say.") {
		fmt.Println(token.Start, token.End, token.Text)
	}
	// Output:
	// 0 3 She
	// 4 7 did
	// 7 10 n’t
	// 11 14 say
	// 14 15 .
}

func ExampleReader() {
	for _, word := range (english.Reader{}).Of("The court decided.").Words {
		if word.Said() {
			fmt.Println(word.Text, word.Tag, word.Class.Label("en"))
		}
	}
	// Output:
	// The DT determiner
	// court NN noun
	// decided VBD verb
}

func BenchmarkReader(b *testing.B) {
	text := strings.Repeat("The court decided that the child would stay with her mother, and the school did not answer. ", 20)
	for b.Loop() {
		english.Reader{}.Of(text)
	}
	b.ReportMetric(float64(b.N)*340/b.Elapsed().Seconds(), "words/s")
}
