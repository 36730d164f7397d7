package transcript

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/interviews"
)

// fuzzReader fuzzes one reader past the recognition of its format: files of it
// among those of sameRecordings are the seeds.
func fuzzReader(f *testing.F, read func(*source) (content, error), names ...string) {
	for _, name := range names {
		found := false
		for _, file := range sameRecordings() {
			if file.name == name {
				f.Add(file.write(f, sameTurns[:3]))
				found = true
			}
		}
		if !found {
			f.Fatalf("no file %s", name)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzz(t, "a.txt", data) // as whatever it looks like
		file, err := interviews.Opener{Files: fstest.MapFS{"a": {Data: data}}}.Open("a")
		if err != nil {
			return
		}
		s := &source{File: file}
		s.text, s.textErr = file.Text()
		if s.textErr != nil {
			return
		}
		c, err := read(s)
		if err != nil {
			if p, ok := errors.AsType[*interviews.Problem](err); !ok || p.Summary == "" || p.Hint == "" || strings.Contains(err.Error(), "\n") {
				t.Fatalf("the error is %v", err)
			}
			return
		}
		text := c.script()
		turns, _ := split(text, Reader{}.newCast(&interviews.Interview{Informant: interviews.Person{Role: "mère"}}))
		check(t, &interviews.Transcript{Text: text.text, Turns: turns})
		for i, turn := range turns {
			if turn.Timed && (turn.From < 0 || turn.To < turn.From) {
				t.Fatalf("turn %d is from %v to %v", i+1, turn.From, turn.To)
			}
		}
		if strings.ContainsAny(text.text, "\r\x00") {
			t.Fatal("line ends or zeros in the text")
		}
	})
}

func FuzzSRT(f *testing.F)          { fuzzReader(f, srt, "a.srt", "whisperx.srt") }
func FuzzVTT(f *testing.F)          { fuzzReader(f, vtt, "a.vtt", "noscribe.vtt") }
func FuzzWhisperJSON(f *testing.F)  { fuzzReader(f, whisperJSON, "a.json") }
func FuzzWhisperTable(f *testing.F) { fuzzReader(f, whisperTable, "a.tsv") }
func FuzzWhisperText(f *testing.F)  { fuzzReader(f, whisperText, "whisperx.txt") }
func FuzzOTranscribe(f *testing.F)  { fuzzReader(f, otr, "a.otr") }
func FuzzNoScribeHTML(f *testing.F) { fuzzReader(f, noScribeHTML, "noscribe.html") }
func FuzzNoScribeText(f *testing.F) { fuzzReader(f, noScribeText, "noscribe.txt") }
func FuzzEAF(f *testing.F)          { fuzzReader(f, eaf, "a.eaf") }
func FuzzELANTab(f *testing.F)      { fuzzReader(f, elanTab, "elan.txt") }
func FuzzTextGrid(f *testing.F)     { fuzzReader(f, textGrid, "a.TextGrid", "short.TextGrid") }
func FuzzTranscriber(f *testing.F)  { fuzzReader(f, trs, "a.trs") }
func FuzzIRaMuTeQ(f *testing.F)     { fuzzReader(f, iramuteq, "iramuteq.txt") }
func FuzzSonal(f *testing.F)        { fuzzReader(f, sonal, "a.Sonal") }
func FuzzRTR(f *testing.F)          { fuzzReader(f, rtr, "a.rtr") }
