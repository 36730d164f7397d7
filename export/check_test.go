package export

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
)

// rewritten is a workbook with its parts changed; change gives nil to drop one.
func rewritten(t testing.TB, data []byte, change func(name, content string) *string) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, file := range from.File {
		reader, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(reader)
		if err != nil {
			t.Fatal(err)
		}
		changed := change(file.Name, string(content))
		if changed == nil {
			continue
		}
		entry, err := to.Create(file.Name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(entry, *changed)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Each fault that would spoil a workbook is seen in a workbook spoilt so.
func TestCheck(t *testing.T) {
	good := saved(t, sampleBook())
	if err := sound(good); err != nil {
		t.Fatal(err)
	}
	if err := sound(good[:len(good)/2]); err == nil {
		t.Error("half a file passes")
	}
	const sheet = "xl/worksheets/sheet4.xml" // Tris croisés
	faults := []struct{ part, old, new, want string }{
		{sheet, `<dimension ref="A1:`, `<dimension ref="A1:A1" x="`, "its dimension is A1:A1"},
		{sheet, `<v>18</v>`, `<f>SUM(A1)</f><v>18</v>`, "a formula"},
		{sheet, `<v>18</v>`, `<v>NaN</v>`, "not a number"},
		{sheet, `<v>18</v>`, `<v>1e999</v>`, "not a number"},
		{sheet, ` r="C4"`, ` r="A4"`, "after column 2"},
		{sheet, `<row r="5"`, `<row r="3"`, "after row 4"},
		{sheet, `landscape`, `portrait`, "not set up for printing"},
		{sheet, `</sheetData>`, `</sheetData><mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B2:C3"/></mergeCells>`, "over each other"},
		{sheet, `</sheetData>`, ``, "XML syntax error"},
		{"xl/worksheets/sheet2.xml", `Tris croisés&#39;!`, `Tris croises&#39;!`, "leads nowhere"},
		{"xl/worksheets/sheet2.xml", `<hyperlink `, `<hyperlink r:id="rId1" `, "leads nowhere"},
		{"xl/workbook.xml", `name="Sommaire"`, `name="LISEZ-MOI"`, "two sheets are named"},
		{"xl/workbook.xml", `name="Sommaire"`, `name="Som:maire"`, "refuses the sheet name"},
		{"xl/workbook.xml", `name="Sommaire"`, `name="` + strings.Repeat("S", 32) + `"`, "refuses the sheet name"},
		{"xl/workbook.xml", `name="Sommaire"`, `name="Sommaire" state="veryHidden"`, "is hidden"},
		{"xl/workbook.xml", `À corriger&#39;!$2:$2`, `Ailleurs&#39;!$2:$2`, "a name refers to"},
		{"xl/workbook.xml", `&#39;À corriger&#39;!$2:$2`, `[1]Feuille!$2:$2`, "a name refers to"},
		{"docProps/core.xml", `verbatim</dc:creator>`, `Une personne</dc:creator>`, "name creator"},
		{"xl/_rels/workbook.xml.rels", `<Relationship `, `<Relationship TargetMode="External" `, "leads out of the file"},
	}
	for _, f := range faults {
		found := false
		bad := rewritten(t, good, func(name, content string) *string {
			if name == f.part {
				found = strings.Contains(content, f.old)
				content = strings.Replace(content, f.old, f.new, 1)
			}
			return &content
		})
		if !found {
			t.Errorf("%s has no %q to spoil", f.part, f.old)
			continue
		}
		if err := sound(bad); err == nil || !strings.Contains(err.Error(), f.want) {
			t.Errorf("%s with %q: %v, want %q", f.part, f.new, err, f.want)
		}
	}
	bad := rewritten(t, good, func(name, content string) *string {
		if name == "xl/styles.xml" {
			name, content = "", strings.ReplaceAll(content, `numFmtId="0"`, `numFmtId="4"`)
		}
		return &content
	})
	if err := sound(bad); err == nil || !strings.Contains(err.Error(), "text under a number format") {
		t.Errorf("numbers stored as text: %v", err)
	}
	bad = rewritten(t, good, func(name, content string) *string {
		if name == "xl/styles.xml" {
			return nil
		}
		return &content
	})
	if err := sound(bad); err == nil || !strings.Contains(err.Error(), "is missing") {
		t.Errorf("a file without styles: %v", err)
	}
	for _, part := range []string{"xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/comments1.xml", "docProps/custom.xml", "../x"} {
		var out bytes.Buffer
		to := zip.NewWriter(&out)
		if _, err := to.Create(part); err != nil {
			t.Fatal(err)
		}
		to.Close()
		if err := sound(out.Bytes()); err == nil || !strings.Contains(err.Error(), "does not belong") {
			t.Errorf("part %q: %v", part, err)
		}
	}
}

// The check reads files, and no file makes it panic.
func FuzzCheck(f *testing.F) {
	good := saved(f, &Workbook{})
	f.Add(good)
	f.Add([]byte("PK\x05\x06"))
	f.Add(rewritten(f, good, func(name, content string) *string {
		content = strings.ReplaceAll(content, `ref="A1`, `ref="ZZZZ99999999999999999999`)
		return &content
	}))
	f.Fuzz(func(t *testing.T, data []byte) { _ = sound(data) })
}

func TestSortTypes(t *testing.T) {
	in := `<Types><Default Extension="xml"></Default><Override a="1"/><Default Extension="png"/></Types>`
	want := `<Types><Default Extension="png"/><Override a="1"/><Default Extension="xml"></Default></Types>`
	if got := string(sortTypes([]byte(in))); got != want {
		t.Errorf("got %s", got)
	}
}
