package dictionary

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"github.com/askoria/verbatim/interviews"
)

// ofExcelize is what the rows of excelize tell of a sheet, a line a row that
// holds something: "number hidden |stored→shown|…".
func ofExcelize(t testing.TB, data []byte, sheet string) (rows []string) {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	stored, err := book.Rows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	seen, err := book.Rows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for number := 1; stored.Next() && seen.Next(); number++ {
		hidden := stored.GetRowOpts().Hidden
		row, err := stored.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		shown, err := seen.Columns()
		if err != nil {
			t.Fatal(err)
		}
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		rows = append(rows, line(number, hidden, row, func(i int) string {
			if i < len(shown) {
				return shown[i]
			}
			return row[i]
		}))
	}
	return rows
}

// line leaves out how excelize shows truth, and rounds numbers without a format,
// which nobody asks for.
func line(number int, hidden bool, row []string, shown func(int) string) string {
	var text strings.Builder
	fmt.Fprintf(&text, "%d %v", number, hidden)
	for i, c := range row {
		if s := shown(i); s != c && s != "TRUE" && s != "FALSE" && !rounded(c, s) {
			c = fmt.Sprintf("%q→%q", c, s)
		} else {
			c = fmt.Sprintf("%q", c)
		}
		text.WriteString(" " + c)
	}
	return text.String()
}

func rounded(stored, shown string) bool {
	x, err := strconv.ParseFloat(stored, 64)
	y, err2 := strconv.ParseFloat(shown, 64)
	return err == nil && err2 == nil && (len(shown) < len(stored) || strings.Contains(stored, "E")) && math.Abs(x-y) <= 1e-9*math.Abs(x)
}

// ofOurs is the same from sheetGrid.
func ofOurs(t testing.TB, data []byte, sheet string) (rows []string) {
	t.Helper()
	file, err := interviews.Opener{Files: fstest.MapFS{"f": {Data: data}}}.Open("f")
	if err != nil {
		t.Fatal(err)
	}
	list, closing, err := openWorkbook(file, []string{sheet}, interviews.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer closing()
	g, err := list[0].rows()
	if err != nil {
		t.Fatal(err)
	}
	hidden := 0
	for g.next() {
		before := hidden
		hidden = g.(*sheetGrid).rows
		if strings.TrimSpace(strings.Join(g.cells(), "")) != "" {
			rows = append(rows, line(g.line(), hidden > before, g.cells(), g.shown))
		}
	}
	if g.err() != nil || list[0].damage != nil {
		t.Errorf("%v, %v", g.err(), list[0].damage)
	}
	return rows
}

func asExcelize(t *testing.T, name string, data []byte) {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, sheet := range book.GetSheetList() {
		got, want := ofOurs(t, data, sheet), ofExcelize(t, data, sheet)
		if !slices.Equal(got, want) {
			i := 0
			for i < min(len(got), len(want)) && got[i] == want[i] {
				i++
			}
			t.Errorf("%s, %s: %d rows, excelize has %d\n%s\n%s", name, sheet, len(got), len(want), strings.Join(got[i:min(i+1, len(got))], ""), strings.Join(want[i:min(i+1, len(want))], ""))
		}
	}
}

func TestRowsAsExcelize(t *testing.T) {
	asExcelize(t, "dossiers", workbook(t, nil))
	asExcelize(t, "a chart", sheets(t, map[string][][]any{"S": {{"é", 1}}}, func(book *excelize.File) {
		if err := book.AddChartSheet("Graphique", &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Values: "S!$B$1"}}}); err != nil {
			t.Fatal(err)
		}
	}))
	many := 25
	if testing.Short() {
		many = 5
	}
	for seed := range many {
		asExcelize(t, fmt.Sprint("seed ", seed), randomBook(t, uint64(seed)))
	}
}

// randomBook has cells of every kind that excelize writes, in sheets and in
// streams.
func randomBook(t *testing.T, seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, 1))
	book := excelize.NewFile()
	defer book.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	styles := []int{0}
	for _, format := range []string{"00000", "0.0%", "dd/mm/yyyy", "@", "# ##0,00 €", "[h]:mm", "0;-0;\"nul\"", "General"} {
		style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &format})
		must(err)
		styles = append(styles, style)
	}
	for _, id := range []int{1, 9, 10, 14, 22, 49} {
		style, err := book.NewStyle(&excelize.Style{NumFmt: id})
		must(err)
		styles = append(styles, style)
	}
	texts := []string{
		"", " ", "Hédé", "  deux  mots ", "a\nb", "a\r\nb\rc", "\t", "<b> & \"c\" ]]>", "_x000D_", "_x005F_x000D_", "_x00e9_", "_xD83D_", "_x12_", "😀", "'=1+1", "007", "#N/A",
		"\u00a0", "\u202f", "\v", strings.Repeat("long ", 300), "12,5 %", "TRUE", "é\ufffdè",
	}
	value := func() any {
		switch r.IntN(8) {
		case 0:
			return r.IntN(100_000)
		case 1:
			return r.NormFloat64() * 100
		case 2:
			return float64(r.IntN(1000)) / 1000
		case 3:
			return r.IntN(2) == 0
		case 4:
			return -r.ExpFloat64() * 1e18
		case 5:
			return nil
		}
		return texts[r.IntN(len(texts))]
	}
	yes := r.IntN(2) == 0
	must(book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
	const sheet = "Sheet1"
	for range 150 {
		column, row := 1+r.IntN(12), 1+r.IntN(30)
		if r.IntN(50) == 0 {
			column = 1 + r.IntN(900)
		}
		cell, err := excelize.CoordinatesToCellName(column, row)
		must(err)
		switch r.IntN(8) {
		case 0:
			must(book.SetCellRichText(sheet, cell, []excelize.RichTextRun{{Text: texts[r.IntN(len(texts))]}, {Text: " fin ", Font: &excelize.Font{Bold: true}}}))
		case 1:
			must(book.SetCellValue(sheet, cell, value()))
			must(book.SetCellFormula(sheet, cell, "1+1"))
		default:
			must(book.SetCellValue(sheet, cell, value()))
		}
		must(book.SetCellStyle(sheet, cell, cell, styles[r.IntN(len(styles))]))
		if r.IntN(10) == 0 {
			must(book.SetRowVisible(sheet, row, r.IntN(2) == 0))
		}
	}
	must(book.MergeCell(sheet, "B2", "C4"))
	_, err := book.NewSheet("Flux")
	must(err)
	stream, err := book.NewStreamWriter("Flux")
	must(err)
	for row := 1; row < 40; row += 1 + r.IntN(3) {
		cells := make([]any, r.IntN(15))
		for i := range cells {
			switch r.IntN(3) {
			case 0:
				cells[i] = excelize.Cell{StyleID: styles[r.IntN(len(styles))], Value: value()}
			case 1:
				cells[i] = excelize.Cell{Formula: "A1", Value: value()}
			default:
				cells[i] = value()
			}
		}
		must(stream.SetRow(fmt.Sprint("A", row), cells, excelize.RowOpts{Hidden: r.IntN(5) == 0}))
	}
	must(stream.Flush())
	data, err := book.WriteToBuffer()
	must(err)
	return data.Bytes()
}

// What other programs write, and excelize never does.
func TestRowsAsWritten(t *testing.T) {
	good := workbook(t, nil)
	shared := `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t xml:space="preserve"> a </t></si><si><r><rPr><b/></rPr><t>ri</t></r><r><t>che_x000D_</t></r><rPh sb="0" eb="1"><t>よみ</t></rPh><phoneticPr/></si><si/><si><t><![CDATA[<é> &amp;]]></t></si></sst>`
	rows := func(content string) string {
		return `<worksheet><cols><col min="2" max="3" hidden="true"/></cols><sheetData>` + content + `</sheetData><extLst><row r="1"/></extLst></worksheet>`
	}
	for name, test := range map[string]struct {
		xml  string
		want []string
	}{
		"shared":       {rows(`<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v> 1 </v></c><c r="C2" t="s"><v>2</v></c><c r="D2" t="s"><v>3</v></c></row>`), []string{`2 false " a " "riche\r" "" "<é> &amp;"`}},
		"inline":       {rows(`<row r="1" hidden="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t> b</t></r><rPh><t>x</t></rPh></is></c><c r="C1" t="inlineStr"><is><t>_x0041_</t></is></c></row>`), []string{`1 true "a b" "" "A"`}},
		"no addresses": {rows(`<row><c><v>1</v></c><c t="str"><v>x</v></c></row><row/><row><c/><c r="D3"><v>2</v></c><c><v>3</v></c></row>`), []string{`1 false "1" "x"`, `3 false "" "" "" "2" "3"`}},
		"kinds":        {rows(`<row r="1"><c r="$a$1" t="b"><v>1</v></c><c r="B1" t="e"><v>#DIV/0!</v></c><c r="C1" t="d"><v>2021-02-03</v></c><c r="D1" t="n"><v>-1.5</v></c><c r="E1" t="str"><f>"x"</f><v>x&#10;_x000D_</v></c></row>`), []string{`1 false "1" "#DIV/0!" "2021-02-03" "-1.5" "x\n_x000D_"`}},
		"strict, with a prefix": {
			`<?xml version="1.0" encoding="ISO-8859-1"?><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><!-- by hand --><x:sheetData><x:row x:r="9" r='1'><x:c r="A1" t="str"><x:v>` + "\xe9</x:v></x:c></x:row></x:sheetData></x:worksheet>",
			[]string{`1 false "é"`},
		},
		"far":     {rows(`<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`), []string{"1048576 false " + strings.Repeat(`"" `, 16383) + `"1"`}},
		"nothing": {"<worksheet/>", nil},
	} {
		data := replaced(t, good, map[string][]byte{sheetXML: []byte(test.xml), "xl/sharedStrings.xml": []byte(shared)})
		if got := ofOurs(t, data, "Dossiers"); !slices.Equal(got, test.want) {
			t.Errorf("%s: %.300q", name, got)
		}
		if got := ofExcelize(t, data, "Dossiers"); name != "no addresses" && !slices.Equal(got, test.want) {
			t.Errorf("%s: excelize reads %.300q", name, got)
		}
	}
	for _, bad := range []string{
		`<row r="2"/><row r="2"/>`, `<row r="2"/><row r="1"/>`, `<row r="0"/>`, `<row r="x"/>`, `<row r="1048577"/>`,
		`<row><c r="B1"/><c r="A1"/></row>`, `<row><c r="A1"/><c r="A1"/></row>`, `<row><c r="XFE1"/></row>`, `<row><c r="A"/></row>`, `<row><c r="1"/></row>`,
	} {
		data := replaced(t, good, map[string][]byte{sheetXML: []byte(rows(`<row r="1"><c t="str"><v>Enfant</v></c></row>` + strings.Replace(bad, `<row><c`, `<row r="2"><c`, 1)))})
		if _, _, _, err := readWorkbook(t, Reader{}, data); err == nil || !strings.Contains(err.Error(), "est un classeur abîmé") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
