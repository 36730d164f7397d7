package agreement

import "github.com/askoria/verbatim/stats"

// older fills the alpha_U of Krippendorff (1995, 2004): squared distances of
// the ends of passages that overlap, squared lengths of those that fall into a
// gap of the other coder, over all places where chance could put them.
func (u *UnitisedAgreement) older(pieces []piece) {
	u.AlphaU = undefined(u.none())
	for k := range u.Codes {
		c := &u.Codes[k]
		marks, gaps := make([][]piece, len(u.Coders)), make([][]piece, len(u.Coders))
		for i := range u.Coders {
			marks[i] = merged(pieces, func(p piece) bool { return p.coder == i && p.code == k })
			at := 0
			for _, p := range append(append([]piece{}, marks[i]...), piece{start: u.Spec.TextLength, end: u.Spec.TextLength}) {
				if p.start > at {
					gaps[i] = append(gaps[i], piece{start: at, end: p.start})
				}
				at = p.end
			}
		}
		c.AlphaU = undefined(u.unused())
		if u.none() != "" {
			c.AlphaU = undefined(u.none())
			continue
		}
		if c.N == 0 {
			continue
		}
		c.ObservedU, c.ExpectedU = u.observedU(marks, gaps), u.expectedU(marks, gaps, float64(c.N))
		u.ObservedU += c.ObservedU
		u.ExpectedU += c.ExpectedU
		c.AlphaU = u.ratio(c.ObservedU, c.ExpectedU)
	}
	if u.none() == "" {
		u.AlphaU = u.ratio(u.ObservedU, u.ExpectedU)
	}
}

func (u *UnitisedAgreement) ratio(observed, expected float64) stats.Estimate {
	if expected <= 0 {
		return undefined(u.say("aucun désaccord possible par hasard", "chance could make no disagreement"))
	}
	return stats.Estimate{Value: 1 - observed/expected}
}

func (u *UnitisedAgreement) observedU(marks, gaps [][]piece) float64 {
	total := 0.0
	for i := range marks {
		for j := range marks {
			if i == j {
				continue
			}
			for _, p := range marks[i] {
				for _, q := range marks[j] {
					if overlap(p, q) > 0 {
						start, end := float64(p.start-q.start), float64(p.end-q.end)
						total += start*start + end*end
					}
				}
				for _, gap := range gaps[j] {
					if gap.start <= p.start && p.end <= gap.end {
						// The gap against the passage counts as much again.
						total += 2 * p.length() * p.length()
					}
				}
			}
		}
	}
	m, l := float64(len(marks)), float64(u.Spec.TextLength)
	return total / (m * (m - 1) * l * l)
}

func (u *UnitisedAgreement) expectedU(marks, gaps [][]piece, n float64) float64 {
	total, within := 0.0, 0.0
	for i := range marks {
		for _, p := range marks[i] {
			l := p.length()
			total += (n - 1) / 3 * (2*l*l*l - 3*l*l + l)
			within += l * (l - 1)
			for j := range gaps {
				for _, gap := range gaps[j] {
					if free := gap.length() - l; free >= 0 {
						total += l * l * (free + 1)
					}
				}
			}
		}
	}
	l := float64(u.Spec.TextLength)
	all := float64(len(marks)) * l
	return 2 / l * total / (all*(all-1) - within)
}
