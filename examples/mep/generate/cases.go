package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// interview is a row of entretiens.csv.
type interview struct {
	id, situation, child, role, person string
	band, sex                          string
	date                               time.Time
	place                              string
	minutes                            int
	asker                              string
	refuses                            string // consent column answered non, none when ""
	withdrawn                          time.Time
}

// situation is a case: a child of the files and who was met about them.
type situation struct {
	id         string
	child      *child
	interviews []interview
}

// told are the five cases with transcripts: what the file of their child must
// say, and who was met. The stories were written first; the child is the one
// whose file fits them best.
var told = []struct {
	id    string
	wants map[string]string
	met   []interview
}{
	{"C01", map[string]string{"sexe": "fille", "cadre": "adm", "tranche_age": "11-14", "conflit_parental": "oui", "type_menage": "mono_mere", "scolarite": "college"}, []interview{
		{role: "jeune", band: "11-14", sex: "F", date: day(2023, 4, 12), place: "domicile", minutes: 52, asker: "AB"},
		{role: "mère", band: "35-44", sex: "F", date: day(2023, 4, 19), place: "domicile", minutes: 68, asker: "AB"},
		{role: "référent MEP", band: "45-54", sex: "F", date: day(2023, 5, 4), place: "CDAS", minutes: 75, asker: "CD"},
	}},
	{"C02", map[string]string{"sexe": "garcon", "cadre": "jud", "tranche_age": "15-17", "type_menage": "mono_mere", "tranche_1re_mesure": "0-5", "tranche_parcours": "5_ans_plus"}, []interview{
		{role: "jeune", band: "15-17", sex: "M", date: day(2023, 5, 23), place: "association", minutes: 34, asker: "CD"},
		{role: "mère", band: "35-44", sex: "F", date: day(2023, 5, 30), place: "domicile", minutes: 81, asker: "CD"},
		{role: "référent MEP", band: "25-34", sex: "M", date: day(2023, 6, 6), place: "association", minutes: 62, asker: "AB"},
	}},
	{"C03", map[string]string{"sexe": "garcon", "cadre": "jud", "tranche_age": "11-14", "type_menage": "couple", "scolarite": "college"}, []interview{
		{role: "jeune", band: "11-14", sex: "M", date: day(2023, 6, 13), place: "tiers-lieu", minutes: 41, asker: "AB"},
		{role: "père", band: "45-54", sex: "M", date: day(2023, 6, 20), place: "visio", minutes: 94, asker: "AB"},
		{role: "référent MEP", band: "35-44", sex: "M", date: day(2023, 6, 27), place: "association", minutes: 70, asker: "CD"},
	}},
	{"C04", map[string]string{"sexe": "garcon", "cadre": "adm", "tranche_age": "3-5", "type_menage": "mono_mere", "tranche_1re_mesure": "0-5"}, []interview{
		{role: "mère", band: "25-34", sex: "F", date: day(2023, 9, 11), place: "domicile", minutes: 58, asker: "AB"},
		{role: "référent MEP", band: "35-44", sex: "F", date: day(2023, 9, 18), place: "CDAS", minutes: 55, asker: "AB"},
	}},
	{"C05", map[string]string{"sexe": "fille", "cadre": "jud", "tranche_age": "15-17", "type_menage": "mono_pere"}, []interview{
		{role: "jeune", band: "15-17", sex: "F", date: day(2023, 10, 9), place: "autre", minutes: 47, asker: "AB"},
		{role: "père", band: "45-54", sex: "M", date: day(2023, 10, 16), place: "domicile", minutes: 39, asker: "CD", refuses: "accord_citation"},
	}},
}

// planned are the other cases, by who is met: with those told, 9 triads, 10
// dyads, 6 alone.
var planned = []string{
	"jeune parent pro", "jeune parent pro", "jeune parent pro", "jeune parent pro", "jeune parent pro", "jeune parent pro",
	"parent pro", "jeune pro", "parent pro", "jeune parent", "parent pro", "jeune pro", "parent pro", "jeune parent",
	"jeune", "parent", "parent", "pro", "jeune", "parent",
}

// refused and withdrawn cannot enter the study: one lacks a consent that its
// role needs, the other was withdrawn.
const (
	refused   = "C07-jeune"
	withdrawn = "C15-mere"
)

var withdrawal = day(2023, 11, 2)

// cases picks 25 children of 25 families, and who speaks of them.
func (s *study) cases() ([]situation, error) {
	var list []situation
	taken := map[*family]bool{}
	for i, t := range told {
		taken[s.told[i].family] = true
		list = append(list, situation{id: t.id, child: s.told[i], interviews: t.met})
	}
	candidates := slices.Clone(s.children)
	s.rng.Shuffle(len(candidates), func(i, j int) { candidates[i], candidates[j] = candidates[j], candidates[i] })
	for i, sides := range planned {
		at := slices.IndexFunc(candidates, func(c *child) bool {
			old := months(c.birth, day(2023, 6, 1)) / 12
			return !taken[c.family] && running(c, day(2023, 6, 1)) && old < 18 &&
				(old >= 11 || !strings.Contains(sides, "jeune"))
		})
		if at < 0 {
			return nil, fmt.Errorf("no child left for case %d", i+6)
		}
		c := candidates[at]
		taken[c.family] = true
		list = append(list, situation{fmt.Sprintf("C%02d", i+6), c, s.meet(c, strings.Fields(sides))})
	}
	s.sign(list)
	return list, nil
}

// settle finds the children of the five stories, in five families, and moves
// the dates of each family so that the measure runs while people are met.
func (s *study) settle() {
	taken := map[*family]bool{}
	for _, story := range told {
		c := s.closest(story.wants, taken)
		taken[c.family] = true
		s.told = append(s.told, c)
		last := story.met[len(story.met)-1].date
		c.family.move(months(c.family.end, last.AddDate(0, 2, 0)))
	}
}

// decisive weighs what a story can hardly do without; the rest weighs 1.
var decisive = map[string]int{"sexe": 100, "cadre": 100, "tranche_age": 30, "type_menage": 12, "conflit_parental": 10, "tranche_1re_mesure": 10}

// closest is the child whose file has most of what the story wants.
func (s *study) closest(wants map[string]string, taken map[*family]bool) *child {
	var best *child
	most := -1
	for _, c := range s.children {
		if taken[c.family] || c.family.open {
			continue
		}
		fits := 0
		for variable, value := range wants {
			if c.value[variable] == value {
				fits += max(1, decisive[variable])
			}
		}
		if fits > most {
			best, most = c, fits
		}
	}
	return best
}

func running(c *child, on time.Time) bool {
	return c.family.start.Before(on) && c.family.until().After(on)
}

// meet invents the interviews of a case whose transcripts are still to come.
func (s *study) meet(c *child, sides []string) []interview {
	var met []interview
	on := day(2023, 4, 3).AddDate(0, 0, s.between(0, 200))
	for _, side := range sides {
		i := interview{date: on, minutes: s.between(32, 95), asker: s.pick("AB:50 CD:50")}
		switch side {
		case "jeune":
			i.role, i.sex = "jeune", map[string]string{"fille": "F", "garcon": "M"}[c.value["sexe"]]
			i.band = band(months(c.birth, on)/12, ageBands...)
			i.place = s.pick("domicile:30 association:30 CDAS:20 tiers-lieu:20")
		case "parent":
			i.role, i.sex = "mère", "F"
			if home := c.value["type_menage"]; home == "mono_pere" || home == "couple" && s.chance(40) {
				i.role, i.sex = "père", "M"
			}
			i.band = s.pick("25-34:25 35-44:50 45-54:25")
			i.place = s.pick("domicile:70 CDAS:20 téléphone:10")
		case "pro":
			i.role, i.sex = "référent MEP", s.pick("F:70 M:30")
			i.band = s.pick("25-34:35 35-44:40 45-54:25")
			i.place = s.pick("association:50 CDAS:30 visio:20")
		}
		met = append(met, i)
		on = on.AddDate(0, 0, s.between(5, 16))
	}
	return met
}

// sign numbers interviews and persons. Nobody here is a name.
func (s *study) sign(list []situation) {
	suffix := map[string]string{"jeune": "jeune", "mère": "mere", "père": "pere", "référent MEP": "pro"}
	persons := 0
	for _, c := range list {
		for i := range c.interviews {
			persons++
			x := &c.interviews[i]
			x.id, x.situation, x.child = c.id+"-"+suffix[x.role], c.id, c.child.id
			x.person = fmt.Sprintf("P%03d", persons)
			switch x.id {
			case refused:
				x.refuses = "autorisation_parent_2"
			case withdrawn:
				x.withdrawn = withdrawal
			}
		}
	}
}

var interviewColumns = strings.Fields(`id_entretien id_cas id_enfant role id_informateur tranche sexe
	date lieu duree_min enqueteur info_remise consentement_ecrit assentiment_mineur
	autorisation_parent_1 autorisation_parent_2 accord_enregistrement accord_citation date_retrait`)

// interviewRows is entretiens.csv. A minor needs an assent and both parents'
// authorisation in the place of a written consent; at 18 one signs alone.
func interviewRows(list []situation) [][]string {
	rows := [][]string{interviewColumns}
	for _, c := range list {
		for _, x := range c.interviews {
			adult, minor := "oui", "non requise"
			if x.role == "jeune" && x.band != "18-20" {
				adult, minor = "non requise", "oui"
			}
			row := []string{
				x.id, x.situation, x.child, x.role, x.person, x.band, x.sex, french(x.date), x.place,
				strconv.Itoa(x.minutes), x.asker, "oui", adult, minor, minor, minor, "oui", "oui", french(x.withdrawn),
			}
			if x.refuses != "" {
				row[slices.Index(interviewColumns, x.refuses)] = "non"
			}
			rows = append(rows, row)
		}
	}
	return rows
}
