package agreement

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
)

// fill puts values, or the reason why there is none, into the result.
func (a *Agreement) fill(m *model, s sums) {
	a.Categories = make([]Category, m.q)
	names := a.names()
	figures := m.figures(s)
	for k, c := range a.coefficients() {
		f := figures[k]
		*c = Coefficient{Value: stats.Estimate{Value: f.value}, Chance: stats.Estimate{Value: f.chance}, N: a.N}
		if k < int(kinds) {
			c.Name = names[k]
		}
		if isShare(kind(k)) {
			c.Chance.Reason = a.say("un accord brut ne retranche pas le hasard", "plain agreement takes no chance off")
		}
		switch kind(k) {
		case unanimous, cohen, scott:
			c.N = int(s[m.full])
		}
		if !f.ok {
			c.Value = stats.Estimate{Reason: a.undefined(m, s, kind(k))}
			c.Test.Reason, c.Chance = c.Value.Reason, c.Value
		}
	}
	a.fillAlpha(m, s)
	a.fillCategories(m, s)
	two := a.say("défini pour deux codeurs et les unités que les deux ont codées", "defined for two coders and the units both coded")
	a.KappaMax = stats.Estimate{Reason: two}
	if m.r == 2 && s[m.full] > 0 {
		a.KappaMax.Reason = a.Cohen.Value.Reason
		two = a.say("défini pour deux catégories", "defined for two categories")
	}
	a.Prevalence, a.Bias = stats.Estimate{Reason: two}, stats.Estimate{Reason: two}
}

func (a *Agreement) fillAlpha(m *model, s sums) {
	observed, expected, codings := m.disagreement(s)
	a.Alpha.Pairable = int(codings)
	if codings > 1 && !m.negative() {
		a.Alpha.Observed, a.Alpha.Expected = observed/codings, expected/(codings*(codings-1))
	}
}

func (a *Agreement) fillCategories(m *model, s sums) {
	all := 0
	for _, coder := range a.Coders {
		all += coder.Ratings
	}
	two := stats.Estimate{Reason: a.say("défini pour deux codeurs et les unités que les deux ont codées", "defined for two coders and the units both coded")}
	for k := range a.Categories {
		c := &a.Categories[k]
		c.Level, c.Counts, c.Prevalence, c.Bias = a.Levels[k], make([]int, m.r), two, two
		used := 0
		for i := range c.Counts {
			c.Counts[i] = int(s[m.by+i*m.q+k])
			used += c.Counts[i]
		}
		c.Share = stats.Estimate{Reason: a.say("rien n'est codé", "nothing is coded")}
		if all > 0 {
			c.Share = stats.Estimate{Value: 100 * float64(used) / float64(all)}
		}
		c.Jaccard = stats.Estimate{Reason: c.specific.Value.Reason}
		if c.specific.Value.Defined() {
			agreed := s[m.matched+k]
			c.Jaccard.Value = agreed / (2*s[m.pairs+k] - agreed)
		}
	}
}

// undefined says why a coefficient does not exist.
func (a *Agreement) undefined(m *model, s sums, k kind) string {
	switch {
	case m.r < 2:
		return a.say("moins de deux codeurs ont codé", "fewer than two coders coded")
	case a.N == 0:
		return a.say("aucune unité n'est codée par deux codeurs", "no unit is coded by two coders")
	case (k == cohen || k == scott) && m.r > 2:
		return a.say("défini pour deux codeurs", "defined for two coders")
	case k == unanimous:
		return a.say("aucune unité n'est codée par tous", "no unit is coded by all")
	case k >= kinds:
		return a.say("catégorie jamais employée", "category never used")
	case !m.varies(s):
		name := ""
		for c, n := range m.of(s, m.valued) {
			if n > 0 {
				name = a.Levels[c].Title()
			}
		}
		return fmt.Sprintf(a.say("aucune variation : tout est codé %s", "no variation: all is coded %s"), stats.Quoted(a.Spec.Lang, name))
	case k == alpha && m.negative():
		return a.say("une échelle de rapport commence à 0, des valeurs sont négatives", "a ratio scale starts at 0, some values are negative")
	}
	return a.say("l'accord attendu par hasard est déjà total", "agreement expected by chance is already complete")
}

// finish turns shares into per cent and says what to beware of.
func (a *Agreement) finish() {
	for k, c := range a.coefficients() {
		if isShare(kind(k)) {
			c.Value, c.Linear = hundredfold(c.Value), hundredfold(c.Linear)
			c.SE *= 100
		}
	}
	for i := range a.Categories {
		a.Categories[i].Specific = a.Categories[i].specific.Value
	}
	a.warn()
}

func hundredfold(e stats.Estimate) stats.Estimate {
	e.Value, e.Low, e.High = 100*e.Value, 100*e.Low, 100*e.High
	return e
}

func (a *Agreement) warn() {
	note := func(french, english string, values ...any) {
		a.Warnings = append(a.Warnings, fmt.Sprintf(a.say(french, english), values...))
	}
	count := func(n int) string { return stats.Count.Number(float64(n), a.Spec.Lang) }
	if a.Single > 0 {
		note("Unités codées par un seul codeur : %s ; elles ne comptent que pour l'accord attendu par hasard de Conger, Fleiss, Gwet.",
			"Units coded by one coder only: %s; they count only for the agreement that Conger, Fleiss, Gwet expect by chance.", count(a.Single))
	}
	if a.Empty > 0 {
		note("Unités que personne n'a codées, écartées : %s.", "Units that nobody coded, left out: %s.", count(a.Empty))
	}
	if a.Unweighed > 0 {
		note("Lignes sans poids, écartées : %s.", "Rows without a weight, left out: %s.", count(a.Unweighed))
	}
	if a.runs && a.Spec.Cluster == "" {
		note("Intervalles et p comptent chaque unité comme indépendante des autres : ceux de caractères ou de mots sont trop étroits, prendre Cluster.",
			"Intervals and p count each unit as independent: those of characters or words are too narrow, use Cluster.")
	}
	if a.Percent.Value.Defined() && a.Percent.Linear.Confidence == 0 && a.Percent.Value.Value == 100 {
		note("Accord complet : ces unités ne permettent pas d'intervalle.", "Complete agreement: these units give no interval.")
	}
	// Kappa and alpha are low where one category has nearly everything (Feinstein
	// and Cicchetti 1990).
	if a.Alpha.Value.Defined() && a.Percent.Value.Value >= 80 && a.Alpha.Value.Value < 0.4 {
		most := a.Categories[0]
		for _, c := range a.Categories {
			if c.Share.Value > most.Share.Value {
				most = c
			}
		}
		note("Accord élevé mais coefficients bas : %s fait %s des codages ; lire l'accord spécifique de chaque catégorie.",
			"High agreement but low coefficients: %s makes %s of the codings; read the specific agreement of each category.",
			stats.Quoted(a.Spec.Lang, most.Title()), percentText(most.Share.Value, a.Spec.Lang))
	}
}
