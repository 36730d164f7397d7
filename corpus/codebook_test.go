package corpus_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
)

func TestCodebook(t *testing.T) {
	book := newCodebook(t)
	if got := book.PathName("M2.1"); got != "M2 > M2.1" {
		t.Errorf("path of M2.1: %q", got)
	}
	if got := book.PathName("M5.4"); got != "M5.4" {
		t.Errorf("path of a code at the top: %q", got)
	}
	if book.Depth() != 2 {
		t.Errorf("depth %d, want 2", book.Depth())
	}
	if _, known := book.Code("M9"); known {
		t.Error("M9 is known")
	}
	var none *corpus.Codebook
	if none.Depth() != 0 || len(none.Codes()) != 0 || none.PathName("X") != "X" {
		t.Error("a nil codebook has codes")
	}
	if rows := none.Tables()[0].Len(); rows != 0 {
		t.Errorf("the table of a nil codebook has %d rows", rows)
	}
}

func TestNewCodebookRefuses(t *testing.T) {
	for _, c := range []struct {
		codes []corpus.Code
		want  string
	}{
		{[]corpus.Code{{ID: ""}}, "no name"},
		{[]corpus.Code{{ID: "A"}, {ID: "A"}}, "twice"},
		{[]corpus.Code{{ID: "M1"}, {ID: "B", Parent: "M11"}}, `did you mean "M1"`},
		{[]corpus.Code{{ID: "A", Parent: "A"}}, "above itself"},
		{[]corpus.Code{{ID: "A", Parent: "B"}, {ID: "B", Parent: "C"}, {ID: "C", Parent: "A"}}, "above itself"},
	} {
		if _, err := corpus.NewCodebook(c.codes...); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: got %v, want %q", c.codes, err, c.want)
		}
	}
}

const grid = "code;parent;libelle;definition;inclure;exclure;exemple\r\n" +
	"M2;;Relation;;;;\r\n" +
	"M2.1;M2;Confiance;lien jugé sûr;preuves d'écoute;politesse;« Je l'appelle. »\r\n" +
	"M2.1;M2;Confiance bis;;;;\r\n" +
	";M2;Sans code;;;;\r\n" +
	"M2.2;M22;Surveillance;;;;\r\n" +
	"X;Y;tourne;;;;\r\n" +
	"Y;X;en rond;;;;\r\n"

func TestCodebookReader(t *testing.T) {
	files := fstest.MapFS{"grille.csv": {Data: []byte(grid)}}
	book, report, err := corpus.CodebookReader{Files: files}.ReadFile("grille.csv")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(book.IDs(), " "); got != "M2 M2.1 M2.2 X Y" {
		t.Errorf("codes %s", got)
	}
	if got := book.PathName("Y"); got != "X > Y" {
		t.Errorf("the circle is cut as %q", got)
	}
	if code, _ := book.Code("M2.1"); code.Definition != "lien jugé sûr" || code.Title() != "M2.1 Confiance" {
		t.Errorf("M2.1 is %+v", code)
	}
	checkReport(t, report, 7, 2)
	wantProblems(t, report, []string{
		"4 code Rejected est déjà dans la grille (ligne 3)",
		"5 code Rejected est vide",
		"6 parent Blanked n'est pas un code de la grille",
		"7 parent Blanked est aussi au-dessous de ce code",
	})
}

func TestCodebookReaderFails(t *testing.T) {
	files := fstest.MapFS{"vide.csv": {}, "autre.csv": {Data: []byte("a,b\n1,2\n")}}
	for _, name := range []string{"absent.csv", "vide.csv", "autre.csv"} {
		book, report, err := corpus.CodebookReader{Files: files}.ReadFile(name)
		if err == nil || book != nil || len(report.Problems) == 0 {
			t.Errorf("%s: book %v, error %v", name, book, err)
		}
	}
}

// checkReport checks read = accepted + rejected.
func checkReport(t *testing.T, report *interviews.Report, read, rejected int) {
	t.Helper()
	if len(report.Sources) != 1 {
		t.Fatalf("%d sources", len(report.Sources))
	}
	s := report.Sources[0]
	if s.Read != read || s.Rejected != rejected || s.Read != s.Accepted+s.Rejected {
		t.Errorf("read %d, accepted %d, rejected %d; want %d read, %d rejected", s.Read, s.Accepted, s.Rejected, read, rejected)
	}
}

// wantProblems compares the problems with "row column severity summary…".
func wantProblems(t *testing.T, report *interviews.Report, want []string) {
	t.Helper()
	names := map[interviews.Severity]string{interviews.Rejected: "Rejected", interviews.Blanked: "Blanked", interviews.Notice: "Notice"}
	var got []string
	for _, p := range report.Problems {
		got = append(got, fmt.Sprintf("%d %s %s %s ; %s", p.Row, p.Column, names[p.Severity], p.Summary, p.Hint))
	}
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(want):
			t.Errorf("one more problem: %s", got[i])
		case i >= len(got):
			t.Errorf("no problem: %s", want[i])
		case !strings.HasPrefix(got[i], want[i]):
			t.Errorf("problem %d\n got %s\nwant %s", i+1, got[i], want[i])
		}
	}
}
