package sequence

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/golden"
)

// described is a case, or one of its two ways with unknown states.
type described struct {
	*golden.Case
	path []any // to the answers
	s    *Sequences
	miss bool
}

func (c *described) at(path ...any) []any { return append(slices.Clone(c.path), path...) }

func (c *described) has(path ...any) bool { _, ok := c.Get(c.at(path...)...); return ok }

func TestGoldenDescriptions(t *testing.T) {
	golden.Each(t, "seq_describe", func(c *golden.Case) {
		expected := c.Expected.(map[string]any)
		ways := []described{{Case: c}}
		if _, both := expected["sans"]; both {
			ways = []described{{Case: c, path: []any{"sans"}}, {Case: c, path: []any{"avec_missing"}, miss: true}}
		}
		for i := range ways {
			ways[i].run()
		}
		if printed, ok := c.Get("printed"); ok {
			for i, id := range ways[0].s.IDs {
				c.Compared++
				if got, want := ways[0].printed(i), printed.(map[string]any)[id]; got != want {
					c.Errorf("printed %s = %s, want %s", id, got, want)
				}
			}
		}
	})
}

func (c *described) run() {
	freq := c.at("statd", "freq")
	if _, ok := c.Get(freq...); !ok {
		freq = c.at("freq")
	}
	rows, _ := c.Get(append(slices.Clone(freq), "rows")...)
	columns, _ := c.Get(append(slices.Clone(freq), "cols")...)
	alphabet := slices.DeleteFunc(texts(rows), func(code string) bool { return code == "*" })
	names := texts(columns)
	table := make([][]string, len(c.Rows))
	for i, row := range c.Rows {
		table[i] = []string{row[0]}
		for j, name := range c.Rows[0] {
			if slices.Contains(names, name) {
				table[i] = append(table[i], row[j])
			}
		}
	}
	c.s = fromRows(c.T, table, alphabet, renamed(table, names, alphabet))
	line, err := os.ReadFile(filepath.Join(c.Folder, "RUN.txt"))
	if err != nil {
		c.Fatal(err)
	}
	if found := regexp.MustCompile(`weights=\w+\$(\w+)`).FindSubmatch(line); found != nil {
		c.s.Weights, _ = c.Numbers(string(found[1]))
	}
	d, err := Describe{UnknownAsState: c.miss}.Of(c.s)
	if err != nil {
		c.Fatal(err)
	}
	c.positions(d, freq)
	c.times(d)
	c.rates(d)
	c.patterns(d)
	c.individuals()
	c.texts()
}

func (c *described) positions(d *Description, freq []any) {
	other := func(name string) []any { return append(slices.Clone(freq[:len(freq)-1]), name) }
	for t, p := range d.Positions {
		for state := range d.States {
			c.Same(p.Share[state], "", 1e-12, append(slices.Clone(freq), "data", state, t)...)
		}
		c.Same(p.Valid, "", 1e-12, append(other("valid"), p.Time)...)
		c.Same(p.Entropy.Value, p.Entropy.Reason, 1e-12, append(other("entropy"), p.Time)...)
		if c.has("modst") {
			c.Compared++
			if want, _ := c.Get(c.at("modst", t)...); want != d.States[p.Modal].Code {
				c.Errorf("modal %d = %s, want %v", t, d.States[p.Modal].Code, want)
			}
			c.Same(p.Share[p.Modal], "", 1e-12, c.at("modst_freq", t)...)
		}
	}
}

func (c *described) times(d *Description) {
	for i, x := range d.Times {
		for k, got := range []float64{x.Mean.Value, x.Variance, x.SD, x.Error} {
			c.Same(got, "", 1e-12, c.at("meant", "data", i, k)...)
		}
	}
}

func (c *described) rates(d *Description) {
	for a := range d.States {
		for b := range d.States {
			c.Same(d.Rates[a][b], "", 1e-12, c.at("trate", "data", a, b)...)
			if c.has("trate_time_1") {
				c.Same(d.RatesAt[0][a][b], "", 1e-12, c.at("trate_time_1", "values_first_slice", "data", a, b)...)
				c.Same(d.RatesAt[len(d.RatesAt)-1][a][b], "", 1e-12, c.at("trate_time_1", "values_last_slice", "data", a, b)...)
			}
		}
	}
	if c.has("trate_time_1") {
		c.Same(float64(len(d.RatesAt)), "", 0, c.at("trate_time_1", "dim", 2)...)
	}
}

// patterns compares frequencies in order, and the sequences that are among the
// most frequent whatever the order of equal ones.
func (c *described) patterns(d *Description) {
	want, ok := c.Get(c.at("seqtab", "seq")...)
	if !ok {
		return
	}
	listed := texts(want)
	if len(d.Patterns) != len(listed) {
		c.Fatalf("%d frequent sequences, want %d", len(d.Patterns), len(listed))
	}
	last := d.Patterns[len(d.Patterns)-1].Weight
	for k, p := range d.Patterns {
		c.Same(p.Weight, "", 1e-12, c.at("seqtab", "freq", k)...)
		c.Same(p.Percent, "", 1e-12, c.at("seqtab", "pct", k)...)
		c.Compared++
		text := p.Text
		if !c.miss {
			text = c.text(p.States)
		}
		if p.Weight > last && !slices.Contains(listed, text) && !slices.Contains(listed, p.Text) {
			c.Errorf("%s is not among the frequent sequences", p.Text)
		}
	}
}

func (c *described) text(states []int) string { return spellText(states, c.s.Alphabet) }

func (c *described) individuals() {
	if !c.has("indic") {
		return
	}
	r, err := Indicators{UnknownAsState: c.miss}.Of(c.s)
	if err != nil {
		c.Fatal(err)
	}
	c.Same(float64(r.N), "", 0, c.at("n")...)
	c.Same(float64(c.s.longest()), "", 0, c.at("len")...)
	sure := func(x float64) stats.Estimate { return stats.Estimate{Value: x} }
	count := func(n int) stats.Estimate { return sure(float64(n)) }
	for i, x := range r.Sequences {
		for name, e := range map[string]stats.Estimate{
			"Lgth": count(x.Length), "NonM": count(x.Known), "Dlgth": count(x.Spells), "Visited": count(x.Visited),
			"Visitp": sure(x.VisitedShare), "Recu": x.Recurrence, "Trans": count(x.Transitions), "Transp": sure(x.Changed),
			"Entr": x.Entropy, "MeanD": x.MeanSpell, "Dustd": x.SpellSD, "MeanD2": sure(x.MeanSpell2), "Dustd2": sure(x.SpellSD2),
			"Nsubs": sure(x.Subsequences), "Volat": x.Volatility, "Cplx": x.Complexity, "Turb": x.Turbulence,
			"Turbn": x.TurbulenceShare, "Turb2": sure(x.Turbulence2), "Turb2n": sure(x.Turbulence2Share),
		} {
			c.Same(e.Value, e.Reason, 1e-11, c.at("indic", name, i)...)
		}
		for name, e := range map[string]stats.Estimate{
			"seqlength": count(x.Length), "transn": count(x.Transitions), "transn_norm": sure(x.Changed), "subsn_dss": sure(x.Subsequences),
			"ient": x.Entropy, "ivolatility": x.Volatility, "ici": x.Complexity, "ST": x.Turbulence, "ST_norm": x.TurbulenceShare,
			"ST_type2": sure(x.Turbulence2),
		} {
			c.Same(e.Value, e.Reason, 1e-11, c.at(name, i)...)
		}
		states, size := c.s.known(c.miss)
		counts := make([]float64, size)
		var places []spell
		for _, state := range states[i] {
			if state != NoState {
				counts[state]++
				places = append(places, spell{state, 1})
			}
		}
		c.Same(entropy(counts), "", 1e-12, c.at("ient_raw", i)...)
		raw, _ := subsequences(places, size)
		c.Same(raw, "", 1e-12, c.at("subsn_raw", i)...)
	}
}

// texts compares successive states, their lengths and the compressed sequences.
func (c *described) texts() {
	if !c.has("dss") {
		return
	}
	states, _ := c.s.known(c.miss)
	all, _ := c.s.known(true)
	levels := c.s.levels(true, "")
	for i, id := range c.s.IDs {
		var codes, lengths []string
		for _, sp := range spellsOf(states[i]) {
			codes, lengths = append(codes, levels[sp.state].Code), append(lengths, fmt.Sprint(sp.length))
		}
		var whole []string
		for _, sp := range spellsOf(all[i]) {
			whole = append(whole, fmt.Sprintf("(%s,%d)", levels[sp.state].Code, sp.length))
		}
		for name, got := range map[string]string{"dss": strings.Join(codes, "-"), "dur": strings.Join(lengths, "-")} {
			c.Compared++
			if want, _ := c.Get(c.at(name, id)...); fmt.Sprint(want) != got {
				c.Errorf("%s of %s = %q, want %v", name, id, got, want)
			}
		}
		c.Compared++
		if want, _ := c.Get(c.at("SPS", i)...); want != strings.Join(whole, "-") {
			c.Errorf("spells of %s = %q, want %v", id, strings.Join(whole, "-"), want)
		}
	}
}

// printed is a sequence as R prints it, "%" after its end.
func (c *described) printed(i int) string {
	cells := slices.Repeat([]string{"%"}, c.s.longest())
	for t, state := range c.s.States[i] {
		cells[t] = "*"
		if state != NoState {
			cells[t] = c.s.Alphabet[state].Code
		}
	}
	return strings.Join(cells, "-")
}
