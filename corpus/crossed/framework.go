package crossed

import (
	"errors"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Framework makes the framework matrix (Ritchie and Spencer 1994): one row a
// case, one column a theme, in each cell the analyst's summary. Summaries is one
// row a case and theme with the columns id_cas, code and synthese.
//
// A cell without a summary says what is still to do: "à écrire" with the number
// of passages, that nobody speaks of the theme, that those who were read do not,
// or that no text was read for it.
// A summary without any passage behind it is reported.
type Framework struct {
	Codebook  *corpus.Codebook // nil: the codes that were used
	Codes     []string         // only these; nil: all
	Coder     string           // only this one; "": all together
	Summaries *stats.Table     // nil: none yet
	Lang      string
}

// FrameworkMatrix is cases by themes.
type FrameworkMatrix struct {
	Spec     Framework
	Cases    []string
	Codes    []corpus.Code
	Cells    [][]FrameworkCell // by case, then by theme
	Written  int               // cells with a summary
	ToWrite  int               // cells with passages and no summary
	Warnings []string
}

// FrameworkCell is one case on one theme.
type FrameworkCell struct {
	Summary  string // the analyst's
	Passages int
	Read     bool // a text of the case was read for the theme
	Partial  bool // an interview of the case was not
}

// Of makes the matrix. It fails on a coder, code or case that does not exist,
// on two summaries of one cell, and on codings of another corpus.
func (s Framework) Of(c *corpus.Corpus, codings corpus.Codings) (*FrameworkMatrix, error) {
	heard, err := corpus.Hearing{Codebook: s.Codebook, Codes: s.Codes, Coder: s.Coder, Lang: s.Lang}.Of(c, codings)
	if err != nil {
		return nil, fmt.Errorf("framework: %w", err)
	}
	m := &FrameworkMatrix{Spec: s, Codes: heard.Codes, Warnings: heard.Warnings}
	for _, situation := range heard.Cases {
		m.Cases = append(m.Cases, situation.ID)
		row := make([]FrameworkCell, len(m.Codes))
		for _, i := range situation.Interviews {
			d, ok := c.Document(i.ID)
			for col, code := range m.Codes {
				if ok && heard.Read(d, code.ID) {
					row[col].Read = true
				} else {
					row[col].Partial = true
				}
			}
		}
		m.Cells = append(m.Cells, row)
	}
	for col, code := range m.Codes {
		for _, p := range heard.Passages(code.ID) {
			m.Cells[slices.Index(m.Cases, p.Document.Case())][col].Passages++
		}
	}
	if err := m.summarise(); err != nil {
		return nil, fmt.Errorf("framework: summaries: %w", err)
	}
	unfounded := 0
	for _, row := range m.Cells {
		for _, cell := range row {
			switch {
			case cell.Summary != "":
				m.Written++
				if cell.Passages == 0 {
					unfounded++
				}
			case cell.Passages > 0:
				m.ToWrite++
			}
		}
	}
	n := notes{s.Lang, m.Warnings}
	n.counted(unfounded, "Synthèses sans aucun passage codé derrière elles : %d.", "Summaries without any coded passage behind them: %d.")
	m.Warnings = n.list
	return m, nil
}

// summarise puts the analyst's summaries in their cells.
func (m *FrameworkMatrix) summarise() error {
	t := m.Spec.Summaries
	if t == nil {
		return nil
	}
	cases, err1 := columnOf(t, "id_cas", true)
	codes, err2 := columnOf(t, "code", true)
	texts, err3 := columnOf(t, "synthese", true)
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	var known []string
	for _, code := range m.Codes {
		known = append(known, code.ID)
	}
	for at := range t.Len() {
		row, col := slices.Index(m.Cases, cases.at(at)), slices.Index(known, codes.at(at))
		switch {
		case row < 0:
			return fmt.Errorf("row %d: no case %s", at+1, stats.Unknown(cases.at(at), m.Cases))
		case col < 0 && len(m.Spec.Codes) > 0:
			continue // a theme that was not asked for
		case col < 0:
			return fmt.Errorf("row %d: no code %s", at+1, stats.Unknown(codes.at(at), known))
		case m.Cells[row][col].Summary != "":
			return fmt.Errorf("row %d: case %q has two summaries of %q", at+1, m.Cases[row], known[col])
		}
		m.Cells[row][col].Summary = texts.at(at)
	}
	return nil
}

// Tables is the matrix in a list of one.
func (m *FrameworkMatrix) Tables() []*stats.Table {
	lang := m.Spec.Lang
	columns := []stats.Column{each.Text("id_cas", stats.Say(lang, "Situation", "Case"), m.Cases, stats.NotRecorded, func(id string) string { return id })}
	for col, code := range m.Codes {
		columns = append(columns, each.Text("theme_"+code.ID, code.Title(), m.Cells, stats.NotRecorded, func(row []FrameworkCell) string {
			cell := row[col]
			switch {
			case cell.Summary != "":
				return cell.Summary
			case cell.Passages > 0:
				return fmt.Sprintf(stats.Say(lang, "[à écrire ; passages : %d]", "[to write; passages: %d]"), cell.Passages)
			case cell.Read && cell.Partial:
				return stats.Say(lang, "[rien dans les entretiens lus]", "[nothing in the interviews read]")
			case cell.Read:
				return stats.Say(lang, "[personne n'en parle]", "[nobody speaks of it]")
			}
			return "" // no text read: not recorded
		}))
	}
	return []*stats.Table{stats.MustTable(stats.Say(lang, "Synthèses : situations × thèmes", "Summaries: cases × themes"), columns...).
		Captioned(stats.Caption{
			Population: fmt.Sprintf(stats.Say(lang, "Synthèses écrites : %d ; à écrire : %d.", "Summaries written: %d; to write: %d."), m.Written, m.ToWrite),
			Notes:      append(slices.Clone(m.Warnings), stats.Say(lang, "NR : aucun texte lu pour ce thème.", "NR: no text read for the theme.")),
		})}
}

// String prints the matrix.
func (m *FrameworkMatrix) String() string { return stats.Printer{Lang: m.Spec.Lang}.Of(m.Tables()[0]) }
