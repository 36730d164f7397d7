package pseudonym

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// Review writes the passages that were left for somebody to look at, for a
// spreadsheet: CSV, UTF-8 with a byte order mark, ";". By default there are
// positions only.
type Review struct {
	// Words adds the words of each passage. Such a file names people: it stays
	// where the transcripts are, and is deleted when the review is done.
	Words bool
}

// WriteCSV writes one row a passage: document, turn, start and end in code points
// of the masked transcript, kind, rule, confidence, and with Words the words.
func (r Review) WriteCSV(w io.Writer, m *Masked) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	header := []string{"document", "tour", "debut", "fin", "genre", "regle", "confiance"}
	if r.Words {
		header = append(header, "mots")
	}
	// csv.Writer keeps the first error, and Error gives it.
	_ = out.Write(header)
	for i := range m.Documents {
		var cut *cutter
		if t := m.Interviews[i].Transcript; t != nil {
			cut = newCutter(t.Text)
		}
		for _, p := range m.Documents[i].Review {
			row := []string{
				m.Documents[i].ID, strconv.Itoa(p.Turn), strconv.Itoa(p.Span.Start), strconv.Itoa(p.Span.End),
				p.Kind.Label(m.lang), string(p.Rule), strings.Replace(strconv.FormatFloat(p.Confidence, 'f', 2, 64), ".", ",", 1),
			}
			if r.Words {
				row = append(row, cut.of(p.Span.Start, p.Span.End))
			}
			_ = out.Write(row)
		}
	}
	out.Flush()
	return out.Error()
}
