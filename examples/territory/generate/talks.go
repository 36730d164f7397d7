package main

import (
	"embed"
	"fmt"
	"html"
	"strings"
	"time"

	"github.com/askoria/verbatim/examples/internal/material"
)

// talks are the transcripts written by hand, with their codes.
//
//go:embed talks/*.txt
var talks embed.FS

// transcriptOf writes a talk as it reached the study: the groups as subtitles, of
// the two kinds, one talk as a web page, others as Word documents or as text in
// the two encodings that computers leave.
func transcriptOf(t material.Talk) (material.File, error) {
	name := "transcriptions/" + t.Name
	switch t.Name {
	case "G1":
		return material.File{Name: name + ".srt", Bytes: []byte(subtitles(t, "", ",", "[%s]: %s"))}, nil
	case "G2":
		return material.File{Name: name + ".vtt", Bytes: []byte(subtitles(t, "WEBVTT\n\n", ".", "<v %s>%s</v>"))}, nil
	case "T06":
		return material.File{Name: name + ".html", Bytes: []byte(page(t))}, nil
	case "T03", "T04", "T09":
		content, err := material.Document{Text: strings.TrimSuffix(t.Text, "\n")}.Docx()
		return material.File{Name: name + ".docx", Bytes: content}, err
	case "T02", "T05", "T08":
		return material.File{Name: name + ".txt", Bytes: material.Windows1252(strings.ReplaceAll(t.Text, "\n", "\r\n"))}, nil
	}
	return material.File{Name: name + ".txt", Bytes: material.UTF8BOM(t.Text)}, nil
}

// subtitles gives each turn the time of its words, four a second: it is
// invented, as all else.
func subtitles(t material.Talk, heading, point, line string) string {
	b := strings.Builder{}
	b.WriteString(heading)
	at := 2 * time.Second
	stamp := func(d time.Duration) string {
		ms := d.Milliseconds()
		return fmt.Sprintf("%02d:%02d:%02d%s%03d", ms/3600000, ms/60000%60, ms/1000%60, point, ms%1000)
	}
	for i, said := range t.Lines() {
		to := at + time.Duration(len(strings.Fields(said.Words)))*250*time.Millisecond
		fmt.Fprintf(&b, "%d\n%s --> %s\n"+line+"\n\n", i+1, stamp(at), stamp(to), said.Speaker, said.Words)
		at = to + 500*time.Millisecond
	}
	return b.String()
}

func page(t material.Talk) string {
	b := strings.Builder{}
	heading, _, _ := strings.Cut(t.Text, "\n")
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=\"fr\">\n<head><meta charset=\"utf-8\"><title>%s</title></head>\n<body>\n<p>%s</p>\n", t.Name, html.EscapeString(heading))
	for _, said := range t.Lines() {
		fmt.Fprintf(&b, "<p><b>%s :</b> %s</p>\n", said.Speaker, html.EscapeString(said.Words))
	}
	b.WriteString("</body>\n</html>\n")
	return b.String()
}
