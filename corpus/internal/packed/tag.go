package packed

import "slices"

// Tag is a part of speech, as finely as the rules of context need it.
type Tag byte

const (
	Other Tag = iota
	Noun
	Proper
	Finite
	Infinitive
	Participle // past
	Gerund     // present participle
	Auxiliary  // finite
	AuxiliaryForm
	Adjective
	Adverb
	Pronoun
	Determiner
	Preposition
	Coordination
	Subordination
	Interjection
	Numeral
	Tags // how many there are
)

var names = [Tags]string{
	"other", "noun", "proper", "finite", "infinitive", "participle", "gerund", "auxiliary", "auxiliary form", "adjective",
	"adverb", "pronoun", "determiner", "preposition", "coordination", "subordination", "interjection", "numeral",
}

// String is the name of the tag, as the lists of a lexicon give it.
func (t Tag) String() string {
	if t >= Tags {
		return "?"
	}
	return names[t]
}

// Named is the tag of a name.
func Named(name string) (Tag, bool) {
	i := slices.Index(names[:], name)
	return Tag(max(i, 0)), i >= 0
}
