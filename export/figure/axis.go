package figure

import (
	"math"

	"github.com/askoria/verbatim/stats"
)

// scale carries values to places along one direction.
type scale struct{ low, high, from, to float64 }

func (s scale) at(x float64) float64 {
	if s.high == s.low {
		return (s.from + s.to) / 2
	}
	return s.from + (x-s.low)/(s.high-s.low)*(s.to-s.from)
}

// ticks are round values from low to high: steps of 1, 2 or 5 times a power of
// ten, about as many as asked.
func ticks(low, high float64, about int) []float64 {
	if !(high > low) {
		return []float64{low}
	}
	rough := (high - low) / float64(max(1, about))
	power := math.Pow(10, math.Floor(math.Log10(rough)))
	step := 10 * power
	for _, times := range []float64{1, 2, 5} {
		if times*power >= rough*(1-1e-9) {
			step = times * power
			break
		}
	}
	var values []float64
	for k := math.Ceil(low/step - 1e-9); k*step <= high+step*1e-9; k++ {
		values = append(values, k*step+0) // not -0
	}
	return values
}

// ceiling is the highest value rounded up to a tick.
func ceiling(high float64, about int) float64 {
	if high <= 0 {
		return 1
	}
	values := ticks(0, high, about)
	last := values[len(values)-1]
	if last < high*(1-1e-9) && len(values) > 1 {
		return last + values[1] - values[0]
	}
	return max(last, high)
}

// tickText writes a tick: as few decimals as it needs.
func tickText(x float64, f stats.Format, lang string) string {
	x = math.Round(x*1e9) / 1e9
	text := shown(x, stats.Number, lang)
	if f == stats.Percent {
		text += stats.Say(lang, "\u00a0%", "%")
	}
	return text
}

// gutter is the room that the ticks of an upright axis need.
func (d *drawing) gutter(values []float64, f stats.Format) float64 {
	broad := 0.0
	for _, x := range values {
		broad = max(broad, font{size: small}.broad(tickText(x, f, d.lang)))
	}
	return broad + 5
}

// upright draws an axis of values at the left of a place, with its lines.
func (d *drawing) upright(place rect, s scale, values []float64, f stats.Format) {
	for _, x := range values {
		y := s.at(x)
		d.line("grid", faint, 0.6, point{place.left, y}, point{place.right, y})
		d.word("tick", tickText(x, f, d.lang), point{place.left - 4, y}, toLeft, font{size: small, ink: grey})
	}
}

// flat draws an axis of values under a place, with its lines.
func (d *drawing) flat(place rect, s scale, values []float64, f stats.Format) {
	for _, x := range values {
		at := s.at(x)
		d.line("grid", faint, 0.6, point{at, place.top}, point{at, place.bottom})
		text, font := tickText(x, f, d.lang), font{size: small, ink: grey}
		d.word("tick", text, point{d.inside(at, text, font), place.bottom + 7}, centred, font)
	}
}

// titles names the axes: below the ticks, and upright at the left of a place.
func (d *drawing) titles(place rect, below string, left string, gutter float64) {
	f := font{size: normal, ink: grey}
	d.word("axis", f.cut(below, place.width()), point{place.middle().x, place.bottom + 20}, centred, f)
	f.upright = true
	d.word("axis", f.cut(left, place.height()), point{place.left - gutter - 7, place.middle().y}, centred, f)
}

// positions writes the names of steps under a place, as many as find room.
func (d *drawing) positions(place rect, names []string) {
	f := font{size: small, ink: grey}
	broad := 8.0
	for _, name := range names {
		broad = max(broad, f.broad(name)+6)
	}
	each := place.width() / float64(max(1, len(names)))
	every := max(1, int(math.Ceil(broad/each)))
	// A round interval reads more easily.
	for _, round := range []int{1, 2, 3, 4, 6, 12, 24, 36, 60, 120} {
		if round >= every {
			every = round
			break
		}
	}
	for i := 0; i < len(names); i += every {
		x := place.left + (float64(i)+0.5)*each
		d.line("tick", grey, 0.6, point{x, place.bottom}, point{x, place.bottom + 3})
		d.word("tick", names[i], point{d.inside(x, names[i], f), place.bottom + 9}, centred, f)
	}
}
