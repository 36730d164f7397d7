package duration

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/internal/tail"
)

// Coefficient is what a model says of a number, or of a level.
type Coefficient struct {
	Variable         stats.Variable
	Level, Reference stats.Level    // zero for numbers
	N, Events        int            // with that level; all for numbers
	Log              stats.Estimate // the coefficient
	SE               float64        // of Log
	Ratio            stats.Estimate // exp(Log)
	Test             stats.Test     // Wald's z
	predictor        int
}

// Title names what the coefficient is of.
func (c Coefficient) Title(lang string) string {
	return term{c.Variable, c.predictor, c.Level, c.Reference}.title(lang)
}

// modelled looks up the predictors of a model and makes the durations ready.
func modelled(t *stats.Table, clock Clock, names []string, level float64, lang string, binary bool, beside []stats.Column) ([]stats.Column, *spells, error) {
	if err := checked(0, level, nil, 0, nil); err != nil {
		return nil, nil, err
	}
	list, err := predictors(t, names)
	if err != nil {
		return nil, nil, err
	}
	s, err := clock.read(t, lang, binary, append(beside, list...)...)
	return list, s, err
}

// only keeps the events of one cause; the others leave.
func (s *spells) only(cause string) error {
	codes := make([]string, len(s.levels))
	for i, l := range s.levels {
		codes[i] = l.Code
	}
	at := 0
	if cause != "" {
		if at = slices.Index(codes, cause) + 1; at == 0 {
			return fmt.Errorf("no cause %s", stats.Unknown(cause, codes))
		}
		s.levels = s.levels[at-1 : at]
	} else {
		s.levels = []stats.Level{{Label: s.say("fin", "end")}}
	}
	s.sorted = nil
	for i, c := range s.causes {
		s.causes[i] = 0
		if c > 0 && (c == at || at == 0) {
			s.causes[i] = 1
		}
	}
	return nil
}

// coefficients are those of a design, not yet estimated.
func (d *design) coefficients(s *spells) []Coefficient {
	list := make([]Coefficient, len(d.terms))
	for j, t := range d.terms {
		c := Coefficient{Variable: t.variable, Level: t.level, Reference: t.ref, predictor: t.predictor, Test: stats.Test{Name: "z"}}
		for i, x := range d.columns[j] {
			if t.level.Code == "" || x+d.means[j] > 0.5 {
				c.N++
				c.Events += min(s.causes[i], 1)
			}
		}
		list[j] = c
	}
	return list
}

// ranges are how far the values of each column are apart.
func (d *design) ranges() []float64 {
	list := make([]float64, len(d.columns))
	for j, column := range d.columns {
		if len(column) > 0 {
			list[j] = slices.Max(column) - slices.Min(column)
		}
	}
	return list
}

// why says why figures of a model do not exist: all, or of a coefficient.
type why struct {
	all string
	of  []string
}

func (f fit) reasons(d *design, events int, lang string) why {
	w := why{of: make([]string, len(d.terms))}
	if events == 0 {
		w.all = stats.Say(lang, "non calculable : rien ne s'est terminé", "not computable: nothing has ended")
	}
	if names := f.runaways(d, lang); names != "" {
		w.all = fmt.Sprintf(stats.Say(lang,
			"non calculable : %s sépare parfaitement les fins des autres, le rapport est infini ou nul",
			"not computable: %s separates the ends from the others perfectly, the ratio is infinite or zero"), names)
	}
	for j := range w.of {
		w.of[j] = w.all
		if w.all == "" && f.root.redundant[j] {
			w.of[j] = stats.Say(lang, "constant, ou donné par les variables qui précèdent", "constant, or given by the predictors before it")
		}
	}
	return w
}

// settle fills in the coefficients.
func settle(list []Coefficient, f fit, variance symmetric, w why, z, level float64) {
	for j := range list {
		c := &list[j]
		c.Log.Reason, c.Ratio.Reason, c.Test.Reason = w.of[j], w.of[j], w.of[j]
		if w.of[j] != "" {
			continue
		}
		c.SE = math.Sqrt(variance.at(j, j))
		b := f.beta[j]
		c.Log = stats.Estimate{Value: b, Low: b - z*c.SE, High: b + z*c.SE, Confidence: level}
		c.Ratio = stats.Estimate{Value: math.Exp(b), Low: math.Exp(c.Log.Low), High: math.Exp(c.Log.High), Confidence: level}
		c.Test.Statistic = b / c.SE
		c.Test.P = tail.Normal(c.Test.Statistic)
	}
}

// test is one of all coefficients together.
func (f fit) test(name string, x float64, reason, lang string) stats.Test {
	df := float64(f.root.rank)
	if reason == "" && df == 0 {
		reason = stats.Say(lang, "aucun prédicteur ne varie", "no predictor varies")
	}
	if reason != "" {
		return stats.Test{Name: name, Reason: reason}
	}
	return stats.Test{Name: name, Statistic: x, DF: df, P: tail.ChiSquared(x, df)}
}
