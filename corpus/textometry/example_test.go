package textometry_test

import (
	"fmt"
	"log"
	"unicode/utf8"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/lemma"
	"github.com/askoria/verbatim/corpus/textometry"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats/factor"
)

// invented is what a youth and a mother say, one answer each.
func invented() *corpus.Corpus {
	var list []*interviews.Interview
	for _, person := range []struct {
		id, said string
		role     interviews.Role
	}{
		{"C01-jeune", "L’école, j’y vais plus. L’école c’est loin. Ma référente m’écoute.", "jeune"},
		{"C01-mere", "Le juge a décidé. Le juge écoute, le juge décide.", "mère"},
	} {
		list = append(list, &interviews.Interview{
			ID: person.id, Case: "C01", Informant: interviews.Person{Role: person.role},
			Consent: interviews.Consent{Quotation: interviews.Yes},
			Transcript: &interviews.Transcript{Text: person.said, Turns: []interviews.Turn{
				{Number: 1, Speaker: "A", Role: person.role, Text: person.said, End: utf8.RuneCountInString(person.said)},
			}},
		})
	}
	c, err := corpus.New(list, nil)
	if err != nil {
		log.Fatal(err)
	}
	return c
}

func read(s textometry.Units) *textometry.Text {
	text, err := s.Of(invented())
	if err != nil {
		log.Fatal(err)
	}
	return text
}

// show prints a result.
func show[T fmt.Stringer](result T, err error) {
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result)
}

// Lemmas of nouns and verbs only: the active forms of IRaMuTeQ.
func ExampleUnits_lemmas() {
	text := read(textometry.Units{Lemmas: lemma.French{}, Active: []corpus.Class{corpus.Noun, corpus.Verb}})
	table, err := textometry.Frequencies{}.Of(text)
	if err != nil {
		log.Fatal(err)
	}
	for _, row := range table.Rows {
		fmt.Println(row.Term, row.Count, row.Forms)
	}
	// Output:
	// juge 3 [juge]
	// décider 2 [décide décidé]
	// école 2 [école]
	// écouter 2 [écoute]
	// aller 1 [vais]
}

func ExampleUnits() {
	for _, u := range read(textometry.Units{Cut: textometry.Sentences}).Units {
		fmt.Println(u.Document.ID(), u.Turn, u.Start, u.End, u.Words)
	}
	// Output:
	// C01-jeune 1 0 22 6
	// C01-jeune 1 24 42 5
	// C01-jeune 1 44 65 4
	// C01-mere 1 0 16 4
	// C01-mere 1 18 48 6
}

func ExampleFrequencies() {
	show(textometry.Frequencies{Without: textometry.StopWords(), Least: 2}.Of(read(textometry.Units{})))
	// Output:
	// Fréquence des mots
	// Mot     Fréquence  Pour 1 000 mots  Rang  Entretiens  Unités
	// juge            3           250,00     1           1       1
	// école           2           166,67     2           1       1
	// écoute          2           166,67     2           2       2
	// Champ : 12 mots, 8 différents, 5 dits une seule fois.
	// Pente de Zipf : -0,59.
}

func ExampleConcordance() {
	show(textometry.Concordance{Find: "écout*", Context: 3, Sort: textometry.ByRight}.Of(read(textometry.Units{})))
	// Output:
	// Concordance de « écout* »
	// Entretien  Tour  Début  Fin  Rôle   Avant             Mot     Après
	// C01-jeune     1     59   65  jeune  Ma référente m’   écoute  .
	// C01-mere      1     26   32  mère   décidé. Le juge   écoute  , le juge décide.
	// Champ : 2 occurrences dans 25 mots.
}

func ExampleDiversity() {
	result, err := textometry.Diversity{By: textometry.ByRole}.Of(read(textometry.Units{}))
	if err != nil {
		log.Fatal(err)
	}
	for _, row := range result.Rows {
		fmt.Printf("%s: %d words, TTR %.3f, MATTR: %s\n", row.Part, row.N, row.TTR.Value, row.MATTR.Reason)
	}
	// Output:
	// jeune: 15 words, TTR 0.867, MATTR: moins de 100 mots
	// mère: 10 words, TTR 0.600, MATTR: moins de 100 mots
}

func ExampleTerms() {
	show(textometry.Terms{By: textometry.ByRole, Without: textometry.StopWords(), Least: 2}.Of(read(textometry.Units{})))
	// Output:
	// Mots par rôle
	// Nombre d'occurrences
	// Mot       jeune  mère  Total
	// école         2     0      2
	// écoute        1     1      2
	// juge          0     3      3
	// Ensemble      6     6     12
}

func ExampleKeyness() {
	terms, err := textometry.Terms{By: textometry.ByRole, Least: 2}.Of(read(textometry.Units{}))
	if err != nil {
		log.Fatal(err)
	}
	show(textometry.Keyness{Target: "mère", Measure: textometry.LikelihoodRatio}.Of(terms))
	// Output:
	// Mots typiques : mère
	// G², correction de Williams ; négatif où la cible dit moins le mot
	// Mot     mère  le reste  Attendu     G²      p  p ajusté (Holm)
	// juge       3         0      1,2   6,13  0,013            0,066
	// le         3         0      1,2   6,13  0,013            0,066
	// écoute     1         1      0,8   0,07  0,791            0,791
	// école      0         2      0,8  -2,16  0,142            0,425
	// l'         0         2      0,8  -2,16  0,142            0,425
	// Champ : 25 mots ; cible : mère ; référence : le reste.
}

func ExampleSpecificities() {
	terms, err := textometry.Terms{By: textometry.ByRole, Least: 2}.Of(read(textometry.Units{}))
	if err != nil {
		log.Fatal(err)
	}
	show(textometry.Specificities{Parts: []string{"mère"}, Most: 2}.Of(terms))
	// Output:
	// Spécificités
	// Score de Lafon : −log10 p, négatif où le mot est moins dit qu'attendu
	// Partie  Mot    Dans la partie  Au total  Attendu  Spécificité      p  p ajusté (Holm)
	// mère    juge                3         3      1,2         1,28  0,052            0,522
	// mère    le                  3         3      1,2         1,28  0,052            0,522
	// mère    école               0         2      0,8        -0,46  0,350            1,000
	// mère    l'                  0         2      0,8        -0,46  0,350            1,000
	// Champ : 25 mots.
}

func ExampleNewTermTable() {
	terms, err := textometry.NewTermTable([]string{"école", "juge"}, []string{"jeune", "mère"}, [][]int{{2, 0}, {0, 3}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(terms.Sizes, terms.N)
	// Output:
	// [2 3] 5
}

func ExampleCollocations() {
	show(textometry.Collocations{Least: 2}.Of(read(textometry.Units{})))
	// Output:
	// Collocations
	// Premier mot  Second mot  Fréquence  Lambda     z      p  p ajusté (Holm)  Entretien  Tour  Début  Fin
	// le           juge                3    5,38  2,58  0,010            0,020  C01-mere      1      0    7
	// l'           école               2    5,11  2,42  0,016            0,020  C01-jeune     1      0    7
	// Champ : 18 suites de deux mots ; la place est celle de la première fois.
}

func ExampleCooccurrents() {
	show(textometry.Cooccurrents{Find: "juge", Least: 2}.Of(read(textometry.Units{Cut: textometry.Sentences})))
	// Output:
	// Cooccurrents de « juge »
	// Score de Lafon : −log10 p, négatif où le mot est moins dit auprès qu'attendu
	// Mot     Auprès  Au total  Attendu  Spécificité  Distance moyenne      p  p ajusté (Holm)  Entretien  Tour  Début  Fin
	// le           3         3      1,0         1,64               1,0  0,023            0,182  C01-mere      1      0    2
	// écoute       1         2      0,6         0,26               1,0  0,545            1,000  C01-mere      1     26   32
	// école        0         2      0,6        -0,34              n.d.  0,455            1,000  SO           SO     SO   SO
	// l'           0         2      0,6        -0,34              n.d.  0,455            1,000  SO           SO     SO   SO
	// Champ : 3 occurrences, 7 mots auprès, sur 22 mots ; la place est celle où le mot est le plus proche.
}

func ExampleLexicon() {
	show(textometry.Lexicon{By: textometry.ByRole, Categories: []textometry.Category{
		{Name: "Justice", Words: []string{"juge*", "décid*"}},
	}}.Of(read(textometry.Units{})))
	// Output:
	// Catégories de mots
	// Rôle   Mots  Justice  Justice pour 1 000 mots
	// jeune    15        0                      0,0
	// mère     10        5                    500,0
	// Champ : 25 mots.
	//
	// Mots des catégories
	// Catégorie  Mot     Entretien  Tour  Début  Fin  Rôle
	// Justice    juge    C01-mere      1      3    7  mère
	// Justice    décidé  C01-mere      1     10   16  mère
	// Justice    juge    C01-mere      1     21   25  mère
	// Justice    juge    C01-mere      1     37   41  mère
	// Justice    décide  C01-mere      1     42   48  mère
}

// Words and parts on the same axes: the AFC of IRaMuTeQ and TXM.
func ExampleTermTable_Contingency_factors() {
	terms, err := textometry.NewTermTable(
		[]string{"école", "juge", "maison", "note", "père"}, []string{"jeune", "mère", "référent"},
		[][]int{{12, 3, 4}, {1, 9, 14}, {8, 7, 2}, {9, 1, 3}, {6, 11, 2}})
	if err != nil {
		log.Fatal(err)
	}
	axes, err := factor.CA{Cases: "occurrences"}.Of(terms.Contingency(3))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(axes.Tables()[0])
	// Output:
	// Analyse des correspondances – valeurs propres
	// Axe  Valeur propre  % d'inertie  % cumulé
	//   1         0,2566         68,8      68,8
	//   2         0,1163         31,2     100,0
	// Khi-2 = 34,31 ; ddl = 8 ; p < 0,001 ; inertie = 0,3729
	// Lecture : l'axe 1 porte 68,8 % de l'écart à l'indépendance.
	// Champ : occurrences, n = 92 ; 5 lignes et 3 colonnes actives
	// Signe des axes : la colonne la plus éloignée du centre est du côté positif.
}

// Cut as Reinert's method wants it: segments of about forty words, which end at
// the end of a sentence where they can.
func ExampleUnits_segments() {
	text := read(textometry.Units{Cut: textometry.Segments, Size: 6})
	for _, u := range text.Units {
		fmt.Println(u.Document.ID(), u.Words, u.Document.Slice(u.Start, u.End))
	}
	// Output:
	// C01-jeune 6 L’école, j’y vais plus
	// C01-jeune 5 L’école c’est loin
	// C01-jeune 4 Ma référente m’écoute
	// C01-mere 4 Le juge a décidé
	// C01-mere 6 Le juge écoute, le juge décide
}
