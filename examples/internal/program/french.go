package program

import (
	"errors"
	"io/fs"
	"regexp"
)

// reasons are, in French, why a method refuses what analysts most often ask it:
// the library tells programmers in English.
var reasons = []struct {
	english *regexp.Regexp
	french  string
}{
	{regexp.MustCompile(`column "(.+)" is crossed with itself`), "« $1 » est croisée avec elle-même : il faut deux variables"},
	{regexp.MustCompile(`"(.+)" has (\d+) groups? with a value of "(.+)", (?:at least two|two) are needed`), "groupes de « $1 » où « $3 » est renseigné : $2, et il en faut deux"},
	{regexp.MustCompile(`"(.+)" is the outcome, it cannot be a predictor`), "« $1 » est la variable à expliquer, elle ne peut pas être aussi de celles qui expliquent"},
	{regexp.MustCompile(`(\d+) classes of (\d+) different cases; ask for 1 to \d+`), "$1 classes demandées, et $2 cas différents seulement"},
	{regexp.MustCompile(`columns "(.+)" and "(.+)" must have the same levels`), "« $1 » et « $2 » doivent avoir les mêmes modalités"},
}

// InFrench is why something failed, for analysts. What has no French stays as
// the library says it, for whoever helps them.
func InFrench(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "le dossier où l'écrire n'existe pas"
	case errors.Is(err, fs.ErrPermission):
		return "l'écriture y est refusée ; le fermer s'il est ouvert dans le tableur, ou choisir un autre dossier"
	}
	text := err.Error()
	for _, r := range reasons {
		if found := r.english.FindStringSubmatchIndex(text); found != nil {
			return string(r.english.ExpandString(nil, r.french, text, found))
		}
	}
	return text
}
