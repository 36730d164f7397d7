package stats

import "fmt"

// MantelHaenszel crosses two variables within the strata of a third, so that
// what the strata differ in does not pass for an association: the same
// comparison at comparable age, service or gravity.
//
// 2×2 strata give a common odds ratio with the interval of Robins, Breslow and
// Greenland (1986), the test of Mantel and Haenszel (1959) plain, corrected and
// exact, and tests that the odds ratios are equal. Larger ones give the three
// generalised tests (Landis, Heyman and Koch 1978). Strata of fewer than two
// cases are left out and named; with one stratum left the figures are those of
// its table. Agrees with R's mantelhaen.test and DescTools' BreslowDayTest and
// WoolfTest.
type MantelHaenszel struct {
	Rows, Cols, Strata string // names of columns: categories or flags
	// Event is the code of the level of Cols whose odds 2×2 strata compare,
	// Exposed that of the level of Rows whose odds come first; the first level, of
	// flags "oui".
	Event, Exposed       string
	RowScores, ColScores []float64 // of ordered levels, one for each declared level; 1, 2, 3 …
	Cases                string    // what a row of the data is, in the plural; "dossiers"
	Lang                 string    // "en" for English; French otherwise
}

// Stratum is the table of one stratum.
type Stratum struct {
	Level     Level
	Observed  [][]int
	N         int
	OddsRatio Estimate // of the sample, with Wald's interval; 2×2 only
}

// Stratified is an association within strata. Matrices have a row for each of
// RowLevels and a column for each of ColLevels.
type Stratified struct {
	Spec                 MantelHaenszel
	Row, Col, Stratum    Variable
	RowLevels, ColLevels []Level
	Strata               []Stratum
	Dropped              []string // strata of fewer than two cases
	N                    int
	Missing              MissingCounts // rows left out, by the first of row, column and stratum that is missing

	// 2×2 strata only.
	OddsRatio            Estimate // common, Mantel-Haenszel
	ConditionalOddsRatio Estimate // common, conditional maximum likelihood, exact interval
	Corrected, Exact     Test
	BreslowDay, Tarone   Test // of equal odds ratios, over strata that tell of one
	Woolf                Test // the same by logarithms, with ½ in all cells where one is empty

	ChiSquare   Test // Mantel-Haenszel without correction; beyond 2×2 the general association
	RowMeans    Test // that the mean column score is the same in all rows
	Correlation Test // of the scores of rows and columns

	exposed, event int
	scores         [2][]float64
}

// Of counts the strata and tests. Errors are unknown columns, columns that
// cannot be counted, unknown levels, and scores that are not one a level.
func (s MantelHaenszel) Of(t *Table) (*Stratified, error) {
	r, err := s.read(t)
	if err != nil {
		return nil, fmt.Errorf("Mantel-Haenszel: %w", err)
	}
	r.name()
	if reason := r.undefined(); reason != "" {
		r.withhold(reason)
		return r, nil
	}
	r.generalised()
	if len(r.RowLevels) == 2 && len(r.ColLevels) == 2 {
		r.fourfold()
	} else {
		r.withholdFourfold(Say(s.Lang, "seulement pour des tableaux 2 × 2", "only for 2 × 2 tables"))
	}
	return r, nil
}

func (s MantelHaenszel) read(t *Table) (*Stratified, error) {
	rows, cols, err := CrossTab{Rows: s.Rows, Cols: s.Cols}.columns(t)
	if err != nil {
		return nil, err
	}
	strata, err := t.Column(s.Strata)
	if err != nil {
		return nil, err
	}
	if s.Strata == s.Rows || s.Strata == s.Cols {
		return nil, fmt.Errorf("column %q is both crossed and the strata", s.Strata)
	}
	var factors [3]*factor
	for i, column := range []Column{rows, cols, strata} {
		if factors[i], err = factorOf(column, s.Lang); err != nil {
			return nil, err
		}
	}
	x, y, z := factors[0], factors[1], factors[2]
	r := &Stratified{Spec: s, Row: x.variable, Col: y.variable, Stratum: z.variable}
	if r.scores[0], err = scoresOf(s.RowScores, rows, x, "RowScores"); err != nil {
		return nil, err
	}
	if r.scores[1], err = scoresOf(s.ColScores, cols, y, "ColScores"); err != nil {
		return nil, err
	}
	in := make([][]int, len(z.levels)) // the rows of each stratum
	for row, code := range z.codes {
		if over := int(code) - len(z.levels); over < 0 {
			in[code] = append(in[code], row)
		} else if int(x.codes[row]) < len(x.levels) && int(y.codes[row]) < len(y.levels) {
			r.Missing[over]++
		} else {
			_, _, reason := both(&side{factor: x}, &side{factor: y}, row)
			r.Missing[reason]++
		}
	}
	rowTotals, colTotals := make([]int, len(x.levels)), make([]int, len(y.levels))
	for k, level := range z.levels {
		counts, missing := tally(x, y, append([]int{}, in[k]...))
		for reason, n := range missing {
			r.Missing[reason] += n
		}
		m := marginsOf(counts, len(y.levels))
		if m.n < 2 {
			r.Dropped = append(r.Dropped, level.Title())
			continue
		}
		for i, n := range m.rows {
			rowTotals[i] += n
		}
		for j, n := range m.cols {
			colTotals[j] += n
		}
		r.N += m.n
		r.Strata = append(r.Strata, Stratum{Level: level, Observed: counts, N: m.n})
	}
	keptRows, keptCols := occupied(rowTotals), occupied(colTotals)
	r.RowLevels, r.ColLevels = pick(x.levels, keptRows), pick(y.levels, keptCols)
	for k := range r.Strata {
		stratum := &r.Strata[k]
		full := stratum.Observed
		stratum.Observed = nil
		for _, i := range keptRows {
			stratum.Observed = append(stratum.Observed, pick(full[i], keptCols))
		}
	}
	if r.scores[0] != nil {
		r.scores[0] = pick(r.scores[0], keptRows)
	}
	if r.scores[1] != nil {
		r.scores[1] = pick(r.scores[1], keptCols)
	}
	if r.exposed, err = chosenLevel(rows, r.RowLevels, s.Exposed, s.Rows); err != nil {
		return nil, fmt.Errorf("field Exposed: %w", err)
	}
	if r.event, err = chosenLevel(cols, r.ColLevels, s.Event, s.Cols); err != nil {
		return nil, fmt.Errorf("field Event: %w", err)
	}
	return r, nil
}

// scoresOf are the scores of levels: those given, places where levels are
// ordered or two, none otherwise.
func scoresOf(given []float64, c Column, f *factor, field string) ([]float64, error) {
	if given != nil {
		if len(given) != len(f.levels) {
			return nil, fmt.Errorf("%s must have one score for each of the %d levels of column %q; it has %d", field, len(f.levels), f.variable.Name, len(given))
		}
		return given, nil
	}
	if !inOrder(c, f.levels) {
		return nil, nil
	}
	places := make([]float64, len(f.levels))
	for i := range places {
		places[i] = float64(i + 1)
	}
	return places, nil
}

// undefined says why there is nothing to test.
func (r *Stratified) undefined() string {
	lang := r.Spec.Lang
	switch {
	case r.N == 0:
		return Say(lang, "aucune strate n'a deux dossiers renseignés", "no stratum has two recorded cases")
	case len(r.RowLevels) == 1:
		return oneLevel(r.Row, lang)
	case len(r.ColLevels) == 1:
		return oneLevel(r.Col, lang)
	}
	return ""
}

// name names the tests.
func (r *Stratified) name() {
	lang := r.Spec.Lang
	r.ChiSquare.Name = "Mantel-Haenszel"
	if len(r.RowLevels) != 2 || len(r.ColLevels) != 2 {
		r.ChiSquare.Name = Say(lang, "Cochran-Mantel-Haenszel, association générale", "Cochran–Mantel–Haenszel, general association")
	}
	r.RowMeans.Name = Say(lang, "Cochran-Mantel-Haenszel, scores moyens des lignes", "Cochran–Mantel–Haenszel, row mean scores")
	r.Correlation.Name = Say(lang, "Cochran-Mantel-Haenszel, corrélation des scores", "Cochran–Mantel–Haenszel, correlation of scores")
	r.Corrected.Name = Say(lang, "Mantel-Haenszel corrigé", "Mantel–Haenszel, corrected")
	r.Exact.Name = Say(lang, "Exact, strates réunies", "Exact, over strata")
	r.BreslowDay.Name = Say(lang, "Homogénéité (Breslow-Day)", "Homogeneity (Breslow–Day)")
	r.Tarone.Name = Say(lang, "Homogénéité (Breslow-Day, correction de Tarone)", "Homogeneity (Breslow–Day, Tarone)")
	r.Woolf.Name = Say(lang, "Homogénéité (Woolf)", "Homogeneity (Woolf)")
}

func (r *Stratified) withhold(reason string) {
	r.ChiSquare.Reason, r.RowMeans.Reason, r.Correlation.Reason = reason, reason, reason
	r.withholdFourfold(reason)
}

func (r *Stratified) withholdFourfold(reason string) {
	for _, test := range []*Test{&r.Corrected, &r.Exact, &r.BreslowDay, &r.Tarone, &r.Woolf} {
		test.Reason = reason
	}
	r.OddsRatio.Reason, r.ConditionalOddsRatio.Reason = reason, reason
	for k := range r.Strata {
		r.Strata[k].OddsRatio.Reason = reason
	}
}

// cells are the counts of a 2×2 stratum, the exposed row first and the event
// in the first column.
func (r *Stratified) cells(s Stratum) [4]int {
	top, bottom := s.Observed[r.exposed], s.Observed[1-r.exposed]
	return [4]int{top[r.event], top[1-r.event], bottom[r.event], bottom[1-r.event]}
}
