package crossed

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Tables are the verdict, one row a voice, and the curve, one row a voice and
// number of interviews.
func (r *SaturationCurves) Tables() []*stats.Table { return []*stats.Table{r.verdict(), r.curve()} }

// String prints the verdict.
func (r *SaturationCurves) String() string {
	return stats.Printer{Lang: r.Spec.Lang}.Of(r.verdict())
}

func (r *SaturationCurves) verdict() *stats.Table {
	s, lang := r.Spec, r.Spec.Lang
	estimate := func(name, label string, value func(Curve) stats.Estimate) stats.Column {
		values, missing := make([]float64, len(r.Curves)), make([]stats.Missing, len(r.Curves))
		for i, c := range r.Curves {
			if e := value(c); e.Defined() {
				values[i] = e.Value
			} else {
				missing[i] = stats.Undefined
			}
		}
		return stats.Variable{Name: name, Label: label, Format: stats.Count}.Numbers(values, missing)
	}
	note := fmt.Sprintf(stats.Say(lang,
		"Base : les %d premiers entretiens ; série : %d entretiens ; seuil : au plus %s\u00a0%% de codes nouveaux par rapport à la base (Guest, Namey et Chen 2020).",
		"Base: the first %d interviews; run: %d interviews; threshold: at most %s%% new codes relative to the base (Guest, Namey and Chen 2020)."),
		s.Base, s.Run, stats.Number.Number(100*s.Threshold, lang))
	limit := stats.Say(lang,
		"La saturation dit ce que ces entretiens apportent encore à cette grille ; elle ne dit rien de qui n'a pas été rencontré.",
		"Saturation says what these interviews still bring to this codebook; it says nothing of who was not met.")
	return stats.MustTable(stats.Say(lang, "Saturation", "Saturation"),
		each.Text("regard", stats.Say(lang, "Regard", "Voice"), r.Curves, stats.NotRecorded, func(c Curve) string { return c.Voice }),
		each.Count("entretiens", stats.Say(lang, "Entretiens lus", "Interviews read"), r.Curves, func(c Curve) int { return len(c.Interviews) }),
		each.Count("codes", stats.Say(lang, "Codes vus", "Codes seen"), r.Curves, func(c Curve) int { return last(c.Seen) }),
		each.Count("base", stats.Say(lang, "Codes de la base", "Codes of the base"), r.Curves, func(c Curve) int { return c.Base }),
		estimate("atteinte", stats.Say(lang, "Atteinte à l'entretien", "Reached at interview"), func(c Curve) stats.Estimate { return c.Reached }),
		each.Text("verdict", "Verdict", r.Curves, stats.NotRecorded, func(c Curve) string {
			if !c.Reached.Defined() {
				return c.Reached.Reason
			}
			return fmt.Sprintf("%.0f+%d", c.Reached.Value, s.Run)
		}),
		estimate("mediane", stats.Say(lang, "Médiane des ordres tirés", "Median of the orders drawn"), func(c Curve) stats.Estimate { return c.Median }),
		each.Count("satures", stats.Say(lang, "Ordres qui atteignent le seuil", "Orders that reach the threshold"), r.Curves, func(c Curve) int { return c.Saturated }),
		each.Count("ordres", stats.Say(lang, "Ordres tirés", "Orders drawn"), r.Curves, func(c Curve) int { return c.Orders }),
	).Captioned(stats.Caption{Notes: append(slices.Clone(r.Warnings), note, limit,
		fmt.Sprintf(stats.Say(lang, "Tirage : graine %d.", "Draw: seed %d."), s.Seed))})
}

func last(values []int) int {
	if len(values) == 0 {
		return 0
	}
	return values[len(values)-1]
}

func (r *SaturationCurves) curve() *stats.Table {
	lang := r.Spec.Lang
	type step struct {
		*Curve
		k int // interviews, from 0
	}
	var steps []step
	exact := true
	for i := range r.Curves {
		exact = exact && r.Curves[i].AllOrders
		for k := range r.Curves[i].Interviews {
			steps = append(steps, step{&r.Curves[i], k})
		}
	}
	number := func(name, label string, format stats.Format, value func(step) float64) stats.Column {
		values, missing := make([]float64, len(steps)), make([]stats.Missing, len(steps))
		for i, s := range steps {
			if values[i] = value(s); math.IsInf(values[i], 0) {
				values[i], missing[i] = 0, stats.NotApplicable
			}
		}
		return stats.Variable{Name: name, Label: label, Format: format}.Numbers(values, missing)
	}
	// Runs stand at the interview that ends them.
	run := func(s step) int { return s.k + 1 - r.Spec.Run - r.Spec.Base }
	nothing := math.Inf(1)
	band := stats.Say(lang, "Moyenne et bande : tous les ordres possibles.", "Mean and band: all possible orders.")
	if !exact {
		band = fmt.Sprintf(stats.Say(lang, "Moyenne et bande : %d ordres tirés au-delà de %d entretiens, tous les ordres jusque-là.",
			"Mean and band: %d orders drawn beyond %d interviews, all orders up to there."), r.Spec.Orders, mostExact)
	}
	return stats.MustTable(stats.Say(lang, "Saturation : courbe", "Saturation: curve"),
		each.Text("regard", stats.Say(lang, "Regard", "Voice"), steps, stats.NotRecorded, func(s step) string { return s.Voice }),
		each.Count("rang", stats.Say(lang, "Entretiens", "Interviews"), steps, func(s step) int { return s.k + 1 }),
		each.Text("entretien", stats.Say(lang, "Entretien", "Interview"), steps, stats.NotRecorded, func(s step) string { return s.Interviews[s.k] }),
		each.Count("nouveaux", stats.Say(lang, "Codes nouveaux", "New codes"), steps, func(s step) int { return s.New[s.k] }),
		each.Count("cumul", stats.Say(lang, "Codes vus", "Codes seen"), steps, func(s step) int { return s.Seen[s.k] }),
		number("serie", stats.Say(lang, "Nouveaux dans la série qui finit ici", "New in the run that ends here"), stats.Count, func(s step) float64 {
			if i := run(s); i >= 0 {
				return float64(s.RunNew[i])
			}
			return nothing
		}),
		number("part", stats.Say(lang, "% de la base", "% of the base"), stats.Percent, func(s step) float64 {
			if i := run(s); i >= 0 && s.Ratio[i].Defined() {
				return 100 * s.Ratio[i].Value
			}
			return nothing
		}),
		number("esperance", stats.Say(lang, "Espérance exacte", "Exact expectation"), stats.Tenth, func(s step) float64 { return s.Expected[s.k] }),
		number("ecart_type", stats.Say(lang, "Écart-type", "Standard deviation"), stats.Tenth, func(s step) float64 { return s.Deviation[s.k] }),
		number("moyenne", stats.Say(lang, "Moyenne des ordres", "Mean of the orders"), stats.Tenth, func(s step) float64 { return s.Mean[s.k] }),
		number("bas", stats.Say(lang, "Bande : bas (2,5 %)", "Band: low (2.5%)"), stats.Count, func(s step) float64 { return s.Low[s.k] }),
		number("haut", stats.Say(lang, "Bande : haut (97,5 %)", "Band: high (97.5%)"), stats.Count, func(s step) float64 { return s.High[s.k] }),
	).Captioned(stats.Caption{Notes: []string{band}})
}
