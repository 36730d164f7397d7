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
	"maps"
	"math"
	"slices"

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
		if m.image == nil {
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

// indexed is an opaque image in its 256 most frequent colours; the others, mixed
// at the edges of marks, become the nearest of these. It is written in a third of
// the time and room.
func indexed(img *image.RGBA) *image.Paletted {
	counts := map[uint32]int{}
	runs(img.Pix, func(_, length int, c uint32) { counts[c] += length })
	shades := slices.SortedFunc(maps.Keys(counts), func(a, b uint32) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	kept := shades[:min(256, len(shades))]
	place := make(map[uint32]uint8, len(shades))
	palette := make(color.Palette, len(kept))
	for i, c := range kept {
		place[c] = uint8(i)
		palette[i] = parts(c)
	}
	for _, c := range shades[len(kept):] {
		best, least := 0, math.MaxInt
		for i, k := range kept {
			if far := colourGap(parts(c), parts(k)); far < least {
				best, least = i, far
			}
		}
		place[c] = uint8(best)
	}
	out := image.NewPaletted(img.Rect, palette)
	runs(img.Pix, func(at, length int, c uint32) {
		i := place[c]
		for k := range length {
			out.Pix[at+k] = i
		}
	})
	return out
}

// runs gives the runs of dots of one colour: where it begins, how long it is.
func runs(pix []uint8, do func(at, length int, c uint32)) {
	start, last := 0, binary.LittleEndian.Uint32(pix)
	for at := 4; at < len(pix); at += 4 {
		if c := binary.LittleEndian.Uint32(pix[at:]); c != last {
			do(start/4, (at-start)/4, last)
			start, last = at, c
		}
	}
	do(start/4, (len(pix)-start)/4, last)
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
