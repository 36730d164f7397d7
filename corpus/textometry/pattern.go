package textometry

import (
	"errors"
	"fmt"
	"strings"

	"github.com/askoria/verbatim/corpus"
)

// Wildcards are cut as letters: these two, which no French text holds, stand in
// for them.
const (
	anyLetters = '\ua4d0' // *
	oneLetter  = '\ua4d1' // ?
)

var disguise = strings.NewReplacer("*", string(anyLetters), "?", string(oneLetter))

// pattern is a word or phrase; in a word * stands for any letters or none, ?
// for one letter.
type pattern [][]rune

// newPattern cuts a phrase as texts are cut: "l'écol*" is two words.
func newPattern(find string) (pattern, error) {
	var p pattern
	fixed := false
	for _, token := range corpus.Tokens(disguise.Replace(find)) {
		if !token.Said() {
			continue
		}
		form := []rune(corpus.Form(token.Text))
		p = append(p, form)
		for _, r := range form {
			fixed = fixed || r != anyLetters && r != oneLetter
		}
	}
	switch {
	case len(p) == 0:
		return nil, fmt.Errorf("%q holds no word", find)
	case !fixed:
		return nil, errors.New("a pattern of wildcards alone matches every word")
	}
	return p, nil
}

// glob tells whether a word is what a pattern says.
func glob(pattern, word []rune) bool {
	star, from := -1, 0
	i, j := 0, 0
	for j < len(word) {
		switch {
		case i < len(pattern) && pattern[i] == anyLetters:
			star, from = i, j
			i++
		case i < len(pattern) && (pattern[i] == oneLetter || pattern[i] == word[j]):
			i++
			j++
		case star >= 0:
			from++
			i, j = star+1, from
		default:
			return false
		}
	}
	for i < len(pattern) && pattern[i] == anyLetters {
		i++
	}
	return i == len(pattern)
}

// compare is what a pattern is compared with.
type compare uint8

const (
	withForms compare = iota
	withStems
	withLemmas
)

func comparing(stems, lemmas bool) compare {
	switch {
	case lemmas:
		return withLemmas
	case stems:
		return withStems
	}
	return withForms
}

// bind tells for each word of the pattern which forms of a text it stands for.
func (p pattern) bind(t *Text, with compare) [][]bool {
	forms := t.forms
	switch with {
	case withStems:
		forms = t.stems()
	case withLemmas:
		forms = t.lemmas
	}
	written := make([][]rune, len(forms))
	for id, form := range forms {
		written[id] = []rune(form)
	}
	bound := make([][]bool, len(p))
	for k, piece := range p {
		if with == withStems && !strings.ContainsAny(string(piece), string(anyLetters)+string(oneLetter)) {
			piece = []rune(corpus.Stem(string(piece)))
		}
		bound[k] = make([]bool, len(forms))
		for id := range forms {
			bound[k][id] = glob(piece, written[id])
		}
	}
	return bound
}

// find lists where the words of a phrase stand one after the other in a turn.
// Signs between them do not matter.
func (t *Text) find(phrase string, with compare) ([]int, int, error) {
	if with == withLemmas && t.Spec.Lemmas == nil {
		return nil, 0, errors.New("the text has no lemmas; read it with Units{Lemmas: lemma.French{}}")
	}
	p, err := newPattern(phrase)
	if err != nil {
		return nil, 0, err
	}
	bound := p.bind(t, with)
	var found []int
	for i := range len(t.words) - len(p) + 1 {
		if bound[0][t.words[i].form] && t.follows(bound, i) {
			found = append(found, i)
		}
	}
	return found, len(p), nil
}

func (t *Text) follows(bound [][]bool, at int) bool {
	for k, ids := range bound {
		if w := t.words[at+k]; w.turn != t.words[at].turn || !ids[w.form] {
			return false
		}
	}
	return true
}
