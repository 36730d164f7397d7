package disclosure

import (
	"context"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Protection is what readers must not be able to do.
type Protection uint8

const (
	// Inference: to tell that a small count is small or, with all that the
	// package says people know, to work it out.
	Inference Protection = iota
	// Recomputation: to work a hidden count out from the published ones. It
	// is what sdcTable::protectTable asks for by default.
	Recomputation
)

// Optimum chooses the cells of a System to be hidden so that fewest persons
// are, and of patterns with as many persons, that with fewest cells. The least
// pattern is found, and proven, by branch and cut over the attacks of a reader
// (Fischetti and Salazar 2001). Zeros are hidden only when nothing else
// protects, fewest first; grand totals only with all that they count, as how many
// were asked is seldom a secret: where they are small, or nothing less protects.
// In a table with one nested side the attacks are exact; in others (three ways,
// two nested sides, linked tables) they are those of linear programming, over
// fractions of persons, whose bounds are never narrower than the true ones.
// It agrees with sdcTable::protectTable(method = "OPT").
type Optimum struct {
	Below   int        // the smallest count that may be shown; 0: 5
	Against Protection // the zero value is Inference
	// Zeros lets zeros be hidden as other counts are.
	Zeros bool
	// Groups hides the cells that hold everybody of a total too: see System.Groups.
	Groups bool
	// Work bounds the search, in linear programs solved: 0 means 20,000. Where
	// it ends early the best pattern so far is given, with a warning.
	Work int
	Lang string // "en" for English; French otherwise
}

// Hidden is the cells of a System that are hidden.
type Hidden struct {
	Spec      Optimum
	Title     string
	Mask      []bool // by cell
	Primary   int    // cells hidden for their own sake
	Secondary int    // cells hidden for others'
	Persons   int    // in hidden cells, a person as often as counted in them
	Exact     bool   // whether attacks were over whole persons
	Whole     bool   // whether a grand total is hidden, with all that it counts
	// Proven tells that no other pattern hides fewer persons, or as many in
	// fewer cells; Least is how many persons any pattern hides, at the least.
	Proven   bool
	Least    int
	Warnings []string

	sums *System
}

// Of chooses. The counts must not be negative and must add up; no cells give an
// empty pattern. It stops with the error of the context when that is done.
func (o Optimum) Of(ctx context.Context, s *System) (*Hidden, error) {
	below, err := threshold(o.Below)
	if err != nil {
		return nil, err
	}
	if o.Work < 0 {
		return nil, fmt.Errorf("disclosure: Work is %d; it must be 1 or more, or 0 for the default", o.Work)
	}
	if o.Below = below; o.Work == 0 {
		o.Work = 20_000
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	if o.Groups {
		marked := *s
		marked.Sensitive = make([]bool, len(s.Counts))
		copy(marked.Sensitive, s.Sensitive)
		for _, cell := range s.Groups() {
			marked.Sensitive[cell] = true
		}
		s = &marked
	}
	sh := newShield(s, below, o.Against)
	primary := slices.Clone(sh.hide)
	h := &Hidden{Spec: o, Title: s.Title, sums: s, Proven: true, Exact: sh.exact}
	leaves := s.leaves()
	for root, is := range s.roots() {
		if !is || !sh.hide[root] {
			continue
		}
		h.Whole = true
		for cell, of := range leaves {
			sh.hide[cell] = sh.hide[cell] || !slices.ContainsFunc(of, func(leaf int) bool { return !slices.Contains(leaves[root], leaf) })
		}
	}
	h.Mask = slices.Clone(sh.hide)
	if slices.Contains(sh.hide, true) {
		if err := h.search(ctx, sh); err != nil {
			return nil, err
		}
	}
	for cell, is := range h.Mask {
		switch {
		case primary[cell]:
			h.Primary++
		case is:
			h.Secondary++
		}
		if is {
			h.Persons += s.Counts[cell]
		}
	}
	if h.Proven {
		h.Least = h.Persons
	} else {
		h.Warnings = append(h.Warnings, fmt.Sprintf(stats.Say(o.Lang,
			"masquage sûr mais peut-être pas le plus court : recherche arrêtée à %d programmes ; il masque %d personnes, le plus court au moins %d",
			"a safe pattern, but perhaps not the shortest: the search ended at %d programs; it hides %d persons, the shortest at least %d"),
			o.Work, h.Persons, h.Least))
	}
	return h, nil
}

// search finds the least pattern among those of the cells that may be hidden:
// first without zeros, then with them.
func (h *Hidden) search(ctx context.Context, sh *shield) error {
	roots := h.sums.roots()
	resort := make([]bool, len(roots)) // hidden only when others do not protect
	for cell, count := range h.sums.Counts {
		resort[cell] = count == 0 && !h.Spec.Zeros || h.sums.dear != nil && h.sums.dear[cell]
	}
	for _, last := range []bool{false, true} {
		sh.zeros = last || h.Spec.Zeros
		all := slices.Clone(sh.hide)
		for cell := range all {
			all[cell] = all[cell] || !roots[cell] && (last || !resort[cell])
		}
		if len(sh.breaches(all, 1)) > 0 {
			continue
		}
		c := newCover(h.sums, sh, all, resort, h.Spec.Work)
		if err := c.search(ctx); err != nil {
			return err
		}
		h.Mask, h.Proven, h.Least = c.best, c.proven(), c.persons()
		return nil
	}
	h.Whole = true
	h.Mask = slices.Repeat([]bool{true}, len(h.Mask))
	return nil
}

// Tables is one line for the journal: cells, how many are hidden, the
// threshold, and whether the pattern is the least. It does not tell small cells
// from the others.
func (h *Hidden) Tables() []*stats.Table {
	say := wording(h.Spec.Lang)
	verdict := say("le plus court possible", "the shortest there is")
	switch {
	case h.Whole:
		verdict = say("tableau masqué en entier", "hidden whole")
	case !h.Proven:
		verdict = say("sûr, peut-être pas le plus court", "safe, perhaps not the shortest")
	}
	notes := slices.Clone(h.Warnings)
	if !h.Exact {
		notes = append(notes, inexact(h.Spec.Lang))
	}
	return []*stats.Table{stats.MustTable(say("Cellules masquées", "Hidden cells"),
		stats.Variable{Name: "tableau", Label: say("Tableau", "Table")}.Texts([]string{h.Title}, nil),
		whole("cellules", say("Cellules", "Cells"), len(h.Mask)),
		whole("masquees", say("Masquées", "Hidden"), h.Primary+h.Secondary),
		whole("seuil", say("Seuil", "Threshold"), h.Spec.Below),
		stats.Variable{Name: "masquage", Label: say("Masquage", "Pattern")}.Texts([]string{verdict}, nil),
	).Captioned(stats.Caption{Notes: notes})}
}

// String is the line of the journal.
func (h *Hidden) String() string { return stats.Printer{Lang: h.Spec.Lang}.Of(h.Tables()[0]) }
