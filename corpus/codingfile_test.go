package corpus_test

import (
	"bytes"
	"fmt"
	"log"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
)

// readCodings reads a file that holds those bytes.
func readCodings(t testing.TB, c *corpus.Corpus, book *corpus.Codebook, data []byte) (corpus.Codings, *interviews.Report) {
	t.Helper()
	codings, report, err := corpus.CodingReader{Files: fstest.MapFS{"c.csv": {Data: data}}, Corpus: c, Codebook: book}.ReadFile("c.csv")
	if err != nil {
		t.Fatal(err)
	}
	return codings, report
}

// What is written is read again the same: accents, emoji, memos on several
// lines, formulas, passages over several turns, rules.
func TestCodingsWrittenAndRead(t *testing.T) {
	list := append(invented(), conversation("C03-jeune", "C03", "E3", "jeune", "Alors ?", "C’est « bien » 😀 ; oui.", "Et après ?", "=Rien, \"vraiment\"."))
	c, book := newCorpus(t, list...), newCodebook(t)
	d, _ := c.Document("C03-jeune")
	turn, _ := d.Turn(2)
	last, _ := d.Turn(4)
	over, err := d.Coding("M4.4", turn.Start, last.End)
	if err != nil {
		t.Fatal(err)
	}
	over.Path, over.Coder, over.Memo, over.Date, over.Certainty = book.Path("M4.4"), "CD", "=à relire ;\n« voir » 👀", day(3), corpus.Unsure
	refused := coded(t, c, book, "C02-mere", "M4.1", "AB", "ne répondent pas") // its words may not be quoted
	refused.Valence, refused.Batch = corpus.Negative, "règle M4.1 ; mots « répond* »"
	codings := corpus.Codings{coded(t, c, book, "C01-jeune", "M2.1", "AB", "elle m’écoute"), over, refused, coded(t, c, book, "C03-jeune", "M5.4", "-AB", "bien » 😀")}
	var out, again bytes.Buffer
	if err := codings.WriteCSV(&out); err != nil {
		t.Fatal(err)
	}
	if err := codings.WriteCSV(&again); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Errorf("other bytes, %v", err)
	}
	if !strings.HasPrefix(out.String(), "\ufeffdocument;tour;debut;") || strings.Contains(out.String(), "répondent") {
		t.Errorf("%s", out.String())
	}
	for _, with := range []*corpus.Codebook{book, nil} {
		read, report := readCodings(t, c, with, out.Bytes())
		if len(report.Problems) > 0 {
			t.Errorf("%s", report)
		}
		if !reflect.DeepEqual(read, codings) {
			t.Errorf("read %+v\nwant %+v", read, codings)
		}
	}
	if err := (corpus.Codings{{}}).WriteCSV(&out); err == nil {
		t.Error("no document, no error")
	}
}

// Codes as paths, a text that changed, a passage over turns that nothing shows.
func TestCodingReaderWitnesses(t *testing.T) {
	c, book := newCorpus(t, invented()...), newCodebook(t)
	d, _ := c.Document("C01-jeune")
	one, _ := d.Turn(2)
	two, _ := d.Turn(4)
	row := func(end int, code, quote, hash string) string {
		return fmt.Sprintf("document;tour;debut;fin;code;codeur;sha256;citation\nC01-jeune;;%d;%d;%s;AB;%s;\"%s\"\n", one.Start, end, code, hash, quote)
	}
	for _, test := range []struct {
		name, file, want string // "": one coding
	}{
		{"a path", row(one.Start+3, "M2 > M2.1", "", ""), ""},
		{"a path that is another's", row(one.Start+3, "M4 > M2.1", "", ""), "n'est pas un code de la grille"},
		{"several turns, no witness", row(two.End, "M4", "", ""), "ne tombe pas dans un seul tour"},
		{"several turns and the hash", row(two.End, "M4", "", d.SHA256()), ""},
		{"several turns and the words", row(two.End, "M4", d.Slice(one.Start, two.End), ""), ""},
		{"another text", row(one.Start+3, "M4", "", strings.Repeat("0", 64)), "il a changé depuis"},
		{"another text, but the words", row(one.Start+3, "M4", "Ben", strings.Repeat("0", 64)), ""},
	} {
		codings, report := readCodings(t, c, book, []byte(test.file))
		if (len(codings) == 1) != (test.want == "") || test.want != "" && !strings.Contains(report.String(), test.want) {
			t.Errorf("%s: %d codings, %s", test.name, len(codings), report)
		}
	}
}

func ExampleCodings_WriteCSV() {
	c, err := corpus.New([]*interviews.Interview{conversation("C01", "", "", "jeune", "Alors ?", "Elle m’écoute.")}, nil)
	if err != nil {
		log.Fatal(err)
	}
	d, _ := c.Document("C01")
	coding, err := d.Coding("M2.1", 20, 33)
	if err != nil {
		log.Fatal(err)
	}
	coding.Coder = "AB"
	var out bytes.Buffer
	if err := (corpus.Codings{coding}).WriteCSV(&out); err != nil {
		log.Fatal(err)
	}
	read, _, err := corpus.CodingReader{Files: fstest.MapFS{"codages.csv": {Data: out.Bytes()}}, Corpus: c}.ReadFile("codages.csv")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(read[0].Segment(), read[0].Code, read[0].Coder, read[0].Quote)
	// Output: C01:20-33 M2.1 AB Elle m’écoute
}
