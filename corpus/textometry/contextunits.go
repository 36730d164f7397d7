package textometry

import "slices"

// contextUnits joins each unit with those that follow it in its document until
// they hold so many different terms, each counted in each unit; a short rest
// joins what stands before it. It tells of each unit the first of those it was
// joined with. The rule is that of rainette::merge_segments.
func (t *UnitTable) contextUnits(least int) []int {
	joined := make([]int, t.N)
	for i := range joined {
		joined[i] = i
	}
	if least <= 1 {
		return joined
	}
	for first := 0; first < t.N; {
		end, size := first+1, len(t.rows[first])
		for size < least && end < t.N && t.document[end] == t.document[first] {
			joined[end] = first
			size += len(t.rows[end])
			end++
		}
		if size < least && first > 0 && t.document[first-1] == t.document[first] {
			for i := first; i < end; i++ {
				joined[i] = joined[first-1]
			}
		}
		first = end
	}
	return joined
}

// presence is the terms of each context unit, none for units that were joined
// to another one.
func (t *UnitTable) presence(joined []int) [][]int32 {
	rows := make([][]int32, t.N)
	for i, row := range t.rows {
		for _, c := range row {
			rows[joined[i]] = append(rows[joined[i]], int32(c.Term))
		}
	}
	for i, row := range rows {
		slices.Sort(row)
		rows[i] = slices.Compact(row)
	}
	return rows
}
