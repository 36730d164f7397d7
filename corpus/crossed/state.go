package crossed

import "github.com/askoria/verbatim/corpus"

// State is what a voice does about a theme in a situation.
type State uint8

const (
	// NotInterviewed: nobody of that voice was interviewed in the situation.
	NotInterviewed State = iota
	// NotRead: interviewed, but no text was read for the theme.
	NotRead
	// NotAsked: read, and the guide did not ask; nothing was said unasked.
	NotAsked
	// Silent: asked, read, and nothing said.
	Silent
	// Says: at least one passage, asked or not.
	Says
	states = int(Says) + 1
)

var stateWords = [states]word{
	NotInterviewed: {"non_interroge", "non interrogé", "not interviewed"},
	NotRead:        {"non_lu", "interrogé, non lu", "interviewed, not read"},
	NotAsked:       {"non_demande", "non demandé", "not asked"},
	Silent:         {"se_tait", "se tait", "silent"},
	Says:           {"dit", "dit", "says"},
}

// Label names the state in French, or in English.
func (s State) Label(lang string) string { return stateWords[s].in(lang) }

// String is the French label.
func (s State) String() string { return s.Label("fr") }

// Tone is how a voice speaks of a theme, from the valences of its passages.
type Tone uint8

const (
	// NoTone: no valence was given.
	NoTone Tone = iota
	// Against is negative, For positive; one that is neutral besides is either.
	Against
	// Even is neutral.
	Even
	// For is positive.
	For
	// Both: a coder found it for and against in the same account.
	Both
	// Disputed: one coder found it for, another against.
	Disputed
	tones = int(Disputed) + 1
)

var toneWords = [tones]word{
	NoTone:   {"sans", "sans valence", "no valence"},
	Against:  {"-", "négatif", "negative"},
	Even:     {"0", "neutre", "neutral"},
	For:      {"+", "positif", "positive"},
	Both:     {"+-", "ambivalent", "ambivalent"},
	Disputed: {"?", "codeurs en désaccord", "coders disagree"},
}

// Label names the tone in French, or in English.
func (t Tone) Label(lang string) string { return toneWords[t].in(lang) }

// String is the French label.
func (t Tone) String() string { return t.Label("fr") }

// toneOf weighs the valences of all codings of an account.
func toneOf(passages []corpus.Passage) Tone {
	type leaning struct{ against, favour bool }
	byCoder := map[string]leaning{}
	var any leaning
	both, even := false, false
	for _, p := range passages {
		for _, coding := range p.Codings {
			l := byCoder[coding.Coder]
			switch coding.Valence {
			case corpus.Negative:
				l.against, any.against = true, true
			case corpus.Positive:
				l.favour, any.favour = true, true
			case corpus.Neutral:
				even = true
			}
			byCoder[coding.Coder] = l
			both = both || l.against && l.favour
		}
	}
	switch {
	case both:
		return Both
	case any.against && any.favour:
		return Disputed
	case any.against:
		return Against
	case any.favour:
		return For
	case even:
		return Even
	}
	return NoTone
}
