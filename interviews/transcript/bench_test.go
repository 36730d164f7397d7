package transcript

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// An interview of 5,000 words in 200 turns.
func BenchmarkDocx(b *testing.B) {
	var text strings.Builder
	for range 100 {
		fmt.Fprintf(&text, "E : %s\nMère : %s (rires) %s\n", strings.Repeat("mot ", 10),
			strings.Repeat("déjà ", 19), strings.Repeat("c’est ", 20))
	}
	data := wordFile(b, paragraphsOf(text.String()), nil)
	reader := Reader{Files: fstest.MapFS{"a.docx": {Data: data}}}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if t, _, err := reader.ReadFile("a.docx"); err != nil || len(t.Turns) != 200 {
			b.Fatal(err)
		}
	}
}
