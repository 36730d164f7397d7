package corpus_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// drawn is a corpus of invented talk, three interviews a case, and codings
// drawn at random: overlapping, touching, doubled, across turns.
func drawn(t testing.TB, seed uint64, documents, turns, codings int, codes, coders []string) (*corpus.Corpus, corpus.Codings) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 1))
	words := []string{"école", "l’aide", "(rires)", "on", "n’y", "va 🙂", "plus…", "été", "—", "référente"}
	var list []*interviews.Interview
	for i := range documents {
		var speech []string
		for range turns {
			said := make([]string, 1+random.IntN(12))
			for k := range said {
				said[k] = words[random.IntN(len(words))]
			}
			speech = append(speech, strings.Join(said, " "))
		}
		role := [...]interviews.Role{"jeune", "mère", "référent MEP"}[i%3]
		list = append(list, conversation(fmt.Sprintf("D%03d", i), fmt.Sprintf("C%03d", i/3), fmt.Sprintf("E%03d", i/3), role, speech...))
	}
	c := newCorpus(t, list...)
	var all corpus.Codings
	for len(all) < codings {
		d := c.Documents()[random.IntN(documents)]
		turn, _ := d.Turn(1 + random.IntN(turns))
		start := turn.Start + random.IntN(turn.End-turn.Start)
		end := min(start+1+random.IntN(40), d.Len())
		if n := len(all); n > 0 && random.IntN(4) == 0 && all[n-1].Document == d {
			start, end = all[n-1].End, min(all[n-1].End+5, d.Len()) // touches
		}
		coding, err := d.Coding(codes[random.IntN(len(codes))], start, end)
		if err != nil {
			continue
		}
		coding.Coder = coders[random.IntN(len(coders))]
		coding.Valence = corpus.Valence(random.IntN(4))
		all = append(all, coding)
		if random.IntN(10) == 0 {
			all = append(all, coding)
		}
	}
	return c, all
}

// painted marks the characters of a document that codings of informants cover.
func painted(d *corpus.Document, codings corpus.Codings, keep func(corpus.Coding) bool) []bool {
	marks := make([]bool, d.Len())
	for _, coding := range codings {
		turn, _ := d.Turn(coding.Turn)
		if coding.Document != d || turn.Interviewer || !keep(coding) {
			continue
		}
		for at := coding.Start; at < coding.End; at++ {
			marks[at] = true
		}
	}
	return marks
}

func coloured(d *corpus.Document, found *corpus.SegmentTable) []bool {
	marks := make([]bool, d.Len())
	for _, s := range found.Segments {
		for at := s.Start; s.Document == d && at < s.End; at++ {
			marks[at] = true
		}
	}
	return marks
}

func ask(t testing.TB, c *corpus.Corpus, codings corpus.Codings, find corpus.Selection) *corpus.SegmentTable {
	t.Helper()
	found, err := corpus.Query{Find: find}.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// What and, or, without, by and valued give is what counting each character
// gives.
func TestQueryCutsTextAsCharactersDo(t *testing.T) {
	for seed := range uint64(6) {
		c, codings := drawn(t, seed, 6, 12, 150, []string{"a", "b", "c"}, []string{"AB", "CD"})
		a, b := corpus.Coded("a"), corpus.Coded("b")
		is := func(code string) func(corpus.Coding) bool {
			return func(coding corpus.Coding) bool { return coding.Code == code }
		}
		for _, test := range []struct {
			find corpus.Selection
			want func(a, b, ab, negative, said bool) bool
		}{
			{a, func(a, _, _, _, _ bool) bool { return a }},
			{a.And(b), func(a, b, _, _, _ bool) bool { return a && b }},
			{a.Or(b), func(a, b, _, _, _ bool) bool { return a || b }},
			{corpus.Coded("b", "a"), func(a, b, _, _, _ bool) bool { return a || b }},
			{a.By("AB"), func(_, _, ab, _, _ bool) bool { return ab }},
			{a.Valued(corpus.Negative), func(_, _, _, negative, _ bool) bool { return negative }},
			{a.By("AB", "CD").By("AB"), func(_, _, ab, _, _ bool) bool { return ab }},
			{a.Without(b), func(a, b, _, _, _ bool) bool { return a && !b }},
			{a.Not(), func(a, _, _, _, said bool) bool { return said && !a }},
			{a.Not().And(b.Not()), func(a, b, _, _, said bool) bool { return said && !a && !b }},
		} {
			found := ask(t, c, codings, test.find)
			for _, d := range c.Documents() {
				inA, inB, got := painted(d, codings, is("a")), painted(d, codings, is("b")), coloured(d, found)
				inAB := painted(d, codings, func(coding corpus.Coding) bool { return coding.Code == "a" && coding.Coder == "AB" })
				bad := painted(d, codings, func(coding corpus.Coding) bool {
					return coding.Code == "a" && coding.Valence == corpus.Negative
				})
				for at := range got {
					turn, inTurn := d.TurnAt(at)
					want := test.want(inA[at], inB[at], inAB[at], bad[at], inTurn && !turn.Interviewer)
					if got[at] != want && (got[at] || d.Words(at, at+1) > 0) {
						t.Fatalf("seed %d, %s: %s at %d: found %v, want %v", seed, test.find, d.ID(), at, got[at], want)
					}
				}
			}
			for i, s := range found.Segments[1:] {
				if before := found.Segments[i]; before.Document == s.Document && s.Start < before.End {
					t.Fatalf("%s: segments %s and %s overlap", test.find, before, s)
				}
			}
		}
	}
}

// Relations are what comparing all pairs of segments gives.
func TestQueryRelationsOfAllPairs(t *testing.T) {
	between := func(a, b corpus.Segment) int { return a.Document.Words(a.End, b.Start) }
	for seed := range uint64(6) {
		c, codings := drawn(t, seed, 5, 14, 120, []string{"a", "b"}, []string{"AB"})
		a, b := corpus.Coded("a"), corpus.Coded("b")
		for _, test := range []struct {
			find  corpus.Selection
			holds func(a, b corpus.Segment) bool
		}{
			{a.Overlapping(b), func(a, b corpus.Segment) bool { return a.Start < b.End && b.Start < a.End }},
			{a.Inside(b), func(a, b corpus.Segment) bool { return b.Start <= a.Start && a.End <= b.End }},
			{a.Around(b), func(a, b corpus.Segment) bool { return a.Start <= b.Start && b.End <= a.End }},
			{a.Before(b, -1), func(a, b corpus.Segment) bool { return a.End <= b.Start }},
			{a.Before(b, 3), func(a, b corpus.Segment) bool { return a.End <= b.Start && between(a, b) <= 3 }},
			{a.After(b, 0), func(a, b corpus.Segment) bool { return b.End <= a.Start && between(b, a) == 0 }},
			{a.After(b, -1), func(a, b corpus.Segment) bool { return b.End <= a.Start }},
			{a.Near(b, 4), func(a, b corpus.Segment) bool {
				return a.Start < b.End && b.Start < a.End || a.End <= b.Start && between(a, b) <= 4 || b.End <= a.Start && between(b, a) <= 4
			}},
		} {
			var want []string
			others := ask(t, c, codings, b).Segments
			for _, one := range ask(t, c, codings, a).Segments {
				for _, other := range others {
					if one.Document == other.Document && test.holds(one, other) {
						want = append(want, one.String())
						break
					}
				}
			}
			var got []string
			for _, s := range ask(t, c, codings, test.find).Segments {
				got = append(got, s.String())
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("seed %d, %s:\n got %v\nwant %v", seed, test.find, got, want)
			}
		}
	}
}

// Segments of which one begins where the other ends touch, and do not overlap.
func TestQueryTouchingIsNotOverlapping(t *testing.T) {
	c := newCorpus(t, invented()...)
	codings := corpus.Codings{
		coded(t, c, nil, "C01-jeune", "a", "AB", "Mes parents"), coded(t, c, nil, "C01-jeune", "b", "AB", " crient."),
		coded(t, c, nil, "C01-jeune", "c", "AB", "(rires)"), // no word, and nothing taken out of it
	}
	for _, test := range []struct {
		find corpus.Selection
		want int
	}{
		{corpus.Coded("a").Overlapping(corpus.Coded("b")), 0},
		{corpus.Coded("a").And(corpus.Coded("b")), 0},
		{corpus.Coded("a").Before(corpus.Coded("b"), 0), 1},
		{corpus.Coded("a").Near(corpus.Coded("b"), 0), 1},
		{corpus.Coded("a").Or(corpus.Coded("b")), 2},
		{corpus.Coded("c").Without(corpus.Coded("a")), 1},
	} {
		if got := ask(t, c, codings, test.find).N; got != test.want {
			t.Errorf("%s: %d segments, want %d", test.find, got, test.want)
		}
	}
}

func TestQueryByWho(t *testing.T) {
	c, book, codings := codedByTwo(t)
	files, err := stats.NewTable("Dossiers",
		stats.Variable{Name: "id_enfant"}.Texts([]string{"E0001", "E0002"}, nil),
		stats.Variable{Name: "cadre"}.Labelled("jud", "adm"),
		stats.Variable{Name: "sexe"}.Labelled("garcon", "fille"))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		find corpus.Selection
		want string
	}{
		{"role", corpus.Coded("M2").And(corpus.SaidBy("mère")), "C01|C01-mere|mère|parent|2|5|j’ai confiance en elle"},
		{"side", corpus.Coded("M2").And(corpus.OnSide(interviews.Youth)), "C01|C01-jeune|jeune|jeune|2|5|Ma référente, elle m’écoute"},
		{"case file", corpus.Coded("M5.4").And(corpus.Among(stats.Is("cadre", "jud"))), "C01|C01-mere|mère|parent|2|1|placement"},
		{"case file's own sex", corpus.Coded("M5.4").And(corpus.Among(stats.Is("sexe", "fille"))), ""},
		{"informant's sex", corpus.Coded("M5.4").And(corpus.Among(stats.Is("sexe_entretien", "F"))), "C01|C01-mere|mère|parent|2|1|placement"},
		{"no agreement to be quoted", corpus.SaidBy("mère").And(corpus.Among(stats.Is("id_entretien", "C02-mere"))), "C02|C02-mere|mère|parent|2|9|RF"},
		{"both in one turn", corpus.Coded("M2.1").Inside(corpus.Coded("M5.4").Whole(corpus.InTurn)), "C01|C01-mere|mère|parent|2|5|j’ai confiance en elle"},
		{"valence", corpus.Coded("M2").Valued(corpus.Positive).And(corpus.OnSide(interviews.Youth)), "C01|C01-jeune|jeune|jeune|2|3|elle m’écoute"},
		{"coder", corpus.Coded().By("CD").And(corpus.OnSide(interviews.Parent)), "C01|C01-mere|mère|parent|2|1|placement"},
	} {
		found, err := corpus.Query{Find: test.find, Codebook: book, Cases: files}.Of(c, codings)
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		got := strings.Join(shown(t, found.Tables()[0], "id_cas", "document", "role", "regard", "tour", "mots", "citation"), "\n")
		if got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
	}
	whole := ask(t, c, codings, corpus.Coded("M5.4").Whole(corpus.InCase))
	if whole.N != 2 || whole.Interviews != 2 || whole.Cases != 1 {
		t.Errorf("the case of M5.4 is %d texts, %d interviews, %d cases", whole.N, whole.Interviews, whole.Cases)
	}
}

func TestQueryFails(t *testing.T) {
	c, book, codings := codedByTwo(t)
	other := newCorpus(t, invented()...)
	for _, test := range []struct {
		name  string
		query corpus.Query
		on    *corpus.Corpus
		want  string
	}{
		{"empty", corpus.Query{}, c, "Find is empty"},
		{"empty inside", corpus.Query{Find: corpus.Coded().And(corpus.Selection{})}, c, "a Selection is empty"},
		{"code", corpus.Query{Find: corpus.Coded("M2.l"), Codebook: book}, c, `did you mean "M2.1"?`},
		{"coder", corpus.Query{Find: corpus.Coded(), Coder: "XY"}, c, `no coder "XY"`},
		{"coder of By", corpus.Query{Find: corpus.Coded().By("XY")}, c, `no coder "XY"`},
		{"role", corpus.Query{Find: corpus.SaidBy("maire")}, c, `no role "maire"`},
		{"column", corpus.Query{Find: corpus.Among(stats.Is("cadre", "jud"))}, c, `no column "cadre"`},
		{"corpus", corpus.Query{Find: corpus.Coded()}, other, "not of a document of this corpus"},
	} {
		if _, err := test.query.Of(test.on, codings); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.name, err, test.want)
		}
	}
	empty, err := corpus.Query{Find: corpus.Coded("M4.1"), Codebook: book}.Of(newCorpus(t), nil)
	if err != nil || empty.N != 0 || empty.Tables()[0].Len() != 0 {
		t.Errorf("an empty corpus: %v, %v", empty, err)
	}
}

// many is the size for which a tool of everyday use is measured: 100,000
// segments of 200 codes.
func many(b *testing.B) (*corpus.Corpus, corpus.Codings) {
	b.Helper()
	codes := make([]string, 200)
	for i := range codes {
		codes[i] = fmt.Sprintf("M%03d", i)
	}
	return drawn(b, 1, 300, 200, 100_000, codes, []string{"AB", "CD"})
}

func BenchmarkQuery(b *testing.B) {
	c, codings := many(b)
	query := corpus.Query{Find: corpus.Coded("M001").Near(corpus.Coded("M002"), 20).And(corpus.OnSide(interviews.Parent)).Without(corpus.Coded("M003"))}
	for b.Loop() {
		if _, err := query.Of(c, codings); err != nil {
			b.Fatal(err)
		}
	}
}
