package corpus

import (
	"errors"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Attributes is what is known of each interview: one row an interview, in their
// order, those without a transcript among them. Columns: id_entretien, id_cas,
// id_enfant, role, regard, tranche, sexe, lieu, enqueteur, then those of the
// case files, joined on id_enfant or else id_cas; where they have neither, on
// their first column of texts that holds codes of children, cases, interviews
// or informants.
//
// Where the case files have a column of the same name it keeps it, and that of
// the interview is called after it: sexe_entretien. Interviews of a case that
// is not in the files are NotRecorded there.
type Attributes struct {
	Cases *stats.Table // nil: the interviews alone
	Lang  string
}

const (
	interviewKey = "id_entretien"
	caseKey      = "id_cas"
	childKey     = "id_enfant"
)

// Of makes the table. It fails when the case files have no such column, or one
// code twice.
func (a Attributes) Of(c *Corpus) (*stats.Table, error) {
	label := [...]string{"Entretiens", "Entretien", "Situation", "Enfant", "Rôle", "Regard", "Tranche d'âge", "Sexe", "Lieu", "Enquêteur"}
	if a.Lang == "en" {
		label = [...]string{"Interviews", "Interview", "Case", "Child", "Role", "Side", "Age band", "Sex", "Place", "Interviewer"}
	}
	list := c.interviews
	key := func(name, label string, value func(*interviews.Interview) string) stats.Column {
		return each.Text(name, label, list, stats.NotRecorded, value)
	}
	columns := []stats.Column{
		key(interviewKey, label[1], func(i *interviews.Interview) string { return i.ID }),
		key(caseKey, label[2], caseOf),
		key(childKey, label[3], func(i *interviews.Interview) string { return i.Child }),
		levels("role", label[4], list, func(i *interviews.Interview) string { return string(i.Informant.Role) }),
		levels("regard", label[5], list, func(i *interviews.Interview) string {
			return sideLabel(c.roles.Informant(i.Informant.Role), a.Lang)
		}),
		levels("tranche", label[6], list, func(i *interviews.Interview) string { return i.Informant.AgeBand }),
		levels("sexe", label[7], list, func(i *interviews.Interview) string { return i.Informant.Sex }),
		levels("lieu", label[8], list, func(i *interviews.Interview) string { return i.Place }),
		levels("enqueteur", label[9], list, func(i *interviews.Interview) string { return i.Interviewer }),
	}
	if a.Cases == nil {
		return stats.MustTable(label[0], columns...), nil
	}
	on, code, err := a.key(list)
	if err != nil {
		return nil, fmt.Errorf("attributes: %w", err)
	}
	names := slices.DeleteFunc(a.Cases.Names(), func(name string) bool {
		return name != on && (name == interviewKey || name == caseKey || name == childKey)
	})
	files, err := a.Cases.Select(names...)
	if err != nil {
		return nil, fmt.Errorf("attributes: %w", err)
	}
	for i, column := range columns[3:] {
		if v := column.Variable(); slices.Contains(names, v.Name) {
			v.Name, v.Label = v.Name+"_entretien", v.Label+" ("+label[1]+")"
			columns[3+i] = stats.Rename(column, v)
		}
	}
	if code != nil {
		columns = append(columns, key(on, "", code))
	}
	joined, err := stats.Join{On: on}.Of(stats.MustTable(label[0], columns...), files)
	if err == nil && code != nil {
		joined, err = joined.Select(slices.DeleteFunc(joined.Names(), func(name string) bool { return name == on })...)
	}
	if err != nil {
		return nil, fmt.Errorf("attributes: %w", err)
	}
	return joined, nil
}

// key is the column on which the case files are joined, and of what the codes
// are that it holds; nil where its name tells.
func (a Attributes) key(list []*interviews.Interview) (string, func(*interviews.Interview) string, error) {
	names := a.Cases.Names()
	for _, name := range []string{childKey, caseKey, interviewKey} {
		if slices.Contains(names, name) {
			return name, nil, nil
		}
	}
	codes := []func(*interviews.Interview) string{
		func(i *interviews.Interview) string { return i.Child },
		caseOf,
		func(i *interviews.Interview) string { return i.ID },
		func(i *interviews.Interview) string { return i.Informant.ID },
	}
	for _, name := range names {
		column, err := a.Cases.Texts(name)
		if err != nil {
			continue
		}
		held := map[string]bool{}
		for row := range column.Len() {
			text, _ := column.At(row)
			held[text] = true
		}
		delete(held, "")
		for _, code := range codes {
			if slices.ContainsFunc(list, func(i *interviews.Interview) bool { return held[code(i)] }) {
				return name, code, nil
			}
		}
	}
	return "", nil, errors.New("the case files have no column id_enfant, nor id_cas, nor one with the codes of children, cases, interviews or informants")
}

// levels makes a column of categories, one a record, its levels in the order in
// which they first appear.
func levels[T any](name, label string, records []T, value func(T) string) stats.Column {
	values := make([]string, len(records))
	for i, record := range records {
		values[i] = value(record)
	}
	return stats.Variable{Name: name, Label: label}.Labelled(values...)
}
