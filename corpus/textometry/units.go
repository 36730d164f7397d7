package textometry

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Cut is how a text is cut into units.
type Cut uint8

const (
	// Turns takes each speaking turn as one unit.
	Turns Cut = iota
	// Sentences cuts turns into sentences.
	Sentences
	// Segments cuts what one speaker says at a stretch into pieces of about the
	// same number of words, at punctuation where there is some.
	Segments
)

// Units reads the words of the informants of a corpus, in units. A unit never
// crosses a speaker or a document: not even a question that is left out. What
// holds no word is no unit.
//
//	text, err := textometry.Units{Cut: textometry.Segments}.Of(c)
type Units struct {
	Cut  Cut
	Size int // words of a segment; 0 is 40
	// Stems counts stems in the place of forms (see corpus.Stem, corpus.Form),
	// Lemmas the lemmas that a lemmatizer finds: lemma.French{}. A word is then
	// left out of counts (Without) by its lemma as well as by its form, and
	// "car:conjonction" leaves out that class of it alone.
	Stems  bool
	Lemmas corpus.Lemmatizer
	// Active are the classes of the words that are counted, as the active forms
	// of IRaMuTeQ; it needs Lemmas. The others are still words of their unit,
	// and still found. nil: all.
	Active      []corpus.Class
	Interviewer bool                   // with the words of who asks
	Roles       []interviews.Role      // only these; nil: all
	Informants  []interviews.Informant // only these sides; nil: all
	Lang        string
}

// Text is the words of a corpus in units, indexed, read-only: one Text serves
// any number of counts.
type Text struct {
	Spec     Units
	Units    []Unit
	N        int // words
	Warnings []string

	roles interviews.Roles
	words []word
	turns []turn
	// forms are the normal forms, in the order in which they first appear; one
	// with several readings is there several times.
	forms   []string
	lemmas  []string       // of each form, where the text was read with Lemmas
	classes []corpus.Class // and its class
	terms   []string       // what is counted: forms, lemmas or stems
	term    []int32        // of each form
	ranks   func() []int32
	stems   func() []string
}

// Unit is a stretch of one text by one speaker.
type Unit struct {
	Document   *corpus.Document
	Turn       int // number of the turn in which it begins
	Start, End int // code points of the text
	Words      int
}

// word is one word of a Text.
type word struct {
	form, unit, turn int32
	start, end       int32 // code points
	// bound tells that nothing but space parts it from the word before, in its
	// unit.
	bound bool
}

// turn is one turn that was read.
type turn struct {
	document *corpus.Document
	interviews.Turn
	side interviews.Informant
	text int // number of the document, from 0
}

// role is who speaks, the informant where it is not declared, "" for who asks.
func (t turn) role() interviews.Role {
	if t.Role == "" && !t.Interviewer {
		return t.document.Interview().Informant.Role
	}
	return t.Role
}

// quotable tells whether the turn may be handed over: with an agreement to be
// quoted that was not withdrawn, and not what a third person says.
func (t turn) quotable() bool {
	interview := t.document.Interview()
	return interview.Quotable() && interview.Consent.Withdrawn.IsZero() &&
		(t.Interviewer || t.role() == interview.Informant.Role)
}

// Of reads the corpus. It fails on a role that the study does not have and on
// settings that cannot be. A corpus without words is a Text without words.
func (s Units) Of(c *corpus.Corpus) (*Text, error) {
	switch {
	case s.Cut > Segments:
		return nil, fmt.Errorf("units: no cut %d", s.Cut)
	case s.Size < 0:
		return nil, errors.New("units: Size is below 0")
	case s.Stems && s.Lemmas != nil:
		return nil, errors.New("units: Stems and Lemmas are both asked for; choose one")
	case len(s.Active) > 0 && s.Lemmas == nil:
		return nil, errors.New("units: Active needs the classes of words; set Lemmas, to lemma.French{} for instance")
	}
	if err := knownRoles(c.Roles(), s.Roles); err != nil {
		return nil, fmt.Errorf("units: %w", err)
	}
	r := newReader(s, c.Roles())
	characters, turns := 0, 0
	for _, d := range c.Documents() {
		characters += d.Len()
		turns += len(d.Interview().Transcript.Turns)
	}
	r.t.words = make([]word, 0, characters/4) // about as many as there are
	r.t.turns, r.t.Units = make([]turn, 0, turns), make([]Unit, 0, turns)
	for n, d := range c.Documents() {
		for _, said := range d.Turns() {
			side := d.Side(said)
			t := turn{d, said, side, n}
			wanted := side != interviews.NoInformant &&
				(len(s.Informants) == 0 || slices.Contains(s.Informants, side)) &&
				(len(s.Roles) == 0 || slices.Contains(s.Roles, t.role()))
			if wanted || s.Interviewer && said.Interviewer {
				r.read(t)
			}
		}
		r.flush()
	}
	return r.text(), nil
}

func knownRoles(roles interviews.Roles, asked []interviews.Role) error {
	for _, role := range asked {
		if _, known := roles.Rule(role); !known {
			return fmt.Errorf("the study has no role %s", stats.Unknown(string(role), roles.Names()))
		}
	}
	return nil
}

// reader gathers words into a Text.
type reader struct {
	t      *Text
	form   map[heading]int32
	token  map[string]int32 // the form last read of the word as written
	tokens []corpus.Token   // of the turn
	// stretch is the words of one speaker that are not yet cut into segments,
	// and after what signs each stands.
	stretch []word
	signs   []float64
}

// heading tells forms apart.
type heading struct {
	form    string
	reading corpus.Reading
}

func newReader(s Units, roles interviews.Roles) *reader {
	return &reader{t: &Text{Spec: s, roles: roles}, form: map[heading]int32{}, token: map[string]int32{}}
}

// id is the number of the form of a word.
func (r *reader) id(written string, reading corpus.Reading) int32 {
	id, known := r.token[written]
	if known && r.t.lemmas[id] == reading.Lemma && r.t.classes[id] == reading.Class {
		return id
	}
	h := heading{corpus.Form(written), reading}
	id, known = r.form[h]
	if !known {
		id = int32(len(r.t.forms))
		r.form[h] = id
		r.t.forms, r.t.lemmas, r.t.classes = append(r.t.forms, h.form), append(r.t.lemmas, reading.Lemma), append(r.t.classes, reading.Class)
	}
	r.token[written] = id
	return id
}

// read takes in a turn.
func (r *reader) read(t turn) {
	if n := len(r.t.turns); n > 0 {
		last := r.t.turns[n-1]
		if last.document != t.document || last.Number+1 != t.Number || last.Speaker != t.Speaker || last.role() != t.role() {
			r.flush()
		}
	}
	at := int32(len(r.t.turns))
	r.t.turns = append(r.t.turns, t)
	var breaks []stats.Span
	if r.t.Spec.Cut == Sentences {
		breaks = t.document.Sentences(t.Number)
	}
	r.tokens = t.document.AppendTokens(r.tokens[:0], t.Number)
	var readings []corpus.Reading
	if lexicon := r.t.Spec.Lemmas; lexicon != nil {
		readings = lexicon.Of(r.tokens)
	}
	bound := false
	for i, token := range r.tokens {
		for len(breaks) > 0 && breaks[0].End <= token.Start {
			breaks, bound = breaks[1:], false
			r.unit()
		}
		if !token.Said() {
			bound = false
			if n := len(r.signs); n > 0 && token.Kind == corpus.Sign {
				r.signs[n-1] = max(r.signs[n-1], strength(token.Text))
			}
			continue
		}
		var reading corpus.Reading
		if i < len(readings) {
			reading = readings[i]
		}
		r.stretch = append(r.stretch, word{
			form: r.id(token.Text, reading), turn: at, start: int32(token.Start), end: int32(token.End), bound: bound,
		})
		r.signs = append(r.signs, plain)
		bound = true
	}
	if n := len(r.signs); n > 0 {
		r.signs[n-1] = full
	}
	if r.t.Spec.Cut != Segments {
		r.unit()
	}
}

// flush cuts what one speaker said at a stretch.
func (r *reader) flush() {
	words, signs := r.stretch, r.signs
	size := r.t.Spec.Size
	if size == 0 {
		size = 40
	}
	for len(words) > 0 {
		n := segment(signs, size)
		r.stretch = words[:n]
		r.unit()
		words, signs = words[n:], signs[n:]
	}
	r.stretch, r.signs = r.stretch[:0], r.signs[:0]
}

// unit makes one unit of the stretch.
func (r *reader) unit() {
	words := r.stretch
	if len(words) == 0 {
		return
	}
	t := r.t.turns[words[0].turn]
	words[0].bound = false
	for i := range words {
		words[i].unit = int32(len(r.t.Units))
	}
	r.t.words = append(r.t.words, words...)
	r.t.Units = append(r.t.Units, Unit{t.document, t.Number, int(words[0].start), int(words[len(words)-1].end), len(words)})
	r.stretch, r.signs = r.stretch[:0], r.signs[:0]
}

// text is what was read.
func (r *reader) text() *Text {
	t := r.t
	t.N = len(t.words)
	t.stems = sync.OnceValue(func() []string {
		stems := make([]string, len(t.forms))
		for i, form := range t.forms {
			stems[i] = corpus.Stem(form)
		}
		return stems
	})
	t.ranks = sync.OnceValue(func() []int32 { return ranks(t.forms) })
	t.term = make([]int32, len(t.forms))
	switch {
	case t.Spec.Stems:
		t.head(t.stems())
	case t.Spec.Lemmas != nil:
		t.head(t.lemmas)
	default:
		t.terms = t.forms
		for i := range t.term {
			t.term[i] = int32(i)
		}
	}
	if t.N == 0 {
		t.Warnings = []string{stats.Say(t.Spec.Lang, "Aucun mot n'a été lu.", "No word was read.")}
	}
	return t
}

// head counts each form under a term, one that has none under itself.
func (t *Text) head(terms []string) {
	ids := map[string]int32{}
	for i, term := range terms {
		term = cmp.Or(term, t.forms[i])
		id, known := ids[term]
		if !known {
			id = int32(len(t.terms))
			ids[term] = id
			t.terms = append(t.terms, term)
		}
		t.term[i] = id
	}
}

// Tables lists the units, one a row, with their place and their text where it
// may be quoted.
func (t *Text) Tables() []*stats.Table {
	lang := t.Spec.Lang
	places := make([]place, len(t.Units))
	for i, u := range t.Units {
		places[i] = place{u.Document, u.Turn, u.Start, u.End}
	}
	columns := append(placeColumns(lang, places),
		each.Count("mots", stats.Say(lang, "Mots", "Words"), t.Units, func(u Unit) int { return u.Words }),
		quotes("texte", stats.Say(lang, "Texte", "Text"), places, func(i int) string {
			return oneLine(t.Units[i].Document.Slice(t.Units[i].Start, t.Units[i].End))
		}))
	table := stats.MustTable(stats.Say(lang, "Unités de texte", "Units of text"), columns...)
	return []*stats.Table{table.Captioned(stats.Caption{Notes: append(slices.Clone(t.Warnings), withheld(lang, places)...)})}
}

// String prints the units.
func (t *Text) String() string { return printed(t.Spec.Lang, t.Tables()) }
