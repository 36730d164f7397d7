// Command 1-coding is the lesson on coding and agreement: two coders put one
// theme on each of 24 invented extracts; how far do they agree?
//
//	go run ./examples/classroom/1-coding
package main

import (
	"embed"
	"fmt"
	"io"

	"github.com/askoria/verbatim/examples/classroom/internal/lesson"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/agreement"
)

//go:embed data
var data embed.FS

func main() { lesson.Main(run) }

func run(out io.Writer) error {
	extracts, err := lesson.Read(data, "extraits")
	if err != nil {
		return err
	}

	// Who put what where: the diagonal is agreement.
	crossed, err := stats.CrossTab{Rows: "AB", Cols: "CD", Cases: "extraits"}.Of(extracts)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, crossed.Tables()[0])

	// How much of it is more than chance.
	themes, err := agreement.Coders{Columns: []string{"AB", "CD"}}.Of(extracts)
	if err != nil {
		return err
	}
	for _, c := range []agreement.Coefficient{themes.Percent, themes.Cohen, themes.Gwet, themes.Alpha.Coefficient} {
		fmt.Fprintf(out, "%s : %s\n", c.Name, lesson.Between(c.Value))
	}
	fmt.Fprintln(out, themes.Reading())

	// Where the codebook is weak.
	fmt.Fprintln(out, "\nAccord propre à chaque thème :")
	for _, c := range themes.Categories {
		fmt.Fprintf(out, "  %s : %s %%\n", c.Title(), lesson.One(c.Specific.Value))
	}
	return nil
}
