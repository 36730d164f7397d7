package corpus

import (
	"errors"
	"strings"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// CompareCodebooks tells what differs between two versions of a codebook: one
// row a difference, first those of the codes of After in its order, then the
// codes that are gone. A code that is gone and a new one that alone agrees with
// it in label, definition and the rest are taken for a renaming, in doubt.
type CompareCodebooks struct {
	Before, After *Codebook
}

// CodebookComparison is the differences between two codebooks.
type CodebookComparison struct {
	Spec        CompareCodebooks
	Same        int // codes in which nothing differs
	Differences []CodebookDifference
}

// CodebookDifference is what differs in one code.
type CodebookDifference struct {
	Code  string // in After; in Before where it is gone
	What  string // "ajouté", "supprimé", "renommé ?", "déplacé", "libellé", "définition", "inclure", "exclure", "exemple"
	Was   string
	Is    string
	Field bool // a field of a code that both have, its parent among them
}

// Of compares. It fails when a codebook is not given.
func (s CompareCodebooks) Of() (*CodebookComparison, error) {
	if s.Before == nil || s.After == nil {
		return nil, errors.New("compare codebooks: Before and After are both needed")
	}
	result := &CodebookComparison{Spec: s}
	renamed := s.renamed()
	taken := map[string]bool{}
	add := func(code, what, was, is string, field bool) {
		result.Differences = append(result.Differences, CodebookDifference{code, what, was, is, field})
	}
	for _, code := range s.After.Codes() {
		old, known := s.Before.Code(code.ID)
		switch {
		case known:
		case renamed[code.ID] != "":
			taken[renamed[code.ID]] = true
			add(code.ID, "renommé ?", renamed[code.ID], code.ID, false)
			continue
		default:
			add(code.ID, "ajouté", "", code.Title(), false)
			continue
		}
		n := len(result.Differences)
		for _, field := range [...]struct{ what, was, is string }{
			{"déplacé", old.Parent, code.Parent},
			{"libellé", old.Label, code.Label},
			{"définition", old.Definition, code.Definition},
			{"inclure", old.Include, code.Include},
			{"exclure", old.Exclude, code.Exclude},
			{"exemple", old.Example, code.Example},
		} {
			if field.was != field.is && (field.what != "déplacé" || renamed[field.is] != field.was || field.was == "") {
				add(code.ID, field.what, field.was, field.is, true)
			}
		}
		if len(result.Differences) == n {
			result.Same++
		}
	}
	for _, code := range s.Before.Codes() {
		if _, known := s.After.Code(code.ID); !known && !taken[code.ID] {
			add(code.ID, "supprimé", code.Title(), "", false)
		}
	}
	return result, nil
}

// renamed guesses the former names of codes that are new.
func (s CompareCodebooks) renamed() map[string]string {
	content := func(code Code) string {
		text := strings.Join([]string{code.Label, code.Definition, code.Include, code.Exclude, code.Example}, "\x00")
		if strings.Trim(text, "\x00") == "" {
			return ""
		}
		return text
	}
	// only lists the codes that the other codebook lacks, by content.
	only := func(book, other *Codebook) map[string][]string {
		ids := map[string][]string{}
		for _, code := range book.Codes() {
			if _, known := other.Code(code.ID); !known {
				ids[content(code)] = append(ids[content(code)], code.ID)
			}
		}
		return ids
	}
	gone := only(s.Before, s.After)
	former := map[string]string{}
	for text, ids := range only(s.After, s.Before) {
		if text != "" && len(ids) == 1 && len(gone[text]) == 1 {
			former[ids[0]] = gone[text][0]
		}
	}
	return former
}

// Tables is the comparison in a list of one.
func (c *CodebookComparison) Tables() []*stats.Table {
	column := func(name, label string, value func(CodebookDifference) string) stats.Column {
		return each.Text(name, label, c.Differences, stats.NotApplicable, value)
	}
	return []*stats.Table{stats.MustTable("Deux versions de la grille",
		column("code", "Code", func(d CodebookDifference) string { return d.Code }),
		column("difference", "Différence", func(d CodebookDifference) string { return d.What }),
		column("avant", "Avant", func(d CodebookDifference) string { return d.Was }),
		column("apres", "Après", func(d CodebookDifference) string { return d.Is }))}
}
