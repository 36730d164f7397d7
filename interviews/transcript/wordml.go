package transcript

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// The names of WordprocessingML, transitional and strict, and of what stands
// among them.
const (
	wordSpace       = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	wordStrictSpace = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	mathSpace       = "http://schemas.openxmlformats.org/officeDocument/2006/math"
	choiceSpace     = "http://schemas.openxmlformats.org/markup-compatibility/2006"
)

var errNotWord = errors.New("not a document of WordprocessingML")

// word walks the XML of a document part.
type word struct {
	walker
	dropped *tally
}

// readWord gives the paragraphs of the main part of a document and adds to
// dropped what it leaves out.
func readWord(part io.Reader, dropped *tally) ([]string, error) {
	w := word{walker{xml.NewDecoder(part)}, dropped}
	for {
		token, err := w.Token()
		if err != nil {
			return nil, err
		}
		root, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if root.Name.Local != "document" || root.Name.Space != wordSpace && root.Name.Space != wordStrictSpace {
			return nil, errNotWord
		}
		var body flow
		err = w.inside(&body, 0)
		return body.close(), err
	}
}

// inside walks what an element holds.
func (w *word) inside(to *flow, depth int) error {
	if depth > deepest {
		return errDeep
	}
	return w.children(func(e xml.StartElement, _ int) error { return w.element(e, to, depth+1) })
}

// element walks one element; those it does not know are walked through, so that
// no wrapper hides words.
func (w *word) element(e xml.StartElement, to *flow, depth int) error {
	switch e.Name.Space {
	case choiceSpace:
		if e.Name.Local == "AlternateContent" {
			return w.firstChoice(to, depth)
		}
		return w.inside(to, depth)
	case mathSpace:
		if e.Name.Local == "t" {
			return w.characters(to)
		}
		return w.inside(to, depth)
	case wordSpace, wordStrictSpace:
	default:
		return w.inside(to, depth)
	}
	switch e.Name.Local {
	case "p":
		to.open = true
		if err := w.inside(to, depth); err != nil {
			return err
		}
		to.end()
		return nil
	case "tr":
		return w.row(to, depth)
	case "r":
		return w.run(to, depth)
	case "t", "delText":
		return w.characters(to)
	case "tab", "ptab":
		to.write("\t")
	case "br", "cr":
		to.write("\n")
	case "noBreakHyphen":
		to.write("\u2011")
	case "softHyphen":
		to.write("\u00ad")
	case "sym":
		to.write(symbol(e))
	case "del", "moveFrom":
		return w.leave(deleted, depth)
	case "txbxContent":
		return w.leave(textBox, depth)
	case "rt":
		return w.leave(reading, depth)
	case "altChunk":
		w.dropped[embedded].count++
	case "pPr":
		return w.paragraphMark(to)
	case "rPr":
		return w.runMarks(to)
	default:
		return w.inside(to, depth)
	}
	return w.Skip()
}

// firstChoice walks one of the versions that a file gives of the same content.
func (w *word) firstChoice(to *flow, depth int) error {
	return w.children(func(e xml.StartElement, nth int) error {
		if nth > 0 {
			return w.Skip()
		}
		return w.inside(to, depth+1)
	})
}

// row makes one paragraph of the cells of a table's row, a tab between them.
func (w *word) row(to *flow, depth int) error {
	var cells []string
	err := w.children(func(e xml.StartElement, _ int) error {
		var cell flow
		err := w.element(e, &cell, depth+1)
		if cell.open || len(cell.paragraphs) > 0 { // no bookmark, no setting
			cells = append(cells, cell.text())
		}
		return err
	})
	to.write(strings.Join(cells, "\t"))
	to.end()
	return err
}

// run walks a run of text, which is hidden or not as a whole.
func (w *word) run(to *flow, depth int) error {
	var run flow
	if err := w.inside(&run, depth); err != nil {
		return err
	}
	if run.hidden {
		w.dropped.add(hidden, run.text())
		return nil
	}
	to.write(run.text())
	return nil
}

// leave walks an element for the count of what is left out.
func (w *word) leave(k kind, depth int) error {
	var out flow
	if err := w.inside(&out, depth); err != nil {
		return err
	}
	w.dropped.add(k, out.text())
	return nil
}

// characters reads the text of an element. A line end in it is a space: lines
// of a document end by an element.
func (w *word) characters(to *flow) error {
	for {
		token, err := w.Token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.CharData:
			to.write(strings.Map(func(r rune) rune {
				if r == '\n' || r == '\r' {
					return ' '
				}
				return r
			}, string(token)))
		case xml.StartElement:
			if err := w.Skip(); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// runMarks reads whether a run is hidden.
func (w *word) runMarks(to *flow) error {
	return w.children(func(e xml.StartElement, _ int) error {
		if e.Name.Local == "vanish" {
			to.hidden = on(e)
		}
		return w.Skip() // the marks a run had before a tracked change among them
	})
}

// paragraphMark reads whether the end of a paragraph was deleted.
func (w *word) paragraphMark(to *flow) error {
	return w.children(func(e xml.StartElement, _ int) error {
		if e.Name.Local != "rPr" {
			return w.Skip()
		}
		return w.children(func(e xml.StartElement, _ int) error {
			if e.Name.Local == "del" || e.Name.Local == "moveFrom" {
				to.joined = true
			}
			return w.Skip()
		})
	})
}

// on reads a setting that is on unless it says otherwise.
func on(e xml.StartElement) bool {
	switch attribute(e, "val") {
	case "0", "false", "off":
		return false
	}
	return true
}

// symbol is a character of a symbol font: the ones that Word puts by itself as
// ordinary characters, the others as they stand.
func symbol(e xml.StartElement) string {
	code, err := strconv.ParseUint(attribute(e, "char"), 16, 16)
	if err != nil || code < 0x20 {
		return "\ufffd"
	}
	switch code {
	case 0xf0e0:
		return "→"
	case 0xf0df:
		return "←"
	case 0xf04a:
		return "☺"
	case 0xf04c:
		return "☹"
	}
	return string(rune(code))
}
