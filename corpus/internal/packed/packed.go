// Package packed keeps a lexicon small: sorted forms, each written as what it
// adds to the one before, each with the number of its list of readings; a
// lemma is a form with another ending. Few lists serve many forms.
package packed

import (
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sort"
)

// Entry is one reading of a form.
type Entry struct {
	Lemma string
	Tag   Tag
	Count int // how often it was met where the lexicon was counted
}

// rule is an entry for any form of the same ending.
type rule struct {
	tag    Tag
	count  int
	strip  int    // bytes that the form loses at its end
	suffix string // that the lemma has in their place
}

const (
	magic = "verbatim lexicon 1\n"
	// block is how many forms follow one written in full: a look-up reads that
	// many.
	block = 16
	// largest bounds a lexicon and each of its numbers: a damaged file must not
	// take all memory.
	largest = 1 << 26
)

// Write packs a lexicon. The same lexicon gives the same bytes.
func Write(w io.Writer, lexicon map[string][]Entry) error {
	forms := slices.Sorted(maps.Keys(lexicon))
	rules, lists := numbering[rule]{}, numbering[string]{}
	ofForm := make([]string, len(forms))
	for i, form := range forms {
		var list []byte
		for _, entry := range lexicon[form] {
			list = binary.AppendUvarint(list, uint64(rules.number(newRule(form, entry))))
		}
		ofForm[i] = string(list)
		lists.number(ofForm[i])
	}
	// The lists that most forms have get the shortest numbers.
	lists.sort()

	var out []byte
	out = binary.AppendUvarint(out, uint64(len(rules.values)))
	for _, r := range rules.values {
		out = append(out, byte(r.tag))
		out = binary.AppendUvarint(out, uint64(r.count))
		out = binary.AppendUvarint(out, uint64(r.strip))
		out = appendString(out, r.suffix)
	}
	out = binary.AppendUvarint(out, uint64(len(lists.values)))
	for _, list := range lists.values {
		out = appendString(out, list)
	}
	out = binary.AppendUvarint(out, uint64(len(forms)))
	last := ""
	for i, form := range forms {
		shared := 0
		if i%block != 0 {
			for shared < min(len(form), len(last)) && form[shared] == last[shared] {
				shared++
			}
		}
		out = binary.AppendUvarint(out, uint64(shared))
		out = appendString(out, form[shared:])
		out = binary.AppendUvarint(out, uint64(lists.number(ofForm[i])))
		last = form
	}

	if _, err := io.WriteString(w, magic); err != nil {
		return err
	}
	deflate, err := flate.NewWriter(w, flate.BestCompression)
	if err != nil {
		return err
	}
	if _, err := deflate.Write(out); err != nil {
		return err
	}
	return deflate.Close()
}

func newRule(form string, entry Entry) rule {
	shared := 0
	for shared < min(len(form), len(entry.Lemma)) && form[shared] == entry.Lemma[shared] {
		shared++
	}
	return rule{entry.Tag, entry.Count, len(form) - shared, entry.Lemma[shared:]}
}

func appendString(out []byte, s string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(s))), s...)
}

// numbering numbers values as they come.
type numbering[T comparable] struct {
	values []T
	known  map[T]int
	times  map[T]int
}

func (n *numbering[T]) number(value T) int {
	if n.known == nil {
		n.known, n.times = map[T]int{}, map[T]int{}
	}
	n.times[value]++
	at, known := n.known[value]
	if !known {
		at = len(n.values)
		n.known[value] = at
		n.values = append(n.values, value)
	}
	return at
}

// sort gives the values that came most often the first numbers.
func (n *numbering[T]) sort() {
	slices.SortStableFunc(n.values, func(a, b T) int { return cmp.Compare(n.times[b], n.times[a]) })
	for i, value := range n.values {
		n.known[value] = i
	}
}

// Table is a lexicon to look words up in. It is read-only and serves any number
// of goroutines.
type Table struct {
	rules  []rule
	lists  [][]int
	data   []byte // the forms
	blocks []int  // where each block of forms starts
	n      int
}

// Read opens a packed lexicon.
func Read(file []byte) (*Table, error) {
	content, err := inflate(file)
	if err != nil {
		return nil, fmt.Errorf("packed lexicon: %w", err)
	}
	return parse(content)
}

func inflate(file []byte) ([]byte, error) {
	rest, found := bytes.CutPrefix(file, []byte(magic))
	if !found {
		return nil, fmt.Errorf("the file must begin with %q", magic)
	}
	var content bytes.Buffer
	n, err := io.Copy(&content, io.LimitReader(flate.NewReader(bytes.NewReader(rest)), largest))
	if err == nil && n == largest {
		err = errors.New("it is too large")
	}
	return content.Bytes(), err
}

func parse(content []byte) (*Table, error) {
	d := decoder{data: content}
	t := &Table{}
	for range d.number() {
		r := rule{tag: Tag(d.byte())}
		r.count, r.strip = d.number(), d.number()
		r.suffix = string(d.bytes())
		t.rules = append(t.rules, r)
		if d.failed = d.failed || r.tag >= Tags; d.failed {
			break
		}
	}
	for range d.number() {
		list := decoder{data: d.bytes()}
		var of []int
		for len(list.data) > 0 && !list.failed {
			r := list.number()
			d.failed = d.failed || r >= len(t.rules)
			of = append(of, r)
		}
		t.lists = append(t.lists, of)
		if d.failed = d.failed || list.failed; d.failed {
			break
		}
	}
	t.n = d.number()
	t.data = d.data
	length := 0
	for i := range t.n {
		if i%block == 0 {
			t.blocks = append(t.blocks, len(t.data)-len(d.data))
			length = 0
		}
		shared := d.number()
		d.failed = d.failed || shared > length
		length = shared + len(d.bytes())
		for _, r := range t.list(&d) {
			d.failed = d.failed || t.rules[r].strip > length
		}
		if d.failed {
			break
		}
	}
	if d.failed || len(d.data) > 0 {
		return nil, errors.New("packed lexicon: the file is damaged")
	}
	return t, nil
}

// list reads the number of a list.
func (t *Table) list(d *decoder) []int {
	at := d.number()
	if at >= len(t.lists) {
		d.failed = true
		return nil
	}
	return t.lists[at]
}

// Len is the number of forms.
func (t *Table) Len() int { return t.n }

// Lookup lists the readings of a form; none where it is unknown.
func (t *Table) Lookup(form string) []Entry {
	at := sort.Search(len(t.blocks), func(i int) bool {
		d := decoder{data: t.data[t.blocks[i]:]}
		d.number() // nothing is shared
		return string(d.bytes()) > form
	})
	if at == 0 {
		return nil
	}
	var found []Entry
	t.walk(at-1, at, func(word []byte, list []int) bool {
		if string(word) == form {
			found = t.entries(form, list)
		}
		return string(word) < form
	})
	return found
}

// All gives every form with its readings, in the order of their bytes.
func (t *Table) All(yield func(string, []Entry) bool) {
	t.walk(0, len(t.blocks), func(word []byte, list []int) bool {
		return yield(string(word), t.entries(string(word), list))
	})
}

// walk reads the forms of some blocks, as long as it is told to go on.
func (t *Table) walk(from, to int, visit func(word []byte, list []int) bool) {
	if from >= to {
		return
	}
	var word []byte
	d := decoder{data: t.data[t.blocks[from]:]}
	for i := from * block; i < min(to*block, t.n); i++ {
		word = append(word[:d.number()], d.bytes()...)
		if !visit(word, t.list(&d)) {
			return
		}
	}
}

func (t *Table) entries(form string, list []int) []Entry {
	entries := make([]Entry, len(list))
	for i, at := range list {
		r := t.rules[at]
		entries[i] = Entry{form[:len(form)-r.strip] + r.suffix, r.tag, r.count}
	}
	return entries
}

// decoder reads numbers and strings; after a fault it gives zeros.
type decoder struct {
	data   []byte
	failed bool
}

func (d *decoder) number() int {
	if len(d.data) > 0 && d.data[0] < 0x80 {
		n := int(d.data[0])
		d.data = d.data[1:]
		return n
	}
	n, size := binary.Uvarint(d.data)
	if size <= 0 || n > largest {
		d.failed, d.data = true, nil
		return 0
	}
	d.data = d.data[size:]
	return int(n)
}

func (d *decoder) byte() byte {
	if len(d.data) == 0 {
		d.failed = true
		return 0
	}
	b := d.data[0]
	d.data = d.data[1:]
	return b
}

func (d *decoder) bytes() []byte {
	n := d.number()
	if n > len(d.data) {
		d.failed, d.data = true, nil
		return nil
	}
	b := d.data[:n:n]
	d.data = d.data[n:]
	return b
}
