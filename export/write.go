package export

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// writer writes the sheets of one workbook, from left to right.
type writer struct {
	book   *Workbook
	file   *excelize.File
	styles styles
	sheets int
}

func (b *Workbook) newWriter() *writer {
	// No text of a study may stay behind in a temporary folder: none can be made.
	file := excelize.NewFile(excelize.Options{TmpDir: "\x00"})
	return &writer{book: b, file: file, styles: styles{file, map[look]int{}, b.Profile.plain()}}
}

// write adds a sheet without its rows, which pack streams into the file.
func (w *writer) write(p *leaf) error {
	if w.sheets++; w.sheets == 1 {
		if err := w.file.SetSheetName(w.file.GetSheetName(0), p.name); err != nil {
			return err
		}
	} else if _, err := w.file.NewSheet(p.name); err != nil {
		return err
	}
	for _, set := range []func(*leaf) error{
		w.setList, w.setTitles, w.setNames, w.setView, w.setPrint, w.setLinks, w.setScales, w.setPictures, w.setCharts, w.setBreaks, w.setWidths,
	} {
		if err := set(p); err != nil {
			return fmt.Errorf("sheet %q: %w", p.name, err)
		}
	}
	return nil
}

// setList makes the header of a long list stay, filter and repeat. It comes
// first: setting a filter forgets the other properties of the sheet.
func (w *writer) setList(p *leaf) error {
	if p.list == nil || w.book.Profile == Accessible {
		return nil
	}
	head := p.list.headRow()
	area := fmt.Sprintf("%s:%s", at(1, head), at(len(p.list.columns), head+p.list.bodyRows()))
	if err := w.file.AutoFilter(p.name, area, nil); err != nil {
		return err
	}
	below := at(1, head+1)
	if err := w.file.SetPanes(p.name, &excelize.Panes{
		Freeze: true, YSplit: head, TopLeftCell: below, ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: below, ActiveCell: below, Pane: "bottomLeft"}},
	}); err != nil {
		return err
	}
	return nil
}

// setTitles repeats on each page the header of a list, or of the last table where
// that goes on over several pages, and the first column of a sheet that is several
// pages wide.
func (w *writer) setTitles(p *leaf) error {
	var repeated []string
	if p.across() > 1 {
		repeated = append(repeated, quoted(p.name)+"!$A:$A")
	}
	if n := len(p.blocks); n > 0 && (p.list != nil || p.blocks[n-1].picture == nil && float64(p.blocks[n-1].bodyRows())*defaultRow > p.page()) {
		head := p.blocks[n-1].headRow()
		repeated = append(repeated, fmt.Sprintf("%s!$%d:$%d", quoted(p.name), head, head))
	}
	if len(repeated) == 0 {
		return nil
	}
	return w.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: p.name, RefersTo: strings.Join(repeated, ","),
	})
}

// setNames gives each numbered table a name by which formulas, programs and
// readers of the screen find its cells: Tableau_3.
func (w *writer) setNames(p *leaf) error {
	for _, k := range p.blocks {
		if k.number == 0 || k.picture != nil {
			continue
		}
		name := strings.Replace(w.book.called(k.entry), " ", "_", 1)
		if k.part > 0 {
			name += "_" + strconv.Itoa(k.part+1)
		}
		from, to := absolute(1, k.headRow()), absolute(len(k.columns), k.headRow()+k.bodyRows())
		if err := w.file.SetDefinedName(&excelize.DefinedName{
			Name: name, RefersTo: quoted(p.name) + "!" + from + ":" + to,
		}); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) setView(p *leaf) error {
	if err := w.file.SetSheetDimension(p.name, "A1:"+at(len(p.widths), p.length)); err != nil {
		return err
	}
	return w.file.SetSheetView(p.name, 0, &excelize.ViewOptions{ShowGridLines: new(false)})
}

// setPrint prepares the sheet for A4 paper, lying, one page wide; a sheet that
// would be printed too small takes more, with its first column on each.
func (w *writer) setPrint(p *leaf) error {
	if err := w.file.SetSheetProps(p.name, &excelize.SheetPropsOptions{FitToPage: new(true)}); err != nil {
		return err
	}
	if err := w.file.SetPageLayout(p.name, &excelize.PageLayoutOptions{
		Size: new(9), Orientation: new("landscape"), FitToWidth: new(p.across()), FitToHeight: new(0),
	}); err != nil {
		return err
	}
	if err := w.file.SetPageMargins(p.name, &excelize.PageLayoutMarginsOptions{
		Left: new(0.5), Right: new(0.5), Top: new(0.7), Bottom: new(0.7), Header: new(0.3), Footer: new(0.3),
	}); err != nil {
		return err
	}
	// & opens a code in headers, a digit after a size belongs to the size, and
	// 255 signs are all they hold.
	text := func(s string) string { return " " + strings.ReplaceAll(cutUnits(oneLine(s), 90), "&", "&&") }
	return w.file.SetHeaderFooter(p.name, &excelize.HeaderFooterOptions{
		OddHeader: "&L&9" + text(w.book.Title) + "&R&9" + text(p.name),
		OddFooter: "&C&9" + w.book.say("Page &P sur &N", "Page &P of &N"),
	})
}

// setBreaks ends a page before a table, a picture or a chart that would be torn
// though one page has room for it, that is longer but would begin low, or that
// follows a table longer than a page.
func (w *writer) setBreaks(p *leaf) error {
	var tops []int
	for _, k := range p.blocks {
		tops = append(tops, k.top)
	}
	for _, c := range p.charts {
		tops = append(tops, c.top)
	}
	if len(tops) < 2 {
		return nil
	}
	heights := make([]float64, len(tops))
	_, _, breadth := p.lines(w.book.Profile)
	at, number := 0, 0
	for r := range p.rows {
		if number++; at+1 < len(tops) && number == tops[at+1] {
			at++
		}
		heights[at] += r.height(p.widths, breadth, w.book.Profile == Accessible)
	}
	page := p.page()
	const apart = 2 * defaultRow // the empty rows after a table
	used := 0.0
	for i, height := range heights {
		if used > 0 && used+height-apart > page && (height-apart <= page || used > page/2) {
			if err := w.file.InsertPageBreak(p.name, "A"+strconv.Itoa(tops[i])); err != nil {
				return err
			}
			used = 0
		}
		if used += height; used-apart > page {
			used = page // where the last page of a long table ends, programs do not agree
		}
	}
	return nil
}

func (w *writer) setLinks(p *leaf) error {
	for _, l := range p.links {
		if err := w.file.SetCellHyperLink(p.name, l.from, quoted(l.sheet)+"!"+l.to, "Location"); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) setWidths(p *leaf) error {
	for i, width := range p.widths {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := w.file.SetColWidth(p.name, name, name, width); err != nil {
			return err
		}
	}
	return nil
}

// absolute names a cell in a reference that does not move.
func absolute(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row, true)
	if err != nil {
		panic("export: " + err.Error()) // blocks are measured before they are written
	}
	return name
}

// at names a cell; columns and rows count from 1.
func at(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		panic("export: " + err.Error()) // blocks are measured before they are written
	}
	return name
}
