package transcript

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// An hour and a half of talk in 2,000 turns, in the formats that are heavy.
func BenchmarkRecordings(b *testing.B) {
	var turns []said
	for i := range 2000 {
		s := said{label: "Enquêtrice", text: strings.Repeat("c’est déjà fait ", 8), from: time.Duration(i) * 3 * time.Second}
		if i%2 == 1 {
			s.label = "Mère"
		}
		s.text, s.to = strings.TrimSpace(s.text), s.from+3*time.Second
		turns = append(turns, s)
	}
	for _, file := range sameRecordings() {
		switch file.name {
		case "a.srt", "a.vtt", "a.json", "noscribe.html", "a.eaf", "a.TextGrid", "a.trs", "a.Sonal":
		default:
			continue
		}
		b.Run(file.name, func(b *testing.B) {
			data := file.write(b, turns)
			reader := Reader{Files: fstest.MapFS{file.name: {Data: data}}, Speakers: file.speakers}
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if t, _, err := reader.ReadFile(file.name); err != nil || len(t.Turns) != len(turns) {
					b.Fatal(len(t.Turns), err)
				}
			}
		})
	}
}
