package textometry

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
)

// conversation makes an interview in which questions and answers take turns,
// the interviewer first.
func conversation(id, situation string, role interviews.Role, speech ...string) *interviews.Interview {
	transcript := &interviews.Transcript{}
	for i, said := range speech {
		turn := interviews.Turn{Number: i + 1, Speaker: "E", Interviewer: i%2 == 0, Text: said}
		if i%2 == 1 {
			turn.Speaker, turn.Role = string(role), role
		}
		transcript.Text += turn.Speaker + " : "
		turn.Start = utf8.RuneCountInString(transcript.Text)
		turn.End = turn.Start + utf8.RuneCountInString(said)
		transcript.Text += said + "\n"
		transcript.Turns = append(transcript.Turns, turn)
	}
	return &interviews.Interview{
		ID: id, Case: situation, Informant: interviews.Person{Role: role}, Transcript: transcript,
		Date:    time.Date(2023, 4, 12, 0, 0, 0, 0, time.UTC),
		Consent: interviews.Consent{Quotation: interviews.Yes},
	}
}

// invented is three interviews in two cases; one may not be quoted.
func invented() []*interviews.Interview {
	refused := conversation("C02-mere", "C02", "mère",
		"Et le collège ?", "Le collège ne dit rien. L’école non plus, ils ne répondent pas.")
	refused.Consent.Quotation = interviews.No
	return []*interviews.Interview{
		conversation("C01-jeune", "C01", "jeune",
			"Comment ça se passe à l’école ?", "Ben… l’école, j’y vais plus trop. Ma référente, elle m’écoute.",
			"Et à la maison ?", "Mes parents crient. L’école, c’est mieux que la maison."),
		conversation("C01-mere", "C01", "mère",
			"Vous avez parlé au juge ?", "Le juge a parlé du placement. Le juge m’a écoutée."),
		refused,
	}
}

func newText(t testing.TB, s Units, list ...*interviews.Interview) *Text {
	t.Helper()
	c, err := corpus.New(list, nil)
	if err != nil {
		t.Fatal(err)
	}
	text, err := s.Of(c)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// spoken is a text of one turn.
func spoken(t testing.TB, s Units, words ...string) *Text {
	t.Helper()
	return newText(t, s, conversation("A", "A", "mère", "?", strings.Join(words, " ")))
}
