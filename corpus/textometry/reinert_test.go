package textometry

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// repertoires is invented speech of two kinds, school and court, by two persons.
func repertoires() []*interviews.Interview {
	school := []string{
		"Le collège, les professeurs, les cours du matin.", "Les cours au collège, le professeur de sport.", "Le professeur donne les notes du collège.",
		"Les notes des cours, le collège encore.", "Au collège le professeur crie pendant les cours.", "Des notes, des cours, un professeur.",
	}
	court := []string{
		"Le juge, l’audience, la mesure de placement.", "La mesure du juge après l’audience.", "L’audience au tribunal, le juge et la mesure.",
		"Le tribunal décide la mesure à l’audience.", "Le juge du tribunal et le placement.", "Une audience, un juge, une mesure.",
	}
	answers := func(said []string) []string {
		var speech []string
		for _, answer := range said {
			speech = append(speech, "Et puis ?", answer)
		}
		return speech
	}
	mother := conversation("C02-mere", "C02", "mère", answers(append(slices.Clone(court), school[0]))...)
	mother.Consent.Quotation = interviews.No
	return []*interviews.Interview{conversation("C01-jeune", "C01", "jeune", answers(append(slices.Clone(school), court[0]))...), mother}
}

func repertoire(t testing.TB) *UnitTable {
	t.Helper()
	table, err := UnitTerms{Without: StopWords(), Least: 2}.Of(newText(t, Units{}, repertoires()...))
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestUnitTerms(t *testing.T) {
	text := newText(t, Units{}, invented()...)
	table, err := UnitTerms{Without: StopWords(), Least: 1}.Of(text)
	if err != nil {
		t.Fatal(err)
	}
	if table.N != len(text.Units) {
		t.Errorf("%d rows for %d units", table.N, len(text.Units))
	}
	frequencies, err := Frequencies{Without: StopWords()}.Of(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range frequencies.Rows {
		count, units, term := 0, 0, slices.Index(table.Terms, f.Term)
		for unit := range table.N {
			for _, c := range table.Row(unit) {
				if c.Term == term {
					count += c.Count
					units++
				}
			}
		}
		if count != f.Count || units != f.Units {
			t.Errorf("%s: %d times in %d units, want %d in %d", f.Term, count, units, f.Count, f.Units)
		}
	}
	byTerms, err := Terms{By: ByRole, Without: StopWords()}.Of(text)
	if err != nil {
		t.Fatal(err)
	}
	byUnits, err := table.Parts(ByRole, false)
	if err != nil || !reflect.DeepEqual(byTerms.Counts, byUnits.Counts) || !slices.Equal(byTerms.Sizes, byUnits.Sizes) {
		t.Errorf("parts of units: %v, %v; want %v", byUnits, err, byTerms)
	}
}

func TestNewUnitTableRefuses(t *testing.T) {
	for name, rows := range map[string][][]TermCount{
		"a term that is not there": {{{2, 1}}}, "no term": {{{-1, 1}}}, "a count of 0": {{{0, 0}}}, "a term twice": {{{0, 1}, {0, 1}}}, "too many rows": {nil, nil},
	} {
		if _, err := NewUnitTable([]string{"a", "b"}, []string{"d"}, rows); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// Classes are those of the worlds that the units come from, whatever the size
// of the contexts, and chi² is what the classes have.
func TestReinertFindsWorlds(t *testing.T) {
	table, world := worlds(t, 1300, 400, 3, 5)
	for _, size := range []int{0, 12} {
		before := slices.Clone(table.rows)
		tree, err := Reinert{Classes: 3, UnitSize: size}.Of(t.Context(), table)
		if err != nil {
			t.Fatal(err)
		}
		tree.check(t)
		if !reflect.DeepEqual(before, table.rows) {
			t.Error("the table was changed")
		}
		right := 0
		for kind := range 3 {
			var sizes [4]int
			for i, class := range tree.Groups[1] {
				if world[i] == kind {
					sizes[class]++
				}
			}
			right += slices.Max(sizes[1:])
		}
		if 100*right < 95*table.N {
			t.Errorf("contexts of %d: %d units of %d in the class of their world", size, right, table.N)
		}
	}
}

// The order of the documents and of the terms does not matter.
func TestReinertKeepsToItsData(t *testing.T) {
	table, _ := worlds(t, 650, 200, 4, 9)
	want, err := Reinert{Classes: 6, UnitSize: 10}.Of(t.Context(), table)
	if err != nil || want.Classes != 6 {
		t.Fatal(want, err)
	}
	random := rand.New(rand.NewPCG(3, 3))
	documents := random.Perm(table.N / 13)
	var order []int // of the units
	for _, d := range documents {
		for i := range 13 {
			order = append(order, 13*d+i)
		}
	}
	terms := random.Perm(len(table.Terms))
	names, rows, of := make([]string, len(terms)), make([][]TermCount, table.N), make([]string, table.N)
	for j, to := range terms {
		names[to] = table.Terms[j]
	}
	for at, unit := range order {
		of[at] = table.document[unit]
		for _, c := range table.rows[unit] {
			rows[at] = append(rows[at], TermCount{terms[c.Term], c.Count})
		}
	}
	shuffled, err := NewUnitTable(names, of, rows)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Reinert{Classes: 6, UnitSize: 10}.Of(t.Context(), shuffled)
	if err != nil {
		t.Fatal(err)
	}
	for level := range want.Groups {
		for at, unit := range order {
			if got.Groups[level][at] != want.Groups[level][unit] {
				t.Fatalf("%d classes: unit %d is in %d, was in %d", level+2, unit, got.Groups[level][at], want.Groups[level][unit])
			}
		}
	}
}

func TestReinertOnOddTables(t *testing.T) {
	same := slices.Repeat([][]TermCount{{{0, 1}, {1, 2}, {2, 1}}}, 12)
	apart := make([][]TermCount, 12) // three worlds with nothing in common: three equal axes
	for i := range apart {
		apart[i] = []TermCount{{3 * (i % 3), 1}, {3*(i%3) + 1, 1}, {3*(i%3) + 2, 1}}
	}
	chain := make([][]TermCount, 30)
	for i := range chain {
		chain[i] = []TermCount{{i % 9, 1}, {(i + 1) % 9, 1}}
	}
	for name, test := range map[string]struct {
		rows [][]TermCount
		k    int // classes that there must be
	}{
		"no units": {nil, 1}, "units without terms": {make([][]TermCount, 20), 1}, "one unit": {same[:1], 1},
		"units that say the same": {same, 1}, "worlds apart": {apart, 0}, "one term each": {chain, 0},
		"some without terms": {append(slices.Clone(chain), make([][]TermCount, 5)...), 0},
	} {
		table := numberedTable(t, 9, test.rows)
		tree, err := Reinert{Classes: 4, LeastMembers: 3}.Of(t.Context(), table)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if test.k > 0 && tree.Classes != test.k || test.k == 0 && tree.Classes < 2 {
			t.Errorf("%s: %d classes", name, tree.Classes)
		}
		if tree.Classes < 4 && len(tree.Warnings) == 0 {
			t.Errorf("%s: %d classes without a reason", name, tree.Classes)
		}
		tree.check(t)
		if strings.Contains(tree.String(), "NaN") {
			t.Errorf("%s: NaN", name)
		}
		c, err := tree.At(tree.Classes)
		if tree.Classes < 2 {
			if err == nil {
				t.Errorf("%s: one class is told to be a classification", name)
			}
			continue
		}
		for i, class := range c.Of {
			if (class == 0) != (c.Why[i] != "") {
				t.Errorf("%s: unit %d is in class %d: %q", name, i, class, c.Why[i])
			}
		}
	}
}

// Degenerate axes depend on the terms alone, not on the order of the units.
func TestEqualAxes(t *testing.T) {
	groups := func(order []int) []int {
		rows := make([][]TermCount, len(order))
		for at, i := range order {
			rows[at] = []TermCount{{3 * (i % 3), 1}, {3*(i%3) + 1, 1}, {3*(i%3) + 2, 1}}
		}
		tree, err := Reinert{Classes: 2, LeastMembers: 3}.Of(t.Context(), numberedTable(t, 9, rows))
		if err != nil || tree.Classes != 2 {
			t.Fatal(tree, err)
		}
		of := make([]int, len(order))
		for at, i := range order {
			of[i] = tree.Groups[0][at]
		}
		return of
	}
	want := groups([]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
	if got := groups([]int{11, 3, 7, 0, 5, 2, 9, 10, 1, 8, 4, 6}); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestReinertRefuses(t *testing.T) {
	table := repertoire(t)
	for _, s := range []Reinert{{Classes: 1}, {Classes: -1}, {UnitSize: -1}, {LeastMembers: 2}, {Contingency: 1.5}, {LeastUnits: -2}} {
		if _, err := s.Of(t.Context(), table); err == nil {
			t.Errorf("%+v: no error", s)
		}
	}
	large, _ := worlds(t, 650, 200, 4, 9)
	tree, err := Reinert{}.Of(t.Context(), large)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tree.At(11); err == nil {
		t.Error("11 classes of 10: no error")
	}
}

// patience is a context that is cancelled when it was asked so many times.
type patience struct {
	context.Context
	left atomic.Int64
}

func (p *patience) Err() error {
	if p.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// The second phase tells how long it takes before it moves anything.
func TestSecondPhaseIsBounded(t *testing.T) {
	table, _ := worlds(t, 400, 120, 3, 8)
	rows, terms, units := make([][]int32, table.N), make([]int32, len(table.Terms)), make([]int32, table.N)
	for j := range terms {
		terms[j] = int32(j)
	}
	for i := range rows {
		units[i] = int32(i)
		for _, c := range table.Row(i) {
			rows[i] = append(rows[i], int32(c.Term))
		}
	}
	for bound, refused := range map[float64]bool{10: true, mostVisits: false} {
		b, _ := newBlock(rows, units, terms, len(terms))
		p := b.cut(make([]float64, b.rows())) // the order of the documents: far from the best cut
		err := p.improve(t.Context(), false, bound)
		if (err != nil) != refused || (p.moves > 0) == refused {
			t.Errorf("bound %g: %v, %d moves", bound, err, p.moves)
		} else if refused && !strings.Contains(err.Error(), "classify a sample") {
			t.Errorf("does not say what to do: %v", err)
		}
	}
}

// Cancelled at whatever stage, long work ends with the reason and no result, and
// each worker asks no more than once again for each draw that is left.
func TestCancelledAnywhere(t *testing.T) {
	table, _ := worlds(t, 200, 60, 4, 9)
	tree, err := Reinert{Classes: 4}.Of(t.Context(), table)
	if err != nil {
		t.Fatal(err)
	}
	const draws = 4
	for name, of := range map[string]func(context.Context) (any, error){
		"reinert": func(ctx context.Context) (any, error) { return Reinert{Classes: 4}.Of(ctx, table) },
		"double":  func(ctx context.Context) (any, error) { return DoubleReinert{Classes: 4}.Of(ctx, table) },
		"stability": func(ctx context.Context) (any, error) {
			return Stability{Draws: draws, Workers: 1}.Of(ctx, tree)
		},
		"stability, together": func(ctx context.Context) (any, error) {
			return Stability{Draws: draws, Workers: draws}.Of(ctx, tree)
		},
	} {
		const ample = 1_000_000
		whole := &patience{Context: t.Context()}
		whole.left.Store(ample)
		if _, err := of(whole); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		asked := ample - whole.left.Load()
		for n := int64(0); n < asked; n += max(1, asked/12) {
			short := &patience{Context: t.Context()}
			short.left.Store(n)
			got, err := of(short)
			if !errors.Is(err, context.Canceled) || !reflect.ValueOf(got).IsNil() {
				t.Errorf("%s, cancelled after %d of %d: %v, %v", name, n, asked, got, err)
			}
			if more := -short.left.Load(); more > draws+2 {
				t.Errorf("%s, cancelled after %d of %d: asked %d times more", name, n, asked, more)
			}
		}
	}
}

// Whatever a transcript holds there is an answer or a reason, and no hang.
func TestReinertOnBadText(t *testing.T) {
	for name, said := range map[string]string{
		"nothing": "", "commas": strings.Repeat(",", 1_000_000), "bytes that are no text": "l’école \xff\xfe le juge \xc3(", "one word": "oui",
		"one word over and over": strings.Repeat("oui ", 20_000),
	} {
		text := newText(t, Units{Cut: Segments}, conversation("A", "A", "mère", "Alors ?", said))
		table, err := UnitTerms{}.Of(text)
		if err != nil {
			t.Fatal(err)
		}
		tree, err := Reinert{}.Of(t.Context(), table)
		if err != nil || tree.Classes != 1 || len(tree.Warnings) == 0 {
			t.Errorf("%s: %v, %v", name, tree, err)
		}
		graph, err := Similarity{}.Of(table)
		if err != nil || graph.Modularity.Defined() || len(graph.Warnings) == 0 {
			t.Errorf("%s: %v, %v", name, graph, err)
		}
		double, err := DoubleReinert{}.Of(t.Context(), table)
		if err != nil || len(double.Solutions) > 0 || len(double.Warnings) == 0 {
			t.Errorf("%s: %v, %v", name, double, err)
		}
	}
	table, err := UnitTerms{Without: []string{"oui"}}.Of(spoken(t, Units{}, slices.Repeat([]string{"oui."}, 50)...))
	if err != nil || len(table.Terms) != 0 || len(table.Warnings) == 0 {
		t.Errorf("everything removed: %v, %v", table, err)
	}
}

func TestClassification(t *testing.T) {
	table := repertoire(t)
	tree, err := Reinert{Classes: 2}.Of(t.Context(), table)
	if err != nil {
		t.Fatal(err)
	}
	c, err := tree.At(2)
	if err != nil {
		t.Fatal(err)
	}
	// Each person speaks once of what the other speaks of.
	crossed, err := stats.CrossTab{Rows: "classe", Cols: "role"}.Of(c.Segments())
	if err != nil || fmt.Sprint(crossed.Observed) != "[[6 1] [1 6]]" && fmt.Sprint(crossed.Observed) != "[[1 6] [6 1]]" {
		t.Errorf("classes by role %v, %v", crossed, err)
	}
	variables := stats.MustTable("", stats.Variable{Name: "document"}.Texts([]string{"C01-jeune", "C02-mere"}, nil),
		stats.Variable{Name: "commune"}.Labelled("ville", "campagne"))
	joined, err := stats.Join{On: "document"}.Of(c.Segments(), variables)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := (stats.CrossTab{Rows: "classe", Cols: "commune"}).Of(joined); err != nil || !reflect.DeepEqual(again.Observed, crossed.Observed) {
		t.Errorf("classes by commune %v, %v", again, err)
	}
	school := c.Of[0]
	profiles, err := Profiles{}.Of(c)
	if err != nil {
		t.Fatal(err)
	}
	first := profiles.Rows[slices.IndexFunc(profiles.Rows, func(r ClassTerm) bool { return r.Class == school })]
	if first.Term != "cours" && first.Term != "collège" || first.Score.Value <= 0 || first.Within < 50 || first.Share != 100 {
		t.Errorf("first term %+v", first)
	}
	typical, err := Typical{}.Of(c)
	if err != nil {
		t.Fatal(err)
	}
	listed := typical.Tables()[0]
	quotes, err := listed.Texts("texte")
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range typical.Rows {
		unit := table.text.Units[row.Unit]
		said := unit.Document.Slice(unit.Start, unit.End)
		if text, quoted := quotes.At(i); quoted != (unit.Document.ID() == "C01-jeune") || quoted && text != said {
			t.Errorf("unit %d: %q, quoted: %t", row.Unit, text, quoted)
		}
		for _, term := range row.Terms {
			if !strings.Contains(strings.ToLower(said), term) {
				t.Errorf("unit %d does not say %q", row.Unit, term)
			}
		}
		if i > 0 && typical.Rows[i-1].Class == row.Class && typical.Rows[i-1].Score < row.Score {
			t.Error("not sorted by score")
		}
	}
	for _, inUnits := range []bool{false, true} {
		terms := c.Terms(inUnits)
		plain := terms.Contingency(3)
		for i := range plain.Len() {
			sum := 0.0
			for _, column := range plain.Columns()[1:] {
				n, _ := column.(*stats.Numbers).At(i)
				sum += n
			}
			if sum < 3 {
				t.Errorf("row %d adds up to %v", i, sum)
			}
		}
	}
}

func TestStability(t *testing.T) {
	table, _ := worlds(t, 650, 200, 3, 4)
	tree, err := Reinert{Classes: 5}.Of(t.Context(), table)
	if err != nil {
		t.Fatal(err)
	}
	results := map[string]*StabilityTable{}
	for name, s := range map[string]Stability{
		"one": {Draws: 12, Seed: 1, Workers: 1}, "eight": {Draws: 12, Seed: 1, Workers: 8}, "other": {Draws: 12, Seed: 2, Workers: 2}, "units": {Draws: 12, Units: true, Workers: 2},
	} {
		if results[name], err = s.Of(t.Context(), tree); err != nil {
			t.Fatal(name, err)
		}
	}
	if !reflect.DeepEqual(results["one"].Classes, results["eight"].Classes) || !reflect.DeepEqual(results["one"].Choices, results["eight"].Choices) {
		t.Error("one worker and eight differ")
	}
	if reflect.DeepEqual(results["one"].Classes, results["other"].Classes) {
		t.Error("the seed does not matter")
	}
	// There are three worlds: three classes come back, five do not.
	for _, name := range []string{"one", "units"} {
		choices := results[name].Choices
		if three, five := choices[1], choices[3]; three.Least.Value < 0.9 || five.Least.Value > 0.75 || five.Chi2 > three.Chi2 {
			t.Errorf("%s: %+v and %+v", name, three, five)
		}
	}
	alone, err := NewUnitTable(table.Terms, slices.Repeat([]string{"A"}, table.N), table.rows)
	if err != nil {
		t.Fatal(err)
	}
	if tree, err = (Reinert{Classes: 3}).Of(t.Context(), alone); err != nil {
		t.Fatal(err)
	}
	if _, err := (Stability{}).Of(t.Context(), tree); err == nil {
		t.Error("one document can be redrawn")
	}
}
