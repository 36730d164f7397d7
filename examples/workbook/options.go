package main

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/askoria/verbatim/stats"
)

// kind is what an option holds.
type kind uint8

const (
	whole    kind = iota // 0, 1, 2…
	decimal              // 0,8
	yes                  // oui, non
	variable             // the name of a column
	words                // any text
	day                  // 31/12/2023
	choice               // one of a list, in the order of the library's constants
)

const dayLayout = "2/1/2006"

// option is a setting that a line of the plan can give: "axes = 3".
type option struct {
	name    string
	kind    kind
	choices []string // other ways to write one after a bar
}

// options are all that there are; each method says which are its own. An option
// that is not given is the default of the library.
var options = []option{
	{"ajustement", choice, []string{"holm", "hochberg", "hommel", "bonferroni", "bh", "by", "aucun"}},
	{"axes", whole, nil},
	{"classes", whole, nil},
	{"codeur", words, nil},
	{"combien", whole, nil}, // rows shown
	{"compter_en", choice, []string{"jours", "mois", "ans|années"}},
	{"contexte", whole, nil},
	{"couts", choice, []string{"constants", "transitions", "rareté", "log rareté", "avenir commun"}},
	{"cumul", choice, []string{"passage", "tour", "entretien", "cas"}},
	{"coupe", choice, []string{"tours", "phrases", "segments"}},
	{"détail", yes, nil},
	{"en_cours", words, nil}, // levels of "issue" that are no end
	{"événement", words, nil},
	{"exact", yes, nil},
	{"famille", variable, nil},
	{"firth", yes, nil},
	{"formes", yes, nil}, // words as they are said, not their lemmas
	{"graine", whole, nil},
	{"horloge", choice, []string{"calendrier", "âge", "premier épisode|début"}},
	{"horizon", whole, nil}, // positions of a path, at most
	{"id", variable, nil},
	{"inclusion", decimal, nil},
	{"issue", variable, nil},
	{"jusqu'au", day, nil},
	{"k", whole, nil},
	{"manquants", yes, nil},
	{"mesure", choice, []string{"pearson", "spearman", "tau b|tau|kendall"}},
	{"minimum", whole, nil},
	{"mots_vides", yes, nil},
	{"naissance", variable, nil},
	{"négation", yes, nil},
	{"par", choice, []string{"entretien|document", "cas|situation", "rôle", "regard|côté", "année", "mois", "tout"}},
	{"par_code", whole, nil},
	{"par_regard", yes, nil},
	{"par_rôle", yes, nil},
	{"pas", choice, []string{"mois", "trimestre", "an|année", "jour"}},
	{"pourcentage", choice, []string{"aucun", "ligne|lignes|en ligne", "colonne|colonnes|en colonne", "total"}},
	{"pri", decimal, nil},
	{"quoi", choice, []string{"présence", "passages", "mots"}},
	{"robuste", yes, nil},
	{"seuil", decimal, nil},
	{"solution", choice, []string{"conservatrice|complexe", "parcimonieuse", "intermédiaire"}},
	{"strates", variable, nil},
	{"sur", choice, sources},
	{"taille", whole, nil},
	{"tirages", whole, nil},
	{"tri", choice, []string{"texte", "gauche", "droite"}},
	{"un_par", variable, nil},
	{"un_seul_regard", yes, nil},
	{"unité", choice, []string{"caractère", "mot", "tour", "paragraphe", "document", "situation"}},
}

// value is what an option was given.
type value struct {
	number float64
	text   string
}

// settings are the options of a line, read.
type settings map[string]value

func (s settings) int(name string) int       { return int(s[name].number) }
func (s settings) float(name string) float64 { return s[name].number }
func (s settings) yes(name string) bool      { return s[name].number != 0 }
func (s settings) text(name string) string   { return s[name].text }
func (s settings) day(name string) time.Time {
	day, _ := time.Parse(dayLayout, s[name].text) // read before; zero when not given
	return day
}
func (s settings) seed() uint64 { return uint64(s["graine"].number) }

// read reads the options of a line: "axes = 3 ; un_par = id_famille".
func (s settings) read(text string, own []string) *fault {
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ';' || r == '|' || r == '\n' }) {
		name, given, found := strings.Cut(part, "=")
		if name = strings.TrimSpace(name); name == "" && !found {
			continue
		}
		at := slices.IndexFunc(options, func(o option) bool { return stats.Fold(o.name) == stats.Fold(name) })
		if at < 0 || !slices.Contains(own, options[at].name) {
			advice := "cette méthode n'a pas d'option"
			if len(own) > 0 {
				advice = hint(name, own)
			}
			return &fault{name, "n'est pas une option de cette méthode", advice}
		}
		if given = strings.TrimSpace(given); !found {
			given = "oui" // "exact" alone
		}
		if bad := s.set(options[at], given); bad != nil {
			return bad
		}
	}
	return nil
}

// set reads the value of one option.
func (s settings) set(o option, given string) *fault {
	v := value{text: given}
	switch o.kind {
	case whole, decimal:
		x, err := strconv.ParseFloat(strings.ReplaceAll(given, ",", "."), 64)
		if err != nil || math.IsNaN(x) || x < 0 || x > 1e9 || o.kind == whole && x != math.Trunc(x) {
			return &fault{given, "n'est pas une valeur pour « " + o.name + " »", map[kind]string{whole: "écrire un nombre entier, 0 ou plus", decimal: "écrire un nombre, par exemple 0,8"}[o.kind]}
		}
		v.number = x
	case yes:
		switch stats.Fold(given) {
		case "oui", "o":
			v.number = 1
		case "non", "n":
		default:
			return &fault{given, "n'est ni oui ni non, pour « " + o.name + " »", "écrire oui ou non"}
		}
	case day:
		if _, err := time.Parse(dayLayout, given); err != nil {
			return &fault{given, "n'est pas une date, pour « " + o.name + " »", "écrire par exemple 31/12/2023"}
		}
	case choice:
		at := slices.IndexFunc(o.choices, func(c string) bool {
			return slices.ContainsFunc(strings.Split(c, "|"), func(way string) bool { return stats.Fold(way) == stats.Fold(given) })
		})
		if at < 0 {
			return &fault{given, "n'est pas une valeur pour « " + o.name + " »", hint(given, shown(o.choices))}
		}
		v.number = float64(at)
	}
	s[o.name] = v
	return nil
}

// columns finds the options that name a column of the table.
func (s settings) columns(t *stats.Table) *fault {
	for _, o := range options {
		given, there := s[o.name]
		if o.kind != variable || !there {
			continue
		}
		if t == nil {
			return &fault{given.text, "n'est pas une variable", "cette étude n'a pas de dossiers"}
		}
		c, bad := columnOf(given.text, t)
		if bad != nil {
			return bad
		}
		s[o.name] = value{text: c.Variable().Name}
	}
	return nil
}

// shown are the choices as people are told them.
func shown(choices []string) []string {
	list := make([]string, len(choices))
	for i, c := range choices {
		list[i], _, _ = strings.Cut(c, "|")
	}
	return list
}
