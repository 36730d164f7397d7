package pseudonym

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Masked is a study with its names replaced.
type Masked struct {
	// Interviews are those given, in their order, with masked transcripts.
	Interviews []*interviews.Interview
	// Documents say what was masked in each, in the same order.
	Documents []Document
	// Key tells what each tag stands for. It never prints.
	Key  *Key
	lang string
}

// Document is what was done in one interview.
type Document struct {
	ID, Case string
	// Offsets move codings between the original and the masked transcript.
	Offsets Offsets
	// Found are the masked passages, Review those which were left for somebody
	// to look at, in the order of the transcript.
	Found, Review []Passage
}

// Passage is a place in a masked transcript, never its words.
type Passage struct {
	Turn       int        // number of the turn; 0 outside turns
	Span       stats.Span // code points of the masked transcript
	Kind       Kind
	Rule       Rule
	Confidence float64 // from 0 to 1
	Tag        string  // what stands there; "" in a review
}

// leastReview is the confidence below which a candidate is not worth a look.
const leastReview = 0.25

// passages lists what was masked and what is left to review.
func (doc *Document) passages(s *study, d *document, t *interviews.Transcript) {
	for i, e := range d.text.edits {
		p := e.passage
		p.Span, p.Tag = doc.Offsets[i].New, e.entry.tag
		p.Turn = turnAt(t, p.Span)
		doc.Found = append(doc.Found, p)
	}
	slot := slices.Index(d.in.texts, d.text)
	at, runes := 0, 0
	for i := range d.in.found[slot] {
		c := &d.in.found[slot][i]
		if c.confidence < leastReview || s.keep[c.canon] {
			continue
		}
		start, end := d.text.origin(c.start), d.text.origin(c.end)
		runes += utf8.RuneCountInString(d.text.original[at:start])
		at = start
		old := stats.Span{Start: runes, End: runes + utf8.RuneCountInString(d.text.original[start:end])}
		p := Passage{Span: doc.Offsets.Masked(old), Kind: c.kind, Rule: c.rule, Confidence: c.confidence}
		p.Turn = turnAt(t, p.Span)
		doc.Review = append(doc.Review, p)
	}
}

func turnAt(t *interviews.Transcript, span stats.Span) int {
	i, _ := slices.BinarySearchFunc(t.Turns, span.Start, func(turn interviews.Turn, at int) int {
		if turn.End <= at {
			return -1
		}
		return 1
	})
	if i < len(t.Turns) && t.Turns[i].Start <= span.Start {
		return t.Turns[i].Number
	}
	return 0
}

// String is one line: how many passages were masked and are left to review.
func (m *Masked) String() string {
	texts, found, review := 0, 0, 0
	for i := range m.Documents {
		if m.Interviews[i].Transcript != nil {
			texts++
		}
		found += len(m.Documents[i].Found)
		review += len(m.Documents[i].Review)
	}
	if m.lang == "en" {
		return fmt.Sprintf("%d transcripts: %d passages masked, %d to review\n", texts, found, review)
	}
	return fmt.Sprintf("%d transcriptions : %d passages masqués, %d à relire\n", texts, found, review)
}

// Tables are the audit, one row for each document, kind and rule with how
// often, and the review, one row a passage: never any words of a transcript.
func (m *Masked) Tables() []*stats.Table { return []*stats.Table{m.audit(), m.review()} }

// audit counts the masked passages; "tags" are the different ones among them.
func (m *Masked) audit() *stats.Table {
	type line struct {
		document string
		kind     Kind
		rule     Rule
	}
	var lines []line
	counts, tags := map[line]float64{}, map[line]map[string]bool{}
	for i := range m.Documents {
		from := len(lines)
		for _, p := range m.Documents[i].Found {
			l := line{m.Documents[i].ID, p.Kind, p.Rule}
			if counts[l] == 0 {
				lines, tags[l] = append(lines, l), map[string]bool{}
			}
			counts[l]++
			tags[l][p.Tag] = true
		}
		slices.SortFunc(lines[from:], func(a, b line) int {
			if a.kind != b.kind {
				return int(a.kind) - int(b.kind)
			}
			return strings.Compare(string(a.rule), string(b.rule))
		})
	}
	n := len(lines)
	documents, kinds, rules := make([]string, n), make([]string, n), make([]string, n)
	times, different := make([]float64, n), make([]float64, n)
	for i, l := range lines {
		documents[i], kinds[i], rules[i] = l.document, l.kind.Label(m.lang), string(l.rule)
		times[i], different[i] = counts[l], float64(len(tags[l]))
	}
	return stats.MustTable(m.say("Masquage : audit", "Masking: audit"),
		text("document", m.say("Document", "Document"), documents), text("genre", m.say("Genre", "Kind"), kinds),
		text("regle", m.say("Règle", "Rule"), rules),
		numbers("passages", m.say("Passages", "Passages"), stats.Count, times),
		numbers("balises", m.say("Balises différentes", "Different tags"), stats.Count, different))
}

func (m *Masked) review() *stats.Table {
	var documents, kinds, rules []string
	var turns, starts, ends, confidences []float64
	var outside []stats.Missing
	for i := range m.Documents {
		for _, p := range m.Documents[i].Review {
			documents, kinds, rules = append(documents, m.Documents[i].ID), append(kinds, p.Kind.Label(m.lang)), append(rules, string(p.Rule))
			turns, starts, ends = append(turns, float64(p.Turn)), append(starts, float64(p.Span.Start)), append(ends, float64(p.Span.End))
			confidences = append(confidences, p.Confidence)
			missing := stats.Recorded
			if p.Turn == 0 {
				missing = stats.NotApplicable
			}
			outside = append(outside, missing)
		}
	}
	return stats.MustTable(m.say("Masquage : à relire", "Masking: to review"),
		text("document", m.say("Document", "Document"), documents),
		stats.Variable{Name: "tour", Label: m.say("Tour", "Turn"), Format: stats.Ordinal}.Numbers(turns, outside),
		numbers("debut", m.say("Début", "Start"), stats.Ordinal, starts), numbers("fin", m.say("Fin", "End"), stats.Ordinal, ends),
		text("genre", m.say("Genre", "Kind"), kinds), text("regle", m.say("Règle", "Rule"), rules),
		numbers("confiance", m.say("Confiance", "Confidence"), stats.Coefficient, confidences))
}

func (m *Masked) say(french, english string) string {
	if m.lang == "en" {
		return english
	}
	return french
}

func text(name, label string, values []string) stats.Column {
	return stats.Variable{Name: name, Label: label}.Texts(values, nil)
}

func numbers(name, label string, format stats.Format, values []float64) stats.Column {
	return stats.Variable{Name: name, Label: label, Format: format}.Numbers(values, nil)
}

// span is Masked with plain numbers.
func (o Offsets) span(start, end int) (int, int) {
	s := o.Masked(stats.Span{Start: start, End: end})
	return s.Start, s.End
}

// cutter takes stretches out of a text by code points, mostly in rising order.
type cutter struct {
	text         string
	bytes, runes int
}

func newCutter(text string) *cutter { return &cutter{text: text} }

func (c *cutter) of(start, end int) string {
	from := c.to(start)
	return c.text[from:c.to(end)]
}

func (c *cutter) to(position int) int {
	if position < c.runes {
		c.bytes, c.runes = 0, 0
	}
	for c.runes < position {
		_, size := utf8.DecodeRuneInString(c.text[c.bytes:])
		c.bytes += size
		c.runes++
	}
	return c.bytes
}

// Place is where a passage of an interview, in code points, stands once masked;
// corpus.Codings.In moves codings with it. An interview that was not masked
// keeps its places.
func (m *Masked) Place(interview string, original stats.Span) stats.Span {
	for i := range m.Documents {
		if m.Documents[i].ID == interview {
			return m.Documents[i].Offsets.Masked(original)
		}
	}
	return original
}
