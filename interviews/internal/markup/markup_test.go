package markup

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

// scanned is what Scanner tells of a document, a line a piece.
func scanned(t testing.TB, data []byte) (told []string, whole bool) {
	t.Helper()
	s, err := New(data, nil)
	if err != nil {
		t.Fatal(err)
	}
	for {
		switch s.Next() {
		case Done:
			return told, true
		case Fault:
			if s.Next() != Fault {
				t.Errorf("%q: a fault, and more", data)
			}
			return told, false
		case Start:
			told = append(told, fmt.Sprintf("<%s r=%q", s.Name(), s.Attribute("r")))
		case End:
			told = append(told, ">"+string(s.Name()))
		case Text:
			told = append(told, fmt.Sprintf("%q", s.Text()))
		}
	}
}

func decoded(data []byte) (told []string, err error) {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return told, nil
		}
		if err != nil {
			return told, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			at := slices.IndexFunc(token.Attr, func(a xml.Attr) bool { return a.Name == xml.Name{Local: "r"} })
			value := ""
			if at >= 0 {
				value = token.Attr[at].Value
			}
			told = append(told, fmt.Sprintf("<%s r=%q", token.Name.Local, value))
		case xml.EndElement:
			told = append(told, ">"+token.Name.Local)
		case xml.CharData:
			told = append(told, fmt.Sprintf("%q", []byte(token)))
		case xml.Directive:
			return told, errors.New("directive")
		}
	}
}

// compare holds the scanner against encoding/xml, which alone minds which
// letters are of names and which versions of XML there are.
func compare(t testing.TB, data []byte) {
	t.Helper()
	told, whole := scanned(t, data)
	want, err := decoded(data)
	if whole == (err == nil) && slices.Equal(told, want) {
		return
	}
	lenient := err != nil && (strings.Contains(err.Error(), "name") || strings.Contains(err.Error(), "version") || strings.Contains(err.Error(), "encoding") || strings.Contains(err.Error(), "expected"))
	if !lenient || len(told) < len(want) || !slices.Equal(told[:len(want)], want) {
		t.Errorf("%q\nis read as %q, %v\nencoding/xml  %q, %v", data, told, whole, want, err)
	}
}

var documents = []string{
	"", "x", "<a/>", "<a>", "<a></b>", "</a>", "<a><b></a></b>", "<a></a >", "<a></ a>", "< a/>", "<a/><b/>x", "<a / >", "<a/", "<", "<a", "</", "<!", "<?", "<?x?>", "<??>",
	`<a r="1" s='2'  t = "3"/>`, `<a r="1>`, `<a r=1/>`, `<a r/>`, `<a r="<"/>`, `<a r=">"/>`, `<a w:r="2" r="1"/>`, `<a r="1"s="2"/>`, `<a r="]]> &#10;` + "\r\n" + `é"/>`,
	"<w:a xmlns:w='u'><w:b/></w:a>", "<:a/>", "<a:/>", "<1a/>", "<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#x1F600;</a>", "<a>&nbsp;</a>", "<a>& </a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&#xFFFE;</a>", "<a>&#;</a>", "<a>&#x110000;</a>",
	"<a>\x01</a>", "<a>\xff</a>", "<a>\ufffe</a>", "<a>\ufffd é 😀</a>", "<a>1\r\n2\r3\n4\r</a>", "<a>]]></a>", "<a>]] ></a>", "<a><![CDATA[<b> &amp; ]] é\r\n]]>x</a>", "<a><![CDATA[x</a>", "<a><![cdata[x]]></a>",
	"<a><!-- x -- y --></a>", "<a><!-- <b> \x01 --></a>", "<a><!----></a>", "<a><!---></a>", "<a><!-- --", "<!DOCTYPE a><a/>", "<a><!-x></a>",
	`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\r\n" + `<a/>`, "\ufeff<a/>",
}

func TestScanner(t *testing.T) {
	for _, document := range documents {
		compare(t, []byte(document))
	}
	s, err := New([]byte("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>"), func(charset string, r io.Reader) (io.Reader, error) {
		data, err := io.ReadAll(r)
		return strings.NewReader(strings.ReplaceAll(string(data), "\xe9", charset)), err
	})
	if err != nil || s.Next() != Start || s.Next() != Text || string(s.Text()) != "iso-8859-1" {
		t.Errorf("another encoding: %v, %q", err, s.Text())
	}
	if _, err := New([]byte("<?xml encoding='x'?><a/>"), func(string, io.Reader) (io.Reader, error) { return nil, io.ErrNoProgress }); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("an unknown encoding: %v", err)
	}
}

func FuzzScanner(f *testing.F) {
	for _, document := range documents {
		f.Add([]byte(document))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		// Another encoding is a matter of who decodes it.
		if !bytes.Contains(data, []byte("encoding")) {
			compare(t, data)
		}
	})
}
