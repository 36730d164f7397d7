package design_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing/fstest"
	"time"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/interviews/dictionary"
)

// Case files are read through the dictionary of the study. What they lack is
// said, and how well they are filled is a result.
func ExampleMEP() {
	study := design.MEP()
	fmt.Println(study.Name, "·", len(study.CaseFile.Variables), "variables")
	files := fstest.MapFS{"dossiers.csv": {Data: []byte(
		"id_enfant;cadre;age_mere;part_enfant\nE001;jud;34;informé\nE002;adm;99;SO\nE003;adm;;associé\n")}}
	cases, _, err := dictionary.Reader{Dictionary: study.CaseFile, Files: files}.ReadFile("dossiers.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	filled, err := dictionary.FillRates{Columns: []string{"cadre", "age_mere", "part_enfant"}}.Of(cases)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, rate := range filled.Rates {
		fmt.Printf("%s : %.1f %%\n", rate.Variable.Title(), rate.Rate.Value)
	}
	// Output:
	// MEP · 89 variables
	// Cadre de la mesure : 100.0 %
	// Âge de la mère (à diffuser en tranches) : 33.3 %
	// Participation de l’enfant : 100.0 %
}

func ExampleRural() {
	places, err := design.Rural().List("lieux")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(places.Items), "lieux")
	for _, place := range places.Items[:3] {
		fmt.Println(place.Code, "·", place.Label, "·", place.Group)
	}
	// Output:
	// 30 lieux
	// mission_locale · Mission locale · insertion
	// cdas · CDAS · action sociale
	// ccas · CCAS, CIAS · action sociale
}

func ExampleTerritory() {
	trade, err := design.Territory().CaseFile.Find("metier")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, level := range trade.Levels[:3] {
		fmt.Println(level.Title())
	}
	// Output:
	// Assistant de service social
	// CESF
	// Éducateur spécialisé
}

func ExampleAccompaniment() {
	for _, table := range design.Accompaniment().Dictionaries {
		fmt.Println(table.Name, len(table.Variables))
	}
	// Output:
	// constats 8
	// documents 8
	// entretiens 29
}

func ExampleAlphabet_Priority() {
	states, err := design.MEP().Alphabet("court")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(states.Priority())
	// Output: [JM PL MJ MA MO EV HM XX]
}

// A researcher copies a study out, changes a file, and opens the folder.
func ExampleOpen() {
	folder, err := os.MkdirTemp("", "etude")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	if err := design.MEP().CopyTo(folder); err != nil {
		fmt.Println(err)
		return
	}
	targets := "libelle;compte;regard;role;min;max;source;note\n" +
		"Situations;situations;;;22;;comité de suivi;\nVisites;visites;;;10;;;\n"
	if err := os.WriteFile(filepath.Join(folder, "cibles.csv"), []byte(targets), 0o600); err != nil {
		fmt.Println(err)
		return
	}
	study, report, err := design.Open(os.DirFS(folder))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(study.Targets[0].Min, study.Targets[0].Unit)
	fmt.Println(&report.Problems[0])
	// Output:
	// 22 situations
	// cibles.csv, ligne 3, colonne « compte » : « visites » ne dit pas ce qui est compté ; écrire entretiens, situations, triades, dyades ou dossiers
}

func ExampleProgress() {
	var study interviews.Study
	for _, c := range []string{"C01", "C02", "C03"} {
		for _, role := range []interviews.Role{"jeune", "mère", "référent MEP"} {
			study.Interviews = append(study.Interviews, &interviews.Interview{Case: c, Informant: interviews.Person{Role: role}})
		}
	}
	standing := design.Progress{Design: design.MEP(), On: time.Date(2023, 3, 1, 0, 0, 0, 0, time.UTC)}.Of(study)
	for _, t := range standing.Targets[:3] {
		fmt.Printf("%g %s, cible %d à %d : %s\n", t.Done.Value, t.Target.Unit, t.Target.Min, t.Target.Max, t.Light.Label("fr"))
	}
	// Output:
	// 9 entretiens, cible 20 à 25 : vert
	// 3 situations, cible 20 à 25 : rouge
	// 3 triades, cible 7 à 8 : vert
}
