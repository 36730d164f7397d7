package export

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/askoria/verbatim/stats"
)

// methods are what specs do, and the functions of R that they agree with. A
// spec that is not here goes by its own name.
var methods = map[string]struct {
	words
	r string
}{
	"stats.Describe":           {words{"Fréquences et résumés", "Frequencies and summaries"}, "table, prop.table, quantile"},
	"stats.CrossTab":           {words{"Tri croisé", "Crosstab"}, "chisq.test(correct = FALSE), fisher.test, DescTools::CramerV"},
	"stats.CompareColumns":     {words{"Comparaison des colonnes deux à deux", "Columns compared two by two"}, "prop.test(correct = FALSE), fisher.test, p.adjust"},
	"stats.Associations":       {words{"Associations deux à deux", "Associations of pairs"}, "cor.test, aov, chisq.test(correct = FALSE), p.adjust"},
	"stats.TableMeasures":      {words{"Mesures d'association d'un tri croisé", "Measures of a crosstab"}, "DescTools"},
	"stats.Compare":            {words{"Comparaison de groupes", "Comparison of groups"}, "wilcox.test, kruskal.test, t.test, oneway.test"},
	"stats.ComparePaired":      {words{"Comparaison de mesures répétées", "Comparison of paired measures"}, "wilcox.test(paired = TRUE), friedman.test"},
	"stats.McNemar":            {words{"Changement entre deux dates", "Change between two days"}, "mcnemar.test"},
	"stats.MantelHaenszel":     {words{"Association à strates égales", "Association within strata"}, "mantelhaen.test"},
	"stats.CochranArmitage":    {words{"Tendance d'une proportion", "Trend of a proportion"}, "DescTools::CochranArmitageTest"},
	"stats.LinearRegression":   {words{"Régression linéaire", "Linear regression"}, "lm"},
	"stats.LogisticRegression": {words{"Régression logistique", "Logistic regression"}, "glm(family = binomial)"},
	"agreement.Coders":         {words{"Accord entre codeurs", "Agreement of coders"}, "irrCAC, vcd::Kappa"},
	"agreement.Unitised":       {words{"Accord sur les passages", "Agreement on passages"}, ""},
	"factor.CA":                {words{"Analyse des correspondances", "Correspondence analysis"}, "FactoMineR::CA, ca::ca"},
	"factor.MCA":               {words{"Analyse des correspondances multiples", "Multiple correspondence analysis"}, "FactoMineR::MCA, ca::mjca"},
	"factor.PCA":               {words{"Analyse en composantes principales", "Principal component analysis"}, "FactoMineR::PCA"},
	"factor.FAMD":              {words{"Analyse factorielle de données mixtes", "Factor analysis of mixed data"}, "FactoMineR::FAMD"},
	"qca.Calibration":          {words{"Calibrage d'une condition", "Calibration of a condition"}, "QCA::calibrate"},
	"qca.TruthTable":           {words{"Table de vérité", "Truth table"}, "QCA::truthTable"},
	"qca.Minimisation":         {words{"Minimisation booléenne", "Boolean minimisation"}, "QCA::minimize"},
	"qca.Necessity":            {words{"Conditions nécessaires", "Necessary conditions"}, "QCA::superSubset"},
	"sequence.Describe":        {words{"Description de trajectoires", "Description of trajectories"}, "TraMineR::seqstatd"},
	"sequence.Typology":        {words{"Typologie de trajectoires", "Typology of trajectories"}, ""},
	"sequence.Discrepancy":     {words{"Dispersion expliquée", "Discrepancy analysis"}, "TraMineR::dissassoc"},
	"sequence.Representatives": {words{"Trajectoires représentatives", "Representative trajectories"}, "TraMineR::seqrep"},
	"sequence.Quality":         {words{"Qualité d'une partition", "Quality of a partition"}, "WeightedCluster::wcClusterQuality"},
	"corpus.CodeFrequencies":   {words{"Fréquence des thèmes", "Frequency of themes"}, ""},
	"corpus.CodeByAttribute":   {words{"Thèmes par attribut", "Themes by attribute"}, ""},
	"corpus.CaseByCode":        {words{"Thèmes par situation", "Themes by case"}, ""},
	"corpus.CoOccurrence":      {words{"Thèmes qui vont ensemble", "Co-occurrence of themes"}, ""},
	"corpus.Quotes":            {words{"Choix de verbatims", "Choice of quotes"}, ""},
	"corpus.Query":             {words{"Recherche de passages", "Query of passages"}, ""},
	"crossed.Situations":       {words{"Croisement des regards", "Crossed accounts"}, ""},
	"crossed.Recourse":         {words{"Recours et non-recours", "Recourse and non-recourse"}, ""},
	"crossed.Saturation":       {words{"Saturation", "Saturation"}, ""},
	"textometry.Concordance":   {words{"Concordance", "Concordance"}, ""},
	"textometry.Reinert":       {words{"Classification de Reinert", "Reinert's classification"}, "rainette::rainette"},
	"textometry.Specificities": {words{"Spécificités", "Specificities"}, "textometry::specificities"},
	"textometry.Keyness":       {words{"Mots caractéristiques", "Keyness"}, "quanteda.textstats::textstat_keyness"},
	"dictionary.FillRates":     {words{"Taux de renseignement", "Fill rates"}, ""},
	"design.Progress":          {words{"Avancement et cibles", "Progress and targets"}, ""},
}

// terms are the names of settings that many specs share; any other is written
// as programs name it.
var terms = map[string]words{
	"Rows": {"Lignes", "Rows"}, "Cols": {"Colonnes", "Columns"}, "Columns": {"Variables", "Variables"},
	"Percent": {"Pourcentages", "Percentages"}, "Adjust": {"Ajustement", "Adjustment"}, "Exact": {"p exact", "Exact p"},
	"Draws": {"Tirages", "Draws"}, "Seed": {"Graine", "Seed"}, "OnePer": {"Un seul par", "One per"}, "Cluster": {"Groupes", "Groups"},
	"Cases": {"Compte", "Counted"}, "Weight": {"Poids", "Weight"}, "Active": {"Actives", "Active"},
	"Supplementary": {"Supplémentaires", "Supplementary"}, "Passive": {"Modalités passives", "Passive levels"}, "Axes": {"Axes", "Axes"},
	"Codes": {"Codes", "Codes"}, "PerCode": {"Par code", "Per code"}, "OneSide": {"Un seul regard par situation", "One side of each case"},
	"BySide": {"Par regard", "By side"}, "ByRole": {"Par rôle", "By role"}, "Measure": {"Mesure", "Measure"}, "Coder": {"Codeur", "Coder"},
	"Codebook": {"Grille", "Codebook"}, "Roles": {"Rôles", "Roles"}, "Context": {"Contexte", "Context"}, "Find": {"Cherché", "Searched"},
	"Outcome": {"Résultat", "Outcome"}, "Conditions": {"Conditions", "Conditions"}, "Kind": {"Solution", "Solution"}, "Scale": {"Échelle", "Scale"},
	"Weights": {"Pondération", "Weights"}, "Confidence": {"Confiance", "Confidence"}, "ID": {"Identifiant", "Identifier"}, "On": {"Au", "On"},
	"By": {"Selon", "By"}, "At": {"Temps choisis", "Chosen times"}, "Clock": {"Durée", "Clock"}, "Interval": {"Intervalle", "Interval"}, "Horizon": {"Moyenne jusqu'à", "Mean up to"},
	"Quantiles": {"Quantiles", "Quantiles"}, "Still": {"Sans fin", "Not ended"}, "Classes": {"Classes", "Classes"}, "Least": {"Au moins", "At least"}, "Max": {"Au plus", "At most"},
	"Rule": {"Nombre de classes", "Number of classes"}, "Frequent": {"Séquences fréquentes", "Frequent sequences"}, "Design": {"Plan d'étude", "Design"}, "Indicators": {"Indicateurs", "Indicators"},
	"HideBelow": {"Masqué en dessous de", "Hidden below"}, "MaxModels": {"Modèles au plus", "Models at most"}, "Steps": {"Étapes au plus", "Steps at most"}, "Depth": {"Termes au plus", "Terms at most"},
	"InclCut": {"Inclusion à partir de", "Inclusion from"}, "PRICut": {"PRI à partir de", "PRI from"}, "RoNCut": {"RoN à partir de", "RoN from"}, "NCut": {"Cas au moins", "Cases at least"},
	"ExclCut": {"Exclusion jusqu'à", "Exclusion up to"},
}

// spec is the settings that made a result, its field Spec; not valid where it
// has none.
func spec(result stats.Tabler) reflect.Value {
	value := reflect.Indirect(reflect.ValueOf(result))
	if value.Kind() != reflect.Struct {
		return reflect.Value{}
	}
	settings := value.FieldByName("Spec")
	if settings.Kind() != reflect.Struct {
		return reflect.Value{}
	}
	return settings
}

// settingsOf writes the settings that were made: the fields of a spec that are
// not zero, which stands for the default, and every choice among named ways,
// whose first one is a choice as well. What is neither a number, a day, a word
// nor a list of these, such as a codebook, is only said to be given; workers
// and language change no figure.
func settingsOf(settings reflect.Value, lang string) string {
	var list []string
	for i := range settings.NumField() {
		field, value := settings.Type().Field(i), settings.Field(i)
		if !field.IsExported() || field.Name == "Lang" || field.Name == "Workers" || field.Name == "Progress" {
			continue
		}
		if _, named := nameOf(value, lang); !named && value.IsZero() {
			continue
		}
		name := field.Name
		if term, known := terms[name]; known {
			name = term.in(lang)
		}
		list = append(list, name+stats.Say(lang, " : ", ": ")+setting(value, lang))
	}
	return strings.Join(list, stats.Say(lang, " ; ", "; "))
}

// nameOf is the name of a choice among named ways; named tells whether it is one.
func nameOf(value reflect.Value, lang string) (name string, named bool) {
	if value.Kind() != reflect.Uint8 {
		return "", false
	}
	switch choice := value.Interface().(type) {
	case interface{ Label(lang string) string }:
		name = choice.Label(lang)
	case fmt.Stringer:
		name = choice.String()
	default:
		return "", false
	}
	if name == "" {
		name = stats.Say(lang, "sans", "none")
	}
	return name, true
}

// setting is a value as people read it.
func setting(value reflect.Value, lang string) string {
	if name, named := nameOf(value, lang); named {
		return name
	}
	if day, is := value.Interface().(time.Time); is {
		return stats.Number.Date(day, lang)
	}
	switch value.Kind() {
	case reflect.Bool:
		return stats.Say(lang, "oui", "yes")
	case reflect.String:
		return value.String()
	case reflect.Int:
		return stats.Count.Number(float64(value.Int()), lang)
	case reflect.Uint8, reflect.Uint64:
		return strconv.FormatUint(value.Uint(), 10) // seeds have no thousands
	case reflect.Float64:
		return stats.Number.Number(value.Float(), lang)
	case reflect.Slice:
		return listed(value, lang)
	}
	return stats.Say(lang, "fourni", "given")
}

// listed writes a list of plain values; of others only their number.
func listed(value reflect.Value, lang string) string {
	const most = 30
	switch value.Type().Elem().Kind() {
	case reflect.String, reflect.Int, reflect.Uint8, reflect.Float64:
	default:
		return stats.Count.Number(float64(value.Len()), lang)
	}
	var parts []string
	for i := range min(value.Len(), most) {
		parts = append(parts, setting(value.Index(i), lang))
	}
	if value.Len() > most {
		parts = append(parts, "…")
	}
	return strings.Join(parts, ", ")
}

// methodTable says how each result was made: one row a result that carries its
// settings. It is read from the results themselves, so that it cannot part from
// them; no count of theirs is in it.
func (b *Workbook) methodTable(sheets []*tab) *stats.Table {
	var where, titles, ways, settings, programs, rs []string
	var last *addition
	for _, s := range sheets {
		for _, e := range s.entries {
			made := reflect.Value{}
			if e.of != nil {
				made = spec(e.of.result)
			}
			if !made.IsValid() || e.number == 0 {
				continue
			}
			if e.of == last {
				continue
			}
			last = e.of
			kind := made.Type().String()
			way := methods[kind]
			where = append(where, b.called(e))
			titles = append(titles, e.table.Title())
			ways = append(ways, way.in(b.Lang))
			settings = append(settings, settingsOf(made, b.Lang))
			programs = append(programs, kind)
			rs = append(rs, way.r)
		}
	}
	column := func(name, french, english string, values []string) stats.Column {
		missing := make([]stats.Missing, len(values))
		for i, text := range values {
			if text == "" {
				missing[i] = stats.NotApplicable
			}
		}
		return stats.Variable{Name: name, Label: b.say(french, english)}.Texts(values, missing)
	}
	return stats.MustTable(b.say("Comment chaque résultat a été calculé", "How each result was made"),
		column("tableau", "À partir de", "From", where), column("resultat", "Résultat", "Result", titles),
		column("methode", "Méthode", "Method", ways), column("reglages", "Réglages", "Settings", settings),
		column("programme", "Dans le programme", "In the program", programs), column("r", "Équivalent dans R", "Equivalent in R", rs),
	).Captioned(stats.Caption{Notes: []string{b.say(
		"Réglages : ceux qui s'écartent du choix par défaut, et le choix fait entre plusieurs manières. Les mêmes données, les mêmes réglages et la même graine donnent les mêmes chiffres.",
		"Settings: those that differ from the default, and each choice among several ways. The same data, settings and seed give the same figures.")}})
}
