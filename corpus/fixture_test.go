package corpus_test

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
func conversation(id, situation, child string, role interviews.Role, speech ...string) *interviews.Interview {
	transcript := &interviews.Transcript{Source: id + ".txt"}
	var text strings.Builder
	place := 0
	write := func(s string) {
		text.WriteString(s)
		place += utf8.RuneCountInString(s)
	}
	for i, said := range speech {
		turn := interviews.Turn{Number: i + 1, Speaker: "E", Interviewer: i%2 == 0, Text: said}
		if i%2 == 1 {
			turn.Speaker, turn.Role = string(role), role
		}
		write(turn.Speaker + " : ")
		turn.Start = place
		write(said)
		turn.End = place
		for at := 0; ; {
			open := strings.Index(said[at:], "(")
			if open < 0 {
				break
			}
			end := open + strings.Index(said[at+open:], ")") + 1
			start := turn.Start + utf8.RuneCountInString(said[:at+open])
			turn.Notes = append(turn.Notes, interviews.Note{Start: start, End: start + utf8.RuneCountInString(said[at+open:at+end])})
			at += end
		}
		write("\n")
		transcript.Turns = append(transcript.Turns, turn)
	}
	transcript.Text = text.String()
	return &interviews.Interview{
		ID: id, Case: situation, Child: child, Date: time.Date(2023, 4, 12, 0, 0, 0, 0, time.UTC), Place: "domicile",
		Minutes: 52, Interviewer: "ENQ1", Transcript: transcript,
		Informant: interviews.Person{ID: "P-" + id, Role: role, AgeBand: "15-17", Sex: "F"},
		Consent: interviews.Consent{
			Informed: interviews.Yes, Written: interviews.Yes, Assent: interviews.Yes,
			Parent1: interviews.Yes, Parent2: interviews.Yes, Recording: interviews.Yes, Quotation: interviews.Yes,
		},
	}
}

// invented is a study of two cases: a youth and a mother of one child, the
// mother of another, and a professional who was not transcribed.
func invented() []*interviews.Interview {
	youth := conversation("C01-jeune", "C01", "E0001", "jeune",
		"Comment ça se passe à l’école ?",
		"Ben… l’école, j’y vais plus trop. (rires) Ma référente, elle m’écoute.",
		"Et à la maison ?",
		"Mes parents crient. Chez mon père je ne parle pas de ma mère.")
	mother := conversation("C01-mere", "C01", "E0001", "mère",
		"Vous avez parlé au juge ?",
		"Le juge a parlé du placement. L’éducatrice, j’ai confiance en elle.",
		"D’accord.",
		"On ne se dispute pas, avec son père.")
	mother.Informant.AgeBand = "35-44"
	other := conversation("C02-mere", "C02", "E0002", "mère",
		"Et le collège ?",
		"Le collège ne dit rien, ils ne répondent pas.")
	other.Informant.AgeBand, other.Consent.Quotation = "25-34", interviews.No
	professional := conversation("C02-pro", "C02", "E0002", "référent MEP")
	professional.Transcript = nil
	return []*interviews.Interview{youth, mother, other, professional}
}

func newCorpus(t testing.TB, list ...*interviews.Interview) *corpus.Corpus {
	t.Helper()
	c, err := corpus.New(list, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func newCodebook(t testing.TB) *corpus.Codebook {
	t.Helper()
	book, err := corpus.NewCodebook(
		corpus.Code{ID: "M2", Label: "Relation"},
		corpus.Code{ID: "M2.1", Parent: "M2", Label: "Confiance"},
		corpus.Code{ID: "M4", Label: "Contexte"},
		corpus.Code{ID: "M4.1", Parent: "M4", Label: "Conflit parental"},
		corpus.Code{ID: "M4.4", Parent: "M4", Label: "École"},
		corpus.Code{ID: "M5.4", Label: "Ombre du placement"})
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// coded puts a code on the only place where words stand in a document.
func coded(t testing.TB, c *corpus.Corpus, book *corpus.Codebook, document, code, coder, words string) corpus.Coding {
	t.Helper()
	d, ok := c.Document(document)
	if !ok || strings.Count(d.Text(), words) != 1 {
		t.Fatalf("%q is not once in %q", words, document)
	}
	start := utf8.RuneCountInString(d.Text()[:strings.Index(d.Text(), words)])
	coding, err := d.Coding(code, start, start+utf8.RuneCountInString(words))
	if err != nil {
		t.Fatal(err)
	}
	coding.Coder, coding.Path = coder, book.Path(code)
	return coding
}
