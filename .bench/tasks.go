package main

import (
	"context"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/textometry"
	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/agreement"
	"github.com/askoria/verbatim/stats/cluster"
	"github.com/askoria/verbatim/stats/disclosure"
	"github.com/askoria/verbatim/stats/duration"
	"github.com/askoria/verbatim/stats/factor"
	"github.com/askoria/verbatim/stats/qca"
	"github.com/askoria/verbatim/stats/sequence"
)

// task is something that researchers wait for.
type task struct {
	name, title string
	n           int    // the least of the three sizes
	of          string // what n counts
	invent      func(folder string, n int) error
	programs    []program // ours first
	note        string    // what the peer does not do, or why there is none
}

var tasks = []task{
	{"csv", "Read a CSV case file, 40 variables, typed through a dictionary", 6250, "rows", inventCaseFile, []program{
		own("verbatim", "csv"), script("R data.table::fread, then the same types", "csv.R"), own("encoding/csv, untyped", "csv-raw"),
	}, "encoding/csv stops at strings: no types, levels, bounds, keys or report."},
	{"xlsx", "Read an XLSX case file, 40 variables", 1000, "rows", inventSheet, []program{
		own("verbatim", "xlsx"), script("R readxl, then the same types", "xlsx.R"), own("excelize rows, untyped", "xlsx-raw"),
	}, "Ours goes through the XML with a scanner of its own, which tells what a damaged sheet lost; readxl, in C++, and excelize, on encoding/xml, do not. excelize alone stops at strings."},
	{"tokens", "Cut French text into tokens, with their places", 62_500, "words", inventSpeech, []program{
		own("verbatim", "tokens"), script("R stringi, word boundaries of ICU", "tokens.R"),
	}, "ICU cuts words; it keeps no elision, clitic or hour as French has them, and gives no places here. quanteda is not installed here; it stands on this function."},
	{"reinert", "Reinert’s classification, 980 terms, 6 classes", 500, "units", inventWorlds, []program{
		own("verbatim", "reinert"), script("R with Matrix, the published steps", "reinert.R"),
	}, "rainette is not installed here."},
	{"crosstabs", "435 crosstabs of 30 questions, with chi², V and adjusted p", 6250, "rows", inventQuestions, []program{
		own("verbatim", "crosstabs"), script("R table and chisq.test", "crosstabs.R"),
	}, "The peer gives chi², V and p.adjust; ours also the interval of V, exact p where it is needed, strength and warnings."},
	{"alpha", "Krippendorff’s alpha, 4 coders", 6250, "units", inventCodings, []program{
		own("verbatim", "alpha"), script("R, agreement table as in irrCAC", "alpha.R"),
	}, "irr and irrCAC are not installed here. The peer gives alpha alone, ours all coefficients with intervals."},
	{"qca", "QCA, parsimonious, all shortest models (8, 10, 12 conditions)", 256, "rows of the truth table", inventSituations, []program{
		own("verbatim", "qca"), script("Python, Quine-McCluskey and exact cover", "qca.py"),
	}, "The R package QCA is not installed here."},
	{"mca", "Multiple correspondence analysis, 30 questions", 1000, "cases", inventQuestions, []program{
		own("verbatim", "mca"), script("R FactoMineR::MCA", "mca.R"),
	}, ""},
	{"ward", "Ward’s tree, points on 5 axes", 625, "cases", inventPoints, []program{
		own("verbatim", "ward"), script("R hclust(dist(x), \"ward.D2\")", "ward.R"),
	}, ""},
	{"om", "Optimal matching, 70 months, costs from transition rates", 75, "sequences", inventPaths, []program{
		own("verbatim", "om"), script("R with the pairs in C++, as TraMineR has them", "om.R"),
	}, "TraMineR is not installed here; the peer is the same recurrence in C++ through Rcpp, one processor, as there."},
	{"km", "Kaplan-Meier, 4 groups", 6250, "durations", inventDurations, []program{
		own("verbatim", "km"), script("R survival::survfit", "km.R"),
	}, ""},
	{"cox", "Cox, 4 predictors, with proportionality and baseline", 6250, "durations", inventDurations, []program{
		own("verbatim", "cox"), script("R survival::coxph, cox.zph, basehaz", "cox.R"),
	}, ""},
	{"suppression", "Least secondary suppression (12², 24², 48² cells)", 144, "cells", inventCells, []program{
		own("verbatim", "suppression"),
	}, "No peer: sdcTable is not installed here, nor a solver that base R could use."},
	{"workbook", "Write and check a workbook, a list of 20 columns", 6250, "rows", inventCaseFile, []program{
		own("verbatim", "workbook"), script("R openxlsx", "workbook.R"), own("excelize stream, bare", "workbook-raw"),
	}, "The bare stream has no styles, contents, method sheet or check of the file."},
}

// answerer tells an answer that all programs must agree on, outside the time.
type answerer func() float64

func nothing() float64 { return math.NaN() }

// run does the work once.
type run = func() (answerer, error)

// programs make ready what is worked on, and then do it as often as asked.
var programs = map[string]func(folder string) (run, error){
	"csv":      caseFileIn("data.csv"),
	"xlsx":     caseFileIn("data.xlsx"),
	"csv-raw":  rawCSV,
	"xlsx-raw": rawXLSX,
	"tokens": func(folder string) (run, error) {
		data, err := os.ReadFile(filepath.Join(folder, "data.txt"))
		texts := strings.Split(strings.TrimSpace(string(data)), "\n")
		return func() (answerer, error) {
			for _, text := range texts {
				corpus.Tokens(text)
			}
			return nothing, nil
		}, err
	},
	"reinert": func(folder string) (run, error) {
		table, err := unitTable(folder)
		return func() (answerer, error) {
			tree, err := textometry.Reinert{Classes: 6}.Of(context.Background(), table)
			return func() float64 {
				sum := 0.0
				for _, split := range tree.Splits {
					sum += split.Chi2
				}
				return sum
			}, err
		}, err
	},
	"crosstabs": on(questions, func(t *stats.Table) (answerer, error) {
		links, err := stats.Associations{Rows: t.Names()}.Of(t)
		return func() float64 {
			sum := 0.0
			for _, pair := range links.Pairs {
				sum += pair.Value.Value
			}
			return sum
		}, err
	}),
	"alpha": on(coders, func(t *stats.Table) (answerer, error) {
		a, err := agreement.Coders{Columns: t.Names()}.Of(t)
		return func() float64 { return a.Alpha.Value.Value }, err
	}),
	"qca": func(folder string) (run, error) {
		side, err := headings(folder)
		if err != nil {
			return nil, err
		}
		return on(situations(side-1), func(t *stats.Table) (answerer, error) {
			rows, err := qca.TruthTable{Outcome: t.Names()[side-1], Conditions: t.Names()[:side-1]}.Of(t)
			if err != nil {
				return nil, err
			}
			solution, err := qca.Minimisation{Kind: qca.Parsimonious, MaxModels: 1_000_000}.Of(rows)
			return func() float64 { return float64(1000*solution.Fewest + len(solution.Models)) }, err
		})(folder)
	},
	"mca": on(questions, func(t *stats.Table) (answerer, error) {
		space, err := factor.MCA{Active: t.Names()}.Of(t)
		return func() float64 { return space.Axes[0].Eigenvalue }, err
	}),
	"ward": func(folder string) (run, error) {
		table, err := read(points, folder, "data.csv")
		if err != nil {
			return nil, err
		}
		cloud := make(cluster.Points, table.Len())
		for _, name := range table.Names() {
			column, err := table.Numbers(name)
			if err != nil {
				return nil, err
			}
			for i := range cloud {
				x, _ := column.At(i)
				cloud[i] = append(cloud[i], x)
			}
		}
		return func() (answerer, error) {
			tree, err := cluster.Tree{}.Of(context.Background(), cloud)
			return func() float64 {
				sum := 0.0
				for _, merge := range tree.Merges {
					sum += merge.Height
				}
				return sum
			}, err
		}, nil
	},
	"om": func(folder string) (run, error) {
		table, err := read(months, folder, "data.csv")
		if err != nil {
			return nil, err
		}
		paths, err := sequence.FromStates{States: table.Names()}.Of(table)
		return func() (answerer, error) {
			apart, err := sequence.OptimalMatching{Costs: sequence.TransitionRates}.Of(context.Background(), paths)
			return func() float64 {
				sum := 0.0
				for i := range apart.Len() {
					for j := range i {
						sum += apart.At(i, j)
					}
				}
				return sum
			}, err
		}, err
	},
	"km": on(durations, func(t *stats.Table) (answerer, error) {
		survival, err := duration.KaplanMeier{Clock: clock, By: "groupe"}.Of(t)
		return func() float64 { return survival.Curves[0].Restricted.Value }, err
	}),
	"cox": on(durations, func(t *stats.Table) (answerer, error) {
		model, err := duration.Cox{Clock: clock, Predictors: []string{"x01", "x02", "x03", "x04"}}.Of(t)
		return func() float64 { return model.LogLik }, err
	}),
	"suppression": func(folder string) (run, error) {
		side, err := headings(folder)
		if err != nil {
			return nil, err
		}
		return on(columns("c", side, dictionary.Whole), func(t *stats.Table) (answerer, error) {
			_, err := disclosure.Suppression{}.Of(counts(t))
			return nothing, err
		})(folder)
	},
	"workbook": func(folder string) (run, error) {
		table, err := list(folder)
		return func() (answerer, error) {
			book := export.Workbook{}
			book.Add(table, nil)
			_, err := book.WriteTo(io.Discard)
			return nothing, err
		}, err
	},
	"workbook-raw": rawWorkbook,
}

var clock = duration.Clock{Time: "duree", Event: "fin"}

// on reads a table once and does the same with it each time.
func on(d *dictionary.Dictionary, do func(t *stats.Table) (answerer, error)) func(folder string) (run, error) {
	return func(folder string) (run, error) {
		table, err := read(d, folder, "data.csv")
		return func() (answerer, error) { return do(table) }, err
	}
}

// caseFileIn reads a case file of 40 variables each time.
func caseFileIn(name string) func(folder string) (run, error) {
	return func(folder string) (run, error) {
		return func() (answerer, error) {
			d, _ := caseFile(40)
			table, err := read(d, folder, name)
			return sumOfWhole(d, table), err
		}, nil
	}
}

func read(d *dictionary.Dictionary, folder, name string) (*stats.Table, error) {
	table, _, err := dictionary.Reader{Dictionary: d}.ReadFile(filepath.Join(folder, name))
	return table, err
}

// sumOfWhole adds up the columns of whole numbers.
func sumOfWhole(d *dictionary.Dictionary, t *stats.Table) answerer {
	return func() float64 {
		sum := 0.0
		for _, v := range d.Variables {
			if v.Type != dictionary.Whole {
				continue
			}
			if column, err := t.Numbers(v.Name); err == nil {
				for i := range t.Len() {
					x, _ := column.At(i)
					sum += x
				}
			}
		}
		return sum
	}
}

// headings is how many columns the data have.
func headings(folder string) (int, error) {
	data, err := os.ReadFile(filepath.Join(folder, "data.csv"))
	header, _, _ := strings.Cut(string(data), "\n")
	return 1 + strings.Count(header, ";"), err
}

// counts is a table of counts with its margins.
func counts(t *stats.Table) stats.Counts {
	c := stats.Counts{Rows: make([]string, t.Len()), Cols: t.Names(), Cells: make([][]int, t.Len()+1)}
	for i := range c.Cells {
		c.Cells[i] = make([]int, len(c.Cols)+1)
	}
	for j, column := range t.Columns() {
		for i := range t.Len() {
			x, _ := column.(*stats.Numbers).At(i)
			n := int(x)
			c.Cells[i][j] = n
			c.Cells[i][len(c.Cols)] += n
			c.Cells[t.Len()][j] += n
			c.Cells[t.Len()][len(c.Cols)] += n
		}
	}
	return c
}

// list is 20 columns of the case file.
func list(folder string) (*stats.Table, error) {
	d, _ := caseFile(40)
	table, err := read(d, folder, "data.csv")
	if err != nil {
		return nil, err
	}
	return table.Select(names(d)[1:21]...)
}

// unitTable reads the terms of units.
func unitTable(folder string) (*textometry.UnitTable, error) {
	d := &dictionary.Dictionary{Variables: []dictionary.Variable{{Name: "unite", Type: dictionary.Whole}, {Name: "mot", Type: dictionary.Whole}}}
	table, err := read(d, folder, "data.csv")
	if err != nil {
		return nil, err
	}
	units, words := table.Columns()[0].(*stats.Numbers), table.Columns()[1].(*stats.Numbers)
	var rows [][]textometry.TermCount
	for i := range table.Len() {
		unit, _ := units.At(i)
		word, _ := words.At(i)
		for len(rows) < int(unit) {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], textometry.TermCount{Term: int(word) - 1, Count: 1})
	}
	labels, documents := make([]string, terms), make([]string, len(rows))
	for j := range labels {
		labels[j] = place(j)
	}
	return textometry.NewUnitTable(labels, documents, rows)
}
