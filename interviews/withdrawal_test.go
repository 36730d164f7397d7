package interviews

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/askoria/verbatim/stats"
)

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

func crossed() Study {
	person := func(id string, role Role) Person { return Person{ID: id, Role: role} }
	written := &Transcript{Turns: make([]Turn, 2)}
	return Study{
		Interviews: []*Interview{
			{ID: "C01-jeune", Case: "C01", Child: "E1", Informant: person("P1", "jeune"), Date: day(2023, 4, 12), Transcript: written},
			{ID: "C01-mere", Case: "C01", Child: "E1", Informant: person("P2", "mère"), Date: day(2023, 5, 31)},
			{ID: "C02-mere", Case: "C02", Child: "E2", Informant: person("P2", "mère"), Transcript: written},
			{ID: "C02-pro", Case: "C02", Child: "E2", Informant: person("P3", "référent MEP"), Date: day(2023, 1, 1)},
			{ID: "C03-jeune", Case: "C03", Informant: person("P4", "jeune")},
		},
		Episodes: []Episode{
			{Child: "E1", Number: 1, Start: day(2020, 1, 1), End: day(2021, 1, 1)},
			{Child: "E1", Number: 2, Start: day(2021, 1, 1)},
			{Child: "E2", Number: 1, Start: day(2020, 1, 1), End: day(2020, 2, 29)},
			{Child: "E2", Number: 2, Start: day(2019, 1, 1), End: day(2019, 6, 1)},
		},
	}
}

// records are the tables and reports in which somebody may be left.
func records(t *testing.T, s Study) string {
	t.Helper()
	cases := stats.MustTable("dossiers",
		stats.Variable{Name: "id_enfant"}.Labelled("E1", "E2", "E3"),
		stats.Variable{Name: "pays"}.Labelled("Mongolie", "France", "France"),
		stats.Variable{Name: "cadre"}.Categories(stats.Levels("adm", "jud", "autre"), false, []int{0, 1, 0}, nil),
		stats.Variable{Name: "adhesion"}.Categories(stats.Levels("basse", "haute"), true, []int{1, 0, 0}, nil),
		stats.Variable{Name: "diff"}.Sets(stats.Levels("a", "b", "c"), [][]int{{0, 2}, {2}, nil}, nil),
		stats.Variable{Name: "age"}.Numbers([]float64{15, 16, 0}, []stats.Missing{0, 0, stats.NotRecorded}))
	report := &Report{
		Sources:  []Source{{File: "C01-mere.docx"}, {File: "dossiers.csv", Read: 3, Accepted: 3}},
		Problems: []Problem{{File: "C01-mere.docx"}, {File: "dossiers.csv", Found: "E1"}, {File: "dossiers.csv", Summary: "les pièces de E1 : non"}, {File: "dossiers.csv", Found: "E10"}},
	}
	var all strings.Builder
	cleared := s.PurgeReport(report)
	tables := append(cleared.Tables(), s.InterviewTable(), s.EpisodeTable(), s.TombstoneTable())
	tables = append(tables, s.Sample().Tables()...)
	purged, err := s.Purge(cases)
	if err != nil {
		t.Fatal(err)
	}
	tables = append(tables, purged)
	for _, table := range tables {
		all.WriteString(stats.Printer{Rows: -1}.Of(table))
		for _, c := range table.Columns() {
			switch c := c.(type) {
			case *stats.Categories:
				fmt.Fprintln(&all, c.Levels())
			case *stats.Sets:
				fmt.Fprintln(&all, c.Options())
			}
		}
	}
	if len(report.Sources) != 2 || len(report.Problems) != 4 || cases.Len() != 3 {
		t.Error("what was purged was changed")
	}
	return all.String()
}

func TestWithdrawal(t *testing.T) {
	for name, test := range map[string]struct {
		code           string
		left           string
		episodes       int
		tombstone      Tombstone
		nowhere, still []string
	}{
		"a child": {
			"E1", "C02-mere C02-pro C03-jeune", 2,
			Tombstone{day(2023, 6, 1), 2, 1, 2},
			[]string{"E1 ", "C01", "Mongolie", "E1\n"},
			[]string{"E2", "C02-mere", "autre", "E10"},
		},
		"a youth":                        {"P1", "C02-mere C02-pro C03-jeune", 2, Tombstone{day(2023, 6, 1), 2, 1, 2}, []string{"E1 ", "C01", "Mongolie"}, []string{"E2"}},
		"a mother":                       {"P2", "C01-jeune C02-pro C03-jeune", 4, Tombstone{day(2023, 6, 1), 2, 1, 0}, []string{"C01-mere", "C02-mere"}, []string{"E1", "Mongolie"}},
		"an interview":                   {"C02-pro", "C01-jeune C01-mere C02-mere C03-jeune", 4, Tombstone{day(2023, 6, 1), 1, 0, 0}, []string{"C02-pro"}, []string{"E2"}},
		"a youth without a child's code": {"P4", "C01-jeune C01-mere C02-mere C02-pro", 4, Tombstone{day(2023, 6, 1), 1, 0, 0}, []string{"C03"}, nil},
		"only in case files":             {"E3", "C01-jeune C01-mere C02-mere C02-pro C03-jeune", 4, Tombstone{On: day(2023, 6, 1)}, []string{"E3"}, []string{"France"}},
	} {
		before := crossed()
		after := before.Without(test.code, day(2023, 6, 1))
		var left []string
		for _, i := range after.Interviews {
			left = append(left, i.ID)
		}
		if strings.Join(left, " ") != test.left || len(after.Episodes) != test.episodes || len(after.Tombstones) != 1 || after.Tombstones[0] != test.tombstone {
			t.Errorf("%s: %q, %d episodes, %+v", name, left, len(after.Episodes), after.Tombstones)
		}
		if len(before.Interviews) != 5 || len(before.Episodes) != 4 || before.Tombstones != nil {
			t.Errorf("%s: the study itself was changed", name)
		}
		all := records(t, after)
		for _, text := range test.nowhere {
			if strings.Contains(all, text) {
				t.Errorf("%s: %q is left in\n%s", name, text, all)
			}
		}
		for _, text := range test.still {
			if !strings.Contains(all, text) {
				t.Errorf("%s: %q is gone from\n%s", name, text, all)
			}
		}
	}
}

func TestWithdrawalsAddUp(t *testing.T) {
	if nobody := crossed().Without("", day(2023, 6, 1)); len(nobody.Interviews) != 5 || len(nobody.Tombstones) != 0 {
		t.Errorf("an empty code withdraws %+v", nobody.Tombstones)
	}
	one := crossed().Without("P1", day(2023, 6, 1)).Without("P3", day(2023, 7, 1))
	other := crossed().Without("P3", day(2023, 7, 1)).Without("P1", day(2023, 6, 1))
	if len(one.Tombstones) != 2 || len(one.Interviews) != len(other.Interviews) || records(t, one.Without("x", time.Time{})) == "" {
		t.Errorf("%+v", one.Tombstones)
	}
	table := stats.MustTable("", stats.Variable{Name: "enfant"}.Texts([]string{"E1", "E2"}, nil), stats.Variable{Name: "id_informateur"}.Texts([]string{"P9", "P3"}, nil))
	if left, err := one.Purge(table, "enfant", "id_informateur"); err != nil || left.Len() != 0 {
		t.Errorf("%v, %v", left, err)
	}
	if left, err := one.Purge(table); err != nil || left.Len() != 1 {
		t.Errorf("by the names that are known: %v, %v", left, err)
	}
	for says, purge := range map[string]func() (*stats.Table, error){
		"no list of records":   func() (*stats.Table, error) { return one.Purge(stats.MustTable("x")) },
		"no list of record":    func() (*stats.Table, error) { return one.Purge(table.WithTotals(1), "enfant") },
		`did you mean "enfant`: func() (*stats.Table, error) { return one.Purge(table, "enfnt") },
	} {
		if _, err := purge(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
}

func TestExpired(t *testing.T) {
	s := crossed()
	s.Retention = Retention{Years: 1, Months: 1, StudyEnd: day(2024, 12, 31)}
	list := func(e *Expiry) string {
		var records []string
		for _, r := range e.Records {
			records = append(records, r.Code+" "+r.Until.Format("2006-01-02"))
		}
		return strings.Join(records, ", ")
	}
	for on, want := range map[time.Time]string{
		day(2021, 3, 28): "",
		day(2021, 3, 29): "E2 2021-03-29",
		day(2024, 6, 29): "E2 2021-03-29, C02-pro 2024-02-01, C01-jeune 2024-05-12",
		day(2024, 6, 30): "E2 2021-03-29, C02-pro 2024-02-01, C01-jeune 2024-05-12, C01-mere 2024-06-30",
		day(2026, 1, 31): "E2 2021-03-29, C02-pro 2024-02-01, C01-jeune 2024-05-12, C01-mere 2024-06-30, C02-mere 2026-01-31, C03-jeune 2026-01-31",
	} {
		if e := s.Expired(on); list(e) != want || e.N != 7 || len(e.Undated) != 0 {
			t.Errorf("on %s: %s (%d, %d)", on.Format("2006-01-02"), list(e), e.N, len(e.Undated))
		}
	}
	s.Retention.StudyEnd = time.Time{}
	if e := s.Expired(day(2030, 1, 1)); len(e.Undated) != 2 || e.Tables()[0].Len() != 6 {
		t.Errorf("without an end of the study: %+v", e)
	}
	s.Retention = Retention{}
	if e := s.Expired(day(2030, 1, 1)); len(e.Records) != 0 || len(e.Undated) != 6 {
		t.Errorf("without a rule: %+v", e)
	}
	table := stats.MustTable("dossiers", stats.Variable{Name: "id"}.Texts([]string{"a", "b", "c"}, nil),
		stats.Variable{Name: "fin"}.Dates([]time.Time{day(2020, 2, 29), day(2022, 1, 1), {}}, []stats.Missing{0, 0, stats.NotRecorded}))
	e, err := Retention{Years: 1}.Expired(table, "id", "fin", day(2021, 2, 28))
	if err != nil || list(e) != "a 2021-02-28" || len(e.Undated) != 1 {
		t.Errorf("%+v, %v", e, err)
	}
	for _, names := range [][2]string{{"idd", "fin"}, {"id", "id"}} {
		if _, err := (Retention{}).Expired(table, names[0], names[1], time.Time{}); err == nil {
			t.Errorf("%v is taken", names)
		}
	}
}

func TestMergeEpisodes(t *testing.T) {
	spell := func(child string, line int, state string, start, end time.Time) Episode {
		return Episode{Child: child, Number: line, State: state, Start: start, End: end, Line: line, Reason: fmt.Sprint(line)}
	}
	show := func(m *MergedEpisodes) string {
		var lines []string
		for _, e := range m.Episodes {
			end := "…"
			if !e.End.IsZero() {
				end = e.End.Format("0201")
			}
			lines = append(lines, fmt.Sprintf("%s %d %s %s-%s %s", e.Child, e.Line, e.State, e.Start.Format("0201"), end, e.Reason))
		}
		return strings.Join(lines, ", ")
	}
	for name, test := range map[string]struct {
		days     int
		episodes []Episode
		want     string
		gaps     int
	}{
		"none":           {0, nil, "", 0},
		"31 days":        {0, []Episode{spell("A", 2, "MA", day(2020, 1, 1), day(2020, 3, 1)), spell("A", 3, "MA", day(2020, 4, 1), time.Time{})}, "A 2 MA 0101-… 3", 1},
		"32 days":        {0, []Episode{spell("A", 2, "MA", day(2020, 1, 1), day(2020, 3, 1)), spell("A", 3, "MA", day(2020, 4, 2), time.Time{})}, "A 2 MA 0101-0103 2, A 3 MA 0204-… 3", 0},
		"touching":       {-1, []Episode{spell("A", 2, "MA", day(2020, 1, 1), day(2020, 3, 1)), spell("A", 3, "MA", day(2020, 3, 1), day(2020, 4, 1))}, "A 2 MA 0101-0104 3", 1},
		"touching only":  {-1, []Episode{spell("A", 2, "MA", day(2020, 1, 1), day(2020, 3, 1)), spell("A", 3, "MA", day(2020, 3, 2), day(2020, 4, 1))}, "A 2 MA 0101-0103 2, A 3 MA 0203-0104 3", 0},
		"another state":  {0, []Episode{spell("A", 2, "MA", day(2020, 1, 1), day(2020, 3, 1)), spell("A", 3, "MJ", day(2020, 3, 1), day(2020, 4, 1))}, "A 2 MA 0101-0103 2, A 3 MJ 0103-0104 3", 0},
		"another child":  {0, []Episode{spell("A", 2, "MA", day(2020, 1, 1), day(2020, 3, 1)), spell("B", 3, "MA", day(2020, 3, 1), day(2020, 4, 1))}, "A 2 MA 0101-0103 2, B 3 MA 0103-0104 3", 0},
		"overlap":        {0, []Episode{spell("A", 2, "MA", day(2020, 1, 1), day(2020, 3, 1)), spell("A", 3, "MA", day(2020, 2, 1), day(2020, 4, 1))}, "A 2 MA 0101-0103 2, A 3 MA 0102-0104 3", 0},
		"gap is filled":  {0, []Episode{spell("A", 2, "MA", day(2020, 1, 1), day(2020, 3, 1)), spell("A", 3, "HM", day(2020, 3, 1), day(2020, 3, 10)), spell("A", 4, "MA", day(2020, 3, 10), day(2020, 4, 1))}, "A 2 MA 0101-0103 2, A 3 HM 0103-1003 3, A 4 MA 1003-0104 4", 0},
		"beside another": {0, []Episode{spell("A", 2, "MA", day(2020, 1, 1), day(2020, 3, 1)), spell("A", 3, "PL", day(2020, 1, 10), day(2020, 2, 1)), spell("A", 4, "MA", day(2020, 3, 10), day(2020, 4, 1))}, "A 2 MA 0101-0104 4, A 3 PL 1001-0102 3", 1},
		"three in a row": {0, []Episode{spell("A", 4, "MA", day(2020, 3, 10), day(2020, 4, 1)), spell("A", 2, "MA", day(2020, 1, 1), day(2020, 2, 1)), spell("A", 3, "MA", day(2020, 2, 10), day(2020, 3, 1))}, "A 2 MA 0101-0104 4", 2},
	} {
		m := MergeEpisodes{Days: test.days}.Of(test.episodes)
		if show(m) != test.want || len(m.Gaps) != test.gaps || m.Tables()[0].Len() != test.gaps || len(m.Episodes)+test.gaps != m.N {
			t.Errorf("%s: %s, gaps %v", name, show(m), m.Gaps)
		}
	}
	other := spell("A", 3, "MA", day(2020, 3, 1), day(2020, 4, 1))
	other.Intensity = "3"
	if m := (MergeEpisodes{}).Of([]Episode{spell("A", 2, "MA", day(2020, 1, 1), day(2020, 3, 1)), other}); len(m.Gaps) != 0 {
		t.Error("an intensity that changes is lost")
	}
}
