package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/examples/internal/material"
	"github.com/xuri/excelize/v2"
)

// small is an invented study in a folder: four files and a plan of one line.
func small(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	write(t, folder, "dictionnaire.csv", "variable;libelle;type;modalites;cle\n"+
		"id_enfant;Enfant;texte;;oui\ncadre;Cadre;nominal;adm=Administratif|jud=Judiciaire;\nage_debut;Âge;entier;;\nsexe;Sexe;nominal;fille|garcon;\n")
	var rows strings.Builder
	rows.WriteString("id_enfant;cadre;age_debut;sexe\n")
	for i := range 40 {
		fmt.Fprintf(&rows, "E%c%d;%s;%s;%s\n", 'A'+rune(i/10), i%10,
			[]string{"adm", "jud"}[i%2], []string{"3", "7", "12"}[i%3], []string{"fille", "garcon", "garcon", "fille"}[i%4])
	}
	write(t, folder, "dossiers.csv", rows.String())
	write(t, folder, "plan.csv", "methode;lignes;colonnes;filtre;pourcentage;options\ntri croisé;cadre;sexe;;ligne;\n")
	return folder
}

func TestExitCodes(t *testing.T) {
	folder, output := small(t), filepath.Join(t.TempDir(), "c.xlsx")
	lame := small(t)
	write(t, lame, "dossiers.csv", "")
	alone := t.TempDir()
	for _, c := range []struct {
		want int
		args []string
		says string
	}{
		{done, []string{"-study", folder, "-o", output}, "Classeur écrit"},
		{done, []string{"-study", folder, "-check"}, "Plan : analyses prêtes : 1 ; lignes écartées : 0"},
		{done, []string{"-methods"}, "option un_par : une variable"},
		{lost, []string{"-study", lame, "-o", output}, "dossiers.csv : est vide"},
		{lost, []string{"-study", folder, "-plan", "absent.csv", "-check"}, "absent.csv : n'existe pas"},
		{usage, nil, "il manque le dossier"},
		{usage, []string{"-study"}, "attend une valeur"},
		{usage, []string{"-studi", folder}, "vouliez-vous dire « study » ?"},
		{usage, []string{"-study", folder, "-o", "c.csv"}, ".xlsx"},
		{usage, []string{"-study", folder, "-o", filepath.Join(folder, "Plan.xlsx")}, "est un fichier de l'étude"},
		{usage, []string{"-study", folder, "Mes", "documents"}, "entre guillemets"},
		{usage, []string{"-study", filepath.Join(folder, "absent")}, "n'est pas un dossier"},
		{usage, []string{"-study", alone}, "ni dossiers.csv"},
		{usage, []string{"-study", folder, "-check", "-coding", "AB"}, "l'un sans l'autre"},
		{usage, []string{"-study", folder, "-coding", "../AB"}, "initiales"},
		{lost, []string{"-study", folder, "-coding", "AB"}, "il manque la grille"},
	} {
		said, told := call(t, c.want, c.args...)
		if !strings.Contains(said+told, c.says) {
			t.Errorf("%q does not say %q:\n%s\n%s", c.args, c.says, said, told)
		}
	}
}

// -check writes nothing.
func TestCheckWritesNothing(t *testing.T) {
	folder := small(t)
	before := listed(t, folder)
	call(t, done, "-study", folder, "-check", "-o", filepath.Join(folder, "c.xlsx"))
	if after := listed(t, folder); !slices.Equal(before, after) {
		t.Errorf("%q, before %q", after, before)
	}
}

func listed(t *testing.T, folder string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		names = append(names, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// A folder with ten faults gives ten lines, each with its place, what was found
// and what to do.
func TestTenFaultsGiveTenLines(t *testing.T) {
	folder := small(t)
	text, err := os.ReadFile(filepath.Join(folder, "dossiers.csv"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, folder, "dossiers.csv", strings.NewReplacer("EA1;jud", "EA1;judi", "EA5;jud;12", "EA5;jud;douze", "EB2;", "EB1;").Replace(string(text)))
	write(t, folder, "entretiens.csv", "id_entretien;id_cas;id_enfant;role;id_informateur;tranche;sexe;date;lieu;duree_min;enqueteur;info_remise;consentement_ecrit;assentiment_mineur;autorisation_parent_1;autorisation_parent_2;accord_enregistrement;accord_citation;date_retrait\n"+
		"C01-mere;C01;EA0;mère;P1;35-44;F;12/04/2023;domicile;52;AB;oui;oui;non requise;non requise;non requise;oui;oui;\n"+
		"C02-mere;C02;EA2;mère;P2;35-44;F;13/04/2023;domicile;52;AB;oui;non;non requise;non requise;non requise;oui;oui;\n")
	write(t, folder, "transcriptions/C01-mere.txt", "E : Bonjour, comment ça va ?\nMère : Ça va, on tient.\n")
	write(t, folder, "grille.csv", "code;parent;libelle;definition;inclure;exclure;exemple\nM1;;Quotidien;Ce qui fait les jours.;;;\n")
	write(t, folder, "codages.csv", "document;tour;debut;fin;code;codeur;valence;citation\nC01-mere;2;;;M9;AB;;\nC01-mere;2;;;M1;AB;;\n")
	write(t, folder, "plan.csv", "methode;lignes;colonnes;filtre;pourcentage;options\n"+
		"tri croisé;cadre;sexe;;ligne;\n"+
		"tri croizé;cadre;sexe;;ligne;\n"+
		"tri croisé;cadre;sexs;;;\n"+
		"tri croisé;sexe;cadre;cadre = judiciare;;\n"+
		"comparaison;sexe;cadre;;;\n"+
		"associations;cadre, sexe;;;;un_part = cadre\n")
	said, _ := call(t, lost, "-study", folder, "-check")
	want := []string{
		"dossiers.csv, ligne 3, colonne « cadre » : « judi » n'est pas une modalité de cette variable ; écrire « jud » ? (cellule laissée vide)",
		"dossiers.csv, ligne 7, colonne « age_debut » : « douze » n'est pas un nombre ; écrire le nombre seul, en chiffres (cellule laissée vide)",
		"dossiers.csv, ligne 14, colonne « id_enfant » : « EB1 » est déjà l'identifiant de la ligne 13 ; garder une seule des deux lignes (ligne écartée)",
		"entretiens.csv, ligne 3, colonne « consentement_ecrit » : « non » ne donne pas le consentement qu'il faut",
		"codages.csv, ligne 2, colonne « code » : « M9 » n'est pas un code de la grille",
		"plan.csv, ligne 3, colonne « methode » : « tri croizé » n'est pas une méthode ; vouliez-vous dire « tri croisé » ? (ligne écartée)",
		"plan.csv, ligne 4, colonne « colonnes » : « sexs » n'est pas une variable ; vouliez-vous dire « sexe » ? (ligne écartée)",
		"plan.csv, ligne 5, colonne « filtre » : « judiciare » n'est pas une modalité de « cadre » ; vouliez-vous dire « Judiciaire » ? (ligne écartée)",
		"plan.csv, ligne 6, colonne « lignes » : « sexe » contient des modalités, et « comparaison » attend ici des nombres ou des modalités ordonnées ; choisir une autre variable, ou une autre méthode (ligne écartée)",
		"plan.csv, ligne 7, colonne « options » : « un_part » n'est pas une option de cette méthode ; vouliez-vous dire « un_par » ? (ligne écartée)",
	}
	_, problems, _ := strings.Cut(said, "À corriger ou à vérifier : 10\n")
	got := lines(problems, "")
	if len(got) < len(want) {
		t.Fatalf("%d lines:\n%s", len(got), said)
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("line %d:\n%s\nwant\n%s", i+1, got[i], want[i])
		}
	}
	// What is good is still written, and what is wrong stands in the workbook.
	output := filepath.Join(t.TempDir(), "c.xlsx")
	call(t, lost, "-study", folder, "-o", output)
	_, cells := sheets(t, output)
	if rows := cells["À corriger"]; len(rows) != 2+10 {
		t.Errorf("%d rows in À corriger: %q", len(rows), rows)
	}
	if len(cells["Tris croisés"]) == 0 {
		t.Error("the good line of the plan was not done")
	}
}

// A plan in a workbook is the same plan; its faults name the row of the sheet.
func TestAPlanMayBeAWorkbook(t *testing.T) {
	folder := small(t)
	if err := os.Remove(filepath.Join(folder, "plan.csv")); err != nil {
		t.Fatal(err)
	}
	f := excelize.NewFile()
	for i, row := range [][]any{
		{"Méthode", "Lignes", "Colonnes", "Filtre"},
		{"tri croisé", "cadre", "sexe", "age_debut 3..7"},
		{},
		{"tri croisé", "cadre", "sex"},
	} {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err == nil {
			err = f.SetSheetRow("Sheet1", cell, &row)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SaveAs(filepath.Join(folder, "Plan.xlsx")); err != nil {
		t.Fatal(err)
	}
	said, _ := call(t, lost, "-study", folder, "-check")
	for _, want := range []string{"Plan : analyses prêtes : 1 ; lignes écartées : 1", "Plan.xlsx, feuille « Sheet1 », ligne 4, colonne « colonnes » : « sex » n'est pas une variable"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in\n%s", want, said)
		}
	}
}

func TestInitMakesAFolderThatRuns(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the whole command twice")
	}
	for name, without := range map[string][]string{
		"with its dictionary": nil,
		"data alone":          {"dictionnaire.csv"},
		"interviews alone":    {"dictionnaire.csv", "dossiers.csv", "episodes.csv", "codages.csv"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := copyOf(t, mep, without...)
			said, _ := call(t, done, "-init", folder)
			if !strings.Contains(said, "plan.csv : ") {
				t.Errorf("no plan:\n%s", said)
			}
			output := filepath.Join(t.TempDir(), "c.xlsx")
			said, _ = call(t, done, "-study", folder, "-o", output)
			if told := lines(said, "plan.csv, "); len(told) > 0 {
				t.Errorf("the plan proposed has faults: %q", told)
			}
			if names, _ := sheets(t, output); len(names) < 8 {
				t.Errorf("only the sheets %q", names)
			}
			// A second time nothing is written over.
			write(t, folder, "plan.csv", "à moi")
			call(t, done, "-init", folder)
			if text, err := os.ReadFile(filepath.Join(folder, "plan.csv")); err != nil || string(text) != "à moi" {
				t.Errorf("the plan was written over: %q %v", text, err)
			}
		})
	}
}

// Somebody who has one table, as a French Excel saves it, and nothing else.
func TestATableAloneGoesFromInitToTheWorkbook(t *testing.T) {
	folder := t.TempDir()
	var text strings.Builder
	text.WriteString("N° dossier;Âge;Sexe;Début;Mesure\r\n")
	for i := range 12 {
		fmt.Fprintf(&text, "%d;%d;%s;03/02/2021;%s\r\n", i+1, 8+i%5, []string{"Fille", "Garçon"}[i%2], []string{"AED", "AEMO", "MEP"}[i%3])
	}
	write(t, folder, "dossiers.csv", string(material.Windows1252(text.String())))
	call(t, done, "-init", folder)
	if plan, err := os.ReadFile(filepath.Join(folder, "plan.csv")); err != nil || strings.Contains(string(plan), "n_dossier") {
		t.Errorf("the number of the case is counted: %s %v", plan, err)
	}
	if said, _ := call(t, done, "-study", folder, "-check"); !strings.Contains(said, "Plan : analyses prêtes : 4 ; lignes écartées : 0") {
		t.Error(said)
	}
	call(t, done, "-study", folder, "-o", filepath.Join(t.TempDir(), "c.xlsx"))
}

func TestInitOfAnEmptyFolderSaysWhatToPut(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "neuf")
	said, _ := call(t, done, "-init", folder)
	if !strings.Contains(said, "entretiens.csv") {
		t.Error(said)
	}
	if _, err := os.Stat(filepath.Join(folder, transcripts)); err != nil {
		t.Error(err)
	}
	write(t, folder, "Suivi 2023.csv", "a;b\n1;2\n")
	if _, told := call(t, lost, "-init", folder); !strings.Contains(told, "« Suivi 2023.csv » est peut-être le tableau des dossiers : le renommer dossiers.csv") {
		t.Error(told)
	}
}

// Workbooks to code in are made once, filled with what was coded, and count in
// the place of it: nothing changes until somebody codes.
func TestCodingWorkbooksGoOutAndComeBack(t *testing.T) {
	folder := copyOf(t, mep)
	write(t, folder, "plan.csv", "methode;options\nthèmes;\naccord;unité = document\n")
	before, after := filepath.Join(t.TempDir(), "a.xlsx"), filepath.Join(t.TempDir(), "b.xlsx")
	call(t, done, "-study", folder, "-o", before)
	said, _ := call(t, done, "-study", folder, "-coding", "AB,EF")
	for _, want := range []string{"codage/AB.xlsx : écrit", "codage/EF.xlsx : écrit", "en clair"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said:\n%s", want, said)
		}
	}
	if info, err := os.Stat(filepath.Join(folder, workbooks, "AB.xlsx")); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read the texts: %v %v", info, err)
	}
	s, err := read(os.DirFS(mep))
	if err != nil {
		t.Fatal(err)
	}
	again, err := read(os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	if a, b := len(s.codings.By("AB")), len(again.codings.By("AB")); a == 0 || a != b {
		t.Errorf("%d codings of AB, %d once they went through a workbook", a, b)
	}
	call(t, done, "-study", folder, "-o", after)
	_, a := sheets(t, before)
	_, b := sheets(t, after)
	for _, sheet := range []string{"Thèmes", "Accord"} {
		if at := firstDifference(a[sheet], b[sheet]); at > 0 {
			t.Errorf("sheet %q changed in row %d: %q, before %q", sheet, at, b[sheet][at-1], a[sheet][at-1])
		}
	}
	said, _ = call(t, done, "-study", folder, "-coding", "AB")
	if !strings.Contains(said, "codage/AB.xlsx : relu ; ") {
		t.Errorf("the workbook was made anew:\n%s", said)
	}
}

// Elsewhere than on a screen progress is a line an analysis, on the other
// stream than the result.
func TestProgressIsTold(t *testing.T) {
	said, told := call(t, done, "-study", small(t), "-o", filepath.Join(t.TempDir(), "c.xlsx"))
	if !strings.Contains(told, "[####################] 1/1 tri croisé (ligne 2 du plan)") || strings.Contains(said, "[#") {
		t.Errorf("%s\n%s", said, told)
	}
}
