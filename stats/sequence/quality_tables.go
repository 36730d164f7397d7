package sequence

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
)

// Tables are the measures with how to read them, and the silhouette of each class.
func (r *PartitionQuality) Tables() []*stats.Table {
	say := func(french, english string) string { return stats.Say(r.Spec.Lang, french, english) }
	type line struct {
		name, better string
		e            stats.Estimate
	}
	high, low := say("élevé", "high"), say("bas", "low")
	lines := []line{
		{"PBC", high, r.PBC},
		{"HG", high, r.HG},
		{"HGSD", high, r.HGSD},
		{"ASW", high, r.ASW},
		{"ASWw", high, r.ASWw},
		{"CH", high, r.CH},
		{"R2", high, r.R2},
		{"CHsq", high, r.CHsq},
		{"R2sq", high, r.R2sq},
		{"HC", low, r.HC},
	}
	caption := stats.Caption{
		Reading:    r.Reading(),
		Population: fmt.Sprintf(say("%d cas dans %d classes, %d sans classe", "%d cases in %d classes, %d without a class"), r.N, len(r.Classes), r.Missing.Total()),
		Notes:      r.Warnings,
	}
	return []*stats.Table{
		stats.MustTable(say("Qualité de la typologie", "Quality of the typology"),
			words("mesure", say("Mesure", "Measure"), lines, func(l line) string { return l.name }),
			estimates("valeur", say("Valeur", "Value"), stats.Coefficient, lines, func(l line) stats.Estimate { return l.e }),
			words("mieux", say("Mieux si", "Better when"), lines, func(l line) string { return l.better }),
			words("remarque", say("Remarque", "Remark"), lines, func(l line) string { return l.e.Reason }),
		).Captioned(caption),
		stats.MustTable(say("Silhouette des classes", "Silhouette of the classes"),
			words("classe", say("Classe", "Class"), r.Classes, func(c ClassQuality) string { return c.Title() }),
			column("n", "n", stats.Count, r.Classes, func(c ClassQuality) float64 { return float64(c.N) }),
			column("asw", "ASW", stats.Coefficient, r.Classes, func(c ClassQuality) float64 { return c.ASW }),
			column("asww", "ASWw", stats.Coefficient, r.Classes, func(c ClassQuality) float64 { return c.ASWw }),
		),
	}
}

// Reading says what the mean silhouette means on the scale of Kaufman and
// Rousseeuw (1990).
func (r *PartitionQuality) Reading() string {
	lang := r.Spec.Lang
	if !r.ASW.Defined() {
		return stats.Say(lang, "Lecture : ", "Reading: ") + r.ASW.Reason + "."
	}
	at := 0
	for _, bound := range []float64{0.25, 0.5, 0.7} {
		if r.ASW.Value > bound {
			at++
		}
	}
	return fmt.Sprintf(stats.Say(lang, "Lecture : silhouette moyenne %s, %s (repères : 0,25 ; 0,50 ; 0,70).", "Reading: mean silhouette %s, %s (bounds: 0.25; 0.50; 0.70)."),
		stats.Coefficient.Number(r.ASW.Value, lang), stats.Say(lang,
			[...]string{"pas de structure : à comparer avec des trajectoires tirées au hasard (Null)", "structure faible, peut-être artificielle", "structure raisonnable", "structure forte"}[at],
			[...]string{"no structure: compare with trajectories drawn at random (Null)", "weak structure, perhaps artificial", "reasonable structure", "strong structure"}[at]))
}

// String is the measures as text.
func (r *PartitionQuality) String() string { return stats.Printer{Lang: r.Spec.Lang}.Of(r.Tables()[0]) }
