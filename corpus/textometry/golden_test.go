package textometry

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// golden is a case of reference values: R's answers on one corpus.
type golden struct {
	*testing.T
	folder   string
	compared int
}

// eachGolden runs all cases there are. want names files, of which a case must
// have one to concern the test.
func eachGolden(t *testing.T, want string, run func(g *golden)) {
	folder := os.Getenv("VERBATIM_GOLDEN")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared", "golden")
	}
	cases, _ := filepath.Glob(filepath.Join(folder, "textometry", "*", want))
	if len(cases) == 0 {
		t.Skipf("no reference values %s: set VERBATIM_GOLDEN", want)
	}
	seen := map[string]bool{}
	for _, file := range cases {
		if folder := filepath.Dir(file); !seen[folder] {
			seen[folder] = true
			t.Run(filepath.Base(folder), func(t *testing.T) {
				g := &golden{T: t, folder: folder}
				run(g)
				if g.compared == 0 {
					t.Error("nothing of this case was compared")
				}
				t.Logf("%s: %d values compared", want, g.compared)
			})
		}
	}
}

func (g *golden) files(pattern string) []string {
	files, _ := filepath.Glob(filepath.Join(g.folder, pattern))
	return files
}

// rows reads a table, without its header.
func (g *golden) rows(name string) [][]string {
	g.Helper()
	f, err := os.Open(filepath.Join(g.folder, name))
	if err != nil {
		g.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		g.Fatal(err)
	}
	return rows[1:]
}

func (g *golden) lines(name string) []string {
	g.Helper()
	content, err := os.ReadFile(filepath.Join(g.folder, name))
	if err != nil {
		g.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(content)), "\n")
}

func (g *golden) number(text string) float64 {
	g.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		g.Fatal(err)
	}
	return x
}

// near compares within a relative tolerance, absolute below 1.
func (g *golden) near(what string, got, want, tolerance float64) {
	g.Helper()
	g.compared++
	if !(math.Abs(got-want) <= tolerance*math.Max(1, math.Abs(want))) {
		g.Errorf("%s: %v, want %v", what, got, want)
	}
}

// estimate compares a value that R may not have either.
func (g *golden) estimate(what string, got stats.Estimate, want string) {
	g.Helper()
	switch want {
	case "NA", "NaN", "Inf", "-Inf", "":
		g.compared++
		if got.Defined() {
			g.Errorf("%s: %v, must be undefined", what, got.Value)
		}
		return
	}
	if !got.Defined() {
		g.Errorf("%s: undefined (%s), want %s", what, got.Reason, want)
		return
	}
	g.near(what, got.Value, g.number(want), 1e-9)
}

// clusters is words by classes, as the reference counted them.
func (g *golden) clusters() *TermTable {
	g.Helper()
	var terms []string
	var counts [][]int
	for _, row := range g.rows("table_clusters.csv") {
		terms = append(terms, row[0])
		var line []int
		for _, cell := range row[1:] {
			line = append(line, int(g.number(cell)))
		}
		counts = append(counts, line)
	}
	var parts []string
	for part := range counts[0] {
		parts = append(parts, strconv.Itoa(part+1))
	}
	table, err := NewTermTable(terms, parts, counts)
	if err != nil {
		g.Fatal(err)
	}
	return table
}

func TestSpecificitiesAgreeWithR(t *testing.T) {
	eachGolden(t, "specificities_clusters.csv", func(g *golden) { g.specificities(g.clusters(), "specificities_clusters.csv", 0) })
	// By corpus: the scores of each part, then its counts.
	eachGolden(t, "specificities_src.csv", func(g *golden) {
		var terms, parts []string
		var counts [][]int
		rows := g.rows("specificities_src.csv")
		width := len(rows[0]) / 2
		for part := range width {
			parts = append(parts, strconv.Itoa(part+1))
		}
		for _, row := range rows {
			var line []int
			for _, cell := range row[1+width:] {
				line = append(line, int(g.number(cell)))
			}
			terms, counts = append(terms, row[0]), append(counts, line)
		}
		table, err := NewTermTable(terms, parts, counts)
		if err != nil {
			g.Fatal(err)
		}
		g.specificities(table, "specificities_src.csv", width)
	})
}

// specificities compares the scores of a file, whose last columns are none.
func (g *golden) specificities(table *TermTable, file string, others int) {
	g.Helper()
	result, err := Specificities{}.Of(table)
	if err != nil {
		g.Fatal(err)
	}
	score := map[[2]string]Specificity{}
	for _, row := range result.Rows {
		score[[2]string{row.Part, row.Term}] = row
	}
	for _, row := range g.rows(file) {
		for j, cell := range row[1 : len(row)-others] {
			got := score[[2]string{table.Parts[j], row[0]}]
			if cell == "Inf" || cell == "-Inf" { // where R's p is 0
				g.compared++
				if math.Abs(got.Score) < 300 {
					g.Errorf("%s in %s: %v, want more than 300", row[0], table.Parts[j], got.Score)
				}
				continue
			}
			g.near(row[0]+" in "+table.Parts[j], got.Score, g.number(cell), 5.1e-5)
		}
	}
}

func TestKeynessAgreesWithR(t *testing.T) {
	measures := map[string]KeynessMeasure{"chi2": ChiSquared, "lr": LikelihoodRatio, "pmi": PMI}
	eachGolden(t, "keyness_*.csv", func(g *golden) {
		table := g.clusters()
		for _, file := range g.files("keyness_*.csv") {
			name := strings.Split(strings.TrimSuffix(filepath.Base(file), ".csv"), "_")
			if len(name) != 4 {
				g.Fatalf("cannot read the name %s", filepath.Base(file))
			}
			measure, known := measures[name[2]]
			if !known {
				g.Fatalf("no measure %s", name[2])
			}
			spec := Keyness{Target: strings.TrimPrefix(name[1], "c"), Measure: measure, Correction: Uncorrected, Adjust: stats.Unadjusted}
			if name[3] == "default" {
				spec.Correction = Yates // for both measures, whatever its manual says
			}
			result, err := spec.Of(table)
			if err != nil {
				g.Fatal(err)
			}
			got := map[string]KeyTerm{}
			for _, row := range result.Rows {
				got[row.Term] = row
			}
			for _, row := range g.rows(filepath.Base(file)) {
				g.keyword(filepath.Base(file), spec, got[row[0]], row, float64(result.N))
			}
		}
	})
}

func (g *golden) keyword(file string, s Keyness, got KeyTerm, row []string, n float64) {
	g.Helper()
	what := file + " " + row[0]
	want := g.number(row[1])
	if got.Target != int(g.number(row[3])) || got.Reference != int(g.number(row[4])) {
		g.Errorf("%s: %d and %d, want %s and %s", what, got.Target, got.Reference, row[3], row[4])
		return
	}
	if s.Measure == PMI {
		if got.Target == 0 {
			g.compared++
			if got.Score.Defined() {
				g.Errorf("%s: the logarithm of 0 is defined", what)
			}
			return
		}
		g.near(what, got.Score.Value, want, 1e-8) // R adds 1e-9 before the logarithm
		return
	}
	tolerance := 1e-9
	if s.Measure == LikelihoodRatio {
		tolerance = 2.1e-9 * n // R adds 1e-9 to each ratio
	}
	g.near(what, got.Score.Value, want, tolerance)
	if p := g.number(row[2]); p > 1e-9 && s.Measure == ChiSquared {
		g.near(what+", p", got.Test.P, p, 1e-9)
	}
}

func bySegment(row []string) string  { return row[0] }
func byDocument(row []string) string { return row[1] }

func TestFrequenciesAgreeWithR(t *testing.T) {
	eachGolden(t, "frequency_all.csv", func(g *golden) {
		result, err := Frequencies{}.Of(g.segmented(bySegment))
		if err != nil {
			g.Fatal(err)
		}
		got := map[string]Frequency{}
		for _, row := range result.Rows {
			got[show.Replace(row.Term)] = row
		}
		rows := g.rows("frequency_all.csv")
		if len(got) != len(rows) {
			g.Errorf("%d words, want %d", len(got), len(rows))
		}
		for _, row := range rows {
			f := got[row[0]]
			g.near(row[0], float64(f.Count), g.number(row[1]), 0)
			g.near(row[0]+", documents", float64(f.Documents), g.number(row[3]), 0)
		}
	})
}

func TestCollocationsAgreeWithR(t *testing.T) {
	eachGolden(t, "collocations2_*.csv", func(g *golden) {
		result, err := Collocations{Least: 5}.Of(g.segmented(bySegment))
		if err != nil {
			g.Fatal(err)
		}
		got := map[string]Collocation{}
		for _, row := range result.Rows {
			got[show.Replace(row.First+" "+row.Second)] = row
		}
		for _, file := range g.files("collocations2_*.csv") {
			rows := g.rows(filepath.Base(file))
			if len(rows) != len(got) {
				g.Errorf("%d pairs, want %d", len(got), len(rows))
			}
			for _, row := range rows {
				c := got[row[0]]
				g.near(row[0], float64(c.Count), g.number(row[1]), 0)
				g.near(row[0]+", lambda", c.Lambda, g.number(row[4]), 1e-9)
				g.near(row[0]+", z", c.Z, g.number(row[5]), 1e-9)
			}
		}
	})
}

func TestConcordanceAgreesWithR(t *testing.T) {
	eachGolden(t, "kwic_*.csv", func(g *golden) {
		text := g.segmented(bySegment)
		for _, file := range g.files("kwic_*.csv") {
			rows := g.rows(filepath.Base(file))
			want := map[string]int{}
			patterns := map[string]bool{}
			for _, row := range rows {
				patterns[row[6]] = true
				want[strings.Join([]string{row[0], row[3], row[4], row[5]}, "|")]++
			}
			found := 0
			for pattern := range patterns {
				result, err := Concordance{Find: hide.Replace(pattern), Context: 5}.Of(text)
				if err != nil {
					g.Fatal(err)
				}
				for _, line := range result.Lines {
					found++
					key := show.Replace(strings.Join([]string{line.Document.ID(), strings.TrimSpace(line.Left), line.Word, strings.TrimSpace(line.Right)}, "|"))
					g.compared++
					if want[key]--; want[key] < 0 {
						g.Errorf("%s: not a line of R: %s", pattern, key)
					}
				}
			}
			if found != len(rows) {
				g.Errorf("%s: %d lines, want %d", filepath.Base(file), found, len(rows))
			}
		}
	})
}

func TestDiversityAgreesWithR(t *testing.T) {
	eachGolden(t, "lexdiv_*.csv", func(g *golden) {
		// R leaves symbols out here, and resets the window to the length of its
		// shortest document, 4.
		result, err := Diversity{Window: 4, Without: []string{hide.Replace("~")}}.Of(g.segmented(byDocument))
		if err != nil {
			g.Fatal(err)
		}
		got := map[string]PartDiversity{}
		for _, row := range result.Rows {
			got[row.Part] = row
		}
		for _, row := range g.rows("lexdiv_by_doc.csv") {
			d := got[row[0]]
			for j, e := range []stats.Estimate{d.TTR, d.C, d.R, d.CTTR, d.U, d.S, d.K, d.I, d.D, d.Vm, d.Maas, d.LgV0, d.LgeV0} {
				what := row[0] + " " + indices[j].name
				switch name := indices[j].name; {
				case name == "I" && d.Types == d.N: // a division by 0, for which R writes 0
					g.estimate(what, e, "NA")
				case name == "Vm": // R's root of what is left of 0
					g.near(what, e.Value, g.number(row[1+j]), 1e-8)
				default:
					g.estimate(what, e, row[1+j])
				}
			}
		}
		for _, row := range g.rows("lexdiv_mattr_msttr_100.csv") {
			g.estimate(row[0]+" MATTR", got[row[0]].MATTR, row[1])
			g.estimate(row[0]+" MSTTR", got[row[0]].MSTTR, row[2])
		}
	})
}
