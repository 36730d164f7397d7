// Command 8-secrecy is the lesson on protecting people in tables: one hundred
// invented files in four sectors; what does a published table give away?
//
//	go run ./examples/classroom/8-secrecy
package main

import (
	"embed"
	"fmt"
	"io"

	"github.com/askoria/verbatim/examples/classroom/internal/lesson"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
)

//go:embed data
var data embed.FS

func main() { lesson.Main(run) }

func run(out io.Writer) error {
	files, err := lesson.Read(data, "dossiers")
	if err != nil {
		return err
	}

	// 1. A table of rows: how many children are like no other?
	risk, err := disclosure.KAnonymity{Quasi: []string{"secteur", "age", "sexe"}}.Of(files)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d combinaisons ; dossiers seuls de leur espèce : %d ; à moins de 5 : %d\n\n", risk.Own.Count, risk.Own.Unique, risk.Own.Below)

	// 2. A table of counts: small cells hidden, and those that give them back.
	link, err := stats.CrossTab{Rows: "secteur", Cols: "mesure"}.Of(files)
	if err != nil {
		return err
	}
	counts := link.Counts()[0]
	pattern, err := disclosure.Suppression{}.Of(counts)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "Sans protection :")
	grid(out, counts, nil)
	fmt.Fprintf(out, "\nAvec le secret (%d petites cases, %d autres pour les protéger) :\n", pattern.Primary, pattern.Secondary)
	grid(out, counts, pattern.Mask)

	// 3. What can a reader still work out?
	bounds, err := disclosure.Audit{KnowsRule: true}.Of(counts, pattern.Mask)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "\nCe qu'un lecteur peut retrouver :")
	for _, b := range bounds.Cells {
		fmt.Fprintf(out, "  %s × %s : entre %d et %d\n", counts.Rows[b.Row], counts.Cols[b.Col], b.Min, b.Max)
	}
	fmt.Fprintf(out, "  cases retrouvées exactement : %d\n", len(bounds.Recomputable))
	return nil
}
