package program

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/askoria/verbatim/export"
)

// Books are the two workbooks of a study: one that is handed over, in which small
// counts are hidden, and one with what speaks of single persons, for the team.
type Books struct{ Open, Team *export.Workbook }

// NewBooks are both, empty.
func NewBooks(empty func() *export.Workbook) Books {
	b := Books{empty(), empty()}
	b.Team.Subtitle = "Classeur de l’équipe, à ne pas diffuser – " + b.Team.Subtitle
	b.Team.HideBelow = 1
	return b
}

// Save writes the one and, beside it, the other, and says where.
func (b Books) Save(output string, out io.Writer) error {
	team := strings.TrimSuffix(output, ".xlsx") + "-equipe.xlsx"
	if err := errors.Join(b.Open.Save(output), b.Team.Save(team)); err != nil {
		return fmt.Errorf("les classeurs ne sont pas écrits : %s", InFrench(err))
	}
	_, err := fmt.Fprintf(out, "\nClasseurs écrits : %s ; %s (pour l’équipe, à ne pas diffuser)\n", output, team)
	return err
}
