package export

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
	"github.com/xuri/excelize/v2"
)

// longSheet is the sheet Données by table, row and column.
func longSheet(t *testing.T, f *excelize.File) map[[3]string][]string {
	t.Helper()
	cells := map[[3]string][]string{}
	for _, r := range raw(t, f, "Données")[2:] {
		if len(r) < 8 {
			r = append(r, make([]string, 8-len(r))...)
		}
		if x, err := strconv.ParseFloat(r[4], 64); err == nil && r[7] == "%" { // the sheet shows 0.123 as 12,3 %
			r[4] = string(appendDigits(nil, x/100))
		}
		key := [3]string{r[0], r[2], r[3]}
		cells[key] = append(cells[key], r[4])
	}
	return cells
}

// The long form says what the tables say, hidden cells included, and no more.
func TestLongForm(t *testing.T) {
	books := map[string]*Workbook{"sample": sampleBook(), "scattered": scatteredBook(scattered(3), 5)}
	for name, b := range books {
		f := reopened(t, saved(t, b))
		long := longSheet(t, f)
		compared, hidden := 0, 0
		for _, sheet := range f.GetSheetList() {
			var number string
			var header []string
			for _, r := range raw(t, f, sheet) {
				switch {
				case len(r) == 1 && strings.HasPrefix(r[0], "Tableau "):
					number, _, _ = strings.Cut(strings.TrimPrefix(r[0], "Tableau "), " ")
					header = nil
				case len(r) < 2 || number == "":
				case header == nil:
					header = r
				default:
					first := 0
					for _, cell := range r {
						if _, err := strconv.ParseFloat(cell, 64); err == nil || cell == "s" || cell == "n.d." {
							break
						}
						first++
					}
					for j := first; j < len(r); j++ {
						_, err := strconv.ParseFloat(r[j], 64)
						if err != nil && r[j] != "s" {
							continue
						}
						for from := range first + 1 { // the labels are the first texts, all or some
							if got, ok := long[[3]string{number, strings.Join(r[:from], " / "), header[j]}]; ok && got[0] != "SO" { // days stand as texts
								compared++
								if r[j] == "s" {
									hidden++
								}
								if !slices.Contains(got, r[j]) {
									t.Errorf("%s, table %s, %q, %q: %q in long form, %q on the sheet", name, number, r[:from], header[j], got, r[j])
								}
							}
						}
					}
				}
			}
		}
		if compared < 20 || name == "scattered" && hidden < 20 {
			t.Errorf("%s: only %d numbers compared, %d hidden", name, compared, hidden)
		}
		t.Logf("%s: %d numbers and signs compared, %d hidden", name, compared, hidden)
	}
}

func TestLongFormLeavesOut(t *testing.T) {
	rows := make([]float64, longest+1)
	b := &Workbook{}
	b.Sheet("Base").Add(stats.MustTable("Base", stats.Variable{Name: "x"}.Numbers(rows, nil)), nil)
	b.Add(cadre(), nil)
	b.Add(quotes(), nil)
	f := reopened(t, saved(t, b))
	sheet := raw(t, f, "Données")
	if last := sheet[len(sheet)-1]; last[0] != "Tableaux trop longs pour être repris ici : 1." {
		t.Errorf("the large table is not named: %q", last)
	}
	for _, r := range sheet[2 : len(sheet)-1] {
		if r[0] != "2" {
			t.Errorf("a row of another table: %q", r)
		}
	}
	b.NoLongForm = true
	if sheets := reopened(t, saved(t, b)).GetSheetList(); slices.Contains(sheets, "Données") {
		t.Errorf("sheets %q", sheets)
	}
}
