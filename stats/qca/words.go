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

// inWords says a conjunction: avec DEV et LIT, sans URB.
func (c *Configurations) inWords(expression cube) string {
	var with, without []string
	for i, condition := range c.Conditions {
		name := condition.Title()
		switch value := expression[i]; {
		case value == absent:
		case value == notApplicable:
			with = append(with, name+c.say(" sans objet", " not applicable"))
		case condition.multi():
			with = append(with, fmt.Sprintf("%s = %d", name, value))
		case value == 0:
			without = append(without, name)
		default:
			with = append(with, name)
		}
	}
	var parts []string
	if with != nil {
		parts = append(parts, c.say(" avec ", " with ")+c.joined(with, c.say(" et ", " and ")))
	}
	if without != nil {
		parts = append(parts, c.say(" sans ", " without ")+c.joined(without, c.say(" ni ", " or ")))
	}
	return strings.Join(parts, ",")
}

// joined lists names, the last one after a word.
func (c *Configurations) joined(names []string, word string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + word + names[last]
}

// having says how many of some cases have the outcome.
func (c *Configurations) having(having, n int, expression cube) string {
	return fmt.Sprintf(c.say("dans %d des %d situations%s, on trouve le résultat %s", "in %d of the %d situations%s, the outcome %s is found"),
		having, n, c.inWords(expression), stats.Quoted(c.Spec.Lang, c.outcome()))
}

// notCause closes every reading.
func notCause(lang string) string {
	return stats.Say(lang, "Ce sont des conditions que l'on trouve ensemble, non des causes.", "These are conditions found together, not causes.")
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
	parts := []string{fmt.Sprintf(stats.Say(lang, "%s cas", "%s cases"), stats.Count.Number(float64(n), lang))}
	for _, reason := range stats.MissingReasons() {
		if missing[reason] > 0 {
			parts = append(parts, fmt.Sprintf(stats.Say(lang, "laissés de côté, %s : %d", "left out, %s: %d"), reason.Label(lang), missing[reason]))
		}
	}
	return strings.Join(parts, stats.Say(lang, " ; ", "; "))
}
