package corpus_test

import (
	"fmt"
	"log"
	"testing/fstest"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/stats"
)

// smallStudy is three invented interviews in two cases, and their codings.
func smallStudy() (*corpus.Corpus, *corpus.Codebook, corpus.Codings) {
	c, err := corpus.New(invented(), nil)
	if err != nil {
		log.Fatal(err)
	}
	files := fstest.MapFS{
		"grille.csv": {Data: []byte("code;parent;libelle\nM2;;Relation\nM2.1;M2;Confiance\nM4.1;;Conflit parental\n")},
		"codages.csv": {Data: []byte("document;tour;debut;fin;code;codeur;valence\n" +
			"C01-jeune;4;;;M4.1;AB;-1\nC01-mere;2;;;M2.1;AB;1\nC02-mere;2;;;M4.1;AB;\n")},
	}
	book, _, err := corpus.CodebookReader{Files: files}.ReadFile("grille.csv")
	if err != nil {
		log.Fatal(err)
	}
	codings, _, err := corpus.CodingReader{Files: files, Codebook: book, Corpus: c}.ReadFile("codages.csv")
	if err != nil {
		log.Fatal(err)
	}
	return c, book, codings
}

func ExampleTokens() {
	for _, token := range corpus.Tokens("L’école appelle à 14h30, va-t-il y aller ?") {
		if token.Said() {
			fmt.Printf("%s|", corpus.Form(token.Text))
		}
	}
	// Output: l'|école|appelle|à|14h30|va|il|y|aller|
}

func ExampleSentences() {
	text := "Mme. Martin a dit « non. » Elle est partie."
	for _, sentence := range corpus.Sentences(text) {
		fmt.Println(sentence.Start, sentence.End)
	}
	// Output:
	// 0 26
	// 27 43
}

func ExampleCodebookReader() {
	files := fstest.MapFS{"grille.csv": {Data: []byte("code;parent;libelle\nM2;;Relation\nM2.1;M2;Confiance\nM2.2;M3;Surveillance\n")}}
	book, report, err := corpus.CodebookReader{Files: files}.ReadFile("grille.csv")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(book.PathName("M2.1"))
	fmt.Println(report.Problems[len(report.Problems)-1].String())
	// Output:
	// M2 > M2.1
	// grille.csv, ligne 4, colonne « parent » : « M3 » n'est pas un code de la grille ; ajouter une ligne pour ce code, ou corriger
}

func ExampleCodingReader() {
	c, err := corpus.New(invented(), nil)
	if err != nil {
		log.Fatal(err)
	}
	files := fstest.MapFS{"codages.csv": {Data: []byte("document;tour;debut;fin;code;codeur;valence;citation\n" +
		"C01-mere;2;;;M2.1;AB;1;\nC01-mere;12;;;M2.1;AB;1;\n")}}
	codings, report, err := corpus.CodingReader{Files: files, Corpus: c}.ReadFile("codages.csv")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(codings), codings[0].Segment(), codings[0].Words)
	fmt.Println(report)
	// Output:
	// 1 C01-mere:37-104 13
	// codages.csv : 2 lus, 1 accepté, 1 écarté
	// codages.csv, ligne 3, colonne « tour » : « 12 » n'est pas un tour de l'entretien ; écrire un numéro de 1 à 4
}

func ExampleRule() {
	c, _, byHand := smallStudy()
	rule := corpus.Rule{Code: "M4.4", Words: []string{"école", "collège"}}
	byRule, err := rule.Of(c)
	if err != nil {
		log.Fatal(err)
	}
	for _, coding := range byRule {
		fmt.Println(coding.Coder, coding.Segment(), coding.Words)
	}
	all := append(byHand, byRule...)
	fmt.Println(len(all), len(all.Without(rule.String())))
	// Output:
	// règle:M4.4 C01-jeune:44-77 8
	// règle:M4.4 C02-mere:27-72 9
	// 5 3
}

func ExampleTidy() {
	_, _, codings := smallStudy()
	table, err := corpus.Tidy{Study: "MEP"}.Of(codings)
	if err != nil {
		log.Fatal(err)
	}
	table, err = table.Select("id_cas", "role", "tour", "niveau_1", "niveau_2", "codeur", "valence", "citation")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(table.Titled(""))
	// Output:
	// Situation  Rôle   Tour  Niveau 1  Niveau 2  Codé par  Valence   Citation
	// C01        jeune     4  M4.1      SO        AB        négative  Mes parents crient. Chez mon père je ne parle p…
	// C01        mère      2  M2        M2.1      AB        positive  Le juge a parlé du placement. L’éducatrice, j’a…
	// C02        mère      2  M4.1      SO        AB        NR        RF
	// Citations retenues, faute d'accord de citation : 1.
}

func ExampleCaseByCode() {
	c, book, codings := smallStudy()
	themes, err := corpus.CaseByCode{Codebook: book, Measure: corpus.Words}.Of(c, codings)
	if err != nil {
		log.Fatal(err)
	}
	files, err := stats.NewTable("Dossiers",
		stats.Variable{Name: "id_enfant"}.Texts([]string{"E0001", "E0002"}, nil),
		stats.Variable{Name: "cadre"}.Labelled("adm", "jud"))
	if err != nil {
		log.Fatal(err)
	}
	joined, err := stats.Join{On: "id_enfant"}.Of(files, themes.Table())
	if err != nil {
		log.Fatal(err)
	}
	joined, err = joined.Select("id_enfant", "cadre", "M2.1", "M4.1")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(joined)
	// Output:
	// Dossiers
	// id_enfant  cadre  M2.1 Confiance  M4.1 Conflit parental
	// E0001      adm                13                     13
	// E0002      jud                 0                      9
}

func ExampleCodeFrequencies() {
	c, book, codings := smallStudy()
	frequencies, err := corpus.CodeFrequencies{Codebook: book}.Of(c, codings)
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range frequencies.Rows {
		fmt.Printf("%s: %d passages, %d of %d interviews, %d words\n", f.Code, f.Passages, f.Interviews, f.ReadInterviews, f.Words)
	}
	// Output:
	// M2: 1 passages, 1 of 3 interviews, 13 words
	// M2.1: 1 passages, 1 of 3 interviews, 13 words
	// M4.1: 2 passages, 2 of 3 interviews, 22 words
}

func ExampleQuotes() {
	c, book, codings := smallStudy()
	quotes, err := corpus.Quotes{Codebook: book, PerCode: 1}.Of(c, codings)
	if err != nil {
		log.Fatal(err)
	}
	for _, q := range quotes.Quotes {
		fmt.Printf("%s %s (%s)\n", q.Code, q.Text, q.Signature)
	}
	fmt.Println(quotes.Withheld)
	// Output:
	// M2.1 « Le juge a parlé du placement. L’éducatrice, j’ai confiance en elle. » (mère, 35-44 ans)
	// M4.1 « Mes parents crient. Chez mon père je ne parle pas de ma mère. » (jeune, 15-17 ans)
	// 1
}
