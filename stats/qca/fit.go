package qca

import "github.com/askoria/verbatim/stats"

// Sufficiency is how far a set lies within the outcome (Ragin 2006, Schneider
// and Wagemann 2012): each from 0 to 1, undefined with the reason where no case
// has any membership.
type Sufficiency struct {
	// Inclusion, or consistency: the share of the set that lies in the outcome.
	Inclusion stats.Estimate
	// PRI: the same without what lies in the outcome and its absence at once.
	PRI stats.Estimate
	// Coverage: the share of the outcome that lies in the set.
	Coverage stats.Estimate
}

// Requirement is how far the outcome lies within a set: the fit of a claim that
// the set is necessary.
type Requirement struct {
	// Inclusion: the share of the outcome that lies in the set.
	Inclusion stats.Estimate
	// RoN, relevance: near 0 where the set is nearly always there, so that being
	// necessary says nothing (Schneider and Wagemann 2012).
	RoN stats.Estimate
	// Coverage: the share of the set that lies in the outcome.
	Coverage stats.Estimate
}

// overlap is the sums that all measures are made of.
type overlap struct{ x, y, both, ambiguous, notX, notBoth float64 }

func overlaps(x, y []float64) overlap {
	var o overlap
	for i := range x {
		both := min(x[i], y[i])
		o.x += x[i]
		o.y += y[i]
		o.both += both
		o.ambiguous += min(both, 1-y[i])
		o.notX += 1 - x[i]
		o.notBoth += 1 - both
	}
	return o
}

func ratio(a, b float64, reason string) stats.Estimate {
	if b <= 0 {
		return stats.Estimate{Reason: reason}
	}
	return stats.Estimate{Value: a / b}
}

func sufficiency(x, y []float64, lang string) Sufficiency {
	o := overlaps(x, y)
	nobody := stats.Say(lang, "aucun cas n'appartient à cette configuration", "no case belongs to this configuration")
	pri := ratio(o.both-o.ambiguous, o.x-o.ambiguous, stats.Say(lang,
		"chaque cas appartient autant au résultat qu'à son absence", "each case belongs to the outcome as much as to its absence"))
	if o.x <= 0 {
		pri.Reason = nobody
	}
	return Sufficiency{ratio(o.both, o.x, nobody), pri, ratio(o.both, o.y, noOutcome(lang))}
}

func necessity(x, y []float64, lang string) Requirement {
	o := overlaps(x, y)
	return Requirement{
		ratio(o.both, o.y, noOutcome(lang)),
		ratio(o.notX, o.notBoth, stats.Say(lang, "tous les cas ont la condition et le résultat", "all cases have the condition and the outcome")),
		ratio(o.both, o.x, stats.Say(lang, "aucun cas n'a cette condition", "no case has this condition")),
	}
}

func noOutcome(lang string) string {
	return stats.Say(lang, "aucun cas n'a le résultat", "no case has the outcome")
}
