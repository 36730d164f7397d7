package transcript

import (
	"html"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	boldStart = regexp.MustCompile(`(?m)^[ >]*(?:[-*+] )?(?:\*\*[^*\s][^*\n]*\*\*|__[^_\s][^_\n]*__)`)
	listMark  = regexp.MustCompile(`^\s*[*+] +`)
	rule      = regexp.MustCompile(`^ {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,}|=+ *)$`)
	head      = regexp.MustCompile(`^ {0,3}#{1,6}(?: +|$)`)
	headEnd   = regexp.MustCompile(` +#+ *$`)
	noteText  = regexp.MustCompile(`^ {0,3}\[\^[^\]\s]+\]: ?`)
	noteMark  = regexp.MustCompile(`^\[\^[^\]\s]{1,40}\]`)
	linked    = regexp.MustCompile(`^!?\[([^\[\]\n]*)\]\([^()\s]*(?: "[^"\n]*")?\)`)
	ruled     = regexp.MustCompile(`^[ |:-]*$`)
	inlineTag = regexp.MustCompile(`^(?i)</?(?:b|i|u|s|em|strong|span|sup|sub|small|mark|del|ins|font|p|div|center|a)(?: [^<>\n]*)?>`)
	lineTag   = regexp.MustCompile(`^(?i)<br ?/?>`)
)

// isMarkdown goes by the name too: a text without any mark is Markdown as well.
func isMarkdown(s *source) bool {
	if !isText(s) || s.textErr != nil {
		return false
	}
	switch strings.ToLower(path.Ext(s.Name)) {
	case ".md", ".markdown":
		return true
	}
	return len(boldStart.FindAllStringIndex(s.text.Content, often)) == often
}

// markdown reads a text with marks for bold, headings and so on, which are no
// part of it. Blank lines stand between paragraphs and are none.
func markdown(s *source) (content, error) {
	if s.textErr != nil {
		return content{}, s.textErr
	}
	var c content
	text := yamlOff(s.text.Content, &c.dropped)
	text = commentsOff(text, &c.dropped)
	fenced, inNote := false, false
	for line := range strings.SplitSeq(text, "\n") {
		bare := strings.TrimSpace(line)
		if strings.HasPrefix(bare, "```") || strings.HasPrefix(bare, "~~~") {
			fenced = !fenced
			continue
		}
		if bare == "" {
			continue
		}
		if fenced {
			c.paragraphs = append(c.paragraphs, line)
			continue
		}
		if at := noteText.FindString(line); at != "" {
			c.dropped.add(footnote, inline(line[len(at):], 0))
			inNote = true
			continue
		}
		if inNote = inNote && strings.HasPrefix(line, "    "); inNote {
			c.dropped.add(footnote, inline(bare, 0))
			continue
		}
		if line, ok := unmarked(line); ok {
			c.paragraphs = append(c.paragraphs, strings.Split(line, "\n")...)
		}
	}
	return c, nil
}

// yamlOff takes the block of settings off the top of a text.
func yamlOff(text string, dropped *tally) string {
	rest, found := strings.CutPrefix(text, "---\n")
	if !found {
		return text
	}
	settings := 0
	for line := range strings.SplitSeq(rest, "\n") {
		if end := strings.TrimRight(line, " "); end == "---" || end == "..." {
			dropped.add(matter, strings.TrimSuffix(rest[:settings], "\n"))
			return rest[min(settings+len(line)+1, len(rest)):]
		}
		settings += len(line) + 1
	}
	return text
}

// commentsOff takes the comments off, which are those of web pages. One that is
// not closed is text.
func commentsOff(text string, dropped *tally) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(text, "<!--")
		note, after, closed := strings.Cut(rest, "-->")
		if !found || !closed {
			out.WriteString(text)
			return out.String()
		}
		out.WriteString(before)
		dropped.add(comment, strings.TrimSpace(note))
		text = after
	}
}

// unmarked is a line without its marks; not ok where it holds nothing else.
func unmarked(line string) (string, bool) {
	for {
		quoted, found := strings.CutPrefix(strings.TrimLeft(line, " "), ">")
		if !found {
			break
		}
		line = strings.TrimPrefix(quoted, " ")
	}
	if rule.MatchString(line) {
		return "", false
	}
	if at := head.FindString(line); at != "" {
		line = headEnd.ReplaceAllString(line[len(at):], "")
	}
	line = strings.TrimRight(line[len(listMark.FindString(line)):], " ")
	line = strings.TrimSuffix(line, `\`) // a line end that is meant
	if bare := strings.TrimSpace(line); len(bare) > 1 && bare[0] == '|' && bare[len(bare)-1] == '|' {
		if ruled.MatchString(bare) {
			return "", false
		}
		cells := strings.Split(bare[1:len(bare)-1], "|")
		for i, cell := range cells {
			cells[i] = strings.TrimSpace(cell)
		}
		line = strings.Join(cells, "\t")
	}
	line = inline(line, 0)
	return line, strings.TrimSpace(line) != ""
}

// inline takes the marks out of a line: bold, italics, links, escapes. Marks
// that open and do not close are text, as are those inside a word in "_".
func inline(line string, depth int) string {
	var out strings.Builder
	none := map[string]bool{} // marks that close nowhere further on
	var before rune
	for i := 0; i < len(line); {
		rest := line[i:]
		near := rest[:min(len(rest), 2000)] // links and tags are short
		switch c := line[i]; c {
		case '\\':
			if len(rest) > 1 && rest[1] < utf8.RuneSelf && (unicode.IsPunct(rune(rest[1])) || unicode.IsSymbol(rune(rest[1]))) {
				out.WriteByte(rest[1])
				before = rune(rest[1])
				i += 2
				continue
			}
		case '*', '_', '~', '`':
			mark := rest[:len(rest)-len(strings.TrimLeft(rest, string(c)))]
			if inside, ok := between(rest, mark, before, none); ok && depth < 8 {
				if c != '`' {
					out.WriteString(inline(inside, depth+1))
				} else {
					out.WriteString(inside)
				}
				i += len(inside) + 2*len(mark)
			} else {
				out.WriteString(mark)
				i += len(mark)
			}
			before = rune(c)
			continue
		case '[', '!':
			if at := noteMark.FindString(near); at != "" {
				i += len(at)
				continue
			}
			if at := linked.FindStringSubmatch(near); at != nil {
				if c == '[' && depth < 8 {
					out.WriteString(inline(at[1], depth+1))
				}
				i += len(at[0])
				continue
			}
		case '<':
			if at := lineTag.FindString(near); at != "" {
				out.WriteByte('\n')
				i += len(at)
				continue
			}
			if at := inlineTag.FindString(near); at != "" {
				i += len(at)
				continue
			}
		case '&':
			if end := strings.IndexByte(rest[:min(len(rest), 12)], ';'); end > 0 {
				if text := html.UnescapeString(rest[:end+1]); text != rest[:end+1] && text != "\r" {
					out.WriteString(text)
					i += end + 1
					continue
				}
			}
		}
		r, size := utf8.DecodeRuneInString(rest)
		out.WriteString(rest[:size])
		before = r
		i += size
	}
	return out.String()
}

// between is what stands between a mark at the start of a text and the next
// that closes it.
func between(text, mark string, before rune, none map[string]bool) (string, bool) {
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	next, _ := utf8.DecodeRuneInString(text[len(mark):])
	word := mark[0] == '_'
	if len(mark) > 3 || mark == "~" || none[mark] || next == utf8.RuneError || unicode.IsSpace(next) || word && letter(before) {
		return "", false
	}
	for from := len(mark); ; {
		at := strings.Index(text[from:], mark)
		if at < 0 {
			none[mark] = true
			return "", false
		}
		at += from
		after := text[at:]
		run := len(after) - len(strings.TrimLeft(after, mark[:1]))
		last, _ := utf8.DecodeLastRuneInString(text[:at])
		following, _ := utf8.DecodeRuneInString(after[run:])
		if run == len(mark) && !unicode.IsSpace(last) && last != '\\' && (!word || !letter(following)) {
			return text[len(mark):at], true
		}
		from = at + run
	}
}
