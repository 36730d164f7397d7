package main

import (
	"fmt"
	"slices"
	"strings"
)

// sheet is dossiers.csv on its way to the disk: clean first, then soiled.
type sheet struct {
	header  []string
	records []record
}

// record is one row of the sheet. child is nil for rows that are no case file.
type record struct {
	child *child
	cells []string
}

// caseFile lists the children by the dictionary's variables.
func (s *study) caseFile() *sheet {
	dictionary, err := source("dictionnaire.csv")
	if err != nil {
		panic(err) // embedded in the program
	}
	sh := &sheet{}
	for _, row := range dictionary[1:] {
		sh.header = append(sh.header, row[0])
	}
	for _, c := range s.children {
		cells := make([]string, len(sh.header))
		for i, variable := range sh.header {
			cells[i] = c.cell(variable)
		}
		sh.records = append(sh.records, record{c, cells})
	}
	return sh
}

func (sh *sheet) rows() [][]string {
	rows := [][]string{sh.header}
	for _, r := range sh.records {
		rows = append(rows, r.cells)
	}
	return rows
}

// dirt is one place that is dirty on purpose.
type dirt struct {
	row    int // line of the file where the record starts, header = 1
	column string
	found  string // as it stands
	what   string // in French, for the documentation
	read   bool   // the import takes it all the same
}

// soil dirties the sheet as real files are, in few and known places, none of
// them in a planted pair, and lists them in the order of the file.
func (sh *sheet) soil() []dirt {
	marks := sh.soilCells()
	marks = append(marks, sh.soilRows()...)
	header := sh.soilHeader()

	list := header
	line := 2
	for _, r := range sh.records {
		for _, m := range marks {
			if &m.cells[0] == &r.cells[0] {
				m.row = line
				list = append(list, m.dirt)
			}
		}
		line += 1 + strings.Count(strings.Join(r.cells, ""), "\n")
	}
	return list
}

// mark ties a dirty place to its record: lines are counted once all is written.
type mark struct {
	dirt
	cells []string
}

// soilCells replaces cells that were recorded, in files spread over the sheet.
func (sh *sheet) soilCells() []mark {
	dirty := []struct {
		from   int // record from which to look for a fitting one
		column string
		fits   string // value that the cell must have, or its end after /; "" = any
		put    string
		what   string
		read   bool
	}{
		{9, "scolarite", "college", "colège", "modalité mal écrite ; la plus proche est « college »", false},
		{21, "date_ip", "/02/2021", "31/02/2021", "date impossible", false},
		{34, "date_decision", "/02/2021", "févr-21", "date incomplète, mise en forme par un tableur : mois et année, sans jour", false},
		{47, "visites_mois", "", "une par semaine", "texte dans une colonne de nombres", false},
		{58, "age_debut", "12", "12 ans", "unité écrite dans la cellule", false},
		{73, "remarque", "", "Deux dossiers papier,\nl’un au nom de l’ancien service.", "retour à la ligne dans une cellule entre guillemets", true},
		{88, "age_mere", "", "142", "âge hors des bornes du dictionnaire (14 à 75)", false},
		{101, "handicap_mdph", "aucun", "RAS", "« RAS » n’est ni une modalité ni un code de valeur manquante", false},
		{123, "activite_mere", "precaire", "auto-entrepreneuse", "modalité inconnue du dictionnaire", false},
		{139, "scolarite", "elementaire", "elementaire  ", "espaces après la modalité", true},
		{0, "attente_j", "99", "99", "99 jours, une vraie valeur : seul 9999 veut dire NSP dans cette colonne", true},
		{177, "revenu_mensuel", "", "1\u00a0234,50", "espace insécable dans un nombre, virgule décimale", true},
	}
	var marks []mark
	for _, d := range dirty {
		column := slices.Index(sh.header, d.column)
		r := slices.IndexFunc(sh.records[d.from:], func(r record) bool {
			_, hidden := r.child.gap[d.column]
			suffix := strings.HasPrefix(d.fits, "/") && strings.HasSuffix(r.cells[column], d.fits)
			return !hidden && (d.fits == "" || suffix || r.cells[column] == d.fits)
		})
		cells := sh.records[d.from+r].cells
		cells[column] = d.put
		marks = append(marks, mark{dirt{column: d.column, found: d.put, what: d.what, read: d.read}, cells})
	}
	return marks
}

// soilRows inserts rows that are no case file: the import must leave them out.
func (sh *sheet) soilRows() []mark {
	copyOf := func(i int) []string { return slices.Clone(sh.records[i].cells) }
	duplicate := copyOf(61)
	nameless := copyOf(110)
	nameless[0] = ""
	ragged := copyOf(145)[:31]
	ragged[0] = "E901"
	total := make([]string, len(sh.header))
	total[0], total[1] = "Total", fmt.Sprint(len(sh.records))

	sh.insert(200, duplicate)
	sh.insert(165, ragged)
	sh.insert(112, nameless)
	sh.records = append(sh.records, record{cells: total})
	return []mark{
		{dirt{column: "id_enfant", found: duplicate[0], what: "enfant déjà saisi plus haut"}, duplicate},
		{dirt{column: "", found: fmt.Sprint(len(ragged), " cellules"), what: "ligne coupée : des cellules manquent à la fin"}, ragged},
		{dirt{column: "id_enfant", found: "", what: "code de l’enfant absent"}, nameless},
		{dirt{column: "", found: "Total", what: "ligne de total laissée en bas du tableau"}, total},
	}
}

func (sh *sheet) insert(at int, cells []string) {
	sh.records = slices.Insert(sh.records, at, record{cells: cells})
}

// soilHeader writes three names as a tired hand does.
func (sh *sheet) soilHeader() []dirt {
	var list []dirt
	for _, drift := range []struct{ name, put, what string }{
		{"sexe", "Sexe ", "majuscule et espace dans l’en-tête"},
		{"adhesion", "Adhésion", "accent dans l’en-tête"},
		{"duree_parcours", "Durée parcours", "accent et espace dans l’en-tête"},
	} {
		sh.header[slices.Index(sh.header, drift.name)] = drift.put
		list = append(list, dirt{1, drift.name, drift.put, drift.what, true})
	}
	return append(list, dirt{1, "nom_referent", "", "colonne qui nomme des personnes, toutes inventées", false})
}
