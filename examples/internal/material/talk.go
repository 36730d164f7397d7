package material

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/askoria/verbatim/interviews"
)

// Talk is one transcript written by hand, its codes taken out. In what was
// written a passage in braces is coded:
//
//	{T2.2+,T3.2- said}          both readers, two codes, valence + - or 0
//	{T1.4-|T1.2- said}          the first reader one code, the second another
//	{T4.3-| said} {|T4.3- said} one of them only
type Talk struct {
	Name, Text string
	Passages   []Passage
}

// Passage is what a reader chose.
type Passage struct {
	Quote, Code, Coder, Valence string
}

// Said is one line of a talk.
type Said struct{ Speaker, Words string }

// readers are the two coders, in the order of the codes.
var readers = [2]string{"AB", "LM"}

var coded = regexp.MustCompile(`\{([A-Z0-9.,+\-|]+) ([^{}]+)\}`)

// Talks reads the talks of a folder, by name.
func Talks(files fs.FS, folder string) ([]Talk, error) {
	entries, err := fs.ReadDir(files, folder)
	if err != nil {
		return nil, err
	}
	var list []Talk
	for _, entry := range entries {
		content, err := fs.ReadFile(files, path.Join(folder, entry.Name()))
		if err != nil {
			return nil, err
		}
		t, err := ParseTalk(strings.TrimSuffix(entry.Name(), path.Ext(entry.Name())), string(content))
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, nil
}

// ParseTalk takes the codes out of a text. On one passage of three the second
// reader marks the first sentence alone: two readers seldom stop at the same
// word.
func ParseTalk(name, text string) (Talk, error) {
	t := Talk{Name: name, Text: coded.ReplaceAllString(text, "$2")}
	if strings.ContainsAny(t.Text, "{}") {
		return t, fmt.Errorf("%s: a brace is left, a code must be like {T2.2+ said}", name)
	}
	for i, found := range coded.FindAllStringSubmatch(text, -1) {
		first, second, differ := strings.Cut(found[1], "|")
		if !differ {
			second = first
		}
		quotes := [2]string{found[2], found[2]}
		if end := strings.Index(found[2], ". "); i%3 == 2 && end > 20 {
			quotes[1] = found[2][:end+1]
		}
		for reader, codes := range [2]string{first, second} {
			for code := range strings.SplitSeq(codes, ",") {
				if code == "" {
					continue
				}
				at := len(code) - 1
				valence, known := map[byte]string{'+': "1", '-': "-1", '0': "0"}[code[at]]
				if !known || !strings.Contains(code[:at], ".") {
					return t, fmt.Errorf("%s: code %q must be like T2.2+", name, code)
				}
				t.Passages = append(t.Passages, Passage{quotes[reader], code[:at], readers[reader], valence})
			}
		}
	}
	return t, nil
}

// Lines are the turns of a talk, one a line after the heading.
func (t Talk) Lines() []Said {
	_, body, _ := strings.Cut(t.Text, "\n\n")
	var list []Said
	for line := range strings.Lines(body) {
		speaker, words, _ := strings.Cut(strings.TrimSpace(line), " : ")
		list = append(list, Said{speaker, words})
	}
	return list
}

// CodingHead is the first row of codages.csv.
var CodingHead = []string{"document", "tour", "debut", "fin", "code", "codeur", "valence", "citation"}

// Rows are the passages at their place in the transcript as it was read: the
// rows of codages.csv. Each quote must stand once in what an informant says.
func (t Talk) Rows(read *interviews.Transcript) ([][]string, error) {
	var rows [][]string
	for _, p := range t.Passages {
		found, turn, start := 0, 0, 0
		for _, said := range read.Turns {
			at := strings.Index(said.Text, p.Quote)
			if at < 0 || said.Interviewer {
				continue
			}
			found += strings.Count(said.Text, p.Quote)
			turn, start = said.Number, said.Start+utf8.RuneCountInString(said.Text[:at])
		}
		if found != 1 {
			return nil, fmt.Errorf("%s, code %s: the passage of %d characters stands %d times in the turns", t.Name, p.Code, len(p.Quote), found)
		}
		rows = append(rows, []string{
			t.Name, strconv.Itoa(turn), strconv.Itoa(start), strconv.Itoa(start + utf8.RuneCountInString(p.Quote)),
			p.Code, p.Coder, p.Valence, p.Quote,
		})
	}
	return rows, nil
}
