package interviews

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Text is the text of a file: UTF-8, line ends LF, nothing else changed.
type Text struct {
	Content  string
	Encoding string // what it was: "UTF-8", "Windows-1252 (deviné)"
	Doubt    string // in French, why the guess may be wrong; "" when it is sound
}

// Text decodes the file: by its byte order mark; else as UTF-8 when the whole
// file is valid; else as UTF-16 when every other byte is nearly always 0; else
// as Windows-1252, or as Macintosh or DOS (CP850) where Windows-1252 would
// make nonsense of its accents. The error is a *Problem.
func (f *File) Text() (Text, error) {
	text, err := decode(f.Data)
	if err == nil && !strings.Contains(text.Content, "\x00") {
		if strings.Contains(text.Content, "\r") {
			text.Content = strings.ReplaceAll(text.Content, "\r\n", "\n")
			text.Content = strings.ReplaceAll(text.Content, "\r", "\n")
		}
		return text, nil
	}
	return Text{}, &Problem{
		File: f.Name, Severity: Rejected, Summary: "n'est pas un fichier de texte",
		Hint: "l'enregistrer en texte ou en CSV UTF-8 depuis le logiciel d'origine", cause: err,
	}
}

func decode(data []byte) (Text, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		if rest := data[3:]; utf8.Valid(rest) {
			return Text{Content: string(rest), Encoding: "UTF-8 (BOM)"}, nil
		}
		text := decodeByte(data[3:])
		text.Doubt = "le fichier s'annonce UTF-8 mais n'est pas valide"
		return text, nil
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return decode16(data[2:], unicode.LittleEndian, "UTF-16 LE (BOM)")
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decode16(data[2:], unicode.BigEndian, "UTF-16 BE (BOM)")
	}
	even, odd := zeros(data)
	switch quarter := len(data) / 4; {
	case odd > quarter && even*8 < odd:
		return decode16(data, unicode.LittleEndian, "UTF-16 LE (deviné)")
	case even > quarter && odd*8 < even:
		return decode16(data, unicode.BigEndian, "UTF-16 BE (deviné)")
	case utf8.Valid(data):
		return Text{Content: string(data), Encoding: "UTF-8"}, nil
	}
	return decodeByte(data), nil
}

// zeros counts the bytes 0 at even and odd positions: text in a Latin script
// has one in every pair as UTF-16, and none otherwise.
func zeros(data []byte) (even, odd int) {
	for at := bytes.IndexByte(data, 0); at >= 0; {
		if at%2 == 0 {
			even++
		} else {
			odd++
		}
		next := bytes.IndexByte(data[at+1:], 0)
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return even, odd
}

func decode16(data []byte, order unicode.Endianness, name string) (Text, error) {
	content, err := unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Bytes(data)
	text := Text{Content: string(content), Encoding: name}
	if strings.ContainsRune(text.Content, utf8.RuneError) {
		text.Doubt = "des caractères sont incomplets"
	}
	return text, err
}

// decodeByte reads an encoding of one byte a character. Windows-1252 unless it
// reads the accents as nonsense and an older encoding reads them as French.
func decodeByte(data []byte) Text {
	var high [256]int
	for _, b := range data {
		high[b]++
	}
	table, name := charmap.Windows1252, "Windows-1252 (deviné)"
	if frenchness(table, &high) < 0 {
		best := 0
		for _, other := range []struct {
			table *charmap.Charmap
			name  string
		}{{charmap.Macintosh, "Macintosh (deviné)"}, {charmap.CodePage850, "DOS CP850 (deviné)"}} {
			if score := frenchness(other.table, &high); score > best {
				table, name, best = other.table, other.name, score
			}
		}
	}
	var content strings.Builder
	content.Grow(len(data) + len(data)/8)
	for _, b := range data {
		content.WriteRune(table.DecodeByte(b))
	}
	text := Text{Content: content.String(), Encoding: name}
	if line := utf8Line(data); line > 0 {
		text.Doubt = fmt.Sprintf("deux encodages sont mélangés : la ligne %d est en UTF-8", line)
	}
	return text
}

func frenchness(table *charmap.Charmap, count *[256]int) int {
	score := 0
	for b := 0x80; b < 0x100; b++ {
		r := table.DecodeByte(byte(b))
		switch {
		case strings.ContainsRune("àâäçéèêëîïôöùûüœ’", r):
			score += 2 * count[b]
		case strings.ContainsRune("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒæÿ‘“”«»…–—€°²½ \u00a0", r):
			score += count[b]
		default:
			score -= count[b]
		}
	}
	return score
}

// utf8Line is the first line with an accented letter written as UTF-8: such a
// pair of bytes reads "Ã©" in Windows-1252, which no French text has.
func utf8Line(data []byte) int {
	for at := 0; ; {
		next := bytes.IndexByte(data[at:], 0xc3)
		if next < 0 || at+next+1 >= len(data) {
			return 0
		}
		at += next + 1
		if data[at] >= 0x80 && data[at] < 0xc0 {
			return 1 + bytes.Count(data[:at], []byte("\n"))
		}
	}
}
