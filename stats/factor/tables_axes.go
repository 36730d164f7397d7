package factor

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// partTable lists what makes the first axes, side by side: the most of each side,
// all when 0.
func (s *Space) partTable(v veil, axes, most int) *stats.Table {
	type line struct {
		axis     int
		positive bool
		Part
	}
	var lines []line
	for axis, d := range s.Descriptions[:min(axes, s.Kept)] {
		for i, p := range d.Negative {
			if most == 0 || i < most {
				lines = append(lines, line{axis, false, p})
			}
		}
		for i, p := range d.Positive {
			if most == 0 || i < most {
				lines = append(lines, line{axis, true, p})
			}
		}
	}
	figure := func(name, label string, format stats.Format, ofLevel func(l Level, axis int) (float64, stats.Missing), ofNumber func(n Number, axis int) (float64, stats.Missing)) stats.Column {
		return figures(name, label, format, len(lines), func(row int) (float64, stats.Missing) {
			l := lines[row]
			switch {
			case l.Number:
				return ofNumber(s.Numbers[l.At], l.axis)
			case v.hides(l.At):
				return 0, stats.Secret
			}
			return ofLevel(s.Levels[l.At], l.axis)
		})
	}
	levels := slices.ContainsFunc(lines, func(l line) bool { return !l.Number })
	known := func(x float64) (float64, stats.Missing) { return x, stats.Recorded }
	columns := []stats.Column{
		figures("axe", s.say("Axe", "Axis"), stats.Count, len(lines), func(row int) (float64, stats.Missing) { return known(float64(lines[row].axis + 1)) }),
		text("cote", s.say("Côté", "Side"), len(lines), func(row int) string {
			if lines[row].positive {
				return "+"
			}
			return "−"
		}),
		text("variable", "Variable", len(lines), func(row int) string { return s.partVariable(lines[row].Part) }),
	}
	if levels {
		columns = append(columns, text("modalite", s.say("Modalité", "Level"), len(lines), func(row int) string {
			if lines[row].Number {
				return ""
			}
			return s.Levels[lines[row].At].Title()
		}))
	}
	columns = append(columns,
		figure("contribution", "Contribution (%)", stats.Tenth,
			func(l Level, axis int) (float64, stats.Missing) { return known(l.Contributions[axis]) },
			func(n Number, axis int) (float64, stats.Missing) { return known(n.Contributions[axis]) }),
		figure("coordonnee", s.say("Coordonnée", "Coordinate"), stats.Coefficient,
			func(l Level, axis int) (float64, stats.Missing) { return known(l.Coordinates[axis]) },
			func(n Number, axis int) (float64, stats.Missing) { return known(n.Coordinates[axis]) }),
		figure("cos2", "cos²", stats.Coefficient,
			func(l Level, axis int) (float64, stats.Missing) { return known(l.Cos2[axis]) },
			func(n Number, axis int) (float64, stats.Missing) { return known(n.Cos2[axis]) }))
	if levels {
		columns = append(columns, figure("valeur_test", s.say("Valeur-test", "V-test"), stats.Coefficient,
			func(l Level, axis int) (float64, stats.Missing) {
				if l.VTests == nil {
					return 0, stats.Undefined
				}
				return known(l.VTests[axis])
			},
			func(Number, int) (float64, stats.Missing) { return 0, stats.NotApplicable }))
	}
	return stats.MustTable(s.title("ce qui fait les axes", "what makes the axes"), columns...).Captioned(stats.Caption{
		Units:   s.say("Contributions au-dessus de la moyenne, par côté de l'axe", "Contributions above the mean, by side of the axis"),
		Reading: s.readAxis(v),
	})
}

// readAxis says what the first axis sets apart, by the three parts of each side
// that make it most.
func (s *Space) readAxis(v veil) string {
	name := func(parts []Part) string {
		var titles []string
		for _, p := range parts[:min(3, len(parts))] {
			switch {
			case p.Number:
				titles = append(titles, stats.Quoted(s.plan.lang, s.partVariable(p)))
			case !v.hides(p.At):
				titles = append(titles, s.levelTitle(s.Levels[p.At]))
			}
		}
		return strings.Join(titles, ", ")
	}
	switch left, right := name(s.Descriptions[0].Negative), name(s.Descriptions[0].Positive); {
	case left != "" && right != "":
		return fmt.Sprintf(s.say("Lecture : l'axe 1 oppose %s (côté négatif) à %s (côté positif).",
			"Reading: axis 1 sets %s (negative side) against %s (positive side)."), left, right)
	case left+right != "":
		return fmt.Sprintf(s.say("Lecture : l'axe 1 est fait surtout de %s.", "Reading: axis 1 is made above all of %s."), left+right)
	}
	return ""
}

func (s *Space) partVariable(p Part) string {
	if p.Number {
		return s.Variables[s.Numbers[p.At].Variable].Title()
	}
	return s.Variables[s.Levels[p.At].Variable].Title()
}

// linkTable lists what goes with each axis up to a p of 0.05.
func (s *Space) linkTable(v veil) *stats.Table {
	type line struct {
		axis                   int
		kind, variable, detail string
		Link
		hidden bool
	}
	var lines []line
	for axis, d := range s.Descriptions {
		add := func(kind string, links []Link, of func(at int) (variable int, detail string), hidden func(at int) bool) {
			for _, l := range links {
				if l.P <= 0.05 {
					variable, detail := of(l.At)
					lines = append(lines, line{axis, kind, s.Variables[variable].Title(), detail, l, hidden(l.At)})
				}
			}
		}
		open := func(int) bool { return false }
		add(s.say("nombre (r)", "number (r)"), d.Numbers, func(at int) (int, string) { return s.Numbers[at].Variable, "" }, open)
		add(s.say("variable (R²)", "variable (R²)"), d.Variables, func(at int) (int, string) { return at, "" }, open)
		add(s.say("modalité (écart)", "level (difference)"), d.Levels, func(at int) (int, string) { return s.Levels[at].Variable, s.Levels[at].Title() }, v.hides)
	}
	figure := func(name, label string, format stats.Format, of func(l line) float64) stats.Column {
		return figures(name, label, format, len(lines), func(row int) (float64, stats.Missing) {
			if lines[row].hidden {
				return 0, stats.Secret
			}
			return of(lines[row]), stats.Recorded
		})
	}
	return stats.MustTable(s.title("description des axes", "description of the axes"),
		figures("axe", s.say("Axe", "Axis"), stats.Count, len(lines), func(row int) (float64, stats.Missing) {
			return float64(lines[row].axis + 1), stats.Recorded
		}),
		text("type", s.say("Type", "Type"), len(lines), func(row int) string { return lines[row].kind }),
		text("variable", "Variable", len(lines), func(row int) string { return lines[row].variable }),
		text("modalite", s.say("Modalité", "Level"), len(lines), func(row int) string { return lines[row].detail }),
		figure("valeur", s.say("Valeur", "Value"), stats.Coefficient, func(l line) float64 { return l.Value }),
		figure("p", "p", stats.PValue, func(l line) float64 { return l.P }),
	).Captioned(stats.Caption{
		Units: s.say("Corrélation des nombres, part de variance des variables, écart des modalités à la moyenne de leur variable ; p jusqu'à 0,05",
			"Correlation of numbers, share of variance of variables, difference of levels from the mean of their variable; p up to 0.05"),
		Notes: []string{s.say("Les axes sont faits des variables actives : pour elles p ordonne, et ne teste pas.",
			"Axes are made of the active variables: for these p puts in order, and tests nothing.")},
	})
}
