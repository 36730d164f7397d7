package transcript

import (
	"testing"

	"github.com/askoria/verbatim/interviews"
)

func TestSonal(t *testing.T) {
	for _, c := range []recordingCase{
		{
			name: "names in a script or on the segment, remarks, lines of markup, what is outside", file: "a.Sonal",
			data: `<!DOCTYPE html><html><head><title>Fichier Whispurge</title></head><body><p>E : dehors</p>
<script id="loc-json" type="application/json">["","E ?","Mère"]</script><div id="txtnotes">notes</div>
<div id="contenuText"><div><span class="lblseg" data-deb="1.5" data-fin="3" data-loc="1"><span class="cat_1" data-obs="AB : bien" data-auth="AB">Un </span><span data-obs="AB : bien">peu</span></span>
</div><span class="lblseg ligloc" data-deb="3" data-fin="4" data-loc="1"><span> plus ?</span></span>
<span class="lblseg" data-deb="4" data-fin="6" data-loc="9" data-nomloc="Mère"><span data-pseudo="[PRÉNOM]">Jo</span> &amp; moi</span>
</div><span class="lblseg" data-loc="1">dehors</span></body></html>`,
			text:    "E : Un peu plus ?\nMère : Jo & moi",
			turns:   []string{"enquêteur 0:01-0:04 | E | Un peu plus ?", "mère 0:04-0:06 | Mère | Jo & moi"},
			dropped: []interviews.Dropped{{What: "commentaires", Count: 1, Characters: 9}},
		},
		{
			name: "no recording, names that cannot be read", file: "a.Sonal",
			data: `<html><body><script id="loc-json">{</script><div id="contenuText"><span class="lblseg" data-deb="0" data-fin="0" data-loc="1"><span>Un</span></span></div></body></html>`,
			text: "Un", problems: []string{"aucun tour de parole"},
		},
		{
			name: "the old format", file: "a.rtr",
			data:  "<|OBS|\nune note\n>|OBS|\n<|ATTR|\n1,2\n>|ATTR|\nperdu\n::1,5::003,007Tags=a\n[>E]: Un [2,5] peu ?\n[>Mère]: {+2} Deux {-} mots\n::6::000\n::7::003\n[>Mère]Trois\n::8::\n",
			turns: []string{"enquêteur 0:01-0:06 | E | Un peu ?", "mère 0:02-0:08 | Mère | Deux mots Trois"},
			dropped: []interviews.Dropped{
				{What: "commentaires", Count: 1, Characters: 8},
				{What: "mentions du logiciel", Count: 4, Characters: 22},
			},
		},
	} {
		c.run(t)
	}
	for _, c := range []refusedCase{
		{"corpus.crp", `{"tabThm":[],"tabEnt":[{"nom":"C03"}]}`, "est un corpus Sonal (.crp)"},
		{"coupe.rtr", "<|OBS|\n>|OBS|\n\n::1::\n[>E]: Un", "est abîmé ou incomplet"},
	} {
		c.run(t)
	}
}
