package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/stats"
)

// start makes of a folder one to start from: a dictionary and a plan proposed
// from the data found there. What is there is never written over.
func (c command) start() error {
	if err := os.MkdirAll(filepath.Join(c.init, transcripts), 0o755); err != nil {
		return wrong("le dossier « %s » ne peut pas être fait : %v", c.init, err)
	}
	files := os.DirFS(c.init)
	data, there := find(files, "dossiers")
	if !there {
		if _, talks := find(files, "entretiens"); !talks {
			return c.awaits(files)
		}
	}
	if _, known := find(files, "dictionnaire"); there && !known {
		guess, report, err := dictionary.Infer{Files: files}.ReadFile(data)
		if err != nil {
			return fmt.Errorf("pas de dictionnaire : %w", err)
		}
		var text bytes.Buffer
		if err := guess.WriteCSV(&text); err != nil {
			return fmt.Errorf("pas de dictionnaire : %w", err)
		}
		if err := c.put("dictionnaire.csv", text.Bytes()); err != nil {
			return err
		}
		fmt.Fprintf(c.out, "dictionnaire.csv : variables devinées : %d (%s), à relire : libellés, modalités dans l'ordre, valeurs manquantes\n",
			len(guess.Variables), strings.Join(report.Sources[0].Notes, " ; "))
		for i := range report.Problems {
			fmt.Fprintf(c.out, "  %s\n", &report.Problems[i])
		}
	}
	if _, known := find(files, "plan"); known {
		fmt.Fprintln(c.out, "plan : il existe déjà, rien n'y est changé")
		return nil
	}
	s, err := read(files)
	if err != nil {
		return err
	}
	rows := s.propose()
	var text bytes.Buffer
	text.WriteString("\ufeff")
	w := csv.NewWriter(&text)
	w.Comma, w.UseCRLF = ';', true
	if err := w.WriteAll(append([][]string{columnNames()}, rows...)); err != nil {
		return err
	}
	if err := c.put("plan.csv", text.Bytes()); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "plan.csv : lignes proposées : %d, à choisir et à compléter\n", len(rows))
	fmt.Fprintf(c.out, "Ensuite : go run ./examples/workbook -study %q -check\n", c.init)
	return nil
}

// awaits says what to put in a folder without data.
func (c command) awaits(files fs.FS) error {
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return wrong("le dossier « %s » ne peut pas être lu", c.init)
	}
	for _, entry := range entries {
		name := entry.Name()
		known := slices.ContainsFunc(parts, func(part string) bool {
			return stats.Fold(strings.TrimSuffix(name, path.Ext(name))) == part
		})
		if extension := strings.ToLower(path.Ext(name)); !known && (extension == ".csv" || extension == ".xlsx") {
			return fmt.Errorf("« %s » est peut-être le tableau des dossiers : le renommer dossiers%s, puis relancer", name, extension)
		}
	}
	fmt.Fprintf(c.out, `Le dossier « %s » est prêt. Y mettre ce que vous avez, puis relancer la même commande :
  dossiers.csv ou .xlsx   une ligne par dossier ou par personne, un code en première colonne
  entretiens.csv          une ligne par entretien, avec les accords recueillis
  %s/         les entretiens, nommés par leur code : C01-mere.docx
  grille.csv, codages.csv la grille thématique, et les passages codés s'il y en a
  episodes.csv            les épisodes des parcours
`, c.init, transcripts)
	return nil
}

// put writes a file that was not there.
func (c command) put(name string, content []byte) error {
	file, err := os.OpenFile(filepath.Join(c.init, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err == nil {
		_, err = file.Write(content)
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		return fmt.Errorf("%s n'est pas écrit : %w", name, err)
	}
	return nil
}

// propose is the plan that fits what the folder holds.
func (s *study) propose() [][]string {
	var rows [][]string
	line := func(cells map[string]string) {
		row := make([]string, len(columns))
		for i, c := range columns {
			row[i] = cells[c.Name]
		}
		rows = append(rows, row)
	}
	ask := func(method string) { line(map[string]string{"methode": method}) }
	line(map[string]string{"methode": "titre", "note": "Titre de l'étude"})
	line(map[string]string{"methode": "champ", "note": "Qui est compté, où, quand"})
	line(map[string]string{"methode": "source", "note": "D'où viennent les données"})
	if s.corpus != nil {
		ask("échantillon")
	}
	s.proposeTables(line)
	if len(s.records.Episodes) > 0 {
		ask("parcours")
	}
	if s.corpus != nil && len(s.codings) > 0 {
		for _, method := range []string{"thèmes", "thèmes × cas", "verbatims", "situations", "saturation"} {
			ask(method)
		}
		if len(s.codings.Coders()) > 1 {
			ask("accord")
		}
	}
	if s.corpus != nil && len(s.corpus.Documents()) > 0 {
		ask("mots")
		line(map[string]string{"methode": "spécificités", "options": "par = rôle ; combien = 20"})
		if len(s.corpus.Documents()) > 4 {
			ask("classification")
		}
	}
	return rows
}

// proposeTables is the part of the plan on case files: how well they are
// filled, each variable, and associations among those with few levels.
func (s *study) proposeTables(line func(map[string]string)) {
	if s.cases == nil {
		return
	}
	var described, few []string
	for _, c := range s.cases.Columns() {
		v := c.Variable()
		if _, text := c.(*stats.Texts); text || v.Identifying || v.Name == s.caseKey() {
			continue
		}
		described = append(described, v.Name)
		if levels(c) <= 4 {
			few = append(few, v.Name)
		}
	}
	line(map[string]string{"methode": "taux de renseignement"})
	if len(described) > 0 {
		line(map[string]string{"methode": "tri à plat", "lignes": strings.Join(described, ", ")})
	}
	if len(few) > 1 {
		line(map[string]string{"methode": "tri croisé", "lignes": few[1], "colonnes": few[0], "pourcentage": "ligne", "note": "exemple : mettre ici les deux variables qui vous intéressent"})
		line(map[string]string{"methode": "associations", "lignes": strings.Join(few[:min(len(few), 8)], ", "), "note": "exemple : garder les variables de votre question"})
	}
}

// levels is how many levels a column has that more than one case has in
// common; a great number where it has none.
func levels(c stats.Column) int {
	switch c := c.(type) {
	case *stats.Categories:
		if n := len(c.Levels()); n > 1 {
			return n
		}
	case *stats.Flags:
		return 2
	}
	return 1 << 20
}
