package main

import "strconv"

// describeMeasures fills what was decided, done and shared with the family.
func (s *study) describeMeasures() {
	open := func(c *child) bool { return c.family.open }
	s.deal(rule{
		name: "motif_fin", gaps: "_:7 NR:2", absent: open, by: s.outcome,
		shares: map[string]string{
			"adm": "objectifs:44 echeance:28 judiciarisation:12 refus:6 placement:4 demenagement:6",
			"jud": "objectifs:28 echeance:28 mainlevee:20 placement:18 demenagement:6",
			"18":  "majorite:100",
		},
	})
	s.deal(rule{
		name: "intensite_debut", gaps: "_:7 NR:3", by: is("intensite_max"),
		shares: map[string]string{
			"1": "1:100", "2": "2:68 1:32", "3": "3:48 2:40 1:12", "4": "4:40 3:36 2:24",
		},
	})
	s.visits()
	s.deal(rule{
		name: "ppe", gaps: "_:22 NR:6 NSP:3 ILL:2", by: is("cadre"),
		shares: map[string]string{
			"adm": "absent:26 en_cours:20 redige:40 revise:14",
			"jud": "absent:38 en_cours:22 redige:30 revise:10",
		},
	})
	s.deal(rule{
		name: "adhesion", family: true, gaps: "_:12 NR:3 NSP:2", by: is("cadre"),
		shares: map[string]string{
			"adm": "opposition:4 passive:24 ambivalente:34 active:38",
			"jud": "opposition:18 passive:28 ambivalente:32 active:22",
		},
	})
	s.deal(rule{
		name: "part_enfant", gaps: "_:20 NR:6 NSP:2", by: is("tranche_age"),
		absent: func(c *child) bool { return c.value["tranche_age"] == "0-2" },
		shares: map[string]string{
			"3-5":   "absent:64 informe:30 consulte:6",
			"6-10":  "absent:28 informe:38 consulte:24 associe:10",
			"11-14": "absent:14 informe:30 consulte:34 associe:18 codecideur:4",
			"15-17": "absent:10 informe:22 consulte:30 associe:28 codecideur:10",
		},
	})
	s.deal(rule{
		name: "part_mere", family: true, gaps: "_:15 NR:5 NSP:2", absent: noMother, by: is("adhesion"),
		shares: map[string]string{
			"opposition":  "absent:30 informe:50 consulte:20",
			"passive":     "absent:10 informe:48 consulte:32 associe:10",
			"ambivalente": "absent:6 informe:30 consulte:38 associe:22 codecideur:4",
			"active":      "informe:12 consulte:30 associe:42 codecideur:16",
		},
	})
	s.deal(rule{
		name: "part_pere", gaps: "_:22 NR:6 NSP:4", absent: noFather,
		by: func(c *child) string {
			if x := c.value["contact_pere"]; x == "regulier" || x == "quotidien" {
				return "near"
			}
			return "far"
		},
		shares: map[string]string{
			"near": "absent:18 informe:36 consulte:26 associe:16 codecideur:4",
			"far":  "absent:72 informe:24 consulte:4",
		},
	})
	known := map[string]string{"": "known:100"}
	s.deal(rule{name: "date_ip", family: true, gaps: "_:8 NR:2 ILL:2", shares: known})
	s.deal(rule{name: "date_decision", family: true, gaps: "_:6 NR:1 ILL:1", shares: known})
	s.deal(rule{name: "date_debut", gaps: "_:6 NR:2", shares: known})
	s.deal(rule{name: "date_fin", gaps: "_:7 NR:1", absent: open, shares: known})
	s.deal(rule{name: "nb_mesures_avant", gaps: "_:10 NR:3", shares: known})
	s.deal(rule{name: "placement_avant", gaps: "_:10 NR:4", shares: known})
}

// outcome is the legal base, or 18 for those whom the measure leaves at their
// majority.
func (s *study) outcome(c *child) string {
	if months(c.birth, c.family.end) >= 18*12-3 {
		return "18"
	}
	return c.value["cadre"]
}

// visits a month go with the highest intensity, by halves.
func (s *study) visits() {
	s.deal(rule{name: "visites_mois", gaps: "_:15 99:5", shares: map[string]string{"": "known:100"}})
	halves := map[string][2]int{"1": {0, 3}, "2": {3, 6}, "3": {6, 11}, "4": {12, 20}}
	for _, c := range s.children {
		r := halves[c.value["intensite_max"]]
		n := s.between(r[0], r[1])
		c.value["visites_mois"] = strconv.Itoa(n / 2)
		if n%2 == 1 {
			c.value["visites_mois"] += ",5"
		}
	}
}

// compute fills what the case file derives from dates.
func (s *study) compute() {
	for _, c := range s.children {
		f := c.family
		c.value["date_ip"] = french(f.alert)
		c.value["date_decision"] = french(f.decision)
		c.value["date_debut"] = french(f.start)
		c.value["date_fin"] = french(f.end)
		c.value["attente_j"] = strconv.Itoa(days(f.decision, f.start))
		for _, date := range []string{"date_decision", "date_debut"} {
			if _, hidden := c.gap[date]; hidden {
				c.gap["attente_j"] = ""
			}
		}
	}
	// A wait of 99 days is a wait: here 9999 alone means "ne sait pas".
	s.deal(rule{name: "wait_unknown", gaps: "9999:3", shares: map[string]string{"": "known:100"}})
	for _, c := range s.children {
		if sign, unknown := c.gap["wait_unknown"]; unknown {
			c.gap["attente_j"] = sign
		}
	}
}
