package dictionary

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const sheetXML = "xl/worksheets/sheet1.xml"

// What excelize reads as an empty cell, or as the end of the rows, is told.
func TestSilentLosses(t *testing.T) {
	good := workbook(t, nil)
	xml := string(entry(t, good, sheetXML))
	for old, by := range map[string]string{
		`<c r="B5"><v>34</v></c>`:  `<c r="B5"><f>30+4</f></c>`,
		`<row r="8">`:              `<row r="7"><c r="A7" t="str"><f>"E"&amp;4</f></c></row><row r="8">`,
		`<c r="G6"><v>12.5</v>`:    `<c r="G6"><f>25/2</f><v></v>`,
		`<c r="H5" t="b"><v>1</v>`: `<c r="H5" t="str"><f>""</f><v></v>`, // computed, and empty
	} {
		if strings.Count(xml, old) != 1 {
			t.Fatalf("the sheet has no %q: %s", old, xml)
		}
		xml = strings.Replace(xml, old, by, 1)
	}
	row8 := strings.Index(xml, `<row r="8"`)
	for name, test := range map[string]struct {
		xml  []byte
		kept int
		says []string
	}{
		"formulas without results": {
			[]byte(xml), 3,
			[]string{
				"cellule G6, colonne « Part » : est une formule",
				"cellule B5, colonne « Mère / âge » : est une formule dont le résultat n'est pas dans le fichier ; ouvrir",
				"cellule A7, colonne « Enfant » : est une formule dont le résultat n'est pas dans le fichier ; ouvrir",
			},
		},
		"cut between rows":  {[]byte(xml[:row8]), 2, []string{"ligne 7 : est abîmée"}},
		"cut inside a row":  {[]byte(xml[:row8+60]), 2, []string{"ligne 8 : est abîmée : la suite de la feuille n'est pas lue ; reprendre"}},
		"a tag not closed":  {[]byte(xml[:row8] + "<raw>" + xml[row8:]), 3, []string{"ligne 9 : est abîmée"}},
		"an unknown entity": {[]byte(xml[:row8] + `<row r="8"><c r="A8" t="str"><v>&quoi;</v></c></row></sheetData></worksheet>`), 2, []string{"ligne 8 : est abîmée"}},
		"a text that is lost": {
			[]byte(xml[:row8] + `<row r="8"><c r="A8" t="str"><v>E8</v></c><c r="D8" t="s"><v>999</v></c></row></sheetData></worksheet>`), 3,
			[]string{"cellule D8, colonne « Cadre » : est un texte que le classeur a perdu ; reprendre"},
		},
	} {
		table, problems, _, err := readWorkbook(t, Reader{}, replaced(t, good, map[string][]byte{sheetXML: test.xml}))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, says := range test.says {
			if !slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, says) }) {
				t.Errorf("%s: not said: %s\n%s", name, says, strings.Join(problems, "\n"))
			}
		}
		if table.Len() != test.kept {
			t.Errorf("%s: %d rows kept, want %d\n%s", name, table.Len(), test.kept, strings.Join(problems, "\n"))
		}
	}
}

func TestPercentagesOfWholeNumbers(t *testing.T) {
	d := &Dictionary{Variables: []Variable{{Name: "id", Key: true}, {Name: "part", Type: Whole}, {Name: "taux", Type: Number}}}
	data := sheets(t, map[string][][]any{"S": {{"id", "part", "taux"}, {"E1", 0.29, 0.29}, {"E2", 0.455, 0.455}, {"E3", 29, 29}}}, func(book *excelize.File) {
		percent := "0.0%"
		style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &percent})
		if err == nil {
			err = book.SetCellStyle("S", "B2", "C3", style)
		}
		if err != nil {
			t.Fatal(err)
		}
	})
	table, report, err := Reader{Dictionary: d, Files: oneFile(data)}.ReadFile("f.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if got := show(table); got != "id|part|taux\nE1|29|29\nE2|ILL|45,5\nE3|29|29\n" {
		t.Errorf("%s\n%s", got, report)
	}
}

// BenchmarkWorkbook reads 5,000 rows of 20 cells.
func BenchmarkWorkbook(b *testing.B) {
	d := &Dictionary{Variables: []Variable{{Name: "c0", Key: true}}}
	rows := [][]any{{"c0"}}
	for i := 1; i < 20; i++ {
		rows[0] = append(rows[0], "c"+string(rune('a'+i)))
		d.Variables = append(d.Variables, Variable{Name: "c" + string(rune('a'+i))})
	}
	for i := range 5000 {
		row := []any{fmt.Sprintf("E%05d", i)}
		for j := 1; j < 20; j++ {
			row = append(row, i*j)
		}
		rows = append(rows, row)
	}
	data := sheets(b, map[string][][]any{"S": rows}, nil)
	for b.Loop() {
		if _, _, err := (Reader{Dictionary: d, Files: oneFile(bytes.Clone(data))}).ReadFile("f.xlsx"); err != nil {
			b.Fatal(err)
		}
	}
}
