package export

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

func chartBook(t testing.TB) *Workbook {
	data := cases(t)
	b := &Workbook{Charts: true}
	b.Add(stats.Describe{}.Of(data))
	b.Add(stats.CrossTab{Rows: "conflit", Cols: "cadre", Percent: stats.ByRow}.Of(data))
	b.Add(stats.CrossTab{Rows: "lieu", Cols: "cadre", Percent: stats.ByRow}.Of(data)) // three cases of one level
	return b
}

// Charts draw the cells of tables, none of a table with a hidden cell.
func TestCharts(t *testing.T) {
	data := saved(t, chartBook(t))
	f := reopened(t, data)
	if !slices.Contains(f.GetSheetList(), "Graphiques") {
		t.Fatalf("sheets %q", f.GetSheetList())
	}
	var titles []string
	for _, r := range raw(t, f, "Graphiques") {
		if len(r) == 1 && strings.HasPrefix(r[0], "Graphique – ") {
			titles = append(titles, r[0])
		}
	}
	want := []string{"Graphique – Tableau 2 – Cadre", "Graphique – Tableau 3 – Conflit parental", "Graphique – Tableau 6 – Cadre selon «\u00a0Conflit parental\u00a0»"}
	if !slices.Equal(titles, want) {
		t.Errorf("charts of %q, want %q", titles, want)
	}
	charts, drawing := 0, ""
	rewritten(t, data, func(name, content string) *string {
		if strings.HasPrefix(name, "xl/charts/") {
			charts++
			if strings.Contains(content, "<c:pt") {
				t.Errorf("%s holds figures", name)
			}
		}
		if strings.HasPrefix(name, "xl/drawings/drawing") {
			drawing = content
		}
		return &content
	})
	if charts != 3 || !strings.Contains(drawing, "Administratif : 50,0 %") {
		t.Errorf("%d charts, described as %s", charts, drawing)
	}
	for range 4 {
		if !bytes.Equal(data, saved(t, chartBook(t))) {
			t.Fatal("the same charts give other bytes")
		}
	}
}

func TestCheckCharts(t *testing.T) {
	good := saved(t, chartBook(t))
	for old, c := range map[string]struct{ new, want string }{
		"&#39;Tris à plat&#39;!": {"&#39;Ailleurs&#39;!", "which is not in the file"},
		"</c:ser>":               {"<c:pt/></c:ser>", "figures of its own"},
	} {
		found := false
		bad := rewritten(t, good, func(name, content string) *string {
			if name == "xl/charts/chart1.xml" {
				for _, mark := range []string{old, strings.ReplaceAll(old, "&#39;", "'"), strings.ReplaceAll(old, "c:", "")} {
					if strings.Contains(content, mark) {
						found = true
						content = strings.Replace(content, mark, c.new, 1)
						break
					}
				}
			}
			return &content
		})
		if !found {
			t.Errorf("there is no %q to spoil", old)
			continue
		}
		if err := sound(bad); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", old, err, c.want)
		}
	}
}
