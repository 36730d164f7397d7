package export

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
)

// tests finds the tests and measures that are told of a table with hidden
// counts: each is one more equation, and few tables fulfil it. The strength in
// a word leaves more of them; those are tried.
func (t *target) tests(pages []*page, below int) (leaks, narrow []string) {
	if !slices.ContainsFunc(t.hidden, func(line []bool) bool { return slices.Contains(line, true) }) {
		return nil, nil
	}
	var row, col string
	for _, p := range pages {
		if p.title == t.name || p.title == t.name+" – effectifs" {
			for _, line := range p.lines {
				if strings.Contains(line, "Khi-2 =") || strings.Contains(line, "V de Cramér =") {
					leaks = append(leaks, t.name+": a test is told beside hidden counts")
				}
			}
		}
		if p.title == t.name+" – résidus" {
			row, col = p.header[0], p.header[1]
		}
	}
	for _, p := range pages {
		for _, r := range p.rows {
			if len(r) < 7 || p.header[1] != "Avec" || row == "" || r[0]+r[1] != row+col && r[0]+r[1] != col+row {
				continue
			}
			for _, figure := range []string{"Valeur", "Statistique", "p", "p exact", "p ajusté", "V corrigé (Bergsma)", "% d'effectifs théoriques < 5"} {
				if _, ok := p.number(r, figure); ok {
					leaks = append(leaks, fmt.Sprintf("%s: %q is told among the associations", t.name, figure))
				}
			}
			if at := slices.Index(p.header, "Force"); r[2] == "V de Cramér" && at < len(r) {
				only, small := t.byStrength(r[at], below)
				leaks, narrow = append(leaks, only...), append(narrow, small...)
			}
		}
	}
	return leaks, narrow
}

// byStrength tries all tables of which Cramér's V is of that strength, where
// they are not too many, and tells which hidden counts can then be one number
// only, and which are seen to be small.
func (t *target) byStrength(word string, below int) (leaks, narrow []string) {
	limits := map[string][2]float64{"négligeable": {0, 0.1}, "faible": {0.1, 0.3}, "moyenne": {0.3, 0.5}, "forte": {0.5, 1.01}}
	limit, known := limits[word]
	c, mask := t.published()
	bounds, err := disclosure.Audit{Below: below}.Of(c, mask)
	if !known || err != nil {
		return nil, nil
	}
	last, end := len(c.Rows), len(c.Cols)
	var inner []disclosure.Bound
	tables := 1.0
	for _, b := range bounds.Cells {
		if b.Row < last && b.Col < end {
			inner = append(inner, b)
			tables *= float64(b.Max) - float64(b.Min) + 1
		}
	}
	if end < 2 || tables > 2e4 {
		return nil, nil
	}
	least, most := make([]int, len(inner)), make([]int, len(inner))
	found := false
	var try func(k int)
	try = func(k int) {
		if k < len(inner) {
			for c.Cells[inner[k].Row][inner[k].Col] = inner[k].Min; c.Cells[inner[k].Row][inner[k].Col] <= inner[k].Max; c.Cells[inner[k].Row][inner[k].Col]++ {
				try(k + 1)
			}
			return
		}
		v, ok := cramer(c, mask)
		if !ok || v < limit[0] || v >= limit[1] {
			return
		}
		for k, b := range inner {
			count := c.Cells[b.Row][b.Col]
			if !found {
				least[k], most[k] = count, count
			}
			least[k], most[k] = min(least[k], count), max(most[k], count)
		}
		found = true
	}
	try(0)
	for k, b := range inner {
		told := fmt.Sprintf("%s, %s, %s: from %d to %d, as the strength is %q",
			t.name, t.rows[b.Row], t.cols[b.Col], least[k], most[k], word)
		switch {
		case found && least[k] == most[k]:
			leaks = append(leaks, told)
		case found && most[k] < below:
			narrow = append(narrow, told)
		}
	}
	return leaks, narrow
}

// cramer is V of the inner cells, false where they do not add up to the
// published totals or leave a line empty.
func cramer(c stats.Counts, mask stats.Mask) (float64, bool) {
	last, end := len(c.Rows), len(c.Cols)
	rows, cols, n := make([]int, last), make([]int, end), 0
	for i := range last {
		for j := range end {
			count := c.Cells[i][j]
			rows[i], cols[j], n = rows[i]+count, cols[j]+count, n+count
		}
	}
	for i, sum := range rows {
		if sum == 0 || !mask[i][end] && sum != c.Cells[i][end] {
			return 0, false
		}
	}
	for j, sum := range cols {
		if sum == 0 || !mask[last][j] && sum != c.Cells[last][j] {
			return 0, false
		}
	}
	if !mask[last][end] && n != c.Cells[last][end] {
		return 0, false
	}
	chi := 0.0
	for i := range last {
		for j := range end {
			expected := float64(rows[i]) * float64(cols[j]) / float64(n)
			chi += math.Pow(float64(c.Cells[i][j])-expected, 2) / expected
		}
	}
	return math.Sqrt(chi / float64(n) / float64(min(last, end)-1)), true
}
