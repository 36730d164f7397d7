// Package export hands results over: workbooks that an analyst can pass on, for
// analysts, elected members, those whom the study met or readers who cannot see
// (Profile); the same tables as JSON and CSV; the workbook encrypted.
//
//	book := export.Workbook{Title: "MEP 2023", HideBelow: 5}
//	book.Add(stats.CrossTab{Rows: "cadre", Cols: "conflit_parental"}.Of(cases))
//	err := book.Save("mep.xlsx")
//
// Numbers stay numbers, with a number format; only what has no value is text.
// Small counts are hidden on the way out, and the journal says which. The sheet
// Méthode is read from the settings of each result, the sheet Données repeats
// every table with one row a cell. The same results give the same bytes.
package export
