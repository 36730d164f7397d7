package sequence

import (
	"math"

	"github.com/askoria/verbatim/stats"
)

// Norm brings distances between sequences of different lengths to one scale.
type Norm uint8

const (
	// Raw: no normalisation.
	Raw Norm = iota
	// LongestLength divides by the length of the longer one, in insertions.
	LongestLength
	// GeometricMean is 1 - (most - d) / (2 √(lengths)) (Elzinga 2008).
	GeometricMean
	// LargestDistance divides by the largest distance possible.
	LargestDistance
	// YujianBo is 2d / (d + most), a metric where d is one (Yujian and Bo 2007).
	YujianBo
)

// Label names the normalisation in French, or in English when lang is "en".
func (n Norm) Label(lang string) string {
	if n > YujianBo {
		n = Raw
	}
	return stats.Say(lang,
		[...]string{"sans normalisation", "par la plus grande longueur", "par la moyenne géométrique", "par la distance maximale", "de Yujian et Bo"}[n],
		[...]string{"not normalised", "by the longer length", "by the geometric mean", "by the largest distance", "of Yujian and Bo"}[n])
}

// of normalises a distance given the largest possible and the lengths; 0 stays 0.
func (n Norm) of(d, most, a, b float64) float64 {
	if d == 0 {
		return 0
	}
	switch n {
	case LongestLength:
		if longer := max(a, b); longer > 0 {
			return d / longer
		}
		return 0
	case GeometricMean:
		if a*b == 0 {
			return 1
		}
		return 1 - (most-d)/(2*math.Sqrt(a)*math.Sqrt(b))
	case LargestDistance:
		if most == 0 {
			return 1
		}
		return d / most
	case YujianBo:
		if most == 0 {
			return 1
		}
		return 2 * d / (d + most)
	}
	return d
}
