package export

import (
	"bytes"
	"errors"
	"image/png"
	"math"
	"strings"

	"github.com/askoria/verbatim/stats"
	"github.com/xuri/excelize/v2"
)

// Picture is an image as a sheet shows it.
type Picture struct {
	PNG           []byte
	Width, Height float64 // on paper, in points
	Alt           string  // what it shows, for those who cannot see it
}

// Pictured is a result that is looked at: a figure. Only the title and the
// caption of its first table are written, around the picture. One that counts
// persons is stats.Counted as well: Hide then gives it drawn from what may be
// shown.
type Pictured interface {
	stats.Tabler
	Picture() (Picture, error)
}

// pictureOf is the picture of a result, nil where it has none.
func pictureOf(result stats.Tabler) (*Picture, error) {
	figure, ok := result.(Pictured)
	if !ok {
		return nil, nil
	}
	picture, err := figure.Picture()
	if err != nil {
		return nil, err
	}
	picture.Alt = strings.TrimSpace(oneLine(picture.Alt))
	if picture.Alt == "" {
		return nil, errors.New("the picture says nothing to those who cannot see it: give it an alternative text")
	}
	return &picture, nil
}

// rows is the number of rows of a sheet that the picture lies over.
func (p *Picture) rows() int { return int(math.Ceil(p.Height/defaultRow)) + 1 }

// smallest is the part of its size that a picture keeps at the least.
const smallest = 0.6

// shrink makes a picture small enough for one page with its title and notes,
// in a breadth, where it can still be read then.
func (k *block) shrink(page, breadth float64) {
	if k.picture == nil {
		return
	}
	room := page - defaultRow // the last row is not full
	for r := range k.rows() {
		if r.spread {
			room -= r.cells[0].height(breadth)
		}
	}
	if part := room / k.picture.Height; part < 1 && part >= smallest {
		smaller := *k.picture
		smaller.Width, smaller.Height = part*smaller.Width, part*smaller.Height
		k.picture = &smaller
	}
}

// setPictures lays the pictures over the rows that are kept free for them.
func (w *writer) setPictures(p *leaf) error {
	const pixel = 72.0 / 96 // of a screen, in points
	for _, k := range p.blocks {
		if k.picture == nil {
			continue
		}
		size, err := png.DecodeConfig(bytes.NewReader(k.picture.PNG))
		if err != nil {
			return err
		}
		if err := w.file.AddPictureFromBytes(p.name, at(1, k.headRow()), &excelize.Picture{
			Extension: ".png", File: k.picture.PNG,
			Format: &excelize.GraphicOptions{
				AltText: k.picture.Alt, Positioning: "oneCell", LockAspectRatio: true,
				ScaleX: k.picture.Width / pixel / float64(size.Width),
				ScaleY: k.picture.Height / pixel / float64(size.Height),
			},
		}); err != nil {
			return err
		}
	}
	return nil
}
