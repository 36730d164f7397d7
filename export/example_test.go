package export_test

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/stats"
)

// A workbook with a crosstab of which one count is too small to be shown.
func ExampleWorkbook() {
	cases := stats.MustTable("Dossiers",
		stats.Variable{Name: "lieu", Label: "Lieu de vie"}.Labelled(strings.Fields(strings.Repeat("mère père ", 20)+"tiers tiers")...),
		stats.Variable{Name: "cadre", Label: "Cadre"}.Labelled(strings.Fields(strings.Repeat("adm jud jud ", 14))...))
	book := export.Workbook{Title: "MEP 2023", Population: "MEP ouvertes en 2022", HideBelow: 5}
	book.Add(stats.CrossTab{Rows: "lieu", Cols: "cadre", Percent: stats.ByRow}.Of(cases))
	var file bytes.Buffer
	if _, err := book.WriteTo(&file); err != nil {
		fmt.Println(err)
	}
	fmt.Println(book.Hidden().Title(), ":", book.Hidden().Len(), "tableau")

	book.Add(stats.CrossTab{Rows: "lieux", Cols: "cadre"}.Of(cases))
	fmt.Println(book.Save("mep.xlsx"))
	// Output:
	// Cases masquées : 1 tableau
	// workbook not written: sheet "Tris croisés": crosstab: no column "lieux"; did you mean "lieu"? (there are: lieu, cadre)
}

func ExampleCSV() {
	table := stats.MustTable("Attente",
		stats.Variable{Name: "cadre", Label: "Cadre"}.Texts([]string{"Administratif", "Judiciaire", "=A1"}, nil),
		stats.Variable{Name: "attente", Label: "Attente médiane", Unit: "jours"}.Numbers([]float64{41.5, 63, 0},
			[]stats.Missing{stats.Recorded, stats.Recorded, stats.Secret}))
	data, err := export.CSV{}.Of(table)
	fmt.Println(strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r", ""), err)
	// Output:
	// Cadre;Attente médiane (jours)
	// Administratif;41,5
	// Judiciaire;63
	// '=A1;s
	//  <nil>
}
