package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/askoria/verbatim/stats"
	"github.com/xuri/excelize/v2"
)

// rawCSV is encoding/csv with nothing of ours.
func rawCSV(folder string) (run, error) {
	return func() (answerer, error) {
		data, err := os.ReadFile(filepath.Join(folder, "data.csv"))
		if err != nil {
			return nil, err
		}
		r := csv.NewReader(bytes.NewReader(data))
		r.Comma = ';'
		_, err = r.ReadAll()
		return nothing, err
	}, nil
}

// rawXLSX is the rows of excelize as strings.
func rawXLSX(folder string) (run, error) {
	return func() (answerer, error) {
		f, err := excelize.OpenFile(filepath.Join(folder, "data.xlsx"))
		if err != nil {
			return nil, err
		}
		defer f.Close()
		_, err = f.GetRows("Sheet1")
		return nothing, err
	}, nil
}

// inventSheet is the case file as a workbook: numbers are numbers, and all else
// text, as the CSV file has it.
func inventSheet(folder string, n int) error {
	if err := inventCaseFile(folder, n); err != nil {
		return err
	}
	d, _ := caseFile(40)
	table, err := read(d, folder, "data.csv")
	if err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(folder, "data.xlsx"))
	if err != nil {
		return err
	}
	return errors.Join(stream(f, table), f.Close())
}

// rawWorkbook is the stream of excelize with nothing of ours.
func rawWorkbook(folder string) (run, error) {
	table, err := list(folder)
	return func() (answerer, error) { return nothing, stream(io.Discard, table) }, err
}

// stream writes a table under its names: numbers as numbers, the rest as text.
func stream(w io.Writer, table *stats.Table) error {
	f := excelize.NewFile()
	defer f.Close()
	sheet, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	row := make([]any, len(table.Columns()))
	for j, name := range table.Names() {
		row[j] = name
	}
	for i := 0; ; i++ {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := sheet.SetRow(cell, row); err != nil {
			return err
		}
		if i == table.Len() {
			break
		}
		for j, c := range table.Columns() {
			if numbers, ok := c.(*stats.Numbers); ok {
				row[j], _ = numbers.At(i)
			} else {
				row[j] = c.Show(i, "fr")
			}
		}
	}
	if err := sheet.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}
