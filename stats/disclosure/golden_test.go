package disclosure

import (
	"cmp"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// The reference is sdcTable 0.33.0 in R:
//
//	p <- primarySuppression(makeProblem(data, dimList), type = "freq", maxN = 4)
//	q <- protectTable(p, method = "OPT"); attack(q)
type golden struct {
	counts stats.Counts
	place  []Bound // of each cell, in the reference's order
	status []string
	below  int // 0 where primary cells are not chosen by their counts
	parts  map[string]json.RawMessage
}

type attack struct {
	ID  []int `json:"id"` // from 1
	Low []int `json:"low"`
	Up  []int `json:"up"`
}

type method struct {
	Status    []string `json:"status"`
	Secondary int      `json:"n_secondary"`
	Total     int      `json:"suppressed_total"`
	Attack    attack   `json:"attack"`
}

// readGolden lays a case out as a flat table of one or two dimensions; why
// tells what it is where it is none.
func readGolden(t *testing.T, folder string) (g golden, why string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	run, err := os.ReadFile(filepath.Join(folder, "RUN.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if found := regexp.MustCompile(`type="freq", maxN=(\d+)`).FindSubmatch(run); found != nil {
		most, _ := strconv.Atoi(string(found[1]))
		g.below = most + 1 // the reference includes its threshold
	}
	if err := json.Unmarshal(text, &g.parts); err != nil {
		t.Fatal(err)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(g.parts["primary"], &fields); err != nil {
		t.Fatal(err)
	}
	read := func(name string, into any) {
		if err := json.Unmarshal(fields[name], into); err != nil {
			t.Fatalf("%s of primary: %v", name, err)
		}
	}
	var counts []int
	read("freq", &counts)
	read("sdcStatus", &g.status)
	var names []string
	for name := range fields {
		if !slices.Contains([]string{".rows", "strID", "freq", "sdcStatus"}, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	if len(names) > 2 {
		return g, "its dimensions are " + strconv.Itoa(len(names))
	}
	g.counts = stats.Counts{Title: folder, Cols: []string{""}}
	levels := make([][]string, 2) // of each dimension, without the total
	cells := make([][]string, 2)
	for d := range names {
		read(names[d], &cells[d])
		for _, level := range cells[d] {
			if level != "Total" && !slices.Contains(levels[d], level) {
				levels[d] = append(levels[d], level)
			}
		}
	}
	g.counts.Rows = levels[0]
	width := 1
	if len(names) == 2 {
		g.counts.Cols, width = levels[1], len(levels[1])+1
	}
	g.counts.Cells = make([][]int, len(levels[0])+1)
	for i := range g.counts.Cells {
		g.counts.Cells[i] = make([]int, width)
	}
	for n, count := range counts {
		at := Bound{}
		if at.Row = slices.Index(levels[0], cells[0][n]); at.Row < 0 {
			at.Row = len(levels[0])
		}
		if len(names) == 2 {
			if at.Col = slices.Index(levels[1], cells[1][n]); at.Col < 0 {
				at.Col = width - 1
			}
		}
		g.place = append(g.place, at)
		g.counts.Cells[at.Row][at.Col] = count
	}
	net, flat, err := flatten(g.counts)
	if err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(net.surplus(flat), func(n int) bool { return n != 0 }) {
		return g, "its levels are nested, with sub-totals"
	}
	return g, ""
}

// mask hides the cells of the reference that are primary (u) or secondary (x).
func (g golden) mask(status []string) stats.Mask {
	m := make(stats.Mask, len(g.counts.Cells))
	for i := range m {
		m[i] = make([]bool, len(g.counts.Cells[i]))
	}
	for n, s := range status {
		if s == "u" || s == "x" {
			m[g.place[n].Row][g.place[n].Col] = true
		}
	}
	return m
}

// compare sets our bounds of a mask against the reference's.
func (g golden) compare(t *testing.T, name string, status []string, want attack) {
	t.Helper()
	bounds, err := Audit{Below: g.below}.Of(g.counts, g.mask(status))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for n, id := range want.ID {
		at := g.place[id-1]
		at.Min, at.Max = want.Low[n], want.Up[n]
		if !slices.Contains(bounds.Cells, at) {
			t.Errorf("%s: the reference has %+v, ours are %+v", name, at, bounds.Cells)
		}
	}
}

func TestGolden(t *testing.T) {
	root := cmp.Or(os.Getenv("VERBATIM_GOLDEN"), filepath.Join("..", "shared", "golden"))
	if !filepath.IsAbs(root) {
		root = filepath.Join("..", "..", root) // from the root of the repository
	}
	folders, err := filepath.Glob(filepath.Join(root, "sdc_table", "*", "expected.json"))
	if err != nil || len(folders) == 0 {
		t.Skipf("no reference values under %s", root)
	}
	for _, file := range folders {
		folder := filepath.Dir(file)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			g, why := readGolden(t, folder)
			if why != "" {
				t.Skip("not a flat table of one or two dimensions: " + why)
			}
			t.Logf("compared: %d rows × %d columns", len(g.counts.Rows), len(g.counts.Cols))
			var only attack
			if err := json.Unmarshal(g.parts["attack_primary_only"], &only); err != nil {
				t.Fatal(err)
			}
			g.compare(t, "primary cells only", g.status, only)
			for _, name := range slices.Sorted(maps.Keys(g.parts)) {
				var m method
				if json.Unmarshal(g.parts[name], &m) != nil || m.Status == nil {
					continue // not what a method answered
				}
				g.compare(t, name, m.Status, m.Attack)
				t.Logf("%-15s %2d secondary cells, %3d persons hidden", name, m.Secondary, m.Total)
			}
			if g.below == 0 {
				t.Log("primary cells are not chosen by their counts: bounds compared, not the pattern")
				return
			}
			p, err := Suppression{Below: g.below}.Of(g.counts)
			if err != nil {
				t.Fatal(err)
			}
			hidden := 0
			primary := make(stats.Mask, len(p.Mask))
			for i := range primary {
				primary[i] = make([]bool, len(p.Mask[i]))
			}
			for _, cell := range p.Cells {
				hidden += g.counts.Cells[cell.Row][cell.Col]
				primary[cell.Row][cell.Col] = cell.Reason == Small
			}
			for n, s := range g.status {
				if at := g.place[n]; (s == "u") != primary[at.Row][at.Col] {
					t.Errorf("cell (%d,%d): the reference says %q, ours primary is %v", at.Row, at.Col, s, primary[at.Row][at.Col])
				}
			}
			if why := breaches(g.counts, g.below, p.Mask); why != "" {
				t.Error(why)
			}
			t.Logf("%-15s %2d secondary cells, %3d persons hidden", "ours", p.Secondary, hidden)
		})
	}
}
