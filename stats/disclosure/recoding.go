package disclosure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/askoria/verbatim/stats"
)

// Recoding looks for the coarser column that gains most before a table of rows
// is handed over: a place by its agency, an age by a band, a day by its month.
// Every column is tried in each of its ways, the others as they are: levels by
// the groups told, else the rare ones as one; numbers by bands of 5 and of 10;
// dates by month and by year; and leaving the column out. Missing values are
// values of their own and stay as they are.
type Recoding struct {
	Quasi []string
	K     int // the smallest class that may be shown; 0: 5
	// Groups tells for a column the group of each level: CDAS, agence. Levels
	// that are not named are their own group.
	Groups map[string]map[string]string
	Lang   string // "en" for English; French otherwise
}

// Recodings are the ways tried, best first: fewest rows below K, then most
// values kept, then in the order of the columns.
type Recodings struct {
	Spec  Recoding
	N     int
	Below int // rows with fewer than K like them as the table is
	Ways  []RecodingWay
}

// RecodingWay is one way of making a column coarser.
type RecodingWay struct {
	Variable stats.Variable
	How      string
	Values   int // that the column keeps
	Below    int // rows with fewer than K like them then
}

// Of tries every way.
func (r Recoding) Of(t *stats.Table) (*Recodings, error) {
	k, err := threshold(r.K)
	if err != nil {
		return nil, err
	}
	r.K = k
	columns, values, err := keys("recoding", t, r.Quasi)
	if err != nil {
		return nil, err
	}
	for name := range r.Groups {
		if !slices.Contains(r.Quasi, name) {
			return nil, fmt.Errorf("recoding: groups of a column that is not in Quasi: %s", stats.Unknown(name, r.Quasi))
		}
	}
	below := func(values [][]int32) int {
		rows := 0
		for _, c := range classesOf(values, t.Len()) {
			if c.size < k {
				rows += c.size
			}
		}
		return rows
	}
	result := &Recodings{Spec: r, N: t.Len(), Below: below(values)}
	for j, c := range columns {
		for _, way := range r.ways(c, r.Groups[r.Quasi[j]]) {
			coarse := slices.Clone(values)
			coarse[j] = make([]int32, t.Len())
			seen := map[string]int32{}
			for row := range t.Len() {
				if c.Missing(row) != stats.Recorded {
					coarse[j][row] = values[j][row]
					continue
				}
				value := way.of(row)
				code, known := seen[value]
				if !known {
					code = int32(len(seen))
					seen[value] = code
				}
				coarse[j][row] = code
			}
			result.Ways = append(result.Ways, RecodingWay{c.Variable(), way.how, distinctIn(coarse[j]), below(coarse)})
		}
	}
	slices.SortStableFunc(result.Ways, func(a, b RecodingWay) int {
		return cmp.Or(cmp.Compare(a.Below, b.Below), cmp.Compare(b.Values, a.Values))
	})
	return result, nil
}

type way struct {
	how string
	of  func(row int) string
}

func (r Recoding) ways(c stats.Column, groups map[string]string) []way {
	say := wording(r.Lang)
	out := way{say("ne pas diffuser", "leave out"), func(int) string { return "" }}
	switch c := c.(type) {
	case *stats.Numbers:
		band := func(width float64) way {
			return way{fmt.Sprintf(say("par tranches de %v", "by bands of %v"), width), func(row int) string {
				x, _ := c.At(row)
				return fmt.Sprint(math.Floor(x / width))
			}}
		}
		return []way{band(5), band(10), out}
	case *stats.Dates:
		date := func(how, layout string) way {
			return way{how, func(row int) string {
				day, _ := c.At(row)
				return day.In(time.UTC).Format(layout)
			}}
		}
		return []way{date(say("garder le mois", "keep the month"), "2006-01"), date(say("garder l'année", "keep the year"), "2006"), out}
	case *stats.Flags, *stats.Sets:
		return []way{out}
	}
	if groups != nil {
		return []way{{say("par groupe", "by group"), func(row int) string {
			code := stats.Key(c, row)
			if group, named := groups[code]; named {
				return "\x00" + group
			}
			return code
		}}, out}
	}
	counts := map[string]int{}
	for row := range c.Len() {
		if c.Missing(row) == stats.Recorded {
			counts[stats.Key(c, row)]++
		}
	}
	return []way{{fmt.Sprintf(say("réunir les modalités de moins de %d lignes", "join the levels of fewer than %d rows"), r.K), func(row int) string {
		code := stats.Key(c, row)
		if counts[code] < r.K {
			return "\x00"
		}
		return code
	}}, out}
}

// Tables are the ways, best first.
func (r *Recodings) Tables() []*stats.Table {
	say := wording(r.Spec.Lang)
	names, how := make([]string, len(r.Ways)), make([]string, len(r.Ways))
	for i, way := range r.Ways {
		names[i], how[i] = way.Variable.Title(), way.How
	}
	figures := func(name, label string, of func(RecodingWay) int) stats.Column {
		return stats.Variable{Name: name, Label: label, Format: stats.Count}.Figures(len(r.Ways), func(i int) (float64, stats.Missing) {
			return float64(of(r.Ways[i])), stats.Recorded
		})
	}
	t := stats.MustTable(say("Ce que gagne chaque regroupement", "What each recoding gains"),
		stats.Variable{Name: "variable", Label: "Variable"}.Texts(names, nil),
		stats.Variable{Name: "recodage", Label: say("Recodage", "Recoding")}.Texts(how, nil),
		figures("valeurs", say("Valeurs gardées", "Values kept"), func(w RecodingWay) int { return w.Values }),
		figures("sous_k", fmt.Sprintf(say("Lignes sous %d", "Rows below %d"), r.Spec.K), func(w RecodingWay) int { return w.Below }))
	return []*stats.Table{t.Captioned(stats.Caption{
		Population: fmt.Sprintf(say("%d lignes, dont %d sous %d sans recodage", "%d rows, %d of them below %d as they are"), r.N, r.Below, r.Spec.K),
	})}
}

// String is the table as text.
func (r *Recodings) String() string { return stats.Printer{Lang: r.Spec.Lang}.Of(r.Tables()[0]) }
