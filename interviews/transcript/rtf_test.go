package transcript

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// richText is a line in RTF, what is not ASCII as Unicode with a question mark
// for old readers.
func richText(text string) string {
	var out strings.Builder
	for _, r := range text {
		switch {
		case r == '\\' || r == '{' || r == '}':
			out.WriteString(`\` + string(r))
		case r == '\t':
			out.WriteString(`\tab `)
		case r < 0x80:
			out.WriteRune(r)
		default:
			fmt.Fprintf(&out, `\u%d ?`, int16(r))
		}
	}
	return out.String()
}

// richFile is a document as Word writes it, a paragraph each line.
func richFile(text string) []byte {
	var out strings.Builder
	out.WriteString(`{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times New Roman;}}{\stylesheet{\s0 Normal;}}` +
		`{\info{\author AB}{\title Entretien}}\viewkind4\uc1 `)
	for line := range strings.SplitSeq(text, "\n") {
		label, speech, found := strings.Cut(line, ":")
		out.WriteString(`\pard\plain `)
		if found {
			out.WriteString(`{\b ` + richText(label) + `}:`)
			line = speech
		}
		out.WriteString("\r\n" + richText(line) + `\par` + "\r\n")
	}
	out.WriteString("}\x00")
	return []byte(out.String())
}

func TestRTF(t *testing.T) {
	var cases []documentCase
	for _, c := range []documentCase{
		{"paragraphs and lines", `a\line b\par` + "\r\n" + `\par c\par`, "a\nb\n\nc", nil},
		{"text without a last end", `a\par b`, "a\nb", nil},
		{"bytes of Windows-1252", `l'\'e9t\'e9, c\'92est \'9cuvre \'80 \'a0!`, "l'été, c’est œuvre € \u00a0!", nil},
		{"raw bytes", "été", "été", nil},
		{"Unicode with what stands for it", `\uc1\u233?t\u233\'e9 {\uc2\u8217\'a1\'a5x}\uc0\u233t\u233 x`, "été ’xétéx", nil},
		{"Unicode beyond 16 bits", `\u-10179 ?\u-8704 ?\uc0\u55357\uc1 \u56832 ?`, "😀😀", nil},
		{"half a character", `\u-10179 ?a\u-8704 ?`, "\ufffda\ufffd", nil},
		{"nothing left for old readers", `\u233\par b`, "é\nb", nil},
		{"marks", `\~\-\_\emdash\endash\bullet\lquote a\rquote\ldblquote\rdblquote\{\}\\\tab x`, "\u00a0\u00ad\u2011—–•‘a’“”{}\\\tx", nil},
		{"line ends of the file are none", "a\r\nb\n", "ab", nil},
		{"a backslash before a line end is a paragraph", "a\\\nb", "a\nb", nil},
		{"tables of fonts, styles and so on", `{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}{\stylesheet{\s1 Titre;}}{\*\generator Riched20;}{\info{\title t}}{\pict\pngblip 89504e}{\*\inconnu x}a`, "a", nil},
		{"binary", `a{\pict\bin3 }}}}b`, "ab", nil},
		{"fields show their result", `{\field{\*\fldinst HYPERLINK "x"}{\fldrslt lien}}`, "lien", nil},
		{"text given twice", `{\upr{A?}{\*\ud{Aé}}}b`, "Aéb", nil},
		{"text given twice in what is no text", `{\info{\upr{\title A}{\*\ud{\title B}}}}b`, "b", nil},
		{"bullets that the program makes", `{\listtext\'b7\tab}{\pntext 1.}un`, "un", nil},
		{"deleted", `dit{\deleted\revauth1 {\b tu}é}{\revised  ici}{\deleted x}`, "dit ici", dropped(deleted, 2, 4)},
		{"a deleted end of a paragraph", `a{\deleted b\par}c\par d`, "ac\nd", dropped(deleted, 1, 1)},
		{"hidden", `a{\v caché}b\v oui\v0 c\v non\plain d`, "abcd", dropped(hidden, 3, 11)},
		{"notes", `a{\super\chftn{\footnote\pard {\super\chftn} note\par fin}}b`, "ab", dropped(footnote, 1, 9)},
		{"comments", `a{\*\atnid AB}{\*\atnauthor AB}\chatn{\*\annotation{\*\atndate 1}\pard bien}b`, "ab", dropped(comment, 1, 4)},
		{"headers and footers", `{\header\pard Entretien\par}{\footerf page}a`, "a", dropped(headerFooter, 2, 13)},
		{"text boxes", `a{\shp{\*\shpinst\shpleft1{\sp{\sn x}{\sv 1}}{\shptxt\pard encadré\par}}{\shprslt encadré}}b`, "ab", dropped(textBox, 1, 7)},
		{
			"table", `avant\par\trowd\cellx1\cellx2\pard\intbl E\cell un\par deux\cell\trowd\cellx1\row\trowd\cellx1\cellx2\intbl\cell trois\cell\row\pard apr\'e8s\par`,
			"avant\nE\tun\ndeux\n\ttrois\naprès", nil,
		},
		{"table that is not ended", `\trowd\cellx1 a\cell b\cell`, "a\tb", nil},
		{"table in a cell", `\trowd\intbl\itap2 a\nestcell b{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}c\cell\row`, "a\tb\nc", nil},
	} {
		c.data = latin(t, `{\rtf1\ansi\ansicpg1252 `+c.data+"}")
		cases = append(cases, c)
	}
	cases = append(cases,
		documentCase{"Macintosh", `{\rtf1\mac \'8et\'8e}`, "été", nil},
		documentCase{"Central Europe", `{\rtf1\ansi\ansicpg1250 \'9a}`, "š", nil},
		documentCase{"UTF-8", `{\rtf1\ansi\ansicpg65001 été \'c3\'a9}`, "été é", nil},
		documentCase{"no encoding", `{\rtf1 \'e9}`, "é", nil},
		documentCase{"after a byte order mark", "\xef\xbb\xbf" + `{\rtf1 a}`, "a", nil},
	)
	testDocuments(t, "a.rtf", cases)
	for _, c := range [][2]string{{`{\rtf1\mac a}`, "Macintosh"}, {`{\rtf1 a}`, "Windows-1252"}, {`{\rtf1\ansicpg65001 a}`, "UTF-8"}} {
		_, report, err := Reader{Files: fstest.MapFS{"a.rtf": {Data: []byte(c[0])}}}.ReadFile("a.rtf")
		if err != nil || report.Sources[0].Encoding != c[1] {
			t.Errorf("encoding of %s is %v, %v, want %s", c[0], report.Sources, err, c[1])
		}
	}
}
