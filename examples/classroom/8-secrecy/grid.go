package main

import (
	"fmt"
	"io"

	"github.com/askoria/verbatim/stats"
)

// grid prints counts with their totals, "s" where they are hidden.
func grid(out io.Writer, c stats.Counts, mask stats.Mask) {
	for i, line := range c.Cells {
		name := "Ensemble"
		if i < len(c.Rows) {
			name = c.Rows[i]
		}
		fmt.Fprintf(out, "  %-10s", name)
		for j, count := range line {
			if mask != nil && mask[i][j] {
				fmt.Fprintf(out, "%5s", stats.Secret.Code())
			} else {
				fmt.Fprintf(out, "%5d", count)
			}
		}
		fmt.Fprintln(out)
	}
}
