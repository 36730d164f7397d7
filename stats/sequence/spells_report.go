package sequence

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Report is what FromSpells found: read it before any analysis. Rows count from 1.
type Report struct {
	N         int // rows read
	Refused   []Refused
	Overlaps  []Overlap
	Gaps      []Gap
	Hidden    []int // rows of spells that are the state of no position: too short, or overlaid
	Imprecise []int // rows whose dates are less precise than the step

	lang string
}

// Refused is a row left out.
type Refused struct {
	Row    int
	ID     string
	Reason string
}

// Overlap is two spells of a person at the same time.
type Overlap struct {
	ID     string
	Rows   [2]int
	States [2]string
	Length int // in days, or in steps of whole numbers
	Kept   int // the row kept while they overlap
	Rule   string
}

// Gap is a time without a spell between two of them.
type Gap struct {
	ID     string
	Rows   [2]int // of the spells before and after
	Length int    // in days, or in steps of whole numbers
}

// piece is a stretch of time with the one spell kept, stay -1 in a gap.
type piece struct {
	from, to int
	stay     int // index in the person's stays
	code     string
}

// beats tells whether spell a is kept over b, with the rule that says so.
func (f FromSpells) beats(a, b stay) (bool, string) {
	if a.rank != b.rank {
		return a.rank < b.rank, stats.Say(f.Lang, "ordre de priorité", "order of priority")
	}
	earlier := cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.row, b.row)) < 0
	if f.Overlap == LaterWins {
		return !earlier, stats.Say(f.Lang, "le dernier commencé", "the last to start")
	}
	return earlier, stats.Say(f.Lang, "le premier commencé", "the first to start")
}

// resolve cuts a person's time into pieces with one spell each; overlaps and gaps
// go to the report.
func (f FromSpells) resolve(p *person, report *Report) []piece {
	var cuts []int
	for i, a := range p.stays {
		cuts = append(cuts, a.from, a.to)
		for _, b := range p.stays[i+1:] {
			if length := min(a.to, b.to) - max(a.from, b.from); length > 0 {
				first, rule := f.beats(a, b)
				kept := b.row
				if first {
					kept = a.row
				}
				report.Overlaps = append(report.Overlaps, Overlap{p.id, [2]int{a.row + 1, b.row + 1}, [2]string{a.joined, b.joined}, length, kept + 1, rule})
			}
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var pieces []piece
	before := -1 // the spell that ended last
	for k := 1; k < len(cuts); k++ {
		pc := piece{cuts[k-1], cuts[k], -1, ""}
		for i, st := range p.stays {
			if st.from < pc.to && st.to > pc.from {
				if pc.stay < 0 {
					pc.stay = i
				} else if better, _ := f.beats(st, p.stays[pc.stay]); better {
					pc.stay = i
				}
			}
		}
		if pc.stay < 0 {
			after := slices.IndexFunc(p.stays, func(st stay) bool { return st.from == pc.to })
			report.Gaps = append(report.Gaps, Gap{p.id, [2]int{p.stays[before].row + 1, p.stays[after].row + 1}, pc.to - pc.from})
		} else {
			pc.code = p.stays[pc.stay].joined
		}
		for i, st := range p.stays {
			if st.to == pc.to && (before < 0 || st.to >= p.stays[before].to) {
				before = i
			}
		}
		pieces = append(pieces, pc)
	}
	return pieces
}

func (r *Report) warnings() []string {
	var list []string
	add := func(n int, un, plusieurs, one, several string) {
		if n > 0 {
			list = append(list, stats.Plural(n, r.lang, stats.Say(r.lang, un, one), stats.Say(r.lang, plusieurs, several)))
		}
	}
	add(len(r.Refused), "épisode laissé de côté, voir le motif", "épisodes laissés de côté, voir le motif de chacun",
		"spell left out, see the reason", "spells left out, see the reason of each")
	add(len(r.Overlaps), "chevauchement : un seul état gardé, selon la règle écrite", "chevauchements : un seul état gardé, selon la règle écrite",
		"overlap: one state kept, by the rule written", "overlaps: one state kept, by the rule written")
	add(len(r.Gaps), "trou entre deux épisodes", "trous entre deux épisodes", "gap between two spells", "gaps between two spells")
	add(len(r.Hidden), "épisode trop court ou recouvert, qui n'est visible à aucune position", "épisodes trop courts ou recouverts, qui ne sont visibles à aucune position",
		"spell too short or overlaid to be seen at any position", "spells too short or overlaid to be seen at any position")
	add(len(r.Imprecise), "épisode dont les dates sont moins précises que le pas", "épisodes dont les dates sont moins précises que le pas",
		"spell whose dates are less precise than the step", "spells whose dates are less precise than the step")
	return list
}

// Tables are the rows refused, the overlaps and the gaps.
func (r *Report) Tables() []*stats.Table {
	say := func(french, english string) string { return stats.Say(r.lang, french, english) }
	person, row := say("Personne", "Person"), say("Ligne", "Row")
	refused := stats.MustTable(say("Épisodes laissés de côté", "Spells left out"),
		column("ligne", row, stats.Count, r.Refused, func(x Refused) float64 { return float64(x.Row) }),
		words("id", person, r.Refused, func(x Refused) string { return x.ID }),
		words("motif", say("Motif", "Reason"), r.Refused, func(x Refused) string { return x.Reason }))
	overlaps := stats.MustTable(say("Chevauchements", "Overlaps"),
		words("id", person, r.Overlaps, func(x Overlap) string { return x.ID }),
		column("ligne", row, stats.Count, r.Overlaps, func(x Overlap) float64 { return float64(x.Rows[0]) }),
		column("autre_ligne", say("Autre ligne", "Other row"), stats.Count, r.Overlaps, func(x Overlap) float64 { return float64(x.Rows[1]) }),
		words("etats", say("États", "States"), r.Overlaps, func(x Overlap) string { return x.States[0] + ", " + x.States[1] }),
		column("duree", say("Durée commune", "Time in common"), stats.Count, r.Overlaps, func(x Overlap) float64 { return float64(x.Length) }),
		column("gardee", say("Ligne gardée", "Row kept"), stats.Count, r.Overlaps, func(x Overlap) float64 { return float64(x.Kept) }),
		words("regle", say("Règle", "Rule"), r.Overlaps, func(x Overlap) string { return x.Rule }))
	gaps := stats.MustTable(say("Trous", "Gaps"),
		words("id", person, r.Gaps, func(x Gap) string { return x.ID }),
		column("avant", say("Ligne avant", "Row before"), stats.Count, r.Gaps, func(x Gap) float64 { return float64(x.Rows[0]) }),
		column("apres", say("Ligne après", "Row after"), stats.Count, r.Gaps, func(x Gap) float64 { return float64(x.Rows[1]) }),
		column("duree", say("Durée", "Length"), stats.Count, r.Gaps, func(x Gap) float64 { return float64(x.Length) }))
	return []*stats.Table{refused, overlaps, gaps}
}

// String is the report in lines.
func (r *Report) String() string {
	lines := append([]string{fmt.Sprintf(stats.Say(r.lang, "%d épisodes lus", "%d spells read"), r.N)}, r.warnings()...)
	return strings.Join(lines, "\n") + "\n"
}
