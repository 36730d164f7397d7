package corpus_test

import (
	"bytes"
	"fmt"
	"log"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
)

func readHistory(t testing.TB, file string) (*corpus.History, *interviews.Report) {
	t.Helper()
	h, report, err := corpus.HistoryReader{Files: fstest.MapFS{"h.csv": {Data: []byte(file)}}}.ReadFile("h.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range report.Sources {
		if s.Read != s.Accepted+s.Rejected {
			t.Errorf("%+v", s)
		}
	}
	return h, report
}

func historyCSV(t testing.TB, h *corpus.History) string {
	t.Helper()
	var out bytes.Buffer
	if err := h.WriteCSV(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// Every kind of change is written and read again the same, and recodes the same.
func TestHistoryWrittenAndRead(t *testing.T) {
	c, book := newCorpus(t, invented()...), newCodebook(t)
	codings := corpus.Codings{
		coded(t, c, book, "C01-jeune", "M4.4", "AB", "j’y vais"),
		coded(t, c, book, "C01-mere", "M4.1", "AB", "placement"),
	}
	h := applied(t, book,
		corpus.Change{Kind: corpus.CreateCode, By: "AB", Into: []corpus.Code{{ID: "M9", Label: "=Neuf", Definition: "deux\nlignes ; « ça » 👀", Include: " espace", Exclude: "-x", Example: "'=1"}}},
		corpus.Change{Kind: corpus.ReviseCode, Codes: []string{"M2"}, Into: []corpus.Code{{ID: "M2", Label: "Liens"}}},
		corpus.Change{Kind: corpus.RenameCode, Codes: []string{"M9"}, Into: []corpus.Code{{ID: "M10"}}},
		corpus.Change{Kind: corpus.MoveCode, Codes: []string{"M2.1"}},
		corpus.Change{Kind: corpus.MoveCode, Codes: []string{"M5.4"}, Parent: "M4"},
		corpus.Change{Kind: corpus.MergeCodes, Codes: []string{"M4.1", "M4.4"}, Into: []corpus.Code{{ID: "M4.9", Parent: "M4"}}},
		corpus.Change{
			Kind: corpus.SplitCode, Codes: []string{"M4.9"}, Into: []corpus.Code{{ID: "M4.1"}, {ID: "M4.4"}}, Rest: "M4.1",
			Assigned: []corpus.Assignment{{Segment: codings[1].Segment(), Coder: "AB", Into: "M4.4"}, {Segment: "x:1-2", Into: "M4.1"}},
		})
	hours := corpus.Change{
		Kind: corpus.MoveCode, Codes: []string{"M10"}, Parent: "M2", Reason: " raison\nlongue ", Date: time.Date(2025, 1, 2, 13, 4, 5, 6000, time.UTC),
	}
	h, err := h.Apply(hours)
	if err != nil {
		t.Fatal(err)
	}
	file := historyCSV(t, h)
	read, report := readHistory(t, file)
	if len(report.Problems) > 0 {
		t.Fatal(report)
	}
	if !reflect.DeepEqual(read, h) {
		t.Errorf("read %+v\nwant %+v", read.Changes(), h.Changes())
	}
	if historyCSV(t, read) != file {
		t.Error("written again, other bytes")
	}
	for version := range h.Version() + 1 {
		if !slices.Equal(read.Until(version).Codebook().Codes(), h.Until(version).Codebook().Codes()) {
			t.Errorf("version %d differs", version)
		}
	}
	want, err := corpus.Recode{History: h}.Of(codings)
	if err != nil {
		t.Fatal(err)
	}
	got, err := corpus.Recode{History: read}.Of(codings)
	if err != nil || !reflect.DeepEqual(got.Codings, want.Codings) {
		t.Errorf("recoded otherwise, %v", err)
	}
}

func TestHistoryReaderRefuses(t *testing.T) {
	const head = "version;date;par;changement;raison;element;code;parent\n"
	const book = "0;;;;;grille;A;\n0;;;;;grille;B;A\n"
	for _, test := range []struct {
		name, rows, want, codes string
		version                 int
	}{
		{"good", book + "1;31/01/2025;AB;Déplacement;r;avant;B;\n1;;;;;sous;;\n", "", "A B", 1},
		{"an unknown code", book + "1;2025-01-31;;déplacement;r;avant;C;\n2;2025-02-01;;création;r;après;D;\n", "porte sur « C », qui n'est pas", "A(B)", 0},
		{"no reason", book + "1;2025-01-31;;création;;après;C;\n", "n'a pas de raison", "A(B)", 0},
		{"no date", book + "1;;;création;r;après;C;\n", "n'est pas une date", "A(B)", 0},
		{"a date that is none", book + "1;31/02/2025;;création;r;après;C;\n", "n'est pas une date", "A(B)", 0},
		{"no such change", book + "1;2025-01-31;;création ?;r;après;C;\n", "n'est pas un changement de grille", "A(B)", 0},
		{"no such element", book + "1;2025-01-31;;création;r;après;C;\n1;2025-01-31;;création;r;ailleurs;D;\n", "n'est pas un élément", "A(B)", 0},
		{"dates go back", book + "1;2025-01-31;;création;r;après;C;\n2;2025-01-30;;création;r;après;D;\n", "est daté d'avant", "A(B) C", 1},
		{"versions out of order", book + "2;2025-01-31;;création;r;après;C;\n", "ne suit pas", "A(B)", 0},
		{"a code that is there", book + "1;2025-01-31;;création;r;après;A;\n", "est impossible", "A(B)", 0},
		{"a circle", "0;;;;;grille;A;B\n0;;;;;grille;B;A\n", "tourne en rond", "A(B)", 0},
		{"twice", "0;;;;;grille;A;\n0;;;;;grille;A;\n", "est déjà dans la grille", "A", 0},
		{"no parent", "0;;;;;grille;A;Z\n", "n'est pas un code de la grille", "A", 0},
		{"no code", "0;;;;;grille;;\n", "est vide", "", 0},
		{"half a split", book + "1;2025-01-31;;division;r;avant;B;\n1;2025-01-31;;division;r;après;C;\n", "est impossible", "A(B)", 0},
		{"version 0 again", book + "1;2025-01-31;;création;r;après;C;\n0;;;;;grille;D;\n", "ne suit pas", "", 0},
	} {
		h, report := readHistory(t, head+test.rows)
		var found bool
		for _, p := range report.Problems {
			found = found || p.Row > 0 && strings.Contains(p.String(), test.want)
		}
		if test.want == "" && slices.ContainsFunc(report.Problems, func(p interviews.Problem) bool { return p.Row > 0 }) || test.want != "" && !found {
			t.Errorf("%s: %s", test.name, report)
		}
		if test.codes != "" && (tree(h.Codebook(), "") != test.codes || h.Version() != test.version) {
			t.Errorf("%s: version %d, %s", test.name, h.Version(), tree(h.Codebook(), ""))
		}
	}
}

// Rows that are missing or interchanged give a line, never a panic.
func TestHistoryReaderDamaged(t *testing.T) {
	h := applied(t, newCodebook(t),
		corpus.Change{Kind: corpus.MergeCodes, Codes: []string{"M4.1", "M4.4"}, Into: []corpus.Code{{ID: "M4.9", Parent: "M4"}}},
		corpus.Change{Kind: corpus.SplitCode, Codes: []string{"M4.9"}, Into: []corpus.Code{{ID: "M4.1"}, {ID: "M4.4"}}, Rest: "M4.1"})
	lines := strings.SplitAfter(historyCSV(t, h), "\n")
	random := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		rows := slices.Clone(lines[1:])
		random.Shuffle(1+random.IntN(len(rows)), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		rows = slices.Delete(rows, 0, random.IntN(3))
		readHistory(t, lines[0]+strings.Join(rows, ""))
	}
}

func ExampleHistoryReader() {
	book, err := corpus.NewCodebook(corpus.Code{ID: "M2", Label: "Relation"}, corpus.Code{ID: "M4", Label: "Contexte"})
	if err != nil {
		log.Fatal(err)
	}
	h, err := corpus.NewHistory(book).Apply(corpus.Change{
		Kind: corpus.MoveCode, Codes: []string{"M4"}, Parent: "M2", Date: time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC), Reason: "réunion d'équipe",
	})
	if err != nil {
		log.Fatal(err)
	}
	var out bytes.Buffer
	if err := h.WriteCSV(&out); err != nil {
		log.Fatal(err)
	}
	again, report, err := corpus.HistoryReader{Files: fstest.MapFS{"histoire.csv": {Data: out.Bytes()}}}.ReadFile("histoire.csv")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(report)
	fmt.Println(again.Version(), again.Codebook().PathName("M4"), again.Changes()[0].Reason)
	// Output:
	// histoire.csv : 4 lus, 4 acceptés, 0 écarté
	// 1 M2 > M4 réunion d'équipe
}

func FuzzHistoryReader(f *testing.F) {
	f.Add("version;date;par;changement;raison;element;code;parent\n0;;;;;grille;A;\n1;31/01/2025;AB;Déplacement;r;avant;B;\n1;;;;;sous;;\n")
	f.Fuzz(func(t *testing.T, file string) {
		h, _, err := corpus.HistoryReader{Files: fstest.MapFS{"h.csv": {Data: []byte(file)}}}.ReadFile("h.csv")
		if (h == nil) != (err != nil) {
			t.Error(h, err)
		}
	})
}
