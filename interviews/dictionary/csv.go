package dictionary

import (
	"encoding/csv"
	"io"

	"github.com/askoria/verbatim/interviews/internal/cell"
)

// writeCSV writes rows as French spreadsheets open them: UTF-8 with its mark,
// semicolons, CRLF, nothing that is taken for a formula.
func writeCSV(w io.Writer, rows [][]string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	for _, row := range rows {
		guarded := make([]string, len(row))
		for i, text := range row {
			guarded[i] = cell.Guard(text)
		}
		if err := out.Write(guarded); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
