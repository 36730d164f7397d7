package stats

import (
	"fmt"
	"strings"
)

// counts is each factor by its levels, the reference first.
func (d *design) counts(lang string) []Counts {
	var all []Counts
	for i := 0; i < len(d.terms); {
		first, end := d.terms[i], i+1
		for end < len(d.terms) && d.terms[end].column == first.column {
			end++
		}
		if first.Level.Code != "" {
			names, sizes := []string{first.Reference.Title()}, []int{d.rows}
			for _, term := range d.terms[i:end] {
				names, sizes = append(names, term.Level.Title()), append(sizes, term.N)
				sizes[0] -= term.N
			}
			c := column(first.Variable.Title(), MissingCounts{}, names, sizes, lang)
			c.RowsOf = first.Variable.Name
			all = append(all, c)
		}
		i = end
	}
	return all
}

// anyHidden tells whether a count behind a regression is hidden.
func anyHidden(masks []Mask) bool {
	for _, mask := range masks {
		if mask.Any() {
			return true
		}
	}
	return false
}

// withheld is what is left of a regression where a level has too few cases: its
// coefficient, or that of the others against it, would tell about them.
func withheld(title, lang string) Tabler {
	return Shown{MustTable(title, text("remarque", Say(lang, "Remarque", "Remark"), []string{
		Say(lang, "chiffres masqués : des effectifs sont secrets ; regrouper les modalités rares", "figures withheld: counts are secret; group rare levels"),
	}))}
}

// Tables are the coefficients with the odds ratios, the quality of the fit, and
// the inflation of the predictors.
func (m *LogisticModel) Tables() []*Table {
	lang, n := m.Spec.Lang, len(m.Coefficients)
	names, remarks := make([]string, n), make([]string, n)
	for i, c := range m.Coefficients {
		names[i], remarks[i] = c.Title(lang), c.Coefficient.Reason
	}
	columns := []Column{text("terme", Say(lang, "Terme", "Term"), names)}
	add := func(name, french, english string, format Format, of func(c LogisticCoefficient) (float64, bool)) {
		columns = append(columns, Variable{Name: name, Label: Say(lang, french, english), Format: format}.Figures(n, func(i int) (float64, Missing) {
			x, ok := of(m.Coefficients[i])
			return Defined(x, ok)
		}))
	}
	add("n", "n", "n", Count, func(c LogisticCoefficient) (float64, bool) { return float64(c.N), true })
	add("odds_ratio", "Odds ratio", "Odds ratio", Coefficient, func(c LogisticCoefficient) (float64, bool) { return c.OddsRatio.Value, c.OddsRatio.Defined() })
	add("bas", "IC 95 % bas", "95% CI low", Coefficient, func(c LogisticCoefficient) (float64, bool) { return c.OddsRatio.Low, c.OddsRatio.Defined() })
	add("haut", "IC 95 % haut", "95% CI high", Coefficient, func(c LogisticCoefficient) (float64, bool) { return c.OddsRatio.High, c.OddsRatio.Defined() })
	add("p", "p", "p", PValue, func(c LogisticCoefficient) (float64, bool) { return c.Test.P, c.Test.Defined() })
	add("coefficient", "Coefficient (log)", "Coefficient (log)", Coefficient, func(c LogisticCoefficient) (float64, bool) {
		return c.Coefficient.Value, c.Coefficient.Defined()
	})
	add("erreur_type", "Erreur-type", "SE", Coefficient, func(c LogisticCoefficient) (float64, bool) { return c.SE.Value, c.SE.Defined() })
	add("z", "z", "z", Coefficient, func(c LogisticCoefficient) (float64, bool) { return c.Test.Statistic, c.Test.Defined() })
	add("wald_bas", "Odds ratio, IC de Wald bas", "Odds ratio, Wald CI low", Coefficient, func(c LogisticCoefficient) (float64, bool) { return expOf(c.Wald).Low, c.Wald.Defined() })
	add("wald_haut", "Odds ratio, IC de Wald haut", "Odds ratio, Wald CI high", Coefficient, func(c LogisticCoefficient) (float64, bool) { return expOf(c.Wald).High, c.Wald.Defined() })
	columns = append(columns, text("remarque", Say(lang, "Remarque", "Remark"), remarks))
	interval := Say(lang, "IC par vraisemblance profilée", "CI by profile likelihood")
	switch {
	case m.Spec.Firth:
		interval = Say(lang, "estimations de Firth ; IC par vraisemblance pénalisée profilée", "Firth's estimates; CI by penalised profile likelihood")
	case m.N > mostProfiled || m.Separated:
		interval = Say(lang, "IC de Wald", "Wald's CI")
	}
	caption := Caption{
		Units: interval, Test: m.testLine(), Reading: m.reading(), Notes: append([]string{
			Say(lang, "Odds ratio : cote multipliée par ce facteur, les autres prédicteurs étant égaux ; 1 = aucune association. Une association n'est pas une cause.",
				"Odds ratio: the odds are multiplied by it, the other predictors being equal; 1 is no association. An association is not a cause."),
		}, m.Warnings...),
		Population: fmt.Sprintf(Say(lang, "%s dont toutes les variables sont renseignées, n = %s, dont %s « %s »", "%s with all values, n = %s, of which %s “%s”"),
			cases(m.Spec.Cases, lang), count(m.N, lang), count(m.Events, lang), m.eventTitle()),
	}
	list := []namedEstimate{
		{"R² de McFadden", "McFadden's R²", m.McFadden, ""},
		{"R² de Cox et Snell", "Cox and Snell's R²", m.CoxSnell, ""},
		{"R² de Nagelkerke", "Nagelkerke's R²", m.Nagelkerke, ""},
		{"R² de Tjur", "Tjur's R²", m.Tjur, ""},
		{"Aire sous la courbe ROC", "Area under the ROC curve", m.AUC, ""},
		{"AIC", "AIC", Estimate{Value: m.AIC}, ""},
		{"BIC", "BIC", Estimate{Value: m.BIC}, ""},
		{"Log-vraisemblance", "Log likelihood", Estimate{Value: m.LogLik}, ""},
		{"Déviance", "Deviance", Estimate{Value: m.Deviance}, ""},
		{"Déviance sans prédicteur", "Null deviance", Estimate{Value: m.NullDeviance}, ""},
	}
	return []*Table{
		MustTable(m.title(), columns...).Captioned(caption), tableOfEstimates(m.title()+Say(lang, " – qualité", " – fit"), list, lang),
		inflationTable(m.title(), m.Inflation, lang),
	}
}

func (m *LogisticModel) eventTitle() string {
	if m.Event.Title() == "1" {
		return m.Outcome.Title()
	}
	return m.Outcome.Title() + colon(m.Spec.Lang) + m.Event.Title()
}

func (m *LogisticModel) title() string {
	return fmt.Sprintf(Say(m.Spec.Lang, "Régression logistique : %s", "Logistic regression: %s"), m.eventTitle())
}

func (m *LogisticModel) testLine() string {
	lang, test := m.Spec.Lang, m.LikelihoodRatio
	if !test.Defined() {
		return m.Missing.line(lang)
	}
	return strings.Join([]string{
		equals(Say(lang, "Rapport de vraisemblance", "Likelihood ratio"), test.Statistic, Coefficient, lang),
		equals(Say(lang, "ddl", "df"), test.DF, Count, lang), equals("p", test.P, PValue, lang),
		equals(Say(lang, "R² de Tjur", "Tjur's R²"), m.Tjur.Value, Coefficient, lang), m.Missing.line(lang),
	}, semicolon(lang))
}

// reading reads out the coefficient that is furthest from chance.
func (m *LogisticModel) reading() string {
	lang, best := m.Spec.Lang, -1
	for i, c := range m.Coefficients {
		if c.column >= 0 && c.Test.Defined() && (best < 0 || c.Test.P < m.Coefficients[best].Test.P) {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	c := m.Coefficients[best]
	return fmt.Sprintf(Say(lang, "Lecture : à autres prédicteurs égaux, la cote de %s est multipliée par %s%s pour %s (%s) ; %s.",
		"Reading: other predictors being equal, the odds of %s are multiplied by %s%s for %s (%s); %s."),
		Quoted(lang, m.eventTitle()), Coefficient.Number(c.OddsRatio.Value, lang), c.OddsRatio.interval(lang), Quoted(lang, c.Title(lang)),
		equals("p", c.Test.P, PValue, lang), chanceWords(c.Test.P, lang))
}

// Counts is the outcome and the levels of the factors.
func (m *LogisticModel) Counts() []Counts { return m.factors }

// Hide withholds the whole model as soon as one of the counts is hidden.
func (m *LogisticModel) Hide(masks []Mask) Tabler {
	if anyHidden(masks) {
		return withheld(m.title(), m.Spec.Lang)
	}
	return m
}

// String is the coefficients.
func (m *LogisticModel) String() string { return Printer{Lang: m.Spec.Lang}.Of(m.Tables()[0]) }

func inflationTable(title string, list []VarianceInflation, lang string) *Table {
	estimates := make([]namedEstimate, len(list))
	for i, v := range list {
		name := v.Variable.Title()
		estimates[i] = namedEstimate{name, name, v.Root, ""}
	}
	return tableOfEstimates(title+Say(lang, " – colinéarité", " – collinearity"), estimates, lang).Captioned(Caption{
		Units: Say(lang, "Racine du facteur d'inflation de la variance, GVIF^(1/(2 ddl)) ; 1 = aucune", "Root of the variance inflation, GVIF^(1/(2 df)); 1 is none"),
	})
}

// Tables are the coefficients, the quality of the fit, and the inflation of the
// predictors.
func (m *LinearModel) Tables() []*Table {
	lang, n := m.Spec.Lang, len(m.Coefficients)
	names, remarks := make([]string, n), make([]string, n)
	for i, c := range m.Coefficients {
		names[i], remarks[i] = c.Title(lang), or(c.Coefficient.Reason, c.Test.Reason)
	}
	columns := []Column{text("terme", Say(lang, "Terme", "Term"), names)}
	add := func(name, french, english string, format Format, of func(c LinearCoefficient) (float64, bool)) {
		columns = append(columns, Variable{Name: name, Label: Say(lang, french, english), Format: format}.Figures(n, func(i int) (float64, Missing) {
			x, ok := of(m.Coefficients[i])
			return Defined(x, ok)
		}))
	}
	add("n", "n", "n", Count, func(c LinearCoefficient) (float64, bool) { return float64(c.N), true })
	add("coefficient", "Coefficient", "Coefficient", Coefficient, func(c LinearCoefficient) (float64, bool) { return c.Coefficient.Value, c.Coefficient.Defined() })
	add("bas", "IC 95 % bas", "95% CI low", Coefficient, func(c LinearCoefficient) (float64, bool) { return c.Coefficient.Low, c.Coefficient.Confidence > 0 })
	add("haut", "IC 95 % haut", "95% CI high", Coefficient, func(c LinearCoefficient) (float64, bool) { return c.Coefficient.High, c.Coefficient.Confidence > 0 })
	add("p", "p", "p", PValue, func(c LinearCoefficient) (float64, bool) { return c.Test.P, c.Test.Defined() })
	add("erreur_type", "Erreur-type", "SE", Coefficient, func(c LinearCoefficient) (float64, bool) { return c.SE.Value, c.SE.Defined() })
	add("t", "t", "t", Coefficient, func(c LinearCoefficient) (float64, bool) { return c.Test.Statistic, c.Test.Defined() })
	columns = append(columns, text("remarque", Say(lang, "Remarque", "Remark"), remarks))
	title := fmt.Sprintf(Say(lang, "Régression linéaire : %s", "Linear regression: %s"), m.Outcome.Title())
	errors := Say(lang, "Erreurs-types des moindres carrés", "Least squares standard errors")
	if m.Spec.Robust {
		errors = Say(lang, "Erreurs-types robustes (HC3)", "Robust standard errors (HC3)")
	}
	caption := Caption{
		Units: errors, Test: m.Missing.line(lang), Reading: m.reading(), Notes: append([]string{
			Say(lang, "Coefficient : écart attendu de la réponse, les autres prédicteurs étant égaux. Une association n'est pas une cause.",
				"Coefficient: expected difference of the outcome, the other predictors being equal. An association is not a cause."),
		}, m.Warnings...),
		Population: fmt.Sprintf(Say(lang, "%s dont toutes les variables sont renseignées, n = %s", "%s with all values, n = %s"), cases(m.Spec.Cases, lang), count(m.N, lang)),
	}
	if m.F.Defined() {
		caption.Test = strings.Join([]string{
			fmt.Sprintf("F(%d%s%d)", int(m.F.DF), semicolon(lang), m.DF) + strings.TrimPrefix(equals("F", m.F.Statistic, Coefficient, lang), "F"),
			equals("p", m.F.P, PValue, lang), equals("R²", m.R2.Value, Coefficient, lang), m.Missing.line(lang),
		}, semicolon(lang))
	}
	list := []namedEstimate{
		{"R²", "R²", m.R2, ""}, {"R² ajusté", "Adjusted R²", m.AdjustedR2, ""}, {"Écart-type des résidus", "Residual SD", m.Sigma, ""},
	}
	return []*Table{
		MustTable(title, columns...).Captioned(caption), tableOfEstimates(title+Say(lang, " – qualité", " – fit"), list, lang),
		inflationTable(title, m.Inflation, lang),
	}
}

// reading reads out the coefficient that is furthest from chance.
func (m *LinearModel) reading() string {
	lang, best := m.Spec.Lang, -1
	for i, c := range m.Coefficients {
		if c.column >= 0 && c.Test.Defined() && (best < 0 || c.Test.P < m.Coefficients[best].Test.P) {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	c := m.Coefficients[best]
	return fmt.Sprintf(Say(lang, "Lecture : à autres prédicteurs égaux, %s s'accompagne d'un écart de %s%s de %s (%s) ; %s.",
		"Reading: other predictors being equal, %s goes with a difference of %s%s of %s (%s); %s."),
		Quoted(lang, c.Title(lang)), Coefficient.Number(c.Coefficient.Value, lang), c.Coefficient.interval(lang), Quoted(lang, m.Outcome.Title()),
		equals("p", c.Test.P, PValue, lang), chanceWords(c.Test.P, lang))
}

// Counts is the levels of the factors.
func (m *LinearModel) Counts() []Counts { return m.factors }

// Hide withholds the whole model as soon as one of the counts is hidden.
func (m *LinearModel) Hide(masks []Mask) Tabler {
	if anyHidden(masks) {
		return withheld(m.Outcome.Title(), m.Spec.Lang)
	}
	return m
}

// String is the coefficients.
func (m *LinearModel) String() string { return Printer{Lang: m.Spec.Lang}.Of(m.Tables()[0]) }
