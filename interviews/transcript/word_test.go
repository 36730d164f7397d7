package transcript

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"strings"
	"testing"
)

const (
	wordRoot = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="` + wordSpace + `" xmlns:mc="` + choiceSpace + `" xmlns:m="` + mathSpace + `"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>`
	relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// zipFile packs entries in the order given: name, content, name, content.
func zipFile(t testing.TB, entries ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(entries); i += 2 {
		entry, err := w.Create(entries[i])
		if err == nil {
			_, err = entry.Write([]byte(entries[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// wordFile is a Word document of that body, with other parts beside it: the
// kind of the relationship and the XML of the part.
func wordFile(t testing.TB, body string, beside [][2]string) []byte {
	t.Helper()
	var links strings.Builder
	entries := []string{
		"_rels/.rels", links1("officeDocument", "word/document.xml"),
		"word/document.xml", wordRoot + body + "</w:body></w:document>",
	}
	for i, part := range beside {
		name := part[0] + string(rune('1'+i)) + ".xml"
		links.WriteString(linkXML(part[0], name))
		root := map[string]string{"header": "hdr", "footer": "ftr"}[part[0]]
		if root == "" {
			root = part[0]
		}
		entries = append(entries, "word/"+name, `<w:`+root+` xmlns:w="`+wordSpace+`">`+part[1]+`</w:`+root+`>`)
	}
	entries = append(entries, "word/_rels/document.xml.rels", "<Relationships>"+links.String()+"</Relationships>")
	return zipFile(t, entries...)
}

func linkXML(kind, target string) string {
	return `<Relationship Id="r" Type="` + relation + kind + `" Target="` + target + `"/>`
}

func links1(kind, target string) string {
	return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + linkXML(kind, target) + `</Relationships>`
}

// paragraphsOf is the body of a document, a paragraph each line, the label in
// bold as people write it.
func paragraphsOf(text string) string {
	var body strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		label, speech, found := strings.Cut(line, ":")
		body.WriteString(`<w:p>`)
		if found {
			body.WriteString(`<w:r><w:rPr><w:b/></w:rPr>` + textXML(label) + `</w:r>`)
			line = ":" + speech
		}
		body.WriteString(`<w:r>` + textXML(line) + `</w:r></w:p>`)
	}
	return body.String()
}

func textXML(text string) string {
	var out strings.Builder
	for i, part := range strings.Split(text, "\t") {
		if i > 0 {
			out.WriteString(`<w:tab/>`)
		}
		out.WriteString(`<w:t xml:space="preserve">`)
		_ = xml.EscapeText(&out, []byte(part)) // a Builder does not fail
		out.WriteString(`</w:t>`)
	}
	return out.String()
}
