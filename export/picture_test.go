package export

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// drawing is a figure of a crosstab: a square for each cell that may be seen.
type drawing struct {
	*twoWay
	alt string
	err error
}

func (d *drawing) Hide(masks []stats.Mask) stats.Tabler {
	hidden := *d
	hidden.twoWay = d.twoWay.Hide(masks).(*twoWay)
	return &hidden
}

func (d *drawing) Tables() []*stats.Table {
	return []*stats.Table{stats.MustTable(d.title).Captioned(stats.Caption{Units: "Effectifs", Reading: "Lecture : un carré par case."})}
}

func (d *drawing) Picture() (Picture, error) {
	img := image.NewRGBA(image.Rect(0, 0, 200, 100))
	for i, line := range d.cells {
		for j := range line {
			if d.mask == nil || !d.mask[i][j] {
				img.Set(2*j, 2*i, color.RGBA{200, 0, 0, 255})
			}
		}
	}
	var out bytes.Buffer
	err := errors.Join(d.err, png.Encode(&out, img))
	return Picture{PNG: out.Bytes(), Width: 300, Height: 150, Alt: d.alt}, err
}

func pictureBook() *Workbook {
	lone := &drawing{newTwoWay("Lieu selon le cadre", []string{"Mère", "Père"}, []string{"Adm.", "Jud."}, []int{18, 3}, []int{20, 21}), "Carte", nil}
	b := &Workbook{Title: "Figures", Source: "Dossiers inventés"}
	b.Add(lone, nil)
	b.Sheet("Tris croisés").Add(lone.twoWay, nil)
	b.Sheet("Tris croisés").Add(lone, nil)
	return b
}

// A figure is put where it belongs, said in words, and drawn from what may be
// shown; the file is the same each time.
func TestPictures(t *testing.T) {
	b := pictureBook()
	data := saved(t, b)
	if !bytes.Equal(data, saved(t, pictureBook())) {
		t.Error("two runs differ")
	}
	f := reopened(t, data)
	pictures, err := f.GetPictures("Figures", "A3")
	if err != nil || len(pictures) != 1 {
		t.Fatalf("%d pictures, %v", len(pictures), err)
	}
	if pictures[0].Format.AltText != "Carte" {
		t.Errorf("alternative text %q", pictures[0].Format.AltText)
	}
	img, err := png.Decode(bytes.NewReader(pictures[0].File))
	if err != nil {
		t.Fatal(err)
	}
	if r, _, _, _ := img.At(2, 0).RGBA(); r != 0 {
		t.Error("the small cell is drawn")
	}
	if r, _, _, _ := img.At(4, 4).RGBA(); r == 0 {
		t.Error("the whole is not drawn")
	}
	rows := raw(t, f, "Figures")
	if rows[0][0] != "Figure 1 – Lieu selon le cadre" || rows[1][0] != "Effectifs" {
		t.Errorf("it begins with %q", rows[:2])
	}
	// 150 points take 10 rows, and one is left free.
	if len(rows) != 15 || rows[13][0] != "Lecture : un carré par case." || rows[14][0] != "Source : Dossiers inventés" {
		t.Errorf("%d rows: %q", len(rows), rows)
	}
	if got := b.Hidden().Len(); got != 2 { // what two figures of a sheet hide alike is told once
		t.Errorf("the journal names %d tables with hidden cells, want 2", got)
	}
	found := false
	for _, r := range raw(t, f, "Sommaire") {
		found = found || len(r) > 1 && r[1] == "Figure 2 – Lieu selon le cadre"
	}
	if !found {
		t.Error("the contents have no second figure")
	}
}

func TestPictureFailures(t *testing.T) {
	table := newTwoWay("Lieu", []string{"Mère"}, []string{"Adm.", "Jud."}, []int{18, 9})
	for _, c := range []struct {
		figure stats.Tabler
		want   string
	}{
		{&drawing{table, " \n", nil}, "alternative text"},
		{&drawing{table, "Carte", fmt.Errorf("no ink")}, "no ink"},
	} {
		b := &Workbook{HideBelow: 1}
		b.Add(c.figure, nil)
		if _, err := b.WriteTo(&bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), `sheet "Figures"`) {
			t.Errorf("got %v, want %q", err, c.want)
		}
	}
	b := &Workbook{}
	b.Add((*drawing)(nil), errors.New("no figure"))
	if _, err := b.WriteTo(&bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), "no figure") {
		t.Errorf("got %v", err)
	}
}

// Each fault of a picture is seen.
func TestCheckPictures(t *testing.T) {
	good := saved(t, pictureBook())
	const drawings, image = "xl/drawings/drawing1.xml", "xl/media/image1.png"
	for _, f := range []struct{ part, old, new, want string }{
		{drawings, `descr="Carte"`, `descr=" "`, "no alternative text"},
		{drawings, `</xdr:cNvPr>`, `<a:hlinkClick r:id="rId9"/></xdr:cNvPr>`, "a picture is a link"},
		{"xl/drawings/_rels/drawing1.xml.rels", `image1.png`, `image9.png`, "not in the file"},
		{"xl/worksheets/_rels/sheet3.xml.rels", `<Relationship `, `<Relationship TargetMode="External" `, "leads out of the file"},
		{image, "\x89PNG", "GIF89", "no PNG image"},
		{image, "IDAT", "tEXt", "image part \"tEXt\""},
		{image, "\x00\x00\x00\x0dIHDR", "\x0f\x00\x00\x0dIHDR", "ends too soon"},
	} {
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
}

// A picture too tall for a page is made smaller, with room for its notes, unless
// nobody could read it then.
func TestTallPictures(t *testing.T) {
	for _, c := range []struct{ height, want float64 }{{200, 200}, {600, 437}, {2000, 2000}} {
		k := &block{title: "Figure 1", entry: entry{table: listing(1), picture: &Picture{Width: 400, Height: c.height}}, below: []string{"Source : invention", "Note"}}
		given := k.picture
		k.shrink(500, paper)
		if math.Abs(k.picture.Height-c.want) > 1e-9 || math.Abs(k.picture.Width-400*c.want/c.height) > 1e-9 || given.Height != c.height {
			t.Errorf("a picture %v high is drawn %v × %v", c.height, k.picture.Width, k.picture.Height)
		}
	}
}
