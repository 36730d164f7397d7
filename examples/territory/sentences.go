package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/textometry"
	"github.com/askoria/verbatim/stats"
)

// sentences are the ten most important results, in words; every number in them
// is taken from a result.
func (s study) sentences(r results) []string {
	told := []string{
		s.who(r),
		s.contrast(r.byFunction, "T2.6", "cadre", "assistant de service social"),
		s.contrast(r.byFunction, "T3.1", "assistant de service social", "cadre"),
		s.contrast(r.bySector, "T2.5", "rural", "urbain"),
		s.contrast(r.byScale, "T2.3", "proche", "large"),
	}
	for _, pair := range r.together.Pairs[:min(2, len(r.together.Pairs))] {
		told = append(told, fmt.Sprintf("%s et %s se disent ensemble : %d passages communs (Jaccard %s).",
			s.title(pair.A), s.title(pair.B), pair.Both, decimal(pair.Jaccard.Value)))
	}
	return append(told, r.agreement.sentence(), specific(r), r.shares.sentence())
}

func (s study) who(r results) string {
	target := r.standing.Spec.Design.Targets[0]
	owner := "n’est le mot d’aucune fonction en propre"
	if of := owners(r.words, "territoire"); len(of) > 0 {
		owner = "est surtout le mot de : " + strings.Join(of, ", ")
	}
	return fmt.Sprintf("%d entretiens et groupes (objectif : %d à %d) ont réuni %d professionnels ; « territoire » y est dit %d fois et %s.",
		r.standing.N, target.Min, target.Max, s.professionals.Len(), len(r.concordance.Lines), owner)
}

// contrast says how many interviews speak of a theme on one level and another.
func (s study) contrast(t *corpus.CodeAttributeTable, code, more, less string) string {
	a, read := interviewsWith(t, code, more)
	b, readToo := interviewsWith(t, code, less)
	return fmt.Sprintf("%s : %d entretiens sur %d (%s), %d sur %d (%s).", s.title(code), a, read, more, b, readToo, less)
}

// interviewsWith are the interviews with a code among those read, on one level.
func interviewsWith(t *corpus.CodeAttributeTable, code, level string) (coded, read int) {
	row := slices.Index(t.Codes, code)
	for col, l := range t.Levels {
		if l.Code == level && row >= 0 {
			return t.Coded[row][col], t.Read[row][col]
		}
	}
	return 0, 0
}

func (a agreements) sentence() string {
	if len(a) == 0 {
		return "Accord des deux codeurs : aucun code n’a de kappa."
	}
	least, advice := a[0], "aucune définition n’est à reprendre"
	if least.kappa.Value < 0.6 {
		advice = "sa définition est à reprendre"
	}
	interval := ""
	if least.kappa.Confidence > 0 {
		interval = fmt.Sprintf(", de %s à %s", decimal(least.kappa.Low), decimal(least.kappa.High))
	}
	return fmt.Sprintf("Accord des deux codeurs : kappa médian %s ; le plus faible est celui de « %s » (%s : %s%s) : %s.",
		decimal(a.median().Value), least.label, least.code, decimal(least.kappa.Value), interval, advice)
}

// specific names the words that stay a function's after adjustment.
func specific(r results) string {
	var words []string
	for _, one := range r.words.Rows {
		if slices.Contains(owners(r.words, one.Term), one.Part) {
			voices := ""
			if _, read := interviewsWith(r.byFunction, "T1", one.Part); read < 2 {
				voices = ", une seule voix" // the word may be a person's, not a function's
			}
			words = append(words, fmt.Sprintf("« %s » (%s, %d fois sur %d%s)", one.Term, one.Part, one.Count, one.Total, voices))
		}
	}
	if len(words) == 0 {
		words = []string{"aucun"}
	}
	return fmt.Sprintf("Mots propres à une fonction, p ajusté sous 5\u00a0%% : %s.", strings.Join(words, ", "))
}

// owners are the functions whose word it is, p adjusted below 0.05.
func owners(t *textometry.SpecificityTable, term string) []string {
	var list []string
	for _, one := range t.Rows {
		if one.Term == term && one.Score > 0 && one.Adjusted.P < 0.05 {
			list = append(list, one.Part)
		}
	}
	return list
}

func (l shares) sentence() string {
	var told []string
	for _, id := range l.groups() {
		voices := l.of(id)
		first, last := voices[0], voices[len(voices)-1]
		told = append(told, fmt.Sprintf("dans %s, la fonction qui parle le plus (%s) dit %.0f\u00a0%% des mots, celle qui parle le moins (%s), %.0f\u00a0%%", id, first.function, first.percent, last.function, last.percent))
	}
	if len(told) == 0 {
		return "Aucun groupe n’a été réuni."
	}
	return "Parole en groupe : " + strings.Join(told, " ; ") + "."
}

func (s study) title(code string) string {
	c, _ := s.Codebook.Code(code)
	return fmt.Sprintf("« %s » (%s)", c.Label, code)
}

// decimal writes a number as French readers do.
func decimal(x float64) string { return stats.Coefficient.Number(x, "fr") }
