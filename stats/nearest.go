package stats

import "strings"

// Nearest proposes the known name that is most like the one given: equal but
// for case, accents and spaces, else at the smallest edit distance (swapped
// neighbours count once), at most a third of its length and never above 3.
func Nearest(name string, known []string) (string, bool) {
	folded := Fold(name)
	best, least := "", 4
	for _, candidate := range known {
		distance := EditDistance(folded, Fold(candidate))
		if distance < least && (distance == 0 || 3*distance <= len([]rune(folded))) {
			best, least = candidate, distance
		}
	}
	return best, least < 4
}

// Fold writes a name without what people vary: case, French accents,
// ligatures, typographic apostrophes, spaces, underscores and hyphens.
func Fold(name string) string {
	return strings.ToLower(folding.Replace(strings.ToLower(strings.TrimSpace(name))))
}

var folding = strings.NewReplacer(
	"à", "a", "â", "a", "ä", "a", "á", "a", "ã", "a", "å", "a", "ç", "c",
	"é", "e", "è", "e", "ê", "e", "ë", "e", "í", "i", "î", "i", "ï", "i", "ì", "i",
	"ñ", "n", "ó", "o", "ô", "o", "ö", "o", "ò", "o", "õ", "o",
	"ù", "u", "û", "u", "ü", "u", "ú", "u", "ÿ", "y", "œ", "oe", "æ", "ae",
	"\u0300", "", "\u0301", "", "\u0302", "", "\u0308", "", "\u0327", "",
	"’", "'", " ", "", "\u00a0", "", "\u202f", "", "\t", "", "_", "", "-", "",
)

// EditDistance is the number of letters to insert, delete, replace or swap
// with a neighbour to turn one text into the other (optimal string alignment).
func EditDistance(a, b string) int {
	s, t := []rune(a), []rune(b)
	before, last, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(s); i++ {
		row[0] = i
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(t)]
}
