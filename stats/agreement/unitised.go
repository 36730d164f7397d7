package agreement

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Unitised compares passages that coders marked and coded freely in one text,
// by the alphas of Krippendorff and others (2016). Positions are half-open,
// from 0, in any whole unit (characters as code points); what nobody marked is
// a gap, cut into pieces of 1 when chance is worked out. Several texts are put
// end to end.
//
// U compares passages and gaps, Binary passages whatever their code, CU the
// codes where both coders marked something, each code has KU and its coverage.
// For CU and KU the literature leaves two conventions; both are given. Also the
// older alpha_U (1995), by squared distances of ends, as Krippendorff (2004)
// prints it. There are no intervals: passages of one text are no sample.
type Unitised struct {
	Coder, Value  string // columns: "codeur", "code"
	Start, End    string // columns: "debut", "fin"
	Length        string // column, in the place of End
	TextLength    int    // length of the text, which must be given
	Coders, Codes []string
	Lang          string // "en" for English; French otherwise
}

// UnitisedAgreement is how far coders agree on passages.
type UnitisedAgreement struct {
	Spec    Unitised
	Coders  []string // all who are compared; those of the spec may have marked nothing
	N       int      // passages
	Missing stats.MissingCounts
	Marked  []int // length marked, by coder
	// U and Binary; CU where passages are paired by what any other coder covers
	// (Covered) or by overlaps with each other (Overlaps).
	U, Binary, CUCovered, CUOverlaps stats.Estimate
	// AlphaU is the coefficient of 1995 over all codes, with its parts.
	AlphaU               stats.Estimate
	ObservedU, ExpectedU float64
	Codes                []CodeAgreement
	// ObservedLengths and ExpectedLengths are the coincidences behind U, gaps
	// first, then Codes.
	ObservedLengths, ExpectedLengths [][]float64
	Warnings                         []string
}

// CodeAgreement is how far coders agree on the passages of one code.
type CodeAgreement struct {
	Code   string
	Length int // marked by all coders
	N      int // passages
	// Own is the binary alpha of this code against all else, which is there
	// even where codes overlap.
	Own                   stats.Estimate
	KUCovered, KUOverlaps stats.Estimate
	Coverage              stats.Estimate // per cent of its length that others marked too
	AlphaU                stats.Estimate // of 1995
	ObservedU, ExpectedU  float64
}

// piece is a passage of a coder.
type piece struct{ coder, code, start, end int }

func (p piece) length() float64 { return float64(p.end - p.start) }

func overlap(a, b piece) float64 {
	return math.Max(0, float64(min(a.end, b.end)-max(a.start, b.start)))
}

// Of compares the passages, one a row. Errors are unknown columns, a text
// without a length, passages that leave it or hold nothing, coders or codes
// that are not among those of the spec.
func (s Unitised) Of(t *stats.Table) (*UnitisedAgreement, error) {
	u := &UnitisedAgreement{Spec: s}
	pieces, err := u.read(t)
	if err != nil {
		return nil, fmt.Errorf("unitised: %w", err)
	}
	u.N = len(pieces)
	m := len(u.Coders)
	u.Marked = make([]int, m)
	for i := range m {
		for _, p := range merged(pieces, func(p piece) bool { return p.coder == i }) {
			u.Marked[i] += p.end - p.start
		}
	}
	pieces, twice := u.tidy(pieces)
	u.Binary = u.alone(pieces, func(piece) bool { return true })
	for k := range u.Codes {
		c := &u.Codes[k]
		c.Own = u.alone(pieces, func(p piece) bool { return p.code == k })
		for _, p := range pieces {
			if p.code == k {
				c.N++
				c.Length += p.end - p.start
			}
		}
	}
	u.older(pieces)
	if twice != "" {
		reason := fmt.Sprintf(u.say("un passage de %s porte plusieurs codes : lire chaque code", "a passage of %s has several codes: read each code"), stats.Quoted(s.Lang, twice))
		u.U, u.CUCovered, u.CUOverlaps = undefined(reason), undefined(reason), undefined(reason)
		for k := range u.Codes {
			c := &u.Codes[k]
			c.KUCovered, c.KUOverlaps, c.Coverage = undefined(reason), undefined(reason), undefined(reason)
		}
		return u, nil
	}
	continuum := newContinuum(pieces, len(u.Codes), m, s.TextLength)
	u.U = u.alpha(continuum)
	u.ObservedLengths, u.ExpectedLengths = continuum.observed, continuum.expected
	u.coded(pieces, continuum.observed)
	return u, nil
}

func (u *UnitisedAgreement) say(french, english string) string {
	return stats.Say(u.Spec.Lang, french, english)
}

func undefined(reason string) stats.Estimate { return stats.Estimate{Reason: reason} }

// tidy joins overlapping passages of one code by one coder, and names a coder
// whose passages of different codes overlap.
func (u *UnitisedAgreement) tidy(pieces []piece) (clean []piece, twice string) {
	for i, coder := range u.Coders {
		for k := range u.Codes {
			clean = append(clean, merged(pieces, func(p piece) bool { return p.coder == i && p.code == k })...)
		}
		own := slices.DeleteFunc(slices.Clone(clean), func(p piece) bool { return p.coder != i })
		slices.SortFunc(own, func(a, b piece) int { return cmp.Compare(a.start, b.start) })
		reach := 0
		for _, p := range own {
			if p.start < reach && twice == "" {
				twice = coder
			}
			reach = max(reach, p.end)
		}
	}
	if joined := len(pieces) - len(clean); joined > 0 {
		u.Warnings = append(u.Warnings, fmt.Sprintf(u.say("Passages d'un codeur et d'un code qui se recouvraient, réunis : %d.",
			"Overlapping passages of one coder and code, joined: %d."), joined))
	}
	return clean, twice
}

// merged is the passages that keep says, in order, those that overlap joined.
func merged(pieces []piece, keep func(piece) bool) []piece {
	var out []piece
	for _, p := range pieces {
		if keep(p) {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b piece) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	if len(out) == 0 {
		return nil
	}
	last := 0
	for _, p := range out[1:] {
		if p.start < out[last].end {
			out[last].end = max(out[last].end, p.end)
			continue
		}
		last++
		out[last] = p
	}
	return out[:last+1]
}
