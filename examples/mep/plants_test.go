package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus/crossed"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/duration"
	"github.com/askoria/verbatim/stats/qca"
	"github.com/askoria/verbatim/stats/sequence"
)

// plants reads the table under a heading of LISEZMOI.md: what was put into the
// data, and must be found.
func plants(t *testing.T, heading string) [][]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("data", "LISEZMOI.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(text), "\n## "+heading+"\n")
	if !found {
		t.Fatalf("LISEZMOI.md has no %q", heading)
	}
	section, _, _ = strings.Cut(section, "\n## ")
	var rows [][]string
	for line := range strings.Lines(section) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "|") {
			cells := strings.Split(strings.Trim(line, "|"), "|")
			for i := range cells {
				cells[i] = strings.TrimSpace(cells[i])
			}
			rows = append(rows, cells)
		}
	}
	if len(rows) < 3 {
		t.Fatalf("%q has no table", heading)
	}
	return rows[2:]
}

// share is how many of some rows have a level, among those where it is known.
func share(t *testing.T, cases *stats.Table, variable, level string, in func(row int) bool) float64 {
	t.Helper()
	column, err := cases.Column(variable)
	if err != nil {
		t.Fatal(err)
	}
	with, known := 0.0, 0.0
	for row := range column.Len() {
		if column.Missing(row) != stats.Recorded || !in(row) {
			continue
		}
		known++
		yes := false
		switch c := column.(type) {
		case *stats.Flags:
			yes, _ = c.At(row)
		case *stats.Categories:
			yes = c.Code(row) == level
		}
		if yes {
			with++
		}
	}
	return with / known
}

// Each planted profile is one class, in which its signs stand out; all come back
// when children are drawn anew; sex and operator have nothing to do with them.
func TestPlantedProfiles(t *testing.T) {
	k, err := profilesOf(context.Background(), inventedStudy(t).cases)
	if err != nil {
		t.Fatal(err)
	}
	classes, err := k.cases.Categories("classe")
	if err != nil {
		t.Fatal(err)
	}
	want := plants(t, "Profils plantés")
	if len(k.types.Sizes) != len(want) {
		t.Fatalf("%d classes, %d profiles planted", len(k.types.Sizes), len(want))
	}
	taken := map[int]string{}
	for _, plant := range want {
		found := slices.IndexFunc(classes.Levels(), func(level stats.Level) bool {
			for sign := range strings.FieldsSeq(plant[2]) {
				variable, value, _ := strings.Cut(sign, "=")
				all := share(t, k.cases, variable, value, func(int) bool { return true })
				in := share(t, k.cases, variable, value, func(row int) bool { return classes.Code(row) == level.Code })
				if in < 1.5*all {
					return false
				}
			}
			return true
		})
		if found < 0 || taken[found] != "" {
			t.Errorf("%s: no class of its own", plant[0])
			continue
		}
		taken[found] = plant[0]
		if x := k.again.Class[found].Jaccard; x.Value < 0.75 {
			t.Errorf("%s: Jaccard %.2f", plant[0], x.Value)
		}
	}
	for _, link := range k.cards.Links {
		if (link.Name == "sexe" || link.Name == "operateur") && link.Test.P < 0.05 {
			t.Errorf("%s goes with the profiles, p = %.3f", link.Name, link.Test.P)
		}
	}
	if names := k.names(); len(names) != len(profileNames) {
		t.Errorf("names %v", names)
	}
}

// Each planted path is one class, in which its state lasts longer than in any
// other; the classes hold, and are more than chance gives.
func TestPlantedPaths(t *testing.T) {
	s := inventedStudy(t)
	p, err := pathsOf(context.Background(), s.Records.Episodes)
	if err != nil {
		t.Fatal(err)
	}
	want := plants(t, "Parcours plantés")
	if len(p.medoids.Sizes) != len(want) {
		t.Fatalf("%d classes, %d paths planted", len(p.medoids.Sizes), len(want))
	}
	taken := map[int]bool{}
	for _, plant := range want {
		at := slices.IndexFunc(states, func(l stats.Level) bool { return l.Code == plant[2] })
		best, most := -1, 0.0
		for c, card := range p.cards.Cards {
			if mean := card.Description.Times[at].Mean.Value; mean > most {
				best, most = c, mean
			}
		}
		if taken[best] || p.cards.Cards[best].Title() != pathNames[plant[2]] {
			t.Errorf("%s: no class of its own", plant[0])
		}
		taken[best] = true
		if x := p.again.Class[best].Jaccard; x.Value < 0.75 {
			t.Errorf("%s: Jaccard %.2f", plant[0], x.Value)
		}
	}
	for _, compared := range p.chance.Comparisons {
		if compared.Name == "ASW" && compared.Observed.Value <= compared.High {
			t.Errorf("silhouette %.2f, chance gives up to %.2f", compared.Observed.Value, compared.High)
		}
	}
	cases, err := p.beside(s.cases)
	if err != nil {
		t.Fatal(err)
	}
	x, err := stats.CrossTab{Rows: "sexe", Cols: "parcours"}.Of(cases)
	if err != nil {
		t.Fatal(err)
	}
	if x.Recommended.P < 0.05 {
		t.Errorf("sex goes with the paths, p = %.3f", x.Recommended.P)
	}
}

// A class of few children is not described, nor are the few who were in a state.
func TestSmallClassesOfPathsAreNotDescribed(t *testing.T) {
	episodes := inventedStudy(t).Records.Episodes[:60] // a dozen children
	p, err := pathsOf(context.Background(), episodes)
	if err != nil {
		t.Fatal(err)
	}
	table, err := p.inWords()
	if err != nil {
		t.Fatal(err)
	}
	described := 0
	for _, card := range p.cards.Cards {
		if card.Described {
			described++
		}
	}
	if table.Len() != described || described == len(p.medoids.Sizes) {
		t.Errorf("%d rows for %d described classes of %d", table.Len(), described, len(p.medoids.Sizes))
	}
	for _, card := range p.cards.Cards {
		for i, state := range states {
			if !card.Described || card.Description.Times[i].Visited == 0 || card.Description.Times[i].Visited > 4 {
				continue
			}
			column, err := table.Numbers(state.Code)
			if err != nil {
				t.Fatal(err)
			}
			names, err := table.Texts("parcours")
			if err != nil {
				t.Fatal(err)
			}
			for row := range table.Len() {
				if name, _ := names.At(row); name == card.Title() && column.Missing(row) != stats.Secret {
					t.Errorf("%s of %s is shown", state.Code, name)
				}
			}
		}
	}
}

func TestPlantedCrossings(t *testing.T) {
	s := inventedStudy(t)
	m, err := crossed.Situations{Codebook: s.Codebook}.Of(s.Corpus, s.Codings)
	if err != nil {
		t.Fatal(err)
	}
	tones := map[crossed.Tone]string{crossed.Against: "-", crossed.Even: "0", crossed.For: "+"}
	for _, want := range plants(t, "Regards croisés plantés") {
		at := slices.IndexFunc(m.Cells, func(c crossed.Crossing) bool { return c.Code.ID == want[0] && c.Situation == want[1] })
		var got []string
		for _, account := range m.Cells[at].Accounts {
			switch account.State {
			case crossed.Says:
				got = append(got, tones[account.Tone])
			case crossed.Silent:
				got = append(got, "tait")
			default:
				got = append(got, "absent")
			}
		}
		if got = append(got, m.Cells[at].Relation.String()); !slices.Equal(got, want[2:]) {
			t.Errorf("%s in %s: %q, written as %q", want[0], want[1], got, want[2:])
		}
	}
	if m.Triads != 8 { // nine are written; one youth's interview lacks a consent
		t.Errorf("%d triads", m.Triads)
	}
}

func TestPlantedExits(t *testing.T) {
	families, err := eldest(inventedStudy(t).cases, exits)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range plants(t, "Issues plantées") {
		r, err := duration.CumulativeIncidence{Clock: exits, By: want[1]}.Of(families)
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(r.Causes, func(l stats.Level) bool { return l.Code == want[0] })
		if p := r.Gray[at].P; (want[2] == "oui") != (p < 0.05) {
			t.Errorf("%s by %s: p = %.3f, planted: %s", want[0], want[1], p, want[2])
		}
	}
}

// Brothers and sisters count once, and a date that nobody wrote is no measure in
// progress.
func TestOneChildAFamilyWithAKnownEnd(t *testing.T) {
	cases := inventedStudy(t).cases
	for _, clock := range []duration.Clock{wait, stay} {
		families, err := eldest(cases, clock)
		if err != nil {
			t.Fatal(err)
		}
		ids, err := families.Texts("id_famille")
		if err != nil {
			t.Fatal(err)
		}
		ends, err := families.Dates(clock.To)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for row := range families.Len() {
			id, _ := ids.At(row)
			if reason := ends.Missing(row); seen[id] || reason == stats.NotRecorded {
				t.Errorf("%s, row %d: family %s again, or %v", clock.To, row, id, reason)
			}
			seen[id] = true
		}
		if len(seen) < 150 {
			t.Errorf("%s: %d families", clock.To, len(seen))
		}
	}
}

func TestPlantedConfigurations(t *testing.T) {
	s := inventedStudy(t)
	m, err := crossed.Situations{Codebook: s.Codebook}.Of(s.Corpus, s.Codings)
	if err != nil {
		t.Fatal(err)
	}
	situations, err := (&analysis{study: s}).sets(m)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range plants(t, "Configurations plantées") {
		rows, err := qca.TruthTable{Outcome: want[0], Conditions: conditions, ID: "id_cas"}.Of(situations)
		if err != nil {
			t.Fatal(err)
		}
		found, err := qca.Minimisation{}.Of(rows)
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Models) != 1 || found.Models[0].Expression != want[1] {
			t.Errorf("found %v, planted %s", found.Models, want[1])
		}
	}
	alone, err := qca.Necessity{Outcome: outcome, Conditions: []string{"ADMINISTRATIF"}}.Of(situations)
	if err != nil {
		t.Fatal(err)
	}
	for _, single := range alone.Singles {
		if single.Necessity.Inclusion.Value >= 0.9 || single.Sufficiency.Inclusion.Value >= 0.8 {
			t.Errorf("%s is found, and was not planted", single.Expression)
		}
	}
}

// Not a sentence of the interview that lacks a consent is in the workbook, though
// its text lies in the folder.
func TestTheRefusedInterviewIsNowhere(t *testing.T) {
	content, err := os.ReadFile(filepath.Join("data", "transcriptions", "C07-jeune.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for line := range strings.Lines(string(content)) {
		if _, words, spoken := strings.Cut(strings.TrimSpace(line), "Jeune : "); spoken && len(words) > 60 {
			said = append(said, words[:60])
		}
	}
	written(t).Without(t, said)
}

// The states of the paths are those of the spells, and no month is told twice.
func TestSequencesCoverTheYears(t *testing.T) {
	q, err := sequences(inventedStudy(t).Records.Episodes)
	if err != nil {
		t.Fatal(err)
	}
	if q.N != 240 || len(q.Times) != 72 {
		t.Errorf("%d paths of %d months", q.N, len(q.Times))
	}
	for i, path := range q.States {
		if len(path) != 72 {
			t.Errorf("path %d has %d months", i, len(path))
		}
		if unknown := slices.Index(path, sequence.NoState); unknown == 0 {
			t.Errorf("path %d begins with an unknown state", i)
		}
	}
}
