package export

import (
	"fmt"
	"io"
	"path/filepath"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/xuri/excelize/v2"
)

// wide is a table of 20 columns, half of them numbers.
func wide(rows int) *stats.Table {
	const columns = 20
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
		said := make([]string, 97)
		for i := range said {
			said[i] = fmt.Sprint("situation évaluée en ", i)
		}
		texts := make([]string, rows)
		for i := range texts {
			texts[i] = said[i%97]
		}
		table[j] = v.Texts(texts, nil)
	}
	return stats.MustTable("Dossiers", table...)
}

// BenchmarkListing saves 100,000 rows of 20 columns, and checks the file.
func BenchmarkListing(b *testing.B) { benchmarkListing(b, 100_000) }

// BenchmarkMillion saves 1,000,000 rows of 20 columns, and checks the file.
func BenchmarkMillion(b *testing.B) { benchmarkListing(b, 1_000_000) }

func benchmarkListing(b *testing.B, rows int) {
	book := Workbook{}
	book.Add(wide(rows), nil)
	name := filepath.Join(b.TempDir(), "liste.xlsx")
	b.ReportAllocs()
	for b.Loop() {
		if err := book.Save(name); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBareStreamWriter writes the same cells with nothing of ours.
func BenchmarkBareStreamWriter(b *testing.B) {
	table := wide(100_000)
	columns := table.Columns()
	b.ReportAllocs()
	for b.Loop() {
		f := excelize.NewFile()
		stream, err := f.NewStreamWriter("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		values := make([]any, len(columns))
		for i := range table.Len() {
			for j, c := range columns {
				switch data := c.(type) {
				case *stats.Numbers:
					values[j], _ = data.At(i)
				case *stats.Texts:
					values[j], _ = data.At(i)
				}
			}
			if err := stream.SetRow(at(1, i+1), values); err != nil {
				b.Fatal(err)
			}
		}
		if err := stream.Flush(); err != nil {
			b.Fatal(err)
		}
		if err := f.Write(io.Discard); err != nil {
			b.Fatal(err)
		}
		f.Close()
	}
}
