package main

// describeChildren fills school, health and danger.
func (s *study) describeChildren() {
	s.deal(rule{
		name: "scolarite", gaps: "_:10 NR:4", by: is("tranche_age"),
		shares: map[string]string{
			"0-2":   "non_scol:100",
			"3-5":   "maternelle:94 non_scol:6",
			"6-10":  "elementaire:86 ulis:8 ime:3 itep:3",
			"11-14": "college:72 segpa:12 ulis:7 ime:3 itep:4 descolarise:2",
			"15-17": "lycee_gt:24 lycee_pro:34 apprentissage:10 college:8 segpa:5 ime:4 descolarise:15",
		},
	})
	young := func(c *child) bool { return c.value["scolarite"] == "non_scol" }
	school := func(c *child) string {
		if c.value["scolarite"] == "descolarise" {
			return "out"
		}
		return c.value["tranche_age"]
	}
	s.deal(rule{
		name: "quotite_scolaire", gaps: "_:20 NR:6 ILL:4", absent: young, by: school,
		shares: map[string]string{
			"out":   "nul:100",
			"3-5":   "complet:90 partiel:10",
			"6-10":  "complet:88 partiel:12",
			"11-14": "complet:76 partiel:20 nul:4",
			"15-17": "complet:72 partiel:22 nul:6",
		},
	})
	s.deal(rule{
		name: "absenteisme", gaps: "_:22 NR:7 ILL:4", absent: young, by: school,
		shares: map[string]string{
			"out":   "rupture:100",
			"3-5":   "aucun:66 ponctuel:26 regulier:8",
			"6-10":  "aucun:58 ponctuel:29 regulier:13",
			"11-14": "aucun:38 ponctuel:29 regulier:23 rupture:10",
			"15-17": "aucun:28 ponctuel:30 regulier:28 rupture:14",
		},
	})
	s.deal(rule{
		name: "handicap_mdph", gaps: "_:11 NR:3 NSP:2",
		by: func(c *child) string {
			if x := c.value["scolarite"]; x == "ulis" || x == "ime" || x == "itep" {
				return "special"
			}
			return "ordinary"
		},
		shares: map[string]string{
			"special":  "reconnu:90 en_cours:10",
			"ordinary": "aucun:82 en_cours:10 reconnu:8",
		},
	})
	s.deal(rule{
		name: "origine_ip", family: true, gaps: "_:6 NR:2", by: is("cadre"),
		shares: map[string]string{
			"adm": "ecole:28 famille:18 cdas:20 pmi:10 sante:10 mineur:3 119:4 voisinage:5 autre:2",
			"jud": "ecole:24 police:24 cdas:12 famille:10 sante:10 pmi:4 mineur:4 119:6 voisinage:6",
		},
	})

	levels := map[string]string{"adm": "0:42 1:38 2:20", "jud": "0:36 1:38 2:26"}
	security := map[string]string{"adm": "0:30 1:42 2:28", "jud": "0:18 1:36 2:46"}
	s.deal(rule{name: "d_sante", gaps: "_:8 9:4", by: is("cadre"), shares: levels})
	s.deal(rule{name: "d_securite", gaps: "_:6 9:3", by: is("cadre"), shares: security})
	s.deal(rule{name: "d_moralite", gaps: "_:15 9:8", by: is("cadre"), shares: map[string]string{"adm": "0:70 1:22 2:8", "jud": "0:62 1:26 2:12"}})
	s.deal(rule{name: "d_education", gaps: "_:7 9:3", by: is("cadre"), shares: levels})
	s.deal(rule{name: "d_developpement", gaps: "_:10 9:6", by: is("cadre"), shares: levels})
	s.tick("type_danger", "_:6 NR:2 ILL:1", func(c *child) string {
		options := "physique:18 psychologique:26 sexuelle:5 negligence:32 conjugale:26 carence:40 exploitation:1"
		if c.value["conflit_parental"] == "oui" {
			options += " conflit:78"
		}
		if a := c.value["tranche_age"]; a == "11-14" || a == "15-17" {
			options += " soi:22 delinquance:11"
		}
		return options
	})
}
