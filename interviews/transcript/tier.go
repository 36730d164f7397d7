package transcript

import (
	"strings"

	"github.com/askoria/verbatim/stats"
)

// tierSpeaker is who speaks on a tier of that name, and whether anybody does:
// remarks, noises, topics, the turns of a converted file and the words or
// sounds of another tier have tiers of their own. A tier of words, as aligners make them, is "Mère - words".
func tierSpeaker(name string) (speaker string, speaks bool) {
	name = strings.TrimSpace(name)
	if _, who, ok := strings.Cut(name, "@"); ok && who != "" { // "tx@Mère"
		return strings.TrimSpace(who), true
	}
	if who, ok := strings.CutSuffix(name, " - words"); ok {
		return strings.TrimSpace(who), true
	}
	if strings.HasSuffix(name, " - phones") {
		return "", false
	}
	switch strings.TrimRight(stats.Fold(name), "s0123456789") {
	case "phone", "phoneme", "syllabe", "syllable", "syll", "word", "mot", "token",
		"note", "commentaire", "comment", "remarque", "contexte", "bruit", "noise", "background",
		"geste", "gesture", "theme", "topic", "code", "marker", "traduction", "translation",
		"silence", "pause", "turn", "section":
		return "", false
	}
	return name, true
}
