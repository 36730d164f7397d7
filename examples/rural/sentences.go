package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/corpus/crossed"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/sequence"
)

// sentences are the ten findings to know first, made from the results. They tell
// small counts and are for the team.
func (r results) sentences(s study) ([]string, error) {
	town, err1 := r.contrast("bourg", "evite_cdas")
	known, err2 := r.contrast("bourg", "J1.4")
	driver, err3 := r.contrast("autonome", "J1.2")
	distress, err4 := r.contrast("sexe", "J2.4")
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		return nil, err
	}
	target := r.progress.Targets[0]
	hidden := r.count(func(t crossed.Tie) bool { return t.Declared == crossed.Indifferent && t.Coded == crossed.Avoided })
	place, avoided := r.mostAvoided()
	bypassed := r.ties(func(t crossed.Tie) bool { return t.Place == "Mission locale" && t.Coded == crossed.Bypassed })
	unclaimed := r.count(func(t crossed.Tie) bool { return t.Claim.NonRecourse() })
	first, most := r.firstNonRecourse()
	reason, cited, err := r.firstReason(s, crossed.Avoided)
	if err != nil {
		return nil, err
	}
	curve := r.saturation.Curves[0]
	sizes := make([]string, len(r.cards.Cards))
	for i, c := range r.cards.Cards {
		sizes[i] = fmt.Sprintf("%s (%d)", c.Title(), c.N)
	}
	return []string{
		fmt.Sprintf("%.0f entretiens utilisables, pour une cible de %d à %d ; %d écartés par le contrôle des consentements.",
			target.Done.Value, target.Target.Min, target.Target.Max, s.refused("entretiens.csv")),
		fmt.Sprintf("Lieu le plus évité : %s, par %d jeunes sur %d ; le CDAS est évité, dans les bourgs ruraux, par %v.", place, avoided, len(r.recourse.Youths), town),
		fmt.Sprintf("« Tout se sait » est dit, dans les bourgs, par %v.", known),
		fmt.Sprintf("Première raison d'éviter un lieu : %s (%d liens sur %d lieux évités).", strings.ToLower(reason), cited,
			r.count(func(t crossed.Tie) bool { return t.Coded == crossed.Avoided })),
		fmt.Sprintf("%d lieux dits indifférents sont évités dans le récit ; déclaré et codé s'accordent pour %d liens sur %d.", hidden, r.recourse.Agree, r.recourse.Stated),
		fmt.Sprintf("La mission locale est contournée par %d jeunes sur %d, qui ont trouvé à sa place : %s…", len(bypassed), len(r.recourse.Youths), substitutes(bypassed[:min(3, len(bypassed))])),
		fmt.Sprintf("%d liens sur %d, là où le jeune avait un droit ou un besoin, sont des non-recours, d'abord par %s (%d).",
			unclaimed, r.count(func(t crossed.Tie) bool { return t.Claim >= crossed.Claimed }), first, most),
		fmt.Sprintf("Dépendre d'un chauffeur est dit, chez ceux qui ont leur véhicule, par %v ; le mal-être, chez les garçons, par %v.", driver, distress),
		fmt.Sprintf("Deux mondes lexicaux, %s ; %s ; %s. La grille est saturée au bout de %.0f entretiens.", r.world(1), r.world(2), r.verdict(), curve.Reached.Value),
		"Deux ans de situations, quatre types : " + strings.Join(sizes, " ; ") + ".",
	}, nil
}

// ties are the links of a youth and a place that fulfil a condition.
func (r results) ties(of func(crossed.Tie) bool) []crossed.Tie {
	return slices.DeleteFunc(slices.Clone(r.recourse.Ties), func(t crossed.Tie) bool { return !of(t) })
}

func (r results) count(of func(crossed.Tie) bool) int { return len(r.ties(of)) }

// mostAvoided is the place that most young people avoid.
func (r results) mostAvoided() (name string, most int) {
	for _, place := range r.recourse.Places {
		if n := r.count(func(t crossed.Tie) bool { return t.Place == place && t.Coded == crossed.Avoided }); n > most {
			name, most = place, n
		}
	}
	return name, most
}

// firstNonRecourse is the most frequent type of non-recourse.
func (r results) firstNonRecourse() (name string, most int) {
	for c := crossed.Unknown; c <= crossed.Misdirected; c++ {
		if n := r.count(func(t crossed.Tie) bool { return t.Claim == c }); n > most {
			name, most = c.String(), n
		}
	}
	return name, most
}

// firstReason is the reason most often given for a stance.
func (r results) firstReason(s study, stance crossed.Stance) (name string, most int, err error) {
	reasons, err := s.design.List("raisons")
	for _, reason := range reasons.Items {
		n := r.count(func(t crossed.Tie) bool { return t.Coded == stance && slices.Contains(t.Reasons, reason.Code) })
		if n > most {
			name, most = reason.Label, n
		}
	}
	return name, most, err
}

func substitutes(ties []crossed.Tie) string {
	names := make([]string, len(ties))
	for i, t := range ties {
		names[i] = t.Substitute
	}
	return strings.Join(names, ", ")
}

// world is the four words most typical of a lexical world.
func (r results) world(class int) string {
	var words []string
	for _, row := range r.worldWords.Rows {
		if row.Class == class && len(words) < 4 {
			words = append(words, row.Term)
		}
	}
	return strings.Join(words, ", ")
}

// verdict says what the two worlds are worth.
func (r results) verdict() string {
	mean := r.stable.Choices[0].Mean.Value
	switch said := stats.Coefficient.Number(mean, "fr"); {
	case mean >= 0.75:
		return "classes stables (Jaccard " + said + ")"
	case mean >= 0.6:
		return "classes à lire avec prudence (Jaccard " + said + ")"
	default:
		return "classes instables (Jaccard " + said + "), une piste de lecture"
	}
}

// longestStates names each type of path after the state in which it spends most
// time.
func (r results) longestStates() map[int]string {
	names := map[int]string{}
	for i, card := range r.cards.Cards {
		if card.Description == nil { // too few to be described
			continue
		}
		longest := slices.MaxFunc(card.Description.Times, func(a, b sequence.StateTime) int { return cmp.Compare(a.Mean.Value, b.Mean.Value) })
		names[i] = longest.Label
	}
	return names
}

// refused is how many rows of a file were left out.
func (s study) refused(file string) int {
	for _, source := range s.Report.Sources {
		if source.File == file {
			return source.Rejected
		}
	}
	return 0
}
