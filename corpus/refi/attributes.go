package refi

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/askoria/verbatim/stats"
)

// Attributes is what the project says of its sources: one row a source, in
// their order. Columns: source, cas (the cases with a name), one for each
// attribute, groupes (the sets that are no attributes). Programs put attributes
// in four places, here merged, the first that says something before the next:
// on the source; on a case without a name; on a case with one; as sets "name:
// value" where two sets or more share the name. An empty value is NotRecorded.
//
// Numbers, days and booleans are columns of their kinds where all values are,
// else categories.
func (p *Project) Attributes() *stats.Table {
	a := attributes{at: map[GUID]int{}, values: map[string][]Value{}, rows: len(p.Sources)}
	files := make([]string, len(p.Sources))
	for i, s := range p.Sources {
		a.at[s.GUID], files[i] = i, s.Name
	}
	names := map[GUID]string{}
	for _, v := range p.Variables {
		names[v.GUID] = v.Name
		a.declare(v.Name)
	}
	for i, s := range p.Sources {
		for _, v := range s.Values {
			a.set(i, names[v.Variable], v)
		}
	}
	cases := make([][]string, len(p.Sources))
	for _, named := range []bool{false, true} {
		for _, c := range p.Cases {
			if (c.Name != "") != named {
				continue
			}
			for _, ref := range c.Sources {
				i, known := a.at[ref.Target]
				if !known {
					continue
				}
				if named && !slices.Contains(cases[i], c.Name) {
					cases[i] = append(cases[i], c.Name)
				}
				for _, v := range c.Values {
					a.set(i, names[v.Variable], v)
				}
			}
		}
	}
	groups := make([][]string, len(p.Sources))
	shared := p.sharedPrefixes()
	for _, set := range p.Sets {
		name, value, _ := strings.Cut(set.Name, ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		for _, ref := range set.Sources {
			i, known := a.at[ref.Target]
			switch {
			case !known:
			case shared[name] > 1 && value != "":
				a.set(i, name, Value{Type: TextValue, Text: value})
			case !slices.Contains(groups[i], set.Name):
				groups[i] = append(groups[i], set.Name)
			}
		}
	}
	list := func(values [][]string) []string {
		texts := make([]string, len(values))
		for i, v := range values {
			texts[i] = strings.Join(v, " ; ")
		}
		return texts
	}
	taken := map[string]bool{"source": true, "cas": true, "groupes": true}
	columns := []stats.Column{
		texts("source", "Source", files), texts("cas", "Cas", list(cases)),
	}
	for _, name := range a.names {
		column := name
		for taken[column] {
			column += "_2"
		}
		taken[column] = true
		columns = append(columns, typed(stats.Variable{Name: column, Label: name}, a.values[name]))
	}
	return stats.MustTable("Sources", append(columns, texts("groupes", "Groupes", list(groups)))...)
}

// sharedPrefixes counts the sets of sources by what stands before their colon.
func (p *Project) sharedPrefixes() map[string]int {
	shared := map[string]int{}
	for _, set := range p.Sets {
		if name, _, found := strings.Cut(set.Name, ":"); found && strings.TrimSpace(name) != "" && len(set.Sources) > 0 {
			shared[strings.TrimSpace(name)]++
		}
	}
	return shared
}

// attributes gathers the values of sources, first come.
type attributes struct {
	at     map[GUID]int
	names  []string
	values map[string][]Value
	rows   int
}

func (a *attributes) declare(name string) {
	if name != "" && a.values[name] == nil {
		a.names = append(a.names, name)
		a.values[name] = make([]Value, a.rows)
	}
}

func (a *attributes) set(row int, name string, v Value) {
	if name == "" || v.Type == "" {
		return
	}
	a.declare(name)
	if a.values[name][row].Type == "" {
		a.values[name][row] = v
	}
}

func texts(name, label string, values []string) stats.Column {
	missing := make([]stats.Missing, len(values))
	for i, value := range values {
		if value == "" {
			missing[i] = stats.NotApplicable
		}
	}
	return stats.Variable{Name: name, Label: label}.Texts(values, missing)
}

// typed makes a column of the one kind that all values are of.
func typed(v stats.Variable, values []Value) stats.Column {
	var kind ValueType
	labels := make([]string, len(values))
	missing := make([]stats.Missing, len(values))
	for i, value := range values {
		labels[i] = value.Text
		of := value.Type
		if of == IntegerValue {
			of = FloatValue
		}
		switch {
		case of == "":
			missing[i] = stats.NotRecorded
		case kind == "":
			kind = of
		case kind != of:
			kind = TextValue
		}
	}
	numbers, days, flags := make([]float64, len(values)), make([]time.Time, len(values)), make([]bool, len(values))
	for i, value := range values {
		if missing[i] != stats.Recorded {
			continue
		}
		var err error
		switch kind {
		case FloatValue:
			numbers[i], err = strconv.ParseFloat(value.Text, 64)
		case DateValue, DateTimeValue:
			days[i], _ = parseTime(value.Text)
		case BooleanValue:
			flags[i] = value.Text == "true"
		}
		if err != nil { // too large to be a number
			missing[i] = stats.Unreadable
		}
	}
	switch kind {
	case FloatValue:
		return v.Numbers(numbers, missing)
	case DateValue, DateTimeValue:
		return v.Dates(days, missing)
	case BooleanValue:
		return v.Flags(flags, missing)
	}
	return v.Labelled(labels...)
}
