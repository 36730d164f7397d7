package corpus

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Ratings makes of the codings of two coders or more what measures of agreement
// start from: for each code a table of units by coders, yes where the coder put
// the code on a part of the unit and no elsewhere, so that what nobody coded
// counts. Rows: document, id_cas, tour, debut, fin, poids, then one column a
// coder, named after the coder.
//
// Units are characters unless said; equal neighbours of a turn stand in one row
// whose poids is their number. Only documents in which all these coders coded
// something are rated. Only turns of informants are, unless AllText: what
// nobody may code is no agreement.
type Ratings struct {
	Codebook *Codebook // nil: the codes that were used
	Codes    []string  // only these; nil: all
	Coders   []string  // nil: all who coded by hand
	Unit     RatingUnit
	// Exclusive makes one table for all codes: a column a coder whose levels
	// are aucun, the codes, and the sets of codes that stand together.
	Exclusive bool
	Alone     bool // leave the codes below a code out of it
	AllText   bool // rate the whole text, labels and words of the interviewer too
	Lang      string
}

// RatingUnit is what coders are compared on.
type RatingUnit uint8

const (
	// RateCharacters rates code points of the text.
	RateCharacters RatingUnit = iota
	// RateWords rates words; one of which a part is coded is coded.
	RateWords
	// RateTurns rates turns.
	RateTurns
	// RateParagraphs rates lines of the text that are not blank.
	RateParagraphs
	// RateDocuments rates texts.
	RateDocuments
	// RateCases rates cases, by those of their texts that all coders coded.
	RateCases
)

// RatingTable is the ratings of some codes by some coders.
type RatingTable struct {
	Spec      Ratings
	Codes     []string
	Coders    []string
	Documents []string // rated
	LeftOut   []string // documents that only some of the coders coded
	N         int      // units: characters, words, turns …
	Several   int      // units with several codes of one coder, where Exclusive
	Warnings  []string

	rater *rater
}

// Of makes the ratings. It fails on a code or coder that does not exist, on
// fewer than two coders, where they have no document in common, and on codings
// of another corpus.
func (s Ratings) Of(c *Corpus, codings Codings) (*RatingTable, error) {
	if s.Unit > RateCases {
		return nil, fmt.Errorf("ratings: no unit %d", s.Unit)
	}
	f, err := newFinder(c, codings, s.Codebook, s.Alone)
	if err != nil {
		return nil, fmt.Errorf("ratings: %w", err)
	}
	codes, err := f.codes(s.Codes)
	if err != nil {
		return nil, fmt.Errorf("ratings: %w", err)
	}
	coders, err := s.coders(f)
	if err != nil {
		return nil, fmt.Errorf("ratings: %w", err)
	}
	t := &RatingTable{Spec: s, Codes: codes, Coders: coders}
	both := t.coded(f)
	if len(t.Documents) == 0 {
		return nil, fmt.Errorf("ratings: no document was coded by all of %s", strings.Join(coders, ", "))
	}
	t.rater = newRater(f, s, both)
	t.rater.mark(codes, coders)
	t.N = t.rater.count()
	if s.Exclusive {
		if slices.Contains(codes, s.none()) {
			return nil, fmt.Errorf("ratings: code %q has the name of the level for no code; rename it", s.none())
		}
		for _, unit := range t.rater.rate(codes) {
			if slices.ContainsFunc(unit.codes, func(codes []int) bool { return len(codes) > 1 }) {
				t.Several += unit.weight
			}
		}
	}
	t.warn(f)
	return t, nil
}

// coders lists who is compared.
func (s Ratings) coders(f *finder) ([]string, error) {
	coders := s.Coders
	if coders == nil {
		coders = slices.DeleteFunc(slices.Clone(f.coders), func(coder string) bool { return strings.HasPrefix(coder, ruleCoder) })
	}
	for i, coder := range coders {
		if _, err := f.only(coder); err != nil || coder == "" {
			return nil, fmt.Errorf("no coder %s", stats.Unknown(coder, f.coders))
		}
		if slices.Contains(coders[:i], coder) {
			return nil, fmt.Errorf("coder %q is named twice", coder)
		}
		if slices.Contains(unitNames, coder) {
			return nil, fmt.Errorf("coder %q has the name of a column; rename the coder", coder)
		}
	}
	if len(coders) < 2 {
		return nil, errors.New("agreement takes two coders or more; found " + fmt.Sprint(len(coders)))
	}
	return coders, nil
}

// coded sorts the documents into those that all coded and those that some did.
// What a rule searched is coded by it.
func (t *RatingTable) coded(f *finder) map[*Document]bool {
	by := map[*Document]map[string]bool{}
	rules := map[*Rule]bool{}
	see := func(d *Document, coder string) {
		if slices.Contains(t.Coders, coder) {
			if by[d] == nil {
				by[d] = map[string]bool{}
			}
			by[d][coder] = true
		}
	}
	for i := range f.codings {
		coding := &f.codings[i]
		see(coding.Document, coding.Coder)
		if rule := coding.rule; rule != nil && !rules[rule] {
			rules[rule] = true
			for _, d := range f.corpus.documents {
				if rule.looksAt(d) {
					see(d, coding.Coder)
				}
			}
		}
	}
	all := map[*Document]bool{}
	for _, d := range f.corpus.documents {
		switch len(by[d]) {
		case 0:
		case len(t.Coders):
			all[d] = true
			t.Documents = append(t.Documents, d.ID())
		default:
			t.LeftOut = append(t.LeftOut, d.ID())
		}
	}
	return all
}

func (t *RatingTable) warn(f *finder) {
	r := reading{}
	lang := t.Spec.Lang
	r.note(lang, "Codeurs comparés : %s. Entretiens que tous ont codés : %d ; écartés, car codés par certains seulement : %d.",
		"Coders compared: %s. Interviews that all coded: %d; left out, coded by some only: %d.",
		strings.Join(t.Coders, ", "), len(t.Documents), len(t.LeftOut))
	if t.Spec.AllText {
		r.note(lang, "Tout le texte compte, paroles de l'enquêteur comprises.", "The whole text counts, the interviewer's words included.")
	} else {
		r.note(lang, "Seuls comptent les tours des informateurs ; ce que personne n'a codé compte.",
			"Only turns of informants count; what nobody coded counts.")
		if n := len(f.silent); n > 0 {
			r.note(lang, "Codages de paroles de l'enquêteur ou d'un tiers, non comptés : %d.",
				"Codings of words of the interviewer or a third person, not counted: %d.", n)
		}
	}
	if t.Several > 0 {
		r.note(lang, "Unités où un codeur a posé plusieurs codes, gardées comme ensembles de codes : %d.",
			"Units on which a coder put several codes, kept as sets of codes: %d.", t.Several)
	}
	t.Warnings = r.notes
}

// unitNames are the columns that say which unit a row is.
var unitNames = []string{"document", caseKey, "tour", "debut", "fin", "poids"}

// unitLabels are their labels.
func unitLabels(lang string) []string {
	if lang == "en" {
		return []string{"Interview", "Case", "Turn", "Start", "End", "Weight"}
	}
	return []string{"Entretien", "Situation", "Tour", "Début", "Fin", "Poids"}
}

// Table is the ratings of a code, for measures of agreement: poids is the
// weight of a row, the columns named after the Coders are its ratings. Where
// Exclusive the code is "", for all of them.
func (t *RatingTable) Table(code string) (*stats.Table, error) {
	if t.Spec.Exclusive {
		if code != "" {
			return nil, errors.New(`ratings: codes that exclude each other have one table: ask for ""`)
		}
		return t.table(0), nil
	}
	i := slices.Index(t.Codes, code)
	if i < 0 {
		return nil, fmt.Errorf("ratings: no code %s", stats.Unknown(code, t.Codes))
	}
	return t.table(i), nil
}

// Tables is the table of each code.
func (t *RatingTable) Tables() []*stats.Table {
	tables := make([]*stats.Table, len(t.Codes))
	if t.Spec.Exclusive {
		tables = tables[:1]
	}
	for i := range tables {
		tables[i] = t.table(i)
	}
	return tables
}

// String prints the tables.
func (t *RatingTable) String() string {
	var texts []string
	for _, one := range t.Tables() {
		texts = append(texts, stats.Printer{Lang: t.Spec.Lang}.Of(one))
	}
	return strings.Join(texts, "\n")
}

func (t *RatingTable) table(n int) *stats.Table {
	codes := t.Codes[n : n+1]
	if t.Spec.Exclusive {
		codes = t.Codes
	}
	rows, label := t.rater.rate(codes), unitLabels(t.Spec.Lang)
	columns := []stats.Column{
		each.Text(unitNames[0], label[0], rows, stats.NotApplicable, func(u rated) string { return u.document }),
		each.Text(unitNames[1], label[1], rows, stats.NotRecorded, func(u rated) string { return u.situation }),
	}
	for i, value := range []func(rated) int{
		func(u rated) int { return u.turn }, func(u rated) int { return u.start }, func(u rated) int { return u.end },
		func(u rated) int { return u.weight },
	} {
		columns = append(columns, each.Count(unitNames[2+i], label[2+i], rows, value))
	}
	title := "Codage par codeur"
	if t.Spec.Lang == "en" {
		title = "Ratings by coder"
	}
	if t.Spec.Exclusive {
		columns = append(columns, t.sets(rows)...)
	} else {
		title += " : " + t.Codes[n]
		for i, coder := range t.Coders {
			flags := make([]bool, len(rows))
			for row, unit := range rows {
				flags[row] = len(unit.codes[i]) > 0
			}
			columns = append(columns, stats.Variable{Name: coder}.Flags(flags, nil))
		}
	}
	return stats.MustTable(title, columns...).Captioned(t.Spec.caption(t.N, slices.Clone(t.Warnings)))
}

// caption names the units and says how many there are.
func (s Ratings) caption(n int, notes []string) stats.Caption {
	units := "Unités : " + s.Unit.name(s.Lang)
	if s.Lang == "en" {
		units = "Units: " + s.Unit.name(s.Lang)
	}
	return stats.Caption{Units: units, Population: "n = " + stats.Count.Number(float64(n), s.Lang), Notes: notes}
}

// sets makes a column of levels a coder: none, the codes, then the sets of
// several in the order in which they are found.
func (t *RatingTable) sets(rows []rated) []stats.Column {
	levels := append(stats.Levels(t.Spec.none()), stats.Levels(t.Codes...)...)
	at := map[string]int{} // by the codes of the set
	values := make([][]int, len(t.Coders))
	for _, unit := range rows {
		for i := range t.Coders {
			level := 0
			switch codes := unit.codes[i]; len(codes) {
			case 0:
			case 1:
				level = 1 + codes[0]
			default:
				key, known := fmt.Sprint(codes), false
				if level, known = at[key]; !known {
					names := make([]string, len(codes))
					for n, code := range codes {
						names[n] = t.Codes[code]
					}
					level = len(levels)
					at[key] = level
					levels = append(levels, stats.Level{Code: strings.Join(names, " + ")})
				}
			}
			values[i] = append(values[i], level)
		}
	}
	columns := make([]stats.Column, len(t.Coders))
	for i, coder := range t.Coders {
		columns[i] = stats.Variable{Name: coder}.Categories(levels, false, values[i], nil)
	}
	return columns
}

// none is the level of what a coder left uncoded.
func (s Ratings) none() string {
	if s.Lang == "en" {
		return "none"
	}
	return "aucun"
}

func (u RatingUnit) name(lang string) string {
	french := [...]string{"caractères", "mots", "tours de parole", "paragraphes", "entretiens", "situations"}
	english := [...]string{"characters", "words", "turns", "paragraphs", "interviews", "cases"}
	if lang == "en" {
		return english[u]
	}
	return french[u]
}
