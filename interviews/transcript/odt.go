package transcript

import (
	"bytes"
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/interviews"
)

func isOpenDocument(s *source) bool { return s.Format == interviews.OpenDocument }

// odt reads a text document of LibreOffice: the body is the text; headers and
// footers, which stand with the styles, are counted as left out.
func odt(s *source) (content, error) {
	var c content
	archive, err := s.Archive()
	if err != nil {
		return c, err
	}
	var parts [3][]byte
	for i, name := range [...]string{"META-INF/manifest.xml", "styles.xml", "content.xml"} {
		if parts[i], err = s.ReadEntry(archive, name); err != nil {
			return c, err
		}
	}
	manifest, styles, body := parts[0], parts[1], parts[2]
	if bytes.Contains(manifest, []byte("encryption-data")) {
		return c, &interviews.Problem{
			File: s.Name, Severity: interviews.Rejected, Summary: "est protégé par un mot de passe",
			Hint: "l'ouvrir, enlever le mot de passe et l'enregistrer à nouveau",
		}
	}
	o := openText{dropped: &c.dropped, styles: map[styleName]openLook{}}
	if err := o.read(styles); err != nil && err != io.EOF {
		return c, s.damaged()
	}
	if err := o.read(body); err != nil {
		return c, s.damaged()
	}
	if !o.found {
		return c, &interviews.Problem{
			File: s.Name, Severity: interviews.Rejected, Summary: "est un document LibreOffice qui n'est pas un texte",
			Hint: "fournir " + wanted,
		}
	}
	c.paragraphs = o.body.close()
	return c, nil
}

// The names of OpenDocument begin so, and end with a version.
const (
	openSpace     = "urn:oasis:names:tc:opendocument:xmlns:"
	openOffice    = openSpace + "office:1.0"
	openTextSpace = openSpace + "text:1.0"
	openTable     = openSpace + "table:1.0"
	openDrawing   = openSpace + "drawing:1.0"
	openStyle     = openSpace + "style:1.0"
)

// openText walks the XML of a text document.
type openText struct {
	walker
	dropped *tally
	styles  map[styleName]openLook
	body    flow
	found   bool // whether there was a body of text
}

// styleName is a style among those of its family: "text", "paragraph".
type styleName struct{ family, name string }

// openLook is what matters of a style.
type openLook struct {
	parent         string
	hidden, stated bool // whether its text is, and whether it says so
}

// hides tells whether a style, or the one that it derives from, hides text.
func (o *openText) hides(family, name string) bool {
	for range 20 { // a hostile file may have styles derive in a circle
		s, ok := o.styles[styleName{family, name}]
		if !ok || s.stated {
			return s.hidden
		}
		name = s.parent
	}
	return false
}

// read walks one part: content.xml or styles.xml.
func (o *openText) read(part []byte) error {
	o.walker = walker{xml.NewDecoder(bytes.NewReader(part))}
	for {
		token, err := o.Token()
		if err != nil {
			return err
		}
		if _, ok := token.(xml.StartElement); ok {
			return o.top(0)
		}
	}
}

// top walks what stands around text: styles, headers, the body.
func (o *openText) top(depth int) error {
	if depth > deepest {
		return errDeep
	}
	return o.children(func(e xml.StartElement, _ int) error {
		switch e.Name {
		case xml.Name{Space: openStyle, Local: "style"}:
			return o.style(e)
		case xml.Name{Space: openOffice, Local: "text"}:
			o.found = true
			return o.inside(&o.body, depth+1)
		case xml.Name{Space: openStyle, Local: "header"}, xml.Name{Space: openStyle, Local: "header-left"},
			xml.Name{Space: openStyle, Local: "header-first"}, xml.Name{Space: openStyle, Local: "footer"},
			xml.Name{Space: openStyle, Local: "footer-left"}, xml.Name{Space: openStyle, Local: "footer-first"}:
			return o.leave(headerFooter, depth)
		}
		return o.top(depth + 1)
	})
}

func (o *openText) style(e xml.StartElement) error {
	s := openLook{parent: attribute(e, "parent-style-name")}
	name := styleName{attribute(e, "family"), attribute(e, "name")}
	err := o.children(func(e xml.StartElement, _ int) error {
		if e.Name.Local == "text-properties" {
			if display := attribute(e, "display"); display != "" {
				s.stated, s.hidden = true, display == "none"
			}
		}
		return o.Skip()
	})
	o.styles[name] = s
	return err
}

// inside walks text and the elements in it. Outside of paragraphs there is
// white space only.
func (o *openText) inside(to *flow, depth int) error {
	if depth > deepest {
		return errDeep
	}
	for {
		token, err := o.Token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.CharData:
			if to.open {
				to.writeSpaced(string(token))
			}
		case xml.StartElement:
			if err := o.element(token, to, depth+1); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// element walks one element; those it does not know are walked through, so that
// no wrapper hides words.
func (o *openText) element(e xml.StartElement, to *flow, depth int) error {
	switch e.Name.Space {
	case openTextSpace:
		return o.textElement(e, to, depth)
	case openTable:
		if e.Name.Local == "table-row" {
			return o.row(to, depth)
		}
		return o.inside(to, depth)
	case openDrawing:
		if e.Name.Local == "a" || e.Name.Local == "frame" {
			return o.inside(to, depth)
		}
		return o.leave(textBox, depth)
	case openOffice:
		switch e.Name.Local {
		case "annotation":
			return o.leave(comment, depth)
		case "forms", "event-listeners":
			return o.Skip()
		}
		return o.inside(to, depth)
	}
	// Names of authors, dates, descriptions of pictures.
	return o.Skip()
}

func (o *openText) textElement(e xml.StartElement, to *flow, depth int) error {
	switch e.Name.Local {
	case "p", "h":
		return o.paragraph(e, to, depth)
	case "s":
		to.writeMark(spaces(attribute(e, "c")))
	case "tab":
		to.writeMark("\t")
	case "line-break":
		to.writeMark("\n")
	case "span":
		if o.hides("text", attribute(e, "style-name")) {
			return o.leave(hidden, depth)
		}
		return o.inside(to, depth)
	case "section":
		if display := attribute(e, "display"); display == "none" || display == "condition" && attribute(e, "is-hidden") == "true" {
			return o.leave(hidden, depth)
		}
		return o.inside(to, depth)
	case "tracked-changes":
		return o.changes(depth)
	case "note":
		return o.children(func(e xml.StartElement, _ int) error {
			if e.Name.Local == "note-body" {
				return o.leave(footnote, depth)
			}
			return o.Skip() // the mark
		})
	case "ruby-text":
		return o.leave(reading, depth)
	case "hidden-text":
		if attribute(e, "is-hidden") == "true" {
			o.dropped.add(hidden, attribute(e, "string-value"))
			break
		}
		return o.inside(to, depth)
	case "hidden-paragraph":
		to.hidden = to.hidden || attribute(e, "is-hidden") == "true"
	default:
		return o.inside(to, depth)
	}
	return o.Skip()
}

func (o *openText) paragraph(e xml.StartElement, to *flow, depth int) error {
	to.begin()
	to.hidden = o.hides("paragraph", attribute(e, "style-name"))
	if err := o.inside(to, depth); err != nil {
		return err
	}
	if to.hidden {
		o.dropped.add(hidden, to.line.String())
		to.line.Reset()
		to.open, to.hidden = false, false
		return nil
	}
	to.end()
	return nil
}

// row makes one paragraph of the cells of a table's row, a tab between them.
func (o *openText) row(to *flow, depth int) error {
	err := o.children(func(e xml.StartElement, nth int) error {
		var cell flow
		err := o.inside(&cell, depth+1)
		if nth > 0 {
			to.write("\t")
		}
		to.write(cell.text())
		return err
	})
	to.end()
	return err
}

// changes walks what tracked changes took away; what they added stands in the
// text.
func (o *openText) changes(depth int) error {
	return o.children(func(xml.StartElement, int) error {
		return o.children(func(e xml.StartElement, _ int) error {
			if e.Name.Local != "deletion" {
				return o.Skip()
			}
			var out flow
			err := o.children(func(e xml.StartElement, _ int) error {
				if e.Name.Local == "change-info" { // by whom and when
					return o.Skip()
				}
				return o.element(e, &out, depth+1)
			})
			o.dropped.add(deleted, out.text())
			return err
		})
	})
}

// leave walks an element for the count of what is left out.
func (o *openText) leave(k kind, depth int) error {
	var out flow
	out.begin() // part of a paragraph, or whole ones
	if err := o.inside(&out, depth+1); err != nil {
		return err
	}
	o.dropped.add(k, out.text())
	return nil
}

// spaces is a run of spaces written as their number: one where it is not told,
// and a hundred at most, so that a hostile file cannot ask for millions.
func spaces(number string) string {
	n, err := strconv.Atoi(number)
	if err != nil {
		n = 1
	}
	return strings.Repeat(" ", max(0, min(n, 100)))
}
