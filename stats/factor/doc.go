// Package factor places levels, variables and cases on a few axes: the
// factorial analyses of the French tradition.
//
// CA takes a table of counts; MCA, many categories of the same cases; PCA,
// numbers; FAMD, both.
//
//	m, err := factor.MCA{Active: family, Supplementary: measures}.Of(cases)
//
// The sign of an axis follows a rule: the column (level or variable) that lies
// farthest from the centre on it is on the positive side, the first of several;
// of mixed data, the one that contributes most. Flip turns axes round. Axes with
// equal eigenvalues can be turned among themselves at will: a warning names them.
//
// Axes come from the matrix of levels and numbers crossed with each other (the
// Burt table, the correlations), so that 100,000 cases are as light as their
// coordinates. A result keeps all that a figure or a clustering needs: Space.
package factor
