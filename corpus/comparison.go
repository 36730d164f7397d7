package corpus

import (
	"errors"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// CoderComparison sets two coders side by side: for each code the units that
// both coded with it, only one, and neither, which add up to all units, and the
// list of their disagreements with the words concerned.
//
// The share of agreement counts what neither coded, Jaccard leaves it out: a
// rare code has a high agreement however badly it is shared. Neither is
// corrected for chance.
type CoderComparison struct {
	Ratings // Coders names the two; nil when only two coded by hand
}

// CoderComparisonTable is codes by what two coders made of them.
type CoderComparisonTable struct {
	Spec          CoderComparison
	A, B          string
	Rows          []CodeComparison
	N             int // units
	Disagreements []Disagreement
	Warnings      []string

	labels []string // of the codes
}

// CodeComparison is what two coders made of one code, in units.
type CodeComparison struct {
	Code                        string
	Both, OnlyA, OnlyB, Neither int
	Agreement                   stats.Estimate // (both + neither) / all, from 0 to 1
	Jaccard                     stats.Estimate // both / (both + only A + only B); undefined where nobody used the code
}

// Disagreement is a unit, or a run of equal ones, that one of two coders coded.
type Disagreement struct {
	Code            string
	Document, Case  string // Document is "" where units are cases
	Turn            int    // 0 where units are documents or cases
	Start, End      int    // code points of the text
	Weight          int    // units
	Coder, NotCoder string // who put the code there, and who did not
	Quote           string // of the informant; "" where it may not be quoted, or is a whole text
}

// Of compares. It fails as Ratings does, and on any number of coders but two.
func (s CoderComparison) Of(c *Corpus, codings Codings) (*CoderComparisonTable, error) {
	if s.Exclusive {
		return nil, errors.New("coder comparison: goes code by code: leave Exclusive out")
	}
	ratings, err := s.Ratings.Of(c, codings)
	if err != nil {
		return nil, fmt.Errorf("coder comparison: %w", err)
	}
	if len(ratings.Coders) != 2 {
		return nil, fmt.Errorf("coder comparison: takes two coders, not %d: name them in Coders", len(ratings.Coders))
	}
	t := &CoderComparisonTable{Spec: s, A: ratings.Coders[0], B: ratings.Coders[1], N: ratings.N, Warnings: ratings.Warnings}
	for i, id := range ratings.Codes {
		row := CodeComparison{Code: id}
		for _, unit := range ratings.rater.rate(ratings.Codes[i : i+1]) {
			byA, byB := len(unit.codes[0]) > 0, len(unit.codes[1]) > 0
			switch {
			case byA && byB:
				row.Both += unit.weight
			case byA:
				row.OnlyA += unit.weight
				t.Disagreements = append(t.Disagreements, s.disagreement(c, id, unit, t.A, t.B))
			case byB:
				row.OnlyB += unit.weight
				t.Disagreements = append(t.Disagreements, s.disagreement(c, id, unit, t.B, t.A))
			default:
				row.Neither += unit.weight
			}
		}
		row.Agreement = share(float64(row.Both+row.Neither), float64(t.N), s.Lang)
		row.Jaccard = share(float64(row.Both), float64(row.Both+row.OnlyA+row.OnlyB), s.Lang)
		t.Rows = append(t.Rows, row)
		code, _ := s.Codebook.Code(id)
		t.labels = append(t.labels, code.Label)
	}
	return t, nil
}

func (s CoderComparison) disagreement(c *Corpus, code string, unit rated, coder, not string) Disagreement {
	found := Disagreement{
		Code: code, Document: unit.document, Case: unit.situation, Turn: unit.turn,
		Start: unit.start, End: unit.end, Weight: unit.weight, Coder: coder, NotCoder: not,
	}
	if d, ok := c.Document(unit.document); ok && s.Unit < RateDocuments {
		found.Quote = d.quote(unit.start, unit.end)
	}
	return found
}

// Tables is the counts by code, then the disagreements.
func (t *CoderComparisonTable) Tables() []*stats.Table {
	return []*stats.Table{t.counts(), t.listing()}
}

// String prints the counts.
func (t *CoderComparisonTable) String() string {
	return stats.Printer{Lang: t.Spec.Lang}.Of(t.counts())
}

func (t *CoderComparisonTable) counts() *stats.Table {
	label := [...]string{"Accord entre deux codeurs", "Code", "Thème", "Les deux", "Seulement ", "Aucun des deux", "Accord", "Jaccard"}
	lesson := "L'accord compte ce qu'aucun des deux n'a codé : il est élevé pour tout code rare. Il n'est pas corrigé du hasard."
	if t.Spec.Lang == "en" {
		label = [...]string{"Agreement of two coders", "Code", "Theme", "Both", "Only ", "Neither", "Agreement", "Jaccard"}
		lesson = "Agreement counts what neither coded: it is high for any rare code. It is not corrected for chance."
	}
	count := func(name, label string, value func(CodeComparison) int) stats.Column {
		return each.Count(name, label, t.Rows, value)
	}
	return stats.MustTable(label[0],
		each.Text("code", label[1], t.Rows, stats.NotRecorded, func(c CodeComparison) string { return c.Code }),
		each.Text("theme", label[2], t.labels, stats.NotRecorded, func(label string) string { return label }),
		count("deux", label[3], func(c CodeComparison) int { return c.Both }),
		count("seul_a", label[4]+t.A, func(c CodeComparison) int { return c.OnlyA }),
		count("seul_b", label[4]+t.B, func(c CodeComparison) int { return c.OnlyB }),
		count("aucun", label[5], func(c CodeComparison) int { return c.Neither }),
		each.Estimate("accord", label[6]+" (%)", stats.Percent, t.Rows, func(c CodeComparison) stats.Estimate {
			c.Agreement.Value *= 100
			return c.Agreement
		}),
		each.Estimate("jaccard", label[7], stats.Coefficient, t.Rows, func(c CodeComparison) stats.Estimate { return c.Jaccard }),
	).Captioned(t.caption(lesson))
}

func (t *CoderComparisonTable) caption(notes ...string) stats.Caption {
	return t.Spec.caption(t.N, append(slices.Clone(t.Warnings), notes...))
}

func (t *CoderComparisonTable) listing() *stats.Table {
	label := [...]string{"Désaccords", "Code", "Codé par", "Pas par", "Citation"}
	if t.Spec.Lang == "en" {
		label = [...]string{"Disagreements", "Code", "Coded by", "Not by", "Quote"}
	}
	units := unitLabels(t.Spec.Lang)
	withheld := stats.Refused
	if t.Spec.Unit >= RateDocuments {
		withheld = stats.NotApplicable
	}
	text := func(name, label string, empty stats.Missing, value func(Disagreement) string) stats.Column {
		return each.Text(name, label, t.Disagreements, empty, value)
	}
	columns := []stats.Column{
		text("code", label[1], stats.NotRecorded, func(d Disagreement) string { return d.Code }),
		text(unitNames[0], units[0], stats.NotApplicable, func(d Disagreement) string { return d.Document }),
		text(unitNames[1], units[1], stats.NotRecorded, func(d Disagreement) string { return d.Case }),
	}
	for i, value := range []func(Disagreement) int{
		func(d Disagreement) int { return d.Turn }, func(d Disagreement) int { return d.Start },
		func(d Disagreement) int { return d.End }, func(d Disagreement) int { return d.Weight },
	} {
		columns = append(columns, each.Count(unitNames[2+i], units[2+i], t.Disagreements, value))
	}
	columns = append(columns,
		text("codeur", label[2], stats.NotRecorded, func(d Disagreement) string { return d.Coder }),
		text("pas_codeur", label[3], stats.NotRecorded, func(d Disagreement) string { return d.NotCoder }),
		text("citation", label[4], withheld, func(d Disagreement) string { return d.Quote }))
	return stats.MustTable(label[0], columns...).Captioned(t.caption())
}
