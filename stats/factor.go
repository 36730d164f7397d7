package stats

import "fmt"

// factor is a column made ready for counting.
type factor struct {
	variable Variable
	levels   []Level
	ordered  bool
	codes    []uint16 // a level, or len(levels) plus the reason for missing
	packed   []bitmap // rows by code, where pack was called
}

// maxLevels is how many levels can be counted; more are identifiers.
const maxLevels = 2000

// factorOf reads categories and flags.
func factorOf(c Column, lang string) (*factor, error) {
	f := &factor{variable: c.Variable(), codes: make([]uint16, c.Len())}
	var code func(row int) int
	switch c := c.(type) {
	case *Categories:
		f.levels, f.ordered = c.levels, c.ordered
		code = func(row int) int { return int(c.codes[row]) }
	case *Flags:
		f.levels = yesNoLevels(lang)
		code = func(row int) int { return bit(c.values[row]) }
	case *Numbers, *Dates:
		return nil, fmt.Errorf("column %q holds %s: band it into categories first, such as 0-5, 6-10", f.variable.Name, KindOf(c))
	default:
		return nil, fmt.Errorf("column %q holds %s: only categories, flags and sets can be counted", f.variable.Name, KindOf(c))
	}
	if len(f.levels) > maxLevels {
		return nil, fmt.Errorf("column %q has %d levels, at most %d can be counted: group them first", f.variable.Name, len(f.levels), maxLevels)
	}
	f.fill(c, code)
	return f, nil
}

// optionsOf reads each option of a set as a factor of its own, ticked or not.
func optionsOf(c *Sets, lang string) []*factor {
	factors := make([]*factor, len(c.options))
	for i, option := range c.options {
		v := c.Variable()
		v.Label = v.Title() + colon(lang) + option.Title()
		v.Name += "=" + option.Code
		factors[i] = &factor{variable: v, levels: yesNoLevels(lang), codes: make([]uint16, c.Len())}
		factors[i].fill(c, func(row int) int { return bit(c.ticked[row]&(1<<i) != 0) })
	}
	return factors
}

func (f *factor) fill(c Column, code func(row int) int) {
	for row := range f.codes {
		if reason := c.Missing(row); reason != Recorded {
			f.codes[row] = uint16(len(f.levels) + int(reason))
		} else {
			f.codes[row] = uint16(code(row))
		}
	}
}

func yesNoLevels(lang string) []Level {
	return []Level{{Code: "non", Label: YesNo(false, lang)}, {Code: "oui", Label: YesNo(true, lang)}}
}

func bit(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// tally counts two factors against each other, over the rows named, all when
// nil. A row without one of the values is counted by the reason of the first.
func tally(x, y *factor, rows []int) (counts [][]int, missing MissingCounts) {
	if rows == nil && packs(x, y) {
		return tallyPacked(x, y)
	}
	width := len(y.levels) + reasons
	size := (len(x.levels) + reasons) * width
	// Two tables in turn: neighbouring rows are often equal, and adding twice in
	// a row to one place has to wait.
	even, odd := make([]int32, size), make([]int32, size)
	if rows == nil {
		a, b := x.codes, y.codes[:len(x.codes)]
		i := 0
		for ; i+1 < len(a); i += 2 {
			even[int(a[i])*width+int(b[i])]++
			odd[int(a[i+1])*width+int(b[i+1])]++
		}
		if i < len(a) {
			even[int(a[i])*width+int(b[i])]++
		}
	}
	for _, row := range rows {
		even[int(x.codes[row])*width+int(y.codes[row])]++
	}
	return shared(x, y, func(i, j int) int { return int(even[i*width+j] + odd[i*width+j]) })
}

// shared sorts the rows that two codes share into counts of levels and rows
// that lack one of them.
func shared(x, y *factor, at func(i, j int) int) (counts [][]int, missing MissingCounts) {
	counts = make([][]int, len(x.levels))
	for i := range len(x.levels) + reasons {
		if i < len(x.levels) {
			counts[i] = make([]int, len(y.levels))
		}
		for j := range len(y.levels) + reasons {
			n := at(i, j)
			switch {
			case i >= len(x.levels):
				missing[i-len(x.levels)] += n
			case j >= len(y.levels):
				missing[j-len(y.levels)] += n
			default:
				counts[i][j] = n
				missing[Recorded] += n
			}
		}
	}
	return counts, missing
}

// occupied lists the indices of the counts above zero.
func occupied(counts []int) []int {
	var kept []int
	for i, n := range counts {
		if n > 0 {
			kept = append(kept, i)
		}
	}
	return kept
}

// pick is the part of a slice at those indices.
func pick[T any](values []T, at []int) []T {
	picked := make([]T, len(at))
	for i, index := range at {
		picked[i] = values[index]
	}
	return picked
}
