package export

import (
	"strings"

	"github.com/askoria/verbatim/stats"
	"github.com/xuri/excelize/v2"
)

// tone says that a cell of a crosstab stands out: fuller (1) or emptier (-1)
// than if its two variables were unrelated. A sign says the same as the colour.
type tone int8

// sign is the tone as it is written.
func (t tone) sign() string {
	switch {
	case t > 0:
		return "(+)"
	case t < 0:
		return "(−)"
	}
	return ""
}

// place is a cell of a table: its row and column, from 0.
type place struct{ row, column int }

// Names of columns of the residuals of a crosstab, one row a cell.
const (
	signColumn     = "signe"
	residualColumn = "residu_ajuste"
)

// tonesOf gives the cells that stand out in each table of a crosstab: those of
// its first table, which has a column a level after that of the labels, and the
// residuals. What is hidden has no sign, hence no tone.
func tonesOf(tables []*stats.Table) []map[place]tone {
	tones := make([]map[place]tone, len(tables))
	for i, table := range tables {
		signs, err := table.Texts(signColumn)
		if err != nil || i == 0 {
			continue
		}
		levels := table.Len() / max(1, tables[0].Len()-tables[0].Totals())
		tones[0], tones[i] = map[place]tone{}, map[place]tone{}
		for row := range table.Len() {
			var tone tone
			switch sign, _ := signs.At(row); sign {
			case "(+)":
				tone = 1
			case "(−)":
				tone = -1
			default:
				continue
			}
			tones[0][place{row / levels, row%levels + 1}] = tone
			for column, name := range table.Names() {
				if name == residualColumn {
					tones[i][place{row, column}] = tone
				}
			}
		}
	}
	return tones
}

// lettersOf gives the letters of compared columns; there are none where counts
// are hidden, as each would tell of them.
func lettersOf(shown stats.Tabler) map[place]string {
	compared, is := shown.(*stats.ColumnComparisons)
	if !is {
		return nil
	}
	letters := map[place]string{}
	for i, row := range compared.Letters {
		for j, text := range row {
			if text != "" {
				letters[place{i, j + 1}] = text
			}
		}
	}
	return letters
}

// lettered puts the letters of a cell into its number format, so that the
// number stays a number; other cells of the column keep the room of the longest,
// so that digits stand under each other.
func lettered(shape string, letters map[place]string, at place) string {
	most := lettersAcross(letters, at.column)
	if most == 0 {
		return shape
	}
	text := letters[at]
	if text != "" {
		shape += `" ` + text + `"`
	} else {
		shape += "_ "
	}
	return shape + strings.Repeat("_B", most-len(text))
}

// lettersAcross is the most letters that a cell of a column has.
func lettersAcross(letters map[place]string, column int) int {
	most := 0
	for at, text := range letters {
		if at.column == column {
			most = max(most, len(text))
		}
	}
	return most
}

// scale is the strength that has the full colour of the scale, as Excel writes
// it; from 0.5 an association is called strong.
const scale = "0.6"

// setScales colours the matrices of coefficients and draws bars behind the
// first percentages of a frequency table. The reader's program chooses colour
// and length of each number, so that the two cannot part; what is hidden is no
// number, and has neither.
func (w *writer) setScales(p *leaf) error {
	if w.book.Profile.plain() {
		return nil
	}
	for _, k := range p.blocks {
		drawn := false
		for j, c := range k.columns {
			area := at(j+1, k.headRow()+1) + ":" + at(j+1, k.headRow()+k.bodyRows()-k.table.Totals())
			if c.Variable().Name == k.lit {
				if err := w.setLights(p.name, area); err != nil {
					return err
				}
				continue
			}
			var format excelize.ConditionalFormatOptions
			switch f := c.Variable().Format; {
			case k.scaled && f == stats.Coefficient:
				format = excelize.ConditionalFormatOptions{
					Type: "3_color_scale", Criteria: "=",
					MinType: "num", MinValue: "-" + scale, MinColor: "#E8926B",
					MidType: "num", MidValue: "0", MidColor: "#FFFFFF",
					MaxType: "num", MaxValue: scale, MaxColor: "#6FA8DC",
				}
			case k.barred && f == stats.Percent && !drawn:
				drawn = true
				format = excelize.ConditionalFormatOptions{
					Type: "data_bar", Criteria: "=", MinType: "num", MinValue: "0", MaxType: "num", MaxValue: "1", BarColor: "#" + fuller,
				}
			default:
				continue
			}
			if err := w.file.SetConditionalFormat(p.name, area, []excelize.ConditionalFormatOptions{format}); err != nil {
				return err
			}
		}
	}
	return nil
}

// lights are the words of traffic lights and the colours behind them.
var lights = []struct {
	words
	color string
}{{words{"vert", "green"}, "D9EAD3"}, {words{"orange", "orange"}, "FCE5CD"}, {words{"rouge", "red"}, "F4CCCC"}}

// setLights colours the words of traffic lights.
func (w *writer) setLights(sheet, area string) error {
	formats := make([]excelize.ConditionalFormatOptions, len(lights))
	for i, light := range lights {
		style, err := w.file.NewConditionalStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{light.color}}})
		if err != nil {
			return err
		}
		formats[i] = excelize.ConditionalFormatOptions{Type: "cell", Criteria: "==", Value: `"` + light.in(w.book.Lang) + `"`, Format: &style}
	}
	return w.file.SetConditionalFormat(sheet, area, formats)
}
