package cluster

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// Every line of R's catdes.
func TestProfilesAgreeWithR(t *testing.T) {
	each(t, "catdes", func(g reference) {
		at := g.places("num.var")[0]
		proba := 0.05
		if text := g.argument("proba"); text != "" {
			var err error
			if proba, err = strconv.ParseFloat(text, 64); err != nil {
				g.Fatal(err)
			}
		}
		names := g.names()
		r, err := Profiles{Classes: names[at-1], Columns: slices.Delete(slices.Clone(names), at-1, at), Least: 1, MissingLevels: true}.Of(g.table())
		if err != nil {
			g.Fatal(err)
		}
		g.typology(r, proba)
	})
}

// typology compares descriptions: R lists the lines up to a p.
func (g reference) typology(r *Typology, proba float64, path ...any) {
	g.Helper()
	at := func(more ...any) []any { return append(slices.Clip(path), more...) }
	index := map[string]int{}
	var byLevels, byNumbers []string
	// R writes the spaces of names as points, and may put the name before a level.
	ours := map[string]string{}
	read := func(names []string, lines [][]float64) ([]string, [][]float64) {
		names = slices.Clone(names)
		for i, name := range names {
			if own, known := ours[name]; known {
				names[i] = own
			}
		}
		return names, lines
	}
	for i, l := range r.Links {
		index[l.Name] = i
		dotted := strings.ReplaceAll(l.Name, " ", ".")
		ours[dotted] = l.Name
		for _, level := range l.Levels {
			ours[dotted+"="+level.Code] = l.Name + "=" + level.Code
			ours[dotted+"="+l.Name+"_"+level.Code] = l.Name + "=" + level.Code
		}
		if l.Levels != nil {
			ours[dotted+"="+l.Name+".NA"] = l.Name + "=NA"
			ours[dotted+"=NA"] = l.Name + "=NA"
		}
		if l.Test.Defined() && l.Test.P <= proba {
			if l.Levels == nil {
				byNumbers = append(byNumbers, l.Name)
			} else {
				byLevels = append(byLevels, l.Name)
			}
		}
	}
	names, lines := read(g.matrix(at("test.chi2")...))
	g.same(names, byLevels, "test.chi2")
	for i, name := range names {
		l := r.Links[index[name]]
		g.all([]float64{l.Test.P, l.Test.DF}, lines[i], 0, at("test.chi2", name)...)
	}
	names, lines = read(g.matrix(at("quanti.var")...))
	g.same(names, byNumbers, "quanti.var")
	for i, name := range names {
		l := r.Links[index[name]]
		g.all([]float64{l.Strength.Value, l.Test.P}, lines[i], 0, at("quanti.var", name)...)
	}
	for _, p := range r.Classes {
		var got []string
		levels := map[string]LevelTrait{}
		for _, trait := range p.Levels {
			l := r.Links[trait.Link]
			code := l.Levels[trait.Level].Code
			if code == stats.NotRecorded.Code() { // the level that R makes
				code = "NA"
			}
			name := l.Name + "=" + code
			levels[name] = trait
			if trait.P <= proba {
				got = append(got, name)
			}
		}
		names, lines := read(g.matrix(at("category", p.Code)...))
		g.same(names, got, "category", p.Code)
		for i, name := range names {
			x := levels[name]
			g.all([]float64{x.OfLevel, x.InClass, x.Overall, x.P, x.VTest.Value}, lines[i], 1, at("category", p.Code, name)...)
		}
		if byNumbers == nil { // R gives up all numbers where no F is small
			continue
		}
		got = nil
		numbers := map[string]NumberTrait{}
		for _, trait := range p.Numbers {
			name := r.Links[trait.Link].Name
			numbers[name] = trait
			if trait.P <= proba {
				got = append(got, name)
			}
		}
		names, lines = read(g.matrix(at("quanti", p.Code)...))
		g.same(names, got, "quanti", p.Code)
		for i, name := range names {
			x := numbers[name]
			mine := []float64{x.VTest.Value, x.Mean, x.Overall, x.SD, x.OverallSD, x.P, float64(x.N)}
			g.all(mine[:len(lines[i])], lines[i], x.OverallSD, at("quanti", p.Code, name)...)
		}
	}
}

// same compares names as sets.
func (g reference) same(want, got []string, what ...any) {
	g.Helper()
	g.Compared++
	if a, b := slices.Sorted(slices.Values(want)), slices.Sorted(slices.Values(got)); !slices.Equal(a, b) {
		g.Errorf("%v: %v, want %v", what, b, a)
	}
}

func TestCondesAgreesWithR(t *testing.T) {
	each(t, "condes", func(g reference) {
		at := g.places("num.var")[0]
		r, err := Explain{Number: g.names()[at-1], MissingLevels: true}.Of(g.table())
		if err != nil {
			g.Fatal(err)
		}
		correlations, links, levels := map[string]NumberLink{}, map[string]VariableLink{}, map[string]LevelLink{}
		for _, x := range r.Numbers {
			correlations[x.Name] = x
		}
		for _, x := range r.Variables {
			links[x.Name] = x
		}
		for _, x := range r.Levels {
			code := x.Level.Code
			if code == stats.NotRecorded.Code() {
				code = "NA"
			}
			levels[x.Variable.Name+"="+code] = x
		}
		if _, there := g.Get("quanti"); there {
			object := g.Expected.(map[string]any)["quanti"].(map[string]any)
			names := object[".rows"].([]any)
			g.same(texts(names), slices.Collect(maps.Keys(correlations)), "quanti")
			for i, name := range names {
				x := correlations[name.(string)]
				g.near(x.R.Value, g.numbers("quanti", "correlation")[i], 0, name, "correlation")
				g.near(x.P, g.numbers("quanti", "p.value")[i], 0, name, "p")
				if n := g.numbers("quanti", "n"); n != nil {
					g.near(float64(x.N), n[i], 0, name, "n")
				}
			}
		}
		names, lines := g.matrix("quali")
		g.same(names, slices.Collect(maps.Keys(links)), "quali")
		for i, name := range names {
			g.all([]float64{links[name].Eta2.Value, links[name].Test.P}, lines[i], 0, "quali", name)
		}
		names, lines = g.matrix("category")
		g.same(names, slices.Collect(maps.Keys(levels)), "category")
		for i, name := range names {
			x := levels[name]
			g.all([]float64{x.Effect, x.P}, lines[i], math.Abs(x.Effect), "category", name)
		}
	})
}

func texts(cells []any) []string {
	var all []string
	for _, cell := range cells {
		all = append(all, strings.TrimSpace(cell.(string)))
	}
	return all
}
