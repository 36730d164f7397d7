package transcript

import (
	"testing"

	"github.com/askoria/verbatim/interviews"
)

func TestWhisperX(t *testing.T) {
	for _, c := range []recordingCase{
		{
			name: "segments, words, one segment of nobody and one without times", file: "a.json", unreviewed: true,
			data: `{"segments":[{"start":1.2,"end":3.4,"text":" Bonjour.","speaker":"SPEAKER_00","words":[{"word":"Bonjour."}]},` +
				`{"start":3.5,"end":4,"text":" Ça va ?","speaker":"SPEAKER_00"},{"start":4,"end":4.5,"text":" Mmh."},` +
				`{"text":" Oui.\r\nVoilà.","speaker":"SPEAKER_01"}],"word_segments":[],"language":"fr"}`,
			turns:    []string{"? 0:01-0:04 | SPEAKER_00 | Bonjour. Ça va ?", "? 0:04-0:04 | ? | Mmh.", "? | SPEAKER_01 | Oui.⏎Voilà."},
			text:     "SPEAKER_00 : Bonjour. Ça va ?\n? : Mmh.\nSPEAKER_01 : Oui.\nVoilà.",
			problems: []string{"le fichier ne dit pas qui parle"},
		},
		{
			name: "declared, overlapping, out of order", file: "a.json", unreviewed: true, speakers: coded("SPEAKER_00", "SPEAKER_01"),
			data:  `{"segments":[{"start":4,"end":6,"text":"Deux.","speaker":"SPEAKER_01"},{"start":1,"end":5,"text":"Un.","speaker":"SPEAKER_00"}]}`,
			turns: []string{"enquêteur 0:01-0:05 | Enquêtrice | Un.", "mère 0:04-0:06 | Mère | Deux."},
		},
		{
			name: "Whisper, which names nobody", file: "a.json", unreviewed: true,
			data:     `{"text":"Bonjour.","segments":[{"id":0,"start":0.0,"end":2.0,"text":" Bonjour."}],"language":"fr"}`,
			text:     "Bonjour.",
			problems: []string{"aucun tour de parole n'y est reconnu : l'enregistrement"},
		},
		{
			name: "times that are none", file: "a.json", unreviewed: true,
			data:  `{"segments":[{"start":-5,"end":1e308,"text":"a","speaker":"E"},{"start":1e308,"end":2,"text":"b\u0000\ud800","speaker":"Mère"}]}`,
			turns: []string{"enquêteur | E | a", "mère | Mère | b\ufffd\ufffd"},
		},
		{
			name: "table", file: "a.tsv", unreviewed: true,
			data:     "start\tend\ttext\r\n1200\t3400\tBonjour.\r\n\r\n3500\t4000\tÇa\tva ?\r\n",
			text:     "Bonjour.\nÇa\tva ?",
			problems: []string{"aucun tour de parole n'y est reconnu : l'enregistrement"},
		},
		{
			name: "text", file: "a.txt", unreviewed: true,
			data:    "[SPEAKER_00]: Bonjour.\n[SPEAKER_00]: Ça va ?\n[Mère]: Oui.\n",
			text:    "[SPEAKER_00]: Bonjour.\nÇa va ?\n[Mère]: Oui.",
			turns:   []string{"? | SPEAKER_00 | Bonjour.⏎Ça va ?", "mère | Mère | Oui."},
			dropped: []interviews.Dropped{{What: "étiquettes répétées", Count: 1, Characters: 14}},
		},
		{
			name: "text with lines of its own is a text", file: "a.txt",
			data:  "[SPEAKER_00]: Bonjour.\nencore\n[SPEAKER_00]: Oui.\n[SPEAKER_00]: Non.\n",
			turns: []string{"? | SPEAKER_00 | Bonjour.⏎encore", "? | SPEAKER_00 | Oui.", "? | SPEAKER_00 | Non."},
		},
	} {
		c.run(t)
	}
	for _, c := range []refusedCase{
		{"coupe.json", `{"segments":[{"start":1.2,"end":3.4,"text":" Bonj`, "est abîmé ou incomplet"},
		{"genre.json", `{"segments":[{"start":"tôt"}]}`, "est abîmé ou incomplet"},
		{"reglages.json", `{"temperature": 0}`, "n'est ni de WhisperX ni d'oTranscribe"},
		{"coupe.tsv", "start\tend\ttext\n1200\t3400\tBonjour.\n3500\t40", "est abîmé ou incomplet"},
		{"mots.tsv", "start\tend\ttext\ntôt\ttard\tBonjour.\n", "est abîmé ou incomplet"},
	} {
		c.run(t)
	}
}
