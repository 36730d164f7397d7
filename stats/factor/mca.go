package factor

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// MCA is multiple correspondence analysis: cases and the levels of their
// categories, flags and sets (each option a variable) on axes.
//
// Coordinates, contributions, cos2, v-tests and eta2 are those of the indicator
// matrix; rates are given raw, after Benzécri (1979) and after Greenacre (1988).
// Missing values and the levels named Passive make no axis, while variables keep
// their margins: specific MCA (Le Roux and Rouanet 2010). Levels that no case has
// are left out, and so are variables with one level. Agrees with R's
// FactoMineR::MCA (excl for passive levels) and ca::mjca.
type MCA struct {
	Active        []string // columns that make the axes
	Supplementary []string // columns placed on them; numbers too
	// Passive names levels that make no axis, "variable=code".
	Passive []string
	// ActiveMissing makes a level like others of each reason for missing.
	ActiveMissing bool
	// SupplementaryCases names a column of flags: cases with yes make no axis.
	SupplementaryCases string
	// Weight names a column of numbers: how many cases a row stands for. Tests
	// count weights as cases.
	Weight string
	ID     string // column that names cases; they have a table only with it
	Scale  Scale  // of the coordinates of levels
	Axes   int    // with coordinates; 0 is 5, below 0 all
	Flip   []int  // axes to turn round, from 1
	// Rare is the share of cases, in per cent, under which a level is flagged: a
	// few cases can make an axis of their own; 0 is 5.
	Rare float64
	// Workers above 1 count side by side; the results are the same.
	Workers int
	Cases   string // what a row of the data is, in the plural; "dossiers"
	Lang    string // "en" for English; French otherwise
}

// Scale is how far from the centre MCA puts levels.
type Scale uint8

const (
	// Indicator: standard coordinates times the root of the eigenvalue.
	Indicator Scale = iota
	// Burt: times the eigenvalue; levels lie at the mean of their cases.
	Burt
	// Adjusted: times the root of the eigenvalue that Benzécri corrects, with the
	// distances and cos2 of Burt. Only axes that say more than a variable alone
	// have coordinates.
	Adjusted
)

// MultipleCorrespondence is the result of MCA.
type MultipleCorrespondence struct {
	Spec MCA
	Space
}

// Of analyses the cases. Errors are unknown columns and levels, active columns
// that hold no categories, and negative weights.
func (s MCA) Of(t *stats.Table) (*MultipleCorrespondence, error) {
	a, err := s.analysis(t)
	if err == nil {
		err = a.explore()
	}
	if err != nil {
		return nil, fmt.Errorf("mca: %w", err)
	}
	return &MultipleCorrespondence{s, a.Space}, nil
}

func (s MCA) analysis(t *stats.Table) (*analysis, error) {
	if s.Rare == 0 {
		s.Rare = 5
	}
	a := &analysis{settings: settings{s.Axes, s.Flip, s.Lang}, scale: s.Scale, corrected: true, rare: s.Rare / 100}
	if err := a.check(); err != nil {
		return nil, err
	}
	r, warnings, err := readRows(t, s.Weight, s.SupplementaryCases, s.Lang)
	if err != nil {
		return nil, err
	}
	active, numbers, err := r.read(t, s.Active)
	if err != nil {
		return nil, err
	}
	if len(numbers) > 0 {
		return nil, fmt.Errorf("column %q holds numbers: band it into categories, or see FAMD", numbers[0].variable.Name)
	}
	if len(active) == 0 {
		return nil, fmt.Errorf("no active variable")
	}
	if a.more, a.others, err = r.read(t, s.Supplementary); err != nil {
		return nil, err
	}
	if err := s.setPassive(active); err != nil {
		return nil, err
	}
	a.Warnings = warnings
	active = a.varying(active)
	a.divisor = float64(len(active))
	a.system = newSystem(r, s.Workers, nil, active)
	return a, nil
}

// setPassive marks the levels that make no axis.
func (s MCA) setPassive(active []*coded) error {
	var known []string
	for _, v := range active {
		for _, l := range v.empty {
			known = append(known, v.variable.Name+"="+l.Code)
		}
		for i := range v.levels {
			l := &v.levels[i]
			name := v.variable.Name + "=" + l.Code
			known = append(known, name)
			l.passive = l.missing != stats.Recorded && !s.ActiveMissing || slices.Contains(s.Passive, name)
		}
	}
	for _, name := range s.Passive {
		if !slices.Contains(known, name) {
			return fmt.Errorf("no level %s", stats.Unknown(name, known))
		}
	}
	return nil
}

// varying leaves out the variables that separate nobody.
func (a *analysis) varying(variables []*coded) []*coded {
	var kept []*coded
	var constant []string
	for _, v := range variables {
		if len(v.levels) < 2 || !slices.ContainsFunc(v.levels, func(l level) bool { return !l.passive }) {
			constant = append(constant, v.variable.Title())
			continue
		}
		kept = append(kept, v)
	}
	if len(constant) > 0 {
		a.Warnings = append(a.Warnings, stats.Say(a.lang, "Variables écartées, à une seule modalité ou jamais renseignées : ",
			"Variables left out, with a single level or never recorded: ")+list(constant, a.lang)+".")
	}
	return kept
}
