package stats

import (
	"fmt"
	"strings"
)

// Tables are the groups, the effect sizes, the tests, and from three groups on
// the pairs.
func (c *Comparison) Tables() []*Table { return c.render(make([]groupVeil, len(c.Groups)), false) }

// groupVeil says what of a group is hidden: its size with all its figures, or a
// quartile that speaks of too few persons.
type groupVeil struct{ size, q1, q3 bool }

// Counts is the sizes of the groups with the rows left out, then for each group
// how many persons stand behind its quartiles.
func (c *Comparison) Counts() []Counts {
	lang := c.Spec.Lang
	var labels []string
	var sizes []int
	var quartiles []Counts
	for _, g := range c.Groups {
		labels, sizes = append(labels, g.Level.Title()), append(sizes, g.N)
		title := c.title() + " – " + g.Level.Title()
		quartiles = append(quartiles,
			column(title, MissingCounts{}, []string{Say(lang, "jusqu'au 1er quartile", "up to the 1st quartile")}, []int{g.Values.UpToQ1}, lang),
			column(title, MissingCounts{}, []string{Say(lang, "à partir du 3e quartile", "from the 3rd quartile")}, []int{g.Values.FromQ3}, lang))
	}
	counts := column(c.title(), c.Missing, labels, sizes, lang)
	counts.RowsOf = c.By.Name
	return append([]Counts{counts}, quartiles...)
}

// Hide withholds the figures of the groups whose size is hidden, and then all
// that is computed from several groups: with the other sizes it would give them
// back. A quartile behind which stand too few is withheld alone.
func (c *Comparison) Hide(masks []Mask) Tabler {
	veils := make([]groupVeil, len(c.Groups))
	if len(masks) != 1+2*len(veils) {
		return c
	}
	for i := range veils {
		veils[i] = groupVeil{masks[0][i][0], masks[1+2*i].Any(), masks[2+2*i].Any()}
	}
	return Shown(c.render(veils, masks[0].Any()))
}

func (c *Comparison) title() string {
	return fmt.Sprintf(Say(c.Spec.Lang, "%s selon %s", "%s by %s"), c.Value.Title(), Quoted(c.Spec.Lang, c.By.Title()))
}

func (c *Comparison) render(veils []groupVeil, few bool) []*Table {
	lang, n := c.Spec.Lang, len(c.Groups)
	labels := make([]string, n)
	for i, g := range c.Groups {
		labels[i] = g.Level.Title()
	}
	columns := []Column{text("groupe", c.By.Title(), labels)}
	quartile := func(name, french, english string, of func(g ComparedGroup) Estimate, hidden func(v groupVeil) bool) {
		v := Variable{Name: name, Label: Say(lang, french, english), Format: Coefficient}
		columns = append(columns, v.Figures(n, func(i int) (float64, Missing) {
			e := of(c.Groups[i])
			return known(e.Value, e.Defined(), veils[i].size || hidden(veils[i]))
		}))
	}
	figure := func(name, french, english string, of func(g ComparedGroup) Estimate) {
		quartile(name, french, english, of, func(groupVeil) bool { return false })
	}
	columns = append(columns, Variable{Name: "n", Label: "n", Format: Count}.Figures(n, func(i int) (float64, Missing) {
		return known(float64(c.Groups[i].N), true, veils[i].size)
	}))
	if c.levels == nil {
		figure("moyenne", "Moyenne", "Mean", func(g ComparedGroup) Estimate { return g.Values.Mean })
		figure("ecart_type", "Écart-type", "SD", func(g ComparedGroup) Estimate { return g.Values.SD })
	}
	quartile("q1", "1er quartile", "1st quartile", func(g ComparedGroup) Estimate { return g.Values.Q1 }, func(v groupVeil) bool { return v.q1 })
	figure("mediane", "Médiane", "Median", func(g ComparedGroup) Estimate { return g.Values.Median })
	quartile("q3", "3e quartile", "3rd quartile", func(g ComparedGroup) Estimate { return g.Values.Q3 }, func(v groupVeil) bool { return v.q3 })
	caption := Caption{Units: c.Value.Unit, Notes: c.Warnings}
	if c.levels != nil {
		caption.Units = c.scaleNote()
	}
	if few {
		caption.Notes = []string{Say(lang, "Des effectifs sont secrets : ni tests ni mesures d'effet.", "Counts are secret: no tests and no effect sizes.")}
		return []*Table{MustTable(c.title(), columns...).Captioned(caption)}
	}
	// Mean ranks add up to a known sum: they are told only where nothing is hidden.
	figure("rang_moyen", "Rang moyen", "Mean rank", func(g ComparedGroup) Estimate { return g.MeanRank })
	caption.Test = c.testLine()
	caption.Reading = c.reading()
	caption.Population = fmt.Sprintf(Say(lang, "%s dont les deux variables sont renseignées, n = %s", "%s with both values, n = %s"),
		cases(c.Spec.Cases, lang), count(c.N, lang))
	caption.Notes = append([]string{Say(lang, "Test retenu : ", "Test chosen: ") + c.Why + "."}, caption.Notes...)
	tables := []*Table{MustTable(c.title(), columns...).Captioned(caption), c.effects(), tableOfTests(c.title(), c.tests(), lang)}
	if len(c.Pairs) > 1 {
		tables = append(tables, c.pairTable())
	}
	return tables
}

// scaleNote says what the places of ordered levels mean.
func (c *Comparison) scaleNote() string {
	var places []string
	for i, level := range c.levels {
		places = append(places, fmt.Sprintf("%d = %s", i+1, level.Title()))
	}
	return strings.Join(places, semicolon(c.Spec.Lang))
}

// testLine is the recommended test with its effect.
func (c *Comparison) testLine() string {
	lang := c.Spec.Lang
	if !c.Recommended.Defined() {
		return Say(lang, "Pas de test : ", "No test: ") + c.Recommended.Reason + semicolon(lang) + c.Missing.line(lang)
	}
	name, effect := c.effect()
	return strings.Join([]string{
		c.Recommended.Name, equals("p", c.Recommended.P, PValue, lang),
		equals(name, effect.Value, Coefficient, lang) + effect.interval(lang), c.Missing.line(lang),
	}, semicolon(lang))
}

// effect is the size of the effect that goes with the recommended test.
func (c *Comparison) effect() (string, Estimate) {
	lang := c.Spec.Lang
	byMeans := c.Recommended == c.Means.Welch || c.Recommended == c.Means.WelchANOVA
	switch {
	case len(c.Groups) == 2 && byMeans:
		return Say(lang, "écart des moyennes", "difference of means"), c.Means.Difference
	case len(c.Groups) == 2:
		return Say(lang, "delta de Cliff", "Cliff's delta"), c.Ranks.CliffDelta
	case byMeans:
		return "êta²", c.Means.Eta2
	}
	return Say(lang, "epsilon² des rangs", "epsilon² of ranks"), c.Ranks.Epsilon2
}

// reading says in a sentence what the groups show.
func (c *Comparison) reading() string {
	lang := c.Spec.Lang
	q := func(g ComparedGroup) string { return Quoted(lang, g.Level.Title()) }
	if !c.Recommended.Defined() {
		return ""
	}
	verdict := chanceWords(c.Recommended.P, lang)
	if len(c.Groups) == 2 {
		a, b := c.Groups[0], c.Groups[1]
		share := (c.Ranks.CliffDelta.Value + 1) / 2
		return fmt.Sprintf(Say(lang,
			"Lecture : médiane de %s pour %s (n = %d), %s pour %s (n = %d) ; sur 100 paires, %s fois le premier est plus élevé (ex æquo pour moitié) ; %s.",
			"Reading: median of %s for %s (n = %d), %s for %s (n = %d); of 100 pairs the first is higher %s times (ties count half); %s."),
			Coefficient.Number(a.Values.Median.Value, lang), q(a), a.N, Coefficient.Number(b.Values.Median.Value, lang), q(b), b.N,
			Count.Number(100*share, lang), verdict)
	}
	low, high := c.Groups[0], c.Groups[0]
	for _, g := range c.Groups {
		if g.MeanRank.Value < low.MeanRank.Value {
			low = g
		}
		if g.MeanRank.Value > high.MeanRank.Value {
			high = g
		}
	}
	return fmt.Sprintf(Say(lang, "Lecture : les valeurs sont les plus basses pour %s (médiane %s, n = %d) et les plus élevées pour %s (médiane %s, n = %d) ; %s.",
		"Reading: values are lowest for %s (median %s, n = %d) and highest for %s (median %s, n = %d); %s."),
		q(low), Coefficient.Number(low.Values.Median.Value, lang), low.N, q(high), Coefficient.Number(high.Values.Median.Value, lang), high.N, verdict)
}

// chanceWords say what p tells of a gap.
func chanceWords(p float64, lang string) string {
	if p < 0.05 {
		return Say(lang, "l'écart dépasse ce que le hasard donne d'ordinaire : une association, pas une cause", "the gap is larger than chance usually gives: an association, not a cause")
	}
	return Say(lang, "le hasard suffit à donner un tel écart, ce qui ne prouve pas qu'il n'y en ait pas", "chance is enough for such a gap, which does not prove that there is none")
}

// namedEstimate is a figure with what it is called.
type namedEstimate struct {
	fr, en string
	Estimate
	interval string
}

func (c *Comparison) effects() *Table {
	lang, m, r := c.Spec.Lang, c.Means, c.Ranks
	list := []namedEstimate{
		{"Écart des moyennes (Welch)", "Difference of means (Welch)", m.Difference, "Welch"},
		{"Écart des moyennes (Student)", "Difference of means (Student)", m.Pooled, "Student"},
		{"d de Cohen", "Cohen's d", m.CohenD, Say(lang, "t non centré", "noncentral t")},
		{"g de Hedges", "Hedges' g", m.HedgesG, Say(lang, "t non centré", "noncentral t")},
		{"Décalage de Hodges-Lehmann", "Hodges-Lehmann shift", r.Shift, Say(lang, "inversion du test de Mann-Whitney", "inversion of the Mann-Whitney test")},
		{"Delta de Cliff (rang-bisérial)", "Cliff's delta (rank-biserial)", r.CliffDelta, Say(lang, "Feng et Cliff 2004", "Feng and Cliff 2004")},
	}
	if len(c.Groups) > 2 {
		list = []namedEstimate{
			{"êta²", "eta²", m.Eta2, Say(lang, "F non centré", "noncentral F")},
			{"oméga²", "omega²", m.Omega2, ""},
			{"epsilon²", "epsilon²", m.Epsilon2, ""},
			{"epsilon² des rangs", "epsilon² of ranks", r.Epsilon2, ""},
			{"êta² des rangs", "eta² of ranks", r.Eta2, ""},
		}
	}
	return tableOfEstimates(c.title()+Say(lang, " – mesures d'effet", " – effect sizes"), list, lang)
}

// tableOfEstimates has a row for each figure that applies.
func tableOfEstimates(title string, list []namedEstimate, lang string) *Table {
	names, methods, remarks := make([]string, len(list)), make([]string, len(list)), make([]string, len(list))
	for i, e := range list {
		names[i], remarks[i] = Say(lang, e.fr, e.en), e.Reason
		switch {
		case e.Defined() && e.Confidence >= 0.95:
			methods[i] = e.interval
		case e.Defined() && e.Confidence > 0:
			remarks[i] = Say(lang, "trop peu de cas pour un intervalle à 95\u00a0%", "too few cases for a 95% interval")
		}
	}
	number := func(name, french, english string, of func(e Estimate) (float64, bool)) Column {
		return Variable{Name: name, Label: Say(lang, french, english), Format: Coefficient}.Figures(len(list), func(i int) (float64, Missing) {
			x, ok := of(list[i].Estimate)
			if !ok && list[i].Defined() {
				return 0, NotApplicable
			}
			return Defined(x, ok)
		})
	}
	return MustTable(title,
		text("mesure", Say(lang, "Mesure", "Measure"), names),
		number("valeur", "Valeur", "Value", func(e Estimate) (float64, bool) { return e.Value, e.Defined() }),
		number("bas", "IC 95 % bas", "95% CI low", func(e Estimate) (float64, bool) { return e.Low, e.Defined() && e.Confidence >= 0.95 }),
		number("haut", "IC 95 % haut", "95% CI high", func(e Estimate) (float64, bool) { return e.High, e.Defined() && e.Confidence >= 0.95 }),
		text("intervalle", Say(lang, "Intervalle", "Interval"), methods),
		text("remarque", Say(lang, "Remarque", "Remark"), remarks),
	)
}

// tests are those that go with the number of groups.
func (c *Comparison) tests() []Test {
	m, r, s := c.Means, c.Ranks, c.Spread
	list := []Test{m.Welch, m.Student, r.MannWhitneyExact, r.MannWhitney, r.Uncorrected, r.Greater, r.Less}
	if len(c.Groups) > 2 {
		list = []Test{m.WelchANOVA, m.ANOVA, r.KruskalExact, r.KruskalWallis, r.JonckheereExact, r.Jonckheere}
	}
	return append(list, s.BrownForsythe, s.Levene, s.Bartlett)
}

// tableOfTests has a row for each test.
func tableOfTests(title string, tests []Test, lang string) *Table {
	names, remarks := make([]string, len(tests)), make([]string, len(tests))
	for i, t := range tests {
		names[i], remarks[i] = t.Name, t.Reason
	}
	number := func(name, label string, format Format, of func(t Test) (float64, bool)) Column {
		return Variable{Name: name, Label: label, Format: format}.Figures(len(tests), func(i int) (float64, Missing) {
			x, ok := of(tests[i])
			if !ok && tests[i].Defined() {
				return 0, NotApplicable
			}
			return Defined(x, ok)
		})
	}
	return MustTable(title+" – tests",
		text("test", "Test", names),
		number("statistique", Say(lang, "Statistique", "Statistic"), Coefficient, func(t Test) (float64, bool) { return t.Statistic, t.Defined() }),
		number("ddl", Say(lang, "ddl", "df"), Number, func(t Test) (float64, bool) { return t.DF, t.Defined() && t.DF > 0 }),
		number("ddl2", Say(lang, "ddl 2", "df 2"), Number, func(t Test) (float64, bool) { return t.DF2, t.Defined() && t.DF2 > 0 }),
		number("p", "p", PValue, func(t Test) (float64, bool) { return t.P, t.Defined() }),
		text("remarque", Say(lang, "Remarque", "Remark"), remarks),
	)
}

func (c *Comparison) pairTable() *Table {
	lang, n := c.Spec.Lang, len(c.Pairs)
	a, b := make([]string, n), make([]string, n)
	for i, p := range c.Pairs {
		a[i], b[i] = c.Groups[p.A].Level.Title(), c.Groups[p.B].Level.Title()
	}
	columns := []Column{text("groupe_a", Say(lang, "Groupe", "Group"), a), text("groupe_b", Say(lang, "Comparé à", "Compared with"), b)}
	add := func(name, french, english string, format Format, of func(p GroupPair) (float64, bool)) {
		columns = append(columns, Variable{Name: name, Label: Say(lang, french, english), Format: format}.Figures(n, func(i int) (float64, Missing) {
			x, ok := of(c.Pairs[i])
			return Defined(x, ok)
		}))
	}
	if c.levels == nil {
		add("ecart", "Écart des moyennes", "Difference of means", Coefficient, func(p GroupPair) (float64, bool) { return p.Difference.Value, p.Difference.Defined() })
		add("bas", "IC 95 % bas (Games-Howell)", "95% CI low (Games-Howell)", Coefficient, func(p GroupPair) (float64, bool) {
			return p.UnequalVariances.Low, p.UnequalVariances.Confidence > 0
		})
		add("haut", "IC 95 % haut (Games-Howell)", "95% CI high (Games-Howell)", Coefficient, func(p GroupPair) (float64, bool) {
			return p.UnequalVariances.High, p.UnequalVariances.Confidence > 0
		})
		add("p_games_howell", "p (Games-Howell)", "p (Games-Howell)", PValue, func(p GroupPair) (float64, bool) { return p.GamesHowell.P, p.GamesHowell.Defined() })
		add("p_tukey", "p (Tukey)", "p (Tukey)", PValue, func(p GroupPair) (float64, bool) { return p.Tukey.P, p.Tukey.Defined() })
	}
	add("z_dunn", "z de Dunn", "Dunn's z", Coefficient, func(p GroupPair) (float64, bool) { return p.Dunn.Statistic, p.Dunn.Defined() })
	add("p_dunn", "p (Dunn)", "p (Dunn)", PValue, func(p GroupPair) (float64, bool) { return p.Dunn.P, p.Dunn.Defined() })
	if c.Spec.Adjust != Unadjusted {
		add("p_ajuste", "p ajusté (Dunn)", "Adjusted p (Dunn)", PValue, func(p GroupPair) (float64, bool) { return p.Adjusted.P, p.Adjusted.Defined() })
	}
	return MustTable(c.title()+Say(lang, " – groupes deux à deux", " – pairs of groups"), columns...).Captioned(Caption{
		Units: Say(lang, "Écart : groupe moins celui auquel il est comparé", "Difference: group less the one it is compared with"),
		Notes: []string{fmt.Sprintf(Say(lang, "Tukey et Games-Howell : p pour toutes les paires ensemble. Dunn : p ajusté par %s, %d tests.",
			"Tukey and Games-Howell: p for all pairs together. Dunn: p adjusted by %s, %d tests."), or(c.Spec.Adjust.String(), "—"), n)},
	})
}

// String is the groups with the recommended test.
func (c *Comparison) String() string { return Printer{Lang: c.Spec.Lang}.Of(c.Tables()[0]) }
