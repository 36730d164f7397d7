package corpus

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
)

// In carries codings over to another corpus of the same interviews, where
// passages may stand elsewhere: in masked texts, say. move gives the place of a
// passage there, in code points; nil leaves it where it is, in the same text. Codings of
// interviews that the other corpus does not have are left out: those of a
// person who withdrew. It fails when a passage has no place in the new text.
func (c Codings) In(other *Corpus, move func(document string, passage stats.Span) stats.Span) (Codings, error) {
	var carried Codings
	for _, coding := range c {
		id := coding.Document.ID()
		d, ok := other.Document(id)
		if !ok {
			continue
		}
		place := stats.Span{Start: coding.Start, End: coding.End}
		switch {
		case move != nil:
			place = move(id, place)
		case d.hash != coding.Document.hash:
			return nil, fmt.Errorf("codings: the text of document %q is another one, and nothing says where passages went", id)
		}
		moved, err := d.Coding(coding.Code, place.Start, place.End)
		if err != nil {
			return nil, fmt.Errorf("codings: %w", err)
		}
		// All that is not its place stays as it was.
		coding.Document = d
		coding.Turn, coding.Start, coding.End, coding.Words = moved.Turn, moved.Start, moved.End, moved.Words
		coding.Quote, coding.Before, coding.After, coding.SHA256 = moved.Quote, moved.Before, moved.After, moved.SHA256
		carried = append(carried, coding)
	}
	return carried, nil
}
