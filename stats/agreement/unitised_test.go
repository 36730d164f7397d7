package agreement

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

type mark struct {
	coder, code string
	start, end  float64
}

func marks(list ...mark) *stats.Table {
	var coders, codes []string
	var starts, ends []float64
	for _, m := range list {
		coders, codes = append(coders, m.coder), append(codes, m.code)
		starts, ends = append(starts, m.start), append(ends, m.end)
	}
	return stats.MustTable("", stats.Variable{Name: "codeur"}.Texts(coders, nil), stats.Variable{Name: "code"}.Labelled(codes...),
		stats.Variable{Name: "debut"}.Numbers(starts, nil), stats.Variable{Name: "fin"}.Numbers(ends, nil))
}

func unitised(t *testing.T, s Unitised, list ...mark) *UnitisedAgreement {
	t.Helper()
	s.Lang = "en"
	u, err := s.Of(marks(list...))
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// Two coders and two codes, worked out by hand from the formulas: lengths 30
// gaps, 27 and 23 marked.
func TestUnitisedByHand(t *testing.T) {
	u := unitised(t, Unitised{TextLength: 40},
		mark{"A", "recours", 0, 10}, mark{"A", "nonrecours", 15, 25}, mark{"A", "recours", 30, 35},
		mark{"B", "recours", 2, 10}, mark{"B", "nonrecours", 15, 27}, mark{"B", "nonrecours", 30, 35})
	near(t, "u", u.U.Value, 0.6864214992927864, 1e-14)
	near(t, "|u", u.Binary.Value, 1-0.1*(6400-488)/3000, 1e-14)
	near(t, "cu, covered", u.CUCovered.Value, 1-10.0/46*(46*46-378)/(2*21*25), 1e-14)
	near(t, "cu, overlaps", u.CUOverlaps.Value, 1-10.0/46*(46*46-414)/(2*21*25), 1e-14)
	near(t, "coverage of recours", u.Codes[0].Coverage.Value, 100*21.0/23, 1e-12)
	near(t, "ku, covered", u.Codes[0].KUCovered.Value, 1-5.0/21*(21*46-153)/(21*25), 1e-14)
}

// Krippendorff (2004: 254), on a text of 300: published with four decimals.
func TestAlphaU(t *testing.T) {
	u := unitised(t, Unitised{TextLength: 300},
		mark{"i", "c", 75, 145}, mark{"i", "c", 220, 250}, mark{"j", "c", 70, 150}, mark{"j", "c", 205, 225}, mark{"j", "c", 250, 270},
		mark{"i", "k", 30, 90}, mark{"i", "k", 150, 200}, mark{"j", "k", 30, 90}, mark{"j", "k", 150, 200})
	near(t, "Do", u.Codes[0].ObservedU, 0.0144, 5e-5)
	near(t, "De", u.Codes[0].ExpectedU, 0.0532, 5e-5)
	near(t, "alpha of c", u.Codes[0].AlphaU.Value, 0.7286, 5e-5)
	near(t, "De of k", u.Codes[1].ExpectedU, 0.0490, 5e-5)
	near(t, "alpha of k", u.Codes[1].AlphaU.Value, 1, 0)
	// c and k overlap: there is no u-alpha, but each code has its own.
	if u.U.Defined() || !u.Codes[0].Own.Defined() || !u.Binary.Defined() {
		t.Errorf("overlapping codes: u %v, own %v", u.U, u.Codes[0].Own)
	}
}

// One position a passage is the usual alpha, in which gaps are a category.
func TestUnitisedOfUnitPassages(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var list []mark
	rows := make([]string, 60)
	for at := range rows {
		for _, coder := range []string{"A", "B", "C"} {
			code := "-xy"[random.IntN(3)]
			rows[at] += string(code)
			if code != '-' {
				list = append(list, mark{coder, string(code), float64(at), float64(at + 1)})
			}
		}
	}
	u := unitised(t, Unitised{TextLength: len(rows)}, list...)
	near(t, "u-alpha", u.U.Value, of(t, Coders{}, coded("-xy", rows...)).Alpha.Value.Value, 1e-12)
}

func TestUnitisedOdd(t *testing.T) {
	x := mark{"A", "x", 0, 5}
	for name, c := range map[string]struct {
		s      Unitised
		list   []mark
		reason string
	}{
		"one coder":            {Unitised{TextLength: 10}, []mark{x}, "fewer than two"},
		"nobody":               {Unitised{TextLength: 10, Coders: []string{"A", "B"}}, nil, "nobody marked"},
		"all of it, same code": {Unitised{TextLength: 5}, []mark{x, {"B", "x", 0, 5}}, "no variation"},
		"overlapping codes":    {Unitised{TextLength: 10}, []mark{x, {"A", "y", 4, 6}, {"B", "x", 0, 5}}, "several codes"},
	} {
		u := unitised(t, c.s, c.list...)
		if u.U.Defined() || !strings.Contains(u.U.Reason, c.reason) {
			t.Errorf("%s: %+v", name, u.U)
		}
		if strings.Contains(u.String(), "NaN") {
			t.Error(u)
		}
	}
	// A coder who marked nothing counts.
	silent := unitised(t, Unitised{TextLength: 10, Coders: []string{"A", "B"}, Codes: []string{"x", "y"}}, x)
	if !silent.U.Defined() || silent.U.Value > 0 || silent.Codes[1].Own.Defined() || silent.CUCovered.Defined() {
		t.Errorf("a silent coder: %+v", silent)
	}
	// Passages that touch stay apart, those that overlap are joined.
	joined := unitised(t, Unitised{TextLength: 10}, x, mark{"A", "x", 3, 7}, mark{"B", "x", 0, 3}, mark{"B", "x", 3, 7})
	if joined.Codes[0].N != 3 || len(joined.Warnings) != 1 || joined.Marked[0] != 7 {
		t.Errorf("joined: %+v", joined)
	}
	for want, c := range map[string]struct {
		s Unitised
		m mark
	}{
		"length L":             {Unitised{}, x},
		"found 0 to 5":         {Unitised{TextLength: 4}, x},
		"found 3 to 3":         {Unitised{TextLength: 9}, mark{"A", "x", 3, 3}},
		"whole positions":      {Unitised{TextLength: 9}, mark{"A", "x", 0.5, 3}},
		`no coder "A"`:         {Unitised{TextLength: 9, Coders: []string{"B"}}, x},
		`no code "x"`:          {Unitised{TextLength: 9, Codes: []string{"y"}}, x},
		`no column "personne"`: {Unitised{TextLength: 9, Coder: "personne"}, x},
		`column "code" holds`:  {Unitised{TextLength: 9, Start: "code"}, x},
	} {
		if _, err := c.s.Of(marks(c.m)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
