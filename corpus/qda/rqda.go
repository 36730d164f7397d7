package qda

import (
	"cmp"
	"strconv"

	"github.com/askoria/verbatim/corpus/refi"
	"github.com/askoria/verbatim/stats"
)

// rqda reads a project of RQDA. Rows that were deleted there are still in the
// file, with a status of 0. A code that stands in several categories is put
// below the first, and is a member of the sets of all of them.
func (in *intake) rqda() error {
	for _, r := range in.db.rows("project", "date memo") {
		in.born, in.project.Created, in.project.Description = r.values[0], moment(r.values[0]), r.values[1]
	}
	deleted := 0
	// kept reads the rows that were not deleted; the status is the last column.
	kept := func(table, columns string) []row {
		var all []row
		for _, r := range in.db.rows(table, columns+" status") {
			if n := len(r.values) - 1; r.values[n] == "" || r.values[n] == "1" {
				all = append(all, r)
			} else {
				deleted++
			}
		}
		return all
	}
	in.rqdaCodes(kept)
	for _, r := range kept("source", "id name file memo owner date") {
		if r.values[2] == "" {
			in.left("document sans texte", "documents sans texte", 1)
			continue
		}
		in.text(r.values[0], refi.Source{
			Name: r.values[1], Description: r.values[3], CreatingUser: in.user(r.values[4]), Created: moment(r.values[5]),
		}, newText(r.values[2]))
	}
	// The second table is for coding the same texts again: another coder.
	for i, table := range []string{"coding", "coding2"} {
		for n, r := range kept(table, "rowid fid cid seltext selfirst selend owner date memo") {
			c := coded{
				table: table, key: cmp.Or(r.values[0], strconv.Itoa(n+1)), source: r.values[1], code: r.values[2],
				quote: r.values[3], coder: r.values[6], date: r.values[7], memo: r.values[8],
			}
			var hasStart, hasEnd bool
			c.start, hasStart = r.number(4)
			c.end, hasEnd = r.number(5)
			c.placed = hasStart && hasEnd
			if i == 1 {
				c.coder = cmp.Or(c.coder, "inconnu") + " (coding2)"
			}
			in.coding(c)
		}
	}
	in.rqdaCases(kept)
	for _, r := range kept("annotation", "rowid fid position annotation owner date") {
		at, _ := r.number(2)
		if !in.annotation(r.values[0], r.values[1], at, at, r.values[3], r.values[4], r.values[5]) {
			in.left("annotation sans texte", "annotations sans texte", 1)
		}
	}
	in.left("image", "images", len(kept("image", "id")))
	in.left("codage d'image ou de page", "codages d'images ou de pages", len(kept("imagecoding", "cid")))
	in.left("note de journal", "notes de journal", len(kept("journal", "name")))
	in.left("ligne supprimée dans RQDA", "lignes supprimées dans RQDA", deleted)
	return nil
}

func (in *intake) rqdaCodes(kept func(table, columns string) []row) {
	var branches []branch
	sets := map[string]int{}
	for _, r := range kept("codecat", "catid name memo") {
		sets[r.values[0]] = len(in.project.Sets)
		in.project.Sets = append(in.project.Sets, refi.Set{GUID: in.guid("set", r.values[0]), Name: r.values[1], Description: r.values[2]})
		branches = append(branches, branch{
			"cat " + r.values[0], "",
			refi.Code{GUID: in.guid("category", r.values[0]), Name: r.values[1], Folder: true, Description: r.values[2]},
		})
	}
	members := map[string][]string{} // categories of a code
	for _, r := range kept("treecode", "rowid cid catid") {
		members[r.values[1]] = append(members[r.values[1]], r.values[2])
	}
	named, many := 0, 0
	for _, r := range kept("freecode", "id name memo color") {
		guid := in.guid("code", r.values[0])
		in.codes[r.values[0]] = guid
		b := branch{"code " + r.values[0], "", refi.Code{GUID: guid, Name: r.values[1], Description: r.values[2], Color: color(r.values[3])}}
		if r.values[3] != "" && b.code.Color == "" {
			named++
		}
		if len(members[r.values[0]]) > 1 {
			many++
		}
		for n, id := range members[r.values[0]] {
			if n == 0 {
				b.parent = category(id)
			}
			if i, known := sets[id]; known {
				in.project.Sets[i].Codes = append(in.project.Sets[i].Codes, refi.Ref{Target: guid})
			}
		}
		branches = append(branches, b)
	}
	in.left("couleur nommée en R", "couleurs nommées en R", named)
	if many > 0 {
		in.notice(stats.Plural(many, "fr", "code est dans plusieurs catégories : placé sous la première, et dans les groupes de toutes", "codes sont dans plusieurs catégories : placés sous la première, et dans les groupes de toutes"), "")
	}
	in.project.Codes = in.tree(branches)
}

func (in *intake) rqdaCases(kept func(table, columns string) []row) {
	for _, r := range kept("attributes", "name class memo") {
		kind := refi.TextValue
		if r.values[1] == "numeric" {
			kind = refi.FloatValue
		}
		in.variable(r.values[0], kind, r.values[2])
	}
	at := map[string]int{}
	for _, r := range kept("cases", "id name memo") {
		at[r.values[0]] = len(in.project.Cases)
		in.project.Cases = append(in.project.Cases, refi.Case{GUID: in.guid("case", r.values[0]), Name: r.values[1], Description: r.values[2]})
	}
	for _, r := range kept("caselinkage", "rowid caseid fid selfirst selend") {
		i, known := at[r.values[1]]
		start, _ := r.number(3)
		end, _ := r.number(4)
		if !known || !in.belongs(&in.project.Cases[i], r.values[0], r.values[2], start, end) {
			in.left("lien entre un cas et rien", "liens entre un cas et rien", 1)
		}
	}
	for _, r := range kept("caseattr", "rowid caseid variable value") {
		if i, known := at[r.values[1]]; known {
			in.project.Cases[i].Values = append(in.project.Cases[i].Values, in.value(r.values[2], r.values[3]))
			continue
		}
		in.left("attribut d'un document ou d'un cas non repris", "attributs de documents ou de cas non repris", 1)
	}
	for _, r := range kept("fileattr", "rowid fileid variable value") {
		if t := in.texts[r.values[1]]; t != nil {
			s := &in.project.Sources[t.source]
			s.Values = append(s.Values, in.value(r.values[2], r.values[3]))
			continue
		}
		in.left("attribut d'un document ou d'un cas non repris", "attributs de documents ou de cas non repris", 1)
	}
}
