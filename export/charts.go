package export

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
	"github.com/xuri/excelize/v2"
)

// chart is a table drawn by the reader's program from its cells: the bars of a
// frequency table, or a bar of 100 % for each row of a crosstab.
type chart struct {
	of      *block
	sheet   string // of the table
	columns []int  // drawn, from 0
	rows    int    // drawn
	top     int    // row of its title on its own sheet
}

// chartRows is the number of rows of a sheet under a chart.
func (c chart) chartRows() int { return 6 + 2*max(c.rows, 3) }

// palette tells colours apart also for those who do not see all of them (Okabe
// and Ito 2008), the light ones first: figures on them are black.
var palette = []string{"56B4E9", "E69F00", "009E73", "F0E442", "CC79A7", "999999", "D55E00", "0072B2"}

// chartOf is the chart of a block; ok tells whether its kind has one. A table
// with hidden cells has none: what is left would draw what is not.
func chartOf(k *block, sheet string) (c chart, ok bool) {
	if k.of == nil || k.number == 0 || k.picture != nil || k.table.Totals() != 1 || k.columns[0].right {
		return c, false
	}
	for _, column := range k.columns {
		if column.MissingCounts()[stats.Secret] > 0 {
			return c, false
		}
	}
	c = chart{of: k, sheet: sheet}
	crossed := false
	switch result := k.of.result.(type) {
	case *stats.Description:
	case *stats.ContingencyTable:
		crossed = result.Spec.Percent == stats.ByRow && !result.Overlapping
		if !crossed {
			return c, false
		}
	default:
		return c, false
	}
	for j, column := range k.columns {
		if column.Variable().Format == stats.Percent && (len(c.columns) == 0 || crossed && column.Variable().Name != "ensemble") {
			c.columns = append(c.columns, j)
		}
	}
	if len(c.columns) == 0 || len(c.columns) > len(palette) {
		return c, false
	}
	for c.rows < k.table.Len()-1 && k.columns[c.columns[0]].Missing(c.rows) == stats.Recorded {
		c.rows++
	}
	return c, c.rows > 1 && c.rows <= 30
}

// charts is the sheet of all charts; nil where there is none.
func (b *Workbook) chartLeaf(leaves []*leaf) *leaf {
	p := &leaf{name: b.chartsName(), widths: []float64{paper}}
	var rows []row
	for _, from := range leaves {
		for _, k := range from.blocks {
			c, ok := chartOf(k, from.name)
			if !ok {
				continue
			}
			c.top = len(rows) + 1
			p.charts = append(p.charts, c)
			rows = append(rows, textRow(b.say("Graphique – ", "Chart – ")+k.title, title))
			rows = append(rows, make([]row, c.chartRows())...)
		}
	}
	if len(p.charts) == 0 {
		return nil
	}
	rows = append(rows, textRow(b.say("Les graphiques sont dessinés à partir des tableaux ; un tableau dont une case est masquée n'en a pas.",
		"Charts are drawn from the tables; a table with a hidden cell has none."), caption))
	p.rows, p.length = slices.Values(rows), len(rows)
	return p
}

// setCharts draws the charts of a sheet over the rows that are kept free.
func (w *writer) setCharts(p *leaf) error {
	for _, c := range p.charts {
		k, first := c.of, c.of.headRow()+1
		reference := func(column, from, to int) string {
			return quoted(c.sheet) + "!" + absolute(column, from) + ":" + absolute(column, to)
		}
		kind := excelize.Bar
		if len(c.columns) > 1 {
			kind = excelize.BarPercentStacked
		}
		drawn := &excelize.Chart{
			Type:      kind,
			Format:    excelize.GraphicOptions{AltText: c.alt(w.book), Positioning: "oneCell"},
			Dimension: excelize.ChartDimension{Width: 720, Height: uint(20 * (c.chartRows() - 1))},
			Legend:    excelize.ChartLegend{Position: "bottom"},
			XAxis:     excelize.ChartAxis{ReverseOrder: true},
			YAxis:     excelize.ChartAxis{Minimum: new(0.0), Maximum: new(1.0), MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: w.book.say("0 %", "0%")}},
			PlotArea:  excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: shapeOf(stats.Percent, 0, w.book.Lang)}},
			GapWidth:  new(uint(60)),
		}
		font := excelize.Font{Family: typeface, Size: 9, Color: plain}
		drawn.XAxis.Font, drawn.YAxis.Font = font, font
		if len(c.columns) == 1 {
			drawn.Legend.Position = "none"
		} else {
			drawn.Overlap = new(100)
		}
		for i, column := range c.columns {
			drawn.Series = append(drawn.Series, excelize.ChartSeries{
				Name:       quoted(c.sheet) + "!" + absolute(column+1, k.headRow()),
				Categories: reference(1, first, first+c.rows-1),
				Values:     reference(column+1, first, first+c.rows-1),
				Fill:       excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{palette[i]}},
			})
		}
		if err := w.file.AddChart(p.name, at(1, c.top+1), drawn); err != nil {
			return err
		}
	}
	return nil
}

// alt says what a chart shows, from the cells that it is drawn from.
func (c chart) alt(b *Workbook) string {
	text := b.say("Barres. ", "Bars. ") + c.of.title + ". "
	var parts []string
	for i := range c.rows {
		for _, j := range c.columns {
			label := c.of.columns[0].Show(i, b.Lang)
			if len(c.columns) > 1 {
				label += ", " + c.of.columns[j].title
			}
			parts = append(parts, fmt.Sprintf(b.say("%s : %s %%", "%s: %s%%"), label, c.of.columns[j].Show(i, b.Lang)))
		}
	}
	return cutUnits(oneLine(text+strings.Join(parts, b.say(" ; ", "; "))+"."), 1000)
}
