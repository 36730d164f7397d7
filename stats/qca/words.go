package qca

import (
	"fmt"
	"strings"

	"github.com/askoria/verbatim/stats"
)

func (c *Configurations) say(french, english string) string {
	return stats.Say(c.Spec.Lang, french, english)
}

func (r *Solution) say(french, english string) string { return r.Table.say(french, english) }

func (c *Configurations) outcome() string { return outcomeName(c.Spec.Outcome, c.Spec.Negated) }

func outcomeName(name string, negated bool) string {
	if negated {
		return "~" + name
	}
	return name
}

// inWords says a conjunction: DEV présent et URB absent.
func (c *Configurations) inWords(expression cube) string {
	var parts []string
	for i, condition := range c.Conditions {
		name := condition.Title()
		switch value := expression[i]; {
		case value == absent:
		case value == notApplicable:
			parts = append(parts, name+c.say(" sans objet", " not applicable"))
		case condition.multi():
			parts = append(parts, fmt.Sprintf("%s = %d", name, value))
		case value == 0:
			parts = append(parts, name+c.say(" est absent", " is absent"))
		default:
			parts = append(parts, name+c.say(" est présent", " is present"))
		}
	}
	if last := len(parts) - 1; last > 0 {
		return strings.Join(parts[:last], ", ") + c.say(" et ", " and ") + parts[last]
	}
	return strings.Join(parts, "")
}

// having says how many of some cases have the outcome.
func (c *Configurations) having(having, n int, expression cube) string {
	result := c.say("le résultat ", "the outcome ") + stats.Quoted(c.Spec.Lang, c.outcome())
	where := c.inWords(expression)
	if where == "" {
		return fmt.Sprintf(c.say("dans %d des %d situations, %s est présent", "in %d of the %d situations %s is present"), having, n, result)
	}
	return fmt.Sprintf(c.say("dans %d des %d situations où %s, %s est présent", "in %d of the %d situations where %s, %s is present"), having, n, where, result)
}

// notCause closes every reading.
func notCause(lang string) string {
	return stats.Say(lang, "Ce sont des conditions que l'on trouve ensemble, non des causes.", "These are conditions found together, not causes.")
}

func percent(share float64, lang string) string {
	return stats.Percent.Number(100*share, lang) + stats.Say(lang, "\u00a0%", "%")
}

// listed writes at most eight names.
func listed(names []string, lang string) string {
	const most = 8
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf(stats.Say(lang, "%s et %d autres", "%s and %d others"), strings.Join(names[:most], ", "), len(names)-most)
}

func number(x float64, lang string) string { return stats.Number.Number(x, lang) }

// figure is a number of a result in a table.
func figure(e stats.Estimate) (float64, stats.Missing) { return stats.Defined(e.Value, e.Defined()) }

// population says who is counted and who is left out.
func population(n int, missing stats.MissingCounts, lang string) string {
	text := fmt.Sprintf(stats.Say(lang, "%s cas", "%s cases"), stats.Count.Number(float64(n), lang))
	for _, reason := range stats.MissingReasons() {
		if missing[reason] > 0 {
			text += fmt.Sprintf(stats.Say(lang, " ; laissés de côté, %s : %d", "; left out, %s: %d"), reason.Label(lang), missing[reason])
		}
	}
	return text
}
