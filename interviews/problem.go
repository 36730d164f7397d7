package interviews

import (
	"fmt"
	"strings"
)

// Severity says what a problem costs.
type Severity uint8

const (
	// Notice costs nothing: something to look at.
	Notice Severity = iota
	// Blanked left a cell without a value, or a whole variable where Row is 0;
	// rows are kept.
	Blanked
	// Rejected left out a row, or a column or the file where Row is 0.
	Rejected
)

// Problem is something in a file that somebody should correct: where it is,
// what was found, what to do, in French. It is also the error of a file that
// cannot be read at all. It never holds a name or words of an interview.
type Problem struct {
	File   string // without folders
	Sheet  string // "" outside workbooks
	Row    int    // line of the file or row of the sheet, from 1; 0 where it concerns a whole column or file
	Column string // name of the column, "" where it concerns the row
	Cell   string // "F14", in workbooks only: lines of a CSV file may differ from rows on screen
	// Found is what stands there, at most 40 characters; "" in identifying columns.
	Found    string
	Summary  string // what is wrong: "n'est pas une date"
	Hint     string // what to do: "écrire jour/mois/année, par exemple 31/01/2006"
	Severity Severity

	cause error
}

// Place is where the problem lies: "dossiers.csv, ligne 14, colonne « sexe »".
func (p *Problem) Place() string {
	place := p.File
	if p.Sheet != "" {
		place += fmt.Sprintf(", feuille « %s »", p.Sheet)
	}
	switch {
	case p.Cell != "":
		place += ", cellule " + p.Cell
	case p.Row > 0:
		place += fmt.Sprintf(", ligne %d", p.Row)
	}
	if p.Column != "" {
		place += fmt.Sprintf(", colonne « %s »", p.Column)
	}
	return place
}

// String is the problem in one line: place, what was found, what to do.
func (p *Problem) String() string {
	var line strings.Builder
	line.WriteString(p.Place())
	line.WriteString(" : ")
	if p.Found != "" {
		fmt.Fprintf(&line, "« %s » ", p.Found)
	}
	line.WriteString(p.Summary)
	if p.Hint != "" {
		line.WriteString(" ; " + p.Hint)
	}
	return line.String()
}

// Error is String: a problem is the error of a file that cannot be read.
func (p *Problem) Error() string { return p.String() }

// Unwrap is the error of the operating system, where there was one:
// errors.Is(err, fs.ErrNotExist) tells that the file is not there.
func (p *Problem) Unwrap() error { return p.cause }

// Effect says in French what the problem costs: "ligne écartée".
func (p *Problem) Effect() string {
	switch {
	case p.Severity == Blanked && p.Row == 0:
		return "variable laissée vide"
	case p.Severity == Blanked:
		return "cellule laissée vide"
	case p.Severity == Notice:
		return "à vérifier"
	case p.Row > 0:
		return "ligne écartée"
	case p.Column != "":
		return "colonne écartée"
	}
	return "fichier écarté"
}

// Quote is a cell as problems show it: on one line, at most 40 characters, and
// "" where it looks like a name of somebody: a phone or social security number,
// an e-mail address.
func Quote(cell string) string {
	// A copy: a cell is a part of the text of the whole file.
	cell = strings.Clone(strings.Join(strings.Fields(strings.ToValidUTF8(cell, "?")), " "))
	if _, found := Identifies(cell); found {
		return ""
	}
	const most = 40
	if runes := []rune(cell); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return cell
}
