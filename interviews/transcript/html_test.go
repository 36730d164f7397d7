package transcript

import (
	"strings"
	"testing"
	"testing/fstest"
)

// webPage is a page, a paragraph each line, the label in bold.
func webPage(text string) []byte {
	var body strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		label, speech, found := strings.Cut(line, ":")
		body.WriteString("  <p class=\"MsoNormal\">\n")
		if found {
			body.WriteString("<b>" + escaped(label) + "</b>:")
			line = speech
		}
		body.WriteString(escaped(line) + "\n</p>\n")
	}
	return []byte("<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><style>p { margin: 0 }</style></head>\n<body>\n" + body.String() + "</body></html>\n")
}

func TestHTML(t *testing.T) {
	var cases []documentCase
	for _, c := range []documentCase{
		{"blocks are paragraphs", "<h1>Un</h1><p>deux<p>trois</p>quatre<div>cinq<ul><li>six<li>sept</ul></div>", "Un\ndeux\ntrois\nquatre\ncinq\nsix\nsept", nil},
		{"white space is one space", "<p>\n  a \t <b> b</b> c\n</p> <p> </p>", "a b c", nil},
		{"white space that is text", "<pre>a  b\n\tc</pre>", "a  b\n\tc", nil},
		{"line ends", "<p>a <br>\n b<br/>c<br></p>d", "a\nb\nc\nd", nil},
		{"blank lines", "<p>a</p><p><br></p><p></p><p>b</p>", "a\n\nb", nil},
		{"entities", "<p>&eacute;t&#233; &amp; &lt;b&gt;&nbsp;!", "été & <b>\u00a0!", nil},
		{"table", "<table><tbody><tr><th>E</th><td><p>un</p><p>deux</p></td></tr><tr><td></td><td>trois</table>après", "E\tun\ndeux\n\ttrois\naprès", nil},
		{"table without its ends", "<table><tr><td>a<td>b<tr><td>c", "a\tb\nc", nil},
		{"table in a cell", "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>", "a\nb\tc\td", nil},
		{"scripts and styles are no text", "<p>a<script>if (a<b) { x = '<p>non</p>' }</script><style>p{}</style><svg><text>non</text></svg>b", "ab", nil},
		{"menus", "<nav><ul><li>Accueil<li>Plan</ul><nav>x</nav></nav><p>a<button>Lire</button>", "a", dropped(menu, 2, 17)},
		{"headers and footers", "<title>Entretien</title><header><p>C03</p></header><p>a</p><footer>page</footer><div title=\"footer\"><p>3</p></div>", "a", dropped(headerFooter, 4, 17)},
		{"comments", "<p>a<!-- bien sûr --><!--[if gte mso 9]>x<![endif]--><!--StartFragment-->b", "ab", dropped(comment, 1, 8)},
		{"hidden", `<p>a<span style="DISPLAY: none">caché<span>!</span></span><span hidden>x</span>b</p><p hidden>c<p>d<div style="visibility:hidden">e</div>`, "ab\nd", dropped(hidden, 4, 9)},
		{"changes", "<p><ins>dit</ins><del>écrit</del>", "dit", dropped(deleted, 1, 5)},
		{"notes of Word and LibreOffice", `<p>a<a class="sdfootnoteanc" href="#sdfootnote1sym"><sup>1</sup></a><div style="mso-element:footnote" id="ftn1"><p>un</div><div id="sdfootnote1"><p>deux</p></div>`, "a", dropped(footnote, 2, 6)},
		{"ruby", "<ruby>mot<rp>(</rp><rt>lu</rt><rp>)</rp></ruby>", "mot", dropped(reading, 3, 4)},
	} {
		c.data = "<html><body>" + c.data + "</body></html>"
		cases = append(cases, c)
	}
	cases = append(cases, documentCase{"a piece of a page", "<p>a</p><p>b", "a\nb", nil})
	testDocuments(t, "a.html", cases)
}

func TestHTMLSays(t *testing.T) {
	for _, c := range []struct{ name, data, text, encoding, note string }{
		{"declared", "<html><head><meta charset=macintosh></head><body><p>\x8et\x8e</p></body></html>", "été", "macintosh (déclaré)", ""},
		{"declared the old way", `<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1250"><body>` + "\x9a</body>", "š", "windows-1250 (déclaré)", ""},
		{"not what it declares", "<html><meta charset=iso-8859-1><body><p>été</p></body>", "été", "UTF-8", ""},
		{"cut", "<html><body><p>a", "a", "UTF-8", "la page n'est pas fermée"},
	} {
		got, report, err := Reader{Files: fstest.MapFS{"a.html": {Data: []byte(c.data)}}}.ReadFile("a.html")
		if err != nil {
			t.Fatal(err)
		}
		notes := strings.Join(report.Sources[0].Notes, "; ")
		if got.Text != c.text || report.Sources[0].Encoding != c.encoding || strings.HasPrefix(notes, "la page") != (c.note != "") {
			t.Errorf("%s: text %q, encoding %q, notes %q", c.name, got.Text, report.Sources[0].Encoding, notes)
		}
	}
}
