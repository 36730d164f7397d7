package transcript

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// pdfFont tells which characters the codes of a font are, and how wide.
type pdfFont struct {
	two     bool             // codes are of two bytes
	unicode map[int]string   // by code, where the file says so
	names   map[int]string   // characters by code, from the names of their shapes
	page    *charmap.Charmap // the other codes of one byte
	widths  map[int]float64  // by code, in units of the font
	other   float64          // width of the other codes
	scale   float64          // from units of the font to its size
}

// font reads a font.
func (f *pdfFile) font(object any) *pdfFont {
	dict := f.dict(object)
	font := &pdfFont{page: charmap.Windows1252, widths: map[int]float64{}, other: 500, scale: 0.001}
	if stream, ok := f.get(dict["ToUnicode"]).(*pdfStream); ok {
		if table, err := f.content(stream); err == nil {
			font.unicode = f.unicodeTable(table)
		}
	}
	if f.name(dict["Subtype"]) == "Type0" {
		font.two = true
		if below := f.array(dict["DescendantFonts"]); len(below) > 0 {
			f.wideWidths(font, f.dict(below[0]))
		}
		return font
	}
	if f.name(dict["Subtype"]) == "Type3" {
		if matrix := f.array(dict["FontMatrix"]); len(matrix) == 6 {
			font.scale = f.number(matrix[0])
		}
	}
	encoding := f.get(dict["Encoding"])
	base := f.name(encoding)
	if own := f.dict(encoding); own != nil {
		base = f.name(own["BaseEncoding"])
		font.names = f.differences(f.array(own["Differences"]))
	}
	if base == "MacRomanEncoding" {
		font.page = charmap.Macintosh
	}
	first := int(f.number(dict["FirstChar"]))
	if widths := f.array(dict["Widths"]); len(widths) > 0 {
		for i, width := range widths {
			font.widths[first+i] = f.number(width)
		}
		font.other = f.number(f.dict(dict["FontDescriptor"])["MissingWidth"])
	}
	return font
}

// wideWidths reads the widths of a font of two bytes: a first code and a list,
// or two codes and what all between them have.
func (f *pdfFile) wideWidths(font *pdfFont, dict pdfDict) {
	font.other = 1000
	if width, ok := f.get(dict["DW"]).(float64); ok {
		font.other = width
	}
	list := f.array(dict["W"])
	for i := 0; i+1 < len(list); {
		first := int(f.number(list[i]))
		if each, ok := f.get(list[i+1]).(pdfArray); ok {
			for n, width := range each {
				font.widths[first+n] = f.number(width)
			}
			i += 2
			continue
		}
		if i+2 >= len(list) {
			return
		}
		width := f.number(list[i+2])
		for code := first; code <= min(int(f.number(list[i+1])), 0xffff) && f.spend(1); code++ {
			font.widths[code] = width
		}
		i += 3
	}
}

// differences reads the codes that a font gives to shapes, by their names.
func (f *pdfFile) differences(list pdfArray) map[int]string {
	names, code := map[int]string{}, 0
	for _, object := range list {
		switch object := f.get(object).(type) {
		case float64:
			code = int(object)
		case pdfName:
			if text := shape(string(object)); text != "" {
				names[code] = text
			}
			code++
		}
	}
	return names
}

// glyph is one code of a string: its text, its width at size 1, and whether it
// is the space that justified lines stretch.
type glyph struct {
	text  string
	width float64
	space bool
}

// glyphs are the codes of a string. What cannot be told is U+FFFD.
func (font *pdfFont) glyphs(text pdfString) []glyph {
	step := 1
	if font.two {
		step = 2
	}
	list := make([]glyph, 0, len(text)/step)
	for i := 0; i+step <= len(text); i += step {
		code := int(text[i])
		if font.two {
			code = code<<8 | int(text[i+1])
		}
		g := glyph{width: font.other * font.scale, space: !font.two && code == ' '}
		if width, ok := font.widths[code]; ok {
			g.width = width * font.scale
		}
		known := false
		if g.text, known = font.unicode[code]; !known {
			g.text, known = font.names[code]
		}
		switch {
		case known:
		case font.two:
			g.text = string(utf8.RuneError)
		case code < ' ':
		default:
			g.text = string(font.page.DecodeByte(byte(code)))
		}
		list = append(list, g)
	}
	return list
}

// unicodeTable reads which text codes stand for.
func (f *pdfFile) unicodeTable(data []byte) map[int]string {
	table := map[int]string{}
	l := pdfLexer{data: data}
	var operands []any
	for {
		object, err := l.object(0)
		if err != nil {
			return table
		}
		word, ok := object.(pdfWord)
		if !ok {
			operands = append(operands, object)
			continue
		}
		switch word {
		case "endbfchar":
			for i := 0; i+1 < len(operands); i += 2 {
				if to, ok := operands[i+1].(pdfString); ok {
					table[codeOf(operands[i])] = short(to)
				}
			}
		case "endbfrange":
			for i := 0; i+2 < len(operands); i += 3 {
				f.addRange(table, codeOf(operands[i]), codeOf(operands[i+1]), operands[i+2])
			}
		}
		operands = operands[:0]
	}
}

// addRange adds codes that stand for texts one after the other; texts are
// written in codes of two bytes at most, and a range that goes beyond is cut.
func (f *pdfFile) addRange(table map[int]string, from, to int, what any) {
	to = min(to, math.MaxUint16)
	switch what := what.(type) {
	case pdfString:
		units := []rune(short(what))
		if len(units) == 0 {
			return
		}
		for code := from; code <= to && f.spend(1); code++ {
			table[code] = string(units)
			units[len(units)-1]++
		}
	case pdfArray:
		for i, each := range what {
			if text, ok := each.(pdfString); ok && from+i <= to {
				table[from+i] = short(text)
			}
		}
	}
}

// codeOf is a code of up to four bytes; -1 for what is none.
func codeOf(object any) int {
	text, ok := object.(pdfString)
	if !ok || len(text) == 0 || len(text) > 4 {
		return -1
	}
	code := 0
	for i := range len(text) {
		code = code<<8 | int(text[i])
	}
	return code
}

// bigEndian reads UTF-16 with the high byte first.
func bigEndian(text pdfString) string {
	units := make([]uint16, len(text)/2)
	for i := range units {
		units[i] = uint16(text[2*i])<<8 | uint16(text[2*i+1])
	}
	return string(utf16.Decode(units))
}

// short is the text of a code as tables give it: one character mostly, a few
// for ligatures.
func short(text pdfString) string { return bigEndian(text[:min(len(text), 32)]) }

// shape is the text of a shape by its name: "eacute", "uni00E9", "e.alt".
func shape(name string) string {
	name, _, _ = strings.Cut(name, ".")
	if utf8.RuneCountInString(name) == 1 {
		return name
	}
	if name == "nbspace" {
		return "\u00a0" // a separator of the lists below
	}
	for _, list := range [...]struct {
		first rune
		names string
	}{{' ', asciiShapes}, {0xa1, latinShapes}} {
		for i, one := range strings.Fields(list.names) {
			if one == name {
				return string(list.first + rune(i))
			}
		}
	}
	for one := range strings.FieldsSeq(otherShapes) {
		if of, text, _ := strings.Cut(one, "="); of == name {
			return text
		}
	}
	hexadecimal, found := strings.CutPrefix(name, "uni")
	if !found {
		hexadecimal, found = strings.CutPrefix(name, "u")
	}
	if code, err := strconv.ParseUint(hexadecimal, 16, 21); found && err == nil && len(hexadecimal) >= 4 {
		return string(rune(code))
	}
	return ""
}

// Names of shapes, in the order of their characters; letters are their own.
const (
	asciiShapes = `space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk
plus comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater
question at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum
underscore grave a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde`
	latinShapes = `exclamdown cent sterling currency yen brokenbar section dieresis copyright ordfeminine guillemotleft
logicalnot softhyphen registered macron degree plusminus twosuperior threesuperior acute mu paragraph periodcentered
cedilla onesuperior ordmasculine guillemotright onequarter onehalf threequarters questiondown Agrave Aacute
Acircumflex Atilde Adieresis Aring AE Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute Icircumflex
Idieresis Eth Ntilde Ograve Oacute Ocircumflex Otilde Odieresis multiply Oslash Ugrave Uacute Ucircumflex Udieresis
Yacute Thorn germandbls agrave aacute acircumflex atilde adieresis aring ae ccedilla egrave eacute ecircumflex
edieresis igrave iacute icircumflex idieresis eth ntilde ograve oacute ocircumflex otilde odieresis divide oslash
ugrave uacute ucircumflex udieresis yacute thorn ydieresis`
	otherShapes = `OE=Œ oe=œ Scaron=Š scaron=š Zcaron=Ž zcaron=ž Ydieresis=Ÿ florin=ƒ endash=– emdash=—
quoteleft=‘ quoteright=’ quotesinglbase=‚ quotedblleft=“ quotedblright=” quotedblbase=„ dagger=† daggerdbl=‡ bullet=•
ellipsis=… perthousand=‰ guilsinglleft=‹ guilsinglright=› Euro=€ trademark=™ minus=− fi=fi fl=fl ff=ff ffi=ffi
ffl=ffl dotlessi=ı circumflex=ˆ tilde=˜ caron=ˇ arrowright=→ arrowleft=←`
)
