package corpus

import (
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Certainty is how sure a coder is of a coding.
type Certainty uint8

const (
	// NoCertainty: the coder said nothing of it.
	NoCertainty Certainty = iota
	// Unsure is "faible", or 1, in files: to be discussed.
	Unsure
	// Fair is "moyenne", or 2.
	Fair
	// Sure is "forte", or 3.
	Sure
)

var certainties = [...]string{"", "faible", "moyenne", "forte"}

// String is the certainty in French, as in files; "" when none was given.
func (c Certainty) String() string { return certainties[c] }

func certaintyOf(text string) (Certainty, bool) {
	switch text = strings.ToLower(text); text {
	case "nr":
		return NoCertainty, true
	case "1", "2", "3":
		return Certainty(text[0] - '0'), true
	}
	i := slices.Index(certainties[:], text)
	return Certainty(max(i, 0)), i >= 0
}

func certaintyColumn(codings Codings) stats.Column {
	codes, missing := make([]int, len(codings)), make([]stats.Missing, len(codings))
	for i, coding := range codings {
		if coding.Certainty == NoCertainty {
			missing[i] = stats.NotRecorded
			continue
		}
		codes[i] = int(coding.Certainty - Unsure)
	}
	return stats.Variable{Name: "certitude", Label: "Certitude"}.Categories(stats.Levels(certainties[Unsure:]...), true, codes, missing)
}

// together joins codings of one document, coder and code that overlap. What
// they contradict one another in is left out; the lowest certainty, the last
// date and all memos are kept.
func together(parts Codings) Coding {
	p := newPassage(parts)
	joined, err := p.document.Coding(parts[0].Code, p.start, p.end)
	if err != nil {
		panic(err) // both ends are those of good codings
	}
	first := parts[0]
	joined.Path, joined.Coder, joined.Valence = first.Path, first.Coder, agreed(parts)
	joined.Batch, joined.rule = first.Batch, first.rule
	var memos []string
	for _, part := range parts {
		if part.Certainty != NoCertainty && (joined.Certainty == NoCertainty || part.Certainty < joined.Certainty) {
			joined.Certainty = part.Certainty
		}
		if part.Date.After(joined.Date) {
			joined.Date = part.Date
		}
		if part.Memo != "" && !slices.Contains(memos, part.Memo) {
			memos = append(memos, part.Memo)
		}
	}
	joined.Memo = strings.Join(memos, " ; ")
	return joined
}
