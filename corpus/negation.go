package corpus

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Negation keeps what is affirmed, or what is denied, of what a rule finds.
//
// Something is denied when, in its clause, pas, jamais, rien, aucun, guère,
// ni, sans or non stands at most Window words before it or at most one word
// after it ("j'ai pas confiance", "je parle pas"); or when ne stands at most
// Window words before it, or before plus, personne, point and the like that
// stand at most Window words around it ("elle ne vient plus"). Irony, double negation and "pas seulement" are beyond it.
type Negation struct {
	Keep   Polarity
	Window int // words between; 0 is 4
}

// Polarity is whether something is affirmed or denied.
type Polarity uint8

const (
	// AnyPolarity keeps both.
	AnyPolarity Polarity = iota
	// Affirmed keeps what is not denied.
	Affirmed
	// Denied keeps only that.
	Denied
)

// String is the condition in French; "" for none.
func (n Negation) String() string {
	if n.Keep == AnyPolarity || n.Keep > Denied {
		return ""
	}
	return fmt.Sprintf("%s (négation à %d mots au plus)", [...]string{"", "sauf nié", "seulement nié"}[n.Keep], n.window())
}

func (n Negation) window() int {
	if n.Window == 0 {
		return 4
	}
	return n.Window
}

var (
	// These deny alone; "plus", "personne" and "point" only with ne.
	denying = set("pas", "jamais", "rien", "aucun", "aucune", "guère", "ni", "sans", "non")
	closing = set("pas", "plus", "jamais", "rien", "personne", "aucun", "aucune", "guère", "point")
)

// of keeps the matches of the polarity asked for.
func (n Negation) of(found []match, words said) []match {
	if n.Keep == AnyPolarity {
		return found
	}
	return slices.DeleteFunc(found, func(m match) bool { return n.denies(m, words) != (n.Keep == Denied) })
}

func (n Negation) denies(m match, words said) bool {
	if m.first >= m.end || m.end > len(words.forms) {
		return false
	}
	window, clause := n.window(), words.clause[m.first]
	ne, second := false, false
	deny := func(from, to int) bool { // ne stands there
		return slices.ContainsFunc(words.forms[max(0, from):to], func(form string) bool { return form == "ne" || form == "n'" })
	}
	for i := max(0, m.first-window-1); i < m.first; i++ {
		if words.clause[i] != clause {
			continue
		}
		if denying[words.forms[i]] {
			return true
		}
		if closing[words.forms[i]] {
			second = true
			ne = ne || deny(max(i-window-1, slices.Index(words.clause, clause)), i)
		}
		ne = ne || deny(i, i+1)
	}
	clause = words.clause[m.end-1]
	for i := m.end; i < min(len(words.forms), m.end+window+1); i++ {
		if words.clause[i] != clause {
			break
		}
		if i <= m.end+1 && words.forms[i] == "pas" || i <= m.end && denying[words.forms[i]] && words.forms[i] != "sans" && words.forms[i] != "non" {
			return true
		}
		second = second || closing[words.forms[i]]
	}
	return ne && second
}

// Within narrows a rule down to what lies inside passages of a code, or of one
// below it: the answers on school, say.
type Within struct {
	Code    string // "" for everywhere
	Codings Codings
}

// spans lists the passages by document.
func (w Within) spans() map[*Document][]stats.Span {
	spans := map[*Document][]stats.Span{}
	for _, coding := range w.Codings {
		if coding.Document != nil && (coding.Code == w.Code || slices.Contains(coding.Path, w.Code)) {
			spans[coding.Document] = append(spans[coding.Document], stats.Span{Start: coding.Start, End: coding.End})
		}
	}
	return spans
}
