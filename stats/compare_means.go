package stats

import (
	"math"

	"github.com/askoria/verbatim/stats/internal/tail"
)

// MeanTests compare means. Those of two groups exist for two groups only.
type MeanTests struct {
	Student, Welch Test     // of two groups; R's t.test
	Pooled         Estimate // difference with Student's interval
	Difference     Estimate // difference with Welch's interval
	CohenD         Estimate // difference over the pooled standard deviation (Cohen 1988)
	HedgesG        Estimate // the same without its bias in small samples (Hedges 1981)
	ANOVA          Test     // F; R's aov
	WelchANOVA     Test     // F without equal variances (Welch 1951); R's oneway.test
	Between        Estimate // sum of squares
	Within         Estimate // sum of squares
	// Eta2 is the share of the variance that lies between the groups; Omega2
	// (Hays 1963) and Epsilon2 (Kelley 1935) correct it for chance.
	Eta2, Omega2, Epsilon2 Estimate
}

func (c *Comparison) means() {
	lang, m, k := c.Spec.Lang, &c.Means, float64(len(c.samples))
	m.Student.Name, m.Welch.Name = Say(lang, "t de Student", "Student's t"), Say(lang, "t de Welch", "Welch's t")
	m.ANOVA.Name, m.WelchANOVA.Name = Say(lang, "F d'analyse de variance", "F of analysis of variance"), Say(lang, "F de Welch", "Welch's F")
	if k != 2 {
		because(twoOnly(lang), []*Test{&m.Student, &m.Welch}, &m.Pooled, &m.Difference, &m.CohenD, &m.HedgesG)
	}
	if c.levels != nil {
		because(ordinalMean(lang), []*Test{&m.Student, &m.Welch, &m.ANOVA, &m.WelchANOVA}, &m.Pooled, &m.Difference,
			&m.CohenD, &m.HedgesG, &m.Between, &m.Within, &m.Eta2, &m.Omega2, &m.Epsilon2)
		return
	}
	n, mean, within, smallest := 0.0, 0.0, 0.0, math.Inf(1)
	for _, s := range c.samples {
		n += s.n
		mean += s.n * s.mean
		within += s.squares
		smallest = math.Min(smallest, s.n)
	}
	mean /= n
	between, constant := 0.0, 0
	for _, s := range c.samples {
		between += s.n * (s.mean - mean) * (s.mean - mean)
		constant += bit(s.constant)
	}
	pooled, each := "", "" // why there is no test with one variance, with one a group
	switch {
	case n <= k:
		pooled = Say(lang, "un seul dossier par groupe", "a single case in each group")
		each = pooled
	case within == 0:
		pooled = Say(lang, "aucune variation à l'intérieur des groupes", "no variation within groups")
		each = pooled
	case smallest < 2:
		each = Say(lang, "un groupe n'a qu'un dossier : pas de variance", "a group has a single case: no variance")
	case constant > 0 && (k > 2 || constant == 2):
		each = Say(lang, "un groupe est constant : sa variance est nulle", "a group is constant: its variance is zero")
	}
	m.ANOVA.Reason, m.WelchANOVA.Reason = pooled, each
	why := pooled
	if within == 0 && between > 0 && n > k {
		why = "" // shares of the variance exist without a test
	}
	because(why, nil, &m.Between, &m.Within, &m.Eta2, &m.Omega2, &m.Epsilon2)
	if why == "" {
		df1, df2 := k-1, n-k
		m.Between.Value, m.Within.Value = between, within
		all, noise := between+within, within/df2
		m.Eta2.Value, m.Omega2.Value, m.Epsilon2.Value = between/all, (between-df1*noise)/(all+noise), (between-df1*noise)/all
		if pooled == "" {
			m.ANOVA.f(between/df1/noise, df1, df2)
			low, high, ok := tail.Noncentrality(m.ANOVA.Statistic*df1, func(ncp float64) float64 {
				return tail.NoncentralF(m.ANOVA.Statistic, df1, df2, ncp)
			})
			if ok {
				m.Eta2.Low, m.Eta2.High, m.Eta2.Confidence = low/(low+n), high/(high+n), 0.95
			}
		}
	}
	if each == "" {
		m.WelchANOVA.welch(c.samples)
	}
	if k == 2 {
		m.two(c.samples[0], c.samples[1], pooled, each, lang)
	}
}

// because gives tests and estimates the reason why they do not exist.
func because(reason string, tests []*Test, estimates ...*Estimate) {
	for _, t := range tests {
		t.Reason = reason
	}
	for _, e := range estimates {
		e.Reason = reason
	}
}

// f is an F test.
func (t *Test) f(statistic, df1, df2 float64) {
	t.Statistic, t.DF, t.DF2, t.P = statistic, df1, df2, tail.F(statistic, df1, df2)
}

// welch weighs each mean by what is known of it.
func (t *Test) welch(samples []comparisonSample) {
	k, weights, mean := float64(len(samples)), 0.0, 0.0
	for _, s := range samples {
		if s.constant { // of two groups, one constant: t² of Welch's t
			t.Statistic, t.DF, t.DF2 = welchOfTwo(samples[0], samples[1])
			t.f(t.Statistic*t.Statistic, 1, t.DF2)
			return
		}
		w := s.n / s.variance()
		weights += w
		mean += w * s.mean
	}
	mean /= weights
	lack, between := 0.0, 0.0
	for _, s := range samples {
		w := s.n / s.variance()
		lack += (1 - w/weights) * (1 - w/weights) / (s.n - 1)
		between += w * (s.mean - mean) * (s.mean - mean)
	}
	lack /= k*k - 1
	t.f(between/((k-1)*(1+2*(k-2)*lack)), k-1, 1/(3*lack))
}

// welchOfTwo is t without equal variances, its standard error and its degrees
// of freedom (Satterthwaite 1946).
func welchOfTwo(x, y comparisonSample) (t, se, df float64) {
	a, b := x.variance()/x.n, y.variance()/y.n
	se = math.Sqrt(a + b)
	return (x.mean - y.mean) / se, se, (a + b) * (a + b) / (a*a/(x.n-1) + b*b/(y.n-1))
}

func (m *MeanTests) two(x, y comparisonSample, pooled, each, lang string) {
	gap := x.mean - y.mean
	around := func(test *Test, difference *Estimate, t, se, df float64) {
		test.Statistic, test.DF, test.P = t, df, tail.StudentT(t, df)
		spread := tail.StudentTQuantile(0.05, df) * se
		*difference = Estimate{Value: gap, Low: gap - spread, High: gap + spread, Confidence: 0.95}
	}
	m.Student.Reason, m.Welch.Reason = pooled, each
	m.Pooled, m.Difference = Estimate{Value: gap}, Estimate{Value: gap}
	m.CohenD.Reason, m.HedgesG.Reason = pooled, pooled
	if pooled == "" {
		df := x.n + y.n - 2
		sd := math.Sqrt((x.squares + y.squares) / df)
		root := math.Sqrt(1/x.n + 1/y.n)
		t := gap / (sd * root)
		around(&m.Student, &m.Pooled, t, sd*root, df)
		m.CohenD = Estimate{Value: gap / sd, Confidence: 0.95}
		m.CohenD.Low, m.CohenD.High = root*noncentralOf(t, df, 0.975), root*noncentralOf(t, df, 0.025)
		j := math.Exp(lgammaOf(df/2)-lgammaOf((df-1)/2)) / math.Sqrt(df/2)
		if df > 1 {
			m.HedgesG = Estimate{Value: j * m.CohenD.Value, Low: j * m.CohenD.Low, High: j * m.CohenD.High, Confidence: 0.95}
		} else {
			m.HedgesG.Reason = Say(lang, "moins de 4 cas", "fewer than 4 cases")
		}
	}
	if each == "" {
		t, se, df := welchOfTwo(x, y)
		around(&m.Welch, &m.Difference, t, se, df)
	}
}

// noncentralOf is the noncentrality with which a t as small as this one has the
// probability p.
func noncentralOf(t, df, p float64) float64 {
	f := func(ncp float64) float64 { return tail.NoncentralT(t, df, ncp) - p }
	step := 4 + math.Abs(t)/4
	low, high := t-step, t+step
	for f(low) < 0 {
		low -= step
	}
	for f(high) > 0 {
		high += step
	}
	return tail.Root(f, low, high)
}

func lgammaOf(x float64) float64 {
	value, _ := math.Lgamma(x)
	return value
}

func twoOnly(lang string) string {
	return Say(lang, "seulement pour deux groupes", "for two groups only")
}
