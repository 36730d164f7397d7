package sequence

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/askoria/verbatim/stats"
)

// dated makes spells of lines "child state from to [more …]", dates as
// 2023-01-31, "-" for a missing one.
func dated(t testing.TB, lines ...string) *stats.Table {
	t.Helper()
	cells := map[string][]string{}
	names := []string{"id", "etat", "debut", "fin", "naissance", "precision", "cadre"}
	for _, line := range lines {
		fields := strings.Fields(line)
		for k, name := range names {
			value := "-"
			if k < len(fields) {
				value = fields[k]
			}
			cells[name] = append(cells[name], strings.TrimPrefix(value, "-"))
			if value == "-" {
				cells[name][len(cells[name])-1] = ""
			}
		}
	}
	var columns []stats.Column
	for _, name := range names {
		v := stats.Variable{Name: name}
		switch name {
		case "debut", "fin", "naissance":
			days, missing := make([]time.Time, len(lines)), make([]stats.Missing, len(lines))
			for i, text := range cells[name] {
				var err error
				if days[i], err = time.Parse("2006-01-02", text); err != nil {
					missing[i] = stats.NotRecorded
				}
			}
			columns = append(columns, v.Dates(days, missing))
		case "etat":
			columns = append(columns, v.Labelled(cells[name]...))
		default:
			missing := make([]stats.Missing, len(lines))
			for i, text := range cells[name] {
				if text == "" {
					missing[i] = stats.NotRecorded
				}
			}
			columns = append(columns, v.Texts(cells[name], missing))
		}
	}
	table, err := stats.NewTable("spells", columns...)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func (s *Sequences) all() string {
	var list []string
	for i := range s.States {
		list = append(list, s.Text(i))
	}
	return strings.Join(list, " ")
}

func TestSpells(t *testing.T) {
	plain := FromSpells{ID: "id", State: "etat", From: "debut", To: "fin"}
	with := func(change func(f *FromSpells)) FromSpells {
		f := plain
		change(&f)
		return f
	}
	until := time.Date(2023, 6, 1, 0, 0, 0, 0, time.UTC)
	side := []string{"E1 AE 2023-01-01 2023-05-01", "E1 PL 2023-02-01 2023-04-01"}
	for _, c := range []struct {
		title string
		f     FromSpells
		lines []string
		want  string
		note  string // refused, overlaps, gaps, hidden, imprecise
	}{
		{"months", plain, []string{"E1 AE 2023-01-01 2023-03-01", "E1 MA 2023-03-01 2023-04-01"}, "AE/2-MA/1", "0 0 0 0 0"},
		{"most days of the month", plain, []string{"E1 AE 2023-01-01 2023-02-12", "E1 MA 2023-02-12 2023-04-01"}, "AE/1-MA/2", "0 0 0 0 0"},
		{"equal days: the earlier", plain, []string{"E1 AE 2023-02-01 2023-02-15", "E1 MA 2023-02-15 2023-03-01"}, "AE/1", "0 0 0 1 0"},
		{"a gap is unknown", plain, []string{"E1 AE 2023-01-01 2023-02-01", "E1 MA 2023-03-01 2023-04-01"}, "AE/1-*/1-MA/1", "0 0 1 0 0"},
		{"a gap filled", with(func(f *FromSpells) { f.Gap = "AE" }), []string{"E1 AE 2023-01-01 2023-02-01", "E1 MA 2023-03-01 2023-04-01"}, "AE/2-MA/1", "0 0 1 0 0"},
		{"left is unknown", plain, []string{"E1 AE 2023-01-01 2023-03-01", "E2 MA 2023-02-01 2023-03-01"}, "AE/2 */1-MA/1", "0 0 0 0 0"},
		{"earlier wins", plain, side, "AE/4", "0 1 0 1 0"},
		{"later wins", with(func(f *FromSpells) { f.Overlap = LaterWins }), side, "AE/1-PL/2-AE/1", "0 1 0 0 0"},
		{"priority", with(func(f *FromSpells) { f.Priority = []string{"PL"} }), side, "AE/1-PL/2-AE/1", "0 1 0 0 0"},
		{"ends before start", plain, []string{"E1 AE 2023-03-01 2023-02-01", "E1 MA 2023-03-01 2023-04-01"}, "MA/1", "1 0 0 0 0"},
		{"in progress, no day", plain, []string{"E1 AE 2023-03-01 -", "E1 MA 2023-01-01 2023-02-01"}, "MA/1", "1 0 0 0 0"},
		{"in progress", with(func(f *FromSpells) { f.Until = until }), []string{"E1 AE 2023-03-01 -"}, "AE/3", "0 0 0 0 0"},
		{"after observation", with(func(f *FromSpells) { f.Until = until }), []string{"E1 AE 2023-05-01 2024-01-01", "E1 MA 2023-07-01 -"}, "AE/1", "1 0 0 0 0"},
		{"last day", with(func(f *FromSpells) { f.LastDay = true; f.Step = Day }), []string{"E1 AE 2023-03-01 2023-03-01"}, "AE/1", "0 0 0 0 0"},
		{"no day", plain, []string{"E1 AE 2023-03-01 2023-03-01"}, "", "1 0 0 0 0"},
		{"quarters", with(func(f *FromSpells) { f.Step = Quarter }), []string{"E1 AE 2023-02-01 2023-10-01"}, "AE/3", "0 0 0 0 0"},
		{"years", with(func(f *FromSpells) { f.Step = Year }), []string{"E1 AE 2021-11-01 2023-10-01"}, "AE/3", "0 0 0 0 0"},
		{"horizon", with(func(f *FromSpells) { f.Horizon = 2 }), []string{"E1 AE 2023-01-01 2023-09-01"}, "AE/2", "0 0 0 0 0"},
		{
			"since first", with(func(f *FromSpells) { f.Clock = SinceFirst }),
			[]string{"E1 AE 2023-01-31 2023-03-31", "E2 MA 2020-06-15 2020-07-15"},
			"AE/2 MA/1", "0 0 0 0 0",
		},
		{
			"since a state", with(func(f *FromSpells) { f.Clock = SinceFirst; f.Since = []string{"MA"} }),
			[]string{"E1 AE 2023-01-01 2023-03-01", "E1 MA 2023-03-01 2023-04-01", "E2 AE 2020-06-15 2020-07-15"},
			"MA/1 ", "0 0 0 0 0",
		},
		{
			"age", with(func(f *FromSpells) { f.Clock = Age; f.Birth = "naissance" }),
			[]string{"E1 AE 2012-05-10 2012-07-10 2012-03-10", "E2 MA 2012-04-10 2012-05-10 2012-03-10"},
			"*/1-AE/2 MA/1", "0 0 0 0 0",
		},
		{
			"before birth, or another one", with(func(f *FromSpells) { f.Clock = Age; f.Birth = "naissance" }),
			[]string{"E1 AE 2012-01-10 2012-07-10 2012-03-10", "E1 AE 2012-04-10 2012-07-10 2012-03-10", "E1 MA 2012-08-10 2012-09-10 2011-03-10", "E1 MA 2012-08-10 2012-09-10"},
			"AE/3", "3 0 0 0 0",
		},
		{
			"precision", with(func(f *FromSpells) { f.Precision = "precision" }),
			[]string{"E1 AE 2023-01-01 2023-02-01 - jour", "E1 MA 2023-02-01 2023-03-01 - mois", "E1 AE 2023-03-01 2023-04-01 - année", "E1 MA 2023-04-01 2023-05-01 - estimée"},
			"AE/1-MA/1-AE/1-MA/1", "0 0 0 0 2",
		},
		{
			"channels", with(func(f *FromSpells) { f.Channels = []string{"cadre"} }),
			[]string{"E1 MA 2023-01-01 2023-02-01 - - adm", "E1 MA 2023-02-01 2023-03-01 - - jud", "E1 HM 2023-03-01 2023-04-01"},
			"MA+adm/1-MA+jud/1-HM/1", "0 0 0 0 0",
		},
		{"nothing known", plain, []string{"- AE 2023-01-01 2023-02-01", "E1 - 2023-01-01 2023-02-01", "E1 AE - 2023-02-01"}, "", "3 0 0 0 0"},
	} {
		t.Run(c.title, func(t *testing.T) {
			s, err := c.f.Of(dated(t, c.lines...))
			if err != nil {
				t.Fatal(err)
			}
			if got := s.all(); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			r := s.Report
			if got := fmt.Sprint(len(r.Refused), len(r.Overlaps), len(r.Gaps), len(r.Hidden), len(r.Imprecise)); got != c.note {
				t.Errorf("refused, overlaps, gaps, hidden, imprecise: %s, want %s\n%s", got, c.note, r)
			}
			readable(t, r)
			readable(t, s)
			for _, x := range r.Overlaps {
				if x.Kept != x.Rows[0] && x.Kept != x.Rows[1] || x.Rule == "" {
					t.Errorf("overlap without a rule: %+v", x)
				}
			}
		})
	}
	s, err := plain.Of(dated(t, "E1 AE 2023-01-01 2023-03-01"))
	if err != nil || !slices.Equal(s.Times, []string{"01/2023", "02/2023"}) {
		t.Errorf("times %v, %v", s.Times, err)
	}
	old, err := with(func(f *FromSpells) { f.Clock = Age; f.Birth = "naissance" }).Of(dated(t, "E1 AE 2022-03-10 2022-05-10 2012-03-10"))
	if err != nil || old.Start != 120 || !slices.Equal(old.Times, []string{"120", "121"}) {
		t.Errorf("from %d months: %v, %v", old.Start, old.Times, err)
	}
}

func TestSpellsAskWhatTheyNeed(t *testing.T) {
	table := dated(t, "E1 AE 2023-01-01 2023-03-01")
	for title, f := range map[string]FromSpells{
		"no column":      {ID: "id", State: "etat", From: "debut", To: "fim"},
		"texts as times": {ID: "id", State: "etat", From: "cadre", To: "cadre"},
		"no birth":       {ID: "id", State: "etat", From: "debut", To: "fin", Clock: Age},
		"priority":       {ID: "id", State: "etat", From: "debut", To: "fin", Priority: []string{"XX"}},
		"gap":            {ID: "id", State: "etat", From: "debut", To: "fin", Gap: "XX"},
		"alphabet":       {ID: "id", State: "etat", From: "debut", To: "fin", Alphabet: levelsOf("MA")},
		"step":           {ID: "id", State: "etat", From: "debut", To: "fin", Step: 9},
	} {
		if _, err := f.Of(table); err == nil {
			t.Errorf("%s: no error", title)
		}
	}
}

func TestStates(t *testing.T) {
	texts := func(name string, values ...string) stats.Column {
		return stats.Variable{Name: name}.Labelled(values...)
	}
	numbers := func(name string, values ...float64) stats.Column {
		return stats.Variable{Name: name}.Numbers(values, nil)
	}
	wide, err := stats.NewTable("", texts("id", "x", "y"), texts("a", "", "B"), texts("b", "A", ""), texts("c", "A", ""), numbers("w", 1, 0.5))
	if err != nil {
		t.Fatal(err)
	}
	s, err := FromStates{ID: "id", States: []string{"a", "b", "c"}, Weight: "w"}.Of(wide)
	if err != nil || s.all() != "*/1-A/2 B/1" || s.IDs[1] != "y" || s.weight(1) != 0.5 {
		t.Errorf("wide: %v, %v", s, err)
	}
	if s, err = (FromStates{States: []string{"a", "b", "c"}, KeepEnd: true}).Of(wide); err != nil || s.all() != "*/1-A/2 B/1-*/2" {
		t.Errorf("end kept: %s, %v", s.all(), err)
	}
	long, err := stats.NewTable("", texts("id", "x", "x", "y"), numbers("t", 3, 5, 4), numbers("etat", 2, 10, 2))
	if err != nil {
		t.Fatal(err)
	}
	if s, err = (FromStates{ID: "id", Time: "t", State: "etat"}).Of(long); err != nil || s.all() != "2/1-*/1-10/1 */1-2/1" || s.Start != 3 {
		t.Errorf("long: %s, %v", s.all(), err)
	}
	twice, _ := stats.NewTable("", texts("id", "x", "x"), numbers("t", 3, 3), texts("etat", "A", "B"))
	for title, f := range map[string]FromStates{
		"twice":      {ID: "id", Time: "t", State: "etat"},
		"neither":    {},
		"both":       {States: []string{"t"}, State: "etat"},
		"alphabet":   {States: []string{"etat"}, Alphabet: levelsOf("A")},
		"same twice": {States: []string{"etat"}, Alphabet: levelsOf("A", "B", "A")},
		"no weight":  {States: []string{"etat"}, Weight: "etat"},
	} {
		if _, err := f.Of(twice); err == nil {
			t.Errorf("%s: no error", title)
		}
	}
}
