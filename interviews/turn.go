package interviews

import "time"

// Turn is what one speaker says until another speaks.
type Turn struct {
	Number  int    // from 1, in the order of the transcript
	Speaker string // the label as declared: "Mère"
	Role    Role   // "" when the speaker is not one of the study's roles
	// Interviewer marks the words of who asks: they stay out of counts.
	Interviewer bool
	Text        string
	// Start and End place Text in the transcript's frozen text: code points,
	// from 0, End excluded.
	Start, End int
	// Notes are the stage notes inside Text, "(rires)" or "[inaudible]", placed
	// as Start and End are: they are not words.
	Notes []Note
	// From and To are times in the recording where Timed.
	From, To time.Duration
	Timed    bool
}

// Note is a stage note in a turn: code points of the frozen text.
type Note struct{ Start, End int }

// Transcript is an interview as written down. Text is frozen: line ends are
// LF, nothing else is changed, and every position counts its code points. Of a
// recording cut into segments it holds the turns, each behind its label.
type Transcript struct {
	Source string // name of the file, without folders
	Text   string
	SHA256 string // of Text as UTF-8, hexadecimal
	Turns  []Turn
	// Unreviewed marks what a machine wrote and, so far as the file tells, nobody
	// has read again.
	Unreviewed bool
	// Dropped says what the file held and the text does not: headers, comments,
	// deleted passages, with how many of each, in characters.
	Dropped []Dropped
}

// Dropped is a kind of content left out of a transcript.
type Dropped struct {
	What       string // "commentaires", "texte supprimé (suivi des modifications)"
	Count      int
	Characters int
}
