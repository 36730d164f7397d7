package dictionary

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Open reads a dictionary, CSV or XLSX by its content, with the columns
// variable;libelle;type;modalites;manquants;unite;identifiant;min;max;cle;
// alias;forme;posee_si;regle, of which the first and the third are needed.
// modalites are "adm=Administratif|jud=Judiciaire", in order; manquants are
// "99=NSP|88=RF", what stands in the file and its reason (NR, SO, RF, NSP, ILL);
// identifiant is oui, or non where the name of a column wrongly announces persons;
// cle is oui; alias are other headings, "Date de debut|DATE_DEB"; forme, posee_si
// and regle are Variable.Form, AskedIf and Rule.
// A variable whose description cannot be used is left out.
func Open(files fs.FS, name string) (*Dictionary, *interviews.Report, error) {
	read, report, err := Reader{Dictionary: ownDictionary(), Files: files}.read(name)
	if err != nil {
		return nil, report, err
	}
	d := &Dictionary{}
	key := false
	var described []int // the row of each variable
	for row := range read.lines {
		v, faults := read.variable(row)
		if v.Key && key {
			faults = append(faults, oddity{"cle", "est une seconde clé", "laisser oui à une seule variable"})
			v.Key = false
		}
		if worst := v.faults(); len(worst) > 0 {
			read.demote(row, worst)
			continue
		}
		for _, f := range faults {
			read.complain(row, interviews.Blanked, f)
		}
		key = key || v.Key
		d.Variables = append(d.Variables, v)
		described = append(described, row)
	}
	for i, row := range described {
		if _, f := d.asked(&d.Variables[i]); f != nil {
			read.complain(row, interviews.Blanked, *f)
			d.Variables[i].AskedIf = ""
		}
	}
	if len(d.Variables) == 0 {
		return nil, report, report.Failed(&interviews.Problem{
			File: report.Sources[0].File, Summary: "ne décrit aucune variable",
			Hint: "écrire une variable par ligne",
		})
	}
	return d, report, nil
}

// ownDictionary describes the file of a dictionary, so that it is read as any
// other table.
func ownDictionary() *Dictionary {
	own := &Dictionary{}
	for _, head := range heads {
		own.Variables = append(own.Variables, Variable{Name: head.name, optional: true})
	}
	list := func(at int, levels []string) {
		own.Variables[at].Type, own.Variables[at].Levels = Nominal, stats.Levels(levels...)
	}
	list(2, typeNames[:])
	list(11, formNames[1:])
	list(13, ruleNames[:])
	own.Variables[0].Key = true
	own.Variables[6].Type, own.Variables[9].Type = Binary, Binary
	for _, at := range []int{0, 2} {
		own.Variables[at].required, own.Variables[at].optional = true, false
	}
	return own
}

// variable builds a variable from a row of a dictionary.
func (r *reading) variable(row int) (Variable, []oddity) {
	text := func(column int) string {
		if r.columns[column].missing[row] != stats.Recorded {
			return ""
		}
		return r.columns[column].filler.(*texts).values[row]
	}
	flag := func(column int, says bool) bool {
		return r.columns[column].missing[row] == stats.Recorded && r.columns[column].filler.(*flags).values[row] == says
	}
	// level counts from 1; 0 stands for none.
	level := func(column int) int {
		if r.columns[column].missing[row] != stats.Recorded {
			return 0
		}
		return r.columns[column].filler.(*categories).codes[row] + 1
	}
	v := Variable{
		Name: text(0), Label: text(1), Type: Type(level(2) - 1),
		Unit: text(5), Identifying: flag(6, true), harmless: flag(6, false), Min: text(7), Max: text(8), Key: flag(9, true),
		Form: Form(level(11)), AskedIf: text(12), Rule: Rule(max(level(13)-1, 0)),
	}
	for part := range strings.SplitSeq(text(10), "|") {
		if part = strings.TrimSpace(part); part != "" {
			v.Names = append(v.Names, part)
		}
	}
	var faults []oddity
	for part := range strings.SplitSeq(text(3), "|") {
		code, label, _ := strings.Cut(part, "=")
		if strings.TrimSpace(part) != "" {
			v.Levels = append(v.Levels, stats.Level{Code: strings.TrimSpace(code), Label: strings.TrimSpace(label)})
		}
	}
	for part := range strings.SplitSeq(text(4), "|") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		code, word, found := strings.Cut(part, "=")
		if !found {
			word = code
		}
		reason, ok := reasonOf(strings.TrimSpace(word))
		if !ok {
			faults = append(faults, oddity{"manquants", fmt.Sprintf("donne à « %s » une raison inconnue : ce code est ignoré", strings.TrimSpace(code)), reasonHint(strings.TrimSpace(word))})
			continue
		}
		v.Missing = append(v.Missing, MissingCode{strings.TrimSpace(code), reason})
	}
	return v, faults
}

func reasonOf(word string) (stats.Missing, bool) {
	for _, reason := range stats.MissingReasons() {
		if strings.EqualFold(word, reason.Code()) || stats.Fold(word) == stats.Fold(reason.Label("fr")) {
			return reason, true
		}
	}
	return stats.Recorded, false
}

func reasonHint(word string) string {
	var codes []string
	for _, reason := range stats.MissingReasons() {
		codes = append(codes, reason.Code())
	}
	if nearest, ok := stats.Nearest(word, codes); ok {
		return fmt.Sprintf("écrire « %s » ?", nearest)
	}
	return "écrire l'une de : " + strings.Join(codes, ", ")
}

// demote takes back a row that was accepted: the variable cannot be used.
func (r *reading) demote(row int, faults []oddity) {
	r.source.Accepted--
	r.source.Rejected++
	for _, f := range faults {
		r.complain(row, interviews.Rejected, f)
	}
}

func (r *reading) complain(row int, severity interviews.Severity, f oddity) {
	r.report.Problems = append(r.report.Problems, interviews.Problem{
		File: r.source.File, Sheet: r.source.Sheet,
		Row: r.lines[row], Column: f.column, Summary: f.summary, Hint: f.hint, Severity: severity,
	})
}
