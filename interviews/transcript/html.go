package transcript

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/htmlindex"

	"github.com/askoria/verbatim/interviews"
)

func isHTML(s *source) bool {
	return s.begins("<") && s.holds("<!doctype html", "<html", "<body", "<p>", "<p ", "<div")
}

// web reads a page: blocks are paragraphs, a row of a table is one, cells a tab
// apart.
func web(s *source) (content, error) {
	if s.textErr != nil {
		return content{}, s.textErr
	}
	s.declared()
	var c content
	p := page{dropped: &c.dropped}
	tokens := html.NewTokenizer(strings.NewReader(s.text.Content))
	for tokens.Next() != html.ErrorToken {
		p.token(tokens.Token())
	}
	p.close()
	c.paragraphs = p.paragraphs
	if whole := strings.ToLower(s.text.Content); strings.Contains(whole, "<body") &&
		!strings.Contains(whole, "</body") && !strings.Contains(whole, "</html") {
		c.notes = append(c.notes, "la page n'est pas fermée : vérifier que la fin n'en manque pas")
	}
	return c, nil
}

// declared reads the page again in the encoding that it states, where its bytes
// alone left a guess.
func (s *source) declared() {
	start := strings.ToLower(s.text.Content[:min(len(s.text.Content), 2048)])
	_, label, found := strings.Cut(start, "charset=")
	if !found || !strings.HasSuffix(s.text.Encoding, "(deviné)") {
		return
	}
	label = strings.TrimLeft(label, `"' `)
	if end := strings.IndexAny(label, `"'/> ;`); end >= 0 {
		label = label[:end]
	}
	encoding, err := htmlindex.Get(label)
	if err != nil || strings.HasPrefix(label, "utf") {
		return
	}
	if text, err := encoding.NewDecoder().String(string(s.Data)); err == nil && !strings.ContainsRune(text, 0) {
		s.text = interviews.Text{Content: text, Encoding: label + " (déclaré)"}
	}
}

// page gathers the paragraphs of a web page.
type page struct {
	dropped    *tally
	paragraphs []string
	line       []byte // the paragraph under way
	spaced     bool   // white space was written last
	verbatim   int    // elements open in which white space counts
	rows       []row  // a table may stand in a cell

	aside  string // the element open that is left out, "" for none
	inside int    // elements of the same name open in it
	why    kind   // kept: it holds no text
	left   strings.Builder
}

// deepestTable bounds tables in tables: the text of each is copied at every row
// around it.
const deepestTable = 50

// row is a row of a table under way.
type row struct {
	cells []string
	from  int  // the paragraph at which the cell begins
	open  bool // whether a cell is
}

func (p *page) token(t html.Token) {
	switch t.Type {
	case html.TextToken:
		p.text(t.Data)
	case html.CommentToken:
		if text := strings.TrimSpace(t.Data); !strings.HasPrefix(text, "[if") && !strings.HasPrefix(text, "[endif") &&
			text != "StartFragment" && text != "EndFragment" {
			p.dropped.add(comment, text)
		}
	case html.StartTagToken, html.SelfClosingTagToken:
		p.start(t)
	case html.EndTagToken:
		p.end(t.Data)
	}
}

func (p *page) text(text string) {
	if p.aside != "" {
		p.left.WriteString(text)
		return
	}
	for _, r := range text {
		switch {
		case r == '\r', r == 0:
		case p.verbatim > 0 && (r == '\n' || r == '\t'):
			p.line = append(p.line, byte(r))
		case p.verbatim == 0 && strings.ContainsRune(" \t\n\f", r):
			if !p.spaced && len(p.line) > 0 {
				p.line = append(p.line, ' ')
			}
			p.spaced = true
		default:
			p.line = append(p.line, string(r)...)
			p.spaced = false
		}
	}
}

func (p *page) start(t html.Token) {
	if p.aside != "" {
		switch {
		case t.Data == p.aside && implied(t.Data): // the one before ends here
			p.leave()
		case t.Data == p.aside:
			p.inside++
			return
		default:
			if beginsLine(t.Data) {
				p.left.WriteByte(' ')
			}
			return
		}
	}
	if k, out := leftOut(t); out {
		if beginsLine(t.Data) {
			p.paragraph()
		}
		if t.Type == html.StartTagToken {
			p.aside, p.inside, p.why = t.Data, 1, k
		}
		return
	}
	switch t.Data {
	case "br":
		p.breakLine()
	case "tr":
		p.endRow()
	case "td", "th":
		p.beginCell()
	case "table":
		p.paragraph()
		if len(p.rows) < deepestTable {
			p.rows = append(p.rows, row{})
		}
	case "pre":
		p.paragraph()
		p.verbatim++
	default:
		if beginsLine(t.Data) || isBlock(t.Data) {
			p.paragraph()
		}
	}
}

func (p *page) end(name string) {
	if p.aside != "" {
		if name == p.aside {
			if p.inside--; p.inside == 0 {
				p.leave()
			}
		}
		return
	}
	switch name {
	case "td", "th":
		p.endCell()
	case "tr":
		p.endRow()
	case "table":
		p.endRow()
		if len(p.rows) > 0 {
			p.rows = p.rows[:len(p.rows)-1]
		}
	case "pre":
		p.paragraph()
		p.verbatim = max(0, p.verbatim-1)
	default:
		if name != "br" && (beginsLine(name) || isBlock(name)) {
			p.paragraph()
		}
	}
}

// leave counts the element left out that ends.
func (p *page) leave() {
	if p.why != kept {
		p.dropped.add(p.why, strings.Join(strings.Fields(p.left.String()), " "))
	}
	p.left.Reset()
	p.aside = ""
}

// breakLine ends a line inside a paragraph; white space before it shows not.
func (p *page) breakLine() {
	p.line = append(trimmed(p.line), '\n')
	p.spaced = true
}

func trimmed(line []byte) []byte {
	if n := len(line); n > 0 && line[n-1] == ' ' {
		return line[:n-1]
	}
	return line
}

// paragraph ends the one under way, if it has anything. A line end that ends it
// shows not.
func (p *page) paragraph() {
	line := trimmed(p.line)
	blank := len(line) == 0
	if !blank && line[len(line)-1] == '\n' {
		line = line[:len(line)-1]
	}
	if !blank { // "<p><br></p>" is a blank line
		p.paragraphs = append(p.paragraphs, string(line))
	}
	p.line, p.spaced = p.line[:0], false
}

func (p *page) beginCell() {
	p.endCell()
	p.paragraph()
	if n := len(p.rows); n > 0 {
		p.rows[n-1].open, p.rows[n-1].from = true, len(p.paragraphs)
	}
}

func (p *page) endCell() {
	p.paragraph()
	n := len(p.rows)
	if n == 0 || !p.rows[n-1].open {
		return
	}
	r := &p.rows[n-1]
	r.cells = append(r.cells, strings.Join(p.paragraphs[r.from:], "\n"))
	p.paragraphs = p.paragraphs[:r.from]
	r.open = false
}

func (p *page) endRow() {
	p.endCell()
	n := len(p.rows)
	if n == 0 || len(p.rows[n-1].cells) == 0 {
		return
	}
	p.paragraphs = append(p.paragraphs, strings.Join(p.rows[n-1].cells, "\t"))
	p.rows[n-1].cells = nil
}

// close ends what the page left open.
func (p *page) close() {
	if p.aside != "" {
		p.leave()
	}
	for len(p.rows) > 0 {
		p.end("table")
	}
	p.paragraph()
}

// leftOut tells an element whose text nobody said, and what it is.
func leftOut(t html.Token) (kind, bool) {
	style := strings.ReplaceAll(strings.ToLower(tagAttribute(t, "style")), " ", "")
	id := strings.ToLower(tagAttribute(t, "id"))
	switch {
	case strings.Contains(style, "mso-element:comment"):
		return comment, true
	case strings.Contains(style, "mso-element:footnote"), strings.Contains(style, "mso-element:endnote"),
		strings.HasPrefix(id, "sdfootnote"), strings.HasPrefix(id, "sdendnote"):
		return footnote, t.Data == "div"
	case t.Data == "div" && (tagAttribute(t, "title") == "header" || tagAttribute(t, "title") == "footer"):
		return headerFooter, true
	case hasClass(t, "sdfootnoteanc"), hasClass(t, "sdendnoteanc"):
		return kept, t.Data == "a" // the number of a note
	}
	switch t.Data {
	case "script", "style", "template", "svg", "iframe", "object", "noscript", "datalist":
		return kept, true
	case "title", "header", "footer":
		return headerFooter, true
	case "nav", "button", "select", "textarea", "menu":
		return menu, true
	case "del":
		return deleted, true
	case "rt", "rp":
		return reading, true
	case "br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "embed", "source", "track", "param":
		return kept, false // they hold nothing
	}
	if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
		return hidden, true
	}
	for _, a := range t.Attr {
		if a.Key == "hidden" {
			return hidden, true
		}
	}
	return kept, false
}

// isBlock tells the blocks beside those of simple pages.
func isBlock(name string) bool {
	switch name {
	case "address", "article", "aside", "body", "caption", "center", "dd", "details", "dl", "dt", "fieldset",
		"figcaption", "figure", "form", "hgroup", "hr", "html", "legend", "main", "section", "summary",
		"tbody", "tfoot", "thead", "title":
		return true
	}
	return false
}

// implied tells the elements that another of the same name ends.
func implied(name string) bool {
	switch name {
	case "p", "li", "td", "th", "tr", "dt", "dd", "rt", "rp":
		return true
	}
	return false
}
