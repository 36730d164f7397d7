package export

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// readme is the first sheet: what the workbook is and how it is read.
func (b *Workbook) readme(leaves []*leaf) *leaf {
	var rows []row
	add := func(name string, texts ...string) {
		for _, text := range texts {
			if text, _ = cleanText(text); text == "" {
				continue
			}
			rows = append(rows, row{cells: []cell{{text: name, look: look{role: label, tall: true}}, {text: text, look: look{role: prose, wrap: true, tall: true}}}})
			name = ""
		}
	}
	name := b.Title
	if name == "" {
		name = b.say("Tableaux", "Tables")
	}
	rows = append(rows, textRow(oneLine(name), heading))
	if b.Subtitle != "" {
		rows = append(rows, textRow(oneLine(b.Subtitle), aside))
	}
	rows = append(rows, row{})
	add(b.say("Champ", "Population"), b.Population)
	if b.N > 0 {
		add(b.say("Effectif", "Cases"), "n = "+stats.Count.Number(float64(b.N), b.Lang))
	}
	add("Source", b.Source)
	add("Version", b.Version)
	if !b.Date.IsZero() {
		add("Date", stats.Number.Date(b.Date, b.Lang))
	}
	rows = append(rows, row{})
	add(b.say("Méthode", "Method"), b.Method...)
	add(b.say("Petits effectifs", "Small counts"), b.secrecy())
	add(b.say("Grands tableaux", "Large tables"), b.dealt(leaves))
	rows = append(rows, row{})
	add(b.say("Lecture", "How to read"),
		b.say("Le sommaire mène à chaque tableau. Le titre d'un tableau dit ce qu'il croise, la ligne qui suit son unité ; la ligne « Ensemble » est la référence à laquelle comparer les autres. Sous le tableau : le test, une phrase qui lit une case, le champ, la source, les notes.",
			"The contents lead to each table. The title says what it shows, the next line its unit; compare each line to the total. Under the table: the test, a sentence that reads one cell, the population, the source, the notes."),
		b.say("Une association entre deux variables n'est pas une cause : les données disent ce qui a été écrit ou dit, non tout ce qui a été vécu.",
			"An association of two variables is not a cause: data say what was written or told, not all that was lived."),
		b.say("Les cases gardent toutes les décimales des nombres : seul leur affichage est arrondi.",
			"Cells hold numbers in full: only what is shown is rounded."))
	rows = append(rows, row{})
	heading := b.say("Signes", "Signs")
	for _, sign := range b.signs() {
		add(heading, sign.Sign+b.say(" : ", ": ")+sign.Meaning)
		heading = ""
	}
	return &leaf{name: b.readmeName(), widths: []float64{20, 100}, length: len(rows), rows: slices.Values(rows)}
}

// secrecy says how small counts are hidden.
func (b *Workbook) secrecy() string {
	if b.threshold() == 1 {
		return b.say("Aucun effectif n'est masqué dans ce classeur.", "No count is withheld in this workbook.")
	}
	return fmt.Sprintf(b.say(
		"Dans les tableaux qui comptent des personnes (tris à plat, tris croisés, associations, typologies, parcours, durées, thèmes par situation, regards croisés) et dans les figures qui en sont tirées, les effectifs de 1 à %d sont masqués (signe s), marges comprises, ainsi que d'autres, pour qu'aucun ne se retrouve par différence. Les tableaux sont protégés tous ensemble : aucun ne rend ce qu'un autre masque. Les pourcentages, résidus et tests qui le rendraient sont masqués aussi ; les figures sont dessinées d'après ce qui est montré, ou hachurées. La feuille Journal dit quels tableaux sont concernés. Le nombre d'entretiens par rôle est montré, même petit : c'est le plan d'enquête, que toute publication donne ; croisé avec autre chose, il est masqué comme le reste. Les autres tableaux (passages et mots comptés, verbatims, listes) sont montrés tels quels : à relire avant de les remettre. Rapprocher ce classeur d'un autre demande un examen à part.",
		"In tables that count persons (frequencies, crosstabs, associations, typologies, paths, durations, themes by case, crossed accounts) and in the figures made of them, counts from 1 to %d are withheld (sign s), margins included, and so are others, so that none is found by difference. All tables are protected together: none gives back what another withholds. Percentages, residuals and tests that would do so are withheld too; figures are drawn from what is shown, or hatched. The sheet Log says in which tables. The number of interviews by role is shown, however small: it is the design of the study, which every report tells; crossed with anything else it is withheld like the rest. Other tables (passages and words counted, quotes, listings) are shown as they are: read them before handing them over. Putting together this workbook and another needs an examination of its own."),
		b.threshold()-1)
}

// dealt names the tables that go on over several sheets.
func (b *Workbook) dealt(leaves []*leaf) string {
	var names []string
	for _, p := range leaves {
		for _, k := range p.blocks {
			if k.part == 1 {
				names = append(names, b.called(k.entry))
			}
		}
	}
	if len(names) == 0 {
		return ""
	}
	return b.say("Plus longs qu'une feuille, donnés sur plusieurs : ", "Longer than a sheet, given on several: ") + strings.Join(names, ", ") + "."
}

// signs lists the signs that stand in cells.
func (b *Workbook) signs() []Sign {
	var list []Sign
	for _, reason := range append([]stats.Missing{stats.Secret, stats.Undefined}, stats.MissingReasons()...) {
		list = append(list, Sign{reason.Code(), reason.Label(b.Lang)})
	}
	list = append(list,
		Sign{b.say("case vide", "empty cell"), b.say("sans objet, dans une colonne de texte", "not applicable, in a column of text")},
		Sign{"(+) (−)", b.say("case nettement plus, ou moins, fournie que si les deux variables étaient sans lien (résidu ajusté au-delà de ±1,96)",
			"cell clearly fuller, or emptier, than if the two variables were unrelated (adjusted residual beyond ±1.96)")},
		Sign{"A B C…", b.say("à droite d'un pourcentage : part plus élevée que dans la colonne de cette lettre (p ajusté < 0,05)",
			"right of a percentage: share higher than in the column of that letter (adjusted p < 0.05)")})
	return append(list, b.Signs...)
}

// contents is the second sheet: one line a table, with links.
func (b *Workbook) contents(leaves []*leaf) *leaf {
	name := b.contentsName()
	head := look{role: header, upper: true, lower: true}
	rows := []row{
		textRow(name, heading),
		{},
		{cells: []cell{{text: b.say("Feuille", "Sheet"), look: head}, {text: b.say("Tableau", "Table"), look: head}}},
	}
	var jumps []jump
	to := look{role: link, wrap: true}
	for _, p := range leaves {
		for _, k := range p.blocks {
			rows = append(rows, row{cells: []cell{{text: p.name, look: to}, {text: k.title, look: to}}})
			jumps = append(jumps,
				jump{at(1, len(rows)), p.name, "A1"},
				jump{at(2, len(rows)), p.name, at(1, k.top)})
		}
		for _, c := range p.charts {
			rows = append(rows, row{cells: []cell{{text: p.name, look: to}, {text: b.say("Graphique – ", "Chart – ") + c.of.title, look: to}}})
			jumps = append(jumps, jump{at(1, len(rows)), p.name, "A1"}, jump{at(2, len(rows)), p.name, at(1, c.top)})
		}
	}
	return &leaf{name: name, widths: []float64{34, 90}, length: len(rows), rows: slices.Values(rows), links: jumps}
}
