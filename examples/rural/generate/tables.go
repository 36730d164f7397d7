package main

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

func french(day time.Time) string { return day.Format("02/01/2006") }

// youthRows is jeunes.csv.
func youthRows(lives []*life) [][]string {
	header := strings.Split("id_jeune;age;tranche;sexe;densite;millesime;attraction;pays;temps_min_ml;temps_min_cdas;temps_min_fs;mode;permis;"+
		"vehicule;tc;logement;situation;neet;diplome;ressources;difficultes;passe_ase;enfant;proches;numerique", ";")
	rows := [][]string{header}
	for _, l := range lives {
		computed := map[string]string{
			"id_jeune": l.id, "age": strconv.Itoa(l.age(l.met)), "tranche": l.band(), "millesime": "2023",
			"neet": yes(l.of["situation"] == "demandeur" || l.of["situation"] == "ni_ni"),
		}
		row := make([]string, len(header))
		for i, name := range header {
			row[i] = l.of[name] + computed[name]
		}
		rows = append(rows, row)
	}
	return rows
}

func yes(b bool) string {
	if b {
		return "oui"
	}
	return "non"
}

var placeColumns = strings.Split("id_jeune;lieu_type;lieu_id;connu;canal;usage;statut_declare;statut_code;substitut;non_recours;raisons;initiative", ";")

// placeRows is lieux.csv. What a life leaves empty is sans objet.
func placeRows(lives []*life) [][]string {
	rows := [][]string{placeColumns}
	for _, l := range lives {
		for _, p := range l.places {
			row := slices.Concat([]string{l.id, p[0], p[0] + "-" + l.of["pays"]}, p[1:])
			for i := range row {
				row[i] = cmp.Or(row[i], "SO")
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// eventRows is evenements.csv, the Ageven sheet.
func eventRows(lives []*life) [][]string {
	rows := [][]string{strings.Split("id_jeune;annee;trimestre;age;domaine;evenement;valence;precision;extrait", ";")}
	for _, l := range lives {
		for _, e := range l.events {
			rows = append(rows, []string{
				l.id, strconv.Itoa(e.when.year()), strconv.Itoa(e.when.number()), strconv.Itoa(l.age(e.when.first().AddDate(0, 2, 0))),
				e.domain, e.name, e.valence, "trimestre", "",
			})
		}
	}
	return rows
}

// observed is how many quarters before the interview parcours.csv tells of.
const observed = 8

// spellRows is parcours.csv: the situations of the two years before the
// interview, as the events tell them. Step 8 is the quarter of the interview.
func spellRows(lives []*life) [][]string {
	rows := [][]string{strings.Split("id_jeune;no;etat;debut;fin;de;a", ";")}
	for _, l := range lives {
		last := quarterOf(l.met)
		from := last - observed + 1
		var spells []event
		for _, e := range l.events {
			switch {
			case e.state == "":
			case len(spells) > 0 && spells[len(spells)-1].state == e.state:
			case e.when <= from:
				spells = []event{{when: from, state: e.state}}
			default:
				spells = append(spells, e)
			}
		}
		for i, s := range spells {
			end := last
			fin := "SO"
			if i+1 < len(spells) {
				end = spells[i+1].when - 1
				fin = french(spells[i+1].when.first())
			}
			rows = append(rows, []string{
				l.id, strconv.Itoa(i + 1), s.state, french(s.when.first()), fin,
				strconv.Itoa(int(s.when-from) + 1), strconv.Itoa(int(end-from) + 1),
			})
		}
	}
	return rows
}

// silent agreed to be interviewed, not to be quoted.
const silent = "J11"

// interviewRows is entretiens.csv: those of the lives, and two that must be
// refused.
func interviewRows(lives []*life) [][]string {
	header := strings.Split("id_entretien;id_cas;id_enfant;role;id_informateur;tranche;sexe;date;lieu;duree_min;enqueteur;info_remise;consentement_ecrit;"+
		"assentiment_mineur;autorisation_parent_1;autorisation_parent_2;accord_enregistrement;accord_citation;date_retrait", ";")
	rows := [][]string{header}
	add := func(id, band, sex, date, place, minutes, asker, second, quote, withdrawn string) {
		written, assent, first := "oui", "non requise", "non requise"
		if band == "16-17" {
			written, assent, first = "non requise", "oui", "oui"
		} else {
			second = "non requise"
		}
		rows = append(rows, []string{id, id, id, "jeune", id, band, sex, date, place, minutes, asker, "oui", written, assent, first, second, "oui", quote, withdrawn})
	}
	for _, l := range lives {
		add(l.id, l.band(), l.of["sexe"], l.of["date"], l.of["lieu"], l.of["duree"], l.of["enqueteur"], "oui", yes(l.id != silent), "")
	}
	add("J31", "18-20", "M", "16/11/2023", "domicile", "35", "AB", "", "oui", "04/12/2023")
	add("J32", "16-17", "F", "21/11/2023", "école", "40", "CD", "non", "oui", "")
	return rows
}
