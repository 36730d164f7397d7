package crossed

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Tables are: places by youths; declared by coded stance; stances, non-recourse
// and reasons by place or stance, each with a line of totals; substitutes; and,
// with By, stances by attribute. They count ties of a youth and a place.
func (m *RecourseMatrix) Tables() []*stats.Table {
	tables := []*stats.Table{m.matrix()}
	for _, t := range m.tallyings() {
		tables = append(tables, t.table(m.Spec.Lang))
	}
	// Substitutes stand before the attributes.
	at := len(tables)
	if m.Spec.By != "" {
		at--
	}
	return slices.Insert(tables, at, m.substitutes())
}

// tallyings are the tables of counts, but for the substitutes.
func (m *RecourseMatrix) tallyings() []tallying {
	all := []tallying{m.declaredByCoded(), m.byPlace(), m.claimsByPlace()}
	if len(m.reasons) > 0 {
		all = append(all, m.byReason())
	}
	if m.Spec.By != "" {
		all = append(all, m.byAttribute())
	}
	return all
}

// String prints stances by place.
func (m *RecourseMatrix) String() string {
	return stats.Printer{Lang: m.Spec.Lang}.Of(m.byPlace().table(m.Spec.Lang))
}

func (m *RecourseMatrix) caption(units string) stats.Caption {
	stance := stats.Say(m.Spec.Lang, "statut donné par le codeur", "stance given by the coder")
	if m.Spec.Declared {
		stance = stats.Say(m.Spec.Lang, "statut dit par le jeune", "stance told by the youth")
	}
	return stats.Caption{
		Units: units, Notes: slices.Clone(m.Warnings),
		Population: fmt.Sprintf(stats.Say(m.Spec.Lang, "%d liens entre %d jeunes et %d lieux ; %s.", "%d ties of %d youths and %d places; %s."),
			len(m.Ties), len(m.Youths), len(m.Places), stance),
	}
}

// matrix is the stance in each cell; SO where the youth did not speak of the
// place, which is not the same as ignoring it.
func (m *RecourseMatrix) matrix() *stats.Table {
	lang := m.Spec.Lang
	columns := []stats.Column{each.Text("lieu", stats.Say(lang, "Lieu", "Place"), m.Places, stats.NotRecorded, func(p string) string { return p })}
	for _, youth := range m.Youths {
		columns = append(columns, each.Text("jeune_"+youth, youth, m.Places, stats.NotApplicable, func(place string) string {
			var cell []string
			for _, t := range m.Ties {
				if t.Youth == youth && t.Place == place {
					cell = append(cell, m.stance(t).Label(lang))
				}
			}
			return strings.Join(cell, " / ")
		}))
	}
	caption := m.caption("")
	caption.Notes = append(caption.Notes, stats.Say(lang, "SO : le jeune n'a pas parlé de ce lieu.", "SO: the youth did not speak of the place."))
	return stats.MustTable(stats.Say(lang, "Lieux × jeunes", "Places × youths"), columns...).Captioned(caption)
}

// tally is a line of counts.
type tally struct {
	name, of string
	ties     []Tie
}

// tallying counts ties by lines and columns. The last line is all of them; it is
// the sum of the others unless they overlap.
type tallying struct {
	title, name, label string
	lines              []tally
	columns            []word
	of                 func(Tie) int
	overlap            bool
	rowsOf, colsOf     string // as stats.Counts names them
	caption            stats.Caption
}

// cells are the counts, one row a line, with their sums at the right.
func (t tallying) cells() [][]int {
	cells := make([][]int, len(t.lines))
	for i, l := range t.lines {
		cells[i] = make([]int, len(t.columns)+1)
		for _, tie := range l.ties {
			cells[i][t.of(tie)]++
		}
		cells[i][len(t.columns)] = len(l.ties)
	}
	return cells
}

func (t tallying) table(lang string) *stats.Table {
	shown := []stats.Column{each.Text(t.name, t.label, t.lines, stats.NotRecorded, func(l tally) string { return l.name })}
	if slices.ContainsFunc(t.lines, func(l tally) bool { return l.of != "" }) {
		shown = append(shown, each.Text("modalite", stats.Say(lang, "Modalité", "Level"), t.lines, stats.NotApplicable, func(l tally) string { return l.of }))
	}
	cells := t.cells()
	count := func(name, label string, column int) {
		shown = append(shown, each.Count(name, label, cells, func(row []int) int { return row[column] }))
	}
	// What was recorded first, what was not last.
	for i := range t.columns {
		i = (i + 1) % len(t.columns)
		count(t.columns[i].code, t.columns[i].in(lang), i)
	}
	count("n", stats.Say(lang, "Ensemble", "All"), len(t.columns))
	return stats.MustTable(t.title, shown...).WithTotals(1).Captioned(t.caption)
}

// statusOfTies names what all tables of stances share: their totals.
const statusOfTies = "statut des liens"

// where keeps some ties.
func (m *RecourseMatrix) where(keep func(Tie) bool) []Tie {
	return slices.DeleteFunc(slices.Clone(m.Ties), func(t Tie) bool { return !keep(t) })
}

func (m *RecourseMatrix) all() tally {
	return tally{name: stats.Say(m.Spec.Lang, "Ensemble", "All"), ties: m.Ties}
}

func (m *RecourseMatrix) ties() string {
	return stats.Say(m.Spec.Lang, "Nombre de liens entre un jeune et un lieu", "Number of ties of a youth and a place")
}

func (m *RecourseMatrix) declaredByCoded() tallying {
	lang := m.Spec.Lang
	var lines []tally
	for i := range stanceWords {
		s := Stance((i + 1) % stances)
		lines = append(lines, tally{name: s.Label(lang), ties: m.where(func(t Tie) bool { return t.Declared == s })})
	}
	lines = append(lines, m.all())
	caption := m.caption(m.ties())
	caption.Population = fmt.Sprintf(stats.Say(lang, "Même statut dit et codé : %d liens sur %d qui ont les deux.", "Same stance declared and coded: %d ties of %d that have both."), m.Agree, m.Stated)
	rows, cols := "declare", statusOfTies
	if m.Spec.Declared {
		rows, cols = statusOfTies, "code"
	}
	return tallying{
		title: stats.Say(lang, "Statut déclaré × statut codé", "Declared × coded stance"), name: "declare",
		label: stats.Say(lang, "Dit par le jeune \\ codé", "Declared \\ coded"), lines: lines, columns: stanceWords[:],
		of: func(t Tie) int { return int(t.Coded) }, rowsOf: rows, colsOf: cols, caption: caption,
	}
}

func (m *RecourseMatrix) places() []tally {
	var lines []tally
	for _, place := range m.Places {
		lines = append(lines, tally{name: place, ties: m.where(func(t Tie) bool { return t.Place == place })})
	}
	return append(lines, m.all())
}

func (m *RecourseMatrix) byPlace() tallying {
	lang := m.Spec.Lang
	return tallying{
		title: stats.Say(lang, "Lieux privilégiés, évités, contournés", "Places preferred, avoided, bypassed"), name: "lieu",
		label: stats.Say(lang, "Lieu", "Place"), lines: m.places(), columns: stanceWords[:],
		of: func(t Tie) int { return int(m.stance(t)) }, rowsOf: "lieu", colsOf: statusOfTies, caption: m.caption(m.ties()),
	}
}

func (m *RecourseMatrix) claimsByPlace() tallying {
	lang := m.Spec.Lang
	caption := m.caption(m.ties())
	eligible, non := 0, 0
	for _, t := range m.Ties {
		if t.Claim > NotEligible {
			eligible++
		}
		if t.Claim.NonRecourse() {
			non++
		}
	}
	caption.Population = fmt.Sprintf(stats.Say(lang, "Non-recours : %d liens sur %d où le recours est renseigné et le jeune éligible.",
		"Non-recourse: %d ties of %d where recourse is recorded and the youth eligible."), non, eligible)
	return tallying{
		title: stats.Say(lang, "Recours et non-recours par lieu", "Recourse and non-recourse by place"), name: "lieu",
		label: stats.Say(lang, "Lieu", "Place"), lines: m.places(), columns: claimWords[:],
		of: func(t Tie) int { return int(t.Claim) }, rowsOf: "lieu", colsOf: "recours", caption: caption,
	}
}

func (m *RecourseMatrix) byReason() tallying {
	lang := m.Spec.Lang
	var lines []tally
	for _, reason := range m.reasons {
		lines = append(lines, tally{name: reason.Title(), ties: m.where(func(t Tie) bool { return slices.Contains(t.Reasons, reason.Code) })})
	}
	lines = append(lines,
		tally{name: stats.Say(lang, "Aucune raison dite", "No reason given"), ties: m.where(func(t Tie) bool { return t.unreasoned == stats.Recorded && len(t.Reasons) == 0 })},
		tally{name: stats.Say(lang, "Sans objet", "Not applicable"), ties: m.where(func(t Tie) bool { return t.unreasoned == stats.NotApplicable })},
		tally{name: stats.Say(lang, "Raisons non renseignées", "Reasons not recorded"), ties: m.where(func(t Tie) bool { return t.unreasoned != stats.Recorded && t.unreasoned != stats.NotApplicable })},
		m.all())
	caption := m.caption(m.ties())
	caption.Notes = append(caption.Notes, stats.Say(lang, "Plusieurs raisons par lien : l'ensemble n'est pas une somme.", "Several reasons a tie: the total is not a sum."))
	return tallying{
		title: stats.Say(lang, "Raisons par statut", "Reasons by stance"), name: "raison", label: stats.Say(lang, "Raison", "Reason"),
		lines: lines, columns: stanceWords[:], of: func(t Tie) int { return int(m.stance(t)) }, overlap: true, colsOf: statusOfTies, caption: caption,
	}
}

func (m *RecourseMatrix) byAttribute() tallying {
	lang := m.Spec.Lang
	values, _ := columnOf(m.Spec.People, m.Spec.By, true)
	var lines []tally
	add := func(level string, ties []Tie) {
		if len(ties) > 0 {
			lines = append(lines, tally{name: values.of.Variable().Title(), of: level, ties: ties})
		}
	}
	listed := map[string]bool{}
	for _, level := range values.levels(m.Spec.People.Len()) {
		listed[level.Title()] = true
		add(level.Title(), m.where(func(t Tie) bool { return t.Attribute == level.Title() }))
	}
	// Numbers and flags are shown otherwise than their codes; and some youths
	// have no attribute.
	for _, t := range m.Ties {
		if value := t.Attribute; !listed[value] {
			listed[value] = true
			add(cmp.Or(value, stats.Say(lang, "non renseigné", "not recorded")), m.where(func(t Tie) bool { return t.Attribute == value }))
		}
	}
	return tallying{
		title: stats.Say(lang, "Statut des lieux par attribut des jeunes", "Stances by attribute of the youths"), name: "attribut",
		label: stats.Say(lang, "Attribut", "Attribute"), lines: append(lines, m.all()), columns: stanceWords[:],
		of: func(t Tie) int { return int(m.stance(t)) }, colsOf: statusOfTies, caption: m.caption(m.ties()),
	}
}

// substitute is what replaces a place that is bypassed, and for how many.
type substitute struct {
	place, name string
	n           int
}

func (m *RecourseMatrix) substituteLines() []substitute {
	bypassed := m.where(func(t Tie) bool { return m.stance(t) == Bypassed })
	var lines []substitute
	for _, place := range m.Places {
		first := len(lines)
		for _, t := range bypassed {
			if t.Place != place {
				continue
			}
			at := slices.IndexFunc(lines[first:], func(l substitute) bool { return stats.Fold(l.name) == stats.Fold(t.Substitute) })
			if at < 0 {
				at = len(lines) - first
				lines = append(lines, substitute{place: place, name: t.Substitute})
			}
			lines[first+at].n++
		}
	}
	return lines
}

func (m *RecourseMatrix) substitutes() *stats.Table {
	lang, lines := m.Spec.Lang, m.substituteLines()
	return stats.MustTable(stats.Say(lang, "Lieux contournés : ce qui les remplace", "Bypassed places: what replaces them"),
		each.Text("lieu", stats.Say(lang, "Lieu contourné", "Bypassed place"), lines, stats.NotRecorded, func(l substitute) string { return l.place }),
		each.Text("substitut", stats.Say(lang, "Remplacé par", "Replaced by"), lines, stats.NotRecorded, func(l substitute) string { return l.name }),
		each.Count("n", stats.Say(lang, "Liens", "Ties"), lines, func(l substitute) int { return l.n }),
	).Captioned(m.caption(m.ties()))
}

// PlaceSheet is one place as young people see it, one row a youth.
func (m *RecourseMatrix) PlaceSheet(place string) (*stats.Table, error) {
	if !slices.Contains(m.Places, place) {
		return nil, fmt.Errorf("no place %s", stats.Unknown(place, m.Places))
	}
	return m.sheet(stats.Say(m.Spec.Lang, "Lieu : ", "Place: ")+place, m.where(func(t Tie) bool { return t.Place == place })), nil
}

// PersonSheet is one young person among the places, one row a place.
func (m *RecourseMatrix) PersonSheet(youth string) (*stats.Table, error) {
	if !slices.Contains(m.Youths, youth) {
		return nil, fmt.Errorf("no youth %s", stats.Unknown(youth, m.Youths))
	}
	return m.sheet(stats.Say(m.Spec.Lang, "Jeune : ", "Youth: ")+youth, m.where(func(t Tie) bool { return t.Youth == youth })), nil
}

func (m *RecourseMatrix) sheet(title string, ties []Tie) *stats.Table {
	lang := m.Spec.Lang
	label := func(code string) string {
		at := slices.IndexFunc(m.reasons, func(l stats.Level) bool { return l.Code == code })
		return m.reasons[at].Title()
	}
	return stats.MustTable(title,
		each.Text("jeune", stats.Say(lang, "Jeune", "Youth"), ties, stats.NotRecorded, func(t Tie) string { return t.Youth }),
		each.Text("lieu", stats.Say(lang, "Lieu", "Place"), ties, stats.NotRecorded, func(t Tie) string { return t.Place }),
		each.Text("lieu_id", stats.Say(lang, "Code du lieu", "Code of the place"), ties, stats.NotRecorded, func(t Tie) string { return t.PlaceID }),
		levelColumn("declare", stats.Say(lang, "Statut dit", "Declared"), wordLevels(stanceWords[1:], lang), ties, stats.NotRecorded, func(t Tie) int { return int(t.Declared) - 1 }),
		levelColumn("code", stats.Say(lang, "Statut codé", "Coded"), wordLevels(stanceWords[1:], lang), ties, stats.NotRecorded, func(t Tie) int { return int(t.Coded) - 1 }),
		each.Text("substitut", stats.Say(lang, "Remplacé par", "Replaced by"), ties, stats.NotApplicable, func(t Tie) string { return t.Substitute }),
		levelColumn("non_recours", stats.Say(lang, "Recours", "Recourse"), wordLevels(claimWords[1:], lang), ties, stats.NotRecorded, func(t Tie) int { return int(t.Claim) - 1 }),
		each.Reasoned("raisons", stats.Say(lang, "Raisons", "Reasons"), ties, func(t Tie) (string, stats.Missing) {
			var names []string
			for _, code := range t.Reasons {
				names = append(names, label(code))
			}
			if names == nil {
				return stats.Say(lang, "aucune", "none"), t.unreasoned
			}
			return strings.Join(names, stats.Say(lang, " ; ", "; ")), t.unreasoned
		}))
}
