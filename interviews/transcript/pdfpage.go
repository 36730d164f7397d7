package transcript

import "math"

// matrix maps (x, y) to (a·x + c·y + e, b·x + d·y + f).
type matrix struct{ a, b, c, d, e, f float64 }

var upright = matrix{a: 1, d: 1}

// then is this matrix followed by another.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func shift(x, y float64) matrix { return matrix{a: 1, d: 1, e: x, f: y} }

// inked is a character on a page, from left to right.
type inked struct {
	text     string
	x, end   float64
	y        float64
	size     float64
	artifact bool // of the page, not of the text: its number, a running title
}

// drawing is the state of a page under way, what q saves and Q brings back.
type drawing struct {
	page                      matrix
	font                      *pdfFont
	size, rise, leading       float64
	letters, words, stretched float64 // spacing; 1 for no stretching
}

// painter goes through the drawing of a page for its characters.
type painter struct {
	file *pdfFile
	drawing
	saved      []drawing
	text, line matrix
	marks      []marked
	out        []inked
}

// marked is a part of a page that says what it is.
type marked struct {
	artifact bool
	said     bool   // whether it says its text itself
	text     string // that text, until it is placed
}

// Forms in forms, saved states and marks are bounded.
const deepestForm, mostSaved = 8, 1000

// paint goes through one drawing with the resources it uses.
func (p *painter) paint(content []byte, resources pdfDict, depth int) error {
	if !p.file.spend(len(content)) {
		return errPDFLong
	}
	l := pdfLexer{data: content}
	var operands []any
	for {
		object, err := l.object(0)
		if p.file.left < 0 {
			return errPDFLong
		}
		if err != nil {
			return nil // the end; what is cut off inside an object draws nothing
		}
		word, ok := object.(pdfWord)
		if !ok {
			if len(operands) < mostSaved {
				operands = append(operands, object)
			}
			continue
		}
		switch word {
		case "BI":
			l.skipImage()
		case "Do":
			if err := p.form(operands, resources, depth); err != nil {
				return err
			}
		default:
			p.operate(word, operands, resources)
		}
		operands = operands[:0]
	}
}

// skipImage passes over an image among operators.
func (l *pdfLexer) skipImage() {
	for ; l.at+3 < len(l.data); l.at++ {
		if pdfSpace(l.data[l.at]) && l.data[l.at+1] == 'E' && l.data[l.at+2] == 'I' && pdfSpace(l.data[l.at+3]) {
			l.at += 3
			return
		}
	}
	l.at = len(l.data)
}

// form paints a drawing inside the drawing.
func (p *painter) form(operands []any, resources pdfDict, depth int) error {
	if len(operands) == 0 || depth >= deepestForm {
		return nil
	}
	name, _ := operands[0].(pdfName)
	stream, ok := p.file.get(p.file.dict(resources["XObject"])[name]).(*pdfStream)
	if !ok || p.file.name(stream.dict["Subtype"]) != "Form" {
		return nil
	}
	content, err := p.file.content(stream)
	if err != nil {
		return err
	}
	before, saved, marks := p.drawing, p.saved, p.marks
	p.saved = nil
	if m, ok := p.matrix(p.file.array(stream.dict["Matrix"])); ok {
		p.page = m.then(p.page)
	}
	if own := p.file.dict(stream.dict["Resources"]); own != nil {
		resources = own
	}
	err = p.paint(content, resources, depth+1)
	p.drawing, p.saved, p.marks = before, saved, marks
	return err
}

// matrix reads six numbers.
func (p *painter) matrix(list []any) (matrix, bool) {
	if len(list) < 6 {
		return matrix{}, false
	}
	var n [6]float64
	for i := range n {
		n[i] = p.file.number(list[i])
	}
	return matrix{n[0], n[1], n[2], n[3], n[4], n[5]}, true
}

func (p *painter) operate(word pdfWord, operands []any, resources pdfDict) {
	number := func(i int) float64 {
		if i >= len(operands) {
			return 0
		}
		return p.file.number(operands[i])
	}
	last := func() any {
		if len(operands) == 0 {
			return nil
		}
		return operands[len(operands)-1]
	}
	switch word {
	case "q":
		if len(p.saved) < mostSaved {
			p.saved = append(p.saved, p.drawing)
		}
	case "Q":
		if n := len(p.saved); n > 0 {
			p.drawing, p.saved = p.saved[n-1], p.saved[:n-1]
		}
	case "cm":
		if m, ok := p.matrix(operands); ok {
			p.page = m.then(p.page)
		}
	case "BT":
		p.text, p.line = upright, upright
	case "Tc":
		p.letters = number(0)
	case "Tw":
		p.words = number(0)
	case "Tz":
		p.stretched = number(0) / 100
	case "TL":
		p.leading = number(0)
	case "Ts":
		p.rise = number(0)
	case "Tf":
		if len(operands) == 2 {
			p.font, p.size = p.fontNamed(operands[0], resources), number(1)
		}
	case "Td":
		p.move(number(0), number(1))
	case "TD":
		p.leading = -number(1)
		p.move(number(0), number(1))
	case "Tm":
		if m, ok := p.matrix(operands); ok {
			p.text, p.line = m, m
		}
	case "T*":
		p.move(0, -p.leading)
	case "Tj":
		p.show(last())
	case "'":
		p.move(0, -p.leading)
		p.show(last())
	case "\"":
		p.words, p.letters = number(0), number(1)
		p.move(0, -p.leading)
		p.show(last())
	case "TJ":
		p.showAll(p.file.array(last()))
	case "BMC", "BDC":
		p.mark(operands, resources)
	case "EMC":
		if n := len(p.marks); n > 0 {
			p.marks = p.marks[:n-1]
		}
	}
}

func (p *painter) fontNamed(object any, resources pdfDict) *pdfFont {
	name, _ := object.(pdfName)
	object = p.file.dict(resources["Font"])[name]
	ref, ok := object.(pdfRef)
	if !ok {
		if !p.file.spend(10_000) { // to be read again each time
			return nil
		}
		return p.file.font(object)
	}
	if p.file.fonts[ref] == nil {
		p.file.fonts[ref] = p.file.font(object)
	}
	return p.file.fonts[ref]
}

func (p *painter) move(x, y float64) {
	p.line = shift(x, y).then(p.line)
	p.text = p.line
}

func (p *painter) mark(operands []any, resources pdfDict) {
	if len(operands) == 0 || len(p.marks) >= mostSaved {
		return
	}
	var m marked
	if n := len(p.marks); n > 0 {
		m.artifact = p.marks[n-1].artifact
	}
	m.artifact = m.artifact || operands[0] == any(pdfName("Artifact"))
	if len(operands) > 1 {
		properties := p.file.dict(operands[1])
		if name, ok := operands[1].(pdfName); ok {
			properties = p.file.dict(p.file.dict(resources["Properties"])[name])
		}
		if text, ok := p.file.get(properties["ActualText"]).(pdfString); ok {
			m.said, m.text = true, said16(text)
		}
	}
	p.marks = append(p.marks, m)
}

// said16 is a text that the file gives for people: UTF-16 behind a mark, or one
// byte a character.
func said16(text pdfString) string {
	if len(text) >= 2 && text[:2] == "\xfe\xff" {
		return bigEndian(text[2:])
	}
	runes := make([]rune, len(text))
	for i := range len(text) {
		runes[i] = rune(text[i])
	}
	return string(runes)
}

// showAll shows strings with shifts between them, in thousandths of the size.
func (p *painter) showAll(list pdfArray) {
	for _, each := range list {
		if number, ok := p.file.get(each).(float64); ok {
			p.text = shift(-number/1000*p.size*p.stretched, 0).then(p.text)
		} else {
			p.show(each)
		}
	}
}

// show places the characters of a string and moves on behind them.
func (p *painter) show(object any) {
	text, ok := p.file.get(object).(pdfString)
	if !ok || p.font == nil || !p.file.spend(64*len(text)) { // a character here takes as much
		return
	}
	var mark *marked
	artifact := false
	if n := len(p.marks); n > 0 {
		artifact = p.marks[n-1].artifact
	}
	for i := range p.marks {
		if p.marks[i].said && mark == nil {
			mark = &p.marks[i]
		}
	}
	for _, g := range p.font.glyphs(text) {
		advance := g.width*p.size + p.letters
		if g.space {
			advance += p.words
		}
		m := matrix{a: p.size * p.stretched, d: p.size, f: p.rise}.then(p.text).then(p.page)
		width := g.width * p.size * p.stretched
		end := shift(width, p.rise).then(p.text).then(p.page)
		p.text = shift(advance*p.stretched, 0).then(p.text)
		if mark != nil {
			g.text, mark.text = mark.text, ""
		}
		// What runs upwards or downwards stands beside the text.
		ink := inked{text: g.text, x: m.e, end: end.e, y: m.f, size: math.Hypot(m.c, m.d), artifact: artifact || math.Abs(m.b) > math.Abs(m.a)}
		if g.text != "" && sound(ink.x) && sound(ink.end) && sound(ink.y) && sound(ink.size) {
			p.out = append(p.out, ink)
		}
	}
}

// sound tells a place that can be on a page.
func sound(x float64) bool { return x > -1e6 && x < 1e6 }
