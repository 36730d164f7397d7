package transcript

import (
	"strings"
	"testing"
	"testing/fstest"
)

// An interview of 5,000 words in 200 turns, in every format of documents.
func BenchmarkDocuments(b *testing.B) {
	var turns []said
	for range 100 {
		turns = append(turns, said{label: "Enquêtrice", text: strings.Repeat("mot ", 9) + "mot"},
			said{label: "Mère", text: strings.Repeat("déjà ", 19) + "(rires) " + strings.Repeat("c’est ", 19) + "tout."})
	}
	for _, file := range sameDocuments() {
		if !strings.HasPrefix(file.name, "a.") {
			continue
		}
		b.Run(file.name, func(b *testing.B) {
			reader := Reader{Files: fstest.MapFS{file.name: {Data: file.write(b, turns)}}}
			b.SetBytes(int64(len(labelled(turns))))
			for b.Loop() {
				if t, _, err := reader.ReadFile(file.name); err != nil || len(t.Turns) != len(turns) {
					b.Fatal(err)
				}
			}
		})
	}
}
