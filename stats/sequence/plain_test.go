package sequence

// plain is optimal matching as it is written in the books; with skip it leaves
// out what both begin and end with, as the reference program does.
func plain(x, y []int, c *Costs, skip bool) float64 {
	for skip && len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for skip && len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	table := make([][]float64, len(x)+1)
	for i := range table {
		table[i] = make([]float64, len(y)+1)
		for j := range table[i] {
			switch {
			case i == 0 && j == 0:
			case i == 0:
				table[i][j] = table[i][j-1] + c.Indel[y[j-1]]
			case j == 0:
				table[i][j] = table[i-1][j] + c.Indel[x[i-1]]
			default:
				table[i][j] = min(table[i-1][j-1]+c.Substitution[x[i-1]][y[j-1]],
					table[i-1][j]+c.Indel[x[i-1]], table[i][j-1]+c.Indel[y[j-1]])
			}
		}
	}
	return table[len(x)][len(y)]
}
