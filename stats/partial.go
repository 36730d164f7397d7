package stats

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats/internal/rank"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// PartialCorrelation is the correlation of two columns among cases alike on
// others: what is left of it when each is freed of what goes with the controls
// in a straight line. Measure is Pearson, or Spearman on the ranks of all columns.
// Columns hold numbers, dates, ordered categories (as ranks) or flags. Rows that
// lack one of the values are left out.
//
// Student's t has n-2-k degrees of freedom with k controls; the interval is
// Fisher's z with n-k-3, none where that is 0. Undefined where a column is
// constant or controls determine one another: the column is named. Agrees with
// ppcor's pcor.test (Fisher 1924).
type PartialCorrelation struct {
	X, Y    string
	Given   []string // names of the controls
	Measure Measure  // Pearson or Spearman
	Cases   string   // what a row of the data is, in the plural; "dossiers"
	Lang    string   // "en" for English; French otherwise
}

// Partial is a correlation among cases alike on controls.
type Partial struct {
	Spec        PartialCorrelation
	X, Y        Variable
	Given       []Variable
	N           int
	Missing     MissingCounts // rows left out, by the reason of the first that is missing
	Value       Estimate
	Plain       Estimate // the correlation without controls, over the same rows
	SemiPartial Estimate // of X as it is with Y freed of the controls, without interval
	Test        Test     // of Value
	Warnings    []string
}

// Of correlates. Errors are unknown columns, columns without order, a column
// named twice, and no control.
func (s PartialCorrelation) Of(t *Table) (*Partial, error) {
	if s.Measure > Spearman {
		return nil, fmt.Errorf("partial correlation: %s has none; use Pearson or Spearman", s.Measure)
	}
	if len(s.Given) == 0 {
		return nil, fmt.Errorf("partial correlation: no control given; use Correlation")
	}
	var sides []*side
	for i, name := range append([]string{s.X, s.Y}, s.Given...) {
		if slices.Contains(append([]string{s.X, s.Y}, s.Given...)[:i], name) {
			return nil, fmt.Errorf("partial correlation: column %q is named twice", name)
		}
		one, err := orderedSide(t, name, s.Lang)
		if err != nil {
			return nil, fmt.Errorf("partial correlation: %w", err)
		}
		sides = append(sides, one)
	}
	p := &Partial{Spec: s, X: sides[0].variable, Y: sides[1].variable}
	for _, control := range sides[2:] {
		p.Given = append(p.Given, control.variable)
	}
	values := p.listwise(sides)
	p.correlate(values)
	return p, nil
}

// listwise are the values of the rows that have them all, a slice a column.
func (p *Partial) listwise(sides []*side) [][]float64 {
	values := make([][]float64, len(sides))
	line := make([]float64, len(sides))
	for row := range sides[0].len() {
		reason := Recorded
		for i := len(sides) - 1; i >= 0; i-- { // the first that is missing counts
			x, missing := sides[i].at(row)
			if line[i] = x; missing != Recorded {
				reason = missing
			}
		}
		p.Missing[reason]++
		if reason == Recorded {
			for i, x := range line {
				values[i] = append(values[i], x)
			}
		}
	}
	p.N = len(values[0])
	return values
}

func (p *Partial) correlate(values [][]float64) {
	lang, n, k := p.Spec.Lang, p.N, len(p.Given)
	p.Test.Name = Say(lang, "t de Student", "Student's t")
	variables := append([]Variable{p.X, p.Y}, p.Given...)
	reason := ""
	switch {
	case n == 0:
		reason = Say(lang, "aucun dossier n'est renseigné pour toutes les variables", "no case has all values")
	case n < k+3:
		reason = fmt.Sprintf(Say(lang, "%d dossiers ne suffisent pas à %d variables de contrôle", "%d cases are too few for %d controls"), n, k)
	}
	for i := 0; reason == "" && i < len(values); i++ {
		if slices.Min(values[i]) == slices.Max(values[i]) {
			reason = constant(variables[i], lang)
		}
	}
	if reason == "" {
		for i := range values {
			if p.Spec.Measure == Spearman {
				values[i] = rank.Of(values[i]).Mid
			}
			values[i] = centred(values[i])
		}
		reason = p.free(values)
	}
	if reason != "" {
		p.Value.Reason, p.Plain.Reason, p.SemiPartial.Reason, p.Test.Reason = reason, reason, reason, reason
	}
}

// free takes out of both columns what goes with the controls, and correlates
// what is left. It returns why it cannot, "" when it can.
func (p *Partial) free(values [][]float64) (reason string) {
	lang, n, k := p.Spec.Lang, float64(p.N), float64(len(p.Given))
	// The controls are made orthogonal one after another (modified Gram-Schmidt,
	// twice over, so that nearly equal ones lose no digits).
	var basis [][]float64
	for i, control := range values[2:] {
		left, share := freed(control, basis)
		if share < 1e-10 {
			return Quoted(lang, p.Given[i].Title()) + Say(lang, " est une combinaison linéaire de : ", " is a linear combination of: ") + titlesOf(p.Given[:i])
		}
		basis = append(basis, left)
	}
	x, shareX := freed(values[0], basis)
	y, shareY := freed(values[1], basis)
	for i, share := range []float64{shareX, shareY} {
		if share < 1e-10 {
			return Quoted(lang, []Variable{p.X, p.Y}[i].Title()) + Say(lang, " est entièrement donnée par : ", " is wholly given by: ") + titlesOf(p.Given)
		}
	}
	p.Plain.Value = pearson(values[0], values[1])
	r, df := pearson(x, y), n-2-k
	p.Value.Value = r
	p.SemiPartial.Value = pearson(values[0], y)
	p.Test.Statistic = r * math.Sqrt(df/((1-r)*(1+r)))
	p.Test.DF = df
	p.Test.P = tail.StudentT(p.Test.Statistic, df)
	fisher := func(e *Estimate, room float64) {
		if room > 0 && math.Abs(e.Value) < 1 {
			spread := tail.Z95 / math.Sqrt(room)
			e.Low, e.High, e.Confidence = math.Tanh(math.Atanh(e.Value)-spread), math.Tanh(math.Atanh(e.Value)+spread), 0.95
		}
	}
	fisher(&p.Value, n-k-3)
	fisher(&p.Plain, n-3)
	return ""
}

// freed is a column without its part in the directions of the basis, which are
// orthogonal, and which share of its length is left.
func freed(column []float64, basis [][]float64) (left []float64, share float64) {
	left = slices.Clone(column)
	for range 2 {
		for _, b := range basis {
			part := innerProduct(left, b) / innerProduct(b, b)
			for i := range left {
				left[i] -= part * b[i]
			}
		}
	}
	return left, math.Sqrt(innerProduct(left, left) / innerProduct(column, column))
}

func innerProduct(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

func titlesOf(variables []Variable) string {
	var all []string
	for _, v := range variables {
		all = append(all, v.Title())
	}
	return strings.Join(all, ", ")
}

// String is the correlation as text.
func (p *Partial) String() string { return Printer{Lang: p.Spec.Lang}.Of(p.Tables()[0]) }

// Tables is the correlation with and without the controls, one a row.
func (p *Partial) Tables() []*Table { return []*Table{p.render(false)} }

// Counts is how many cases have all values.
func (p *Partial) Counts() []Counts {
	if p.N == 0 {
		return nil
	}
	return []Counts{{Title: p.title(), Rows: []string{Recorded.Label(p.Spec.Lang)}, Cols: []string{""}, Cells: [][]int{{p.N}, {p.N}}}}
}

// Hide withholds the figures where the number of cases is hidden.
func (p *Partial) Hide(masks []Mask) Tabler {
	return p.render(len(masks) > 0 && masks[0].Any())
}

func (p *Partial) title() string {
	return p.X.Title() + " × " + p.Y.Title() + Say(p.Spec.Lang, ", à autres variables comparables", ", other variables being comparable")
}

func (p *Partial) render(hidden bool) *Table {
	lang, label := p.Spec.Lang, p.Spec.Measure.Label(p.Spec.Lang)
	rows := []Estimate{p.Plain, p.Value, p.SemiPartial}
	figure := func(name, french, english string, format Format, of func(i int) (float64, bool)) Column {
		return Variable{Name: name, Label: Say(lang, french, english), Format: format}.Figures(len(rows), func(i int) (float64, Missing) {
			x, there := of(i)
			return known(x, there && rows[i].Defined(), hidden)
		})
	}
	remark := p.Value.Reason
	if hidden {
		remark = ""
	}
	caption := Caption{Units: label, Notes: []string{Say(lang, "Variables de contrôle : ", "Controls: ") + titlesOf(p.Given) + "."}}
	if !hidden {
		caption.Population = fmt.Sprintf(Say(lang, "%s dont toutes les variables sont renseignées, n = %s", "%s with all values, n = %s"), cases(p.Spec.Cases, lang), count(p.N, lang))
		caption.Test = p.Test.line(lang) + semicolon(lang) + p.Missing.line(lang)
		if p.Value.Defined() {
			caption.Reading = fmt.Sprintf(Say(lang,
				"Lecture : à %s comparables, la corrélation de %s et de %s est de %s (%s sans contrôle) ; c'est une association.",
				"Reading: at comparable %s the correlation of %s and %s is %s (%s without control); this is an association."),
				titlesOf(p.Given), Quoted(lang, p.X.Title()), Quoted(lang, p.Y.Title()),
				Coefficient.Number(p.Value.Value, lang), Coefficient.Number(p.Plain.Value, lang))
		}
	}
	return MustTable(p.title(),
		text("correlation", Say(lang, "Corrélation", "Correlation"), []string{
			Say(lang, "simple", "plain"), Say(lang, "partielle", "partial"), Say(lang, "semi-partielle", "semi-partial"),
		}),
		figure("valeur", "Valeur", "Value", Coefficient, func(i int) (float64, bool) { return rows[i].Value, true }),
		figure("bas", "IC 95 % bas", "95% CI low", Coefficient, func(i int) (float64, bool) { return rows[i].Low, rows[i].Confidence > 0 }),
		figure("haut", "IC 95 % haut", "95% CI high", Coefficient, func(i int) (float64, bool) { return rows[i].High, rows[i].Confidence > 0 }),
		figure("p", "p", "p", PValue, func(i int) (float64, bool) { return p.Test.P, i == 1 && p.Test.Defined() }),
		text("remarque", Say(lang, "Remarque", "Remark"), []string{"", remark, ""})).Captioned(caption)
}
