// Package export hands results over: workbooks that an analyst can pass on, and
// CSV files for French Excel.
//
//	book := export.Workbook{Title: "MEP 2023", HideBelow: 5}
//	book.Add(stats.CrossTab{Rows: "cadre", Cols: "conflit_parental"}.Of(cases))
//	err := book.Save("mep.xlsx")
//
// Numbers stay numbers, with a number format; only what has no value is text.
// Small counts are hidden on the way out, and the journal says which. The same
// results give the same bytes.
package export
