package corpus_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/askoria/verbatim/corpus"
)

func TestCoding(t *testing.T) {
	c, book := newCorpus(t, invented()...), newCodebook(t)
	coding := coded(t, c, book, "C01-jeune", "M2.1", "AB", "elle m’écoute")
	if coding.Quote != "elle m’écoute" || coding.Words != 3 || coding.Turn != 2 {
		t.Errorf("got %+v", coding)
	}
	if !strings.HasSuffix(coding.Before, "Ma référente, ") || !strings.HasPrefix(coding.After, ".\nE : Et") ||
		utf8.RuneCountInString(coding.Before) != 32 || utf8.RuneCountInString(coding.After) != 32 {
		t.Errorf("context %q, %q", coding.Before, coding.After)
	}
	if coding.SHA256 != coding.Document.SHA256() || strings.Join(coding.Path, ">") != "M2>M2.1" {
		t.Errorf("hash %s, path %v", coding.SHA256, coding.Path)
	}
	d := coding.Document
	for _, place := range [][2]int{{-1, 3}, {3, 3}, {5, 4}, {8, d.Len() + 1}, {0, 2}} {
		if _, err := d.Coding("X", place[0], place[1]); err == nil {
			t.Errorf("no error for %v", place)
		}
	}
}

func TestCodingsByAndWithout(t *testing.T) {
	c := newCorpus(t, invented()...)
	rule := corpus.Rule{Code: "M4.4", Words: []string{"collège"}}
	byRule, err := rule.Of(c)
	if err != nil {
		t.Fatal(err)
	}
	byHand := coded(t, c, nil, "C01-jeune", "M2.1", "AB", "elle m’écoute")
	all := append(corpus.Codings{byHand}, byRule...)
	if got := strings.Join(all.Coders(), " "); got != "AB règle:M4.4" {
		t.Errorf("coders %s", got)
	}
	if left := all.Without(rule.String()); len(left) != 1 || left[0].Coder != "AB" || len(all) != 2 {
		t.Errorf("%d codings left, %d in all", len(left), len(all))
	}
	if left := all.Without(""); len(left) != 2 {
		t.Error("codings by hand were undone with no batch")
	}
	if got := all.By("AB"); len(got) != 1 {
		t.Errorf("%d codings by AB", len(got))
	}
}

const codingHeader = "document;tour;debut;fin;code;codeur;valence;citation\n"

func TestCodingReader(t *testing.T) {
	c, book := newCorpus(t, invented()...), newCodebook(t)
	d, _ := c.Document("C01-jeune")
	at := func(words string) (start, end int) {
		start = utf8.RuneCountInString(d.Text()[:strings.Index(d.Text(), words)])
		return start, start + utf8.RuneCountInString(words)
	}
	heardFrom, heardTo := at("elle m’écoute")
	longFrom, longTo := at("Ma référente, elle m’écoute")
	fatherFrom, fatherTo := at("Chez mon père")
	turn2, _ := d.Turn(2)
	turn4, _ := d.Turn(4)
	for _, test := range []struct {
		name, rows string
		codings    int
		rejected   int
		problems   []string
	}{
		{"whole turn", "C01-jeune;4;;;M4.1;AB;;", 1, 0, nil},
		{"span and quote, other apostrophe", fmt.Sprintf("C01-jeune;2;%d;%d;M2.1;AB;1; elle m'écoute ", heardFrom, heardTo), 1, 0, nil},
		{"span without a turn", fmt.Sprintf("C01-jeune;;%d;%d;M2.1;AB;-1;", heardFrom, heardTo), 1, 0, nil},
		{"minus sign", "C01-jeune;4;;;M4.1;AB;−1;", 1, 0, nil},
		{"unknown document", "C01-jeunes;4;;;M4.1;AB;;", 0, 1, []string{"2 document Rejected n'est pas un entretien lu ; vérifier le code de l'entretien, et qu'il n'a pas été écarté (consentement, retrait) : « C01-jeune » ?"}},
		{"no transcript", "C02-pro;1;;;M4.1;AB;;", 0, 1, []string{"2 document Rejected n'a pas de transcription"}},
		{"unknown turn", "C01-jeune;9;;;M4.1;AB;;", 0, 1, []string{"2 tour Rejected n'est pas un tour de l'entretien ; écrire un numéro de 1 à 4"}},
		{"turn 0", "C01-jeune;0;;;M4.1;AB;;", 0, 1, []string{"2 tour Rejected n'est pas un tour"}},
		{"no turn, no span", "C01-jeune;;;;M4.1;AB;;", 0, 1, []string{"2 tour Rejected est vide"}},
		{"turn in words", "C01-jeune;deux;;;M4.1;AB;;", 0, 1, []string{"2 tour Rejected n'est pas un nombre entier"}},
		{"half a span", "C01-jeune;2;12;;M4.1;AB;;", 0, 1, []string{"2 fin Rejected va avec debut"}},
		{"span backwards", "C01-jeune;2;60;50;M4.1;AB;;", 0, 1, []string{"2 fin Rejected ne vient pas après debut"}},
		{"span outside the text", "C01-jeune;2;60;99999;M4.1;AB;;", 0, 1, []string{"2 fin Rejected dépasse la fin du texte"}},
		{
			"span in another turn", fmt.Sprintf("C01-jeune;2;%d;%d;M4.1;AB;;", fatherFrom, fatherTo), 0, 1,
			[]string{fmt.Sprintf("2 debut Rejected sort du tour indiqué ; le tour 2 va de %d à %d ; ces positions sont celles du tour 4", turn2.Start, turn2.End)},
		},
		{"span over two turns", fmt.Sprintf("C01-jeune;;%d;%d;M4.1;AB;;", heardFrom, fatherTo), 0, 1, []string{"2 debut Rejected ne tombe pas dans un seul tour"}},
		{"unknown code", "C01-jeune;4;;;M4.11;AB;;", 0, 1, []string{"2 code Rejected n'est pas un code de la grille ; écrire un code de la grille : « M4.1 » ?"}},
		{"no coder", "C01-jeune;4;;;M4.1;;;", 0, 1, []string{"2 codeur Rejected est vide"}},
		{"unknown valence", "C01-jeune;4;;;M4.1;AB;2;", 1, 0, []string{"2 valence Blanked n'est pas une valence"}},
		{
			"quote elsewhere", fmt.Sprintf("C01-jeune;2;%d;%d;M4.1;AB;;Chez mon père", heardFrom, heardTo), 0, 1,
			[]string{fmt.Sprintf("2 citation Rejected n'est pas le texte de ce passage ; elle se trouve au tour 4, de %d à %d", fatherFrom, fatherTo)},
		},
		{"quote part of the turn", "C01-jeune;4;;;M4.1;AB;;Chez mon père", 0, 1, []string{"2 citation Rejected n'est pas le texte de ce passage ; elle se trouve au tour 4"}},
		{"quote nowhere", "C01-jeune;4;;;M4.1;AB;;jamais dit", 0, 1, []string{"2 citation Rejected n'est pas le texte de ce passage, ni d'un autre"}},
		{"quote in several places", "C01-jeune;4;;;M4.1;AB;;l’école", 0, 1, []string{"2 citation Rejected n'est pas le texte de ce passage, et se trouve plusieurs fois"}},
		{"interviewer", "C01-jeune;1;;;M4.4;AB;;", 1, 0, []string{"2 tour Notice est une parole de l'enquêteur"}},
		{"same again", "C01-jeune;4;;;M4.1;AB;;\nC01-jeune;4;;;M4.1;AB;;", 1, 1, []string{"3  Rejected répète un codage (ligne 2)"}},
		{"another coder, another code", "C01-jeune;4;;;M4.1;AB;;\nC01-jeune;4;;;M4.1;CD;;\nC01-jeune;4;;;M2.1;AB;;", 3, 0, nil},
		{
			"overlap", fmt.Sprintf("C01-jeune;2;%d;%d;M2.1;AB;;\nC01-jeune;2;%d;%d;M2.1;AB;1;", heardFrom, heardTo, longFrom, longTo), 1, 0,
			[]string{"3  Notice chevauche un codage de la même personne et du même code (ligne 2)"},
		},
		{
			"overlap against itself", fmt.Sprintf("C01-jeune;2;%d;%d;M2.1;AB;-1;\nC01-jeune;2;%d;%d;M2.1;AB;1;", heardFrom, heardTo, longFrom, longTo), 1, 0,
			[]string{"3  Notice chevauche", "3 valence Blanked contredit"},
		},
		{"one after the other", fmt.Sprintf("C01-jeune;4;%d;%d;M2.1;AB;;\nC01-jeune;4;%d;%d;M2.1;AB;;", turn4.Start, turn4.Start+5, turn4.Start+5, turn4.Start+9), 2, 0, nil},
		{"good rows go on", "C01-jeune;99;;;M4.1;AB;;\nC01-jeune;4;;;M4.1;AB;;", 1, 1, []string{"2 tour Rejected"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := fstest.MapFS{"codages.csv": {Data: []byte(codingHeader + test.rows + "\n")}}
			codings, report, err := corpus.CodingReader{Files: files, Codebook: book, Corpus: c}.ReadFile("codages.csv")
			if err != nil {
				t.Fatal(err)
			}
			if len(codings) != test.codings {
				t.Errorf("%d codings, want %d", len(codings), test.codings)
			}
			checkReport(t, report, strings.Count(test.rows, "\n")+1, test.rejected)
			wantProblems(t, report, test.problems)
			for _, p := range report.Problems {
				if p.Column == "citation" && p.Found != "" {
					t.Errorf("the problem quotes the transcript: %q", p.Found)
				}
			}
		})
	}
}

func TestCodingReaderJoinsOverlaps(t *testing.T) {
	c := newCorpus(t, invented()...)
	d, _ := c.Document("C01-jeune")
	turn, _ := d.Turn(4)
	row := func(from, to int, valence string) string {
		return fmt.Sprintf("C01-jeune;4;%d;%d;M4.1;AB;%s;\n", turn.Start+from, turn.Start+to, valence)
	}
	// The last joins the first two, which do not overlap.
	rows := codingHeader + row(20, 30, "") + row(0, 10, "-1") + row(8, 24, "")
	files := fstest.MapFS{"codages.csv": {Data: []byte(rows)}}
	codings, report, err := corpus.CodingReader{Files: files, Corpus: c}.ReadFile("codages.csv")
	if err != nil || len(codings) != 1 {
		t.Fatalf("%d codings, error %v, %v", len(codings), err, report)
	}
	got := codings[0]
	if got.Start != turn.Start || got.End != turn.Start+30 || got.Valence != corpus.Negative || got.Quote != d.Slice(got.Start, got.End) {
		t.Errorf("joined into %d-%d, valence %d", got.Start-turn.Start, got.End-turn.Start, got.Valence)
	}
	checkReport(t, report, 3, 0)
}

// Whatever the file, nothing panics, rows add up, and every coding is a place
// in its text.
func FuzzCodingReader(f *testing.F) {
	for _, rows := range []string{
		"", codingHeader, codingHeader + "C01-jeune;2;;;M2.1;AB;1;x\n", "document,tour\n1,2\n",
		codingHeader + "C01-jeune;;5;9;M2.1;AB;;\nC01-jeune;;7;30;M2.1;AB;0;\nC01-jeune;1;99999999999999999999;3;M2;A;\"\n",
	} {
		f.Add([]byte(rows))
	}
	c, book := newCorpus(f, invented()...), newCodebook(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		files := fstest.MapFS{"codages.csv": {Data: data}}
		codings, report, err := corpus.CodingReader{Files: files, Codebook: book, Corpus: c}.ReadFile("codages.csv")
		if err != nil {
			return
		}
		s := report.Sources[0]
		if s.Read != s.Accepted+s.Rejected || len(codings) > s.Accepted {
			t.Fatalf("read %d, accepted %d, rejected %d, %d codings", s.Read, s.Accepted, s.Rejected, len(codings))
		}
		for _, coding := range codings {
			if coding.Quote == "" || coding.Quote != coding.Document.Slice(coding.Start, coding.End) {
				t.Fatalf("coding %+v is not at its place", coding)
			}
		}
		if _, err := (corpus.Tidy{}).Of(codings); err != nil {
			t.Fatal(err)
		}
	})
}
