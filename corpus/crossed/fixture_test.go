package crossed_test

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/transcript"
	"github.com/askoria/verbatim/stats"
)

// study reads the invented study of crossed interviews, its first five cases
// only: those that testdata tells by hand. The others stay without transcript.
func study(t testing.TB) (*corpus.Corpus, *corpus.Codebook, corpus.Codings) {
	t.Helper()
	files := os.DirFS("../../examples/mep/data")
	list, _, err := interviews.Reader{Files: files}.ReadFile("entretiens.csv")
	check(t, err)
	_, err = transcript.Reader{Files: files}.Attach("transcriptions", list)
	check(t, err)
	for _, i := range list {
		if i.Case > "C05" {
			i.Transcript = nil
		}
	}
	c, err := corpus.New(list, nil)
	check(t, err)
	book, _, err := corpus.CodebookReader{Files: files}.ReadFile("grille.csv")
	check(t, err)
	codings, report, err := corpus.CodingReader{Files: files, Codebook: book, Corpus: c}.ReadFile("codages.csv")
	check(t, err)
	if len(codings) != 488 {
		t.Fatalf("%d codings read\n%s", len(codings), report)
	}
	return c, book, codings
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wanted reads a table of testdata, without comments and header.
func wanted(t testing.TB, name string) [][]string {
	t.Helper()
	file, err := os.Open("testdata/" + name)
	check(t, err)
	defer file.Close()
	r := csv.NewReader(file)
	r.Comma, r.Comment = ';', '#'
	rows, err := r.ReadAll()
	check(t, err)
	return rows[1:]
}

// interview makes one in which the informant says some sentences, one a turn.
// Without any there is no transcript.
func interview(id, situation string, role interviews.Role, said ...string) *interviews.Interview {
	i := &interviews.Interview{
		ID: id, Case: situation, Informant: interviews.Person{ID: "P-" + id, Role: role, AgeBand: "15-17"},
		Consent: interviews.Consent{Quotation: interviews.Yes},
	}
	if len(said) == 0 {
		return i
	}
	i.Transcript = &interviews.Transcript{}
	for n, sentence := range said {
		start := utf8.RuneCountInString(i.Transcript.Text)
		i.Transcript.Turns = append(i.Transcript.Turns, interviews.Turn{
			Number: n + 1, Role: role, Text: sentence, Start: start, End: start + utf8.RuneCountInString(sentence),
		})
		i.Transcript.Text += sentence + "\n"
	}
	return i
}

func newCorpus(t testing.TB, list ...*interviews.Interview) *corpus.Corpus {
	t.Helper()
	c, err := corpus.New(list, nil)
	check(t, err)
	return c
}

func newCodebook(t testing.TB) *corpus.Codebook {
	t.Helper()
	book, err := corpus.NewCodebook(
		corpus.Code{ID: "A", Label: "Relation"},
		corpus.Code{ID: "A1", Parent: "A", Label: "Confiance"},
		corpus.Code{ID: "A2", Parent: "A", Label: "Surveillance"},
		corpus.Code{ID: "B", Label: "École"},
		corpus.Code{ID: "C", Label: "Placement"})
	check(t, err)
	return book
}

// code puts a code on a whole turn: "J1:2 A1 AB +" is code A1 on turn 2 of J1,
// by AB, positive.
func code(t testing.TB, c *corpus.Corpus, book *corpus.Codebook, lines ...string) corpus.Codings {
	t.Helper()
	var codings corpus.Codings
	for _, line := range lines {
		f := strings.Fields(line)
		id, number, _ := strings.Cut(f[0], ":")
		d, ok := c.Document(id)
		if !ok {
			t.Fatalf("no document %q", id)
		}
		turn, ok := d.Turn(int(number[0] - '0'))
		if !ok {
			t.Fatalf("no turn %q", f[0])
		}
		coding, err := d.Coding(f[1], turn.Start, turn.End)
		check(t, err)
		coding.Coder, coding.Path = f[2], book.Path(f[1])
		if len(f) > 3 {
			coding.Valence = map[string]corpus.Valence{"-": corpus.Negative, "0": corpus.Neutral, "+": corpus.Positive}[f[3]]
		}
		codings = append(codings, coding)
	}
	return codings
}

// texts makes a table of texts from lines of cells apart by "|", the first the
// names of the columns; an empty cell is missing.
func texts(t testing.TB, lines ...string) *stats.Table {
	t.Helper()
	var columns []stats.Column
	for i, name := range strings.Split(lines[0], "|") {
		var values []string
		var missing []stats.Missing
		for _, line := range lines[1:] {
			value := strings.Split(line, "|")[i]
			values = append(values, value)
			missing = append(missing, map[bool]stats.Missing{true: stats.NotRecorded}[value == ""])
		}
		columns = append(columns, stats.Variable{Name: name}.Texts(values, missing))
	}
	table, err := stats.NewTable("essai", columns...)
	check(t, err)
	return table
}

// cells writes a table, one line a row.
func cells(table *stats.Table) string {
	var out strings.Builder
	for row := range table.Len() {
		for i, c := range table.Columns() {
			if i > 0 {
				out.WriteString("|")
			}
			out.WriteString(c.Show(row, "fr"))
		}
		out.WriteString("\n")
	}
	return out.String()
}

// figure is a number of a table.
func figure(t testing.TB, table *stats.Table, name string, row int) int {
	t.Helper()
	column, err := table.Numbers(name)
	check(t, err)
	x, ok := column.At(row)
	if !ok {
		t.Fatalf("%s, row %d: missing", name, row)
	}
	return int(x)
}
