package textometry_test

import (
	"context"
	"fmt"
	"log"
	"unicode/utf8"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/textometry"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// unitTable is invented speech of school and court, a turn each.
func unitTable() *textometry.UnitTable {
	var list []*interviews.Interview
	for _, person := range []struct {
		id   string
		role interviews.Role
		said []string
	}{
		{"C01-jeune", "jeune", []string{
			"Le collège, les professeurs, les cours du matin.", "Les cours au collège, le professeur de sport.", "Le professeur donne les notes du collège.",
			"Les notes des cours, le collège encore.", "Au collège le professeur crie pendant les cours.", "Oui.",
		}},
		{"C01-mere", "mère", []string{
			"Le juge, l’audience, la mesure de placement.", "La mesure du juge après l’audience.", "L’audience au tribunal, le juge et la mesure.",
			"Le tribunal décide la mesure à l’audience.", "Le juge du tribunal et le placement.", "Le collège, les notes, les cours.",
		}},
	} {
		transcript := &interviews.Transcript{}
		for i, said := range person.said {
			start := utf8.RuneCountInString(transcript.Text)
			transcript.Turns = append(transcript.Turns, interviews.Turn{
				Number: i + 1, Speaker: "A", Role: person.role, Text: said, Start: start, End: start + utf8.RuneCountInString(said),
			})
			transcript.Text += said + "\n"
		}
		list = append(list, &interviews.Interview{
			ID: person.id, Case: "C01", Informant: interviews.Person{Role: person.role}, Transcript: transcript,
			Consent: interviews.Consent{Quotation: interviews.Yes},
		})
	}
	c, err := corpus.New(list, nil)
	if err != nil {
		log.Fatal(err)
	}
	text, err := textometry.Units{}.Of(c)
	if err != nil {
		log.Fatal(err)
	}
	table, err := textometry.UnitTerms{Without: textometry.StopWords(), Least: 2}.Of(text)
	if err != nil {
		log.Fatal(err)
	}
	return table
}

func reinert(k int) *textometry.Classification {
	tree, err := textometry.Reinert{Classes: k}.Of(context.Background(), unitTable())
	if err != nil {
		log.Fatal(err)
	}
	classes, err := tree.At(k)
	if err != nil {
		log.Fatal(err)
	}
	return classes
}

func ExampleUnitTerms() {
	table := unitTable()
	fmt.Println(table.Terms)
	for _, c := range table.Row(0) {
		fmt.Println(table.Terms[c.Term], c.Count)
	}
	// Output:
	// [audience collège cours juge mesure notes placement professeur tribunal]
	// collège 1
	// cours 1
}

func ExampleNewUnitTable() {
	table, err := textometry.NewUnitTable([]string{"école", "juge"}, []string{"C01", "C01", "C02"}, [][]textometry.TermCount{
		{{Term: 0, Count: 2}}, {{Term: 0, Count: 1}, {Term: 1, Count: 1}}, nil,
	})
	if err != nil {
		log.Fatal(err)
	}
	show(table.Parts(textometry.ByDocument, false))
	// Output:
	// Mots par entretien
	// Nombre d'occurrences
	// Mot       C01  C02  Total
	// école       3    0      3
	// juge        1    0      1
	// Ensemble    4    0      4
}

func ExampleReinert() {
	show(textometry.Reinert{Classes: 2}.Of(context.Background(), unitTable()))
	// Output:
	// Classification descendante
	// Unités de contexte
	// Classes  Classe divisée  Khi-2  % de la hauteur  Unités, 1re  Unités, 2de  Laissées  Mots  Déplacées
	//       2               1   34,0            100,0            5            6         1     9          0
	//
	// Classes
	// Classe  Unités  % des unités  Mots  % des mots  Entretiens
	// 1            5          45,5    39        47,0           1
	// 2            6          54,5    44        53,0           2
	// Champ : 11 unités classées sur 12.
	//
	// Unités non classées
	// Raison                  Unités
	// aucun des mots retenus       1
}

// The classes by role, as any two categories are crossed.
func ExampleClassification_Segments() {
	show(stats.CrossTab{Rows: "classe", Cols: "role", Cases: "unités"}.Of(reinert(2).Segments()))
	// Output:
	// Classe × Rôle
	// Effectifs
	// Classe    jeune  mère  Ensemble
	// 1             0     5         5
	// 2             5     1         6
	// Ensemble      5     6        11
	// Khi-2 = 7,64 ; ddl = 1 ; p = 0,006 (Fisher, à retenir : 0,015) ; V de Cramér = 0,83 [0,24 ; 1,00] ; non renseigné : 0 ; sans objet : 1
	// Lecture : 5 des 11 unités ont à la fois « 1 » et « mère ».
	// Champ : unités dont les deux variables sont renseignées, n = 11
	// Écarts à l'indépendance (résidu ajusté au-delà de ±1,96) : (−) 1 × jeune ; (+) 1 × mère ; (+) 2 × jeune ; (−) 2 × mère.
	// 100,0 % des effectifs théoriques sont inférieurs à 5 : le khi-2 n'est pas sûr, retenir le test de Fisher.
}

func ExampleProfiles() {
	show(textometry.Profiles{Most: 3, Adjust: stats.Unadjusted}.Of(reinert(2)))
	// Output:
	// Profils des classes
	// Nombre d'unités où le mot est dit ; khi-2 négatif où la classe dit moins le mot
	// Classe  Mot         Dans la classe  Au total  % de la classe  % du mot  Khi-2      p
	//      1  audience                 4         4            80,0     100,0    4,5  0,034
	//      1  juge                     4         4            80,0     100,0    4,5  0,034
	//      1  mesure                   4         4            80,0     100,0    4,5  0,034
	//      1  professeur               0         3             0,0       0,0   -1,4  0,240
	//      1  cours                    0         5             0,0       0,0   -4,6  0,031
	//      1  collège                  0         6             0,0       0,0   -7,3  0,007
	//      2  collège                  6         6           100,0     100,0    7,3  0,007
	//      2  cours                    5         5            83,3     100,0    4,6  0,031
	//      2  notes                    3         3            50,0     100,0    1,4  0,240
	//      2  audience                 0         4             0,0       0,0   -4,5  0,034
	//      2  juge                     0         4             0,0       0,0   -4,5  0,034
	//      2  mesure                   0         4             0,0       0,0   -4,5  0,034
	// Champ : 11 unités classées.
	// Les classes ont été faites de ces mots : p les décrit et ne prouve rien.
}

func ExampleTypical() {
	show(textometry.Typical{Most: 1}.Of(reinert(2)))
	// Output:
	// Unités typiques
	// Score : somme des khi-2 des mots typiques dits
	// Classe  Unité  Entretien  Tour  Début  Fin  Score  Mots typiques           Texte
	//      1      7  C01-mere      1      0   43   13,4  audience, juge, mesure  Le juge, l’audience, la mesure de placement
	//      2      1  C01-jeune     1      0   47   12,0  collège, cours          Le collège, les professeurs, les cours du matin
	// Champ : 11 unités classées.
}

func ExampleDoubleReinert() {
	show(textometry.DoubleReinert{
		Classes: 2, LeastMembers: 3, First: textometry.Reinert{UnitSize: 1}, Second: textometry.Reinert{UnitSize: 2},
	}.Of(context.Background(), unitTable()))
	// Output:
	// Classification double
	// Classes  Meilleure par      Khi-2  Unités  % des unités  Croisements
	//       2  khi-2, couverture   13,7      11          91,7  1/2 × 1/2 ; 2/2 × 2/2
	// 1/2 × 3/4 : les unités de la classe 1 sur 2 de la première classification et de la classe 3 sur 4 de la seconde.
}

func ExampleStability() {
	tree, err := textometry.Reinert{Classes: 2}.Of(context.Background(), unitTable())
	if err != nil {
		log.Fatal(err)
	}
	show(textometry.Stability{Draws: 20, Units: true}.Of(context.Background(), tree))
	// Output:
	// Choix du nombre de classes
	// Stabilité : indice de Jaccard moyen sur 20 tirages d'unités de contexte, graine 0
	// Classes  Khi-2 de la division  % de la hauteur  Plus petite classe  Non classées  Stabilité moyenne  Stabilité la plus faible
	//       2                  34,0            100,0                   5             1               1,00                      1,00
	// Au-dessus de 0,75 une classe est stable ; au-dessous de 0,60 elle ne l'est pas.
}

func ExampleSimilarity() {
	show(textometry.Similarity{Most: 5}.Of(unitTable()))
	// Output:
	// Graphe de similitude : mots
	// Mot       Fréquence  Unités  Force des liens  Communauté
	// collège           6       6                5           1
	// cours             5       5                5           1
	// audience          4       4                7           2
	// juge              4       4                6           2
	// mesure            4       4                7           2
	// Champ : 12 unités. Modularité des communautés : 0,4444.
	//
	// Graphe de similitude : liens
	// Poids : nombre d'unités où les deux mots sont dits
	// Premier mot  Second mot  Unités communes  Poids  Arbre maximum
	// collège      cours                     5      5  oui
	// audience     mesure                    4      4  oui
	// audience     juge                      3      3  oui
	// juge         mesure                    3      3  non
}

func ExampleNearest() {
	show(textometry.Nearest{Query: "le juge au tribunal", Most: 2}.Of(unitTable()))
	// Output:
	// Unités proches
	// Unité  Entretien  Tour  Début  Fin  Cosinus  Mots communs    Texte
	//     9  C01-mere      3     81  125     0,75  tribunal, juge  L’audience au tribunal, le juge et la mesure
	//    11  C01-mere      5    170  205     0,70  tribunal, juge  Le juge du tribunal et le placement
	// Champ : 12 unités comparées.
}

func ExampleTermTable_Contingency() {
	fmt.Println(reinert(2).Terms(true).Contingency(4))
	// Output:
	// Mots par classe
	// Mot       1  2
	// audience  4  0
	// collège   0  6
	// cours     0  5
	// juge      4  0
	// mesure    4  0
}
