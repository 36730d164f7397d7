package duration

import "github.com/askoria/verbatim/stats"

// Tables are the groups with the events observed and expected.
func (r *LogRankTest) Tables() []*stats.Table { return r.render(veil{}) }

// String is the table as text.
func (r *LogRankTest) String() string { return stats.Printer{Lang: r.Spec.Lang}.Of(r.Tables()[0]) }

// Counts lists the groups by how many ended.
func (r *LogRankTest) Counts() []stats.Counts {
	var rows []string
	var cells [][]int
	for _, g := range r.Groups {
		rows, cells = append(rows, g.Group.Title()), append(cells, []int{g.Events, g.N - g.Events})
	}
	return []stats.Counts{crossed(r.By.Title(), r.By.Name, rows, []string{r.say("fin", "ended"), r.say("observation arrêtée", "observation stopped")}, cells)}
}

// Hide is the result with groups hidden, and with them the tests.
func (r *LogRankTest) Hide(masks []stats.Mask) stats.Tabler {
	v := veil{}
	for _, mask := range masks {
		v.any = mask.Any()
		for i := range r.Groups {
			v.groups = append(v.groups, (stats.Mask{mask[i]}).Any())
		}
	}
	return shown(r.render(v))
}

func (r *LogRankTest) render(v veil) []*stats.Table {
	rows := make([]int, len(r.Groups))
	for i := range rows {
		rows[i] = i
	}
	number := func(name, french, english string, format stats.Format, of func(g GroupEvents) (float64, bool)) stats.Column {
		return figures(name, r.say(french, english), "", format, rows, func(i int) (float64, stats.Missing) {
			x, exists := of(r.Groups[i])
			return figure(x, exists, v.hides(i))
		})
	}
	caption := stats.Caption{Test: equals(r.Test, v.any, r.Spec.Lang), Population: population(r.Spec.Cases, r.N, r.Missing, v.any, r.Spec.Lang)}
	if r.ordered && len(r.Groups) > 2 {
		caption.Test += r.say(" ; ", "; ") + equals(r.Trend, v.any, r.Spec.Lang)
	}
	if !v.any {
		caption.Reading, caption.Notes = r.reading(), r.Warnings
	}
	observed, expected := r.say("Fins observées", "Ends observed"), r.say("Fins attendues", "Ends expected")
	if r.Spec.Rho != 0 {
		observed, expected = observed+r.say(" (pondérées)", " (weighted)"), expected+r.say(" (pondérées)", " (weighted)")
	}
	return []*stats.Table{stats.MustTable(r.say("Comparaison des durées", "Comparison of durations"),
		text("groupe", r.By.Title(), rows, func(i int) string { return r.Groups[i].Group.Title() }),
		number("n", "Effectif", "Cases", stats.Count, func(g GroupEvents) (float64, bool) { return float64(g.N), true }),
		number("fins", "Fins", "Ended", stats.Count, func(g GroupEvents) (float64, bool) { return float64(g.Events), true }),
		number("observees", observed, observed, stats.Coefficient, func(g GroupEvents) (float64, bool) { return g.Observed, true }),
		number("attendues", expected, expected, stats.Coefficient, func(g GroupEvents) (float64, bool) { return g.Expected, true }),
		number("rapport", "Observées / attendues", "Observed / expected", stats.Coefficient, func(g GroupEvents) (float64, bool) { return g.Observed / g.Expected, g.Expected > 0 }),
	).Captioned(caption)}
}

// reading says in which group things end sooner than if all were alike.
func (r *LogRankTest) reading() string {
	if !r.Test.Defined() {
		return ""
	}
	best := -1
	for i, g := range r.Groups {
		if g.Expected > 0 && (best < 0 || g.Observed/g.Expected > r.Groups[best].Observed/r.Groups[best].Expected) {
			best = i
		}
	}
	g, lang := r.Groups[best], r.Spec.Lang
	text := r.say("Lecture : dans le groupe ", "Reading: in the group ") + groupName(g.Group, lang) +
		r.say(", il y a ", ", there are ") + stats.Coefficient.Number(g.Observed/g.Expected, lang) +
		r.say(" fois les fins attendues si tous les groupes se terminaient au même rythme", " times the ends expected if all groups ended at the same pace")
	if r.Test.P >= 0.05 {
		return text + r.say(" ; l'écart peut être dû au hasard.", "; the gap may be due to chance.")
	}
	return text + "."
}
