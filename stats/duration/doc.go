// Package duration follows how long things last: measures until they end, waits
// until they begin, by dates or by numbers, while some are still going on when
// observation stops.
//
// KaplanMeier draws how many are still going on, LogRank compares groups, Cox
// says what goes with a shorter or longer duration. Where things can end in
// several ways, CumulativeIncidence shares the exits between causes and tests
// groups after Gray, and FineGray models one of them. One minus Kaplan-Meier of
// one cause, which counts other exits as if they could still end that way, is
// not to be had.
//
//	s, err := duration.KaplanMeier{Clock: duration.Clock{
//		From: "debut", To: "fin", ObservedUntil: lastDay, Unit: duration.Months,
//	}, By: "cadre"}.Of(measures)
//
// At one time events come before the end of observation; who enters late is at
// risk after the day of entry.
package duration
