package corpus_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus"
)

// paired is the largest number of pairs of overlapping segments, each in one
// pair at most, found by trying (augmenting paths).
func paired(a, b []corpus.Segment) int {
	partner := map[int]int{}
	var try func(i int, tried map[int]bool) bool
	try = func(i int, tried map[int]bool) bool {
		for j, other := range b {
			if tried[j] || other.Document != a[i].Document || other.Start >= a[i].End || a[i].Start >= other.End {
				continue
			}
			tried[j] = true
			if before, taken := partner[j]; !taken || try(before, tried) {
				partner[j] = i
				return true
			}
		}
		return false
	}
	pairs := 0
	for i := range a {
		if try(i, map[int]bool{}) {
			pairs++
		}
	}
	return pairs
}

func TestCoOccurrenceCountsAsPairsDo(t *testing.T) {
	codes := []string{"a", "b", "c"}
	for seed := range uint64(8) {
		c, codings := drawn(t, seed, 6, 10, 140, codes, []string{"AB", "CD"})
		for _, coder := range []string{"", "AB"} {
			of := codings
			if coder != "" {
				of = codings.By(coder)
			}
			for scope := corpus.InPassage; scope <= corpus.InCase; scope++ {
				table, err := corpus.CoOccurrence{Scope: scope, Coder: coder}.Of(c, codings)
				if err != nil {
					t.Fatal(err)
				}
				for i, one := range codes {
					for j, other := range codes {
						a, b := ask(t, c, of, corpus.Coded(one)).Segments, ask(t, c, of, corpus.Coded(other)).Segments
						want := 0
						if scope == corpus.InPassage {
							want = paired(a, b)
						} else {
							want = inBoth(a, b, scope)
						}
						if table.Together[i][j] != want {
							t.Errorf("seed %d, coder %q, scope %d, %s and %s: %d, want %d", seed, coder, scope, one, other, table.Together[i][j], want)
						}
						shared := 0
						for _, d := range c.Documents() {
							x, y := painted(d, of, func(k corpus.Coding) bool { return k.Code == one }), painted(d, of, func(k corpus.Coding) bool { return k.Code == other })
							for at := range x {
								if x[at] && y[at] {
									shared++
								}
							}
						}
						if scope == corpus.InPassage && table.Shared[i][j] != shared {
							t.Errorf("seed %d, %s and %s share %d, want %d", seed, one, other, table.Shared[i][j], shared)
						}
					}
				}
			}
		}
	}
}

// inBoth counts the turns of informants, interviews or cases with both.
func inBoth(a, b []corpus.Segment, scope corpus.Scope) int {
	units := func(segments []corpus.Segment) map[string]bool {
		found := map[string]bool{}
		for _, s := range segments {
			for _, turn := range s.Document.Turns() {
				if turn.Interviewer || turn.Start >= s.End || s.Start >= turn.End {
					continue
				}
				found[[...]string{"", fmt.Sprint(s.Document.ID(), turn.Number), s.Document.ID(), s.Document.Case()}[scope]] = true
			}
		}
		return found
	}
	both, n := units(b), 0
	for unit := range units(a) {
		if both[unit] {
			n++
		}
	}
	return n
}

func TestCoOccurrenceByHand(t *testing.T) {
	c, book, codings := codedByTwo(t)
	codings = append(codings,
		coded(t, c, book, "C01-jeune", "M4.1", "CD", "référente"), // in a passage of M2.1
		coded(t, c, book, "C01-jeune", "M4.1", "CD", "m’écoute"),  // in the same
		coded(t, c, book, "C01-jeune", "M4.1", "CD", "m’écoute"))  // coded again
	table, err := corpus.CoOccurrence{Codebook: book}.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	// Passages: M2.1 two, M4.1 three (crient; référente; m'écoute), of which two
	// lie in one of M2.1: together once.
	pair, ok := table.Pair("M2.1", "M4.1")
	if !ok || pair.NA != 2 || pair.NB != 3 || pair.Both != 1 {
		t.Errorf("M2.1 and M4.1: %+v, %v", pair, ok)
	}
	for name, got := range map[string]float64{"1/4": pair.Jaccard.Value - 1./4, "2/5": pair.Dice.Value - 2./5, "1/√6": pair.Ochiai.Value*pair.Ochiai.Value - 1./6} {
		if got > 1e-12 || got < -1e-12 {
			t.Errorf("measure off %s by %g", name, got)
		}
	}
	if _, ok := table.Pair("M2", "M2.1"); ok {
		t.Error("a code and the one below it are a pair")
	}
	if pair, ok := table.Pair("M4.4", "M5.4"); !ok || pair.Both != 0 || pair.Jaccard.Value != 0 || !pair.Jaccard.Defined() {
		t.Errorf("codes never together: %+v", pair)
	}
	wantRows(t, shown(t, table.Tables()[0], "code", "n_M2", "n_M2.1", "n_M4", "n_M4.1", "n_M4.4", "n_M5.4"),
		"M2|2|SO|1|1|0|0", "M2.1|SO|2|1|1|0|0", "M4|1|1|4|SO|SO|0", "M4.1|1|1|SO|3|0|0", "M4.4|0|0|SO|0|1|0", "M5.4|0|0|0|0|0|1")
	wantRows(t, shown(t, table.Tables()[1], "code_1", "code_2", "n_1", "n_2", "ensemble", "jaccard"),
		"M2 Relation|M4 Contexte|2|4|1|0,20", "M2 Relation|M4.1 Conflit parental|2|3|1|0,25",
		"M2.1 Confiance|M4 Contexte|2|4|1|0,20", "M2.1 Confiance|M4.1 Conflit parental|2|3|1|0,25")
	notes := strings.Join(table.Warnings, " ")
	if !strings.Contains(notes, "Codages réunis de AB, CD") || !strings.Contains(notes, "non comptés : 1") {
		t.Errorf("notes %q", notes)
	}
	alone, err := corpus.CoOccurrence{Codebook: book, Coder: "AB", Codes: []string{"M2.1", "M4.1"}, Scope: corpus.InInterview}.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	if pair, _ := alone.Pair("M2.1", "M4.1"); pair.NA != 2 || pair.NB != 1 || pair.Both != 1 || pair.SharedPassages.Defined() {
		t.Errorf("by AB, in one interview: %+v", pair)
	}
}

func TestCoOccurrenceOfNothing(t *testing.T) {
	c, book, codings := codedByTwo(t)
	table, err := corpus.CoOccurrence{Codebook: book}.Of(c, nil)
	if err != nil || len(table.Pairs) != 0 || table.N != 0 {
		t.Fatalf("%+v, %v", table, err)
	}
	if pair, ok := table.Pair("M2.1", "M4.1"); !ok || pair.Jaccard.Defined() || pair.Ochiai.Defined() {
		t.Errorf("two codes that are nowhere: %+v", pair)
	}
	if _, err := (corpus.CoOccurrence{Coder: "XY"}).Of(c, codings); err == nil {
		t.Error("an unknown coder is taken")
	}
	if _, err := (corpus.CoOccurrence{Codes: []string{"M2.1", "M2.1"}}).Of(c, codings); err == nil {
		t.Error("a code is counted with itself")
	}
}

func BenchmarkCoOccurrence(b *testing.B) {
	c, codings := many(b)
	for scope, name := range []string{"passage", "turn", "interview", "case"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := (corpus.CoOccurrence{Scope: corpus.Scope(scope)}).Of(c, codings); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
