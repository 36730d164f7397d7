package qca

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/golden"
)

func (g *reference) truthTable(c *Configurations) {
	rows, _ := g.Get("truthTable", "table")
	ours := map[string]*Configuration{}
	for i := range c.Rows {
		ours[strings.ReplaceAll(fmt.Sprint(c.Rows[i].Values), "-1", "-")] = &c.Rows[i]
	}
	seen := 0
	for i, item := range items(rows) {
		row := item.(map[string]any)
		var values []string
		for _, name := range c.Spec.Conditions {
			values = append(values, fmt.Sprint(row[name]))
		}
		mine := ours[fmt.Sprint(values)]
		if mine == nil {
			g.same("? 0", fmt.Sprint(row["OUT"], " ", row["n"]), "row", values)
			continue
		}
		seen++
		g.same(mine.Out, row["OUT"], "OUT", values)
		g.same(mine.N, row["n"], "n", values)
		g.same(strings.Join(mine.Cases, ","), row["cases"], "cases", values)
		if mine.Out != Remainder {
			g.Same(mine.Inclusion.Value, mine.Inclusion.Reason, 1e-12, "truthTable", "numeric", "incl", i)
			g.Same(mine.PRI.Value, mine.PRI.Reason, 1e-12, "truthTable", "numeric", "PRI", i)
		}
		g.Same(float64(mine.N), "", 0, "truthTable", "numeric", "n", i)
		if number := int(g.number("truthTable", "rows", i)); mine.Number > 0 && len(items(rows)) == c.Possible {
			g.same(mine.Number, number, "number", values)
		}
	}
	g.same(seen, len(c.Rows), "rows with cases")
	levels, _ := g.Get("truthTable", "noflevels")
	for i, n := range items(levels) {
		g.same(c.Conditions[i].Levels, n, "levels of", c.Conditions[i].Name)
	}
}

func (g *reference) fit(s Sufficiency, path ...any) {
	g.Helper()
	at := func(name string) []any { return append(slices.Clone(path), name) }
	g.Same(s.Inclusion.Value, s.Inclusion.Reason, 1e-11, at("inclS")...)
	g.Same(s.PRI.Value, s.PRI.Reason, 1e-11, at("PRI")...)
	g.Same(s.Coverage.Value, s.Coverage.Reason, 1e-11, at("covS")...)
}

func (g *reference) terms(terms []Term, path ...any) {
	g.Helper()
	at := func(more ...any) []any { return append(slices.Clone(path), more...) }
	want, _ := g.Get(at("terms")...)
	var got []string
	for _, t := range terms {
		got = append(got, t.Expression)
	}
	g.same(plainAll(got), plainAll(words(want)), at("terms"))
	for _, t := range terms {
		i := slices.IndexFunc(words(want), func(text string) bool { return plain(text) == plain(t.Expression) })
		if i < 0 {
			return
		}
		g.fit(t.Sufficiency, at("table", i)...)
		g.Same(t.Unique.Value, t.Unique.Reason, 1e-11, at("table", i, "covU")...)
		if cases, there := g.Get(at("table", i, "cases")...); there {
			g.same(strings.Join(t.Cases, ","), strings.ReplaceAll(fmt.Sprint(cases), "; ", ","), "cases of", t.Expression)
		}
	}
}

func models(list []Model) []string {
	var all []string
	for _, m := range list {
		all = append(all, plain(m.Expression))
	}
	return all
}

func (g *reference) solutions(got []Model, path ...any) {
	g.Helper()
	_, there := g.Get(path...)
	if _, refused := g.Get(append(slices.Clone(path), "r_error")...); there && !refused {
		g.same(strings.Join(plainAll(models(got)), "; "), strings.Join(plainAll(g.models(path...)), "; "), path...)
	}
}

// models are those of the reference, in its order.
func (g *reference) models(path ...any) []string {
	want, _ := g.Get(path...)
	var expressions []string
	for _, terms := range items(want) {
		expressions = append(expressions, plain(strings.Join(words(terms), " + ")))
	}
	return expressions
}

// fits compares the fit of one model, or of several and of all together.
func (g *reference) fits(list []Model, terms []Term, overall Sufficiency, solutions []any, path ...any) {
	g.Helper()
	at := func(more ...any) []any { return append(slices.Clone(path), more...) }
	if _, several := g.Get(at("overall")...); !several {
		g.terms(list[0].Terms, path...)
		g.fit(list[0].Sufficiency, at("sol", 0)...)
		return
	}
	g.terms(terms, at("overall")...)
	g.fit(overall, at("overall", "sol", 0)...)
	for _, m := range list {
		i := slices.Index(g.models(solutions...), plain(m.Expression))
		if i < 0 {
			continue // said above
		}
		g.terms(m.Terms, at("individual", i)...)
		g.fit(m.Sufficiency, at("individual", i, "sol", 0)...)
	}
}

func (g *reference) solution(r *Solution, name string) {
	if refused, ok := g.Get(name, "r_error"); ok || len(r.Models) == 0 {
		// R refuses where all rows, or none, have the outcome.
		g.Compared++
		if r.Reason == "" && !(len(r.Models) == 1 && r.Models[0].Expression == "1") {
			g.Logf("%s: R refuses (%v), ours: %v", name, refused, models(r.Models))
		}
		return
	}
	g.solutions(r.Models, name, "solutions")
	var inAll, primes []string
	for _, t := range r.Terms {
		if t.InAll {
			inAll = append(inAll, t.Expression)
		}
	}
	for _, p := range r.Implicants {
		primes = append(primes, p.Expression)
	}
	want, _ := g.Get(name, "essential")
	g.same(plainAll(inAll), plainAll(words(want)), name, "essential")
	want, _ = g.Get(name, "primeImplicants")
	g.same(plainAll(primes), plainAll(words(want)), name, "primeImplicants")
	rows, _ := g.Get(name, "PIchart", "values")
	g.same(len(r.Implicants), len(items(rows)), name, "chart rows")
	names, _ := g.Get(name, "PIchart", "rows")
	for i, row := range items(rows) {
		mine := slices.IndexFunc(r.Implicants, func(p Implicant) bool { return plain(p.Expression) == plain(words(names)[i]) })
		if mine < 0 {
			g.Errorf("%s: no implicant %s", name, words(names)[i])
			continue
		}
		for j, x := range items(row) {
			g.same(one(r.Implicants[mine].Covers[j]), x, name, "chart", i, j)
		}
	}
	columns, _ := g.Get(name, "PIchart", "cols")
	for j, column := range words(columns) {
		if row := r.Table.Rows[r.Chart[j]]; row.Number > 0 {
			g.same(row.Number, column, name, "chart column")
		}
	}
	negatives, _ := g.Get(name, "negativesRows")
	absent, _ := negatives.(map[string]any)
	without := 0
	for _, row := range r.Table.Rows {
		if row.Out == Absent {
			if without++; row.Number > 0 {
				_, there := g.Get(name, "negativesRows", strconv.Itoa(row.Number))
				g.same(there, true, name, "negative row", row.Number)
			}
		}
	}
	g.same(without, len(absent), name, "negative rows")
	for _, m := range r.Models {
		i := slices.Index(g.models(name, "solutions"), plain(m.Expression))
		numbers, _ := g.Get(name, "simplifyingAssumptions", fmt.Sprintf("M%d", i+1))
		g.same(r.Assumptions(m), items(numbers), name, "assumptions", i)
	}
	g.fits(r.Models, r.Terms, r.Overall, []any{name, "solutions"}, name, "incl")
}

func (g *reference) requirement(q Requirement, path ...any) {
	g.Helper()
	at := func(name string) []any { return append(slices.Clone(path), name) }
	g.Same(q.Inclusion.Value, q.Inclusion.Reason, 1e-11, at("inclN")...)
	g.Same(q.RoN.Value, q.RoN.Reason, 1e-11, at("RoN")...)
	g.Same(q.Coverage.Value, q.Coverage.Reason, 1e-11, at("covN")...)
}

func (g *reference) necessity(n *Necessary) {
	want, _ := g.Get("necessity", "expressions")
	var got []string
	for _, e := range n.Expressions {
		got = append(got, e.Expression)
	}
	g.same(plainAll(got), plainAll(words(want)), "necessity")
	for _, e := range n.Expressions {
		i := slices.IndexFunc(words(want), func(text string) bool { return plain(text) == plain(e.Expression) })
		if i >= 0 {
			g.requirement(e.Requirement, "necessity", "table", i)
		}
	}
	for _, method := range []string{"necessitySingles", "sufficiencySingles"} {
		singles, _ := g.Get(method)
		if _, refused := g.Get(method, "r_error"); refused {
			// R's pof takes no negation of a condition of several values.
			g.same(slices.ContainsFunc(n.Singles, func(s Single) bool { return !s.Necessity.Inclusion.Defined() }), false, method)
			continue
		}
		for i, single := range items(singles) {
			condition := fmt.Sprint(single.(map[string]any)["condition"])
			at := slices.IndexFunc(n.Singles, func(s Single) bool { return plain(s.Expression) == plain(condition) })
			switch {
			case at < 0:
				g.Errorf("%s: no single condition %s", method, condition)
			case method == "necessitySingles":
				g.requirement(n.Singles[at].Necessity, method, i)
			default:
				g.fit(n.Singles[at].Sufficiency, method, i)
			}
		}
	}
}

// expectations reads dir.exp: one text a condition, "1", "0", "-" or "1;2".
func expectations(value any, c []Condition) []string {
	var all []string
	list := words(value)
	if len(list) == 1 && strings.Contains(list[0], ",") {
		list = strings.Split(list[0], ",")
	}
	for i, text := range list {
		for level := range strings.SplitSeq(text, ";") {
			if n, err := strconv.Atoi(strings.TrimSpace(level)); err == nil && i < len(c) {
				all = append(all, fmt.Sprintf("%s[%d]", c[i].Name, n))
			}
		}
	}
	return all
}

func TestGoldenQCA(t *testing.T) {
	golden.Each(t, "qca", func(c *golden.Case) {
		g := &reference{c}
		data, spec := g.table()
		rows, err := spec.Of(data)
		if err != nil {
			t.Fatal(err)
		}
		if _, refused := g.Get("truthTable", "r_error"); !refused {
			g.truthTable(rows)
		}
		solve := func(s Minimisation) *Solution {
			r, err := s.Of(rows)
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		long, short := solve(Minimisation{}), solve(Minimisation{Kind: Parsimonious})
		for name, s := range map[string]Minimisation{
			"conservative":        {},
			"parsimonious":        {Kind: Parsimonious},
			"parsimonious_rowDom": {Kind: Parsimonious, RowDominance: true},
		} {
			if _, there := g.Get(name); there {
				g.solution(solve(s), name)
			}
		}
		n, err := Necessity{
			Outcome: spec.Outcome, Negated: spec.Negated, Conditions: spec.Conditions, KeepInapplicable: true, Lang: "en",
			InclCut: 0.9, RoNCut: 0.4,
		}.Of(data)
		if err != nil {
			t.Fatal(err)
		}
		g.necessity(n)
		g.solutions(solve(Minimisation{Kind: Parsimonious, Irredundant: true}).Models, "allSolutions")
		if pairs, there := g.Get("intermediate", "intermediate"); there && len(long.Models) > 0 {
			expect, _ := g.Get("dirExp")
			r := solve(Minimisation{Kind: Intermediate, Expect: expectations(expect, rows.Conditions)})
			g.same(len(r.Pairs), len(pairs.(map[string]any)), "pairs")
			i := 0
			for a := range long.Models {
				for b := range short.Models {
					c := slices.Index(g.models("conservative", "solutions"), plain(long.Models[a].Expression))
					p := slices.Index(g.models("parsimonious", "solutions"), plain(short.Models[b].Expression))
					name := fmt.Sprintf("C%dP%d", c+1, p+1)
					pair := r.Pairs[i]
					i++
					path := func(more ...any) []any { return append([]any{"intermediate", "intermediate", name}, more...) }
					g.solutions(pair.Models, path("solutions")...)
					easy, _ := g.Get(path("easyCounterfactuals")...)
					g.same(pair.Easy, items(easy), name, "easy")
					for side, expression := range map[string]string{"conservative": pair.Conservative, "parsimonious": pair.Parsimonious} {
						want, _ := g.Get(path(side)...)
						var terms []string
						for _, term := range items(want) {
							terms = append(terms, strings.Join(words(term), ""))
						}
						g.same(plain(expression), plain(strings.Join(terms, " + ")), name, side)
					}
					g.fits(pair.Models, pair.Terms, pair.Overall, path("solutions"), path("incl")...)
				}
			}
		}
	})
}

func TestGoldenCalibration(t *testing.T) {
	golden.Each(t, "qca_calibration", func(c *golden.Case) {
		g := &reference{c}
		values, missing := c.Numbers(c.Rows[0][0])
		reasons := make([]stats.Missing, len(values))
		for i := range missing {
			if missing[i] {
				reasons[i] = stats.NotRecorded
			}
		}
		s := Calibration{Column: "x", Lang: "en"}
		tolerance := 1e-12
		if g.text("args", "type") == "crisp" {
			s.Method = Crisp
		}
		switch g.text("args", "method") {
		case "indirect":
			s.Method, tolerance = Indirect, 0
		case "TFR":
			s.Method = TotallyFuzzy
		}
		thresholds, _ := g.Get("args", "thresholds")
		if named, ok := thresholds.(map[string]any); ok {
			for _, name := range []string{"e", "c", "i", "e1", "c1", "i1", "i2", "c2", "e2"} {
				if x, ok := named[name].(float64); ok {
					s.Anchors = append(s.Anchors, x)
				}
			}
		} else {
			for _, x := range items(thresholds) {
				s.Anchors = append(s.Anchors, x.(float64))
			}
		}
		if s.Method == Crisp || s.Method == Indirect {
			slices.Sort(s.Anchors)
		}
		logistic, _ := g.Get("args", "logistic")
		s.Linear = logistic == false
		for name, to := range map[string]*float64{"below": &s.Below, "above": &s.Above, "idm": &s.Inclusion} {
			if x, there := g.Get("args", name); there {
				*to = x.(float64)
			}
		}
		r, err := s.Of(stats.MustTable("", stats.Variable{Name: "x"}.Numbers(values, reasons)))
		if err != nil {
			if _, refused := g.Get("values", "r_error"); refused || s.check() != nil {
				// R takes anchors in a wrong order, and answers with memberships from 0.5 on.
				g.Logf("refused: %v", err)
				g.Compared++
				return
			}
			t.Fatal(err)
		}
		for i := range values {
			x, recorded := r.Column.At(i)
			reason := ""
			if !recorded {
				reason = "missing"
			}
			if s.Method == Indirect {
				// R rounds to six decimals what its fit leaves near.
				want, _ := g.Get("values", i)
				if w, ok := want.(float64); ok && math.Abs(x-w) <= 1.5e-6 {
					x = w
				}
			}
			g.Same(x, reason, tolerance, "values", i)
		}
	})
}
