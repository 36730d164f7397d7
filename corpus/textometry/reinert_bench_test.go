package textometry

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// spokenTable is the reference corpus, its units repeated up to so many.
func spokenTable(b *testing.B, units int) *UnitTable {
	b.Helper()
	folder := os.Getenv("VERBATIM_GOLDEN")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared", "golden")
	}
	f, err := os.Open(filepath.Join(folder, "textometry", "spoken", "dtm_triplets.csv"))
	if err != nil {
		b.Skip("no reference values: set VERBATIM_GOLDEN")
	}
	defer f.Close()
	cells, err := csv.NewReader(f).ReadAll()
	if err != nil {
		b.Fatal(err)
	}
	var rows [][]TermCount
	terms := 0
	for _, cell := range cells[1:] {
		var n [3]int
		for i := range n {
			if n[i], err = strconv.Atoi(cell[i]); err != nil {
				b.Fatal(err)
			}
		}
		for len(rows) < n[0] {
			rows = append(rows, nil)
		}
		rows[n[0]-1] = append(rows[n[0]-1], TermCount{n[1] - 1, n[2]})
		terms = max(terms, n[1])
	}
	for i := 0; len(rows) < units; i++ {
		rows = append(rows, rows[i])
	}
	return numberedTable(b, terms, rows)
}

// numberedTable is a table whose terms and documents are numbers.
func numberedTable(tb testing.TB, terms int, rows [][]TermCount) *UnitTable {
	tb.Helper()
	names, documents := make([]string, terms), make([]string, len(rows))
	for j := range names {
		names[j] = fmt.Sprint("mot", j)
	}
	for i := range documents {
		documents[i] = fmt.Sprint("entretien", i/13)
	}
	table, err := NewUnitTable(names, documents, rows)
	if err != nil {
		tb.Fatal(err)
	}
	return table
}

// worlds invents units of several lexical worlds: two terms in three are of
// their own world, the others of all.
func worlds(tb testing.TB, units, terms, kinds int, seed uint64) (*UnitTable, []int) {
	tb.Helper()
	random := rand.New(rand.NewPCG(seed, 2))
	rows, world := make([][]TermCount, units), make([]int, units)
	for i := range rows {
		world[i] = (i / 13 * 7) % kinds
		var said []int
		for range 5 + random.IntN(16) {
			// Frequent terms are many times as frequent as rare ones.
			j := int(float64(terms/(kinds+1)) * random.Float64() * random.Float64())
			if random.IntN(3) > 0 {
				j += (world[i] + 1) * (terms / (kinds + 1))
			}
			said = append(said, j)
		}
		rows[i] = counted(said)
	}
	return numberedTable(tb, terms, rows), world
}

func benchmarkReinert(b *testing.B, table *UnitTable) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (Reinert{Classes: 6}).Of(b.Context(), table); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReinert(b *testing.B)      { benchmarkReinert(b, spokenTable(b, 0)) }
func BenchmarkReinertLarge(b *testing.B) { benchmarkReinert(b, spokenTable(b, 7389)) }

func BenchmarkReinertInvented(b *testing.B) {
	table, _ := worlds(b, 7389, 982, 6, 1)
	benchmarkReinert(b, table)
}

func BenchmarkDoubleReinert(b *testing.B) {
	table := spokenTable(b, 0)
	for b.Loop() {
		if _, err := (DoubleReinert{Classes: 6}).Of(b.Context(), table); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStability(b *testing.B) {
	table := spokenTable(b, 0)
	tree, err := Reinert{Classes: 6, UnitSize: 10}.Of(b.Context(), table)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := (Stability{Draws: 10, Workers: 2}).Of(b.Context(), tree); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSimilarity(b *testing.B) {
	table := spokenTable(b, 7389)
	for b.Loop() {
		if _, err := (Similarity{Most: 300}).Of(table); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNearest(b *testing.B) {
	table := spokenTable(b, 7389)
	for b.Loop() {
		if _, err := (Nearest{Unit: 7}).Of(table); err != nil {
			b.Fatal(err)
		}
	}
}
