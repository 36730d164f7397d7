package sequence

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/golden"
)

func TestGoldenFormats(t *testing.T) {
	golden.Each(t, "seq_format", func(c *golden.Case) {
		var s *Sequences
		if slices.Contains(c.Rows[0], "begin") {
			s = spellsOfCase(c)
		} else {
			s = compressed(c)
		}
		path := []any{"data"}
		if _, inner := c.Get("sts"); inner {
			path = []any{"sts", "data"}
		}
		list, _ := c.Get(path...)
		rows := list.([]any)
		if len(rows) != s.N {
			c.Fatalf("%d sequences, want %d", s.N, len(rows))
		}
		for i, row := range rows {
			for k, want := range row.([]any) {
				got := ""
				if k < len(s.States[i]) && s.States[i][k] != NoState {
					got = s.Alphabet[s.States[i][k]].Code
				}
				c.Compared++
				if text, _ := want.(string); text != got {
					c.Errorf("sequence %d, position %d = %q, want %v", i+1, k+1, got, want)
				}
			}
		}
	})
}

func spellsOfCase(c *golden.Case) *Sequences {
	begin, _ := c.Numbers("begin")
	end, _ := c.Numbers("end")
	state := "status"
	if !slices.Contains(c.Rows[0], state) {
		state = "states"
	}
	table, err := stats.NewTable("",
		stats.Variable{Name: "id"}.Texts(c.Column("id"), nil),
		stats.Variable{Name: "begin"}.Numbers(begin, nil),
		stats.Variable{Name: "end"}.Numbers(end, nil),
		stats.Variable{Name: "state"}.Labelled(c.Column(state)...))
	if err != nil {
		c.Fatal(err)
	}
	line, err := os.ReadFile(filepath.Join(c.Folder, "RUN.txt"))
	if err != nil {
		c.Fatal(err)
	}
	f := FromSpells{ID: "id", State: "state", From: "begin", To: "end", Overlap: LaterWins}
	if strings.Contains(string(line), "overwrite=FALSE") {
		f.Overlap = EarlierWins
	}
	s, err := f.Of(table)
	if err != nil {
		c.Fatal(err)
	}
	return s
}

// compressed reads "(AED,4)-(MEP,3)": each spell follows the one before.
func compressed(c *golden.Case) *Sequences {
	var id, state []string
	var from, to []float64
	for row, text := range c.Column("s") {
		at := 1.0
		for part := range strings.SplitSeq(strings.Trim(text, "()"), ")-(") {
			code, length, _ := strings.Cut(part, ",")
			n, err := strconv.ParseFloat(length, 64)
			if err != nil {
				c.Fatal(err)
			}
			id, state, from, to = append(id, strconv.Itoa(row)), append(state, code), append(from, at), append(to, at+n-1)
			at += n
		}
	}
	table, err := stats.NewTable("",
		stats.Variable{Name: "id"}.Texts(id, nil), stats.Variable{Name: "state"}.Labelled(state...),
		stats.Variable{Name: "from"}.Numbers(from, nil), stats.Variable{Name: "to"}.Numbers(to, nil))
	if err != nil {
		c.Fatal(err)
	}
	s, err := FromSpells{ID: "id", State: "state", From: "from", To: "to"}.Of(table)
	if err != nil {
		c.Fatal(err)
	}
	return s
}
