package agreement

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// data is the units that somebody coded.
type data struct {
	levels    []stats.Level
	scores    []float64 // of the levels: their places, or their values
	coders    []Coder
	codes     []int32 // unit by unit, a level for each coder, -1 for none
	weights   []float64
	clusters  [][]int // units of each
	empty     int     // units that nobody coded
	unweighed int     // rows without a weight
	warnings  []string
}

// maxLevels keeps tables of categories by categories small; more are
// measurements to be banded.
const maxLevels = 2000

func (s Coders) read(t *stats.Table) (*data, error) {
	if len(s.Columns) < 2 {
		return nil, fmt.Errorf("agreement takes two coders or more; found %d", len(s.Columns))
	}
	columns := make([]stats.Column, len(s.Columns))
	for i, name := range s.Columns {
		c, err := t.Column(name)
		if err != nil {
			return nil, err
		}
		if slices.Contains(s.Columns[:i], name) {
			return nil, fmt.Errorf("coder %q is named twice", name)
		}
		columns[i] = c
	}
	d := &data{}
	if err := s.levels(d, columns); err != nil {
		return nil, err
	}
	readers := make([]func(row int) int32, len(columns))
	for i, c := range columns {
		reader, err := d.reader(c)
		if err != nil {
			return nil, err
		}
		readers[i] = reader
		d.coders = append(d.coders, Coder{Variable: c.Variable(), Missing: c.MissingCounts()})
	}
	weigh, err := weigher(t, s.Weight)
	if err != nil {
		return nil, err
	}
	group, err := grouper(t, s.Cluster)
	if err != nil {
		return nil, err
	}
	return d, d.units(s, t.Len(), readers, weigh, group)
}

// levels settles the list of categories and their scores.
func (s Coders) levels(d *data, columns []stats.Column) error {
	d.levels = slices.Clone(s.Categories)
	listed, ordered := s.Categories != nil, true
	if !listed {
		var seen []float64
		numeric := false
		for _, c := range columns {
			switch c := c.(type) {
			case *stats.Categories:
				if len(d.levels) > 0 && !slices.Equal(d.levels, c.Levels()) || !c.Ordered() {
					ordered = false
				}
				d.join(c.Levels())
			case *stats.Flags:
				d.join(yesNo(s.Lang))
			case *stats.Numbers:
				numeric = true
				for row := range c.Len() {
					if x, there := c.At(row); there {
						seen = append(seen, x)
					}
				}
			}
		}
		if numeric {
			slices.Sort(seen)
			for _, x := range slices.Compact(seen) {
				d.join(stats.Levels(number(x)))
			}
			d.warnings = append(d.warnings, stats.Say(s.Lang,
				"Catégories : seulement les valeurs rencontrées ; Brennan-Prediger et AC dépendent de la liste complète de la grille.",
				"Categories: only the values found; Brennan-Prediger and AC depend on the full list of the codebook."))
		}
	}
	if len(d.levels) > maxLevels {
		return fmt.Errorf("%d categories, at most %d can be compared: band them first", len(d.levels), maxLevels)
	}
	for i, level := range d.levels {
		if slices.ContainsFunc(d.levels[:i], func(l stats.Level) bool { return l.Code == level.Code }) {
			return fmt.Errorf("category %q is listed twice", level.Code)
		}
	}
	if !ordered && (s.Scale == Ordinal || s.Weights != Unweighted) && s.Scale < Interval {
		return fmt.Errorf("an ordinal scale and weights need categories in order: set Categories, or use ordered columns with the same levels")
	}
	return s.score(d)
}

func (s Coders) score(d *data) error {
	if s.Scale >= Interval {
		// Values in order, so that the ranks of a list are those of its values.
		for _, level := range d.levels {
			if _, err := value(level.Code); err != nil {
				return fmt.Errorf("scale %v: category %q is not a number", s.Scale, level.Code)
			}
		}
		slices.SortStableFunc(d.levels, func(a, b stats.Level) int {
			x, _ := value(a.Code)
			y, _ := value(b.Code)
			return cmp.Compare(x, y)
		})
	}
	d.scores = make([]float64, len(d.levels))
	for i, level := range d.levels {
		d.scores[i] = float64(i)
		if s.Scale >= Interval {
			d.scores[i], _ = value(level.Code)
		}
	}
	return nil
}

func value(code string) (float64, error) {
	x, err := strconv.ParseFloat(strings.Replace(code, ",", ".", 1), 64)
	if err == nil && (math.IsNaN(x) || math.IsInf(x, 0)) {
		err = strconv.ErrRange
	}
	return x, err
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

func yesNo(lang string) []stats.Level {
	return []stats.Level{{Code: "non", Label: stats.YesNo(false, lang)}, {Code: "oui", Label: stats.YesNo(true, lang)}}
}

// join adds the levels that are not there yet.
func (d *data) join(levels []stats.Level) {
	for _, level := range levels {
		if d.index(level.Code) < 0 {
			d.levels = append(d.levels, level)
		}
	}
}

func (d *data) index(code string) int {
	return slices.IndexFunc(d.levels, func(l stats.Level) bool { return l.Code == code })
}

// reader gives the level of a row, -1 where it is missing. A category that is
// not listed is an error here, before any unit is read.
func (d *data) reader(c stats.Column) (func(row int) int32, error) {
	name := c.Variable().Name
	unlisted := func(code string) error {
		known := make([]string, len(d.levels))
		for i, level := range d.levels {
			known[i] = level.Code
		}
		return fmt.Errorf("column %q: no category %s", name, stats.Unknown(code, known))
	}
	switch c := c.(type) {
	case *stats.Categories:
		levels := c.Levels()
		place := make([]int32, len(levels))
		for i, level := range levels {
			place[i] = int32(d.index(level.Code))
			if label := level.Label; label != "" && place[i] >= 0 && d.levels[place[i]].Label == "" {
				d.levels[place[i]].Label = label
			}
		}
		for row := range c.Len() {
			if code, there := c.At(row); there && place[code] < 0 {
				return nil, unlisted(levels[code].Code)
			}
		}
		return func(row int) int32 {
			if code, there := c.At(row); there {
				return place[code]
			}
			return -1
		}, nil
	case *stats.Flags:
		no, yes := int32(d.index("non")), int32(d.index("oui"))
		for i, place := range []int32{no, yes} {
			if place < 0 {
				return nil, unlisted(yesNo("")[i].Code)
			}
		}
		return func(row int) int32 {
			flag, there := c.At(row)
			switch {
			case !there:
				return -1
			case flag:
				return yes
			}
			return no
		}, nil
	case *stats.Numbers:
		place := map[float64]int32{}
		for i, level := range d.levels {
			if x, err := value(level.Code); err == nil {
				place[x] = int32(i)
			}
		}
		read := make([]int32, c.Len())
		for row := range read {
			x, there := c.At(row)
			if !there {
				read[row] = -1
				continue
			}
			code, known := place[x]
			if !known {
				return nil, unlisted(number(x))
			}
			read[row] = code
		}
		return func(row int) int32 { return read[row] }, nil
	}
	return nil, fmt.Errorf("column %q holds %s: coders give categories, flags or numbers", name, stats.KindOf(c))
}

// weigher gives the weight of a row, and whether it has one.
func weigher(t *stats.Table, name string) (func(row int) (float64, bool), error) {
	if name == "" {
		return func(int) (float64, bool) { return 1, true }, nil
	}
	c, err := t.Numbers(name)
	if err != nil {
		return nil, err
	}
	for row := range c.Len() {
		if x, there := c.At(row); there && (x < 0 || x != math.Trunc(x) || x > 1<<50) {
			return nil, fmt.Errorf("column %q, row %d: a weight is a number of units, whole and not negative; found %s", name, row+1, number(x))
		}
	}
	return c.At, nil
}

// grouper gives a text that is equal for rows of one cluster, "" for rows
// without one; it is nil without a column.
func grouper(t *stats.Table, name string) (func(row int) string, error) {
	if name == "" {
		return nil, nil
	}
	c, err := t.Column(name)
	if err != nil {
		return nil, err
	}
	return wordsOf(c), nil
}

// wordsOf gives the code of each row as text, "" where it is missing.
func wordsOf(c stats.Column) func(row int) string {
	// Show hides what identifies, which would make one group of all.
	v := c.Variable()
	v.Identifying, v.Format = false, stats.Number
	plain := stats.Rename(c, v)
	return func(row int) string {
		if c.Missing(row) != stats.Recorded {
			return ""
		}
		switch c := plain.(type) {
		case *stats.Numbers:
			x, _ := c.At(row)
			return number(x)
		case *stats.Categories:
			return c.Code(row)
		}
		return plain.Show(row, "")
	}
}

// units reads the rows.
func (d *data) units(s Coders, rows int, readers []func(int) int32, weigh func(int) (float64, bool), group func(int) string) error {
	clusters := map[string]int{}
	alone := 0
	unit := make([]int32, len(readers))
	d.codes = make([]int32, 0, rows*len(readers))
	d.weights = make([]float64, 0, rows)
	for row := range rows {
		weight, weighed := weigh(row)
		if !weighed {
			d.unweighed++
			continue
		}
		coded := 0
		for i, read := range readers {
			unit[i] = read(row)
			if unit[i] >= 0 {
				coded++
				d.coders[i].Ratings += int(weight)
			}
		}
		switch {
		case weight == 0:
			continue
		case coded == 0:
			d.empty += int(weight)
			continue
		}
		if group != nil {
			key := group(row)
			at, known := clusters[key]
			if key == "" {
				alone++
			}
			if !known || key == "" {
				at = len(d.clusters)
				clusters[key] = at
				d.clusters = append(d.clusters, nil)
			}
			d.clusters[at] = append(d.clusters[at], len(d.weights))
		}
		d.codes = append(d.codes, unit...)
		d.weights = append(d.weights, weight)
	}
	if alone > 0 {
		d.warnings = append(d.warnings, fmt.Sprintf(stats.Say(s.Lang, "Lignes sans %s, tirées chacune pour elle-même : %d.",
			"Rows without %s, each drawn by itself: %d."), stats.Quoted(s.Lang, s.Cluster), alone))
	}
	return d.silent(s)
}

// silent takes out the coders who coded nothing.
func (d *data) silent(s Coders) error {
	var kept []int
	for i, coder := range d.coders {
		if coder.Ratings > 0 {
			kept = append(kept, i)
		} else {
			d.warnings = append(d.warnings, fmt.Sprintf(stats.Say(s.Lang, "%s n'a rien codé et n'est pas comparé.", "%s coded nothing and is not compared."),
				stats.Quoted(s.Lang, coder.Title())))
		}
	}
	if len(kept) == len(d.coders) {
		return nil
	}
	all := len(d.coders)
	codes := make([]int32, 0, len(d.weights)*len(kept))
	for unit := range d.weights {
		for _, i := range kept {
			codes = append(codes, d.codes[unit*all+i])
		}
	}
	coders := make([]Coder, len(kept))
	for n, i := range kept {
		coders[n] = d.coders[i]
	}
	d.codes, d.coders = codes, coders
	return nil
}
