package transcript_test

import (
	"fmt"
	"testing/fstest"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/transcript"
)

func ExampleReader_ReadFile() {
	files := fstest.MapFS{"C03-mere.txt": {Data: []byte("E : Ça a commencé comment ?\nMère : C’est l’école. (rires)\nIls ont appelé.\n")}}
	t, _, err := transcript.Reader{Files: files}.ReadFile("C03-mere.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, turn := range t.Turns {
		fmt.Printf("%d %s [%d,%d) %q\n", turn.Number, turn.Speaker, turn.Start, turn.End, turn.Text)
	}
	// Output:
	// 1 E [4,27) "Ça a commencé comment ?"
	// 2 Mère [35,73) "C’est l’école. (rires)\nIls ont appelé."
}

// A recording says when each speaks; a machine's transcript is marked.
func ExampleReader_ReadFile_recording() {
	files := fstest.MapFS{"C03.srt": {Data: []byte("1\n00:00:01,200 --> 00:00:03,400\n[SPEAKER_00]: Bonjour.\n\n" +
		"2\n00:00:03,500 --> 00:00:04,000\n[SPEAKER_00]: Ça va ?\n\n3\n00:00:03,900 --> 00:00:05,000\n[SPEAKER_01]: Oui.\n")}}
	who := []transcript.Speaker{{Labels: []string{"Enquêtrice", "SPEAKER_00"}, Interviewer: true}, {Labels: []string{"Jeune", "SPEAKER_01"}, Role: "jeune"}}
	t, _, err := transcript.Reader{Files: files, Speakers: who}.ReadFile("C03.srt")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, turn := range t.Turns {
		fmt.Printf("%v-%v %s %q\n", turn.From, turn.To, turn.Speaker, turn.Text)
	}
	fmt.Println("non relue :", t.Unreviewed)
	// Output:
	// 1.2s-4s Enquêtrice "Bonjour.\nÇa va ?"
	// 3.9s-5s Jeune "Oui."
	// non relue : true
}

// A spelling that is nearly a declared one is proposed; declaring it applies it.
func ExampleSpeaker() {
	text := "Checheur : Un.\nJeune : Deux.\nChecheur : Trois.\nChecheur : Quatre.\n"
	files := fstest.MapFS{"C01.txt": {Data: []byte(text)}}
	_, report, _ := transcript.Reader{Files: files}.ReadFile("C01.txt")
	fmt.Println(report.Problems[0].Summary)

	declared := transcript.Speaker{Labels: []string{"Chercheur", "Checheur"}, Interviewer: true}
	t, report, _ := transcript.Reader{Files: files, Speakers: []transcript.Speaker{declared}}.ReadFile("C01.txt")
	fmt.Println(t.Turns[0].Speaker, t.Turns[0].Interviewer, len(report.Problems))
	// Output:
	// étiquette proche de « Chercheur » : 3 tours au rôle inconnu
	// Chercheur true 0
}

func ExampleReader_Attach() {
	files := fstest.MapFS{
		"transcriptions/C03-mere.txt": {Data: []byte("E : Un.\nMme B. : Deux.\nMme B. : Trois.\nMme B. : Quatre.\n")},
		"transcriptions/C04-mere.txt": {Data: []byte("E : Un.\n")},
	}
	mother := &interviews.Interview{ID: "C03-mere", Informant: interviews.Person{Role: "mère"}}
	report, err := transcript.Reader{Files: files}.Attach("transcriptions", []*interviews.Interview{mother})
	fmt.Println(mother.Transcript.Turns[1].Role, err)
	fmt.Print(report)
	// Output:
	// mère <nil>
	// C03-mere.txt : 1 lu, 1 accepté, 0 écarté
	// C04-mere.txt : n'a pas été lu : aucun entretien accepté ne porte ce nom ; vérifier id_entretien et les consentements dans la table des entretiens
}
