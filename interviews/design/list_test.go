package design

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

func TestAlphabets(t *testing.T) {
	d := MEP()
	short, _ := d.Alphabet("court")
	long, _ := d.Alphabet("long")
	for _, a := range []Alphabet{short, long} {
		ranks := make([]bool, len(a.States))
		for _, s := range a.States {
			if s.Rank > len(ranks) || ranks[s.Rank-1] {
				t.Fatalf("%s: rank %d of %s is outside 1 to %d or comes twice", a.Name, s.Rank, s.Code, len(ranks))
			}
			ranks[s.Rank-1] = true
			if !slices.ContainsFunc(short.States, func(x State) bool { return x.Code == s.Short }) {
				t.Errorf("%s: %s has no short state %q", a.Name, s.Code, s.Short)
			}
			if s.Label == "" || s.Definition == "" {
				t.Errorf("%s: %s is not defined", a.Name, s.Code)
			}
		}
	}
	place := map[string]int{}
	for i, code := range long.Priority() {
		place[code] = i
	}
	groups := strings.Split("PC LV PF AP TD CP > PD > MJ MA > AR AM AE > AJ SQ > AF > AT EV > HM", ">")
	for i, group := range groups[1:] {
		for before := range strings.FieldsSeq(groups[i]) {
			for after := range strings.FieldsSeq(group) {
				if place[before] >= place[after] {
					t.Errorf("%s must win over %s", before, after)
				}
			}
		}
	}
	if got := strings.Join(short.Priority(), " "); got != "JM PL MJ MA MO EV HM XX" {
		t.Errorf("short priority %s", got)
	}
	// Both alphabets can stand in the file of episodes.
	book, err := d.Dictionary("episodes")
	if err != nil {
		t.Fatal(err)
	}
	state, err := book.Find("etat")
	if err != nil {
		t.Fatal(err)
	}
	want := long.Levels()
	for _, level := range short.Levels() {
		if _, known := place[level.Code]; !known {
			want = append(want, level)
		}
	}
	if !slices.Equal(state.Levels, want) {
		t.Errorf("states of the episodes are %v", state.Levels)
	}
}

func TestListsAreTheLevelsOfTheirVariables(t *testing.T) {
	d := Rural()
	book, err := d.Dictionary("lieux")
	if err != nil {
		t.Fatal(err)
	}
	for variable, name := range map[string]string{"lieu_type": "lieux", "statut_declare": "statuts", "statut_code": "statuts", "non_recours": "non_recours", "raisons": "raisons"} {
		l, err := d.List(name)
		if err != nil {
			t.Fatal(err)
		}
		v, err := book.Find(variable)
		if err != nil || !slices.Equal(v.Levels, l.Levels()) {
			t.Errorf("%s has the levels %v, the list %s %v (%v)", variable, v.Levels, name, l.Levels(), err)
		}
		for _, item := range l.Items {
			if item.Definition == "" || item.Group == "" {
				t.Errorf("%s: %s is not defined", name, item.Code)
			}
		}
	}
}

type theme struct {
	ID         string `csv:"code" cell:"required"`
	Parent     string `csv:"parent"`
	Label      string `csv:"libelle" cell:"required"`
	Definition string `csv:"definition" cell:"required"`
	Include    string `csv:"inclure"`
	Exclude    string `csv:"exclure"`
	Example    string `csv:"exemple"`
}

func themes(t *testing.T, d Design) []theme {
	t.Helper()
	var all []theme
	report, err := interviews.ReadRecords(interviews.Opener{Files: d.Files()}, "grille.csv", func(r theme, _ *interviews.Row) { all = append(all, r) })
	if err != nil || len(report.Problems) > 0 {
		t.Fatalf("%s: %v\n%s", d.Name, err, report)
	}
	return all
}

func TestCodebooks(t *testing.T) {
	reference := regexp.MustCompile(`[MJTA]\d\.\d`)
	quote := regexp.MustCompile(`^« [\pL].*[.?!…] »$`)
	examples := map[string]string{}
	for _, d := range studies() {
		all := themes(t, d)
		parents, codes := map[string]bool{}, map[string]bool{}
		for _, x := range all {
			if parents[x.ID] || codes[x.ID] {
				t.Errorf("%s: %s comes twice", d.Name, x.ID)
			}
			if x.Parent == "" {
				parents[x.ID] = true
			} else {
				codes[x.ID] = true
			}
		}
		if len(parents) != 5 || len(codes) != 25 {
			t.Errorf("%s: %d codes under %d", d.Name, len(codes), len(parents))
		}
		for _, x := range all {
			if x.Parent == "" {
				continue
			}
			if !parents[x.Parent] || !strings.HasPrefix(x.ID, x.Parent+".") {
				t.Errorf("%s: %s is under %q", d.Name, x.ID, x.Parent)
			}
			if x.Include == "" || x.Exclude == "" || !strings.HasSuffix(x.Definition, ".") || !quote.MatchString(x.Example) {
				t.Errorf("%s: %s is not complete: %+v", d.Name, x.ID, x)
			}
			for _, other := range reference.FindAllString(x.Definition+x.Include+x.Exclude, -1) {
				if !codes[other] || other == x.ID {
					t.Errorf("%s: %s points to %s", d.Name, x.ID, other)
				}
			}
			if other := examples[x.Example]; other != "" {
				t.Errorf("%s and %s have the same example", other, x.ID)
			}
			examples[x.Example] = x.ID
		}
	}
}

func TestFindingsAreOnTheThemesOfTheCodebook(t *testing.T) {
	d := Accompaniment()
	book, err := d.Dictionary("constats")
	if err != nil {
		t.Fatal(err)
	}
	v, err := book.Find("theme")
	if err != nil {
		t.Fatal(err)
	}
	var want []stats.Level
	for _, x := range themes(t, d) {
		if x.Parent != "" {
			want = append(want, stats.Level{Code: x.ID, Label: x.Label})
		}
	}
	if !slices.Equal(v.Levels, want) {
		t.Errorf("the themes are %v", v.Levels)
	}
}
