package export

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// scanner reads the XML of a sheet, which may have millions of cells, without
// making anything of each: it gives the elements, by their local names, and the
// texts directly inside. It refuses what is not well formed; entities other than
// those of XML and characters, and all declarations but the first, are not ours.
type scanner struct {
	*bufio.Reader
	open []byte // names of open elements, each after a zero byte
	root bool   // the first element was read
	read []pair // the attributes of the tag that was read
}

// mostTag is the number of bytes of a text or a tag, more than a cell can hold.
const mostTag = 1 << 20

func newScanner(r io.Reader) *scanner { return &scanner{Reader: bufio.NewReaderSize(r, mostTag)} }

// element is a tag that opens an element.
type element struct {
	local      []byte
	attributes []pair
}

// pair is an attribute: its local name and its raw value.
type pair struct{ name, value []byte }

// attribute is the raw value of the attribute of that local name, nil for none.
func (e element) attribute(name string) []byte {
	for _, a := range e.attributes {
		if string(a.name) == name {
			return a.value
		}
	}
	return nil
}

func localName(name []byte) []byte {
	if prefix, local, _ := bytes.Cut(name, []byte{':'}); len(prefix) > 0 && len(local) > 0 {
		return local
	}
	return name
}

// each gives every element as it opens, and its name and text as it closes.
// What it gives is valid until it returns.
func (s *scanner) each(start func(element), end func(name, text []byte)) error {
	for {
		token, err := s.ReadSlice('>')
		if err == io.EOF && s.root && len(s.open) == 0 && len(bytes.TrimSpace(token)) == 0 {
			return nil
		}
		if err != nil {
			return s.broken(err)
		}
		begin := bytes.IndexByte(token, '<')
		if begin < 0 {
			return errors.New("XML syntax error: a tag that ends without a beginning")
		}
		text, tag := token[:begin], token[begin+1:len(token)-1]
		switch {
		case !plainText(text):
			return errors.New("a text with a character that is not of XML")
		case len(tag) == 0:
			return errors.New("a tag without a name")
		case tag[0] == '?':
			continue
		case tag[0] == '!':
			return errors.New("a declaration or a comment")
		case tag[0] == '/':
			if err := s.close(tag[1:], text, end); err != nil {
				return err
			}
			continue
		}
		s.root = true
		empty := tag[len(tag)-1] == '/'
		if empty {
			tag = tag[:len(tag)-1]
		}
		name, attributes := tag, []byte(nil)
		if before, after, ok := bytes.Cut(tag, []byte{' '}); ok {
			name, attributes = before, after
		}
		if !s.pairs(attributes) {
			return fmt.Errorf("the tag of %q is not well formed", name)
		}
		start(element{localName(name), s.read})
		if empty {
			end(localName(name), nil)
			continue
		}
		s.open = append(append(s.open, 0), name...)
	}
}

func (s *scanner) close(name, text []byte, end func(name, text []byte)) error {
	at := bytes.LastIndexByte(s.open, 0)
	if at < 0 || !bytes.Equal(s.open[at+1:], name) {
		return fmt.Errorf("XML syntax error: %q closes what is not open", name)
	}
	s.open = s.open[:at]
	end(localName(name), text)
	return nil
}

func (s *scanner) broken(err error) error {
	switch err {
	case io.EOF:
		return errors.New("XML syntax error: the part ends too soon")
	case bufio.ErrBufferFull:
		return fmt.Errorf("a text of more than %d bytes", mostTag)
	}
	return err
}

// pairs reads attributes; it tells whether they are well formed.
func (s *scanner) pairs(rest []byte) bool {
	s.read = s.read[:0]
	for {
		for len(rest) > 0 && blank(rest[0]) {
			rest = rest[1:]
		}
		if len(rest) == 0 {
			return true
		}
		equals := 0
		for equals < len(rest) && rest[equals] != '=' {
			if b := rest[equals]; blank(b) || b == '>' || b == '"' || b == '\'' || b == '&' || b == '<' {
				return false
			}
			equals++
		}
		if equals == 0 || equals+2 >= len(rest) || rest[equals+1] != '"' && rest[equals+1] != '\'' {
			return false
		}
		name, quote := rest[:equals], rest[equals+1]
		rest = rest[equals+2:]
		end := bytes.IndexByte(rest, quote)
		if end < 0 || !plainText(rest[:end]) {
			return false
		}
		s.read = append(s.read, pair{localName(name), rest[:end]})
		rest = rest[end+1:]
	}
}

func blank(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }

// plainText tells whether a text is UTF-8 without control characters and <, and
// each & begins an entity of XML.
func plainText(text []byte) bool {
	ascii := true
	for i, b := range text {
		switch {
		case b >= utf8.RuneSelf:
			ascii = false
		case b == '<', b < ' ' && !blank(b):
			return false
		case b == '&':
			if end := bytes.IndexByte(text[i:min(len(text), i+12)], ';'); end < 0 || !entity(text[i+1:i+end]) {
				return false
			}
		}
	}
	return ascii || utf8.Valid(text)
}

func entity(name []byte) bool {
	switch string(name) {
	case "amp", "lt", "gt", "quot", "apos":
		return true
	}
	return len(name) > 1 && name[0] == '#'
}

// unescaped is a text with its entities replaced, for its length to be counted.
func unescaped(text []byte) string {
	var out []byte
	for len(text) > 0 {
		at := bytes.IndexByte(text, '&')
		if at < 0 {
			return string(append(out, text...))
		}
		end := bytes.IndexByte(text[at:], ';')
		if end < 0 {
			return string(append(out, text...))
		}
		out = append(append(out, text[:at]...), '?')
		text = text[at+end+1:]
	}
	return string(out)
}
