package lemma_test

import (
	"bufio"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/lemma"
)

func treebanks(t testing.TB, part string) []string {
	folder := os.Getenv("VERBATIM_DATA")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared", "data")
	}
	files, _ := filepath.Glob(filepath.Join(folder, "ud", "*-"+part+".conllu"))
	if len(files) == 0 {
		t.Skip("no treebanks: set VERBATIM_DATA to a folder with ud/*.conllu")
	}
	return files
}

type goldSentence struct {
	text  string
	words []goldWord
}

// goldWord is a surface word.
type goldWord struct {
	start, end   int // bytes
	lemma, class string
	name         bool
}

func readTreebank(t testing.TB, file string) []goldSentence {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []goldSentence
	var s goldSentence
	at, whole, last := 0, "", ""
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if text, found := strings.CutPrefix(line, "# text = "); found {
			s = goldSentence{text: text}
			at = 0
			continue
		}
		if line == "" {
			all = append(all, s)
			continue
		}
		w := strings.Split(line, "\t")
		if len(w) < 10 || strings.Contains(w[0], ".") {
			continue
		}
		if _, end, contraction := strings.Cut(w[0], "-"); contraction {
			whole, last = w[1], end
			continue
		}
		form, lemma, class := w[1], w[2], w[3]
		if last != "" {
			if w[0] != last {
				continue
			}
			form, last = whole, ""
			if lemma != "lequel" {
				lemma, class = map[byte]string{'a': "à", 'd': "de"}[strings.ToLower(form)[0]], "ADP"
			}
		}
		next := strings.Index(s.text[at:], form)
		if next < 0 {
			t.Fatalf("%s: %q is not in %q", file, form, s.text)
		}
		start := at + next
		at = start + len(form)
		s.words = append(s.words, goldWord{start, at, lemma, class, class == "PROPN"})
	}
	return all
}

func TestLemmasAgreeWithTreebanks(t *testing.T) {
	for _, part := range []string{"dev", "test"} {
		for _, file := range treebanks(t, part) {
			right, all, noun, nouns := 0, 0, 0, 0
			wrong := map[string]int{}
			for _, s := range readTreebank(t, file) {
				tokens := corpus.Tokens(s.text)
				readings := lemma.French{}.Of(tokens)
				at := map[int]corpus.Reading{}
				for i, token := range tokens {
					if token.Said() {
						at[token.Byte<<16|len(token.Text)] = readings[i]
					}
				}
				for _, w := range s.words {
					if w.class == "PUNCT" || w.class == "SYM" {
						continue
					}
					got := at[w.start<<16|(w.end-w.start)]
					all++
					ok := got.Lemma == corpus.Form(w.lemma)
					if ok {
						right++
					} else {
						wrong[fmt.Sprintf("%s %s: %s not %s %v", s.text[w.start:w.end], w.class, corpus.Form(w.lemma), got.Lemma, got.Class)]++
					}
					if w.class != "PROPN" {
						nouns++
						if ok {
							noun++
						}
					}
				}
			}
			t.Logf("%s: %d words, %.4f right; without names %.4f", filepath.Base(file), all, float64(right)/float64(all), float64(noun)/float64(nouns))
			if os.Getenv("WRONG") != "" {
				var list []string
				for k, n := range wrong {
					list = append(list, fmt.Sprintf("%4d %s", n, k))
				}
				slices.SortFunc(list, func(a, b string) int { return cmp.Compare(b, a) })
				t.Log(strings.Join(list[:min(70, len(list))], "\n"))
			}
		}
	}
}
