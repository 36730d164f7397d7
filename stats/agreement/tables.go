package agreement

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
)

// Tables are all figures together, then what coders made of each category, then
// what each coder coded.
func (a *Agreement) Tables() []*stats.Table {
	return []*stats.Table{a.together(), a.byCategory(), a.byCoder()}
}

// String is the first table as text, with all its rows.
func (a *Agreement) String() string {
	return stats.Printer{Rows: -1, Lang: a.Spec.Lang}.Of(a.together())
}

// line is a row of the table of all figures.
type line struct {
	Coefficient
	chance bool // it has an agreement by chance between 0 and 1
}

// lines lists what there is to show: with two coders who coded all, Conger and
// Fleiss are Cohen and Scott again.
func (a *Agreement) lines() []line {
	lines := []line{{a.Percent, false}}
	if a.Spec.Weights != Unweighted {
		lines = append(lines, line{a.Weighted, false})
	}
	if len(a.Coders) == 2 {
		lines = append(lines, line{a.Cohen, true}, line{a.Scott, true})
	} else {
		lines = append(lines, line{a.Unanimous, false})
	}
	if len(a.Coders) != 2 || a.Single > 0 {
		lines = append(lines, line{a.Conger, true}, line{a.Fleiss, true})
	}
	lines = append(lines, line{a.BrennanPrediger, true}, line{a.Gwet, true}, line{a.Alpha.Coefficient, a.Spec.Scale == Nominal})
	bare := func(name string, value stats.Estimate, n int) {
		lines = append(lines, line{Coefficient{Name: name, Value: value, N: n}, false})
	}
	if len(a.Coders) == 2 {
		bare(a.say("Kappa maximal (marges données)", "Maximal kappa (given the margins)"), a.KappaMax, a.Cohen.N)
		bare(a.say("Indice de prévalence", "Prevalence index"), a.Prevalence, a.Cohen.N)
		bare(a.say("Indice de biais", "Bias index"), a.Bias, a.Cohen.N)
	}
	for _, c := range a.Categories {
		row := c.specific
		row.Name = a.say("Accord spécifique (%) : ", "Specific agreement (%): ") + c.Title()
		lines = append(lines, line{row, false})
	}
	return lines
}

func (a *Agreement) together() *stats.Table {
	lines := a.lines()
	names, remarks := make([]string, len(lines)), make([]string, len(lines))
	for i, l := range lines {
		names[i] = l.Name
		remarks[i] = l.Value.Reason
	}
	number := func(name, french, english string, format stats.Format, of func(l line) (float64, stats.Missing)) stats.Column {
		return numbers(stats.Variable{Name: name, Label: a.say(french, english), Format: format}, lines, of)
	}
	bounds := func(of func(e stats.Estimate) float64) func(l line) (float64, stats.Missing) {
		return func(l line) (float64, stats.Missing) {
			return stats.Defined(of(l.Value), l.Value.Defined() && l.Value.Confidence > 0)
		}
	}
	return stats.MustTable(a.say("Accord entre codeurs", "Agreement between coders"),
		stats.Variable{Name: "mesure", Label: a.say("Mesure", "Measure")}.Texts(names, nil),
		number("valeur", "Valeur", "Value", stats.Coefficient, func(l line) (float64, stats.Missing) {
			return stats.Defined(l.Value.Value, l.Value.Defined())
		}),
		number("bas", "IC 95 % bas", "95% CI low", stats.Coefficient, bounds(func(e stats.Estimate) float64 { return e.Low })),
		number("haut", "IC 95 % haut", "95% CI high", stats.Coefficient, bounds(func(e stats.Estimate) float64 { return e.High })),
		number("hasard", "Accord par hasard", "Agreement by chance", stats.Coefficient, func(l line) (float64, stats.Missing) {
			if !l.chance {
				return 0, stats.NotApplicable
			}
			return stats.Defined(l.Chance.Value, l.Chance.Defined())
		}),
		number("erreur", "Erreur-type", "Standard error", stats.Coefficient, func(l line) (float64, stats.Missing) {
			return stats.Defined(l.SE, l.SE > 0)
		}),
		number("p", "p", "p", stats.PValue, func(l line) (float64, stats.Missing) {
			if l.Test.Name == "" {
				return 0, stats.NotApplicable
			}
			return l.Test.P, stats.Recorded
		}),
		number("n", "n", "n", stats.Count, func(l line) (float64, stats.Missing) { return float64(l.N), stats.Recorded }),
		stats.Variable{Name: "remarque", Label: a.say("Remarque", "Remark")}.Texts(remarks, nil),
	).Captioned(stats.Caption{
		Units:      a.say("Coefficients de −1 à 1 (1 : accord complet, 0 : celui du hasard) ; accords en %", "Coefficients from −1 to 1 (1: complete agreement, 0: that of chance); agreements in %"),
		Reading:    a.Reading(),
		Population: a.population(),
		Notes:      append(a.notes(), a.Warnings...),
	})
}

// Reading is a sentence that says what the figures say, after the bounds that
// Krippendorff (2004) proposes for alpha: 0.80, and 0.667 for tentative use.
func (a *Agreement) Reading() string {
	lang := a.Spec.Lang
	if !a.Percent.Value.Defined() {
		return a.say("Lecture : pas d'accord à mesurer, ", "Reading: no agreement to measure, ") + a.Percent.Value.Reason + "."
	}
	text := fmt.Sprintf(a.say("Lecture : deux codeurs pris au hasard sont d'accord sur %s des unités",
		"Reading: two coders taken at random agree on %s of the units"), percentText(a.Percent.Value.Value, lang))
	if !a.Alpha.Value.Defined() {
		return text + a.say(" ; alpha n'est pas défini (", "; alpha is undefined (") + a.Alpha.Value.Reason + ")."
	}
	e := a.Alpha.Value
	text += a.say(" ; au-delà du hasard, alpha = ", "; beyond chance, alpha = ") + stats.Coefficient.Number(e.Value, lang)
	if e.Confidence > 0 {
		text += fmt.Sprintf(" [%s%s%s]", stats.Coefficient.Number(e.Low, lang), a.say(" ; ", "; "), stats.Coefficient.Number(e.High, lang))
	}
	switch {
	case e.Value >= 0.8:
		text += a.say(" : codage fiable (seuil 0,80)", ": reliable coding (bound 0.80)")
	case e.Value >= 0.667:
		text += a.say(" : codage à utiliser avec prudence (entre 0,667 et 0,80)", ": coding for tentative use (between 0.667 and 0.80)")
	default:
		text += a.say(" : codage trop peu fiable pour conclure (sous 0,667)", ": coding too unreliable to conclude (below 0.667)")
	}
	return text + "."
}

func (a *Agreement) population() string {
	count := func(n int) string { return stats.Count.Number(float64(n), a.Spec.Lang) }
	return fmt.Sprintf(a.say("unités codées par deux codeurs au moins, n = %s ; %s codeurs, %s catégories",
		"units coded by two coders or more, n = %s; %s coders, %s categories"), count(a.N), count(len(a.Coders)), count(len(a.Levels)))
}

func (a *Agreement) notes() []string {
	notes := []string{a.say("Un même codage peut avoir un accord élevé et un coefficient bas : les lire ensemble.",
		"One coding can have a high agreement and a low coefficient: read them together.")}
	if interval := a.Percent.Interval; interval != "" {
		text := a.say("Intervalles : ", "Intervals: ") + interval
		if cohen := a.Cohen.Interval; cohen != "" && cohen != interval {
			text += a.say(" ; kappa de Cohen : ", "; Cohen's kappa: ") + cohen
		}
		notes = append(notes, text+".")
	}
	if a.Spec.Cluster != "" {
		notes = append(notes, fmt.Sprintf(a.say("Tirage de groupes entiers : %s, %d groupes. Erreurs-types et p comptent les unités comme indépendantes.",
			"Whole clusters are drawn: %s, %d clusters. Standard errors and p count units as independent."), stats.Quoted(a.Spec.Lang, a.Spec.Cluster), a.Clusters))
	}
	return notes
}

func (a *Agreement) byCategory() *stats.Table {
	labels := make([]string, len(a.Categories))
	for i, c := range a.Categories {
		labels[i] = c.Title()
	}
	columns := []stats.Column{stats.Variable{Name: "categorie", Label: a.say("Catégorie", "Category")}.Texts(labels, nil)}
	for i, coder := range a.Coders {
		v := stats.Variable{Name: fmt.Sprintf("codeur_%d", i+1), Label: coder.Title(), Format: stats.Count}
		columns = append(columns, numbers(v, a.Categories, func(c Category) (float64, stats.Missing) { return float64(c.Counts[i]), stats.Recorded }))
	}
	add := func(name, french, english string, format stats.Format, of func(c Category) stats.Estimate) {
		v := stats.Variable{Name: name, Label: a.say(french, english), Format: format}
		columns = append(columns, numbers(v, a.Categories, func(c Category) (float64, stats.Missing) {
			e := of(c)
			return stats.Defined(e.Value, e.Defined())
		}))
	}
	add("part", "% des codages", "% of codings", stats.Percent, func(c Category) stats.Estimate { return c.Share })
	add("specifique", "Accord spécifique (%)", "Specific agreement (%)", stats.Percent, func(c Category) stats.Estimate { return c.Specific })
	add("jaccard", "Jaccard", "Jaccard", stats.Coefficient, func(c Category) stats.Estimate { return c.Jaccard })
	if len(a.Coders) == 2 {
		add("prevalence", "Prévalence", "Prevalence", stats.Coefficient, func(c Category) stats.Estimate { return c.Prevalence })
		add("biais", "Biais", "Bias", stats.Coefficient, func(c Category) stats.Estimate { return c.Bias })
	}
	return stats.MustTable(a.say("Accord par catégorie", "Agreement by category"), columns...).Captioned(stats.Caption{
		Units:      a.say("Unités par codeur", "Units by coder"),
		Population: a.population(),
		Notes: []string{a.say("Accord spécifique : quand un codeur pose la catégorie, part des autres qui la posent aussi.",
			"Specific agreement: where a coder puts the category, the share of the others who do so too.")},
	})
}

func (a *Agreement) byCoder() *stats.Table {
	labels := make([]string, len(a.Coders))
	var missing stats.MissingCounts
	for i, c := range a.Coders {
		labels[i] = c.Title()
		for reason, n := range c.Missing {
			missing[reason] += n
		}
	}
	columns := []stats.Column{
		stats.Variable{Name: "codeur", Label: a.say("Codeur", "Coder")}.Texts(labels, nil),
		numbers(stats.Variable{Name: "unites", Label: a.say("Unités codées", "Units coded"), Format: stats.Count}, a.Coders,
			func(c Coder) (float64, stats.Missing) { return float64(c.Ratings), stats.Recorded }),
	}
	for _, reason := range stats.MissingReasons() {
		if missing[reason] > 0 {
			v := stats.Variable{Name: reason.Code(), Label: reason.Label(a.Spec.Lang), Unit: a.say("lignes", "rows"), Format: stats.Count}
			columns = append(columns, numbers(v, a.Coders, func(c Coder) (float64, stats.Missing) { return float64(c.Missing[reason]), stats.Recorded }))
		}
	}
	return stats.MustTable(a.say("Codeurs", "Coders"), columns...)
}

func numbers[T any](v stats.Variable, items []T, of func(T) (float64, stats.Missing)) stats.Column {
	return v.Figures(len(items), func(i int) (float64, stats.Missing) { return of(items[i]) })
}
