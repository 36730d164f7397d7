package figure_test

import (
	"bytes"
	"maps"
	"slices"
	"testing"

	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/export/figure"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/duration"
	"github.com/askoria/verbatim/stats/factor"
	"github.com/askoria/verbatim/stats/sequence"
)

// twin is an invented study, or its twin: as many persons by measure and place,
// as many in each state by month, other counts only where they are hidden.
func twin(other bool) (*stats.Table, *sequence.Sequences) {
	d := 0
	if other {
		d = 1
	}
	var measures, places, rare []string
	for i, line := range [][]int{{3 + d, 30 - d, 25, 22}, {10 - d, 15 + d, 28, 26}, {24, 27, 21, 33}} {
		for j, n := range line {
			for range n {
				measures, places = append(measures, []string{"AED", "AEMO", "MEP"}[i]), append(places, []string{"Mère", "Père", "Tiers", "Foyer"}[j])
				rare = append(rare, "Ville")
			}
		}
	}
	for i := range 12 {
		rare[20*i] = "Bourg" // of whom 3, or 4, live in a hamlet
		if i < 3+d {
			rare[20*i] = "Hameau"
		}
	}
	s := &sequence.Sequences{Alphabet: alphabet[:4], Times: []string{"janvier", "février", "mars"}, Unit: "mois", N: 60, States: make([][]int, 60), IDs: make([]string, 60)}
	for _, column := range [][]int{{3 + d, 15 - d, 22, 20}, {12 - d, 14 + d, 18, 16}, {13, 16, 15, 16}} {
		at := 0
		for state, n := range column {
			for range n {
				s.States[at] = append(s.States[at], state)
				at++
			}
		}
	}
	return stats.MustTable("Dossiers", stats.Variable{Name: "mesure", Label: "Mesure"}.Labelled(measures...),
		stats.Variable{Name: "lieu", Label: "Lieu"}.Labelled(places...),
		stats.Variable{Name: "commune", Label: "Commune"}.Categories(stats.Levels("Ville", "Bourg", "Hameau"), false, codesOf(rare, "Ville", "Bourg", "Hameau"), nil)), s
}

// ends are how long the measures of a twin lasted, by district, and how they
// ended: as many by month in all, by district other counts only where they are
// hidden.
func ends(other bool) *stats.Table {
	var months []float64
	var ways, districts []string
	for i := range 120 {
		way := []string{"Fin de mesure", "En cours", "Placement"}[i/4%3]
		district := []string{"Nord", "Sud", "Sud", "Sud"}[i%4]
		switch {
		case i == 4 && other: // one more of the north has ended, one less of the south
			way = "Fin de mesure"
		case i == 1 && other:
			way = "En cours"
		case i > 16 && district == "Nord":
			way = "En cours"
		}
		months, ways, districts = append(months, float64(3+i/8)), append(ways, way), append(districts, district)
	}
	return stats.MustTable("Mesures", stats.Variable{Name: "mois", Label: "Mois", Unit: "mois"}.Numbers(months, nil),
		stats.Variable{Name: "fin", Label: "Fin"}.Labelled(ways...), stats.Variable{Name: "secteur", Label: "Secteur"}.Labelled(districts...))
}

func codesOf(values []string, levels ...string) []int {
	codes := make([]int, len(values))
	for i, value := range values {
		codes[i] = slices.Index(levels, value)
	}
	return codes
}

// results are what is made of a study, with a figure of each.
func results(t *testing.T, other bool, lang string) map[string]stats.Tabler {
	t.Helper()
	data, s := twin(other)
	described := must[*stats.Description](t)(stats.Describe{Columns: []string{"commune", "lieu"}, Lang: lang}.Of(data))
	crossed := must[*stats.ContingencyTable](t)(stats.CrossTab{Rows: "mesure", Cols: "lieu", Percent: stats.ByRow, Lang: lang}.Of(data))
	paths := must[*sequence.Description](t)(sequence.Describe{Lang: lang}.Of(s))
	axes := must[*factor.Correspondence](t)(factor.CA{Rows: "mesure", Cols: "lieu", Lang: lang}.Of(data))
	measures, clock := ends(other), duration.Clock{Time: "mois", Event: "fin", Censored: []string{"En cours"}}
	times := []float64{6, 12}
	still := must[*duration.Survival](t)(duration.KaplanMeier{Clock: clock, By: "secteur", At: times, Lang: lang}.Of(measures))
	exits := must[*duration.Incidence](t)(duration.CumulativeIncidence{Clock: clock, By: "secteur", At: times, Lang: lang}.Of(measures))
	style := figure.Style{Lang: lang}
	drawn := must[*figure.Figure](t)
	return map[string]stats.Tabler{
		"description": described, "crosstab": crossed, "paths": paths, "axes": axes, "still": still, "exits": exits,
		"log-rank":     must[*duration.LogRankTest](t)(duration.LogRank{Clock: clock, By: "secteur", Lang: lang}.Of(measures)),
		"survival":     drawn(figure.Survival{Style: style}.Of(still)),
		"incidence":    drawn(figure.Incidence{Style: style}.Of(exits)),
		"associations": must[*stats.AssociationMatrix](t)(stats.Associations{Rows: []string{"mesure"}, Cols: []string{"lieu"}, Lang: lang}.Of(data)),
		"bars":         drawn(figure.Bars{Column: "commune", Style: style}.Of(described)),
		"mosaic":       drawn(figure.Mosaic{Style: style}.Of(crossed)),
		"heat map":     drawn(figure.HeatMap{Style: style}.Of(crossed)),
		"chronogram":   drawn(figure.Chronogram{Style: style}.Of(paths)),
		"modal states": drawn(figure.ModalStates{Style: style}.Of(paths)),
		"mean times":   drawn(figure.Bars{Column: "etat", Value: "moyenne", ByLevel: true, Style: style}.Of(paths)),
		"map":          drawn(figure.FactorMap{Style: style}.Of(axes)),
	}
}

// alone are compared each for itself: among all others, how many cells cost
// least to hide hangs on the hidden counts, and the journal tells how many.
var alone = []string{"still", "exits", "log-rank", "survival", "incidence"}

// Studies that differ only in what is hidden give the same workbook to the last
// byte: sheets, long form, native charts with their caches, pictures and the words
// about them. Nothing can be drawn from it that tells them apart.
func TestTwins(t *testing.T) {
	book := func(other bool, below int, profile export.Profile, lang string, only string) []byte {
		b := &export.Workbook{Title: "Étude", Source: "inventée", HideBelow: below, Profile: profile, Lang: lang, Charts: true, CaseKey: "invented secret of a test"}
		all := results(t, other, lang)
		for _, name := range slices.Sorted(maps.Keys(all)) {
			if only == name || only == "" && !slices.Contains(alone, name) {
				b.Add(all[name], nil)
			}
		}
		var out bytes.Buffer
		if _, err := b.WriteTo(&out); err != nil {
			t.Fatal(err)
		}
		if hidden := b.Hidden().Len(); below > 1 && hidden == 0 {
			t.Errorf("%s: nothing is hidden", only)
		}
		return out.Bytes()
	}
	langs, profiles := []string{"fr", "en"}, []export.Profile{export.Analyst, export.Accessible, export.Elected, export.Technical, export.Restitution}
	if testing.Short() {
		langs, profiles = langs[:1], profiles[:1]
	}
	for _, lang := range langs {
		for name := range results(t, false, lang) {
			// What these two draw does not differ.
			if name != "mean times" && name != "modal states" && bytes.Equal(book(false, 1, export.Analyst, lang, name), book(true, 1, export.Analyst, lang, name)) {
				t.Errorf("%s, %s: the twins do not differ", lang, name)
			}
			if !bytes.Equal(book(false, 5, export.Analyst, lang, name), book(true, 5, export.Analyst, lang, name)) {
				t.Errorf("%s, %s: what is hidden shows", lang, name)
			}
		}
		for _, profile := range profiles {
			if !bytes.Equal(book(false, 5, profile, lang, ""), book(true, 5, profile, lang, "")) {
				t.Errorf("%s, profile %v: what is hidden shows", lang, profile)
			}
		}
	}
}
