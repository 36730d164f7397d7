package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// What methods refuse is told in French, in their own words.
func TestReasonsAreFrench(t *testing.T) {
	folder := copyOf(t, mep)
	write(t, folder, "plan.csv", "methode;lignes;colonnes;filtre;options\n"+
		"tri croisé;cadre;cadre;;\n"+
		"comparaison;age_debut;cadre;cadre = jud;\n"+
		"permutation;age_debut;cdas;;\n"+
		"régression logistique;cadre;age_debut, cadre;;\n"+
		"classes;cadre, sexe;;;classes = 300\n"+
		"changement;cadre;sexe;;\n")
	said, _ := call(t, lost, "-study", folder, "-o", filepath.Join(t.TempDir(), "c.xlsx"))
	for _, want := range []string{
		"« cadre » est croisée avec elle-même",
		"groupes de « cadre » où « age_debut » est renseigné : 1, et il en faut deux",
		"groupes de « cdas » où « age_debut » est renseigné : 22, et il en faut deux",
		"« cadre » est la variable à expliquer",
		"300 classes demandées, et 4 cas différents seulement",
		"« cadre » et « sexe » doivent avoir les mêmes modalités",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said in\n%s", want, said)
		}
	}
}

func TestAWorkbookThatCannotBeWrittenIsToldInFrench(t *testing.T) {
	folder := small(t)
	_, told := call(t, lost, "-study", folder, "-o", filepath.Join(t.TempDir(), "absent", "c.xlsx"))
	if !strings.Contains(told, "aucun classeur n'est écrit : le dossier où l'écrire n'existe pas") {
		t.Error(told)
	}
}
