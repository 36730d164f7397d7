package corpus_test

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/askoria/verbatim/corpus"
)

// dataFolder is where data that cannot ship may lie.
func dataFolder() string {
	if folder := os.Getenv("VERBATIM_DATA"); folder != "" {
		return folder
	}
	return filepath.Join("..", "..", "shared", "data")
}

// The tokens of Universal Dependencies treebanks, multiword ranges counted as
// one word: at least 99 in 100 of ours are theirs, and the other way round.
func TestTokensAgreeWithTreebanks(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(dataFolder(), "ud", "*.conllu"))
	if len(files) == 0 {
		t.Skip("no treebanks: set VERBATIM_DATA to a folder with ud/*.conllu")
	}
	type score struct{ both, ours, theirs int }
	corpora := map[string]*score{} // GSD, ParisStories, Rhapsodie
	for _, file := range files {
		name, _, _ := strings.Cut(filepath.Base(file), "-")
		if corpora[name] == nil {
			corpora[name] = &score{}
		}
		for _, sentence := range treebank(t, file) {
			gold := map[[2]int]bool{}
			for _, span := range sentence.words {
				gold[span] = true
			}
			corpora[name].theirs += len(gold)
			for _, token := range corpus.Tokens(sentence.text) {
				corpora[name].ours++
				if gold[[2]int{token.Start, token.End}] {
					corpora[name].both++
				}
			}
		}
	}
	for name, s := range corpora {
		precision, recall := float64(s.both)/float64(s.ours), float64(s.both)/float64(s.theirs)
		f1 := 2 * precision * recall / (precision + recall)
		t.Logf("%s: %d words, precision %.4f, recall %.4f, F1 %.4f", name, s.theirs, precision, recall, f1)
		if f1 < 0.99 {
			t.Errorf("%s: F1 %.4f, must be at least 0.99", name, f1)
		}
	}
}

type goldSentence struct {
	text  string
	words [][2]int
}

// treebank reads the text and the surface words of a CoNLL-U file.
func treebank(t *testing.T, file string) []goldSentence {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var sentences []goldSentence
	var text string
	var words [][2]int
	at, at8, skip := 0, 0, ""
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		fields := strings.Split(line, "\t")
		switch {
		case strings.HasPrefix(line, "# text = "):
			text = strings.TrimPrefix(line, "# text = ")
			words, at, at8, skip = nil, 0, 0, ""
		case line == "":
			sentences = append(sentences, goldSentence{text, words})
		case len(fields) < 10 || strings.Contains(fields[0], "."):
		default:
			if _, last, isRange := strings.Cut(fields[0], "-"); isRange {
				skip = last
			} else if skip != "" {
				if fields[0] == skip {
					skip = ""
				}
				continue
			}
			next := strings.Index(text[at8:], fields[1])
			if next < 0 {
				continue
			}
			at += utf8.RuneCountInString(text[at8 : at8+next])
			end := at + utf8.RuneCountInString(fields[1])
			words = append(words, [2]int{at, end})
			at8, at = at8+next+len(fields[1]), end
		}
	}
	return sentences
}
