package dictionary_test

import (
	"fmt"
	"strings"
	"testing/fstest"

	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/stats"
)

// A case file is read through its dictionary; what cannot be read is reported,
// and the good rest goes on.
func ExampleReader() {
	files := fstest.MapFS{
		"dictionnaire.csv": {Data: []byte("variable;libelle;type;modalites;manquants;cle\n" +
			"id_enfant;Enfant;texte;;;oui\n" +
			"cadre;Cadre;nominal;adm=Administratif|jud=Judiciaire;;\n" +
			"age;Âge;entier;;99=NSP;\n")},
		"dossiers.csv": {Data: []byte("id_enfant;cadre;age\nE1;adm;12\nE2;judicaire;99\nE1;jud;14\n")},
	}
	book, _, err := dictionary.Open(files, "dictionnaire.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	cases, report, err := dictionary.Reader{Dictionary: book, Files: files}.ReadFile("dossiers.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	for row := range cases.Len() {
		for _, c := range cases.Columns() {
			fmt.Print(c.Show(row, "fr"), "|")
		}
		fmt.Println()
	}
	fmt.Print(report)
	// Output:
	// E1|Administratif|12|
	// E2|ILL|NSP|
	// dossiers.csv : 3 lus, 2 acceptés, 1 écarté
	// dossiers.csv, ligne 3, colonne « cadre » : « judicaire » n'est pas une modalité de cette variable ; écrire « Judiciaire » ?
	// dossiers.csv, ligne 4, colonne « id_enfant » : « E1 » est déjà l'identifiant de la ligne 2 ; garder une seule des deux lignes
}

func ExampleFillRates() {
	cases := stats.MustTable("dossiers",
		stats.Variable{Name: "cadre", Label: "Cadre"}.Flags([]bool{true, false, true, true}, nil),
		stats.Variable{Name: "ppe", Label: "PPE"}.Flags([]bool{true, false, false, false},
			[]stats.Missing{stats.Recorded, stats.NotRecorded, stats.NotApplicable, stats.Unreadable}))
	filled, err := dictionary.FillRates{}.Of(cases)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(filled)
	// Output:
	// Taux de renseignement
	// Effectifs et % des concernés
	// Variable               Renseignés  Concernés  % des concernés  non renseigné  sans objet  pièce absente ou illisible
	// PPE                             1          3             33,3              1           1                           1
	// Cadre                           4          4            100,0              0           0                           0
	// Moyenne (2 variables)          SO         SO             66,7             SO          SO                          SO
	// Champ : ensemble des dossiers, n = 4
	// Concernés : ensemble moins « sans objet ». Refus, « ne sait pas » et pièce illisible comptent comme non renseignés.
}

// Two documents of one file disagree; the later one decides, and the trace says
// which it was.
func ExampleGather() {
	book := &dictionary.Dictionary{Variables: []dictionary.Variable{
		{Name: "id_enfant"},
		{Name: "piece"},
		{Name: "date", Type: dictionary.Date},
		{Name: "logement", Type: dictionary.Nominal, Rule: dictionary.Last},
	}}
	files := fstest.MapFS{"pieces.csv": {Data: []byte("id_enfant;piece;date;logement\n" +
		"E1;évaluation;03/02/2021;hébergé\nE1;bilan;05/09/2021;HLM\n")}}
	pieces, _, err := dictionary.Reader{Dictionary: book, Files: files}.ReadFile("pieces.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	cases, err := dictionary.Gather{Dictionary: book, By: "id_enfant", Date: "date", Piece: "piece"}.Of(pieces)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(cases.Trace)
	// Output:
	// Origine des valeurs
	// Cas  Variable  Valeur  Règle    Pièce  Date de la pièce  Pièces renseignées
	// E1   logement  HLM     dernier  bilan  05/09/2021                         2
}

// A dictionary is proposed for a file; what is written is completed by hand.
func ExampleInfer() {
	files := fstest.MapFS{"dossiers.csv": {Data: []byte("Code enfant;Sexe;Âge;Nom référent\n" +
		"E1;F;12;Lebrac\nE2;G;99;Camus\nE3;F;14;Camus\nE4;F;12;Lebrac\n")}}
	book, report, err := dictionary.Infer{Files: files}.ReadFile("dossiers.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range book.Variables {
		fmt.Println(v.Name, v.Type, v.Key, v.Identifying)
	}
	fmt.Println(report.Problems[2].Summary)
	var file strings.Builder
	if err := book.WriteCSV(&file); err != nil {
		fmt.Println(err)
	}
	fmt.Println(strings.Count(file.String(), "\r\n"), "lines")
	// Output:
	// code_enfant texte true false
	// sexe nominal false false
	// age entier false false
	// nom_referent texte false true
	// proposée comme « age », de type entier (4 cellules remplies sur 4, codes de valeur manquante supposés : 99=NSP)
	// 5 lines
}
