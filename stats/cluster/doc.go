// Package cluster finds classes of cases that are alike, and says what they are
// made of: the typologies of the French tradition.
//
// Distances come from a table (Gower), from coordinates (Points, those of a
// factorial analysis for instance) or from anything that answers Len and At.
// Tree, Medoids and KMeans make classes; HCPC chains them on a factorial
// analysis, with the number of classes proposed. Quality and Stability say what
// the classes are worth, Profiles what sets each of them apart, Explain what goes
// with a number.
//
//	types, err := cluster.HCPC{}.Of(ctx, &axes.Space)
//	data, err := cases.With(types.Column("classe"))
//	cards, err := cluster.Profiles{Classes: "classe", Columns: family}.Of(data)
//
// Classes are counted from 0 in code and from 1 in what people read. Ties go to
// the lowest row unless a method says otherwise. A typology sorts cases; it does
// not explain them.
package cluster
