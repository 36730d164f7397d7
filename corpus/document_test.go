package corpus_test

import (
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
)

func TestNew(t *testing.T) {
	c := newCorpus(t, invented()...)
	if n := len(c.Documents()); n != 3 {
		t.Errorf("%d documents, want 3: one interview has no transcript", n)
	}
	if n := len(c.Interviews()); n != 4 {
		t.Errorf("%d interviews, want 4", n)
	}
	if len(c.Roles()) == 0 {
		t.Error("no roles by default")
	}
	if _, ok := c.Document("C02-pro"); ok {
		t.Error("an interview without a transcript has a document")
	}
}

func TestNewRefuses(t *testing.T) {
	for name, spoil := range map[string]func(list []*interviews.Interview){
		"no code":     func(list []*interviews.Interview) { list[0].ID = "" },
		"two":         func(list []*interviews.Interview) { list[1].ID = list[0].ID },
		"SHA-256":     func(list []*interviews.Interview) { list[0].Transcript.SHA256 = strings.Repeat("0", 64) },
		"number":      func(list []*interviews.Interview) { list[0].Transcript.Turns[1].Number = 7 },
		"its places":  func(list []*interviews.Interview) { list[0].Transcript.Turns[1].Start++ },
		"places say":  func(list []*interviews.Interview) { list[0].Transcript.Turns[1].End = 1 << 20 },
		"is not wher": func(list []*interviews.Interview) { list[0].Transcript.Turns[1].Start = -1 },
	} {
		list := invented()
		spoil(list)
		_, err := corpus.New(list, nil)
		if err == nil || !strings.Contains(err.Error(), strings.TrimPrefix(name, "its ")) {
			t.Errorf("%s: got %v", name, err)
		} else if strings.Contains(err.Error(), "juge") || strings.Contains(err.Error(), "école") {
			t.Errorf("%s: the error quotes the transcript: %v", name, err)
		}
	}
}

func TestDocumentPlaces(t *testing.T) {
	d, _ := newCorpus(t, invented()...).Document("C01-jeune")
	for _, turn := range d.Turns() {
		if d.Slice(turn.Start, turn.End) != turn.Text {
			t.Errorf("turn %d is not at its place", turn.Number)
		}
		for _, token := range d.Tokens(turn.Number) {
			if d.Slice(token.Start, token.End) != token.Text || !strings.HasPrefix(d.Text()[token.Byte:], token.Text) {
				t.Errorf("turn %d: token %+v is not at its place", turn.Number, token)
			}
		}
		if at, ok := d.TurnAt(turn.Start); !ok || at.Number != turn.Number {
			t.Errorf("TurnAt(%d) = %d, %v", turn.Start, at.Number, ok)
		}
		if _, ok := d.TurnAt(turn.End); ok {
			t.Errorf("a turn holds its end, %d", turn.End)
		}
	}
	if d.Slice(-5, 3) != "E :" || d.Slice(5, 2) != "" || d.Slice(d.Len()-1, d.Len()+9) != "\n" {
		t.Error("Slice does not stop at the ends of the text")
	}
	if d.Tokens(0) != nil || d.Sentences(99) != nil {
		t.Error("a turn that does not exist has tokens or sentences")
	}
	if len(d.SHA256()) != 64 {
		t.Errorf("SHA-256 is %q", d.SHA256())
	}
}

func TestDocumentWords(t *testing.T) {
	d, _ := newCorpus(t, invented()...).Document("C01-jeune")
	answer, _ := d.Turn(2)
	question, _ := d.Turn(1)
	// Ben l' école j' y vais plus trop Ma référente elle m' écoute
	if got := d.Words(answer.Start, answer.End); got != 13 {
		t.Errorf("the answer has %d words, want 13: neither signs nor (rires)", got)
	}
	if got := d.Words(question.Start, question.End); got != 0 {
		t.Errorf("the question has %d words, want 0", got)
	}
	if d.Side(question) != interviews.NoInformant || d.Side(answer) != interviews.Youth {
		t.Error("sides of question and answer")
	}
	if interpreter := (interviews.Turn{Role: "interprète"}); d.Side(interpreter) != interviews.NoInformant {
		t.Error("an interpreter is on a side")
	}
	if unknown := (interviews.Turn{Speaker: "Référante"}); d.Side(unknown) != interviews.Youth {
		t.Error("a speaker of unknown role is not taken for the informant")
	}
	// Wherever the text is cut, the words of the parts add up.
	all := d.Words(0, d.Len())
	for at := range d.Len() {
		if sum := d.Words(0, at) + d.Words(at, d.Len()); sum != all {
			t.Fatalf("cut at %d: %d words, want %d", at, sum, all)
		}
	}
}
