package figure

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/stats"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// Style is what figures of one study share; the zero value is a good default.
type Style struct {
	Width, Height float64 // in points; 0 is 480 × 330, or what the figure needs
	Palette       Palette // colours of levels and states
	Lang          string  // "en" for English; French otherwise
}

// Figure is a result drawn. It goes into a workbook with Workbook.Add, and is
// redrawn there from what may be shown when it counts persons.
type Figure struct {
	Title         string
	Width, Height float64       // on paper, in points
	Caption       stats.Caption // what stands around it in a workbook
	Alt           string        // what it shows, made from the data, for those who cannot see it
	Warnings      []string      // labels that found no room, rows left out

	marks  []mark
	lang   string
	source stats.Tabler
	draw   func(tables []*stats.Table) (*Figure, error)
}

// figureOf draws a result by its tables, now and when some of it is hidden.
func figureOf(result stats.Tabler, draw func(tables []*stats.Table) (*Figure, error)) (*Figure, error) {
	if result == nil {
		return nil, errors.New("no result was given")
	}
	f, err := draw(result.Tables())
	if err != nil {
		return nil, err
	}
	f.source, f.draw = result, draw
	return f, nil
}

// Tables is the title and the caption of the figure, without columns: its
// numbers are in the tables of the result.
func (f *Figure) Tables() []*stats.Table {
	return []*stats.Table{stats.MustTable(f.Title).Captioned(f.Caption)}
}

// String is the title, the alternative text and the caption.
func (f *Figure) String() string {
	return fmt.Sprintf("%s\n%s\n", f.Title, f.Alt) +
		strings.TrimPrefix(stats.Printer{Lang: f.lang}.Of(f.Tables()[0]), f.Title+"\n")
}

// Counts lists the counts of persons behind the figure; none where its result
// counts nobody.
func (f *Figure) Counts() []stats.Counts {
	if counted, ok := f.source.(stats.Counted); ok {
		return counted.Counts()
	}
	return nil
}

// Hide is the figure drawn from the result with cells hidden. Where nothing is
// left to draw it says so.
func (f *Figure) Hide(masks []stats.Mask) stats.Tabler {
	counted, ok := f.source.(stats.Counted)
	if !ok {
		return f
	}
	hidden := counted.Hide(masks)
	g, err := f.draw(hidden.Tables())
	if err != nil {
		g = withheld(f)
	}
	g.source, g.draw = hidden, f.draw
	return g
}

// withheld is a figure of which nothing may be shown.
func withheld(f *Figure) *Figure {
	text := stats.Say(f.lang, "s : figure masquée pour que personne ne soit reconnu.", "s: figure withheld so that nobody is recognised.")
	d := &drawing{width: f.Width, lang: f.lang}
	top := d.paragraph("title", f.Title, margin, font{size: large, bold: true})
	d.height = margin + d.paragraph("note", text, top+4, font{size: normal, ink: grey})
	return d.finish(f.Title, stats.Caption{Notes: []string{text}}, f.Title+". "+text)
}

// finish makes a figure of the drawing.
func (d *drawing) finish(title string, caption stats.Caption, alt string) *Figure {
	return &Figure{Title: title, Width: d.width, Height: d.height, Caption: caption, Alt: alt, marks: d.marks, lang: d.lang}
}

// SVG is the figure as a drawing that keeps its words as text, with the
// alternative text inside. Its typeface is Liberation Sans or, where it is not
// installed, another, in which each word is made as broad.
func (f *Figure) SVG() ([]byte, error) {
	canvas := vgsvg.New(vg.Length(f.Width), vg.Length(f.Height))
	for _, m := range f.marks {
		m.on(canvas, f.Height)
	}
	var out bytes.Buffer
	if _, err := canvas.WriteTo(&out); err != nil {
		return nil, err
	}
	head, body, found := strings.Cut(out.String(), "xlink\">\n")
	if !found {
		return nil, errors.New("the SVG canvas has no header")
	}
	var words strings.Builder
	for _, part := range []struct{ element, text string }{{"title", f.Title}, {"desc", f.Alt}} {
		words.WriteString("<" + part.element + ">")
		if err := xml.EscapeText(&words, []byte(part.text)); err != nil {
			return nil, err
		}
		words.WriteString("</" + part.element + ">\n")
	}
	body = f.measured(body)
	body = strings.ReplaceAll(body, "font-family:Liberation Sans;", "font-family:'Liberation Sans',Arial,Helvetica,sans-serif;")
	body = strings.ReplaceAll(body, "data:image/jpg;", "data:image/png;")
	return []byte(head + "xlink\" role=\"img\">\n" + words.String() + body), nil
}

// measured says in a drawing how broad each word is.
func (f *Figure) measured(body string) string {
	const text = "<text "
	parts := strings.Split(body, text) // the canvas writes one a word, in their order
	var out strings.Builder
	out.WriteString(parts[0])
	next := 1
	for _, m := range f.marks {
		if m.word != "" && next < len(parts) {
			fmt.Fprintf(&out, `%stextLength="%.1f" lengthAdjust="spacingAndGlyphs" %s`, text, m.font.broad(m.word), parts[next])
			next++
		}
	}
	return out.String()
}

// Picture is the figure for a sheet of a workbook.
func (f *Figure) Picture() (export.Picture, error) {
	data, err := f.PNG()
	return export.Picture{PNG: data, Width: f.Width, Height: f.Height, Alt: f.Alt}, err
}

// Save writes the figure to a file whose name ends in .png or .svg.
func (f *Figure) Save(name string) error {
	write := f.PNG
	switch strings.ToLower(filepath.Ext(name)) {
	case ".png":
	case ".svg":
		write = f.SVG
	default:
		return fmt.Errorf("figure: %q ends neither in .png nor in .svg", name)
	}
	data, err := write()
	if err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o666)
}
