package main

import (
	"embed"
	stdcsv "encoding/csv"
	"fmt"
	"strings"
)

// sources are the parts written by hand: dictionary, codebook, transcripts and
// the passages that the two coders chose.
//
//go:embed dictionnaire.csv grille.csv codages_source.csv transcripts/*.txt
var sources embed.FS

// source reads a table written by hand (UTF-8, ;).
func source(name string) ([][]string, error) {
	f, err := sources.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := stdcsv.NewReader(f)
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return rows, nil
}

// csv writes as French spreadsheets do: semicolons between cells, CRLF between
// rows, LF inside a cell (encoding/csv would make it CRLF).
func csv(rows [][]string) string {
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

func utf8BOM(text string) []byte { return []byte("\ufeff" + text) }

// upper is where Windows-1252 keeps the signs that it has beyond Latin-1.
var upper = map[rune]byte{
	'€': 0x80, '…': 0x85, 'Œ': 0x8C, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94,
	'–': 0x96, '—': 0x97, 'œ': 0x9C,
}

// windows1252 encodes text; a sign that the encoding does not have is an error
// of the recipe.
func windows1252(text string) []byte {
	var out []byte
	for _, r := range text {
		switch b, special := upper[r]; {
		case special:
			out = append(out, b)
		case r < 0x80 || 0xA0 <= r && r <= 0xFF:
			out = append(out, byte(r))
		default:
			panic(fmt.Sprintf("generate: %q is not in Windows-1252", r))
		}
	}
	return out
}
