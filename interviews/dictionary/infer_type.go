package dictionary

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/internal/cell"
	"github.com/askoria/verbatim/stats"
)

const (
	mostLevels  = 30 // of a variable whose levels are listed
	longestName = 60 // letters of a level
	share       = 10 // one cell in so many may be of another type
)

// variable describes a column that stands alone.
func (s *sample) variable(d *Dictionary) (Variable, string) {
	v := d.named(s.title)
	if why, personal := s.personal(); personal {
		v.Identifying = true
		return v, "identifiante (" + why + ") : elle n'est pas importée, à moins d'écrire identifiant = non"
	}
	v.Missing = s.missing()
	values := s.without(v.Missing)
	v.Type = s.kind(values, &v)
	switch v.Type {
	case Nominal:
		// A value with a sign of the dictionary's own cannot be listed in it.
		if !slices.ContainsFunc(values, func(text string) bool { return strings.ContainsAny(text, "|=\n") }) {
			v.Levels = stats.Levels(s.alike(values)...)
		}
	case Whole, Number:
		v.Missing = append(v.Missing, s.numberCodes(values)...)
	}
	said := fmt.Sprintf("de type %s (%s sur %d", v.Type, stats.Plural(s.filled, "fr", "cellule remplie", "cellules remplies"), s.rows)
	if len(v.Levels) > 0 {
		said += fmt.Sprintf(", modalités : %d ; ordinal si elles sont ordonnées ; aucune ne doit nommer quelqu'un", len(v.Levels))
	}
	if len(v.Missing) > 0 {
		var codes []string
		for _, m := range v.Missing {
			codes = append(codes, equation(m.Code, m.Reason.Code()))
		}
		said += ", codes de valeur manquante supposés : " + strings.Join(codes, ", ")
	}
	return v, said + ")"
}

// personal tells whether the column seems to identify persons, and why.
func (s *sample) personal() (why string, personal bool) {
	// A month of birth is what is left of a day that would identify.
	if interviews.NamesPerson(s.title) && s.kind(s.without(s.missing()), &Variable{}) != Month {
		return "par son nom", true
	}
	named := 0
	for _, text := range s.order {
		if what, found := interviews.Identifies(text); found {
			return what, true
		}
		if someone.MatchString(text) {
			named++
		}
	}
	return "des noms de personnes", named > 0 && 2*named >= len(s.order)
}

// someone is how people are named: "Mme B.", "M. Lebrac", "LEBRAC Camille",
// "Camille LEBRAC".
var someone = regexp.MustCompile(`^(?:(?:Mme|Mlle|Melle|M\.|Mr|Dr|Madame|Monsieur)\s+\pL|\p{Lu}[\p{Lu}'-]{2,}\s+\p{Lu}\p{Ll}+|\p{Lu}\p{Ll}+\s+\p{Lu}[\p{Lu}'-]{2,}$)`)

// missing are the words of the column that people write in the place of a
// value, but for the codes that always stand for none.
func (s *sample) missing() []MissingCode {
	var codes []MissingCode
	for _, text := range s.order {
		if reason, known := missingWords[fold(text)]; known && reason.Code() != text {
			codes = append(codes, MissingCode{text, reason})
		}
	}
	return codes
}

var missingWords = map[string]stats.Missing{
	"?": stats.NotRecorded, "??": stats.NotRecorded, "": stats.NotRecorded, ".": stats.NotRecorded,
	"ras": stats.NotRecorded, "vide": stats.NotRecorded, "nonrenseigne": stats.NotRecorded, "inconnu": stats.NotRecorded,
	"nr": stats.NotRecorded, "na": stats.NotRecorded, "n.r.": stats.NotRecorded,
	"so": stats.NotApplicable, "sansobjet": stats.NotApplicable, "nonconcerne": stats.NotApplicable, "s.o.": stats.NotApplicable,
	"nsp": stats.DoesNotKnow, "nesaitpas": stats.DoesNotKnow, "nesaispas": stats.DoesNotKnow,
	"refus": stats.Refused, "rf": stats.Refused, "refuse": stats.Refused,
	"illisible": stats.Unreadable, "ill": stats.Unreadable,
}

// without are the texts that are values.
func (s *sample) without(codes []MissingCode) []string {
	reasons := stats.MissingReasons()
	return slices.DeleteFunc(slices.Clone(s.order), func(text string) bool {
		return cell.Broken(text) || slices.ContainsFunc(codes, func(m MissingCode) bool { return m.Code == text }) ||
			slices.ContainsFunc(reasons, func(r stats.Missing) bool { return r.Code() == text })
	})
}

// numberCodes are the numbers made of nines or eights that stand far above the
// others: 99 is "does not know" and 88 a refusal in French files.
func (s *sample) numberCodes(values []string) []MissingCode {
	var codes []MissingCode
	for _, text := range values {
		x, _, ok := cell.Number(text)
		trimmed := strings.Trim(text, "98")
		if !ok || trimmed != "" || len(text) < 2 || strings.Count(text, text[:1]) != len(text) {
			continue
		}
		above := func(other string) bool {
			y, _, number := cell.Number(other)
			return number && 2*y > x && strings.Trim(other, "98") != ""
		}
		if slices.ContainsFunc(values, above) {
			continue
		}
		codes = append(codes, MissingCode{text, map[byte]stats.Missing{'9': stats.DoesNotKnow, '8': stats.Refused}[text[0]]})
	}
	return codes
}

// kind is the type that nearly all cells have.
func (s *sample) kind(values []string, v *Variable) Type {
	total, count, noes := 0, map[Type]int{}, 0
	codes := 0 // numbers that are codes: a zero before them, or too many digits
	for _, text := range values {
		n := s.values[text]
		total += n
		yes, ok := cell.Yes(text)
		if ok || text == "2" {
			count[Binary] += n
		}
		if ok && !yes {
			noes++
		}
		if x, _, ok := cell.Number(text); ok {
			count[Number] += n
			if _, whole := cell.Whole(text); whole {
				count[Whole] += n
			}
			if len(text) > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9' || len(text) > 15 || cell.LostDigits(text) || x > 1<<53 {
				codes += n
			}
		}
		switch date := cell.ReadDate(text, false); {
		case date.Precision == cell.ToDay && !date.Serial, date.Precision == cell.Impossible:
			count[Date] += n
		case date.Precision == cell.ToMonth:
			count[Month] += n
		}
	}
	nearly := func(t Type) bool { return count[t]*share >= total*(share-1) }
	words := count[Number] < total
	switch {
	case total == 0:
		return Text
	case codes > 0:
		return s.few(values, total)
	case nearly(Binary) && len(values) <= 4 && (noes > 0 || len(values) == 1) && (words || !slices.Contains(values, "2")):
		return Binary
	case nearly(Binary) && len(values) == 2 && slices.Contains(values, "1"):
		v.Levels = []stats.Level{{Code: "1", Label: "Oui"}, {Code: "2", Label: "Non"}}
		return Binary
	case nearly(Date):
		return Date
	case count[Month] > 0 && (count[Month]+count[Date])*share >= total*(share-1):
		return Month
	case nearly(Whole):
		return Whole
	case nearly(Number):
		return Number
	}
	return s.few(values, total)
}

// few tells levels from free text: short texts that come back.
func (s *sample) few(values []string, total int) Type {
	long := slices.ContainsFunc(values, func(text string) bool { return utf8.RuneCountInString(text) > longestName })
	if levels := len(s.alike(values)); long || levels > mostLevels || 2*levels > total {
		return Text
	}
	return Nominal
}

// alike lists texts that differ in more than case, accents and spaces.
func (s *sample) alike(values []string) []string {
	var list []string
	seen := map[string]bool{}
	for _, text := range values {
		if folded := fold(text); !seen[folded] {
			seen[folded] = true
			list = append(list, text)
		}
	}
	return list
}
