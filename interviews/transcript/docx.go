package transcript

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/askoria/verbatim/interviews"
)

// isWord takes other archives too: a document may have its parts elsewhere.
func isWord(s *source) bool {
	return s.Format == interviews.WordDocument || s.Format == interviews.Archive
}

// docx reads a Word document: the body is the text, what stands beside it is
// counted as left out.
func docx(s *source) (content, error) {
	archive, err := s.Archive()
	if err != nil {
		return content{}, err
	}
	d := document{s, archive}
	links, err := d.links("")
	if err != nil {
		return content{}, err
	}
	for _, link := range links {
		if link.kind() == "officeDocument" {
			return d.body(link.part(""))
		}
	}
	return content{}, s.Refuse(wanted)
}

// document is a Word document as an archive of parts.
type document struct {
	*source
	archive *zip.Reader
}

// link is a relationship from one part to another.
type link struct {
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

func (l link) kind() string { return path.Base(l.Type) }

// part is the entry of the archive that the link leads to, from another one.
func (l link) part(from string) string {
	if absolute, ok := strings.CutPrefix(l.Target, "/"); ok {
		return absolute
	}
	return path.Join(path.Dir(from), l.Target)
}

// links are the relationships of a part; "" is the document as a whole.
func (d document) links(part string) ([]link, error) {
	folder, name := path.Split(part)
	data, err := d.ReadEntry(d.archive, folder+"_rels/"+name+".rels")
	if err != nil || data == nil {
		return nil, err
	}
	var list struct {
		Links []link `xml:"Relationship"`
	}
	if err := xml.Unmarshal(data, &list); err != nil {
		return nil, d.damaged()
	}
	return list.Links, nil
}

func (d document) body(part string) (content, error) {
	var c content
	data, err := d.ReadEntry(d.archive, part)
	if err != nil {
		return c, err
	}
	if data == nil {
		return c, d.damaged()
	}
	c.paragraphs, err = readWord(bytes.NewReader(data), &c.dropped)
	if errors.Is(err, errNotWord) {
		return c, d.Refuse(wanted)
	}
	if err != nil {
		return c, d.damaged()
	}
	links, err := d.links(part)
	if err != nil {
		return c, err
	}
	for _, link := range links {
		var k kind
		switch link.kind() {
		case "header", "footer":
			k = headerFooter
		case "comments":
			k = comment
		case "footnotes", "endnotes":
			k = footnote
		default:
			continue
		}
		beside, err := d.ReadEntry(d.archive, link.part(part))
		if err != nil {
			return c, err
		}
		if err := leaveOut(bytes.NewReader(beside), k, &c.dropped); err != nil {
			return c, d.damaged()
		}
	}
	return c, nil
}

// leaveOut counts what a part beside the text holds: comments and notes one by
// one, a header as a whole.
func leaveOut(part io.Reader, k kind, dropped *tally) error {
	w := word{walker{xml.NewDecoder(part)}, dropped}
	for {
		token, err := w.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if _, ok := token.(xml.StartElement); !ok {
			continue
		}
		if k == headerFooter {
			return w.leave(k, 0)
		}
		return w.children(func(xml.StartElement, int) error { return w.leave(k, 0) })
	}
}
