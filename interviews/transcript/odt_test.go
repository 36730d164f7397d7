package transcript

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/interviews"
)

const openNames = ` xmlns:office="` + openOffice + `" xmlns:text="` + openTextSpace + `" xmlns:table="` + openTable + `"` +
	` xmlns:draw="` + openDrawing + `" xmlns:style="` + openStyle + `" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"` +
	` xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"`

// openFile is a LibreOffice text of that body, with its styles and what
// styles.xml holds.
func openFile(t testing.TB, styles, body, styleSheet string) []byte {
	t.Helper()
	return zipFile(t,
		"mimetype", "application/vnd.oasis.opendocument.text",
		"META-INF/manifest.xml", `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>`,
		"styles.xml", `<office:document-styles`+openNames+`>`+styleSheet+`</office:document-styles>`,
		"content.xml", `<office:document-content`+openNames+`><office:automatic-styles>`+styles+
			`</office:automatic-styles><office:body><office:text>`+body+`</office:text></office:body></office:document-content>`)
}

// openParagraphs is the body of a text, a paragraph each line, the label in bold.
func openParagraphs(text string) string {
	var body strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		label, speech, found := strings.Cut(line, ":")
		body.WriteString(`<text:p text:style-name="P1">`)
		if found {
			body.WriteString(`<text:span text:style-name="T1">` + openInline(label) + `</text:span>:`)
			line = speech
		}
		body.WriteString(openInline(line) + `</text:p>`)
	}
	return body.String()
}

// openInline is text with its spaces and tabs, each space an element.
func openInline(text string) string {
	return strings.NewReplacer(" ", "<text:s/>", "\t", "<text:tab/>").Replace(escaped(text))
}

// escaped is text in XML and in web pages.
func escaped(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
}

// documentCase is a construct of a format of documents.
type documentCase struct {
	name, data, want string
	dropped          []interviews.Dropped
}

// testDocuments reads each case as a file of that name.
func testDocuments(t *testing.T, file string, cases []documentCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, _, err := Reader{Files: fstest.MapFS{file: {Data: []byte(c.data)}}}.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got.Text != c.want {
				t.Errorf("text is %q, want %q", got.Text, c.want)
			}
			if !reflect.DeepEqual(got.Dropped, c.dropped) {
				t.Errorf("dropped is %v, want %v", got.Dropped, c.dropped)
			}
		})
	}
}

func dropped(k kind, count, characters int) []interviews.Dropped {
	return []interviews.Dropped{{What: kindNames[k], Count: count, Characters: characters}}
}

func TestODT(t *testing.T) {
	p := func(text string) string { return `<text:p>` + text + `</text:p>` }
	var cases []documentCase
	add := func(name, styles, body, want string, left []interviews.Dropped) {
		cases = append(cases, documentCase{name, string(openFile(t, styles, body, "")), want, left})
	}
	add("paragraphs and headings", "", p("Bon<text:span>jour</text:span>")+"\n  "+p("")+`<text:h text:outline-level="1">là</text:h>`, "Bonjour\n\nlà", nil)
	add("white space is one space", "", p("\n  a \n <text:span> b</text:span>"), "a b", nil)
	add("spaces, tabs and line ends", "", p(`a<text:s/>b <text:s text:c="2"/>c<text:tab/>d<text:line-break/>e`), "a b   c\td\ne", nil)
	add("spaces without end", "", p(`a<text:s text:c="999999999"/>b`), "a"+strings.Repeat(" ", 100)+"b", nil)
	add("nothing is normalised", "", p("e\u0301t\u00e9\u00a0!"), "e\u0301t\u00e9\u00a0!", nil)
	add("lists and sections", "", `<text:section><text:list><text:list-item>`+p("un")+`</text:list-item><text:list-item>`+p("deux")+`</text:list-item></text:list></text:section>`, "un\ndeux", nil)
	add("table", "", p("avant")+`<table:table><table:table-column/><table:table-header-rows><table:table-row><table:table-cell>`+p("E")+`</table:table-cell><table:table-cell>`+p("un")+p("deux")+
		`</table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell>`+p("")+`</table:table-cell><table:table-cell>`+p("trois")+`</table:table-cell></table:table-row></table:table>`+p("après"),
		"avant\nE\tun\ndeux\n\ttrois\naprès", nil)
	add("table in a cell", "", `<table:table><table:table-row><table:table-cell>`+p("a")+`<table:table><table:table-row><table:table-cell>`+p("b")+`</table:table-cell><table:table-cell>`+p("c")+`</table:table-cell></table:table-row></table:table></table:table-cell></table:table-row></table:table>`, "a\nb\tc", nil)
	add("tracked changes", "", `<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>AB</dc:creator><dc:date>2023</dc:date></office:change-info>`+p("écrit")+p("")+`</text:deletion></text:changed-region>`+
		`<text:changed-region><text:insertion><office:change-info><dc:creator>AB</dc:creator></office:change-info></text:insertion></text:changed-region></text:tracked-changes>`+
		p(`<text:change-start/>dit<text:change-end/><text:change/> ici`), "dit ici", dropped(deleted, 1, 6))
	add("comments", "", p(`a<office:annotation><dc:creator>AB</dc:creator><dc:date>2023</dc:date>`+p("bien")+p("sûr")+`</office:annotation>b<office:annotation-end/>`), "ab", dropped(comment, 1, 8))
	add("notes", "", p(`a<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>`+p("note")+`</text:note-body></text:note> b`), "a b", dropped(footnote, 1, 4))
	add("text boxes and pictures", "", p(`a<draw:frame><draw:image/><svg:title>photo</svg:title></draw:frame><draw:frame><draw:text-box>`+p("encadré")+`</draw:text-box></draw:frame>b`), "ab", dropped(textBox, 1, 7))
	add("hidden by a style", `<style:style style:name="T5" style:family="text"><style:text-properties text:display="none"/></style:style>`+
		`<style:style style:name="T6" style:family="text" style:parent-style-name="T5"/><style:style style:name="T7" style:family="text" style:parent-style-name="T5"><style:text-properties text:display="true"/></style:style>`+
		`<style:style style:name="P5" style:family="paragraph"><style:text-properties text:display="none"/></style:style>`,
		p(`a<text:span text:style-name="T6">caché</text:span><text:span text:style-name="T7">b</text:span>`)+`<text:p text:style-name="P5">ligne</text:p>`, "ab", dropped(hidden, 2, 10))
	add("styles in a circle", `<style:style style:name="A" style:family="text" style:parent-style-name="B"/><style:style style:name="B" style:family="text" style:parent-style-name="A"/>`,
		p(`<text:span text:style-name="A">a</text:span>`), "a", nil)
	add("hidden by a field", "", p(`a<text:hidden-text text:is-hidden="true" text:string-value="non"/><text:hidden-text text:is-hidden="false">b</text:hidden-text>`)+
		p(`<text:hidden-paragraph text:is-hidden="true"/>ligne`)+`<text:section text:display="none">`+p("partie")+`</text:section>`, "ab", dropped(hidden, 3, 14))
	add("ruby", "", p(`<text:ruby><text:ruby-base>mot</text:ruby-base><text:ruby-text>lu</text:ruby-text></text:ruby>`), "mot", dropped(reading, 1, 2))
	add("fields and links", "", p(`<text:a>lien</text:a> <text:page-number>3</text:page-number><text:bookmark/>`), "lien 3", nil)
	add("forms and what authors are called", "", `<office:forms><a>x</a></office:forms><text:sequence-decls><text:sequence-decl/></text:sequence-decls>`+p("a"), "a", nil)
	cases = append(cases, documentCase{
		"headers and footers",
		string(openFile(t, "", p("a"), `<office:master-styles><style:master-page><style:header>`+p("Entretien")+p("C03")+`</style:header><style:footer>`+p("page")+`</style:footer></style:master-page></office:master-styles>`)),
		"a", dropped(headerFooter, 2, 17),
	})
	testDocuments(t, "a.odt", cases)
}
