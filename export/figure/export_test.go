package figure

// Word is a word of a figure, what it stands for, and the edges of its box.
type Word struct {
	Role, Text               string
	Left, Top, Right, Bottom float64
}

// Words lists the words of a figure.
func (f *Figure) Words() []Word {
	var words []Word
	for _, m := range f.marks {
		if m.word != "" {
			words = append(words, Word{m.role, m.word, m.box.left, m.box.top, m.box.right, m.box.bottom})
		}
	}
	return words
}

// Count is the number of marks of a role.
func (f *Figure) Count(role string) int {
	n := 0
	for _, m := range f.marks {
		if m.role == role {
			n++
		}
	}
	return n
}

// Sizes are the widths and heights of the surfaces of a role.
func (f *Figure) Sizes(role string) (sizes [][2]float64) {
	for _, m := range f.marks {
		if m.role == role && m.fill != nil && m.word == "" {
			low, high := m.path[0], m.path[0]
			for _, p := range m.path {
				low = point{min(low.x, p.x), min(low.y, p.y)}
				high = point{max(high.x, p.x), max(high.y, p.y)}
			}
			sizes = append(sizes, [2]float64{high.x - low.x, high.y - low.y})
		}
	}
	return sizes
}

// Ticks gives the unexported rule of axes to its test.
var Ticks = ticks

// Hues are the colours that a palette gives to levels.
func (p Palette) Hues(titles ...string) (hues []string) {
	for _, t := range p.tints(titles) {
		hues = append(hues, string([]byte{t.color.R, t.color.G, t.color.B, byte(t.pattern)}))
	}
	return hues
}
