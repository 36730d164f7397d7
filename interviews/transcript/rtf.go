package transcript

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/askoria/verbatim/interviews"
)

func isRTF(s *source) bool {
	return s.Format == interviews.PlainText && bytes.HasPrefix(rtfStart(s.Data), []byte(`{\rtf`))
}

func rtfStart(data []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
}

// rtf reads a document in Rich Text Format.
func rtf(s *source) (content, error) {
	var c content
	r := rich{data: rtfStart(s.Data), dropped: &c.dropped, page: charmap.Windows1252}
	if err := r.read(); err != nil {
		return c, s.damaged()
	}
	c.paragraphs = r.body.close()
	s.text = interviews.Text{Encoding: "UTF-8"}
	if r.page != nil {
		s.text.Encoding = strings.Replace(r.page.String(), " ", "-", 1)
	}
	return c, nil
}

var errRTF = errors.New("groups of RTF do not match, or nest too deeply")

// group is what holds up to the next closing brace, and is then as it was.
type group struct {
	skipped bool  // nothing in it is text
	twice   bool  // its text stands in it twice: without Unicode, then with
	beside  *flow // where text beside the body goes, nil in the body
	kind    kind  // of what is beside
	hidden  bool
	deleted bool
	without int // characters after \u for readers without Unicode
}

// rich reads the bytes of an RTF file.
type rich struct {
	data    []byte
	at      int
	page    *charmap.Charmap // of bytes; nil for UTF-8
	dropped *tally
	body    flow

	groups []group
	star   bool   // \* stands right before: unknown words may be skipped
	ignore int    // characters to pass over after \u
	bytes  []byte // text not yet decoded
	high   rune   // half of a character, the other half to come

	left    strings.Builder // deleted or hidden text under way
	why     kind            // which of the two
	inRow   bool
	rowFrom int // the paragraph at which the cell under way begins
	cells   []string
}

func (r *rich) read() error {
	for r.at < len(r.data) {
		b := r.data[r.at]
		r.at++
		switch b {
		case '{':
			r.flush()
			if len(r.groups) > deepest {
				return errRTF
			}
			g := group{without: 1}
			if n := len(r.groups); n > 0 {
				g = r.groups[n-1]
				g.twice = false
			}
			r.groups = append(r.groups, g)
			r.star, r.ignore = false, 0
		case '}':
			if len(r.groups) == 1 {
				r.finish()
				return nil
			}
			r.close()
		case '\\':
			if err := r.control(); err != nil {
				return err
			}
		case '\r', '\n', 0:
		case '\t':
			r.write("\t")
		default:
			r.byte(b)
		}
	}
	return errRTF
}

// group is the one under way: the file begins by opening one.
func (r *rich) group() *group { return &r.groups[len(r.groups)-1] }

// close ends a group. What stands beside the text is counted where its own
// group ends.
func (r *rich) close() {
	r.flush()
	r.star, r.ignore = false, 0
	g := *r.group()
	r.groups = r.groups[:len(r.groups)-1]
	if g.beside != nil && r.group().beside != g.beside {
		r.dropped.add(g.kind, g.beside.text())
	}
}

// finish ends what the file left open.
func (r *rich) finish() {
	r.flush()
	r.leave(kept, "")
	if len(r.cells) > 0 {
		r.row()
	}
}

// byte takes a byte of text.
func (r *rich) byte(b byte) {
	if r.ignore > 0 {
		r.ignore--
		return
	}
	r.star = false
	r.bytes = append(r.bytes, b)
}

// flush decodes the bytes that are waiting.
func (r *rich) flush() {
	if len(r.bytes) == 0 {
		return
	}
	var text strings.Builder
	if r.page == nil {
		text.WriteString(strings.ToValidUTF8(string(r.bytes), "\ufffd"))
	} else {
		for _, b := range r.bytes {
			text.WriteRune(r.page.DecodeByte(b))
		}
	}
	r.bytes = r.bytes[:0]
	r.text(text.String())
}

// write adds text that needs no decoding.
func (r *rich) write(text string) {
	if r.ignore > 0 {
		r.ignore--
		return
	}
	r.flush()
	r.text(text)
}

// text puts text where it belongs. A line end in it is a space: lines end by a
// control word.
func (r *rich) text(text string) {
	g := r.group()
	if g.skipped {
		return
	}
	if r.high != 0 { // without its other half
		text = string(utf8.RuneError) + text
		r.high = 0
	}
	switch {
	case g.beside != nil:
		g.beside.write(text)
	case g.deleted:
		r.leave(deleted, text)
	case g.hidden:
		r.leave(hidden, text)
	default:
		r.leave(kept, "")
		r.body.write(text)
	}
}

// leave gathers deleted or hidden text: a passage is counted once, however many
// groups it is cut into.
func (r *rich) leave(k kind, text string) {
	if k != r.why {
		r.dropped.add(r.why, r.left.String())
		r.left.Reset()
		r.why = k
	}
	r.left.WriteString(text)
}

// unicode takes \u, which is half of a character where that is beyond 16 bits.
func (r *rich) unicode(n int) {
	code := rune(uint16(n))
	r.ignore = 0
	if len(r.bytes) > 0 {
		r.flush()
	}
	switch {
	case r.group().skipped:
	case r.high != 0 && utf16.IsSurrogate(code):
		high := r.high
		r.high = 0
		r.write(string(utf16.DecodeRune(high, code)))
	case code >= 0xd800 && code < 0xdc00:
		r.flush()
		r.high = code
	case code < ' ' && code != '\t':
	default:
		r.write(string(code)) // half of nothing becomes U+FFFD
	}
	r.ignore = r.group().without
}

// paragraph ends one.
func (r *rich) paragraph() {
	r.flush()
	g := r.group()
	switch {
	case g.skipped:
	case g.beside != nil:
		g.beside.end()
	case !g.deleted: // the end that was deleted is none
		r.leave(kept, "")
		r.body.end()
	}
}

// rowBegins notes where the first cell of a row begins: its properties come
// before it, and for some programs once more after the last.
func (r *rich) rowBegins() {
	if r.inText() && !r.inRow {
		r.inRow, r.rowFrom = true, len(r.body.paragraphs)
	}
}

// inText tells whether the group under way is part of the body.
func (r *rich) inText() bool { return !r.group().skipped && r.group().beside == nil }

// cell ends a cell; beside the body it is a tab.
func (r *rich) cell() {
	if !r.inText() {
		r.write("\t")
		return
	}
	r.flush()
	r.leave(kept, "")
	if !r.inRow {
		r.inRow, r.rowFrom = true, len(r.body.paragraphs)
	}
	paragraphs := r.body.close()
	r.cells = append(r.cells, strings.Join(paragraphs[r.rowFrom:], "\n"))
	r.body.paragraphs = paragraphs[:r.rowFrom]
}

// row makes one paragraph of the cells, a tab between them.
func (r *rich) row() {
	if !r.inText() {
		r.paragraph()
		return
	}
	r.body.write(strings.Join(r.cells, "\t"))
	r.body.end()
	r.cells, r.inRow = nil, false
}
