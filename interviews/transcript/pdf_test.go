package transcript

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/interviews"
)

// pdfPacked is a stream, deflated.
func pdfPacked(dict, data string) string {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	_, _ = w.Write([]byte(data)) // a Buffer does not fail
	_ = w.Close()
	return fmt.Sprintf("<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream", dict, out.Len(), out.Bytes())
}

// pdfOf is a PDF of those objects, numbered from 1; the first is the root.
func pdfOf(trailer string, objects ...string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
	for i, object := range objects {
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n0\n%%%%EOF\n", len(objects)+1, trailer)
	return out.Bytes()
}

// evenFont is a font each of whose characters is half as wide as high.
var evenFont = "<< /Type /Font /Subtype /TrueType /BaseFont /A /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 /Widths [" +
	strings.Repeat("500 ", 224) + "] >>"

// pdfPages is a PDF of pages drawn with evenFont as /F.
func pdfPages(pages ...string) []byte {
	objects := []string{"<< /Type /Catalog /Pages 2 0 R >>", "", evenFont}
	var kids strings.Builder
	for i, page := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
		objects = append(objects, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /Contents %d 0 R >>", 5+2*i), pdfPacked("", page))
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d /Resources << /Font << /F 3 0 R >> >> >>", kids.String(), len(pages))
	return pdfOf("", objects...)
}

// drawn writes text at a place of a page, at size 10.
func drawn(t testing.TB, x, y int, text string) string {
	t.Helper()
	return fmt.Sprintf("BT /F 10 Tf 1 0 0 1 %d %d Tm (%s) Tj ET\n", x, y,
		strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(latin(t, text)))
}

// printedFile is a document of pages of 14 lines, 60 characters wide, with a
// running title and a page number.
func printedFile(t testing.TB, text string) []byte {
	t.Helper()
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		line := ""
		for word := range strings.SplitSeq(paragraph, " ") {
			if line != "" && len([]rune(line))+1+len([]rune(word)) > 60 {
				lines = append(lines, line)
				line = ""
			}
			line = strings.TrimPrefix(line+" "+word, " ")
		}
		lines = append(lines, line)
	}
	const perPage = 5
	var pages []string
	for from := 0; from < len(lines); from += perPage {
		var page strings.Builder
		page.WriteString(drawn(t, 72, 800, "Entretien C03"))
		for i, line := range lines[from:min(from+perPage, len(lines))] {
			page.WriteString(drawn(t, 72, 760-12*i, line))
		}
		page.WriteString(drawn(t, 300, 40, fmt.Sprintf("page %d", len(pages)+1)))
		pages = append(pages, page.String())
	}
	return pdfPages(pages...)
}

func TestPDFPages(t *testing.T) {
	text := labelled(sameTurns)
	got, report, err := Reader{Files: fstest.MapFS{"a.pdf": {Data: printedFile(t, text)}}}.ReadFile("a.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if got.Text != text {
		t.Errorf("text is %q, want %q", got.Text, text)
	}
	if want := dropped(headerFooter, 4, 38); !reflect.DeepEqual(got.Dropped, want) {
		t.Errorf("dropped is %v, want %v", got.Dropped, want)
	}
	if notes := report.Sources[0].Notes; len(notes) == 0 || !strings.HasPrefix(notes[0], "PDF de 2 pages, lu au mieux") {
		t.Errorf("notes are %v", notes)
	}
}

func TestPDF(t *testing.T) {
	at := func(x, y int, text string) string { return drawn(t, x, y, text) }
	long := strings.Repeat("mot ", 14) + "mots" // reaches x = 372
	var cases []documentCase
	add := func(name, page, want string, left []interviews.Dropped) {
		cases = append(cases, documentCase{name, string(pdfPages(page)), want, left})
	}
	add("lines of a paragraph", at(72, 700, long)+at(72, 688, "suite")+at(72, 676, "autre"), long+" suite\nautre", nil)
	add("a label begins a paragraph", at(72, 700, long)+at(72, 688, "Mère : oui"), long+"\nMère : oui", nil)
	add("a word at the start of a line is no label", at(72, 700, long)+at(72, 688, "par exemple : oui"), long+" par exemple : oui", nil)
	add("nor are small letters", at(72, 700, long)+at(72, 688, "la question : oui"), long+" la question : oui", nil)
	add("unless they come back", at(72, 712, long)+at(72, 700, "mère : "+long[:50])+at(72, 688, "mère : un")+at(72, 676, "mère : deux"),
		long+"\nmère : "+long[:50]+"\nmère : un\nmère : deux", nil)
	add("a gap begins a paragraph", at(72, 700, long)+at(72, 688, long)+at(72, 676, long)+at(72, 664, long)+at(72, 640, "autre"), long+" "+long+" "+long+" "+long+"\nautre", nil)
	add("a larger line is a heading", "BT /F 14 Tf 72 720 Td ("+long+") Tj ET "+at(72, 700, "suite"), long+"\nsuite", nil)
	add("words cut at a line end", at(72, 700, long[:54]+" peut-")+at(72, 688, "être"), long[:54]+" peut-être", nil)
	add("drawn in any order", at(72, 688, "deux")+at(72, 700, "un"), "un\ndeux", nil)
	add("words drawn one by one", at(72, 700, "un")+at(85, 700, "deux")+at(130, 700, "trois"), "un deux\ttrois", nil)
	add("a note mark is of its line", at(72, 700, "mot")+"BT /F 6 Tf 87 703 Td (1) Tj ET"+at(90, 700, " la suite"), "mot1 la suite", nil)
	add("notes at the foot of the page", at(72, 700, long)+"BT /F 8 Tf 72 60 Td (1 une note) Tj 0 -10 Td (suite) Tj ET", long, dropped(footnote, 2, 15))
	add("the number of the page", at(72, 700, long)+at(72, 40, "- 1 -"), long, dropped(headerFooter, 1, 5))
	add("another number", at(72, 700, long)+at(72, 40, "14"), long+"\n14", nil)
	add("small text is no note", at(72, 700, long)+"BT /F 8 Tf 72 60 Td (petit) Tj ET", long+"\npetit", nil)
	add("bold drawn twice", at(72, 700, "gras")+at(72, 700, "gras"), "gras", nil)
	add("shifts between letters", "BT /F 10 Tf 72 700 Td [(l'a)20(mi) -400 (\\351t\\351)] TJ ET", "l'ami été", nil)
	add("line by line", "BT /F 10 Tf 14 TL 72 700 Td (un) Tj T* (deux) Tj (trois) ' 0 0 (quatre) \" 0 -14 TD (cinq) Tj ET", "un\ndeux\ntrois\nquatre\ncinq", nil)
	add("saved states and scales", "q 2 0 0 2 0 0 cm BT /F 5 Tf 36 350 Td (un) Tj ET Q Q Q "+at(72, 688, "deux"), "un\ndeux", nil)
	add("written on its side", at(72, 700, "un")+"BT /F 10 Tf 0 1 -1 0 30 300 Tm (marge) Tj ET", "un", dropped(headerFooter, 5, 5))
	add("what says that it is of the page", "/Artifact <</Type /Pagination>> BDC /P BMC "+at(72, 780, "titre")+"EMC EMC "+at(72, 700, "un"), "un", dropped(headerFooter, 1, 5))
	add("what says its text", "/Span <</ActualText <FEFF00E90074>>> BDC "+at(72, 700, "xyz")+" EMC", "ét", nil)
	add("a picture among operators", "BI /W 1 /H 1 ID (\x00((( EI "+at(72, 700, "un"), "un", nil)
	add("a string cut off", at(72, 700, "un")+"BT (deux", "un", nil)
	add("a string of digits cut off", at(72, 700, "un")+"BT <4142", "un", nil)
	root := []string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] >>"}
	simple := "BT /F 10 Tf 72 700 Td (un) Tj ET"
	wideFont := "<< /Subtype /Type0 /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts [<< /DW 500 /W [1 [250 500] 3 5 600] >>] >>"
	table := pdfPacked("", "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0001> <00e9> <0002> <d83dde00> endbfchar "+
		"2 beginbfrange <0003> <0005> <0061> <0006> <0007> [<0058> <00590059>] endbfrange endcmap")
	for _, c := range []struct{ name, want, file string }{
		{"two-byte codes", "é😀abcXYY\ufffd", string(pdfOf("", append(root, "<< /Type /Page /Contents [4 0 R 4 0 R] /Resources << /Font << /F 5 0 R >> >> >>",
			pdfPacked("", "BT /F 10 Tf 72 700 Td <00010002000300040005000600070009> Tj ET"), wideFont, table)...))},
		{"shapes by name", "été “x” œ fi z é", string(pdfOf("", append(root, "<< /Type /Page /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
			"<< /Length 47 >>\nstream\nBT /F 10 Tf 72 700 Td (\x01t\x01 \x02x\x03 \x04 \x05 z \x06) Tj ET\nendstream",
			"<< /Subtype /Type1 /Encoding << /Differences [1 /eacute /quotedblleft /quotedblright /oe /fi /uni00E9] >> >>")...))},
		{"a drawing in the drawing", "un", string(pdfOf("", append(root, "<< /Type /Page /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
			pdfPacked("", "q /X Do Q"), pdfPacked("/Subtype /Form /Matrix [1 0 0 1 0 0] /Resources << /Font << /F 6 0 R >> >>", simple), evenFont)...))},
		{"objects packed", "un", string(pdfOf("", root[0], root[1], pdfPacked("/Type /ObjStm /N 2 /First 9",
			"3 0 6 70 << /Type /Page /Contents 4 0 R /Resources << /Font << /F 6 0 R >> >> >>      "+evenFont), pdfPacked("", simple)))},
		{"the later object counts", "un", string(pdfOf("", append(root, "<< /Type /Page /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>", pdfPacked("", "BT (vieux) Tj ET"), evenFont)...)) +
			"4 0 obj\n" + pdfPacked("", simple) + "\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"},
		{"a page that is turned", "un\ndeux", string(pdfOf("", "<< /Pages 2 0 R >>", "<< /Rotate 90 /Kids [3 0 R] >>", "<< /Type /Page /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
			pdfPacked("", "BT /F 10 Tf 0 1 -1 0 300 72 Tm (un) Tj 0 1 -1 0 312 72 Tm (deux) Tj ET"), evenFont))},
		{"text in text, hexadecimal", "un", string(pdfOf("", append(root, "<< /Type /Page /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
			fmt.Sprintf("<< /Filter /ASCIIHexDecode /Length 999 >>\nstream\n%x>\nendstream", simple), evenFont)...))},
	} {
		cases = append(cases, documentCase{c.name, c.file, c.want, nil})
	}
	testDocuments(t, "a.pdf", cases)
}

// Predicted rows are those of PNG.
func TestUnpredicted(t *testing.T) {
	want := []byte{10, 20, 30, 11, 22, 33, 12, 24, 36, 13, 26, 39, 14, 28, 42}
	data := []byte{
		0, 10, 20, 30,
		1, 11, 11, 11,
		2, 1, 2, 3,
		3, 13 - 6, 26 - (13+24)/2, 39 - (26+36)/2,
		4, 14 - 13, 28 - 26, 42 - 39,
	}
	got, err := unpredicted(data, 3, 1)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
}
