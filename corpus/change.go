package corpus

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/askoria/verbatim/stats"
)

// ChangeKind is what is done to a codebook.
type ChangeKind uint8

const (
	// CreateCode adds the codes of Into.
	CreateCode ChangeKind = iota + 1
	// ReviseCode rewrites label, definition and the rest of a code, whose name
	// and place stay.
	ReviseCode
	// RenameCode gives a code another name.
	RenameCode
	// MoveCode puts a code, and those below it, under another parent.
	MoveCode
	// MergeCodes makes one code of several.
	MergeCodes
	// SplitCode makes several codes of one.
	SplitCode
)

var changeNames = [...]string{"", "création", "réécriture", "changement de nom", "déplacement", "fusion", "division"}

// String is the kind in French.
func (k ChangeKind) String() string {
	if int(k) < len(changeNames) {
		return changeNames[k]
	}
	return fmt.Sprintf("ChangeKind(%d)", k)
}

// Change is one decision on a codebook. Date and Reason are always asked for.
type Change struct {
	Kind   ChangeKind
	Date   time.Time
	By     string // code of who decided
	Reason string
	// Codes are what is changed: several to merge, else one; none to create.
	Codes []string
	// Into is what comes of it: the codes created, the one merged into (new, or
	// one that exists), those split into; the code rewritten or renamed.
	Into   []Code
	Parent string // MoveCode: the new parent, "" for the top
	// Assigned says, for SplitCode, what each coding becomes. Codings that it
	// does not name and that were merged before become what they were; any other
	// takes the code Rest, and with Rest "" keeps its code, to be decided.
	Assigned []Assignment
	Rest     string
}

// Assignment is what a coding becomes when its code is split.
type Assignment struct {
	Segment string // as Coding.Segment writes it
	Coder   string // "": whoever coded it
	Into    string
}

// check refuses a change that says too little.
func (c Change) check(book *Codebook) error {
	switch {
	case c.Kind < CreateCode || c.Kind > SplitCode:
		return fmt.Errorf("no kind of change %d", c.Kind)
	case c.Date.IsZero():
		return errors.New("the change has no Date")
	case strings.TrimSpace(c.Reason) == "":
		return errors.New("the change has no Reason")
	}
	for i, id := range c.Codes {
		if _, known := book.Code(id); !known {
			return fmt.Errorf("no code %s", stats.Unknown(id, book.IDs()))
		}
		if slices.Contains(c.Codes[:i], id) {
			return fmt.Errorf("code %q is named twice", id)
		}
	}
	// How many codes go in and come out, at least and at most.
	shape := [...]struct{ codes, most, into, mostInto int }{
		CreateCode: {0, 0, 1, 1 << 30}, ReviseCode: {1, 1, 1, 1}, RenameCode: {1, 1, 1, 1},
		MoveCode: {1, 1, 0, 0}, MergeCodes: {1, 1 << 30, 1, 1}, SplitCode: {1, 1, 2, 1 << 30},
	}[c.Kind]
	if n := len(c.Codes); n < shape.codes || n > shape.most {
		return fmt.Errorf("%d Codes", n)
	}
	if n := len(c.Into); n < shape.into || n > shape.mostInto {
		return fmt.Errorf("%d codes in Into", n)
	}
	if c.Kind == ReviseCode && c.Into[0].ID != c.Codes[0] {
		return errors.New("another name in Into: that is a RenameCode")
	}
	if c.Kind != SplitCode {
		return nil
	}
	if c.Rest != "" && !c.makes(c.Rest) {
		return fmt.Errorf("the Rest %q is not in Into", c.Rest)
	}
	for i, a := range c.Assigned {
		if !c.makes(a.Into) {
			return fmt.Errorf("code %q of Assigned[%d] is not in Into", a.Into, i)
		}
	}
	return nil
}

// makes tells whether a code comes of the change.
func (c Change) makes(id string) bool {
	return slices.ContainsFunc(c.Into, func(code Code) bool { return code.ID == id })
}

// apply makes the codes after the change. The earlier versions tell under which
// code another stood before a merge.
func (c Change) apply(versions []*Codebook) ([]Code, error) {
	book := versions[len(versions)-1]
	codes := book.Codes()
	at := func(id string) int { return slices.IndexFunc(codes, func(code Code) bool { return code.ID == id }) }
	reparent := func(from, to string) {
		for i := range codes {
			if codes[i].Parent == from {
				codes[i].Parent = to
			}
		}
	}
	switch c.Kind {
	case CreateCode:
		for _, code := range c.Into {
			codes = slices.Insert(codes, below(codes, code.Parent), code)
		}
	case ReviseCode:
		i := at(c.Codes[0])
		revised := c.Into[0]
		revised.Parent = codes[i].Parent
		codes[i] = revised
	case RenameCode:
		i := at(c.Codes[0])
		if _, taken := book.Code(c.Into[0].ID); taken {
			return nil, fmt.Errorf("code %q exists: to join them is a MergeCodes", c.Into[0].ID)
		}
		codes[i].ID = c.Into[0].ID
		if c.Into[0].Label != "" {
			codes[i].Label = c.Into[0].Label
		}
		reparent(c.Codes[0], codes[i].ID)
	case MoveCode:
		if c.Parent != "" && at(c.Parent) < 0 {
			return nil, fmt.Errorf("no parent %s", stats.Unknown(c.Parent, book.IDs()))
		}
		codes[at(c.Codes[0])].Parent = c.Parent
	case MergeCodes:
		return c.merge(book, codes)
	case SplitCode:
		return c.split(versions, codes)
	}
	return codes, nil
}

func (c Change) merge(book *Codebook, codes []Code) ([]Code, error) {
	into := c.Into[0]
	first := slices.IndexFunc(codes, func(code Code) bool { return slices.Contains(c.Codes, code.ID) })
	if old, known := book.Code(into.ID); known {
		if into == (Code{ID: into.ID}) {
			into = old
		}
		first = slices.IndexFunc(codes, func(code Code) bool { return code.ID == into.ID })
	} else if len(c.Codes) == 1 {
		return nil, fmt.Errorf("one code becomes %q, which does not exist: that is a RenameCode", into.ID)
	} else if slices.Contains(c.Codes, into.Parent) {
		return nil, fmt.Errorf("code %q cannot stand under %q, which is merged into it", into.ID, into.Parent)
	} else {
		codes = slices.Insert(codes, first, Code{})
	}
	codes[first] = into
	codes = slices.DeleteFunc(codes, func(code Code) bool { return code.ID != into.ID && slices.Contains(c.Codes, code.ID) })
	for i := range codes {
		if slices.Contains(c.Codes, codes[i].Parent) {
			codes[i].Parent = into.ID
			if codes[i].ID == into.ID { // it stood under a code that it takes in
				codes[i].Parent = outside(book, into.ID, c.Codes)
			}
		}
	}
	return codes, nil
}

// outside is the nearest code above one that is not among others.
func outside(book *Codebook, id string, others []string) string {
	path := book.Path(id)
	for i := len(path) - 2; i >= 0; i-- {
		if !slices.Contains(others, path[i]) {
			return path[i]
		}
	}
	return ""
}

// split puts the new codes in the place of the old. Codes below it go back
// under the one of them under which they last stood; others stay under it, or
// go up where it is no more.
func (c Change) split(versions []*Codebook, codes []Code) ([]Code, error) {
	id := c.Codes[0]
	at := slices.IndexFunc(codes, func(code Code) bool { return code.ID == id })
	old := codes[at]
	into := slices.Clone(c.Into)
	for i := range into {
		switch {
		case into[i] == (Code{ID: id}):
			into[i] = old
		case into[i].Parent == "":
			into[i].Parent = old.Parent
		}
	}
	codes = slices.Replace(codes, at, at+1, into...)
	for i := range codes {
		if codes[i].Parent != id {
			continue
		}
		parent := old.Parent
		if c.makes(id) {
			parent = id
		}
		for _, version := range slices.Backward(versions) {
			if before, known := version.Code(codes[i].ID); known && c.makes(before.Parent) && before.Parent != id {
				parent = before.Parent
				break
			}
		}
		codes[i].Parent = parent
	}
	return codes, nil
}

// below is the place after the last code under a parent, at any depth.
func below(codes []Code, parent string) int {
	under := map[string]bool{parent: parent != ""}
	last := len(codes)
	for i, code := range codes {
		if code.ID == parent || under[code.Parent] {
			under[code.ID] = true
			last = i + 1
		}
	}
	return last
}
