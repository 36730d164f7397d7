package transcript

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// coded are the speakers of sameTurns as machines name them.
func coded(question, answer string) []Speaker {
	return []Speaker{
		{Labels: []string{"Enquêtrice", question}, Interviewer: true},
		{Labels: []string{"Mère", answer}, Role: "mère"},
	}
}

// recoded gives the turns the labels of a machine.
func recoded(turns []said, question, answer string) []said {
	list := make([]said, len(turns))
	for i, s := range turns {
		if list[i] = s; s.label == "Enquêtrice" {
			list[i].label = question
		} else {
			list[i].label = answer
		}
	}
	return list
}

// sameRecordings are the formats of recordings and of corpora.
func sameRecordings() []sameFile {
	machine := coded("SPEAKER_00", "SPEAKER_01")
	whisper := func(write func(turns []said) string) func(testing.TB, []said) []byte {
		return func(_ testing.TB, turns []said) []byte {
			return []byte(write(recoded(turns, "SPEAKER_00", "SPEAKER_01")))
		}
	}
	scribe := func(write func(turns []said) string) func(testing.TB, []said) []byte {
		return func(_ testing.TB, turns []said) []byte { return []byte(write(recoded(turns, "S00", "S01"))) }
	}
	plain := func(write func(turns []said) string) func(testing.TB, []said) []byte {
		return func(_ testing.TB, turns []said) []byte { return []byte(write(turns)) }
	}
	return []sameFile{
		{name: "a.srt", write: plain(srtOf("%s : %s"))},
		{name: "whisperx.srt", write: whisper(srtOf("[%s]: %s")), speakers: machine},
		{name: "a.vtt", write: plain(vttOf)},
		{name: "noscribe.vtt", write: scribe(vttOf), speakers: coded("S00", "S01")},
		{name: "a.json", write: whisper(whisperJSONOf), speakers: machine},
		{name: "a.tsv", write: whisper(whisperTableOf), speakers: machine},
		{name: "whisperx.txt", write: whisper(whisperTextOf), speakers: machine},
		{name: "a.otr", write: plain(otrOf)},
		{name: "noscribe.html", write: scribe(noScribeHTMLOf), speakers: coded("S00", "S01")},
		{name: "noscribe.txt", write: scribe(noScribeTextOf), speakers: coded("S00", "S01")},
		{name: "a.eaf", write: plain(eafOf)},
		{name: "elan.txt", write: plain(elanTabOf)},
		{name: "a.TextGrid", write: plain(textGridOf)},
		{name: "short.TextGrid", write: func(_ testing.TB, turns []said) []byte { return utf16BE(shortTextGridOf(turns)) }},
		{name: "a.trs", write: func(t testing.TB, turns []said) []byte { return []byte(trsOf(t, turns)) }},
		{name: "iramuteq.txt", write: plain(starredOf)},
		{name: "a.Sonal", write: plain(sonalOf)},
		{name: "a.rtr", write: func(t testing.TB, turns []said) []byte { return []byte(latin(t, rtrOf(turns))) }},
	}
}

func clockOf(d time.Duration, mark string) string {
	ms := d.Milliseconds()
	return fmt.Sprintf("%02d:%02d:%02d%s%03d", ms/3_600_000, ms/60_000%60, ms/1000%60, mark, ms%1000)
}

func lines(turns []said, line func(i int, s said) string) string {
	var text strings.Builder
	for i, s := range turns {
		text.WriteString(line(i, s))
	}
	return text.String()
}

func srtOf(form string) func([]said) string {
	return func(turns []said) string {
		return lines(turns, func(i int, s said) string {
			return fmt.Sprintf("%d\r\n%s --> %s\r\n"+form+"\r\n\r\n", i+1, clockOf(s.from, ","), clockOf(s.to, ","), s.label, s.text)
		})
	}
}

func vttOf(turns []said) string {
	return "WEBVTT - C03\nKind: captions\n\nNOTE\nune remarque\n\nSTYLE\n::cue { color: red }\n\n" +
		lines(turns, func(i int, s said) string {
			return fmt.Sprintf("q%d\n%s --> %s align:start\n<v.loud %s>%s</v>\n\n",
				i, strings.TrimPrefix(clockOf(s.from, "."), "00:"), clockOf(s.to, "."), s.label, html.EscapeString(s.text))
		})
}

func whisperJSONOf(turns []said) string {
	type segment struct {
		Start   float64 `json:"start"`
		End     float64 `json:"end"`
		Text    string  `json:"text"`
		Speaker string  `json:"speaker"`
	}
	var list []segment
	for _, s := range turns {
		list = append(list, segment{s.from.Seconds(), s.to.Seconds(), " " + s.text, s.label})
	}
	data, _ := json.Marshal(map[string]any{"segments": list, "word_segments": []int{}, "language": "fr"})
	return string(data)
}

func whisperTableOf(turns []said) string {
	return whisperHeader + "\n" + lines(turns, func(_ int, s said) string {
		return fmt.Sprintf("%d\t%d\t[%s]: %s\n", s.from.Milliseconds(), s.to.Milliseconds(), s.label, s.text)
	})
}

func whisperTextOf(turns []said) string {
	return lines(turns, func(_ int, s said) string { return "[" + s.label + "]: " + s.text + "\n" })
}

func otrOf(turns []said) string {
	text := lines(turns, func(_ int, s said) string {
		return fmt.Sprintf(`<p><span class="timestamp" contenteditable="false" data-timestamp="%g">%d:%02d</span>&nbsp;<b>%s :</b> %s<br /></p>`,
			s.from.Seconds(), int(s.from.Minutes()), int(s.from.Seconds())%60, s.label, html.EscapeString(s.text))
	})
	data, _ := json.Marshal(map[string]any{"text": text, "media": "c03.mp3", "media-time": 83.2})
	return string(data)
}

func noScribeHTMLOf(turns []said) string {
	return `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0//EN" "http://www.w3.org/TR/REC-html40/strict.dtd">
<html ><head ><meta charset="UTF-8" /><style type="text/css" > p { font-size: 0.9em; } </style>
<meta name="audio_source" content="c03.mp3"></head><body ><div class="WordSection1">
<p style="font-weight: 600">c03</p><p><span>Transcrit avec noScribe vers. 0.6<br>Fichier audio : c03.mp3<br>(réglages)</span></p><p></p>
` + lines(turns, func(_ int, s said) string {
		// The first word is a passage of its own.
		cut, middle := strings.IndexByte(s.text, ' '), (s.from+s.to)/2
		if cut < 0 {
			cut, middle = len(s.text), s.to
		}
		passage := func(from, to time.Duration, text string) string {
			return fmt.Sprintf(`<a name="ts_%d_%d_%s" >%s</a>`, from.Milliseconds(), to.Milliseconds(), s.label, text)
		}
		label := fmt.Sprintf(`%s: <span style="color: #78909C" >[%s]</span> `, s.label, clockOf(s.from, ".")[:8])
		return "<p>" + passage(s.from, middle, label+html.EscapeString(s.text[:cut])) +
			passage(middle, s.to, html.EscapeString(s.text[cut:])) + "</p>\n"
	}) + "</div></body></html>"
}

func noScribeTextOf(turns []said) string {
	return "c03\n\nTranscrit avec noScribe vers. 0.6\nFichier audio : c03.mp3\n(réglages)\n\n" + lines(turns, func(_ int, s said) string {
		return s.label + ": [" + clockOf(s.from, ".")[:8] + "] " + s.text + "\n\n"
	})
}

func xmlText(text string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(text)) // a Builder does not fail
	return out.String()
}

// byLabel groups the turns by speaker, in the order in which people speak.
func byLabel(turns []said) (labels []string, of map[string][]said) {
	of = map[string][]said{}
	for _, s := range turns {
		if of[s.label] == nil {
			labels = append(labels, s.label)
		}
		of[s.label] = append(of[s.label], s)
	}
	return labels, of
}

func eafOf(turns []said) string {
	var slots, tiers strings.Builder
	n := 0
	slot := func(d time.Duration) string {
		n++
		fmt.Fprintf(&slots, `<TIME_SLOT TIME_SLOT_ID="ts%d" TIME_VALUE="%d"/>`, n, d.Milliseconds())
		return fmt.Sprintf("ts%d", n)
	}
	labels, of := byLabel(turns)
	for i, label := range labels {
		fmt.Fprintf(&tiers, `<TIER TIER_ID="piste%d" PARTICIPANT="%s" LINGUISTIC_TYPE_REF="parole">`, i, label)
		for _, s := range of[label] {
			fmt.Fprintf(&tiers, `<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a%s" TIME_SLOT_REF1="%s" TIME_SLOT_REF2="%s"><ANNOTATION_VALUE>%s</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>`,
				clockOf(s.from, "."), slot(s.from), slot(s.to), xmlText(s.text))
		}
		fmt.Fprintf(&tiers, `</TIER><TIER TIER_ID="traduction%d" PARENT_REF="piste%d" LINGUISTIC_TYPE_REF="t"><ANNOTATION><REF_ANNOTATION ANNOTATION_ID="r%d" ANNOTATION_REF="x"><ANNOTATION_VALUE>translated</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>`, i, i, i)
	}
	return `<?xml version="1.0" encoding="UTF-8"?><ANNOTATION_DOCUMENT AUTHOR="" FORMAT="3.0" VERSION="3.0"><HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"/><TIME_ORDER>` +
		slots.String() + `</TIME_ORDER>` + tiers.String() + `<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="parole"/></ANNOTATION_DOCUMENT>`
}

func elanTabOf(turns []said) string {
	labels, of := byLabel(turns)
	var text strings.Builder
	for _, label := range labels {
		text.WriteString(lines(of[label], func(_ int, s said) string {
			return fmt.Sprintf("%s\t\t%s\t%.3f\t%s\t%.3f\t%s\t%.3f\t%s\n", label, clockOf(s.from, "."), s.from.Seconds(),
				clockOf(s.to, "."), s.to.Seconds(), clockOf(s.to-s.from, "."), (s.to - s.from).Seconds(), s.text)
		}))
	}
	return text.String()
}

func praatText(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

func textGridOf(turns []said) string {
	labels, of := byLabel(turns)
	end := turns[len(turns)-1].to.Seconds()
	var text strings.Builder
	text.WriteString(fmt.Sprintf("File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0 \nxmax = %g \ntiers? <exists> \nsize = %d \nitem []: \n", end, len(labels)+1))
	for i, label := range labels {
		text.WriteString(fmt.Sprintf("    item [%d]:\n        class = \"IntervalTier\" \n        name = %s \n        xmin = 0 \n        xmax = %g \n        intervals: size = %d \n",
			i+1, praatText(label), end, 2*len(of[label])))
		at := 0.0
		text.WriteString(lines(of[label], func(j int, s said) string {
			gap := at
			at = s.to.Seconds()
			return fmt.Sprintf("        intervals [%d]:\n            xmin = %g \n            xmax = %g \n            text = \"\" \n", 2*j+1, gap, s.from.Seconds()) +
				fmt.Sprintf("        intervals [%d]:\n            xmin = %g \n            xmax = %g \n            text = %s \n", 2*j+2, s.from.Seconds(), at, praatText(s.text))
		}))
	}
	return text.String() + fmt.Sprintf("    item [%d]:\n        class = \"TextTier\" \n        name = \"repères\" \n        xmin = 0 \n        xmax = %g \n        points: size = 1 \n        points [1]:\n            number = 3.5 \n            mark = \"ici\" \n", len(labels)+1, end)
}

func shortTextGridOf(turns []said) string {
	labels, of := byLabel(turns)
	var text strings.Builder
	text.WriteString(fmt.Sprintf("File type = \"ooTextFile\"\n\"TextGrid\"\n\n0\n%g\n<exists>\n%d\n", turns[len(turns)-1].to.Seconds(), len(labels)))
	for _, label := range labels {
		text.WriteString(fmt.Sprintf("\"IntervalTier\"\n%s\n0\n9\n%d\n", praatText(label), len(of[label])))
		text.WriteString(lines(of[label], func(_ int, s said) string {
			return fmt.Sprintf("%g\n%g\n%s\n", s.from.Seconds(), s.to.Seconds(), praatText(s.text))
		}))
	}
	return text.String()
}

// utf16BE is UTF-16 with its mark, as Praat writes what is not ASCII.
func utf16BE(text string) []byte {
	data := []byte{0xfe, 0xff}
	for _, unit := range utf16.Encode([]rune(text)) {
		data = append(data, byte(unit>>8), byte(unit))
	}
	return data
}

// trsOf is in ISO-8859-1; the characters that it lacks are references.
func trsOf(t testing.TB, turns []said) string {
	code := map[string]string{"Enquêtrice": "spk1", "Mère": "spk2"}
	text := `<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE Trans SYSTEM "trans-14.dtd">
<Trans scribe="AB" audio_filename="c03" version="1" version_date="230412">
<Speakers>
<Speaker id="spk1" name="Enquêtrice" check="no" dialect="native" accent="" scope="local"/>
<Speaker id="spk2" name="Mère" check="no" dialect="native" accent="" scope="local"/>
</Speakers>
<Episode>
<Section type="report" startTime="0" endTime="40">
` + lines(turns, func(_ int, s said) string {
		return fmt.Sprintf("<Turn speaker=\"%s\" startTime=\"%g\" endTime=\"%g\">\n<Sync time=\"%g\"/>\n%s\n</Turn>\n",
			code[s.label], s.from.Seconds(), s.to.Seconds(), s.from.Seconds(), xmlText(s.text))
	}) + "</Section>\n</Episode>\n</Trans>\n"
	for _, r := range "…’€œ" {
		text = strings.ReplaceAll(text, string(r), fmt.Sprintf("&#%d;", r))
	}
	return latin(t, text)
}

func starredOf(turns []said) string {
	role := map[string]string{"Enquêtrice": "enquêtrice", "Mère": "mere"}
	return lines(turns, func(_ int, s said) string {
		return "**** *cas_C03 *role_" + role[s.label] + " *age_3545\n-*theme_ecole\n" + s.text + "\n"
	})
}

func sonalOf(turns []said) string {
	return "\n<!DOCTYPE html>\n<html lang=\"en\"><head><title>Fichier Whispurge</title></head>\n<body>" +
		`<script id="loc-json" type="application/json"> ["","Enquêtrice ?","Mère"] </script><div id="contenuText">` + "\n" +
		lines(turns, func(i int, s said) string {
			n := 2
			if s.label == "Enquêtrice" {
				n = 1
			}
			return fmt.Sprintf("<span class=\"lblseg sautlig\" \n data-deb=\"%g\" \n data-fin=\"%g\" \n data-loc=\"%d\"\n tabindex=\"1\" data-rksg=\"%d\"\n ><span data-rk=\"1\" data-sg=\"1\" data-len=\"4\">%s </span></span>",
				s.from.Seconds(), s.to.Seconds(), n, i+1, html.EscapeString(s.text))
		}) + "</div></body></html>"
}

func rtrOf(turns []said) string {
	end := turns[len(turns)-1].to.Seconds()
	return "<|OBS|\r\nune note\r\n>|OBS|\r\n<|ATTR|\r\n1,2\r\n>|ATTR|\r\n" +
		strings.ReplaceAll(fmt.Sprintf("::%g::003,Tags=\r\n", turns[0].from.Seconds()), ".", ",") +
		lines(turns, func(i int, s said) string {
			mark := ""
			if i > 0 {
				mark = fmt.Sprintf("[%g]", s.from.Seconds())
			}
			return mark + "[>" + s.label + "]: " + s.text + "\r\n"
		}) + fmt.Sprintf("::%g::000\r\n", end)
}
