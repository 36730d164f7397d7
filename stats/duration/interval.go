package duration

import (
	"math"

	"github.com/askoria/verbatim/stats"
)

// Interval is the scale on which the interval of a proportion is made.
type Interval uint8

const (
	// Log: of the logarithm, cut at 1; R's default.
	Log Interval = iota
	// LogLog: of the logarithm of the cumulated hazard, always between 0 and 1;
	// SAS's default.
	LogLog
	// Plain: the proportion plus and minus its error, cut at 0 and 1.
	Plain
	// Logit: of the log odds.
	Logit
	// Arcsine: of the arcsine of the root.
	Arcsine
)

var intervalNames = [...]struct{ fr, en string }{
	Log: {"log", "log"}, LogLog: {"log-log", "log-log"}, Plain: {"direct", "plain"},
	Logit: {"logit", "logit"}, Arcsine: {"arc sinus", "arcsine"},
}

// Label names the scale in French, or in English when lang is "en".
func (s Interval) Label(lang string) string {
	return stats.Say(lang, intervalNames[s].fr, intervalNames[s].en)
}

// around is a proportion with its interval, z standard errors wide on the scale.
// There is none at 0, and but for Log and Plain none at 1.
func (s Interval) around(p, se, z, level float64) stats.Estimate {
	e := stats.Estimate{Value: p}
	if p <= 0 || p >= 1 && s != Log && s != Plain {
		return e
	}
	e.Confidence = level
	wide := z * se / p
	switch s {
	case Log:
		e.Low, e.High = p*math.Exp(-wide), math.Min(1, p*math.Exp(wide))
	case LogLog:
		hazard := -math.Log(p)
		e.Low, e.High = math.Exp(-hazard*math.Exp(wide/hazard)), math.Exp(-hazard*math.Exp(-wide/hazard))
	case Plain:
		e.Low, e.High = math.Max(0, p-z*se), math.Min(1, p+z*se)
	case Logit:
		odds, wide := p/(1-p), wide/(1-p)
		e.Low, e.High = 1/(1+math.Exp(wide)/odds), 1/(1+math.Exp(-wide)/odds)
	case Arcsine:
		angle, wide := math.Asin(math.Sqrt(p)), wide*math.Sqrt(p/(1-p))/2
		low, high := math.Sin(math.Max(0, angle-wide)), math.Sin(math.Min(math.Pi/2, angle+wide))
		e.Low, e.High = low*low, high*high
	}
	return e
}

// confidence is the level, 0.95 when 0, and how many standard errors it is wide.
func confidence(level float64) (used, z float64) {
	if level == 0 {
		level = 0.95
	}
	return level, math.Sqrt2 * math.Erfinv(level)
}
