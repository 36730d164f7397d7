package figure

import (
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// point is a place on the sheet, in points from its upper left corner.
type point struct{ x, y float64 }

// rect is an upright rectangle.
type rect struct{ left, top, right, bottom float64 }

func (r rect) width() float64  { return r.right - r.left }
func (r rect) height() float64 { return r.bottom - r.top }
func (r rect) middle() point   { return point{(r.left + r.right) / 2, (r.top + r.bottom) / 2} }

func (r rect) inset(by float64) rect {
	return rect{r.left + by, r.top + by, r.right - by, r.bottom - by}
}

func (r rect) overlaps(s rect) bool {
	return r.left < s.right && s.left < r.right && r.top < s.bottom && s.top < r.bottom
}

func (r rect) corners() []point {
	return []point{{r.left, r.top}, {r.right, r.top}, {r.right, r.bottom}, {r.left, r.bottom}}
}

// mark is one thing drawn: a line, a surface, a disc, a word or an image.
type mark struct {
	role   string  // what it stands for: "bar", "label", "secret"
	path   []point // of a word its left end on the base line; of a disc its centre
	radius float64 // of a disc
	fill   color.Color
	stroke color.Color // of the outline or line
	width  float64     // of the stroke
	dashes []float64
	word   string
	font   font
	image  image.Image // inside the rectangle of path[0] and path[1]
	// box is where a word lies.
	box rect
}

// drawing is a sheet in the making: its marks from the lowest to the topmost.
type drawing struct {
	width, height float64
	lang          string
	marks         []mark
}

func (d *drawing) add(m mark) { d.marks = append(d.marks, m) }

func (d *drawing) surface(role string, path []point, fill color.Color) {
	d.add(mark{role: role, path: path, fill: fill})
}

func (d *drawing) tile(role string, r rect, fill color.Color) {
	d.surface(role, r.corners(), fill)
}

func (d *drawing) line(role string, stroke color.Color, width float64, path ...point) {
	d.add(mark{role: role, path: path, stroke: stroke, width: width})
}

func (d *drawing) dashed(role string, stroke color.Color, width float64, path ...point) {
	d.add(mark{role: role, path: path, stroke: stroke, width: width, dashes: []float64{3, 2}})
}

func (d *drawing) frame(role string, r rect, stroke color.Color, width float64) {
	d.line(role, stroke, width, append(r.corners(), point{r.left, r.top})...)
}

func (d *drawing) disc(role string, at point, radius float64, fill, stroke color.Color) {
	d.add(mark{role: role, path: []point{at}, radius: radius, fill: fill, stroke: stroke, width: 0.6})
}

// on draws the mark on a canvas, whose origin is the lower left corner.
func (m mark) on(c vg.Canvas, height float64) {
	at := func(p point) vg.Point { return vg.Point{X: vg.Length(p.x), Y: vg.Length(height - p.y)} }
	if m.image != nil {
		low, high := at(m.path[0]), at(m.path[1])
		c.DrawImage(vg.Rectangle{Min: vg.Point{X: low.X, Y: high.Y}, Max: vg.Point{X: high.X, Y: low.Y}}, m.image)
		return
	}
	if m.word != "" {
		c.SetColor(m.fill)
		if !m.font.upright {
			c.FillString(m.font.face(), at(m.path[0]), m.word)
			return
		}
		c.Push()
		c.Translate(at(m.path[0]))
		c.Rotate(math.Pi / 2)
		c.FillString(m.font.face(), vg.Point{}, m.word)
		c.Pop()
		return
	}
	var path vg.Path
	if m.radius > 0 {
		centre := at(m.path[0])
		path.Move(vg.Point{X: centre.X + vg.Length(m.radius), Y: centre.Y})
		path.Arc(centre, vg.Length(m.radius), 0, 2*math.Pi)
	} else {
		for i, p := range m.path {
			if i == 0 {
				path.Move(at(p))
			} else {
				path.Line(at(p))
			}
		}
	}
	if m.fill != nil {
		c.SetColor(m.fill)
		path.Close()
		c.Fill(path)
	}
	if m.stroke != nil {
		c.SetColor(m.stroke)
		c.SetLineWidth(vg.Length(m.width))
		dashes := make([]vg.Length, len(m.dashes))
		for i, dash := range m.dashes {
			dashes[i] = vg.Length(dash)
		}
		c.SetLineDash(dashes, 0)
		c.Stroke(path)
	}
}
