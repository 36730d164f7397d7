package export

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// told is what a reader of XML tells of elements and texts.
func scanned(data []byte) (told []string, err error) {
	err = newScanner(bytes.NewReader(data)).each(
		func(e element) { told = append(told, "<"+string(e.local)+" r="+string(e.attribute("r"))) },
		func(name, text []byte) { told = append(told, ">"+string(name)) })
	return told, err
}

func decoded(data []byte) (told []string, err error) {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			return told, nil
		}
		if err != nil {
			return told, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			told = append(told, "<"+token.Name.Local+" r="+attribute(token, "r"))
		case xml.EndElement:
			told = append(told, ">"+token.Name.Local)
		}
	}
}

func TestScanner(t *testing.T) {
	const good = `<?xml version="1.0"?><w:sheet xmlns:w="u"><row r="1"><c r="A1" s='2' t="inlineStr"><is><t xml:space="preserve">é &amp; &lt;</t></is></c><c/></row></w:sheet>` + "\n"
	got, err := scanned([]byte(good))
	want, also := decoded([]byte(good))
	if err != nil || also != nil || strings.Join(got, "") != strings.Join(want, "") {
		t.Errorf("%q, %v; encoding/xml reads %q, %v", got, err, want, also)
	}
	for _, bad := range []string{
		"", "x", "<a>", "<a></b>", "</a>", "<a><b></a></b>", `<a r="1>`, `<a r=1></a>`, `<a r></a>`, "<a>&nbsp;</a>", "<a>& </a>",
		"<a>\x01</a>", "<a>\xff</a>", "<a><!-- x --></a>", "<!DOCTYPE a><a/>", "<a>" + strings.Repeat("x", mostTag) + "</a>", "<></>", "<a/>x", `<a r="<"/>`,
	} {
		if told, err := scanned([]byte(bad)); err == nil {
			t.Errorf("%.40q is read as %q", bad, told)
		}
	}
}

// What the scanner takes, encoding/xml reads in the same way.
func FuzzScanner(f *testing.F) {
	f.Add([]byte(`<a r="1"><b/>x &#38; y</a>`))
	f.Add([]byte(`<a:b r='"' t=""><c r = "2"></c></a:b>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		told, err := scanned(data)
		if err != nil {
			return
		}
		want, also := decoded(data)
		if also == nil && strings.Join(told, "") != strings.Join(want, "") {
			t.Errorf("%q is read as %q, encoding/xml reads %q", data, told, want)
		}
	})
}
