package exact

// Stratified is the exact test that the odds ratio common to 2×2 tables
// a b / c d is 1, and its conditional maximum-likelihood estimate with the exact
// 95 % interval (Cox 1970; Mehta, Patel and Gray 1985). The law is that of the
// sum of the first cells given all margins. It gives up, and ok is false, after
// so many steps of work, and where the margins of all strata allow one table
// only.
func Stratified(tables [][4]int, steps int) (p, ratio, low, high float64, ok bool) {
	sum := law{}
	work, width := 0, 1
	var each []hypergeometric
	for _, t := range tables {
		h := newHypergeometric(t[0], t[1], t[2], t[3])
		each = append(each, h)
		sum.low += h.low
		sum.high += h.high
		sum.seen += h.seen
		work += width * (h.high - h.low + 1)
		width += h.high - h.low
	}
	// A search evaluates the law some 200 times.
	if work > steps/200 || sum.low == sum.high {
		return 0, 0, 0, 0, false
	}
	sum.weights = func(odds float64) (first int, w []float64) {
		w = []float64{1}
		for _, h := range each {
			low, own := h.weights(odds)
			first += low
			w = convolved(w, own)
		}
		return first, w
	}
	ratio, low, high, ok = sum.ratio(1, sum.excess)
	return sum.twoSided(), ratio, low, high, ok
}

// convolved is the law of a sum, scaled so that the largest weight is 1.
func convolved(a, b []float64) []float64 {
	sum := make([]float64, len(a)+len(b)-1)
	most := 0.0
	for i, x := range a {
		if x == 0 {
			continue
		}
		for j, y := range b {
			sum[i+j] += x * y
		}
	}
	for _, x := range sum {
		most = max(most, x)
	}
	for i := range sum {
		sum[i] /= most
	}
	return sum
}
