package corpus_test

import (
	"fmt"
	"log"
	"testing/fstest"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

func ExampleQuery() {
	c, book, codings := smallStudy()
	found, err := corpus.Query{
		Codebook: book,
		Find:     corpus.Coded("M4.1").Valued(corpus.Negative).And(corpus.OnSide(interviews.Youth)),
	}.Of(c, codings)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(found.Tables()[0].Caption().Units)
	for _, s := range found.Segments {
		fmt.Println(s, s.Words, s.Quote)
	}
	// Output:
	// Question : ((codé M4.1, valence négative) et regard jeune).
	// C01-jeune:144-205 13 Mes parents crient. Chez mon père je ne parle pas de ma mère.
}

func ExampleAttributes() {
	c, _, _ := smallStudy()
	files, err := stats.NewTable("Dossiers",
		stats.Variable{Name: "id_enfant"}.Texts([]string{"E0001", "E0002"}, nil),
		stats.Variable{Name: "cadre", Label: "Cadre"}.Labelled("jud", "adm"))
	if err != nil {
		log.Fatal(err)
	}
	table, err := corpus.Attributes{Cases: files}.Of(c)
	if err != nil {
		log.Fatal(err)
	}
	table, err = table.Select("id_entretien", "role", "cadre")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(table)
	// Output:
	// Entretiens
	// Entretien  Rôle          Cadre
	// C01-jeune  jeune         jud
	// C01-mere   mère          jud
	// C02-mere   mère          adm
	// C02-pro    référent MEP  adm
}

func ExampleCoOccurrence() {
	c, book, codings := smallStudy()
	together, err := corpus.CoOccurrence{Codebook: book, Scope: corpus.InCase}.Of(c, codings)
	if err != nil {
		log.Fatal(err)
	}
	pair, _ := together.Pair("M2.1", "M4.1")
	fmt.Printf("%d and %d cases, %d with both, Jaccard %.2f\n", pair.NA, pair.NB, pair.Both, pair.Jaccard.Value)
	// Output: 1 and 2 cases, 1 with both, Jaccard 0.50
}

func ExampleCodeByAttribute() {
	c, book, codings := smallStudy()
	byRole, err := corpus.CodeByAttribute{Attribute: "role", Codebook: book, Codes: []string{"M4.1"}}.Of(c, codings)
	if err != nil {
		log.Fatal(err)
	}
	for i, level := range byRole.Levels {
		fmt.Printf("%s: %d of %d cases\n", level.Title(), byRole.Coded[0][i], byRole.Read[0][i])
	}
	// Output:
	// jeune: 1 of 1 cases
	// mère: 1 of 2 cases
}

// twoReaders is the small study, C01-jeune coded again by CD.
func twoReaders() (*corpus.Corpus, *corpus.Codebook, corpus.Codings) {
	c, book, codings := smallStudy()
	d, _ := c.Document("C01-jeune")
	turn, _ := d.Turn(4)
	again, err := d.Coding("M4.1", turn.Start, turn.Start+19)
	if err != nil {
		log.Fatal(err)
	}
	again.Coder = "CD"
	return c, book, append(codings, again)
}

func ExampleRatings() {
	c, book, codings := twoReaders()
	ratings, err := corpus.Ratings{Codebook: book}.Of(c, codings)
	if err != nil {
		log.Fatal(err)
	}
	table, err := ratings.Table("M4.1")
	if err != nil {
		log.Fatal(err)
	}
	columns := table.Columns()
	for row := range table.Len() {
		fmt.Println(columns[0].Show(row, ""), columns[5].Show(row, ""), columns[6].Show(row, ""), columns[7].Show(row, ""))
	}
	// Output:
	// C01-jeune 70 non non
	// C01-jeune 19 oui oui
	// C01-jeune 42 oui non
}

func ExampleCoderComparison() {
	c, book, codings := twoReaders()
	comparison, err := corpus.CoderComparison{Ratings: corpus.Ratings{Codebook: book, Codes: []string{"M4.1"}}}.Of(c, codings)
	if err != nil {
		log.Fatal(err)
	}
	row := comparison.Rows[0]
	fmt.Printf("%d both, %d only %s, %d only %s, %d neither of %d\n", row.Both, row.OnlyA, comparison.A, row.OnlyB, comparison.B, row.Neither, comparison.N)
	fmt.Println(comparison.Disagreements[0].Quote)
	// Output:
	// 19 both, 42 only AB, 0 only CD, 70 neither of 131
	//  Chez mon père je ne parle pas de ma mère.
}

// Conflict told within twenty words of trust: both in what the mother says.
func ExampleQuery_near() {
	c, book, codings := smallStudy()
	d, _ := c.Document("C01-mere")
	turn, _ := d.Turn(4)
	conflict, err := d.Coding("M4.1", turn.Start, turn.End)
	if err != nil {
		log.Fatal(err)
	}
	found, err := corpus.Query{
		Codebook: book, Find: corpus.Coded("M4.1").Near(corpus.Coded("M2"), 20),
	}.Of(c, append(codings, conflict))
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range found.Segments {
		fmt.Println(s, s.Quote)
	}
	// Output: C01-mere:126-162 On ne se dispute pas, avec son père.
}

// A corpus made for IRaMuTeQ or ALCESTE: the stars become interviews and a table.
func ExampleStarredReader() {
	files := fstest.MapFS{"corpus.txt": {Data: []byte("**** *entretien_C01-jeune *role_jeune *cdas_Nord\nJ’y vais plus, au collège.\n" +
		"**** *entretien_C02-mere *role_mère *cdas_Sud\nLe juge a décidé.\nOn attend.\n")}}
	starred, report, err := corpus.StarredReader{Files: files}.ReadFile("corpus.txt")
	if err != nil {
		log.Fatal(err)
	}
	c, err := corpus.New(starred.Interviews, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, d := range c.Documents() {
		fmt.Println(d.ID(), len(d.Turns()))
	}
	fmt.Println(starred.Variables)
	fmt.Println(report)
	// Output:
	// C01-jeune 1
	// C02-mere 2
	// Variables étoilées
	// Entretien  entretien  role   cdas
	// C01-jeune  C01-jeune  jeune  Nord
	// C02-mere   C02-mere   mère   Sud
	//
	// corpus.txt : 2 lus, 2 acceptés, 0 écarté
}
