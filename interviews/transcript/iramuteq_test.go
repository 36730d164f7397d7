package transcript

import (
	"testing"

	"github.com/askoria/verbatim/interviews"
)

func TestIRaMuTeQ(t *testing.T) {
	for _, c := range []recordingCase{
		{
			name: "one text of whom its variables name", file: "a.txt",
			data:    "**** *cas_C03 *role_mere *age_3545\nC’est l’école.\n-*theme_ecole\nIls ont : appelé.\n",
			turns:   []string{"mère | Mère | C’est l’école.⏎Ils ont : appelé."},
			dropped: []interviews.Dropped{{What: "lignes étoilées", Count: 2, Characters: 47}},
		},
		{
			name: "one part a turn, one without a name", file: "a.txt",
			data:     "\n**** *cas_C03 *locuteur_E\nUn\n**** *cas_C03 *role_référent_mep\nDeux\n**** *cas_C03\nTrois\n",
			turns:    []string{"enquêteur | E | Un", "référent MEP | Référent MEP | Deux", "? | ? | Trois"},
			dropped:  []interviews.Dropped{{What: "lignes étoilées", Count: 3, Characters: 70}},
			problems: []string{"le fichier ne dit pas qui parle"},
		},
		{
			name: "labels at line starts tell better", file: "a.txt",
			data:    "**** *cas_C03 *role_mere\nE : Un ?\nMère : Deux.\n",
			turns:   []string{"enquêteur | E | Un ?", "mère | Mère | Deux."},
			dropped: []interviews.Dropped{{What: "lignes étoilées", Count: 1, Characters: 24}},
		},
		{
			name: "nobody is named", file: "a.txt",
			data:     "**** *cas_C03 *sexe_f\nUn.\n",
			dropped:  []interviews.Dropped{{What: "lignes étoilées", Count: 1, Characters: 21}},
			problems: []string{"aucun tour de parole"},
		},
	} {
		c.run(t)
	}
	refusedCase{"corpus.txt", "**** *cas_C03 *role_mere\nUn.\n**** *cas_C04 *role_mere\nDeux.\n", "réunit plusieurs entretiens"}.run(t)
}
