package pseudonym

import (
	"fmt"
	"strings"
	"testing"

	"github.com/askoria/verbatim/interviews"
)

// BenchmarkMaskerOf masks 300,000 words of 60 cases, of which 5,000 names are
// known: the labelled set again and again.
func BenchmarkMaskerOf(b *testing.B) {
	set, _ := labelledSet(b)
	known := knownNames(b)
	var list []*interviews.Interview
	words := 0
	for round := 0; words < 300_000; round++ {
		for _, interview := range set {
			again := *interview
			again.ID = fmt.Sprintf("%s-%d", interview.ID, round)
			again.Case = fmt.Sprintf("%s-%d", interview.Case, round%9)
			list = append(list, &again)
			words += len(strings.Fields(interview.Transcript.Text))
		}
	}
	var all []Known
	for i := 0; len(all) < 5000; i++ {
		k := known[i%len(known)]
		k.Case = fmt.Sprintf("%s-%d", k.Case, i/len(known)%9)
		if i >= 9*len(known) {
			k.Name = fmt.Sprintf("%s-Nom%d", k.Name, i)
		}
		all = append(all, k)
	}
	b.ResetTimer()
	for b.Loop() {
		masked, err := Masker{Known: all}.Of(list)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(words), "words")
		b.ReportMetric(float64(masked.Key.Len()), "tags")
	}
}
