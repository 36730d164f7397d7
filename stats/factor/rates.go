package factor

import "github.com/askoria/verbatim/stats"

// correct corrects the eigenvalues for what variables say of themselves.
func (a *analysis) correct() {
	q := a.divisor
	own := 0.0 // inertia of the variables crossed with themselves
	for v, variable := range a.coded {
		for i, x := range variable.levels {
			for j, y := range variable.levels {
				if x.passive || y.passive {
					continue
				}
				together := 0.0
				if i == j {
					together = a.shares[a.first[v]+i]
				}
				m := a.centred(together, a.shares[a.first[v]+i], a.shares[a.first[v]+j])
				own += m * m / (q * q)
			}
		}
	}
	burt, sum := 0.0, 0.0
	adjusted := func(eigenvalue float64) float64 {
		if eigenvalue <= 1/q*(1+1e-12) || q < 2 {
			return 0
		}
		x := q / (q - 1) * (eigenvalue - 1/q)
		return x * x
	}
	for _, axis := range a.Axes {
		burt += axis.Eigenvalue * axis.Eigenvalue
		sum += adjusted(axis.Eigenvalue)
	}
	between := q / (q - 1) * (burt - own)
	benzecri, greenacre := 0.0, 0.0
	for i := range a.Axes {
		axis := &a.Axes[i]
		axis.Burt = axis.Eigenvalue * axis.Eigenvalue
		value := adjusted(axis.Eigenvalue)
		if value == 0 {
			reason := stats.Say(a.lang, "valeur propre sous 1/Q : l'axe ne dit pas plus qu'une variable seule",
				"eigenvalue below 1/Q: the axis says no more than a variable alone")
			if q < 2 {
				reason = stats.Say(a.lang, "une seule variable active", "a single active variable")
			}
			none := stats.Estimate{Reason: reason}
			axis.Adjusted, axis.Benzecri, axis.Greenacre, axis.BenzecriCumulated, axis.GreenacreCumulated = none, none, none, none, none
			continue
		}
		benzecri += 100 * value / sum
		greenacre += 100 * value / between
		axis.Adjusted.Value = value
		axis.Benzecri.Value, axis.BenzecriCumulated.Value = 100*value/sum, benzecri
		axis.Greenacre.Value, axis.GreenacreCumulated.Value = 100*value/between, greenacre
	}
	if kept := a.Kept; a.scale == Adjusted {
		for a.Kept > 0 && !a.Axes[a.Kept-1].Adjusted.Defined() {
			a.Kept--
		}
		if a.Kept < kept {
			a.warn("Échelle corrigée : %d axes seulement ont des coordonnées, les autres sont sous 1/Q.",
				"Adjusted scale: only %d axes have coordinates, the others are below 1/Q.", a.Kept)
		}
	}
}
