package main

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/askoria/verbatim/examples/internal/material"
	"github.com/askoria/verbatim/interviews"
)

// How transcripts reach the study, and how they name who speaks, in turn.
var (
	formats = [...]string{"docx", "windows-1252", "utf-8"}
	askers  = [...]string{"E", "Enquêtrice", "Q", "E"}
	tellers = [...][2]string{{"Jeune", "Jeune"}, {"R", "R"}, {"Jeune femme", "Jeune homme"}, {"Jeune", "Jeune"}, {"Fille", "Garçon"}}
)

// written is the transcript of a life as its file holds it, and its marks.
func (l *life) written(number int) (string, []mark, error) {
	minutes, err := strconv.Atoi(l.of["duree"])
	if err != nil {
		return "", nil, err
	}
	teller := tellers[number%len(tellers)][0]
	if l.of["sexe"] == "M" {
		teller = tellers[number%len(tellers)][1]
	}
	text := fmt.Sprintf("Entretien %s\tDate : %s\tDurée : %dh%02d\tLieu : %s\n\n", l.id, french(l.met), minutes/60, minutes%60, l.of["lieu"])
	talk := strings.NewReplacer("\nE : ", "\n"+askers[number%len(askers)]+" : ", "\nJ : ", "\n"+teller+" : ").Replace("\n" + l.talk)[1:]
	if formats[number%len(formats)] == "docx" {
		talk = strings.ReplaceAll(talk, "'", "’") // as Word corrects it
	}
	plain, marks, err := strip(talk, utf8.RuneCountInString(text))
	return text + plain, marks, err
}

// transcriptFiles encodes the transcripts.
func transcriptFiles(lives []*life) ([]material.File, error) {
	var files []material.File
	for i, l := range lives {
		text, _, err := l.written(i)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", l.id, err)
		}
		lines := strings.ReplaceAll(text, "\n", "\r\n") + "\r\n"
		name := "transcriptions/" + l.id
		switch formats[i%len(formats)] {
		case "docx":
			content, err := material.Document{Text: text}.Docx()
			if err != nil {
				return nil, fmt.Errorf("%s: %w", l.id, err)
			}
			files = append(files, material.File{Name: name + ".docx", Bytes: content})
		case "windows-1252":
			files = append(files, material.File{Name: name + ".txt", Bytes: material.Windows1252(lines)})
		default:
			files = append(files, material.File{Name: name + ".txt", Bytes: material.UTF8BOM(lines)})
		}
	}
	return files, nil
}

// codingRows is codages.csv, each passage at its place in the transcript as the
// library reads it, and tournants.csv, when the turning points happened.
func codingRows(lives []*life, files []material.File) (codings, turns [][]string, err error) {
	read, err := material.Read(files, nil)
	if err != nil {
		return nil, nil, err
	}
	codings = [][]string{strings.Split("document;tour;debut;fin;code;codeur;valence;citation", ";")}
	turns = [][]string{strings.Split("segment;annee;trimestre;age;domaine;precision", ";")}
	for i, l := range lives {
		_, marks, err := l.written(i)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", l.id, err)
		}
		for n, m := range marks {
			for _, coder := range [...]string{"AB", "CD"} {
				m, codes := m.by(coder, n, i%doubled == 0, read[l.id].Text)
				if !codes {
					continue
				}
				turn, quote, err := m.in(read[l.id])
				if err != nil {
					return nil, nil, fmt.Errorf("%s, %s: %w", l.id, m.code, err)
				}
				codings = append(codings, []string{l.id, strconv.Itoa(turn), strconv.Itoa(m.start), strconv.Itoa(m.end), m.code, coder, m.valence, quote})
			}
			if m.when > 0 {
				turns = append(turns, []string{
					fmt.Sprintf("%s:%d-%d", l.id, m.start, m.end), strconv.Itoa(m.when.year()), strconv.Itoa(m.when.number()),
					strconv.Itoa(l.age(m.when.first().AddDate(0, 2, 0))), cmp.Or(l.domain(m.when), "famille"), "trimestre",
				})
			}
		}
	}
	return codings, turns, nil
}

// domain is that of the event of the life in the quarter.
func (l *life) domain(when quarter) string {
	for _, e := range l.events {
		if e.when == when {
			return e.domain
		}
	}
	return ""
}

// One interview out of doubled was coded twice. The second coder is simulated:
// one passage in seven is not seen, one in five is cut after its first
// sentence; and what the marks of the life say.
const doubled = 3

func (m mark) by(coder string, number int, twice bool, text string) (mark, bool) {
	switch {
	case coder == "AB":
		return m, m.only != '?'
	case !twice || m.only == '!' || number%7 == 6:
		return m, false
	}
	if number%5 == 4 {
		words := string([]rune(text)[m.start:m.end])
		if first, rest, found := strings.Cut(words, ". "); found && len(first) > 20 && rest != "" {
			m.end = m.start + utf8.RuneCountInString(first) + 1
		}
	}
	return m, true
}

// in is the turn of the transcript in which the passage stands, and its words.
func (m mark) in(t *interviews.Transcript) (turn int, quote string, err error) {
	for _, said := range t.Turns {
		if said.Start <= m.start && m.end <= said.End {
			if said.Interviewer {
				return 0, "", fmt.Errorf("the passage at %d is the interviewer's", m.start)
			}
			return said.Number, string([]rune(t.Text)[m.start:m.end]), nil
		}
	}
	return 0, "", fmt.Errorf("no turn holds the passage at %d", m.start)
}
