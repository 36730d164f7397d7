package qda

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/askoria/verbatim/corpus/refi"
	"github.com/askoria/verbatim/interviews"
)

// taguette reads a project of Taguette. A tag stands below another where its
// path goes on from it: "proches.mère" below "proches". Who put a tag on a
// highlight is told by the log of commands only. Accounts are not read.
func (in *intake) taguette() error {
	id, err := in.taguetteProject()
	if err != nil {
		return err
	}
	var tags []row
	for _, r := range in.db.rows("tags", "id path description project_id") {
		if r.values[3] == id {
			tags = append(tags, r)
		}
	}
	var branches []branch
	for _, r := range tags {
		in.codes[r.values[0]] = in.guid("code", r.values[0])
		parent, longest := "", 0
		for _, other := range tags {
			if rest, found := strings.CutPrefix(r.values[1], other.values[1]); found && rest != "" && len(other.values[1]) > longest && separates(rest) {
				parent, longest = other.values[0], len(other.values[1])
			}
		}
		branches = append(branches, branch{
			r.values[0], parent,
			refi.Code{GUID: in.codes[r.values[0]], Name: r.values[1], Description: r.values[2]},
		})
	}
	in.project.Codes = in.tree(branches)
	for _, r := range in.db.rows("documents", "id name description created contents project_id") {
		if r.values[5] == id {
			in.text(r.values[0], refi.Source{Name: r.values[1], Description: r.values[2], Created: moment(r.values[3])}, newPage(r.values[4]))
		}
	}
	log := in.taguetteLog(id)
	tagged := map[string][]string{}
	for _, r := range in.db.rows("highlight_tags", "highlight_id tag_id") {
		tagged[r.values[0]] = append(tagged[r.values[0]], r.values[1])
	}
	for _, r := range in.db.rows("highlights", "id document_id start_offset end_offset snippet") {
		if in.texts[r.values[1]] == nil {
			continue // of another project
		}
		c := coded{table: "highlights", source: r.values[1], quote: string(newPage(r.values[4]).runes)}
		var hasStart, hasEnd bool
		c.start, hasStart = r.number(2)
		c.end, hasEnd = r.number(3)
		c.placed = hasStart && hasEnd
		if len(tagged[r.values[0]]) == 0 {
			in.left("passage surligné sans étiquette", "passages surlignés sans étiquette", 1)
		}
		slices.Sort(tagged[r.values[0]])
		for _, tag := range tagged[r.values[0]] {
			by := log[r.values[0]][tag]
			c.key, c.code, c.coder, c.date = r.values[0], tag, by.login, by.date
			in.coding(c)
		}
	}
	return nil
}

// separates tells whether a tag goes on from another: after a sign, not in the
// middle of a word.
func separates(rest string) bool {
	first, _ := utf8.DecodeRuneInString(rest)
	return !unicode.IsLetter(first) && !unicode.IsDigit(first)
}

// taguetteProject finds the project to read.
func (in *intake) taguetteProject() (id string, err error) {
	projects := in.db.rows("projects", "id name description created")
	refuse := &interviews.Problem{File: in.file.Name, Severity: interviews.Rejected}
	var names []string
	var chosen []row
	for _, r := range projects {
		names = append(names, "« "+r.values[1]+" »")
		if in.wanted == "" || in.wanted == r.values[1] {
			chosen = append(chosen, r)
		}
	}
	switch {
	case len(projects) == 0:
		refuse.Summary, refuse.Hint = "ne contient aucun projet", "exporter le projet depuis Taguette"
	case len(chosen) == 0:
		refuse.Summary, refuse.Hint = "ne contient pas le projet demandé", "choisir parmi "+strings.Join(names, ", ")
	case len(chosen) > 1:
		refuse.Summary = fmt.Sprintf("contient %d projets, et rien ne dit lequel lire", len(chosen))
		refuse.Hint = "choisir (Reader.Project) parmi " + strings.Join(names, ", ")
	default:
		r := chosen[0]
		in.project.Name, in.project.Description, in.project.Created = r.values[1], r.values[2], moment(r.values[3])
		in.born = r.values[1] + " " + r.values[3]
		return r.values[0], nil
	}
	return "", refuse
}

type author struct{ login, date string }

// taguetteLog follows the commands of a project: who first put each tag on each
// highlight, of those that stay.
func (in *intake) taguetteLog(project string) map[string]map[string]author {
	log := map[string]map[string]author{}
	for _, r := range in.db.rows("commands", "id user_login date payload project_id") {
		var command struct {
			Type      string        `json:"type"`
			Highlight json.Number   `json:"highlight_id"`
			Tags      []json.Number `json:"tags"`
			Source    json.Number   `json:"src_tag_id"`
			Target    json.Number   `json:"dest_tag_id"`
		}
		if r.values[4] != project || json.Unmarshal([]byte(r.values[3]), &command) != nil {
			continue
		}
		switch command.Type {
		case "highlight_add": // so are changes of one, with all its tags
			before, now := log[command.Highlight.String()], map[string]author{}
			for _, tag := range command.Tags {
				by, known := before[tag.String()]
				if !known {
					by = author{r.values[1], r.values[2]}
				}
				now[tag.String()] = by
			}
			log[command.Highlight.String()] = now
		case "tag_merge":
			for _, tags := range log {
				by, there := tags[command.Source.String()]
				if _, before := tags[command.Target.String()]; there && !before {
					tags[command.Target.String()] = by
				}
				delete(tags, command.Source.String())
			}
		}
	}
	return log
}

// newPage is the text of a page as Taguette counts it: bytes of UTF-8 of all
// that stands between tags. Blocks end in an end of line, which is not counted
// where the page has none.
func newPage(page string) *text {
	t := &text{}
	var counted ruler
	at, added := 0, false // whether the last end of line is ours
	put := func(char rune, size int) {
		if added && char == '\n' {
			added = false // the page has it too: one is enough
		} else {
			t.runes, counted = append(t.runes, char), append(counted, at)
			added = size == 0
		}
		at += size
	}
	end := func() {
		if n := len(t.runes); n > 0 && t.runes[n-1] != '\n' {
			put('\n', 0)
		}
	}
	if root, err := html.Parse(strings.NewReader(page)); err == nil {
		// Deep pages are hostile: no recursion.
		for node := root; node != nil; {
			if node.Type == html.TextNode {
				for _, char := range node.Data {
					put(char, utf8.RuneLen(char))
				}
			}
			if node.DataAtom == atom.Br {
				end()
			}
			if node.FirstChild != nil {
				if block(node) {
					end()
				}
				node = node.FirstChild
				continue
			}
			for node != nil && node.NextSibling == nil {
				if block(node) {
					end()
				}
				node = node.Parent
			}
			if node != nil {
				if block(node) {
					end()
				}
				node = node.NextSibling
			}
		}
	}
	t.rulers = []ruler{append(counted, at)}
	return t
}

func block(node *html.Node) bool {
	switch node.DataAtom {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Dt, atom.Dd, atom.Tr, atom.Table,
		atom.Blockquote, atom.Pre, atom.Ul, atom.Ol, atom.Dl, atom.Caption, atom.Div:
		return true
	}
	return false
}
