package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// profiles are the kinds of situations that were put into the case files, and the
// signs by which an analysis can know each.
var profiles = []struct{ name, signs, why string }{
	{"precarite", "logement_instable=oui isolement=3 activite_mere=chomage", "pas de logement stable, personne autour, mère au chômage"},
	{"conflit", "conflit_parental=oui activite_mere=stable absenteisme=aucun", "des parents qui se disputent, un emploi, l’école tient"},
	{"soin", "handicap_mdph=reconnu d_sante=2 activite_mere=foyer", "un enfant malade ou handicapé, une mère qui ne travaille plus"},
	{"rupture", "absenteisme=rupture d_education=2", "un adolescent que l’école ne voit plus guère"},
}

// profileOf follows from what was dealt already, so that the planted links stay as
// they are.
func profileOf(f *family) string {
	known := f.children[0].value
	all := func(is func(*child) bool) bool {
		return !slices.ContainsFunc(f.children, func(c *child) bool { return !is(c) })
	}
	switch {
	case known["logement_instable"] == "oui":
		return "precarite"
	case known["conflit_parental"] == "oui":
		return "conflit"
	case all(func(c *child) bool {
		return (c.value["tranche_age"] == "11-14" || c.value["tranche_age"] == "15-17") && !special(c)
	}):
		return "rupture"
	}
	return "soin"
}

func special(c *child) bool {
	return slices.Contains([]string{"ulis", "ime", "itep"}, c.value["scolarite"])
}

// spoken are the cases of which transcripts tell: what they say stays true.
func (s *study) spoken() map[*child]bool {
	tell := map[*child]bool{}
	for _, c := range s.met {
		if _, written := formats[c.interviews[0].id]; written {
			for _, child := range c.child.family.children {
				tell[child] = true
			}
		}
	}
	return tell
}

// aside runs a step on a stream of chance of its own: all that was drawn before,
// and is drawn after, stays what it was.
func (s *study) aside(seed, stream uint64, step func()) {
	kept := s.rng
	s.rng = rand.New(rand.NewPCG(seed, stream))
	step()
	s.rng = kept
}

// plantProfiles deals again, by profile, what describes a situation; gaps stay
// where they are, and sex, operator and legal base have nothing to do with it.
func (s *study) plantProfiles(seed uint64) {
	before := map[*child]map[string]string{}
	for c := range s.spoken() {
		before[c] = maps.Clone(c.value)
	}
	for _, f := range s.families {
		f.profile = profileOf(f)
	}
	by := func(c *child) string { return c.family.profile }
	s.aside(seed, 10, func() {
		s.deal(rule{name: "isolement", family: true, by: by, shares: map[string]string{
			"precarite": "0:3 1:11 2:42 3:44", "conflit": "0:56 1:36 2:5 3:3", "soin": "0:26 1:62 2:8 3:4", "rupture": "0:40 1:50 2:7 3:3",
		}})
		s.deal(rule{name: "activite_mere", family: true, by: by, shares: map[string]string{
			"precarite": "precaire:12 chomage:72 foyer:10 invalidite:2 formation:4", "conflit": "stable:68 precaire:22 chomage:4 foyer:6",
			"soin": "stable:8 precaire:6 foyer:56 invalidite:26 chomage:4", "rupture": "stable:20 precaire:66 chomage:6 foyer:8",
		}})
		s.tick("ressources", "", resources)
		s.amounts()
		s.deal(rule{
			name: "handicap_mdph",
			by: func(c *child) string {
				switch {
				case special(c):
					return "special"
				case c.family.profile == "soin":
					return "soin"
				}
				return ""
			},
			shares: map[string]string{"special": "reconnu:90 en_cours:10", "soin": "reconnu:70 en_cours:24 aucun:6", "": "aucun:92 en_cours:5 reconnu:3"},
		})
		s.deal(rule{
			name: "absenteisme",
			by: func(c *child) string {
				if c.value["scolarite"] == "descolarise" {
					return "out"
				}
				return c.family.profile
			},
			shares: map[string]string{
				"out": "rupture:100", "rupture": "aucun:2 ponctuel:6 regulier:36 rupture:56",
				"precarite": "aucun:32 ponctuel:54 regulier:14", "conflit": "aucun:70 ponctuel:24 regulier:6", "soin": "aucun:50 ponctuel:42 regulier:8",
			},
		})
		s.deal(rule{name: "d_sante", by: by, shares: map[string]string{
			"precarite": "0:38 1:55 2:7", "conflit": "0:68 1:26 2:6", "soin": "0:2 1:8 2:90", "rupture": "0:54 1:40 2:6",
		}})
		s.deal(rule{name: "d_education", by: by, shares: map[string]string{
			"precarite": "0:34 1:58 2:8", "conflit": "0:64 1:30 2:6", "soin": "0:46 1:46 2:8", "rupture": "0:2 1:6 2:92",
		}})
	})
	for c, values := range before {
		c.value = values
	}
}

// paths are the kinds of paths that were put into the spells.
var paths = []struct{ name, sign, why string }{
	{"entree", "HM", "rien avant la MEP, ou depuis longtemps"},
	{"administratif", "AE", "des aides à domicile acceptées (MO administratif), puis la MEP"},
	{"judiciaire", "AM", "des mesures à domicile ordonnées (MO judiciaire), puis la MEP"},
	{"placements", "PL", "des placements, puis la MEP"},
}

// plantPaths tells again what came before the alert, for those who had a measure
// before: four in ten were placed, the others followed at home on the legal base of
// their measure.
func (s *study) plantPaths(seed uint64) {
	pasts := map[string]past{
		"administratif": {first: "MO:100", next: map[string]string{"MO": "MO:92 HM:8", "HM": "MO:100"}, legal: "administratif:96 judiciaire:4"},
		"judiciaire":    {first: "MO:100", next: map[string]string{"MO": "MO:92 HM:8", "HM": "MO:100"}, legal: "administratif:4 judiciaire:96"},
		"placements":    {first: "PL:90 MO:10", next: map[string]string{"PL": "PL:96 MO:4", "MO": "PL:100"}, legal: "administratif:25 judiciaire:75"},
	}
	spoken := s.spoken()
	s.aside(seed, 8, func() {
		for _, c := range s.children {
			evaluated := slices.IndexFunc(c.spells, func(x spell) bool { return x.state == "EV" })
			if c.path = "entree"; evaluated > 0 && !spoken[c] {
				home := map[string]string{"adm": "administratif", "jud": "judiciaire"}[c.value["cadre"]]
				c.path = s.pick("placements:42 " + home + ":58")
				after := c.spells[evaluated:]
				c.spells = nil
				s.tellPast(c, pasts[c.path])
				c.spells = append(c.spells, after...)
			}
			c.countBefore()
		}
	})
	s.blur()
}

func (s *study) readmePlants(b *strings.Builder) {
	b.WriteString("\n## Profils plantés\n\nÀ trouver par une analyse des correspondances multiples et une classification ; chaque profil a pour signes les modalités nommées. Le sexe, l’opérateur et l’agence n’y sont pour rien.\n\n| profil | enfants | signes | en mots |\n|---|---|---|---|\n")
	for _, p := range profiles {
		n := 0
		for _, c := range s.children {
			if c.family.profile == p.name {
				n++
			}
		}
		fmt.Fprintf(b, "| %s | %d | %s | %s |\n", p.name, n, p.signs, p.why)
	}
	b.WriteString("\n## Parcours plantés\n\nDe janvier 2018 à décembre 2023, au mois ; hors mesure (HM) avant la première mesure. L’état MO se lit avec son cadre : AE, administratif ; AM, judiciaire. Chaque parcours a pour signe l’état qui y dure plus qu’ailleurs. Le sexe n’y est pour rien.\n\n| parcours | enfants | signe | en mots |\n|---|---|---|---|\n")
	for _, p := range paths {
		n := 0
		for _, c := range s.children {
			if c.path == p.name {
				n++
			}
		}
		fmt.Fprintf(b, "| %s | %d | %s | %s |\n", p.name, n, p.sign, p.why)
	}
	b.WriteString("\n## Issues plantées\n\nIssues concurrentes, de date_debut à date_fin, un enfant par famille. Un placement finit plus de mesures judiciaires (18 pour cent) qu’administratives (4 pour cent).\n\n| issue | selon | lien |\n|---|---|---|\n| placement | cadre | oui |\n| placement | sexe | non |\n")
	b.WriteString("\n## Configurations plantées\n\nDans les récits des familles (jeune, parent) des cas C01 à C11 : MIEUX (M5.1 dit en bien), CONFIANCE (M2.1), DECISION (M3.3), PAROLE (M3.1). Le cadre administratif n’y est pour rien.\n\n| résultat | expression |\n|---|---|\n| MIEUX | CONFIANCE*DECISION + CONFIANCE*PAROLE |\n")
}
