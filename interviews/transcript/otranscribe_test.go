package transcript

import (
	"testing"

	"github.com/askoria/verbatim/interviews"
)

func TestOTranscribe(t *testing.T) {
	for _, c := range []recordingCase{
		{
			name: "stamps before and behind labels, in the middle of a line, none", file: "a.otr",
			data: `{"text":"<p><span class=\"timestamp\" contenteditable=\"false\" data-timestamp=\"1.5\">00:01</span>&nbsp;E : Un ?</p>` +
				`<p>Mère : <span class=\"timestamp\" data-timestamp=\"4\">00:04</span> Deux,<br />encore <span class=\"timestamp\" data-timestamp=\"6\">00:06</span> là &amp; ici.</p>` +
				`<p>E : <i>Trois</i> ?</p><p><span class=\"timestamp\" onclick=\"x\">1:00:10</span> Mère : Quatre.</p>","media":"c03.mp3","media-time":83.2}`,
			text: "E : Un ?\nMère :  Deux,\nencore  là & ici.\nE : Trois ?\nMère : Quatre.",
			turns: []string{
				"enquêteur 0:01-0:04 | E | Un ?", "mère 0:04-1:00:10 | Mère | Deux,⏎encore  là & ici.",
				"enquêteur | E | Trois ?", "mère 1:00:10-1:00:10 | Mère | Quatre.",
			},
			dropped: []interviews.Dropped{{What: "repères de temps", Count: 4, Characters: 22}},
		},
		{
			name: "scripts and styles are not said", file: "a.otr",
			data:  `{"text":"<div>E : un</div><script>alert('E : deux')</script><style>p {}</style><div>Mère : trois<!-- non --></div>","media":""}`,
			turns: []string{"enquêteur | E | un", "mère | Mère | trois"},
		},
	} {
		c.run(t)
	}
	refusedCase{"coupe.otr", `{"text":"<p>E : un</p>","media":"c03`, "est abîmé ou incomplet"}.run(t)
}
