package textometry

import (
	"fmt"
	"strings"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Tables is the best sets of crossings, one a row, and the candidates.
func (r *DoubleTree) Tables() []*stats.Table {
	lang := r.Spec.Lang
	name := func(c Crossing) string {
		return fmt.Sprintf("%d/%d × %d/%d", c.First, c.FirstClasses, c.Second, c.SecondClasses)
	}
	criterion := func(s DoubleSolution) string {
		names := make([]string, len(s.Best))
		for i, best := range s.Best {
			names[i] = [...]string{stats.Say(lang, "khi-2", "chi-square"), stats.Say(lang, "couverture", "coverage")}[best]
		}
		return strings.Join(names, ", ")
	}
	reading := stats.Say(lang, "1/2 × 3/4 : les unités de la classe 1 sur 2 de la première classification et de la classe 3 sur 4 de la seconde.",
		"1/2 × 3/4: the units of class 1 of 2 in the first classification and of class 3 of 4 in the second.")
	solutions := stats.MustTable(stats.Say(lang, "Classification double", "Double classification"),
		each.Count("classes", "Classes", r.Solutions, func(s DoubleSolution) int { return s.Classes }),
		texts("critere", stats.Say(lang, "Meilleure par", "Best by"), r.Solutions, criterion),
		each.Figure("khi2", stats.Say(lang, "Khi-2", "Chi-square"), stats.Tenth, r.Solutions, func(s DoubleSolution) (float64, bool) { return s.Chi2, true }),
		each.Count("unites", stats.Say(lang, "Unités", "Units"), r.Solutions, func(s DoubleSolution) int { return s.Covered }),
		each.Figure("part", stats.Say(lang, "% des unités", "% of units"), stats.Percent, r.Solutions, func(s DoubleSolution) (float64, bool) {
			return 100 * float64(s.Covered) / float64(max(r.N, 1)), true
		}),
		texts("croisements", stats.Say(lang, "Croisements", "Crossings"), r.Solutions, func(s DoubleSolution) string {
			names := make([]string, len(s.Crossings))
			for i, at := range s.Crossings {
				names[i] = name(r.Crossings[at])
			}
			return strings.Join(names, " ; ")
		}),
	).Captioned(stats.Caption{Reading: reading, Notes: r.Warnings})
	crossings := stats.MustTable(stats.Say(lang, "Croisements", "Crossings"),
		texts("croisement", stats.Say(lang, "Croisement", "Crossing"), r.Crossings, name),
		each.Count("unites", stats.Say(lang, "Unités", "Units"), r.Crossings, func(c Crossing) int { return c.Size }),
		each.Figure("khi2", stats.Say(lang, "Khi-2", "Chi-square"), stats.Tenth, r.Crossings, func(c Crossing) (float64, bool) { return c.Chi2, true }))
	return []*stats.Table{solutions, crossings}
}

// String prints the solutions.
func (r *DoubleTree) String() string { return printed(r.Spec.Lang, r.Tables()[:1]) }
