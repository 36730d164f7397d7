package transcript

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "\r", " ", "\n", " ", "\x00", "")

// lineOf writes the runs of a line: a wide gap is a tab, a gap a space. Some
// programs print bold by drawing twice.
func lineOf(runs [][]inked, page int) (printed, bool) {
	var text strings.Builder
	first := runs[0][0]
	line := printed{x: first.x, end: first.x, y: first.y, page: page, artifact: first.artifact, first: -1}
	var before *inked
	for i, run := range runs {
		if i > 0 && twice(runs[i-1], run) {
			continue
		}
		for j := range run {
			c := &run[j]
			written := text.String()
			if before != nil {
				switch gap := c.x - before.end; {
				case gap > 2*c.size && !strings.HasSuffix(written, "\t"):
					text.WriteByte('\t')
				case gap > 0.2*c.size && !blankEnd(written) && !blankStart(c.text):
					text.WriteByte(' ')
				}
			}
			if line.first < 0 && before != nil && (text.Len() > len(written) || blankStart(c.text)) {
				line.first = before.end - line.x
			}
			text.WriteString(ligatures.Replace(c.text))
			line.size = max(line.size, c.size)
			if !blankStart(c.text) {
				line.end = max(line.end, c.end)
			}
			before = c
		}
	}
	line.text = strings.TrimFunc(text.String(), unicode.IsSpace)
	if line.first < 0 {
		line.first = line.end - line.x
	}
	if line.text == "" {
		return line, false
	}
	return line, true
}

// findLabels marks the lines that begin as a turn does. Inside a sentence a line
// may begin with a few words and a colon too: those in small letters count only
// where they come back.
func findLabels(lines []printed) {
	count := map[string]int{}
	for i := range lines {
		l := &lines[i]
		for _, found := range labels(l.text) {
			first, _ := utf8.DecodeRuneInString(found.name)
			switch {
			case found.form == dashed, found.form == timed, found.bracket:
				l.label = true
			case found.form == colon && found.nameable():
				l.label = unicode.IsUpper(first)
				l.key = found.key
				count[l.key]++
			}
			l.dated = l.dated || heading(found.key)
		}
	}
	for i := range lines {
		lines[i].label = lines[i].label || lines[i].key != "" && count[lines[i].key] >= often
	}
}

func blankStart(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsSpace(r)
}

func blankEnd(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsSpace(r)
}

// twice tells the same characters at nearly the same place.
func twice(a, b []inked) bool {
	return math.Abs(a[0].x-b[0].x) < 0.2*b[0].size && slices.EqualFunc(a, b, func(a, b inked) bool { return a.text == b.text })
}

// edge is how many lines at the top and at the bottom of a page may be a
// running title or a page number.
const edge = 3

// bodyOf leaves out notes, what the pages say of themselves, and what stands at
// the same place on most of them, numbers apart. A line that begins as a turn does
// stays.
func bodyOf(lines []printed, pages int, dropped *tally) []printed {
	type place struct{ page, line int }
	places := map[string][]place{}
	for i := range lines {
		l := &lines[i]
		above, below := 0, 0 // lines of the page on either side, as far as it matters
		for j := i - 1; j >= 0 && lines[j].page == l.page && above < edge; j-- {
			above++
		}
		for j := i + 1; j < len(lines) && lines[j].page == l.page && below < edge; j++ {
			below++
		}
		if (above == 0 || below == 0) && numbersPage(l) {
			l.artifact = true
		}
		if !l.artifact && (!l.label || l.dated) && (above < edge || below < edge) {
			text := withoutNumbers(l.text)
			places[text] = append(places[text], place{l.page, i})
		}
	}
	out := make([]kind, len(lines))
	for i := range lines {
		if lines[i].artifact {
			out[i] = headerFooter
		}
	}
	for _, list := range places { // each on its own: their order does not matter
		for _, at := range list {
			same, last := 0, -1
			for _, other := range list {
				if math.Abs(lines[other.line].y-lines[at.line].y) <= 3 && other.page != last {
					same++
					last = other.page
				}
			}
			if pages > 1 && same >= 2 && 5*same >= 3*pages {
				out[at.line] = headerFooter
			}
		}
	}
	findNotes(lines, out)
	var body []printed
	for i, l := range lines {
		if out[i] != kept {
			dropped.add(out[i], l.text)
		} else {
			body = append(body, l)
		}
	}
	return body
}

// pageNumber is what a page says of its place: "3", "- 3 -", "page 3/12".
var pageNumber = regexp.MustCompile(`(?i)^(page )?(?:[-–—] ?)?(\d{1,4})(?: ?[-–—])?(?: ?(?:/|sur|de|of) ?\d{1,4})?$`)

// numbersPage tells a line that is the number of its page. A bare number may be
// an answer: it has to be the right one.
func numbersPage(l *printed) bool {
	found := pageNumber.FindStringSubmatch(l.text)
	return found != nil && (found[1] != "" || found[2] == strconv.Itoa(l.page+1))
}

// findNotes finds the notes at the foot of each page: its last lines, smaller
// than most text, from one on that begins with a number or a star.
func findNotes(lines []printed, out []kind) {
	characters := map[float64]int{}
	usual, most := 0.0, 0
	for i := range lines {
		size := math.Round(10*lines[i].size) / 10
		characters[size] += len(lines[i].text)
		if n := characters[size]; n > most {
			usual, most = size, n
		}
	}
	for i := len(lines) - 1; i >= 0; i-- {
		page, last := lines[i].page, i
		for i >= 0 && lines[i].page == page && (out[i] != kept || lines[i].size < 0.92*usual) {
			i--
		}
		from := i + 1
		for from <= last && (out[from] != kept || !startsNote(lines[from].text)) {
			from++
		}
		for ; from <= last; from++ {
			if out[from] == kept {
				out[from] = footnote
			}
		}
		for i >= 0 && lines[i].page == page {
			i--
		}
		i++
	}
}

func startsNote(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsDigit(r) || r == '*' || r == '¹'
}

// withoutNumbers is a text with each number as "#".
func withoutNumbers(text string) string {
	var out strings.Builder
	number := false
	for _, r := range text {
		if unicode.IsDigit(r) {
			if !number {
				out.WriteByte('#')
			}
			number = true
			continue
		}
		number = false
		out.WriteRune(r)
	}
	return out.String()
}

// joined makes paragraphs of lines. A line goes on with the one before unless
// it begins as a turn does, stands lower or larger than usual, or its first
// word had room in the line before.
func joined(lines []printed) []string {
	leading, right := leadingOf(lines), rightOf(lines)
	var paragraphs []string
	var paragraph strings.Builder
	for i := range lines {
		l := &lines[i]
		if i > 0 {
			if !goesOn(&lines[i-1], l, leading, right) {
				paragraphs = append(paragraphs, paragraph.String())
				paragraph.Reset()
			} else if !hyphened(lines[i-1].text) {
				paragraph.WriteByte(' ')
			}
		}
		text := l.text
		if i+1 < len(lines) && strings.HasSuffix(text, "\u00ad") && goesOn(l, &lines[i+1], leading, right) {
			text = strings.TrimSuffix(text, "\u00ad") // shown only where a line ends
		}
		paragraph.WriteString(text)
	}
	if len(lines) > 0 {
		paragraphs = append(paragraphs, paragraph.String())
	}
	return paragraphs
}

func goesOn(before, l *printed, leading, right float64) bool {
	if l.label || l.size > 1.15*before.size || before.size > 1.15*l.size {
		return false
	}
	if gap := before.y - l.y; before.page == l.page && (gap <= 0 || gap > 1.3*leading || gap > 3*l.size) {
		return false
	}
	return right-before.end < l.first+0.3*l.size
}

// hyphened tells a line that ends inside a word.
func hyphened(text string) bool {
	r, size := utf8.DecodeLastRuneInString(text)
	if r != '-' && r != '\u2010' && r != '\u2011' && r != '\u00ad' {
		return false
	}
	r, _ = utf8.DecodeLastRuneInString(text[:len(text)-size])
	return unicode.IsLetter(r)
}

// narrowest is the width of lines, in characters as high as wide, from which on
// they are taken for lines of prose.
const narrowest = 20

// rightOf is how far lines reach, or without end where all are short: then each
// is a paragraph.
func rightOf(lines []printed) float64 {
	left, right, size := math.MaxFloat64, -math.MaxFloat64, 0.0
	for i := range lines {
		left = min(left, lines[i].x)
		if right < lines[i].end {
			right, size = lines[i].end, lines[i].size
		}
	}
	if right-left < narrowest*size {
		return math.MaxFloat64
	}
	return right
}

// leadingOf is the smallest distance of lines that is usual in a document.
func leadingOf(lines []printed) float64 {
	count := map[int]int{} // in half points
	all := 0
	for i := 1; i < len(lines); i++ {
		if gap := lines[i-1].y - lines[i].y; lines[i].page == lines[i-1].page && gap > 0 {
			count[int(math.Round(2*gap))]++
			all++
		}
	}
	least, usual := math.MaxInt, math.MaxInt
	for gap, n := range count {
		least = min(least, gap)
		if n+count[gap+1] >= max(3, all/20) {
			usual = min(usual, gap+1)
		}
	}
	if usual == math.MaxInt {
		usual = least
	}
	return float64(usual) / 2
}
