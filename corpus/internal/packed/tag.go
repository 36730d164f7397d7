package packed

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

// String is the name of the tag, as the lists of a lexicon give it.
func (t Tag) String() string {
	if t >= Tags {
		return "?"
	}
	return [...]string{
		"other", "noun", "proper", "finite", "infinitive", "participle", "gerund", "auxiliary", "auxiliary form", "adjective",
		"adverb", "pronoun", "determiner", "preposition", "coordination", "subordination", "interjection", "numeral",
	}[t]
}
