package agreement

import (
	"cmp"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// continuum is a text with what each coder put on each position: 0 a gap, else
// a code from 1.
type continuum struct {
	observed, expected [][]float64
	total              float64
}

// newContinuum counts lengths by what two coders put on them, and what chance
// would make of the same passages and gaps. Passages of one coder must not
// overlap.
func newContinuum(pieces []piece, codes, coders, length int) continuum {
	c := continuum{square(codes + 1), square(codes + 1), float64(coders * length)}
	if coders < 2 {
		return c
	}
	c.sweep(pieces, coders, length)
	// Chance draws lengths, but never twice from one passage; a gap is as many
	// passages as it is long.
	own, all := make([]float64, codes+1), 0.0
	margins := make([]float64, codes+1)
	own[0], margins[0] = c.total, c.total
	for _, p := range pieces {
		l := p.length()
		own[p.code+1] += l * l
		margins[p.code+1] += l
		own[0] -= l
		margins[0] -= l
	}
	for _, x := range own {
		all += x
	}
	for i := range margins {
		for k := range margins {
			pairs := margins[i] * margins[k]
			if i == k {
				pairs -= own[i]
			}
			c.expected[i][k] = c.total * pairs / (c.total*c.total - all)
		}
	}
	return c
}

func square(n int) [][]float64 {
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, n)
	}
	return rows
}

// sweep goes through the text from one end of a passage to the next.
func (c continuum) sweep(pieces []piece, coders, length int) {
	pieces = slices.Clone(pieces)
	slices.SortStableFunc(pieces, func(a, b piece) int { return cmp.Compare(a.start, b.start) })
	ends := []int{0, length}
	for _, p := range pieces {
		ends = append(ends, p.start, p.end)
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	now := make([]piece, coders) // the passage that each coder is in, or was in last
	counts := make([]float64, len(c.observed))
	next := 0
	for i, start := range ends[:len(ends)-1] {
		for ; next < len(pieces) && pieces[next].start == start; next++ {
			now[pieces[next].coder] = pieces[next]
		}
		clear(counts)
		for _, p := range now {
			if p.end > start {
				counts[p.code+1]++
			} else {
				counts[0]++
			}
		}
		width := float64(ends[i+1]-start) / float64(coders-1)
		for a, n := range counts {
			for b, other := range counts {
				if a == b {
					other--
				}
				c.observed[a][b] += width * n * other
			}
		}
	}
}

// alpha is one less observed over expected disagreement.
func (u *UnitisedAgreement) alpha(c continuum) stats.Estimate {
	if reason := u.none(); reason != "" {
		return undefined(reason)
	}
	observed, expected, used := 0.0, 0.0, 0
	for i := range c.observed {
		for k := range c.observed {
			if i != k {
				observed += c.observed[i][k]
				expected += c.expected[i][k]
			}
		}
		if c.expected[i][i] > 0 || slices.Max(c.observed[i]) > 0 {
			used++
		}
	}
	if used < 2 || expected <= 0 {
		return undefined(u.say("aucune variation : tout le texte porte la même chose", "no variation: all of the text has the same on it"))
	}
	return stats.Estimate{Value: 1 - observed/expected}
}

// none says why nothing can be compared, "" where something can.
func (u *UnitisedAgreement) none() string {
	switch {
	case len(u.Coders) < 2:
		return u.say("moins de deux codeurs", "fewer than two coders")
	case u.N == 0:
		return u.say("personne n'a marqué de passage", "nobody marked a passage")
	}
	return ""
}

// alone is the alpha of some passages against all else, whatever their codes.
func (u *UnitisedAgreement) alone(pieces []piece, keep func(piece) bool) stats.Estimate {
	var chosen []piece
	for i := range u.Coders {
		chosen = append(chosen, merged(pieces, func(p piece) bool { return p.coder == i && keep(p) })...)
	}
	for i := range chosen {
		chosen[i].code = 0
	}
	if len(chosen) == 0 && u.none() == "" {
		return undefined(u.unused())
	}
	return u.alpha(newContinuum(chosen, 1, len(u.Coders), u.Spec.TextLength))
}

func (u *UnitisedAgreement) unused() string {
	return u.say("code jamais employé", "code never used")
}

// pool is the lengths that chance pairs, by code, and what it may not pair.
type pool struct{ length, own []float64 }

func (p pool) totals() (length, own float64) {
	for k := range p.length {
		length += p.length[k]
		own += p.own[k]
	}
	return length, own
}

// coded compares codes where two coders or more marked something.
func (u *UnitisedAgreement) coded(pieces []piece, observed [][]float64) {
	n := len(u.Codes)
	covered := pool{make([]float64, n), make([]float64, n)}
	overlaps := pool{make([]float64, n), make([]float64, n)}
	others := float64(len(u.Coders) - 1)
	for _, p := range pieces {
		shared := 0.0
		var under []piece
		for _, q := range pieces {
			if x := overlap(p, q); q.coder != p.coder && x > 0 {
				shared += x
				q.code, q.coder = 0, 0
				under = append(under, q)
			}
		}
		hidden := 0.0
		for _, q := range merged(under, func(piece) bool { return true }) {
			hidden += overlap(p, q)
		}
		covered.length[p.code] += hidden
		covered.own[p.code] += hidden * hidden
		overlaps.length[p.code] += shared / others
		overlaps.own[p.code] += p.length() * shared / others
	}
	u.CUCovered, u.CUOverlaps = u.cu(observed, covered), u.cu(observed, overlaps)
	for k := range u.Codes {
		c := &u.Codes[k]
		c.KUCovered, c.KUOverlaps = u.ku(observed, covered, k), u.ku(observed, overlaps, k)
		c.Coverage = undefined(u.unused())
		if c.Length > 0 && others > 0 {
			c.Coverage = stats.Estimate{Value: 100 * sum(observed[k+1][1:]) / float64(c.Length)}
		}
	}
}

func sum(values []float64) float64 {
	total := 0.0
	for _, x := range values {
		total += x
	}
	return total
}

func (u *UnitisedAgreement) cu(observed [][]float64, p pool) stats.Estimate {
	agreed, all := 0.0, 0.0
	for k := range u.Codes {
		agreed += observed[k+1][k+1]
		all += sum(observed[k+1][1:])
	}
	length, own := p.totals()
	apart := length * length
	used := 0
	for _, l := range p.length {
		apart -= l * l
		if l > 0 {
			used++
		}
	}
	return u.between(all, used, all-agreed, apart, length*length-own)
}

func (u *UnitisedAgreement) ku(observed [][]float64, p pool, k int) stats.Estimate {
	all := sum(observed[k+1][1:])
	length, _ := p.totals()
	used := 0
	for _, l := range p.length {
		if l > 0 {
			used++
		}
	}
	return u.between(all, used, all-observed[k+1][k+1], p.length[k]*(length-p.length[k]), p.length[k]*length-p.own[k])
}

// between is 1 - (observed/all) / (apart/pairs), where it exists.
func (u *UnitisedAgreement) between(all float64, used int, observed, apart, pairs float64) stats.Estimate {
	reason := u.none()
	switch {
	case reason != "":
	case all == 0:
		reason = u.say("aucun passage commun à deux codeurs", "no passage is common to two coders")
	case used < 2:
		reason = u.say("un seul code dans les passages communs", "a single code in the common passages")
	case pairs <= 0:
		reason = u.say("trop peu de passages communs pour un accord par hasard", "too few common passages for an agreement by chance")
	default:
		return stats.Estimate{Value: 1 - observed/all/(apart/pairs)}
	}
	return undefined(reason)
}
