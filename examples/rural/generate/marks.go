package main

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// mark is a coded passage: code points of the text without marks.
type mark struct {
	code, valence string
	start, end    int
	only          byte    // '!' first coder alone, '?' second coder alone, 0 both
	when          quarter // of a turning point; 0 where it has none
}

// strip takes the marks out of a text that begins at a place of a document.
// A mark is {code sign… words}: + or - is the valence, 0 without; ! and ? name
// one coder of two; @2021.3 is when it happened. Marks may lie in one another.
func strip(text string, at int) (string, []mark, error) {
	var out strings.Builder
	var marks []mark
	var open []int
	for text != "" {
		switch i := strings.IndexAny(text, "{}"); {
		case i < 0:
			out.WriteString(text)
			text = ""
		case text[i] == '{':
			out.WriteString(text[:i])
			at += utf8.RuneCountInString(text[:i])
			head, rest, found := strings.Cut(text[i+1:], " ")
			if !found {
				return "", nil, fmt.Errorf("mark %q has no words", head)
			}
			m, err := parseMark(head)
			if err != nil {
				return "", nil, err
			}
			m.start = at
			open = append(open, len(marks))
			marks = append(marks, m)
			text = rest
		default:
			if len(open) == 0 {
				return "", nil, fmt.Errorf("} without {: %q", text[:i+1])
			}
			out.WriteString(text[:i])
			at += utf8.RuneCountInString(text[:i])
			marks[open[len(open)-1]].end = at
			open = open[:len(open)-1]
			text = text[i+1:]
		}
	}
	if len(open) > 0 {
		return "", nil, fmt.Errorf("mark %s is not closed", marks[open[0]].code)
	}
	return out.String(), marks, nil
}

func parseMark(head string) (mark, error) {
	head, when, dated := strings.Cut(head, "@")
	m := mark{valence: "0"}
	if dated {
		var err error
		if m.when, err = parseQuarter(when); err != nil {
			return m, err
		}
	}
	m.code = strings.TrimRight(head, "+-!?")
	for _, sign := range head[len(m.code):] {
		switch sign {
		case '+':
			m.valence = "1"
		case '-':
			m.valence = "-1"
		default:
			m.only = byte(sign)
		}
	}
	return m, nil
}
