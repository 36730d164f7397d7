package export

import (
	"fmt"
	"io"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// BenchmarkListing writes 20,000 rows of 20 columns, half of them numbers, and
// checks the file.
func BenchmarkListing(b *testing.B) {
	const rows, columns = 20_000, 20
	table := make([]stats.Column, columns)
	for j := range table {
		v := stats.Variable{Name: fmt.Sprint("c", j), Label: fmt.Sprint("Colonne ", j)}
		if j%2 == 0 {
			numbers := make([]float64, rows)
			for i := range numbers {
				numbers[i] = float64(i*j) / 8
			}
			table[j] = v.Numbers(numbers, nil)
			continue
		}
		texts := make([]string, rows)
		for i := range texts {
			texts[i] = fmt.Sprint("situation évaluée en ", i%97)
		}
		table[j] = v.Texts(texts, nil)
	}
	book := Workbook{}
	book.Add(stats.MustTable("Dossiers", table...), nil)
	b.ReportAllocs()
	for b.Loop() {
		n, err := book.WriteTo(io.Discard)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(n)
	}
}
