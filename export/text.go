package export

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/askoria/verbatim/stats"
)

// longestText is Excel's limit for the text of a cell, in UTF-16 units; beyond
// it the text would be cut without a word.
const longestText = 32767

// cleanText is the text as every reader of workbooks takes it: line ends are
// LF, control characters are dropped and broken UTF-8 becomes U+FFFD. It counts
// the characters changed, line ends apart.
func cleanText(text string) (clean string, changed int) {
	if utf8.ValidString(text) && strings.IndexFunc(text, refused) < 0 {
		return text, 0
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	var out strings.Builder
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		at += size
		switch {
		case r == '\r':
			out.WriteByte('\n')
		case r == utf8.RuneError && size == 1:
			out.WriteRune(utf8.RuneError)
			changed++
		case refused(r):
			changed++
		default:
			out.WriteRune(r)
		}
	}
	return out.String(), changed
}

// refused tells what XML or readers of workbooks do not take.
func refused(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\ufffe' || r == '\uffff'
}

// piece is a stretch of a text, set off or not.
type piece struct {
	text   string
	marked bool
}

// pieces cuts a text at the ends of its marks and cleans each stretch; marks
// outside the text or over one another count once.
func pieces(text string, marks []stats.Span) []piece {
	if len(marks) == 0 {
		clean, _ := cleanText(text)
		return []piece{{clean, false}}
	}
	runes := []rune(text)
	marked := make([]bool, len(runes))
	for _, mark := range marks {
		for at := max(mark.Start, 0); at < min(mark.End, len(runes)); at++ {
			marked[at] = true
		}
	}
	var list []piece
	for start := 0; start < len(runes); {
		end := start
		for end < len(runes) && marked[end] == marked[start] {
			end++
		}
		if clean, _ := cleanText(string(runes[start:end])); clean != "" {
			list = append(list, piece{clean, marked[start]})
		}
		start = end
	}
	return list
}

// units is the length of a text as Excel counts it.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}

// cells deals the pieces of a text out to as many cells as it needs, cut after
// a space where there is one near.
func cells(list []piece) [][]piece {
	dealt := [][]piece{nil}
	room := longestText
	for _, p := range list {
		for units(p.text) > room {
			head := cutUnits(p.text, room)
			if space := strings.LastIndexAny(head, " \n"); space > len(head)/2 {
				head = head[:space+1]
			}
			if head != "" {
				dealt[len(dealt)-1] = append(dealt[len(dealt)-1], piece{head, p.marked})
			}
			dealt = append(dealt, nil)
			p.text, room = p.text[len(head):], longestText
		}
		if p.text != "" {
			dealt[len(dealt)-1] = append(dealt[len(dealt)-1], p)
			room -= units(p.text)
		}
	}
	return dealt
}

// breadth is the width of a text in characters: that of its longest line.
func breadth(text string) float64 {
	widest := 0.0
	for line := range strings.SplitSeq(text, "\n") {
		capitals := 0
		for _, r := range line {
			if 'A' <= r && r <= 'Z' {
				capitals++
			}
		}
		widest = max(widest, float64(utf8.RuneCountInString(line))+wider*float64(capitals))
	}
	return widest
}

// wider is how much a capital takes beyond other letters.
const wider = 0.3

// longestWord is the width that a text needs when it may be broken at spaces.
func longestWord(text string) float64 {
	widest := 0.0
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' }) {
		widest = max(widest, breadth(word))
	}
	return widest
}

// linesOf is the number of lines that a text takes in a width of characters,
// broken at spaces.
func linesOf(text string, width float64) int {
	lines := 0
	for line := range strings.SplitSeq(text, "\n") {
		lines++
		used := 0.0
		for word := range strings.SplitSeq(line, " ") {
			need := float64(utf8.RuneCountInString(word))
			if used > 0 && used+1+need > width {
				lines++
				used = 0
			} else if used > 0 {
				used++
			}
			used += need
			for ; used > width; used -= width {
				lines++
			}
		}
	}
	return lines
}
