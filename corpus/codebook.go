package corpus

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Code is one theme of a codebook.
type Code struct {
	ID         string // "M2.1"
	Parent     string // code above it, "" at the top
	Label      string // "Confiance"
	Definition string
	Include    string // what belongs to it
	Exclude    string // what does not, and where it goes
	Example    string
}

// Title is the code and its label: "M2.1 Confiance".
func (c Code) Title() string { return strings.TrimSpace(c.ID + " " + c.Label) }

// Codebook is the codes of a study in their order, read-only. A nil codebook
// has none.
type Codebook struct {
	codes []Code
	at    map[string]int
}

// NewCodebook makes a codebook. It fails when a code has no name, comes twice,
// has a parent that does not exist, or is above itself.
func NewCodebook(codes ...Code) (*Codebook, error) {
	book, faults := arrange(codes)
	var all []error
	for _, f := range faults {
		switch f.kind {
		case codeEmpty:
			all = append(all, fmt.Errorf("code %d of the codebook has no name", f.row+1))
		case codeTwice:
			all = append(all, fmt.Errorf("code %q comes twice in the codebook", codes[f.row].ID))
		case parentUnknown:
			all = append(all, fmt.Errorf("code %q: no parent %s", codes[f.row].ID, stats.Unknown(codes[f.row].Parent, book.IDs())))
		case parentCycle:
			all = append(all, fmt.Errorf("code %q is above itself, through its parent %q", codes[f.row].ID, codes[f.row].Parent))
		}
	}
	if len(all) > 0 {
		return nil, errors.Join(all...)
	}
	return book, nil
}

type faultKind uint8

const (
	codeEmpty faultKind = iota
	codeTwice
	parentUnknown
	parentCycle
)

// fault is what is wrong with the code in a row of the codebook.
type fault struct {
	row  int
	kind faultKind
}

// arrange makes a codebook of the good codes. One with an impossible parent is
// put at the top; in a circle, that is the first of it.
func arrange(codes []Code) (*Codebook, []fault) {
	book := &Codebook{at: map[string]int{}}
	var faults []fault
	var rows []int
	for row, code := range codes {
		if code.ID == "" {
			faults = append(faults, fault{row, codeEmpty})
			continue
		}
		if _, twice := book.at[code.ID]; twice {
			faults = append(faults, fault{row, codeTwice})
			continue
		}
		book.at[code.ID] = len(book.codes)
		book.codes = append(book.codes, code)
		rows = append(rows, row)
	}
	for i := range book.codes {
		code := &book.codes[i]
		if _, known := book.at[code.Parent]; code.Parent != "" && !known {
			faults = append(faults, fault{rows[i], parentUnknown})
			code.Parent = ""
		}
	}
	for i := range book.codes {
		start := book.codes[i].ID
		above := book.codes[i].Parent
		for steps := 0; above != "" && above != start && steps < len(book.codes); steps++ {
			above = book.codes[book.at[above]].Parent
		}
		if above == start {
			faults = append(faults, fault{rows[i], parentCycle})
			book.codes[i].Parent = ""
		}
	}
	slices.SortStableFunc(faults, func(a, b fault) int { return a.row - b.row })
	return book, faults
}

// Codes lists the codes in their order.
func (b *Codebook) Codes() []Code {
	if b == nil {
		return nil
	}
	return slices.Clone(b.codes)
}

// IDs lists the names of the codes in their order.
func (b *Codebook) IDs() []string {
	ids := make([]string, 0, len(b.Codes()))
	for _, code := range b.Codes() {
		ids = append(ids, code.ID)
	}
	return ids
}

// Code is the code of that name.
func (b *Codebook) Code(id string) (Code, bool) {
	if b == nil {
		return Code{}, false
	}
	i, known := b.at[id]
	if !known {
		return Code{}, false
	}
	return b.codes[i], true
}

// Path lists the names from the top of the tree down to the code; an unknown
// code is alone on its path.
func (b *Codebook) Path(id string) []string {
	path := []string{id}
	for code, _ := b.Code(id); code.Parent != ""; code, _ = b.Code(code.Parent) {
		path = append(path, code.Parent)
	}
	slices.Reverse(path)
	return path
}

// PathName is the path in one text: "M2 > M2.1".
func (b *Codebook) PathName(id string) string { return strings.Join(b.Path(id), " > ") }

// Depth is the number of levels of the tree.
func (b *Codebook) Depth() int {
	depth := 0
	for _, code := range b.Codes() {
		depth = max(depth, len(b.Path(code.ID)))
	}
	return depth
}

// Tables is the codebook as people read it: one row a code, in order.
func (b *Codebook) Tables() []*stats.Table {
	codes := b.Codes()
	levels := make([]float64, len(codes))
	for i, code := range codes {
		levels[i] = float64(len(b.Path(code.ID)))
	}
	column := func(name, label string, value func(Code) string) stats.Column {
		return each.Text(name, label, codes, stats.NotRecorded, value)
	}
	optional := func(name, label string, value func(Code) string) stats.Column {
		return each.Text(name, label, codes, stats.NotApplicable, value)
	}
	return []*stats.Table{stats.MustTable("Grille de codage",
		column("code", "Code", func(c Code) string { return c.ID }),
		column("chemin", "Chemin", func(c Code) string { return b.PathName(c.ID) }),
		stats.Variable{Name: "niveau", Label: "Niveau", Format: stats.Count}.Numbers(levels, nil),
		column("libelle", "Libellé", func(c Code) string { return c.Label }),
		column("definition", "Définition", func(c Code) string { return c.Definition }),
		optional("inclure", "Inclure", func(c Code) string { return c.Include }),
		optional("exclure", "Exclure", func(c Code) string { return c.Exclude }),
		optional("exemple", "Exemple", func(c Code) string { return c.Example }))}
}
