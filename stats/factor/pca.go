package factor

import "github.com/askoria/verbatim/stats"

// PCA is principal component analysis of numbers, after the French convention:
// deviations divide by n, so that the eigenvalues of standardised numbers add
// up to their count.
//
// Cases, active and supplementary numbers and the levels of supplementary
// categories (at the mean of their cases) lie on the axes. A missing number is
// replaced by the mean, and said; numbers that do not vary are left out (Pearson
// 1901; Hotelling 1933; Lebart, Morineau and Piron 1995). Agrees with R's
// FactoMineR::PCA, but that the mean is of active cases only: in R supplementary
// ones move it, and with it the axes.
type PCA struct {
	Active        []string // columns of numbers that make the axes
	Supplementary []string // columns placed on them; categories too
	Raw           bool     // keep the units: covariances in the place of correlations
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

// PrincipalComponents is the result of PCA.
type PrincipalComponents struct {
	Spec PCA
	Space
}

// Of analyses the cases. Errors are unknown columns, active columns that hold
// no numbers, and negative weights.
func (s PCA) Of(t *stats.Table) (*PrincipalComponents, error) {
	space, err := plan{
		settings: settings{s.Axes, s.Flip, s.Lang}, method: pca,
		active: s.Active, supplementary: s.Supplementary, raw: s.Raw,
		supplementaryCases: s.SupplementaryCases, weight: s.Weight, id: s.ID,
		scale: Burt, rare: s.Rare, workers: s.Workers, cases: s.Cases,
	}.of(t)
	if err != nil {
		return nil, err
	}
	return &PrincipalComponents{s, space}, nil
}
