package corpus

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/interviews"
)

// Hearing reads codings as accounts that can be crossed: which situations there
// are, what was read for each code, and the passages that speak of it. A code
// takes in those below it unless Alone; passages of one code that overlap are
// one, whoever coded them.
type Hearing struct {
	Codebook *Codebook // nil: the codes that were used
	Codes    []string  // only these; nil: all
	Coder    string    // only this one; "": all together
	Alone    bool      // leave the codes below a code out of it
	Lang     string
}

// Accounts is what a Hearing heard.
type Accounts struct {
	Spec     Hearing
	Codes    []Code
	Cases    []interviews.Case // in the order in which they first appear
	Warnings []string

	reading *reading
}

// Passage is a stretch of a text on which a code stands, whoever put it there.
type Passage struct {
	Document   *Document
	Turn       int
	Start, End int
	Side       interviews.Informant
	Role       interviews.Role
	Words      int
	Codings    Codings

	code, path string
	passage    passage
}

// Of reads the codings. It fails on a coder or code that does not exist, and on
// codings of another corpus.
func (s Hearing) Of(c *Corpus, codings Codings) (*Accounts, error) {
	r, err := choice{s.Codebook, s.Codes, s.Coder, s.Alone, s.Lang}.of(c, codings)
	if err != nil {
		return nil, fmt.Errorf("hearing: %w", err)
	}
	a := &Accounts{Spec: s, Codes: r.codes, Warnings: r.notes, reading: r}
	for _, g := range c.cases() {
		a.Cases = append(a.Cases, interviews.Case{ID: g.id, Child: g.child, Interviews: g.interviews})
	}
	return a, nil
}

// Read tells whether a text was read for a code: somebody coded it by hand, or
// a rule for the code searched it. Where it was not, silence says nothing.
func (a *Accounts) Read(d *Document, code string) bool { return a.reading.looked(d, code) }

// Passages lists the passages of a code, in the order of the texts.
func (a *Accounts) Passages(code string) []Passage {
	list := make([]Passage, len(a.reading.passages[code]))
	for i, p := range a.reading.passages[code] {
		list[i] = Passage{
			Document: p.document, Turn: p.turn, Start: p.start, End: p.end, Side: p.side,
			Role: p.document.role(p.document.turns[p.turn-1]), Words: p.words, Codings: slices.Clone(p.codings),
			code: code, path: a.Spec.Codebook.PathName(code), passage: p,
		}
	}
	return list
}

// Quote is the passage in its sentence, by the rules of Quotes; not where it
// may not be quoted.
func (p Passage) Quote(lang string) (Quote, bool) {
	if p.Document == nil || !mayQuote(p.passage) {
		return Quote{}, false
	}
	quote := newQuote(p.passage, lang)
	quote.Code, quote.Path = p.code, p.path
	return quote, true
}
