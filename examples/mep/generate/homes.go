package main

import (
	"fmt"
	"strconv"
	"strings"
)

// describeHomes fills what concerns the household: parents, work, income,
// housing. Brothers and sisters share most of it.
func (s *study) describeHomes() {
	s.deal(rule{
		name: "lieu_vie", gaps: "_:6 NR:2", by: is("type_menage"),
		shares: map[string]string{
			"couple":    "deux_parents:100",
			"mono_mere": "mere:90 alternee:10",
			"mono_pere": "pere:88 alternee:12",
			"recompose": "mere:68 pere:20 alternee:12",
			"elargi":    "famille:78 tiers:22",
		},
	})
	s.deal(rule{
		name: "situation_parents", family: true, gaps: "_:7 NR:2 ILL:1",
		by: func(c *child) string {
			if c.value["type_menage"] == "couple" {
				return "couple"
			}
			return c.value["conflit_parental"]
		},
		shares: map[string]string{
			"couple": "ensemble:100",
			"oui":    "separes_conflit:86 jamais:14",
			"non":    "separes:58 jamais:26 deces:16",
		},
	})
	s.ageParents()
	s.deal(rule{
		name: "contact_pere", gaps: "_:14 NR:5 NSP:3", absent: noFather,
		by: func(c *child) string {
			switch c.value["lieu_vie"] {
			case "deux_parents", "pere":
				return "with"
			case "alternee":
				return "half"
			}
			return "apart"
		},
		shares: map[string]string{
			"with":  "quotidien:92 regulier:8",
			"half":  "regulier:100",
			"apart": "aucun:28 rare:20 irregulier:28 regulier:22 quotidien:2",
		},
	})
	s.deal(rule{
		name: "activite_mere", family: true, gaps: "_:12 NR:4 NSP:2", absent: noMother,
		shares: map[string]string{"": "stable:22 precaire:22 chomage:18 foyer:22 invalidite:9 formation:4 autre:3"},
	})
	s.tick("ressources", "_:22 NR:7 RF:4 NSP:2", resources)
	s.income()
	s.deal(rule{
		name: "logement", family: true, gaps: "_:8 NR:2", by: is("logement_instable"),
		shares: map[string]string{
			"oui": "heberge:38 hotel:20 mobile:10 prive:18 hlm:10 sans:4",
			"non": "hlm:54 prive:30 proprietaire:16",
		},
	})
	s.deal(rule{
		name: "isolement", family: true, gaps: "_:10 NR:3 9:6", by: is("logement_instable"),
		shares: map[string]string{"oui": "0:18 1:28 2:30 3:24", "non": "0:30 1:32 2:25 3:13"},
	})
	s.tick("diff_parents", "_:8 NR:2 ILL:2", func(c *child) string {
		options := "psychique:22 alcool:19 addictions:9 maladie:12 deficience:6 conjugale:24 isolement:22 exil:7 incarceration:4 jeune:6 passe_ase:13"
		if c.value["situation_parents"] == "separes_conflit" {
			options += " separation:85"
		}
		if c.value["situation_parents"] == "deces" {
			options += " deuil:70"
		}
		if c.value["logement_instable"] == "oui" || c.value["surendettement"] == "oui" {
			options += " precarite:72"
		}
		return options
	})
}

// resources go with the mother's work.
func resources(c *child) string {
	if a := c.value["activite_mere"]; a == "stable" || a == "precaire" {
		return "salaire:96 familiales:70 rsa:12 chomage:5"
	}
	return "rsa:48 familiales:72 chomage:24 salaire:26 aah:14"
}

// noFather and noMother tell of whom nothing can be asked.
func noFather(c *child) bool {
	return c.value["situation_parents"] == "deces" && c.value["type_menage"] != "mono_pere"
}

func noMother(c *child) bool {
	return c.value["situation_parents"] == "deces" && c.value["type_menage"] == "mono_pere"
}

// ageParents gives parents an age that their eldest child allows.
func (s *study) ageParents() {
	all := map[string]string{"": "known:100"}
	s.deal(rule{name: "age_mere", family: true, gaps: "_:9 99:5", absent: noMother, shares: all})
	s.deal(rule{name: "age_pere", family: true, gaps: "_:17 99:9", absent: noFather, shares: all})
	for _, f := range s.families {
		eldest := 0
		for _, c := range f.children {
			eldest = max(eldest, months(c.birth, f.start)/12)
		}
		mother := eldest + s.between(17, 27) + s.between(0, 9)
		father := max(eldest+17, mother+s.between(-3, 9))
		for _, c := range f.children {
			c.value["age_mere"] = strconv.Itoa(mother)
			c.value["age_pere"] = strconv.Itoa(father)
		}
	}
}

// income writes amounts as French spreadsheets do: decimal comma, and from a
// thousand on a no-break space.
func (s *study) income() {
	s.deal(rule{name: "revenu_mensuel", family: true, gaps: "_:20 NR:6 RF:4 9999:4", shares: map[string]string{"": "known:100"}})
	s.amounts()
}

func (s *study) amounts() {
	for _, f := range s.families {
		euros := s.between(620, 1500)
		if strings.Contains(f.children[0].value["ressources"], "salaire") {
			euros += s.between(200, 1400)
		}
		amount := fmt.Sprintf("%d,%02d", euros, 50*s.between(0, 1))
		if euros >= 1000 {
			amount = fmt.Sprintf("%d\u00a0%03d,%02d", euros/1000, euros%1000, 50*s.between(0, 1))
		}
		for _, c := range f.children {
			c.value["revenu_mensuel"] = amount
		}
	}
}
