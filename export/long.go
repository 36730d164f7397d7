package export

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// longest is the number of cells beyond which a table is not repeated in long
// form: it is data, long enough as it is.
const longest = 50_000

// longRow is a cell of a table among those of all tables.
type longRow struct {
	table        int
	title, row   string
	column, unit string
	value        float64
	missing      stats.Missing // of the value, which may also be a text
	text, sign   string
}

// longForm is every numbered table with one row a cell: table, row, column,
// value, sign and unit. What is hidden in a table is hidden here, as cells are
// taken from what is shown. Left out are tables without numbers, which are
// lists already, quotes, and tables of data, which the notes name. It has no row
// where the workbook is to do without.
func (b *Workbook) longForm(sheets []*tab) *stats.Table {
	var rows []longRow
	var large []string
	for _, s := range sheets {
		if b.NoLongForm {
			break
		}
		for _, e := range s.entries {
			switch {
			case e.number == 0 || e.picture != nil || !numeric(e.table):
			case e.table.Len()*len(e.table.Columns()) > longest:
				large = append(large, strconv.Itoa(e.number))
			default:
				rows = append(rows, longRows(e, b.Lang)...)
			}
		}
	}
	n := len(rows)
	number := func(name, french, english string, at func(r longRow) (float64, stats.Missing)) stats.Column {
		return stats.Variable{Name: name, Label: b.say(french, english)}.Figures(n, func(i int) (float64, stats.Missing) { return at(rows[i]) })
	}
	text := func(name, french, english string, at func(r longRow) string) stats.Column {
		values, missing := make([]string, n), make([]stats.Missing, n)
		for i, r := range rows {
			if values[i] = at(r); values[i] == "" {
				missing[i] = stats.NotApplicable
			}
		}
		return stats.Variable{Name: name, Label: b.say(french, english)}.Texts(values, missing)
	}
	var caption stats.Caption
	if len(large) > 0 {
		caption.Notes = append(caption.Notes, b.say("Tableaux trop longs pour être repris ici : ", "Tables too long to be repeated here: ")+strings.Join(large, ", ")+".")
	}
	return stats.MustTable(b.say("Tous les tableaux, une ligne par case", "All tables, one row a cell"),
		number("tableau", "Tableau", "Table", func(r longRow) (float64, stats.Missing) { return float64(r.table), stats.Recorded }),
		text("titre", "Titre", "Title", func(r longRow) string { return r.title }),
		text("ligne", "Ligne", "Row", func(r longRow) string { return r.row }),
		text("colonne", "Colonne", "Column", func(r longRow) string { return r.column }),
		number("valeur", "Valeur", "Value", func(r longRow) (float64, stats.Missing) { return r.value, r.missing }),
		text("texte", "Texte", "Text", func(r longRow) string { return r.text }),
		text("signe", "Signe", "Sign", func(r longRow) string { return r.sign }),
		text("unite", "Unité", "Unit", func(r longRow) string { return r.unit }),
	).Captioned(caption)
}

// numeric tells whether a table has numbers to compute with.
func numeric(t *stats.Table) bool {
	return slices.ContainsFunc(t.Columns(), func(c stats.Column) bool {
		_, is := c.(*stats.Numbers)
		return is && !c.Variable().Identifying
	})
}

// longRows are the cells of one table, row by row. The texts that stand before
// its first number name the rows.
func longRows(e entry, lang string) []longRow {
	columns, _ := columnsOf(e.table, lang)
	first := 0
	for first < len(columns)-1 && !columns[first].right {
		first++
	}
	var rows []longRow
	for i := range e.table.Len() {
		var labels []string
		for _, c := range columns[:first] {
			if text, _ := cleanText(c.Show(i, lang)); text != "" {
				labels = append(labels, text)
			}
		}
		for j, c := range columns[first:] {
			if quoting(c) {
				continue
			}
			r := longRow{
				table: e.number, title: e.table.Title(), row: strings.Join(labels, " / "), column: c.title,
				unit: unitOf(c.Variable()), missing: c.Missing(i), sign: e.tones[place{i, first + j}].sign() + e.letters[place{i, first + j}],
			}
			if data, is := c.Column.(*stats.Numbers); is {
				r.value, _ = data.At(i)
				if c.Variable().Format == stats.PValue {
					r.value = math.Max(r.value, leastP)
				}
			} else if r.missing == stats.Recorded {
				r.text, r.missing = c.Show(i, lang), stats.NotApplicable
			}
			if r.missing != stats.Recorded && r.text == "" {
				if _, text := c.Column.(*stats.Texts); text && r.missing == stats.NotApplicable {
					continue // there is nothing to say
				}
				r.sign = r.missing.Code()
			}
			rows = append(rows, r)
		}
	}
	return rows
}

// quoting tells whether a column holds what people said rather than a figure.
func quoting(c column) bool {
	texts, is := c.Column.(*stats.Texts)
	if !is {
		return false
	}
	for i := range c.Len() {
		if len(texts.Marks(i)) > 0 {
			return true
		}
	}
	return c.long || c.broad > widest
}

// unitOf is the unit of a column: its own, or what its format says.
func unitOf(v stats.Variable) string {
	switch {
	case v.Unit != "":
		return v.Unit
	case v.Format == stats.Percent:
		return "%"
	case v.Format == stats.Count:
		return "n"
	case v.Format == stats.PValue:
		return "p"
	}
	return ""
}
