package qca

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// lipset is the crisp data on European democracies between the wars, as printed
// by Rihoux and De Meur (2009) after Lipset (1959): conditions, outcome, countries.
const lipset = `00000 0 GR PT ES
00001 0 IT RO
00100 0 HU PL
00101 0 EE
10101 1 FI IE
10110 0 AU
10111 1 FR SE
11110 0 DE
11111 1 BE CZ NL UK`

// crisp makes a table of lines: the values of the conditions, the outcome, the
// names of cases.
func crisp(t testing.TB, lines, names string) (*stats.Table, []string) {
	t.Helper()
	conditions := strings.Fields(names)
	values := make([][]float64, len(conditions)+1)
	missing := make([][]stats.Missing, len(conditions)+1)
	var cases []string
	for line := range strings.Lines(lines) {
		fields := strings.Fields(line)
		if len(fields) < 3 {
			fields = append(fields, fmt.Sprintf("c%d", len(cases)+1))
		}
		for _, id := range fields[2:] {
			cases = append(cases, id)
			for i, sign := range fields[0] + fields[1] {
				value, reason := float64(sign-'0'), stats.Recorded
				switch sign {
				case '-':
					value, reason = 0, stats.NotApplicable
				case 'x':
					value, reason = 0, stats.NotRecorded
				case 'h':
					value = 0.5
				}
				values[i], missing[i] = append(values[i], value), append(missing[i], reason)
			}
		}
	}
	columns := []stats.Column{stats.Variable{Name: "id"}.Texts(cases, nil)}
	for i, name := range append(conditions, "Y") {
		columns = append(columns, stats.Variable{Name: name}.Numbers(values[i], missing[i]))
	}
	return stats.MustTable("", columns...), conditions
}

func solve(t testing.TB, table *stats.Table, spec TruthTable, s Minimisation) *Solution {
	t.Helper()
	spec.Lang = "en"
	rows, err := spec.Of(table)
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Of(rows)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestLipset(t *testing.T) {
	table, conditions := crisp(t, lipset, "DEV URB LIT IND STB")
	spec := TruthTable{Outcome: "Y", Conditions: conditions, ID: "id"}
	present := []string{"DEV", "URB", "LIT", "IND", "STB"}
	for want, s := range map[string]Minimisation{
		"DEV*~URB*LIT*STB + DEV*LIT*IND*STB": {},
		"DEV*STB":                            {Kind: Parsimonious},
		"DEV*LIT*STB":                        {Kind: Intermediate, Expect: present},
		"DEV*STB; DEV*~IND + IND*STB":        {Kind: Parsimonious, Irredundant: true},
	} {
		if got := key(solve(t, table, spec, s)); got != want {
			t.Errorf("%v: %s, want %s", s, got, want)
		}
	}
	r := solve(t, table, spec, Minimisation{Kind: Intermediate, Expect: present})
	if !slices.Equal(r.Pairs[0].Easy, []int{30}) || !slices.Equal(r.Pairs[0].Difficult, []int{18, 20, 26, 28}) {
		t.Errorf("easy %v, difficult %v", r.Pairs[0].Easy, r.Pairs[0].Difficult)
	}
	// The collapse of democracy: both solutions assume some combinations.
	positive := solve(t, table, spec, Minimisation{Kind: Parsimonious, Necessary: []string{"LIT", "DEV + URB"}})
	spec.Negated = true
	negative := solve(t, table, spec, Minimisation{Kind: Parsimonious})
	both := positive.Contradictory(negative)
	for _, number := range both {
		corner := positive.space.corner(number)
		for _, side := range []*Solution{positive, negative} {
			if !slices.ContainsFunc(side.Terms, func(t Term) bool { return t.cube.covers(corner) }) {
				t.Errorf("combination %d is not assumed by both", number)
			}
		}
	}
	// DEV*STB assumes 18, 20, 26 and 28, all without literacy.
	var against []int
	for _, u := range positive.Untenable {
		against = append(against, u.Number)
		if u.Claim != "LIT" {
			t.Errorf("%d is said to be against %s", u.Number, u.Claim)
		}
	}
	if want := []int{18, 20, 26, 28}; !slices.Equal(against, want) {
		t.Errorf("against literacy: %v, want %v", against, want)
	}
	spec.Negated = false
	r = solve(t, table, spec, Minimisation{Kind: Parsimonious, Exclude: against, Necessary: []string{"LIT"}})
	if len(r.Untenable) > 0 || key(r) == "DEV*STB" {
		t.Errorf("without untenable assumptions: %s %v", key(r), r.Untenable)
	}
}

// The data of Redding and Viterna (1999), with a condition that does not arise for
// eleven of the cases: eight models, of which row dominance hides five.
func TestReddingViterna(t *testing.T) {
	table, conditions := crisp(t, `11111 1 c1 c2
11101 1 c3
11110 1 c4 c5
110-1 1 c6
101-1 0 c7 c8
100-1 0 c9 c10 c11
100-0 0 c12
01101 1 c13
010-0 0 c14
000-0 0 c15 c16 c17`, "P E A EBA S")
	spec := TruthTable{Outcome: "Y", Conditions: conditions, ID: "id", KeepInapplicable: true}
	for want, s := range map[string]Minimisation{
		"P*E*S + P*E*A*EBA + E*A*~EBA*S": {},
		"~EBA + P*E; EBA + E*S; ~P*A + P*E; ~P*S + P*E; P*E + E*A; P*E + E*S; E*A + E*S; E*S + A*~S": {Kind: Parsimonious},
		"P*E + E*A; P*E + E*S; E*A + E*S": {Kind: Parsimonious, RowDominance: true},
	} {
		got := strings.Split(key(solve(t, table, spec, s)), "; ")
		models := strings.Split(want, "; ")
		for _, list := range [][]string{got, models} {
			for i := range list {
				terms := strings.Split(list[i], " + ")
				slices.Sort(terms)
				list[i] = strings.Join(terms, " + ")
			}
			slices.Sort(list)
		}
		if !slices.Equal(got, models) {
			t.Errorf("%v: %v, want %v", s, got, models)
		}
	}
}

// The chart of six rows in a circle: two models of three terms, five that have
// no superfluous one.
func TestCycle(t *testing.T) {
	table, conditions := crisp(t, "000 1\n001 1\n010 1\n101 1\n110 1\n111 1\n011 0\n100 0", "A B C")
	spec := TruthTable{Outcome: "Y", Conditions: conditions}
	r := solve(t, table, spec, Minimisation{})
	if want := "~A*~B + A*C + B*~C; ~A*~C + A*B + ~B*C"; key(r) != want || len(r.Implicants) != 6 {
		t.Errorf("%d implicants, models %s, want %s", len(r.Implicants), key(r), want)
	}
	if r := solve(t, table, spec, Minimisation{Irredundant: true}); len(r.Models) != 5 {
		t.Errorf("%d models, want 5: %s", len(r.Models), key(r))
	}
	if r := solve(t, table, spec, Minimisation{MaxModels: 1}); r.Complete || len(r.Models) != 1 || !strings.HasPrefix(r.count(), "at least 1 ") {
		t.Errorf("one model of two: complete %v, %s", r.Complete, r.count())
	}
}

// byHand minimises by trying everything.
func byHand(on, off []cube, conditions int) (primes []cube, models [][]cube) {
	var all []cube
	var grow func(c cube, i int)
	grow = func(c cube, i int) {
		if i == conditions {
			all = append(all, c)
			return
		}
		for _, value := range []byte{0, 1, absent} {
			grow(c.with(i, value), i+1)
		}
	}
	grow(always(conditions), 0)
	good := func(c cube) bool {
		return !slices.ContainsFunc(off, c.covers) && slices.ContainsFunc(on, c.covers)
	}
	for _, c := range all {
		if good(c) && !slices.ContainsFunc(all, func(d cube) bool { return d != c && d.covers(c) && good(d) }) {
			primes = append(primes, c)
		}
	}
	slices.SortFunc(primes, cube.order)
	for size := 1; models == nil && size <= len(primes); size++ {
		var choose func(from int, chosen []cube)
		choose = func(from int, chosen []cube) {
			if len(chosen) == size {
				for _, corner := range on {
					if !slices.ContainsFunc(chosen, func(c cube) bool { return c.covers(corner) }) {
						return
					}
				}
				models = append(models, slices.Clone(chosen))
				return
			}
			for i := from; i < len(primes); i++ {
				choose(i+1, append(chosen, primes[i]))
			}
		}
		choose(0, nil)
	}
	return primes, models
}

func TestAgainstEverything(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for trial := range 300 {
		k := 2 + r.IntN(4)
		rows := 1 + r.IntN(min(1<<k, 12))
		var lines, letters []string
		seen := map[int]bool{}
		for range rows {
			row := r.IntN(1 << k)
			if !seen[row] {
				seen[row] = true
				lines = append(lines, fmt.Sprintf("%0*b %d", k, row, r.IntN(2)))
			}
		}
		for i := range k {
			letters = append(letters, string(rune('A'+i)))
		}
		table, conditions := crisp(t, strings.Join(lines, "\n"), strings.Join(letters, " "))
		spec := TruthTable{Outcome: "Y", Conditions: conditions}
		for _, kind := range []Kind{Conservative, Parsimonious} {
			got := solve(t, table, spec, Minimisation{Kind: kind, MaxModels: 100000, Steps: 1 << 30})
			var on, off []cube
			for _, row := range got.Table.Rows {
				if row.Out == Present {
					on = append(on, row.cube)
				} else {
					off = append(off, row.cube)
				}
			}
			if kind == Conservative {
				off = got.space.outside(got.observed())
			}
			primes, models := byHand(on, off, k)
			if len(on) == 0 {
				if len(got.Models) > 0 || got.Reason == "" {
					t.Errorf("trial %d: models %s of no row with the outcome", trial, key(got))
				}
				continue
			}
			var want, mine []string
			for _, m := range models {
				want = append(want, got.expression(m))
			}
			for _, m := range got.Models {
				mine = append(mine, m.Expression)
			}
			if !slices.Equal(mine, want) || len(primes) != len(got.Implicants) || !got.Complete || !got.Shortest {
				t.Fatalf("trial %d, %v of %v:\n got %v\nwant %v; %d and %d implicants", trial, kind, lines, mine, want, len(got.Implicants), len(primes))
			}
			verify(t, got)
		}
	}
}

// verify evaluates every model on every row of the truth table.
func verify(t *testing.T, r *Solution) {
	t.Helper()
	for _, m := range r.Models {
		for _, row := range r.Table.Rows {
			covered := slices.ContainsFunc(m.Terms, func(t Term) bool { return t.cube.covers(row.cube) })
			if row.Out != Remainder && covered != (row.Out == Present) {
				t.Errorf("%s: row %s has outcome %v", m.Expression, row.Expression, row.Out)
			}
		}
		for _, term := range m.Terms {
			rest := slices.DeleteFunc(slices.Clone(m.Terms), func(other Term) bool { return other.cube == term.cube })
			if !slices.ContainsFunc(r.Table.Rows, func(row Configuration) bool {
				return row.Out == Present && !slices.ContainsFunc(rest, func(t Term) bool { return t.cube.covers(row.cube) })
			}) {
				t.Errorf("%s: %s is superfluous", m.Expression, term.Expression)
			}
		}
	}
}

// Fuzzy, several values and intermediate, at sizes beyond trying everything.
func TestModelsHold(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for trial := range 30 {
		k, n := 3+r.IntN(5), 5+r.IntN(40)
		columns := []stats.Column{}
		var names, expect []string
		for i := range k + 1 {
			values := make([]float64, n)
			for j := range values {
				switch {
				case i < k && trial%3 == 1:
					values[j] = float64(r.IntN(3))
				case trial%3 == 2:
					values[j] = float64(r.IntN(2))
				default:
					values[j] = float64(r.IntN(1000)) / 999
				}
			}
			name := fmt.Sprintf("C%d", i)
			if i < k {
				names = append(names, name)
				if r.IntN(2) == 0 {
					expect = append(expect, fmt.Sprintf("C%d[%d]", i, r.IntN(2)))
				}
			} else {
				name = "Y"
			}
			columns = append(columns, stats.Variable{Name: name}.Numbers(values, nil))
		}
		table := stats.MustTable("", columns...)
		order := r.Perm(n)
		for _, kind := range []Kind{Conservative, Parsimonious, Intermediate} {
			spec := TruthTable{Outcome: "Y", Conditions: names, InclCut: 0.7}
			s := Minimisation{Kind: kind, Expect: expect, MaxModels: 20}
			got := solve(t, table, spec, s)
			verify(t, got)
			if len(got.Models) > 0 && got.Fewest > len(got.Models[0].Terms) {
				t.Errorf("trial %d, %v: %d terms, at least %d", trial, kind, len(got.Models[0].Terms), got.Fewest)
			}
			if again := solve(t, table.Rows(order), spec, s); key(again) != key(got) {
				t.Errorf("trial %d: other models in another order of cases", trial)
			}
			if other := solve(t, table, spec, s); !reflect.DeepEqual(other.Models, got.Models) {
				t.Errorf("trial %d: not the same twice", trial)
			}
			for _, table := range got.Tables() {
				_ = table.String()
			}
		}
		long := solve(t, table, TruthTable{Outcome: "Y", Conditions: names, InclCut: 0.7}, Minimisation{Kind: Intermediate, Expect: expect, MaxModels: 20})
		for _, pair := range long.Pairs {
			if slices.ContainsFunc(pair.Easy, func(n int) bool { return slices.Contains(pair.Difficult, n) }) {
				t.Errorf("trial %d: an assumption is easy and difficult", trial)
			}
		}
	}
}

// The measures of a condition are shares of few cases: hidden with these.
func TestNecessaryHides(t *testing.T) {
	flag := func(name string, values ...bool) stats.Column {
		return stats.Variable{Name: name}.Flags(values, nil)
	}
	r, err := Necessity{Outcome: "Y", Conditions: []string{"A", "B"}, RoNCut: -1}.Of(stats.MustTable("cas",
		flag("Y", true, true, true, false, false, false), flag("A", true, true, true, true, false, false), flag("B", true, false, true, false, true, false)))
	if err != nil {
		t.Fatal(err)
	}
	counts := r.Counts()
	if len(counts) != 4+len(r.Expressions) || fmt.Sprint(counts[0].Cells) != "[[3 0 3] [1 2 3] [4 2 6]]" {
		t.Fatalf("counts %v", counts)
	}
	masks := make([]stats.Mask, len(counts))
	for i, c := range counts {
		for _, line := range c.Cells {
			masks[i] = append(masks[i], make([]bool, len(line)))
		}
	}
	if open := r.Hide(masks).Tables()[0]; open.Caption().Reading == "" || open.Columns()[1].Missing(0) == stats.Secret {
		t.Error("something is withheld although no count is hidden")
	}
	masks[0][1][0] = true
	hidden := r.Hide(masks).Tables()[0]
	for _, c := range hidden.Columns()[1:] {
		if c.Missing(0) != stats.Secret || c.Missing(2) == stats.Secret {
			t.Errorf("%s: %v, %v", c.Variable().Name, c.Missing(0), c.Missing(2))
		}
	}
	if hidden.Caption().Reading != "" {
		t.Errorf("the reading is shown: %s", hidden.Caption().Reading)
	}
}
