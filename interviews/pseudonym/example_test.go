package pseudonym_test

import (
	"fmt"
	"os"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/pseudonym"
	"github.com/askoria/verbatim/stats"
)

func said(id, caseID, words string) *interviews.Interview {
	return &interviews.Interview{ID: id, Case: caseID, Transcript: &interviews.Transcript{
		Text: words, Turns: []interviews.Turn{{Number: 1, Speaker: "Mère", Text: words, End: len([]rune(words))}},
	}}
}

func ExampleMasker() {
	masked, err := pseudonym.Masker{
		Known: []pseudonym.Known{{Case: "C01", Name: "Awa", Also: []string{"Wawa"}}},
	}.Of([]*interviews.Interview{
		said("C01-mere", "C01", "Le sac d'Awa est chez Mme Le Goff, à Bruz. Wawa pleurait."),
		said("C01-jeune", "C01", "Je suis née le 2 mai 2008, à Bruz, et mon numéro c'est 06 12 34 56 78."),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, interview := range masked.Interviews {
		fmt.Println(interview.Transcript.Text)
	}
	fmt.Print(masked)
	fmt.Println(masked.Key)
	// Output:
	// Le sac d'[PRÉNOM_1] est chez Mme [NOM_1], à [COMMUNE_1]. [PRÉNOM_1] pleurait.
	// Je suis née le [NAISSANCE_1], à [COMMUNE_1], et mon numéro c'est [TÉL_1].
	// 2 transcriptions : 7 passages masqués, 0 à relire
	// key of 5 tags (not shown)
}

func ExampleOffsets() {
	masked, err := pseudonym.Masker{}.Of([]*interviews.Interview{said("C01-mere", "C01", "C'est Awa qui a raison.")})
	if err != nil {
		fmt.Println(err)
		return
	}
	// A coding of "Awa qui a raison" made on the original.
	moved := masked.Documents[0].Offsets.Masked(stats.Span{Start: 6, End: 22})
	fmt.Println(moved, string([]rune(masked.Interviews[0].Transcript.Text)[moved.Start:moved.End]))
	fmt.Println(masked.Documents[0].Offsets.Original(moved))
	// Output:
	// {6 29} [PRÉNOM_1] qui a raison
	// {6 22}
}

func ExampleKeyFile() {
	folder, err := os.MkdirTemp("", "cle")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	masked, err := pseudonym.Masker{}.Of([]*interviews.Interview{said("C01-mere", "C01", "C'est Awa.")})
	if err != nil {
		fmt.Println(err)
		return
	}
	// Work is small here for the example to be quick; leave it out.
	file := pseudonym.KeyFile{Name: folder + "/cle.age", Passphrase: "quatre mots bien à part", Work: 10}
	if err := file.Save(masked.Key); err != nil {
		fmt.Println(err)
		return
	}
	key, err := file.Open()
	fmt.Println(key.Words("C01", "[PRÉNOM_1]"), err)
	file.Passphrase = "une autre phrase"
	_, err = file.Open()
	fmt.Println(err)
	// Output:
	// [Awa] <nil>
	// cle.age : ne s'ouvre pas avec cette phrase de passe ; vérifier la phrase de passe et que c'est la clé de cette étude
}

func ExampleReview() {
	masked, err := pseudonym.Masker{}.Of([]*interviews.Interview{said("C01-mere", "C01", "Zorvika sourit.")})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(masked.Tables()[1])
	// Output:
	// Masquage : à relire
	// Document  Tour  Début  Fin  Genre  Règle                         Confiance
	// C01-mere     1      0    7  nom    majuscule en début de phrase       0,30
}
