package stats

import "fmt"

var latentNames = map[string]struct{ fr, en string }{
	"polychoric":  {"Corrélation polychorique", "Polychoric correlation"},
	"tetrachoric": {"Corrélation tétrachorique", "Tetrachoric correlation"},
	"polyserial":  {"Corrélation polysériale", "Polyserial correlation"},
}

// String is the estimates as text.
func (l *Latent) String() string { return Printer{Lang: l.Spec.Lang, Rows: 12}.Of(l.Tables()[0]) }

// Tables are the two estimates, and the thresholds.
func (l *Latent) Tables() []*Table { return l.render(false) }

// Counts is the table of levels behind the estimates.
func (l *Latent) Counts() []Counts {
	counts, ok := Association{Row: l.X, Col: l.Y, margins: l.margins, labels: l.sides()}.counts()
	if !ok {
		return nil
	}
	return []Counts{counts}
}

// sides are the labels as the counts need them: those of a number's groups come
// first.
func (l *Latent) sides() [2][]string {
	if l.labels[0] == nil {
		return [2][]string{l.labels[1]}
	}
	return l.labels
}

// Hide withholds the figures where a count is hidden.
func (l *Latent) Hide(masks []Mask) Tabler {
	return Shown(l.render(len(masks) > 0 && masks[0].Any()))
}

func (l *Latent) render(hidden bool) []*Table {
	lang := l.Spec.Lang
	name := Say(lang, latentNames[l.Kind].fr, latentNames[l.Kind].en)
	title := name + colon(lang) + l.X.Title() + " × " + l.Y.Title()
	estimates, errors := []Estimate{l.Value, l.TwoStep}, []float64{l.Error, l.TwoStepError}
	remarks := []string{l.Value.Reason, l.TwoStep.Reason}
	figure := func(name, french, english string, of func(i int) (float64, bool)) Column {
		return Variable{Name: name, Label: Say(lang, french, english), Format: Coefficient}.Figures(2, func(i int) (float64, Missing) {
			x, there := of(i)
			return known(x, there && estimates[i].Defined(), hidden)
		})
	}
	if hidden {
		remarks = make([]string, 2)
	}
	main := MustTable(title,
		text("methode", Say(lang, "Méthode", "Method"), []string{
			Say(lang, "Maximum de vraisemblance", "Maximum likelihood"), Say(lang, "Deux étapes", "Two steps"),
		}),
		figure("valeur", "Valeur", "Value", func(i int) (float64, bool) { return estimates[i].Value, true }),
		figure("bas", "IC 95 % bas", "95% CI low", func(i int) (float64, bool) { return estimates[i].Low, estimates[i].Confidence > 0 }),
		figure("haut", "IC 95 % haut", "95% CI high", func(i int) (float64, bool) { return estimates[i].High, estimates[i].Confidence > 0 }),
		figure("erreur", "Erreur-type", "Standard error", func(i int) (float64, bool) { return errors[i], estimates[i].Confidence > 0 }),
		text("remarque", Say(lang, "Remarque", "Remark"), remarks))
	caption := Caption{Units: name}
	if !hidden {
		caption.Population = fmt.Sprintf(Say(lang, "%s dont les deux variables sont renseignées, n = %s", "%s with both values, n = %s"), cases(l.Spec.Cases, lang), count(l.N, lang))
		caption.Test = l.Missing.line(lang)
		if l.Fit.Defined() {
			caption.Test = l.Fit.line(lang) + semicolon(lang) + caption.Test
		}
		if l.Value.Defined() {
			caption.Reading = fmt.Sprintf(Say(lang,
				"Lecture : si les modalités sont des degrés d'une grandeur normale, ces grandeurs ont une corrélation de %s%s ; c'est une association.",
				"Reading: if levels are degrees of something normal, the correlation behind them is %s%s; this is an association."),
				Coefficient.Number(l.Value.Value, lang), l.Value.interval(lang))
		}
		caption.Notes = l.Warnings
	}
	tables := []*Table{main.Captioned(caption)}
	if n := len(l.XThresholds) + len(l.YThresholds); n > 0 {
		variables, places := make([]string, n), make([]string, n)
		for i := range n {
			variables[i], places[i] = l.X.Title(), fmt.Sprint(i+1)
			if at := i - len(l.XThresholds); at >= 0 {
				variables[i], places[i] = l.Y.Title(), fmt.Sprint(at+1)
			}
		}
		all := append(append([]float64(nil), l.XThresholds...), l.YThresholds...)
		tables = append(tables, MustTable(title+Say(lang, " – seuils", " – thresholds"),
			text("variable", "Variable", variables),
			text("seuil", Say(lang, "Seuil", "Threshold"), places),
			Variable{Name: "valeur", Label: Say(lang, "Valeur", "Value"), Format: Coefficient}.Figures(n, func(i int) (float64, Missing) {
				return known(all[i], true, hidden)
			})))
	}
	return tables
}
