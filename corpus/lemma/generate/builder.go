package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/internal/packed"
)

// builder gathers the readings of forms.
type builder struct {
	readings map[string]map[reading]int // how often each was met, by form
	lemmas   map[string]int             // how often each was met
	rare     map[[2]string]bool         // forms of a lemma that nobody says
}

type reading struct {
	lemma string
	tag   packed.Tag
}

func (b *builder) add(form, lemma string, tag packed.Tag, times int) {
	if !strings.ContainsFunc(form, unicode.IsLetter) {
		return // figures need no lexicon
	}
	if strings.ContainsAny(lemma, "._ ") && !strings.ContainsAny(form, "._ ") {
		lemma = form // O.N.U. for ONU: a reader would not know the word again
	}
	form, lemma = corpus.Form(form), corpus.Form(lemma)
	if b.readings == nil {
		b.readings, b.lemmas, b.rare = map[string]map[reading]int{}, map[string]int{}, map[[2]string]bool{}
	}
	if b.readings[form] == nil {
		b.readings[form] = map[reading]int{}
	}
	b.readings[form][reading{lemma, tag}] += times
	b.lemmas[lemma] += times
}

// lexicon puts the readings of each form in order: the most frequent first;
// of those never met, first those whose lemma was; what nobody says last
// (ramassent: ramasser, not ramer); then by tag and lemma.
func (b *builder) lexicon() map[string][]packed.Entry {
	all := make(map[string][]packed.Entry, len(b.readings))
	for form, readings := range b.readings {
		var list []packed.Entry
		for r, times := range readings {
			list = append(list, packed.Entry{Lemma: r.lemma, Tag: r.tag, Count: times})
		}
		slices.SortFunc(list, func(x, y packed.Entry) int {
			return cmp.Or(
				cmp.Compare(y.Count, x.Count), cmp.Compare(b.lemmas[y.Lemma], b.lemmas[x.Lemma]),
				later(b.rare[[2]string{form, x.Lemma}], b.rare[[2]string{form, y.Lemma}]),
				cmp.Compare(x.Tag, y.Tag), cmp.Compare(x.Lemma, y.Lemma))
		})
		all[form] = list
	}
	return all
}

// later puts what is true after what is not.
func later(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return 1
	}
	return -1
}

// treebank counts the surface words of a CoNLL-U file. A contraction takes the
// lemma of its preposition (du: de), with lequel that of the pronoun (auquel:
// lequel).
func (b *builder) treebank(r io.Reader) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	var whole, last string
	for lines.Scan() {
		f := strings.Split(lines.Text(), "\t")
		if len(f) < 10 || strings.Contains(f[0], ".") {
			continue
		}
		if _, end, contraction := strings.Cut(f[0], "-"); contraction {
			whole, last = f[1], end
			continue
		}
		form, lemma, class := f[1], f[2], f[3]
		if last != "" {
			if f[0] != last {
				continue // the preposition
			}
			form, last = whole, ""
			if lemma != "lequel" {
				lemma, class = map[byte]string{'a': "à", 'd': "de"}[corpus.Form(form)[0]], "ADP"
			}
		}
		if tag, wanted := universal(class, f[5]); wanted && lemma != "" && lemma != "_" {
			b.add(form, lemma, tag, 1)
		}
	}
	return lines.Err()
}

// universal is the tag of a word by its class and features in a treebank.
func universal(class, features string) (packed.Tag, bool) {
	switch class {
	case "VERB":
		switch {
		case strings.Contains(features, "VerbForm=Inf"):
			return packed.Infinitive, true
		case strings.Contains(features, "VerbForm=Part") && strings.Contains(features, "Tense=Pres"), strings.Contains(features, "VerbForm=Ger"):
			return packed.Gerund, true
		case strings.Contains(features, "VerbForm=Part"):
			return packed.Participle, true
		}
		return packed.Finite, true
	case "AUX":
		if strings.Contains(features, "VerbForm=Fin") {
			return packed.Auxiliary, true
		}
		return packed.AuxiliaryForm, true
	}
	tag, known := map[string]packed.Tag{
		"NOUN": packed.Noun, "PROPN": packed.Proper, "ADJ": packed.Adjective, "ADV": packed.Adverb,
		"PRON": packed.Pronoun, "DET": packed.Determiner, "ADP": packed.Preposition, "CCONJ": packed.Coordination,
		"SCONJ": packed.Subordination, "INTJ": packed.Interjection, "NUM": packed.Numeral,
	}[class]
	return tag, known
}

// lefff adds what the Lefff lexicon knows beyond what the treebanks counted:
// single words; grammatical words only where no treebank holds them, since
// each has its own lemmas for them; names only where a common word is written
// the same, as a capital tells the others.
func (b *builder) lefff(r io.Reader) error {
	counted := map[string]bool{}
	for form := range b.readings {
		counted[form] = true
	}
	var names []string
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		f := strings.Split(lines.Text(), "\t")
		if len(f) != 4 {
			return fmt.Errorf("line %d has %d fields, must have 4", n, len(f))
		}
		form, class, lemma, features := f[0], f[1], f[2], f[3]
		if form == "" || lemma == "" || strings.ContainsAny(form, " _") {
			continue
		}
		if class == "np" {
			names = append(names, form)
			continue
		}
		tag, grammatical := lefffTag(class, features)
		if tag == packed.Other || grammatical && counted[corpus.Form(form)] {
			continue
		}
		b.add(form, lemma, tag, 0)
		if tag == packed.Finite && strings.HasPrefix(features, "T") { // imperfect subjunctive
			b.rare[[2]string{corpus.Form(form), corpus.Form(lemma)}] = true
		}
	}
	for _, name := range names {
		if b.readings[corpus.Form(name)] != nil {
			b.add(name, name, packed.Proper, 0)
		}
	}
	return lines.Err()
}

// lefffTag is the tag of an entry, Other for what is no word, and tells
// grammatical words.
func lefffTag(class, features string) (tag packed.Tag, grammatical bool) {
	switch class {
	case "nc":
		return packed.Noun, false
	case "adv", "advneg":
		return packed.Adverb, false
	case "v", "adj", "auxEtre", "auxAvoir":
		mood := byte(0)
		if features != "" {
			mood = features[0]
		}
		switch {
		case class == "adj" && mood != 'K':
			return packed.Adjective, false
		case class == "auxEtre" || class == "auxAvoir":
			if mood == 'K' || mood == 'W' || mood == 'G' {
				return packed.AuxiliaryForm, true
			}
			return packed.Auxiliary, true
		case mood == 'K':
			return packed.Participle, false
		case mood == 'W':
			return packed.Infinitive, false
		case mood == 'G':
			return packed.Gerund, false
		}
		return packed.Finite, false
	case "pro", "prel", "pri":
		return packed.Pronoun, true
	case "det":
		return packed.Determiner, true
	case "prep":
		return packed.Preposition, true
	case "coo":
		return packed.Coordination, true
	case "csu":
		return packed.Subordination, true
	case "pres":
		return packed.Interjection, true
	}
	return packed.Other, false
}
