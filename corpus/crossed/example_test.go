package crossed_test

import (
	"fmt"
	"testing/fstest"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/crossed"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/stats"
)

// told is a situation told by a youth and a mother, and one told by a youth;
// the mother of the second was interviewed and not transcribed.
func told() (*corpus.Corpus, *corpus.Codebook, corpus.Codings) {
	book, err := corpus.NewCodebook(corpus.Code{ID: "M2.1", Label: "Confiance"}, corpus.Code{ID: "M4.1", Label: "Conflit"})
	if err != nil {
		panic(err)
	}
	c, err := corpus.New([]*interviews.Interview{
		interview("C01-jeune", "C01", "jeune", "Elle tient parole.", "Ils crient."),
		interview("C01-mere", "C01", "mère", "J'ai confiance.", "On ne se dispute pas."),
		interview("C02-jeune", "C02", "jeune", "Ils crient fort."),
		interview("C02-mere", "C02", "mère"),
	}, nil)
	if err != nil {
		panic(err)
	}
	var codings corpus.Codings
	for _, x := range []struct {
		document string
		turn     int
		code     string
		valence  corpus.Valence
	}{
		{"C01-jeune", 1, "M2.1", corpus.Positive},
		{"C01-jeune", 2, "M4.1", corpus.Negative},
		{"C01-mere", 1, "M2.1", corpus.Positive},
		{"C01-mere", 2, "M4.1", corpus.Positive},
		{"C02-jeune", 1, "M4.1", corpus.Negative},
	} {
		d, _ := c.Document(x.document)
		turn, _ := d.Turn(x.turn)
		coding, err := d.Coding(x.code, turn.Start, turn.End)
		if err != nil {
			panic(err)
		}
		coding.Coder, coding.Valence = "AB", x.valence
		codings = append(codings, coding)
	}
	return c, book, codings
}

// The mother of C02 is not read, which is not silence; nobody speaks for the
// professionals.
func ExampleSituations() {
	c, book, codings := told()
	m, err := crossed.Situations{Codebook: book}.Of(c, codings)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, cell := range m.Cells {
		fmt.Printf("%s %s :", cell.Situation, cell.Code.Label)
		for _, a := range cell.Accounts {
			fmt.Printf(" %s %s,", a.Voice, a.State)
		}
		fmt.Println(" ", cell.Relation)
	}
	sheet, err := m.Sheet("C01")
	if err != nil {
		fmt.Println(err)
		return
	}
	quotes := sheet.Tables()[0]
	for _, c := range quotes.Columns()[1:5] {
		fmt.Println(c.Show(1, "fr"))
	}
	// Output:
	// C01 Confiance : jeune dit, parent dit, professionnel non interrogé,  convergence
	// C01 Conflit : jeune dit, parent dit, professionnel non interrogé,  dissonance
	// C02 Confiance : jeune se tait, parent interrogé, non lu, professionnel non interrogé,  non croisé
	// C02 Conflit : jeune dit, parent interrogé, non lu, professionnel non interrogé,  non croisé
	// Conflit
	// dissonance
	// « Ils crient. » (jeune, 15-17 ans)
	// « On ne se dispute pas. » (mère, 15-17 ans)
}

func ExampleRecourse() {
	book, err := design.Rural().Dictionary("lieux")
	if err != nil {
		fmt.Println(err)
		return
	}
	files := fstest.MapFS{"lieux.csv": {Data: []byte(
		"id_jeune;lieu_type;lieu_id;connu;canal;usage;statut_declare;statut_code;substitut;non_recours;raisons;initiative\n" +
			"J01;mission_locale;L1;oui;pair;regulier;privilegie;privilegie;SO;recours;SO;soi\n" +
			"J02;mission_locale;L1;oui;web;jamais;indifferent;contourne;le patron;non_demande;honte;soi\n")}}
	places, _, err := dictionary.Reader{Dictionary: book, Files: files}.ReadFile("lieux.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := crossed.Recourse{}.Of(places)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, tie := range m.Ties {
		fmt.Printf("%s : dit %s, codé %s, %s, %q\n", tie.Youth, tie.Declared, tie.Coded, tie.Claim, tie.Substitute)
	}
	fmt.Println(m.Agree, "sur", m.Stated)
	// Output:
	// J01 : dit privilégié, codé privilégié, recours, ""
	// J02 : dit indifférent, codé contourné, non-demande, "le patron"
	// 1 sur 2
}

func ExampleSaturation() {
	c, book, codings := told()
	r, err := crossed.Saturation{Codebook: book, Base: 1, Run: 1}.Of(c, codings)
	if err != nil {
		fmt.Println(err)
		return
	}
	all := r.Curves[0]
	fmt.Println(all.New, all.Seen, all.Reached.Value)
	fmt.Printf("%.4f\n%.4f\n", all.Expected, all.Mean)
	// Output:
	// [2 0 0] [2 2 2] 1
	// [1.6667 2.0000 2.0000]
	// [1.6667 2.0000 2.0000]
}

func ExampleFramework() {
	c, book, codings := told()
	summaries := stats.MustTable("synthèses",
		stats.Variable{Name: "id_cas"}.Texts([]string{"C01"}, nil),
		stats.Variable{Name: "code"}.Texts([]string{"M2.1"}, nil),
		stats.Variable{Name: "synthese"}.Texts([]string{"Confiance des deux côtés."}, nil))
	m, err := crossed.Framework{Codebook: book, Summaries: summaries}.Of(c, codings)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(m)
	// Output:
	// Synthèses : situations × thèmes
	// Situation  M2.1 Confiance                  M4.1 Conflit
	// C01        Confiance des deux côtés.       [à écrire ; passages : 2]
	// C02        [rien dans les entretiens lus]  [à écrire ; passages : 1]
	// Champ : Synthèses écrites : 1 ; à écrire : 2.
	// NR : aucun texte lu pour ce thème.
}

func ExampleFindings() {
	column := func(name string, values ...string) stats.Column {
		return stats.Variable{Name: name}.Labelled(values...)
	}
	documents := stats.MustTable("documents", column("id_doc", "D1", "D2"), column("convention", "2012-14", "2018-20"))
	findings := stats.MustTable("constats",
		column("id_constat", "F1", "F2"), column("id_doc", "D1", "D2"), column("theme", "Perte de sens", "Perte de sens"),
		column("devenir", "repris", ""), column("id_constat_lie", "F2", ""))
	m, err := crossed.Findings{Documents: documents}.Of(findings)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(m)
	// Output:
	// Constats : thèmes × conventions
	// Thème          2012-14   2018-20            Conventions où il revient
	// Perte de sens  1 repris  1 devenir inconnu                          2
	// Champ : 2 constats comptés sur 2 lus.
	// SO : aucun constat sur ce thème dans cette convention.
}

// The conflict is told second, and was lived first.
func ExampleCalendar() {
	c, book, codings := told()
	dates := stats.MustTable("dates",
		stats.Variable{Name: "segment"}.Texts([]string{codings[0].Segment(), codings[1].Segment()}, nil),
		stats.Variable{Name: "annee"}.Numbers([]float64{2021, 2017}, nil))
	r, err := crossed.Calendar{Codebook: book, Dates: dates}.Of(c, codings)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Sequence("P-C01-jeune"), r.Undated)
	// Output:
	// [M4.1 M2.1] 3
}
