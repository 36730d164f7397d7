package corpus

import "github.com/askoria/verbatim/stats"

// Class is the part of speech of a word.
type Class uint8

const (
	// NoClass is that of signs and notes, and of words about which nothing is
	// known.
	NoClass Class = iota
	// Noun is a common noun.
	Noun
	// ProperNoun is the name of somebody or something.
	ProperNoun
	// Verb is a verb, a participle among them; être and avoir where they are no
	// auxiliary.
	Verb
	// Auxiliary is être and avoir before a participle, être before what it
	// ascribes.
	Auxiliary
	// Adjective is an adjective.
	Adjective
	// Adverb is an adverb, "ne" and "pas" among them.
	Adverb
	// Pronoun is a pronoun, whichever.
	Pronoun
	// Determiner is an article and the like: "le", "son", "chaque".
	Determiner
	// Preposition is a preposition, "du" and "aux" among them.
	Preposition
	// Conjunction joins: "et", "que", "quand".
	Conjunction
	// Interjection is an interjection or a filler of speech.
	Interjection
	// Numeral is a number, in figures or letters.
	Numeral
)

// Classes lists the parts of speech.
func Classes() []Class {
	all := make([]Class, Numeral)
	for i := range all {
		all[i] = Class(i + 1)
	}
	return all
}

// String is the French name of the part of speech.
func (c Class) String() string { return c.Label("fr") }

// Name is the name of the part of speech in a language, "" for none.
func (c Class) Label(lang string) string {
	if c > Numeral {
		return ""
	}
	return stats.Say(lang, [...]string{
		"", "nom", "nom propre", "verbe", "auxiliaire", "adjectif", "adverbe", "pronom",
		"déterminant", "préposition", "conjonction", "interjection", "numéral",
	}[c], [...]string{
		"", "noun", "proper noun", "verb", "auxiliary", "adjective", "adverb", "pronoun",
		"determiner", "preposition", "conjunction", "interjection", "numeral",
	}[c])
}

// Reading is what a lemmatizer makes of a token where it stands.
type Reading struct {
	// Lemma is the headword in normal form (see Form), "" for signs and notes.
	Lemma string
	Class Class
}

// Lemmatizer finds the lemma and class of tokens that follow one another, those
// of a turn for instance: one reading for each. corpus/lemma has the French one.
type Lemmatizer interface {
	Of(tokens []Token) []Reading
}
