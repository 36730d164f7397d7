// Command 5-paths is the lesson on paths: 44 invented children followed from
// 2021 to 2023; which paths do they take, how long does the first measure last,
// and how does it end?
//
//	go run ./examples/classroom/5-paths
package main

import (
	"embed"
	"fmt"
	"io"
	"time"

	"github.com/askoria/verbatim/examples/classroom/internal/lesson"
	"github.com/askoria/verbatim/stats/duration"
	"github.com/askoria/verbatim/stats/sequence"
)

//go:embed data
var data embed.FS

func main() { lesson.Main(run) }

// clock is where the durations stand: nobody was seen after 2023.
var clock = duration.Clock{
	From: "debut", To: "fin", Unit: duration.Months, ObservedUntil: time.Date(2023, 12, 31, 0, 0, 0, 0, time.UTC),
}

func run(out io.Writer) error {
	spells, err := lesson.Read(data, "episodes")
	if err != nil {
		return err
	}
	measures, err := lesson.Read(data, "mesures")
	if err != nil {
		return err
	}

	// 1. Spells become paths, month by month; some of them as they are.
	paths, err := follow(spells)
	if err != nil {
		return err
	}
	fmt.Fprint(out, paths)
	for i := range 6 {
		fmt.Fprintf(out, "  %s  %s\n", paths.IDs[i], paths.Text(i))
	}

	// 2. Paths that are near one another make types.
	types, quality, err := typology(paths, 4)
	if err != nil {
		return err
	}
	cards, err := sequence.Typology{Away: []string{"HM"}, Cases: "enfants"}.Of(paths, types)
	fmt.Fprintln(out)
	if err := lesson.Show(out, cards, err); err != nil {
		return err
	}
	fmt.Fprintln(out, quality.Reading())

	// 3. How long the first measure lasts, and how it ends: each end competes
	// with the others, and who is still there counts too.
	ends := duration.CumulativeIncidence{Clock: clock, Cases: "mesures", At: []float64{6, 12, 24}}
	ends.Event = "motif"
	exits, err := ends.Of(measures)
	if err != nil {
		return err
	}
	fmt.Fprintln(out)
	fmt.Fprintln(out, exits)
	return nil
}
