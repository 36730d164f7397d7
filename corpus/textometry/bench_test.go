package textometry

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/lemma"
)

// long is about 290,000 words of speech: the spoken corpora over and over.
func long(b *testing.B) (*corpus.Corpus, *Text) {
	b.Helper()
	dialogues := readDialogues(b)
	list := dialogues[:0:0]
	words := 0
	for round := 0; words < 290_000; round++ {
		for _, interview := range dialogues {
			again := *interview
			again.ID = fmt.Sprint(interview.ID, "-", round)
			list = append(list, &again)
			words += len(strings.Fields(interview.Transcript.Text))
		}
	}
	c, err := corpus.New(list, nil)
	if err != nil {
		b.Fatal(err)
	}
	text, err := Units{}.Of(c)
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d words", text.N)
	return c, text
}

// From the transcripts: tokens with their places, units, counts.
func BenchmarkTokensAndCount(b *testing.B) {
	c, _ := long(b)
	list := c.Interviews()
	for b.Loop() {
		c, err := corpus.New(list, nil)
		if err != nil {
			b.Fatal(err)
		}
		text, err := Units{}.Of(c)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := (Frequencies{}).Of(text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUnits(b *testing.B) {
	c, _ := long(b)
	for b.Loop() {
		if _, err := (Units{Cut: Segments}).Of(c); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUnitsOfLemmas(b *testing.B) {
	c, _ := long(b)
	for b.Loop() {
		if _, err := (Units{Lemmas: lemma.French{}}).Of(c); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFrequencies(b *testing.B) {
	_, text := long(b)
	for b.Loop() {
		if _, err := (Frequencies{}).Of(text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkConcordance(b *testing.B) {
	_, text := long(b)
	for b.Loop() {
		if _, err := (Concordance{Find: "école*", Sort: ByRight}).Of(text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCollocations(b *testing.B) {
	_, text := long(b)
	for b.Loop() {
		if _, err := (Collocations{}).Of(text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCooccurrents(b *testing.B) {
	_, text := long(b)
	for b.Loop() {
		if _, err := (Cooccurrents{Find: "école*"}).Of(text); err != nil {
			b.Fatal(err)
		}
	}
}

// The 127 documents of the spoken corpora, all indices.
func BenchmarkDiversity(b *testing.B) {
	text := newText(b, Units{}, readDialogues(b)...)
	for b.Loop() {
		if _, err := (Diversity{}).Of(text); err != nil {
			b.Fatal(err)
		}
	}
}

func randomTable(b *testing.B) *TermTable {
	random := rand.New(rand.NewPCG(7, 8))
	terms, counts := make([]string, 982), make([][]int, 982)
	for i := range terms {
		terms[i] = fmt.Sprint("mot", i)
		for range 6 {
			counts[i] = append(counts[i], random.IntN(1+2000/(i+1))+random.IntN(4))
		}
	}
	table, err := NewTermTable(terms, []string{"1", "2", "3", "4", "5", "6"}, counts)
	if err != nil {
		b.Fatal(err)
	}
	return table
}

func BenchmarkSpecificities(b *testing.B) {
	table := randomTable(b)
	for b.Loop() {
		if _, err := (Specificities{}).Of(table); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkKeyness(b *testing.B) {
	table := randomTable(b)
	for b.Loop() {
		if _, err := (Keyness{Target: "1"}).Of(table); err != nil {
			b.Fatal(err)
		}
	}
}
