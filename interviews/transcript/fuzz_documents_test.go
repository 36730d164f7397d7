package transcript

import "testing"

// FuzzODT fuzzes the body of a text and its styles, which packing would hide.
func FuzzODT(f *testing.F) {
	f.Add("", openParagraphs(dialogue), `<office:master-styles><style:master-page><style:header><text:p>a</text:p></style:header></style:master-page></office:master-styles>`)
	f.Add(`<style:style style:name="T" style:family="text" style:parent-style-name="T"><style:text-properties text:display="none"/></style:style>`,
		`<text:tracked-changes><text:changed-region><text:deletion><text:p>a</text:p></text:deletion></text:changed-region></text:tracked-changes>`+
			`<text:p>E : a<text:s text:c="3"/><text:tab/><text:line-break/><text:span text:style-name="T">b</text:span><office:annotation><text:p>c</text:p></office:annotation>`+
			`<text:note><text:note-body><text:p>d</text:p></text:note-body></text:note><draw:frame><draw:text-box><text:p>e</text:p></draw:text-box></draw:frame></text:p>`, "")
	f.Add("", `<table:table><table:table-row><table:table-cell><text:p>E</text:p></table:table-cell><table:table-cell><text:p>un</text:p></table:table-cell></table:table-row></table:table>`, "")
	f.Fuzz(func(t *testing.T, styles, body, sheet string) { fuzz(t, "a.odt", openFile(t, styles, body, sheet)) })
}

func FuzzRTF(f *testing.F) {
	f.Add(richFile(dialogue))
	for _, text := range []string{
		`{\rtf1\ansi\ansicpg1252 E : a\u233\'e9\u-10179 ?\u-8704 ?{\deleted b\par}{\v c}\par\trowd\cell d\cell\row}`,
		`{\rtf1\mac{\fonttbl{\f0 A;}}{\footnote\par a}{\*\annotation b}{\header c\cell\row}{\upr{a}{\*\ud{b}}}{\pict\bin2 }}x}`,
		`{\rtf1\ansicpg65001 \nestcell\nestrow{\shp{\*\shpinst{\shptxt a}}}\uc3\u8217 abc}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzz(t, "a.rtf", data) })
}

func FuzzHTML(f *testing.F) {
	f.Add(webPage(dialogue))
	f.Add([]byte("<html><table><tr><td>E<td>a<table><tr><td>b</table></table><pre>c\n\td</pre><nav>e</nav><p hidden>f<p>g<br>h<!-- i -->"))
	f.Add([]byte("<meta charset=macintosh><p>\x8e</p><ruby>a<rt>b</ruby><div id=sdfootnote1>c</div></td></tr></table><del>"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzz(t, "a.html", data) })
}

func FuzzMarkdown(f *testing.F) {
	f.Add(markdownText(dialogue))
	f.Add([]byte("---\na: b\n---\n# E\n**E :** *a* _b_ ~~c~~ `d` [e](f \"g\") ![h](i)[^1]\n\n[^1]: j\n    k\n| l | m |\n|--|--|\n> * n<br>&eacute;\\*<!-- o -->"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzz(t, "a.md", data) })
}

// FuzzPDF fuzzes the file as it comes.
func FuzzPDF(f *testing.F) {
	f.Add(printedFile(f, dialogue))
	f.Add(pdfOf("", "<< /Pages 2 0 R >>", "<< /Kids [3 0 R] >>", "<< /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
		"<< /Length 30 >>\nstream\nBT /F 9 Tf <00010002> Tj ET    \nendstream",
		"<< /Subtype /Type0 /ToUnicode 6 0 R /DescendantFonts [<< /W [1 [500] 2 3 600] >>] >>",
		"<< /Filter /ASCIIHexDecode >>\nstream\n3c303030313e3c303065393e\nendstream"))
	f.Add(pdfOf("", "<< /Pages 2 0 R >>", "<< /Type /ObjStm /N 1 /First 4 >>\nstream\n3 0 << /Kids [] >>\nendstream"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzz(t, "a.pdf", data) })
}

// FuzzPDFPage fuzzes the drawing of a page and the table of its font, which
// packing would hide.
func FuzzPDFPage(f *testing.F) {
	table := "1 beginbfchar <41> <00e9> endbfchar 1 beginbfrange <42> <44> <0062> <45> <46> [<0078> <0079>] endbfrange"
	f.Add(drawn(f, 72, 700, "été")+drawn(f, 72, 688, "ABC"), table)
	f.Add("q 2 0 0 2 0 0 cm /Artifact BMC BT /F 9 Tf 14 TL 1 2 Td [(A)-900(B)] TJ T* (C) ' 1 2 (D) \" ET EMC Q", "")
	f.Add("/Span <</ActualText <feff00e9>>> BDC BT /F 9 Tf 0 1 -1 0 5 5 Tm (A) Tj ET EMC BI ID x EI /X Do", table)
	f.Fuzz(func(t *testing.T, page, table string) {
		fuzz(t, "a.pdf", pdfOf("", "<< /Pages 2 0 R >>", "<< /Kids [3 0 R 6 0 R] >>",
			"<< /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /X 4 0 R >> >> >>",
			pdfPacked("/Subtype /Form", page), "<< /Subtype /Type1 /ToUnicode 7 0 R >>",
			"<< /Contents [4 0 R] /Resources << /Font << /F 5 0 R >> >> >>", pdfPacked("", table)))
	})
}
