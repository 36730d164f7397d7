package corpus

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

var codingColumns = []string{
	"document", "tour", "debut", "fin", "code", "chemin", "codeur", "valence", "certitude", "date_codage", "memo", "lot", "citation", "sha256",
}

// WriteCSV writes the codings as CodingReader reads them, one row a coding:
// UTF-8 with its mark, semicolons, CRLF. Dates are days. Quotes of interviews
// that may not be quoted are left out; memos are written, and may name persons.
// It fails on a coding without a document.
func (c Codings) WriteCSV(out io.Writer) error {
	rows := make([][]string, len(c))
	for i, coding := range c {
		if coding.Document == nil {
			return fmt.Errorf("coding %d has no document", i+1)
		}
		row := []string{
			coding.Document.ID(), strconv.Itoa(coding.Turn), strconv.Itoa(coding.Start), strconv.Itoa(coding.End),
			coding.Code, strings.Join(coding.Path, " > "), coding.Coder, "", coding.Certainty.String(), "", coding.Memo, coding.Batch, "", coding.SHA256,
		}
		if n, given := coding.Valence.Number(); given {
			row[7] = strconv.Itoa(n)
		}
		if !coding.Date.IsZero() {
			row[9] = coding.Date.Format(time.DateOnly)
		}
		if quotable(coding.Document) {
			row[12] = coding.Quote
		}
		rows[i] = row
	}
	return writeCSV(out, codingColumns, rows)
}

// writeCSV writes a table for French spreadsheets: UTF-8 with its mark,
// semicolons, CRLF. A text that they would compute gets an apostrophe before
// it, which readers take off; a number does not.
func writeCSV(out io.Writer, columns []string, rows [][]string) error {
	if _, err := io.WriteString(out, "\ufeff"); err != nil {
		return err
	}
	w := csv.NewWriter(out)
	w.Comma, w.UseCRLF = ';', true
	if err := w.Write(columns); err != nil {
		return err
	}
	for _, row := range rows {
		guarded := make([]string, len(row))
		for i, text := range row {
			guarded[i] = text
			if _, err := strconv.Atoi(text); err == nil {
				continue
			}
			if start := strings.TrimLeft(text, "'"); start != "" && strings.IndexByte("=+-@\t\r", start[0]) >= 0 {
				guarded[i] = "'" + text
			}
		}
		if err := w.Write(guarded); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}
