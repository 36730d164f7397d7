package pseudonym

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/askoria/verbatim/stats"
)

// trait is what the lexicons say of a word.
type trait uint64

const (
	tool       trait = 1 << iota // grammar: never a name by itself
	common                       // opens sentences, or is a name and a word
	capital                      // has a capital and names nobody: Noël, Instagram
	firstName                    // in the lexicon of first names
	surname                      // in the lexicon of surnames
	title                        // Mme, docteur
	kin                          // sœur, copine
	trade                        // éducatrice, psychologue
	naming                       // appelle, prénom
	towards                      // à, sur, vers
	anchor                       // commune, mairie, gare: before "de"
	dwelling                     // habite, né
	way                          // rue, place
	school                       // collège, foyer
	quality                      // privé, primaire: between collège and its name
	month                        // mars
	number                       // douze
	particle                     // le, de, ben: may begin a surname
	follows                      // il, est, avait: what a subject is followed by
	determiner                   // le, un, cette
)

var wordLists = [...]struct {
	name  string
	trait trait
}{
	{"outil", tool},
	{"courant", common},
	{"majuscule", capital},
	{"titre", title},
	{"parente", kin},
	{"metier", trade},
	{"nomme", naming},
	{"vers", towards},
	{"ancre", anchor},
	{"situe", dwelling},
	{"voie", way},
	{"etablissement", school},
	{"genre", quality},
	{"mois", month},
	{"nombre", number},
	{"particule", particle},
	{"suite", follows},
	{"determinant", determiner},
}

// word is a word whatever its case and accents, with what is known of it.
type word struct {
	folded string
	traits trait
	// lower, middle: times it stands in lower case, and with a capital inside a
	// sentence, in all the texts of a round.
	lower, middle int
}

func (w *word) is(t trait) bool { return w.traits&t != 0 }

// form is how a stretch of letters is written.
type form uint8

const (
	lower  form = iota
	upper1      // one capital letter alone
	capped      // Awa
	shouts      // AWA
	digits
	tag // a tag: opaque
)

// vocabulary holds the words of a study, so that each spelling is folded once.
type vocabulary struct {
	words                        []word
	byFold                       map[string]int32
	bySurface                    map[string]surface
	placeList                    []placeName
	places, barePlaces, surnames trie
}

type surface struct {
	word int32
	form form
}

// newVocabulary is a vocabulary of its own with the words of the lexicons.
func newVocabulary() *vocabulary {
	v := *lexicalVocabulary()
	// The tries are only read from now on.
	v.words, v.byFold, v.bySurface = slices.Clone(v.words), maps.Clone(v.byFold), maps.Clone(v.bySurface)
	return &v
}

var lexicalVocabulary = sync.OnceValue(func() *vocabulary {
	l := lexicons()
	v := &vocabulary{byFold: map[string]int32{}, bySurface: map[string]surface{}, placeList: l.places}
	for _, list := range wordLists {
		for _, w := range l.words[list.name] {
			if sequence := v.sequence(w); len(sequence) == 1 {
				v.words[sequence[0]].traits |= list.trait
			}
		}
	}
	for _, g := range l.groups {
		for _, name := range g.names {
			// Each part of Jean-Pierre is a first name.
			for _, w := range v.sequence(name) {
				v.words[w].traits |= firstName
			}
		}
	}
	for i, name := range l.surnames {
		if sequence := v.sequence(name); len(sequence) == 1 {
			v.words[sequence[0]].traits |= surname
		} else {
			v.surnames.add(sequence, int32(i))
		}
	}
	for i, place := range l.places {
		v.places.add(v.sequence(place.name), int32(i))
	}
	for i, place := range l.places {
		v.barePlaces.add(v.bare(v.sequence(place.name)), int32(i)) // "au Rheu", "du Blosne"
	}
	return v
})

// bare is a place without its article, if it has one.
func (v *vocabulary) bare(sequence []int32) []int32 {
	if len(sequence) > 1 {
		switch v.words[sequence[0]].folded {
		case "le", "la", "les":
			return sequence[1:]
		}
	}
	return nil
}

// sequence is a name as the words it is made of.
func (v *vocabulary) sequence(name string) []int32 {
	var sequence []int32
	for _, a := range v.atoms(name, nil) {
		sequence = append(sequence, a.word)
	}
	return sequence
}

// look finds the word of a spelling, made at first sight.
func (v *vocabulary) look(spelling string) surface {
	if s, ok := v.bySurface[spelling]; ok {
		return s
	}
	folded := stats.Fold(spelling)
	switch folded {
	case "st":
		folded = "saint"
	case "ste":
		folded = "sainte"
	}
	id, ok := v.byFold[folded]
	if !ok {
		id = int32(len(v.words))
		v.words = append(v.words, word{folded: folded})
		if len(folded) > 1 && strings.Trim(folded, "x") == "" {
			v.words[id].traits = capital // "XXX" was not understood
		}
		v.byFold[folded] = id
	}
	s := surface{id, formOf(spelling)}
	v.bySurface[spelling] = s
	return s
}

func formOf(spelling string) form {
	first, size := utf8.DecodeRuneInString(spelling)
	switch {
	case unicode.IsDigit(first):
		return digits
	case !unicode.IsUpper(first) && !unicode.IsTitle(first):
		return lower
	case size == len(spelling):
		return upper1
	}
	for _, r := range spelling[size:] {
		if unicode.IsLower(r) {
			return capped
		}
	}
	return shouts
}
