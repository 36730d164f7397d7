package export

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// jsonBook is the file of a workbook for programs, as SaveJSON writes it.
type jsonBook struct {
	Title     string      `json:"title,omitempty"`
	Subtitle  string      `json:"subtitle,omitempty"`
	Lang      string      `json:"lang"`
	Program   string      `json:"program"`
	Version   string      `json:"version,omitempty"`
	HideBelow int         `json:"hide_below"`
	Tables    []jsonTable `json:"tables"`
}

type jsonTable struct {
	Number     int          `json:"number"`
	Sheet      string       `json:"sheet"`
	Title      string       `json:"title"`
	Units      string       `json:"units,omitempty"`
	Test       string       `json:"test,omitempty"`
	Reading    string       `json:"reading,omitempty"`
	Population string       `json:"population,omitempty"`
	Source     string       `json:"source,omitempty"`
	Notes      []string     `json:"notes,omitempty"`
	Totals     int          `json:"totals,omitempty"` // rows at the end
	Columns    []jsonColumn `json:"columns"`
}

type jsonColumn struct {
	Name   string `json:"name"`
	Label  string `json:"label"`
	Unit   string `json:"unit,omitempty"`
	Kind   string `json:"kind"`
	Values []any  `json:"values"` // null where there is none
	// Missing has the reason of each row, "" where there is a value; none where
	// all have one.
	Missing []string `json:"missing,omitempty"`
}

// SaveJSON writes all numbered tables to one file for programs: for each its
// captions and columns with name, label, unit, kind and values, numbers to the
// last bit, days as 2023-01-31, levels by their codes, null and the reason where
// there is no value. What the workbook hides is hidden, columns that name
// persons stay behind, and the profile holds. It is saved as Save saves.
func (b *Workbook) SaveJSON(name string) error {
	data, err := b.json()
	if err != nil {
		return fmt.Errorf("tables not written: %w", err)
	}
	return save(name, holding(data))
}

func (b *Workbook) json() ([]byte, error) {
	entries, err := b.tables()
	if err != nil {
		return nil, err
	}
	book := jsonBook{
		Title: oneLine(b.Title), Subtitle: oneLine(b.Subtitle), Lang: stats.Say(b.Lang, "fr", "en"), Program: maker,
		Version: oneLine(b.Version), HideBelow: b.threshold(), Tables: []jsonTable{},
	}
	for _, e := range entries {
		caption := e.table.Caption()
		table := jsonTable{
			Number: e.number, Sheet: e.sheet, Title: e.table.Title(), Units: caption.Units, Test: caption.Test, Reading: caption.Reading,
			Population: caption.Population, Source: caption.Source, Notes: caption.Notes, Totals: e.table.Totals(), Columns: []jsonColumn{},
		}
		columns, _ := columnsOf(e.table, b.Lang)
		for _, c := range columns {
			table.Columns = append(table.Columns, c.json(b.Lang))
		}
		book.Tables = append(book.Tables, table)
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(book); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func (c column) json(lang string) jsonColumn {
	v := c.Variable()
	out := jsonColumn{Name: v.Name, Label: v.Title(), Unit: unitOf(v), Kind: stats.KindOf(c.Column), Values: make([]any, c.Len())}
	if c.MissingCounts().Total() > 0 {
		out.Missing = make([]string, c.Len())
	}
	for row := range c.Len() {
		if reason := c.Missing(row); reason != stats.Recorded {
			out.Missing[row] = reason.Code()
			continue
		}
		switch data := c.Column.(type) {
		case *stats.Numbers:
			out.Values[row], _ = data.At(row)
		case *stats.Dates:
			day, _ := data.At(row)
			out.Values[row] = day.Format("2006-01-02")
		case *stats.Flags:
			out.Values[row], _ = data.At(row)
		case *stats.Categories:
			out.Values[row] = data.Code(row)
		default:
			out.Values[row] = c.Show(row, lang)
		}
	}
	return out
}

// SaveCSV writes all numbered tables to one zip file, a CSV file each, as CSV
// writes them: "03 Cadre selon le sexe.csv". Hidden cells read s, and the
// profile holds. It is saved as Save saves.
func (b *Workbook) SaveCSV(name string) error {
	data, err := b.csv()
	if err != nil {
		return fmt.Errorf("tables not written: %w", err)
	}
	return save(name, holding(data))
}

func (b *Workbook) csv() ([]byte, error) {
	entries, err := b.tables()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, e := range entries {
		content, err := CSV{Lang: b.Lang}.Of(e.table)
		if err != nil {
			return nil, err
		}
		file, err := archive.Create(fmt.Sprintf("%02d %s.csv", e.number, fileName(e.table.Title())))
		if err != nil {
			return nil, err
		}
		if _, err := file.Write(content); err != nil {
			return nil, err
		}
	}
	if err := archive.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// fileName is a title as every system takes it for the name of a file.
func fileName(title string) string {
	const longest = 80
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, oneLine(title))
	return strings.Trim(cutUnits(name, longest), ". ")
}

// shownTable is a numbered table as it may be shown, and its sheet.
type shownTable struct {
	entry
	sheet string
}

// tables are the numbered tables of the workbook.
func (b *Workbook) tables() ([]shownTable, error) {
	if err := b.failed(); err != nil {
		return nil, err
	}
	sheets, err := b.withOwn()
	if err != nil {
		return nil, err
	}
	var tables []shownTable
	for _, s := range sheets {
		for _, e := range s.entries {
			if e.number > 0 && e.picture == nil {
				tables = append(tables, shownTable{e, s.name})
			}
		}
	}
	return tables, nil
}
