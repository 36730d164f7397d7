package stats

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Describe makes frequency tables (tris à plat) and summaries of columns, each
// by what it holds. Of categories, flags and sets it counts every level, also
// those without a case; of numbers it gives mean, standard deviation (n-1) and
// quantiles (type 7, R's default); of dates the first, the middle and the last;
// of free text only how many are recorded. Missing values are counted by
// reason. Agrees with R's table, prop.table and quantile.
type Describe struct {
	Columns []string // none: all but free texts and those that name persons
	Cases   string   // what a row of the data is, in the plural; "dossiers"
	Lang    string   // "en" for English; French otherwise
}

// Description is what Describe found, column by column.
type Description struct {
	Spec    Describe
	N       int // rows
	Columns []ColumnSummary
}

// ColumnSummary describes one column; what does not fit its kind is empty.
type ColumnSummary struct {
	Variable Variable
	Kind     string // as KindOf says it
	N        int    // recorded rows
	Missing  MissingCounts
	// Levels are those of categories and flags, or the options of a set, in
	// declared order. Shares of options are of cases and may add up to more
	// than 100.
	Levels  []LevelCount
	Numbers Quantities
	Dates   [3]Estimate // first, median and last, in days since 1 January 1970
}

// LevelCount is how often a level was found. OfRecorded has Wilson's interval
// (1927), that of R's prop.test(correct = FALSE): what the rows tell of those that
// they were drawn from, and nothing where the file holds all there are.
type LevelCount struct {
	Level      Level
	N          int
	OfRecorded Estimate // in % of the recorded rows
	OfAll      Estimate // in % of all rows
	Cumulated  Estimate // in % of the recorded rows, up to this level; ordered levels only
}

// Quantities summarise numbers. AtMin, AtMax, UpToQ1 and FromQ3 are how many
// rows lie there, which says whether a figure speaks of single persons.
type Quantities struct {
	Mean, SD, Min, Q1, Median, Q3, Max Estimate
	AtMin, UpToQ1, FromQ3, AtMax       int
}

// Of describes the columns. Errors are names that do not exist.
func (d Describe) Of(t *Table) (*Description, error) {
	names := d.Columns
	if len(names) == 0 {
		for _, c := range t.columns {
			if _, free := c.(*Texts); !free && !c.Variable().Identifying {
				names = append(names, c.Variable().Name)
			}
		}
	}
	result := &Description{Spec: d, N: t.Len()}
	for _, name := range names {
		c, err := t.Column(name)
		if err != nil {
			return nil, fmt.Errorf("describe: %w", err)
		}
		result.Columns = append(result.Columns, d.summary(c))
	}
	return result, nil
}

func (d Describe) summary(c Column) ColumnSummary {
	s := ColumnSummary{Variable: c.Variable(), Kind: KindOf(c), Missing: c.MissingCounts()}
	s.N = s.Missing[Recorded]
	switch c := c.(type) {
	case *Categories:
		s.Levels = make([]LevelCount, len(c.levels))
		for i, level := range c.levels {
			s.Levels[i].Level = level
		}
		for row := range c.rows {
			if c.Missing(row) == Recorded {
				s.Levels[c.codes[row]].N++
			}
		}
	case *Flags:
		for _, level := range slices.Backward(yesNoLevels(d.Lang)) {
			s.Levels = append(s.Levels, LevelCount{Level: level})
		}
		for row, yes := range c.values {
			if c.Missing(row) == Recorded {
				s.Levels[1-bit(yes)].N++
			}
		}
	case *Sets:
		for i, option := range c.options {
			level := LevelCount{Level: option}
			for row := range c.rows {
				if ticked, recorded := c.Has(row, i); ticked && recorded {
					level.N++
				}
			}
			s.Levels = append(s.Levels, level)
		}
	case *Numbers:
		s.Numbers = quantities(recorded(c, func(row int) float64 { return c.values[row] }), d.Lang)
	case *Dates:
		q := quantities(recorded(c, func(row int) float64 { return float64(c.days[row]) }), d.Lang)
		s.Numbers = q
		s.Dates = [3]Estimate{q.Min, q.Median, q.Max}
	}
	d.shares(&s, c.Len())
	return s
}

func (d Describe) shares(s *ColumnSummary, all int) {
	sum := 0
	for i := range s.Levels {
		level := &s.Levels[i]
		sum += level.N
		if level.OfRecorded = d.share(level.N, s.N); s.N > 0 {
			low, high := wilson(float64(level.N)/float64(s.N), float64(s.N), 0)
			level.OfRecorded.Low, level.OfRecorded.High, level.OfRecorded.Confidence = 100*low, 100*high, 0.95
		}
		level.OfAll = d.share(level.N, all)
		level.Cumulated = Estimate{Reason: Say(d.Lang, "modalités sans ordre", "levels without order")}
		if s.Kind == "ordered categories" {
			level.Cumulated = d.share(sum, s.N)
		}
	}
}

func (d Describe) share(n, of int) Estimate {
	if of == 0 {
		return Estimate{Reason: nothing(d.Lang)}
	}
	return Estimate{Value: 100 * float64(n) / float64(of)}
}

func nothing(lang string) string { return Say(lang, "aucun dossier renseigné", "no recorded case") }

// recorded lists the values that are there.
func recorded(c Column, value func(row int) float64) []float64 {
	var values []float64
	for row := range c.Len() {
		if c.Missing(row) == Recorded {
			values = append(values, value(row))
		}
	}
	return values
}

// quantities summarises values, which it sorts.
func quantities(values []float64, lang string) Quantities {
	n := len(values)
	if n == 0 {
		none := Estimate{Reason: nothing(lang)}
		return Quantities{Mean: none, SD: none, Min: none, Q1: none, Median: none, Q3: none, Max: none}
	}
	slices.Sort(values)
	q := Quantities{
		Mean: Estimate{Value: meanOf(values)},
		SD:   Estimate{Reason: Say(lang, "un seul dossier renseigné", "a single recorded case")},
		Min:  Estimate{Value: values[0]}, Max: Estimate{Value: values[n-1]},
		Q1: Estimate{Value: quantile(values, 0.25)}, Median: Estimate{Value: quantile(values, 0.5)}, Q3: Estimate{Value: quantile(values, 0.75)},
	}
	if n > 1 {
		squares := 0.0
		for _, x := range values {
			squares += (x - q.Mean.Value) * (x - q.Mean.Value)
		}
		q.SD = Estimate{Value: math.Sqrt(squares / float64(n-1))}
	}
	for _, x := range values {
		q.AtMin += bit(x == q.Min.Value)
		q.UpToQ1 += bit(x <= q.Q1.Value)
		q.FromQ3 += bit(x >= q.Q3.Value)
		q.AtMax += bit(x == q.Max.Value)
	}
	return q
}

// quantile is that of type 7 of Hyndman and Fan (1996) of sorted values.
func quantile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	low := int(at)
	if low+1 >= len(sorted) {
		return sorted[low]
	}
	return sorted[low] + (at-float64(low))*(sorted[low+1]-sorted[low])
}

// String is the tables as text.
func (d *Description) String() string {
	var text strings.Builder
	for i, t := range d.Tables() {
		if i > 0 {
			text.WriteString("\n")
		}
		text.WriteString(Printer{Lang: d.Spec.Lang}.Of(t))
	}
	return text.String()
}
