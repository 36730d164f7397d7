package main

// The planted links. Each is dealt by exact quotas among the rows recorded on
// both sides, so that the strength found in the file is the one asked here.

// plantPath: the earlier the first measure, the longer the path. V = 0.34
// between the two variables in bands.
func (s *study) plantPath() {
	s.deal(rule{
		name: "tranche_1re_mesure", gaps: "_:11 NSP:3",
		shares: map[string]string{"": "0-5:32 6-10:36 11-17:32"},
	})
	s.deal(rule{
		name: "tranche_parcours", gaps: "_:9",
		by: is("tranche_1re_mesure"), with: []string{"tranche_1re_mesure"},
		shares: map[string]string{
			"0-5":   "moins_2_ans:14 2_a_5_ans:28 5_ans_plus:58",
			"6-10":  "moins_2_ans:32 2_a_5_ans:40 5_ans_plus:28",
			"11-17": "moins_2_ans:58 2_a_5_ans:34 5_ans_plus:8",
		},
	})
}

// plantLinks deals the other planted pairs.
func (s *study) plantLinks() {
	// Conflict between parents → judicial measure: V = 0.30.
	s.deal(rule{
		name: "conflit_parental", family: true, gaps: "_:8 NR:3 NSP:2",
		by: is("cadre"),
		shares: map[string]string{
			"adm": "oui:33 non:67",
			"jud": "oui:63 non:37",
		},
	})

	// Sex × legal base: nothing.
	s.deal(rule{
		name: "sexe", by: is("cadre"),
		shares: map[string]string{
			"adm": "fille:46 garcon:54",
			"jud": "fille:48 garcon:52",
		},
	})

	// Unstable housing → more intense measure: V = 0.35.
	s.deal(rule{
		name: "logement_instable", family: true, gaps: "_:8 NR:3",
		shares: map[string]string{"": "oui:36 non:64"},
	})
	s.deal(rule{
		name: "intensite_max", gaps: "_:8 NR:4",
		by: is("logement_instable"), with: []string{"logement_instable"},
		shares: map[string]string{
			"non": "1:17 2:41 3:32 4:10",
			"oui": "1:6 2:22 3:37 4:35",
		},
	})

	// Household × debts: nothing among families. But in the few large sibships
	// lone mothers have debts more often, and each child repeats the family's
	// answer: counted by child, chance looks like a link.
	s.deal(rule{
		name: "type_menage", family: true, gaps: "_:6 NR:3",
		by: is("conflit_parental"),
		shares: map[string]string{
			"oui": "couple:10 mono_mere:48 mono_pere:12 recompose:22 elargi:8",
			"non": "couple:34 mono_mere:34 mono_pere:8 recompose:16 elargi:8",
		},
	})
	s.deal(rule{
		name: "surendettement", family: true, gaps: "_:14 NR:6 RF:4",
		by:   func(c *child) string { return c.family.size() + " " + c.value["type_menage"] },
		with: []string{"type_menage"},
		shares: map[string]string{
			"1 couple": "oui:44 non:56", "1 mono_mere": "oui:44 non:56", "1 mono_pere": "oui:44 non:56",
			"1 recompose": "oui:44 non:56", "1 elargi": "oui:44 non:56",
			"2+ couple": "oui:10 non:90", "2+ mono_mere": "oui:92 non:8", "2+ mono_pere": "oui:20 non:80",
			"2+ recompose": "oui:10 non:90", "2+ elargi": "oui:20 non:80",
		},
	})
}
