package crossed_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus/crossed"
	"github.com/askoria/verbatim/stats"
)

// dated makes a table of numbers and texts: columns named in numeric hold
// numbers, an empty cell is missing.
func dated(t testing.TB, lines ...string) *stats.Table {
	t.Helper()
	table := texts(t, lines...)
	var columns []stats.Column
	for _, c := range table.Columns() {
		name := c.Variable().Name
		if !slices.Contains([]string{"annee", "trimestre", "age", "valence"}, name) {
			columns = append(columns, c)
			continue
		}
		values, missing := make([]float64, c.Len()), make([]stats.Missing, c.Len())
		for row := range values {
			text := c.Show(row, "fr")
			negative := strings.HasPrefix(text, "-")
			for _, digit := range strings.TrimPrefix(text, "-") {
				values[row] = 10*values[row] + float64(digit-'0')
			}
			if negative {
				values[row] = -values[row]
			}
			if missing[row] = c.Missing(row); missing[row] != stats.Recorded {
				values[row] = 0
			}
		}
		columns = append(columns, stats.Variable{Name: name}.Numbers(values, missing))
	}
	made, err := stats.NewTable("dates", columns...)
	check(t, err)
	return made
}

func TestCalendarGoesByLifeNotByAccount(t *testing.T) {
	book := newCodebook(t)
	c := newCorpus(t,
		interview("J1", "", "jeune", "Là, je travaille.", "Avant, le collège.", "Le foyer, à douze ans.", "Et encore."),
		interview("J2", "", "jeune", "À sept ans.", "À cinq ans."))
	// Told: B in 2020, A1 in 2012 T2, C at 12 (2015), A2 undated.
	codings := code(t, c, book, "J1:1 B AB +", "J1:1 B CD +", "J1:2 A1 AB -", "J1:3 C AB -", "J1:4 A2 AB", "J2:1 A1 AB", "J2:2 B AB 0")
	dates := dated(t, "segment|annee|trimestre|age|domaine",
		codings[0].Segment()+"|2020||17|emploi", codings[2].Segment()+"|2012|2||ecole",
		codings[3].Segment()+"|||12|droits", codings[5].Segment()+"|||7|famille", codings[6].Segment()+"|||5|famille", "J9:1-2|2000|||")
	events := dated(t, "id_jeune|annee|trimestre|age|domaine|evenement|valence", "P-J1|2012|1||famille|Déménagement|-2", "P-J3|||9|sante|Opération|", "P-J3|2001|||sante|Naissance|1", "P-J4||||sante|Sans date|")
	r, err := crossed.Calendar{Codebook: book, Dates: dates, Events: events}.Of(c, codings)
	check(t, err)
	if got := r.Sequence("P-J1"); !slices.Equal(got, []string{"A1", "C", "B"}) {
		t.Errorf("J1: %v", got)
	}
	if got := r.Sequence("P-J2"); !slices.Equal(got, []string{"B", "A1"}) { // ages alone
		t.Errorf("J2: %v", got)
	}
	if r.Undated != 1 || r.Unplaced != 2 {
		t.Errorf("%d undated, %d not placed", r.Undated, r.Unplaced)
	}
	if len(r.Warnings) != 4 || !strings.HasSuffix(r.Warnings[3], "Dates de segments qui ne sont pas codés : 1.") {
		t.Errorf("%q", r.Warnings)
	}
	sheet, err := r.Sheet("P-J1")
	check(t, err)
	if got := cells(sheet); got != `2012 T1|Déménagement|SO|SO|SO
2012 T2|SO|A1 Confiance|SO|SO
12 ans|SO|SO|C Placement|SO
2020 (17 ans)|SO|SO|SO|B École
` {
		t.Error(got)
	}
	if got := cells(r.Tables()[2]); got != "A1|C|1\nC|B|1\nB|A1|1\n" {
		t.Errorf("transitions\n%s", got)
	}
	for _, e := range r.Events {
		if e.Person == "P-J1" && e.Code == "B" && (e.Told != 1 || e.Valence != 1 || !e.Valued) {
			t.Errorf("%+v", e)
		}
	}
	if _, err := r.Sheet("P-J9"); err == nil {
		t.Error("a sheet of nobody")
	}
}

// Two events of one moment do not follow one another.
func TestTransitionsNeedTwoMoments(t *testing.T) {
	book := newCodebook(t)
	c := newCorpus(t, interview("J1", "", "jeune", "Un.", "Deux.", "Trois."))
	codings := code(t, c, book, "J1:1 A1 AB", "J1:2 B AB", "J1:3 C AB")
	dates := dated(t, "segment|annee", codings[0].Segment()+"|2010", codings[1].Segment()+"|2010", codings[2].Segment()+"|2011")
	r, err := crossed.Calendar{Codebook: book, Dates: dates}.Of(c, codings)
	check(t, err)
	if got := cells(r.Tables()[2]); got != "A1|C|1\nB|C|1\n" {
		t.Error(got)
	}
}

func TestCalendarFaults(t *testing.T) {
	c, book := small(t)
	for _, wrong := range []crossed.Calendar{
		{Dates: dated(t, "segment", "J1:0-1")},
		{Dates: dated(t, "segment|annee", "J1:0-1|2000", "J1:0-1|2001")},
		{Events: dated(t, "id_jeune|annee", "J1|2000")},
		{Coder: "ZZ"},
	} {
		wrong.Codebook = book
		if _, err := wrong.Of(c, nil); err == nil {
			t.Errorf("no error for %+v", wrong)
		}
	}
	r, err := crossed.Calendar{Codebook: book}.Of(c, nil)
	check(t, err)
	if len(r.Events) != 0 || len(r.Tables()) != 3 {
		t.Errorf("%+v", r)
	}
}
