package material

import (
	"errors"
	"fmt"
	"strings"
)

// Finding is a row of the table in which LISEZMOI.md says what was planted: the
// method, on what, and what it is to find.
type Finding struct{ Method, Object, Expected string }

// Planted reads that table: the first one headed méthode, objet, attendu.
func Planted(readme []byte) ([]Finding, error) {
	_, table, found := strings.Cut(string(readme), "| méthode | objet | attendu |\n|---|---|---|\n")
	if !found {
		return nil, errors.New("LISEZMOI.md: no table of what was planted")
	}
	var list []Finding
	for line := range strings.Lines(table) {
		if line = strings.TrimSpace(line); line == "" {
			break
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		if len(cells) != 3 {
			return nil, fmt.Errorf("LISEZMOI.md: not a row of three cells: %q", line)
		}
		list = append(list, Finding{strings.TrimSpace(cells[0]), strings.TrimSpace(cells[1]), strings.TrimSpace(cells[2])})
	}
	return list, nil
}
