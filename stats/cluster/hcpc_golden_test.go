package cluster

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/factor"
)

// space runs the analysis that the command names, with the axes turned as in the
// case.
func (g reference) space(t *stats.Table) *factor.Space {
	var active, supplementary []string
	aside := slices.Concat(g.places("quanti.sup"), g.places("quali.sup"))
	for i, name := range g.names() {
		if slices.Contains(aside, i+1) {
			supplementary = append(supplementary, name)
		} else {
			active = append(active, name)
		}
	}
	axes := 5
	if ncp := g.argument("ncp"); ncp == "Inf" {
		axes = -1
	} else if ncp != "" {
		axes, _ = strconv.Atoi(ncp)
	}
	analyse := func(flip []int) *factor.Space {
		var s *factor.Space
		var err error
		switch {
		case strings.Contains(g.run(), "PCA("):
			var p *factor.PrincipalComponents
			if p, err = (factor.PCA{Active: active, Supplementary: supplementary, Axes: axes, Flip: flip}).Of(t); err == nil {
				s = &p.Space
			}
		case strings.Contains(g.run(), "FAMD("):
			var p *factor.MixedData
			if p, err = (factor.FAMD{Active: active, Supplementary: supplementary, Axes: axes, Flip: flip}).Of(t); err == nil {
				s = &p.Space
			}
		default:
			var p *factor.MultipleCorrespondence
			if p, err = (factor.MCA{Active: active, Supplementary: supplementary, Axes: axes, Flip: flip, ActiveMissing: true}).Of(t); err == nil {
				s = &p.Space
			}
		}
		if err != nil {
			g.Fatal(err)
		}
		return s
	}
	s := analyse(nil)
	scores, there := g.Get("X_scores")
	if !there {
		return s
	}
	names := texts(scores.(map[string]any)[".rows"].([]any))
	var flip []int
	for axis := range s.Kept {
		column := g.numbers("X_scores", fmt.Sprintf("Dim %d", axis+1))
		if column == nil {
			column = g.numbers("X_scores", fmt.Sprintf("Dim.%d", axis+1))
		}
		far := 0
		for i := range column {
			if math.Abs(column[i]) > math.Abs(column[far]) {
				far = i
			}
		}
		if s.Cases.Coordinates[g.row(names[far])][axis]*column[far] < 0 {
			flip = append(flip, axis+1)
		}
	}
	return analyse(flip)
}

// row is the place of a row by its name.
func (g reference) row(name string) int {
	i := slices.IndexFunc(g.Rows[1:], func(row []string) bool { return strings.TrimSpace(row[0]) == strings.TrimSpace(name) })
	if i < 0 {
		g.Fatalf("no row %q", name)
	}
	return i
}

// The tree, both proposals, classes, descriptions and paragons of HCPC of the two
// versions of FactoMineR.
func TestHCPCAgreesWithR(t *testing.T) {
	each(t, "hcpc", func(g reference) {
		g.hierarchy(GainRatio)
		before, err := os.ReadFile(filepath.Join(g.Folder, "expected_factominer_2.7.json"))
		if err != nil {
			return
		}
		if err := json.Unmarshal(before, &g.Expected); err != nil {
			g.Fatal(err)
		}
		g.hierarchy(WithinRatio)
	})
}

func (g reference) hierarchy(rule Rule) {
	g.Helper()
	data := g.table()
	space := g.space(data)
	spec := HCPC{Rule: rule, AsCut: g.argument("consol") == "FALSE"}
	if k, _ := strconv.Atoi(g.argument("nb.clust")); k > 0 {
		spec.Classes = k
	}
	spec.Min, _ = strconv.Atoi(g.argument("min"))
	spec.Max, _ = strconv.Atoi(g.argument("max"))
	r, err := spec.Of(g.Context(), space)
	if err != nil {
		g.Fatal(err)
	}
	if rule == GainRatio {
		g.near(float64(r.ByGain), g.numbers("nb.clust_used")[0], 0, "nb.clust")
	} else {
		g.near(float64(r.ByWithin), g.numbers("nb.clust_used")[0], 0, "nb.clust")
	}
	for i, want := range g.numbers("within_inertia") {
		g.near(r.Steps[i].Within, want, r.Inertia, "within", i+1)
	}
	for i, want := range g.numbers("inert.gain") {
		g.near(r.Steps[i+1].Gain, want, r.Inertia, "gain", i+1)
	}
	for i, want := range g.numbers("quot") {
		at := int(g.numbers("min")[0]) + i
		if rule == GainRatio {
			g.near(r.Steps[at].GainRatio.Value, want, 0, "quot", i)
		} else {
			g.near(r.Steps[at-1].WithinRatio.Value, want, 0, "quot", i)
		}
	}
	gains := r.Tree.Gains()
	slices.Reverse(gains)
	g.all(gains, g.numbers("height"), r.Inertia, "height")
	g.near(r.Cut, g.numbers("bw.before.consol")[0], 0, "bw.before.consol")
	if after := g.numbers("bw.after.consol"); after != nil && !math.IsNaN(after[0]) {
		g.near(r.Between, after[0], 0, "bw.after.consol")
	}
	names, _ := g.Get("row_order")
	clust := g.numbers("clust")
	for i, name := range names.([]any) {
		g.near(float64(r.Classes[g.row(name.(string))]+1), clust[i], 0, "clust", name)
	}
	for c := range r.Sizes {
		g.paragons(r.Nearest[c], "para", strconv.Itoa(c+1))
		g.paragons(r.Farthest[c], "dist", strconv.Itoa(c+1))
	}
	class := stats.Variable{Name: "clust"}.Categories(r.Column("clust").Levels(), false, r.Classes, nil)
	withClasses, err := data.With(class)
	if err != nil {
		g.Fatal(err)
	}
	typology, err := Profiles{Classes: "clust", Columns: g.names(), Least: 1, MissingLevels: true}.Of(withClasses)
	if err != nil {
		g.Fatal(err)
	}
	g.typology(typology, 0.05, "desc.var")
	columns := []stats.Column{class}
	for axis := range space.Kept {
		var x []float64
		for _, point := range space.Cases.Coordinates {
			x = append(x, point[axis])
		}
		columns = append(columns, stats.Variable{Name: fmt.Sprintf("Dim.%d", axis+1)}.Numbers(x, nil))
	}
	typology, err = Profiles{Classes: "clust", Least: 1}.Of(stats.MustTable("", columns...))
	if err != nil {
		g.Fatal(err)
	}
	g.typology(typology, 0.05, "desc.axes")
}

// paragons compares distances in their order, and each case by its name.
func (g reference) paragons(got []Paragon, path ...any) {
	g.Helper()
	object, _ := g.Get(path...)
	want, ok := object.(map[string]any)
	if !ok {
		g.Errorf("%v: none in the case", path)
		return
	}
	var mine []float64
	for _, p := range got {
		mine = append(mine, p.Distance)
		if distance, there := want[strings.TrimSpace(g.Rows[p.Row+1][0])]; there {
			g.near(p.Distance, number(distance), 0, append(path, p.Row)...)
		}
	}
	var theirs []float64
	for _, distance := range slices.Collect(maps.Values(want)) {
		theirs = append(theirs, number(distance))
	}
	g.all(slices.Sorted(slices.Values(mine)), slices.Sorted(slices.Values(theirs)), 0, path...)
}
