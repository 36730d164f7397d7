package stats

// Counts lists, for each column, its levels with the missing rows by reason;
// for a set, how many are recorded, then one table for each option; for numbers
// and dates, how many are recorded, then how many persons stand behind each
// extreme and quartile.
func (d *Description) Counts() []Counts {
	var all []Counts
	for _, s := range d.Columns {
		all = append(all, d.counts(s)...)
	}
	return all
}

// Hide is the description with counts hidden, and with them their percentages;
// where a missing row or a total is hidden, all percentages that would give it
// back. Extremes and quartiles that speak of too few persons are hidden.
func (d *Description) Hide(masks []Mask) Tabler {
	veils := make([]summaryVeil, len(d.Columns))
	for i, s := range d.Columns {
		n := min(len(d.counts(s)), len(masks))
		veils[i] = s.veil(masks[:n])
		masks = masks[n:]
	}
	// The number of rows is that of every column.
	if anyTotal(veils) {
		for i := range veils {
			veils[i].total = true
		}
	}
	return Shown(d.render(veils))
}

// summaryVeil says what of a column's summary is hidden.
type summaryVeil struct {
	levels   []bool
	missing  [reasons]bool
	recorded bool // the number of recorded rows
	total    bool // the number of rows
	figures  [4]bool
	any      bool
}

// The figures of numbers that can speak of single persons, as Counts lists them.
const (
	hideMin = iota
	hideQ1
	hideQ3
	hideMax
)

// base tells whether the number of recorded rows has to be hidden.
func (v summaryVeil) base() bool {
	for _, hidden := range v.missing {
		if hidden {
			return true
		}
	}
	return v.total || v.recorded
}

func (v summaryVeil) level(i int) bool { return i < len(v.levels) && v.levels[i] }

func anyTotal(veils []summaryVeil) bool {
	for _, v := range veils {
		if v.total {
			return true
		}
	}
	return false
}

// counted tells whether the levels of a column are counts that add up with the
// missing rows.
func (s ColumnSummary) counted() bool { return len(s.Levels) > 0 && s.Kind != "sets" }

func (d *Description) counts(s ColumnSummary) []Counts {
	title, lang := s.Variable.Title(), d.Spec.Lang
	if s.counted() {
		var labels []string
		var counts []int
		for _, level := range s.Levels {
			labels, counts = append(labels, level.Level.Title()), append(counts, level.N)
		}
		c := column(title, s.Missing, labels, counts, lang)
		c.RowsOf = s.Variable.Name
		return []Counts{c}
	}
	all := []Counts{column(title, s.Missing, []string{Recorded.Label(lang)}, []int{s.N}, lang)}
	for _, level := range s.Levels {
		c := column(title+" – "+level.Level.Title(), MissingCounts{},
			[]string{level.Level.Title(), Say(lang, "non", "no")}, []int{level.N, s.N - level.N}, lang)
		c.RowsOf = s.Variable.Name + "=" + level.Level.Code
		all = append(all, c)
	}
	if s.Kind != "numbers" && s.Kind != "dates" {
		return all
	}
	q := s.Numbers
	for figure, n := range [...]int{hideMin: q.AtMin, hideQ1: q.UpToQ1, hideQ3: q.FromQ3, hideMax: q.AtMax} {
		label := [...]string{
			hideMin: Say(lang, "au minimum", "at the minimum"), hideQ1: Say(lang, "jusqu'au 1er quartile", "up to the 1st quartile"),
			hideQ3: Say(lang, "à partir du 3e quartile", "from the 3rd quartile"), hideMax: Say(lang, "au maximum", "at the maximum"),
		}[figure]
		all = append(all, column(title+" – "+label, MissingCounts{}, []string{label}, []int{n}, lang))
	}
	return all
}

// column is a simple count with the missing rows, which need no protection by
// themselves.
func column(title string, missing MissingCounts, labels []string, counts []int, lang string) Counts {
	c := Counts{Title: title, Rows: labels, Cols: []string{""}, FreeRows: make([]bool, len(labels))}
	sum := 0
	add := func(n int) {
		sum += n
		c.Cells = append(c.Cells, []int{n})
	}
	for _, n := range counts {
		add(n)
	}
	for _, reason := range present(missing) {
		c.Rows, c.FreeRows = append(c.Rows, reason.Label(lang)), append(c.FreeRows, true)
		add(missing[reason])
	}
	c.Cells = append(c.Cells, []int{sum})
	return c
}

// present lists the reasons for missing that occur.
func present(missing MissingCounts) []Missing {
	var reasons []Missing
	for reason := NotRecorded; reason <= Secret; reason++ {
		if missing[reason] > 0 {
			reasons = append(reasons, reason)
		}
	}
	return reasons
}

// veil reads the masks of the tables that counts lists.
func (s ColumnSummary) veil(masks []Mask) summaryVeil {
	v := summaryVeil{levels: make([]bool, len(s.Levels))}
	for i, mask := range masks {
		v.any = v.any || mask.Any()
		switch {
		case i > 0 && s.Kind == "sets":
			v.levels[i-1] = mask[0][0]
			v.recorded = v.recorded || mask[2][0]
		case i > 0:
			v.figures[i-1] = mask[0][0]
		default:
			at := 1
			if s.counted() {
				at = len(s.Levels)
				for level := range v.levels {
					v.levels[level] = mask[level][0]
				}
			} else {
				v.recorded = mask[0][0]
			}
			for j, reason := range present(s.Missing) {
				v.missing[reason] = mask[at+j][0]
			}
			v.total = mask[len(mask)-1][0]
		}
	}
	if v.recorded { // so few are recorded that any figure is theirs
		v.figures = [...]bool{true, true, true, true}
	}
	return v
}
