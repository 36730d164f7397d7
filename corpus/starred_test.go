package corpus_test

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/transcript"
)

func starred(t testing.TB, c *corpus.Corpus) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := (corpus.Starred{}).Write(&out, c); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func readStarred(text string) (*corpus.StarredCorpus, *interviews.Report, error) {
	return corpus.StarredReader{Files: fstest.MapFS{"c.txt": {Data: []byte(text)}}}.ReadFile("c.txt")
}

func TestStarred(t *testing.T) {
	withdrawn := conversation("C09", "C09", "", "mère", "Et ?", "Ne pas garder.")
	withdrawn.Consent.Withdrawn = day(3)
	odd := conversation("C 03", "", "", "référent MEP", "Et ?", "**** *ruse_1 😀\nsuite", "Puis ?", "-*thème (rires)")
	c := newCorpus(t, append(invented(), withdrawn, odd)...)
	want := `**** *entretien_C01-jeune *cas_C01 *role_jeune *tranche_15-17 *sexe_F *lieu_domicile
Ben… l’école, j’y vais plus trop. Ma référente, elle m’écoute.
Mes parents crient. Chez mon père je ne parle pas de ma mère.
**** *entretien_C01-mere *cas_C01 *role_mère *tranche_35-44 *sexe_F *lieu_domicile
Le juge a parlé du placement. L’éducatrice, j’ai confiance en elle.
On ne se dispute pas, avec son père.
**** *entretien_C02-mere *cas_C02 *role_mère *tranche_25-34 *sexe_F *lieu_domicile
Le collège ne dit rien, ils ne répondent pas.
**** *entretien_C_03 *role_référent_MEP *tranche_15-17 *sexe_F *lieu_domicile
ruse_1 😀 suite
- thème
`
	file := starred(t, c)
	if string(file) != want {
		t.Errorf("got\n%s\nwant\n%s", file, want)
	}
	read, report, err := readStarred(string(file))
	if err != nil || len(report.Problems) > 0 {
		t.Fatal(err, report)
	}
	again := newCorpus(t, read.Interviews...)
	if got := starred(t, again); !bytes.Equal(got, file) {
		t.Errorf("written, read and written again:\n%s", got)
	}
	checkReport(t, report, 4, 0)
	first, _ := again.Document("C01-jeune")
	if first.Case() != "C01" || first.Side(first.Turns()[0]) != interviews.Youth || len(first.Turns()) != 2 || first.Interview().Quotable() {
		t.Errorf("%+v", first.Interview())
	}
	if column, err := read.Variables.Column("sexe"); err != nil || column.Show(3, "fr") != "F" || read.Variables.Len() != 4 {
		t.Errorf("variables: %v, %v", read.Variables, err)
	}
}

// One interview is read by the reader of transcripts, too.
func TestStarredAsTranscript(t *testing.T) {
	c := newCorpus(t, invented()[0])
	name := t.TempDir() + "/C01-jeune.txt"
	if err := os.WriteFile(name, starred(t, c), 0o600); err != nil {
		t.Fatal(err)
	}
	read, _, err := transcript.Reader{}.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if len(read.Turns) == 0 || !strings.Contains(read.Text, "elle m’écoute") || read.Turns[0].Role != "jeune" {
		t.Errorf("%+v", read)
	}
}

func TestStarredReaderOddFiles(t *testing.T) {
	for _, test := range []struct{ name, file, want, problem string }{
		{"no stars", "Bonjour.\n", "", "n'a aucune ligne étoilée"},
		{"text before", "avant\n**** *id_1\nOui.\n", "1:Oui.", "du texte avant"},
		{"parts of one", "**** *id_1 *role_mère\nOui.\n**** *id_1 *role_jeune\nNon.\n", "1:Oui.|Non.", ""},
		{"no names", "**** *age_3\nOui.\n**** *age_4\nNon.\n", "texte 1:Oui. texte 2:Non.", ""},
		{"themes", "**** *id_1\n-*école\nOui.\n", "1:Oui.", "« -* » : 1"},
		{"silent", "**** *id_1\n**** *id_2\nOui.\n", "2:Oui.", "n'a pas de paroles"},
		{"windows", "\ufeff**** *id_1\r\nOui.\r\n", "1:Oui.", ""},
		{"twice a variable", "**** *id_1 *id_2 *texte_3 * *x\nOui.\n", "1:Oui.", ""},
	} {
		read, report, err := readStarred(test.file)
		var got []string
		if err == nil {
			for _, interview := range read.Interviews {
				var said []string
				for _, turn := range interview.Transcript.Turns {
					said = append(said, turn.Text)
				}
				got = append(got, interview.ID+":"+strings.Join(said, "|"))
			}
			newCorpus(t, read.Interviews...)
		}
		if strings.Join(got, " ") != test.want || (len(report.Problems) > 0) != (test.problem != "") || !strings.Contains(report.String(), test.problem) {
			t.Errorf("%s: %q, %s", test.name, got, report)
		}
	}
}

func FuzzStarredReader(f *testing.F) {
	f.Add("**** *id_1 *role_mère\nOui.\n-*t\n**** *id_2\nNon 😀\n")
	f.Fuzz(func(t *testing.T, text string) {
		if read, report, err := readStarred(text); err == nil {
			if _, err := corpus.New(read.Interviews, nil); err != nil {
				t.Error(err)
			}
		} else if len(report.Problems) == 0 {
			t.Error("no problem, and an error")
		}
	})
}

func ExampleStarred() {
	c, err := corpus.New([]*interviews.Interview{conversation("C01", "", "", "jeune", "Alors ?", "Elle m’écoute.")}, nil)
	if err != nil {
		log.Fatal(err)
	}
	var out bytes.Buffer
	if err := (corpus.Starred{}).Write(&out, c); err != nil {
		log.Fatal(err)
	}
	fmt.Print(out.String())
	// Output:
	// **** *entretien_C01 *role_jeune *tranche_15-17 *sexe_F *lieu_domicile
	// Elle m’écoute.
}
