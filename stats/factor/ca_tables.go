package factor

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Tables are the eigenvalues with the chi-square, the rows and the columns on
// the axes kept, and the points that make each axis.
func (c *Correspondence) Tables() []*stats.Table { return c.render(caVeil{}) }

// String is the eigenvalues, and the points that make the first two axes, as text.
func (c *Correspondence) String() string {
	text := stats.Printer{Lang: c.Spec.Lang}.Of(c.eigenTable(caVeil{}))
	if c.Kept > 0 {
		text += "\n" + stats.Printer{Lang: c.Spec.Lang}.Of(c.partTable(2, 3))
	}
	return text
}

// Counts lists the table of counts, then its supplementary rows and columns;
// none where cases are weighted or counts are not whole numbers.
func (c *Correspondence) Counts() []stats.Counts {
	if c.Spec.Weight != "" {
		return nil
	}
	for _, row := range c.counts {
		for _, count := range row {
			if count != math.Trunc(count) {
				return nil
			}
		}
	}
	var all []stats.Counts
	for _, b := range c.blocks() {
		if len(b.rows) == 0 || len(b.cols) == 0 {
			continue
		}
		t := stats.Counts{Title: c.title("effectifs", "counts")}
		if c.whole {
			t.RowsOf, t.ColsOf = c.Row.Name, c.Col.Name
		}
		totals := make([]int, len(b.cols)+1)
		for _, i := range b.rows {
			t.Rows = append(t.Rows, c.Rows[i].Title())
			line := make([]int, len(b.cols)+1)
			for at, j := range b.cols {
				n := int(c.counts[i][j])
				line[at] = n
				line[len(b.cols)] += n
				totals[at] += n
				totals[len(b.cols)] += n
			}
			t.Cells = append(t.Cells, line)
		}
		for _, j := range b.cols {
			t.Cols = append(t.Cols, c.Cols[j].Title())
		}
		t.Cells = append(t.Cells, totals)
		if len(b.cols) == 1 { // such a table has no column of totals
			for i := range t.Cells {
				t.Cells[i] = t.Cells[i][:1]
			}
		}
		all = append(all, t)
	}
	return all
}

// block is a part of the table of counts.
type block struct{ rows, cols []int }

func (c *Correspondence) blocks() []block {
	rows, cols := active(c.Rows), active(c.Cols)
	return []block{{rows, cols}, {others(c.Rows), cols}, {rows, others(c.Cols)}}
}

// others lists the supplementary points.
func others(points []Point) []int {
	var at []int
	for i, p := range points {
		if p.Supplementary {
			at = append(at, i)
		}
	}
	return at
}

// Hide is the result without the figures of the points where a count is hidden:
// every coordinate is made of all counts, and with the margins gives one back. The
// test and the eigenvalues are withheld too, and what makes the axes left out.
func (c *Correspondence) Hide(masks []stats.Mask) stats.Tabler {
	var v caVeil
	for _, mask := range masks {
		last := mask[len(mask)-1]
		v.any, v.total = v.any || mask.Any(), v.total || last[len(last)-1]
	}
	return shown(c.render(v))
}

// caVeil says what is hidden: some count, the number of cases.
type caVeil struct{ any, total bool }

func (c *Correspondence) say(french, english string) string {
	return stats.Say(c.Spec.Lang, french, english)
}

func (c *Correspondence) title(french, english string) string {
	return c.say("Analyse des correspondances – "+french, "Correspondence analysis – "+english)
}

func (c *Correspondence) render(v caVeil) []*stats.Table {
	tables := []*stats.Table{c.eigenTable(v)}
	if c.Kept == 0 {
		return tables
	}
	tables = append(tables,
		c.pointTable(c.title("lignes", "rows"), c.Row.Title(), c.Rows, v.any),
		c.pointTable(c.title("colonnes", "columns"), c.Col.Title(), c.Cols, v.any))
	if v.any {
		return tables
	}
	return append(tables, c.partTable(c.Kept, 0))
}

func (c *Correspondence) eigenTable(v caVeil) *stats.Table {
	caption := stats.Caption{Population: c.population(v), Notes: append([]string{
		c.say("Signe des axes : la colonne la plus éloignée du centre est du côté positif.", "Sign of the axes: the column farthest from the centre is on the positive side."),
	}, c.Warnings...)}
	if v.any {
		caption.Notes = append(caption.Notes, c.veiled())
	}
	if c.ChiSquare.Defined() && !v.any {
		lang := c.Spec.Lang
		p := "p = " + stats.PValue.Number(c.ChiSquare.P, lang)
		if c.ChiSquare.P < 0.001 {
			p = "p " + stats.PValue.Number(c.ChiSquare.P, lang)
		}
		semicolon := c.say(" ; ", "; ")
		caption.Test = fmt.Sprintf(c.say("Khi-2 = %s%sddl = %s%s%s%sinertie = %s", "Chi-square = %s%sdf = %s%s%s%sinertia = %s"),
			stats.Coefficient.Number(c.ChiSquare.Statistic, lang), semicolon, stats.Count.Number(c.ChiSquare.DF, lang), semicolon, p,
			semicolon, stats.Number.Number(c.Inertia, lang))
	}
	if len(c.Axes) > 0 && !v.any {
		caption.Reading = fmt.Sprintf(c.say("Lecture : l'axe 1 porte %s de l'écart à l'indépendance.", "Reading: axis 1 carries %s of the departure from independence."),
			percent(c.Axes[0].Percent, c.Spec.Lang))
	}
	return stats.MustTable(c.title("valeurs propres", "eigenvalues"), eigenColumns(c.Spec.Lang, c.Axes, v.any)...).Captioned(caption)
}

func (c *Correspondence) population(v caVeil) string {
	word := c.Spec.Cases
	if word == "" {
		word = c.say("effectif", "counts")
	}
	n := stats.Number.Number(c.N, c.Spec.Lang)
	if v.total {
		n = stats.Secret.Code()
	}
	text := fmt.Sprintf(c.say("%s, n = %s ; %d lignes et %d colonnes actives", "%s, n = %s; %d rows and %d columns active"),
		word, n, len(active(c.Rows)), len(active(c.Cols)))
	if out := c.Missing.Total(); out > 0 && !v.any {
		text += c.say(" ; sans l'une des deux réponses : ", "; without one of the two answers: ") + stats.Count.Number(float64(out), c.Spec.Lang)
	}
	return text
}

func (c *Correspondence) pointTable(title, heading string, points []Point, secret bool) *stats.Table {
	hidden := func(int) bool { return secret }
	n := len(points)
	figure := func(name, french, english string, format stats.Format, of func(p Point) float64) stats.Column {
		return figures(name, c.say(french, english), format, n, func(row int) (float64, stats.Missing) {
			if secret {
				return 0, stats.Secret
			}
			return of(points[row]), stats.Recorded
		})
	}
	if heading == "" {
		heading = c.say("Point", "Point")
	}
	columns := []stats.Column{
		text("point", heading, n, func(row int) string { return points[row].Title() }),
		text("role", c.say("Rôle", "Role"), n, func(row int) string {
			if points[row].Supplementary {
				return c.say("supplémentaire", "supplementary")
			}
			return c.say("active", "active")
		}),
		figure("n", "n", "n", stats.Number, func(p Point) float64 { return p.Count }),
		figure("masse", "Masse (%)", "Mass (%)", stats.Percent, func(p Point) float64 { return 100 * p.Mass }),
		figure("distance2", "Distance²", "Distance²", stats.Coefficient, func(p Point) float64 { return p.Distance }),
		figures("inertie", c.say("Inertie", "Inertia"), stats.Number, n, func(row int) (float64, stats.Missing) {
			switch {
			case secret:
				return 0, stats.Secret
			case points[row].Supplementary:
				return 0, stats.NotApplicable
			}
			return points[row].Inertia, stats.Recorded
		}),
	}
	columns = append(columns, byAxis(c.Spec.Lang, c.Kept, n, hidden,
		perAxis{"coordonnee", c.say("coordonnée", "coordinate"), stats.Coefficient, func(row int) []float64 { return points[row].Coordinates }},
		perAxis{"contribution", c.say("contribution (%)", "contribution (%)"), stats.Tenth, func(row int) []float64 { return points[row].Contributions }},
		perAxis{"cos2", "cos²", stats.Coefficient, func(row int) []float64 { return points[row].Cos2 }},
	)...)
	table := stats.MustTable(title, columns...)
	if secret {
		table = table.Captioned(stats.Caption{Notes: []string{c.veiled()}})
	}
	return table
}

// veiled says why so little is shown.
func (c *Correspondence) veiled() string {
	return c.say("Des effectifs sont masqués : valeurs propres, coordonnées et test, faits de tous les effectifs, les rendraient, et sont masqués avec eux. Réunir les modalités rares donne une analyse montrable.",
		"Some counts are hidden: eigenvalues, coordinates and test are made of all counts, would give them back, and are hidden with them. Merging the rare levels gives an analysis that can be shown.")
}

// partTable lists the rows and the columns that contribute more than the mean to
// the first axes, side by side: the most of each, all when 0.
func (c *Correspondence) partTable(axes, most int) *stats.Table {
	type line struct {
		axis  int
		kind  string
		point Point
	}
	var lines []line
	for axis := range min(axes, c.Kept) {
		for _, positive := range []bool{false, true} {
			for _, side := range []struct {
				kind   string
				points []Point
			}{
				{c.say("ligne", "row"), c.Rows},
				{c.say("colonne", "column"), c.Cols},
			} {
				from := len(lines)
				mean := 100 / float64(len(active(side.points)))
				for _, p := range side.points {
					if !p.Supplementary && p.Contributions[axis] > mean && (p.Coordinates[axis] >= 0) == positive {
						lines = append(lines, line{axis, side.kind, p})
					}
				}
				slices.SortStableFunc(lines[from:], func(x, y line) int {
					if x.point.Contributions[axis] > y.point.Contributions[axis] {
						return -1
					}
					return 1
				})
				if most > 0 {
					lines = lines[:min(len(lines), from+most)]
				}
			}
		}
	}
	figure := func(name, label string, format stats.Format, of func(l line) float64) stats.Column {
		return figures(name, label, format, len(lines), func(row int) (float64, stats.Missing) {
			return of(lines[row]), stats.Recorded
		})
	}
	return stats.MustTable(c.title("ce qui fait les axes", "what makes the axes"),
		figures("axe", c.say("Axe", "Axis"), stats.Count, len(lines), func(row int) (float64, stats.Missing) {
			return float64(lines[row].axis + 1), stats.Recorded
		}),
		text("cote", c.say("Côté", "Side"), len(lines), func(row int) string {
			if lines[row].point.Coordinates[lines[row].axis] >= 0 {
				return "+"
			}
			return "−"
		}),
		text("type", c.say("Type", "Type"), len(lines), func(row int) string { return lines[row].kind }),
		text("point", c.say("Point", "Point"), len(lines), func(row int) string { return lines[row].point.Title() }),
		figure("contribution", c.say("Contribution (%)", "Contribution (%)"), stats.Tenth, func(l line) float64 { return l.point.Contributions[l.axis] }),
		figure("coordonnee", c.say("Coordonnée", "Coordinate"), stats.Coefficient, func(l line) float64 { return l.point.Coordinates[l.axis] }),
		figure("cos2", "cos²", stats.Coefficient, func(l line) float64 { return l.point.Cos2[l.axis] }),
	).Captioned(stats.Caption{
		Units: c.say("Contributions au-dessus de la moyenne, par côté de l'axe", "Contributions above the mean, by side of the axis"),
	})
}
