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

// The tokens of Universal Dependencies treebanks; a multiword range, "du" or
// "auquel", counts as the one word that stands in the text.
func TestTokensAgreeWithTreebanks(t *testing.T) {
	files := treebanks(t, "*")
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
		least := 0.995
		if strings.Contains(name, "gsd") {
			least = 0.993 // the web: addresses, formulas, typing errors
		}
		if f1 < least {
			t.Errorf("%s: F1 %.4f, must be at least %.3f", name, f1, least)
		}
	}
}

// The places where sentences end in GSD, each file as one text, which joins
// sentences that never stood together: about 1 in 40 has no sign at its end.
func TestSentencesAgreeWithTreebanks(t *testing.T) {
	both, ours, theirs := 0, 0, 0
	for _, file := range treebanks(t, "fr_gsd*") {
		var text strings.Builder
		at, ends := 0, map[int]bool{}
		for _, sentence := range treebank(t, file) {
			text.WriteString(sentence.text + " ")
			at += utf8.RuneCountInString(sentence.text) + 1
			ends[at-1] = true
		}
		theirs += len(ends)
		for _, span := range corpus.Sentences(text.String()) {
			ours++
			if ends[span.End] {
				both++
			}
		}
	}
	precision, recall := float64(both)/float64(ours), float64(both)/float64(theirs)
	f1 := 2 * precision * recall / (precision + recall)
	t.Logf("GSD: %d sentences, precision %.4f, recall %.4f, F1 %.4f", theirs, precision, recall, f1)
	if f1 < 0.98 {
		t.Errorf("GSD: F1 %.4f, must be at least 0.98", f1)
	}
}

// treebanks lists files of Universal Dependencies that may lie beside.
func treebanks(t *testing.T, name string) []string {
	files, _ := filepath.Glob(filepath.Join(dataFolder(), "ud", name+".conllu"))
	if len(files) == 0 {
		t.Skip("no treebanks: set VERBATIM_DATA to a folder with ud/*.conllu")
	}
	return files
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
