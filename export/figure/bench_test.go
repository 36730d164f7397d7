package figure_test

import (
	"testing"

	"github.com/askoria/verbatim/export/figure"
	"github.com/askoria/verbatim/stats/factor"
	"github.com/askoria/verbatim/stats/sequence"
)

// Each figure, from the result to the image for print.
func BenchmarkPNG(b *testing.B) {
	m, err := factor.MCA{Active: []string{"cadre", "lieu", "age"}, Supplementary: []string{"sexe"}}.Of(cases())
	if err != nil {
		b.Fatal(err)
	}
	many := paths(3000, 60)
	d, err := sequence.Describe{}.Of(many)
	if err != nil {
		b.Fatal(err)
	}
	going, err := survival("")
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name string
		of   func() (*figure.Figure, error)
	}{
		{"factormap", func() (*figure.Figure, error) { return figure.FactorMap{}.Of(m) }},
		{"chronogram", func() (*figure.Figure, error) { return figure.Chronogram{}.Of(d) }},
		{"index3000x60", func() (*figure.Figure, error) { return figure.IndexPlot{}.Of(many) }},
		{"survival", func() (*figure.Figure, error) { return figure.Survival{}.Of(going) }},
		{"graph", func() (*figure.Figure, error) { return figure.Graph{}.Of(words()) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				f, err := c.of()
				if err != nil {
					b.Fatal(err)
				}
				if _, err := f.PNG(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
