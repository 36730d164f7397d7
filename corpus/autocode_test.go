package corpus_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
)

func TestRule(t *testing.T) {
	c := newCorpus(t, invented()...)
	for _, test := range []struct {
		name string
		rule corpus.Rule
		want []string // what is coded
	}{
		{"word in a sentence", corpus.Rule{Words: []string{"école"}}, []string{"Ben… l’école, j’y vais plus trop."}},
		{"case, several words, questions left out", corpus.Rule{Words: []string{"ÉCOLE", "collège"}, Unit: corpus.ByMatch}, []string{"école", "collège"}},
		{"twice in a unit", corpus.Rule{Words: []string{"j'", "vais"}}, []string{"Ben… l’école, j’y vais plus trop.", "L’éducatrice, j’ai confiance en elle."}},
		{"whole turn", corpus.Rule{Words: []string{"confiance"}, Unit: corpus.ByTurn}, []string{"Le juge a parlé du placement. L’éducatrice, j’ai confiance en elle."}},
		{"phrase, straight apostrophe", corpus.Rule{Words: []string{"j'ai confiance"}, Unit: corpus.ByMatch}, []string{"j’ai confiance"}},
		{"phrase over a sign", corpus.Rule{Words: []string{"l'école j'y"}, Unit: corpus.ByMatch}, []string{"l’école, j’y"}},
		{"a word is not its beginning", corpus.Rule{Words: []string{"place"}}, nil},
		{"star", corpus.Rule{Words: []string{"plac*"}, Unit: corpus.ByMatch}, []string{"placement"}},
		{"star inside", corpus.Rule{Words: []string{"pl*m*t", "*ollège"}, Unit: corpus.ByMatch}, []string{"placement", "collège"}},
		{"one letter", corpus.Rule{Words: []string{"?ère"}, Unit: corpus.ByMatch}, []string{"père", "mère", "père"}},
		{"one letter is not none", corpus.Rule{Words: []string{"juge?", "j?ge?"}}, nil},
		{"a star for a word", corpus.Rule{Words: []string{"chez * père"}, Unit: corpus.ByMatch}, []string{"Chez mon père"}},
		{"the sign of a question", corpus.Rule{Words: []string{"mon père ?"}, Unit: corpus.ByMatch}, []string{"mon père"}},
		{"stage notes are not said", corpus.Rule{Words: []string{"rires"}}, nil},
		{"nor to patterns", corpus.Rule{Pattern: `rires`}, nil},
		{"stems", corpus.Rule{Stems: []string{"parler", "disputes"}, Unit: corpus.ByMatch}, []string{"parle", "parlé", "dispute"}},
		{"pattern", corpus.Rule{Pattern: `mon PÈRE|ma mère`, Unit: corpus.ByMatch}, []string{"mon père", "ma mère"}},
		{"pattern, straight apostrophe", corpus.Rule{Pattern: `l'é\pL+`, Unit: corpus.ByMatch}, []string{"l’école", "L’éducatrice"}},
		{"overlapping matches are one", corpus.Rule{Words: []string{"mon père je", "père"}, Unit: corpus.ByMatch}, []string{"mon père je", "père"}},
		{
			"near in a sentence",
			corpus.Rule{Words: []string{"père"}, Near: corpus.Near{Words: []string{"mère"}}},
			[]string{"Chez mon père je ne parle pas de ma mère."},
		},
		{"near, not in one sentence", corpus.Rule{Words: []string{"juge"}, Near: corpus.Near{Words: []string{"confiance"}}}, nil},
		{
			"near in a turn",
			corpus.Rule{Words: []string{"juge"}, Near: corpus.Near{Words: []string{"confiance"}}, Unit: corpus.ByMatch},
			[]string{"juge a parlé du placement. L’éducatrice, j’ai confiance"},
		},
		{"too far", corpus.Rule{Words: []string{"père"}, Near: corpus.Near{Words: []string{"mère"}, Within: 5}}, nil},
		{
			"just near enough",
			corpus.Rule{Words: []string{"père"}, Near: corpus.Near{Words: []string{"mère"}, Within: 6}, Unit: corpus.ByMatch},
			[]string{"père je ne parle pas de ma mère"},
		},
		{
			"near before",
			corpus.Rule{Words: []string{"mère"}, Near: corpus.Near{Stems: []string{"parlait"}, Within: 3}, Unit: corpus.ByMatch},
			[]string{"parle pas de ma mère"},
		},
		{"not near itself", corpus.Rule{Words: []string{"collège"}, Near: corpus.Near{Words: []string{"collège"}}}, nil},
		{
			"pattern and near",
			corpus.Rule{Pattern: `confian\pL+`, Near: corpus.Near{Words: []string{"éducatrice"}, Within: 2}, Unit: corpus.ByMatch},
			[]string{"éducatrice, j’ai confiance"},
		},
		{"role", corpus.Rule{Words: []string{"père"}, Roles: []interviews.Role{"mère"}}, []string{"On ne se dispute pas, avec son père."}},
		{
			"side",
			corpus.Rule{Words: []string{"père"}, Informants: []interviews.Informant{interviews.Youth}},
			[]string{"Chez mon père je ne parle pas de ma mère."},
		},
		{"speaker", corpus.Rule{Words: []string{"père"}, Speakers: []string{"mère"}}, []string{"On ne se dispute pas, avec son père."}},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.rule.Code = "X"
			codings, err := test.rule.Of(c)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, coding := range codings {
				got = append(got, coding.Quote)
				if coding.Coder != "règle:X" || coding.Batch != test.rule.String() {
					t.Errorf("coder %q, batch %q", coding.Coder, coding.Batch)
				}
			}
			if strings.Join(got, "|") != strings.Join(test.want, "|") {
				t.Errorf("\n got %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestRuleRefuses(t *testing.T) {
	c := newCorpus(t, invented()...)
	for _, test := range []struct {
		rule corpus.Rule
		want string
	}{
		{corpus.Rule{Words: []string{"x"}}, "Code is empty"},
		{corpus.Rule{Code: "M4.5", Codebook: newCodebook(t), Words: []string{"x"}}, `did you mean "M4.1"`},
		{corpus.Rule{Code: "X"}, "nothing to search"},
		{corpus.Rule{Code: "X", Near: corpus.Near{Words: []string{"x"}}}, "nothing to search"},
		{corpus.Rule{Code: "X", Words: []string{"?!"}}, "holds no word"},
		{corpus.Rule{Code: "X", Stems: []string{" "}}, "holds no word"},
		{corpus.Rule{Code: "X", Words: []string{"* ??"}}, "holds no word"},
		{corpus.Rule{Code: "X", Words: []string{"x"}, Negation: corpus.Negation{Keep: 9}}, "no such Negation"},
		{corpus.Rule{Code: "X", Words: []string{"x"}, Within: corpus.Within{Codings: corpus.Codings{{}}}}, "without a Code"},
		{corpus.Rule{Code: "X", Words: []string{"*"}}, "holds no word"},
		{corpus.Rule{Code: "X", Pattern: "("}, "missing closing"},
		{corpus.Rule{Code: "X", Pattern: "a*"}, "everywhere"},
		{corpus.Rule{Code: "X", Pattern: `\bécole\b`}, "no accented letter"},
		{corpus.Rule{Code: "X", Pattern: `plac\w+`}, "no accented letter"},
		{corpus.Rule{Code: "X", Words: []string{"x"}, Near: corpus.Near{Within: 3}}, "Within needs"},
		{corpus.Rule{Code: "X", Words: []string{"x"}, Near: corpus.Near{Words: []string{"y"}, Within: -1}}, "below 0"},
		{corpus.Rule{Code: "X", Words: []string{"x"}, Near: corpus.Near{Words: []string{"…"}}}, "Near"},
		{corpus.Rule{Code: "X", Words: []string{"x"}, Unit: 9}, "no unit 9"},
		{corpus.Rule{Code: "X", Words: []string{"x"}, Roles: []interviews.Role{"mere"}}, `did you mean "mère"`},
		{corpus.Rule{Code: "X", Words: []string{"x"}, Speakers: []string{"Mme Z"}}, "Speakers[0]"},
	} {
		codings, err := test.rule.Of(c)
		if err == nil || codings != nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", test.rule, err, test.want)
		}
	}
	if _, err := (corpus.Rule{Code: "X", Pattern: `a\\b`}).Of(c); err != nil {
		t.Errorf("a backslash before b: %v", err)
	}
}

func TestRuleString(t *testing.T) {
	rule := corpus.Rule{
		Code: "M4.4", Name: "cantine", Words: []string{"cantine", "repas"}, Pattern: "plat",
		Near: corpus.Near{Stems: []string{"manger"}, Within: 4}, Unit: corpus.ByTurn, Roles: []interviews.Role{"jeune"},
		Informants: []interviews.Informant{interviews.Youth}, Speakers: []string{"Jeune"}, Valence: corpus.Neutral,
	}
	want := "règle M4.4 (cantine) ; mots « cantine », « repas » ; motif plat ; près des racines de « manger » ; " +
		"à 4 mots au plus ; par tour ; rôle jeune ; regard jeune ; locuteurs « Jeune » ; valence 0"
	if got := rule.String(); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// generated is a corpus of interviews of random words, the same every time.
func generated(t testing.TB, interviewsCount, turns int) *corpus.Corpus {
	random := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("je j’ai l’école pas le père mère placement peur elle vient. souvent et puis après on accompagne accompagnée juge c’est voilà. bon ben lundi mercredi confiance référente ils")
	var list []*interviews.Interview
	for n := range interviewsCount {
		var speech []string
		for range turns {
			var said []string
			for range 10 + random.IntN(60) {
				said = append(said, words[random.IntN(len(words))])
			}
			speech = append(speech, strings.Join(said, " "))
		}
		list = append(list, conversation(fmt.Sprintf("C%03d", n), "", "", "jeune", speech...))
	}
	return newCorpus(t, list...)
}

func BenchmarkRule(b *testing.B) {
	c := generated(b, 30, 100)
	words := 0
	for _, d := range c.Documents() {
		words += d.Words(0, d.Len())
	}
	for _, test := range []struct {
		name string
		rule corpus.Rule
	}{
		{"words", corpus.Rule{Words: []string{"école", "collège", "accompagn*", "peur du placement"}, Unit: corpus.ByTurn}},
		{"stems", corpus.Rule{Stems: []string{"accompagner", "confiance"}, Unit: corpus.ByTurn}},
		{"near", corpus.Rule{Words: []string{"juge"}, Near: corpus.Near{Words: []string{"père", "mère"}, Within: 5}, Unit: corpus.ByMatch}},
		{"pattern", corpus.Rule{Pattern: `peur d\pL+ placement`, Unit: corpus.ByTurn}},
		{"sentences", corpus.Rule{Words: []string{"école"}}},
	} {
		b.Run(test.name, func(b *testing.B) {
			test.rule.Code = "X"
			for b.Loop() {
				if _, err := test.rule.Of(c); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mwords/s")
		})
	}
}

// A corpus of nothing holds nothing.
func TestRuleOfNothing(t *testing.T) {
	if codings, err := (corpus.Rule{Code: "X", Words: []string{"école"}}).Of(&corpus.Corpus{}); err != nil || len(codings) > 0 {
		t.Errorf("%v, %v", codings, err)
	}
}

// Looking up which turns say a word finds what reading all of them does: a
// pattern that is nowhere makes the rule read them.
func TestRuleIndexFindsAll(t *testing.T) {
	c := generated(t, 5, 40)
	for _, rule := range []corpus.Rule{
		{Words: []string{"école"}},
		{Words: []string{"accompagn*", "p?s"}, Unit: corpus.ByMatch},
		{Words: []string{"peur du placement", "le * mère", "et puis"}, Unit: corpus.ByTurn},
		{Stems: []string{"accompagner", "peurs"}, Unit: corpus.ByMatch},
		{Words: []string{"juge"}, Near: corpus.Near{Words: []string{"père"}, Within: 8}},
	} {
		rule.Code = "X"
		found, err := rule.Of(c)
		if err != nil {
			t.Fatal(err)
		}
		rule.Pattern = "jamaisdit"
		all, err := rule.Of(c)
		if err != nil {
			t.Fatal(err)
		}
		places := func(codings corpus.Codings) (list []string) {
			for _, coding := range codings {
				list = append(list, coding.Segment())
			}
			return list
		}
		if !slices.Equal(places(found), places(all)) || len(all) == 0 {
			t.Errorf("%s: %d found, %d by reading all", rule, len(found), len(all))
		}
	}
}

// BenchmarkRules is the size for which a tool of everyday use is measured: 200
// rules, a few of them patterns, over 10,000 documents of 200 words each, words
// as frequent as in a language (Zipf).
func BenchmarkRules(b *testing.B) {
	random := rand.New(rand.NewPCG(5, 6))
	zipf := rand.NewZipf(random, 1.1, 4, 9999)
	syllables := strings.Fields("ba co dé fi gu ha jo ké li mu na po ré si tu va zo chê gni phu")
	spell := func(n int) string {
		var word strings.Builder
		word.WriteString(syllables[n%20])
		for n /= 20; n > 0; n /= 20 {
			word.WriteString(syllables[n%20])
		}
		return word.String()
	}
	var list []*interviews.Interview
	for n := range 10_000 {
		var speech []string
		for range 4 {
			speech = append(speech, "Et alors ?")
			var said []string
			for range 50 {
				said = append(said, spell(int(zipf.Uint64())))
			}
			speech = append(speech, strings.Join(said, " "))
		}
		list = append(list, conversation(fmt.Sprintf("C%05d", n), "", "", "jeune", speech...))
	}
	c := newCorpus(b, list...)
	var rules []corpus.Rule
	for n := range 200 {
		rule := corpus.Rule{Code: fmt.Sprintf("R%d", n), Unit: corpus.ByTurn}
		switch rare := spell(50 + n); n % 20 {
		case 0:
			rule.Pattern = rare + `e? d\pL+`
		case 1, 2, 3:
			rule.Stems = []string{rare}
		case 4, 5, 6:
			rule.Words, rule.Near = []string{rare + "*"}, corpus.Near{Words: []string{spell(3)}, Within: 10}
		default:
			rule.Words = []string{rare, spell(1) + " " + rare, spell(500 + n)}
		}
		rules = append(rules, rule)
	}
	for b.Loop() {
		found := 0
		for _, rule := range rules {
			codings, err := rule.Of(c)
			if err != nil {
				b.Fatal(err)
			}
			found += len(codings)
		}
		b.ReportMetric(float64(found), "codings")
	}
}
