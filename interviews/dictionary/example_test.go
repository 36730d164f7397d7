package dictionary_test

import (
	"fmt"
	"testing/fstest"

	"github.com/askoria/verbatim/interviews/dictionary"
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
	// dossiers.csv : 3 lus, 2 acceptés, 1 écartés
	// dossiers.csv, ligne 3, colonne « cadre » : « judicaire » n'est pas une modalité de cette variable ; écrire « Judiciaire » ?
	// dossiers.csv, ligne 4, colonne « id_enfant » : « E1 » est déjà l'identifiant de la ligne 2 ; garder une seule des deux lignes
}

func ExampleFillRates() {
	files := fstest.MapFS{"f.csv": {Data: []byte("id;age\nE1;12\nE2;NR\nE3;SO\n")}}
	book := &dictionary.Dictionary{Variables: []dictionary.Variable{{Name: "id", Key: true}, {Name: "age", Label: "Âge", Type: dictionary.Whole}}}
	cases, _, err := dictionary.Reader{Dictionary: book, Files: files}.ReadFile("f.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	rates := dictionary.FillRates{}.Of(cases)
	for _, c := range rates.Columns()[:4] {
		fmt.Println(c.Variable().Name, c.Show(1, "fr"))
	}
	// Output:
	// variable Âge
	// renseigne 1
	// part 50,0
	// NR 1
}
