package duration

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Tables are the coefficients, the tests of the model and the check of
// proportionality. Baseline and Residuals, a number a person, are not among them.
func (r *CoxModel) Tables() []*stats.Table { return r.render(false) }

// String is the coefficients and the check of proportionality as text.
func (r *CoxModel) String() string {
	p := stats.Printer{Lang: r.Spec.Lang}
	tables := r.render(false)
	return p.Of(tables[0]) + "\n" + p.Of(tables[2])
}

// Counts lists, for each predictor with levels, how many ended.
func (r *CoxModel) Counts() []stats.Counts {
	return modelCounts(r.Coefficients, r.N, r.Events, r.Spec.Lang)
}

// Hide is the result; where a count is hidden all figures are, which each level
// would help to give back.
func (r *CoxModel) Hide(masks []stats.Mask) stats.Tabler { return shown(r.render(anyOf(masks))) }

// Tables are the coefficients.
func (r *SubdistributionModel) Tables() []*stats.Table { return r.render(false) }

// String is the coefficients as text.
func (r *SubdistributionModel) String() string {
	return stats.Printer{Lang: r.Spec.Lang}.Of(r.Tables()[0])
}

// Counts lists, for each predictor with levels, how many ended by the cause.
func (r *SubdistributionModel) Counts() []stats.Counts {
	return modelCounts(r.Coefficients, r.N, r.Events, r.Spec.Lang)
}

// Hide is the result; where a count is hidden all figures are.
func (r *SubdistributionModel) Hide(masks []stats.Mask) stats.Tabler {
	return shown(r.render(anyOf(masks)))
}

func (r *SubdistributionModel) say(french, english string) string {
	return stats.Say(r.Spec.Lang, french, english)
}

func anyOf(masks []stats.Mask) bool { return slices.ContainsFunc(masks, stats.Mask.Any) }

// modelCounts counts the levels of each predictor; numbers have but the total.
func modelCounts(list []Coefficient, n, events int, lang string) []stats.Counts {
	ways := []string{stats.Say(lang, "fin", "ended"), stats.Say(lang, "pas de fin", "not ended")}
	all := []stats.Counts{crossed(stats.Say(lang, "Ensemble", "All"), "", []string{stats.Say(lang, "Ensemble", "All")}, ways, [][]int{{events, n - events}})}
	for i := 0; i < len(list); {
		first, rest, ended := list[i], n, events
		var rows []string
		var cells [][]int
		for ; i < len(list) && list[i].predictor == first.predictor; i++ {
			c := list[i]
			rows, cells = append(rows, c.Level.Title()), append(cells, []int{c.Events, c.N - c.Events})
			rest -= c.N
			ended -= c.Events
		}
		if first.Level.Code == "" {
			continue
		}
		if first.Reference.Code != first.Level.Code {
			rows, cells = append(rows, first.Reference.Title()), append(cells, []int{ended, rest - ended})
		}
		all = append(all, crossed(first.Variable.Title(), first.Variable.Name, rows, ways, cells))
	}
	return all
}

// coefficientTable shows the ratios of a model.
func coefficientTable(title, ratio, lang string, list []Coefficient, hidden bool, caption stats.Caption) *stats.Table {
	number := func(name, label string, format stats.Format, of func(c Coefficient) float64) stats.Column {
		return figures(name, label, "", format, list, func(c Coefficient) (float64, stats.Missing) {
			return figure(of(c), c.Log.Defined(), hidden)
		})
	}
	count := func(name, label string, of func(c Coefficient) int) stats.Column {
		return figures(name, label, "", stats.Count, list, func(c Coefficient) (float64, stats.Missing) { return integer(of(c), hidden) })
	}
	table := []stats.Column{
		text("predicteur", stats.Say(lang, "Variable", "Predictor"), list, func(c Coefficient) string { return c.Variable.Title() }),
		text("modalite", stats.Say(lang, "Modalité", "Level"), list, func(c Coefficient) string {
			if c.Level.Code == "" {
				return stats.Say(lang, "par unité", "by unit")
			}
			return c.Level.Title()
		}),
		text("reference", stats.Say(lang, "Référence", "Reference"), list, func(c Coefficient) string { return c.Reference.Title() }),
		count("n", stats.Say(lang, "Effectif", "Cases"), func(c Coefficient) int { return c.N }),
		count("fins", stats.Say(lang, "Fins", "Ended"), func(c Coefficient) int { return c.Events }),
		number("coefficient", "Coefficient", stats.Coefficient, func(c Coefficient) float64 { return c.Log.Value }),
		number("erreur", stats.Say(lang, "Erreur-type", "Standard error"), stats.Coefficient, func(c Coefficient) float64 { return c.SE }),
	}
	table = append(table, bounded("rapport", ratio, "", stats.Coefficient, 1, lang, list, func(c Coefficient) (stats.Estimate, bool) { return c.Ratio, hidden })...)
	table = append(table,
		number("z", "z", stats.Coefficient, func(c Coefficient) float64 { return c.Test.Statistic }),
		number("p", "p", stats.PValue, func(c Coefficient) float64 { return c.Test.P }))
	some := slices.ContainsFunc(list, func(c Coefficient) bool { return c.Log.Defined() })
	for _, c := range list {
		if !c.Log.Defined() && some && !hidden {
			caption.Notes = append(caption.Notes, stats.Quoted(lang, c.Title(lang))+stats.Say(lang, " : ", ": ")+c.Log.Reason+".")
		}
	}
	return stats.MustTable(title, table...).Captioned(caption)
}

// reading says what the ratio farthest from chance says; what is what the ratio
// multiplies.
func reading(list []Coefficient, lang, french, english string) string {
	best := -1
	for i, c := range list {
		if c.Ratio.Defined() && (best < 0 || c.Test.P < list[best].Test.P) {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	c := list[best]
	number := func(x float64) string { return stats.Coefficient.Number(x, lang) }
	ratio := fmt.Sprintf(stats.Say(lang, "%s [%s ; %s]", "%s [%s; %s]"), number(c.Ratio.Value), number(c.Ratio.Low), number(c.Ratio.High))
	what := stats.Say(lang, french, english)
	if c.Level.Code == "" {
		unit := stats.Say(lang, "une unité", "one unit")
		if c.Variable.Unit != "" {
			unit += " (" + c.Variable.Unit + ")"
		}
		return fmt.Sprintf(stats.Say(lang, "Lecture : pour %s de plus de %s, %s est multiplié par %s, les autres variables égales.",
			"Reading: for %s more of %s, %s is multiplied by %s, the other predictors being equal."), unit, stats.Quoted(lang, c.Variable.Title()), what, ratio)
	}
	return fmt.Sprintf(stats.Say(lang, "Lecture : pour %s, %s est multiplié par %s par rapport à %s, les autres variables égales.",
		"Reading: for %s, %s is multiplied by %s compared with %s, the other predictors being equal."),
		stats.Quoted(lang, c.Title(lang)), what, ratio, stats.Quoted(lang, c.Reference.Title()))
}

func (r *CoxModel) render(hidden bool) []*stats.Table {
	caption := stats.Caption{Population: population(r.Spec.Cases, r.N, r.Missing, hidden, r.Spec.Lang)}
	if !hidden {
		caption.Test = equals(r.LikelihoodRatio, false, r.Spec.Lang)
		caption.Reading = reading(r.Coefficients, r.Spec.Lang, "le rythme des fins", "the pace of ends")
		caption.Notes = slices.Clone(r.Warnings)
		if r.Concordance.Defined() {
			caption.Notes = append(caption.Notes, fmt.Sprintf(r.say("Concordance : %s (0,5 : le hasard).", "Concordance: %s (0.5: chance)."),
				stats.Coefficient.Number(r.Concordance.Value, r.Spec.Lang)))
		}
	}
	title := r.say("Modèle de Cox", "Cox model")
	if r.Spec.Cause != "" {
		title += r.say(", cause ", ", cause ") + stats.Quoted(r.Spec.Lang, r.Spec.Cause)
	}
	return []*stats.Table{
		coefficientTable(title+r.say(" – rapports de risques instantanés", " – hazard ratios"), r.say("Rapport de risques instantanés", "Hazard ratio"), r.Spec.Lang, r.Coefficients, hidden, caption),
		testTable(title+r.say(" – tests d'ensemble", " – overall tests"), r.Spec.Lang, hidden, []PredictorTest{
			{Test: r.LikelihoodRatio}, {Test: r.Wald}, {Test: r.Score},
		}),
		testTable(title+r.say(" – rapports constants dans le temps ?", " – do ratios hold at all times?"), r.Spec.Lang, hidden,
			append(slices.Clone(r.Proportionality), PredictorTest{stats.Variable{Label: r.say("ensemble", "all")}, r.Global})),
	}
}

func testTable(title, lang string, hidden bool, tests []PredictorTest) *stats.Table {
	number := func(name, label string, format stats.Format, of func(t stats.Test) float64) stats.Column {
		return figures(name, label, "", format, tests, func(t PredictorTest) (float64, stats.Missing) {
			return figure(of(t.Test), t.Defined(), hidden)
		})
	}
	var caption stats.Caption
	for _, t := range tests {
		if !t.Defined() && !slices.Contains(caption.Notes, t.Reason) {
			caption.Notes = append(caption.Notes, t.Reason)
		}
	}
	return stats.MustTable(title,
		text("test", "Test", tests, func(t PredictorTest) string {
			if t.Variable.Title() != "" {
				return t.Variable.Title()
			}
			return t.Name
		}),
		number("statistique", stats.Say(lang, "Khi-2", "Chi-squared"), stats.Coefficient, func(t stats.Test) float64 { return t.Statistic }),
		number("ddl", stats.Say(lang, "ddl", "df"), stats.Count, func(t stats.Test) float64 { return t.DF }),
		number("p", "p", stats.PValue, func(t stats.Test) float64 { return t.P }),
	).Captioned(caption)
}

func (r *SubdistributionModel) render(hidden bool) []*stats.Table {
	caption := stats.Caption{Population: population(r.Spec.Cases, r.N, r.Missing, hidden, r.Spec.Lang)}
	if !hidden {
		caption.Test = equals(r.Wald, false, r.Spec.Lang)
		caption.Reading = reading(r.Coefficients, r.Spec.Lang, "le risque de sous-répartition de la cause", "the subdistribution hazard of the cause")
		caption.Notes = slices.Clone(r.Warnings)
	}
	title := r.say("Modèle de Fine et Gray, cause ", "Fine and Gray model, cause ") + stats.Quoted(r.Spec.Lang, r.Spec.Cause)
	return []*stats.Table{coefficientTable(title, r.say("Rapport de sous-répartition", "Subdistribution ratio"), r.Spec.Lang, r.Coefficients, hidden, caption)}
}
