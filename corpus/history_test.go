package corpus_test

import (
	"fmt"
	"log"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/askoria/verbatim/corpus"
)

func day(n int) time.Time { return time.Date(2024, 3, n, 0, 0, 0, 0, time.UTC) }

// applied makes changes, one a day, and fails the test where one is refused.
func applied(t testing.TB, book *corpus.Codebook, changes ...corpus.Change) *corpus.History {
	t.Helper()
	h := corpus.NewHistory(book)
	for i, change := range changes {
		change.Date, change.Reason = day(i+1), "réunion d'équipe"
		next, err := h.Apply(change)
		if err != nil {
			t.Fatal(err)
		}
		h = next
	}
	return h
}

// tree writes a codebook as "M2(M2.1) M4".
func tree(book *corpus.Codebook, parent string) string {
	var parts []string
	for _, code := range book.Codes() {
		if code.Parent != parent {
			continue
		}
		text := code.ID
		if under := tree(book, code.ID); under != "" {
			text += "(" + under + ")"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " ")
}

func TestHistoryApply(t *testing.T) {
	for _, test := range []struct {
		name    string
		changes []corpus.Change
		want    string
	}{
		{
			"create",
			[]corpus.Change{{Kind: corpus.CreateCode, Into: []corpus.Code{{ID: "M2.2", Parent: "M2"}, {ID: "M9"}}}},
			"M2(M2.1 M2.2) M4(M4.1 M4.4) M5.4 M9",
		},
		{
			"rename",
			[]corpus.Change{{Kind: corpus.RenameCode, Codes: []string{"M4"}, Into: []corpus.Code{{ID: "C"}}}},
			"M2(M2.1) C(M4.1 M4.4) M5.4",
		},
		{
			"move with what is below",
			[]corpus.Change{{Kind: corpus.MoveCode, Codes: []string{"M4"}, Parent: "M2"}},
			"M2(M2.1 M4(M4.1 M4.4)) M5.4",
		},
		{"move to the top", []corpus.Change{{Kind: corpus.MoveCode, Codes: []string{"M4.1"}}}, "M2(M2.1) M4(M4.4) M4.1 M5.4"},
		{
			"merge into a new code",
			[]corpus.Change{{Kind: corpus.MergeCodes, Codes: []string{"M4.1", "M4.4"}, Into: []corpus.Code{{ID: "M4.9", Parent: "M4"}}}},
			"M2(M2.1) M4(M4.9) M5.4",
		},
		{
			"merge into one that exists",
			[]corpus.Change{{Kind: corpus.MergeCodes, Codes: []string{"M4"}, Into: []corpus.Code{{ID: "M2"}}}},
			"M2(M2.1 M4.1 M4.4) M5.4",
		},
		{
			"merge a parent into its child",
			[]corpus.Change{{Kind: corpus.MergeCodes, Codes: []string{"M4"}, Into: []corpus.Code{{ID: "M4.1"}}}},
			"M2(M2.1) M4.1(M4.4) M5.4",
		},
		{"merge, then split: those below go back", []corpus.Change{
			{Kind: corpus.MergeCodes, Codes: []string{"M2", "M4"}, Into: []corpus.Code{{ID: "N"}}},
			{Kind: corpus.SplitCode, Codes: []string{"N"}, Into: []corpus.Code{{ID: "M2"}, {ID: "M4"}}},
		}, "M2(M2.1) M4(M4.1 M4.4) M5.4"},
		{
			"split that keeps the code",
			[]corpus.Change{{Kind: corpus.SplitCode, Codes: []string{"M4"}, Into: []corpus.Code{{ID: "M4"}, {ID: "M6"}}}},
			"M2(M2.1) M4(M4.1 M4.4) M6 M5.4",
		},
		{
			"split: those below go up",
			[]corpus.Change{{Kind: corpus.SplitCode, Codes: []string{"M4"}, Into: []corpus.Code{{ID: "A"}, {ID: "B"}}}},
			"M2(M2.1) A B M4.1 M4.4 M5.4",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			book := newCodebook(t)
			h := applied(t, book, test.changes...)
			if got := tree(h.Codebook(), ""); got != test.want {
				t.Errorf("\n got %s\nwant %s", got, test.want)
			}
			if before := tree(h.Until(0).Codebook(), ""); before != tree(newCodebook(t), "") {
				t.Errorf("the first version became %s", before)
			}
		})
	}
}

func TestHistoryRefuses(t *testing.T) {
	h := applied(t, newCodebook(t), corpus.Change{Kind: corpus.CreateCode, Into: []corpus.Code{{ID: "M9"}}})
	for _, test := range []struct {
		change corpus.Change
		want   string
	}{
		{corpus.Change{Kind: 99}, "no kind"},
		{corpus.Change{Kind: corpus.CreateCode, Into: []corpus.Code{{ID: "M9"}}}, "twice"},
		{corpus.Change{Kind: corpus.CreateCode, Into: []corpus.Code{{ID: "X", Parent: "M44"}}}, "no parent"},
		{corpus.Change{Kind: corpus.CreateCode}, "0 codes in Into"},
		{corpus.Change{Kind: corpus.RenameCode, Codes: []string{"M44"}, Into: []corpus.Code{{ID: "X"}}}, "did you mean"},
		{corpus.Change{Kind: corpus.RenameCode, Codes: []string{"M4"}, Into: []corpus.Code{{ID: "M2"}}}, "MergeCodes"},
		{corpus.Change{Kind: corpus.ReviseCode, Codes: []string{"M4"}, Into: []corpus.Code{{ID: "M2"}}}, "RenameCode"},
		{corpus.Change{Kind: corpus.MoveCode, Codes: []string{"M4"}, Parent: "M4.1"}, "above itself"},
		{corpus.Change{Kind: corpus.MergeCodes, Codes: []string{"M4"}, Into: []corpus.Code{{ID: "X"}}}, "RenameCode"},
		{corpus.Change{Kind: corpus.MergeCodes, Codes: []string{"M4", "M4"}, Into: []corpus.Code{{ID: "X"}}}, "named twice"},
		{corpus.Change{Kind: corpus.MergeCodes, Codes: []string{"M4", "M2"}, Into: []corpus.Code{{ID: "X", Parent: "M4"}}}, "cannot stand under"},
		{corpus.Change{Kind: corpus.SplitCode, Codes: []string{"M4"}, Into: []corpus.Code{{ID: "X"}}}, "1 codes in Into"},
		{corpus.Change{Kind: corpus.SplitCode, Codes: []string{"M4"}, Into: []corpus.Code{{ID: "X"}, {ID: "Y"}}, Rest: "Z"}, "not in Into"},
	} {
		test.change.Date, test.change.Reason = day(9), "essai"
		if next, err := h.Apply(test.change); err == nil || next != nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v: got %v, want %q", test.change, err, test.want)
		}
	}
	good := corpus.Change{Kind: corpus.MoveCode, Codes: []string{"M9"}, Parent: "M2", Date: day(9), Reason: "essai"}
	for _, broken := range []func(*corpus.Change){
		func(c *corpus.Change) { c.Date = time.Time{} },
		func(c *corpus.Change) { c.Date = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC) },
		func(c *corpus.Change) { c.Reason = " " },
	} {
		change := good
		broken(&change)
		if _, err := h.Apply(change); err == nil {
			t.Errorf("%+v was made", change)
		}
	}
	if next, err := h.Apply(good); err != nil || next.Version() != 2 || h.Version() != 1 {
		t.Errorf("the good change: %v", err)
	}
	if h.On(day(1)).Version() != 1 || h.On(day(1).AddDate(0, 0, -1)).Version() != 0 {
		t.Error("versions by day")
	}
}

// counts is what is counted of each code, as people read it.
func counts(t testing.TB, c *corpus.Corpus, book *corpus.Codebook, codings corpus.Codings) string {
	t.Helper()
	table, err := corpus.CodeFrequencies{Codebook: book}.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, f := range table.Rows {
		lines = append(lines, fmt.Sprintf("%s %d %d %d", f.Code, f.Passages, f.Interviews, f.Words))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// Whatever was coded, overlaps and repeats among it, a merge and the split of
// what it made give back the codings, one by one.
func TestMergeThenSplitRestores(t *testing.T) {
	c, book := newCorpus(t, invented()...), newCodebook(t)
	h := applied(t, book,
		corpus.Change{Kind: corpus.MergeCodes, Codes: []string{"M4.1", "M2.1"}, Into: []corpus.Code{{ID: "N", Parent: "M2"}}},
		corpus.Change{Kind: corpus.MergeCodes, Codes: []string{"N", "M5.4"}, Into: []corpus.Code{{ID: "O"}}},
		corpus.Change{Kind: corpus.RenameCode, Codes: []string{"O"}, Into: []corpus.Code{{ID: "P"}}},
		corpus.Change{Kind: corpus.SplitCode, Codes: []string{"P"}, Into: []corpus.Code{{ID: "N", Parent: "M2"}, {ID: "M5.4"}}},
		corpus.Change{Kind: corpus.SplitCode, Codes: []string{"N"}, Into: []corpus.Code{{ID: "M2.1", Parent: "M2"}, {ID: "M4.1", Parent: "M4"}}},
	)
	for seed := range uint64(30) {
		random := rand.New(rand.NewPCG(seed, 7))
		var codings corpus.Codings
		for range 40 {
			d := c.Documents()[random.IntN(len(c.Documents()))]
			turn := d.Turns()[2*random.IntN(len(d.Turns())/2)+1]
			start := turn.Start + random.IntN(turn.End-turn.Start)
			coding, err := d.Coding(book.IDs()[random.IntN(6)], start, start+1+random.IntN(turn.End-start))
			if err != nil {
				t.Fatal(err)
			}
			coding.Coder, coding.Path = []string{"AB", "CD"}[random.IntN(2)], book.Path(coding.Code)
			coding.Valence, coding.Memo = corpus.Valence(random.IntN(4)), fmt.Sprint(random.IntN(3))
			codings = append(codings, coding)
		}
		half, err := corpus.Recode{History: h.Until(2)}.Of(codings)
		if err != nil {
			t.Fatal(err)
		}
		if len(half.Codings) >= len(codings) || len(half.Undecided) > 0 {
			t.Fatalf("%d codings of %d after the merge: nothing was joined", len(half.Codings), len(codings))
		}
		whole, err := corpus.Recode{History: h}.Of(codings)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := counts(t, c, h.Codebook(), whole.Codings), counts(t, c, book, codings); got != want {
			t.Fatalf("seed %d\n got %s\nwant %s", seed, got, want)
		}
		key := func(c corpus.Coding) string {
			return fmt.Sprintln(c.Segment(), c.Code, c.Path, c.Coder, c.Valence, c.Memo, c.Quote, c.Words)
		}
		lines := func(codings corpus.Codings) []string {
			var all []string
			for _, coding := range codings {
				all = append(all, key(coding))
			}
			slices.Sort(all)
			return all
		}
		if !reflect.DeepEqual(lines(whole.Codings), lines(codings)) {
			t.Fatalf("seed %d: the codings are not those of before", seed)
		}
	}
}

func TestRecodeSplit(t *testing.T) {
	c, book := newCorpus(t, invented()...), newCodebook(t)
	codings := corpus.Codings{
		coded(t, c, book, "C01-jeune", "M4.1", "AB", "Mes parents crient"),
		coded(t, c, book, "C01-jeune", "M4.1", "CD", "Mes parents crient"),
		coded(t, c, book, "C01-mere", "M4.1", "AB", "On ne se dispute pas"),
	}
	split := corpus.Change{
		Kind: corpus.SplitCode, Codes: []string{"M4.1"}, Into: []corpus.Code{{ID: "cris"}, {ID: "calme"}},
		Assigned: []corpus.Assignment{{Segment: codings[0].Segment(), Coder: "AB", Into: "cris"}},
	}
	recoded, err := corpus.Recode{History: applied(t, book, split)}.Of(codings)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(recoded.Codings.Codes(), " "); got != "cris M4.1" || len(recoded.Undecided) != 2 {
		t.Errorf("codes %s, %d undecided", got, len(recoded.Undecided))
	}
	if got := strings.Join(recoded.Codings[0].Path, " > "); got != "M4 > cris" {
		t.Errorf("path %s", got)
	}
	split.Rest = "calme"
	h := applied(t, book, split)
	if recoded, err = (corpus.Recode{History: h}).Of(codings); err != nil || len(recoded.Undecided) != 0 ||
		recoded.Codings[2].Code != "calme" {
		t.Errorf("with a rest: %v, %v", recoded, err)
	}
	if codings[0].Code != "M4.1" {
		t.Error("the codings given were changed")
	}
	wantRows(t, shown(t, recoded.Tables()[0], "version", "avant", "apres", "codages"),
		"1|M4.1|cris|1", "1|M4.1|calme|2")
	if _, err := (corpus.Recode{}).Of(codings); err == nil {
		t.Error("no history, no error")
	}
	if _, err := (corpus.Recode{History: h, From: 2}).Of(codings); err == nil {
		t.Error("a version that is not there, no error")
	}
}

func ExampleHistory() {
	book, err := corpus.NewCodebook(corpus.Code{ID: "M4.1", Label: "Conflit"}, corpus.Code{ID: "M4.2", Label: "Dispute"})
	if err != nil {
		log.Fatal(err)
	}
	h, err := corpus.NewHistory(book).Apply(corpus.Change{
		Kind: corpus.MergeCodes, Codes: []string{"M4.1", "M4.2"}, Into: []corpus.Code{{ID: "M4.1", Label: "Conflit"}},
		Date: time.Date(2024, 3, 14, 0, 0, 0, 0, time.UTC), By: "AB", Reason: "indiscernables au double codage",
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(h.Tables()[0])
	// Output:
	// Histoire de la grille
	// Version  Date        Changement  Avant       Après  Raison                           Décidé par
	//       1  14/03/2024  fusion      M4.1, M4.2  M4.1   indiscernables au double codage  AB
}

func ExampleRecode() {
	_, book, codings := smallStudy()
	h, err := corpus.NewHistory(book).Apply(corpus.Change{
		Kind: corpus.RenameCode, Codes: []string{"M4.1"}, Into: []corpus.Code{{ID: "CONFLIT"}},
		Date: time.Date(2024, 3, 14, 0, 0, 0, 0, time.UTC), Reason: "des noms lisibles",
	})
	if err != nil {
		log.Fatal(err)
	}
	recoded, err := corpus.Recode{History: h}.Of(codings)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(codings.Codes(), recoded.Codings.Codes())
	// Output: [M4.1 M2.1] [CONFLIT M2.1]
}
