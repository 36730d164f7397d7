package qda

import (
	"slices"
	"strings"

	"github.com/askoria/verbatim/corpus/refi"
)

// qualcoder reads a project of QualCoder: its categories and codes make one
// tree, codes below codes among them.
func (in *intake) qualcoder() error {
	for _, r := range in.db.rows("project", "date memo") {
		in.born, in.project.Created, in.project.Description = r.values[0], moment(r.values[0]), r.values[1]
	}
	var branches []branch
	for _, r := range in.db.rows("code_cat", "catid name memo supercatid") {
		branches = append(branches, branch{
			"cat " + r.values[0], category(r.values[3]),
			refi.Code{GUID: in.guid("category", r.values[0]), Name: r.values[1], Folder: true, Description: r.values[2]},
		})
	}
	for _, r := range in.db.rows("code_name", "cid name memo catid color supercid") {
		parent := category(r.values[3])
		if r.values[5] != "" {
			parent = "code " + r.values[5]
		}
		in.codes[r.values[0]] = in.guid("code", r.values[0])
		branches = append(branches, branch{
			"code " + r.values[0], parent,
			refi.Code{GUID: in.codes[r.values[0]], Name: r.values[1], Description: r.values[2], Color: color(r.values[4])},
		})
	}
	in.project.Codes = in.tree(branches)
	for _, r := range in.db.rows("source", "id name fulltext mediapath memo owner date") {
		media := strings.ToLower(strings.TrimPrefix(r.values[3], "/"))
		switch folder, _, _ := strings.Cut(strings.Replace(media, ":", "/", 1), "/"); {
		case folder == "images":
			in.left("image", "images", 1)
		case folder == "audio" || folder == "video":
			in.left("enregistrement", "enregistrements", 1)
		case r.values[2] == "":
			in.left("document sans texte", "documents sans texte", 1)
		default:
			in.text(r.values[0], refi.Source{
				Name: r.values[1], Description: r.values[4], CreatingUser: in.user(r.values[5]), Created: moment(r.values[6]),
			}, newText(r.values[2]))
		}
	}
	important := 0
	for _, r := range in.db.rows("code_text", "ctid fid cid seltext pos0 pos1 owner date memo important") {
		c := coded{
			table: "code_text", key: r.values[0], source: r.values[1], code: r.values[2],
			quote: r.values[3], coder: r.values[6], date: r.values[7], memo: r.values[8],
		}
		var hasStart, hasEnd bool
		c.start, hasStart = r.number(4)
		c.end, hasEnd = r.number(5)
		c.placed = hasStart && hasEnd
		if r.values[9] == "1" {
			important++
		}
		in.coding(c)
	}
	in.left("marque « important » d'un codage", "marques « important » de codages", important)
	in.qualcoderCases()
	for _, r := range in.db.rows("annotation", "anid fid pos0 pos1 memo owner date") {
		start, _ := r.number(2)
		end, _ := r.number(3)
		if !in.annotation(r.values[0], r.values[1], start, end, r.values[4], r.values[5], r.values[6]) {
			in.left("annotation sans texte", "annotations sans texte", 1)
		}
	}
	in.left("codage d'image ou de page", "codages d'images ou de pages", in.db.count("code_image"))
	in.left("codage d'enregistrement", "codages d'enregistrements", in.db.count("code_av"))
	in.left("note de journal", "notes de journal", in.db.count("journal"))
	in.left("requête SQL", "requêtes SQL", in.db.count("stored_sql"))
	in.left("graphique", "graphiques", in.db.count("graph"))
	return nil
}

func category(id string) string {
	if id == "" {
		return ""
	}
	return "cat " + id
}

// qualcoderCases reads cases and attributes. A case that covers a part of a text
// points at that part.
func (in *intake) qualcoderCases() {
	for _, r := range in.db.rows("attribute_type", "name valuetype memo") {
		kind := refi.TextValue
		if r.values[1] == "numeric" {
			kind = refi.FloatValue
		}
		in.variable(r.values[0], kind, r.values[2])
	}
	at := map[string]int{}
	for _, r := range in.db.rows("cases", "caseid name memo") {
		at[r.values[0]] = len(in.project.Cases)
		in.project.Cases = append(in.project.Cases, refi.Case{GUID: in.guid("case", r.values[0]), Name: r.values[1], Description: r.values[2]})
	}
	for _, r := range in.db.rows("case_text", "id caseid fid pos0 pos1") {
		i, known := at[r.values[1]]
		start, _ := r.number(3)
		end, _ := r.number(4)
		if !known || !in.belongs(&in.project.Cases[i], r.values[0], r.values[2], start, end) {
			in.left("lien entre un cas et une image, un enregistrement ou rien", "liens entre un cas et une image, un enregistrement ou rien", 1)
		}
	}
	for _, r := range in.db.rows("attribute", "attrid name attr_type value id") {
		value := in.value(r.values[1], r.values[3])
		i, known := at[r.values[4]]
		t := in.texts[r.values[4]]
		switch {
		case r.values[2] == "case" && known:
			in.project.Cases[i].Values = append(in.project.Cases[i].Values, value)
		case r.values[2] == "file" && t != nil:
			in.project.Sources[t.source].Values = append(in.project.Sources[t.source].Values, value)
		default:
			in.left("attribut d'un document ou d'un cas non repris", "attributs de documents ou de cas non repris", 1)
		}
	}
}

// belongs links a case to a text, or to the part of it from start to end.
func (in *intake) belongs(c *refi.Case, key, source string, start, end int) bool {
	t := in.texts[source]
	if t == nil {
		return false
	}
	s := &in.project.Sources[t.source]
	from, to, _ := t.rulers[0].place(start, end)
	// Programs end the whole one character early, or count it otherwise.
	if from == 0 && to >= len(t.runes)-1 {
		if !slices.Contains(c.Sources, refi.Ref{Target: s.GUID}) {
			c.Sources = append(c.Sources, refi.Ref{Target: s.GUID})
		}
		return true
	}
	part := selection(in.guid("part", key), from, to)
	s.Texts = append(s.Texts, part)
	c.Selections = append(c.Selections, refi.Ref{Target: part.GUID})
	return true
}
