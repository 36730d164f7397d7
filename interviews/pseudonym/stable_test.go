package pseudonym

import (
	"crypto/sha256"
	"encoding/hex"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// consistent checks all that must hold of a masked interview.
func consistent(t testing.TB, before, after *interviews.Interview, doc *Document) {
	t.Helper()
	runes, old := []rune(after.Transcript.Text), []rune(before.Transcript.Text)
	sum := sha256.Sum256([]byte(after.Transcript.Text))
	if after.Transcript.SHA256 != hex.EncodeToString(sum[:]) {
		t.Error("SHA-256 of another text")
	}
	if len(after.Transcript.Turns) != len(before.Transcript.Turns) {
		t.Fatal("turns lost")
	}
	end := 0
	for i, turn := range after.Transcript.Turns {
		if turn.Start < end || turn.End > len(runes) || string(runes[turn.Start:turn.End]) != string([]rune(turn.Text)) {
			t.Fatalf("turn %d: %d to %d is not its text", turn.Number, turn.Start, turn.End)
		}
		for _, note := range turn.Notes {
			if note.Start < turn.Start || note.End < note.Start || note.End > turn.End {
				t.Errorf("note %v outside turn %d", note, turn.Number)
			}
		}
		was := before.Transcript.Turns[i]
		if back := doc.Offsets.Original(stats.Span{Start: turn.Start, End: turn.End}); back != (stats.Span{Start: was.Start, End: was.End}) {
			t.Errorf("turn %d goes back to %v, not %d to %d", turn.Number, back, was.Start, was.End)
		}
		end = turn.End
	}
	// What lies between masked passages is what was there.
	oldAt, newAt := 0, 0
	for _, e := range doc.Offsets {
		if e.Old.Start < oldAt || e.New.Start < newAt || e.Old.End <= e.Old.Start || string(old[oldAt:e.Old.Start]) != string(runes[newAt:e.New.Start]) {
			t.Fatalf("edit %v", e)
		}
		if doc.Offsets.Masked(e.Old) != e.New || doc.Offsets.Original(e.New) != e.Old {
			t.Errorf("edit %v does not map to itself", e)
		}
		oldAt, newAt = e.Old.End, e.New.End
	}
	if string(old[oldAt:]) != string(runes[newAt:]) {
		t.Error("end of the text")
	}
	for _, p := range append(append([]Passage{}, doc.Found...), doc.Review...) {
		if p.Span.Start < 0 || p.Span.End > len(runes) || p.Span.Start >= p.Span.End || p.Kind == NoKind || p.Rule == "" {
			t.Errorf("passage %+v", p)
		}
	}
}

func TestLabelledSetIsConsistentAndStaysMasked(t *testing.T) {
	list, _ := labelledSet(t)
	before, _ := labelledSet(t)
	for _, m := range []Masker{{}, {Known: knownNames(t)}, {Known: knownNames(t), Dates: DateMonth, Wide: true}, {Known: knownNames(t), Style: FirstNames}} {
		masked, err := m.Of(list)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(list, before) {
			t.Fatal("the interviews given have changed")
		}
		for i := range masked.Interviews {
			consistent(t, list[i], masked.Interviews[i], &masked.Documents[i])
		}
		m.Key = masked.Key
		again, err := m.Of(masked.Interviews)
		if err != nil {
			t.Fatal(err)
		}
		for i, interview := range again.Interviews {
			if !reflect.DeepEqual(interview, masked.Interviews[i]) {
				t.Errorf("%s: a second run changes the masked transcript", interview.ID)
			}
			if n := masked.Key.Occurrences(interview.Transcript.Text); n > 0 && m.Style == Tags {
				t.Errorf("%s: %d names of the key are left", interview.ID, n)
			}
		}
		twice, err := m.Of(list)
		if err != nil || !reflect.DeepEqual(twice.Interviews, masked.Interviews) {
			t.Errorf("with its key a study is not masked as the first time: %v", err)
		}
	}
}

// Words of the labelled set in any order, with tags and signs between: sentences
// that nobody says, and still nothing moves that should not.
func TestShuffledWordsStayMasked(t *testing.T) {
	list, _ := labelledSet(t)
	var words []string
	for _, interview := range list {
		words = append(words, strings.Fields(interview.Transcript.Text)...)
	}
	words = append(words, strings.Fields("[PRÉNOM_1] [VILLE_B] M. Mme J.-P. (rires) 12 mars 2012 35000 rue de L' d’ Le St. @x - – « » … zéro six arobase point")...)
	random := rand.New(rand.NewPCG(1, 2))
	known := knownNames(t)
	for range 300 {
		var text strings.Builder
		for range 40 {
			text.WriteString(words[random.IntN(len(words))])
			text.WriteString([]string{" ", " ", " ", " ", ", ", "-", "'", ". ", "\nE : "}[random.IntN(9)])
		}
		m := Masker{Known: known, Dates: DateStyle(random.IntN(3)), Threshold: 0.3 + random.Float64()/2}
		before := interviewOf("C01-a", "Mère : "+text.String())
		masked, err := m.Of([]*interviews.Interview{before})
		if err != nil {
			t.Fatal(err)
		}
		consistent(t, before, masked.Interviews[0], &masked.Documents[0])
		again, err := m.Of(masked.Interviews)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := again.Interviews[0].Transcript.Text, masked.Interviews[0].Transcript.Text; got != want {
			t.Fatalf("a second run changes\n%s\ninto\n%s", want, got)
		}
	}
}

func FuzzMaskerOf(f *testing.F) {
	f.Add("Mère : C'est Awa (rires) à Bruz, au 06 12 34 56 78.\nE : Mme L. dit 12 mars 2012.", "Awa")
	f.Add("A : St. [PRÉNOM_1] Le L'\nB : d’Ab- Abc @x.fr 1/2/03 rue De", "Le Goff")
	f.Add("", "")
	f.Fuzz(func(t *testing.T, text, name string) {
		list := []*interviews.Interview{interviewOf("C1-a", text), interviewOf("C1-b", name+" : "+text)}
		m := Masker{Known: []Known{{Name: name}, {Name: name, Kind: Commune}}}
		masked, err := m.Of(list)
		if err != nil {
			t.Fatal(err)
		}
		for i := range list {
			consistent(t, list[i], masked.Interviews[i], &masked.Documents[i])
		}
		again, err := m.Of(masked.Interviews)
		if err != nil {
			t.Fatal(err)
		}
		for i := range list {
			if got, want := again.Interviews[i].Transcript.Text, masked.Interviews[i].Transcript.Text; got != want {
				t.Errorf("a second run changes\n%q into\n%q", want, got)
			}
		}
	})
}
