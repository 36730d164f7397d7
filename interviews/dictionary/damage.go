package dictionary

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/askoria/verbatim/interviews"
)

// flaws are what a sheet lost before it was read, and what excelize says
// nothing of: it takes broken XML for the end of the rows, and a formula that
// was never computed for an empty cell.
type flaws struct {
	cells map[position]fault
	rows  map[int]bool // that have one of cells
	row   int          // where the XML breaks, 0 where it does not
	// hidden is how many columns are masked, and read all the same.
	hidden int
	// styles are those of the cells of each column, but for style 0 that shows
	// cells as they are stored; nil where nobody looked.
	styles map[int][]int
}

type position struct{ row, column int }

var (
	uncomputed = fault{
		"est une formule dont le résultat n'est pas dans le fichier",
		"ouvrir le classeur dans un tableur et l'enregistrer, ou coller les valeurs",
	}
	textLost = fault{"est un texte que le classeur a perdu", "reprendre le fichier d'origine"}
)

// inspect goes through the XML of a sheet as excelize does, but minds errors.
// A sheet that is not found is one that excelize finds otherwise: no flaws.
func inspect(file *interviews.File, book *excelize.File, sheet string) (flaws, error) {
	archive, err := file.Archive()
	if err != nil {
		return flaws{}, err
	}
	entry := func(name string) []byte {
		data, err2 := file.ReadEntry(archive, name)
		err = errors.Join(err, err2)
		return data
	}
	name := sheetEntry(entry("xl/workbook.xml"), entry("xl/_rels/workbook.xml.rels"), sheet)
	if name == "" || err != nil {
		return flaws{}, err
	}
	// Reading one row makes excelize read the shared texts.
	rows, err := book.Rows(sheet)
	if err != nil {
		return flaws{}, err
	}
	if rows.Next() {
		_, err = rows.Columns()
	}
	if err = errors.Join(err, rows.Close()); err != nil {
		return flaws{}, err
	}
	shared := 0
	if book.SharedStrings != nil {
		shared = len(book.SharedStrings.SI)
	}
	decoder := xml.NewDecoder(bytes.NewReader(entry(name)))
	decoder.CharsetReader = book.CharsetReader
	return flawsOf(decoder, shared), err
}

// sheetEntry finds the entry of the archive that holds a sheet.
func sheetEntry(workbook, relations []byte, sheet string) string {
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	var links struct {
		Relations []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if xml.Unmarshal(workbook, &book) != nil || xml.Unmarshal(relations, &links) != nil {
		return ""
	}
	for _, s := range book.Sheets {
		if s.Name != sheet {
			continue
		}
		for _, link := range links.Relations {
			if link.ID == s.ID {
				if rooted, found := strings.CutPrefix(link.Target, "/"); found {
					return rooted
				}
				return path.Join("xl", link.Target)
			}
		}
	}
	return ""
}

// flawsOf reads rows up to the end of the sheet's data. Of the cells it keeps
// those that have a formula and no result, and those whose text is none of the
// shared ones.
func flawsOf(decoder *xml.Decoder, shared int) flaws {
	found := flaws{cells: map[position]fault{}, rows: map[int]bool{}, styles: map[int][]int{}}
	lose := func(at position, f fault) { found.cells[at], found.rows[at.row] = f, true }
	var at position
	var kind, value string
	var formula, valued, inValue bool
	for {
		token, err := decoder.Token()
		if err != nil {
			// Without any rows there is nothing to lose.
			if !errors.Is(err, io.EOF) || at.row > 0 {
				found.row = max(at.row, 1)
			}
			return found
		}
		switch element := token.(type) {
		case xml.StartElement:
			switch element.Name.Local {
			case "col":
				first, err := strconv.Atoi(attribute(element, "min"))
				last, err2 := strconv.Atoi(attribute(element, "max"))
				if hidden, _ := strconv.ParseBool(attribute(element, "hidden")); hidden && err == nil && err2 == nil && last >= first && last < excelize.MaxColumns {
					found.hidden += last - first + 1
				}
			case "row":
				at = position{row: at.row + 1}
				if n, err := strconv.Atoi(attribute(element, "r")); err == nil {
					at.row = n
				}
			case "c":
				at.column++
				if column, _, err := excelize.CellNameToCoordinates(attribute(element, "r")); err == nil {
					at.column = column
				}
				kind, value, formula = attribute(element, "t"), "", false
				valued = false
				if style, err := strconv.Atoi(attribute(element, "s")); err == nil && style != 0 && !slices.Contains(found.styles[at.column], style) {
					found.styles[at.column] = append(found.styles[at.column], style)
				}
			case "f":
				formula = true
			case "v":
				inValue, valued = true, true
			}
		case xml.CharData:
			if inValue {
				value += string(element)
			}
		case xml.EndElement:
			switch element.Name.Local {
			case "v":
				inValue = false
			case "c":
				// The empty text is a result, and is written as one.
				if formula && value == "" && (kind != "str" || !valued) {
					lose(at, uncomputed)
				}
				if index, err := strconv.Atoi(strings.TrimSpace(value)); kind == "s" && value != "" && (err != nil || index < 0 || index >= shared) {
					lose(at, textLost)
				}
			case "sheetData":
				return found
			}
		}
	}
}

func attribute(element xml.StartElement, name string) string {
	for _, a := range element.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}
