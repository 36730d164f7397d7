package cluster

import (
	"fmt"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Tables are the classes with their centres, what each number of classes adds,
// the classes of the tree against those consolidated and, with ID, the paragons.
func (r *Hierarchy) Tables() []*stats.Table {
	tables := r.render(r.hidden(nil))
	if r.Spec.ID != nil {
		tables = append(tables, r.paragonTable())
	}
	return tables
}

// String is the classes and what each number of classes adds, as text.
func (r *Hierarchy) String() string { return printed(r.lang, r.Tables()[:2]...) }

// Counts lists the sizes of the classes and, where consolidation moved cases, the
// classes of the tree against them.
func (r *Hierarchy) Counts() []stats.Counts {
	all := r.Partition.Counts()
	if len(r.Moves) == 0 {
		return all
	}
	c := stats.Counts{Title: r.movesTitle(), RowsOf: "coupe", ColsOf: "classe", Rows: all[0].Rows, Cols: all[0].Rows, Cells: r.crossed()}
	return append(all, c)
}

func (r *Hierarchy) movesTitle() string {
	return r.say("Consolidation – classes de l'arbre et classes consolidées", "Consolidation – classes of the tree and consolidated ones")
}

// crossed counts cases by the class of the tree and the final one, with totals.
func (r *Hierarchy) crossed() [][]int {
	k := len(r.Sizes)
	cells := make([][]int, k+1)
	for i := range cells {
		cells[i] = make([]int, k+1)
	}
	for c, n := range r.Sizes {
		cells[c][c] = n
	}
	for _, m := range r.Moves {
		cells[m.To][m.To]--
		cells[m.From][m.To]++
	}
	for i := range k {
		for j := range k {
			cells[i][k] += cells[i][j]
			cells[k][j] += cells[i][j]
			cells[k][k] += cells[i][j]
		}
	}
	return cells
}

// hierarchyVeil is what of the result is hidden.
type hierarchyVeil struct {
	veil
	moves stats.Mask
}

func (r *Hierarchy) hidden(masks []stats.Mask) hierarchyVeil {
	v := hierarchyVeil{veil: r.veil(masks)}
	if len(masks) > 1 {
		v.moves = masks[1]
	}
	return v
}

// Hide is the result with classes and moves hidden. The table of paragons is left
// out.
func (r *Hierarchy) Hide(masks []stats.Mask) stats.Tabler { return shown(r.render(r.hidden(masks))) }

func (r *Hierarchy) render(v hierarchyVeil) []*stats.Table {
	tables := []*stats.Table{r.classTable(v.veil), r.stepTable()}
	if len(r.Moves) > 0 {
		tables = append(tables, r.moveTable(v.moves))
	}
	return tables
}

func (r *Hierarchy) classTable(v veil) *stats.Table {
	t := r.table(r.say("Classification ascendante hiérarchique – classes", "Hierarchical classes"), v, r.centerColumns(v, r.Centres)...)
	caption := t.Caption()
	if r.Inertia > 0 {
		caption.Reading = format(r.lang, "Lecture : %s de l'inertie des axes est entre les classes (%s avant consolidation).",
			"Reading: %s of the inertia of the axes lies between classes (%s before consolidation).",
			percent(100*r.Between/r.Inertia, r.lang), percent(100*r.Cut/r.Inertia, r.lang))
	}
	consolidation := r.say("Classes telles que l'arbre les donne.", "Classes as the tree gives them.")
	if !r.Spec.AsCut {
		moved := r.say("aucun cas n'a changé de classe", "no case changed its class")
		if len(r.Moves) > 0 {
			moved = r.say("des cas ont changé de classe, l'arbre et les classes ne coïncident plus", "some cases changed their class, which is no longer that of the tree")
		}
		consolidation = "Consolidation" + r.say(" : ", ": ") + moved + "."
	}
	number := r.say("demandé", "as asked")
	if r.Spec.Classes == 0 {
		number = r.Spec.Rule.Label(r.lang)
	}
	caption.Notes = append([]string{
		r.say("Nombre de classes : ", "Number of classes: ") + number + ".",
		format(r.lang, "Ward sur %d axes ; classes numérotées le long de l'axe 1.", "Ward on %d axes; classes numbered along axis 1.", len(r.Centres[0])), consolidation,
	}, caption.Notes...)
	return t.Captioned(caption)
}

// stepTable shows what each number of classes adds, as far as both rules look and
// a little beyond.
func (r *Hierarchy) stepTable() *stats.Table {
	rows := 1
	for rows < min(len(r.Steps), max(15, r.Spec.Max+3)) && r.Steps[rows-1].Within > 0 {
		rows++
	}
	figure := func(name, french, english string, as stats.Format, of func(x Step) (float64, stats.Missing)) stats.Column {
		return figures(name, r.say(french, english), as, rows, func(row int) (float64, stats.Missing) { return of(r.Steps[row]) })
	}
	marks := func(row int) string {
		var names []string
		for _, m := range []struct {
			k    int
			name string
		}{
			{r.ByWithin, r.say("rapport intra", "ratio inside")},
			{r.ByGain, r.say("rapport des gains", "ratio of gains")},
			{len(r.Sizes), r.say("retenu", "taken")},
		} {
			if m.k == row+1 {
				names = append(names, m.name)
			}
		}
		return strings.Join(names, ", ")
	}
	return stats.MustTable(r.say("Classification ascendante hiérarchique – nombre de classes", "Hierarchical classes – number of classes"),
		figure("classes", "Classes", "Classes", stats.Count, func(x Step) (float64, stats.Missing) { return float64(x.Classes), stats.Recorded }),
		figure("intra", "Inertie intra", "Inertia inside", stats.Number, func(x Step) (float64, stats.Missing) { return x.Within, stats.Recorded }),
		figure("gain", "Gain", "Gain", stats.Number, func(x Step) (float64, stats.Missing) { return stats.Defined(x.Gain, x.Classes > 1) }),
		figure("rapport_intra", "Rapport intra", "Ratio inside", stats.Number, func(x Step) (float64, stats.Missing) { return estimate(x.WithinRatio) }),
		figure("rapport_gains", "Rapport des gains", "Ratio of gains", stats.Number, func(x Step) (float64, stats.Missing) { return estimate(x.GainRatio) }),
		text("proposition", r.say("Proposition", "Proposal"), rows, marks),
	).Captioned(stats.Caption{Notes: []string{
		r.say("Rapport intra (FactoMineR jusqu'à 2.13) : inertie intra sur celle d'une classe de moins ; le plus petit propose.",
			"Ratio inside (FactoMineR up to 2.13): inertia inside classes over that of one class less; the lowest proposes."),
		r.say("Rapport des gains (FactoMineR depuis 2.14) : gain sur celui de la classe suivante ; le plus grand propose.",
			"Ratio of gains (FactoMineR since 2.14): gain over that of the next class; the highest proposes."),
	}})
}

func (r *Hierarchy) moveTable(hidden stats.Mask) *stats.Table {
	cells, k := r.crossed(), len(r.Sizes)
	total := "Total"
	columns := []stats.Column{text("coupe", r.say("Dans l'arbre", "In the tree"), k+1, func(row int) string {
		if row == k {
			return total
		}
		return r.title(row)
	})}
	for j := range k + 1 {
		name, label := fmt.Sprintf("classe%d", j+1), ""
		if j == k {
			name, label = "total", total
		} else {
			label = r.title(j)
		}
		columns = append(columns, figures(name, label, stats.Count, k+1, func(row int) (float64, stats.Missing) {
			return unless(hidden != nil && hidden[row][j], float64(cells[row][j]), stats.Recorded)
		}))
	}
	return stats.MustTable(r.movesTitle(), columns...).WithTotals(1).Captioned(stats.Caption{
		Reading: r.say("Lecture : en ligne la classe de l'arbre, en colonne la classe consolidée.", "Reading: rows are classes of the tree, columns consolidated ones."),
	})
}

func (r *Hierarchy) paragonTable() *stats.Table {
	type line struct {
		class int
		near  bool
		Paragon
	}
	var lines []line
	var rows []int
	add := func(class int, near bool, found []Paragon) {
		for _, p := range found {
			lines = append(lines, line{class, near, p})
			rows = append(rows, p.Row)
		}
	}
	for c := range r.Sizes {
		add(c, true, r.Nearest[c])
		add(c, false, r.Farthest[c])
	}
	name := r.Spec.ID.Variable()
	name.Label, name.Name = name.Title(), "identifiant"
	ids := stats.MustTable("", stats.Rename(r.Spec.ID, name)).Rows(rows).Columns()[0]
	return stats.MustTable(r.say("Classification ascendante hiérarchique – parangons", "Hierarchical classes – paragons"),
		text("classe", r.say("Classe", "Class"), len(lines), func(row int) string { return r.title(lines[row].class) }),
		text("role", r.say("Rôle", "Role"), len(lines), func(row int) string {
			if lines[row].near {
				return r.say("proche du centre", "near the centre")
			}
			return r.say("loin des autres centres", "far from other centres")
		}), ids,
		figures("distance", "Distance", stats.Number, len(lines), func(row int) (float64, stats.Missing) { return lines[row].Distance, stats.Recorded }))
}
