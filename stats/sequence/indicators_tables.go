package sequence

import (
	"fmt"
	"math"

	"github.com/askoria/verbatim/stats"
)

// Tables is one row a sequence.
func (r *IndicatorTable) Tables() []*stats.Table {
	say := func(french, english string) string { return stats.Say(r.Spec.Lang, french, english) }
	count := func(name, french, english string, of func(Indicator) int) stats.Column {
		return column(name, say(french, english), stats.Count, r.Sequences, func(x Indicator) float64 { return float64(of(x)) })
	}
	figure := func(name, french, english string, of func(Indicator) stats.Estimate) stats.Column {
		return estimates(name, say(french, english), stats.Coefficient, r.Sequences, of)
	}
	sure := func(of func(Indicator) float64) func(Indicator) stats.Estimate {
		return func(x Indicator) stats.Estimate {
			e := stats.Estimate{Value: of(x)}
			if math.IsInf(e.Value, 0) {
				e = stats.Estimate{Reason: say("trop grand", "too large")}
			}
			return e
		}
	}
	return []*stats.Table{stats.MustTable(say("Indicateurs de chaque séquence", "Indicators of each sequence"),
		words("id", say("Personne", "Person"), r.Sequences, func(x Indicator) string { return x.ID }),
		words("sequence", say("Séquence", "Sequence"), r.Sequences, func(x Indicator) string { return x.Text }),
		count("longueur", "Longueur", "Length", func(x Indicator) int { return x.Length }),
		count("connues", "Positions connues", "Known positions", func(x Indicator) int { return x.Known }),
		count("episodes", "Épisodes", "Spells", func(x Indicator) int { return x.Spells }),
		count("etats", "États traversés", "States visited", func(x Indicator) int { return x.Visited }),
		count("transitions", "Transitions", "Transitions", func(x Indicator) int { return x.Transitions }),
		figure("recurrence", "Récurrence", "Recurrence", func(x Indicator) stats.Estimate { return x.Recurrence }),
		figure("duree_moyenne", "Durée moyenne d'un épisode", "Mean spell length", func(x Indicator) stats.Estimate { return x.MeanSpell }),
		figure("ecart_type", "Écart-type des durées", "SD of spell lengths", func(x Indicator) stats.Estimate { return x.SpellSD }),
		figure("entropie", "Entropie", "Entropy", func(x Indicator) stats.Estimate { return x.Entropy }),
		figure("volatilite", "Volatilité", "Volatility", func(x Indicator) stats.Estimate { return x.Volatility }),
		figure("complexite", "Complexité", "Complexity", func(x Indicator) stats.Estimate { return x.Complexity }),
		figure("sous_sequences", "Sous-séquences", "Subsequences", sure(func(x Indicator) float64 { return x.Subsequences })),
		figure("turbulence", "Turbulence", "Turbulence", func(x Indicator) stats.Estimate { return x.Turbulence }),
		figure("turbulence_norm", "Turbulence normalisée", "Normalised turbulence", func(x Indicator) stats.Estimate { return x.TurbulenceShare }),
		figure("turbulence_2", "Turbulence, type 2", "Turbulence, type 2", sure(func(x Indicator) float64 { return x.Turbulence2 })),
		figure("turbulence_2_norm", "Turbulence de type 2 normalisée", "Normalised turbulence, type 2", sure(func(x Indicator) float64 { return x.Turbulence2Share })),
	).Captioned(stats.Caption{
		Population: fmt.Sprintf(say("%d séquences, %d positions sans état connu", "%d sequences, %d positions without a known state"), r.N, r.Unknown),
		Notes:      r.Warnings,
	})}
}

// String is the first sequences as text.
func (r *IndicatorTable) String() string { return stats.Printer{Lang: r.Spec.Lang}.Of(r.Tables()[0]) }
