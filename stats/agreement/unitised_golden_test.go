package agreement

import (
	"math"
	"strconv"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// segments reads passages; those of a text that does not begin at 0 are moved.
func (g *golden) segments(from float64) *stats.Table {
	var coders, codes []string
	var starts, lengths []float64
	for _, row := range g.rows[1:] {
		start, err := strconv.ParseFloat(row[1], 64)
		if err != nil {
			g.t.Fatal(err)
		}
		length, err := strconv.ParseFloat(row[2], 64)
		if err != nil {
			g.t.Fatal(err)
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

func (g *golden) unitised(from float64, l any) *UnitisedAgreement {
	length, ok := l.(float64)
	if !ok {
		g.t.Fatalf("length %v", l)
	}
	u, err := Unitised{Coder: "coder", Value: "value", Start: "start", Length: "length", L: int(length)}.Of(g.segments(from))
	if err != nil {
		g.t.Fatal(err)
	}
	return u
}

func TestGoldenUnitised(t *testing.T) {
	eachGolden(t, "ualpha", func(g *golden) {
		u := g.unitised(0, g.expected["L"])
		g.same(float64(len(u.Coders)), "", 0, "coders")
		g.same(u.U.Value, u.U.Reason, 1e-12, "uAlphaNominal")
		g.same(u.Binary.Value, u.Binary.Reason, 1e-12, "uAlphaBinary")
		at := map[string]int{"φ": 0}
		for k, c := range u.Codes {
			at[c.Code] = k + 1
		}
		for name, ours := range map[string][][]float64{"observedCoincidences": u.ObservedLengths, "expectedCoincidences": u.ExpectedLengths} {
			rows, _ := g.get(name, "rows")
			values, _ := g.get(name, "values")
			for i, row := range rows.([]any) {
				for j, col := range rows.([]any) {
					want := values.([]any)[i].([]any)[j].(float64)
					got := ours[at[row.(string)]][at[col.(string)]]
					g.compared++
					if math.Abs(got-want) > 1e-12*want {
						g.t.Errorf("%s %v %v: %v, want %v", name, row, col, got, want)
					}
				}
			}
		}
		const covered, overlaps = "A_positionsCoveredByAnyOther", "B_intersectionsWithEachOther"
		g.same(u.CUCovered.Value, u.CUCovered.Reason, 1e-12, "cuAlphaNominal", covered, "cuAlpha")
		g.same(u.CUOverlaps.Value, u.CUOverlaps.Reason, 1e-12, "cuAlphaNominal", overlaps, "cuAlpha")
		for _, c := range u.Codes {
			g.same(c.KUCovered.Value, c.KUCovered.Reason, 1e-12, "cuAlphaNominal", covered, "perValue", c.Code, "kuAlpha")
			g.same(c.KUOverlaps.Value, c.KUOverlaps.Reason, 1e-12, "cuAlphaNominal", overlaps, "perValue", c.Code, "kuAlpha")
			g.same(c.Coverage.Value/100, c.Coverage.Reason, 1e-12, "cuAlphaNominal", covered, "perValue", c.Code, "coverage")
			g.same(c.Coverage.Value/100, c.Coverage.Reason, 1e-12, "cuAlphaNominal", overlaps, "perValue", c.Code, "coverage")
		}
	})
}

// The published numbers have four decimals.
func TestGoldenAlphaU(t *testing.T) {
	eachGolden(t, "alphaU1995", func(g *golden) {
		from, ok := g.expected["continuumBegin"].(float64)
		if !ok {
			g.t.Fatal("no continuumBegin")
		}
		u := g.unitised(from, g.expected["continuumLength"])
		near := func(got float64, path ...string) {
			want, there := g.get(path...)
			g.compared++
			if number, ok := want.(float64); !there || !ok || math.Abs(got-number) > 0.5001e-4 {
				g.t.Errorf("%v = %v, want %v", path, got, want)
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
		g.compared++
		if exact := 1 - (u.ObservedU / u.ExpectedU); u.AlphaU.Value != exact || math.Abs(exact-0.8591) > 5e-4 {
			g.t.Errorf("overall %v, from its parts %v", u.AlphaU.Value, exact)
		}
	})
}
