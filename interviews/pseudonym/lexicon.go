package pseudonym

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// The lexicons are data that a researcher can read and correct: one row a
// group, "|" between its words.
var (
	//go:embed data/prenoms.csv
	firstNameData string
	//go:embed data/noms.csv
	surnameData string
	//go:embed data/communes_35.csv
	communeData string
	//go:embed data/lieux.csv
	placeData string
	//go:embed data/mots.csv
	wordData string
)

// group is a set of first names that can stand for each other.
type group struct {
	sex    Sex
	born   int // first year of the generation; 0 for nicknames
	origin string
	names  []string
}

// placeName is a place by one of its names; full is the one of the tag.
type placeName struct {
	name, full string
	kind       Kind
	short      bool // everyday form: "Cesson"
}

type lexicon struct {
	groups   []group
	surnames []string
	places   []placeName
	words    map[string][]string // by the name of the list
}

// lexicons are read once, on first use.
var lexicons = sync.OnceValue(func() lexicon {
	var l lexicon
	for row := range rows(firstNameData) {
		g := group{origin: row[2], names: strings.Split(row[3], "|")}
		g.sex = map[string]Sex{"f": Female, "m": Male}[row[0]]
		for _, digit := range row[1] {
			g.born = 10*g.born + int(digit-'0')
		}
		l.groups = append(l.groups, g)
	}
	for row := range rows(surnameData) {
		l.surnames = append(l.surnames, strings.Split(row[1], "|")...)
	}
	for row := range rows(communeData) {
		l.places = append(l.places, placeName{row[0], row[0], Commune, false})
		if row[2] != "" {
			l.places = append(l.places, placeName{row[2], row[0], Commune, true})
		}
	}
	kindOf := map[string]Kind{"département": Department, "région": Region, "ville": Commune, "quartier": Place, "pays": Country}
	for row := range rows(placeData) {
		for name := range strings.SplitSeq(row[1], "|") {
			l.places = append(l.places, placeName{name, name, kindOf[row[0]], false})
		}
	}
	l.words = map[string][]string{}
	for row := range rows(wordData) {
		l.words[row[0]] = strings.Split(row[1], "|")
	}
	return l
})

// rows are the rows of an embedded file below its header.
func rows(data string) func(func([]string) bool) {
	return func(yield func([]string) bool) {
		_, body, _ := strings.Cut(data, "\n")
		for line := range strings.Lines(body) {
			if line = strings.TrimSpace(line); line != "" && !yield(strings.Split(line, ";")) {
				return
			}
		}
	}
}

// Origins are the origins of first names that the lexicon tells apart, as
// Known.Origin takes them. They say in which countries a name is common, and
// nothing of any person.
func Origins() []string {
	var origins []string
	for _, g := range lexicons().groups {
		if g.born > 0 && !slices.Contains(origins, g.origin) {
			origins = append(origins, g.origin)
		}
	}
	return origins
}
