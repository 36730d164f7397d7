package textometry

import (
	"fmt"
	"math"

	"github.com/askoria/verbatim/stats"
)

// measure computes the indices of diversity of one part after the other. Its
// counters are as long as the vocabulary; each use clears what it touched, so
// that the time is that of the words.
type measure struct {
	Diversity
	count []int
	stamp []int32
	turn  int32
}

func newMeasure(s Diversity, vocabulary int) *measure {
	return &measure{Diversity: s, count: make([]int, vocabulary), stamp: make([]int32, vocabulary)}
}

// of measures the words of one part.
func (m *measure) of(words []int32) PartDiversity {
	var d PartDiversity
	spectrum := m.spectrum(words) // how many words are said i times
	d.N = len(words)
	for _, s := range spectrum {
		d.Types += s.words
		if s.times == 1 {
			d.Hapax = s.words
		}
	}
	m.vocabulary(&d, spectrum)
	d.MATTR, d.MSTTR, d.MTLD = m.mattr(words), m.msttr(words), m.mtld(words)
	d.HDD = m.hdd(spectrum, d.N)
	return d
}

// said is how many words are said that many times.
type said struct{ times, words int }

func (m *measure) spectrum(words []int32) []said {
	most := 0
	for _, id := range words {
		m.count[id]++
		most = max(most, m.count[id])
	}
	of := make([]int, most+1)
	for _, id := range words {
		if n := m.count[id]; n > 0 {
			of[n]++
			m.count[id] = 0
		}
	}
	var spectrum []said
	for times, n := range of {
		if n > 0 {
			spectrum = append(spectrum, said{times, n})
		}
	}
	return spectrum
}

// vocabulary sets the indices that only depend on how often each word is said.
func (m *measure) vocabulary(d *PartDiversity, spectrum []said) {
	n, v := float64(d.N), float64(d.Types)
	logN, logV := math.Log10(n), math.Log10(v)
	var squares, pairs float64 // sums of i² and of i(i-1) over the words
	for _, s := range spectrum {
		i := float64(s.times)
		squares += i * i * float64(s.words)
		pairs += i * (i - 1) * float64(s.words)
	}
	one := m.when(d.N >= 1, "aucun mot", "no word")
	two := m.when(d.N >= 2, "moins de deux mots", "fewer than two words")
	repeats := first(two, m.when(d.Types < d.N, "aucun mot n'est dit deux fois", "no word is said twice"))
	several := first(two, m.when(d.Types >= 2, "un seul mot différent", "a single different word"))
	d.TTR = estimate(one, v/n)
	d.R = estimate(one, v/math.Sqrt(n))
	d.CTTR = estimate(one, v/math.Sqrt(2*n))
	d.K = estimate(one, 1e4*(squares/(n*n)-1/n))
	d.Vm = estimate(one, math.Sqrt(math.Max(0, squares/(n*n)-1/v)))
	d.C = estimate(two, logV/logN)
	d.D = estimate(two, pairs/(n*(n-1)))
	d.Maas = estimate(two, math.Sqrt((logN-logV)/(logN*logN)))
	d.U = estimate(repeats, logN*logN/(logN-logV))
	d.I = estimate(repeats, v*v/(squares-v))
	base := math.Sqrt(1 - (logV/logN)*(logV/logN))
	d.LgV0 = estimate(repeats, logV/base)
	d.LgeV0 = estimate(repeats, math.Log(v)/base)
	// A logarithm of a logarithm: of 1 it does not exist, of 10 it is 0.
	d.S = estimate(first(several, m.when(d.N != 10, "indéfini pour dix mots", "undefined for ten words")),
		math.Log10(logV)/math.Log10(logN))
}

// when is "" where a condition holds, else the reason.
func (m *measure) when(holds bool, french, english string) string {
	if holds {
		return ""
	}
	return stats.Say(m.Lang, french, english)
}

func first(reasons ...string) string {
	for _, reason := range reasons {
		if reason != "" {
			return reason
		}
	}
	return ""
}

func estimate(reason string, value float64) stats.Estimate {
	if reason != "" {
		return stats.Estimate{Reason: reason}
	}
	return stats.Estimate{Value: value}
}

func (m *measure) fewer(n int) string {
	return fmt.Sprintf(stats.Say(m.Lang, "moins de %d mots", "fewer than %d words"), n)
}

// mattr is the mean TTR of all windows (Covington and McFall 2010).
func (m *measure) mattr(words []int32) stats.Estimate {
	if len(words) < m.Window {
		return stats.Estimate{Reason: m.fewer(m.Window)}
	}
	types, sum := 0, 0
	for i, id := range words {
		if m.count[id]++; m.count[id] == 1 {
			types++
		}
		if i >= m.Window {
			old := words[i-m.Window]
			if m.count[old]--; m.count[old] == 0 {
				types--
			}
		}
		if i >= m.Window-1 {
			sum += types
		}
	}
	for _, id := range words {
		m.count[id] = 0
	}
	return stats.Estimate{Value: float64(sum) / float64(m.Window) / float64(len(words)-m.Window+1)}
}

// msttr is the mean TTR of successive windows; a shorter rest is left out
// (Johnson 1944).
func (m *measure) msttr(words []int32) stats.Estimate {
	windows := len(words) / m.Window
	if windows == 0 {
		return stats.Estimate{Reason: m.fewer(m.Window)}
	}
	types := 0
	for w := range windows {
		m.turn++
		for _, id := range words[w*m.Window : (w+1)*m.Window] {
			if m.stamp[id] != m.turn {
				m.stamp[id] = m.turn
				types++
			}
		}
	}
	return stats.Estimate{Value: float64(types) / float64(m.Window*windows)}
}

// mtld is the mean length of the stretches whose TTR stays above the ratio,
// forwards and backwards.
func (m *measure) mtld(words []int32) stats.Estimate {
	forwards := m.factors(len(words), func(i int) int32 { return words[i] })
	backwards := m.factors(len(words), func(i int) int32 { return words[len(words)-1-i] })
	if forwards == 0 || backwards == 0 {
		return stats.Estimate{Reason: stats.Say(m.Lang, "aucun mot n'est dit deux fois", "no word is said twice")}
	}
	n := float64(len(words))
	return stats.Estimate{Value: (n/forwards + n/backwards) / 2}
}

// factors counts the stretches, the last one by how far it went.
func (m *measure) factors(n int, word func(int) int32) float64 {
	factors, types, length := 0.0, 0, 0
	m.turn++
	for i := range n {
		id := word(i)
		length++
		if m.stamp[id] != m.turn {
			m.stamp[id] = m.turn
			types++
		}
		if float64(types) < m.Ratio*float64(length) {
			factors++
			types, length = 0, 0
			m.turn++
		}
	}
	if length > 0 {
		factors += (1 - float64(types)/float64(length)) / (1 - m.Ratio)
	}
	return factors
}

// hdd is the share of types that as many words drawn would have on average
// (McCarthy and Jarvis 2007): each word counts as often as it is drawn at all.
func (m *measure) hdd(spectrum []said, n int) stats.Estimate {
	if n < m.Draw {
		return stats.Estimate{Reason: m.fewer(m.Draw)}
	}
	types := 0.0
	for _, s := range spectrum {
		absent := 0.0
		if n-s.times >= m.Draw {
			absent = math.Exp(hypergeometric{n, s.times, m.Draw}.logMass(0))
		}
		types += float64(s.words) * (1 - absent)
	}
	return stats.Estimate{Value: types / float64(m.Draw)}
}
