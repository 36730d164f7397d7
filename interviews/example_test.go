package interviews_test

import (
	"fmt"
	"testing/fstest"
	"time"

	"github.com/askoria/verbatim/interviews"
)

// One interview lacks the consent that its role needs: it stays out, and the
// report says what to do.
func ExampleReader() {
	files := fstest.MapFS{"entretiens.csv": {Data: []byte(
		"id_entretien;id_cas;id_enfant;role;tranche;date;info_remise;consentement_ecrit;assentiment_mineur;" +
			"autorisation_parent_1;autorisation_parent_2;accord_enregistrement;accord_citation;date_retrait\n" +
			"C01-jeune;C01;E0001;jeune;15-17;12/04/2023;oui;;oui;oui;non requise;oui;oui;\n" +
			"C01-mere;C01;E0001;mère;35-44;13/04/2023;oui;;;;;oui;oui;\n")}}
	list, report, err := interviews.Reader{Files: files}.ReadFile("entretiens.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, interview := range list {
		fmt.Println(interview.ID, "·", interview.Informant.Label())
	}
	last := report.Problems[len(report.Problems)-1]
	fmt.Println(last.Place())
	fmt.Println(last.Hint)
	// Output:
	// C01-jeune · jeune, 15-17 ans
	// entretiens.csv, ligne 3, colonne « consentement_ecrit »
	// obtenir ce consentement et écrire oui, ou ne pas utiliser cet entretien
}

func ExampleEpisodeReader() {
	files := fstest.MapFS{"episodes.csv": {Data: []byte(
		"id_enfant;no;debut;fin;etat\nE0001;1;03/02/2021;31/02/2021;EV\nE0001;2;01/03/2021;;MA\n")}}
	episodes, report, err := interviews.EpisodeReader{Files: files}.ReadFile("episodes.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(episodes), "épisode")
	for _, p := range report.Problems {
		if p.Row > 0 {
			fmt.Println(p.Place(), "·", p.Effect())
			break
		}
	}
	// Output:
	// 1 épisode
	// episodes.csv, ligne 2, colonne « fin » · ligne écartée
}

// A record is a struct of strings and Cells; the function takes each row, or
// says why not.
func ExampleReadRecords() {
	type visit struct {
		Child string             `csv:"id_enfant" cell:"required"`
		Day   interviews.DayCell `csv:"date"`
		Place string             `csv:"lieu" cell:"optional"`
	}
	files := fstest.MapFS{"visites.csv": {Data: []byte("ID enfant;Date;Lieu\nE0001;03/02/2021;domicile\n;04/02/2021;CDAS\n")}}
	report, err := interviews.ReadRecords(interviews.Opener{Files: files}, "visites.csv", func(v visit, row *interviews.Row) {
		fmt.Println(row.Line, v.Child, v.Day.Time.Format("2006-01-02"), v.Place)
	})
	fmt.Print(report)
	fmt.Println(err)
	// Output:
	// 2 E0001 2021-02-03 domicile
	// visites.csv : 2 lus, 1 accepté, 1 écarté
	// visites.csv, ligne 3, colonne « id_enfant » : est vide ; remplir cette cellule
	// <nil>
}

func ExampleConsent_Lacks() {
	roles := interviews.DefaultRoles()
	rule, _ := roles.Rule("jeune")
	consent := interviews.Consent{Informed: interviews.Yes, Assent: interviews.Yes, Parent1: interviews.Yes}
	fmt.Println(consent.Lacks(rule, time.Time{}))
	consent.Parent2 = interviews.NotRequired
	fmt.Println(consent.Lacks(rule, time.Time{}))
	// Output:
	// [autorisation_parent_2]
	// []
}

func ExampleStudy_Sample() {
	study := interviews.Study{Interviews: []*interviews.Interview{
		{ID: "C01-jeune", Case: "C01", Informant: interviews.Person{Role: "jeune"}},
		{ID: "C01-mere", Case: "C01", Informant: interviews.Person{Role: "mère"}},
		{ID: "C02-pere", Case: "C02", Informant: interviews.Person{Role: "père"}},
	}}
	for _, c := range study.Sample().Cases {
		fmt.Println(c.Status, c.Sides, c.Cases)
	}
	// Output:
	// dyade [jeune parent] 1
	// seul [parent] 1
}

// A mother withdraws: her interviews go, and a tombstone says how many.
func ExampleStudy_Without() {
	study := interviews.Study{Interviews: []*interviews.Interview{
		{ID: "C01-jeune", Case: "C01", Informant: interviews.Person{ID: "P1", Role: "jeune"}},
		{ID: "C01-mere", Case: "C01", Informant: interviews.Person{ID: "P2", Role: "mère"}},
	}}
	study = study.Without("P2", time.Date(2023, 6, 1, 0, 0, 0, 0, time.UTC))
	fmt.Println(len(study.Interviews), "entretien")
	fmt.Print(study.TombstoneTable())
	// Output:
	// 1 entretien
	// Retraits
	// Date du retrait  Entretiens retirés  Transcriptions retirées  Épisodes retirés
	// 01/06/2023                        1                        0                 0
}

func ExampleStudy_Expired() {
	study := interviews.Study{
		Interviews: []*interviews.Interview{{ID: "C01-mere", Date: time.Date(2021, 5, 31, 0, 0, 0, 0, time.UTC)}},
		Retention:  interviews.Retention{Years: 2, Months: 1},
	}
	for _, record := range study.Expired(time.Date(2023, 7, 1, 0, 0, 0, 0, time.UTC)).Records {
		fmt.Println(record.Kind, record.Code, record.Until.Format("2006-01-02"))
	}
	// Output:
	// entretien C01-mere 2023-06-30
}

func ExampleMergeEpisodes() {
	day := func(month time.Month, d int) time.Time { return time.Date(2021, month, d, 0, 0, 0, 0, time.UTC) }
	merged := interviews.MergeEpisodes{}.Of([]interviews.Episode{
		{Child: "E1", State: "MA", Start: day(1, 1), End: day(3, 1), Line: 2},
		{Child: "E1", State: "MA", Start: day(3, 11), End: day(9, 1), Line: 3},
	})
	fmt.Println(len(merged.Episodes), "épisode")
	fmt.Println(merged)
	// Output:
	// 1 épisode
	// Épisodes fusionnés
	// Enfant  État  Ligne  Ligne suivante  Jours d'écart
	// E1      MA        2               3             10
	// Champ : 2 épisodes avant, 1 après
}
