package transcript

import (
	"testing"

	"github.com/askoria/verbatim/interviews"
)

func TestSubtitles(t *testing.T) {
	for _, c := range []recordingCase{
		{
			name: "labels of the transcriber", file: "a.srt",
			data:  "1\n00:00:01,000 --> 00:00:04,500\nE : Ça a commencé\ncomment ?\n\n2\n00:00:04,500 --> 00:00:08,000 X1:10 Y1:20\nMère : <i>Ben…</i> {\\an8}l’école.\n",
			turns: []string{"enquêteur 0:01-0:04 | E | Ça a commencé⏎comment ?", "mère 0:04-0:08 | Mère | Ben… l’école."},
			text:  "E : Ça a commencé\ncomment ?\nMère : Ben… l’école.",
		},
		{
			name: "a machine's labels, one speaker going on", file: "a.srt", unreviewed: true,
			data:    "1\n00:00:01,200 --> 00:00:03,400\n[SPEAKER_00]: Bonjour.\n\n2\n00:00:03,500 --> 00:00:04,000\n[SPEAKER_00]: Ça va ?\n\n3\n00:00:04,100 --> 00:00:05,000\n[SPEAKER_01]: Oui.\n",
			turns:   []string{"? 0:01-0:04 | SPEAKER_00 | Bonjour.⏎Ça va ?", "? 0:04-0:05 | SPEAKER_01 | Oui."},
			text:    "[SPEAKER_00]: Bonjour.\nÇa va ?\n[SPEAKER_01]: Oui.",
			dropped: []interviews.Dropped{{What: "étiquettes répétées", Count: 1, Characters: 14}},
		},
		{
			name: "labels of a machine without brackets", file: "a.srt", unreviewed: true,
			data:  "00:01 --> 00:02\nSpeaker 1: Un\n\n00:02 --> 00:03\nSpeaker 2 : Deux\n",
			turns: []string{"? 0:01-0:02 | Speaker 1 | Un", "? 0:02-0:03 | Speaker 2 | Deux"},
		},
		{
			name: "labels of a machine that people renamed", file: "a.srt",
			data:  "1\n00:00:01,200 --> 00:00:03,400\n[Enquêtrice]: Bonjour.\n\n2\n00:00:03,500 --> 00:00:04,000\n[Mère]: Oui.\n",
			turns: []string{"enquêteur 0:01-0:03 | Enquêtrice | Bonjour.", "mère 0:03-0:04 | Mère | Oui."},
		},
		{
			name: "nobody is named", file: "a.srt", unreviewed: true,
			data:     "1\n00:00:01,200 --> 00:00:03,400\nBonjour.\n",
			text:     "Bonjour.",
			problems: []string{"aucun tour de parole n'y est reconnu : l'enregistrement est transcrit sans dire qui parle"},
		},
		{
			name: "no blank lines, no numbers, dots, blank lines inside", file: "a.srt",
			data:  "00:01.5 --> 00:02.5\n[E]: 15\n2\n00:00:02.5 --> 00:00:04\n[Mère]: un\n\ndeux\n\n14\n",
			turns: []string{"enquêteur 0:01-0:02 | E | 15", "mère 0:02-0:04 | Mère | un⏎⏎deux⏎⏎14"},
		},
		{
			name: "voices, two in a subtitle", file: "a.vtt",
			data:    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Mère>Oui &amp; non &lt;rire&gt;</v>\n<v.loud E>Ah ?\n\n1:00:01.000 --> 1:00:02.000\n<v Mère><c.jaune>Bon</c> <01:00:01.500>là\n",
			turns:   []string{"mère 0:01-0:02 | Mère | Oui & non <rire>", "enquêteur 0:01-0:02 | E | Ah ?", "mère 1:00:01-1:00:02 | Mère | Bon là"},
			dropped: []interviews.Dropped{{What: "mentions du logiciel", Count: 1, Characters: 6}},
		},
		{
			name: "noted by noScribe", file: "a.vtt", unreviewed: true,
			data:  "WEBVTT c03\n\nNOTE\nTranscrit avec noScribe vers. 0.6\n\n1\n00:00:01.000 --> 00:00:02.000\n<v E>Un\n\n2\n00:00:02.000 --> 00:00:03.000\n<v Mère>Deux\n",
			turns: []string{"enquêteur 0:01-0:02 | E | Un", "mère 0:02-0:03 | Mère | Deux"},
			dropped: []interviews.Dropped{
				{What: "commentaires", Count: 1, Characters: 38},
				{What: "mentions du logiciel", Count: 1, Characters: 10},
			},
		},
		{
			name: "a subtitle whose voice is missing, a name that is a number", file: "a.vtt",
			data:     "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v E>Un\n2\n\n2\n00:02.000 --> 00:03.000\nDeux\n",
			turns:    []string{"enquêteur 0:01-0:02 | E | Un⏎2", "? 0:02-0:03 | ? | Deux"},
			dropped:  []interviews.Dropped{{What: "mentions du logiciel", Count: 1, Characters: 6}},
			problems: []string{"le fichier ne dit pas qui parle : 1 tour au rôle inconnu"},
		},
	} {
		c.run(t)
	}
}
