package transcript

import (
	"strconv"

	"golang.org/x/text/encoding/charmap"
)

// control reads what follows a backslash.
func (r *rich) control() error {
	if r.at >= len(r.data) {
		return errRTF
	}
	b := r.data[r.at]
	if b|0x20 >= 'a' && b|0x20 <= 'z' {
		word, n, told := r.word()
		return r.obey(word, n, told)
	}
	r.at++
	switch b {
	case '\'':
		if r.at+2 > len(r.data) {
			return errRTF
		}
		code, err := strconv.ParseUint(string(r.data[r.at:r.at+2]), 16, 8)
		r.at += 2
		if err == nil && (code >= ' ' || code == '\t') {
			r.byte(byte(code))
		}
	case '*':
		r.star = true
	case '~':
		r.write("\u00a0")
	case '-':
		r.write("\u00ad")
	case '_':
		r.write("\u2011")
	case '\r', '\n':
		r.paragraph()
	case '{', '}', '\\':
		r.byte(b)
	}
	return nil
}

// word reads a control word and its number, if it has one.
func (r *rich) word() (word string, n int, told bool) {
	from := r.at
	for r.at < len(r.data) && r.data[r.at]|0x20 >= 'a' && r.data[r.at]|0x20 <= 'z' {
		r.at++
	}
	word = string(r.data[from:min(r.at, from+32)])
	from = r.at
	if r.at < len(r.data) && r.data[r.at] == '-' {
		r.at++
	}
	for r.at < len(r.data) && r.data[r.at] >= '0' && r.data[r.at] <= '9' {
		r.at++
	}
	n, err := strconv.Atoi(string(r.data[from:r.at]))
	told = err == nil
	if r.at < len(r.data) && r.data[r.at] == ' ' {
		r.at++
	}
	return word, n, told
}

// character is what a control word stands for, "" for the others.
func character(word string) string {
	switch word {
	case "tab", "nestcell":
		return "\t"
	case "line", "lbr", "page", "column", "nestrow":
		return "\n"
	case "emdash":
		return "—"
	case "endash":
		return "–"
	case "bullet":
		return "•"
	case "lquote":
		return "‘"
	case "rquote":
		return "’"
	case "ldblquote":
		return "“"
	case "rdblquote":
		return "”"
	case "emspace":
		return "\u2003"
	case "enspace":
		return "\u2002"
	case "qmspace":
		return "\u2005"
	}
	return ""
}

// obey does what a control word says.
func (r *rich) obey(word string, n int, told bool) error {
	star := r.star
	r.star = false
	if text := character(word); text != "" {
		r.write(text)
		return nil
	}
	if word == "u" {
		r.unicode(n)
		return nil
	}
	if word == "bin" {
		if n < 0 || n > len(r.data)-r.at {
			return errRTF
		}
		r.at += n
		return nil
	}
	r.flush()
	r.ignore = 0
	g := r.group()
	on := !told || n != 0
	switch word {
	case "par", "sect":
		r.paragraph()
	case "trowd":
		r.rowBegins()
	case "cell":
		r.cell()
	case "row":
		r.row()
	case "v":
		g.hidden = on
	case "deleted":
		g.deleted = on
	case "plain":
		g.hidden, g.deleted = false, false
	case "uc":
		g.without = max(0, min(n, 16))
	case "mac":
		r.page = charmap.Macintosh
	case "pc":
		r.page = charmap.CodePage437
	case "pca":
		r.page = charmap.CodePage850
	case "ansicpg":
		r.page = codePage(n)
	case "upr":
		g.twice, g.skipped = true, true
	case "ud":
		if n := len(r.groups); n > 2 && r.groups[n-2].twice {
			g.skipped = r.groups[n-3].skipped
		}
	default:
		r.destination(word, star)
	}
	return nil
}

// destination is where the text of a group goes, if the word says so.
func (r *rich) destination(word string, star bool) {
	g := r.group()
	beside := kept
	switch word {
	case "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf":
		beside = headerFooter
	case "footnote":
		beside = footnote
	case "annotation":
		beside = comment
	case "shptxt", "dptxbxtext":
		beside = textBox
	case "shpinst", "do", "nesttableprops", "object":
		// They hold text further inside, or what ends a row.
	case "fonttbl", "colortbl", "stylesheet", "info", "pict", "filetbl", "listtext", "pntext", "fldinst",
		"nonesttables", "nonshppict", "shprslt", "sp", "xe", "tc", "rxe", "txe", "objdata", "bkmkstart", "bkmkend",
		"ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "generator":
		g.skipped = true
	default:
		g.skipped = g.skipped || star
	}
	if beside != kept && g.beside == nil && !g.skipped {
		g.beside, g.kind = &flow{}, beside
	}
}

// codePage is the table of a Windows or DOS code page, nil for UTF-8. What is
// not known reads as Windows-1252.
func codePage(number int) *charmap.Charmap {
	switch number {
	case 65001:
		return nil
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 852:
		return charmap.CodePage852
	case 866:
		return charmap.CodePage866
	case 874:
		return charmap.Windows874
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case 1253:
		return charmap.Windows1253
	case 1254:
		return charmap.Windows1254
	case 1255:
		return charmap.Windows1255
	case 1256:
		return charmap.Windows1256
	case 1257:
		return charmap.Windows1257
	case 1258:
		return charmap.Windows1258
	case 10000:
		return charmap.Macintosh
	}
	return charmap.Windows1252
}
