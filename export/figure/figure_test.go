package figure_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/askoria/verbatim/export/figure"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/duration"
	"github.com/askoria/verbatim/stats/factor"
	"github.com/askoria/verbatim/stats/sequence"
)

// must is a result that a test needs.
func must[T any](t testing.TB) func(result T, err error) T {
	return func(result T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return result
	}
}

// made keeps the figures that tests share, by language.
var made = map[string]func() ([]string, map[string]*figure.Figure){}

// shared is every kind of figure in a language.
func shared(t testing.TB, lang string) ([]string, map[string]*figure.Figure) {
	if made[lang] == nil {
		names, figures := all(t, figure.Style{Lang: lang})
		made[lang] = func() ([]string, map[string]*figure.Figure) { return names, figures }
	}
	return made[lang]()
}

// slow keeps the results that take long, by what they are and their language.
var slow = map[string]stats.Tabler{}

// once is a result that tests share.
func once(t testing.TB, name string, result func() (stats.Tabler, error)) stats.Tabler {
	t.Helper()
	if slow[name] == nil {
		slow[name] = must[stats.Tabler](t)(result())
	}
	return slow[name]
}

// all is every kind of figure, from invented data; hide says which counts of it
// are to be hidden, as table, row, column.
func all(t testing.TB, style figure.Style) (names []string, figures map[string]*figure.Figure) {
	t.Helper()
	figures = map[string]*figure.Figure{}
	add := func(name string, f *figure.Figure, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		names, figures[name] = append(names, name), f
	}
	hide := func(name string, cells ...[3]int) {
		f := figures[name]
		masks := masksOf(f.Counts())
		for _, c := range cells {
			masks[c[0]][c[1]][c[2]] = true
		}
		add(name+"_hidden", f.Hide(masks).(*figure.Figure), nil)
	}
	lang := style.Lang
	description := must[*stats.Description](t)(stats.Describe{Lang: lang}.Of(cases()))
	crosstab := once(t, "crosstab"+lang, func() (stats.Tabler, error) {
		return stats.CrossTab{Rows: "lieu", Cols: "age", Percent: stats.ByRow, Lang: lang}.Of(cases())
	})
	ages := must[*stats.ContingencyTable](t)(stats.CrossTab{Rows: "age", Cols: "sexe", Lang: lang}.Of(cases()))
	links := once(t, "links"+lang, func() (stats.Tabler, error) {
		return stats.Associations{Rows: []string{"cadre", "lieu"}, Cols: []string{"age", "sexe"}, Lang: lang}.Of(cases())
	})
	mca := must[*factor.MultipleCorrespondence](t)(factor.MCA{Active: []string{"cadre", "lieu", "age"}, Supplementary: []string{"sexe"}, Lang: lang}.Of(cases()))
	ca := must[*factor.Correspondence](t)(factor.CA{Rows: "lieu", Cols: "age", Lang: lang}.Of(cases()))
	pca := must[*factor.PrincipalComponents](t)(factor.PCA{Active: []string{"rencontres", "visites", "nuits", "duree"}, Lang: lang}.Of(cases()))
	sequences := paths(140, 36)
	states := must[*sequence.Description](t)(sequence.Describe{Lang: lang}.Of(sequences))
	classes := make([]int, sequences.Len())
	for i := range classes {
		classes[i] = i % 3
	}
	by := stats.Variable{Name: "classe"}.Categories(stats.Levels("Entrées précoces", "Parcours longs", "Placements"), false, classes, nil)

	f, err := figure.Bars{Column: "lieu", Style: style}.Of(description)
	add("bars", f, err)
	hide("bars", [3]int{1, 1, 0}, [3]int{1, 3, 0})
	f, err = figure.Bars{Column: "etat", Value: "moyenne", Low: "bas", High: "haut", ByLevel: true, Style: style}.Of(states)
	add("meantime", f, err)
	hide("meantime", [3]int{0, 2, 30}, [3]int{0, 2, 36}) // a month, and the total of the state
	f, err = figure.Pyramid{Style: style}.Of(ages)
	add("pyramid", f, err)
	hide("pyramid", [3]int{0, 1, 0}, [3]int{0, 1, 1}, [3]int{0, 3, 0}, [3]int{0, 3, 1})
	f, err = figure.HeatMap{Style: style}.Of(crosstab)
	add("heatmap", f, err)
	hide("heatmap", [3]int{0, 3, 0}, [3]int{0, 3, 1}, [3]int{0, 2, 0}, [3]int{0, 2, 1})
	f, err = figure.HeatMap{Style: style}.Of(links)
	add("associations", f, err)
	f, err = figure.Mosaic{Style: style}.Of(crosstab)
	add("mosaic", f, err)
	hide("mosaic", [3]int{0, 3, 0}, [3]int{0, 3, 1}, [3]int{0, 2, 0}, [3]int{0, 2, 1})
	f, err = figure.FactorMap{Style: style}.Of(mca)
	add("mca", f, err)
	hide("mca", [3]int{1, 3, 0}, [3]int{1, 2, 0})
	f, err = figure.FactorMap{Style: style}.Of(ca)
	add("ca", f, err)
	f, err = figure.FactorMap{Style: style}.Of(pca)
	add("pca", f, err)
	f, err = figure.Chronogram{Style: style}.Of(states)
	add("chronogram", f, err)
	hide("chronogram", [3]int{0, 2, 30}, [3]int{0, 2, 31})
	add("veiled", f, err)
	hide("veiled", [3]int{0, 2, 30}, [3]int{0, 5, 30})
	f, err = figure.ModalStates{Style: style}.Of(states)
	add("modal", f, err)
	hide("modal", [3]int{0, 2, 30})
	f, err = figure.IndexPlot{By: by, Order: figure.FromEnd, Style: style}.Of(sequences)
	add("index_by", f, err)
	f, err = figure.IndexPlot{Style: style}.Of(paths(3000, 60))
	add("index", f, err)
	f, err = figure.Survival{Style: style}.Of(must[*duration.Survival](t)(survival(lang)))
	add("survival", f, err)
	hide("survival", [3]int{2, 3, 0})
	f, err = figure.Incidence{Style: style}.Of(must[*duration.Incidence](t)(exits(lang)))
	add("incidence", f, err)
	hide("incidence", [3]int{0, 3, 0})
	f, err = figure.Graph{Style: style}.Of(words())
	add("graph", f, err)
	f, err = figure.Saturation{Style: style}.Of(saturation())
	add("saturation", f, err)
	f, err = figure.Situations{Style: style}.Of(situations())
	add("situations", f, err)
	return names, figures
}

// masksOf are masks of counts that hide nothing yet.
func masksOf(counts []stats.Counts) []stats.Mask {
	masks := make([]stats.Mask, len(counts))
	for i, c := range counts {
		masks[i] = make(stats.Mask, len(c.Cells))
		for j := range c.Cells {
			masks[i][j] = make([]bool, len(c.Cells[j]))
		}
	}
	return masks
}

// Words of every figure lie on the sheet and none lies over another; what is
// drawn says itself in words; the bytes are the same each time.
// VERBATIM_FIGURES names a folder that keeps the images, to be looked at.
func TestFigures(t *testing.T) {
	names, figures := shared(t, "")
	_, again := all(t, figure.Style{})
	for _, name := range names {
		f := figures[name]
		keep(t, name, f)
		checkWords(t, name, f)
		if f.Title == "" || len(f.Alt) < 30 || strings.Contains(f.Alt, "%!") || f.Tables()[0].Title() != f.Title {
			t.Errorf("%s: title %q, alternative text %q", name, f.Title, f.Alt)
		}
		svg := must[[]byte](t)(f.SVG())
		if same := must[[]byte](t)(again[name].SVG()); !bytes.Equal(svg, same) {
			t.Errorf("%s: two SVG differ", name)
		}
		image := must[[]byte](t)(f.PNG())
		if same := must[[]byte](t)(again[name].PNG()); !bytes.Equal(image, same) {
			t.Errorf("%s: two PNG differ", name)
		}
		size, err := png.DecodeConfig(bytes.NewReader(image))
		if err != nil || math.Abs(float64(size.Width)-f.Width*192/72) > 1 {
			t.Errorf("%s: %d dots wide for %v points, %v", name, size.Width, f.Width, err)
		}
		checkSVG(t, name, f, svg)
	}
}

// keep saves an image of a figure where the environment says.
func keep(t testing.TB, name string, f *figure.Figure) {
	t.Helper()
	if dir := os.Getenv("VERBATIM_FIGURES"); dir != "" {
		if err := f.Save(filepath.Join(dir, name+".png")); err != nil {
			t.Fatal(err)
		}
	}
}

func checkWords(t *testing.T, name string, f *figure.Figure) {
	t.Helper()
	words := f.Words()
	for i, w := range words {
		if w.Left < 0 || w.Top < 0 || w.Right > f.Width || w.Bottom > f.Height {
			t.Errorf("%s: %s %q goes beyond the sheet", name, w.Role, w.Text)
		}
		const touch = 0.6
		for _, v := range words[:i] {
			if w.Left+touch < v.Right && v.Left+touch < w.Right && w.Top+touch < v.Bottom && v.Top+touch < w.Bottom {
				t.Errorf("%s: %s %q lies over %s %q", name, w.Role, w.Text, v.Role, v.Text)
			}
		}
	}
}

// checkSVG reads the drawing as XML: its words are text, its first parts the
// title and the alternative text.
func checkSVG(t *testing.T, name string, f *figure.Figure, svg []byte) {
	t.Helper()
	said := map[string]int{}
	decoder := xml.NewDecoder(bytes.NewReader(svg))
	element := ""
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			element = token.Name.Local
		case xml.CharData:
			if element == "text" || element == "title" || element == "desc" {
				said[element+" "+string(token)]++
			}
		case xml.EndElement:
			element = ""
		}
	}
	if got := bytes.Count(svg, []byte(" textLength=")); got != len(f.Words()) {
		t.Errorf("%s: the SVG has %d words, the figure %d", name, got, len(f.Words()))
	}
	if said["title "+f.Title] != 1 || said["desc "+f.Alt] != 1 {
		t.Errorf("%s: the SVG does not say its title and its alternative text", name)
	}
	for _, w := range f.Words() {
		if said["text "+w.Text] == 0 {
			t.Errorf("%s: the SVG does not have the word %q", name, w.Text)
		}
	}
}

// What is hidden is marked, is not drawn to scale and is not in the words.
func TestHidden(t *testing.T) {
	_, figures := shared(t, "")
	for name, c := range map[string]struct {
		role         string
		shown, drawn int // marks of the role in the figure, and with cells hidden
		signs        int // at least
	}{
		"bars":       {"bar", 4, 2, 3},
		"pyramid":    {"bar", 10, 6, 5},
		"meantime":   {"bar", 7, 6, 2},
		"heatmap":    {"cell", 20, 16, 5},
		"mosaic":     {"cell", 40, 32, 5}, // each has a ground and a frame
		"chronogram": {"state", 7, 14, 2}, // before and after the hidden span
		"veiled":     {"state", 7, 7, 2},  // two states are hidden: the others go on
		"modal":      {"state", 72, 70, 2},
	} {
		f, hidden := figures[name], figures[name+"_hidden"]
		if got := f.Count(c.role); got != c.shown {
			t.Errorf("%s: %d marks, want %d", name, got, c.shown)
		}
		if got := hidden.Count(c.role); got != c.drawn {
			t.Errorf("%s hidden: %d marks, want %d", name, got, c.drawn)
		}
		if f.Count("secret") > 0 || hidden.Count("secret sign") < c.signs {
			t.Errorf("%s: %d secret marks, then %d signs, want %d", name, f.Count("secret"), hidden.Count("secret sign"), c.signs)
		}
	}
	for _, name := range []string{"survival_hidden", "incidence_hidden"} {
		if figures[name].Count("secret sign") == 0 {
			t.Errorf("%s: no sign", name)
		}
	}
	sizes := map[string]bool{}
	for _, size := range figures["mosaic_hidden"].Sizes("cell") {
		sizes[fmt.Sprintf("%.3f × %.3f", size[0], size[1])] = true
	}
	if len(sizes) != 1 {
		t.Errorf("tiles beside hidden ones have %d sizes", len(sizes))
	}
	for _, w := range figures["bars_hidden"].Words() {
		if strings.Contains(w.Text, "(44)") || strings.Contains(w.Text, "(3)") {
			t.Errorf("a hidden count is written: %q", w.Text)
		}
	}
	if alt := figures["bars_hidden"].Alt; !strings.Contains(alt, "Chez le père s") {
		t.Errorf("alternative text %q", alt)
	}
	for _, w := range figures["mca_hidden"].Words() {
		if strings.Contains(w.Text, "tiers digne") {
			t.Errorf("a hidden level is on the map: %q", w.Text)
		}
	}
}

// A figure of which nothing may be shown says so.
func TestWithheld(t *testing.T) {
	f := must[*figure.Figure](t)(figure.FactorMap{}.Of(must[*factor.Correspondence](t)(factor.CA{Rows: "lieu", Cols: "age"}.Of(cases()))))
	masks := masksOf(f.Counts())
	for _, line := range masks[0] {
		for j := range line {
			line[j] = true
		}
	}
	hidden := f.Hide(masks).(*figure.Figure)
	if hidden.Count("point") > 0 || !strings.Contains(hidden.Alt, "masquée") {
		t.Errorf("%d points, %q", hidden.Count("point"), hidden.Alt)
	}
	if _, err := hidden.PNG(); err != nil {
		t.Error(err)
	}
}

func TestEnglish(t *testing.T) {
	names, figures := shared(t, "en")
	for _, name := range names {
		checkWords(t, name, figures[name])
		for _, w := range figures[name].Words() {
			if w.Role == "tick" && regexp.MustCompile(`,\d{1,2}\b|\x{202f}`).MatchString(w.Text) {
				t.Errorf("%s: tick %q", name, w.Text)
			}
		}
	}
	if alt := figures["chronogram"].Alt; !strings.HasPrefix(alt, "Chronogram of 7 states over 36 positions.") {
		t.Error(alt)
	}
	_, french := shared(t, "")
	found := false
	for _, w := range french["ca"].Words() {
		found = found || w.Text == "−0,2"
		if strings.Contains(w.Text, ".") && w.Role == "tick" {
			t.Errorf("tick %q", w.Text)
		}
	}
	if !found {
		t.Error("no tick −0,2")
	}
}
