package stats

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats/internal/tail"
)

// CochranArmitage tests whether a share rises or falls along ordered groups,
// such as a danger seen by age class. Outcome has two levels, of which Event is
// counted; Groups are ordered. Rows without one of the two are left out, groups
// without a case too.
//
// Z is above 0 where the share rises. Slope is by how many points, per one of
// Scores, with the interval that its error gives. Undefined with one group or
// one outcome. Agrees with R's prop.trend.test (Z² is its chi-square) and with
// DescTools' CochranArmitageTest up to the sign (Cochran 1954; Armitage 1955).
type CochranArmitage struct {
	Outcome, Groups string
	Event           string    // code of the level counted; the last one with cases, of flags "oui"
	Scores          []float64 // one for each declared level of Groups; 1, 2, 3 …
	Cases           string    // what a row of the data is, in the plural; "dossiers"
	Lang            string    // "en" for English; French otherwise
}

// Trend is how a share goes along ordered groups.
type Trend struct {
	Spec           CochranArmitage
	Outcome, Group Variable
	Event          Level
	Levels         []Level // groups with cases
	Events, Totals []int   // by group
	Scores         []float64
	N              int
	Missing        MissingCounts
	Slope          Estimate // points of share, 0 to 1, for one of score, with a 95 % interval
	Z              Test     // Statistic is Z
	Departure      Test     // chi-square of what the straight line leaves

	table *ContingencyTable
}

// Of counts and tests. Errors are unknown columns or levels, an outcome of more
// than two levels, groups without order, and scores that do not fit.
func (s CochranArmitage) Of(t *Table) (*Trend, error) {
	trend, err := s.read(t)
	if err != nil {
		return nil, fmt.Errorf("trend: %w", err)
	}
	trend.test()
	return trend, nil
}

func (s CochranArmitage) read(t *Table) (*Trend, error) {
	c := &ContingencyTable{Spec: CrossTab{Rows: s.Groups, Cols: s.Outcome, Percent: ByRow, Cases: s.Cases, Lang: s.Lang}}
	groups, outcome, err := c.Spec.columns(t)
	if err != nil {
		return nil, err
	}
	factor, err := factorOf(groups, s.Lang)
	if err != nil {
		return nil, err
	}
	scores, err := scoresOf(s.Scores, groups, factor, "Scores")
	if err != nil {
		return nil, err
	}
	if scores == nil {
		return nil, fmt.Errorf("column %q must be ordered, or Scores given", s.Groups)
	}
	c.Row, c.Col = groups.Variable(), outcome.Variable()
	if err := c.count(groups, outcome); err != nil {
		return nil, err
	}
	if len(c.ColLevels) > 2 {
		return nil, fmt.Errorf("column %q must have two levels; it has %d: group them first", s.Outcome, len(c.ColLevels))
	}
	trend := &Trend{Spec: s, Outcome: c.Col, Group: c.Row, Levels: c.RowLevels, Totals: c.RowTotals, N: c.N, Missing: c.Missing, table: c}
	event := len(c.ColLevels) - 1
	if s.Event != "" {
		if event, err = chosenLevel(outcome, c.ColLevels, s.Event, s.Outcome); err != nil {
			return nil, err
		}
	}
	trend.Events = make([]int, len(c.RowLevels))
	if event >= 0 {
		trend.Event = c.ColLevels[event]
		for i := range trend.Events {
			trend.Events[i] = c.Observed[i][event]
		}
	}
	for _, level := range c.RowLevels {
		trend.Scores = append(trend.Scores, scores[levelIndex(factor.levels, level.Code)])
	}
	return trend, nil
}

func (r *Trend) test() {
	lang := r.Spec.Lang
	r.Z.Name = Say(lang, "Tendance de Cochran-Armitage", "Cochran–Armitage trend")
	r.Departure.Name = Say(lang, "Écart à la droite", "Departure from the line")
	m := r.table.margins()
	reason := m.undefined(r.Group, r.Outcome, lang)
	if reason == "" && slices.Min(r.Scores) == slices.Max(r.Scores) {
		reason = Say(lang, "tous les groupes ont le même score", "all groups have the same score")
	}
	if reason != "" {
		r.Z.Reason, r.Departure.Reason, r.Slope.Reason = reason, reason, reason
		return
	}
	n, events, mean := float64(r.N), 0.0, 0.0
	for i, k := range r.Events {
		events += float64(k)
		mean += float64(r.Totals[i]) * r.Scores[i] / n
	}
	share := events / n
	var gap, spread float64
	for i, k := range r.Events {
		x := r.Scores[i] - mean
		gap += (float64(k) - float64(r.Totals[i])*share) * x
		spread += float64(r.Totals[i]) * x * x
	}
	r.Z.Statistic = gap / math.Sqrt(share*(1-share)*spread)
	r.Z.P = tail.Normal(r.Z.Statistic)
	slope := gap / spread
	variance := 0.0 // of the slope, with the share of each group as it is
	for i, k := range r.Events {
		p := float64(k) / float64(r.Totals[i])
		x := (r.Scores[i] - mean) / spread
		variance += float64(r.Totals[i]) * x * x * p * (1 - p)
	}
	r.Slope.Value = slope
	if width := tail.Z95 * math.Sqrt(variance); width > 0 {
		r.Slope.Low, r.Slope.High, r.Slope.Confidence = slope-width, slope+width, 0.95
	}
	if len(r.Levels) == 2 {
		r.Departure.Reason = Say(lang, "deux groupes sont toujours sur une droite", "two groups always lie on a line")
		return
	}
	r.Departure.set(math.Max(0, m.chiSquared(0)-r.Z.Statistic*r.Z.Statistic), float64(len(r.Levels)-2))
}

// String is the table of shares as text.
func (r *Trend) String() string { return Printer{Lang: r.Spec.Lang, Rows: 12}.Of(r.Tables()[0]) }

// Tables are the shares by group with the trend, and the tests.
func (r *Trend) Tables() []*Table { return r.render(r.table.veil(nil)) }

// Counts is the table of counts.
func (r *Trend) Counts() []Counts { return r.table.blocks() }

// Hide is the result with cells hidden, and with them every test.
func (r *Trend) Hide(masks []Mask) Tabler { return Shown(r.render(r.table.veil(masks))) }

func (r *Trend) render(v veil) []*Table {
	lang, hidden, title := r.Spec.Lang, v.any(), r.table.title()
	caption := r.table.caption(v)
	caption.Units = r.table.units()
	if !hidden {
		caption.Test = r.Z.line(lang) + semicolon(lang) + r.Missing.line(lang)
		caption.Reading = r.reading()
	}
	tests := []Test{r.Z, r.Departure}
	return []*Table{
		r.table.table(title, v, ByRow, caption),
		testTable(tests, hidden, lang).Titled(title + Say(lang, " – tests", " – tests")),
	}
}

// reading says how the share goes from the first group to the last.
func (r *Trend) reading() string {
	if !r.Z.Defined() {
		return ""
	}
	lang, last := r.Spec.Lang, len(r.Levels)-1
	share := func(i int) string { return percent(100*float64(r.Events[i])/float64(r.Totals[i]), lang) }
	return fmt.Sprintf(Say(lang,
		"Lecture : la part de %s va de %s (%s) à %s (%s) ; c'est une association.",
		"Reading: the share of %s goes from %s (%s) to %s (%s); this is an association."),
		Quoted(lang, r.Event.Title()), share(0), r.Levels[0].Title(), share(last), r.Levels[last].Title())
}
