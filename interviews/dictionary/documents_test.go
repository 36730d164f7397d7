package dictionary

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/stats"
)

var pieces = &Dictionary{Variables: []Variable{
	{Name: "id_enfant"},
	{Name: "piece"},
	{Name: "date", Type: Date},
	{Name: "sexe", Type: Nominal, Levels: stats.Levels("F", "G")},
	{Name: "danger", Type: Ordinal, Levels: stats.Levels("non repéré", "risque", "danger"), Rule: Highest},
	{Name: "logement", Type: Nominal, Rule: Last},
	{Name: "age", Type: Whole, Rule: First},
	{Name: "ppe", Type: Binary, Rule: Collected},
	{Name: "diff", Type: Multiple, Levels: stats.Levels("a", "b", "c"), Rule: Collected},
	{Name: "note"},
}}

func gather(t *testing.T, g Gather, file string) *Gathered {
	t.Helper()
	table, _, err := Reader{Dictionary: g.Dictionary, Files: fstest.MapFS{"pieces.csv": {Data: []byte(file)}}}.ReadFile("pieces.csv")
	if err != nil {
		t.Fatal(err)
	}
	before := show(table)
	result, err := g.Of(table)
	if err != nil {
		t.Fatal(err)
	}
	if show(table) != before {
		t.Error("the documents were changed")
	}
	return result
}

const pieceRows = "id_enfant;piece;date;sexe;danger;logement;age;ppe;diff;note\n" +
	"E1;P1;01/02/2021;F;risque;HLM;11;non;a;x\n" +
	"E2;P2;01/03/2021;G;danger;SO;;;;\n" +
	"E1;P3;01/01/2021;F;danger;hôtel;;oui;a, c;x\n" +
	"E1;P4;;;non repéré;mobile;12;;;\n" +
	"E2;P5;01/04/2021;F;;SO;9;non;aucun;NSP\n" +
	";P6;01/04/2021;F;;;;;;\n" +
	"E3;P7;;G;;caravane;;;;\n" +
	"E4;P8;01/05/2021;;;HLM;7;;;\n" +
	"E4;P9;01/05/2021;;;hôtel;7;;;\n"

func TestGather(t *testing.T) {
	g := gather(t, Gather{Dictionary: pieces, By: "id_enfant", Date: "date", Piece: "piece"}, pieceRows)
	want := "id_enfant|sexe|danger|logement|age|ppe|diff|note\n" +
		"E1|F|danger|HLM|11|oui|a ; c|x\n" +
		"E2|ILL|danger|SO|9|non|aucun|NR\n" +
		"E3|G|NR|caravane|NR|NR|NR|NR\n" +
		"E4|NR|NR|ILL|7|NR|NR|NR\n"
	if got := show(g.Cases); got != want || g.N != 8 {
		t.Errorf("%d documents\n%swant\n%s", g.N, got, want)
	}
	var problems []string
	for i := range g.Problems {
		problems = append(problems, g.Problems[i].String())
	}
	if want := []string{
		"pieces.csv, colonne « id_enfant » : manque à la pièce P6 : elle n'est d'aucun cas ; compléter le code du cas",
		"pieces.csv, colonne « sexe » : n'est pas le même dans les pièces de E2 : « G » (P2), « F » (P5) ; corriger les pièces, ou donner une règle à la variable : premier, dernier…",
		"pieces.csv, colonne « logement » : n'est pas le même dans les pièces de E4 : « HLM » (P8), « hôtel » (P9) ; corriger les pièces, ou donner une règle à la variable : premier, dernier…",
	}; !slices.Equal(problems, want) {
		t.Errorf("problems\n%s", strings.Join(problems, "\n"))
	}
	trace := show(g.Trace)
	for _, line := range []string{
		"E1|danger|danger|maximum|P3|01/01/2021|3\n", "E1|logement|HLM|dernier|P1|01/02/2021|3\n", "E1|age|11|premier|P1|01/02/2021|2\n",
		"E1|ppe|non|cumul|P1|01/02/2021|2\nE1|ppe|oui|cumul|P3|01/01/2021|2\n", "E3|logement|caravane|dernier|P7|NR|1\n", "E1|sexe|F|accord|P1|01/02/2021|2\n",
	} {
		if !strings.Contains(trace, line) {
			t.Errorf("the trace lacks %q:\n%s", line, trace)
		}
	}
	// Every value of the cases is traced, and nothing else.
	values := 0
	for _, c := range g.Cases.Columns()[1:] {
		if name := c.Variable().Name; name != "ppe" && name != "diff" {
			values += c.MissingCounts()[stats.Recorded]
		}
	}
	for line := range strings.SplitSeq(trace, "\n") {
		if strings.Contains(line, "|cumul|") {
			values++
		}
	}
	if g.Trace.Len() != values {
		t.Errorf("%d lines of trace, %d values", g.Trace.Len(), values)
	}
}

// A multiple response that has one row an option becomes one set.
func TestGatherLongAnswers(t *testing.T) {
	d := &Dictionary{Variables: []Variable{{Name: "id"}, {Name: "lieux", Type: Multiple, Levels: stats.Levels("ML", "CDAS"), Rule: Collected}, {Name: "age", Type: Whole}}}
	g := gather(t, Gather{Dictionary: d, By: "id"}, "id;lieux;age\nE1;ML;18\nE2;CDAS;17\nE1;CDAS;18\nE3;;19\nE2;CDAS;16\n")
	if got, want := show(g.Cases), "id|lieux|age\nE1|ML ; CDAS|18\nE2|CDAS|ILL\nE3|NR|19\n"; got != want {
		t.Errorf("got %s", got)
	}
	if len(g.Problems) != 1 || !strings.Contains(g.Problems[0].Summary, "« 17 » (n° 2), « 16 » (n° 5)") {
		t.Errorf("%v", g.Problems)
	}
}

// The order of the documents decides nothing but the order of the cases.
func TestGatherDoesNotDependOnTheOrder(t *testing.T) {
	g := Gather{Dictionary: pieces, By: "id_enfant", Date: "date", Piece: "piece"}
	sorted := func(r *Gathered) string {
		table, err := r.Cases.Sort(stats.Ascending("id_enfant"))
		if err != nil {
			t.Fatal(err)
		}
		return show(table)
	}
	lines := strings.Split(strings.TrimSpace(pieceRows), "\n")
	slices.Reverse(lines[1:])
	if a, b := sorted(gather(t, g, pieceRows)), sorted(gather(t, g, strings.Join(lines, "\n"))); a != b {
		t.Errorf("%s\nreversed\n%s", a, b)
	}
}

func TestGatherMistakes(t *testing.T) {
	table := stats.MustTable("", stats.Variable{Name: "id"}.Texts(nil, nil), stats.Variable{Name: "d"}.Dates(nil, nil), stats.Variable{Name: "x"}.Numbers(nil, nil))
	d := &Dictionary{Variables: []Variable{{Name: "id"}, {Name: "d", Type: Date}, {Name: "x", Type: Whole, Rule: Last}}}
	for says, g := range map[string]Gather{
		`did you mean "id"`: {Dictionary: d, By: "idd", Date: "d"},
		"Date is not set":   {Dictionary: d, By: "id"},
		"not dates":         {Dictionary: d, By: "id", Date: "x"},
		`no column "p"`:     {Dictionary: d, By: "id", Date: "d", Piece: "p"},
		"no variables":      {},
		"regle":             {Dictionary: &Dictionary{Variables: []Variable{{Name: "id", Rule: Collected}}}, By: "id"},
	} {
		if _, err := g.Of(table); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
	none, err := Gather{Dictionary: d, By: "id", Date: "d"}.Of(table)
	if err != nil || none.Cases.Len() != 0 || none.Trace.Len() != 0 || len(none.Tables()) != 2 {
		t.Errorf("no documents: %+v, %v", none, err)
	}
}
