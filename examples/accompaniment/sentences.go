package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/crossed"
	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/stats"
)

// results are what both the workbook and the ten sentences need.
type results struct {
	standing    *design.Standing
	matrix      *crossed.FindingMatrix
	courses     courses
	fates       *stats.ContingencyTable // nature × fate
	proofs      *stats.ContingencyTable // strength of the proof × agreement
	training    *stats.ContingencyTable // theme × formation or pratique
	frequencies *corpus.CodeFrequencyTable
}

func (s study) analyse() (r results, err error) {
	var failed [5]error
	if r.matrix, failed[0] = (crossed.Findings{Documents: s.documents}).Of(s.findings); failed[0] == nil {
		r.courses = follow(r.matrix)
	}
	r.standing = design.Progress{Design: s.design, CaseFile: s.documents, On: s.LastDay()}.Of(s.Records)
	// Counts, not percentages: a row may hold three findings.
	cross := func(rows, cols string) stats.CrossTab {
		return stats.CrossTab{Rows: rows, Cols: cols, Cases: "constats", Seed: 1}
	}
	r.fates, failed[1] = cross("nature", "devenir").Of(s.findings)
	r.proofs, failed[2] = cross("preuve", "convention").Of(s.findings)
	r.training, failed[3] = cross("theme", "usage").Of(s.findings)
	r.frequencies, failed[4] = corpus.CodeFrequencies{Codebook: s.Codebook, Codes: s.Themes()}.Of(s.Corpus, s.Codings)
	return r, errors.Join(failed[:]...)
}

// sentences are the ten most important results, in words; every number in them
// is taken from a result.
func (s study) sentences(r results) []string {
	return []string{
		fmt.Sprintf("%d documents et %d constats ont été relus.", s.documents.Len(), len(r.matrix.Findings)),
		listed("Continuités, constats repris deux fois de suite", r.courses.read("continuité")),
		listed("Ruptures, nouveautés de la dernière convention", r.courses.read("rupture")),
		r.courses.told("Le plus abandonné", crossed.Abandoned),
		r.courses.told("Le plus contredit", crossed.Contradicted),
		r.courses.told("Le plus suivi d’effet", crossed.Followed),
		link("La nature d’un constat et son devenir", r.fates),
		link("La force de la preuve et la convention", r.proofs),
		s.untaught(r),
		s.heard(r),
	}
}

func listed(title string, list courses) string {
	var told []string
	for _, one := range list {
		told = append(told, fmt.Sprintf("« %s » (%d constats)", one.theme.Title(), one.n))
	}
	if len(told) == 0 {
		told = []string{"aucune"}
	}
	return title + " : " + strings.Join(told, ", ") + "."
}

// told names the theme with the most findings of one fate.
func (c courses) told(title string, fate crossed.Fate) string {
	best := c.most(fate)
	if best.fates[fate] == 0 {
		return title + " : aucun."
	}
	return fmt.Sprintf("%s : « %s », %d constats sur %d.", title, best.theme.Title(), best.fates[fate], best.n)
}

// link says whether two variables go together, and how strongly.
func link(what string, t *stats.ContingencyTable) string {
	if !t.Recommended.Defined() {
		return fmt.Sprintf("%s : pas de test (%s).", what, t.Recommended.Reason)
	}
	verdict := "vont ensemble"
	if t.Recommended.P >= 0.05 {
		verdict = "n’ont pas de lien établi"
	}
	p := "p = " + stats.PValue.Number(t.Recommended.P, "fr")
	if t.Recommended.P < 0.001 {
		p = "p < 0,001"
	}
	return fmt.Sprintf("%s %s (V de Cramér %s, %s, n = %d).", what, verdict, stats.Coefficient.Number(t.V.Value, "fr"), p, t.N)
}

// gap is a theme with its findings in training supports and elsewhere.
type gap struct {
	theme           stats.Level
	taught, written int
}

// gaps are the themes that no training support has, the most written of first.
func (r results) gaps() []gap {
	var list []gap
	taught := slices.IndexFunc(r.training.ColLevels, func(l stats.Level) bool { return l.Code == "formation" })
	for i, theme := range r.training.RowLevels {
		one := gap{theme: theme, written: r.training.RowTotals[i]}
		if taught >= 0 {
			one.taught = r.training.Observed[i][taught]
			one.written -= one.taught
		}
		if one.taught == 0 && one.written > 0 {
			list = append(list, one)
		}
	}
	slices.SortStableFunc(list, func(a, b gap) int { return cmp.Compare(b.written, a.written) })
	return list
}

func (s study) untaught(r results) string {
	var told []string
	for _, one := range r.gaps()[:min(3, len(r.gaps()))] {
		told = append(told, fmt.Sprintf("« %s » (%d)", one.theme.Title(), one.written))
	}
	if len(told) == 0 {
		told = []string{"aucun"}
	}
	return "Constats de la pratique qu’aucun support de formation ne porte, les plus nombreux : " + strings.Join(told, ", ") + "."
}

// heard names the theme that most extracts speak of.
func (s study) heard(r results) string {
	best := slices.MaxFunc(r.frequencies.Rows, func(a, b corpus.CodeFrequency) int {
		return cmp.Or(a.Interviews-b.Interviews, a.Passages-b.Passages)
	})
	code, _ := s.Codebook.Code(best.Code)
	return fmt.Sprintf("Dans les extraits relus avec ceux qui les ont vécus, « %s » revient le plus : %d extraits sur %d.", code.Label, best.Interviews, best.ReadInterviews)
}
