package pseudonym

import (
	"fmt"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

func TestNothingPrintsANameOrAPassphrase(t *testing.T) {
	list, _ := labelledSet(t)
	known := knownNames(t)
	masked, err := Masker{Known: known}.Of(list)
	if err != nil {
		t.Fatal(err)
	}
	var printed strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%d", "%q"} {
		fmt.Fprintf(&printed, verb, masked.Key)
		fmt.Fprintf(&printed, verb, known[0])
		fmt.Fprintf(&printed, verb, Masker{Known: known, Key: masked.Key})
		fmt.Fprintf(&printed, verb, KeyFile{Name: "cle.age", Passphrase: "Awa Moussa Diallo"})
	}
	printed.WriteString(masked.String())
	for _, lang := range []string{"", "en"} {
		masked.lang = lang
		for _, table := range masked.Tables() {
			printed.WriteString(stats.Printer{Rows: -1, Lang: lang}.Of(table))
		}
	}
	var review strings.Builder
	if err := (Review{}).WriteCSV(&review, masked); err != nil {
		t.Fatal(err)
	}
	printed.WriteString(review.String())
	if n := masked.Key.Occurrences(printed.String()); n != 0 {
		t.Errorf("%d names printed", n)
	}
	if _, err := masked.Key.MarshalJSON(); err == nil {
		t.Error("a key makes JSON")
	}
	var before strings.Builder
	for _, interview := range list {
		before.WriteString(interview.Transcript.Text)
	}
	if n := masked.Key.Occurrences(before.String()); n < 500 {
		t.Errorf("only %d names of the key in the originals: Occurrences sees nothing", n)
	}
}

func TestTables(t *testing.T) {
	_, masked := one(t, Masker{}, "C'est Awa, et Awa à Bruz. Zorvika sourit. La Zorvikette aussi.")
	audit, review := masked.Tables()[0], masked.Tables()[1]
	want := `Masquage : audit
Document  Genre    Règle                Passages  Balises différentes
C1-a      prénom   lexique des prénoms         2                    1
C1-a      commune  lexique des lieux           1                    1
`
	if audit.String() != want {
		t.Errorf("%s", audit)
	}
	want = `Masquage : à relire
Document  Tour  Début  Fin  Genre  Règle                         Confiance
C1-a         1     54   61  nom    majuscule en début de phrase       0,30
C1-a         1     73   83  nom    majuscule dans la phrase           0,50
`
	if review.String() != want {
		t.Errorf("%s", review)
	}
	if got := masked.String(); got != "1 transcriptions : 3 passages masqués, 2 à relire\n" {
		t.Error(got)
	}
	var file strings.Builder
	if err := (Review{Words: true}).WriteCSV(&file, masked); err != nil {
		t.Fatal(err)
	}
	if got := file.String(); got != "\ufeffdocument;tour;debut;fin;genre;regle;confiance;mots\r\nC1-a;1;54;61;nom;majuscule en début de phrase;0,30;Zorvika\r\nC1-a;1;73;83;nom;majuscule dans la phrase;0,50;Zorvikette\r\n" {
		t.Errorf("%q", got)
	}
}
