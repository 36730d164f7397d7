package factor

import "github.com/askoria/verbatim/stats"

// MCA is multiple correspondence analysis: cases and the levels of their
// categories, flags and sets (each option a variable) on axes.
//
// Coordinates, contributions, cos2, v-tests and eta2 are those of the indicator
// matrix; rates are given raw, after Benzécri (1979) and after Greenacre (1988).
// Missing values and the levels named Passive make no axis, while variables keep
// their margins: specific MCA (Le Roux and Rouanet 2010). Levels that no case
// has, and variables with one level, are left out. Agrees with R's
// FactoMineR::MCA (excl for passive levels) and ca::mjca.
type MCA struct {
	Active        []string // columns that make the axes
	Supplementary []string // columns placed on them; numbers too
	// Passive names levels that make no axis, "variable=code".
	Passive []string
	// ActiveMissing makes of each reason for missing a level like others.
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
	Rare    float64
	Workers int    // 0: all processors; the result is the same to the last bit
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
	space, err := plan{
		settings: settings{s.Axes, s.Flip, s.Lang}, method: mca,
		active: s.Active, supplementary: s.Supplementary, passive: s.Passive, activeMissing: s.ActiveMissing,
		supplementaryCases: s.SupplementaryCases, weight: s.Weight, id: s.ID,
		scale: s.Scale, rare: s.Rare, workers: s.Workers, cases: s.Cases,
	}.of(t)
	if err != nil {
		return nil, err
	}
	return &MultipleCorrespondence{s, space}, nil
}
