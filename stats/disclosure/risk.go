package disclosure

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Risk is the chance that a row be recognised by somebody who knows that the
// person is in the population: the mean of 1/F, F being how many persons of the
// population have the values of the row, given how many rows do and what they
// weigh (Benedetti and Franconi 1998). Both counts are told with missing values
// as values of their own and as jokers. It agrees with sdcMicro::indivRisk
// (method "exact", or "approx" with Approximate) over freqCalc (alpha = 1 for
// the joker), whose counts are wrong where columns are texts; ours are not.
type Risk struct {
	Quasi       []string // the columns that an outsider may know
	Weight      string   // the column of sampling weights; "": each row stands for itself
	Approximate bool     // a shorter formula where three rows or more are alike
	Most        float64  // the mean risk that is accepted; 0: 0.01
	Lang        string   // "en" for English; French otherwise
}

// Risks are the risks of the rows of a table.
type Risks struct {
	Spec       Risk
	N          int
	Own, Joker RowRisks
}

// RowRisks are counts and risks by row.
type RowRisks struct {
	Sample     []int     // rows with the same values, itself included: fk
	Population []float64 // their weight: Fk
	Risk       []float64
	Unique     int     // rows like no other
	Pairs      int     // rows like one other
	Expected   float64 // rows recognised, in expectation: the sum of risks
	// Threshold is the highest risk of a row for which the mean would be below
	// Spec.Most if no row had more. It is undefined where the mean is so already, or
	// where the lowest risk is too high.
	Threshold stats.Estimate
}

// Of works out the risks. A row without a weight, or with one that is not above
// zero, is an error.
func (r Risk) Of(t *stats.Table) (*Risks, error) {
	if r.Most == 0 {
		r.Most = 0.01
	}
	if !(r.Most > 0 && r.Most < 1) {
		return nil, fmt.Errorf("risk: Most is %v; it must be between 0 and 1", r.Most)
	}
	_, values, err := keys("risk", t, r.Quasi)
	if err != nil {
		return nil, err
	}
	weights := slices.Repeat([]float64{1}, t.Len())
	if r.Weight != "" {
		column, err := t.Numbers(r.Weight)
		if err != nil {
			return nil, fmt.Errorf("risk: %w", err)
		}
		for row := range weights {
			w, there := column.At(row)
			if !there || w <= 0 {
				return nil, fmt.Errorf("risk: column %q, row %d: a weight must be above zero; leave the row out or weight it", r.Weight, row+1)
			}
			weights[row] = w
		}
	}
	classes := classesOf(values, t.Len())
	own := make([][]*class, len(classes))
	for k, c := range classes {
		own[k] = []*class{c}
	}
	return &Risks{Spec: r, N: t.Len(), Own: r.rows(classes, own, weights), Joker: r.rows(classes, alike(classes), weights)}, nil
}

func (r Risk) rows(classes []*class, like [][]*class, weights []float64) RowRisks {
	n := len(weights)
	rows := RowRisks{Sample: make([]int, n), Population: make([]float64, n), Risk: make([]float64, n)}
	for k, c := range classes {
		sample, population := 0, 0.0
		for _, other := range like[k] {
			sample += other.size
			for _, row := range other.rows {
				population += weights[row]
			}
		}
		for _, row := range c.rows {
			rows.Sample[row], rows.Population[row] = sample, population
			rows.Risk[row] = r.risk(sample, population)
			rows.Expected += rows.Risk[row]
		}
		switch sample {
		case 1:
			rows.Unique += c.size
		case 2:
			rows.Pairs += c.size
		}
	}
	rows.Threshold = r.threshold(rows)
	return rows
}

// risk is the mean of 1/F where F - f is negative binomial:
// (p/f) sum of k!/((f+1)...(f+k)) q^k, with p = f/F and q = 1 - p.
func (r Risk) risk(sample int, population float64) float64 {
	f := float64(sample)
	p := f / population
	q := 1 - p
	switch {
	case p >= 1:
		return 1 / f // the rows are the whole population, or more
	case q < 1e-4: // the closed forms lose their digits
	case sample == 1:
		return -p / q * math.Log(p)
	case sample == 2:
		return p / q * (1 + p/q*math.Log(p))
	case r.Approximate:
		return p / (f - q)
	}
	sum, term := 0.0, 1.0
	for k := 1.0; term > 1e-17*sum; k++ {
		sum += term
		term *= q * k / (f + k)
	}
	return p / f * sum
}

func (r Risk) threshold(rows RowRisks) stats.Estimate {
	say := wording(r.Lang)
	n := float64(len(rows.Risk))
	if rows.Expected < r.Most*n || n == 0 {
		return stats.Estimate{Reason: say("le risque moyen est déjà sous le seuil", "the mean risk is below the threshold already")}
	}
	sorted := slices.Clone(rows.Risk)
	slices.Sort(sorted)
	slices.Reverse(sorted)
	left := rows.Expected
	for k, risk := range sorted {
		// The k rows above have this risk, instead of theirs.
		if left+risk*float64(k) < r.Most*n {
			return stats.Estimate{Value: risk}
		}
		left -= risk
	}
	return stats.Estimate{Reason: say("même le risque le plus faible est trop élevé", "even the lowest risk is too high")}
}

// Tables are the risks in both ways of taking missing values.
func (r *Risks) Tables() []*stats.Table {
	say := wording(r.Spec.Lang)
	both := []RowRisks{r.Own, r.Joker}
	figures := func(name, label string, format stats.Format, of func(RowRisks) float64) stats.Column {
		return stats.Variable{Name: name, Label: label, Format: format}.Figures(len(both), func(i int) (float64, stats.Missing) { return stats.Defined(of(both[i]), r.N > 0) })
	}
	t := stats.MustTable(say("Risque d'être reconnu", "Risk of being recognised"),
		stats.Variable{Name: "manquantes", Label: say("Valeurs manquantes", "Missing values")}.Texts([]string{
			say("une valeur à part", "a value of their own"), say("comme n'importe laquelle", "like any value"),
		}, nil),
		figures("uniques", say("Lignes uniques", "Unique rows"), stats.Count, func(r RowRisks) float64 { return float64(r.Unique) }),
		figures("paires", say("Lignes par paires", "Rows in pairs"), stats.Count, func(r RowRisks) float64 { return float64(r.Pairs) }),
		figures("attendus", say("Reconnus attendus", "Expected recognised"), stats.Number, func(r RowRisks) float64 { return r.Expected }),
		figures("moyen", say("Risque moyen", "Mean risk"), stats.Number, func(s RowRisks) float64 { return s.Expected / float64(r.N) }),
		figures("maximum", say("Risque le plus élevé", "Highest risk"), stats.Number, func(s RowRisks) float64 { return slices.Max(append([]float64{0}, s.Risk...)) }),
	)
	return []*stats.Table{t.Captioned(stats.Caption{Population: fmt.Sprintf(say("%d lignes", "%d rows"), r.N)})}
}

// String is the table as text.
func (r *Risks) String() string { return stats.Printer{Lang: r.Spec.Lang}.Of(r.Tables()[0]) }
