package crossed_test

import (
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus/crossed"
)

func TestFramework(t *testing.T) {
	c, book := small(t)
	codings := code(t, c, book, "J1:1 A1 AB", "J1:1 A1 CD", "M1:1 A2 AB", "P1:1 A1 AB", "J2:1 B AB")
	summaries := texts(t, "id_cas|code|synthese", "S1|A|Confiance, mais surveillée.", "S2|C|Rien dans les passages.", "S1|B|")
	m, err := crossed.Framework{Codebook: book, Codes: []string{"A", "B", "C"}, Summaries: summaries}.Of(c, codings)
	check(t, err)
	want := `S1|Confiance, mais surveillée.|[personne n'en parle]|[personne n'en parle]
S2|[rien dans les entretiens lus]|[à écrire ; passages : 1]|Rien dans les passages.
X|NR|NR|NR
`
	if got := cells(m.Tables()[0]); got != want {
		t.Error(got)
	}
	// The two coders of J1 chose one passage; the others have one each.
	if m.Cells[0][0].Passages != 3 || m.Written != 2 || m.ToWrite != 1 {
		t.Errorf("%+v", m)
	}
	if text := strings.Join(m.Warnings, "\n"); !strings.Contains(text, "sans aucun passage codé derrière elles : 1") {
		t.Error(text)
	}
	for _, line := range []string{"S9|A|x", "S1|Z|x"} {
		if _, err := (crossed.Framework{Codebook: book, Summaries: texts(t, "id_cas|code|synthese", line)}).Of(c, codings); err == nil {
			t.Errorf("no error for %q", line)
		}
	}
	if _, err := (crossed.Framework{Codebook: book, Summaries: texts(t, "id_cas|code|synthese", "S1|A|x", "S1|A|y")}).Of(c, codings); err == nil {
		t.Error("no error for two summaries of one cell")
	}
	if _, err := (crossed.Framework{Summaries: texts(t, "id_cas|code", "S1|A")}).Of(c, codings); err == nil {
		t.Error("no error without a column synthese")
	}
}
