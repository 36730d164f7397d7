package pseudonym

import (
	"fmt"
	"io"
)

// Sex chooses replacement names; the zero value is unknown.
type Sex uint8

const (
	// AnySex is unknown, or does not matter.
	AnySex Sex = iota
	// Female chooses women's names.
	Female
	// Male chooses men's names.
	Male
)

// Known is a name that the case file gives: whoever or whatever it names is
// found even where nothing in the transcript shows that it is a name.
type Known struct {
	Case string // the case in which it occurs; "" for every case
	Name string // as written: "Marie-Claire", "Le Goff", "Bruz"
	Kind Kind   // FirstName when zero
	// Also are other names of the same person or place, nicknames among them:
	// they get the same tag.
	Also []string
	// Sex, Born (year of birth) and Origin choose the name that stands for it
	// with FirstNames; 0 and "" leave that to the lexicon. Origins are those of
	// Origins.
	Sex    Sex
	Born   int
	Origin string
}

// Format writes that there is a name, never which: a Known may end up in a log.
func (k Known) Format(s fmt.State, _ rune) {
	_, _ = io.WriteString(s, k.kind().String()+" of a case (not shown)")
}

func (k Known) kind() Kind {
	if k.Kind == NoKind {
		return FirstName
	}
	return k.Kind
}
