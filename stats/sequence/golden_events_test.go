package sequence

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/golden"
)

// number reads "name=25" in the line that says how a case was made; 0 without it.
func number(line, name string) float64 {
	found := regexp.MustCompile(regexp.QuoteMeta(name) + `=([0-9.]+)`).FindStringSubmatch(line)
	if found == nil {
		return 0
	}
	x, _ := strconv.ParseFloat(found[1], 64)
	return x
}

func TestGoldenEvents(t *testing.T) {
	golden.Each(t, "seq_events", func(c *golden.Case) {
		text, err := os.ReadFile(filepath.Join(c.Folder, "RUN.txt"))
		if err != nil {
			c.Fatal(err)
		}
		line := string(text)
		e := eventsOf(c)
		set, err := EventSubsequences{
			Least: number(line, "min.support"), MaxGap: number(line, "max.gap"), Window: number(line, "window.size"),
			Occurrences: strings.Contains(line, "CDIST_O"),
		}.Of(e)
		if err != nil {
			c.Fatal(err)
		}
		wanted, _ := c.Get("subseq")
		names := texts(wanted)
		if len(set.Subsequences) != len(names) {
			c.Errorf("%d subsequences, want %d", len(set.Subsequences), len(names))
			return
		}
		for k, x := range set.Subsequences {
			c.Same(x.Count, "", 1e-12, "count", k)
			c.Same(x.Share, "", 1e-12, "support", k)
			c.Compared++
			// Equal counts come in any order.
			at := slices.IndexFunc(names, func(name string) bool { return sameEvents(name, x.Text) })
			if want, _ := c.Get("count", at); at < 0 || want != x.Count {
				c.Errorf("%s: %v, not among those of the reference", x.Text, x.Count)
			}
		}
		if _, ok := c.Get("cmp"); ok {
			compareContrasts(c, e, set)
		}
	})
}

// sameEvents compares texts, the events of one time in any order.
func sameEvents(a, b string) bool {
	sorted := func(text string) string {
		parts := strings.Split(text, ")-(")
		for i, part := range parts {
			names := strings.Split(strings.Trim(part, "()"), ",")
			slices.Sort(names)
			parts[i] = strings.Join(names, ",")
		}
		return strings.Join(parts, "-")
	}
	return sorted(a) == sorted(b)
}

// eventsOf reads a case of dated events, or one of states whose labels are those
// of the answers.
func eventsOf(c *golden.Case) *Events {
	if slices.Contains(c.Rows[0], "event") {
		numbers, _ := c.Numbers("time")
		table, err := stats.NewTable("",
			stats.Variable{Name: "id"}.Texts(c.Column("id"), nil),
			stats.Variable{Name: "time"}.Numbers(numbers, nil),
			stats.Variable{Name: "event"}.Labelled(c.Column("event")...))
		if err != nil {
			c.Fatal(err)
		}
		e, err := EventsFromTable{ID: "id", Time: "time", Event: "event"}.Of(table)
		if err != nil {
			c.Fatal(err)
		}
		return e
	}
	s := withCovariates(c)
	labels := map[string]string{
		"A": "> 37 hours", "B": "19-36 hours", "C": "1-18 hours", "D": "no work",
		"employment": "EM", "joblessness": "JL", "school": "SC", "training": "TR",
	}
	for k, level := range s.Alphabet {
		s.Alphabet[k].Label = labels[level.Code]
	}
	kind := Changes
	if strings.Contains(c.Name, "state") {
		kind = Entries
	}
	e, err := EventsFromStates{Kind: kind}.Of(s)
	if err != nil {
		c.Fatal(err)
	}
	return e
}

func compareContrasts(c *golden.Case, e *Events, set *EventSubsequenceSet) {
	data, _ := c.Get("cmp", "data")
	var levels []string
	for name := range data.(map[string]any) {
		if level, ok := strings.CutPrefix(name, "Freq."); ok {
			levels = append(levels, level)
		}
	}
	slices.Sort(levels)
	// The groups are the column with those levels, the first of them that fits.
	var r *SubsequenceContrasts
	for _, name := range c.Rows[0] {
		groups := factorOf(c, name, levels)
		if groups.MissingCounts().Total() > 0 || groups.Len() != e.Len() {
			continue
		}
		var err error
		if r, err = (CompareSubsequences{}).Of(e, set, groups); err != nil {
			c.Fatal(err)
		}
		if want, _ := c.Get("cmp", "data", "statistic", 0); want != nil {
			if x, _ := want.(float64); len(r.Contrasts) > 0 && near(r.Contrasts[0].Test.Statistic, x, 1e-9) {
				break
			}
		}
	}
	if r == nil {
		c.Fatalf("no column has the levels %v", levels)
	}
	for k, x := range r.Contrasts {
		c.Same(x.Test.Statistic, x.Test.Reason, 1e-9, "cmp", "data", "statistic", k)
		c.Same(x.Test.P, x.Test.Reason, 1e-9, "cmp", "data", "p.value", k)
		for g, level := range r.Groups {
			want, _ := c.Get("cmp", "subseq", k)
			if !sameEvents(want.(string), x.Text) {
				continue // equal statistics come in any order
			}
			c.Same(x.Share, "", 1e-12, "cmp", "data", "Support", k)
			c.Same(x.Shares[g], "", 1e-12, "cmp", "data", "Freq."+level.Code, k)
			c.Same(x.Residual[g], "", 1e-9, "cmp", "data", "Resid."+level.Code, k)
		}
	}
}
