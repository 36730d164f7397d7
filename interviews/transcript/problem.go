package transcript

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// problems says what an analyst should look at. Labels may be names: only those
// that are nearly a declared one are shown.
func (s *splitting) problems(turns []interviews.Turn, unknown []*stranger) []interviews.Problem {
	if len(turns) == 0 && len(s.pieces) > 0 {
		return []interviews.Problem{{
			Severity: interviews.Rejected,
			Summary:  "aucun tour de parole n'y est reconnu : l'enregistrement est transcrit sans dire qui parle",
			Hint:     "transcrire à nouveau en distinguant les locuteurs, ou écrire qui parle au début de chaque passage",
		}}
	}
	if len(turns) == 0 {
		return []interviews.Problem{{
			Severity: interviews.Rejected,
			Summary:  "aucun tour de parole n'y est reconnu",
			Hint:     "écrire qui parle en début de ligne, par exemple « E : » et « Mère : »",
		}}
	}
	var list []interviews.Problem
	notice := func(row int, summary, hint string) {
		list = append(list, interviews.Problem{Row: row, Summary: summary, Hint: hint})
	}
	for _, one := range unknown {
		list = append(list, one.problem(stats.Plural(one.count, "fr", "tour", "tours")+" au rôle inconnu"))
	}
	var resembling []int
	var slips strangers
	for _, n := range s.lookalikes {
		l := s.lines[n-1].labels[0]
		if s.cast.nearest(l) == "" {
			resembling = append(resembling, n)
		} else {
			slips.add(s.cast, l, n)
		}
	}
	for _, one := range slips.list {
		list = append(list, one.problem(stats.Plural(one.count, "fr", "ligne laissée", "lignes laissées")+" dans la parole qui précède"))
	}
	if len(resembling) > 0 {
		notice(resembling[0], stats.Plural(len(resembling), "fr", "ligne commence comme un tour de parole et reste",
			"lignes commencent comme un tour de parole et restent")+" dans la parole qui précède"+lineList(resembling),
			"si quelqu'un y prend la parole, le nommer par son rôle, par exemple « Mère : »")
	}
	if len(s.dashes) >= often {
		notice(s.dashes[0], fmt.Sprintf("%d lignes commencent par un tiret et restent dans la parole qui précède%s",
			len(s.dashes), lineList(s.dashes)),
			"si le tiret marque toujours la même personne, écrire son rôle à la place")
	}
	asked, told := false, false
	for i := range turns {
		asked = asked || turns[i].Interviewer
		told = told || turns[i].Role == s.cast.informant
	}
	if !asked {
		notice(0, "aucun tour de l'enquêteur n'y est reconnu", "écrire « E : » devant ses tours, pour que ses mots ne soient pas comptés")
	}
	if !told && s.cast.informant != "" && !s.cast.group(turns) {
		notice(0, fmt.Sprintf("aucun tour n'y est attribué à la personne interrogée (%s)", s.cast.informant),
			"vérifier le rôle dans la table des entretiens, et qui parle dans le fichier")
	}
	return list
}

// problem says where an undeclared label stands, and what became of it.
func (one *stranger) problem(became string) interviews.Problem {
	p := interviews.Problem{Row: one.line}
	switch {
	case one.label.form == dashed:
		p.Summary = "étiquette réduite à un tiret : " + became
		p.Hint = "écrire qui parle à la place de chaque tiret"
	case one.label.name == nobody:
		p.Summary = "le fichier ne dit pas qui parle : " + became
		p.Hint = "y nommer la personne, dans le logiciel d'origine"
	case one.near != "":
		p.Summary = fmt.Sprintf("étiquette proche de « %s » : %s", one.near, became)
		p.Hint = fmt.Sprintf("si c'est la même personne, écrire partout « %s »", one.near)
		// What is nearly a short label may be a first name.
		if utf8.RuneCountInString(one.label.key) >= 7 {
			p.Found = interviews.Quote(one.label.name)
		}
	default:
		p.Summary = "étiquette inconnue : " + became
		p.Hint = "écrire à la place le rôle de qui parle ainsi, par exemple « Mère : »"
	}
	return p
}

// lineList names lines, ten at most; a problem's own line names the only one.
func lineList(lines []int) string {
	if len(lines) == 1 {
		return ""
	}
	const shown = 10
	names := make([]string, 0, shown+1)
	for i, n := range lines {
		if i == shown {
			names = append(names, "…")
			break
		}
		names = append(names, strconv.Itoa(n))
	}
	return " : lignes " + strings.Join(names, ", ")
}
