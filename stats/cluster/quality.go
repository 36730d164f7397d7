package cluster

import (
	"context"
	"fmt"
	"math"

	"github.com/askoria/verbatim/stats"
)

// Quality says how well classes hold together and apart, by distances: the
// silhouette of each case (Rousseeuw 1987), from -1 to 1, and what each class is
// like. Near 1 a case is far from other classes, below 0 it is nearer to another
// class than to its own; a case alone in its class has 0. A mean up to 0.25 shows
// no structure, up to 0.5 a weak one, up to 0.7 a reasonable one (Kaufman and
// Rousseeuw 1990); a low mean is usual with social data. Undefined with one class.
// Agrees with R's cluster::silhouette and pam.
type Quality struct {
	Workers int    // 0: all processors; the result is the same to the last bit
	Cases   string // what a row of the data is, in the plural; "dossiers"
	Lang    string // "en" for English; French otherwise
}

// Assessment is the result of Quality.
type Assessment struct {
	Spec Quality
	Partition
	Cases   []Silhouette   // of all cases; zero outside all classes
	Class   []ClassQuality // of each class
	Average stats.Estimate // of all silhouettes
	// Separation is the smallest distance of two classes as a share of the widest
	// class (Dunn 1974).
	Separation stats.Estimate
	// R2 is the share of the sum of squared distances that lies between classes,
	// and F the pseudo F (Caliński and Harabasz 1974), for Euclidean distances.
	R2, F stats.Estimate
}

// Silhouette is where a case lies between its class and the nearest other one.
type Silhouette struct {
	Neighbour       int // the nearest other class; -1 where there is none
	Width           float64
	Inside, Outside float64 // mean distance to its class and to the neighbour
}

// ClassQuality is what a class is like; distances are 0 where there is no other
// case.
type ClassQuality struct {
	Width      stats.Estimate // the mean silhouette
	Below      int            // cases with a silhouette below 0
	Medoid     int            // the case nearest to all others, the first if tied
	Farthest   float64        // distance to the medoid
	Mean       float64        // distance to the medoid, its own 0 included
	Diameter   float64        // largest distance inside the class
	Separation float64        // smallest distance to a case outside
}

// Of assesses the classes of cases, from 0; below 0 is outside all classes.
func (s Quality) Of(ctx context.Context, d stats.Distancer, classes []int) (*Assessment, error) {
	r, err := s.of(ctx, d, classes)
	if err != nil {
		return nil, fmt.Errorf("quality: %w", err)
	}
	return r, nil
}

func (s Quality) of(ctx context.Context, d stats.Distancer, classes []int) (*Assessment, error) {
	n, k := d.Len(), 0
	if len(classes) != n {
		return nil, fmt.Errorf("%d classes for %d cases", len(classes), n)
	}
	for _, c := range classes {
		k = max(k, c+1)
	}
	if k > n {
		return nil, fmt.Errorf("class %d of %d cases; number classes from 0 on", k-1, n)
	}
	m, err := matrixOf(ctx, d, s.Workers)
	if err != nil {
		return nil, err
	}
	r := &Assessment{Spec: s, Partition: newPartition(classes, k, s.Cases, s.Lang), Cases: make([]Silhouette, n), Class: make([]ClassQuality, k)}
	sums := make([]float64, n) // of distances to the own class
	squares := make([]float64, n)
	wide, near := make([]float64, n), make([]float64, n)
	m.rows(s.Workers, func(i int, row []float64) {
		own := classes[i]
		if own < 0 || ctx.Err() != nil {
			return
		}
		to := make([]float64, k)
		near[i] = math.Inf(1)
		for j, x := range row {
			c := classes[j]
			if c < 0 {
				continue
			}
			to[c] += x
			if c == own {
				wide[i] = max(wide[i], x)
				squares[i] += x * x
			} else {
				near[i] = min(near[i], x)
			}
		}
		sums[i] = to[own]
		r.Cases[i] = silhouette(own, to, r.Sizes)
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r.summarise(m, sums, wide, near)
	r.inertia(m, squares)
	return r, nil
}

// silhouette is that of a case from the sums of its distances to each class.
func silhouette(own int, to []float64, sizes []int) Silhouette {
	s := Silhouette{Neighbour: -1}
	for c, sum := range to {
		if c == own || sizes[c] == 0 {
			continue
		}
		if mean := sum / float64(sizes[c]); s.Neighbour < 0 || mean < s.Outside {
			s.Neighbour, s.Outside = c, mean
		}
	}
	if sizes[own] > 1 {
		s.Inside = to[own] / float64(sizes[own]-1)
		if far := max(s.Inside, s.Outside); far > 0 && s.Neighbour >= 0 {
			s.Width = (s.Outside - s.Inside) / far
		}
	}
	return s
}

// summarise describes the classes.
func (r *Assessment) summarise(m *Matrix, sums, wide, near []float64) {
	one := stats.Say(r.Spec.Lang, "une seule classe", "a single class")
	several := 0
	for c := range r.Class {
		r.Class[c] = ClassQuality{Medoid: -1, Width: stats.Estimate{Reason: stats.Say(r.Spec.Lang, "classe vide", "empty class")}}
		if r.Sizes[c] > 0 {
			several++
		}
	}
	all, widest, nearest := 0.0, 0.0, math.Inf(1)
	for i, c := range r.Classes {
		if c < 0 {
			continue
		}
		q := &r.Class[c]
		if q.Medoid < 0 {
			*q = ClassQuality{Medoid: i, Separation: math.Inf(1)}
		}
		if clearly(sums[i], sums[q.Medoid], sums[i]) {
			q.Medoid = i
		}
		q.Width.Value += r.Cases[i].Width / float64(r.Sizes[c])
		all += r.Cases[i].Width / float64(r.N)
		if r.Cases[i].Width < 0 {
			q.Below++
		}
		q.Diameter, q.Separation = max(q.Diameter, wide[i]), min(q.Separation, near[i])
		widest, nearest = max(widest, wide[i]), min(nearest, near[i])
	}
	for i, c := range r.Classes {
		if c >= 0 {
			q := &r.Class[c]
			q.Farthest = max(q.Farthest, m.At(i, q.Medoid))
			q.Mean += m.At(i, q.Medoid) / float64(r.Sizes[c])
		}
	}
	r.Average, r.Separation = stats.Estimate{Value: all}, stats.Estimate{Value: nearest / widest}
	switch {
	case several < 2:
		r.Average, r.Separation = stats.Estimate{Reason: one}, stats.Estimate{Reason: one}
		for c := range r.Class {
			r.Class[c].Separation = 0
			if r.Sizes[c] > 0 {
				r.Class[c].Width = stats.Estimate{Reason: one}
			}
		}
	case widest == 0:
		r.Separation = stats.Estimate{Reason: stats.Say(r.Spec.Lang, "aucune distance dans les classes", "no distance inside classes")}
	}
}

// inertia measures R2 and F.
func (r *Assessment) inertia(m *Matrix, squares []float64) {
	inside, total := 0.0, 0.0
	several := 0
	for i, c := range r.Classes {
		if c < 0 {
			continue
		}
		inside += squares[i] / (2 * float64(r.Sizes[c]))
		for at, x := range m.after(i) {
			if r.Classes[i+1+at] >= 0 {
				total += x * x / float64(r.N)
			}
		}
	}
	for _, n := range r.Sizes {
		if n > 0 {
			several++
		}
	}
	d1, d2 := float64(several-1), float64(r.N-several)
	if total == 0 {
		reason := stats.Say(r.Spec.Lang, "les cas ne diffèrent pas", "cases do not differ")
		r.R2, r.F = stats.Estimate{Reason: reason}, stats.Estimate{Reason: reason}
		return
	}
	r.R2 = stats.Estimate{Value: 1 - inside/total}
	r.F = stats.Estimate{Value: (total - inside) / d1 / (inside / d2)}
	if d1 == 0 || d2 == 0 || inside == 0 {
		r.F = stats.Estimate{Reason: stats.Say(r.Spec.Lang, "une seule classe, ou rien ne varie dans les classes", "a single class, or nothing varies inside classes")}
	}
}
