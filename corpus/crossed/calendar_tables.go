package crossed

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Tables are three: the events, one row each; the codes of each person in life
// order, one row a person; how often one code follows another in a life.
func (r *LifeCalendars) Tables() []*stats.Table {
	return []*stats.Table{r.events(r.Events, stats.Say(r.Spec.Lang, "Calendriers de vie", "Life-event calendars")), r.sequences(), r.transitions()}
}

// String prints the codes of each person in life order.
func (r *LifeCalendars) String() string { return stats.Printer{Lang: r.Spec.Lang}.Of(r.sequences()) }

func (r *LifeCalendars) events(list []LifeEvent, title string) *stats.Table {
	lang := r.Spec.Lang
	number := func(name, label string, format stats.Format, value func(LifeEvent) (int, bool)) stats.Column {
		values, missing := make([]float64, len(list)), make([]stats.Missing, len(list))
		for i, e := range list {
			n, known := value(e)
			if values[i] = float64(n); !known {
				missing[i] = stats.NotRecorded
			}
		}
		return stats.Variable{Name: name, Label: label, Format: format}.Numbers(values, missing)
	}
	return stats.MustTable(title,
		each.Text("id_jeune", stats.Say(lang, "Personne", "Person"), list, stats.NotRecorded, func(e LifeEvent) string { return e.Person }),
		number("annee", stats.Say(lang, "Année", "Year"), stats.Year, func(e LifeEvent) (int, bool) { return e.Year, e.Year > 0 }),
		number("trimestre", stats.Say(lang, "Trimestre", "Quarter"), stats.Ordinal, func(e LifeEvent) (int, bool) { return e.Quarter, e.Quarter > 0 }),
		number("age", stats.Say(lang, "Âge", "Age"), stats.Count, func(e LifeEvent) (int, bool) { return e.Age, e.AgeKnown }),
		each.Text("domaine", stats.Say(lang, "Domaine", "Domain"), list, stats.NotRecorded, func(e LifeEvent) string { return e.Domain }),
		each.Text("evenement", stats.Say(lang, "Événement", "Event"), list, stats.NotRecorded, func(e LifeEvent) string { return e.Name }),
		each.Text("code", "Code", list, stats.NotApplicable, func(e LifeEvent) string { return e.Code }),
		number("valence", "Valence", stats.Count, func(e LifeEvent) (int, bool) { return e.Valence, e.Valued }),
		each.Text("precision", stats.Say(lang, "Précision", "Precision"), list, stats.NotRecorded, func(e LifeEvent) string { return e.Precision }),
		number("dit", stats.Say(lang, "Rang dans le récit", "Rank in the account"), stats.Ordinal, func(e LifeEvent) (int, bool) { return e.Told, e.Told > 0 }),
	).Captioned(stats.Caption{Notes: slices.Clone(r.Warnings)})
}

// Sequence is the codes of a person in life order, those that could be placed.
func (r *LifeCalendars) Sequence(person string) []string {
	var codes []string
	for _, e := range r.Events {
		if e.Person == person && e.Placed && e.Code != "" {
			codes = append(codes, e.Code)
		}
	}
	return codes
}

func (r *LifeCalendars) sequences() *stats.Table {
	lang := r.Spec.Lang
	count := func(keep func(LifeEvent) bool) func(string) int {
		return func(person string) int {
			n := 0
			for _, e := range r.Events {
				if e.Person == person && keep(e) {
					n++
				}
			}
			return n
		}
	}
	return stats.MustTable(stats.Say(lang, "Codes dans l'ordre de la vie", "Codes in life order"),
		each.Text("id_jeune", stats.Say(lang, "Personne", "Person"), r.Persons, stats.NotRecorded, func(p string) string { return p }),
		each.Count("evenements", stats.Say(lang, "Événements", "Events"), r.Persons, count(func(LifeEvent) bool { return true })),
		each.Count("non_places", stats.Say(lang, "Non placés", "Not placed"), r.Persons, count(func(e LifeEvent) bool { return !e.Placed })),
		each.Text("suite", stats.Say(lang, "Codes", "Codes"), r.Persons, stats.NotApplicable, func(p string) string { return strings.Join(r.Sequence(p), " → ") }),
	).Captioned(stats.Caption{Notes: slices.Clone(r.Warnings)})
}

// transitions counts which code comes next, among events of different moments:
// two events of one moment have no order.
func (r *LifeCalendars) transitions() *stats.Table {
	lang := r.Spec.Lang
	type step struct {
		from, to string
		n        int
	}
	var steps []step
	for _, person := range r.Persons {
		var moments [][]string
		last := 0
		for _, e := range r.Events {
			if e.Person != person || !e.Placed || e.Code == "" {
				continue
			}
			if len(moments) == 0 || e.when != last {
				moments = append(moments, nil)
			}
			last = e.when
			if now := &moments[len(moments)-1]; !slices.Contains(*now, e.Code) {
				*now = append(*now, e.Code)
			}
		}
		for i := 1; i < len(moments); i++ {
			for _, from := range moments[i-1] {
				for _, to := range moments[i] {
					at := slices.IndexFunc(steps, func(s step) bool { return s.from == from && s.to == to })
					if at < 0 {
						at = len(steps)
						steps = append(steps, step{from: from, to: to})
					}
					steps[at].n++
				}
			}
		}
	}
	slices.SortStableFunc(steps, func(a, b step) int { return b.n - a.n })
	return stats.MustTable(stats.Say(lang, "Ce qui suit quoi", "What follows what"),
		each.Text("de", stats.Say(lang, "De", "From"), steps, stats.NotRecorded, func(s step) string { return s.from }),
		each.Text("a", stats.Say(lang, "À", "To"), steps, stats.NotRecorded, func(s step) string { return s.to }),
		each.Count("n", stats.Say(lang, "Fois", "Times"), steps, func(s step) int { return s.n }))
}

// Sheet is the calendar of one person: one row a moment in life order, one
// column a domain, in each cell the events. It fails on a person that there is
// not.
func (r *LifeCalendars) Sheet(person string) (*stats.Table, error) {
	if !slices.Contains(r.Persons, person) {
		return nil, fmt.Errorf("no person %s", stats.Unknown(person, r.Persons))
	}
	lang := r.Spec.Lang
	type row struct {
		when   string
		events []LifeEvent
	}
	var rows []row
	var domains []string
	for _, e := range r.Events {
		if e.Person != person {
			continue
		}
		if !slices.Contains(domains, e.Domain) {
			domains = append(domains, e.Domain)
		}
		when := e.moment(lang)
		if len(rows) == 0 || rows[len(rows)-1].when != when {
			rows = append(rows, row{when: when})
		}
		now := &rows[len(rows)-1]
		now.events = append(now.events, e)
	}
	columns := []stats.Column{each.Text("moment", stats.Say(lang, "Moment", "Moment"), rows, stats.NotRecorded, func(r row) string { return r.when })}
	for i, domain := range domains {
		label := domain
		if label == "" {
			label = stats.Say(lang, "Sans domaine", "No domain")
		}
		columns = append(columns, each.Text("domaine_"+strconv.Itoa(i+1), label, rows, stats.NotApplicable, func(r row) string {
			var names []string
			for _, e := range r.events {
				if e.Domain == domain {
					names = append(names, e.Name)
				}
			}
			return strings.Join(names, stats.Say(lang, " ; ", "; "))
		}))
	}
	return stats.MustTable(stats.Say(lang, "Calendrier de vie : ", "Life-event calendar: ")+person, columns...), nil
}

// moment is when an event was, as people write it: "2015 T2 (12 ans)".
func (e LifeEvent) moment(lang string) string {
	if !e.Placed {
		return stats.Say(lang, "non situé", "not placed")
	}
	var parts []string
	if e.Year > 0 {
		parts = append(parts, strconv.Itoa(e.Year))
	}
	if e.Quarter > 0 {
		parts = append(parts, stats.Say(lang, "T", "Q")+strconv.Itoa(e.Quarter))
	}
	if e.AgeKnown {
		age := fmt.Sprintf(stats.Say(lang, "%d ans", "%d years"), e.Age)
		if len(parts) > 0 {
			age = "(" + age + ")"
		}
		parts = append(parts, age)
	}
	return strings.Join(parts, " ")
}
