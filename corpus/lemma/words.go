package lemma

import (
	_ "embed"
	"hash/maphash"
	"math"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/internal/packed"
)

// choice is a reading that a word may have.
type choice struct {
	tag     packed.Tag
	points  float64 // of the reading by itself, in bits
	reading corpus.Reading
}

func newChoice(tag packed.Tag, points float64, lemma string) choice {
	return choice{tag, points, corpus.Reading{Lemma: lemma, Class: classOf[tag]}}
}

// name is the reading of a name.
func name(form string) []choice { return []choice{newChoice(packed.Proper, 0, form)} }

var classOf = [packed.Tags]corpus.Class{
	packed.Noun: corpus.Noun, packed.Proper: corpus.ProperNoun,
	packed.Finite: corpus.Verb, packed.Infinitive: corpus.Verb, packed.Participle: corpus.Verb, packed.Gerund: corpus.Verb,
	packed.Auxiliary: corpus.Auxiliary, packed.AuxiliaryForm: corpus.Auxiliary,
	packed.Adjective: corpus.Adjective, packed.Adverb: corpus.Adverb, packed.Pronoun: corpus.Pronoun,
	packed.Determiner: corpus.Determiner, packed.Preposition: corpus.Preposition,
	packed.Coordination: corpus.Conjunction, packed.Subordination: corpus.Conjunction,
	packed.Interjection: corpus.Interjection, packed.Numeral: corpus.Numeral,
}

// words is the lexicon in memory, with the words last looked up: speech says
// few different ones.
type words struct {
	tables []*packed.Table
	oral   map[string]packed.Entry
	seed   maphash.Seed
	recent [1 << 15]atomic.Pointer[recent]
}

type recent struct {
	written string
	choices [2][]choice // inside a sentence, at its beginning
}

//go:embed data/lefff.packed
var lefff []byte

//go:embed data/treebank.packed
var treebank []byte

//go:embed data/oral.txt
var oral string

var lexicon = sync.OnceValue(func() *words {
	l := &words{seed: maphash.MakeSeed(), oral: map[string]packed.Entry{}}
	for line := range strings.Lines(oral) {
		if f := strings.Fields(line); len(f) == 3 && f[0] != "#" {
			tag, _ := packed.Named(f[2])
			l.oral[f[0]] = packed.Entry{Lemma: f[1], Tag: tag, Count: 1}
		}
	}
	for _, file := range [][]byte{lefff, treebank} {
		table, err := packed.Read(file)
		if err != nil {
			panic(err) // the file is part of the program
		}
		l.tables = append(l.tables, table)
	}
	return l
})

// choices are the readings of a word.
func (l *words) choices(written string, begins bool) []choice {
	place := &l.recent[maphash.String(l.seed, written)%uint64(len(l.recent))]
	found := place.Load()
	if found == nil || found.written != written {
		written = strings.Clone(written) // and not the whole text
		form := corpus.Form(written)
		entries := l.entries(form)
		found = &recent{written, [2][]choice{l.read(written, form, entries, false), l.read(written, form, entries, true)}}
		place.Store(found)
	}
	if begins {
		return found.choices[1]
	}
	return found.choices[0]
}

// read makes choices of the entries of a form.
func (l *words) read(written, form string, entries []packed.Entry, begins bool) []choice {
	first, size := utf8.DecodeRuneInString(written)
	capital := unicode.IsUpper(first)
	switch {
	case len(entries) > 0:
	case capital || first == '[':
		return name(form)
	default:
		return []choice{l.guess(form)}
	}
	total := 0
	for _, e := range entries {
		total += e.Count
	}
	var list []choice
	for _, e := range entries {
		c := newChoice(e.Tag, weight(e, total), e.Lemma)
		switch {
		case e.Tag == packed.Pronoun && clitics[form] && first != '-', form == "ne", form == "n'":
			c.tag = clitic
		case e.Tag == packed.Auxiliary && e.Lemma == "avoir":
			c.tag = having
		case e.Tag == packed.Proper && !capital:
			c.points -= 4
		case e.Tag == packed.Proper && !begins:
			c.points += 3
		}
		list = append(list, c)
	}
	if capital && !begins && !strings.ContainsFunc(written[size:], unicode.IsUpper) {
		list = append(list, newChoice(packed.Proper, -3, form))
	}
	return list
}

// weight is how likely a reading is by itself, in bits. One that was never met
// counts as a tenth of a time.
func weight(e packed.Entry, total int) float64 {
	switch {
	case total > 0:
		return math.Log2((float64(e.Count) + 0.1) / float64(total))
	case e.Tag == packed.Noun:
		return 0
	case e.Tag == packed.Infinitive:
		return 1 // placer is hardly ever a deposit of gold
	case e.Tag == packed.Proper:
		return -3
	}
	return -1
}

// entries is what the tables know of a form, their counts summed.
func (l *words) entries(form string) []packed.Entry {
	var all []packed.Entry
	if e, known := l.oral[form]; known {
		all = append(all, e)
	}
	for _, table := range l.tables {
		for _, e := range table.Lookup(form) {
			known := false
			for i := range all {
				if all[i].Lemma == e.Lemma && all[i].Tag == e.Tag {
					all[i].Count += e.Count
					known = true
				}
			}
			if !known {
				all = append(all, e)
			}
		}
	}
	return all
}

// nominal are endings of nouns and adjectives with what stands in their place
// in the lemma, verbal those of regular verbs.
var (
	nominal = [...][2]string{{"aux", "al"}, {"x", ""}, {"s", ""}, {"e", ""}, {"es", ""}}
	verbal  = [...]string{"aient", "ées", "ais", "ait", "ant", "és", "ée", "er", "ez", "é"}
)

// guess reads a word in no table: as a verb with je or tu written onto it
// (jsuis, tsais); as a plural or feminine of one that is there; as a form of a
// verb in -er; else as a noun, without its plural s.
func (l *words) guess(form string) choice {
	if verb := strings.TrimLeft(form, "jt"); len(verb) == len(form)-1 {
		for _, e := range l.entries(verb) {
			if e.Tag == packed.Finite || e.Tag == packed.Auxiliary {
				return newChoice(e.Tag, 0, e.Lemma)
			}
		}
	}
	for _, ending := range nominal {
		stem, ends := strings.CutSuffix(form, ending[0])
		if !ends {
			continue
		}
		for _, e := range l.entries(stem + ending[1]) {
			if e.Tag == packed.Noun || e.Tag == packed.Adjective {
				return newChoice(e.Tag, 0, e.Lemma)
			}
		}
	}
	const shortest = 3 // letters that must be left
	for _, ending := range verbal {
		if stem, ends := strings.CutSuffix(form, ending); ends && utf8.RuneCountInString(stem) >= shortest {
			return newChoice(packed.Finite, 0, stem+"er")
		}
	}
	if stem, ends := strings.CutSuffix(form, "s"); ends && utf8.RuneCountInString(stem) >= shortest && !strings.ContainsRune("aosu", rune(stem[len(stem)-1])) {
		form = stem
	}
	return newChoice(packed.Noun, 0, form)
}
