package corpus_test

import (
	"bytes"
	"fmt"
	"log"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
)

func TestCodebookFiles(t *testing.T) {
	book, err := corpus.NewCodebook(
		corpus.Code{ID: "M2", Label: "Relation", Definition: "=ce qui lie\nà la mesure", Include: "- écoute", Example: "« ça ; va » 👀"},
		corpus.Code{ID: "M2.1", Parent: "M2", Label: "Confiance", Exclude: "'politesse"},
		corpus.Code{ID: "M3"})
	if err != nil {
		t.Fatal(err)
	}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"grille.csv":  func(out *bytes.Buffer) error { return book.WriteCSV(out) },
		"grille.xlsx": func(out *bytes.Buffer) error { return book.WriteXLSX(out) },
	} {
		var out, again bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		if err := write(&again); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
			t.Errorf("%s: other bytes, %v", name, err)
		}
		read, report, err := corpus.CodebookReader{Files: fstest.MapFS{name: {Data: out.Bytes()}}}.ReadFile(name)
		if err != nil || len(report.Problems) > 0 || !reflect.DeepEqual(read.Codes(), book.Codes()) {
			t.Errorf("%s: %v\n%v\n%+v", name, err, report, read.Codes())
		}
		checkReport(t, report, 3, 0)
	}
}

func TestCodebookPaths(t *testing.T) {
	for _, test := range []struct{ file, want string }{
		{"code\nFamille\nFamille > Conflit\nÉcole > Retard\n", "Famille(Conflit) École(Retard)"},
		{"code\nFamille\\Conflit\\Cris\nÉcole\\Conflit\n", "Famille(Conflit(Cris)) École(Conflit (École))"},
		{"chemin\nA > B > C\nA > B\nA\n", "A(B(C))"},
		{"code\n>\nA>B\n", "> A>B"},
	} {
		book, report, err := corpus.CodebookReader{Files: fstest.MapFS{"g.csv": {Data: []byte(test.file)}}}.ReadFile("g.csv")
		if err != nil {
			t.Fatal(err)
		}
		if got := tree(book, ""); got != test.want || slices.ContainsFunc(report.Problems, func(p interviews.Problem) bool { return p.Row > 0 }) {
			t.Errorf("%q\n got %s\nwant %s\n%s", test.file, got, test.want, report)
		}
	}
}

func TestCodebookWorkbookProblems(t *testing.T) {
	book, err := corpus.NewCodebook(corpus.Code{ID: "A"})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := book.WriteXLSX(&out); err != nil {
		t.Fatal(err)
	}
	cut := fstest.MapFS{"g.xlsx": {Data: out.Bytes()[:out.Len()/2]}}
	if read, report, err := (corpus.CodebookReader{Files: cut}).ReadFile("g.xlsx"); err == nil || read != nil || len(report.Problems) == 0 {
		t.Errorf("half a workbook: %v", err)
	}
}

func ExampleCodebook_WriteCSV() {
	book, err := corpus.NewCodebook(corpus.Code{ID: "M2", Label: "Relation"}, corpus.Code{ID: "M2.1", Parent: "M2", Label: "Confiance"})
	if err != nil {
		log.Fatal(err)
	}
	var out bytes.Buffer
	if err := book.WriteCSV(&out); err != nil {
		log.Fatal(err)
	}
	fmt.Println(strings.TrimPrefix(strings.ReplaceAll(out.String(), "\r", ""), "\ufeff"))
	// Output:
	// code;parent;libelle;definition;inclure;exclure;exemple
	// M2;;Relation;;;;
	// M2.1;M2;Confiance;;;;
}
