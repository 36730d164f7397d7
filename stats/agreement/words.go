package agreement

import "github.com/askoria/verbatim/stats"

func (a *Agreement) say(french, english string) string {
	return stats.Say(a.Spec.Lang, french, english)
}

func percentText(x float64, lang string) string {
	return stats.Percent.Number(x, lang) + stats.Say(lang, "\u00a0%", "%")
}

// Label names the scale in French, or in English when lang is "en".
func (s Scale) Label(lang string) string {
	french := [...]string{"nominale", "ordinale", "d'intervalle", "de rapport"}
	english := [...]string{"nominal", "ordinal", "interval", "ratio"}
	return stats.Say(lang, french[s], english[s])
}

// String is the English label.
func (s Scale) String() string { return s.Label("en") }

// Label names the weights in French, or in English when lang is "en".
func (w Weights) Label(lang string) string {
	french := [...]string{"sans pondération", "pondération linéaire", "pondération quadratique", "pondération par rangs"}
	english := [...]string{"unweighted", "linear weights", "quadratic weights", "rank weights"}
	return stats.Say(lang, french[w], english[w])
}

// String is the English label.
func (w Weights) String() string { return w.Label("en") }

// names of the coefficients, by kind.
func (a *Agreement) names() [kinds]string {
	weights, lang := a.Spec.Weights, a.Spec.Lang
	with, ac := "", "AC1"
	if weights != Unweighted {
		with, ac = " ("+weights.Label(lang)+")", "AC2"
	}
	return [kinds]string{
		percent:   a.say("Accord observé (%)", "Observed agreement (%)"),
		weighted:  a.say("Accord pondéré (%)", "Weighted agreement (%)"),
		unanimous: a.say("Accord de tous (%)", "Agreement of all (%)"),
		cohen:     a.say("Kappa de Cohen", "Cohen's kappa") + with,
		scott:     a.say("Pi de Scott", "Scott's pi") + with,
		conger:    a.say("Kappa de Conger", "Conger's kappa") + with,
		fleiss:    a.say("Kappa de Fleiss", "Fleiss' kappa") + with,
		brennan:   "Brennan-Prediger" + with,
		gwet:      ac + a.say(" de Gwet", " of Gwet") + with,
		alpha:     a.say("Alpha de Krippendorff, échelle ", "Krippendorff's alpha, scale ") + a.Spec.Scale.Label(lang),
	}
}
