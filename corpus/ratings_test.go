package corpus_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/stats"
)

// counted is the four counts of one code, unit by unit of a brute count.
type counted struct{ both, onlyA, onlyB, neither int }

func (c *counted) add(a, b bool) {
	switch {
	case a && b:
		c.both++
	case a:
		c.onlyA++
	case b:
		c.onlyB++
	default:
		c.neither++
	}
}

// brute counts every character, word, turn, line, text or case by itself.
func brute(c *corpus.Corpus, codings corpus.Codings, code string, unit corpus.RatingUnit, allText bool, documents []string) counted {
	var result counted
	cases := map[string][2]bool{}
	var order []string
	for _, d := range c.Documents() {
		if !slices.Contains(documents, d.ID()) {
			continue
		}
		base, marks := make([]bool, d.Len()), [2][]bool{make([]bool, d.Len()), make([]bool, d.Len())}
		for at := range base {
			turn, ok := d.TurnAt(at)
			base[at] = allText || ok && !turn.Interviewer
		}
		for _, coding := range codings {
			turn, _ := d.Turn(coding.Turn)
			if coding.Document != d || coding.Code != code || turn.Interviewer && !allText {
				continue
			}
			coder := slices.Index([]string{"AB", "CD"}, coding.Coder)
			for at := coding.Start; at < coding.End; at++ {
				marks[coder][at] = base[at]
			}
		}
		touched := func(start, end int) (rated, a, b bool) {
			return slices.Contains(base[start:end], true), slices.Contains(marks[0][start:end], true), slices.Contains(marks[1][start:end], true)
		}
		var units []stats.Span
		switch unit {
		case corpus.RateCharacters:
			for at := range base {
				units = append(units, stats.Span{Start: at, End: at + 1})
			}
		case corpus.RateWords:
			for _, turn := range d.Turns() {
				for _, token := range d.Tokens(turn.Number) {
					if token.Said() {
						units = append(units, stats.Span{Start: token.Start, End: token.End})
					}
				}
			}
		case corpus.RateTurns:
			for _, turn := range d.Turns() {
				units = append(units, stats.Span{Start: turn.Start, End: turn.End})
			}
		case corpus.RateParagraphs:
			at := 0
			for text := range strings.SplitSeq(d.Text(), "\n") {
				n := utf8.RuneCountInString(text)
				if n > 0 {
					units = append(units, stats.Span{Start: at, End: at + n})
				}
				at += n + 1
			}
		default:
			units = []stats.Span{{Start: 0, End: d.Len()}}
		}
		for _, u := range units {
			rated, a, b := touched(u.Start, u.End)
			switch {
			case unit == corpus.RateCases:
				if !slices.Contains(order, d.Case()) {
					order = append(order, d.Case())
				}
				before := cases[d.Case()]
				cases[d.Case()] = [2]bool{before[0] || a, before[1] || b}
			case rated:
				result.add(a, b)
			}
		}
	}
	for _, id := range order {
		result.add(cases[id][0], cases[id][1])
	}
	return result
}

// The four counts of run-length rows are those of counting each unit, and add
// up to all units.
func TestCoderComparisonCountsAsUnitsDo(t *testing.T) {
	for seed := range uint64(6) {
		c, codings := drawn(t, seed, 6, 10, 90, []string{"a", "b", "c"}, []string{"AB", "CD"})
		for unit := corpus.RateCharacters; unit <= corpus.RateCases; unit++ {
			for _, allText := range []bool{false, true} {
				ratings := corpus.Ratings{Unit: unit, AllText: allText, Coders: []string{"AB", "CD"}}
				rated, err := ratings.Of(c, codings)
				if err != nil {
					t.Fatal(err)
				}
				table, err := corpus.CoderComparison{Ratings: ratings}.Of(c, codings)
				if err != nil {
					t.Fatal(err)
				}
				if unit == corpus.RateCharacters && allText {
					characters := 0
					for _, id := range rated.Documents {
						d, _ := c.Document(id)
						characters += d.Len()
					}
					if table.N != characters {
						t.Errorf("%d characters of %d", table.N, characters)
					}
				}
				for _, row := range table.Rows {
					got, want := counted{row.Both, row.OnlyA, row.OnlyB, row.Neither}, brute(c, codings, row.Code, unit, allText, rated.Documents)
					if got != want {
						t.Errorf("seed %d, unit %d, all %v, %s: %+v, want %+v", seed, unit, allText, row.Code, got, want)
					}
					if sum := row.Both + row.OnlyA + row.OnlyB + row.Neither; sum != table.N {
						t.Errorf("seed %d, unit %d: counts add up to %d of %d", seed, unit, sum, table.N)
					}
					listed := 0
					for _, d := range table.Disagreements {
						if d.Code == row.Code {
							listed += d.Weight
						}
					}
					if listed != row.OnlyA+row.OnlyB {
						t.Errorf("seed %d, unit %d, %s: %d units listed of %d", seed, unit, row.Code, listed, row.OnlyA+row.OnlyB)
					}
				}
			}
		}
	}
}

// Two coders of a debate of 102,018 characters, six labels: the four counts and
// what follows from them, as two other methods obtained them.
func TestCoderComparisonOfKnownCounts(t *testing.T) {
	const characters = 102_018
	c := newCorpus(t, conversation("D1", "C1", "E1", "mère", "Et alors ?", strings.Repeat("é ", characters/2)))
	d, _ := c.Document("D1")
	turn, _ := d.Turn(2)
	for _, test := range []struct {
		label              string
		want               counted
		agreement, jaccard string
	}{
		{"FAIT", counted{19854, 19860, 7544, 54760}, ".7314", ".4201"},
		{"POLITIQUE", counted{9244, 1406, 6038, 85330}, ".9270", ".5539"},
		{"REFERENCE", counted{2873, 975, 5185, 92985}, ".9396", ".3181"},
		{"TEMOIGNAGE", counted{617, 322, 4773, 96306}, ".9501", ".1080"},
		{"VALEUR", counted{12908, 4704, 21710, 62696}, ".7411", ".3283"},
		{"any span", counted{70049, 2714, 20697, 8558}, ".7705", ".7495"},
	} {
		var codings corpus.Codings
		put := func(coder string, start, end int) {
			coding, err := d.Coding(test.label, turn.Start+start, turn.Start+end)
			if err != nil {
				t.Fatal(err)
			}
			coding.Coder = coder
			codings = append(codings, coding)
		}
		// Each coder codes in pieces that touch, overlap and come twice.
		a, both := test.want.onlyA, test.want.both
		put("AB", 0, a+10)
		put("AB", a, a+both)
		put("AB", a, a+both)
		put("CD", a, a+both)
		put("CD", a+both, a+both+500)
		put("CD", a+both+500, a+both+test.want.onlyB)
		table, err := corpus.CoderComparison{}.Of(c, codings)
		if err != nil {
			t.Fatal(err)
		}
		row := table.Rows[0]
		if got := (counted{row.Both, row.OnlyA, row.OnlyB, row.Neither}); got != test.want || table.N != characters {
			t.Errorf("%s: %+v of %d, want %+v of %d", test.label, got, table.N, test.want, characters)
		}
		for name, pair := range map[string][2]string{
			"agreement": {fmt.Sprintf("%.4f", row.Agreement.Value), "0" + test.agreement},
			"Jaccard":   {fmt.Sprintf("%.4f", row.Jaccard.Value), "0" + test.jaccard},
		} {
			if pair[0] != pair[1] {
				t.Errorf("%s: %s %s, want %s", test.label, name, pair[0], pair[1])
			}
		}
	}
}

// Uncoded text counts: a rare code has a high agreement and a low Jaccard.
func TestCoderComparisonByHand(t *testing.T) {
	c, book, codings := codedByTwo(t)
	codings = append(codings, coded(t, c, book, "C02-mere", "M4.4", "AB", "Le collège")) // CD never read it
	table, err := corpus.CoderComparison{Ratings: corpus.Ratings{Codebook: book, Codes: []string{"M2.1", "M4.4"}}}.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	// "elle m'écoute" has 13 characters, "Ma référente, " 14 more, "j'ai confiance
	// en elle" 22.
	const all = 70 + 61 + 67 + 36 // of the turns of the youth and the mother
	trust := table.Rows[0]
	if trust.Both != 13 || trust.OnlyA != 22 || trust.OnlyB != 14 || trust.Neither != all-49 || table.N != all {
		t.Errorf("trust: %+v of %d", trust, all)
	}
	if got := trust.Jaccard.Value; got != 13./49 {
		t.Errorf("Jaccard %v, want 13/49", got)
	}
	if got := trust.Agreement.Value; got != float64(all-36)/float64(all) {
		t.Errorf("agreement %v", got)
	}
	wantRows(t, shown(t, table.Tables()[1], "code", "document", "tour", "poids", "codeur", "pas_codeur", "citation"),
		"M2.1|C01-jeune|2|14|CD|AB|Ma référente, ", "M2.1|C01-mere|2|22|AB|CD|j’ai confiance en elle",
		"M4.4|C01-jeune|2|18|AB|CD|j’y vais plus trop")
	if notes := strings.Join(table.Warnings, " "); !strings.Contains(notes, "Entretiens que tous ont codés : 2 ; écartés, car codés par certains seulement : 1.") {
		t.Errorf("notes %q", notes)
	}
}

func TestRatingsTable(t *testing.T) {
	c, book, codings := codedByTwo(t)
	ratings, err := corpus.Ratings{Codebook: book}.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	table, err := ratings.Table("M4.1")
	if err != nil {
		t.Fatal(err)
	}
	wantRows(t, shown(t, table, "document", "id_cas", "tour", "poids", "AB", "CD"),
		"C01-jeune|C01|2|70|non|non", "C01-jeune|C01|4|18|oui|non", "C01-jeune|C01|4|43|non|non",
		"C01-mere|C01|2|67|non|non", "C01-mere|C01|4|36|non|non")
	if _, err := table.Numbers("poids"); err != nil {
		t.Error(err)
	}
	if _, err := table.Flags("CD"); err != nil {
		t.Error(err)
	}
	if _, err := ratings.Table("M4.l"); err == nil || !strings.Contains(err.Error(), `did you mean "M4.1"?`) {
		t.Errorf("error %v", err)
	}
}

// Codes that exclude each other are levels; where a coder put two they are a
// level of their own.
func TestRatingsExclusive(t *testing.T) {
	c, book, codings := codedByTwo(t)
	codings = append(codings, coded(t, c, book, "C01-jeune", "M4.4", "AB", "m’écoute"))
	spec := corpus.Ratings{Codebook: book, Codes: []string{"M2.1", "M4.4"}, Exclusive: true, Unit: corpus.RateWords}
	ratings, err := spec.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	table, err := ratings.Table("")
	if err != nil {
		t.Fatal(err)
	}
	wantRows(t, shown(t, table, "document", "tour", "poids", "AB", "CD"),
		"C01-jeune|2|3|aucun|aucun", "C01-jeune|2|5|M4.4|aucun", "C01-jeune|2|2|aucun|M2.1", "C01-jeune|2|1|M2.1|M2.1",
		"C01-jeune|2|2|M2.1 + M4.4|M2.1", "C01-jeune|4|13|aucun|aucun",
		"C01-mere|2|8|aucun|aucun", "C01-mere|2|5|M2.1|aucun", "C01-mere|4|8|aucun|aucun")
	if ratings.Several != 2 || ratings.N != 47 {
		t.Errorf("%d units with several codes of %d", ratings.Several, ratings.N)
	}
	if _, err := (corpus.CoderComparison{Ratings: spec}).Of(c, codings); err == nil {
		t.Error("exclusive codes have four counts")
	}
}

// A rule has coded what it searched, though it found nothing there.
func TestRatingsOfRule(t *testing.T) {
	c, book, codings := codedByTwo(t)
	rule := corpus.Rule{Code: "M4.4", Words: []string{"collège"}}
	byRule, err := rule.Of(c)
	if err != nil {
		t.Fatal(err)
	}
	ratings, err := corpus.Ratings{Codebook: book, Coders: []string{"AB", "règle:M4.4"}}.Of(c, append(codings, byRule...))
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(ratings.Documents, ratings.LeftOut); got != "[C01-jeune C01-mere] [C02-mere]" {
		t.Errorf("rated and left out: %s", got)
	}
}

func TestRatingsFail(t *testing.T) {
	c, book, codings := codedByTwo(t)
	apart := corpus.Codings{
		coded(t, c, book, "C01-jeune", "M4.1", "AB", "Mes parents crient"), coded(t, c, book, "C01-mere", "M5.4", "CD", "placement"),
	}
	for _, test := range []struct {
		name    string
		spec    corpus.Ratings
		codings corpus.Codings
		want    string
	}{
		{"one coder", corpus.Ratings{}, codings.By("AB"), "two coders or more; found 1"},
		{"nobody", corpus.Ratings{}, nil, "two coders or more; found 0"},
		{"unknown", corpus.Ratings{Coders: []string{"AB", "XY"}}, codings, `no coder "XY"`},
		{"twice", corpus.Ratings{Coders: []string{"AB", "AB"}}, codings, "named twice"},
		{"nothing in common", corpus.Ratings{}, apart, "no document was coded by all of AB, CD"},
		{"unit", corpus.Ratings{Unit: 9}, codings, "no unit 9"},
	} {
		if _, err := test.spec.Of(c, test.codings); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.name, err, test.want)
		}
	}
}

func BenchmarkRatings(b *testing.B) {
	c, codings := many(b)
	for b.Loop() {
		ratings, err := corpus.Ratings{}.Of(c, codings)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := ratings.Table("M001"); err != nil {
			b.Fatal(err)
		}
	}
}
