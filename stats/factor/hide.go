package factor

import "github.com/askoria/verbatim/stats"

// Counts lists, for each variable, its levels with the missing cases by reason;
// for numbers, how many are recorded.
func (s *Space) Counts() []stats.Counts {
	var all []stats.Counts
	for i, v := range s.Variables {
		c := stats.Counts{Title: v.Title(), RowsOf: v.Name, Cols: []string{""}}
		add := func(label string, n int, free bool) {
			c.Rows, c.FreeRows = append(c.Rows, label), append(c.FreeRows, free)
			c.Cells = append(c.Cells, []int{n})
		}
		if v.Numeric {
			c.RowsOf = ""
			add(stats.Recorded.Label(s.plan.lang), v.N, false)
			for reason, n := range v.Missing {
				if reason := stats.Missing(reason); reason != stats.Recorded && n > 0 {
					add(reason.Label(s.plan.lang), n, true)
				}
			}
		}
		for _, l := range s.Levels {
			if l.Variable == i {
				add(l.Title(), l.N, l.Missing != stats.Recorded)
			}
		}
		c.Cells = append(c.Cells, []int{s.N})
		all = append(all, c)
	}
	return all
}

// Hide is the result with levels hidden: all their figures are withheld. The
// table of cases is left out.
func (s *Space) Hide(masks []stats.Mask) stats.Tabler {
	v := veil{levels: make([]bool, len(s.Levels)), variables: make([]bool, len(s.Variables))}
	next := make([]int, len(s.Variables))
	for i, mask := range masks {
		v.variables[i] = mask.Any()
		v.total = v.total || mask[len(mask)-1][0]
	}
	for i, l := range s.Levels {
		if l.Variable < len(masks) {
			v.levels[i] = masks[l.Variable][next[l.Variable]][0]
		}
		next[l.Variable]++
	}
	return shown(s.render(v))
}

// veil says what is hidden: levels, the counts of variables, the number of cases.
type veil struct {
	levels, variables []bool
	total             bool
}

// hides tells whether a level is hidden: all are where the number of cases is,
// which shares would give back.
func (v veil) hides(level int) bool {
	return v.total || level < len(v.levels) && v.levels[level]
}

func (v veil) level(at int, x float64) (float64, stats.Missing) {
	if v.hides(at) {
		return 0, stats.Secret
	}
	return x, stats.Recorded
}

func (v veil) variable(at int, x float64) (float64, stats.Missing) {
	if v.total || at < len(v.variables) && v.variables[at] {
		return 0, stats.Secret
	}
	return x, stats.Recorded
}

// shown is a list of tables that are ready to be handed over.
type shown []*stats.Table

// Tables lists them.
func (s shown) Tables() []*stats.Table { return s }
