package textometry

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// ranks tells the place of each word in French alphabetical order: another for
// each word, the same for the same word.
func ranks(words []string) []int32 {
	collator, buffer := collate.New(language.French), &collate.Buffer{}
	keys, order := make([]string, len(words)), make([]int32, len(words))
	for i, word := range words {
		keys[i] = string(collator.KeyFromString(buffer, word))
		buffer.Reset()
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(strings.Compare(keys[a], keys[b]), strings.Compare(words[a], words[b]))
	})
	places := make([]int32, len(words))
	for place, i := range order {
		places[i] = int32(place)
		if place > 0 && words[i] == words[order[place-1]] {
			places[i] = places[order[place-1]]
		}
	}
	return places
}

// descending sorts rows from the highest value to the lowest, then in French
// order of their words.
func descending[T any](rows []T, value func(T) float64, word func(T) string) {
	words := make([]string, len(rows))
	for i, row := range rows {
		words[i] = word(row)
	}
	descendingRanked(rows, value, ranks(words))
}

// descendingRanked does so where the places of the rows' words are known.
func descendingRanked[T any](rows []T, value func(T) float64, rank []int32) {
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(value(rows[b]), value(rows[a])), cmp.Compare(rank[a], rank[b]))
	})
	sorted := make([]T, len(rows))
	for i, at := range order {
		sorted[i] = rows[at]
	}
	copy(rows, sorted)
}
