package figure

import (
	"cmp"
	"math"
	"slices"
)

// spot is a point that wants a label beside it.
type spot struct {
	at     point
	radius float64
	text   string
	font   font
	// outward asks for the side away from a centre.
	outward bool
	centre  point
}

// rings and angles are the places tried around a point, the nearest first; at
// each distance the sides before above and below, and these before corners.
const (
	rings    = 8
	ringStep = 5.0
)

var angles = func() []float64 {
	order := []int{0, 8, 4, 12, 2, 14, 6, 10, 1, 15, 7, 9, 3, 13, 5, 11}
	turned := make([]float64, len(order))
	for i, k := range order {
		turned[i] = float64(k) * math.Pi / 8
	}
	return turned
}()

// labels writes the labels of the first spots, in their order, each where it
// covers neither another label nor a point; one that is moved away is tied to its
// point by a line. It gives the texts that have none.
func (d *drawing) labels(spots []spot, first int, place rect) (unplaced []string) {
	taken := make([]rect, len(spots))
	for i, s := range spots {
		taken[i] = rect{s.at.x - s.radius, s.at.y - s.radius, s.at.x + s.radius, s.at.y + s.radius}
	}
	for i, s := range spots {
		if i >= first {
			unplaced = append(unplaced, s.text)
			continue
		}
		box, ring, ok := s.room(place, taken)
		if !ok {
			unplaced = append(unplaced, s.text)
			continue
		}
		taken = append(taken, box)
		if ring > 1 {
			end := point{max(box.left, min(box.right, s.at.x)), max(box.top, min(box.bottom, s.at.y))}
			edge := s.radius / math.Hypot(end.x-s.at.x, end.y-s.at.y)
			d.line("leader", grey, 0.5, point{s.at.x + edge*(end.x-s.at.x), s.at.y + edge*(end.y-s.at.y)}, end)
		}
		d.clear("point label", s.text, point{box.left + 1, (box.top + box.bottom) / 2}, toRight, s.font)
	}
	return unplaced
}

// away is the angles by how far they turn from the side away from the centre.
func (s spot) away() []float64 {
	out := math.Atan2(s.centre.y-s.at.y, s.at.x-s.centre.x)
	turn := func(angle float64) float64 { return math.Abs(math.Remainder(angle-out, 2*math.Pi)) }
	order := slices.Clone(angles)
	slices.SortStableFunc(order, func(a, b float64) int { return cmp.Compare(turn(a), turn(b)) })
	return order
}

// room is the first free place for the label of a spot.
func (s spot) room(place rect, taken []rect) (box rect, ring int, ok bool) {
	broad, high := s.font.broad(s.text)+2, s.font.size*1.15
	order := angles
	if s.outward {
		order = s.away()
	}
	for ring := range rings {
		reach := s.radius + 1.5 + float64(ring)*ringStep
		for _, angle := range order {
			sin, cos := math.Sincos(angle)
			at := point{s.at.x + reach*cos, s.at.y - reach*sin}
			left := at.x - broad/2 + cos*broad/2
			top := at.y - high/2 - sin*high/2
			box := rect{left, top, left + broad, top + high}
			if box.left < place.left || box.right > place.right || box.top < place.top || box.bottom > place.bottom {
				continue
			}
			if !slices.ContainsFunc(taken, box.overlaps) {
				return box, ring, true
			}
		}
	}
	return rect{}, 0, false
}
