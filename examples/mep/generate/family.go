package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// seed makes the study; another one makes other families with the same links.
// This one was kept because its files fit the five stories told, and because the
// link of the sibships, which rests on few families, is clear in it; the other
// links hold for any seed.
const seed = 19

// observed is the last day that the files tell of.
var observed = day(2023, 12, 31)

// study is the whole of the invented children.
type study struct {
	rng      *rand.Rand
	families []*family
	children []*child
	told     []*child    // of the five stories that the families were chosen for
	met      []situation // the 25 cases
}

type family struct {
	id       string
	children []*child
	open     bool   // the measure still runs on the last day observed
	profile  string // one of profiles
	// The measure, the same for brothers and sisters.
	alert, decision, start, end time.Time
}

// size is "1" for an only child in the study, else "2+".
func (f *family) size() string {
	if len(f.children) == 1 {
		return "1"
	}
	return "2+"
}

type child struct {
	id     string
	family *family
	value  map[string]string // the truth, known to the generator alone
	gap    map[string]string // what stands in the cell instead
	birth  time.Time         // first day of the month
	first  time.Time         // start of the first measure
	spells []spell
	path   string // one of paths
}

// cell is what the case file says.
func (c *child) cell(variable string) string {
	if sign, hidden := c.gap[variable]; hidden {
		return sign
	}
	return c.value[variable]
}

// is reads one variable's true value.
func is(variable string) func(*child) string {
	return func(c *child) string { return c.value[variable] }
}

// newStudy makes 190 families of 240 children: 150 alone, 32 pairs, 6 of
// three, 2 of four.
func newStudy(seed uint64) *study {
	s := &study{rng: rand.New(rand.NewPCG(seed, 2023))}
	var sizes []int
	for _, of := range []struct{ families, children int }{{150, 1}, {32, 2}, {6, 3}, {2, 4}} {
		for range of.families {
			sizes = append(sizes, of.children)
		}
	}
	s.rng.Shuffle(len(sizes), func(i, j int) { sizes[i], sizes[j] = sizes[j], sizes[i] })
	for _, size := range sizes {
		f := &family{id: fmt.Sprintf("F%03d", len(s.families)+1)}
		for range size {
			c := &child{
				id:     fmt.Sprintf("E%03d", len(s.children)+1),
				family: f,
				value:  map[string]string{},
				gap:    map[string]string{},
			}
			f.children = append(f.children, c)
			s.children = append(s.children, c)
		}
		s.families = append(s.families, f)
	}
	return s
}

// centres are the 22 CDAS and how many files each holds.
const centres = `
	CDAS01:12 CDAS02:5 CDAS03:22 CDAS04:9 CDAS05:16 CDAS06:3 CDAS07:14 CDAS08:10
	CDAS09:7 CDAS10:20 CDAS11:4 CDAS12:13 CDAS13:8 CDAS14:18 CDAS15:6 CDAS16:11
	CDAS17:3 CDAS18:15 CDAS19:12 CDAS20:5 CDAS21:17 CDAS22:10`

// agencies group the centres, in their order.
const agencies = "AG1:4 AG2:4 AG3:4 AG4:4 AG5:3 AG6:3"

// place says where a family is followed, by whom and on which legal base:
// 40 % administrative, 60 % judicial.
func (s *study) place() {
	all := func(shares string) map[string]string { return map[string]string{"": shares} }
	s.deal(rule{name: "cdas", family: true, shares: all(centres)})
	agencyOf := map[string]string{}
	centre := 0
	for _, agency := range parse(agencies) {
		for range agency.weight {
			agencyOf[parse(centres)[centre].level] = agency.level
			centre++
		}
	}
	for _, c := range s.children {
		c.value["agence"] = agencyOf[c.value["cdas"]]
		c.value["id_enfant"] = c.id
		c.value["id_famille"] = c.family.id
		c.value["nb_fratrie_mesure"] = fmt.Sprint(len(c.family.children))
	}
	s.deal(rule{name: "operateur", family: true, shares: all("assoc_a:34 assoc_b:22 assoc_c:14 dep_1:18 dep_2:12")})
	s.deal(rule{name: "cadre", family: true, shares: all("adm:40 jud:60")})
	s.deal(rule{name: "en_cours", family: true, shares: all("oui:15 non:85")})
	for _, c := range s.children {
		c.family.open = c.value["en_cours"] == "oui"
	}
	// Surnames that nobody bears: the import must refuse the column.
	referents := strings.Fields("Orvaline Trébusque Kerlazic Maubrelet Sézanvier Plouvennac Dargentelle Bruzolin")
	for i, f := range s.families {
		for _, c := range f.children {
			c.value["nom_referent"] = "Mme " + referents[i%len(referents)]
		}
	}
}
