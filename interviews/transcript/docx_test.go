package transcript

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/interviews"
)

func run(text string) string { return `<w:r><w:t>` + text + `</w:t></w:r>` }

func TestDocxText(t *testing.T) {
	textBoxed := func(text string) string {
		return `<w:txbxContent><w:p>` + run(text) + `</w:p></w:txbxContent>`
	}
	for _, c := range []struct {
		name, body string
		beside     [][2]string
		want       string
		dropped    []interviews.Dropped
	}{
		{name: "paragraphs and runs", body: `<w:p>` + run("Bon") + run("jour") + `</w:p><w:p/><w:p>` + run("là") + `</w:p>`, want: "Bonjour\n\nlà"},
		{name: "white space is kept", body: `<w:p><w:r><w:t xml:space="preserve">  a  b </w:t></w:r></w:p>`, want: "  a  b "},
		{name: "nothing is normalised", body: `<w:p>` + run("e\u0301t\u00e9\u00a0!") + `</w:p>`, want: "e\u0301t\u00e9\u00a0!"},
		{name: "a line end inside text is a space", body: "<w:p>" + run("a\nb&#13;c") + "</w:p>", want: "a b c"},
		{name: "tabs and breaks", body: `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r></w:p>`, want: "a\tb\nc\nd"},
		{name: "hyphens", body: `<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r></w:p>`, want: "a\u2011b\u00adc"},
		{name: "symbols", body: `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:font="Wingdings" w:char="F04A"/><w:sym w:font="Symbol" w:char="F061"/><w:sym w:char="zz"/><w:sym w:char="0000"/></w:r></w:p>`, want: "→☺\uf061\ufffd\ufffd"},
		{
			name: "table", body: `<w:p>` + run("avant") + `</w:p><w:tbl><w:tblPr/><w:tblGrid/>` +
				`<w:tr><w:trPr/><w:bookmarkStart/><w:tc><w:tcPr/><w:p>` + run("E") + `</w:p></w:tc><w:tc><w:p>` + run("un") + `</w:p><w:p>` + run("deux") + `</w:p></w:tc></w:tr>` +
				`<w:tr><w:tc><w:p/></w:tc><w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:tc><w:p>` + run("trois") + `</w:p></w:tc></w:sdtContent></w:sdt></w:tr></w:tbl><w:p>` + run("après") + `</w:p>`,
			want: "avant\nE\tun\ndeux\n\ttrois\naprès",
		},
		{name: "table in a cell", body: `<w:tbl><w:tr><w:tc><w:p>` + run("a") + `</w:p><w:tbl><w:tr><w:tc><w:p>` + run("b") + `</w:p></w:tc><w:tc><w:p>` + run("c") + `</w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>`, want: "a\nb\tc"},
		{name: "wrappers", body: `<w:sdt><w:sdtPr><w:placeholder/></w:sdtPr><w:sdtContent><w:p><w:hyperlink>` + run("a") + `</w:hyperlink><w:smartTag>` + run("b") + `</w:smartTag><w:fldSimple w:instr="DATE">` + run("c") + `</w:fldSimple></w:p></w:sdtContent></w:sdt>`, want: "abc"},
		{name: "the code of a field is no text", body: `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("3") + `</w:p>`, want: "3"},
		{
			name: "ruby", body: `<w:p><w:r><w:ruby><w:rt>` + run("lu") + `</w:rt><w:rubyBase>` + run("mot") + `</w:rubyBase></w:ruby></w:r></w:p>`, want: "mot",
			dropped: []interviews.Dropped{{What: "gloses au-dessus des mots", Count: 1, Characters: 2}},
		},
		{name: "mathematics", body: `<w:p><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>`, want: "x+1"},
		{
			name: "tracked changes", body: `<w:p><w:ins>` + run("dit") + `</w:ins><w:del><w:r><w:delText>écrit été</w:delText></w:r></w:del><w:moveTo>` + run(" ici") + `</w:moveTo><w:moveFrom>` + run("là") + `</w:moveFrom></w:p>`,
			want: "dit ici", dropped: []interviews.Dropped{{What: "texte supprimé (suivi des modifications)", Count: 2, Characters: 11}},
		},
		{name: "deleted end of a paragraph", body: `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + run("a") + `</w:p><w:p>` + run("b") + `</w:p><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + run("c") + `</w:p>`, want: "ab\nc"},
		{
			name: "hidden text", body: `<w:p>` + run("a") + `<w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>b</w:t></w:r>` +
				`<w:r><w:rPr><w:b/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>c</w:t></w:r></w:p>`,
			want: "abc", dropped: []interviews.Dropped{{What: "texte masqué", Count: 1, Characters: 5}},
		},
		{name: "a hidden end of paragraph hides no text", body: `<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>` + run("a") + `</w:p>`, want: "a"},
		{name: "one version of a content", body: `<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>neuf</w:t></mc:Choice><mc:Fallback><w:t>vieux</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>`, want: "neuf"},
		{
			name: "text boxes, counted once", body: `<w:p>` + run("a") + `<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>` + textBoxed("encadré") + `</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>` + textBoxed("encadré") + `</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>` + run("b") + `</w:p>`,
			want: "ab", dropped: []interviews.Dropped{{What: "zones de texte", Count: 1, Characters: 7}},
		},
		{
			name: "documents inside the document", body: `<w:p>` + run("a") + `</w:p><w:altChunk/>`, want: "a",
			dropped: []interviews.Dropped{{What: "documents incorporés", Count: 1}},
		},
		{
			name: "what stands beside the text", body: `<w:p>` + run("a") + `<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>`,
			beside: [][2]string{
				{"comments", `<w:comment><w:p>` + run("bien") + `</w:p></w:comment><w:comment><w:p>` + run("sûr") + `</w:p></w:comment>`},
				{"footnotes", `<w:footnote w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote><w:p>` + run("note") + `</w:p></w:footnote>`},
				{"endnotes", `<w:endnote><w:p>` + run("fin") + `</w:p></w:endnote>`},
				{"header", `<w:p>` + run("Entretien") + `</w:p><w:p>` + run("C03") + `</w:p>`},
				{"footer", `<w:p/>`},
			},
			want: "a", dropped: []interviews.Dropped{
				{What: "commentaires", Count: 2, Characters: 7},
				{What: "notes de bas de page ou de fin", Count: 2, Characters: 7},
				{What: "en-têtes et pieds de page", Count: 1, Characters: 13},
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := fstest.MapFS{"a.docx": {Data: wordFile(t, c.body, c.beside)}}
			got, report, err := Reader{Files: files}.ReadFile("a.docx")
			if err != nil {
				t.Fatal(err)
			}
			if got.Text != c.want {
				t.Errorf("text is %q, want %q", got.Text, c.want)
			}
			if !reflect.DeepEqual(got.Dropped, c.dropped) {
				t.Errorf("dropped is %v, want %v", got.Dropped, c.dropped)
			}
			if notes := strings.Join(report.Sources[0].Notes, ";"); strings.Count(notes, "laissé de côté") != len(c.dropped) {
				t.Errorf("the report says %q", notes)
			}
		})
	}
}

// The main part is where the package says, by whatever name, and the strict
// form of the format has other namespaces.
func TestDocxStrict(t *testing.T) {
	data := zipFile(t,
		"_rels/.rels", `<Relationships><Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>`,
		"word/document2.xml", `<w:document xmlns:w="`+wordStrictSpace+`"><w:body><w:p>`+run("E : un")+`</w:p></w:body></w:document>`,
		"word/_rels/document2.xml.rels", links1("footer", "/word/pied.xml"),
		"word/pied.xml", `<w:ftr xmlns:w="`+wordStrictSpace+`"><w:p>`+run("page")+`</w:p></w:ftr>`)
	got, _, err := Reader{Files: fstest.MapFS{"a.docx": {Data: data}}}.ReadFile("a.docx")
	if err != nil || len(got.Turns) != 1 || got.Turns[0].Text != "un" || len(got.Dropped) != 1 {
		t.Fatalf("got %v, %v", got, err)
	}
}
