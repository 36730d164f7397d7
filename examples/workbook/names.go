package main

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// list reads the cell "lignes" or "colonnes".
func (q *request) list(text string, a argument) ([]string, *fault) {
	var names []string
	for name := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",;|\n", r) }) {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		found := []string{name}
		var bad *fault
		switch a.holds {
		case nothing:
			return nil, &fault{text, "ne sert à rien ici pour « " + q.method.name() + " »", "vider cette cellule"}
		case variables:
			found, bad = q.variables(name, a)
		case codes:
			found, bad = q.codes(name)
		}
		if bad != nil {
			return nil, bad
		}
		for _, one := range found {
			if slices.Contains(names, one) {
				return nil, &fault{one, "est nommé deux fois", "garder une seule des deux"}
			}
			names = append(names, one)
		}
	}
	switch n := len(names); {
	case n < a.least && a.least == 1:
		return nil, &fault{text, "ne nomme rien", "« " + q.method.name() + " » demande au moins un nom ici"}
	case n < a.least:
		return nil, &fault{text, fmt.Sprintf("nomme %d au lieu de %d", n, a.least), "les séparer par des virgules"}
	case a.most > 0 && n > a.most:
		return nil, &fault{text, fmt.Sprintf("nomme %d au lieu de %d", n, a.most), "faire une ligne du plan pour chaque analyse"}
	}
	return names, nil
}

// variables finds the columns that a name means: one, or with * those that fit.
func (q *request) variables(name string, a argument) ([]string, *fault) {
	if q.table == nil {
		return nil, &fault{name, "n'est pas une variable", "cette étude n'a pas de dossiers"}
	}
	if strings.Contains(name, "*") {
		var found []string
		for _, c := range q.table.Columns() {
			if v := c.Variable(); (a.fits == nil || a.fits(c)) && !v.Identifying {
				if ok, err := path.Match(name, v.Name); ok && err == nil {
					found = append(found, v.Name)
				}
			}
		}
		if len(found) == 0 {
			return nil, &fault{name, "ne désigne aucune variable qui convienne", "vérifier ce qui précède ou suit l'étoile"}
		}
		return found, nil
	}
	c, bad := columnOf(name, q.table)
	if bad != nil {
		return nil, bad
	}
	if a.fits != nil && !a.fits(c) {
		return nil, &fault{name, "contient " + contents(c) + ", et « " + q.method.name() + " » attend ici " + a.said, "choisir une autre variable, ou une autre méthode"}
	}
	return []string{c.Variable().Name}, nil
}

// contents says what a column holds.
func contents(c stats.Column) string {
	switch c.(type) {
	case *stats.Numbers:
		return "des nombres"
	case *stats.Dates:
		return "des dates"
	case *stats.Texts:
		return "du texte"
	case *stats.Sets:
		return "plusieurs réponses"
	}
	return "des modalités"
}

// codes finds a code of the codebook by its code or its label.
func (q *request) codes(name string) ([]string, *fault) {
	known := q.codings.Codes()
	if q.study.codebook != nil {
		known = nil
		for _, code := range q.study.codebook.Codes() {
			if code.ID == name || stats.Fold(code.Title()) == stats.Fold(name) {
				return []string{code.ID}, nil
			}
			known = append(known, code.ID)
		}
	}
	if slices.Contains(known, name) {
		return []string{name}, nil
	}
	return nil, &fault{name, "n'est pas un code de la grille", hint(name, known)}
}
