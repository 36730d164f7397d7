package english

import (
	"strings"
	"sync"

	"github.com/jdkato/prose/v2"

	"github.com/askoria/verbatim/corpus"
)

// Reader finds the parts of speech of an English text, one turn at a time, and
// the names in it, by the models of prose v2 (averaged perceptron, maximum
// entropy): some thousand words a second, and 70 MB once loaded. They mean
// nothing on French texts: "habite" is an adjective to them. Names are
// candidates for a person to check, never a pseudonymisation: on novels prose
// reports 881 for 258.
//
// Words are our own (Tokens), placed; what prose would lose has no tag. It adds
// weights in no fixed order: of two tags that score the same to the last digit
// either may come.
type Reader struct {
	Names bool // look for names too, in a second pass
}

// Reading is the words of a text and its names.
type Reading struct {
	Spec  Reader
	Words []Word
	Names []Name
	// Untagged are words that prose was not given, or gave nothing for.
	Untagged int
}

// Word is a token with its part of speech.
type Word struct {
	corpus.Token
	Tag   string // of the Penn Treebank (Marcus et al. 1993), "VBD"; "" for none
	Class corpus.Class
}

// Name is what may be a name.
type Name struct {
	Text       string
	Label      string // PERSON, ORGANIZATION, or GPE, a place
	Start, End int    // code points
	Byte       int
}

// model is loaded once, when first needed.
var model = sync.OnceValue(func() *prose.Model { return prose.ModelFromData("english") })

// Of reads a text.
func (s Reader) Of(text string) *Reading {
	tokens := Tokens(text)
	r := &Reading{Spec: s, Words: make([]Word, len(tokens))}
	for i, token := range tokens {
		r.Words[i].Token = token
	}
	sentences := corpus.Sentences(text)
	for first := 0; first < len(tokens); {
		end := first + 1
		for len(sentences) > 0 && sentences[0].End <= tokens[first].Start {
			sentences = sentences[1:]
		}
		for end < len(tokens) && (len(sentences) == 0 || tokens[end].Start < sentences[0].End) {
			end++
		}
		words := r.Words[first:end]
		pass(tokens[first:end], steady, []prose.DocOpt{prose.WithExtraction(false)}, func(i int, token prose.Token) {
			words[i].Tag, words[i].Class = token.Tag, class(token.Tag)
		})
		if s.Names {
			labels := make([]string, len(words))
			pass(tokens[first:end], nil, nil, func(i int, token prose.Token) { labels[i] = token.Label })
			r.Names = append(r.Names, names(text, tokens[first:end], labels)...)
		}
		first = end
	}
	for _, word := range r.Words {
		if word.Tag == "" && word.Said() {
			r.Untagged++
		}
	}
	return r
}

// steady are words that have one tag wherever they stand.
var steady = map[string]bool{
	"the": true, "a": true, "an": true, "of": true, "and": true, "or": true, "to": true, "i": true, "you": true, "he": true,
	"she": true, "it": true, "we": true, "they": true, "is": true, "was": true, "are": true, "were": true, ",": true, ".": true,
}

const (
	// longest is how many bytes without a space prose is given: it takes the
	// square of the length of a run of signs.
	longest = 64
	// most is how many spans it is given at a time.
	most = 100
	// context is how many of them are given again before those that follow.
	context = 3
)

// pass gives the tokens of a sentence to prose and each of its tokens back with
// the number of ours.
//
// prose keeps one token for all spans of one document that are written alike,
// the last of which then speaks for all; hence documents in which no span comes
// twice, but for those that may.
func pass(tokens []corpus.Token, may map[string]bool, options []prose.DocOpt, give func(int, prose.Token)) {
	options = append(options, prose.WithSegmentation(false), prose.UsingModel(model()))
	all := spans(tokens)
	number := make([]int, len(all)+1) // of the first token of each span
	for i, span := range all {
		number[i+1] = number[i] + len(span)
	}
	done := 0 // spans
	for done < len(all) {
		seen := map[string]bool{}
		first := done
		for first > max(0, done-context) && !seen[write(all[first-1])] && write(all[first-1]) != write(all[done]) {
			first--
			seen[write(all[first])] = true
		}
		end := done
		for end < len(all) && end < done+most {
			written := write(all[end])
			if seen[written] && !may[strings.ToLower(written)] {
				break
			}
			seen[written] = true
			end++
		}
		var text strings.Builder
		for _, span := range all[first:end] {
			text.WriteString(write(span) + " ")
		}
		document, err := prose.NewDocument(text.String(), options...)
		if err != nil {
			return
		}
		align(tokens[number[first]:number[end]], document.Tokens(), func(i int, token prose.Token) {
			if i += number[first]; i >= number[done] {
				give(i, token)
			}
		})
		done = end
	}
}

// write is what prose is given of a span, "" for one that is too long.
func write(span []corpus.Token) string {
	var written strings.Builder
	for _, token := range span {
		written.WriteString(straight.Replace(token.Text))
	}
	if written.Len() > longest {
		return ""
	}
	return strings.ReplaceAll(written.String(), "&rsquo;", "'") // as prose would
}

// align finds our token for each of prose's: the next that is written the same.
// prose cuts some words otherwise, and loses others.
func align(tokens []corpus.Token, theirs []prose.Token, give func(int, prose.Token)) {
	const away = 8
	at := 0
	for _, token := range theirs {
		for i := at; i < min(at+away, len(tokens)); i++ {
			if straight.Replace(tokens[i].Text) == token.Text {
				give(i, token)
				at = i + 1
				break
			}
		}
	}
}

// names joins neighbours that are labelled, whatever their labels, which
// change inside a name more often than between two; the first counts.
func names(text string, tokens []corpus.Token, labels []string) []Name {
	var found []Name
	open := false
	for i, label := range labels {
		_, kind, named := strings.Cut(label, "-")
		switch token := tokens[i]; {
		case named && open:
			last := &found[len(found)-1]
			last.Text, last.End = text[last.Byte:token.Byte+len(token.Text)], token.End
		case named:
			found = append(found, Name{token.Text, kind, token.Start, token.End, token.Byte})
		}
		open = named
	}
	return found
}

// class is the class of a tag of the Penn Treebank.
func class(tag string) corpus.Class {
	switch tag {
	case "NN", "NNS":
		return corpus.Noun
	case "NNP", "NNPS":
		return corpus.ProperNoun
	case "VB", "VBD", "VBG", "VBN", "VBP", "VBZ":
		return corpus.Verb
	case "MD":
		return corpus.Auxiliary
	case "JJ", "JJR", "JJS":
		return corpus.Adjective
	case "RB", "RBR", "RBS", "WRB", "RP":
		return corpus.Adverb
	case "PRP", "WP", "EX":
		return corpus.Pronoun
	case "DT", "PDT", "WDT", "PRP$", "WP$":
		return corpus.Determiner
	case "IN", "TO":
		return corpus.Preposition
	case "CC":
		return corpus.Conjunction
	case "UH":
		return corpus.Interjection
	case "CD":
		return corpus.Numeral
	}
	return corpus.NoClass
}
