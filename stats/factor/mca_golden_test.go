package factor

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/golden"
)

// level finds a level by one of the names that R packages give it, nil when
// there is none.
func (s *Space) level(name string) *Level {
	dots := strings.NewReplacer(" ", ".")
	for i := range s.Levels {
		l := &s.Levels[i]
		v := s.Variables[l.Variable].Name
		code := l.Code
		if l.Missing != stats.Recorded {
			code = v + ".NA"
		}
		if slices.Contains([]string{code, v + "_" + code, v + "." + code, dots.Replace(v) + ":" + dots.Replace(code), dots.Replace(v) + ":" + code, v + "=" + code, v + "=" + v + "_" + code}, name) {
			return l
		}
	}
	return nil
}

func (s *Space) variable(name string) *Variable {
	for i := range s.Variables {
		if s.Variables[i].Name == name {
			return &s.Variables[i]
		}
	}
	return nil
}

func (s *Space) number(name string) *Number {
	for i := range s.Numbers {
		if s.Variables[s.Numbers[i].Variable].Name == name {
			return &s.Numbers[i]
		}
	}
	return nil
}

// ofLevel reads figures of the level of a name.
func (s *Space) ofLevel(of func(l *Level) []float64) func(string, int) []float64 {
	return func(name string, _ int) []float64 {
		if l := s.level(name); l != nil {
			return of(l)
		}
		return nil
	}
}

func (s *Space) ofVariable(of func(v *Variable) []float64) func(string, int) []float64 {
	return func(name string, _ int) []float64 {
		if v := s.variable(name); v != nil {
			return of(v)
		}
		return nil
	}
}

func (s *Space) ofNumber(of func(n *Number) []float64) func(string, int) []float64 {
	return func(name string, _ int) []float64 {
		if n := s.number(name); n != nil {
			return of(n)
		}
		return nil
	}
}

// ofCase reads figures of the i-th case that makes the axes, or does not.
func (s *Space) ofCase(supplementary bool, of func(row, axis int) float64) func(string, int) []float64 {
	var rows []int
	for row, w := range s.Cases.Weights {
		if (w == 0) == supplementary {
			rows = append(rows, row)
		}
	}
	return func(_ string, i int) []float64 {
		if i >= len(rows) {
			return nil
		}
		figures := make([]float64, s.Kept)
		for axis := range figures {
			figures[axis] = of(rows[i], axis)
		}
		return figures
	}
}

func times(x []float64, factor func(axis int) float64) []float64 {
	y := make([]float64, len(x))
	for axis := range x {
		y[axis] = x[axis] * factor(axis)
	}
	return y
}

// supplementaryCases adds a column that flags the rows of the argument ind.sup.
func (g *reference) supplementaryCases(t *stats.Table) (*stats.Table, string) {
	rows := g.command("ind.sup")
	if rows == nil {
		return t, ""
	}
	flags := make([]bool, t.Len())
	for _, row := range rows {
		flags[row-1] = true
	}
	t, err := t.With(stats.Variable{Name: "ind.sup"}.Flags(flags, nil))
	if err != nil {
		g.Fatal(err)
	}
	return t, "ind.sup"
}

func TestGoldenMCA(t *testing.T) {
	golden.Each(t, "mca", func(c *golden.Case) {
		g := &reference{Case: c}
		quali, quanti := g.command("quali.sup"), g.command("quanti.sup")
		var texts []int
		for j := range g.Rows[0] {
			if j > 0 && !slices.Contains(quanti, j) {
				texts = append(texts, j)
			}
		}
		data, flags := g.supplementaryCases(g.table(texts...))
		spec := MCA{
			Active: g.others(quali, quanti), Supplementary: slices.Concat(g.names(quali), g.names(quanti)),
			SupplementaryCases: flags, ActiveMissing: true, Workers: 2,
			Passive: g.excluded(data, g.others(quali, quanti)),
		}
		of := func(scale Scale) *MultipleCorrespondence {
			spec.Scale = scale
			m, err := spec.Of(data)
			if err != nil {
				g.Fatal(err)
			}
			return m
		}
		indicator, burt := of(Indicator), of(Burt)
		g.mca(indicator, "indicator", eigenvalue)
		g.dimdesc(&indicator.Space)
		if _, there := g.Get("burt"); there {
			g.mca(burt, "burt", func(a Axis) float64 { return a.Burt })
		}
		for _, m := range []*MultipleCorrespondence{indicator, burt, of(Adjusted)} {
			g.mjca(m, burt)
		}
	})
}

// excluded are the levels that the argument excl names by their columns of the
// indicator matrix.
func (g *reference) excluded(t *stats.Table, active []string) []string {
	var all, names []string
	for _, name := range active {
		c, err := t.Categories(name)
		if err != nil {
			g.Fatal(err)
		}
		for _, l := range c.Levels() {
			all = append(all, name+"="+l.Code)
		}
	}
	for _, at := range g.command("excl") {
		names = append(names, all[at-1])
	}
	return names
}

// mca compares what FactoMineR gives, and the corrected rates.
func (g *reference) mca(m *MultipleCorrespondence, method string, eigenvalue func(a Axis) float64) {
	g.eigenvalues(m.Axes, eigenvalue, method, "eig")
	q, active := m.activeVariables(), 0
	for _, l := range m.Levels {
		if l.Contributions != nil {
			active++
			g.Where(l.Share/float64(q), "", 1e-9, method, "marge.col", g.nameIn(l, m, method, "marge.col"))
		}
	}
	g.Where(float64(q), "", 0, method, "Q")
	g.Where(float64(active), "", 0, method, "J")
	var lambda, benzecri, greenacre, cumB, cumG []float64
	for _, a := range m.Axes {
		if a.Adjusted.Defined() {
			lambda = append(lambda, a.Adjusted.Value)
			benzecri, cumB = append(benzecri, a.Benzecri.Value/100), append(cumB, a.BenzecriCumulated.Value/100)
			greenacre, cumG = append(greenacre, a.Greenacre.Value/100), append(cumG, a.GreenacreCumulated.Value/100)
		}
	}
	g.Same(float64(len(lambda)), "", 0, method, "benzecri", "n_dims")
	g.values(lambda, method, "benzecri", "lambda")
	g.values(benzecri, method, "benzecri", "rate")
	g.values(cumB, method, "benzecri", "cum")
	if _, there := g.Get(method, "greenacre"); there {
		g.values(lambda, method, "greenacre", "lambda")
		g.values(greenacre, method, "greenacre", "rate")
		g.values(cumG, method, "greenacre", "cum")
		g.Same(100*lambda[0]/m.Axes[0].Greenacre.Value, "", 1e-9, method, "greenacre", "adjusted_total_inertia")
	}
	coordinate := func(row, axis int) float64 { return m.Cases.Coordinates[row][axis] }
	g.axes(false, m.ofLevel(func(l *Level) []float64 { return l.Contributions }), method, "var", "contrib")
	g.axes(true, m.ofCase(false, coordinate), method, "ind", "coord")
	g.axes(false, m.ofCase(false, m.Contribution), method, "ind", "contrib")
	g.axes(false, m.ofCase(false, m.Cos2), method, "ind", "cos2")
	g.axes(true, m.ofCase(true, coordinate), method, "ind.sup", "coord")
	g.axes(false, m.ofCase(true, m.Cos2), method, "ind.sup", "cos2")
	for _, part := range []string{"var", "quali.sup"} {
		g.axes(true, m.ofLevel(func(l *Level) []float64 { return l.Coordinates }), method, part, "coord")
		g.axes(false, m.ofLevel(func(l *Level) []float64 { return l.Cos2 }), method, part, "cos2")
		g.axes(true, m.ofLevel(func(l *Level) []float64 {
			// FactoMineR rescales v-tests with the coordinates of Burt: a test
			// must not depend on the scale of a map.
			return times(l.VTests, func(axis int) float64 {
				if method == "burt" {
					return math.Sqrt(m.Axes[axis].Eigenvalue)
				}
				return 1
			})
		}), method, part, "v.test")
		g.axes(false, m.ofVariable(func(v *Variable) []float64 {
			// Of a variable with passive levels FactoMineR counts only the active
			// ones, which is its contribution.
			if v.Contributions != nil && len(m.Spec.Passive) > 0 {
				return times(v.Contributions, func(axis int) float64 { return m.Axes[axis].Eigenvalue * float64(q) / 100 })
			}
			return v.Eta2
		}), method, part, "eta2")
	}
	g.axes(true, m.ofNumber(func(n *Number) []float64 { return n.Correlations }), method, "quanti.sup", "coord")
}

// nameIn is the name that an object of the reference has for a level.
func (g *reference) nameIn(l Level, m *MultipleCorrespondence, path ...any) string {
	found, _ := g.Get(path...)
	object, _ := found.(map[string]any)
	for name := range object {
		if at := m.level(name); at != nil && at.Variable == l.Variable && at.Code == l.Code {
			return name
		}
	}
	return l.Code
}

// mjca compares what the package ca gives on the scale of the coordinates.
func (g *reference) mjca(m, burt *MultipleCorrespondence) {
	name := []string{"indicator", "Burt", "adjusted"}[m.Spec.Scale]
	if _, there := g.Get("mjca", name); !there {
		return
	}
	names, _ := g.Get("mjca", name, "levelnames")
	var sv, share, mass, inertia, distance []float64
	total := 0.0
	for _, a := range m.Axes {
		switch {
		case name == "indicator":
			total += a.Eigenvalue
		case name == "Burt":
			total += a.Burt
		case a.Adjusted.Defined():
			total = 100 * a.Adjusted.Value / a.Greenacre.Value
		}
	}
	g.Same(total, "", 1e-9, "mjca", name, "inertia.t")
	for _, a := range m.Axes {
		value := [...]float64{a.Eigenvalue, a.Burt, a.Adjusted.Value}[m.Spec.Scale]
		if name == "adjusted" && !a.Adjusted.Defined() {
			break
		}
		sv, share = append(sv, math.Sqrt(value)), append(share, value/total)
	}
	g.values(sv, "mjca", name, "sv")
	want := g.vector("mjca", name, "inertia.e")
	for i := range want {
		g.close(share[i], want[i], 1, "mjca", name, "inertia.e", i)
	}
	// mjca gives masses and distances of the Burt table on every scale.
	var levels []*Level
	for _, label := range names.([]any) {
		l, far := m.level(label.(string)), burt.level(label.(string))
		if l == nil {
			g.Fatalf("mjca: no level %q", label)
		}
		levels = append(levels, l)
		q := float64(m.activeVariables())
		mass, inertia, distance = append(mass, l.Share/q), append(inertia, l.Share/q*far.Distance), append(distance, math.Sqrt(far.Distance))
	}
	g.values(mass, "mjca", name, "colmass")
	g.values(inertia, "mjca", name, "colinertia")
	g.values(distance, "mjca", name, "coldist")
	// mjca has signs of its own.
	own := &reference{Case: g.Case, groups: g.groups, signs: make([]float64, len(m.Axes))}
	of := func(scale func(axis int) float64) func(string, int) []float64 {
		return func(_ string, i int) []float64 {
			return times(levels[i].Coordinates, scale)
		}
	}
	own.axes(true, of(func(axis int) float64 { return 1 / sv[axis] }), "mjca", name, "colcoord_std")
	own.axes(true, of(func(int) float64 { return 1 }), "mjca", name, "colpcoord")
}

func (s *Space) activeVariables() int {
	q := 0
	for _, v := range s.Variables {
		if !v.Supplementary {
			q++
		}
	}
	return q
}

// dimdesc compares the description of axes.
func (g *reference) dimdesc(s *Space) {
	for axis, d := range s.Descriptions {
		dim := "Dim " + string(rune('1'+axis))
		if _, there := g.Get("dimdesc", dim); !there {
			continue
		}
		sign := g.signs[axis]
		parts := []struct {
			name   string
			links  []Link
			signed bool
			of     func(name string) int
		}{
			{"quanti", d.Numbers, true, func(name string) int {
				return slices.IndexFunc(s.Numbers, func(n Number) bool { return s.Variables[n.Variable].Name == name })
			}},
			{"quali", d.Variables, false, func(name string) int {
				return slices.IndexFunc(s.Variables, func(v Variable) bool { return v.Name == name })
			}},
			{"category", d.Levels, true, func(name string) int {
				l := s.level(name)
				if l == nil {
					return -1
				}
				return slices.IndexFunc(s.Levels, func(m Level) bool { return m.Variable == l.Variable && m.Code == l.Code })
			}},
		}
		for _, part := range parts {
			names, want := g.matrix("dimdesc", dim, part.name)
			kept := 0
			for _, link := range part.links {
				if link.P <= 0.05 {
					kept++
				}
			}
			if g.Compared++; kept != len(want) {
				g.Errorf("%s %s: %d kept, want %d", dim, part.name, kept, len(want))
			}
			for i, name := range names {
				at := part.of(name)
				found := slices.IndexFunc(part.links, func(l Link) bool { return l.At == at })
				if at < 0 || found < 0 {
					g.Errorf("%s %s: no %q", dim, part.name, name)
					continue
				}
				link := part.links[found]
				if part.signed {
					link.Value *= sign
				}
				g.close(link.Value, want[i][0], 1e-3, dim, part.name, name, 0)
				// p below 1e-50 moves with the last digits of the coordinates.
				g.close(math.Log(link.P), math.Log(want[i][1]), 1, dim, part.name, name, 1)
			}
		}
	}
}
