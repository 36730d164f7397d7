package cluster

import (
	"fmt"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Tables are the classes with their centres.
func (r *Centred) Tables() []*stats.Table { return r.render(r.veil(nil)) }

// Hide is the result with classes hidden.
func (r *Centred) Hide(masks []stats.Mask) stats.Tabler { return shown(r.render(r.veil(masks))) }

// String is the tables as text.
func (r *Centred) String() string { return printed(r.lang, r.Tables()...) }

func (r *Centred) render(v veil) []*stats.Table {
	columns := append([]stats.Column{
		r.figure("intra", "Inertie intra", "Inertia inside", stats.Number, v, func(c int) (float64, stats.Missing) { return r.Within[c], stats.Recorded }),
	}, r.centerColumns(v, r.Centres)...)
	t := r.table(r.say("Classes autour de centres (k-means)", "Classes around centres (k-means)"), v, columns...)
	caption := t.Caption()
	if r.Total > 0 {
		caption.Reading = format(r.lang, "Lecture : %s de l'inertie est entre les classes.", "Reading: %s of the inertia lies between classes.", percent(100*r.Between/r.Total, r.lang))
	}
	method := format(r.lang, "%v, %d départs (k-means++), graine %d.", "%v, %d starts (k-means++), seed %d.", r.Spec.Algorithm, r.Spec.Starts, r.Spec.Seed)
	if r.Spec.Centres != nil {
		method = format(r.lang, "%v, depuis les centres donnés.", "%v, from the centres given.", r.Spec.Algorithm)
	}
	caption.Notes = append([]string{method}, caption.Notes...)
	return []*stats.Table{t.Captioned(caption)}
}

// Tables are the classes. Medoids are persons: which ones is in the result only.
func (r *MedoidPartition) Tables() []*stats.Table { return r.render(r.veil(nil)) }

// Hide is the result with classes hidden.
func (r *MedoidPartition) Hide(masks []stats.Mask) stats.Tabler {
	return shown(r.render(r.veil(masks)))
}

// String is the tables as text.
func (r *MedoidPartition) String() string { return printed(r.lang, r.Tables()...) }

func (r *MedoidPartition) render(v veil) []*stats.Table {
	t := r.table(r.say("Classes autour de médoïdes (PAM)", "Classes around medoids (PAM)"), v)
	caption := t.Caption()
	caption.Reading = format(r.lang, "Lecture : distance moyenne au médoïde %s, après %d échanges.", "Reading: mean distance to the medoid %s, after %d exchanges.",
		stats.Number.Number(r.Distance, r.lang), r.Swaps)
	return []*stats.Table{t.Captioned(caption)}
}

// Tables are the classes with their silhouettes and distances.
func (r *Assessment) Tables() []*stats.Table { return r.render(r.veil(nil)) }

// Hide is the result with classes hidden.
func (r *Assessment) Hide(masks []stats.Mask) stats.Tabler { return shown(r.render(r.veil(masks))) }

// String is the tables as text.
func (r *Assessment) String() string { return printed(r.lang, r.Tables()...) }

func (r *Assessment) render(v veil) []*stats.Table {
	distance := func(name, french, english string, of func(q ClassQuality) float64) stats.Column {
		return r.figure(name, french, english, stats.Number, v, func(c int) (float64, stats.Missing) { return stats.Defined(of(r.Class[c]), r.Sizes[c] > 0) })
	}
	columns := []stats.Column{
		r.figure("silhouette", "Silhouette moyenne", "Mean silhouette", stats.Coefficient, v, func(c int) (float64, stats.Missing) { return estimate(r.Class[c].Width) }),
		r.figure("negatives", "Silhouettes négatives", "Negative silhouettes", stats.Count, v, func(c int) (float64, stats.Missing) {
			return stats.Defined(float64(r.Class[c].Below), r.Class[c].Width.Defined())
		}),
		distance("distance_moyenne", "Distance moyenne au médoïde", "Mean distance to the medoid", func(q ClassQuality) float64 { return q.Mean }),
		distance("diametre", "Diamètre", "Diameter", func(q ClassQuality) float64 { return q.Diameter }),
		distance("separation", "Séparation", "Separation", func(q ClassQuality) float64 { return q.Separation }),
	}
	t := r.table(r.say("Qualité des classes", "Quality of classes"), v, columns...)
	caption := t.Caption()
	var parts []string
	for _, part := range []struct {
		name string
		e    stats.Estimate
	}{
		{r.say("silhouette moyenne", "mean silhouette"), r.Average},
		{"R²", r.R2},
		{r.say("pseudo-F", "pseudo F"), r.F},
		{r.say("séparation / diamètre (Dunn)", "separation / diameter (Dunn)"), r.Separation},
	} {
		if part.e.Defined() {
			parts = append(parts, part.name+" "+stats.Coefficient.Number(part.e.Value, r.lang))
		}
	}
	caption.Test = strings.Join(parts, r.say(" ; ", "; "))
	caption.Notes = append(caption.Notes, r.say(
		"Silhouette : jusqu'à 0,25 pas de structure, 0,50 faible, 0,70 raisonnable, au-delà forte (Kaufman et Rousseeuw 1990).",
		"Silhouette: up to 0.25 no structure, 0.50 weak, 0.70 reasonable, beyond strong (Kaufman and Rousseeuw 1990)."))
	return []*stats.Table{t.Captioned(caption)}
}

// Tables are the classes with how they came back.
func (r *Resampled) Tables() []*stats.Table { return r.render(r.veil(nil)) }

// Hide is the result with classes hidden.
func (r *Resampled) Hide(masks []stats.Mask) stats.Tabler { return shown(r.render(r.veil(masks))) }

// String is the tables as text.
func (r *Resampled) String() string { return printed(r.lang, r.Tables()...) }

func (r *Resampled) render(v veil) []*stats.Table {
	figure := func(name, french, english string, as stats.Format, of func(s ClassStability) float64) stats.Column {
		return r.figure(name, french, english, as, v, func(c int) (float64, stats.Missing) {
			return stats.Defined(of(r.Class[c]), r.Class[c].Jaccard.Defined())
		})
	}
	t := r.table(r.say("Stabilité des classes", "Stability of classes"), v,
		figure("jaccard", "Jaccard moyen", "Mean Jaccard", stats.Coefficient, func(s ClassStability) float64 { return s.Jaccard.Value }),
		figure("bas", "2,5 %", "2.5%", stats.Coefficient, func(s ClassStability) float64 { return s.Jaccard.Low }),
		figure("haut", "97,5 %", "97.5%", stats.Coefficient, func(s ClassStability) float64 { return s.Jaccard.High }),
		figure("retrouvee", "% retrouvée", "% recovered", stats.Percent, func(s ClassStability) float64 { return s.Recovered }),
		figure("dissoute", "% dissoute", "% dissolved", stats.Percent, func(s ClassStability) float64 { return s.Dissolved }),
		text("lecture", r.say("Lecture", "Reading"), len(r.Sizes), func(c int) string {
			if v.classes[c] {
				return stats.Secret.Code()
			}
			return r.verdict(r.Class[c].Jaccard)
		}))
	caption := t.Caption()
	caption.Notes = append([]string{format(r.lang,
		"Bootstrap de %d tirages, graine %d ; ressemblance de Jaccard avec la classe la plus proche (Hennig 2007). Retrouvée : à partir de 0,75 ; dissoute : jusqu'à 0,5.",
		"Bootstrap of %d draws, seed %d; Jaccard similarity with the nearest class (Hennig 2007). Recovered: from 0.75 on; dissolved: up to 0.5.",
		r.Draws, r.Spec.Seed)}, caption.Notes...)
	return []*stats.Table{t.Captioned(caption)}
}

func (r *Resampled) verdict(e stats.Estimate) string {
	switch {
	case !e.Defined():
		return e.Reason
	case e.Value >= 0.85:
		return r.say("très stable", "very stable")
	case e.Value >= 0.75:
		return r.say("stable", "stable")
	case e.Value >= 0.6:
		return r.say("une tendance, aux contours incertains", "a pattern with doubtful limits")
	}
	return r.say("peu fiable", "not to be trusted")
}

// Tables is the last twenty steps, from one class on.
func (t *Dendrogram) Tables() []*stats.Table {
	lang, n := t.Spec.Lang, min(20, len(t.Merges))
	known := func(x float64) (float64, stats.Missing) { return x, stats.Recorded }
	columns := []stats.Column{
		figures("classes", "Classes", stats.Count, n, func(row int) (float64, stats.Missing) { return known(float64(row + 2)) }),
		figures("hauteur", stats.Say(lang, "Hauteur", "Height"), stats.Number, n, func(row int) (float64, stats.Missing) {
			return known(t.Merges[len(t.Merges)-1-row].Height)
		}),
	}
	if gains := t.Gains(); gains != nil {
		total := 0.0
		for i := len(gains) - 1; i >= 0; i-- {
			total += gains[i]
		}
		columns = append(columns, figures("gain", stats.Say(lang, "Gain (% de l'inertie)", "Gain (% of inertia)"), stats.Percent, n, func(row int) (float64, stats.Missing) {
			return stats.Defined(100*gains[row]/total, total > 0)
		}))
	}
	return []*stats.Table{stats.MustTable(fmt.Sprintf("%s – %s", stats.Say(lang, "Arbre", "Tree"), t.Spec.Linkage.Label(lang)), columns...).Captioned(stats.Caption{
		Reading:    stats.Say(lang, "Lecture : passer à tant de classes défait l'étape de cette hauteur.", "Reading: going to so many classes undoes the step of that height."),
		Population: wordOf(t.Spec.Cases, lang) + ", " + counted(t.N, false, lang), Notes: t.Warnings,
	})}
}

// String is the table of the last steps as text.
func (t *Dendrogram) String() string { return printed(t.Spec.Lang, t.Tables()...) }
