package design

import (
	"strings"
	"testing"
	"time"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

func day(text string) time.Time {
	d, err := time.Parse("02/01/2006", text)
	if err != nil {
		panic(err)
	}
	return d
}

// crossed has a triad with two parents, a dyad of two professionals and a
// parent, a youth alone, and somebody whose role the study does not know.
func crossed() interviews.Study {
	var s interviews.Study
	for _, x := range []struct{ situation, role string }{
		{"C01", "jeune"},
		{"C01", "mère"},
		{"C01", "père"},
		{"C01", "référent MEP"},
		{"C02", "mère"},
		{"C02", "référent MEP"},
		{"C02", "cadre ASE"},
		{"C03", "jeune"},
		{"C04", "voisin"},
	} {
		s.Interviews = append(s.Interviews, &interviews.Interview{
			ID: x.situation + x.role, Case: x.situation,
			Informant: interviews.Person{Role: interviews.Role(x.role)},
		})
	}
	return s
}

func TestProgressCountsTheUnitOfTheTarget(t *testing.T) {
	cases := stats.MustTable("", stats.Variable{Name: "id"}.Texts([]string{"E1", "E2", "E3"}, nil))
	for _, c := range []struct {
		target Target
		want   float64
	}{
		{Target{Unit: Interviews}, 9},
		{Target{Unit: Interviews, Role: "mère"}, 2},
		{Target{Unit: Interviews, Side: interviews.Parent}, 3},
		{Target{Unit: Interviews, Side: interviews.Professional, Role: "cadre ASE"}, 1},
		{Target{Unit: Interviews, Role: "psychologue"}, 0},
		{Target{Unit: Cases}, 4},
		{Target{Unit: Cases, Side: interviews.Youth}, 2},
		{Target{Unit: Triads}, 1},
		{Target{Unit: Dyads}, 1},
		{Target{Unit: Dyads, Side: interviews.Youth}, 0},
		{Target{Unit: Triads, Role: "père"}, 1},
		{Target{Unit: CaseFiles}, 3},
	} {
		d := MEP()
		d.Targets = []Target{c.target}
		done := Progress{Design: d, CaseFile: cases}.Of(crossed()).Targets[0].Done
		if !done.Defined() || done.Value != c.want {
			t.Errorf("%s %s: %v, want %g", c.target.Unit, c.target.who(), done, c.want)
		}
	}
}

func TestStates(t *testing.T) {
	for _, c := range []struct {
		min, max int
		want     string
	}{{10, 12, "à poursuivre"}, {9, 12, "atteinte"}, {5, 9, "atteinte"}, {5, 8, "dépassée"}, {5, 0, "atteinte"}, {0, 0, "atteinte"}} {
		d := Design{Targets: []Target{{Min: c.min, Max: c.max}}}
		s := Progress{Design: d}.Of(crossed())
		if got := firstState(s); got != c.want {
			t.Errorf("9 done of %d to %d: %s, want %s", c.min, c.max, got, c.want)
		}
	}
}

// firstState is what the table of targets says of the first.
func firstState(s *Standing) string {
	c, err := s.Tables()[0].Column("etat")
	if err != nil {
		panic(err)
	}
	return c.Show(0, "")
}

func TestLights(t *testing.T) {
	d := Design{Start: day("01/01/2023"), End: day("11/01/2023")} // ten days
	for _, c := range []struct {
		on       string
		min      int
		expected float64
		want     Light
	}{
		{"01/01/2023", 100, 0, Green},
		{"15/12/2022", 100, 0, Green}, // before the study
		{"06/01/2023", 18, 9, Green},
		{"06/01/2023", 19, 9.5, Orange},
		{"06/01/2023", 22, 11, Orange}, // 9 is 81.8 % of 11
		{"06/01/2023", 23, 11.5, Red},  // 9 is 78.3 % of 11.5
		{"11/01/2023", 9, 9, Green},
		{"11/01/2023", 10, 10, Orange},
		{"01/06/2024", 12, 12, Red}, // after it
	} {
		d.Targets = []Target{{Min: c.min}}
		got := Progress{Design: d, On: day(c.on)}.Of(crossed()).Targets[0]
		if got.Light != c.want || got.Expected.Value != c.expected {
			t.Errorf("9 of %d on %s: %s, expected %g; want %s, %g", c.min, c.on, got.Light.Label("en"), got.Expected.Value, c.want.Label("en"), c.expected)
		}
	}
}

func TestProgressSaysWhatItCannotKnow(t *testing.T) {
	d := Design{Targets: []Target{{Label: "Dossiers", Unit: CaseFiles, Min: 3}}}
	for _, c := range []struct {
		p    Progress
		want string
	}{
		{Progress{Design: d}, "jour du compte non donné"},
		{Progress{Design: d, On: day("01/01/2023"), Lang: "en"}, "dates of the study unknown"},
	} {
		s := c.p.Of(interviews.Study{})
		x := s.Targets[0]
		if s.Elapsed.Reason != c.want || x.Expected.Reason != c.want || x.Done.Defined() || x.Light != NoLight || x.Light.Label("") != "" {
			t.Errorf("elapsed %+v, target %+v", s.Elapsed, x)
		}
		table := s.Tables()[0]
		if _, err := table.Column("feu"); err == nil {
			t.Error("a light is shown")
		}
		done, err := table.Column("fait")
		if err != nil || done.Missing(0) != stats.Undefined || !strings.Contains(strings.Join(table.Caption().Notes, " "), x.Done.Reason) {
			t.Errorf("done is %s (%v), notes %q", done.Missing(0), err, table.Caption().Notes)
		}
	}
	if s := (Progress{}).Of(interviews.Study{}); len(s.Targets) != 0 || s.Tables()[0].Len() != 0 || s.String() == "" {
		t.Error("a design without targets has some")
	}
}

func TestProgressTables(t *testing.T) {
	d := MEP()
	study := crossed()
	french := Progress{Design: d, On: day("01/07/2023")}.Of(study)
	tables := french.Tables()
	if len(tables) != 3 || tables[0].Len() != len(d.Targets) || tables[1].Title() != "Entretiens par rôle" {
		t.Fatalf("%d tables", len(tables))
	}
	text := tables[0].String()
	for _, want := range []string{"Entretiens croisés", "20", "à poursuivre", "rouge", "Attendu = minimum", "49,9\u00a0% au 01/07/2023", "9 entretiens utilisables, 4 situations"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	english := Progress{Design: d, On: day("01/07/2023"), Lang: "en"}.Of(study).String()
	for _, want := range []string{"Progress against the targets", "under way", "red", "49.9% on 2023-07-01", "Interviews by role"} {
		if !strings.Contains(english, want) {
			t.Errorf("no %q in\n%s", want, english)
		}
	}
	if study.Roles != nil {
		t.Error("the study was changed")
	}
}

// A standing hides who may be quoted, as its sample does, and no target.
func TestProgressHides(t *testing.T) {
	var s stats.Counted = Progress{Design: MEP()}.Of(crossed())
	var masks []stats.Mask
	for _, c := range s.Counts() {
		mask := make(stats.Mask, len(c.Cells))
		for i, row := range c.Cells {
			mask[i] = make([]bool, len(row))
			for j := range row {
				mask[i][j] = true
			}
		}
		masks = append(masks, mask)
	}
	open, hidden := s.Tables(), s.Hide(masks).Tables()
	if len(hidden) != len(open) || hidden[0].String() != open[0].String() {
		t.Error("the targets are not those of the standing")
	}
	quotable, err := hidden[1].Column("citables")
	if err != nil || quotable.MissingCounts()[stats.Secret] != hidden[1].Len() {
		t.Errorf("%v, who may be quoted shows: %v", err, hidden[1])
	}
}
