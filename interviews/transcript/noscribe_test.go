package transcript

import (
	"testing"

	"github.com/askoria/verbatim/interviews"
)

const noScribeTopHTML = `<html><head><title>c03</title><meta name="audio_source" content="c03.mp3"></head><body><div class="WordSection1"><p>c03</p><p><span>Transcrit avec noScribe vers. 0.6<br></span></p>`

func TestNoScribe(t *testing.T) {
	heading := interviews.Dropped{What: "mentions du logiciel", Count: 2, Characters: 36}
	for _, c := range []recordingCase{
		{
			name: "one speaks over another, a speaker renamed, a passage typed by hand", file: "a.html", unreviewed: true,
			data: noScribeTopHTML +
				`<p><a name="ts_1000_2000_S00" >S00: <span>[00:00:01]</span> Un ?</a></p>` +
				`<p><a name="ts_2000_4000_S01" >Mère: Deux, j'y</a><a name="ts_3000_4000_//S00" > //S00: mmh</a><a name="ts_4000_5000_S01" >// étais.</a><a name="ts_5000_9000_S01" > <span>[00:00:05]</span> (..)</a> ajouté</p>` +
				`<p>S00: à la main</p></div></body></html>`,
			text:    "S00 : Un ?\nMère : Deux, j'y\nS00 : mmh\nMère : étais. (..) ajouté\nS00 : à la main",
			turns:   []string{"? 0:01-0:02 | S00 | Un ?", "mère 0:02-0:04 | Mère | Deux, j'y", "? 0:03-0:04 | S00 | mmh", "mère 0:04-0:09 | Mère | étais. ‹(..)› ajouté", "? | S00 | à la main"},
			dropped: []interviews.Dropped{{What: "repères de temps", Count: 2, Characters: 20}, heading},
		},
		{
			name: "addresses and false friends stay", file: "a.html", unreviewed: true,
			data: noScribeTopHTML + `<p><a name="ts_1000_2000_S00" >Bon: voir https://x.org</a></p>` +
				`<p><a name="ts_2000_3000_S01" >S01: oui</a></p></div></body></html>`,
			turns:   []string{"? 0:01-0:02 | S00 | Bon: voir https://x.org", "? 0:02-0:03 | S01 | oui"},
			dropped: []interviews.Dropped{heading},
		},
		{
			name: "nobody told apart", file: "a.html", unreviewed: true,
			data:     noScribeTopHTML + `<p><a name="ts_1000_2000_" >Un. </a><a name="ts_2000_3000_" > Deux.</a></p></div></body></html>`,
			text:     "Un.\nDeux.",
			dropped:  []interviews.Dropped{heading},
			problems: []string{"aucun tour de parole"},
		},
		{
			name: "text, one over another", file: "a.txt", unreviewed: true,
			data: "c03\n\nTranscrit avec noScribe vers. 0.6\nFichier audio : c03.mp3\n\n\nS00: [00:00:01] Un ?\n\nMère: [00:00:02] Deux, j'y //S00: mmh // étais. [00:01:00] Encore.\nlà\n",
			turns: []string{
				"? 0:01-0:02 | S00 | Un ?", "mère 0:02-0:02 | Mère | Deux, j'y", "? | S00 | mmh",
				"mère | Mère | étais. ‹[00:01:00]› Encore.⏎là",
			},
			dropped: []interviews.Dropped{{What: "repères de temps", Count: 2, Characters: 20}, {What: "mentions du logiciel", Count: 1, Characters: 62}},
		},
	} {
		c.run(t)
	}
}
