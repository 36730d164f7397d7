package transcript

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/interviews"
)

func TestAttach(t *testing.T) {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"C01-mere.txt":     "E : un\nMme B. : deux\nMme B. : trois\nMme B. : quatre",
		"c02-JEUNE.TXT":    "E : un\nJeune : deux",
		"C03-pro.txt":      "E : un\nPro : deux",
		"C03-pro.docx":     "E : un\nPro : deux",
		"C04-mere.txt":     "Il est venu.",
		"C05 père.txt":     "E : un\nPère : deux",
		"C06-pro.doc":      "",
		"C11-mere.HTML":    "<html><body><p>E : un<p>Mère : deux",
		"C12-mere.srt":     "1\n00:00:01,000 --> 00:00:02,000\nE : un\n\n2\n00:00:02,000 --> 00:00:03,000\nMère : deux\n",
		"C09-mere.txt":     "E : un\nMère : sans consentement",
		"C10-jeune.txt":    "",
		"~$C02-jeune.docx": "verrou",
		".C02-jeune.txt":   "verrou",
		"LISEZMOI.md":      "notes",
		"sous/C07.txt":     "E : un",
		"C08-pro.docx/x":   "un dossier",
	} {
		files["t/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	var list []*interviews.Interview
	for _, id := range []string{"C01-mere", "C02-jeune", "C03-pro", "C04-mere", "C05-pere", "C06-pro", "C10-jeune", "C11-mere", "C12-mere"} {
		role := map[string]interviews.Role{"mere": "mère", "jeune": "jeune", "pro": "référent MEP", "pere": "père"}[id[4:]]
		list = append(list, &interviews.Interview{ID: id, Informant: interviews.Person{Role: role}})
	}
	report, err := Reader{Files: files}.Attach("t", list)
	if err != nil {
		t.Fatal(err)
	}
	for i, turns := range []int{4, 2, 0, 0, 0, 0, 0, 2, 2} {
		if got := list[i].Transcript; (got != nil) != (turns > 0) || got != nil && len(got.Turns) != turns {
			t.Errorf("%s has %v, want %d turns", list[i].ID, got, turns)
		}
	}
	if turn := list[0].Transcript.Turns[1]; turn.Role != "mère" || turn.Speaker != "Mme B." {
		t.Errorf("the mother's turn is %+v", turn)
	}
	var problems []string
	for i := range report.Problems {
		problems = append(problems, report.Problems[i].String())
	}
	compare(t, "problem", problems, []string{
		"C03-pro.docx, C03-pro.txt : sont deux transcriptions du même entretien",
		"C04-mere.txt : aucun tour de parole",
		"C06-pro.doc : ce format n'est pas lu",
		"C10-jeune.txt : est vide",
		"t : la transcription d'un entretien manque : C05-pere",
		"C05 père.txt : n'a pas été lu : aucun entretien accepté ne porte ce nom ; le renommer si c'est l'entretien « C05-pere »",
		"C09-mere.txt : n'a pas été lu : aucun entretien accepté ne porte ce nom ; vérifier id_entretien et les consentements",
	}, strings.HasPrefix)
	for _, s := range report.Sources {
		if s.Read != s.Accepted+s.Rejected {
			t.Errorf("source is %+v", s)
		}
	}
	if len(report.Sources) != 5 {
		t.Errorf("files read are %v", report.Sources)
	}
}

func TestAttachFolder(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "C01.txt"), []byte(dialogue), 0o600); err != nil {
		t.Fatal(err)
	}
	interview := &interviews.Interview{ID: "C01"}
	if _, err := (Reader{}).Attach(folder, []*interviews.Interview{interview}); err != nil || interview.Transcript == nil {
		t.Errorf("got %v, %v", interview.Transcript, err)
	}
	report, err := Reader{}.Attach(filepath.Join(folder, "absent"), nil)
	if err == nil || len(report.Problems) != 1 || !strings.HasPrefix(err.Error(), "absent : n'est pas un dossier") {
		t.Errorf("got %v, %v", report, err)
	}
}
