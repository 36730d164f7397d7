package main

import (
	"fmt"
	"slices"
	"strings"
)

// planted are the links put into the case files, and what each is for.
var planted = []struct {
	a, b string
	v    float64 // asked; 0 for none
	why  string
}{
	{"conflit_parental", "cadre", 0.30, "le conflit parental va avec la mesure judiciaire"},
	{"tranche_1re_mesure", "tranche_parcours", 0.34, "plus la première mesure est précoce, plus le parcours est long"},
	{"logement_instable", "intensite_max", 0.35, "un logement instable va avec une mesure plus intense"},
	{"sexe", "cadre", 0, "rien : aucun lien n’est à trouver"},
}

// siblings is the pair that is linked among children and not among families.
var siblings = [2]string{"type_menage", "surendettement"}

// firstOfEach is one child a family.
func (s *study) firstOfEach() []*child {
	var first []*child
	for _, f := range s.families {
		first = append(first, f.children[0])
	}
	return first
}

// readme is LISEZMOI.md: what is invented, planted and dirty, and where.
func (s *study) readme(dirty []dirt) []byte {
	var b strings.Builder
	b.WriteString(`# Données inventées de l’étude « MEP »

Tout est inventé : enfants, familles, professionnels, lieux, dates et paroles. Aucune personne réelle n’est décrite. Ce dossier est écrit par le programme ` + "`examples/mep/generate`" + ` (graine fixe, mêmes octets à chaque fois) ; ne pas le corriger à la main. Seuls sont écrits à la main, dans le dossier du programme, les entretiens, la grille, le dictionnaire et le choix des passages codés.

## Fichiers

| fichier | contenu | encodage |
|---|---|---|
| dictionnaire.csv | les variables des dossiers | UTF-8 avec BOM |
| dossiers.csv | 240 enfants de 190 familles, 22 CDAS, et quelques lignes à refuser | Windows-1252 |
| episodes.csv | les épisodes de leurs parcours, jusqu’au 31/12/2023 | Windows-1252 |
| entretiens.csv | 53 entretiens de 25 cas : 9 triades, 10 dyades, 6 seuls | Windows-1252 |
| transcriptions/ | 31 entretiens écrits en entier : les neuf triades (C01 à C03, C06 à C11) et deux dyades | voir plus bas |
| grille.csv, codages.csv | la grille thématique ; les passages choisis par deux codeurs, AB et CD | UTF-8 avec BOM |

Tous les CSV : point-virgule, fins de ligne CRLF, dates jj/mm/aaaa, virgule décimale. Une cellule vide veut dire « non renseigné » ; les autres signes (NR, SO, RF, NSP, ILL, 99…) sont ceux du dictionnaire, variable par variable. SO dans date_fin : la mesure est en cours (15 % des enfants).

## Liens plantés

V de Cramér, calculé sur les dossiers renseignés des deux côtés.

| variables | V voulu | V du fichier | n | ce qui est planté |
|---|---|---|---|---|
`)
	for _, p := range planted {
		x := cross(s.children, p.a, p.b)
		fmt.Fprintf(&b, "| %s × %s | %s | %s | %d | %s |\n", p.a, p.b, comma(p.v), comma(x.v()), x.n, p.why)
	}
	all, one := cross(s.children, siblings[0], siblings[1]), cross(s.firstOfEach(), siblings[0], siblings[1])
	chiAll, df := all.chi2()
	chiOne, _ := one.chi2()
	fmt.Fprintf(&b, `
Lien de fratrie, faux ami : %s × %s. Compté par enfant, khi-2 = %s (ddl = %d, n = %d), significatif à 5 %% ; un seul enfant par famille, khi-2 = %s (n = %d), rien. Les deux variables valent pour toute la famille : les 40 fratries se répètent de deux à quatre fois. C’est là que le lien a été mis (mères seules endettées) ; chez les enfants sans fratrie dans l’étude, il n’y en a aucun.

Le lien de la durée du parcours avec l’âge à la première mesure est en partie mécanique (un enfant suivi tôt a plus de temps devant lui), et les mesures en cours sont coupées au 31/12/2023.
`, siblings[0], siblings[1], comma(chiAll), df, all.n, comma(chiOne), one.n)

	b.WriteString("\n## Endroits sales exprès : dossiers.csv\n\nLa ligne est celle du fichier (l’en-tête est la ligne 1 ; une cellule sur deux lignes en prend deux). 244 lignes de données : 240 acceptées, 4 refusées.\n\n| ligne | colonne | trouvé | ce que c’est | à l’import |\n|---|---|---|---|---|\n")
	visible := strings.NewReplacer("\n", " ⏎ ", "\u00a0", "⍽", "|", "/")
	for _, d := range dirty {
		outcome := "refusé"
		if d.read {
			outcome = "lu"
		}
		fmt.Fprintf(&b, "| %d | %s | %s | %s | %s |\n", d.row, d.column, visible.Replace(d.found), d.what, outcome)
	}
	s.readmeSpells(&b)
	s.readmePlants(&b)
	readmeInterviews(&b, s.met)
	return []byte(b.String())
}

func (s *study) readmeSpells(b *strings.Builder) {
	b.WriteString("\n## Chevauchements et trous exprès : episodes.csv\n\nPartout ailleurs un épisode commence le jour où finit le précédent.\n\n| ligne | enfant | ce que c’est |\n|---|---|---|\n")
	line := 1
	for _, c := range s.children {
		for i, x := range c.spells {
			line++
			if i == 0 {
				continue
			}
			switch n := days(c.spells[i-1].end, x.start); {
			case n > 0:
				fmt.Fprintf(b, "| %d | %s | trou de %d jours avant cet épisode |\n", line, c.id, n)
			case n < 0:
				fmt.Fprintf(b, "| %d | %s | chevauche l’épisode précédent de %d jours |\n", line, c.id, -n)
			}
		}
	}
}

func readmeInterviews(b *strings.Builder, cases []situation) {
	b.WriteString("\n## Entretiens\n\n")
	line := 1
	for _, c := range cases {
		for _, x := range c.interviews {
			line++
			switch {
			case x.id == refused:
				fmt.Fprintf(b, "- %s (ligne %d) : %s = non ; l’entretien doit être refusé.\n", x.id, line, x.refuses)
			case x.refuses != "":
				fmt.Fprintf(b, "- %s (ligne %d) : %s = non ; l’entretien compte, ses paroles ne sont pas citées.\n", x.id, line, x.refuses)
			case x.id == withdrawn:
				fmt.Fprintf(b, "- %s (ligne %d) : retrait le %s ; l’entretien doit être refusé.\n", x.id, line, french(x.withdrawn))
			}
		}
	}
	b.WriteString("- Les entretiens des cas C12 à C25 n’ont pas de transcription : 22 entretiens menés, non transcrits.\n\n| transcription | format |\n|---|---|\n")
	said := map[string]string{"docx": "Word", "windows-1252": "texte, Windows-1252, CRLF", "utf-8": "texte, UTF-8 avec BOM, CRLF"}
	var names []string
	for name := range formats {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		extra := ""
		if name == reviewed {
			extra = " ; un commentaire et une suppression suivie, à ne pas lire"
		}
		fmt.Fprintf(b, "| %s | %s%s |\n", name, said[formats[name]], extra)
	}
	b.WriteString(`
- C01-pro : l’étiquette « Référante » (faute de frappe) apparaît trois fois à côté de « Référente ».
- C02-mere : étiquettes seules sur leur ligne. C02-jeune : espace insécable avant les deux-points.
- C03-pere : « Par exemple : » et « 14 : 30 » en tête de paragraphe sont du texte, non des étiquettes.
- C04-mere : un prénom inventé, laissé en clair une fois, pour le masquage.
`)
	readmeCrossings(b)
}

// crossings are what the accounts of a case were written to do with one
// another, by theme: + - 0 the tone, "tait" met and silent, "absent" not met.
var crossings = [][]string{
	{"M2.1", "C01", "+", "+", "+", "convergence"},
	{"M4.1", "C01", "-", "+", "-", "dissonance"},
	{"M5.4", "C02", "tait", "-", "-", "silence"},
	{"M5.1", "C03", "+", "-", "+", "dissonance"},
	{"M2.1", "C06", "+", "-", "+", "dissonance"},
	{"M5.4", "C06", "-", "-", "-", "convergence"},
	{"M4.1", "C06", "tait", "tait", "tait", "personne n'en parle"},
	{"M4.1", "C07", "absent", "-", "-", "convergence"},
	{"M2.1", "C08", "+", "+", "+", "convergence"},
	{"M5.1", "C08", "+", "+", "+", "convergence"},
	{"M4.4", "C08", "-", "+", "-", "dissonance"},
	{"M5.4", "C09", "tait", "-", "-", "silence"},
	{"M2.4", "C10", "-", "-", "-", "convergence"},
	{"M1.3", "C10", "+", "-", "-", "dissonance"},
	{"M4.2", "C11", "-", "tait", "-", "silence"},
	{"M3.4", "C11", "tait", "tait", "+", "silence"},
}

func readmeCrossings(b *strings.Builder) {
	b.WriteString("\n## Regards croisés plantés\n\nCe que les récits d’un même cas ont été écrits pour faire. Tons : + positif, - négatif, 0 neutre ; tait : interrogé, n’en parle pas ; absent : pas interrogé ou refusé. Le PPE (M3.4) est dit par les professionnels, et par deux familles seulement (C05-pere, C10-jeune).\n\n| thème | cas | jeune | parent | professionnel | relation |\n|---|---|---|---|---|---|\n")
	for _, c := range crossings {
		fmt.Fprintf(b, "| %s |\n", strings.Join(c, " | "))
	}
}

// comma writes two decimals as French readers do.
func comma(x float64) string { return strings.ReplaceAll(fmt.Sprintf("%.2f", x), ".", ",") }
