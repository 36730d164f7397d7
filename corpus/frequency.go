package corpus

import (
	"fmt"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// CodeFrequencies counts each code over the corpus: one row a code with its
// passages, the interviews and cases that speak of it, the words, the words per
// 1,000 that the informants of the texts read said, and the cases by side where
// more than one side was interviewed. Passages that overlap count once (see
// CaseByCode); what no text was read for is missing, not 0.
type CodeFrequencies struct {
	Codebook *Codebook // nil: the codes that were used
	Codes    []string  // only these; nil: all
	Coder    string    // only this one; "": all together
	Alone    bool      // leave the codes below a code out of it
	Lang     string
}

// CodeFrequencyTable is codes by what they count.
type CodeFrequencyTable struct {
	Spec     CodeFrequencies
	Rows     []CodeFrequency
	Warnings []string

	table *stats.Table
}

// CodeFrequency is what is counted of one code.
type CodeFrequency struct {
	Code                        string
	Passages, Interviews, Cases int
	Words                       int
	CasesBySide                 [interviews.Professional + 1]int // index it with a side
	// Read* are the denominators: what was read for the code.
	ReadInterviews, ReadCases, ReadWords int
	ReadCasesBySide                      [interviews.Professional + 1]int
}

// Of counts. It fails on a coder or code that does not exist, and on codings
// of another corpus.
func (s CodeFrequencies) Of(c *Corpus, codings Codings) (*CodeFrequencyTable, error) {
	r, err := choice{s.Codebook, s.Codes, s.Coder, s.Alone, s.Lang}.of(c, codings)
	if err != nil {
		return nil, fmt.Errorf("code frequencies: %w", err)
	}
	cases := c.cases()
	result := &CodeFrequencyTable{Spec: s, Warnings: r.notes}
	for _, code := range r.codes {
		f := CodeFrequency{Code: code.ID, Passages: len(r.passages[code.ID])}
		last := -1
		for _, p := range r.passages[code.ID] {
			f.Words += p.words
			if p.document.number != last {
				f.Interviews++
				last = p.document.number
			}
		}
		for _, d := range c.documents {
			if r.looked(d, code.ID) {
				f.ReadInterviews++
				f.ReadWords += d.Words(0, d.Len())
			}
		}
		for _, g := range cases {
			f.count(r, g)
		}
		result.Rows = append(result.Rows, f)
	}
	result.table = s.table(r, result.Rows, r.compared(cases)).Captioned(stats.Caption{
		Population: r.population(cases, s.Lang), Notes: r.notes,
	})
	return result, nil
}

// count adds a case.
func (f *CodeFrequency) count(r *reading, g *group) {
	if r.read(g, anySide, f.Code) {
		f.ReadCases++
	}
	if len(r.passagesOf(g, anySide, f.Code)) > 0 {
		f.Cases++
	}
	for _, side := range sides {
		if r.read(g, side, f.Code) {
			f.ReadCasesBySide[side]++
		}
		if len(r.passagesOf(g, side, f.Code)) > 0 {
			f.CasesBySide[side]++
		}
	}
}

// Tables is the table in a list of one.
func (t *CodeFrequencyTable) Tables() []*stats.Table { return []*stats.Table{t.table} }

// String prints the table.
func (t *CodeFrequencyTable) String() string { return stats.Printer{Lang: t.Spec.Lang}.Of(t.table) }

func (s CodeFrequencies) table(r *reading, rows []CodeFrequency, compared []interviews.Informant) *stats.Table {
	label := [...]string{"Fréquence des codes", "Code", "Thème", "Passages", "Entretiens", "Situations", "Mots", "Mots pour 1 000"}
	if s.Lang == "en" {
		label = [...]string{"Code frequencies", "Code", "Theme", "Passages", "Interviews", "Cases", "Words", "Words per 1,000"}
	}
	number := func(name, label string, format stats.Format, of func(CodeFrequency) int, value func(CodeFrequency) float64) stats.Column {
		values, missing := make([]float64, len(rows)), make([]stats.Missing, len(rows))
		for i, row := range rows {
			if of(row) == 0 {
				missing[i] = stats.NotRecorded
				continue
			}
			values[i] = value(row)
		}
		return stats.Variable{Name: name, Label: label, Format: format}.Numbers(values, missing)
	}
	read := func(f CodeFrequency) int { return f.ReadInterviews }
	columns := []stats.Column{
		each.Text("code", label[1], rows, stats.NotRecorded, func(f CodeFrequency) string { return f.Code }),
		each.Text("theme", label[2], r.codes, stats.NotRecorded, func(code Code) string { return code.Label }),
		number("passages", label[3], stats.Count, read, func(f CodeFrequency) float64 { return float64(f.Passages) }),
		number("entretiens", label[4], stats.Count, read, func(f CodeFrequency) float64 { return float64(f.Interviews) }),
		number("situations", label[5], stats.Count, read, func(f CodeFrequency) float64 { return float64(f.Cases) }),
		number("mots", label[6], stats.Count, read, func(f CodeFrequency) float64 { return float64(f.Words) }),
		number("pour_mille", label[7], stats.Tenth, func(f CodeFrequency) int { return f.ReadWords },
			func(f CodeFrequency) float64 { return 1000 * float64(f.Words) / float64(f.ReadWords) }),
	}
	for _, side := range compared {
		columns = append(columns, number("situations_"+side.String(), label[5]+" ("+sideName(side, s.Lang)+")", stats.Count,
			func(f CodeFrequency) int { return f.ReadCasesBySide[side] },
			func(f CodeFrequency) float64 { return float64(f.CasesBySide[side]) }))
	}
	return stats.MustTable(label[0], columns...)
}
