package interviews

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/charmap"

	"github.com/askoria/verbatim/stats"
)

const interviewHeader = "id_entretien;id_cas;id_enfant;role;id_informateur;tranche;sexe;date;lieu;duree_min;enqueteur;" +
	"info_remise;consentement_ecrit;assentiment_mineur;autorisation_parent_1;autorisation_parent_2;accord_enregistrement;accord_citation;date_retrait\r\n"

const (
	youthRow  = "C01-jeune;C01;E0001;jeune;P1;15-17;F;12/04/2023;domicile;45;ENQ1;oui;;oui;oui;non requise;oui;oui;\r\n"
	motherRow = "C01-mere;C01;E0001;Mère;P2;35-44;F;13/04/2023;domicile;72;ENQ1;oui;oui;;;;oui;non;\r\n"
	proRow    = "C01-pro;C01;;référente MEP;P3;;F;;CDAS;;ENQ2;oui;oui;SO;SO;SO;oui;oui;\r\n"
	fatherRow = "C02-pere;C02;E0002;père;P4;45 ans;M;14/04/2023;visio;30;ENQ1;oui;oui;;;;oui;oui;\r\n"
)

// readInterviews gives back the codes of the interviews kept and the lines of
// the problems.
func readInterviews(t *testing.T, reader Reader, text string) (list []*Interview, problems []string, err error) {
	t.Helper()
	reader.Files = fstest.MapFS{"entretiens.csv": {Data: []byte(text)}}
	list, report, err := reader.ReadFile("entretiens.csv")
	for i := range report.Problems {
		problems = append(problems, report.Problems[i].String())
	}
	for _, s := range report.Sources {
		if s.Read != s.Accepted+s.Rejected || err == nil && s.Accepted != len(list) {
			t.Errorf("read %d, accepted %d, rejected %d, %d interviews", s.Read, s.Accepted, s.Rejected, len(list))
		}
	}
	return list, problems, err
}

func TestReader(t *testing.T) {
	list, problems, err := readInterviews(t, Reader{}, interviewHeader+youthRow+motherRow+proRow+fatherRow)
	if err != nil || len(problems) > 0 || len(list) != 4 {
		t.Fatalf("%d interviews, %q, %v", len(list), problems, err)
	}
	mother := list[1]
	if mother.ID != "C01-mere" || mother.Case != "C01" || mother.Child != "E0001" || mother.Informant != (Person{"P2", "mère", "35-44", "F"}) ||
		mother.Date.Format("2006-01-02") != "2023-04-13" || mother.Place != "domicile" || mother.Minutes != 72 || mother.Interviewer != "ENQ1" ||
		mother.Quotable() || mother.Consent.Recording != Yes {
		t.Errorf("the mother is %+v", *mother)
	}
	if pro := list[2]; pro.Informant.Role != "référent MEP" || !pro.Date.IsZero() || pro.Consent.Assent != NotRequired || !pro.Quotable() {
		t.Errorf("the professional is %+v", *pro)
	}
	if label := list[3].Informant.Label(); label != "père, 45 ans" {
		t.Errorf("the father signs %q", label)
	}
}

// The same tables, saved by several programs, are the same interviews and
// episodes.
func TestEncodings(t *testing.T) {
	interviews := interviewHeader + youthRow + motherRow + proRow + fatherRow
	episodes := "id_enfant;no;debut;fin;etat;motif_fin\r\nE1;1;01/01/2020;31/02/2020;EV;\r\nE1;2;01/03/2020;;MA;échéance\r\n"
	read := func(save func(string) []byte) string {
		files := fstest.MapFS{"i.csv": {Data: save(interviews)}, "e.csv": {Data: save(episodes)}}
		list, first, err := Reader{Files: files}.ReadFile("i.csv")
		if err != nil {
			t.Fatal(err)
		}
		paths, second, err := EpisodeReader{Files: files}.ReadFile("e.csv")
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		text.WriteString(fmt.Sprint(paths, len(first.Problems), len(second.Problems)))
		for _, i := range list {
			text.WriteString(fmt.Sprintln(*i))
		}
		return text.String()
	}
	want := read(func(text string) []byte { return []byte(text) })
	for name, save := range map[string]func(string) []byte{
		"UTF-8 with a mark": func(text string) []byte { return []byte("\ufeff" + text) },
		"Windows-1252":      func(text string) []byte { return encoded(t, charmap.Windows1252.NewEncoder(), text) },
		"CR":                func(text string) []byte { return []byte(strings.ReplaceAll(text, "\r\n", "\r")) },
	} {
		if got := read(save); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
}

func TestConsentGate(t *testing.T) {
	replace := func(row, old, by string) string {
		if !strings.Contains(row, old) {
			t.Fatalf("%q has no %q", row, old)
		}
		return strings.Replace(row, old, by, 1)
	}
	for name, test := range map[string]struct{ row, says string }{
		"a mother without a written consent": {
			replace(motherRow, "oui;oui;;", "oui;;;"),
			"entretiens.csv, ligne 2, colonne « consentement_ecrit » : ne donne pas le consentement qu'il faut pour ce rôle (manque : consentement_ecrit) ; obtenir",
		},
		"a mother who said no": {
			replace(motherRow, "oui;oui;;", "oui;non;;"),
			"entretiens.csv, ligne 2, colonne « consentement_ecrit » : « non » ne donne pas",
		},
		"a minor without assent": {
			replace(youthRow, "oui;;oui;oui;", "oui;oui;;oui;"),
			"entretiens.csv, ligne 2, colonne « assentiment_mineur » : ne donne pas le consentement qu'il faut pour un mineur (manque : assentiment_mineur)",
		},
		"a minor, no parent asked": {
			replace(youthRow, "oui;oui;non requise", "oui;non requise;non requise"),
			"entretiens.csv, ligne 2, colonne « autorisation_parent_1 » : « non requise » ne donne pas",
		},
		"a youth of age without a written consent": {
			replace(youthRow, "15-17", "18-20"),
			"entretiens.csv, ligne 2, colonne « consentement_ecrit » : ne donne pas le consentement qu'il faut pour ce rôle",
		},
		"withdrawn": {
			replace(motherRow, "non;\r", "non;01/06/2023\r"),
			"entretiens.csv, ligne 2, colonne « date_retrait » : « 01/06/2023 » est la date d'un retrait : l'entretien n'est plus utilisé ; supprimer",
		},
		"withdrawn, one knows not when": {
			replace(motherRow, "non;\r", "non;oui\r"),
			"entretiens.csv, ligne 2, colonne « date_retrait » : « oui » signale un retrait",
		},
		"an answer nobody understands": {
			replace(motherRow, "oui;oui;;", "oui;à voir;;"),
			"entretiens.csv, ligne 2, colonne « consentement_ecrit » : « à voir » ne donne pas",
		},
		"a role near one of the study": {
			replace(motherRow, "Mère", "Merre"),
			"entretiens.csv, ligne 2, colonne « role » : « Merre » n'est pas un rôle de l'étude ; écrire « mère » ?",
		},
		"a role of another study": {
			replace(motherRow, "Mère", "maire-adjoint"),
			"entretiens.csv, ligne 2, colonne « role » : « maire-adjoint » n'est pas un rôle de l'étude ; écrire l'un de : jeune, mère,",
		},
		"an interview without a case": {replace(motherRow, ";C01;", ";;"), "entretiens.csv, ligne 2, colonne « id_cas » : est vide"},
	} {
		list, problems, err := readInterviews(t, Reader{}, interviewHeader+test.row+fatherRow)
		if err != nil || len(list) != 1 || list[0].ID != "C02-pere" || len(problems) == 0 || !strings.HasPrefix(problems[0], test.says) {
			t.Errorf("%s: %d interviews, %v\ngot  %q\nwant %q", name, len(list), err, problems, test.says)
		}
	}
	double := strings.Replace(fatherRow, "C02-pere", "c01-MERE", 1)
	if list, problems, _ := readInterviews(t, Reader{}, interviewHeader+motherRow+double); len(list) != 1 ||
		!slices.Equal(problems, []string{"entretiens.csv, ligne 3, colonne « id_entretien » : « c01-MERE » est déjà l'identifiant de la ligne 2 ; donner à chaque entretien un identifiant à lui"}) {
		t.Errorf("double code: %d interviews, %q", len(list), problems)
	}
	header := strings.Replace(interviewHeader, "consentement_ecrit", "consentement_oral", 1)
	if _, _, err := readInterviews(t, Reader{}, header+motherRow); err == nil || !strings.Contains(err.Error(), "colonne « consentement_ecrit » : est introuvable") {
		t.Errorf("a table without a column of consent: %v", err)
	}
}

func TestEpisodes(t *testing.T) {
	header := "id_enfant;no;debut;fin;etat;cadre;intensite;motif_fin\n"
	good := "E1;1;01/01/2020;01/03/2020;EV;;;\nE1;2;01/03/2020;;MA;administratif;2;\n"
	for name, test := range map[string]struct {
		rows     string
		kept     int
		problems []string
	}{
		"a path":        {good, 2, nil},
		"none":          {"", 0, []string{"f.csv : n'a que son en-tête : aucune ligne de données ; vérifier que c'est le bon fichier"}},
		"ends before":   {"E1;1;01/03/2020;01/01/2020;EV;;;\n", 0, []string{"f.csv, ligne 2, colonne « fin » : « 01/01/2020 » vient avant le début ; vérifier les deux dates"}},
		"ends when?":    {"E1;1;01/03/2020;??;EV;;;\n", 0, []string{"f.csv, ligne 2, colonne « fin » : « ?? » rend l'épisode inutilisable : sa fin est inconnue ; corriger la date de fin, ou la vider si l'épisode est en cours"}},
		"no state":      {"E1;1;01/03/2020;;;;;\n", 0, []string{"f.csv, ligne 2, colonne « etat » : est vide ; remplir cette cellule"}},
		"same number":   {good + "E1;2;01/03/2020;;MA;;;\n", 2, []string{"f.csv, ligne 4, colonne « no » : « 2 » existe déjà pour cet enfant, ligne 3 ; garder une seule des deux lignes"}},
		"overlap":       {"E1;1;01/01/2020;01/03/2020;EV;;;\nE1;2;20/02/2020;;MA;;;\n", 2, []string{"f.csv, ligne 3, colonne « debut » : chevauche de 10 jours l'épisode de la ligne 2 ; normal pour deux mesures parallèles ; sinon corriger les dates"}},
		"gap":           {"E1;2;11/03/2020;;MA;;;\nE1;1;01/01/2020;01/03/2020;EV;;;\n", 2, []string{"f.csv, ligne 2, colonne « debut » : laisse 10 jours sans état après l'épisode de la ligne 3 ; ajouter l'épisode qui manque, ou corriger les dates"}},
		"inside open":   {"E1;1;01/01/2020;;MA;;;\nE1;2;01/01/2021;01/02/2021;PL;;;\n", 2, []string{"f.csv, ligne 3, colonne « debut » : commence alors que l'épisode de la ligne 2 est en cours ; normal pour deux mesures parallèles ; sinon dater la fin du premier"}},
		"inside, after": {"E1;1;01/01/2020;01/01/2021;MA;;;\nE1;2;01/02/2020;01/03/2020;PL;;;\nE1;3;01/01/2021;;HM;;;\n", 3, []string{"f.csv, ligne 3, colonne « debut » : chevauche de 335 jours l'épisode de la ligne 2 ; normal pour deux mesures parallèles ; sinon corriger les dates"}},
	} {
		files := fstest.MapFS{"f.csv": {Data: []byte(header + test.rows)}}
		episodes, report, err := EpisodeReader{Files: files}.ReadFile("f.csv")
		var problems []string
		for i := range report.Problems {
			problems = append(problems, report.Problems[i].String())
		}
		s := report.Sources[0]
		if err != nil || len(episodes) != test.kept || s.Accepted != test.kept || s.Read != s.Accepted+s.Rejected || !slices.Equal(problems, test.problems) {
			t.Errorf("%s: %d episodes, %v\ngot  %q\nwant %q", name, len(episodes), err, problems, test.problems)
		}
	}
	if _, report, err := (EpisodeReader{Files: fstest.MapFS{}}).ReadFile("f.csv"); err == nil || report == nil {
		t.Error("an absent file is an error beside a report")
	}
}

func TestStudy(t *testing.T) {
	list, _, err := readInterviews(t, Reader{}, interviewHeader+youthRow+motherRow+proRow+fatherRow)
	if err != nil {
		t.Fatal(err)
	}
	list[0].Transcript = &Transcript{Turns: make([]Turn, 3)}
	study := Study{Interviews: list, Episodes: []Episode{{Child: "E1", Number: 1, State: "MA"}}}
	cases := study.Cases()
	if len(cases) != 2 || cases[0].ID != "C01" || cases[0].Child != "E0001" || len(cases[0].Interviews) != 3 ||
		cases[0].Status(DefaultRoles()) != "triade" || cases[1].Status(DefaultRoles()) != "seul" {
		t.Errorf("cases are %+v", cases)
	}
	table := study.InterviewTable()
	show := func(table *stats.Table, row int) string {
		var cells []string
		for _, c := range table.Columns() {
			cells = append(cells, c.Show(row, "fr"))
		}
		return strings.Join(cells, "|")
	}
	for row, want := range []string{
		"C01-jeune|C01|E0001|jeune|Jeune|15-17|F|12/04/2023|domicile|45|oui|3",
		"C01-mere|C01|E0001|mère|Parent|35-44|F|13/04/2023|domicile|72|non|SO",
		"C01-pro|C01|NR|référent MEP|Professionnel|NR|F|NR|CDAS|NR|non|SO",
		"C02-pere|C02|E0002|père|Parent|45|M|14/04/2023|visio|30|non|SO",
	} {
		if got := show(table, row); got != want {
			t.Errorf("row %d: %s\nwant   %s", row, got, want)
		}
	}
	if got := show(study.EpisodeTable(), 0); got != "E1|1|01/01/0001|SO|MA|NR|NR|NR" {
		t.Errorf("episode %s", got)
	}
	for _, s := range []Study{study, {}} {
		for _, lang := range []string{"", "en"} {
			s.Lang = lang
			tables := append(s.Sample().Tables(), s.InterviewTable(), s.EpisodeTable())
			if lang == "en" && tables[0].Title() != "Interviews by role" {
				t.Errorf("English title %q", tables[0].Title())
			}
		}
	}
	tables := study.Sample().Tables()
	var got []string
	for _, table := range tables {
		for row := range table.Len() {
			got = append(got, show(table, row))
		}
	}
	want := []string{
		"jeune|jeune|1|1|1", "mère|parent|1|0|0", "père|parent|1|0|1", "référent MEP|professionnel|1|0|1", "Ensemble|SO|4|1|3",
		"triade|jeune + parent + professionnel|1|3", "seul|parent|1|1", "Ensemble|SO|2|4",
	}
	if !slices.Equal(got, want) || tables[0].Totals() != 1 {
		t.Errorf("sample %q\nwant   %q", got, want)
	}
}

func TestReport(t *testing.T) {
	report := &Report{}
	report.Merge(nil, &Report{
		Sources:  []Source{{File: "a.csv", Read: 3, Accepted: 2, Rejected: 1, Notes: []string{"x", "y"}}},
		Problems: []Problem{{File: "a.csv", Row: 4, Column: "sexe", Severity: Rejected}, {File: "a.csv", Sheet: "S", Row: 4, Cell: "B4"}},
	})
	tables := report.Tables()
	if len(tables) != 2 || tables[0].Title() != "Fichiers lus" || tables[1].Title() != "À corriger" || tables[0].Len() != 1 || tables[1].Len() != 2 {
		t.Fatalf("tables %v", tables)
	}
	for name, want := range map[string]string{"effet": "ligne écartée", "colonne": "sexe", "ligne": "4", "feuille": "SO"} {
		c, err := tables[1].Column(name)
		if err != nil || c.Show(0, "fr") != want {
			t.Errorf("%s: %v, %v", name, c, err)
		}
	}
	for want, p := range map[string]Problem{
		"fichier écarté": {Severity: Rejected}, "colonne écartée": {Severity: Rejected, Column: "c"}, "variable laissée vide": {Severity: Blanked},
		"cellule laissée vide": {Severity: Blanked, Row: 1}, "à vérifier": {Row: 1},
	} {
		if p.Effect() != want {
			t.Errorf("%+v: %s", p, p.Effect())
		}
	}
	for range 30 {
		report.Problems = append(report.Problems, Problem{File: "b.csv"})
	}
	if text := report.String(); !strings.HasPrefix(text, "a.csv : 3 lus, 2 acceptés, 1 écarté\n") || !strings.HasSuffix(text, "… et 12 autres\n") || strings.Count(text, "\n") != 22 {
		t.Errorf("printed:\n%s", text)
	}
}

func BenchmarkReadRecords(b *testing.B) {
	var text strings.Builder
	text.WriteString("id_enfant;no;debut;fin;etat;cadre;intensite;motif_fin\n")
	for i := range 10_000 {
		fmt.Fprintf(&text, "E%d;1;01/01/2020;01/03/2020;EV;;2;\n", i)
	}
	files := fstest.MapFS{"f.csv": {Data: []byte(text.String())}}
	for b.Loop() {
		if episodes, _, err := (EpisodeReader{Files: files}).ReadFile("f.csv"); err != nil || len(episodes) != 10_000 {
			b.Fatal(err)
		}
	}
}
