package transcript

import (
	"unicode/utf8"

	"github.com/askoria/verbatim/interviews"
)

// content is what every format is brought to before turns are looked for: the
// paragraphs in reading order, and what was left out of them.
type content struct {
	paragraphs []string
	segments   []segment // of a recording, in place of paragraphs
	joint      string    // between segments of one speaker: a space, or LF where the format has lines
	unreviewed bool      // a machine wrote it
	dropped    tally
	notes      []string // what the reader has to say of the file, in French
}

// kind is a sort of content that a file holds and nobody said.
type kind uint8

const (
	kept kind = iota // not left out
	deleted
	hidden
	comment
	// Notes at the foot of the page are the transcriber's: kept in the text they
	// would count as words of whoever speaks.
	footnote
	headerFooter
	// A text box floats: nothing tells at which point of the talk it stands.
	textBox
	reading // above a word, as a gloss
	embedded
	stamp     // a time written in the text
	repeated  // a label again where the same person goes on
	front     // what the program writes above the text, styles
	dependent // said of an annotation: a translation, a gloss
	otherTier
	event
	variable // of starred text
	menu     // of a web page
	matter   // before the text, for programs
	kinds
)

var kindNames = [kinds]string{
	deleted:      "texte supprimé (suivi des modifications)",
	hidden:       "texte masqué",
	comment:      "commentaires",
	footnote:     "notes de bas de page ou de fin",
	headerFooter: "en-têtes et pieds de page",
	textBox:      "zones de texte",
	reading:      "gloses au-dessus des mots",
	embedded:     "documents incorporés",
	menu:         "menus et boutons",
	matter:       "en-tête YAML",
	stamp:        "repères de temps",
	repeated:     "étiquettes répétées",
	front:        "mentions du logiciel",
	dependent:    "annotations rattachées à d'autres (traductions, gloses)",
	otherTier:    "pistes qui ne sont pas de la parole",
	event:        "événements sans parole",
	variable:     "lignes étoilées",
}

// tally counts what is left out, by kind.
type tally [kinds]struct{ count, characters int }

func (t *tally) add(k kind, text string) {
	if text != "" {
		t[k].count++
		t[k].characters += utf8.RuneCountInString(text)
	}
}

// list gives the kinds that occur.
func (t *tally) list() []interviews.Dropped {
	var list []interviews.Dropped
	for k, n := range t {
		if n.count > 0 {
			list = append(list, interviews.Dropped{What: kindNames[k], Count: n.count, Characters: n.characters})
		}
	}
	return list
}
