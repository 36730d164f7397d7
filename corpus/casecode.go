package corpus

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Measure is what a cell of a case × code table holds.
type Measure uint8

const (
	// Presence is yes or no.
	Presence Measure = iota
	// Counts is the number of passages.
	Counts
	// Words is the number of words of the informants in these passages.
	Words
)

// CaseByCode makes the table that joins interviews to case files: one row a
// case, one column a code (or a code and side), with the case's child under
// id_enfant as the key.
//
// Without Coder it takes all coders together: passages of one code that overlap
// count once, whoever coded them. With BySide a cell is NotApplicable where
// that side was not interviewed. A cell is NotRecorded where no text of the
// case was read for the code: none transcribed, or none in which the coder
// coded anything and which no rule for the code searched. What remains is a
// true no, or 0.
type CaseByCode struct {
	Codebook *Codebook // nil: the codes that were used
	Codes    []string  // only these; nil: all
	Measure  Measure
	Coder    string // only this one; "": all together
	Alone    bool   // leave the codes below a code out of it
	BySide   bool
	Lang     string
}

// CaseCodeTable is cases by codes.
type CaseCodeTable struct {
	Spec CaseByCode
	// N is the number of cases, Read of those with a text that was coded.
	N, Read  int
	Warnings []string

	table *stats.Table
}

// Of makes the table. It fails on a coder or code that does not exist, and on
// codings of another corpus.
func (s CaseByCode) Of(c *Corpus, codings Codings) (*CaseCodeTable, error) {
	r, err := choice{s.Codebook, s.Codes, s.Coder, s.Alone, s.Lang}.of(c, codings)
	if err != nil {
		return nil, fmt.Errorf("case by code: %w", err)
	}
	cases := c.cases()
	result := &CaseCodeTable{Spec: s, N: len(cases)}
	partial := 0
	for _, g := range cases {
		if r.readAtAll(g, anySide) {
			result.Read++
		}
		if len(g.documents) > 0 && len(g.documents) < len(g.interviews) {
			partial++
		}
		if slices.ContainsFunc(g.interviews, func(i *interviews.Interview) bool { return i.Child != "" && i.Child != g.child }) {
			r.note(s.Lang, "Situation %s : des entretiens portent un autre enfant ; le premier est gardé.",
				"Case %s: some interviews name another child; the first is kept.", g.id)
		}
	}
	if partial > 0 {
		r.note(s.Lang, "Situations qui ont aussi un entretien sans transcription, et dont le « non » ne vaut que pour les autres : %d.",
			"Cases that also have an interview without a transcript, and whose no is that of the others: %d.", partial)
	}
	columns := r.caseColumns(cases, s.Lang)
	asked := []interviews.Informant{anySide}
	if s.BySide {
		asked = sides[:]
	}
	for _, code := range r.codes {
		for _, side := range asked {
			columns = append(columns, s.column(r, cases, code, side))
		}
	}
	title := [...]string{"Thèmes × cas", "Thèmes × cas : passages", "Thèmes × cas : mots"}
	if s.Lang == "en" {
		title = [...]string{"Themes × cases", "Themes × cases: passages", "Themes × cases: words"}
	}
	if result.table, err = stats.NewTable(title[s.Measure], columns...); err != nil {
		return nil, fmt.Errorf("case by code: %w", err)
	}
	result.Warnings = r.notes
	result.table = result.table.Captioned(stats.Caption{
		Units: s.units(), Population: r.population(cases, s.Lang), Notes: append(slices.Clone(r.notes), s.notes()...),
	})
	return result, nil
}

// Table is the table itself, for stats.Join on id_enfant.
func (t *CaseCodeTable) Table() *stats.Table { return t.table }

// Tables is the table as it may be handed over: without the child's code, by
// which case files could be joined to it.
func (t *CaseCodeTable) Tables() []*stats.Table {
	names := slices.DeleteFunc(t.table.Names(), func(name string) bool { return name == "id_enfant" })
	shown, err := t.table.Select(names...)
	if err != nil {
		panic(err) // the names are the table's own
	}
	return []*stats.Table{shown}
}

// String prints the table.
func (t *CaseCodeTable) String() string { return stats.Printer{Lang: t.Spec.Lang}.Of(t.table) }

// caseColumns say which case a row is, and who was interviewed in it.
func (r *reading) caseColumns(cases []*group, lang string) []stats.Column {
	options := make([]stats.Level, len(sides))
	for i, side := range sides {
		options[i] = stats.Level{Code: side.String(), Label: sideName(side, lang)}
	}
	ticked := make([][]int, len(cases))
	for i, g := range cases {
		for option, side := range sides {
			if r.interviewed(g, side) {
				ticked[i] = append(ticked[i], option)
			}
		}
	}
	label := [...]string{"Situation", "Enfant", "Regards", "Entretiens"}
	if lang == "en" {
		label = [...]string{"Case", "Child", "Sides", "Interviews"}
	}
	return []stats.Column{
		each.Text("id_cas", label[0], cases, stats.NotRecorded, func(g *group) string { return g.id }),
		each.Text("id_enfant", label[1], cases, stats.NotRecorded, func(g *group) string { return g.child }),
		stats.Variable{Name: "regards", Label: label[2]}.Sets(options, ticked, nil),
		each.Count("entretiens", label[3], cases, func(g *group) int { return len(g.interviews) }),
	}
}

// column is one code, by one side or by all.
func (s CaseByCode) column(r *reading, cases []*group, code Code, side interviews.Informant) stats.Column {
	v := stats.Variable{Name: code.ID, Label: code.Title()}
	if side != anySide {
		v.Name += "_" + side.String()
		v.Label += " (" + sideName(side, s.Lang) + ")"
	}
	values, missing := make([]float64, len(cases)), make([]stats.Missing, len(cases))
	for i, g := range cases {
		passages := r.passagesOf(g, side, code.ID)
		switch {
		case len(passages) > 0:
			for _, p := range passages {
				if s.Measure == Words {
					values[i] += float64(p.words)
				} else {
					values[i]++
				}
			}
		case !r.interviewed(g, side):
			missing[i] = stats.NotApplicable
		case !r.read(g, side, code.ID):
			missing[i] = stats.NotRecorded
		}
	}
	if s.Measure != Presence {
		v.Format = stats.Count
		return v.Numbers(values, missing)
	}
	flags := make([]bool, len(values))
	for i, n := range values {
		flags[i] = n > 0
	}
	return v.Flags(flags, missing)
}

func (s CaseByCode) units() string {
	french := [...]string{"Présence du thème : oui, non", "Nombre de passages", "Nombre de mots de l'informateur"}
	english := [...]string{"Presence of the theme: yes, no", "Number of passages", "Number of words of the informant"}
	if s.Lang == "en" {
		return english[s.Measure]
	}
	return french[s.Measure]
}

func (s CaseByCode) notes() []string {
	if s.Lang == "en" {
		return []string{"SO: side not interviewed. NR: interviewed, but no text read for this theme."}
	}
	return []string{"SO : regard non interrogé. NR : interrogé, mais aucun texte lu pour ce thème."}
}

// readAtAll tells whether a text of the case in which the side speaks was read
// for at least one code.
func (r *reading) readAtAll(g *group, side interviews.Informant) bool {
	for _, code := range r.codes {
		if r.read(g, side, code.ID) {
			return true
		}
	}
	return false
}

// compared are the sides that were interviewed, where there are several: a single
// one is all there is.
func (r *reading) compared(cases []*group) []interviews.Informant {
	heard := slices.DeleteFunc(slices.Clone(sides[:]), func(side interviews.Informant) bool {
		return !slices.ContainsFunc(cases, func(g *group) bool { return r.interviewed(g, side) })
	})
	if len(heard) == 1 {
		return nil
	}
	return heard
}

// population says the denominators: cases, those read, and by side.
func (r *reading) population(cases []*group, lang string) string {
	count := func(side interviews.Informant) (read, interviewed int) {
		for _, g := range cases {
			if r.interviewed(g, side) {
				interviewed++
				if r.readAtAll(g, side) {
					read++
				}
			}
		}
		return read, interviewed
	}
	english := lang == "en"
	read, all := count(anySide)
	text := fmt.Sprintf("Situations : %d, dont %d avec un texte codé", all, read)
	by := " ; par regard, avec un texte codé sur interrogées : "
	if english {
		text = fmt.Sprintf("Cases: %d, of which %d with a coded text", all, read)
		by = "; by side, with a coded text of those interviewed: "
	}
	for _, side := range r.compared(cases) {
		read, all := count(side)
		text += by
		by = ", "
		if english {
			text += fmt.Sprintf("%s %d of %d", sideName(side, lang), read, all)
		} else {
			text += fmt.Sprintf("%s %d sur %d", side, read, all)
		}
	}
	return text + "."
}
