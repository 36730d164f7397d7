// Command quickstart is the script of the README: from case files to a
// workbook in thirty lines.
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/stats"
)

func main() {
	files := os.DirFS("examples/mep/data") // a folder of your own
	variables, _, err := dictionary.Open(files, "dictionnaire.csv")
	if err != nil {
		log.Fatal(err)
	}
	cases, report, err := dictionary.Reader{Dictionary: variables, Files: files}.ReadFile("dossiers.csv")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%d dossiers lus, %d points à corriger\n\n", cases.Len(), len(report.Problems))

	link, err := stats.CrossTab{Rows: "conflit_parental", Cols: "cadre", Percent: stats.ByRow}.Of(cases)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(link)

	book := export.Workbook{Title: "MEP : premiers tableaux", HideBelow: 5}
	book.Add(stats.Describe{Columns: []string{"sexe", "tranche_age", "cdas"}}.Of(cases))
	book.Add(link, nil)
	book.Sheet("À corriger").Add(report.Tables()[1], nil)
	if err := book.Save("tableaux.xlsx"); err != nil {
		log.Fatal(err)
	}
}
