// Package markup reads XML that has millions of elements, as a sheet has, in a
// fifth of the time of encoding/xml: it gives the same tags and texts, by local
// names, and stops at the same faults. A document type, which a sheet may not
// have, is a fault here.
package markup

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Token is a piece of XML.
type Token int

// The pieces. Nothing follows End of the document or a Fault.
const (
	Done Token = iota
	Fault
	Start
	End
	Text
)

// Scanner goes through a document. What its methods give is valid until Next.
type Scanner struct {
	rest  []byte
	open  [][]byte // names of the elements that are open
	read  []attribute
	name  []byte
	text  []byte
	empty bool // the tag that was read closes itself
	own   []byte
}

type attribute struct{ name, value []byte }

// New reads a document from memory. Where it declares another encoding than
// UTF-8, decode brings it there.
func New(data []byte, decode func(charset string, r io.Reader) (io.Reader, error)) (*Scanner, error) {
	charset := "utf-8"
	if head, _, found := bytes.Cut(data, []byte("?>")); found && bytes.HasPrefix(bytes.TrimPrefix(head, []byte("\ufeff")), []byte("<?xml")) {
		if _, after, found := bytes.Cut(head, []byte("encoding=")); found && len(after) > 1 {
			name, _, _ := bytes.Cut(after[1:], after[:1])
			charset = string(bytes.ToLower(name))
		}
	}
	if charset == "utf-8" {
		return &Scanner{rest: data}, nil
	}
	r, err := decode(charset, bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("charset %s: %w", charset, err)
	}
	data, err = io.ReadAll(r)
	return &Scanner{rest: data}, err
}

// Name is the local name of the element that starts or ends.
func (s *Scanner) Name() []byte { return s.name }

// Text is the text that was read, without its entities.
func (s *Scanner) Text() []byte { return s.text }

// Attribute is the value of the attribute of that name and of no namespace, nil
// for none.
func (s *Scanner) Attribute(name string) []byte {
	for _, a := range s.read {
		if string(a.name) == name {
			return a.value
		}
	}
	return nil
}

// Next reads the next piece.
func (s *Scanner) Next() Token {
	if s.empty {
		s.empty = false
		return End
	}
	for len(s.rest) > 0 {
		switch begin := bytes.IndexByte(s.rest, '<'); {
		case begin < 0:
			return s.words(len(s.rest))
		case begin > 0:
			return s.words(begin)
		}
		token, skipped := s.tag()
		if !skipped {
			return token
		}
	}
	if len(s.open) > 0 {
		return s.fail()
	}
	return Done
}

func (s *Scanner) fail() Token {
	s.rest, s.open = nil, append(s.open, nil) // so that Next fails for ever
	return Fault
}

func (s *Scanner) words(n int) Token {
	var ok bool
	s.own = s.own[:0]
	if s.text, ok = s.plain(s.rest[:n], betweenTags); !ok {
		return s.fail()
	}
	s.rest = s.rest[n:]
	return Text
}

// tag reads what begins with <; it tells whether that was nothing to give.
func (s *Scanner) tag() (token Token, skipped bool) {
	after := func(opening, closing string) (inside []byte, ok bool) {
		inside, rest, ok := bytes.Cut(s.rest[len(opening):], []byte(closing))
		if ok {
			s.rest = rest
		}
		return inside, ok
	}
	if len(s.rest) < 2 {
		return s.fail(), false
	}
	switch s.rest[1] {
	case '/':
		inside, ok := after("</", ">")
		last := len(s.open) - 1
		if !ok || last < 0 || !bytes.Equal(bytes.TrimRight(inside, " \t\r\n"), s.open[last]) {
			return s.fail(), false
		}
		s.name, s.open = local(s.open[last]), s.open[:last]
		return End, false
	case '?':
		if inside, ok := after("<?", "?>"); !ok || len(name(inside)) == 0 {
			return s.fail(), false
		}
		return Done, true
	case '!':
		switch {
		case bytes.HasPrefix(s.rest, []byte("<!--")):
			if _, ok := after("<!--", "--"); !ok || len(s.rest) == 0 || s.rest[0] != '>' {
				return s.fail(), false
			}
			s.rest = s.rest[1:]
			return Done, true
		case bytes.HasPrefix(s.rest, []byte("<![CDATA[")):
			inside, ok := after("<![CDATA[", "]]>")
			if s.own = s.own[:0]; ok {
				s.text, ok = s.plain(inside, inCDATA)
			}
			if !ok {
				return s.fail(), false
			}
			return Text, false
		}
		return s.fail(), false
	}
	s.rest = s.rest[1:]
	full := name(s.rest)
	s.rest = s.rest[len(full):]
	if len(full) == 0 || !s.attributes() {
		return s.fail(), false
	}
	s.name = local(full)
	if !s.empty {
		s.open = append(s.open, full)
	}
	return Start, false
}

// attributes reads the rest of a tag that starts an element.
func (s *Scanner) attributes() bool {
	s.read, s.own = s.read[:0], s.own[:0]
	for {
		s.blanks()
		switch {
		case len(s.rest) > 0 && s.rest[0] == '>':
			s.rest = s.rest[1:]
			return true
		case len(s.rest) > 1 && s.rest[0] == '/' && s.rest[1] == '>':
			s.rest, s.empty = s.rest[2:], true
			return true
		}
		full := name(s.rest)
		s.rest = s.rest[len(full):]
		s.blanks()
		if len(full) == 0 || len(s.rest) == 0 || s.rest[0] != '=' {
			return false
		}
		s.rest = s.rest[1:]
		s.blanks()
		if len(s.rest) == 0 || s.rest[0] != '"' && s.rest[0] != '\'' {
			return false
		}
		end := bytes.IndexByte(s.rest[1:], s.rest[0])
		if end < 0 || bytes.IndexByte(s.rest[1:end+1], '<') >= 0 {
			return false
		}
		value, ok := s.plain(s.rest[1:end+1], inAttribute)
		if !ok {
			return false
		}
		s.rest = s.rest[end+2:]
		s.read = append(s.read, attribute{full, value})
	}
}

func (s *Scanner) blanks() {
	for len(s.rest) > 0 && (s.rest[0] == ' ' || s.rest[0] == '\n' || s.rest[0] == '\t' || s.rest[0] == '\r') {
		s.rest = s.rest[1:]
	}
}

// inName tells the bytes of names; those that do not begin one are 1.
var inName = func() (table [256]byte) {
	for b := range table {
		switch {
		case b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z', b == '_', b == ':', b >= utf8.RuneSelf:
			table[b] = 2
		case b >= '0' && b <= '9', b == '-', b == '.':
			table[b] = 1
		}
	}
	return table
}()

// name is the name that text begins with.
func name(text []byte) []byte {
	if len(text) == 0 || inName[text[0]] != 2 {
		return nil
	}
	n := 1
	for n < len(text) && inName[text[n]] != 0 {
		n++
	}
	return text[:n]
}

func local(name []byte) []byte {
	if prefix, local, _ := bytes.Cut(name, []byte{':'}); len(prefix) > 0 && len(local) > 0 {
		return local
	}
	return name
}

// content is where a text stands, which says what may be in it.
type content int

const (
	betweenTags content = iota
	inAttribute
	inCDATA
)

// odd tells the bytes that a text is not always meant to have as they stand.
var odd = func() (table [256]bool) {
	for b := range table {
		table[b] = b < ' ' && b != '\t' && b != '\n' || b == '&' || b == ']' || b >= utf8.RuneSelf
	}
	return table
}()

// plain is a text as it is meant: entities replaced, ends of lines made even.
// It tells whether it is a text of XML.
func (s *Scanner) plain(text []byte, where content) ([]byte, bool) {
	clean := 0
	for clean < len(text) && !odd[text[clean]] {
		clean++
	}
	if clean == len(text) {
		return text, true
	}
	if where == betweenTags && bytes.Contains(text, []byte("]]>")) {
		return nil, false
	}
	first := len(s.own)
	s.own = append(s.own, text[:clean]...)
	for rest := text[clean:]; len(rest) > 0; {
		size := 1
		switch b := rest[0]; {
		case b == '&' && where != inCDATA:
			end := bytes.IndexByte(rest[:min(len(rest), longestEntity)], ';')
			if end < 0 {
				return nil, false
			}
			r, ok := entity(string(rest[1:end]))
			if !ok || !allowed(r) {
				return nil, false
			}
			s.own, size = utf8.AppendRune(s.own, r), end+1
		case b == '\r':
			s.own = append(s.own, '\n')
			if len(rest) > 1 && rest[1] == '\n' {
				size = 2
			}
		case b < utf8.RuneSelf:
			if !allowed(rune(b)) {
				return nil, false
			}
			s.own = append(s.own, b)
		default:
			var r rune
			if r, size = utf8.DecodeRune(rest); r == utf8.RuneError && size == 1 || !allowed(r) {
				return nil, false
			}
			s.own = append(s.own, rest[:size]...)
		}
		rest = rest[size:]
	}
	return s.own[first:], true
}

// longestEntity is the bytes of an entity with many zeros before its number.
const longestEntity = 32

func entity(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	number, found := strings.CutPrefix(name, "#")
	base := 10
	if hex, isHex := strings.CutPrefix(number, "x"); isHex {
		number, base = hex, 16
	}
	n, err := strconv.ParseUint(number, base, 32)
	if !found || err != nil || n > utf8.MaxRune {
		return 0, false
	}
	if !utf8.ValidRune(rune(n)) {
		return utf8.RuneError, true
	}
	return rune(n), true
}

// allowed tells the characters of XML.
func allowed(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r < 0xD800 || r > 0xDFFF && r < 0xFFFE || r > 0xFFFF
}
