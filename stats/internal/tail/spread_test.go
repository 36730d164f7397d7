package tail

import (
	"math"
	"testing"
)

// mpmath, the double integral to 25 digits; the others R 4.2: ptukey(q, k, df,
// lower = FALSE), which is good to 1e-11 there.
func TestStudentizedRange(t *testing.T) {
	for _, c := range [][4]float64{
		{4.1, 5, 111, 0.0357536405016974943},
		{12, 10, 20, 1.745621468890374e-06},
		{9, 3, math.Inf(1), 5.897436416604921e-10},
		{3.5, 3, 10, 0.0771033108386604},
		{8, 4, 3, 0.0325926642301475},
		{0.5, 3, 27, 0.9335866646686992},
	} {
		check(t, "StudentizedRange", StudentizedRange(c[0], c[1], c[2]), c[3], 1e-10)
	}
	// The range of two values is a difference: Student's t, in closed form.
	for _, q := range []float64{0.1, 1, 3, 12} {
		for _, df := range []float64{1, 2, 7, 30} {
			check(t, "range of two", StudentizedRange(q, 2, df), StudentT(q/math.Sqrt2, df), 1e-11)
		}
		check(t, "range of two, variance known", StudentizedRange(q, 2, math.Inf(1)), Normal(q/math.Sqrt2), 1e-12)
	}
	if StudentizedRange(0, 4, 10) != 1 || StudentizedRange(math.Inf(1), 4, 10) != 0 {
		t.Error("at 0 the tail is 1, at infinity 0")
	}
}

// R 4.2: qt(0.975, 13), qt(1-0.5e-9, 1); pt(2, 10, 1.5), pt(-1, 3, -4)
func TestSpreadQuantiles(t *testing.T) {
	check(t, "StudentTQuantile", StudentTQuantile(0.05, 13), 2.1603686564627913, 1e-13)
	check(t, "StudentTQuantile", StudentTQuantile(1e-9, 1), 636619772.3675814, 1e-10)
	check(t, "StudentizedRangeQuantile", StudentizedRange(StudentizedRangeQuantile(0.05, 6, 14), 6, 14), 0.05, 1e-12)
	check(t, "NoncentralT", NoncentralT(2, 10, 1.5), 0.65915407244202628, 1e-12)
	check(t, "NoncentralT without", NoncentralT(-1.3, 7, 0), StudentT(1.3, 7)/2, 1e-12)
}

func BenchmarkStudentizedRange(b *testing.B) {
	for b.Loop() {
		StudentizedRange(3.5, 5, 60)
	}
}
