// Command 3-small-numbers is the lesson on what 20 interviews can and cannot
// say: counts before percentages, wide intervals, what would have passed
// unnoticed, and when one interview more brings nothing new.
//
//	go run ./examples/classroom/3-small-numbers
package main

import (
	"embed"
	"fmt"
	"io"

	"github.com/askoria/verbatim/corpus/crossed"
	"github.com/askoria/verbatim/examples/classroom/internal/lesson"
	"github.com/askoria/verbatim/stats"
)

//go:embed data
var data embed.FS

func main() { lesson.Main(run) }

func run(out io.Writer) error {
	youths, err := lesson.Read(data, "entretiens")
	if err != nil {
		return err
	}

	// Counts, and how little they fix a share.
	link, err := stats.CrossTab{Rows: "permis", Cols: "recours", Cases: "jeunes"}.Of(youths)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, link.Tables()[0])
	measures, err := stats.TableMeasures{Rows: "permis", Cols: "recours"}.Of(youths)
	if err != nil {
		return err
	}
	gap, err := measures.Measure("risk difference", stats.Symmetric)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Écart de recours : %.0f points [%.0f ; %.0f]\n", 100*gap.Value, 100*gap.Low, 100*gap.High)

	// What this many interviews could have shown.
	for _, n := range []int{10, 20, 40, 100, 400} {
		v, err := stats.Detectable{}.Of(n)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%3d cas : plus petit V décelable quatre fois sur cinq %s\n", n, lesson.Two(v))
	}

	// What they say all the same: themes, and when they come back.
	texts, codings, err := coded(youths)
	if err != nil {
		return err
	}
	curve, err := crossed.Saturation{Seed: 1}.Of(texts, codings)
	if err != nil {
		return err
	}
	all := curve.Curves[0]
	fmt.Fprintln(out, "\nThèmes nouveaux, entretien après entretien :", all.New)
	fmt.Fprintln(out, "Thèmes vus                               :", all.Seen)
	return lesson.Show(out, curve, nil)
}
