// Package material writes the files of invented studies as they come in life:
// CSV files of French spreadsheets, transcripts as Word documents.
package material

import (
	"fmt"
	"strings"
)

// CSV writes as French spreadsheets do: semicolons between cells, CRLF between
// rows, LF inside a cell (encoding/csv would make it CRLF).
func CSV(rows [][]string) string {
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte(';')
			}
			if strings.ContainsAny(cell, ";\"\n") {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
		b.WriteString("\r\n")
	}
	return b.String()
}

// UTF8BOM is text with the mark by which spreadsheets know UTF-8.
func UTF8BOM(text string) []byte { return []byte("\ufeff" + text) }

// upper is where Windows-1252 keeps the signs that it has beyond Latin-1.
var upper = map[rune]byte{
	'€': 0x80, '…': 0x85, 'Œ': 0x8C, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94,
	'–': 0x96, '—': 0x97, 'œ': 0x9C,
}

// Windows1252 encodes text; a sign that the encoding does not have is an error
// of the recipe.
func Windows1252(text string) []byte {
	var out []byte
	for _, r := range text {
		switch b, special := upper[r]; {
		case special:
			out = append(out, b)
		case r < 0x80 || 0xA0 <= r && r <= 0xFF:
			out = append(out, byte(r))
		default:
			panic(fmt.Sprintf("material: %q is not in Windows-1252", r))
		}
	}
	return out
}
