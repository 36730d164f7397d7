package refi

import (
	"fmt"
	"strings"

	"github.com/askoria/verbatim/corpus"
)

// FromCodebook is a codebook to write as .qdc, or to code with in another
// program. What a code includes, excludes and its example stand in its
// description under headings, since the format has no place for them.
func FromCodebook(book *corpus.Codebook) *Project {
	return &Project{Origin: origin, Codes: branch(book.Codes(), "")}
}

const origin = "verbatim"

// branch is the codes right below one, with what is below them.
func branch(codes []corpus.Code, parent string) []Code {
	var below []Code
	for _, code := range codes {
		if code.Parent == parent {
			below = append(below, Code{
				GUID: NewGUID("code", code.ID), Name: code.Title(), Description: describe(code), Codes: branch(codes, code.ID),
			})
		}
	}
	return below
}

var headings = [...]string{"Code", "Définition", "Inclure", "Exclure", "Exemples"}

// describe is all about a code that its name does not say.
func describe(code corpus.Code) string {
	var text strings.Builder
	for i, value := range [...]string{code.ID, code.Definition, code.Include, code.Exclude, code.Example} {
		if value == "" || i == 0 && code.Label == "" && code.ID == collapse(code.ID) {
			continue
		}
		if text.Len() > 0 {
			text.WriteByte('\n')
		}
		text.WriteString(headings[i] + " : ")
		for n, line := range strings.Split(value, "\n") {
			if n > 0 {
				text.WriteByte('\n')
				// A space keeps what only looks like a heading apart from one.
				if _, _, found := heading(strings.TrimLeft(line, " ")); found {
					text.WriteByte(' ')
				}
			}
			text.WriteString(line)
		}
	}
	return text.String()
}

// heading tells which heading a line begins with.
func heading(line string) (which int, rest string, found bool) {
	for i, name := range headings {
		if rest, found := strings.CutPrefix(line, name+" :"); found {
			return i, strings.TrimPrefix(rest, " "), true
		}
	}
	return 0, line, false
}

// described reads a description; without headings, all of it is the definition.
func described(name, description string) corpus.Code {
	var parts [len(headings)][]string
	under := 1
	for line := range strings.SplitSeq(strings.TrimSpace(description), "\n") {
		if which, rest, found := heading(line); found {
			under, line = which, rest
		} else if _, _, like := heading(strings.TrimLeft(line, " ")); like {
			line = strings.TrimPrefix(line, " ")
		}
		parts[under] = append(parts[under], line)
	}
	part := func(i int) string { return strings.TrimSpace(strings.Join(parts[i], "\n")) }
	code := corpus.Code{ID: part(0), Definition: part(1), Include: part(2), Exclude: part(3), Example: part(4)}
	name = collapse(name)
	if code.ID == "" {
		code.ID = name
	} else {
		code.Label = strings.TrimSpace(strings.TrimPrefix(name, code.ID))
	}
	return code
}

// Codebook is the codes of the project. A code is called by its name, or by its
// path where another code has that name; codes that FromCodebook wrote get
// their names back. Colours and groups of codes have no place in it.
func (p *Project) Codebook() (*corpus.Codebook, error) {
	book, _, err := p.codebook()
	return book, err
}

// codebook is the codebook and what each code is called in it.
func (p *Project) codebook() (*corpus.Codebook, map[GUID]string, error) {
	ids := map[GUID]string{}
	taken := map[string]bool{}
	var codes []corpus.Code
	var walk func(list []Code, parent string, path []string)
	walk = func(list []Code, parent string, path []string) {
		for _, c := range list {
			if c.speakers() {
				continue
			}
			code := described(c.Name, c.Description)
			if code.ID == "" {
				code.ID = "sans nom"
			}
			path := append(path[:len(path):len(path)], code.ID)
			if taken[code.ID] {
				code.ID = strings.Join(path, " > ")
			}
			for base, n := code.ID, 2; taken[code.ID]; n++ {
				code.ID = fmt.Sprintf("%s (%d)", base, n)
			}
			taken[code.ID], ids[c.GUID] = true, code.ID
			code.Parent = parent
			codes = append(codes, code)
			walk(c.Codes, code.ID, path)
		}
	}
	walk(p.Codes, "", nil)
	book, err := corpus.NewCodebook(codes...)
	return book, ids, err
}
