package corpus

import (
	"errors"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Recode brings codings made with an old version of a codebook to its last
// one. The codings given stay as they are: keep them, and recode them anew
// after each change.
//
// A merge joins what a coder had coded with several of the codes in one place;
// a later split takes that apart again, so that counts come back. Codings of
// codes that the codebook does not have stay as they are.
type Recode struct {
	History *History
	From    int // the version with which the codings were made; 0 is the first
}

// Recoded is codings under the last version of a codebook.
type Recoded struct {
	Spec    Recode
	Codings Codings
	// Undecided are those of Codings whose code was split and is no more, and
	// of which nothing says what they become: they still have the old code.
	Undecided Codings
	Steps     []RecodedStep
}

// RecodedStep counts what a change did to the codings of one code.
type RecodedStep struct {
	Version  int    // that the change made
	From, To string // codes; To is From for those undecided
	Codings  int    // before the change
}

// Of recodes. It fails without a history, or from a version that it has not.
func (s Recode) Of(codings Codings) (*Recoded, error) {
	if s.History == nil {
		return nil, errors.New("recode: no History")
	}
	if s.From < 0 || s.From > s.History.Version() {
		return nil, fmt.Errorf("recode: no version %d in a history of %d", s.From, s.History.Version())
	}
	for i, coding := range codings {
		if coding.Document == nil {
			return nil, fmt.Errorf("recode: coding %d has no document", i+1)
		}
	}
	result := &Recoded{Spec: s, Codings: slices.Clone(codings)}
	for n, change := range s.History.changes[s.From:] {
		result.step(s.From+n+1, change)
	}
	book := s.History.Codebook()
	for i := range result.Codings {
		coding := &result.Codings[i]
		coding.Path = book.Path(coding.Code)
		if _, known := book.Code(coding.Code); !known && s.split(coding.Code) {
			result.Undecided = append(result.Undecided, *coding)
		}
	}
	return result, nil
}

// split tells whether a code was split on the way.
func (s Recode) split(id string) bool {
	return slices.ContainsFunc(s.History.changes[s.From:], func(c Change) bool {
		return c.Kind == SplitCode && c.Codes[0] == id
	})
}

// step follows one change.
func (r *Recoded) step(version int, change Change) {
	switch change.Kind {
	case CreateCode, ReviseCode, MoveCode:
		return
	}
	counts := map[[2]string]int{}
	var order [][2]string
	count := func(from, to string) {
		key := [2]string{from, to}
		if counts[key]++; counts[key] == 1 {
			order = append(order, key)
		}
	}
	var after Codings
	for _, coding := range r.Codings {
		// What is merged into a code that exists joins its codings too.
		joins := change.Kind == MergeCodes && coding.Code == change.Into[0].ID
		if !slices.Contains(change.Codes, coding.Code) && !joins {
			after = append(after, coding)
			continue
		}
		pieces := change.recode(coding)
		for _, piece := range pieces {
			count(coding.Code, piece.Code)
		}
		after = append(after, pieces...)
	}
	if change.Kind == MergeCodes {
		after = joined(after, change.Into[0].ID)
	}
	r.Codings = after
	for _, key := range order {
		r.Steps = append(r.Steps, RecodedStep{version, key[0], key[1], counts[key]})
	}
}

// recode is what a coding becomes: more than one where a split takes apart
// what a merge had joined.
func (c Change) recode(coding Coding) Codings {
	into := func(coding Coding, code string) Codings {
		coding.Code = code
		return Codings{coding}
	}
	switch c.Kind {
	case MergeCodes:
		merged := coding
		merged.former = Codings{coding}
		return into(merged, c.Into[0].ID)
	case RenameCode:
		return into(coding, c.Into[0].ID)
	}
	for _, a := range c.Assigned {
		if a.Segment == coding.Segment() && (a.Coder == "" || a.Coder == coding.Coder) {
			coding.former = nil
			return into(coding, a.Into)
		}
	}
	var pieces Codings
	for _, before := range coding.former {
		switch {
		case c.makes(before.Code):
			pieces = append(pieces, before)
		default:
			pieces = append(pieces, c.rest(before, coding.Code))
		}
	}
	if pieces == nil {
		pieces = Codings{c.rest(coding, coding.Code)}
	}
	return pieces
}

// rest is a coding that nothing assigns.
func (c Change) rest(coding Coding, code string) Coding {
	if c.Rest != "" {
		code = c.Rest
	}
	coding.Code = code
	return coding
}

// joined joins the codings of a code that overlap, by the same coder or rule;
// each stands where the first of its parts stood.
func joined(codings Codings, code string) Codings {
	among := map[[2]string][]int{}
	for i, coding := range codings {
		if coding.Code == code {
			key := [2]string{coding.Coder, coding.Batch}
			among[key] = append(among[key], i)
		}
	}
	gone := make([]bool, len(codings))
	for _, indices := range among {
		for _, group := range overlapping(codings, indices) {
			if len(group) == 1 {
				continue
			}
			parts := codings.at(group)
			one := together(parts)
			for _, part := range parts {
				one.former = append(one.former, part.former...)
			}
			for _, i := range group {
				gone[i] = true
			}
			first := slices.Min(group)
			codings[first], gone[first] = one, false
		}
	}
	var kept Codings
	for i, coding := range codings {
		if !gone[i] {
			kept = append(kept, coding)
		}
	}
	return kept
}

// Tables is what the changes did, in a list of one: one row a version and code.
func (r *Recoded) Tables() []*stats.Table {
	recoded := stats.MustTable("Recodage",
		each.Count("version", "Version", r.Steps, func(s RecodedStep) int { return s.Version }),
		each.Text("avant", "Avant", r.Steps, stats.NotApplicable, func(s RecodedStep) string { return s.From }),
		each.Text("apres", "Après", r.Steps, stats.NotApplicable, func(s RecodedStep) string { return s.To }),
		each.Count("codages", "Codages", r.Steps, func(s RecodedStep) int { return s.Codings }))
	if n := len(r.Undecided); n > 0 {
		recoded = recoded.Captioned(stats.Caption{Notes: []string{
			fmt.Sprintf("Codages dont le code a été divisé et qui restent à attribuer : %d.", n),
		}})
	}
	return []*stats.Table{recoded}
}
