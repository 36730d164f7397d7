package cluster

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
)

// Partition puts each case into one class.
type Partition struct {
	N int // cases in a class
	// Classes are those of all cases, from 0; -1 outside all classes.
	Classes  []int
	Sizes    []int // cases of each class
	Warnings []string

	cases, lang string
}

func newPartition(classes []int, k int, cases, lang string) Partition {
	p := Partition{Classes: classes, Sizes: make([]int, k), cases: wordOf(cases, lang), lang: lang}
	for _, c := range classes {
		if c >= 0 {
			p.Sizes[c]++
			p.N++
		}
	}
	return p
}

// warn adds a warning.
func (p *Partition) warn(french, english string, args ...any) {
	p.Warnings = append(p.Warnings, format(p.lang, french, english, args...))
}

func (p *Partition) say(french, english string) string { return stats.Say(p.lang, french, english) }

func (p *Partition) title(class int) string {
	return fmt.Sprintf("%s %d", p.say("Classe", "Class"), class+1)
}

// Column makes a column of the classes, to be joined to the cases: not
// applicable to a case outside all classes. Named "classe" its counts are
// protected together with those of the classes themselves.
func (p *Partition) Column(name string) *stats.Categories {
	levels := make([]stats.Level, len(p.Sizes))
	for c := range levels {
		levels[c] = stats.Level{Code: fmt.Sprint(c + 1), Label: p.title(c)}
	}
	missing := make([]stats.Missing, len(p.Classes))
	for i, c := range p.Classes {
		if c < 0 {
			missing[i] = stats.NotApplicable
		}
	}
	return stats.Variable{Name: name, Label: p.say("Classe", "Class")}.Categories(levels, false, p.Classes, missing)
}

// Counts lists the sizes of the classes.
func (p *Partition) Counts() []stats.Counts {
	c := stats.Counts{Title: p.say("Classes", "Classes"), RowsOf: "classe", Cols: []string{""}}
	for class, n := range p.Sizes {
		c.Rows = append(c.Rows, p.title(class))
		c.Cells = append(c.Cells, []int{n})
	}
	c.Cells = append(c.Cells, []int{p.N})
	return []stats.Counts{c}
}

// veil says what is hidden: classes, with all their figures, and the total.
type veil struct {
	classes []bool
	total   bool
}

// veil reads the mask of Counts.
func (p *Partition) veil(masks []stats.Mask) veil {
	v := veil{classes: make([]bool, len(p.Sizes))}
	if len(masks) > 0 {
		for c := range v.classes {
			v.classes[c] = masks[0][c][0]
		}
		v.total = masks[0][len(p.Sizes)][0]
	}
	return v
}

// figure makes a column with a row for each class.
func (p *Partition) figure(name, french, english string, as stats.Format, v veil, of func(class int) (float64, stats.Missing)) stats.Column {
	return figures(name, p.say(french, english), as, len(p.Sizes), func(class int) (float64, stats.Missing) {
		x, missing := of(class)
		return unless(v.classes[class], x, missing)
	})
}

// table lists the classes with their sizes and what else is known of them.
func (p *Partition) table(title string, v veil, more ...stats.Column) *stats.Table {
	columns := []stats.Column{
		text("classe", p.say("Classe", "Class"), len(p.Sizes), p.title),
		p.figure("effectif", "Effectif", "Cases", stats.Count, v, func(c int) (float64, stats.Missing) { return float64(p.Sizes[c]), stats.Recorded }),
		p.figure("part", "% de l'ensemble", "% of all", stats.Percent, v, func(c int) (float64, stats.Missing) {
			if v.total {
				return 0, stats.Secret
			}
			return stats.Defined(100*float64(p.Sizes[c])/float64(p.N), p.N > 0)
		}),
	}
	population := p.cases + ", " + counted(p.N, v.total, p.lang)
	if outside := len(p.Classes) - p.N; outside > 0 && !v.total {
		population += format(p.lang, " ; hors classes : %d", "; outside all classes: %d", outside)
	}
	return stats.MustTable(title, append(columns, more...)...).Captioned(stats.Caption{Population: population, Notes: p.Warnings})
}

// centerColumns are the coordinates of centres, axis by axis.
func (p *Partition) centerColumns(v veil, centers Points) []stats.Column {
	var columns []stats.Column
	if len(centers) == 0 {
		return nil
	}
	for axis := range centers[0] {
		columns = append(columns, p.figure(fmt.Sprintf("axe%d", axis+1),
			fmt.Sprintf("Centre, axe %d", axis+1), fmt.Sprintf("Centre, axis %d", axis+1), stats.Coefficient, v,
			func(c int) (float64, stats.Missing) { return centers[c][axis], stats.Recorded }))
	}
	return columns
}
