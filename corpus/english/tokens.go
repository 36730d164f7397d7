// Package english reads English texts: Tokens finds words with their places;
// Reader gives each its part of speech, through prose, and the Names of persons
// and places. It means nothing on French ones.
package english

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/askoria/verbatim/corpus"
)

// clitics are what English writes onto the word before.
var clitics = []string{"n't", "'s", "'re", "'ve", "'ll", "'d", "'m"}

// Tokens cuts an English text as corpus.Tokens cuts a French one: words,
// numbers, addresses and signs with their places; tokens and gaps together are
// the text. What English writes onto a word stands alone (do n't, she 's, we
// 'll); hyphens part nothing.
func Tokens(text string) []corpus.Token {
	var tokens []corpus.Token
	for _, token := range corpus.Tokens(text) {
		// French parts l'|école and dit|-elle, which are whole again here.
		if n := len(tokens); n > 0 && joins(tokens[n-1], token) {
			tokens[n-1].Text = text[tokens[n-1].Byte : token.Byte+len(token.Text)]
			tokens[n-1].End = token.End
			continue
		}
		tokens = append(tokens, token)
	}
	cut := make([]corpus.Token, 0, len(tokens))
	for _, token := range tokens {
		first, rest := split(token)
		cut = append(cut, first)
		if rest.Text != "" {
			cut = append(cut, rest)
		}
	}
	return cut
}

func joins(a, b corpus.Token) bool {
	return a.End == b.Start && a.Kind == corpus.Word && b.Kind == corpus.Word && a.Text[0] != '[' && b.Text[0] != '['
}

// split parts a word from its clitic.
func split(token corpus.Token) (word, clitic corpus.Token) {
	if token.Kind != corpus.Word {
		return token, clitic
	}
	form := plain(token.Text)
	for _, c := range clitics {
		if rest, ends := strings.CutSuffix(form, c); !ends || rest == "" {
			continue
		}
		runes := utf8.RuneCountInString(token.Text) - len(c)
		at := 0
		for range runes {
			_, size := utf8.DecodeRuneInString(token.Text[at:])
			at += size
		}
		word, clitic = token, token
		word.Text, word.End = token.Text[:at], token.Start+runes
		clitic.Text, clitic.Start, clitic.Byte = token.Text[at:], word.End, token.Byte+at
		return word, clitic
	}
	return token, clitic
}

var straight = strings.NewReplacer("’", "'", "ʼ", "'")

// plain is a word in lower case with straight apostrophes, rune for rune.
func plain(word string) string { return strings.ToLower(straight.Replace(word)) }

// spans groups tokens that no space parts, in order.
func spans(tokens []corpus.Token) [][]corpus.Token {
	var all [][]corpus.Token
	for len(tokens) > 0 {
		n := 1
		for n < len(tokens) && tokens[n].Start == tokens[n-1].End {
			n++
		}
		all = append(all, slices.Clip(tokens[:n]))
		tokens = tokens[n:]
	}
	return all
}
