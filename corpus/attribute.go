package corpus

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// CodeByAttribute crosses codes with an attribute of the interviews or of the
// case files: one row a code, and for each level how many units speak of it, of
// how many that were read for it. The units are cases unless Per says
// otherwise, and the caption names them.
//
// A unit counts for each level that it has: a case with a mother and a father
// is among both, an interview among all options of a set; the levels then do
// not add up to the whole, which the caption says. For role and regard who
// speaks decides. Only words of informants count; interviews without a text are
// nowhere, those without the attribute are counted apart. Where nothing was
// read for a code the cells are NotRecorded.
type CodeByAttribute struct {
	Attribute string       // a column of Attributes: "role", "cadre"
	Cases     *stats.Table // case files, see Attributes; nil: the interviews alone
	Per       Denominator
	Codebook  *Codebook // nil: the codes that were used
	Codes     []string  // only these; nil: all
	Coder     string    // only this one; "": all together
	Alone     bool      // leave the codes below a code out of it
	Lang      string
}

// Denominator says of what a code has a share.
type Denominator uint8

const (
	// PerCase: the share of the cases, in per cent.
	PerCase Denominator = iota
	// PerInterview: the share of the interviews, in per cent.
	PerInterview
	// PerTurn: the share of the informants' turns, in per cent.
	PerTurn
	// PerThousandWords: the coded words of each 1,000 that the informants say.
	PerThousandWords
)

// CodeAttributeTable is codes by the levels of an attribute. Coded and Read
// have a row for each of Codes and a column for each of Levels, and a last one
// for all of them together: the units with the code, and those read for it.
type CodeAttributeTable struct {
	Spec        CodeByAttribute
	Attribute   stats.Variable
	Levels      []stats.Level
	Codes       []string
	Coded, Read [][]int
	N           int                 // texts with the attribute
	Missing     stats.MissingCounts // texts by the reason why they have none
	Overlapping bool                // a unit has several levels, or none of a set
	Warnings    []string

	cases  *stats.Table
	labels []string // of the codes
}

// Of counts. It fails on a code, coder or column that does not exist, on a
// column that has no levels, and on codings of another corpus.
func (s CodeByAttribute) Of(c *Corpus, codings Codings) (*CodeAttributeTable, error) {
	r, err := choice{s.Codebook, s.Codes, s.Coder, s.Alone, s.Lang}.of(c, codings)
	if err != nil {
		return nil, fmt.Errorf("code by attribute: %w", err)
	}
	if s.Per > PerThousandWords {
		return nil, fmt.Errorf("code by attribute: no denominator %d", s.Per)
	}
	a, err := s.attribute(c)
	if err != nil {
		return nil, fmt.Errorf("code by attribute: %w", err)
	}
	t := &CodeAttributeTable{Spec: s, Attribute: a.variable, Levels: a.levels, N: a.missing[stats.Recorded], Missing: a.missing}
	units := newUnits(c, a, s.Per)
	t.Overlapping = units.overlap
	for _, code := range r.codes {
		t.Codes, t.labels = append(t.Codes, code.ID), append(t.labels, code.Label)
		t.Coded = append(t.Coded, units.coded(r.passages[code.ID]))
		t.Read = append(t.Read, units.read(func(d *Document) bool { return r.looked(d, code.ID) }))
	}
	t.Warnings = r.notes
	if t.cases, err = a.caseTable(r, s.Lang); err != nil {
		return nil, fmt.Errorf("code by attribute: %w", err)
	}
	return t, nil
}

// CaseTable is what stats.CrossTab can test: one row for each case and each
// level that it has, with the attribute and one column of yes and no a code.
// Where Overlapping the rows of a case are not independent: keep one a case.
func (t *CodeAttributeTable) CaseTable() *stats.Table { return t.cases }

// attribute is the levels of each turn of an informant.
type attribute struct {
	variable stats.Variable
	levels   []stats.Level
	missing  stats.MissingCounts
	// of lists the levels of a turn by their index, and last len(levels), which
	// stands for all together; nil where the attribute is missing.
	of func(*Document, interviews.Turn) []int
}

func (s CodeByAttribute) attribute(c *Corpus) (*attribute, error) {
	all, err := Attributes{Cases: s.Cases, Lang: s.Lang}.Of(c)
	if err != nil {
		return nil, err
	}
	column, err := all.Column(s.Attribute)
	if err != nil {
		return nil, err
	}
	a := &attribute{variable: column.Variable()}
	ofFiles := s.Cases != nil && slices.Contains(s.Cases.Names(), s.Attribute)
	if (s.Attribute == "role" || s.Attribute == "regard") && !ofFiles {
		a.bySpeaker(c, s)
		return a, nil
	}
	var has func(row, level int) bool
	switch column := column.(type) {
	case *stats.Categories:
		a.levels = column.Levels()
		has = func(row, level int) bool { its, _ := column.At(row); return its == level }
	case *stats.Sets:
		a.levels = column.Options()
		has = func(row, option int) bool { ticked, _ := column.Has(row, option); return ticked }
	case *stats.Flags:
		a.levels = []stats.Level{{Code: "non", Label: stats.YesNo(false, s.Lang)}, {Code: "oui", Label: stats.YesNo(true, s.Lang)}}
		has = func(row, level int) bool { yes, _ := column.At(row); return yes == (level == 1) }
	default:
		return nil, fmt.Errorf("column %q holds %s: only categories, flags and sets can be crossed; band numbers first", s.Attribute, stats.KindOf(column))
	}
	levelsOf := map[*Document][]int{}
	for row, interview := range c.interviews {
		d, ok := c.byID[interview.ID]
		if !ok {
			continue
		}
		reason := column.Missing(row)
		a.missing[reason]++
		if reason != stats.Recorded {
			continue
		}
		for level := range a.levels {
			if has(row, level) {
				levelsOf[d] = append(levelsOf[d], level)
			}
		}
		levelsOf[d] = append(levelsOf[d], len(a.levels))
	}
	a.of = func(d *Document, _ interviews.Turn) []int { return levelsOf[d] }
	return a, nil
}

// bySpeaker takes the role or side of who speaks.
func (a *attribute) bySpeaker(c *Corpus, s CodeByAttribute) {
	value := func(d *Document, turn interviews.Turn) string {
		if s.Attribute == "regard" {
			return sideName(d.Side(turn), s.Lang)
		}
		return string(d.role(turn))
	}
	at := map[string]int{}
	for _, d := range c.documents {
		a.missing[stats.Recorded]++
		for _, turn := range d.turns {
			if !informed(d, turn) {
				continue
			}
			v := value(d, turn)
			if _, known := at[v]; !known {
				at[v] = len(a.levels)
				a.levels = append(a.levels, stats.Level{Code: v})
			}
		}
	}
	alone := make([][]int, len(a.levels))
	for level := range alone {
		alone[level] = []int{level, len(alone)}
	}
	a.of = func(d *Document, turn interviews.Turn) []int { return alone[at[value(d, turn)]] }
}

// units is what can be counted for each level, and for all, text by text.
type units struct {
	attribute *attribute
	corpus    *Corpus
	per       Denominator
	words     map[*Document][]int // by level, the last for all
	turns     map[*Document][]int
	overlap   bool
}

func newUnits(c *Corpus, a *attribute, per Denominator) *units {
	u := &units{attribute: a, corpus: c, per: per, words: map[*Document][]int{}, turns: map[*Document][]int{}}
	had := map[string][]int{} // levels of a unit
	for _, d := range c.documents {
		u.words[d], u.turns[d] = make([]int, len(a.levels)+1), make([]int, len(a.levels)+1)
		for _, turn := range d.turns {
			levels := a.levelsOf(d, turn)
			if levels == nil {
				continue
			}
			words := d.Words(turn.Start, turn.End)
			for _, level := range levels {
				u.turns[d][level]++
				u.words[d][level] += words
			}
			key, ok := u.key(d)
			before, seen := had[key]
			u.overlap = u.overlap || len(levels) != 2 || ok && seen && before[0] != levels[0]
			had[key] = levels
		}
	}
	return u
}

// levelsOf lists the levels of a turn as of does, nil for one of no informant.
func (a *attribute) levelsOf(d *Document, turn interviews.Turn) []int {
	if !informed(d, turn) || turn.Start == turn.End {
		return nil
	}
	return a.of(d, turn)
}

// key names the unit to which a text belongs, when that is larger than a turn.
func (u *units) key(d *Document) (string, bool) {
	switch u.per {
	case PerCase:
		return d.Case(), true
	case PerInterview:
		return d.ID(), true
	}
	return "", false
}

// tallied counts units: each once a level, and once for all.
type tallied struct {
	counts []int // the last for all levels
	seen   map[tallyKey]bool
}

type tallyKey struct {
	unit  string
	turn  int
	level int
}

func (u *units) tally() tallied {
	return tallied{make([]int, len(u.attribute.levels)+1), map[tallyKey]bool{}}
}

func (t tallied) once(unit string, turn, level int) {
	if key := (tallyKey{unit, turn, level}); !t.seen[key] {
		t.seen[key] = true
		t.counts[level]++
	}
}

// read counts the units of the texts wanted.
func (u *units) read(want func(*Document) bool) []int {
	t := u.tally()
	for _, d := range u.corpus.documents {
		if !want(d) {
			continue
		}
		key, whole := u.key(d)
		for level, turns := range u.turns[d] {
			switch {
			case turns == 0:
			case whole:
				t.once(key, 0, level)
			case u.per == PerTurn:
				t.counts[level] += turns
			default:
				t.counts[level] += u.words[d][level]
			}
		}
	}
	return t.counts
}

// coded counts the units in which passages lie.
func (u *units) coded(passages []passage) []int {
	t := u.tally()
	for _, p := range passages {
		key, whole := u.key(p.document)
		u.attribute.each(p, func(turn interviews.Turn, level int) {
			switch {
			case whole:
				t.once(key, 0, level)
			case u.per == PerTurn:
				t.once(p.document.ID(), turn.Number, level)
			default:
				t.counts[level] += p.document.Words(max(p.start, turn.Start), min(p.end, turn.End))
			}
		})
	}
	return t.counts
}

// each visits the turns of informants in which a passage lies, once for each of
// their levels and once for all.
func (a *attribute) each(p passage, visit func(turn interviews.Turn, level int)) {
	for _, turn := range p.document.turns[p.turn-1:] {
		if turn.Start >= p.end {
			return
		}
		for _, level := range a.levelsOf(p.document, turn) {
			visit(turn, level)
		}
	}
}
