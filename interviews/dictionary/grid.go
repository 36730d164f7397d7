package dictionary

import (
	"fmt"
	"strings"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/internal/delimited"
)

// grid is the rows of a file that are not blank, whatever its format.
type grid interface {
	next() bool
	// cells are valid until next.
	cells() []string
	// shown is a cell as people see it, where that differs from what it holds:
	// "035" for 35, "12.5%" for 0.125.
	shown(i int) string
	line() int
	cellLine(i int) int
	// fault says why the row cannot be cut into cells; none where it can.
	fault() fault
	// err is what ended the rows before their end.
	err() error
	// notes say in French what else was seen on the way.
	notes() []string
	// problem is what is wrong with a cell although it can be read, or reads as
	// empty; none for nothing.
	problem(i int) fault
}

// input is a table in an opened file: its rows can be gone through more than
// once.
type input struct {
	source   interviews.Source
	notices  []interviews.Problem
	workbook bool
	from1904 bool
	size     int // lines, about; 0 where nobody knows
	rows     func() (grid, error)
	// damage is where the rows end before their end, if they do.
	damage *interviews.Problem
}

type csvGrid struct{ *delimited.Reader }

func (g csvGrid) next() bool         { return g.Next() }
func (g csvGrid) cells() []string    { return g.Cells() }
func (g csvGrid) shown(i int) string { return g.Cells()[i] }
func (g csvGrid) line() int          { return g.Line() }
func (g csvGrid) cellLine(i int) int { return g.CellLine(i) }
func (g csvGrid) err() error         { return nil }
func (g csvGrid) notes() []string    { return nil }
func (g csvGrid) problem(int) fault  { return fault{} }

func openCSV(file *interviews.File) (*input, error) {
	text, err := file.Text()
	if err != nil {
		return nil, err
	}
	first := delimited.New(text.Content)
	in := &input{source: file.Source(), size: strings.Count(text.Content, "\n")}
	in.source.Encoding, in.source.Separator = text.Encoding, first.Separator()
	how := "deviné"
	if first.Declared() {
		how = "annoncé par le fichier"
	}
	in.source.Notes = []string{fmt.Sprintf("séparateur « %s » %s", first.Separator(), how)}
	if text.Doubt != "" {
		in.notices = append(in.notices, text.Doubted(file.Name))
	}
	in.rows = func() (grid, error) { return csvGrid{delimited.New(text.Content)}, nil }
	return in, nil
}

func (g csvGrid) fault() fault {
	if g.Fault() == "" {
		return fault{}
	}
	return fault{g.Fault(), "doubler les guillemets à l'intérieur d'une cellule, ou les enlever"}
}
