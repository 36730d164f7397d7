package crossed

import (
	"errors"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// guide says which themes an interview asked about; a nil one, all.
type guide struct {
	byInterview map[[2]string]bool // interview and code
	bySide      map[[2]string]bool // side and code
}

// newGuide reads a table of what was asked: code, posee (yes or no), and
// id_entretien or regard to say where.
func newGuide(t *stats.Table, c *corpus.Corpus, book *corpus.Codebook) (*guide, error) {
	if t == nil {
		return nil, nil
	}
	codes, err := columnOf(t, "code", true)
	asked, err2 := columnOf(t, "posee", true)
	if err = errors.Join(err, err2); err != nil {
		return nil, err
	}
	interviewIDs, _ := columnOf(t, "id_entretien", false)
	sides, _ := columnOf(t, "regard", false)
	var known []string
	for _, i := range c.Interviews() {
		known = append(known, i.ID)
	}
	g := &guide{map[[2]string]bool{}, map[[2]string]bool{}}
	for row := range t.Len() {
		code, id, side := codes.at(row), interviewIDs.at(row), sides.at(row)
		var to map[[2]string]bool
		key := [2]string{id, code}
		switch {
		case book != nil && !slices.Contains(book.IDs(), code):
			return nil, fmt.Errorf("row %d: no code %s", row+1, stats.Unknown(code, book.IDs()))
		case id != "" && !slices.Contains(known, id):
			return nil, fmt.Errorf("row %d: no interview %s", row+1, stats.Unknown(id, known))
		case id != "":
			to = g.byInterview
		case !slices.Contains(sideNames(), side):
			return nil, fmt.Errorf("row %d: no interview named, and no side %s", row+1, stats.Unknown(side, sideNames()))
		default:
			to, key = g.bySide, [2]string{side, code}
		}
		answer := stats.Fold(asked.at(row))
		if answer != "oui" && answer != "non" {
			return nil, fmt.Errorf("row %d: posee must be oui or non", row+1)
		}
		if before, twice := to[key]; twice && before != (answer == "oui") {
			return nil, fmt.Errorf("row %d: %s, code %q: asked and not asked", row+1, key[0], code)
		}
		to[key] = answer == "oui"
	}
	return g, nil
}

// asks tells whether the guide of an interview asked about a code: what is said
// of the interview goes before what is said of its side, the code before those
// above it. What the table does not name was asked.
func (g *guide) asks(interview, side, code string, book *corpus.Codebook) bool {
	if g == nil {
		return true
	}
	path := book.Path(code)
	if len(path) == 0 {
		path = []string{code}
	}
	for _, id := range slices.Backward(path) {
		if asked, known := g.byInterview[[2]string{interview, id}]; known {
			return asked
		}
		if asked, known := g.bySide[[2]string{side, id}]; known {
			return asked
		}
	}
	return true
}

// sides are the three sides, as tables list them.
var sides = [...]interviews.Informant{interviews.Youth, interviews.Parent, interviews.Professional}

func sideNames() []string {
	names := make([]string, len(sides))
	for i, side := range sides {
		names[i] = side.String()
	}
	return names
}

// sideName names a side.
func sideName(side interviews.Informant, lang string) string {
	if lang == "en" {
		return [...]string{"", "youth", "parent", "professional"}[side]
	}
	return side.String()
}
