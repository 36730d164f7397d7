package transcript

import (
	"testing"

	"github.com/askoria/verbatim/interviews"
)

func TestTextGrid(t *testing.T) {
	for _, c := range []recordingCase{
		{
			name: "short form: overlap, quotation marks, empty intervals, points, tiers that are not speech", file: "a.TextGrid",
			data: "File type = \"ooTextFile\"\n\"TextGrid\"\n\n0\n9\n<exists>\n4\n" +
				"\"IntervalTier\"\n\"E\"\n0\n9\n3\n0\n1\n\"\"\n1\n3\n\"Vous dites \"\"non\"\" ?\"\n3\n9\n\" \"\n" +
				"\"IntervalTier\"\n\"Mère - words\"\n0\n9\n2\n2\n2.5\n\"Je\"\n2.5\n4\n\"dis\"\n" +
				"\"IntervalTier\"\n\"Mère - phones\"\n0\n9\n1\n2\n2.5\n\"Z\"\n" +
				"\"TextTier\"\n\"E\"\n0\n9\n1\n1\n\"ici\"\n",
			turns:   []string{"enquêteur 0:01-0:03 | E | Vous dites \"non\" ?", "mère 0:02-0:04 | Mère | Je dis"},
			dropped: []interviews.Dropped{{What: "pistes qui ne sont pas de la parole", Count: 2, Characters: 4}},
		},
		{
			name: "long form with comments, lines in a text", file: "a.TextGrid",
			data: "File type = \"ooTextFile\" ! Praat\nObject class = \"TextGrid\"\nxmin = 0\nxmax = 9\ntiers? <exists>\nsize = 1\nitem []:\n" +
				"    item [1]:\n        class = \"IntervalTier\"\n        name = \"E 1 = 2\"\n        xmin = 0\n        xmax = 9\n        intervals: size = 1\n" +
				"        intervals [1]:\n            xmin = 0.5\n            xmax = 2 ! \"rien\"\n            text = \"un ! 3\ndeux\"\n",
			turns: []string{"? 0:00-0:02 | E 1 = 2 | un ! 3⏎deux"},
		},
		{
			name: "nobody says anything", file: "a.TextGrid",
			data:     "File type = \"ooTextFile\"\n\"TextGrid\"\n0\n9\n<exists>\n0\n",
			problems: []string{"aucun tour de parole"},
		},
		{
			name: "letters of Praat's own", file: "a.TextGrid",
			data:  "File type = \"ooTextFile\"\n\"TextGrid\"\n0\n9\n<exists>\n1\n\"IntervalTier\"\n\"M\\e`re\"\n0\n9\n1\n1\n2\n\"l'\\e'cole, No\\e\"\"l\"\n",
			turns: []string{"mère 0:01-0:02 | Mère | l'école, Noël"},
		},
	} {
		c.run(t)
	}
	for _, c := range []refusedCase{
		{"coupe.TextGrid", "File type = \"ooTextFile\"\n\"TextGrid\"\n0\n9\n<exists>\n1\n\"IntervalTier\"\n\"E\"\n0\n9\n3\n0\n1\n\"un", "est abîmé ou incomplet"},
		{"menteur.TextGrid", "File type = \"ooTextFile\"\n\"TextGrid\"\n0\n9\n<exists>\n1e300\n", "est abîmé ou incomplet"},
		{"genre.TextGrid", "File type = \"ooTextFile\"\n\"PitchTier\" \"TextGrid\"\n0\n9\n<exists>\n0\n", "est abîmé ou incomplet"},
		{"chrono.TextGrid", "\"Praat chronological TextGrid text file\"\n0 9\n1\n\"IntervalTier\" \"E\" 0 9\n1 0 9\n\"un\"\n", "est abîmé ou incomplet"},
		{"binaire.TextGrid", "ooBinaryFile\x08TextGrid\x00\x00\x01", "n'est pas un fichier de texte"},
	} {
		c.run(t)
	}
}
