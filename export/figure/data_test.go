package figure_test

import (
	"fmt"
	"math"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/duration"
	"github.com/askoria/verbatim/stats/sequence"
)

func number(name, label string, format stats.Format, values ...float64) stats.Column {
	missing := make([]stats.Missing, len(values))
	kept := make([]float64, len(values))
	for i, x := range values {
		if kept[i] = x; math.IsNaN(x) {
			kept[i], missing[i] = 0, stats.Undefined
		}
	}
	return stats.Variable{Name: name, Label: label, Format: format}.Numbers(kept, missing)
}

type tabler []*stats.Table

func (t tabler) Tables() []*stats.Table { return t }

// words is an invented similarity graph.
func words() tabler {
	names := []string{
		"maman", "papa", "juge", "éducatrice", "école", "placement", "foyer", "copains", "sport", "argent", "permis", "mission locale",
		"boulot", "voiture", "bus", "rendez-vous", "assistante sociale", "confiance", "parler", "écouter", "colère", "séparation", "week-end", "frère", "sœur", "chambre", "famille d'accueil", "avenir", "formation", "stage",
	}
	var frequency, community []float64
	for i := range names {
		frequency = append(frequency, float64(90-i*5/2))
		community = append(community, float64(1+i%5))
	}
	var first, second []string
	var weights []float64
	var tree []bool
	for i := 1; i < len(names); i++ {
		j := max(i-5, 0)
		first, second = append(first, names[j]), append(second, names[i])
		weights, tree = append(weights, float64(2+i*7%11)), append(tree, true)
		if k := i * 3 % len(names); k != i && i%2 == 0 {
			first, second = append(first, names[k]), append(second, names[i])
			weights, tree = append(weights, float64(1+i%3)), append(tree, false)
		}
	}
	return tabler{
		stats.MustTable("Graphe de similitude : mots", stats.Variable{Name: "terme"}.Texts(names, nil),
			number("frequence", "", stats.Count, frequency...), number("communaute", "", stats.Count, community...)).
			Captioned(stats.Caption{Population: "412 unités."}),
		stats.MustTable("Liens", stats.Variable{Name: "mot_1"}.Texts(first, nil), stats.Variable{Name: "mot_2"}.Texts(second, nil),
			number("poids", "", stats.Number, weights...), stats.Variable{Name: "arbre"}.Flags(tree, nil)),
	}
}

// measures are 150 invented measures: how long, and how they ended.
func measures() *stats.Table {
	const n = 150
	time := make([]float64, n)
	ends, frames := make([]string, n), make([]string, n)
	for i := range n {
		time[i] = float64(1 + (i*i/7+i*3)%36)
		ends[i] = []string{"objectifs atteints", "placement", "en cours", "objectifs atteints", "majorité", "en cours", "placement"}[i%7]
		frames[i] = []string{"Administratif", "Judiciaire", "Judiciaire"}[i%3]
		if frames[i] == "Judiciaire" {
			time[i] = min(36, time[i]+6)
		}
	}
	return stats.MustTable("Mesures", stats.Variable{Name: "mois", Label: "Durée", Unit: "mois"}.Numbers(time, nil),
		stats.Variable{Name: "issue", Label: "Issue"}.Labelled(ends...), stats.Variable{Name: "cadre", Label: "Cadre"}.Labelled(frames...))
}

var clock = duration.Clock{Time: "mois", Event: "issue", Censored: []string{"en cours"}}

// survival is how long the measures go on, by frame; exits is how they end.
func survival(lang string) (*duration.Survival, error) {
	return duration.KaplanMeier{Clock: clock, By: "cadre", Cases: "mesures", Lang: lang}.Of(measures())
}

func exits(lang string) (*duration.Incidence, error) {
	return duration.CumulativeIncidence{Clock: clock, Cases: "mesures", Lang: lang}.Of(measures())
}

// cases are 160 invented files of children.
func cases() *stats.Table {
	const n = 160
	frames := []string{"Administratif", "Judiciaire", "Changement de cadre"}
	places := []string{"Chez la mère", "Chez le père", "Résidence alternée", "Chez un tiers digne de confiance"}
	ages := []string{"0-2 ans", "3-5 ans", "6-10 ans", "11-14 ans", "15-17 ans"}
	frame, place, age, sex := make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	for i := range n {
		place[i] = places[[]int{0, 0, 0, 1, 2, 0, 1}[i%7]]
		frame[i] = frames[(i*i/3+i%7/3)%3%(1+i%4/1)]
		age[i] = ages[(i*7/3+i/11)%5]
		sex[i] = []string{"Garçon", "Fille"}[(i/2+i/5)%2]
	}
	place[7], place[60], place[61] = places[3], places[3], places[3]
	missing := make([]stats.Missing, n)
	missing[3], missing[9] = stats.NotRecorded, stats.NotRecorded
	codes := make([]int, n)
	for i := range n {
		for j, name := range places {
			if place[i] == name {
				codes[i] = j
			}
		}
	}
	bands := make([]int, n)
	for i := range n {
		for j, name := range ages {
			if age[i] == name {
				bands[i] = j
			}
		}
	}
	figure := func(name, label string, of func(i int) int) stats.Column {
		x := make([]float64, n)
		for i := range x {
			x[i] = float64(of(i))
		}
		return number(name, label, stats.Number, x...)
	}
	return stats.MustTable("Dossiers",
		stats.Variable{Name: "cadre", Label: "Cadre"}.Labelled(frame...),
		stats.Variable{Name: "lieu", Label: "Lieu de vie"}.Categories(stats.Levels(places...), false, codes, missing),
		stats.Variable{Name: "age", Label: "Âge"}.Categories(stats.Levels(ages...), true, bands, nil),
		stats.Variable{Name: "sexe", Label: "Sexe"}.Labelled(sex...),
		figure("rencontres", "Rencontres par mois", func(i int) int { return i*7%11 + bands[i] }),
		figure("visites", "Visites à domicile", func(i int) int { return i * 7 % 11 / 2 }),
		figure("nuits", "Nuits de répit", func(i int) int { return i * i % 13 }),
		figure("duree", "Durée de la mesure", func(i int) int { return 6 + i*i%13 - bands[i]*2 }))
}

// alphabet is the short one of child protection.
var alphabet = []stats.Level{
	{Code: "HM", Label: "Hors mesure"},
	{Code: "EV", Label: "Évaluation, attente"},
	{Code: "MO", Label: "Milieu ouvert"},
	{Code: "MA", Label: "MEP administrative"},
	{Code: "MJ", Label: "MEP judiciaire"},
	{Code: "PL", Label: "Placement"},
	{Code: "JM", Label: "Jeune majeur"},
}

// paths are invented trajectories of n children over a number of months.
func paths(n, months int) *sequence.Sequences {
	s := &sequence.Sequences{Alphabet: alphabet, Unit: "mois", N: n}
	for m := range months {
		s.Times = append(s.Times, fmt.Sprint(m))
	}
	draw := uint32(7)
	next := func(below int) int {
		draw = draw*1664525 + 1013904223
		return int(draw>>8) % below
	}
	for i := range n {
		states := make([]int, 0, months)
		state := []int{0, 1, 2}[next(3)]
		for m := range months {
			if next(9) == 0 {
				state = min(len(alphabet)-1, state+1+next(2))
			}
			if m > months/2 && next(60) == 0 {
				break // left observation
			}
			if next(80) == 0 {
				states = append(states, sequence.NoState)
				s.Unknown++
				continue
			}
			states = append(states, state)
		}
		s.States, s.IDs = append(s.States, states), append(s.IDs, fmt.Sprint(i))
	}
	return s
}

// saturation is an invented curve of 25 interviews.
func saturation() tabler {
	var rank, seen, mean, low, high []float64
	var voices []string
	for i := range 25 {
		x := float64(i + 1)
		voices, rank = append(voices, "Jeunes"), append(rank, x)
		seen = append(seen, math.Floor(24*(1-math.Exp(-x/5))))
		mean, low, high = append(mean, 24.5*(1-math.Exp(-x/6))), append(low, math.Floor(22*(1-math.Exp(-x/7)))), append(high, math.Ceil(25*(1-math.Exp(-x/4))))
	}
	return tabler{stats.MustTable("Saturation : courbe", stats.Variable{Name: "regard"}.Texts(voices, nil),
		number("rang", "", stats.Count, rank...), number("cumul", "", stats.Count, seen...), number("moyenne", "", stats.Tenth, mean...),
		number("bas", "", stats.Count, low...), number("haut", "", stats.Count, high...)).
		Captioned(stats.Caption{Notes: []string{"Moyenne et bande : 500 ordres tirés."}})}
}

// situations are invented accounts of seven themes in twelve cases.
func situations() tabler {
	var ids, themes []string
	var relation []int
	for i := range 12 {
		for j, theme := range []string{"Motif de la mesure", "Place du père", "Scolarité", "Confiance", "Fin de mesure", "Violences", "Logement"} {
			ids, themes = append(ids, fmt.Sprintf("C%02d", i+1)), append(themes, theme)
			relation = append(relation, (i*i+3*j+i*j)%6)
		}
	}
	return tabler{stats.MustTable("Regards croisés : situations × thèmes", stats.Variable{Name: "id_cas"}.Texts(ids, nil),
		stats.Variable{Name: "theme"}.Texts(themes, nil),
		stats.Variable{Name: "relation"}.Categories(stats.Levels("convergence", "complément", "dissonance", "silence", "à trancher", "non croisé"), false, relation, nil)).
		Captioned(stats.Caption{Population: "Situations : 12, dont 7 triades."})}
}
