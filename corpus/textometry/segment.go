package textometry

import "math"

// How strongly a sign closes the words before it. The weights are those of
// rainette's segments.
const (
	full  = 6
	plain = 0.01
)

func strength(sign string) float64 {
	switch sign[0] {
	case '.', '?', '!':
		return full
	case ':':
		return 5
	case ';':
		return 4
	case ',':
		return 1
	}
	if sign == "…" {
		return full
	}
	return plain
}

// segment tells how many of the words to take for the next segment: of those
// up to 40 % more or less than its size, the number after which the sign is
// strongest for its distance. signs holds the strength of what follows each
// word. What is left is one segment where it is no longer than that.
func segment(signs []float64, size int) int {
	window := int(math.Round(0.4 * float64(size)))
	if len(signs) <= size+window {
		return len(signs)
	}
	best, most := size, 0.0
	for n := max(1, size-window); n <= size+window; n++ {
		if w := signs[n-1] / float64(max(n-size, size-n)+1); w > most {
			best, most = n, w
		}
	}
	return best
}
