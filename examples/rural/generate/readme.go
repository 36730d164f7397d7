package main

import (
	stdcsv "encoding/csv"
	"fmt"
	"strings"
)

// readme is LISEZMOI.md: what is invented, what is planted, and where.
func readme(lives []*life, findings []byte) ([]byte, error) {
	reader := stdcsv.NewReader(strings.NewReader(string(findings)))
	reader.Comma = ';'
	rows, err := reader.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("plante.csv: %w", err)
	}
	var b strings.Builder
	b.WriteString(`# Données inventées de l’étude « Jeunes ruraux »

Tout est inventé : les jeunes, leurs proches, les professionnels, les lieux, les dates et les paroles. Aucun entretien réel n’a été utilisé, aucune personne réelle n’est décrite. Ce dossier est écrit par le programme ` + "`examples/rural/generate`" + ` (mêmes octets à chaque fois) ; ne pas le corriger à la main. Ce qui est écrit à la main est dans le dossier du programme : une vie par fichier, avec sa fiche, ses lieux, ses évènements et son entretien, où les passages codés sont marqués.

## Fichiers

| fichier | contenu | encodage |
|---|---|---|
`)
	places, events := 0, 0
	for _, l := range lives {
		places += len(l.places)
		events += len(l.events)
	}
	fmt.Fprintf(&b, "| jeunes.csv | %d jeunes de 16 à 25 ans, une ligne chacun | Windows-1252 |\n", len(lives))
	fmt.Fprintf(&b, "| lieux.csv | %d liens entre un jeune et un lieu : statut dit, statut codé, substitut, recours, raisons | Windows-1252 |\n", places)
	fmt.Fprintf(&b, "| evenements.csv | %d évènements de vie (fiche Ageven) | UTF-8 avec BOM |\n", events)
	b.WriteString("| parcours.csv, dictionnaire_parcours.csv | les situations des huit trimestres qui finissent à celui de l’entretien, tirées des évènements | UTF-8 avec BOM |\n")
	b.WriteString("| entretiens.csv | 32 entretiens, dont 2 à écarter | Windows-1252 |\n")
	fmt.Fprintf(&b, "| transcriptions/ | %d entretiens biographiques écrits en entier | voir plus bas |\n", len(lives))
	b.WriteString("| codages.csv | les passages codés par AB, et par CD pour un entretien sur trois | UTF-8 avec BOM |\n")
	b.WriteString(`| tournants.csv, dictionnaire_tournants.csv | la date des passages codés J5.1 (bifurcation) | UTF-8 avec BOM |

La grille, les listes et les autres dictionnaires sont ceux de ` + "`design.Rural`" + `. Tous les CSV : point-virgule, fins de ligne CRLF, dates jj/mm/aaaa. SO : sans objet.

## Ce qui est planté

La valeur est celle que l’étude doit trouver ; un essai lit ce tableau. « rien » : aucun lien n’a été mis, aucun ne doit être dit établi.

| clé | nature | constat | valeur |
|---|---|---|---|
`)
	for _, row := range rows[1:] {
		fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
	}
	b.WriteString(`
Un écart est dit établi quand le test recommandé du tableau croisé (Fisher ou khi-2) donne p ≤ 0,05, sans ajustement : avec trente jeunes choisis, c’est une aide à la lecture, non une preuve.

## Entretiens

- J11 : accord_citation = non ; l’entretien compte, ses paroles ne sont pas citées.
- J31 : retrait le 04/12/2023 ; J32, mineure : autorisation_parent_2 = non. Les deux doivent être écartés ; ils n’ont pas de transcription.
- J03, J09, J18, J23 sont mineurs : assentiment et deux autorisations.
- Étiquettes : E, Enquêtrice ou Q ; Jeune, R, Jeune femme, Jeune homme, Fille ou Garçon. Apostrophe typographique dans les documents Word, droite ailleurs.
- J09 : un prénom inventé, « Manon », laissé en clair une fois, pour le masquage. Ailleurs les personnes et les communes portent des balises.
- Le second codeur est simulé : un passage sur sept n’est pas vu, un sur cinq est coupé après sa première phrase, et quelques codages sont d’un seul. L’accord mesuré ne dit rien d’une vraie double lecture.

| transcription | format |
|---|---|
`)
	said := map[string]string{"docx": "Word", "windows-1252": "texte, Windows-1252, CRLF", "utf-8": "texte, UTF-8 avec BOM, CRLF"}
	for i, l := range lives {
		fmt.Fprintf(&b, "| %s | %s |\n", l.id, said[formats[i%len(formats)]])
	}
	return []byte(b.String()), nil
}
