package main

import (
	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
	"github.com/askoria/verbatim/stats/factor"
	"github.com/askoria/verbatim/stats/qca"
)

// pairs does an analysis for each row variable with each column variable.
func (q *request) pairs(of func(row, col string) (stats.Tabler, error)) {
	for _, row := range q.rows {
		for _, col := range q.cols {
			q.add(of(row, col))
		}
	}
}

var tableMethods = []method{
	{
		names: []string{"tri à plat", "tris à plat", "description"}, rows: anything, options: []string{"sur", "quoi"},
		run: func(q *request) { q.add(stats.Describe{Columns: q.rows, Cases: q.who}.Of(q.table)) },
	},
	{
		names: []string{"tri croisé", "tris croisés", "tableau croisé"}, rows: counted, cols: counted,
		options: []string{"pourcentage", "exact", "tirages", "graine", "sur", "quoi"},
		run: func(q *request) {
			q.pairs(func(row, col string) (stats.Tabler, error) {
				return stats.CrossTab{Rows: row, Cols: col, Percent: stats.Percentages(q.int("pourcentage")), Exact: q.yes("exact"), Draws: q.int("tirages"), Seed: q.seed(), Cases: q.who}.Of(q.table)
			})
		},
	},
	{
		names: []string{"mesures d'association", "mesures"}, rows: groups, cols: groups, sheet: "Mesures d'association",
		options: []string{"détail", "tirages", "graine", "sur", "quoi"},
		run: func(q *request) {
			q.pairs(func(row, col string) (stats.Tabler, error) {
				return stats.TableMeasures{Rows: row, Cols: col, Every: q.yes("détail"), Draws: q.int("tirages"), Seed: q.seed(), Cases: q.who}.Of(q.table)
			})
		},
	},
	{
		names: []string{"associations", "matrice d'associations"}, rows: argument{holds: variables, least: 1}, cols: anything,
		options: []string{"un_par", "famille", "ajustement", "exact", "tirages", "graine", "sur", "quoi"},
		run: func(q *request) {
			q.add(stats.Associations{
				Rows: q.rows, Cols: q.cols, OnePer: q.text("un_par"), Cluster: q.text("famille"), Adjust: stats.Adjustment(q.int("ajustement")),
				Exact: q.yes("exact"), Draws: q.int("tirages"), Seed: q.seed(), Cases: q.who,
			}.Of(q.table))
		},
	},
	{
		names: []string{"comparaison", "comparaison de groupes"}, rows: measured, cols: groups, sheet: "Comparaisons",
		options: []string{"ajustement", "tirages", "graine", "sur", "quoi"},
		run: func(q *request) {
			q.pairs(func(row, col string) (stats.Tabler, error) {
				return stats.Compare{Value: row, By: col, Adjust: stats.Adjustment(q.int("ajustement")), Draws: q.int("tirages"), Seed: q.seed(), Cases: q.who}.Of(q.table)
			})
		},
	},
	{
		names: []string{"permutation", "écart par permutation"}, rows: numeric, cols: groups, sheet: "Comparaisons",
		options: []string{"famille", "tirages", "graine", "sur", "quoi"},
		run: func(q *request) {
			q.pairs(func(row, col string) (stats.Tabler, error) {
				return stats.Permutation{Value: row, By: col, Cluster: q.text("famille"), Draws: q.int("tirages"), Seed: q.seed(), Cases: q.who}.Of(q.table)
			})
		},
	},
	{
		names: []string{"avant-après", "comparaison appariée"}, rows: measured.exactly(1), cols: measured.exactly(1), sheet: "Avant-après", options: []string{"sur"},
		run: func(q *request) {
			q.pairs(func(row, col string) (stats.Tabler, error) {
				return stats.ComparePaired{Before: row, After: col, Cases: q.who}.Of(q.table)
			})
		},
	},
	{
		names: []string{"changement", "mcnemar"}, rows: groups.exactly(1), cols: groups.exactly(1), sheet: "Avant-après", options: []string{"sur", "quoi"},
		run: func(q *request) {
			q.pairs(func(row, col string) (stats.Tabler, error) {
				return stats.McNemar{Before: row, After: col, Cases: q.who}.Of(q.table)
			})
		},
	},
	{
		names: []string{"corrélation", "corrélations"}, rows: measured, cols: measured, sheet: "Corrélations", options: []string{"mesure", "sur", "quoi"},
		run: func(q *request) {
			q.pairs(func(row, col string) (stats.Tabler, error) {
				return stats.Correlation{X: row, Y: col, Measure: stats.Measure(q.int("mesure")), Cases: q.who}.Of(q.table)
			})
		},
	},
	{
		names: []string{"corrélation partielle"}, rows: measured.exactly(2), cols: measured, sheet: "Corrélations", options: []string{"mesure", "sur", "quoi"},
		run: func(q *request) {
			q.add(stats.PartialCorrelation{X: q.rows[0], Y: q.rows[1], Given: q.cols, Measure: stats.Measure(q.int("mesure")), Cases: q.who}.Of(q.table))
		},
	},
	{
		names: []string{"tri croisé par strates", "strates", "mantel-haenszel"}, rows: groups.exactly(1), cols: groups.exactly(1), sheet: "Strates",
		options: []string{"strates", "sur", "quoi"},
		run: func(q *request) {
			q.add(stats.MantelHaenszel{Rows: q.rows[0], Cols: q.cols[0], Strata: q.text("strates"), Cases: q.who}.Of(q.table))
		},
	},
	{
		names: []string{"tendance", "cochran-armitage"}, rows: groups, cols: groups, sheet: "Tendances", options: []string{"événement", "sur", "quoi"},
		run: func(q *request) {
			q.pairs(func(row, col string) (stats.Tabler, error) {
				return stats.CochranArmitage{Outcome: row, Groups: col, Event: q.text("événement"), Cases: q.who}.Of(q.table)
			})
		},
	},
	{
		names: []string{"régression linéaire"}, rows: numeric.exactly(1), cols: argument{holds: variables, least: 1}, sheet: "Régressions", options: []string{"robuste", "sur", "quoi"},
		run: func(q *request) {
			q.add(stats.LinearRegression{Outcome: q.rows[0], Predictors: q.cols, Robust: q.yes("robuste"), Cases: q.who}.Of(q.table))
		},
	},
	{
		names: []string{"régression logistique"}, rows: groups.exactly(1), cols: argument{holds: variables, least: 1}, sheet: "Régressions", options: []string{"événement", "firth", "sur", "quoi"},
		run: func(q *request) {
			q.add(stats.LogisticRegression{Outcome: q.rows[0], Predictors: q.cols, Event: q.text("événement"), Firth: q.yes("firth"), Cases: q.who}.Of(q.table))
		},
	},
	{
		names: []string{"taux de renseignement", "remplissage"}, rows: anything, sheet: "Taux de renseignement", options: []string{"combien", "sur"},
		run: func(q *request) {
			q.add(dictionary.FillRates{Columns: q.rows, Most: q.int("combien"), Cases: q.who}.Of(q.table))
		},
	},
	{
		names: []string{"ACM", "correspondances multiples"}, rows: argument{holds: variables, least: 2, fits: counted.fits, said: counted.said}, cols: anything, sheet: "ACM",
		options: []string{"axes", "manquants", "id", "sur", "quoi"},
		run: func(q *request) {
			q.add(factor.MCA{Active: q.rows, Supplementary: q.cols, Axes: q.int("axes"), ActiveMissing: q.yes("manquants"), ID: q.text("id"), Cases: q.who}.Of(q.table))
		},
	},
	{
		names: []string{"AFC", "correspondances"}, rows: counted.exactly(1), cols: counted.exactly(1), sheet: "AFC", options: []string{"axes", "sur", "quoi"},
		run: func(q *request) {
			q.add(factor.CA{Rows: q.rows[0], Cols: q.cols[0], Axes: q.int("axes"), Cases: q.who}.Of(q.table))
		},
	},
	{
		names: []string{"ACP", "composantes principales"}, rows: argument{holds: variables, least: 2, fits: numeric.fits, said: numeric.said}, cols: anything, sheet: "ACP", options: []string{"axes", "id", "sur", "quoi"},
		run: func(q *request) {
			q.add(factor.PCA{Active: q.rows, Supplementary: q.cols, Axes: q.int("axes"), ID: q.text("id"), Cases: q.who}.Of(q.table))
		},
	},
	{
		names: []string{"AFDM", "données mixtes"}, rows: argument{holds: variables, least: 2}, cols: anything, sheet: "AFDM", options: []string{"axes", "manquants", "id", "sur", "quoi"},
		run: func(q *request) {
			q.add(factor.FAMD{Active: q.rows, Supplementary: q.cols, Axes: q.int("axes"), ActiveMissing: q.yes("manquants"), ID: q.text("id"), Cases: q.who}.Of(q.table))
		},
	},
	{
		names: []string{"QCA", "analyse quali-quantitative comparée"}, rows: argument{holds: variables}.exactly(1), cols: argument{holds: variables, least: 2}, sheet: "QCA",
		options: []string{"inclusion", "pri", "minimum", "négation", "solution", "id", "sur", "quoi"},
		run: func(q *request) {
			table := qca.TruthTable{
				Outcome: q.rows[0], Negated: q.yes("négation"), Conditions: q.cols, ID: q.text("id"),
				InclCut: q.float("inclusion"), PRICut: q.float("pri"), NCut: q.int("minimum"),
			}
			rows, err := table.Of(q.table)
			q.add(rows, err)
			if err != nil {
				return
			}
			q.add(qca.Minimisation{Kind: qca.Kind(q.int("solution"))}.Of(rows))
			q.add(qca.Necessity{Outcome: table.Outcome, Negated: table.Negated, Conditions: table.Conditions}.Of(q.table))
		},
	},
	{
		names: []string{"k-anonymat", "anonymat"}, rows: argument{holds: variables, least: 1}, sheet: "k-anonymat", options: []string{"k", "sur"},
		run: func(q *request) {
			q.add(disclosure.KAnonymity{Quasi: q.rows, K: q.int("k")}.Of(q.table))
		},
	},
}
