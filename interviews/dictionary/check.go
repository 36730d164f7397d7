package dictionary

import (
	"errors"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/interviews/internal/cell"
	"github.com/askoria/verbatim/stats"
)

// check finds what no file can be read through: a mistake of the program that
// built the dictionary, since Open has reported those of files.
func (d *Dictionary) check() error {
	if d == nil || len(d.Variables) == 0 {
		return errors.New("dictionary: no variables")
	}
	keys := 0
	for i := range d.Variables {
		v := &d.Variables[i]
		if v.Key {
			keys++
		}
		if slices.Contains(d.names()[:i], v.Name) || v.Name == "" || keys > 1 {
			return fmt.Errorf("dictionary: variable %d, %q: an empty name, one that comes twice, or a second key", i+1, v.Name)
		}
		if faults := v.faults(); len(faults) > 0 {
			return fmt.Errorf("dictionary: variable %q, %s: %s", v.Name, faults[0].column, faults[0].summary)
		}
		if _, f := d.asked(v); f != nil {
			return fmt.Errorf("dictionary: variable %q, %s: %s", v.Name, f.column, f.summary)
		}
	}
	return nil
}

// oddity is what is wrong in one column of the description of a variable.
type oddity struct{ column, summary, hint string }

// faults lists what is wrong in the description, in French.
func (v *Variable) faults() []oddity {
	var found []oddity
	if v.Type == Ordinal && len(v.Levels) < 2 {
		found = append(found, oddity{"modalites", "n'a pas deux modalités : une variable ordinale en a au moins deux", "lister les modalités dans l'ordre : bas=Bas|haut=Haut"})
	}
	if v.Type == Multiple && len(v.Levels) > stats.MaxOptions {
		found = append(found, oddity{"modalites", fmt.Sprintf("a plus de %d modalités", stats.MaxOptions), "en regrouper"})
	}
	if v.Type == Binary && len(v.Levels) > 0 {
		if _, _, ok := v.yesNo(); !ok {
			found = append(found, oddity{"modalites", "ne dit pas quelle modalité est oui et laquelle est non", "écrire par exemple 1=Oui|2=Non"})
		}
	}
	if v.Form != AnyForm && v.Type != Multiple {
		found = append(found, oddity{"forme", "ne vaut que pour une variable multiple", "vider cette cellule, ou écrire le type multiple"})
	}
	if v.Key && v.Type == Multiple {
		found = append(found, oddity{"cle", "ne peut pas être une réponse multiple", "choisir une variable de type texte"})
	}
	if !v.Rule.fits(v.Type) {
		found = append(found, oddity{"regle", fmt.Sprintf("« %s » ne vaut pas pour une variable de type %s", v.Rule, v.Type), "écrire accord, premier ou dernier"})
	}
	for i, level := range v.Levels {
		if level.Code == "" || slices.ContainsFunc(v.Levels[:i], func(l stats.Level) bool { return fold(l.Code) == fold(level.Code) }) {
			found = append(found, oddity{"modalites", fmt.Sprintf("a une modalité vide ou en double (la %de)", i+1), "donner à chaque modalité un code à elle"})
		}
	}
	for i, m := range v.Missing {
		switch {
		case slices.ContainsFunc(v.Levels, func(l stats.Level) bool { return l.Code == m.Code }):
			found = append(found, oddity{"manquants", fmt.Sprintf("donne « %s », qui est aussi une modalité", m.Code), "garder l'un des deux"})
		case slices.ContainsFunc(v.Missing[:i], func(n MissingCode) bool { return n.Code == m.Code }):
			found = append(found, oddity{"manquants", fmt.Sprintf("donne deux fois « %s »", m.Code), "garder une seule raison"})
		}
	}
	low, okLow := v.bound(v.Min)
	high, okHigh := v.bound(v.Max)
	switch {
	case v.Min != "" && !okLow:
		found = append(found, oddity{"min", "n'est pas une borne de ce type de variable", "écrire un nombre ou une date, comme dans le fichier"})
	case v.Max != "" && !okHigh:
		found = append(found, oddity{"max", "n'est pas une borne de ce type de variable", "écrire un nombre ou une date, comme dans le fichier"})
	case okLow && okHigh && low > high:
		found = append(found, oddity{"min", "est plus grand que max", "échanger les deux bornes"})
	}
	return found
}

// bound reads Min or Max: a number, or the number of a day.
func (v *Variable) bound(text string) (float64, bool) {
	switch v.Type {
	case Whole, Number:
		x, _, ok := cell.Number(text)
		return x, ok
	case Date, Month:
		date := cell.ReadDate(text, false)
		return float64(stats.Day(date.Day)), date.Precision == cell.ToDay || v.Type == Month && date.Precision == cell.ToMonth
	}
	return 0, false
}

// yesNo tells which of two levels is the yes, by its label, else by its code.
func (v *Variable) yesNo() (yes, no stats.Level, ok bool) {
	if len(v.Levels) != 2 {
		return yes, no, false
	}
	first, ok := cell.Yes(v.Levels[0].Title())
	if !ok {
		first, ok = cell.Yes(v.Levels[0].Code)
	}
	if !first {
		return v.Levels[1], v.Levels[0], ok
	}
	return v.Levels[0], v.Levels[1], ok
}
