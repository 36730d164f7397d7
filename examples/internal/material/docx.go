package material

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"strings"
	"time"
)

// Document is a transcript on its way to a .docx file.
type Document struct {
	Text     string // paragraphs separated by LF
	Comment  string // a note in the margin, which the reader must drop
	Deletion string // words struck out with change tracking, which it must drop
	Noted    int    // paragraph that carries both, from 0
}

const (
	wordNamespace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	xmlHead       = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	stamp         = `w:author="Relecture" w:date="2023-07-03T09:00:00Z"`
)

// Docx writes the document as Word does: the first paragraph, tabbed, as a
// table of one row; labels in bold. The parts are stored, not compressed, and
// bear a fixed date: the bytes never depend on the day or on the release of Go.
func (d Document) Docx() ([]byte, error) {
	parts := []struct{ name, content string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
			commentsOnly(d, `<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>`) +
			`</Types>`},
		{"_rels/.rels", relations(`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>`)},
		{"word/document.xml", `<w:document ` + wordNamespace + `><w:body>` + body(d) + `<w:sectPr/></w:body></w:document>`},
	}
	if d.Comment != "" {
		parts = append(parts, []struct{ name, content string }{
			{"word/_rels/document.xml.rels", relations(`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/>`)},
			{"word/comments.xml", `<w:comments ` + wordNamespace + `><w:comment w:id="0" ` + stamp + ` w:initials="R"><w:p>` + run(d.Comment, false) + `</w:p></w:comment></w:comments>`},
		}...)
	}
	var buffer bytes.Buffer
	archive := zip.NewWriter(&buffer)
	for _, part := range parts {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Store, Modified: time.Date(2023, 12, 31, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(xmlHead + part.content)); err != nil {
			return nil, err
		}
	}
	err := archive.Close()
	return buffer.Bytes(), err
}

func relations(inner string) string {
	return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + inner + `</Relationships>`
}

func commentsOnly(d Document, part string) string {
	if d.Comment == "" {
		return ""
	}
	return part
}

func body(d Document) string {
	var b strings.Builder
	for i, paragraph := range strings.Split(d.Text, "\n") {
		if i == 0 {
			b.WriteString(headTable(paragraph))
			continue
		}
		b.WriteString(`<w:p>`)
		noted := i == d.Noted && d.Comment != ""
		if noted {
			b.WriteString(`<w:commentRangeStart w:id="0"/>`)
		}
		if label, speech, found := cutLabel(paragraph); found {
			b.WriteString(run(label, true) + run(speech, false))
		} else if paragraph != "" {
			b.WriteString(run(paragraph, false))
		}
		if noted {
			b.WriteString(`<w:del w:id="1" ` + stamp + `><w:r><w:delText xml:space="preserve">` + escape(d.Deletion) + `</w:delText></w:r></w:del>` +
				`<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`)
		}
		b.WriteString(`</w:p>`)
	}
	return b.String()
}

// headTable lays the tabbed first line out as a table of one row.
func headTable(line string) string {
	var b strings.Builder
	b.WriteString(`<w:tbl><w:tblPr/><w:tblGrid/><w:tr>`)
	for cell := range strings.SplitSeq(line, "\t") {
		b.WriteString(`<w:tc><w:tcPr/><w:p>` + run(cell, false) + `</w:p></w:tc>`)
	}
	b.WriteString(`</w:tr></w:tbl>`)
	return b.String()
}

// cutLabel separates a short label and its colon from the speech.
func cutLabel(paragraph string) (label, speech string, found bool) {
	at := strings.Index(paragraph, ":")
	if at < 0 || at > 20 {
		return "", "", false
	}
	return paragraph[:at+1], paragraph[at+1:], true
}

func run(text string, bold bool) string {
	properties := ""
	if bold {
		properties = `<w:rPr><w:b/></w:rPr>`
	}
	return `<w:r>` + properties + `<w:t xml:space="preserve">` + escape(text) + `</w:t></w:r>`
}

func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder never fails
	return b.String()
}
