package packed

import (
	"bytes"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"
)

// invented is a lexicon of more forms than a block, with shared beginnings,
// lemmas longer, shorter and other than their form, and empty ones.
func invented() map[string][]Entry {
	lexicon := map[string][]Entry{
		"": {{"", Noun, 0}}, "a": {{"avoir", Auxiliary, 9}, {"a", Noun, 0}}, "école": {{"école", Noun, 3}},
		"écoles": {{"école", Noun, 1}}, "é": {{"", Other, 1 << 20}},
	}
	for i := range 100 {
		lexicon[fmt.Sprint("mot", i, "s")] = []Entry{{fmt.Sprint("mot", i), Noun, i}}
	}
	return lexicon
}

func pack(t testing.TB, lexicon map[string][]Entry) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := Write(&file, lexicon); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	for _, lexicon := range []map[string][]Entry{{}, {"seul": {{"seul", Adjective, 1}}}, invented()} {
		file := pack(t, lexicon)
		if !bytes.Equal(file, pack(t, lexicon)) {
			t.Error("the same lexicon gives other bytes")
		}
		table, err := Read(file)
		if err != nil {
			t.Fatal(err)
		}
		read := maps.Collect(table.All)
		if table.Len() != len(lexicon) || !reflect.DeepEqual(read, lexicon) {
			t.Errorf("wrote %v, read %v", lexicon, read)
		}
		for form, entries := range lexicon {
			if got := table.Lookup(form); !slices.Equal(got, entries) {
				t.Errorf("%q: got %v, want %v", form, got, entries)
			}
			if got := table.Lookup(form + "\x00"); got != nil {
				t.Errorf("%q: got %v, is not there", form+"\x00", got)
			}
		}
	}
}

// Of a damaged file nothing may be asked but an error or a table that answers.
func FuzzRead(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte(magic))
	file := pack(f, invented())
	f.Add(file)
	f.Add(file[:len(file)-7])
	f.Fuzz(func(t *testing.T, file []byte) {
		table, err := Read(file)
		if err != nil {
			return
		}
		n := 0
		for range table.All {
			n++
		}
		if n != table.Len() {
			t.Errorf("%d forms of %d", n, table.Len())
		}
		table.Lookup("école")
	})
}

// Whatever byte of the content is changed: an error or a table that answers.
func TestDamage(t *testing.T) {
	content := plain(t, pack(t, invented()))
	for i := range content {
		for _, b := range []byte{0, 1, 0x7f, 0x80, 0xff} {
			damaged := slices.Clone(content)
			damaged[i] = b
			if table, err := parse(damaged); err == nil {
				for range table.All {
				}
				table.Lookup("mot7s")
			}
		}
	}
}

func plain(t *testing.T, file []byte) []byte {
	t.Helper()
	content, err := inflate(file)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
