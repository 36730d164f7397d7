package main

import (
	"context"
	"fmt"

	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/export/figure"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/duration"
)

// clocks: days from the decision to the start, months from the start to the end.
var (
	wait  = duration.Clock{From: "date_decision", To: "date_debut", ObservedUntil: followedTo, Unit: duration.Days}
	stay  = duration.Clock{From: "date_debut", To: "date_fin", ObservedUntil: followedTo, Unit: duration.Months}
	exits = duration.Clock{From: "date_debut", To: "date_fin", ObservedUntil: followedTo, Unit: duration.Months, Event: "motif_fin"}
)

// eldest keeps one child a family, the first of the file: brothers and sisters
// have the same measure, and would count it several times. A child whose end was not
// recorded gives way to the next: the clock would leave the whole family out.
func eldest(cases *stats.Table, c duration.Clock) (*stats.Table, error) {
	families, err := cases.Texts("id_famille")
	if err != nil {
		return nil, err
	}
	ends, err := cases.Dates(c.To)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	var rows []int
	for row := range cases.Len() {
		family, _ := families.At(row)
		if reason := ends.Missing(row); !seen[family] && (reason == stats.Recorded || reason == stats.NotApplicable) {
			seen[family] = true
			rows = append(rows, row)
		}
	}
	return cases.Rows(rows), nil
}

// durations tells how long families wait, how long measures last and how they end.
func (a *analysis) durations(_ context.Context, sheet export.Sheet) error {
	waiting, err := eldest(a.cases, wait)
	if err != nil {
		return err
	}
	families, err := eldest(a.cases, stay)
	if err != nil {
		return err
	}
	waits, err := duration.KaplanMeier{Clock: wait, Cases: "familles", Still: "en attente", At: []float64{30, 60, 90, 180}}.Of(waiting)
	if err != nil {
		return err
	}
	lasting := duration.KaplanMeier{Clock: stay, Cases: "familles", At: []float64{12, 18}}
	stays, err := lasting.Of(families)
	if err != nil {
		return err
	}
	lasting.By = "cadre"
	staysBy, err := lasting.Of(families)
	if err != nil {
		return err
	}
	ways, err := duration.CumulativeIncidence{Clock: exits, By: "cadre", Cases: "familles", At: []float64{12, 24}}.Of(families)
	if err != nil {
		return err
	}
	a.Open.Sheet("Attentes").Add(figure.Survival{Title: "Familles encore en attente, selon les jours depuis la décision"}.Of(waits))
	a.Open.Sheet("Attentes").Add(waits, nil)
	sheet.Add(figure.Survival{Title: "Mesures encore en cours, selon les mois depuis leur début"}.Of(stays))
	sheet.Add(stays, nil)
	sheet.Add(duration.LogRank{Clock: stay, By: "cadre", Cases: "familles"}.Of(families))
	sheet.Add(duration.LogRank{Clock: stay, By: "sexe", Cases: "familles"}.Of(families))
	// Too few families end in each way, and in each legal base, to be shown.
	by := a.Team.Sheet("Durées et issues")
	by.Add(figure.Survival{Title: "Mesures encore en cours, selon le cadre"}.Of(staysBy))
	by.Add(staysBy, nil)
	for _, curve := range ways.Curves {
		by.Add(figure.Incidence{Group: curve.Group.Title(), Title: "Issues des mesures, cadre " + low(curve.Group.Title())}.Of(ways))
	}
	by.Add(ways, nil)
	if median := waits.Curves[0].Median; median.Time.Defined() {
		a.say("Une famille sur deux attend plus de %s jours entre la décision et le début de la mesure (intervalle à 95 %% : de %s à %s).",
			stats.Count.Number(median.Time.Value, "fr"), stats.Count.Number(median.Low.Value, "fr"), stats.Count.Number(median.High.Value, "fr"))
	}
	for c, cause := range ways.Causes {
		if cause.Code == "placement" && ways.Gray[c].Defined() {
			a.say("Au bout de deux ans, la mesure a fini par un placement pour %s ; test de Gray, p = %s.",
				shares(ways, c), stats.PValue.Number(ways.Gray[c].P, "fr"))
		}
	}
	return nil
}

// shares are what has ended in a way at the last chosen time, by group.
func shares(r *duration.Incidence, cause int) string {
	var words []string
	for _, curve := range r.Curves {
		share := percent(100*curve.At[len(curve.At)-1].Causes[cause].Share.Value) + " des"
		if curve.Events[cause] < 5 {
			share = "moins de 5" // as the workbook hides it
		}
		words = append(words, fmt.Sprintf("%s familles en cadre %s", share, low(curve.Group.Title())))
	}
	return list(words)
}
