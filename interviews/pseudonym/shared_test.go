package pseudonym

import (
	"bufio"
	"cmp"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// sharedFile opens a file of others' data, which does not ship with the project.
func sharedFile(t *testing.T, name string) *os.File {
	t.Helper()
	file, err := os.Open(filepath.Join(cmp.Or(os.Getenv("VERBATIM_DATA"), "../../../shared/data"), name))
	if err != nil {
		t.Skipf("%s is not there: set VERBATIM_DATA to measure on it", name)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

// corpusText is a text that grows with its labels.
type corpusText struct {
	text   strings.Builder
	runes  int
	labels []label
}

func (c *corpusText) add(word, after string, kind Kind, goesOn bool) {
	n := utf8.RuneCountInString(word)
	if kind != NoKind {
		span := stats.Span{Start: c.runes, End: c.runes + n}
		if last := len(c.labels) - 1; goesOn && last >= 0 {
			c.labels[last].span.End = span.End
		} else {
			c.labels = append(c.labels, label{kind, span})
		}
	}
	c.text.WriteString(word + after)
	c.runes += n + utf8.RuneCountInString(after)
}

func (c *corpusText) score(t *testing.T, id string, m Masker) score {
	t.Helper()
	text := c.text.String()
	masked, err := m.Of([]*interviews.Interview{{ID: id, Transcript: &interviews.Transcript{Text: text}}})
	if err != nil {
		t.Fatal(err)
	}
	var s score
	s.add(id, text, c.labels, masked.Documents[0].Found, masked.Documents[0].Offsets)
	return s
}

func logSome(t *testing.T, title string, lines []string) {
	t.Helper()
	if !testing.Verbose() {
		return
	}
	t.Log(title)
	for i := 0; i < len(lines); i += 1 + len(lines)/25 {
		t.Log(lines[i])
	}
}

// Newspapers of the nineteenth century with the errors of their scanning: far
// from interviews, but labelled by others. Nothing is asked of the figures.
func TestRecallOnOldNewspapers(t *testing.T) {
	in := bufio.NewScanner(sharedFile(t, "enp_FR.bnf.bio"))
	var persons, all corpusText
	before := ""
	for in.Scan() {
		word, mark, _ := strings.Cut(in.Text(), " ")
		kind := map[string]Kind{"I-PER": Surname, "I-LOC": Place, "I-ORG": Institution}[mark]
		after := " "
		if strings.HasSuffix(word, "'") || strings.HasSuffix(word, "’") {
			after = ""
		}
		if word == "." {
			after = "\n"
		}
		all.add(word, after, kind, mark == before)
		if kind == Institution {
			kind = NoKind
		}
		persons.add(word, after, kind, mark == before)
		before = mark
	}
	s := all.score(t, "newspapers", Masker{Wide: true})
	p := persons.score(t, "newspapers", Masker{Wide: true})
	t.Logf("persons and places: recall %.3f of %d; of all masked passages %.3f touch a person, a place or an organisation", p.recall(), p.labels, s.precision())
	logSome(t, "missed:", p.missed)
	logSome(t, "masked for nothing:", s.wrong)
}

// Spoken French of others, with its proper nouns labelled: brands, countries,
// films and acronyms among them, which the masker leaves on purpose.
func TestRecallOnSpokenCorpora(t *testing.T) {
	for _, name := range []string{
		"fr_rhapsodie-ud-train.conllu", "fr_rhapsodie-ud-dev.conllu", "fr_rhapsodie-ud-test.conllu",
		"fr_parisstories-ud-train.conllu", "fr_parisstories-ud-dev.conllu", "fr_parisstories-ud-test.conllu",
	} {
		t.Run(name, func(t *testing.T) {
			in := bufio.NewScanner(sharedFile(t, filepath.Join("ud", name)))
			in.Buffer(nil, 1<<20)
			var c corpusText
			sentence, goesOn := "", false
			inside := 0 // the last part of a word of several parts, such as "du"
			for in.Scan() {
				if text, ok := strings.CutPrefix(in.Text(), "# text = "); ok {
					sentence, goesOn = text, false
				}
				if in.Text() == "" {
					c.add(sentence, "\n", NoKind, false)
				}
				fields := strings.Split(in.Text(), "\t")
				if len(fields) < 10 {
					continue
				}
				number, last, several := strings.Cut(fields[0], "-")
				if n, err := strconv.Atoi(number); err != nil || !several && n <= inside {
					continue
				}
				if inside = 0; several {
					inside, _ = strconv.Atoi(last)
				}
				at := strings.Index(sentence, fields[1])
				if at < 0 {
					continue
				}
				c.add(sentence[:at], "", NoKind, false)
				kind := NoKind
				if fields[3] == "PROPN" {
					kind = Surname
				}
				c.add(fields[1], "", kind, goesOn)
				goesOn = kind != NoKind
				sentence = sentence[at+len(fields[1]):]
			}
			s := c.score(t, name, Masker{Wide: true})
			t.Logf("%d proper nouns: recall %.3f; %d masked, precision %.3f", s.labels, s.recall(), s.masked, s.precision())
			logSome(t, "missed:", s.missed)
			logSome(t, "masked for nothing:", s.wrong)
		})
	}
}
