package pseudonym

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/askoria/verbatim/interviews"
)

// one masks a transcript of one turn in case C1.
func one(t testing.TB, m Masker, text string) (string, *Masked) {
	t.Helper()
	masked, err := m.Of([]*interviews.Interview{interviewOf("C1-a", "Mère : "+text)})
	if err != nil {
		t.Fatal(err)
	}
	return masked.Interviews[0].Transcript.Turns[0].Text, masked
}

func TestMaskerOf(t *testing.T) {
	known := []Known{
		{Name: "Awa", Also: []string{"Wawa"}},
		{Name: "Marie-Claire"},
		{Name: "Le Goff", Kind: Surname},
		{Name: "Rose"},
		{Name: "Gédéon"},
		{Name: "N'Diaye", Kind: Surname},
		{Name: "Elbaz", Kind: Surname},
	}
	for _, test := range []struct {
		name   string
		masker Masker
		text   string
		want   string
	}{
		{"elisions", Masker{Known: known}, "C'est le sac d'Awa, qu’Awa a perdu, l'Awa du haut.", "C'est le sac d'[PRÉNOM_1], qu’[PRÉNOM_1] a perdu, l'[PRÉNOM_1] du haut."},
		{"case and accents", Masker{Known: known}, "Moi, AWA, gedeon, Gedeon et GÉDÉON.", "Moi, [PRÉNOM_1], [PRÉNOM_2], [PRÉNOM_2] et [PRÉNOM_2]."},
		{"decomposed accents", Masker{Known: known}, "Avec Ge\u0301de\u0301on.", "Avec [PRÉNOM_1]."},
		{"nickname", Masker{Known: known}, "On dit Wawa à Awa.", "On dit [PRÉNOM_1] à [PRÉNOM_1]."},
		{"hyphens", Masker{Known: known}, "Avec Marie-Claire, Marie Claire, Marieclaire et Marie-là.", "Avec [PRÉNOM_1], [PRÉNOM_1], [PRÉNOM_1] et [PRÉNOM_1]-là."},
		{"broken off", Masker{Known: known}, "C'est Géd- Gédéon qui crie.", "C'est [PRÉNOM_1]- [PRÉNOM_1] qui crie."},
		{"particles", Masker{Known: known}, "Mme Le Goff, les Le Goff, Legoff et M. Goff.", "Mme [NOM_1], les [NOM_1], [NOM_1] et M. [NOM_1]."},
		{"particles unknown", Masker{}, "J'ai vu Mme de Kersauson, M. El Mansouri et Karim Ben Salah.", "J'ai vu Mme [NOM_1], M. [NOM_2] et [PRÉNOM_1] [NOM_3]."},
		{"apostrophes inside", Masker{Known: known}, "Aïssata N'Diaye et madame Guivarc'h.", "[PRÉNOM_1] [NOM_1] et madame [NOM_2]."},
		{"initials", Masker{Known: known}, "Mme L. est venue, puis Mme B., avec M. Z.", "Mme [NOM_1] est venue, puis Mme [NOM_2], avec M. [NOM_3]."},
		{"names that are words", Masker{Known: known}, "La rose est fanée. Rose est partie. J'aime le rose, dit Rose.", "La rose est fanée. [PRÉNOM_1] est partie. J'aime le rose, dit [PRÉNOM_1]."},
		{"words that are names", Masker{}, "Marche ou crève. Marin, ça part. Victoire ! Pierre par pierre. Mars arrive.", "Marche ou crève. Marin, ça part. Victoire ! Pierre par pierre. Mars arrive."},
		{"one letter away", Masker{Known: []Known{{Name: "Tieryk"}}}, "J'ai vu Tieryck hier.", "J'ai vu [PRÉNOM_1] hier."},
		{"introduced in lower case text", Masker{}, "elle s'appelle Zorvika, ma copine Trunelle aussi.", "elle s'appelle [PRÉNOM_1], ma copine [PRÉNOM_2] aussi."},
		{"seen again at the start", Masker{}, "Mme Zorglub crie. Zorglub est fâchée.", "Mme [NOM_1] crie. [NOM_1] est fâchée."},
		{"place or person", Masker{}, "J'habite à Gaël. C'est mon oncle Gaël qui le dit. Mme Laval vient de Laval.", "J'habite à [COMMUNE_1]. C'est mon oncle [PRÉNOM_1] qui le dit. Mme [NOM_1] vient de [COMMUNE_2]."},
		{"one commune, many ways", Masker{}, "De Vern-sur-Seiche à Vern, Saint Malo, St-Malo et St. Malo.", "De [COMMUNE_1] à [COMMUNE_1], [COMMUNE_2], [COMMUNE_2] et [COMMUNE_2]."},
		{"merged article", Masker{}, "On va au Rheu, puis au Pertre, par Le Rheu.", "On va au [COMMUNE_1], puis au [COMMUNE_2], par [COMMUNE_1]."},
		{"a longer commune", Masker{}, "Près de Saint-Malo-de-Phily.", "Près de [COMMUNE_1]."},
		{"countries stay", Masker{}, "Il vient du Mali, en Bretagne.", "Il vient du Mali, en Bretagne."},
		{"countries and regions", Masker{Wide: true}, "Il vient du Mali, en Bretagne.", "Il vient du [PAYS_1], en [RÉGION_1]."},
		{"department", Masker{}, "Ils vivent dans le Morbihan.", "Ils vivent dans le [DÉPARTEMENT_1]."},
		{"phones", Masker{}, "Au 06 12 34 56 78, 06.12.34.56.78, 0612345678, +33 6 12 34 56 78.", "Au [TÉL_1], [TÉL_1], [TÉL_1], [TÉL_1]."},
		{"phone with what looks like a note", Masker{}, "Au +33 (0)6 12 34 56 78.", "Au [TÉL_1][TÉL_1][TÉL_1]."},
		{"phone in words", Masker{}, "C'est le zéro six douze trente-quatre cinquante-six soixante-dix-huit.", "C'est le [TÉL_1]."},
		{"mail and web", Masker{}, "Écris à awa.d+x@exemple.fr, va sur https://exemple.org/a?b=1, sur exemple.fr, ou @awa_35.", "Écris à [MAIL_1], va sur [WEB_1], sur [WEB_2], ou [WEB_3]."},
		{"mail in words", Masker{}, "C'est awa point diallo arobase exemple point fr.", "C'est [MAIL_1]."},
		{"NIR", Masker{}, "Son numéro 1 10 06 99 312 045 71 est là.", "Son numéro [NIR_1] est là."},
		{"street", Masker{}, "Au 12 bis, rue des Lilas, 35170 Bruz. Puis avenue Jean-Jaurès.", "Au [ADRESSE_1], [CP_1] [COMMUNE_1]. Puis [ADRESSE_2]."},
		{"no street", Masker{}, "La place est bonne, je suis allée au cours, en route.", "La place est bonne, je suis allée au cours, en route."},
		{"schools", Masker{}, "Au collège Jean-Moulin, au foyer Les Tilleuls, à l'école privée Sainte-Anne, au collège de Bruz.", "Au collège [ÉTABLISSEMENT_1], au foyer [ÉTABLISSEMENT_2], à l'école privée [ÉTABLISSEMENT_3], au collège de [COMMUNE_1]."},
		{"dates", Masker{}, "Le 12 mars 2012, le 12/03/2012, le 1er avril et le quinze mai deux mille neuf.", "Le [DATE_1], le [DATE_1], le [DATE_2] et le [DATE_3]."},
		{"months of dates", Masker{Dates: DateMonth}, "Le 12 mars 2012, le 03/03/2012, né le 2 mai 2008.", "Le [DATE_2012-03], le [DATE_2012-03], né le [NAISSANCE_1]."},
		{"years of dates", Masker{Dates: DateYear}, "Le 12 mars 2012 et le 3 avril.", "Le [DATE_2012] et le [DATE_1]."},
		{"a month is no date", Masker{}, "En mars, en mai 2012, à 14 heures, 3 sur 10.", "En mars, en mai 2012, à 14 heures, 3 sur 10."},
		{"tags stay", Masker{Known: known}, "[PRÉNOM_4] et Awa, à [VILLE_B].", "[PRÉNOM_4] et [PRÉNOM_5], à [VILLE_B]."},
		{"kept words", Masker{Keep: []string{"Zorglub"}}, "Avec Mme Zorglub.", "Avec Mme Zorglub."},
		{"acronyms and brands", Masker{}, "La MEP, l'ASE et Instagram, à Noël.", "La MEP, l'ASE et Instagram, à Noël."},
		{"diplomas and services", Masker{}, "Après le CAP, voyez Cap emploi, le Point du Net ou Leboncoin, avec la carte Vitale.", "Après le CAP, voyez Cap emploi, le Point du Net ou Leboncoin, avec la carte Vitale."},
		{"a service as a name", Masker{}, "Mme Vitale est là, et Vitale crie.", "Mme [NOM_1] est là, et [NOM_1] crie."},
		{"notes", Masker{Known: known}, "Elle rit (Awa rit) et (rires) voilà.", "Elle rit ([PRÉNOM_1] rit) et (rires) voilà."},
		{"nothing", Masker{}, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, masked := one(t, test.masker, test.text)
			if got != test.want {
				t.Errorf("got  %s\nwant %s\n%v", got, test.want, masked.Documents[0].Review)
			}
			again, _ := one(t, test.masker, got)
			if again != got {
				t.Errorf("a second run changes %s\ninto %s", got, again)
			}
		})
	}
}

func TestSameTagInTheCaseAndCasesApart(t *testing.T) {
	masked, err := Masker{}.Of([]*interviews.Interview{
		interviewOf("C1-a", "Mère : C'est Moussa. Avec Awa à Bruz."),
		interviewOf("C2-a", "Mère : C'est Awa."),
		interviewOf("C1-b", "Jeune : Et Awa, Moussa, à Bruz."),
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"Mère : C'est [PRÉNOM_1]. Avec [PRÉNOM_2] à [COMMUNE_1].", "Mère : C'est [PRÉNOM_1].", "Jeune : Et [PRÉNOM_2], [PRÉNOM_1], à [COMMUNE_1]."} {
		if got := masked.Interviews[i].Transcript.Text; got != want {
			t.Errorf("%d: %s", i, got)
		}
	}
	if got := masked.Key.Words("C2", "[PRÉNOM_1]"); !reflect.DeepEqual(got, []string{"Awa"}) {
		t.Errorf("key: %q", got)
	}
}

func TestSpeakersPlacesAndFilesAreMasked(t *testing.T) {
	interview := interviewOf("C1-a", "Mme Zorglub : Bonjour.\nAwa : Bonjour.")
	interview.Place = "CDAS de Bruz"
	interview.Transcript.Source = "entretien Awa.txt"
	masked, err := Masker{Known: []Known{{Name: "Awa"}}}.Of([]*interviews.Interview{interview, {ID: "C1-b", Case: "C1"}})
	if err != nil {
		t.Fatal(err)
	}
	got := masked.Interviews[0]
	if got.Transcript.Turns[0].Speaker != "Mme [NOM_1]" || got.Transcript.Turns[1].Speaker != "[PRÉNOM_1]" ||
		got.Place != "CDAS de [COMMUNE_1]" || got.Transcript.Source != "entretien [PRÉNOM_1].txt" {
		t.Errorf("%q %q %q %q", got.Transcript.Turns[0].Speaker, got.Transcript.Turns[1].Speaker, got.Place, got.Transcript.Source)
	}
	if masked.Interviews[1].Transcript != nil || len(masked.Documents) != 2 {
		t.Error("an interview without transcript gets one")
	}
}

func TestFirstNamesKeepSexGenerationAndOrigin(t *testing.T) {
	known := []Known{{Name: "Awa", Sex: Female, Born: 2008, Origin: "ouest-africain"}, {Name: "Xylphi", Sex: Male, Born: 1950}, {Name: "Zup"}}
	got, masked := one(t, Masker{Known: known, Style: FirstNames}, "Voilà Awa, Xylphi, Odette et Zup, de Bruz.")
	words := strings.FieldsFunc(got, func(r rune) bool { return r == ' ' || r == ',' || r == '.' })
	groups := lexicons().groups
	has := func(name string, sex Sex, born int, origin string) bool {
		for _, g := range groups {
			if g.sex == sex && g.born == born && g.origin == origin && strings.Contains("|"+strings.Join(g.names, "|")+"|", "|"+name+"|") {
				return true
			}
		}
		return false
	}
	if !has(words[1], Female, 1995, "ouest-africain") || words[1] == "Awa" {
		t.Errorf("Awa: %s", words[1])
	}
	if !has(words[2], Male, 1946, "français") {
		t.Errorf("Xylphi: %s", words[2])
	}
	if !has(words[3], Female, 1920, "français") || words[3] == "Odette" {
		t.Errorf("Odette: %s", words[3])
	}
	if words[5] != "[PRÉNOM_4]" || words[7] != "[COMMUNE_1]" {
		t.Errorf("what no list replaces keeps its tag: %s", got)
	}
	if words := masked.Key.Words("C1", words[1]); !reflect.DeepEqual(words, []string{"Awa"}) {
		t.Errorf("key: %q", words)
	}
}

func TestTurnsThatDoNotFitTheirText(t *testing.T) {
	for name, damage := range map[string]func(*interviews.Transcript){
		"text":  func(t *interviews.Transcript) { t.Turns[0].Text = "Autre Awa" },
		"start": func(t *interviews.Transcript) { t.Turns[0].Start = 1000 },
		"below": func(t *interviews.Transcript) { t.Turns[0].Start = -1 },
		"order": func(t *interviews.Transcript) { t.Turns[0].End = 0 },
		"note":  func(t *interviews.Transcript) { t.Turns[0].Notes = []interviews.Note{{Start: 0, End: 2}} },
	} {
		interview := interviewOf("C1-a", "Mère : Bonjour Awa.")
		damage(interview.Transcript)
		_, err := Masker{}.Of([]*interviews.Interview{interview})
		if err == nil || !strings.Contains(err.Error(), `"C1-a": turn 1`) || strings.Contains(err.Error(), "Awa") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNIRKey(t *testing.T) {
	for nir, want := range map[string]bool{
		"110069931204571": keyOf("1100699312045") == "71", "255081416802538": true, "255081416802539": false,
		"1840599": false, "1" + "84052A12345678"[:12] + keyOf("184052A123456"): true,
	} {
		if got := keyHolds(nir); got != want {
			t.Errorf("%s: %v", nir, got)
		}
	}
}

func keyOf(thirteen string) string {
	var n int64
	fmt.Sscan(strings.NewReplacer("2A", "19", "2B", "18").Replace(thirteen), &n)
	return fmt.Sprintf("%02d", 97-n%97)
}
