package interviews

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// MergeEpisodes joins episodes of one child that are the same state, legal base
// and intensity, with a gap of at most Days between them and nothing else in it.
// The joined episode has the number, start and line of the first, the end and
// reason of the last. It is an option, to be taken after the overlaps and gaps
// that EpisodeReader reports were looked at; each gap that is closed is listed.
// Episodes that overlap are never joined.
type MergeEpisodes struct {
	Days int    // 0: 31; below 0: only those that touch
	Lang string // "en" for English; French otherwise
}

// MergedEpisodes is the paths after merging, and what was merged.
type MergedEpisodes struct {
	Spec     MergeEpisodes
	N        int // episodes before
	Episodes []Episode
	Gaps     []ClosedGap
}

// ClosedGap is the end of one episode and the start of the next, made one.
type ClosedGap struct {
	Child         string
	State         string
	First, Second int // lines in the file
	Days          int // 0 where they touch
}

// Of merges; the episodes given are not changed. Their order is kept, the joined
// ones at the place of the first.
func (m MergeEpisodes) Of(episodes []Episode) *MergedEpisodes {
	most := m.Days
	switch {
	case most == 0:
		most = 31
	case most < 0:
		most = 0
	}
	result := &MergedEpisodes{Spec: m, N: len(episodes)}
	paths := map[string][]int{} // indices of the episodes of each child, by start
	var children []string
	for i, e := range episodes {
		if paths[e.Child] == nil {
			children = append(children, e.Child)
		}
		paths[e.Child] = append(paths[e.Child], i)
	}
	joined := slices.Clone(episodes)
	gone := make([]bool, len(episodes))
	for _, child := range children {
		path := paths[child]
		slices.SortStableFunc(path, func(a, b int) int { return episodes[a].Start.Compare(episodes[b].Start) })
		for n := 1; n < len(path); n++ {
			first, gap := m.before(joined, gone, path[:n], path[n], most)
			if first < 0 {
				continue
			}
			second := joined[path[n]]
			result.Gaps = append(result.Gaps, ClosedGap{child, second.State, joined[first].Line, second.Line, gap})
			joined[first].End, joined[first].Reason = second.End, second.Reason
			gone[path[n]] = true
		}
	}
	for i, e := range joined {
		if !gone[i] {
			result.Episodes = append(result.Episodes, e)
		}
	}
	slices.SortStableFunc(result.Gaps, func(a, b ClosedGap) int { return cmp.Compare(a.Second, b.Second) })
	return result
}

// before finds the episode that another goes on from: the same state, ended at
// most so many days before, and no other episode in between.
func (m MergeEpisodes) before(all []Episode, gone []bool, earlier []int, at, most int) (first, gap int) {
	e := all[at]
	first = -1
	for _, i := range earlier {
		other := all[i]
		if gone[i] || other.End.IsZero() || other.State != e.State || other.Legal != e.Legal || other.Intensity != e.Intensity {
			continue
		}
		if days := stats.Day(e.Start) - stats.Day(other.End); days >= 0 && days <= most && (first < 0 || days < gap) {
			first, gap = i, days
		}
	}
	if first < 0 || gap == 0 {
		return first, gap
	}
	for _, i := range earlier {
		// An episode that runs into the gap fills it.
		if i != first && !gone[i] && (all[i].End.IsZero() || all[i].End.After(all[first].End)) {
			return -1, 0
		}
	}
	return first, gap
}

// Tables is the log: one row a gap that was closed.
func (m *MergedEpisodes) Tables() []*stats.Table {
	say := Study{Lang: m.Spec.Lang}.say
	n := len(m.Gaps)
	child, state := make([]string, n), make([]string, n)
	first, second, days := make([]float64, n), make([]float64, n), make([]float64, n)
	for i, g := range m.Gaps {
		child[i], state[i] = g.Child, g.State
		first[i], second[i], days[i] = float64(g.First), float64(g.Second), float64(g.Days)
	}
	return []*stats.Table{stats.MustTable(say("Épisodes fusionnés", "Episodes merged"),
		codes("id_enfant", say("Enfant", "Child"), child), texts("etat", say("État", "State"), state),
		counts("ligne", say("Ligne", "Line"), first), counts("ligne_suivante", say("Ligne suivante", "Next line"), second),
		stats.Variable{Name: "jours", Label: say("Jours d'écart", "Days between"), Format: stats.Count}.Numbers(days, nil)).
		Captioned(stats.Caption{Population: fmt.Sprintf(say("%d épisodes avant, %d après", "%d episodes before, %d after"), m.N, len(m.Episodes))})}
}

// String is the log as text.
func (m *MergedEpisodes) String() string {
	return strings.TrimSpace(stats.Printer{Lang: m.Spec.Lang}.Of(m.Tables()[0]))
}
