package factor

import (
	"math"
	"slices"
	"testing"

	"github.com/askoria/verbatim/stats/internal/golden"
)

func eigenvalue(a Axis) float64 { return a.Eigenvalue }

// cases compares what PCA and FAMD give of individuals.
func (g *reference) cases(s *Space, path ...any) {
	coordinate := func(row, axis int) float64 { return s.Cases.Coordinates[row][axis] }
	at := func(steps ...any) []any { return append(slices.Clone(path), steps...) }
	g.axes(true, s.ofCase(false, coordinate), at("ind", "coord")...)
	g.axes(false, s.ofCase(false, s.Contribution), at("ind", "contrib")...)
	g.axes(false, s.ofCase(false, s.Cos2), at("ind", "cos2")...)
	g.axes(true, s.ofCase(true, coordinate), at("ind.sup", "coord")...)
	g.axes(false, s.ofCase(true, s.Cos2), at("ind.sup", "cos2")...)
	for row, name := range g.Rows[1:] {
		g.Where(math.Sqrt(s.Cases.Distances[row]), "", 1e-9, at("ind", "dist", name[0])...)
		g.Where(math.Sqrt(s.Cases.Distances[row]), "", 1e-9, at("ind.sup", "dist", name[0])...)
	}
}

// levels compares levels that lie at the mean of their cases.
func (g *reference) levels(s *Space, path ...any) {
	at := func(step any) []any { return append(slices.Clone(path), step) }
	g.axes(true, s.ofLevel(func(l *Level) []float64 { return l.Coordinates }), at("coord")...)
	g.axes(false, s.ofLevel(func(l *Level) []float64 { return l.Cos2 }), at("cos2")...)
	g.axes(false, s.ofLevel(func(l *Level) []float64 { return l.Contributions }), at("contrib")...)
	g.axes(true, s.ofLevel(func(l *Level) []float64 { return l.VTests }), at("v.test")...)
	g.axes(false, s.ofVariable(func(v *Variable) []float64 { return v.Eta2 }), at("eta2")...)
	for _, l := range s.Levels {
		g.Where(math.Sqrt(l.Distance), "", 1e-9, append(at("dist"), l.Code)...)
	}
}

func (g *reference) numbers(s *Space, path ...any) {
	at := func(step any) []any { return append(slices.Clone(path), step) }
	g.axes(true, s.ofNumber(func(n *Number) []float64 { return n.Coordinates }), at("coord")...)
	g.axes(true, s.ofNumber(func(n *Number) []float64 { return n.Correlations }), at("cor")...)
	g.axes(false, s.ofNumber(func(n *Number) []float64 { return n.Cos2 }), at("cos2")...)
	g.axes(false, s.ofNumber(func(n *Number) []float64 { return n.Contributions }), at("contrib")...)
}

func TestGoldenPCA(t *testing.T) {
	golden.Each(t, "pca", func(c *golden.Case) {
		g := &reference{Case: c}
		quali, quanti := g.command("quali.sup"), g.command("quanti.sup")
		data, flags := g.supplementaryCases(g.table(quali...))
		p, err := PCA{
			Active: g.others(quali, quanti), Supplementary: slices.Concat(g.names(quanti), g.names(quali)),
			SupplementaryCases: flags, Axes: -1, Raw: g.command("scale.unit") != nil,
		}.Of(data)
		if err != nil {
			g.Fatal(err)
		}
		g.eigenvalues(p.Axes, eigenvalue, "FactoMineR", "eig")
		g.cases(&p.Space, "FactoMineR")
		g.numbers(&p.Space, "FactoMineR", "var")
		g.numbers(&p.Space, "FactoMineR", "quanti.sup")
		g.levels(&p.Space, "FactoMineR", "quali.sup")
		var means, deviations []float64
		for _, n := range p.Numbers {
			if !n.Supplementary {
				means, deviations = append(means, n.Mean), append(deviations, n.SD)
				if p.Spec.Raw { // FactoMineR lists by what it divides
					deviations[len(deviations)-1] = 1
				}
			}
		}
		g.values(means, "FactoMineR", "centre")
		g.values(deviations, "FactoMineR", "ecart.type")
	})
}

func TestGoldenFAMD(t *testing.T) {
	golden.Each(t, "famd", func(c *golden.Case) {
		g := &reference{Case: c}
		sup := g.command("sup.var")
		data, flags := g.supplementaryCases(g.table())
		f, err := FAMD{
			Active: g.others(sup), Supplementary: g.names(sup), SupplementaryCases: flags, Axes: -1, ActiveMissing: true,
		}.Of(data)
		if err != nil {
			g.Fatal(err)
		}
		g.eigenvalues(f.Axes, eigenvalue, "eig")
		g.cases(&f.Space)
		g.numbers(&f.Space, "quanti.var")
		g.numbers(&f.Space, "quanti.sup")
		g.levels(&f.Space, "quali.var")
		g.levels(&f.Space, "quali.sup")
		// The coordinate of a variable is its share of variance; FactoMineR
		// squares it for cos2, over the levels less one.
		g.axes(false, f.ofVariable(func(v *Variable) []float64 { return v.Eta2 }), "var", "coord")
		g.axes(false, f.ofVariable(func(v *Variable) []float64 { return v.Contributions }), "var", "contrib")
		g.axes(false, f.ofVariable(func(v *Variable) []float64 {
			free := 0
			for _, l := range f.Levels {
				if f.Variables[l.Variable].Name == v.Name {
					free++
				}
			}
			return times(v.Eta2, func(axis int) float64 { return v.Eta2[axis] / float64(max(1, free-1)) })
		}), "var", "cos2")
	})
}
