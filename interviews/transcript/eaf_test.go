package transcript

import (
	"strings"
	"testing"

	"github.com/askoria/verbatim/interviews"
)

func annotation(id, from, to, value string) string {
	return `<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="` + id + `" TIME_SLOT_REF1="` + from + `" TIME_SLOT_REF2="` + to +
		`"><ANNOTATION_VALUE>` + value + `</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>`
}

func dependentOn(id, ref, value string) string {
	return `<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="` + id + `" ANNOTATION_REF="` + ref + `"><ANNOTATION_VALUE>` + value + `</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>`
}

func elanFile(units, tiers string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<ANNOTATION_DOCUMENT FORMAT="3.0"><HEADER TIME_UNITS="` + units + `"/><TIME_ORDER>` +
		`<TIME_SLOT TIME_SLOT_ID="t0"/><TIME_SLOT TIME_SLOT_ID="t1" TIME_VALUE="1000"/><TIME_SLOT TIME_SLOT_ID="t2"/><TIME_SLOT TIME_SLOT_ID="t3"/>` +
		`<TIME_SLOT TIME_SLOT_ID="t4" TIME_VALUE="4000"/><TIME_SLOT TIME_SLOT_ID="t5" TIME_VALUE="6000"/></TIME_ORDER>` + tiers + `</ANNOTATION_DOCUMENT>`
}

func TestELAN(t *testing.T) {
	for _, c := range []recordingCase{
		{
			name: "participants, overlap, slots without a time, empty annotations", file: "a.eaf",
			data: elanFile("milliseconds",
				`<TIER TIER_ID="E">`+annotation("a1", "t1", "t2", "Un &amp; un")+annotation("a2", "t3", "t4", " ")+`</TIER>`+
					`<TIER TIER_ID="x" PARTICIPANT="Mère">`+annotation("a3", "t2", "t5", "Deux")+annotation("a4", "t0", "t1", "Sans temps")+`</TIER>`+
					`<TIER TIER_ID="default"/>`),
			// One without a time, and the order is that of the file.
			turns: []string{"enquêteur 0:01-0:02 | E | Un & un", "mère 0:02-0:06 | Mère | Deux Sans temps"},
		},
		{
			name: "frames", file: "a.eaf",
			data:  elanFile("PAL-frames", `<TIER TIER_ID="tx@Mère">`+annotation("a1", "t1", "t4", "Un")+`</TIER>`),
			turns: []string{"mère 0:40-2:40 | Mère | Un"},
		},
		{
			name: "an empty tier speaks through the one below; translations and remarks are left out", file: "a.eaf",
			data: elanFile("milliseconds",
				`<TIER TIER_ID="traduction" PARENT_REF="tx@E">`+dependentOn("c1", "b1", "One")+`</TIER>`+
					`<TIER TIER_ID="ref@E">`+annotation("a1", "t1", "t4", "")+`</TIER>`+
					`<TIER TIER_ID="tx@E" PARENT_REF="ref@E">`+dependentOn("b1", "a1", "Un")+`</TIER>`+
					`<TIER TIER_ID="Remarques">`+annotation("d1", "t4", "t5", "Elle sort")+`</TIER>`),
			turns: []string{"enquêteur 0:01-0:04 | E | Un"},
			dropped: []interviews.Dropped{
				{What: "annotations rattachées à d'autres (traductions, gloses)", Count: 1, Characters: 3},
				{What: "pistes qui ne sont pas de la parole", Count: 1, Characters: 9},
			},
		},
		{
			name: "annotations in a circle, tiers in a circle", file: "a.eaf",
			data: elanFile("milliseconds",
				`<TIER TIER_ID="E">`+dependentOn("b1", "b2", "Un")+dependentOn("b2", "b1", "Deux")+`</TIER>`+
					`<TIER TIER_ID="" PARENT_REF="">`+annotation("b3", "t1", "t4", "")+`</TIER>`),
			turns: []string{"enquêteur | E | Un Deux"},
		},
		{
			name: "tab text, as the reference gives it", file: "a.txt",
			data: "Mere\t\t00:00:12.340\t00:00:15.100\t00:00:02.760\tC’est l’école qui a appelé.\n" +
				"E\t\t00:00:14.000\t00:00:16.000\t00:00:02.000\tQuand ?\n",
			turns: []string{"mère 0:12-0:15 | Mère | C’est l’école qui a appelé.", "enquêteur 0:14-0:16 | E | Quand ?"},
		},
		{
			name: "tab text with a heading, participants, milliseconds, tabs in the annotation", file: "a.txt",
			data: "Tier\tParticipant\tBegin Time - msec\tEnd Time - msec\tAnnotation\n" +
				"p1\tMère\t12340\t15100\tC’est\tlà.\np2\tE\t10000\t11000\tOù ?\nnotes\t\t1\t2\trien\n",
			turns:   []string{"enquêteur 0:10-0:11 | E | Où ?", "mère 0:12-0:15 | Mère | C’est\tlà."},
			dropped: []interviews.Dropped{{What: "mentions du logiciel", Count: 1, Characters: 61}, {What: "pistes qui ne sont pas de la parole", Count: 1, Characters: 4}},
		},
	} {
		c.run(t)
	}
	whole := elanFile("milliseconds", `<TIER TIER_ID="E">`+annotation("a1", "t1", "t2", "Un")+`</TIER>`)
	for _, c := range []refusedCase{
		{"coupe.eaf", whole[:len(whole)-30], "est abîmé ou incomplet"},
		{"entite.eaf", strings.Replace(whole, "Un", "&secret;", 1), "est abîmé ou incomplet"},
		{"profond.eaf", strings.Replace(whole, "Un", strings.Repeat("<x>", 20_000), 1), "est abîmé ou incomplet"},
		{"corpus.eaf", `<?xml version="1.0"?><TEI><u who="#E">un</u></TEI>`, "n'est ni d'ELAN ni de Transcriber"},
		{"coupe.txt", strings.Repeat("Mere\t00:00:12.340\t00:00:15.100\tOui.\n", 1000) + "Mere\t00:00:12.340", "est abîmé ou incomplet"},
	} {
		c.run(t)
	}
}
