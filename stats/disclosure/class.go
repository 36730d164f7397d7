package disclosure

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/askoria/verbatim/stats"
)

// keys reads the columns that an outsider may know.
func keys(method string, t *stats.Table, names []string) ([]stats.Column, [][]int32, error) {
	if len(names) == 0 {
		return nil, nil, fmt.Errorf("%s: no columns named in Quasi", method)
	}
	columns, values := make([]stats.Column, len(names)), make([][]int32, len(names))
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			return nil, nil, fmt.Errorf("%s: column %q comes twice", method, name)
		}
		var err error
		if columns[i], err = t.Column(name); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", method, err)
		}
		values[i] = coded(columns[i])
	}
	return columns, values, nil
}

// coded numbers the values of a column as they first appear, from 0; a missing
// value is minus its reason.
func coded(c stats.Column) []int32 {
	seen := map[string]int32{}
	codes := make([]int32, c.Len())
	for row := range codes {
		if reason := c.Missing(row); reason != stats.Recorded {
			codes[row] = -int32(reason)
			continue
		}
		value := stats.Key(c, row)
		code, known := seen[value]
		if !known {
			code = int32(len(seen))
			seen[value] = code
		}
		codes[row] = code
	}
	return codes
}

func distinctIn(codes []int32) int {
	seen := map[int32]bool{}
	for _, code := range codes {
		seen[code] = true
	}
	return len(seen)
}

// class is one combination of values.
type class struct {
	values []int32
	size   int
	rows   []int
}

func classesOf(values [][]int32, n int) []*class {
	at := map[string]*class{}
	var list []*class
	var key []byte
	for row := range n {
		key = key[:0]
		for _, codes := range values {
			key = strconv.AppendInt(append(key, ' '), int64(codes[row]), 10)
		}
		c, known := at[string(key)]
		if !known {
			c = &class{values: make([]int32, len(values))}
			for i, codes := range values {
				c.values[i] = codes[row]
			}
			at[string(key)] = c
			list = append(list, c)
		}
		c.size++
		c.rows = append(c.rows, row)
	}
	return list
}

// unknown tells whether a code stands for a value that exists and is not known.
func unknown(code int32) bool { return code < 0 && code != -int32(stats.NotApplicable) }

// alike lists for each class those whose values are equal or unknown, itself
// included.
func alike(classes []*class) [][]*class {
	same := func(a, b *class) bool {
		for i := range a.values {
			if a.values[i] != b.values[i] && !unknown(a.values[i]) && !unknown(b.values[i]) {
				return false
			}
		}
		return true
	}
	// Only classes with unknown values are like more than themselves.
	var open []*class
	for _, c := range classes {
		if slices.ContainsFunc(c.values, unknown) {
			open = append(open, c)
		}
	}
	lists := make([][]*class, len(classes))
	for k, c := range classes {
		others := open
		if slices.ContainsFunc(c.values, unknown) {
			others = classes
		}
		lists[k] = []*class{c}
		for _, other := range others {
			if other != c && same(c, other) {
				lists[k] = append(lists[k], other)
			}
		}
	}
	return lists
}
