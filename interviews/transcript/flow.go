package transcript

import "strings"

// flow is a run of paragraphs: the body, a cell, or something to be left out.
type flow struct {
	paragraphs []string
	line       strings.Builder // the paragraph under way
	open       bool            // whether there is one
	hidden     bool            // the run under way is hidden
	joined     bool            // the end of the paragraph under way was deleted
	spaced     bool            // white space was written last, or nothing yet
}

func (f *flow) write(text string) {
	f.line.WriteString(text)
	f.open = true
}

// begin opens a paragraph, in which leading white space is none.
func (f *flow) begin() { f.open, f.spaced = true, true }

// writeSpaced writes text in which, as in web pages and OpenDocument, a run of
// white space is one space and a line end is nothing else.
func (f *flow) writeSpaced(text string) {
	for _, r := range text {
		switch r {
		case ' ', '\t', '\n', '\r', '\f':
			if !f.spaced {
				f.line.WriteByte(' ')
			}
			f.spaced = true
		default:
			f.line.WriteRune(r)
			f.spaced, f.open = false, true
		}
	}
}

// writeMark writes a tab, a line end or spaces that the file has an element for.
func (f *flow) writeMark(mark string) {
	f.write(mark)
	f.spaced = false
}

// end closes the paragraph under way, unless its end was deleted: then the next
// one goes on with it.
func (f *flow) end() {
	if f.joined {
		f.joined, f.open = false, true
		return
	}
	f.paragraphs = append(f.paragraphs, f.line.String())
	f.line.Reset()
	f.open = false
}

// close ends the flow; text outside of a paragraph makes one.
func (f *flow) close() []string {
	if f.open {
		f.joined = false
		f.end()
	}
	return f.paragraphs
}

func (f *flow) text() string { return strings.Join(f.close(), "\n") }
