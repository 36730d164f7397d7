package cluster

import (
	"math"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Cards are the classes in words, one sentence each: what is more frequent and
// less frequent in it than among all, what is higher and lower, the five strongest
// of each up to the p of the spec. Of a class that is too small only that is said.
func (r *Typology) Cards() []string {
	cards := make([]string, len(r.Classes))
	for class := range r.Classes {
		cards[class] = r.card(class, r.veil(nil))
	}
	return cards
}

// String is the cards and the warnings.
func (r *Typology) String() string {
	cards := r.Cards()
	if more := len(cards) - 12; more > 0 {
		cards = append(cards[:12], format(r.Spec.Lang, "… classes de plus : %d", "… more classes: %d", more))
	}
	return strings.Join(append(cards, r.Warnings...), "\n") + "\n"
}

const mostTraits = 5

func (r *Typology) card(class int, v typologyVeil) string {
	p, lang := &r.Classes[class], r.Spec.Lang
	cases := wordOf(r.Spec.Cases, lang)
	switch {
	case p.N == 0:
		return format(lang, "%s : aucun cas.", "%s: no case.", p.Title())
	case p.Small:
		return format(lang, "%s (moins de %d %s) : trop petite pour être décrite.", "%s (fewer than %d %s): too small to be described.", p.Title(), r.Spec.Least, cases)
	}
	var more, less, higher, lower []string
	add := func(to *[]string, text string) {
		if len(*to) < mostTraits {
			*to = append(*to, text)
		}
	}
	versus := r.say(" contre ", " against ")
	levels := func(at int, to *[]string, positive bool) {
		t := p.Levels[at]
		if t.P > r.Spec.P || !t.VTest.Defined() || t.VTest.Value > 0 != positive || v.hides(r, t.Link, t.Level, class) {
			return
		}
		l := r.Links[t.Link]
		if !positive && !l.yesNo && l.varied() == 2 { // the other one says it
			return
		}
		s := subject{variable: l.Variable, levels: l.Levels}
		name := s.title(t.Level, lang)
		if l.yesNo && t.Level == 1 {
			name = l.Title()
		}
		add(to, stats.Quoted(lang, name)+" ("+whole(t.InClass, lang)+versus+whole(t.Overall, lang)+")")
	}
	numbers := func(at int, to *[]string, positive bool) {
		t := p.Numbers[at]
		if t.P > r.Spec.P || !t.VTest.Defined() || t.VTest.Value > 0 != positive || v.hides(r, t.Link, 0, class) {
			return
		}
		l := r.Links[t.Link]
		as := l.Format
		if as == stats.Number || as == stats.Count {
			as = stats.Tenth
		}
		unit := ""
		if l.Unit != "" {
			unit = "\u00a0" + l.Unit
		}
		add(to, stats.Quoted(lang, l.Title())+" ("+as.Number(t.Mean, lang)+unit+versus+as.Number(t.Overall, lang)+")")
	}
	for at := range p.Levels {
		levels(at, &more, true)
		levels(len(p.Levels)-1-at, &less, false)
	}
	for at := range p.Numbers {
		numbers(at, &higher, true)
		numbers(len(p.Numbers)-1-at, &lower, false)
	}
	var parts []string
	part := func(french, english string, traits []string) {
		if len(traits) > 0 {
			parts = append(parts, r.say(french, english)+strings.Join(traits, ", "))
		}
	}
	part("plus souvent ", "more often ", more)
	part("moins souvent ", "less often ", less)
	part("plus élevé en moyenne : ", "higher on average: ", higher)
	part("plus bas en moyenne : ", "lower on average: ", lower)
	if len(parts) == 0 {
		parts = []string{r.say("rien ne la distingue nettement de l'ensemble", "nothing clearly sets it apart")}
	}
	size := cases
	if !v.classes[class] && !v.total {
		size = stats.Count.Number(float64(p.N), lang) + " " + cases + ", " + whole(p.Share, lang)
	}
	return p.Title() + " (" + size + ")" + r.say(" : ", ": ") + strings.Join(parts, r.say(" ; ", "; ")) + "."
}

// varied is how many levels cases have.
func (l *Link) varied() int {
	n := 0
	for _, counts := range l.counts[:len(l.Levels)] {
		if sum(counts) > 0 {
			n++
		}
	}
	return n
}

// whole is a share without decimals.
func whole(x float64, lang string) string {
	return stats.Count.Number(math.Round(x), lang) + stats.Say(lang, "\u00a0%", "%")
}
