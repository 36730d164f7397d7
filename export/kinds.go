package export

import (
	"reflect"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// words are what people read, in French and in English.
type words [2]string

func (w words) in(lang string) string { return stats.Say(lang, w[0], w[1]) }

// homes are the sheets of kinds of results, by the name of the type or else of
// its package. The other rooms are known by name only: export stands on stats
// alone. A test holds the names against the sources.
var homes = map[string]words{
	"stats.Description":           {"Tris à plat", "Frequencies"},
	"stats.ContingencyTable":      {"Tris croisés", "Crosstabs"},
	"stats.ColumnComparisons":     {"Tris croisés", "Crosstabs"},
	"stats.AssociationMatrix":     {"Associations", "Associations"},
	"stats.Comparison":            {"Comparaisons", "Comparisons"},
	"stats.PairedComparison":      {"Comparaisons", "Comparisons"},
	"stats.ChangeTable":           {"Comparaisons", "Comparisons"},
	"stats.LinearModel":           {"Régressions", "Regressions"},
	"stats.LogisticModel":         {"Régressions", "Regressions"},
	"stats.MeasureList":           {"Tris croisés", "Crosstabs"},
	"stats.Stratified":            {"Tris croisés", "Crosstabs"},
	"stats.Trend":                 {"Tris croisés", "Crosstabs"},
	"stats.Partial":               {"Corrélations", "Correlations"},
	"stats.Latent":                {"Corrélations", "Correlations"},
	"agreement":                   {"Accord entre codeurs", "Agreement"},
	"factor":                      {"Analyse factorielle", "Factor analysis"},
	"qca":                         {"Configurations", "Configurations"},
	"disclosure":                  {"Risque d'identification", "Disclosure risk"},
	"sequence.TypologyCards":      {"Typologie", "Typology"},
	"sequence.Distances":          {"Distances", "Distances"},
	"sequence":                    {"Trajectoires", "Trajectories"},
	"cluster":                     {"Typologie", "Typology"},
	"duration":                    {"Durées", "Durations"},
	"crossed.SituationMatrix":     {"Regards croisés", "Crossed accounts"},
	"crossed.RecourseMatrix":      {"Recours", "Recourse"},
	"crossed.SaturationCurves":    {"Saturation", "Saturation"},
	"crossed.FindingMatrix":       {"Constats", "Findings"},
	"crossed.FrameworkMatrix":     {"Thèmes × cas", "Themes × cases"},
	"crossed.LifeCalendars":       {"Calendriers de vie", "Life calendars"},
	"crossed.SituationSheet":      {"Situations", "Cases"},
	"corpus.CaseCodeTable":        {"Thèmes × cas", "Themes × cases"},
	"corpus.CodeFrequencyTable":   {"Thèmes", "Themes"},
	"corpus.CodeAttributeTable":   {"Thèmes", "Themes"},
	"corpus.CoOccurrenceTable":    {"Thèmes", "Themes"},
	"corpus.QuoteTable":           {"Verbatims", "Quotes"},
	"corpus.SegmentTable":         {"Passages", "Passages"},
	"corpus.Codebook":             {"Grille", "Codebook"},
	"corpus.CodebookComparison":   {"Grille", "Codebook"},
	"corpus.CoderComparisonTable": {"Accord entre codeurs", "Agreement"},
	"corpus.RatingTable":          {"Accord entre codeurs", "Agreement"},
	"textometry":                  {"Vocabulaire", "Vocabulary"},
	"textometry.ConcordanceTable": {"Concordance", "Concordance"},
	"textometry.Classification":   {"Classes lexicales", "Lexical classes"},
	"textometry.ReinertTree":      {"Classes lexicales", "Lexical classes"},
	"textometry.DoubleTree":       {"Classes lexicales", "Lexical classes"},
	"textometry.ProfileTable":     {"Classes lexicales", "Lexical classes"},
	"textometry.TypicalTable":     {"Classes lexicales", "Lexical classes"},
	"textometry.StabilityTable":   {"Classes lexicales", "Lexical classes"},
	"interviews.Sample":           {"Échantillon", "Sample"},
	"interviews.Report":           {"À corriger", "To correct"},
	"interviews.Expiry":           {"Conservation", "Retention"},
	"design.Steering":             {"Comité de pilotage", "Steering committee"},
	"design.Standing":             {"Avancement", "Progress"},
	"dictionary.Dictionary":       {"Dictionnaire", "Dictionary"},
	"dictionary.Filling":          {"Renseignement", "Fill rates"},
	"pseudonym.Masked":            {"Masquage", "Masking"},
}

// barred are the kinds of results whose first column of percentages is drawn as
// bars behind its numbers.
var barred = map[string]bool{"stats.Description": true, "corpus.CodeFrequencyTable": true, "dictionary.Filling": true}

// lit are the columns of traffic lights of kinds of results.
var lit = map[string]string{"design.Steering": "etat", "design.Standing": "feu"}

// kindOf names the type of a result or of a spec, "stats.ContingencyTable". A
// call that failed gives a nil pointer, which still tells its kind.
func kindOf(value any) string {
	if value == nil {
		return ""
	}
	kind := reflect.TypeOf(value)
	for kind.Kind() == reflect.Pointer {
		kind = kind.Elem()
	}
	return kind.String()
}

// home is the name of the sheet of a kind of result, "" where the kind has none.
func (b *Workbook) home(result stats.Tabler) string {
	if _, figure := result.(Pictured); figure {
		return "Figures"
	}
	kind := kindOf(result)
	if sheet, known := homes[kind]; known {
		return sheet.in(b.Lang)
	}
	room, _, _ := strings.Cut(kind, ".")
	return homes[room].in(b.Lang)
}
