package program

import "github.com/askoria/verbatim/stats"

// Part is some tables of a result, by their places. What speaks of one person, or
// would be all secret, stays out of a workbook that is handed over.
type Part[S any] struct {
	Spec   S // of the result, for the sheet of methods
	result stats.Counted
	places []int
}

// PartOf keeps some tables of a result.
func PartOf[S any](spec S, result stats.Counted, places ...int) Part[S] {
	return Part[S]{spec, result, places}
}

// Tables are those kept.
func (p Part[S]) Tables() []*stats.Table { return p.of(p.result) }

// Counts are those of the whole result: what is hidden in it is hidden here.
func (p Part[S]) Counts() []stats.Counts { return p.result.Counts() }

// Hide is the tables kept of the result with counts hidden.
func (p Part[S]) Hide(masks []stats.Mask) stats.Tabler {
	return stats.Shown(p.of(p.result.Hide(masks)))
}

func (p Part[S]) of(result stats.Tabler) []*stats.Table {
	tables := result.Tables()
	kept := make([]*stats.Table, len(p.places))
	for i, place := range p.places {
		kept[i] = tables[place]
	}
	return kept
}
