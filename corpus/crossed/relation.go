package crossed

import "slices"

// Relation is how the accounts of one situation stand to one another on a
// theme, after the contrast and overlap of dyads (Eisikovits and Koren 2010).
type Relation uint8

const (
	// NotCrossed: fewer than two voices were asked and read.
	NotCrossed Relation = iota
	// NobodySpeaks: all voices keep silent.
	NobodySpeaks
	// Convergence: all speak, of the same thing and in the same tone.
	Convergence
	// Complement: all speak, of other sides of the theme or in tones that differ
	// without being opposed.
	Complement
	// Silence: some speak, and one at least keeps silent; no tones are opposed.
	Silence
	// Dissonance: two voices speak in opposed tones.
	Dissonance
	// Unsettled: all speak, and coders contradict one another on a tone that
	// decides; an analyst has to judge.
	Unsettled
	relations = int(Unsettled) + 1
)

var relationWords = [relations]word{
	NotCrossed:   {"non_croise", "non croisé", "not crossed"},
	NobodySpeaks: {"personne", "personne n'en parle", "nobody speaks of it"},
	Convergence:  {"convergence", "convergence", "convergence"},
	Complement:   {"complement", "complément", "complement"},
	Silence:      {"silence", "silence", "silence"},
	Dissonance:   {"dissonance", "dissonance", "dissonance"},
	Unsettled:    {"a_trancher", "à trancher", "to be settled"},
}

// Label names the relation in French, or in English.
func (r Relation) Label(lang string) string { return relationWords[r].in(lang) }

// String is the French label.
func (r Relation) String() string { return r.Label("fr") }

// relationOf compares accounts by the rules of Relation.
func relationOf(accounts []Account) Relation {
	silent := 0
	var speaking []Account
	for _, a := range accounts {
		switch a.State {
		case Silent:
			silent++
		case Says:
			speaking = append(speaking, a)
		}
	}
	var heard [tones]bool
	for _, a := range speaking {
		heard[a.Tone] = true
	}
	switch {
	case len(speaking)+silent < 2:
		return NotCrossed
	case len(speaking) == 0:
		return NobodySpeaks
	case heard[For] && heard[Against]:
		return Dissonance
	case silent > 0:
		return Silence
	case heard[Disputed]:
		return Unsettled
	}
	// An account without any valence neither opposes nor supports a tone.
	different := 0
	for tone, there := range heard {
		if there && Tone(tone) != NoTone {
			different++
		}
	}
	if different > 1 || !shareCode(speaking) {
		return Complement
	}
	return Convergence
}

// shareCode tells whether a code, of those below the theme, stands in all
// accounts.
func shareCode(accounts []Account) bool {
	return slices.ContainsFunc(accounts[0].Codes, func(code string) bool {
		return !slices.ContainsFunc(accounts[1:], func(a Account) bool { return !slices.Contains(a.Codes, code) })
	})
}
