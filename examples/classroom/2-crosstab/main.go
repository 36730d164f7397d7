// Command 2-crosstab is the lesson on reading a crosstab: 120 invented files of
// children in danger; what becomes of them, with and without a conflict between
// the parents?
//
//	go run ./examples/classroom/2-crosstab
package main

import (
	"embed"
	"fmt"
	"io"

	"github.com/askoria/verbatim/examples/classroom/internal/lesson"
	"github.com/askoria/verbatim/stats"
)

//go:embed data
var data embed.FS

func main() { lesson.Main(run) }

func run(out io.Writer) error {
	files, err := lesson.Read(data, "dossiers")
	if err != nil {
		return err
	}
	link, err := stats.CrossTab{Rows: "conflit", Cols: "orientation", Percent: stats.ByRow}.Of(files)
	if err != nil {
		return err
	}

	// 1. The table: of those with a conflict, how many …
	fmt.Fprintln(out, link.Tables()[0])

	// 2. What would stand there if the two had nothing to do with one another,
	// and how far each cell is from that.
	fmt.Fprintln(out, "Case par case : observé, théorique, résidu ajusté")
	for i, row := range link.RowLevels {
		for j, col := range link.ColLevels {
			fmt.Fprintf(out, "  %-13s × %-19s %3d  %5s  %5s%s\n", row.Label, col.Label,
				link.Observed[i][j], lesson.One(link.Expected[i][j]), lesson.Two(link.Adjusted[i][j]), mark(link.Adjusted[i][j]))
		}
	}

	// 3. How strong, and what so few files could have shown.
	fmt.Fprintf(out, "\nV de Cramér = %s\n", lesson.Between(link.V))
	fmt.Fprintf(out, "Avec %d dossiers, un V sous %s avait de bonnes chances de passer inaperçu.\n", link.N, lesson.Two(link.Detectable.Value))
	return nil
}

// mark is the sign of a cell beyond what chance does one time in twenty.
func mark(residual float64) string {
	switch {
	case residual > 1.96:
		return " (+)"
	case residual < -1.96:
		return " (−)"
	}
	return ""
}
