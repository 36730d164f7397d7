package export

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// CSV writes a table for French Excel: UTF-8 with its mark, semicolons, CRLF,
// decimal commas, numbers in full, dates as 31/01/2023, missing values by their
// sign. With Lang "en": commas, decimal points, 2023-01-31. Columns that name
// persons stay behind. Text that a spreadsheet would take for a formula gets an
// apostrophe before it. It hides no small count: give it a table that may be
// seen.
type CSV struct {
	Lang string // "en" for English; French otherwise
	// Codes heads columns by their names and writes levels by their codes, for
	// programs to read; else titles and labels, for people.
	Codes bool
}

// Of is the content of the file.
func (o CSV) Of(t *stats.Table) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("\ufeff")
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	if o.Lang != "en" {
		w.Comma = ';'
	}
	columns, _ := columnsOf(t, o.Lang)
	if len(columns) == 0 {
		return nil, fmt.Errorf("table %q has no column that may be written", t.Title())
	}
	record := make([]string, len(columns))
	for j, c := range columns {
		record[j] = guarded(c.title)
		if o.Codes {
			record[j] = guarded(c.Variable().Name)
		}
	}
	if err := w.Write(record); err != nil {
		return nil, err
	}
	for row := range t.Len() {
		for j, c := range columns {
			record[j] = o.text(c, row)
		}
		if err := w.Write(record); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

func (o CSV) text(c column, row int) string {
	if c.Missing(row) != stats.Recorded {
		return c.Missing(row).Code()
	}
	switch data := c.Column.(type) {
	case *stats.Numbers:
		x, _ := data.At(row)
		text := strconv.FormatFloat(x, 'f', -1, 64)
		if o.Lang != "en" {
			text = strings.Replace(text, ".", ",", 1)
		}
		return text
	case *stats.Dates:
		return c.Show(row, o.Lang)
	case *stats.Categories:
		if o.Codes {
			return guarded(data.Code(row))
		}
	}
	return guarded(c.Show(row, o.Lang))
}

var signedNumber = regexp.MustCompile(`^[+-][0-9]+([.,][0-9]+)?$`)

// guarded is a text that no spreadsheet takes for a formula, and that the
// readers of interviews take back as it was. Quoting does not help against
// that, and neither do spaces or apostrophes before the sign.
func guarded(text string) string {
	text, _ = cleanText(text)
	if start := strings.TrimLeft(text, "' \n\u00a0"); start == "" || !strings.ContainsRune("=+-@\t", rune(start[0])) {
		return text
	}
	if signedNumber.MatchString(text) {
		return text
	}
	return "'" + text
}
