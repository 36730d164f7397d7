package interviews

import (
	"regexp"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Identifies tells whether a cell holds what names a person by its form alone,
// and what: a French social security number, an e-mail address, a phone number.
func Identifies(cell string) (what string, found bool) {
	if strings.IndexByte(cell, '@') > 0 && mailAddress.MatchString(cell) {
		return "une adresse électronique", true
	}
	if len(cell) < 9 {
		return "", false // no number of a person is so short
	}
	digits := 0
	for i := range len(cell) {
		if '0' <= cell[i] && cell[i] <= '9' {
			digits++
		}
	}
	switch {
	case digits < 9:
		return "", false
	case digits >= 12 && socialSecurity.MatchString(cell):
		return "un numéro de sécurité sociale", true
	case phoneNumber.MatchString(cell):
		return "un numéro de téléphone", true
	}
	return "", false
}

// Word boundaries are written out: \b would find a phone number inside a longer
// run of digits joined by dots.
var (
	mailAddress    = regexp.MustCompile(`[\pL\d._%+-]+@[\pL\d-]+\.[\pL\d.-]+`)
	socialSecurity = regexp.MustCompile(`(?:^|\D)[1-478] ?\d\d ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d\d|2[ABab]) ?\d{3} ?\d{3}(?: ?\d\d)?(?:\D|$)`)
	phoneNumber    = regexp.MustCompile(`(?:^|[^\d.,-])(?:(?:\+|00)33[ .-]?(?:\(0\))?|0)[1-9](?:[ .\-\x{a0}\x{202f}]?\d\d){4}(?:\D|$)`)
)

// NamesPerson tells whether the name of a column announces what names a
// person: "nom_referent", "Téléphone mère", "date de naissance". Counts and
// places of birth do not: "nombre_enfants", "pays_naissance".
func NamesPerson(column string) bool {
	words := strings.FieldsFunc(strings.ToLower(column), func(r rune) bool {
		return strings.ContainsRune(" _-./'’()\u00a0\u202f", r)
	})
	for i, word := range words {
		words[i] = stats.Fold(word)
	}
	if slices.ContainsFunc(words, func(w string) bool { return slices.Contains(identityWords, w) }) {
		return true
	}
	whole := stats.Fold(column)
	return strings.Contains(whole, "securitesociale") || strings.Contains(whole, "datenaissance") ||
		strings.Contains(whole, "datedenaissance") || whole == "naissance" || whole == "neele"
}

var identityWords = []string{
	"nom", "noms", "prenom", "prenoms", "patronyme", "telephone", "tel", "portable", "mail", "email",
	"courriel", "adresse", "nir", "nss", "secu", "firstname", "lastname", "ipaddr", "token",
}
