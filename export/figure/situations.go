package figure

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/askoria/verbatim/stats"
)

// Situations draws how accounts on each theme relate in each case: a tile for
// convergence, dissonance, silence…, in a colour and with a letter.
//
// The result is a crossed.SituationMatrix, or any table with one row a case and
// theme, of id_cas, theme (or code) and relation. Cases are named by their codes:
// a figure for the team, not for publication.
type Situations struct {
	Title string
	Style Style
}

// Of draws the result. Errors are results without relations.
func (s Situations) Of(result stats.Tabler) (*Figure, error) {
	f, err := figureOf(result, s.draw)
	if err != nil {
		return nil, fmt.Errorf("situations: %w", err)
	}
	return f, nil
}

func (s Situations) draw(tables []*stats.Table) (*Figure, error) {
	table, err := find(tables, "id_cas", "theme", "relation")
	if err != nil {
		return nil, err
	}
	var columns [3][]string
	for i, name := range []string{"id_cas", "theme", "relation"} {
		if columns[i], err = texts(table, name, s.Style.Lang); err != nil {
			return nil, err
		}
	}
	if len(columns[0]) == 0 {
		return nil, fmt.Errorf("table %q has no row", table.Title())
	}
	relation, err := table.Column("relation")
	if err != nil {
		return nil, err
	}
	known := firsts(columns[2])
	if c, ok := relation.(*stats.Categories); ok {
		known = nil
		for _, l := range c.Levels() {
			known = append(known, l.Title())
		}
	}
	return s.picture(table, columns, known), nil
}

// firsts are the different texts in the order in which they come.
func firsts(texts []string) (found []string) {
	seen := map[string]bool{}
	for _, text := range texts {
		if !seen[text] {
			seen[text] = true
			found = append(found, text)
		}
	}
	return found
}

// letters tell words apart: of each the first letter that no word before it has.
func letters(words []string) []string {
	short := make([]string, len(words))
	for i, word := range words {
		for _, r := range strings.ToUpper(word) {
			if letter := string(r); unicode.IsLetter(r) && !slices.Contains(short, letter) {
				short[i] = letter
				break
			}
		}
	}
	return short
}

func (s Situations) picture(table *stats.Table, columns [3][]string, known []string) *Figure {
	title := or(s.Title, table.Title())
	situations, themes := firsts(columns[0]), firsts(columns[1])
	tints, short := s.Style.Palette.tints(known), letters(known)
	var legend []key
	for i, name := range known {
		legend = append(legend, key{name, func(d *drawing, r rect) { d.lettered("key", r, tints[i].color, short[i]) }})
	}
	upright, head := headRoom(themes, 40)
	d, place := s.Style.wide(len(themes), 14, 200).tall(len(situations), 18, 90+head).sheet(title, table.Caption(), legend)
	f := font{size: normal}
	broad := 0.0
	for _, name := range situations {
		broad = max(broad, f.broad(name))
	}
	broad = min(broad, 90)
	place.left += broad + 6
	place.top += head
	across, down := place.width()/float64(len(themes)), place.height()/float64(len(situations))
	d.heads(place, themes, upright, across)
	for i, name := range situations {
		d.label(name, point{place.left - 6, place.top + (float64(i)+0.5)*down}, broad, down)
	}
	totals := make([]int, len(known))
	for row, name := range columns[2] {
		i, j := slices.Index(situations, columns[0][row]), slices.Index(themes, columns[1][row])
		r := rect{place.left + float64(j)*across, place.top + float64(i)*down, 0, 0}
		r.right, r.bottom = r.left+across, r.top+down
		at := slices.Index(known, name)
		if at < 0 {
			d.word("value", name, r.middle(), centred, font{size: small, ink: grey})
			continue
		}
		totals[at]++
		d.lettered("cell", r.inset(0.6), tints[at].color, short[at])
	}
	var parts []string
	for i, name := range known {
		if totals[i] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", name, totals[i]))
		}
	}
	alt := fmt.Sprintf(d.say("Matrice de %d situations et %d thèmes : %s.", "Matrix of %d cases and %d themes: %s."), len(situations), len(themes), listed(parts, d))
	return d.finish(title, table.Caption(), alt)
}
