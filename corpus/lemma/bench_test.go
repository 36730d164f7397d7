package lemma_test

import (
	"testing"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/lemma"
)

// The 30,800 words of GSD, sentence by sentence.
func BenchmarkLemmas(b *testing.B) {
	var sentences [][]corpus.Token
	words := 0
	for _, file := range treebanks(b, "dev") {
		for _, s := range readTreebank(b, file) {
			sentences = append(sentences, corpus.Tokens(s.text))
			words += len(s.words)
		}
	}
	for b.Loop() {
		for _, tokens := range sentences {
			lemma.French{}.Of(tokens)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*words), "ns/word")
}
