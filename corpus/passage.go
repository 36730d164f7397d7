package corpus

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// passage is a stretch on which a code stands, whoever put it there and how
// often: codings that overlap are one passage.
type passage struct {
	document   *Document
	turn       int
	start, end int
	side       interviews.Informant
	words      int
	codings    Codings
}

// coders lists who coded the passage, in alphabetical order.
func (p passage) coders() []string {
	coders := p.codings.Coders()
	slices.Sort(coders)
	return coders
}

// reading is the codings of a corpus as counts see them: the passages of each
// code, and who was heard and read at all.
type reading struct {
	corpus   *Corpus
	codes    []Code
	passages map[string][]passage // by code, in the order of the texts
	byHand   map[*Document]bool   // somebody coded something there
	rules    map[string][]*Rule   // by code
	heard    map[*Document][interviews.Professional + 1]bool
	notes    []string
}

// choice is which codings a count takes.
type choice struct {
	book  *Codebook
	codes []string
	coder string
	alone bool
	lang  string
}

// of reads the codings. A code takes in those below it unless alone.
func (c choice) of(corpus *Corpus, codings Codings) (*reading, error) {
	r := &reading{
		corpus: corpus, passages: map[string][]passage{}, byHand: map[*Document]bool{},
		rules: map[string][]*Rule{}, heard: map[*Document][interviews.Professional + 1]bool{},
	}
	for i, coding := range codings {
		if d := coding.Document; d == nil || d.number >= len(corpus.documents) || corpus.documents[d.number] != d {
			return nil, fmt.Errorf("coding %d is not of a document of this corpus", i+1)
		}
	}
	if coders := codings.Coders(); c.coder != "" {
		if !slices.Contains(coders, c.coder) {
			return nil, fmt.Errorf("no coder %s", stats.Unknown(c.coder, coders))
		}
		codings = codings.By(c.coder)
	} else if len(coders) > 1 {
		r.note(c.lang, "Codages réunis de %s : un passage que plusieurs ont codé compte une fois.",
			"Codings of %s together: a passage coded by several counts once.", strings.Join(coders, ", "))
	}
	if err := r.choose(c, codings); err != nil {
		return nil, err
	}
	for _, d := range corpus.documents {
		var sides [interviews.Professional + 1]bool
		sides[corpus.roles.Informant(d.interview.Informant.Role)] = true
		for _, turn := range d.turns {
			sides[d.Side(turn)] = true
		}
		r.heard[d] = sides
	}
	asked := map[string][]int{} // codings by code that counts them
	silent, strange := 0, 0
	for i, coding := range codings {
		targets := []string{coding.Code}
		if !c.alone {
			targets = c.book.Path(coding.Code)
		}
		targets = slices.DeleteFunc(slices.Clone(targets), func(id string) bool { return !r.has(id) })
		switch {
		case coding.rule == nil:
			r.byHand[coding.Document] = true
		case len(targets) > 0:
			for _, id := range targets {
				if rules := r.rules[id]; !slices.Contains(rules, coding.rule) {
					r.rules[id] = append(rules, coding.rule)
				}
			}
		}
		if turn, ok := coding.Document.Turn(coding.Turn); !ok || coding.Document.Side(turn) == interviews.NoInformant {
			silent++
			continue
		}
		if _, known := c.book.Code(coding.Code); c.book != nil && !known {
			strange++
		}
		for _, id := range targets {
			asked[id] = append(asked[id], i)
		}
	}
	for id, among := range asked {
		for _, group := range overlapping(codings, among) {
			r.passages[id] = append(r.passages[id], newPassage(codings.at(group)))
		}
	}
	if silent > 0 {
		r.note(c.lang, "Codages de paroles de l'enquêteur ou d'un tiers, non comptés : %d.",
			"Codings of words of the interviewer or a third person, not counted: %d.", silent)
	}
	if strange > 0 {
		r.note(c.lang, "Codages d'un code absent de la grille, non comptés : %d.",
			"Codings with a code that is not in the codebook, not counted: %d.", strange)
	}
	return r, nil
}

// newPassage joins codings that overlap, in the order of their places.
func newPassage(codings Codings) passage {
	first := codings[0]
	p := passage{document: first.Document, turn: first.Turn, start: first.Start, codings: codings}
	for _, coding := range codings {
		p.end = max(p.end, coding.End)
	}
	p.side = p.document.Side(p.document.turns[p.turn-1])
	p.words = p.document.Words(p.start, p.end)
	return p
}

// choose sets the codes that are counted: those asked for, else all of the
// codebook, else those that were used.
func (r *reading) choose(c choice, codings Codings) error {
	ids, known := c.codes, c.book.IDs()
	if c.book == nil {
		known = codings.Codes()
	}
	if len(ids) == 0 {
		ids = known
	}
	for i, id := range ids {
		if !slices.Contains(known, id) {
			return fmt.Errorf("no code %s", stats.Unknown(id, known))
		}
		if slices.Contains(ids[:i], id) {
			return fmt.Errorf("code %q is asked for twice", id)
		}
		code, inBook := c.book.Code(id)
		if !inBook {
			code = Code{ID: id}
		}
		r.codes = append(r.codes, code)
	}
	return nil
}

func (r *reading) has(id string) bool {
	return slices.ContainsFunc(r.codes, func(code Code) bool { return code.ID == id })
}

func (r *reading) note(lang, french, english string, arguments ...any) {
	if lang == "en" {
		french = english
	}
	r.notes = append(r.notes, fmt.Sprintf(french, arguments...))
}

// looked tells whether a document was read for a code: somebody coded it by
// hand, or a rule for the code searched it. Where it was not, that nothing is
// coded says nothing.
func (r *reading) looked(d *Document, code string) bool {
	return r.byHand[d] || slices.ContainsFunc(r.rules[code], func(rule *Rule) bool { return rule.looksAt(d) })
}

// group is one case with its interviews, those without a text among them.
type group struct {
	id, child  string
	interviews []*interviews.Interview
	documents  []*Document
}

// cases groups the interviews, in the order in which cases first appear.
func (c *Corpus) cases() []*group {
	var all []*group
	at := map[string]*group{}
	for _, interview := range c.interviews {
		id := caseOf(interview)
		g := at[id]
		if g == nil {
			g = &group{id: id}
			at[id] = g
			all = append(all, g)
		}
		if g.child == "" {
			g.child = interview.Child
		}
		g.interviews = append(g.interviews, interview)
		if d, ok := c.byID[interview.ID]; ok {
			g.documents = append(g.documents, d)
		}
	}
	return all
}

// anySide stands for all sides together.
const anySide = interviews.NoInformant

// interviewed tells whether somebody on the side was interviewed in the case,
// or speaks in one of its interviews.
func (r *reading) interviewed(g *group, side interviews.Informant) bool {
	return side == anySide ||
		slices.ContainsFunc(g.interviews, func(i *interviews.Interview) bool {
			return r.corpus.roles.Informant(i.Informant.Role) == side
		}) ||
		slices.ContainsFunc(g.documents, func(d *Document) bool { return r.heard[d][side] })
}

// read tells whether a text of the case in which the side speaks was read for
// the code.
func (r *reading) read(g *group, side interviews.Informant, code string) bool {
	return slices.ContainsFunc(g.documents, func(d *Document) bool {
		return (side == anySide || r.heard[d][side]) && r.looked(d, code)
	})
}

// passagesOf lists the passages of a code in a case, by a side.
func (r *reading) passagesOf(g *group, side interviews.Informant, code string) []passage {
	var list []passage
	for _, p := range r.passages[code] {
		if slices.Contains(g.documents, p.document) && (side == anySide || p.side == side) {
			list = append(list, p)
		}
	}
	return list
}

// sides are the three sides, as tables list them.
var sides = [...]interviews.Informant{interviews.Youth, interviews.Parent, interviews.Professional}

// sideName names a side.
func sideName(side interviews.Informant, lang string) string {
	if lang == "en" {
		return [...]string{"", "youth", "parent", "professional"}[side]
	}
	return side.String()
}
