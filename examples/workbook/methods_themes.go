package main

import (
	"slices"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/crossed"
	"github.com/askoria/verbatim/examples/internal/program"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/agreement"
)

var someCodes = argument{holds: codes}

var themeMethods = []method{
	{
		names: []string{"échantillon", "entretiens"}, subject: onTexts, sheet: "Échantillon",
		run: func(q *request) {
			records := q.study.records
			records.Interviews = q.corpus.Interviews()
			if q.cells["filtre"] != "" {
				kept := map[string]bool{}
				for _, i := range records.Interviews {
					kept[i.Child] = true
				}
				records.Episodes = slices.DeleteFunc(slices.Clone(records.Episodes), func(e interviews.Episode) bool { return !kept[e.Child] })
			}
			q.add(records.Sample(), nil)
		},
	},
	{
		names: []string{"thèmes", "fréquence des thèmes"}, subject: onTexts, coded: true, rows: someCodes, sheet: "Thèmes", options: []string{"codeur"},
		run: func(q *request) {
			q.add(corpus.CodeFrequencies{Codebook: q.study.codebook, Codes: q.rows, Coder: q.text("codeur")}.Of(q.corpus, q.codings))
		},
	},
	{
		names: []string{"thèmes × cas", "thèmes x cas", "thèmes par cas"}, subject: onTexts, coded: true, rows: someCodes, sheet: "Thèmes × cas", options: []string{"quoi", "codeur", "par_regard"},
		run: func(q *request) {
			q.add(corpus.CaseByCode{Codebook: q.study.codebook, Codes: q.rows, Measure: corpus.Measure(q.int("quoi")), Coder: q.text("codeur"), BySide: q.yes("par_regard")}.Of(q.corpus, q.codings))
		},
	},
	{
		names: []string{"thèmes selon", "thèmes × variable"}, subject: onTexts, coded: true, rows: someCodes, cols: argument{holds: variables, least: 1}, sheet: "Thèmes selon", options: []string{"codeur"},
		run: func(q *request) {
			for _, col := range q.cols {
				q.add(corpus.CodeByAttribute{Attribute: col, Cases: q.study.joinable(), Codebook: q.study.codebook, Codes: q.rows, Coder: q.text("codeur")}.Of(q.corpus, q.codings))
			}
		},
	},
	{
		names: []string{"cooccurrences", "thèmes ensemble"}, subject: onTexts, coded: true, rows: someCodes, sheet: "Cooccurrences", options: []string{"cumul", "codeur"},
		run: func(q *request) {
			q.add(corpus.CoOccurrence{Codebook: q.study.codebook, Codes: q.rows, Scope: corpus.Scope(q.int("cumul")), Coder: q.text("codeur")}.Of(q.corpus, q.codings))
		},
	},
	{
		names: []string{"verbatims", "citations"}, subject: onTexts, coded: true, rows: someCodes, sheet: "Verbatims", options: []string{"par_code", "un_seul_regard", "codeur"},
		run: func(q *request) {
			q.add(corpus.Quotes{Codebook: q.study.codebook, Codes: q.rows, PerCode: q.int("par_code"), OneSide: q.yes("un_seul_regard"), Coder: q.text("codeur")}.Of(q.corpus, q.codings))
		},
	},
	{
		names: []string{"situations", "matrice des situations", "regards croisés"}, subject: onTexts, coded: true, rows: someCodes, sheet: "Situations", options: []string{"par_rôle", "codeur"},
		run: func(q *request) {
			m, err := crossed.Situations{Codebook: q.study.codebook, Codes: q.rows, ByRole: q.yes("par_rôle"), Coder: q.text("codeur")}.Of(q.corpus, q.codings)
			if err == nil && q.book.HideBelow != 1 { // case by case all would be secret
				q.add(program.PartOf(m.Spec, m, 1, 2), nil)
				return
			}
			q.add(m, err)
		},
	},
	{
		names: []string{"saturation"}, subject: onTexts, coded: true, sheet: "Saturation", options: []string{"seuil", "par_regard", "par_rôle", "tirages", "graine", "codeur"},
		run: func(q *request) {
			q.add(crossed.Saturation{
				Codebook: q.study.codebook, Threshold: q.float("seuil"), BySide: q.yes("par_regard"), ByRole: q.yes("par_rôle"), Orders: q.int("tirages"), Seed: q.seed(), Coder: q.text("codeur"),
			}.Of(q.corpus, q.codings))
		},
	},
	{
		names: []string{"accord", "accord entre codeurs"}, subject: onTexts, coded: true, rows: someCodes, sheet: "Accord", options: []string{"unité", "tirages", "graine"},
		run: func(q *request) { q.add(q.agreements()) },
	},
	{
		names: []string{"désaccords", "comparaison de codeurs"}, subject: onTexts, coded: true, rows: someCodes, sheet: "Désaccords", options: []string{"unité"},
		run: func(q *request) {
			q.add(corpus.CoderComparison{Ratings: q.ratings()}.Of(q.corpus, q.codings))
		},
	},
}

// joinable are the case files where interviews can be joined to them.
func (s *study) joinable() *stats.Table {
	if s.cases != nil && (slices.Contains(s.cases.Names(), "id_enfant") || slices.Contains(s.cases.Names(), "id_cas")) {
		return s.cases
	}
	return nil
}

func (q *request) ratings() corpus.Ratings {
	return corpus.Ratings{Codebook: q.study.codebook, Codes: q.rows, Unit: corpus.RatingUnit(q.int("unité"))}
}

// agreements is one row a code: how far coders agree on it.
func (q *request) agreements() (stats.Tabler, error) {
	ratings, err := q.ratings().Of(q.corpus, q.codings)
	if err != nil {
		return nil, err
	}
	codes, labels, remarks := ratings.Codes, make([]string, len(ratings.Codes)), make([]string, len(ratings.Codes))
	found := make([]*agreement.Agreement, len(codes))
	for i, code := range codes {
		q.progress.part(i, len(codes))
		table, err := ratings.Table(code)
		if err != nil {
			return nil, err
		}
		spec := agreement.Coders{Columns: ratings.Coders, Weight: "poids", Draws: q.int("tirages"), Seed: q.seed()}
		if spec.Draws > 0 {
			spec.Cluster = "document" // units of one interview are not independent
		}
		if found[i], err = spec.Of(table); err != nil {
			return nil, err
		}
		labels[i] = code
		if q.study.codebook != nil {
			if known, ok := q.study.codebook.Code(code); ok {
				labels[i] = known.Label
			}
		}
		if remarks[i] = found[i].Alpha.Value.Reason; remarks[i] == "" {
			remarks[i] = found[i].Reading()
		}
	}
	columns := []stats.Column{
		stats.Variable{Name: "code", Label: "Code"}.Texts(codes, nil),
		stats.Variable{Name: "libelle", Label: "Libellé"}.Texts(labels, nil),
	}
	figure := func(name, label string, of func(*agreement.Agreement) (float64, bool)) {
		columns = append(columns, stats.Variable{Name: name, Label: label}.Figures(len(codes), func(row int) (float64, stats.Missing) {
			return stats.Defined(of(found[row]))
		}))
	}
	value := func(of func(*agreement.Agreement) stats.Estimate) func(*agreement.Agreement) (float64, bool) {
		return func(a *agreement.Agreement) (float64, bool) { e := of(a); return e.Value, e.Defined() }
	}
	figure("unites", "Unités", func(a *agreement.Agreement) (float64, bool) { return float64(a.N), true })
	figure("accord", "Accord, %", value(func(a *agreement.Agreement) stats.Estimate { return a.Percent.Value }))
	figure("kappa", "Kappa (Fleiss)", value(func(a *agreement.Agreement) stats.Estimate { return a.Fleiss.Value }))
	figure("ac1", "AC1 (Gwet)", value(func(a *agreement.Agreement) stats.Estimate { return a.Gwet.Value }))
	figure("alpha", "Alpha (Krippendorff)", value(func(a *agreement.Agreement) stats.Estimate { return a.Alpha.Value }))
	for _, end := range []struct {
		name, label string
		of          func(stats.Estimate) float64
	}{
		{"alpha_bas", "Alpha, borne basse", func(e stats.Estimate) float64 { return e.Low }},
		{"alpha_haut", "Alpha, borne haute", func(e stats.Estimate) float64 { return e.High }},
	} {
		figure(end.name, end.label, func(a *agreement.Agreement) (float64, bool) {
			e := a.Alpha.Value
			return end.of(e), e.Defined() && e.Confidence > 0
		})
	}
	columns = append(columns, stats.Variable{Name: "lecture", Label: "Lecture"}.Texts(remarks, nil))
	return stats.MustTable("Accord entre codeurs, code par code", columns...).Captioned(stats.Caption{Notes: ratings.Warnings}), nil
}
