package textometry

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
)

// Letters that stand for signs inside the words of the reference, so that our
// tokens are its tokens.
var (
	hide = strings.NewReplacer("'", "ꞌ", "’", "ꞌ", "-", "ⲻ", "~", "ꟷ", "_", "ʭ", ".", "ʬ", "@", "ʪ", "=", "ʩ", "+", "ʨ", "œ", "ɶ", "æ", "ꜵ")
	show = strings.NewReplacer("ꞌ", "'", "ⲻ", "-", "ꟷ", "~", "ʭ", "_", "ʬ", ".", "ʪ", "@", "ʩ", "=", "ʨ", "+", "ɶ", "œ", "ꜵ", "æ")
)

// quanteda cuts as quanteda does, punctuation and numbers left out.
func quanteda(text string) []string {
	var words []string
	for field := range strings.FieldsSeq(strings.ToLower(strings.ReplaceAll(text, "’", "'"))) {
		for part := range strings.FieldsSeq(strings.NewReplacer("~", " ~ ", ",", " ").Replace(field)) {
			part = strings.TrimFunc(part, func(r rune) bool { return unicode.IsPunct(r) })
			if part == "" || strings.Trim(part, "0123456789.,") == "" {
				continue
			}
			words = append(words, part)
		}
	}
	return words
}

// segmented is the reference corpus with its own tokens: one turn a segment.
func (g *golden) segmented(name func(row []string) string) *Text {
	g.Helper()
	rows := g.rows("segments.csv")
	var known map[string][]string
	if err := json.Unmarshal([]byte(strings.Join(g.lines("tokens_first300.json"), "\n")), &known); err != nil {
		g.Fatal(err)
	}
	differ := 0
	at := map[string]*interviews.Interview{}
	var list []*interviews.Interview
	for _, row := range rows {
		words := quanteda(row[3])
		if want, given := known[row[0]]; given && strings.Join(want, " ") != strings.Join(words, " ") {
			differ++
			g.Logf("%s:\n got %s\nwant %s", row[0], strings.Join(words, " "), strings.Join(want, " "))
			words = want
		}
		id := name(row)
		if at[id] == nil {
			at[id] = &interviews.Interview{ID: id, Informant: interviews.Person{Role: "mère"}, Transcript: &interviews.Transcript{}}
			list = append(list, at[id])
		}
		said := hide.Replace(strings.Join(words, " "))
		transcript := at[id].Transcript
		start := utf8.RuneCountInString(transcript.Text)
		transcript.Turns = append(transcript.Turns, interviews.Turn{
			Number: len(transcript.Turns) + 1, Speaker: "M", Role: "mère", Text: said,
			Start: start, End: start + utf8.RuneCountInString(said),
		})
		transcript.Text += said + "\n"
	}
	if differ > 0 {
		g.Errorf("%d segments of %d are not cut as in R", differ, len(known))
	}
	c, err := corpus.New(list, nil)
	if err != nil {
		g.Fatal(err)
	}
	text, err := Units{}.Of(c)
	if err != nil {
		g.Fatal(err)
	}
	return text
}

// readDialogues reads the spoken corpora that may lie beside the reference
// values, for the benchmarks.
func readDialogues(tb testing.TB) []*interviews.Interview {
	folder := os.Getenv("VERBATIM_DATA")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared", "data")
	}
	var list []*interviews.Interview
	at := map[string]*interviews.Interview{}
	for _, name := range []string{"rhapsodie.csv", "parisstories.csv"} {
		f, err := os.Open(filepath.Join(folder, name))
		if err != nil {
			tb.Skip("no spoken corpora: set VERBATIM_DATA")
		}
		rows, err := csv.NewReader(bufio.NewReader(f)).ReadAll()
		f.Close()
		if err != nil {
			tb.Fatal(err)
		}
		for _, row := range rows[1:] {
			if at[row[0]] == nil {
				at[row[0]] = &interviews.Interview{ID: row[0], Informant: interviews.Person{Role: "mère"}, Transcript: &interviews.Transcript{}}
				list = append(list, at[row[0]])
			}
			transcript := at[row[0]].Transcript
			start := utf8.RuneCountInString(transcript.Text)
			transcript.Turns = append(transcript.Turns, interviews.Turn{
				Number: len(transcript.Turns) + 1, Speaker: row[2], Role: "mère", Text: row[4],
				Start: start, End: start + utf8.RuneCountInString(row[4]),
			})
			transcript.Text += row[4] + "\n"
		}
	}
	return list
}
