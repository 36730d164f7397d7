package export

import (
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/xuri/excelize/v2"
)

// finding is what an attack on a finished workbook found.
type finding struct {
	hidden int      // counts that read s
	leaks  []string // counts that their own result gives back, or tells to be small
	linked []string // counts that another result gives back or tells to be small
	narrow []string // counts that the strength of an association tells to be small
}

// attack reads a finished French workbook as a curious reader would, who knows
// the rule, and tries to work out the counts that read s: from margins, from
// percentages and their bases, from expected counts and residuals, from
// cumulated percentages, from tests and from the measures of association.
func attack(f *excelize.File, below int) (finding, error) {
	var found finding
	pages, err := readPages(f)
	if err != nil {
		return found, err
	}
	var targets []*target
	for _, p := range pages {
		if t := p.target(); t != nil {
			targets = append(targets, t)
		}
		found.leaks = append(found.leaks, p.options()...)
	}
	for _, t := range targets {
		for _, p := range pages {
			t.learn(p)
		}
		t.deduce()
		leaks, narrow := t.tests(pages, below)
		found.leaks = slices.Concat(found.leaks, leaks, t.weak(below))
		found.narrow = append(found.narrow, narrow...)
		for _, line := range t.hidden {
			for _, hidden := range line {
				if hidden {
					found.hidden++
				}
			}
		}
	}
	for _, t := range targets {
		if t.borrow(targets) {
			t.deduce()
			found.linked = append(found.linked, t.weak(below)...)
		}
	}
	return found, nil
}

// page is a table as it is printed.
type page struct {
	title, units string
	header       []string
	rows         [][]string
	lines        []string // under the table
}

var numbered = regexp.MustCompile(`^Tableau \d+ – (.*)$`)

func readPages(f *excelize.File) ([]*page, error) {
	var pages []*page
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, err
		}
		for i := 0; i < len(rows); i++ {
			if len(rows[i]) != 1 || !numbered.MatchString(rows[i][0]) {
				continue
			}
			p := &page{title: numbered.FindStringSubmatch(rows[i][0])[1]}
			if i++; i < len(rows) && len(rows[i]) == 1 {
				p.units = rows[i][0]
				i++
			}
			for ; i < len(rows) && len(rows[i]) > 1; i++ {
				if p.header == nil {
					p.header = rows[i]
				} else {
					p.rows = append(p.rows, rows[i])
				}
			}
			for ; i < len(rows) && len(rows[i]) == 1; i++ {
				p.lines = append(p.lines, rows[i][0])
			}
			pages = append(pages, p)
		}
	}
	return pages, nil
}

// number is the number in a cell of the column of that title.
func (p *page) number(row []string, title string) (float64, bool) {
	at := slices.Index(p.header, title)
	if at < 0 || at >= len(row) {
		return 0, false
	}
	x, err := strconv.ParseFloat(row[at], 64)
	return x, err == nil
}

// scattered are 120 invented files with rare levels, missing values and links
// of all strengths, different for each seed.
func scattered(seed uint64) *stats.Table {
	r := rand.New(rand.NewPCG(seed, 1))
	const n = 120
	columns := []stats.Column{}
	hidden := make([]int, n) // what the columns have in common
	for i := range hidden {
		hidden[i] = r.IntN(3)
	}
	for k := range 5 {
		levels := 2 + r.IntN(4)
		rare := r.Float64()
		values := make([]string, n)
		for i := range values {
			level := int(float64(levels) * math.Pow(r.Float64(), 1+3*rare))
			if r.IntN(3) == 0 {
				level = hidden[i] % levels
			}
			values[i] = fmt.Sprintf("niveau %c%d", 'A'+k, level+1)
			if k > 2 && r.IntN(60) == 0 {
				values[i] = ""
			}
		}
		columns = append(columns, stats.Variable{Name: fmt.Sprintf("v%d", k), Label: fmt.Sprintf("Variable %c", 'A'+k)}.Labelled(values...))
	}
	return stats.MustTable("Dossiers", columns...)
}

func scatteredBook(data *stats.Table, below int) *Workbook {
	b := &Workbook{HideBelow: below}
	names := data.Names()
	b.Add(stats.Describe{}.Of(data))
	for i, name := range names {
		other := names[(i+1)%len(names)]
		b.Add(stats.CrossTab{Rows: name, Cols: other, Percent: []stats.Percentages{stats.ByRow, stats.ByColumn, stats.ByTotal, stats.ByNone}[i%4]}.Of(data))
	}
	b.Add(stats.Associations{Rows: names, Cols: names, Adjust: stats.Holm}.Of(data))
	return b
}

// No hidden count of a workbook is given back, by its own result or by others.
func TestAttack(t *testing.T) {
	hidden, books := 0, uint64(8)
	if testing.Short() {
		books = 5
	}
	for seed := range books {
		found, err := attack(reopened(t, saved(t, scatteredBook(scattered(seed), 5))), 5)
		if err != nil {
			t.Fatal(err)
		}
		for _, leak := range found.leaks {
			t.Errorf("workbook %d: %s", seed, leak)
		}
		hidden += found.hidden
		for _, leak := range append(found.linked, found.narrow...) {
			t.Errorf("workbook %d, several results together: %s", seed, leak)
		}
	}
	if hidden < 100 {
		t.Errorf("only %d counts were hidden: the attack says nothing", hidden)
	}
}

// The attack finds what is left open on purpose, one opening at a time.
func TestAttackFinds(t *testing.T) {
	levels := func(name string) stats.Column { return text("x", name, "a", "b", "c", total) }
	// count and percent take -1 for a hidden figure.
	figures := func(name string, format stats.Format, values ...float64) stats.Column {
		missing := make([]stats.Missing, len(values))
		for i, x := range values {
			if x < 0 {
				missing[i] = stats.Secret
			}
		}
		return stats.Variable{Name: name, Label: name, Format: format}.Numbers(values, missing)
	}
	count := func(name string, values ...float64) stats.Column { return figures(name, stats.Count, values...) }
	percent := func(name string, values ...float64) stats.Column { return figures(name, stats.Percent, values...) }
	crosstab := func(caption stats.Caption, columns ...stats.Column) *stats.Table {
		caption.Units = "Effectifs"
		return stats.MustTable("Y selon X – effectifs", append([]stats.Column{levels("X")}, columns...)...).Captioned(caption).WithTotals(1)
	}
	// A square is hidden: 3, 10; 12, 9.
	square := []stats.Column{count("u", -1, -1, 30, 45), count("v", -1, -1, 40, 59), count(total, 13, 21, 70, 104)}
	residuals := func(name string, columns ...stats.Column) *stats.Table {
		return stats.MustTable("Y selon X – résidus", append([]stats.Column{text("x", "X", name), text("y", "Y", "u")}, columns...)...)
	}
	tests := []struct {
		name   string
		tables []*stats.Table
		want   string // "" when nothing is to be found
	}{
		{"a square", []*stats.Table{crosstab(stats.Caption{}, square...)}, ""},
		{"margins", []*stats.Table{crosstab(stats.Caption{}, count("u", -1, 12, 30, 45), count("v", 10, 9, 40, 59), count(total, 13, 21, 70, 104))}, "can only be 3"},
		{"a small sum", []*stats.Table{crosstab(stats.Caption{}, count("u", -1, -1, 30, 34), count("v", -1, -1, 40, 57), count(total, 11, 10, 70, 91))}, "below 5"},
		{"a percentage by row", []*stats.Table{
			crosstab(stats.Caption{}, square...),
			stats.MustTable("Y selon X", levels("X"), percent("u", 300./13, -1, 30./.7, 45/1.04), percent("v", -1, -1, 40./.7, 59/1.04),
				percent(total, 100, 100, 100, 100), count("Effectif", 13, 21, 70, 104)).Captioned(stats.Caption{Units: "En % en ligne"}).WithTotals(1),
		}, "a, u: told to be 3"},
		{"a percentage by column", []*stats.Table{
			crosstab(stats.Caption{}, square...),
			stats.MustTable("Y selon X", levels("X"), percent("u", 300./45, -1, 30/.45, 100), percent("v", -1, -1, 40/.59, 100),
				percent(total, 12.5, -1, -1, 100), count("Effectif", 13, 21, 70, 104)).Captioned(stats.Caption{Units: "En % en colonne"}).WithTotals(1),
		}, "a, u: told to be 3"},
		{"a base by a percentage", []*stats.Table{
			crosstab(stats.Caption{}, count("u", 13, -1, 30, -1), count("v", 10, 9, 40, 59), count(total, 23, -1, 70, -1)),
			stats.MustTable("Y selon X", levels("X"), percent("u", -1, -1, -1, -1), percent("v", -1, 900./21, -1, -1),
				percent(total, 100, 100, 100, 100), count("Effectif", 23, -1, 70, -1)).Captioned(stats.Caption{Units: "En % en ligne"}).WithTotals(1),
		}, "told to be 21"},
		{"a residual", []*stats.Table{crosstab(stats.Caption{}, square...), residuals("b", count("Effectif", -1),
			figures("Effectif théorique", stats.Tenth, 21*45/104.), figures("Résidu de Pearson", stats.Coefficient, (12-21*45/104.)/math.Sqrt(21*45/104.)))}, "b, u: told to be 12"},
		{"an expected count", []*stats.Table{
			crosstab(stats.Caption{}, count("u", -1, -1, 30, -1), count("v", -1, -1, 40, -1), count(total, 13, 21, 70, 104)),
			residuals("a", count("Effectif", -1), figures("Effectif théorique", stats.Tenth, 13*45/104.)),
		}, "told to be 45"},
		{"a test", []*stats.Table{crosstab(stats.Caption{Test: "Khi-2 = 5,45 ; ddl = 1"}, square...)}, "a test is told"},
		{"an association", []*stats.Table{
			crosstab(stats.Caption{}, square...), residuals("a", count("Effectif", -1)),
			stats.MustTable("Paires", text("x", "Variable", "Y"), text("y", "Avec", "X"), text("m", "Mesure", "V de Cramér"), figures("Valeur", stats.Coefficient, 0.2),
				figures("b", stats.Coefficient, -1), figures("h", stats.Coefficient, -1), text("f", "Force", "faible")),
		}, "told among the associations"},
		{"a frequency", []*stats.Table{
			stats.MustTable("X", levels("X"), count("Effectif", -1, -1, 20, 33), percent("% des renseignés", 300./33, -1, 2000./33, 100)).WithTotals(1),
			stats.MustTable("Renseignement des variables", text("v", "Variable", "X"), count("Renseignés", 33), percent("% renseignés", 100)),
		}, "told to be 3"},
		{"a cumulated percentage", []*stats.Table{
			stats.MustTable("X", levels("X"), count("Effectif", -1, -1, 20, 33), percent("% des renseignés", -1, -1, 2000./33, 100),
				percent("% cumulé", 300./33, 1300./33, 100, -1)).WithTotals(1),
			stats.MustTable("Renseignement des variables", text("v", "Variable", "X"), count("Renseignés", 33), percent("% renseignés", 100)),
		}, "told to be 3"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := &Workbook{}
			for _, table := range test.tables {
				b.Sheet("Essai").Add(table, nil)
			}
			found, err := attack(reopened(t, saved(t, b)), 5)
			if err != nil || found.hidden == 0 {
				t.Fatalf("%d counts are hidden, error %v", found.hidden, err)
			}
			told := strings.Join(found.leaks, "\n")
			if test.want == "" && told != "" || !strings.Contains(told, test.want) {
				t.Errorf("the attack finds %q, want %q", told, test.want)
			}
		})
	}
}
