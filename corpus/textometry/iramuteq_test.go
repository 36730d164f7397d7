package textometry

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/transcript"
)

func starred(t *testing.T, s Units, list ...*interviews.Interview) (string, error) {
	t.Helper()
	var out strings.Builder
	err := IRaMuTeQ{}.Write(&out, newText(t, s, list...))
	return out.String(), err
}

func TestIRaMuTeQ(t *testing.T) {
	list := invented()
	list[0].Transcript = conversation("C01-jeune", "C01", "jeune", "?", "**** J’y vais\n* plus trop.", "Et ?", "Non.").Transcript
	list[1].Date = time.Time{}
	list[2].Consent.Withdrawn = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	got, err := starred(t, Units{}, list...)
	if err != nil {
		t.Fatal(err)
	}
	want := "**** *entretien_c01jeune *cas_c01 *role_jeune *regard_jeune *annee_2023\nJ’y vais plus trop.\nNon.\n\n" +
		"**** *entretien_c01mere *cas_c01 *role_mere *regard_parent\nLe juge a parlé du placement. Le juge m’a écoutée.\n\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if _, err := starred(t, Units{}, conversation("C-1", "C", "mère", "?", "Oui."), conversation("C 1", "C", "mère", "?", "Non.")); err == nil {
		t.Error("two codes that are the same: no error")
	}
}

// What is written is read back: the same words of the same role.
func TestIRaMuTeQReadBack(t *testing.T) {
	interview := invented()[0]
	written, err := starred(t, Units{}, interview)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "corpus.txt")
	if err := os.WriteFile(file, []byte(written), 0o600); err != nil {
		t.Fatal(err)
	}
	back, report, err := transcript.Reader{}.ReadFile(file)
	if err != nil {
		t.Fatal(report, err)
	}
	again := *interview
	again.Transcript = back
	c, err := corpus.New([]*interviews.Interview{&again}, nil)
	if err != nil {
		t.Fatal(err)
	}
	text, err := Units{}.Of(c)
	if err != nil {
		t.Fatal(err)
	}
	want := newText(t, Units{}, interview)
	if text.N != want.N {
		t.Errorf("%d words, want %d", text.N, want.N)
	}
	for i, w := range text.words {
		if a, b := text.forms[w.form], want.forms[want.words[i].form]; a != b {
			t.Fatalf("word %d is %q, want %q", i+1, a, b)
		}
		if role := text.turns[w.turn].role(); role != "jeune" {
			t.Fatalf("word %d is of %q", i+1, role)
		}
	}
}
