package figure

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"slices"

	lettering "golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// dots is the resolution of PNG images, an inch: twice that of a screen.
const dots = 192

// PNG is the figure as an image of 192 dots an inch, in at most 256 colours.
func (f *Figure) PNG() ([]byte, error) {
	canvas := vgimg.NewWith(vgimg.UseWH(vg.Length(f.Width), vg.Length(f.Height)), vgimg.UseDPI(dots))
	img, ok := canvas.Image().(*image.RGBA)
	if !ok {
		return nil, errors.New("the PNG canvas holds another kind of image")
	}
	for _, m := range f.marks {
		switch {
		case m.word != "" && !m.font.upright:
			m.write(img)
			continue
		case m.image == nil:
			m.on(canvas, f.Height)
			continue
		}
		dot := func(p point) image.Point {
			return image.Pt(int(math.Round(p.x*dots/72)), int(math.Round(p.y*dots/72)))
		}
		// Images have the dots of print already.
		draw.Draw(img, image.Rectangle{dot(m.path[0]), dot(m.path[1])}, m.image, image.Point{}, draw.Src)
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&out, indexed(img)); err != nil {
		return nil, err
	}
	return withSize(out.Bytes()), nil
}

// write draws words on an image. The canvas would resample each letter, to the
// same dots, in four times the time.
func (m mark) write(img *image.RGBA) {
	at := func(x float64) fixed.Int26_6 { return fixed.Int26_6(math.Round(x * dots / 72 * 64)) }
	face := m.font.face()
	drawer := lettering.Drawer{Dst: img, Src: image.NewUniform(m.fill), Face: face.FontFace(dots), Dot: fixed.Point26_6{X: at(m.path[0].x), Y: at(m.path[0].y)}}
	drawer.DrawString(m.word)
}

// indexed is an opaque image in its 256 most frequent colours; the others, mixed
// at the edges of marks, become the nearest of these. It is written in a third of
// the time and room.
func indexed(img *image.RGBA) *image.Paletted {
	shades, stretches := stretchesOf(img.Pix)
	counts, order := make([]int, len(shades)), make([]int, len(shades))
	for _, s := range stretches {
		counts[s.shade] += int(s.length)
	}
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(shades[a], shades[b]))
	})
	kept := order[:min(256, len(order))]
	place := make([]uint8, len(shades))
	palette := make(color.Palette, len(kept))
	for i, c := range kept {
		place[c] = uint8(i)
		palette[i] = parts(shades[c])
	}
	for _, c := range order[len(kept):] {
		best, least := 0, math.MaxInt
		for i, k := range kept {
			if far := colourGap(parts(shades[c]), parts(shades[k])); far < least {
				best, least = i, far
			}
		}
		place[c] = uint8(best)
	}
	out := image.NewPaletted(img.Rect, palette)
	rest := out.Pix
	for _, s := range stretches {
		for k := range rest[:s.length] {
			rest[k] = place[s.shade]
		}
		rest = rest[s.length:]
	}
	return out
}

// stretch is dots of one colour, side by side.
type stretch struct{ shade, length uint32 }

// stretchesOf are the colours of an image, and its stretches. It is mostly
// paper, which is gone through two dots at a time.
func stretchesOf(pix []uint8) (shades []uint32, list []stretch) {
	known := map[uint32]uint32{}
	list = make([]stretch, 0, len(pix)/32)
	for at := 0; at < len(pix); {
		colour := binary.LittleEndian.Uint32(pix[at:])
		two := uint64(colour)<<32 | uint64(colour)
		end := at + 4
		for end+8 <= len(pix) && binary.LittleEndian.Uint64(pix[end:]) == two {
			end += 8
		}
		if end+4 <= len(pix) && binary.LittleEndian.Uint32(pix[end:]) == colour {
			end += 4
		}
		shade, seen := known[colour]
		if !seen {
			shade = uint32(len(shades))
			known[colour] = shade
			shades = append(shades, colour)
		}
		list = append(list, stretch{shade, uint32(end-at) / 4})
		at = end
	}
	return shades, list
}

func parts(c uint32) color.RGBA {
	return color.RGBA{uint8(c), uint8(c >> 8), uint8(c >> 16), uint8(c >> 24)}
}

// colourGap is the squared distance of two colours.
func colourGap(a, b color.RGBA) int {
	red, green, blue := int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B)
	return red*red + green*green + blue*blue
}

// withSize says in a PNG image how large it is on paper. That part comes after
// the header, which takes 33 bytes.
func withSize(data []byte) []byte {
	const header, metre = 33, 39.3701
	perMetre := dots * metre
	part := []byte("\x00\x00\x00\x09pHYs")
	part = binary.BigEndian.AppendUint32(part, uint32(perMetre+0.5))
	part = binary.BigEndian.AppendUint32(part, uint32(perMetre+0.5))
	part = append(part, 1) // a metre
	part = binary.BigEndian.AppendUint32(part, crc32.ChecksumIEEE(part[4:]))
	return slices.Concat(data[:header], part, data[header:])
}
