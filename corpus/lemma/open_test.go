package lemma

import (
	"testing"

	"github.com/askoria/verbatim/corpus/internal/packed"
)

// Opening both lexicons, as the first look-up does.
func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		for _, file := range [][]byte{lefff, treebank} {
			if _, err := packed.Read(file); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	l := lexicon()
	for b.Loop() {
		l.entries("accompagnement")
	}
}
