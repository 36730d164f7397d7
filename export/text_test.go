package export

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/askoria/verbatim/stats"
)

func TestFreeName(t *testing.T) {
	cases := []struct {
		asked, want string
		taken       []string
	}{
		{"Tris à plat", "Tris à plat", nil},
		{"tris à plat", "tris à plat (2)", []string{"Tris à plat"}},
		{"a/b\\c?d*e[f]:g", "a-b-cde(f)-g", nil},
		{"l'enfant", "l’enfant", nil},
		{"  ", "Feuille", nil},
		{"Historique", "Historique (1)", nil},
		{"Cadre de la mesure selon le conflit parental", "Cadre de la mesure selon le con", nil},
		{"Cadre de la mesure selon le conflit parental", "Cadre de la mesure selon le (2)", []string{"Cadre de la mesure selon le con"}},
		{strings.Repeat("😀", 20), strings.Repeat("😀", 15), nil},
		{"x\x00\ty", "x y", nil},
	}
	for _, c := range cases {
		taken := map[string]bool{}
		for _, name := range c.taken {
			taken[strings.ToLower(name)] = true
		}
		if got := freeName(c.asked, taken); got != c.want || units(got) > longestName {
			t.Errorf("%q becomes %q, want %q", c.asked, got, c.want)
		}
	}
}

func TestSheetNames(t *testing.T) {
	b := &Workbook{}
	long := strings.Repeat("Cadre ", 10)
	for _, asked := range []string{long + "selon le sexe", long + "selon l'âge", "Journal", "TRIS", "tris", "History"} {
		b.Sheet(asked).Add(cadre(), nil)
	}
	sheets := reopened(t, saved(t, b)).GetSheetList()
	if len(sheets) != 2+4+2 {
		t.Errorf("sheets %q", sheets)
	}
}

func TestCleanText(t *testing.T) {
	cases := []struct {
		text, want string
		changed    int
	}{
		{"ça va\n\toui", "ça va\n\toui", 0},
		{"a\r\nb\rc", "a\nb\nc", 0},
		{"a\x00b\x1fc\u0085", "abc", 3},
		{"a\xff\xfeb", "a\ufffd\ufffdb", 2},
		{"\ufffd", "\ufffd", 0},
		{"\ufffe\uffff", "", 2},
	}
	for _, c := range cases {
		if got, changed := cleanText(c.text); got != c.want || changed != c.changed {
			t.Errorf("%q becomes %q, %d changed; want %q, %d", c.text, got, changed, c.want, c.changed)
		}
	}
}

// Every text comes back from its cells as it went in, whatever its marks.
func FuzzCells(f *testing.F) {
	f.Add("Ben… c’est l’école", 3, 9, 1)
	f.Add("😀 a\r\nb\xff", -1, 99, 9000)
	f.Add("", 0, 0, 1)
	f.Fuzz(func(t *testing.T, text string, start, end, times int) {
		if times < 1 || times > 20000 || len(text)*times > 200000 {
			return
		}
		text = strings.Repeat(text, times)
		var back strings.Builder
		for _, list := range cells(pieces(text, []stats.Span{{Start: start, End: end}})) {
			length := 0
			for _, p := range list {
				back.WriteString(p.text)
				length += units(p.text)
			}
			if length > longestText {
				t.Fatalf("a cell of %d units", length)
			}
		}
		clean, _ := cleanText(strings.ReplaceAll(text, "\r", ""))
		if got := strings.ReplaceAll(back.String(), "\n", ""); got != strings.ReplaceAll(clean, "\n", "") || !utf8.ValidString(got) {
			t.Fatalf("%q came back as %q", text, got)
		}
	})
}

// A text longer than a cell goes on in rows of its own, and nothing is lost.
func TestLongTexts(t *testing.T) {
	long := strings.Repeat("et puis voilà 😀 ", 5000)
	table := stats.MustTable("Verbatims", text("id", "Entretien", "C01", "C02"),
		stats.Variable{Name: "q", Label: "Citation"}.Texts([]string{long, "court"}, nil).Marked([][]stats.Span{{{Start: 40000, End: 40007}}, nil}))
	b := &Workbook{}
	b.Add(table, nil)
	rows := raw(t, reopened(t, saved(t, b)), "Verbatims")
	var back strings.Builder
	for _, r := range rows[2:5] {
		back.WriteString(r[1])
		if units(r[1]) > longestText {
			t.Errorf("a cell of %d units", units(r[1]))
		}
	}
	if back.String() != long || rows[2][0] != "C01" || rows[3][0] != "" || rows[5][0] != "C02" || rows[5][1] != "court" {
		t.Errorf("the text came back with %d of %d units", units(back.String()), units(long))
	}
	if last := rows[len(rows)-1][0]; !strings.Contains(last, "continue sur les lignes suivantes") {
		t.Errorf("no note: %q", last)
	}
}

// What Excel would read as an escape comes back as it was typed.
func TestEscapes(t *testing.T) {
	odd := []string{"_x0041_", " space around ", "<b>&amp;</b>", "tab\there", "'=1+1", "007", "1e5", "VRAI"}
	b := &Workbook{}
	b.Add(stats.MustTable("Textes", text("t", "Texte", odd...)), nil)
	rows := raw(t, reopened(t, saved(t, b)), "Textes")
	for i, want := range odd {
		if got := rows[2+i][0]; got != want {
			t.Errorf("%q came back as %q", want, got)
		}
	}
}

func TestDirtyTextIsNoted(t *testing.T) {
	b := &Workbook{}
	b.Add(stats.MustTable("Textes", text("t", "Texte", "a\x01b", "c\xff")), nil)
	rows := raw(t, reopened(t, saved(t, b)), "Textes")
	if last := rows[len(rows)-1][0]; !strings.HasSuffix(last, ": 2.") {
		t.Errorf("the note says %q", last)
	}
}

func TestNamesStayBehind(t *testing.T) {
	b := &Workbook{}
	table := stats.MustTable("Dossiers", text("id", "Dossier", "E01"),
		stats.Variable{Name: "nom", Label: "Nom de la mère", Identifying: true}.Texts([]string{"Untel"}, nil))
	b.Add(table, nil)
	data := saved(t, b)
	rows := raw(t, reopened(t, data), "Dossiers")
	if len(rows[1]) != 1 || !strings.Contains(rows[3][0], "Nom de la mère") {
		t.Errorf("got %q", rows)
	}
	if bytes.Contains(data, []byte("Untel")) || strings.Contains(fmt.Sprint(rows), "Untel") {
		t.Error("a name is in the file")
	}
}

func TestLinesOf(t *testing.T) {
	cases := []struct {
		text  string
		width float64
		want  int
	}{{"", 10, 1}, {"un deux", 10, 1}, {"un deux trois", 7, 2}, {"un\n\ndeux", 10, 3}, {"anticonstitutionnellement", 10, 3}, {"a b c d e f", 3, 3}}
	for _, c := range cases {
		if got := linesOf(c.text, c.width); got != c.want {
			t.Errorf("%q takes %d lines of %g, want %d", c.text, got, c.width, c.want)
		}
	}
}

func TestShapes(t *testing.T) {
	cases := []struct {
		format stats.Format
		x      float64
		want   string
	}{
		{stats.Number, 12, "#,##0"},
		{stats.Number, 12.5, "#,##0.0"},
		{stats.Number, 1.0 / 3, "#,##0.0000"},
		{stats.Number, -0.25, "#,##0.00"},
		{stats.Count, 3, "#,##0"},
		{stats.Year, 2019, "0"},
		{stats.Ordinal, 12345, "0"},
		{stats.Percent, 12.3, "#,##0.0 %"},
		{stats.Coefficient, 0.3, "0.00"},
		{stats.PValue, 0.5, `[<0.001]"< 0,001";0.000`},
	}
	for _, c := range cases {
		if got := shapeOf(c.format, c.x, ""); got != c.want {
			t.Errorf("format %d of %g is %q, want %q", c.format, c.x, got, c.want)
		}
	}
}
