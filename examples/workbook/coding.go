package main

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/askoria/verbatim/corpus"
)

// code makes a workbook for each coder who has none, filled with what
// codages.csv holds of them, and says what those that exist hold. A workbook
// that is there is never written over.
func (c command) code() error {
	coders := strings.FieldsFunc(c.coding, func(r rune) bool { return strings.ContainsRune(",; ", r) })
	for _, coder := range coders {
		if strings.ContainsAny(coder, `/\:*?"<>|.`) {
			return wrong("« %s » ne peut pas être le nom d'un codeur : écrire des initiales, par exemple AB", coder)
		}
	}
	if len(coders) == 0 {
		return wrong("il manque les initiales des codeurs : -coding AB,CD")
	}
	c.progress.say("lecture du dossier")
	s, err := read(os.DirFS(c.study))
	c.progress.end()
	if err != nil {
		return err
	}
	fmt.Fprint(c.out, account(&s.report))
	switch {
	case s.codebook == nil:
		return fmt.Errorf("aucun classeur de codage : il manque la grille (grille.csv)")
	case s.original == nil || len(s.original.Documents()) == 0:
		return fmt.Errorf("aucun classeur de codage : il n'y a pas d'entretien transcrit")
	}
	there := codingWorkbooks(s.files)
	if err := os.MkdirAll(filepath.Join(c.study, workbooks), 0o700); err != nil {
		return fmt.Errorf("le dossier « %s » ne peut pas être fait : %w", workbooks, err)
	}
	for _, coder := range coders {
		own := slices.IndexFunc(there, func(name string) bool {
			return strings.EqualFold(strings.TrimSuffix(path.Base(name), path.Ext(name)), coder)
		})
		if own >= 0 {
			fmt.Fprintf(c.out, "%s : relu ; passages codés par %s : %d\n", there[own], coder, len(s.codings.By(coder)))
			continue
		}
		name := path.Join(workbooks, coder+".xlsx")
		rows, left, err := s.writeWorkbook(filepath.Join(c.study, filepath.FromSlash(name)), coder)
		if err != nil {
			return fmt.Errorf("%s n'est pas écrit : %w", name, err)
		}
		fmt.Fprintf(c.out, "%s : écrit ; lignes à coder : %d\n", name, rows)
		if left > 0 {
			fmt.Fprintf(c.out, "  passages à cheval sur plusieurs tours, restés dans codages.csv et comptés comme avant : %d\n", left)
		}
	}
	fmt.Fprintln(c.out, "Ces classeurs contiennent les entretiens en clair : les garder avec les transcriptions.")
	return s.verdict()
}

// writeWorkbook writes the workbook of a coder, for its owner only.
func (s *study) writeWorkbook(name, coder string) (rows, left int, err error) {
	sheet, err := corpus.CodingSheet{Codebook: s.codebook, Coder: coder, Codings: s.coded.By(coder)}.Of(s.original)
	if err != nil {
		return 0, 0, err
	}
	var book bytes.Buffer
	if _, err := sheet.WriteTo(&book); err != nil {
		return 0, 0, err
	}
	return sheet.Rows, len(sheet.Left), os.WriteFile(name, book.Bytes(), 0o600)
}
