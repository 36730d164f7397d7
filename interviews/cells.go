package interviews

import (
	"time"

	"github.com/askoria/verbatim/interviews/internal/cell"
	"github.com/askoria/verbatim/stats"
)

// Cell is the type of a field of a record read by ReadRecords. It takes the
// text of a cell, without spaces around, never returns an error, and says
// afterwards what is wrong, in French; "" where nothing is. An empty cell leaves
// it zero.
type Cell interface {
	UnmarshalCSV(text string) error
	Fault() (summary, hint string)
}

// DayCell is a full date: 31/01/2023 or 2023-01-31.
type DayCell struct {
	Time  time.Time // midnight UTC; zero when the cell is empty or wrong
	Wrong bool      // something is written that is not a day
	fault string
}

// UnmarshalCSV reads the date.
func (d *DayCell) UnmarshalCSV(text string) error {
	*d = DayCell{}
	if text == "" || text == stats.NotRecorded.Code() {
		return nil
	}
	date := cell.ReadDate(text, false)
	switch date.Precision {
	case cell.ToDay:
		d.Time = date.Day
		return nil
	case cell.ToMonth, cell.ToYear:
		d.fault = "n'est pas une date complète"
	case cell.Impossible:
		d.fault = "n'existe pas au calendrier"
	default:
		d.fault = "n'est pas une date"
	}
	d.Wrong = true
	return nil
}

// Fault says why the cell is not a date.
func (d *DayCell) Fault() (summary, hint string) {
	if !d.Wrong {
		return "", ""
	}
	return d.fault, "écrire jour/mois/année, par exemple 31/01/2006"
}

// WholeCell is a whole number.
type WholeCell struct {
	Value int
	Given bool // a number stands there, 0 included
	wrong bool
}

// UnmarshalCSV reads the number.
func (w *WholeCell) UnmarshalCSV(text string) error {
	*w = WholeCell{}
	if text == "" || text == stats.NotRecorded.Code() {
		return nil
	}
	w.Value, w.Given = cell.Whole(text)
	w.wrong = !w.Given
	return nil
}

// Fault says why the cell is not a whole number.
func (w *WholeCell) Fault() (summary, hint string) {
	if !w.wrong {
		return "", ""
	}
	return "n'est pas un nombre entier", "écrire un nombre en chiffres, sans texte"
}

// AnswerCell is an answer to a request of consent: oui, non, non requise.
type AnswerCell struct {
	Answer Answer
	wrong  bool
}

// UnmarshalCSV reads the answer.
func (a *AnswerCell) UnmarshalCSV(text string) error {
	*a = AnswerCell{}
	if text == "" || text == stats.NotRecorded.Code() {
		return nil
	}
	yes, ok := cell.Yes(text)
	folded := stats.Fold(text)
	switch {
	case ok && yes:
		a.Answer = Yes
	case ok:
		a.Answer = No
	case folded == "nonrequise" || folded == "nonrequis" || text == stats.NotApplicable.Code():
		a.Answer = NotRequired
	default:
		a.wrong = true
	}
	return nil
}

// Fault says why the cell is not an answer.
func (a *AnswerCell) Fault() (summary, hint string) {
	if !a.wrong {
		return "", ""
	}
	return "n'est pas une réponse", "écrire oui, non ou non requise"
}
