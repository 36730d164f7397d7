package corpus

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Valence is how a passage speaks of its theme.
type Valence uint8

const (
	// NoValence: the coder gave none.
	NoValence Valence = iota
	// Negative is -1 in files.
	Negative
	// Neutral is 0 in files: the coder looked, and it is neither.
	Neutral
	// Positive is +1 in files.
	Positive
)

// Number is -1, 0 or 1, and whether a valence was given.
func (v Valence) Number() (int, bool) { return int(v) - int(Neutral), v != NoValence }

// Coding is a code put on a stretch of a document by somebody.
type Coding struct {
	Document *Document
	Turn     int // number of the turn in which it begins
	// Start and End place it in the text: code points, End excluded.
	Start, End int
	Code       string
	Path       []string // from the top of the codebook down to the code
	Coder      string   // "AB"; "règle:M4.4" for codings made by a rule
	Valence    Valence
	Certainty  Certainty
	Memo       string    // what the coder noted; it may name persons
	Date       time.Time // of the coding; zero when not known
	Batch      string    // the Rule that made it, as its String; "" by hand
	// Quote, up to 32 characters on either side, and the hash of the text are
	// what finds the passage again after the text was corrected.
	Quote, Before, After string
	SHA256               string
	Words                int // of the informant, in the passage

	rule *Rule
	// former are the codings that this one was before codes were merged.
	former Codings
}

const margin = 32

// Coding puts a code on a stretch of the text, in code points; coder, valence
// and the rest are then set on it. It fails when the stretch is empty, leaves
// the text, or begins in no turn.
func (d *Document) Coding(code string, start, end int) (Coding, error) {
	if start < 0 || end <= start || end > d.Len() {
		return Coding{}, fmt.Errorf("document %q: no passage from %d to %d in %d characters", d.ID(), start, end, d.Len())
	}
	turn, ok := d.TurnAt(start)
	if !ok {
		return Coding{}, fmt.Errorf("document %q: nobody speaks at %d", d.ID(), start)
	}
	return Coding{
		Document: d, Turn: turn.Number, Start: start, End: end, Code: code, Path: []string{code},
		Quote: d.Slice(start, end), Before: d.Slice(start-margin, start), After: d.Slice(end, end+margin),
		SHA256: d.hash, Words: d.Words(start, end),
	}, nil
}

// Segment names the stretch, whatever its code and coder: "C01-jeune:345-389".
func (c Coding) Segment() string { return fmt.Sprintf("%s:%d-%d", c.Document.ID(), c.Start, c.End) }

// Codings is what was coded, by hand and by rule; append joins two.
type Codings []Coding

// Without is the codings but for those of a batch, which is undone by it:
// codings.Without(rule.String()).
func (c Codings) Without(batch string) Codings {
	return slices.DeleteFunc(slices.Clone(c), func(coding Coding) bool { return coding.Batch == batch && batch != "" })
}

// By is the codings of one coder.
func (c Codings) By(coder string) Codings {
	return slices.DeleteFunc(slices.Clone(c), func(coding Coding) bool { return coding.Coder != coder })
}

// Coders lists the coders in the order in which they first appear.
func (c Codings) Coders() []string {
	return distinct(c, func(coding Coding) string { return coding.Coder })
}

// Codes lists the codes in the order in which they first appear.
func (c Codings) Codes() []string {
	return distinct(c, func(coding Coding) string { return coding.Code })
}

// at is the codings of those indices.
func (c Codings) at(indices []int) Codings {
	codings := make(Codings, len(indices))
	for n, i := range indices {
		codings[n] = c[i]
	}
	return codings
}

func distinct(c Codings, value func(Coding) string) []string {
	seen := map[string]bool{}
	var values []string
	for _, coding := range c {
		if v := value(coding); !seen[v] {
			seen[v] = true
			values = append(values, v)
		}
	}
	return values
}

// overlapping groups the codings of those indices that overlap, one through
// another, in one document. Groups and their members go by place; passages that
// only touch, the end of one being the start of the next, do not overlap.
func overlapping(codings Codings, among []int) [][]int {
	order := slices.Clone(among)
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &codings[a], &codings[b]
		return cmp.Or(x.Document.number-y.Document.number, x.Start-y.Start, x.End-y.End)
	})
	var groups [][]int
	end := 0
	for n, i := range order {
		coding := &codings[i]
		if n > 0 && coding.Document == codings[order[n-1]].Document && coding.Start < end {
			groups[len(groups)-1] = append(groups[len(groups)-1], i)
			end = max(end, coding.End)
			continue
		}
		groups = append(groups, []int{i})
		end = coding.End
	}
	return groups
}

// agreed is the valence of several codings: the one that those who gave any
// gave, NoValence where they contradict one another.
func agreed(codings Codings) Valence {
	valence := NoValence
	for _, coding := range codings {
		switch {
		case coding.Valence == NoValence:
		case valence == NoValence:
			valence = coding.Valence
		case valence != coding.Valence:
			return NoValence
		}
	}
	return valence
}
