package agreement

import (
	"math"
	"strconv"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/golden"
)

// segments reads passages; those of a text that does not begin at 0 are moved.
func (g *reference) segments(from float64) *stats.Table {
	var coders, codes []string
	var starts, lengths []float64
	for _, row := range g.Rows[1:] {
		start, err := strconv.ParseFloat(row[1], 64)
		if err != nil {
			g.Fatal(err)
		}
		length, err := strconv.ParseFloat(row[2], 64)
		if err != nil {
			g.Fatal(err)
		}
		coders, codes = append(coders, row[0]), append(codes, row[3])
		starts, lengths = append(starts, start-from), append(lengths, length)
	}
	return stats.MustTable("",
		stats.Variable{Name: "coder"}.Labelled(coders...),
		stats.Variable{Name: "start"}.Numbers(starts, nil),
		stats.Variable{Name: "length"}.Numbers(lengths, nil),
		stats.Variable{Name: "value"}.Labelled(codes...))
}

func (g *reference) unitised(from float64, l any) *UnitisedAgreement {
	length, ok := l.(float64)
	if !ok {
		g.Fatalf("length %v", l)
	}
	u, err := Unitised{Coder: "coder", Value: "value", Start: "start", Length: "length", TextLength: int(length)}.Of(g.segments(from))
	if err != nil {
		g.Fatal(err)
	}
	return u
}

func TestGoldenUnitised(t *testing.T) {
	golden.Each(t, "ualpha", func(c *golden.Case) {
		g := &reference{c}
		u := g.unitised(0, g.must("L"))
		g.Same(float64(len(u.Coders)), "", 0, "coders")
		g.Same(u.U.Value, u.U.Reason, 1e-12, "uAlphaNominal")
		g.Same(u.Binary.Value, u.Binary.Reason, 1e-12, "uAlphaBinary")
		at := map[string]int{"φ": 0}
		for k, c := range u.Codes {
			at[c.Code] = k + 1
		}
		for name, ours := range map[string][][]float64{"observedCoincidences": u.ObservedLengths, "expectedCoincidences": u.ExpectedLengths} {
			rows, _ := g.Get(name, "rows")
			values, _ := g.Get(name, "values")
			for i, row := range rows.([]any) {
				for j, col := range rows.([]any) {
					want := values.([]any)[i].([]any)[j].(float64)
					got := ours[at[row.(string)]][at[col.(string)]]
					g.Compared++
					if math.Abs(got-want) > 1e-12*want {
						g.Errorf("%s %v %v: %v, want %v", name, row, col, got, want)
					}
				}
			}
		}
		const covered, overlaps = "A_positionsCoveredByAnyOther", "B_intersectionsWithEachOther"
		g.Same(u.CUCovered.Value, u.CUCovered.Reason, 1e-12, "cuAlphaNominal", covered, "cuAlpha")
		g.Same(u.CUOverlaps.Value, u.CUOverlaps.Reason, 1e-12, "cuAlphaNominal", overlaps, "cuAlpha")
		for _, c := range u.Codes {
			g.Same(c.KUCovered.Value, c.KUCovered.Reason, 1e-12, "cuAlphaNominal", covered, "perValue", c.Code, "kuAlpha")
			g.Same(c.KUOverlaps.Value, c.KUOverlaps.Reason, 1e-12, "cuAlphaNominal", overlaps, "perValue", c.Code, "kuAlpha")
			g.Same(c.Coverage.Value/100, c.Coverage.Reason, 1e-12, "cuAlphaNominal", covered, "perValue", c.Code, "coverage")
			g.Same(c.Coverage.Value/100, c.Coverage.Reason, 1e-12, "cuAlphaNominal", overlaps, "perValue", c.Code, "coverage")
		}
	})
}

// The published numbers have four decimals.
func TestGoldenAlphaU(t *testing.T) {
	golden.Each(t, "alphaU1995", func(c *golden.Case) {
		g := &reference{c}
		from, ok := g.must("continuumBegin").(float64)
		if !ok {
			g.Fatal("no continuumBegin")
		}
		u := g.unitised(from, g.must("continuumLength"))
		near := func(got float64, path ...any) {
			want, there := g.Get(path...)
			g.Compared++
			if number, ok := want.(float64); !there || !ok || math.Abs(got-number) > 0.5001e-4 {
				g.Errorf("%v = %v, want %v", path, got, want)
			}
		}
		for _, c := range u.Codes {
			near(c.ObservedU, "published", c.Code, "Do")
			near(c.ExpectedU, "published", c.Code, "De")
			near(c.AlphaU.Value, "published", c.Code, "alpha")
		}
		// The printed overall value is that of the printed parts, which were
		// rounded before they were added up and divided.
		var observed, expected float64
		for _, c := range u.Codes {
			observed += math.Round(1e4*c.ObservedU) / 1e4
			expected += math.Round(1e4*c.ExpectedU) / 1e4
		}
		near(1-observed/expected, "published", "overall")
		g.Compared++
		if exact := 1 - (u.ObservedU / u.ExpectedU); u.AlphaU.Value != exact || math.Abs(exact-0.8591) > 5e-4 {
			g.Errorf("overall %v, from its parts %v", u.AlphaU.Value, exact)
		}
	})
}
