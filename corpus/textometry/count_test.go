package textometry

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/stats"
)

func TestFrequencies(t *testing.T) {
	text := newText(t, Units{}, invented()...)
	result, err := Frequencies{}.Of(text)
	if err != nil {
		t.Fatal(err)
	}
	if result.N != text.N || result.Rows[0].Term != "école" || result.Rows[1].Rank != 1 {
		t.Errorf("got %d words, first %+v", result.N, result.Rows[0])
	}
	at := slices.IndexFunc(result.Rows, func(f Frequency) bool { return f.Term == "école" })
	if f := result.Rows[at]; f.Count != 3 || f.Documents != 2 || f.Units != 3 {
		t.Errorf("école: %+v", f)
	}
	if !result.Zipf.Defined() || result.Zipf.Value >= 0 {
		t.Errorf("Zipf %+v", result.Zipf)
	}
	stems, err := Frequencies{Without: append(StopWords(), Fillers()...)}.Of(newText(t, Units{Stems: true}, invented()...))
	if err != nil {
		t.Fatal(err)
	}
	at = slices.IndexFunc(stems.Rows, func(f Frequency) bool { return slices.Contains(f.Forms, "écoutée") })
	if f := stems.Rows[at]; f.Count != 2 || !slices.Equal(f.Forms, []string{"écoute", "écoutée"}) {
		t.Errorf("écout: %+v", f)
	}
	none, err := Frequencies{Without: []string{"oui"}}.Of(spoken(t, Units{}, "Oui, oui."))
	if err != nil || none.N != 0 || none.Zipf.Defined() || len(none.Warnings) == 0 {
		t.Errorf("nothing left: %+v, %v", none, err)
	}
}

// Words whose frequency is 60 over their rank have a slope of -1.
func TestZipf(t *testing.T) {
	var words []string
	for rank, letter := range []string{"a", "b", "c", "d", "e", "f"} {
		words = append(words, slices.Repeat([]string{letter + letter}, 60/(rank+1))...)
	}
	result, err := Frequencies{}.Of(spoken(t, Units{}, words...))
	if err != nil || math.Abs(result.Zipf.Value+1) > 1e-12 {
		t.Errorf("slope %v, %v", result.Zipf, err)
	}
}

func TestStopWords(t *testing.T) {
	for _, word := range append(StopWords(), Fillers()...) {
		word, _ := classed(word)
		if corpus.Form(word) != word || len(corpus.Tokens(word)) != 1 {
			t.Errorf("%q is not one word in normal form", word)
		}
	}
	words := StopWords()
	slices.Sort(words)
	if twice := len(words) - len(slices.Compact(words)); twice > 0 {
		t.Errorf("%d words are listed twice", twice)
	}
}

func TestConcordance(t *testing.T) {
	text := newText(t, Units{}, invented()...)
	for _, test := range []struct {
		spec Concordance
		want []string
	}{
		{Concordance{Find: "ÉCOLE", Context: 2}, []string{"Ben… l’[école], j’y", "crient. L’[école], c’est", "rien. L’[école] non plus"}},
		{Concordance{Find: "école", Context: 2, Sort: ByRight}, []string{"crient. L’[école], c’est", "Ben… l’[école], j’y", "rien. L’[école] non plus"}},
		{Concordance{Find: "l'école", Context: 1, Sort: ByLeft}, []string{"Ben… [l’école], j’", "crient. [L’école], c’", "rien. [L’école] non"}},
		{Concordance{Find: "par*", Context: 1, Sort: ByRight}, []string{"Mes [parents] crient", "a [parlé] du"}},
		{Concordance{Find: "?uge", Context: 1}, []string{"Le [juge] a", "Le [juge] m’"}},
		{Concordance{Find: "le jug?", Context: 1}, []string{"[Le juge] a", "placement. [Le juge] m’"}},
		{Concordance{Find: "parlait", Stems: true, Context: 1}, []string{"a [parlé] du"}},
		{Concordance{Find: "maison"}, []string{"Mes parents crient. L’école, c’est mieux que la [maison]."}},
		{Concordance{Find: "comment"}, nil},
	} {
		result, err := test.spec.Of(text)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, l := range result.Lines {
			got = append(got, l.Left+"["+l.Word+"]"+l.Right)
			if l.Document.Slice(l.Start, l.End) != l.Word {
				t.Errorf("%q: the line does not stand at its place", test.spec.Find)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q:\n got %q\nwant %q", test.spec.Find, got, test.want)
		}
	}
}

func TestConcordanceInCode(t *testing.T) {
	text := newText(t, Units{}, invented()...)
	d := text.Units[0].Document
	turn, _ := d.Turn(4)
	coding, err := d.Coding("M4.4", turn.Start, turn.End)
	if err != nil {
		t.Fatal(err)
	}
	coding.Path = []string{"M4", "M4.4"}
	for _, code := range coding.Path {
		result, err := Concordance{Find: "école", Code: code, Codings: corpus.Codings{coding}}.Of(text)
		if err != nil || len(result.Lines) != 1 || result.Lines[0].Turn != 4 {
			t.Errorf("%s: %v, %v", code, result, err)
		}
	}
}

func FuzzConcordance(f *testing.F) {
	for _, find := range []string{"école", "l'é*", "*", "?", "", "**a", "\xff*", "a-t-il", "…", "[A_1]*"} {
		f.Add(find, "l’école a-t-il [A_1] \xff")
	}
	f.Fuzz(func(t *testing.T, find, said string) {
		text := spoken(t, Units{}, strings.ToValidUTF8(said, "\u00b7"))
		result, err := Concordance{Find: find, Stems: len(find)%2 == 0}.Of(text)
		if err != nil {
			return
		}
		for _, l := range result.Lines {
			if l.Document.Slice(l.Start, l.End) == "" {
				t.Errorf("%q found nothing at %d", find, l.Start)
			}
		}
	})
}

// A hypergeometric tail, with numbers of any size (R: phyper(log.p = TRUE)).
func TestLogTail(t *testing.T) {
	for _, test := range []struct {
		law  hypergeometric
		f    int
		want float64
	}{
		{hypergeometric{65000, 982, 300}, 29, -33.109634498100029},
		{hypergeometric{65000, 200, 500}, 100, -362.16761134576456},
		{hypergeometric{292000, 2000, 10000}, 3, -58.882509672598793},
		{hypergeometric{300000, 5000, 9000}, 1000, -1173.9223257418428},
		{hypergeometric{300, 7, 42}, 0, -1.0673367486452472},
		{hypergeometric{10, 6, 9}, 5, math.Log(0.6)},
		{hypergeometric{10, 6, 9}, 6, math.Log(0.4)},
		{hypergeometric{10, 10, 9}, 9, 0},
	} {
		if got, _ := test.law.logTail(test.f); math.Abs(got-test.want) > 1e-12*math.Max(1, math.Abs(test.want)) {
			t.Errorf("%+v at %d: %.17g, want %.17g", test.law, test.f, got, test.want)
		}
	}
}

// Against exact sums of binomial coefficients.
func TestLogTailIsExact(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		law := hypergeometric{T: 2 + random.IntN(400)}
		law.F, law.t = 1+random.IntN(law.T), random.IntN(law.T+1)
		low, high := max(0, law.F+law.t-law.T), min(law.F, law.t)
		f := low + random.IntN(high-low+1)
		log, below := law.logTail(f)
		from, to := f, high
		if below {
			from, to = low, f
		}
		sum, ways := new(big.Int), func(n, k int) *big.Int { return new(big.Int).Binomial(int64(n), int64(k)) }
		for x := from; x <= to; x++ {
			sum.Add(sum, new(big.Int).Mul(ways(law.F, x), ways(law.T-law.F, law.t-x)))
		}
		p, _ := new(big.Rat).SetFrac(sum, ways(law.T, law.t)).Float64()
		if want := math.Log(p); p > 1e-300 && math.Abs(log-want) > 1e-12*math.Max(1, math.Abs(want)) {
			t.Fatalf("%+v at %d: %.17g, want %.17g", law, f, log, want)
		}
	}
}

func TestSpecificities(t *testing.T) {
	table, err := NewTermTable([]string{"a", "b"}, []string{"x", "y", "z"}, [][]int{{8, 2, 0}, {2, 8, 0}})
	if err != nil {
		t.Fatal(err)
	}
	result, err := Specificities{}.Of(table)
	if err != nil {
		t.Fatal(err)
	}
	// P(X ≥ 8) = (C(10,8)C(10,2)+C(10,9)C(10,1)+1)/C(20,10)
	want := -math.Log10((45*45 + 100 + 1) / 184756.)
	if row := result.Rows[0]; row.Term != "a" || math.Abs(row.Score-want) > 1e-12 || result.Rows[1].Score > -want+1e-12 {
		t.Errorf("got %+v and %+v, want %v and its opposite", result.Rows[0], result.Rows[1], want)
	}
	if row := result.Rows[4]; row.Part != "z" || row.Test.Defined() || row.Adjusted.Defined() {
		t.Errorf("an empty part has a score: %+v", row)
	}
	if p := result.Rows[0].Adjusted.P; math.Abs(p-8*result.Rows[0].Test.P) > 1e-15 {
		t.Errorf("Holm of four doubled p: %v from %v", p, result.Rows[0].Test.P)
	}
	if _, err := (Specificities{Parts: []string{"w"}}).Of(table); err == nil {
		t.Error("an unknown part is no error")
	}
}

func TestKeyness(t *testing.T) {
	table, err := NewTermTable([]string{"a", "b", "c"}, []string{"x", "y", "z"}, [][]int{{12, 5, 1}, {0, 9, 0}, {29, 53, 0}})
	if err != nil {
		t.Fatal(err)
	}
	score := func(s Keyness, term string) KeyTerm {
		s.Target, s.Reference, s.Adjust = "x", "y", stats.Unadjusted
		result, err := s.Of(table)
		if err != nil {
			t.Fatal(err)
		}
		return result.Rows[slices.IndexFunc(result.Rows, func(k KeyTerm) bool { return k.Term == term })]
	}
	// R: chisq.test(matrix(c(12, 29, 5, 62), 2)), with correct = FALSE first.
	n, determinant, margins := 108., 12*62-5*29., 17*91*41*67.
	for _, test := range []struct {
		spec Keyness
		want float64
	}{
		{Keyness{Correction: Uncorrected}, n * determinant * determinant / margins},
		{Keyness{}, n * determinant * determinant / margins}, // all expected above 5: no Yates
		{Keyness{Measure: PMI}, math.Log(12 * n / (17 * 41))},
	} {
		if got := score(test.spec, "a"); math.Abs(got.Score.Value-test.want) > 1e-12 {
			t.Errorf("%+v: %v, want %v", test.spec, got.Score.Value, test.want)
		}
	}
	q := 1 + (n/17+n/91-1)*(n/41+n/67-1)/(6*n)
	for _, m := range []KeynessMeasure{ChiSquared, LikelihoodRatio} {
		plain, williams := score(Keyness{Measure: m, Correction: Uncorrected}, "a"), score(Keyness{Measure: m, Correction: Williams}, "a")
		if math.Abs(plain.Score.Value/williams.Score.Value-q) > 1e-12 {
			t.Errorf("Williams divides by %v, want %v", plain.Score.Value/williams.Score.Value, q)
		}
	}
	if b := score(Keyness{}, "b"); b.Score.Value >= 0 || b.Score.Value <= score(Keyness{Correction: Uncorrected}, "b").Score.Value {
		t.Errorf("b: %+v; must be negative, and Yates must bring it nearer to 0", b.Score)
	}
	if b := score(Keyness{Measure: PMI}, "b"); b.Score.Defined() {
		t.Errorf("the logarithm of 0 is %v", b.Score.Value)
	}
	for _, s := range []Keyness{{Target: "w"}, {Target: "x", Reference: "x"}, {Target: "x", Measure: PMI, Correction: Yates}} {
		if _, err := s.Of(table); err == nil {
			t.Errorf("%+v: no error", s)
		}
	}
}

func TestTerms(t *testing.T) {
	text := newText(t, Units{}, invented()...)
	table, err := Terms{By: ByRole, Least: 3}.Of(text)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(table.Parts, []string{"jeune", "mère"}) || table.N != text.N {
		t.Errorf("parts %v, %d words of %d", table.Parts, table.N, text.N)
	}
	at := slices.Index(table.Terms, "école")
	if at < 0 || !slices.Equal(table.Counts[at], []int{2, 1}) {
		t.Errorf("école: %v in %v", table.Counts, table.Terms)
	}
	units, err := Terms{By: Whole, InUnits: true}.Of(text)
	if err != nil || units.N != len(text.Units) || units.Counts[slices.Index(units.Terms, "juge")][0] != 1 {
		t.Errorf("in units: %+v, %v", units, err)
	}
}

func TestCollocations(t *testing.T) {
	text := spoken(t, Units{}, "le juge dit, le juge va. le père")
	result, err := Collocations{Least: 2}.Of(text)
	if err != nil {
		t.Fatal(err)
	}
	// Pairs: le juge, juge dit, le juge, juge va, le père: none over a sign.
	want := math.Log(2.5 * 2.5 / (1.5 * 0.5))
	if len(result.Rows) != 1 || result.N != 5 || math.Abs(result.Rows[0].Lambda-want) > 1e-12 || result.Rows[0].at.turn != 2 {
		t.Errorf("got %+v of %d, want lambda %v", result.Rows, result.N, want)
	}
	if none, err := (Collocations{Without: []string{"Le"}, Least: 2}).Of(text); err != nil || len(none.Rows) != 0 || len(none.Warnings) != 1 {
		t.Errorf("without le: %+v, %v", none, err)
	}
}

func TestCooccurrents(t *testing.T) {
	text := spoken(t, Units{Cut: Sentences}, "Le juge a dit non. Le père a dit oui. Le juge a dit non. Le chat dort.")
	result, err := Cooccurrents{Find: "juge", Least: 1}.Of(text)
	if err != nil {
		t.Fatal(err)
	}
	first := result.Rows[0]
	if first.Term != "non" || first.Count != 2 || first.Distance.Value != 3 || result.Found != 2 || result.Near != 8 || result.N != 16 {
		t.Errorf("got %+v, found %d, %d near of %d", first, result.Found, result.Near, result.N)
	}
	if d, _ := first.at.document.Turn(first.at.turn); first.at.document.Slice(first.at.start, first.at.end) != "non" || d.Number != 2 {
		t.Errorf("non stands at %+v", first.at)
	}
	narrow, err := Cooccurrents{Find: "juge", Least: 1, Within: 1}.Of(text)
	if err != nil || narrow.Near != 4 {
		t.Errorf("within one word: %d near, %v", narrow.Near, err)
	}
	all, err := Cooccurrents{Find: "a", Least: 1}.Of(spoken(t, Units{}, "a b c"))
	if err != nil || all.Rows[0].Test.Defined() || len(all.Warnings) == 0 {
		t.Errorf("everything is near: %+v, %v", all, err)
	}
}

func TestLexicon(t *testing.T) {
	result, err := Lexicon{By: BySide, Categories: []Category{
		{Name: "justice", Words: []string{"juge*", "le juge", "placement"}}, {Name: "fratrie", Words: []string{"frère?"}},
	}}.Of(newText(t, Units{}, invented()...))
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(result.Parts, result.Counts); got != "[jeune parent] [[0 0] [3 0]]" || len(result.Warnings) != 1 {
		t.Errorf("got %s, warnings %q", got, result.Warnings)
	}
	var forms []string
	for _, m := range result.Matches {
		forms = append(forms, m.Form)
	}
	if !slices.Equal(forms, []string{"le juge", "placement", "le juge"}) {
		t.Errorf("matches %q", forms)
	}
}

// Nothing depends on the order of the documents but the order of the parts.
func TestShuffledDocuments(t *testing.T) {
	list := invented()
	a := newText(t, Units{}, list...)
	slices.Reverse(list)
	b := newText(t, Units{}, list...)
	for name, of := range map[string]func(*Text) (stats.Tabler, error){
		"frequencies": func(t *Text) (stats.Tabler, error) { return Frequencies{}.Of(t) },
		"terms":       func(t *Text) (stats.Tabler, error) { return Terms{By: ByRole}.Of(t) },
	} {
		one, err := of(a)
		if err != nil {
			t.Fatal(err)
		}
		other, err := of(b)
		if err != nil {
			t.Fatal(err)
		}
		if x, y := printed("", one.Tables()), printed("", other.Tables()); x != y {
			t.Errorf("%s:\n%s\n%s", name, x, y)
		}
	}
}

// Times follow one another; who has no date comes last.
func TestTermsByTime(t *testing.T) {
	list := invented()
	list[0].Date = list[0].Date.AddDate(1, -2, 0)
	list[2].Date = time.Time{}
	text := newText(t, Units{}, list...)
	for by, want := range map[Part][]string{ByYear: {"2023", "2024", "sans date"}, ByMonth: {"2023-04", "2024-02", "sans date"}} {
		table, err := Terms{By: by}.Of(text)
		if err != nil || !slices.Equal(table.Parts, want) {
			t.Errorf("%v, %v, want %v", table.Parts, err, want)
		}
	}
}
