package textometry

import (
	"encoding/json"
	"maps"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// unitTable is the units by terms of the reference.
func (g *golden) unitTable() *UnitTable {
	g.Helper()
	source := map[string]string{}
	for _, row := range g.rows("segments.csv") {
		source[row[0]] = row[1]
	}
	documents := g.lines("dtm_docs.txt")
	rows := make([][]TermCount, len(documents))
	for i, name := range documents {
		documents[i] = source[name]
	}
	for _, cell := range g.rows("dtm_triplets.csv") {
		unit := int(g.number(cell[0])) - 1
		rows[unit] = append(rows[unit], TermCount{int(g.number(cell[1])) - 1, int(g.number(cell[2]))})
	}
	table, err := NewUnitTable(g.lines("dtm_features.txt"), documents, rows)
	if err != nil {
		g.Fatal(err)
	}
	return table
}

func (g *golden) json(file string, into any) {
	g.Helper()
	if err := json.Unmarshal([]byte(strings.Join(g.lines(filepath.Base(file)), "\n")), into); err != nil {
		g.Fatal(err)
	}
}

// na is a class of R, 0 where it has none.
type na int

func (c *na) UnmarshalJSON(text []byte) error {
	if string(text) == `"NA"` || string(text) == "null" {
		*c = 0
		return nil
	}
	return json.Unmarshal(text, (*int)(c))
}

func sameClasses(got []int, want []na) bool {
	return slices.EqualFunc(got, want, func(a int, b na) bool { return a == int(b) })
}

// rainette is what R answers for one classification.
type rainette struct {
	K       int                     `json:"k"`
	Height  []float64               `json:"height"`
	Merge   [][2]int                `json:"merge"`
	Groups  [][]na                  `json:"uce_groups"`
	Corresp []struct{ UCE, UC int } `json:"corresp"`
}

var unitSize = regexp.MustCompile(`_mss(\d+)`)

// like classifies as R does; the sign of each axis, which R leaves to chance, is
// taken so that the classes after the cut are R's.
func (g *golden) like(table *UnitTable, s Reinert, want [][]na) *ReinertTree {
	g.Helper()
	for cut := range want {
		s.Classes = cut + 2
		for flipped := range 2 {
			if flipped == 1 {
				s.Flip = append(s.Flip, cut+1)
			}
			tree, err := s.Of(g.Context(), table)
			if err != nil {
				g.Fatal(err)
			}
			if tree.Classes == s.Classes && sameClasses(tree.Groups[cut], want[cut]) {
				if cut == len(want)-1 {
					return tree
				}
				break
			}
			if flipped == 1 {
				g.Fatalf("%d classes are not those of R", s.Classes)
			}
		}
	}
	g.Fatal("no classes in the case")
	return nil
}

func TestReinertAgreesWithR(t *testing.T) {
	eachGolden(t, "rainette_k*.json", func(g *golden) {
		table := g.unitTable()
		for _, file := range g.files("rainette_k*.json") {
			var want rainette
			g.json(file, &want)
			size := unitSize.FindStringSubmatch(file)
			if size == nil {
				g.Fatalf("cannot read the name %s", filepath.Base(file))
			}
			s := Reinert{Published: !strings.Contains(file, "fixedswap")}
			s.UnitSize, _ = strconv.Atoi(size[1])
			got := g.like(table, s, want.Groups)
			g.compared += len(want.Groups) * table.N
			if !slices.Equal(got.Merges(), want.Merge) {
				g.Errorf("%s: merges %v, want %v", filepath.Base(file), got.Merges(), want.Merge)
			}
			for i, height := range got.Heights() {
				g.near(filepath.Base(file)+", height "+strconv.Itoa(i+1), height, want.Height[i], 1e-12)
			}
			for i, pair := range want.Corresp {
				if g.compared++; got.Joined[i] != pair.UC-1 {
					g.Errorf("%s: unit %d is joined to %d, want %d", filepath.Base(file), i+1, got.Joined[i]+1, pair.UC)
				}
			}
			if !s.Published {
				got.check(g.T)
			}
		}
	})
}

// check computes all cuts again, cell by cell, from the classes alone: chi² is
// that of the two parts, and no move of one unit would raise it.
func (r *ReinertTree) check(t *testing.T) {
	t.Helper()
	presence := r.Table.presence(r.Joined)
	type class struct {
		units []int
		terms map[int]bool
	}
	all := class{terms: map[int]bool{}}
	for i, first := range r.Joined {
		if first == i {
			all.units = append(all.units, i)
		}
	}
	for j := range r.Table.Terms {
		all.terms[j] = true
	}
	classes := []class{all}
	for cut, split := range r.Splits {
		at := split.Class - 1
		whole := classes[at]
		var parts [2]class
		var counts [2]map[int]float64
		for side := range parts {
			parts[side].terms, counts[side] = map[int]bool{}, map[int]float64{}
			for _, i := range whole.units {
				if r.Groups[cut][i] != split.Class+side {
					continue
				}
				parts[side].units = append(parts[side].units, i)
				for _, j := range presence[i] {
					if whole.terms[int(j)] {
						counts[side][int(j)]++
					}
				}
			}
		}
		if got := naiveChi2(counts, nil, 0); math.Abs(got-split.Chi2) > 1e-9*got {
			t.Errorf("cut %d: chi² is told to be %v, it is %v", cut+1, split.Chi2, got)
		}
		for side := range parts {
			for k, i := range parts[side].units {
				if k%37 != cut || len(parts[side].units) == 1 {
					continue
				}
				var moved []int
				for _, j := range presence[i] {
					if whole.terms[int(j)] {
						moved = append(moved, int(j))
					}
				}
				if got := naiveChi2(counts, moved, side); got > split.Chi2*(1+1e-9) {
					t.Errorf("cut %d: a move of unit %d would raise chi² from %v to %v", cut+1, i+1, split.Chi2, got)
				}
			}
		}
		sizes := [2]float64{}
		for side := range counts {
			for _, n := range counts[side] {
				sizes[side] += n
			}
		}
		for j := range whole.terms {
			o, e, chi2 := [2]float64{counts[0][j], counts[1][j]}, [2]float64{}, 0.0
			for side := range e {
				e[side] = (o[0] + o[1]) * sizes[side] / (sizes[0] + sizes[1])
				chi2 += (o[side] - e[side]) * (o[side] - e[side]) / e[side]
			}
			for side := range e {
				apart := math.Sqrt(chi2/(chi2+o[0]+o[1])) > r.Spec.Contingency
				if o[side] >= float64(r.Spec.LeastUnits) && (!apart || o[side] > e[side]) {
					parts[side].terms[j] = true
				}
			}
		}
		classes = slices.Replace(classes, at, at+1, parts[:]...)
	}
}

// naiveChi2 is chi² of the two rows of counts, once a unit changed side.
func naiveChi2(counts [2]map[int]float64, moved []int, from int) float64 {
	total := map[int]float64{}
	var sizes [2]float64
	table := [2]map[int]float64{maps.Clone(counts[0]), maps.Clone(counts[1])}
	for _, j := range moved {
		table[from][j]--
		table[1-from][j]++
	}
	for side := range table {
		for j, n := range table[side] {
			total[j] += n
			sizes[side] += n
		}
	}
	sum := 0.0
	for j, n := range total {
		for side := range table {
			e := n * sizes[side] / (sizes[0] + sizes[1])
			sum += (table[side][j] - e) * (table[side][j] - e) / e
		}
	}
	return sum
}

// The tables of terms by class are those from which R's keyness starts.
func TestClassTermsAgreeWithR(t *testing.T) {
	eachGolden(t, "table_clusters.csv", func(g *golden) {
		var want rainette
		g.json("rainette_k6_mss0.json", &want)
		classes, err := g.like(g.unitTable(), Reinert{Published: true}, want.Groups).At(want.K)
		if err != nil {
			g.Fatal(err)
		}
		got := classes.Terms(false)
		for j, row := range g.rows("table_clusters.csv") {
			for class, cell := range row[1:] {
				g.near(row[0], float64(got.Counts[j][class]), g.number(cell), 0)
			}
		}
		profiles, err := Profiles{Occurrences: true}.Of(classes)
		if err != nil {
			g.Fatal(err)
		}
		for _, row := range profiles.Rows {
			if n := got.Counts[slices.Index(got.Terms, row.Term)]; row.Target != n[row.Class-1] || row.Target+row.Reference != total(n) {
				g.Errorf("%s in %d: %d and %d", row.Term, row.Class, row.Target, row.Reference)
			}
		}
	})
}
