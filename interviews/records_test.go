package interviews

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

type sampleRecord struct {
	ID    string    `csv:"id,code" cell:"required"`
	Count WholeCell `csv:"nombre"`
	Day   DayCell   `csv:"jour" cell:"required"`
	Quote string    `csv:"citation" cell:"optional,exact"`
}

// readSamples gives back one line a record, the lines of the problems, and
// checks what is true of every report.
func readSamples(t *testing.T, text string) (records, problems []string, err error) {
	t.Helper()
	files := fstest.MapFS{"f.csv": {Data: []byte(text)}}
	report, err := ReadRecords(Opener{Files: files}, "f.csv", func(r sampleRecord, row *Row) {
		if r.ID == "refusé" {
			row.Reject("id", "est refusé", "en choisir un autre")
			return
		}
		records = append(records, fmt.Sprintf("%d: %s %d/%v %s %q", row.Line, r.ID, r.Count.Value, r.Count.Given, r.Day.Time.Format("2006-01-02"), r.Quote))
	})
	for _, s := range report.Sources {
		if s.Read != s.Accepted+s.Rejected || err == nil && s.Accepted != len(records) {
			t.Errorf("read %d, accepted %d, rejected %d, %d records", s.Read, s.Accepted, s.Rejected, len(records))
		}
	}
	for i := range report.Problems {
		problems = append(problems, report.Problems[i].String())
	}
	return records, problems, err
}

func TestReadRecords(t *testing.T) {
	for name, test := range map[string]struct {
		text              string
		records, problems []string
	}{
		"good": {
			"id;nombre;jour;citation\nE1;3;03/02/2021;« ah »\n",
			[]string{`2: E1 3/true 2021-02-03 "« ah »"`},
			nil,
		},
		"header varies, columns in any order": {
			"CODE ; Citation;JOUR;Nombre \nE1; x ;2021-02-03;0\n",
			[]string{`2: E1 0/true 2021-02-03 " x "`},
			nil,
		},
		"mark before a quoted header": {
			"\xef\xbb\xbf\"id\";\"nombre\";\"jour\"\nE1;1;03/02/2021\n",
			[]string{`2: E1 1/true 2021-02-03 ""`},
			[]string{"f.csv, colonne « citation » : est introuvable ; ajouter cette colonne"},
		},
		"old Macintosh line ends": {
			"id;nombre;jour;citation\rE1;1;03/02/2021;\rE2;1;03/02/2021;\r",
			[]string{`2: E1 1/true 2021-02-03 ""`, `3: E2 1/true 2021-02-03 ""`},
			nil,
		},
		"a fraction is no count": {
			"id;nombre;jour;citation\nE1;3.7;03/02/2021;\nE2;-3.99;03/02/2021;\n",
			[]string{`2: E1 0/false 2021-02-03 ""`, `3: E2 0/false 2021-02-03 ""`},
			[]string{
				"f.csv, ligne 2, colonne « nombre » : « 3.7 » n'est pas un nombre entier ; écrire un nombre en chiffres, sans texte",
				"f.csv, ligne 3, colonne « nombre » : « -3.99 » n'est pas un nombre entier ; écrire un nombre en chiffres, sans texte",
			},
		},
		"empty is not zero": {
			"id;nombre;jour;citation\nE1;;03/02/2021;\nE2;NR;03/02/2021;\n",
			[]string{`2: E1 0/false 2021-02-03 ""`, `3: E2 0/false 2021-02-03 ""`},
			nil,
		},
		"blank rows are no records": {
			"id;nombre;jour;citation\n;;;\n\nE1;1;03/02/2021;\n",
			[]string{`4: E1 1/true 2021-02-03 ""`},
			nil,
		},
		"lines are those of the file": {
			"id;nombre;jour;citation\nE1;1;03/02/2021;\"a\nb\"\n\nE2;1;31/02/2021;\n",
			[]string{`2: E1 1/true 2021-02-03 "a\nb"`},
			[]string{"f.csv, ligne 5, colonne « jour » : « 31/02/2021 » n'existe pas au calendrier ; écrire jour/mois/année, par exemple 31/01/2006"},
		},
		"required cells": {
			"id;nombre;jour;citation\n;1;03/02/2021;\nE2;1;;\n",
			nil,
			[]string{"f.csv, ligne 2, colonne « id » : est vide ; remplir cette cellule", "f.csv, ligne 3, colonne « jour » : est vide ; remplir cette cellule"},
		},
		"ragged rows": {
			"id;nombre;jour;citation\nE1;1\nE2;1;03/02/2021;;x\nE3;1;03/02/2021;a;;\n",
			[]string{`4: E3 1/true 2021-02-03 "a"`},
			[]string{
				"f.csv, ligne 2 : a 2 cellules au lieu de 4 ; chercher un séparateur en trop ou en moins ; mettre entre guillemets une cellule qui en contient un",
				"f.csv, ligne 3 : a 5 cellules au lieu de 4 ; chercher un séparateur en trop ou en moins ; mettre entre guillemets une cellule qui en contient un",
			},
		},
		"quotes": {
			"id;nombre;jour;citation\nE\"1;1;03/02/2021;\nE2;1;03/02/2021;\"dit\nE3;1;03/02/2021;\n",
			[]string{`4: E3 1/true 2021-02-03 ""`},
			[]string{
				"f.csv, ligne 2 : a un guillemet isolé ; doubler les guillemets à l'intérieur d'une cellule, ou les enlever",
				"f.csv, ligne 3 : ouvre un guillemet qui n'est pas fermé ; doubler les guillemets à l'intérieur d'une cellule, ou les enlever",
			},
		},
		"guarded formula": {
			"id;nombre;jour;citation\n'=A1;1;03/02/2021;'=1+1\n",
			[]string{`2: =A1 1/true 2021-02-03 "=1+1"`},
			nil,
		},
		"the caller rejects": {
			"id;nombre;jour;citation\nrefusé;1;03/02/2021;\nE2;1;03/02/2021;\n",
			[]string{`3: E2 1/true 2021-02-03 ""`},
			[]string{"f.csv, ligne 2, colonne « id » : « refusé » est refusé ; en choisir un autre"},
		},
		"unknown, double and identifying columns": {
			"id;nombre;jour;citation;Nombre;nom;remarque\nE1;1;03/02/2021;;2;;\n",
			[]string{`2: E1 1/true 2021-02-03 ""`},
			[]string{
				"f.csv, colonne « Nombre » : est en double : seule la première est lue ; supprimer ou renommer l'une des deux",
				"f.csv, colonne « nom » : semble identifier des personnes : elle n'est pas lue ; la supprimer du fichier",
				"f.csv, colonne « remarque » : n'est pas attendue : elle n'est pas lue ; la supprimer, ou corriger son nom",
			},
		},
		"header alone": {
			"id;nombre;jour;citation\n", nil,
			[]string{"f.csv : n'a que son en-tête : aucune ligne de données ; vérifier que c'est le bon fichier"},
		},
		"mixed encodings": {
			"id;nombre;jour;citation\nE1;1;03/02/2021;\xe9\nE2;1;03/02/2021;é\n",
			[]string{`2: E1 1/true 2021-02-03 "é"`, `3: E2 1/true 2021-02-03 "Ã©"`},
			[]string{"f.csv : n'a pas un encodage sûr : deux encodages sont mélangés : la ligne 3 est en UTF-8 ; l'enregistrer à nouveau en CSV UTF-8"},
		},
		"phone numbers are not quoted": {
			"id;nombre;jour;citation\nE1;06 12 34 56 78;03/02/2021;\n",
			[]string{`2: E1 0/false 2021-02-03 ""`},
			[]string{"f.csv, ligne 2, colonne « nombre » : n'est pas un nombre entier ; écrire un nombre en chiffres, sans texte"},
		},
	} {
		records, problems, err := readSamples(t, test.text)
		if err != nil || !slices.Equal(records, test.records) || !slices.Equal(problems, test.problems) {
			t.Errorf("%s: %v\nrecords  %q\nwant     %q\nproblems %q\nwant     %q", name, err, records, test.records, problems, test.problems)
		}
	}
}

func TestReadRecordsRefuses(t *testing.T) {
	for name, test := range map[string]struct{ text, says string }{
		"misspelt column":    {"id;nombre;jor;citation\nE1;1;03/02/2021;\n", "f.csv, colonne « jour » : est introuvable ; renommer « jor » en « jour »"},
		"another table":      {"a;b\n1;2\n", "f.csv, colonne « id » : est introuvable ; vérifier que la ligne 1 est l'en-tête et que le séparateur est « ; »"},
		"wrong separator":    {"id:nombre:jour\nE1:1:03/02/2021\n", "f.csv, colonne « id » : est introuvable ; vérifier que"},
		"nothing but spaces": {"\n \n", "f.csv : n'a pas d'en-tête"},
		"workbook":           {string(zipOf(t, map[string]int{"xl/workbook.xml": 1})), "f.csv : n'est pas un fichier CSV : c'est un classeur Excel (.xlsx)"},
		"binary":             {"a;b\x00", "f.csv : n'est pas un fichier de texte"},
	} {
		records, problems, err := readSamples(t, test.text)
		if err == nil || !strings.HasPrefix(err.Error(), test.says) || records != nil || !slices.Contains(problems, err.Error()) {
			t.Errorf("%s: %v, %q, %q", name, err, records, problems)
		}
	}
	if report, err := ReadRecords(Opener{Files: fstest.MapFS{}}, "absent.csv", func(sampleRecord, *Row) {}); err == nil || len(report.Problems) != 1 {
		t.Errorf("absent file: %v, %v", report, err)
	}
}

func TestRecordTypes(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a record with an int, which gocsv would cut off silently, is taken")
		}
	}()
	_, _ = ReadRecords(Opener{Files: fstest.MapFS{}}, "f.csv", func(struct {
		N int `csv:"n"`
	}, *Row) {
	})
}

func FuzzReadRecords(f *testing.F) {
	f.Add([]byte("id;nombre;jour;citation\nE1;3;03/02/2021;« ah »\n"))
	f.Add([]byte("sep=,\ncode,jour,nombre\nE\"1,2021-02-03,\"x\n"))
	f.Add([]byte("\xff\xfei\x00d\x00;\x00"))
	f.Fuzz(func(t *testing.T, data []byte) { _, _, _ = readSamples(t, string(data)) })
}
