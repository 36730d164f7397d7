package factor

import (
	"fmt"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Tables are the eigenvalues, the levels, the numbers and the variables on the
// axes kept, the levels and numbers that make each axis, what goes with each
// axis and, with ID, the cases.
func (s *Space) Tables() []*stats.Table {
	tables := s.render(veil{})
	if s.Cases.ids != nil {
		tables = append(tables, s.caseTable())
	}
	return tables
}

// String is the eigenvalues, and the three levels or numbers that make each side
// of the first two axes most, as text.
func (s *Space) String() string {
	text := stats.Printer{Lang: s.plan.lang}.Of(s.eigenTable(veil{}))
	if s.Kept > 0 {
		text += "\n" + stats.Printer{Lang: s.plan.lang}.Of(s.partTable(veil{}, 2, 3))
	}
	return text
}

func (s *Space) render(v veil) []*stats.Table {
	tables := []*stats.Table{s.eigenTable(v)}
	if s.Kept == 0 {
		return tables
	}
	if len(s.Levels) > 0 {
		tables = append(tables, s.levelTable(v))
	}
	if len(s.Numbers) > 0 {
		tables = append(tables, s.numberTable(v))
	}
	return append(tables, s.variableTable(v), s.partTable(v, s.Kept, 0), s.linkTable(v))
}

func (s *Space) say(french, english string) string { return stats.Say(s.plan.lang, french, english) }

// title is the name of the analysis, and what of it a table shows.
func (s *Space) title(french, english string) string {
	name := [...]string{
		mca:  s.say("Analyse des correspondances multiples", "Multiple correspondence analysis"),
		pca:  s.say("Analyse en composantes principales", "Principal component analysis"),
		famd: s.say("Analyse factorielle de données mixtes", "Factor analysis of mixed data"),
	}[s.plan.method]
	return name + s.say(" – "+french, " – "+english)
}

// text makes a column of labels.
func text(name, label string, rows int, at func(row int) string) stats.Column {
	values := make([]string, rows)
	for row := range values {
		values[row] = at(row)
	}
	return stats.Variable{Name: name, Label: label}.Texts(values, nil)
}

// figures makes a column of numbers.
func figures(name, label string, format stats.Format, rows int, at func(row int) (float64, stats.Missing)) stats.Column {
	return stats.Variable{Name: name, Label: label, Format: format}.Figures(rows, at)
}

// perAxis is one kind of figure, which has a column for each axis.
type perAxis struct {
	name, label string
	format      stats.Format
	of          func(row int) []float64 // nil where the row has none
}

// byAxis puts the figures of each axis side by side, axis after axis.
func byAxis(lang string, kept, rows int, hidden func(row int) bool, kinds ...perAxis) []stats.Column {
	var columns []stats.Column
	for axis := range kept {
		for _, kind := range kinds {
			columns = append(columns, figures(fmt.Sprintf("axe%d_%s", axis+1, kind.name),
				fmt.Sprintf("%s %d – %s", stats.Say(lang, "Axe", "Axis"), axis+1, kind.label), kind.format, rows,
				func(row int) (float64, stats.Missing) {
					figures := kind.of(row)
					switch {
					case hidden(row):
						return 0, stats.Secret
					case figures == nil:
						return 0, stats.NotApplicable
					}
					return figures[axis], stats.Recorded
				}))
		}
	}
	return columns
}

// eigenColumns are the eigenvalues, unless hidden, with their shares.
func eigenColumns(lang string, axes []Axis, hidden bool) []stats.Column {
	figure := func(name, french, english string, format stats.Format, of func(a Axis) float64) stats.Column {
		return figures(name, stats.Say(lang, french, english), format, len(axes), func(row int) (float64, stats.Missing) {
			if hidden {
				return 0, stats.Secret
			}
			return of(axes[row]), stats.Recorded
		})
	}
	return []stats.Column{
		figures("axe", stats.Say(lang, "Axe", "Axis"), stats.Count, len(axes), func(row int) (float64, stats.Missing) {
			return float64(row + 1), stats.Recorded
		}),
		figure("valeur_propre", "Valeur propre", "Eigenvalue", stats.Number, func(a Axis) float64 { return a.Eigenvalue }),
		figure("pourcent", "% d'inertie", "% of inertia", stats.Percent, func(a Axis) float64 { return a.Percent }),
		figure("cumul", "% cumulé", "Cumulated %", stats.Percent, func(a Axis) float64 { return a.Cumulated }),
	}
}

func (s *Space) eigenTable(v veil) *stats.Table {
	columns := eigenColumns(s.plan.lang, s.Axes, false)
	if s.plan.method == mca {
		rate := func(name, french, english string, format stats.Format, of func(a Axis) stats.Estimate) stats.Column {
			return figures(name, s.say(french, english), format, len(s.Axes), func(row int) (float64, stats.Missing) {
				e := of(s.Axes[row])
				return stats.Defined(e.Value, e.Defined())
			})
		}
		columns = append(columns,
			figures("burt", "Burt", stats.Number, len(s.Axes), func(row int) (float64, stats.Missing) {
				return s.Axes[row].Burt, stats.Recorded
			}),
			rate("corrigee", "Corrigée", "Adjusted", stats.Number, func(a Axis) stats.Estimate { return a.Adjusted }),
			rate("benzecri", "Benzécri %", "Benzécri %", stats.Percent, func(a Axis) stats.Estimate { return a.Benzecri }),
			rate("benzecri_cumul", "Benzécri cumulé", "Benzécri cumulated", stats.Percent, func(a Axis) stats.Estimate { return a.BenzecriCumulated }),
			rate("greenacre", "Greenacre %", "Greenacre %", stats.Percent, func(a Axis) stats.Estimate { return a.Greenacre }),
			rate("greenacre_cumul", "Greenacre cumulé", "Greenacre cumulated", stats.Percent, func(a Axis) stats.Estimate { return a.GreenacreCumulated }),
		)
	}
	return stats.MustTable(s.title("valeurs propres", "eigenvalues"), columns...).Captioned(stats.Caption{
		Reading: s.reading(), Population: s.population(v), Notes: append(s.notes(), s.Warnings...),
	})
}

// reading says what the first axis carries.
func (s *Space) reading() string {
	if len(s.Axes) == 0 {
		return ""
	}
	a := s.Axes[0]
	text := fmt.Sprintf(s.say("Lecture : l'axe 1 porte %s de l'inertie", "Reading: axis 1 carries %s of the inertia"), percent(a.Percent, s.plan.lang))
	if s.plan.method == mca && a.Benzecri.Defined() {
		text += fmt.Sprintf(s.say(" ; en taux corrigés, %s après Benzécri et %s après Greenacre", "; in corrected rates, %s after Benzécri and %s after Greenacre"),
			percent(a.Benzecri.Value, s.plan.lang), percent(a.Greenacre.Value, s.plan.lang))
	}
	return text + "."
}

// population says who makes the axes.
func (s *Space) population(v veil) string {
	lang := s.plan.lang
	word := s.plan.cases
	if word == "" {
		word = s.say("dossiers", "cases")
	}
	n := stats.Count.Number(float64(s.N), lang)
	if v.total {
		n = stats.Secret.Code()
	}
	text := word + s.say(" qui font les axes, n = ", " that make the axes, n = ") + n
	if s.plan.weight != "" {
		text += s.say(" ; somme des poids ", "; sum of weights ") + stats.Number.Number(s.Weight, lang)
	}
	if more := len(s.Cases.Weights) - s.N; more > 0 && !v.total {
		text += s.say(" ; supplémentaires : ", "; supplementary: ") + stats.Count.Number(float64(more), lang)
	}
	return text
}

// notes say how the figures were made.
func (s *Space) notes() []string {
	sign := s.say("Signe des axes : la modalité la plus éloignée du centre est du côté positif", "Sign of the axes: the level farthest from the centre is on the positive side")
	if s.plan.method != mca {
		sign = s.say("Signe des axes : la variable ou la modalité qui contribue le plus est du côté positif", "Sign of the axes: the variable or level that contributes most is on the positive side")
	}
	if len(s.plan.flip) > 0 {
		axes := make([]string, len(s.plan.flip))
		for i, axis := range s.plan.flip {
			axes[i] = fmt.Sprint(axis)
		}
		sign += s.say(" ; axes retournés : ", "; axes turned round: ") + strings.Join(axes, ", ")
	}
	notes := []string{sign + "."}
	if s.plan.method == mca {
		notes = append(notes, s.say("Taux corrigés pour les seules valeurs propres au-dessus de 1/Q (Q variables actives) : Benzécri les rapporte à leur somme, Greenacre à l'inertie entre variables.",
			"Corrected rates for eigenvalues above 1/Q only (Q active variables): Benzécri takes them over their sum, Greenacre over the inertia between variables."))
	}
	if titles := s.titles(func(l Level) bool { return l.Passive }); len(titles) > 0 {
		notes = append(notes, s.say("Modalités passives, sans effet sur les axes : ", "Passive levels, which make no axis: ")+strings.Join(titles, ", ")+".")
	}
	if titles := s.titles(func(l Level) bool { return l.Rare && !l.Passive && !l.Supplementary }); len(titles) > 0 {
		notes = append(notes, fmt.Sprintf(s.say("Modalités actives rares (moins de %s), qui peuvent faire un axe à elles seules : ", "Rare active levels (below %s), which can make an axis by themselves: "),
			percent(s.plan.rare, s.plan.lang))+strings.Join(titles, ", ")+".")
	}
	if s.plan.weight != "" {
		notes = append(notes, s.say("Valeurs-tests et p comptent la somme des poids comme un nombre de dossiers.", "V-tests and p count the sum of weights as a number of cases."))
	}
	return notes
}

func (s *Space) titles(which func(l Level) bool) []string {
	var titles []string
	for _, l := range s.Levels {
		if which(l) {
			titles = append(titles, s.levelTitle(l))
		}
	}
	return titles
}

// levelTitle is a level with its variable: « Cadre : judiciaire ».
func (s *Space) levelTitle(l Level) string {
	return stats.Quoted(s.plan.lang, s.Variables[l.Variable].Title()+s.say(" : ", ": ")+l.Title())
}

func (s *Space) role(supplementary, passive bool) string {
	switch {
	case supplementary:
		return s.say("supplémentaire", "supplementary")
	case passive:
		return s.say("passive", "passive")
	}
	return s.say("active", "active")
}

func (s *Space) levelTable(v veil) *stats.Table {
	n := len(s.Levels)
	columns := []stats.Column{
		text("variable", "Variable", n, func(row int) string { return s.Variables[s.Levels[row].Variable].Title() }),
		text("modalite", s.say("Modalité", "Level"), n, func(row int) string { return s.Levels[row].Title() }),
		text("role", s.say("Rôle", "Role"), n, func(row int) string {
			return s.role(s.Levels[row].Supplementary, s.Levels[row].Passive)
		}),
		figures("n", "n", stats.Count, n, func(row int) (float64, stats.Missing) { return v.level(row, float64(s.Levels[row].N)) }),
		figures("part", s.say("% des dossiers", "% of cases"), stats.Percent, n, func(row int) (float64, stats.Missing) {
			return v.level(row, 100*s.Levels[row].Share)
		}),
		figures("distance2", s.say("Distance²", "Distance²"), stats.Coefficient, n, func(row int) (float64, stats.Missing) {
			return v.level(row, s.Levels[row].Distance)
		}),
	}
	columns = append(columns, byAxis(s.plan.lang, s.Kept, n, v.hides,
		perAxis{"coordonnee", s.say("coordonnée", "coordinate"), stats.Coefficient, func(row int) []float64 { return s.Levels[row].Coordinates }},
		perAxis{"contribution", s.say("contribution (%)", "contribution (%)"), stats.Tenth, func(row int) []float64 { return s.Levels[row].Contributions }},
		perAxis{"cos2", "cos²", stats.Coefficient, func(row int) []float64 { return s.Levels[row].Cos2 }},
		perAxis{"valeur_test", s.say("valeur-test", "v-test"), stats.Coefficient, func(row int) []float64 { return s.Levels[row].VTests }},
	)...)
	return stats.MustTable(s.title("modalités", "levels"), columns...).Captioned(stats.Caption{
		Units: s.say("Contributions en % ; une valeur-test au-delà de 2 sépare la modalité du centre",
			"Contributions in %; a v-test beyond 2 sets the level apart from the centre"),
		Reading: s.readLevel(v), Population: s.population(v),
	})
}

// readLevel reads out the level that contributes most to the first axis.
func (s *Space) readLevel(v veil) string {
	at, most := -1, 0.0
	for i, l := range s.Levels {
		if l.Contributions != nil && l.VTests != nil && l.Contributions[0] > most && !v.hides(i) {
			at, most = i, l.Contributions[0]
		}
	}
	if at < 0 {
		return ""
	}
	l, lang := s.Levels[at], s.plan.lang
	side := s.say("positif", "positive")
	if l.Coordinates[0] < 0 {
		side = s.say("négatif", "negative")
	}
	return fmt.Sprintf(s.say("Lecture : %s est du côté %s de l'axe 1, dont elle fait %s ; valeur-test %s.",
		"Reading: %s is on the %s side of axis 1, of which it makes %s; v-test %s."),
		s.levelTitle(l), side, percent(l.Contributions[0], lang), stats.Coefficient.Number(l.VTests[0], lang))
}

func (s *Space) numberTable(v veil) *stats.Table {
	n := len(s.Numbers)
	columns := []stats.Column{
		text("variable", "Variable", n, func(row int) string { return s.Variables[s.Numbers[row].Variable].Title() }),
		text("role", s.say("Rôle", "Role"), n, func(row int) string { return s.role(s.Numbers[row].Supplementary, false) }),
		figures("moyenne", s.say("Moyenne", "Mean"), stats.Coefficient, n, func(row int) (float64, stats.Missing) { return s.Numbers[row].Mean, stats.Recorded }),
		figures("ecart_type", s.say("Écart-type", "Standard deviation"), stats.Coefficient, n, func(row int) (float64, stats.Missing) { return s.Numbers[row].SD, stats.Recorded }),
	}
	columns = append(columns, byAxis(s.plan.lang, s.Kept, n, func(int) bool { return false },
		perAxis{"coordonnee", s.say("coordonnée", "coordinate"), stats.Coefficient, func(row int) []float64 { return s.Numbers[row].Coordinates }},
		perAxis{"correlation", s.say("corrélation", "correlation"), stats.Coefficient, func(row int) []float64 { return s.Numbers[row].Correlations }},
		perAxis{"contribution", s.say("contribution (%)", "contribution (%)"), stats.Tenth, func(row int) []float64 { return s.Numbers[row].Contributions }},
		perAxis{"cos2", "cos²", stats.Coefficient, func(row int) []float64 { return s.Numbers[row].Cos2 }},
	)...)
	return stats.MustTable(s.title("nombres", "numbers"), columns...).Captioned(stats.Caption{
		Units:      s.say("Écarts-types divisés par n", "Standard deviations divide by n"),
		Population: s.population(v),
	})
}

func (s *Space) variableTable(v veil) *stats.Table {
	n := len(s.Variables)
	columns := []stats.Column{
		text("variable", "Variable", n, func(row int) string { return s.Variables[row].Title() }),
		text("role", s.say("Rôle", "Role"), n, func(row int) string { return s.role(s.Variables[row].Supplementary, false) }),
		figures("n", s.say("n renseignés", "n recorded"), stats.Count, n, func(row int) (float64, stats.Missing) {
			return v.variable(row, float64(s.Variables[row].N))
		}),
		figures("manquants", s.say("n manquants", "n missing"), stats.Count, n, func(row int) (float64, stats.Missing) {
			return v.variable(row, float64(s.Variables[row].Missing.Total()))
		}),
	}
	columns = append(columns, byAxis(s.plan.lang, s.Kept, n, func(int) bool { return false },
		perAxis{"eta2", s.say("êta² ou r²", "eta² or r²"), stats.Coefficient, func(row int) []float64 { return s.Variables[row].Eta2 }},
		perAxis{"contribution", s.say("contribution (%)", "contribution (%)"), stats.Tenth, func(row int) []float64 { return s.Variables[row].Contributions }},
	)...)
	return stats.MustTable(s.title("variables", "variables"), columns...).Captioned(stats.Caption{
		Units: s.say("Part de la variance de l'axe, de 0 à 1 : êta² entre les modalités (manquants compris), r² des nombres",
			"Share of the variance of the axis, from 0 to 1: eta² between levels (missing ones too), r² of numbers"),
		Population: s.population(v),
	})
}

func (s *Space) caseTable() *stats.Table {
	n := len(s.Cases.Weights)
	distances := s.Cases.Distances
	columns := []stats.Column{
		s.Cases.ids,
		text("role", s.say("Rôle", "Role"), n, func(row int) string {
			if s.Cases.Weights[row] == 0 {
				return s.role(true, false)
			}
			return s.say("fait les axes", "makes the axes")
		}),
		figures("poids", s.say("Poids", "Weight"), stats.Number, n, func(row int) (float64, stats.Missing) { return s.Cases.Weights[row], stats.Recorded }),
		figures("distance2", s.say("Distance²", "Distance²"), stats.Coefficient, n, func(row int) (float64, stats.Missing) { return distances[row], stats.Recorded }),
	}
	each := func(row int, of func(row, axis int) float64) []float64 {
		x := make([]float64, s.Kept)
		for axis := range x {
			x[axis] = of(row, axis)
		}
		return x
	}
	columns = append(columns, byAxis(s.plan.lang, s.Kept, n, func(int) bool { return false },
		perAxis{"coordonnee", s.say("coordonnée", "coordinate"), stats.Coefficient, func(row int) []float64 { return s.Cases.Coordinates[row] }},
		perAxis{"contribution", s.say("contribution (%)", "contribution (%)"), stats.Tenth, func(row int) []float64 {
			if s.Cases.Weights[row] == 0 {
				return nil
			}
			return each(row, s.Contribution)
		}},
		perAxis{"cos2", "cos²", stats.Coefficient, func(row int) []float64 { return each(row, s.Cos2) }},
	)...)
	return stats.MustTable(s.title("dossiers", "cases"), apart(columns)...).Captioned(stats.Caption{Population: s.population(veil{})})
}

// apart renames the columns of ours that have the name of the identifier.
func apart(columns []stats.Column) []stats.Column {
	for i, c := range columns[1:] {
		if v := c.Variable(); v.Name == columns[0].Variable().Name {
			v.Name += "_2"
			columns[i+1] = stats.Rename(c, v)
		}
	}
	return columns
}

func percent(x float64, lang string) string {
	return stats.Percent.Number(x, lang) + stats.Say(lang, "\u00a0%", "%")
}
