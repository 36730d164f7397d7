package stats

import (
	"fmt"
	"strings"
)

// Say picks the language of what people read: English when lang is "en", else
// French.
func Say(lang, french, english string) string {
	if lang == "en" {
		return english
	}
	return french
}

// semicolon parts what stands in one line.
func semicolon(lang string) string { return Say(lang, " ; ", "; ") }

func colon(lang string) string { return Say(lang, " : ", ": ") }

// Quoted sets a label off from the sentence around it.
func Quoted(lang, label string) string {
	return Say(lang, "«\u00a0"+label+"\u00a0»", "“"+label+"”")
}

// equals writes a figure after its name: "p = 0,020", "p < 0,001".
func equals(name string, value float64, format Format, lang string) string {
	text := format.Number(value, lang)
	if strings.HasPrefix(text, "<") {
		return name + " " + text
	}
	return name + " = " + text
}

// interval writes the ends of an estimate, "" where it has none.
func (e Estimate) interval(lang string) string {
	if !e.Defined() || e.Confidence == 0 {
		return ""
	}
	return fmt.Sprintf(" [%s%s%s]", Coefficient.Number(e.Low, lang), semicolon(lang), Coefficient.Number(e.High, lang))
}

// line lists the rows left out, by reason: "non renseigné : 4".
func (c MissingCounts) line(lang string) string {
	parts := []string{}
	for _, reason := range append(MissingReasons(), Undefined, Secret) {
		if c[reason] > 0 || reason == NotRecorded {
			parts = append(parts, fmt.Sprintf("%s%s%s", reason.Label(lang), colon(lang), count(c[reason], lang)))
		}
	}
	return strings.Join(parts, semicolon(lang))
}

func count(n int, lang string) string { return Count.Number(float64(n), lang) }

// Plural is how many there are of something, its name in the singular or the
// plural of a language: "0 séquence", "1 séquence", "1 234 séquences".
func Plural(n int, lang, one, several string) string {
	if n > 1 || n == 0 && lang == "en" {
		one = several
	}
	return count(n, lang) + " " + one
}

// counted is Plural of nouns that take an s.
func counted(n int, french, english, lang string) string {
	noun := Say(lang, french, english)
	return Plural(n, lang, noun, noun+"s")
}

func percent(x float64, lang string) string {
	return Percent.Number(x, lang) + Say(lang, "\u00a0%", "%")
}

// cases is what a row of the data is called, in the plural.
func cases(word, lang string) string { return or(word, Say(lang, "dossiers", "cases")) }

// Shown is a list of tables that are ready to be handed over, as Counted.Hide
// gives them.
type Shown []*Table

// Tables lists them.
func (s Shown) Tables() []*Table { return s }

// text makes a column of labels of a result.
func text(name, label string, values []string) *Texts {
	return Variable{Name: name, Label: label}.Texts(values, nil)
}

// known is the number where it is defined and not hidden.
func known(value float64, defined, hidden bool) (float64, Missing) {
	switch {
	case hidden:
		return 0, Secret
	case !defined:
		return 0, Undefined
	}
	return value, Recorded
}

// unique names a column by its level, apart from the names already taken.
func unique(name string, taken map[string]bool) string {
	free := name
	for i := 2; free == "" || taken[free]; i++ {
		free = fmt.Sprintf("%s_%d", name, i)
	}
	taken[free] = true
	return free
}
