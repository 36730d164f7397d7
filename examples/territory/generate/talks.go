package main

import (
	"embed"
	"fmt"
	"html"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/askoria/verbatim/examples/internal/material"
)

// talks are the transcripts written by hand. A passage in braces is coded:
//
//	{T2.2+,T3.2- said}         both readers, two codes, valence + - or 0
//	{T1.4-|T1.2- said}         the first reader one code, the second another
//	{T4.3-| said} {|T4.3- said} one of them only
//
//go:embed talks/*.txt
var talks embed.FS

// coders are the two readers, in the order of the codes.
var coders = [2]string{"AB", "LM"}

var coded = regexp.MustCompile(`\{([A-Z0-9.,+\-|]+) ([^{}]+)\}`)

// passage is what a reader chose.
type passage struct {
	quote, code, coder, valence string
}

// talk is one transcript without its codes, and the codes.
type talk struct {
	name, text string
	passages   []passage
}

func readTalks() ([]talk, error) {
	entries, err := talks.ReadDir("talks")
	if err != nil {
		return nil, err
	}
	var list []talk
	for _, entry := range entries {
		content, err := talks.ReadFile("talks/" + entry.Name())
		if err != nil {
			return nil, err
		}
		t := talk{name: strings.TrimSuffix(entry.Name(), path.Ext(entry.Name()))}
		for i, found := range coded.FindAllStringSubmatch(string(content), -1) {
			chosen, err := choices(found[1], found[2], i%3 == 2)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", t.name, err)
			}
			t.passages = append(t.passages, chosen...)
		}
		t.text = coded.ReplaceAllString(string(content), "$2")
		if strings.ContainsAny(t.text, "{}") {
			return nil, fmt.Errorf("%s: a brace is left, a code is written otherwise than in talks.go", t.name)
		}
		list = append(list, t)
	}
	return list, nil
}

// choices reads the codes of one passage. The second reader marks its first
// sentence alone where shorter: two readers seldom stop at the same word.
func choices(codes, quote string, shorter bool) ([]passage, error) {
	first, second, differ := strings.Cut(codes, "|")
	if !differ {
		second = first
	}
	var list []passage
	for i, of := range [2]string{first, second} {
		if end := strings.Index(quote, ". "); i == 1 && shorter && end > 20 {
			quote = quote[:end+1]
		}
		for code := range strings.SplitSeq(of, ",") {
			if code == "" {
				continue
			}
			at := len(code) - 1
			valence, known := map[byte]string{'+': "1", '-': "-1", '0': "0"}[code[at]]
			if !known || !strings.Contains(code[:at], ".") {
				return nil, fmt.Errorf("code %q must be like T2.2+", code)
			}
			list = append(list, passage{quote, code[:at], coders[i], valence})
		}
	}
	return list, nil
}

// turn is one line of a talk.
type turn struct{ speaker, said string }

func (t talk) turns() []turn {
	_, body, _ := strings.Cut(t.text, "\n\n")
	var list []turn
	for line := range strings.Lines(body) {
		speaker, said, _ := strings.Cut(strings.TrimSpace(line), " : ")
		list = append(list, turn{speaker, said})
	}
	return list
}

// transcript writes a talk as it reached the study: the groups as subtitles, of
// the two kinds, one talk as a web page, others as Word documents or as text in
// the two encodings that computers leave.
func (t talk) transcript() (file, error) {
	name := "transcriptions/" + t.name
	switch t.name {
	case "G1":
		return file{name + ".srt", []byte(t.subtitles("", ",", "[%s]: %s"))}, nil
	case "G2":
		return file{name + ".vtt", []byte(t.subtitles("WEBVTT\n\n", ".", "<v %s>%s</v>"))}, nil
	case "T06":
		return file{name + ".html", []byte(t.page())}, nil
	case "T03", "T04", "T09":
		content, err := material.Document{Text: strings.TrimSuffix(t.text, "\n")}.Docx()
		return file{name + ".docx", content}, err
	case "T02", "T05", "T08":
		return file{name + ".txt", material.Windows1252(strings.ReplaceAll(t.text, "\n", "\r\n"))}, nil
	}
	return file{name + ".txt", material.UTF8BOM(t.text)}, nil
}

// subtitles gives each turn the time of its words, four a second: it is
// invented, as all else.
func (t talk) subtitles(heading, point, line string) string {
	b := strings.Builder{}
	b.WriteString(heading)
	at := 2 * time.Second
	stamp := func(d time.Duration) string {
		ms := d.Milliseconds()
		return fmt.Sprintf("%02d:%02d:%02d%s%03d", ms/3600000, ms/60000%60, ms/1000%60, point, ms%1000)
	}
	for i, said := range t.turns() {
		to := at + time.Duration(len(strings.Fields(said.said)))*250*time.Millisecond
		fmt.Fprintf(&b, "%d\n%s --> %s\n"+line+"\n\n", i+1, stamp(at), stamp(to), said.speaker, said.said)
		at = to + 500*time.Millisecond
	}
	return b.String()
}

func (t talk) page() string {
	b := strings.Builder{}
	heading, _, _ := strings.Cut(t.text, "\n")
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=\"fr\">\n<head><meta charset=\"utf-8\"><title>%s</title></head>\n<body>\n<p>%s</p>\n", t.name, html.EscapeString(heading))
	for _, said := range t.turns() {
		fmt.Fprintf(&b, "<p><b>%s :</b> %s</p>\n", said.speaker, html.EscapeString(said.said))
	}
	b.WriteString("</body>\n</html>\n")
	return b.String()
}
