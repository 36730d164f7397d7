// Package factor places levels, variables and cases on a few axes: the
// factorial analyses of the French tradition.
//
// CA takes a table of counts; MCA, many categories of the same cases; PCA,
// numbers; FAMD, both.
//
//	m, err := factor.MCA{Active: family, Supplementary: measures}.Of(cases)
//
// The sign of an axis follows a rule: the column (level or variable) that lies
// farthest from the centre is on the positive side, the first of several;
// Flip turns axes round. Axes with equal eigenvalues can be turned among
// themselves at will: a warning names them.
package factor
