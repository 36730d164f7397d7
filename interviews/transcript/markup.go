package transcript

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// markup goes through a page as it stands, without building a tree: nesting
// costs nothing.
type markup struct {
	*html.Tokenizer
	script func(id, text string) // shown the scripts; nil: nobody
}

func newMarkup(text string) *markup {
	return &markup{Tokenizer: html.NewTokenizer(strings.NewReader(text))}
}

// each shows the tags and the text in their order. Scripts, styles and the
// title of the window are not text.
func (m *markup) each(see func(token html.Token)) {
	inside, id := "", ""
	for m.Next() != html.ErrorToken {
		token := m.Token()
		switch {
		case token.Type == html.TextToken && inside != "":
			if inside == "script" && m.script != nil {
				m.script(id, token.Data)
			}
		case token.Data == "script" || token.Data == "style" || token.Data == "title":
			inside, id = "", tagAttribute(token, "id")
			if token.Type == html.StartTagToken {
				inside = token.Data
			}
		case token.Type != html.CommentToken && token.Type != html.DoctypeToken:
			see(token)
		}
	}
}

func tagAttribute(token html.Token, name string) string {
	for _, a := range token.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// hasClass tells whether an element is of a class.
func hasClass(token html.Token, class string) bool {
	return slices.Contains(strings.Fields(tagAttribute(token, "class")), class)
}

// beginsLine tells the elements that begin a line of their own.
func beginsLine(name string) bool {
	switch name {
	case "p", "div", "li", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "br":
		return true
	}
	return false
}

// spaced is text of a page, in which line ends are spaces.
func spaced(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, text)
}
