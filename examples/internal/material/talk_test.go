package material

import (
	"slices"
	"testing"
)

func TestParseTalk(t *testing.T) {
	talk, err := ParseTalk("T01", "Entretien\n\nE : Et ?\nAS : Oui. {T2.2+,T3.2-|T2.2+ On sort beaucoup. Le jeudi.} {|T1.1- Voilà.} {T1.2+ C'est une longue phrase, ici. Une autre.}\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []Passage{
		{"On sort beaucoup. Le jeudi.", "T2.2", "AB", "1"},
		{"On sort beaucoup. Le jeudi.", "T3.2", "AB", "-1"},
		{"On sort beaucoup. Le jeudi.", "T2.2", "LM", "1"},
		{"Voilà.", "T1.1", "LM", "-1"},
		{"C'est une longue phrase, ici. Une autre.", "T1.2", "AB", "1"},
		{"C'est une longue phrase, ici.", "T1.2", "LM", "1"},
	}
	if !slices.Equal(talk.Passages, want) {
		t.Errorf("got %q, want %q", talk.Passages, want)
	}
	if lines := talk.Lines(); len(lines) != 2 || lines[0] != (Said{"E", "Et ?"}) || lines[1].Words != "Oui. On sort beaucoup. Le jeudi. Voilà. C'est une longue phrase, ici. Une autre." {
		t.Errorf("got %q", lines)
	}
	for _, text := range []string{"{T2.2 dit}", "{T2+ dit}", "{T2.2+ dit", "{T2.2+,T3 dit}"} {
		if _, err := ParseTalk("T01", text); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}
