package factor

import "github.com/askoria/verbatim/stats"

// FAMD is factor analysis of mixed data: numbers and categories make the axes
// together, each standardised number and each variable with categories at most
// the inertia of its kind in PCA and MCA.
//
// Levels lie at the mean of their cases. Missing numbers are replaced by the
// mean, and said; missing levels and those named Passive make no axis. Columns
// that do not vary are left out (Escofier 1979; Pagès 2004). Agrees with R's
// FactoMineR::FAMD, which stops on missing numbers.
type FAMD struct {
	Active        []string // columns that make the axes
	Supplementary []string // columns placed on them
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
	Axes   int    // with coordinates; 0 is 5, below 0 all
	Flip   []int  // axes to turn round, from 1
	// Rare is the share of cases, in per cent, under which a level is flagged; 0 is 5.
	Rare    float64
	Workers int    // 0: all processors; the result is the same to the last bit
	Cases   string // what a row of the data is, in the plural; "dossiers"
	Lang    string // "en" for English; French otherwise
}

// MixedData is the result of FAMD.
type MixedData struct {
	Spec FAMD
	Space
}

// Of analyses the cases. Errors are unknown columns and levels, columns that
// hold dates or texts, and negative weights.
func (s FAMD) Of(t *stats.Table) (*MixedData, error) {
	space, err := plan{
		settings: settings{s.Axes, s.Flip, s.Lang}, method: famd,
		active: s.Active, supplementary: s.Supplementary, passive: s.Passive, activeMissing: s.ActiveMissing,
		supplementaryCases: s.SupplementaryCases, weight: s.Weight, id: s.ID,
		scale: Burt, rare: s.Rare, workers: s.Workers, cases: s.Cases,
	}.of(t)
	if err != nil {
		return nil, err
	}
	return &MixedData{s, space}, nil
}
