package corpus

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Query finds the segments of a corpus that a Selection describes:
//
//	corpus.Query{Codebook: book, Find: corpus.Coded("M2.1").Near(corpus.Coded("M4.1"), 20)}
//
// Without Coder all codings count together, which the caption says. A code
// takes in those below it unless Alone. Words of the interviewer, and codings
// of them, are never found.
type Query struct {
	Find     Selection
	Codebook *Codebook // nil: the codes that were used
	Coder    string    // only this one; "": all together
	Alone    bool      // leave the codes below a code out of it
	// Cases are case files, one row a case, whose variables Among can name: see
	// Attributes. Nil: only what is known of the interviews.
	Cases *stats.Table
	Lang  string
}

// Selection describes segments. Make one with Coded, SaidBy, OnSide or Among,
// and others of it with its methods: And, Or, Without and Not cut the text;
// Overlapping, Inside, Around, Near, Before and After keep whole segments;
// Whole widens them; By and Valued narrow down the codings. Segments of a
// selection never overlap one another.
type Selection struct {
	label string
	find  func(*finding, filter) ([]stats.Span, error)
}

// finding is a query being answered.
type finding struct {
	*finder
	cases *stats.Table
}

// String is the selection in French, for the caption and the journal.
func (s Selection) String() string { return s.label }

// Of finds the segments, in the order of the corpus. It fails on a code, coder,
// role, column or value that does not exist, and on codings of another corpus.
func (q Query) Of(c *Corpus, codings Codings) (*SegmentTable, error) {
	f, err := newFinder(c, codings, q.Codebook, q.Alone)
	if err != nil {
		return nil, fmt.Errorf("query: %w", err)
	}
	take, err := f.only(q.Coder)
	if err != nil {
		return nil, fmt.Errorf("query: %w", err)
	}
	if q.Find.find == nil {
		return nil, errors.New("query: Find is empty: start with Coded, SaidBy, OnSide or Among")
	}
	spans, err := q.Find.find(&finding{f, q.Cases}, take)
	if err != nil {
		return nil, fmt.Errorf("query: %w", err)
	}
	return q.result(f, spans, take), nil
}

// Coded selects the passages of a code, or of any of several; of any at all
// when none is named. Passages that overlap are one.
func Coded(codes ...string) Selection {
	label := "codé " + strings.Join(codes, " ou ")
	if len(codes) == 0 {
		label = "codé"
	}
	return Selection{label, func(f *finding, take filter) ([]stats.Span, error) {
		ids, err := f.codes(codes)
		if err != nil {
			return nil, err
		}
		return f.passages(ids, take), nil
	}}
}

// SaidBy selects the turns of some roles.
func SaidBy(roles ...interviews.Role) Selection {
	names := make([]string, len(roles))
	for i, role := range roles {
		names[i] = string(role)
	}
	return Selection{"dit par " + strings.Join(names, " ou "), func(f *finding, _ filter) ([]stats.Span, error) {
		for _, role := range roles {
			if _, known := f.corpus.roles.Rule(role); !known {
				return nil, fmt.Errorf("the study has no role %s", stats.Unknown(string(role), f.corpus.roles.Names()))
			}
		}
		return f.turns(func(d *Document, turn interviews.Turn) bool {
			return informed(d, turn) && slices.Contains(roles, d.role(turn))
		}), nil
	}}
}

// OnSide selects the turns of some sides.
func OnSide(informants ...interviews.Informant) Selection {
	names := make([]string, len(informants))
	for i, side := range informants {
		names[i] = side.String()
	}
	return Selection{"regard " + strings.Join(names, " ou "), func(f *finding, _ filter) ([]stats.Span, error) {
		return f.turns(func(d *Document, turn interviews.Turn) bool {
			return informed(d, turn) && slices.Contains(informants, d.Side(turn))
		}), nil
	}}
}

// Among selects the turns of informants in the interviews that fulfil all
// conditions on their Attributes, those of the case files among them.
func Among(conditions ...stats.Condition) Selection {
	labels := make([]string, len(conditions))
	for i, c := range conditions {
		labels[i] = c.String()
	}
	return Selection{"entretiens où " + strings.Join(labels, " et "), func(f *finding, _ filter) ([]stats.Span, error) {
		table, err := Attributes{Cases: f.cases}.Of(f.corpus)
		if err != nil {
			return nil, err
		}
		if table, err = table.Where(conditions...); err != nil {
			return nil, err
		}
		ids, err := table.Texts(interviewKey)
		if err != nil {
			return nil, err
		}
		kept := map[string]bool{}
		for row := range ids.Len() {
			id, _ := ids.At(row)
			kept[id] = true
		}
		return f.turns(func(d *Document, turn interviews.Turn) bool { return informed(d, turn) && kept[d.ID()] }), nil
	}}
}

// By counts only the codings of these coders in all of the selection.
func (s Selection) By(coders ...string) Selection {
	return s.narrowed(" par "+strings.Join(coders, " ou "), func(f *finding, take filter) (filter, error) {
		for _, coder := range coders {
			if _, err := f.only(coder); err != nil {
				return take, err
			}
		}
		take.coders = narrow(take.coders, coders)
		return take, nil
	})
}

// Valued counts only the codings of these valences in all of the selection.
func (s Selection) Valued(valences ...Valence) Selection {
	names := make([]string, len(valences))
	for i, v := range valences {
		names[i] = [...]string{"sans valence", "négative", "neutre", "positive"}[min(v, Positive)]
	}
	return s.narrowed(", valence "+strings.Join(names, " ou "), func(_ *finding, take filter) (filter, error) {
		take.valences = narrow(take.valences, valences)
		return take, nil
	})
}

func (s Selection) narrowed(label string, more func(*finding, filter) (filter, error)) Selection {
	return Selection{"(" + s.label + label + ")", func(f *finding, take filter) ([]stats.Span, error) {
		take, err := more(f, take)
		if err != nil || s.find == nil {
			return nil, errors.Join(err, s.missing())
		}
		return s.find(f, take)
	}}
}

func (s Selection) missing() error {
	if s.find == nil {
		return errors.New("a Selection is empty: start with Coded, SaidBy, OnSide or Among")
	}
	return nil
}

// with makes a selection of two.
func (s Selection) with(other Selection, word string, of func(f *finding, a, b []stats.Span) []stats.Span) Selection {
	return Selection{fmt.Sprintf("(%s %s %s)", s.label, word, other.label), func(f *finding, take filter) ([]stats.Span, error) {
		if err := errors.Join(s.missing(), other.missing()); err != nil {
			return nil, err
		}
		a, err := s.find(f, take)
		if err != nil {
			return nil, err
		}
		b, err := other.find(f, take)
		if err != nil {
			return nil, err
		}
		return of(f, a, b), nil
	}}
}

// And selects the stretches that lie in both.
func (s Selection) And(other Selection) Selection {
	return s.with(other, "et", func(_ *finding, a, b []stats.Span) []stats.Span { return common(a, b) })
}

// Or selects the segments of both, joined where they overlap.
func (s Selection) Or(other Selection) Selection {
	return s.with(other, "ou", func(_ *finding, a, b []stats.Span) []stats.Span { return merged(slices.Concat(a, b)) })
}

// Without takes the words of another selection out of the segments; what
// remains without a word is dropped.
func (s Selection) Without(other Selection) Selection {
	return s.with(other, "sans", func(f *finding, a, b []stats.Span) []stats.Span {
		whole := map[stats.Span]bool{}
		for _, span := range a {
			whole[span] = true
		}
		return slices.DeleteFunc(minus(a, b), func(span stats.Span) bool {
			return !whole[span] && f.passage(span).words == 0
		})
	})
}

// Not selects all other words of the informants, turn by turn.
func (s Selection) Not() Selection {
	all := Selection{"tout", func(f *finding, _ filter) ([]stats.Span, error) { return f.turns(informed), nil }}
	not := all.Without(s)
	not.label = "(non " + s.label + ")"
	return not
}

// Overlapping keeps the segments that share words with one of the other
// selection. Segments that only touch do not.
func (s Selection) Overlapping(other Selection) Selection {
	return s.with(other, "chevauchant", func(_ *finding, a, b []stats.Span) []stats.Span { return overlapped(a, b) })
}

// Inside keeps the segments that lie in one of the other selection, or are it.
func (s Selection) Inside(other Selection) Selection {
	return s.with(other, "dans", func(_ *finding, a, b []stats.Span) []stats.Span { return within(a, b) })
}

// Around keeps the segments in which one of the other selection lies.
func (s Selection) Around(other Selection) Selection {
	return s.with(other, "autour de", func(_ *finding, a, b []stats.Span) []stats.Span { return around(a, b) })
}

// Near keeps the segments with one of the other selection in the same
// interview, at most that many words of the informants in between. Segments
// that overlap are near.
func (s Selection) Near(other Selection, words int) Selection {
	return s.with(other, fmt.Sprintf("à %d mots au plus de", words), func(f *finding, a, b []stats.Span) []stats.Span {
		return chosen(a, b, func(span stats.Span, first int) bool {
			return first < len(b) && b[first].Start < span.End ||
				f.followed(span, b, first, words) || f.preceded(span, b, first, words)
		})
	})
}

// Before keeps the segments that end before one of the other selection begins,
// in the same interview, at most that many words of the informants in between;
// below 0 anywhere in it.
func (s Selection) Before(other Selection, words int) Selection {
	return s.with(other, "avant"+distanceLabel(words), func(f *finding, a, b []stats.Span) []stats.Span {
		return chosen(a, b, func(span stats.Span, first int) bool { return f.followed(span, b, first, words) })
	})
}

// After keeps the segments that begin after one of the other selection ends;
// words as in Before.
func (s Selection) After(other Selection, words int) Selection {
	return s.with(other, "après"+distanceLabel(words), func(f *finding, a, b []stats.Span) []stats.Span {
		return chosen(a, b, func(span stats.Span, first int) bool { return f.preceded(span, b, first, words) })
	})
}

func distanceLabel(words int) string {
	if words < 0 {
		return ""
	}
	return fmt.Sprintf(" (à %d mots au plus)", words)
}

// followed tells whether a span of b begins after the span, near enough; those
// before first end before it begins.
func (f *finding) followed(span stats.Span, b []stats.Span, first, words int) bool {
	for first < len(b) && b[first].Start < span.End {
		first++
	}
	d, from := f.document(span.Start)
	return first < len(b) && b[first].Start < from+d.Len() &&
		(words < 0 || d.atMost(words, span.End-from, b[first].Start-from))
}

// preceded tells whether a span of b ends before the span, near enough.
func (f *finding) preceded(span stats.Span, b []stats.Span, first, words int) bool {
	d, from := f.document(span.Start)
	return first > 0 && b[first-1].End > from &&
		(words < 0 || d.atMost(words, b[first-1].End-from, span.Start-from))
}

// Whole widens segments to the turns of informants, the interviews or the
// interviews of the cases in which they lie.
func (s Selection) Whole(unit Scope) Selection {
	return Selection{fmt.Sprintf("(%s avec %s)", unit.name(""), s.label), func(f *finding, take filter) ([]stats.Span, error) {
		if err := s.missing(); err != nil {
			return nil, err
		}
		spans, err := s.find(f, take)
		if err != nil {
			return nil, err
		}
		return f.scope(spans, unit), nil
	}}
}
