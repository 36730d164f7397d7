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

// reference is a case of reference values.
type reference struct{ *golden.Case }

// list is a JSON value as a list: R writes a list of one as the value alone.
func list1(value any) []any {
	switch value := value.(type) {
	case nil:
		return nil
	case []any:
		return value
	}
	return []any{value}
}

func texts(value any) []string {
	var all []string
	for _, item := range list1(value) {
		all = append(all, fmt.Sprint(item))
	}
	return all
}

func (g *reference) text(path ...any) string {
	value, _ := g.Get(path...)
	return fmt.Sprint(value)
}

func (g *reference) number(path ...any) float64 {
	value, _ := g.Get(path...)
	x, ok := value.(float64)
	if !ok {
		g.Fatalf("%v is %v, not a number", path, value)
	}
	return x
}

// same compares texts or lists, in the order given.
func (g *reference) same(got, want any, what ...any) {
	g.Helper()
	g.Compared++
	if fmt.Sprint(got) != fmt.Sprint(want) {
		g.Errorf("%v = %v, want %v", what, got, want)
	}
}

// shown is an expression without the difference between ~EBA and EBA[0], which R
// writes by whether a condition has "-" beside 0 and 1.
func shown(expression string) string {
	terms := strings.Split(expression, " + ")
	for i, term := range terms {
		literals := strings.Split(term, "*")
		for j, literal := range literals {
			if name, no := strings.CutSuffix(literal, "[0]"); no {
				literal = "~" + name
			}
			literals[j] = strings.TrimSuffix(literal, "[1]")
		}
		terms[i] = strings.Join(literals, "*")
	}
	// R's order of terms of one length follows no rule that we could find.
	slices.Sort(terms)
	return strings.Join(terms, " + ")
}

func shownAll(list []string) []string {
	all := make([]string, len(list))
	for i := range list {
		all[i] = shown(list[i])
	}
	slices.Sort(all)
	return all
}

// cells reads a column of conditions or the outcome: numbers, "-", and labels
// for which value(case, label) finds the number.
func (g *reference) cells(name, id string, value func(row int) float64) stats.Column {
	cells := g.Column(name)
	numbers, missing := make([]float64, len(cells)), make([]stats.Missing, len(cells))
	labels := map[string]float64{}
	for i, cell := range cells {
		if _, err := strconv.ParseFloat(cell, 64); err != nil && cell != "" && cell != "-" && cell != "NA" {
			if x := value(i); !math.IsNaN(x) {
				labels[cell] = x
			}
		}
	}
	for i, cell := range cells {
		x, err := strconv.ParseFloat(cell, 64)
		label, labelled := labels[cell]
		switch {
		case err == nil:
			numbers[i] = x
		case cell == "-":
			missing[i] = stats.NotApplicable
		case labelled:
			numbers[i] = label
		case cell == "" || cell == "NA":
			missing[i] = stats.NotRecorded
		default:
			g.Fatalf("column %s, case %s: %q has no number", name, id, cell)
		}
	}
	return stats.Variable{Name: name}.Numbers(numbers, missing)
}

// table reads input.csv. R printed labels in place of some numbers; which number
// a label is, the truth table tells: it names the cases of each row.
func (g *reference) table() (*stats.Table, TruthTable) {
	spec := TruthTable{
		Outcome: strings.TrimPrefix(g.text("outcome"), "~"), Negated: strings.HasPrefix(g.text("outcome"), "~"),
		InclCut: g.number("incl.cut"), NCut: int(g.number("n.cut")), PRICut: g.number("pri.cut"),
		Cases: g.Rows[0][0], KeepInapplicable: true, Lang: "en",
	}
	conditions, _ := g.Get("conditions")
	spec.Conditions = texts(conditions)
	ids := g.Column(spec.Cases)
	rowOf := map[string]map[string]any{}
	rows, _ := g.Get("truthTable", "table")
	for _, row := range list1(rows) {
		row := row.(map[string]any)
		for _, id := range strings.Split(fmt.Sprint(row["cases"]), ",") {
			rowOf[id] = row
		}
	}
	columns := []stats.Column{stats.Variable{Name: spec.Cases}.Texts(ids, nil)}
	for _, name := range spec.Conditions {
		columns = append(columns, g.cells(name, spec.Cases, func(i int) float64 {
			x, err := strconv.ParseFloat(fmt.Sprint(rowOf[ids[i]][name]), 64)
			if err != nil {
				return math.NaN()
			}
			return x
		}))
	}
	columns = append(columns, g.cells(spec.Outcome, spec.Cases, func(i int) float64 {
		x, err := strconv.ParseFloat(fmt.Sprint(rowOf[ids[i]]["incl"]), 64)
		if err != nil {
			return math.NaN()
		}
		if spec.Negated {
			x = 1 - x
		}
		return math.Round(x)
	}))
	return stats.MustTable("", columns...), spec
}

func (g *reference) truthTable(c *Configurations) {
	rows, _ := g.Get("truthTable", "table")
	ours := map[string]*Configuration{}
	for i := range c.Rows {
		ours[strings.ReplaceAll(fmt.Sprint(c.Rows[i].Values), "-1", "-")] = &c.Rows[i]
	}
	seen := 0
	for i, item := range list1(rows) {
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
		g.Same(mine.Inclusion.Value, mine.Inclusion.Reason, 1e-12, "truthTable", "numeric", "incl", i)
		g.Same(mine.PRI.Value, mine.PRI.Reason, 1e-12, "truthTable", "numeric", "PRI", i)
		g.Same(float64(mine.N), "", 0, "truthTable", "numeric", "n", i)
		if number := int(g.number("truthTable", "rows", i)); mine.Number > 0 && len(list1(rows)) == c.Possible {
			g.same(mine.Number, number, "number", values)
		}
	}
	g.same(seen, len(c.Rows), "rows with cases")
	levels, _ := g.Get("truthTable", "noflevels")
	for i, n := range list1(levels) {
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
	g.same(shownAll(got), shownAll(texts(want)), at("terms"))
	for _, t := range terms {
		i := slices.IndexFunc(texts(want), func(text string) bool { return shown(text) == shown(t.Expression) })
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
		all = append(all, shown(m.Expression))
	}
	return all
}

func (g *reference) solutions(got []Model, path ...any) {
	g.Helper()
	if _, there := g.Get(path...); there {
		g.same(strings.Join(shownAll(models(got)), "; "), strings.Join(shownAll(g.models(path...)), "; "), path...)
	}
}

// models are those of the reference, in its order.
func (g *reference) models(path ...any) []string {
	want, _ := g.Get(path...)
	var expressions []string
	for _, terms := range list1(want) {
		expressions = append(expressions, shown(strings.Join(texts(terms), " + ")))
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
		i := slices.Index(g.models(solutions...), shown(m.Expression))
		g.terms(m.Terms, at("individual", i)...)
		g.fit(m.Sufficiency, at("individual", i, "sol", 0)...)
	}
}

func (g *reference) solution(r *Solution, name string) {
	if refused, ok := g.Get(name, "r_error"); ok {
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
	g.same(shownAll(inAll), shownAll(texts(want)), name, "essential")
	want, _ = g.Get(name, "primeImplicants")
	g.same(shownAll(primes), shownAll(texts(want)), name, "primeImplicants")
	rows, _ := g.Get(name, "PIchart", "values")
	g.same(len(r.Implicants), len(list1(rows)), name, "chart rows")
	names, _ := g.Get(name, "PIchart", "rows")
	for i, row := range list1(rows) {
		mine := slices.IndexFunc(r.Implicants, func(p Implicant) bool { return shown(p.Expression) == shown(texts(names)[i]) })
		if mine < 0 {
			g.Errorf("%s: no implicant %s", name, texts(names)[i])
			continue
		}
		for j, x := range list1(row) {
			g.same(one(r.Implicants[mine].Covers[j]), x, name, "chart", i, j)
		}
	}
	columns, _ := g.Get(name, "PIchart", "cols")
	for j, column := range texts(columns) {
		if row := r.Table.Rows[r.Chart[j]]; row.Number > 0 {
			g.same(row.Number, column, name, "chart column")
		}
	}
	negatives, _ := g.Get(name, "negativesRows")
	want2, without := 0, 0
	for range negatives.(map[string]any) {
		want2++
	}
	for _, row := range r.Table.Rows {
		if row.Out == Absent {
			if without++; row.Number > 0 {
				_, there := g.Get(name, "negativesRows", strconv.Itoa(row.Number))
				g.same(there, true, name, "negative row", row.Number)
			}
		}
	}
	g.same(without, want2, name, "negative rows")
	for _, m := range r.Models {
		i := slices.Index(g.models(name, "solutions"), shown(m.Expression))
		numbers, _ := g.Get(name, "simplifyingAssumptions", fmt.Sprintf("M%d", i+1))
		g.same(r.Assumptions(m), list1(numbers), name, "assumptions", i)
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
	g.same(shownAll(got), shownAll(texts(want)), "necessity")
	for _, e := range n.Expressions {
		i := slices.IndexFunc(texts(want), func(text string) bool { return shown(text) == shown(e.Expression) })
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
		for i, single := range list1(singles) {
			condition := fmt.Sprint(single.(map[string]any)["condition"])
			at := slices.IndexFunc(n.Singles, func(s Single) bool { return shown(s.Expression) == shown(condition) })
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
	list := texts(value)
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
		g.truthTable(rows)
		solve := func(s Minimisation) *Solution {
			r, err := s.Of(rows)
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
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
			InclCut: g.number("necessity", "inclCut"), RoNCut: g.number("necessity", "ronCut"),
		}.Of(data)
		if err != nil {
			t.Fatal(err)
		}
		g.necessity(n)
		g.solutions(solve(Minimisation{Kind: Parsimonious, Irredundant: true}).Models, "allSolutions")
		if pairs, there := g.Get("intermediate", "intermediate"); there {
			expect, _ := g.Get("dirExp")
			r := solve(Minimisation{Kind: Intermediate, Expect: expectations(expect, rows.Conditions)})
			g.same(len(r.Pairs), len(pairs.(map[string]any)), "pairs")
			long, short := solve(Minimisation{}), solve(Minimisation{Kind: Parsimonious})
			i := 0
			for a := range long.Models {
				for b := range short.Models {
					c := slices.Index(g.models("conservative", "solutions"), shown(long.Models[a].Expression))
					p := slices.Index(g.models("parsimonious", "solutions"), shown(short.Models[b].Expression))
					name := fmt.Sprintf("C%dP%d", c+1, p+1)
					pair := r.Pairs[i]
					i++
					path := func(more ...any) []any { return append([]any{"intermediate", "intermediate", name}, more...) }
					g.solutions(pair.Models, path("solutions")...)
					easy, _ := g.Get(path("easyCounterfactuals")...)
					g.same(pair.Easy, list1(easy), name, "easy")
					for side, expression := range map[string]string{"conservative": pair.Conservative, "parsimonious": pair.Parsimonious} {
						want, _ := g.Get(path(side)...)
						var terms []string
						for _, term := range list1(want) {
							terms = append(terms, strings.Join(texts(term), ""))
						}
						g.same(shown(expression), shown(strings.Join(terms, " + ")), name, side)
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
			for _, x := range list1(thresholds) {
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
