package transcript

import (
	"testing"

	"github.com/askoria/verbatim/interviews"
)

const trsTop = `<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE Trans SYSTEM "trans-14.dtd">
<Trans><Speakers><Speaker id="spk1" name="E"/><Speaker id="spk2" name="M` + "\xe8" + `re"/><Speaker id="spk3" name=""/></Speakers><Episode><Section>
`

const trsEnd = "</Section></Episode></Trans>\n"

func TestTranscriber(t *testing.T) {
	for _, c := range []recordingCase{
		{
			name: "points of time, two at once, events, comments", file: "a.trs",
			data: trsTop + `<Turn speaker="spk1" startTime="0.5" endTime="3">
<Sync time="0.5"/>
Un
 peu
<Sync time="2"/>
d'air
<Event desc="rire" type="noise" extent="instantaneous"/>
<Comment desc="vite"/>
?
</Turn>
<Turn speaker="spk1 spk2" startTime="3" endTime="5.25">
<Sync time="3"/>
<Who nb="1"/>
et l` + "\xe0" + `
<Who nb="2"/>
oui
<Event desc="en" type="language" extent="begin"/>yes<Event desc="en" type="language" extent="end"/>
</Turn>
<Turn startTime="5.25" endTime="7"><Sync time="5.25"/>
<Background time="6" type="music" level="high"/>
</Turn>
<Turn speaker="spk3" startTime="7" endTime="8"><Sync time="7"/>bon</Turn>
<Turn speaker="perdu" startTime="x" endTime="8"><Sync time="8"/>fin</Turn>
` + trsEnd,
			text: "E : Un peu d'air [rire] ? et là\nMère : oui yes\nspk3 : bon\nperdu : fin",
			turns: []string{
				"enquêteur 0:00-0:05 | E | Un peu d'air ‹[rire]› ? et là", "mère 0:03-0:05 | Mère | oui yes",
				"? 0:07-0:08 | spk3 | bon", "? | perdu | fin",
			},
			dropped: []interviews.Dropped{{What: "commentaires", Count: 1, Characters: 4}, {What: "événements sans parole", Count: 2, Characters: 4}},
		},
		{
			name: "a voice that the turn does not have, a turn without a speaker", file: "a.trs",
			data:     trsTop + `<Turn speaker="spk2" startTime="1" endTime="2"><Sync time="1"/><Who nb="9"/>un</Turn><Turn startTime="2" endTime="3"><Sync time="2"/>deux</Turn>` + trsEnd,
			turns:    []string{"mère 0:01-0:02 | Mère | un", "? 0:02-0:03 | ? | deux"},
			problems: []string{"le fichier ne dit pas qui parle"},
		},
	} {
		c.run(t)
	}
	for _, c := range []refusedCase{
		{"coupe.trs", trsTop + `<Turn speaker="spk1" startTime="0" endTime="3">un`, "est abîmé ou incomplet"},
		{"vide.trs", `<?xml version="1.0"?><Trans`, "est abîmé ou incomplet"},
	} {
		c.run(t)
	}
}
