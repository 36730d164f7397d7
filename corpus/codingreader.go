package corpus

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/askoria/verbatim/interviews"
)

// CodingReader reads codings from a CSV file with the columns document, tour,
// debut, fin, code, codeur, valence, citation; one row a coding. document is the
// code of the interview, tour the number of the turn from 1; debut and fin are
// code points over the frozen text, end excluded, both empty for the whole turn.
// Also read: certitude (faible, moyenne, forte), memo, date_codage, chemin, lot,
// sha256 (of the text), as Codings.WriteCSV writes them. code may be a path:
// "M2 > M2.1". A passage over several turns needs its citation or sha256.
//
// A passage that is not there, or not what citation says, is left out. What a
// coder codes twice with one code is one coding: the same again is left out, an
// overlap is joined. Both are reported.
type CodingReader struct {
	Files    fs.FS // nil: the operating system's
	Limits   interviews.Limits
	Codebook *Codebook // nil: codes are taken as they come
	Corpus   *Corpus
}

type codingRecord struct {
	Document string `csv:"document,id_entretien" cell:"required"`
	Turn     string `csv:"tour"`
	Start    string `csv:"debut"`
	End      string `csv:"fin"`
	Code     string `csv:"code" cell:"required"`
	Coder    string `csv:"codeur" cell:"required"`
	Valence  string `csv:"valence" cell:"optional"`
	Quote    string `csv:"citation" cell:"optional,exact"`

	Certainty string             `csv:"certitude" cell:"extra"`
	Memo      string             `csv:"memo" cell:"extra,exact"` // exact: a memo may quote, and is never shown
	Date      interviews.DayCell `csv:"date_codage,date" cell:"extra"`
	Path      string             `csv:"chemin" cell:"extra"`
	Batch     string             `csv:"lot" cell:"extra"`
	Hash      string             `csv:"sha256" cell:"extra"`
}

// ReadFile reads codings, in the order of the file. The error is for a file
// that cannot be read at all; everything else is in the report.
func (r CodingReader) ReadFile(name string) (Codings, *interviews.Report, error) {
	c := r.Corpus
	if c == nil {
		c = &Corpus{}
	}
	run := codingRun{corpus: c, book: r.Codebook, last: map[[3]string][]int{}}
	opener := interviews.Opener{Files: r.Files, Limits: r.Limits}
	report, err := interviews.ReadRecords(opener, name, run.read)
	if err != nil {
		return nil, report, err
	}
	return run.joined(), report, nil
}

// codingRun is one reading of a file.
type codingRun struct {
	corpus  *Corpus
	book    *Codebook
	codings Codings
	lines   []int               // of each coding
	last    map[[3]string][]int // codings by document, coder and code
}

func (run *codingRun) read(record codingRecord, row *interviews.Row) {
	d := run.document(record.Document, row)
	if d == nil {
		return
	}
	path := splitPath(record.Path)
	if _, known := run.book.Code(record.Code); run.book != nil && !known {
		if names := splitPath(record.Code); slices.Equal(names, run.book.Path(names[len(names)-1])) {
			record.Code = names[len(names)-1]
		}
	}
	if _, known := run.book.Code(record.Code); run.book != nil && known {
		path = run.book.Path(record.Code)
	} else if run.book != nil {
		row.Reject("code", "n'est pas un code de la grille", "écrire un code de la grille"+proposed(record.Code, run.book.IDs()))
		return
	}
	start, end, ok := place(d, record, row)
	if !ok || !quoted(d, record, start, end, row) {
		return
	}
	if hash := strings.ToLower(record.Hash); hash != "" && hash != d.hash && record.Quote == "" {
		row.Reject("sha256", "n'est pas celui du texte : il a changé depuis", "ajouter la citation, ou replacer les codages (Reanchor)")
		return
	}
	coding, err := d.Coding(record.Code, start, end)
	if err != nil { // place has checked all that can go wrong
		row.Reject("debut", "ne désigne aucune parole", "corriger debut et fin")
		return
	}
	if path[len(path)-1] != record.Code {
		path = []string{record.Code}
	}
	coding.Path, coding.Coder, coding.Batch = path, record.Coder, record.Batch
	valence, known := valences[strings.ReplaceAll(record.Valence, "−", "-")]
	if !known {
		row.Blank("valence", "n'est pas une valence", "écrire -1, 0 ou 1, ou laisser vide")
	}
	coding.Valence = valence
	if coding.Certainty, known = certaintyOf(record.Certainty); !known {
		row.Blank("certitude", "n'est pas une certitude", "écrire faible, moyenne ou forte, ou laisser vide")
	}
	coding.Memo, coding.Date = strings.TrimSpace(record.Memo), record.Date.Time
	if turn := d.turns[coding.Turn-1]; turn.Interviewer {
		row.Note("tour", "est une parole de l'enquêteur : elle n'entre dans aucun compte", "vérifier le tour ; coder plutôt la réponse")
	}
	run.add(coding, row)
}

var valences = map[string]Valence{"": NoValence, "NR": NoValence, "-1": Negative, "0": Neutral, "1": Positive, "+1": Positive}

// document finds the interview, or says why there is none.
func (run *codingRun) document(id string, row *interviews.Row) *Document {
	if d, ok := run.corpus.Document(id); ok {
		return d
	}
	ids := make([]string, 0, len(run.corpus.interviews))
	for _, interview := range run.corpus.interviews {
		if interview.ID == id {
			row.Reject("document", "n'a pas de transcription", "ajouter le fichier "+interviews.Quote(id)+".docx ou .txt, ou retirer ces codages")
			return nil
		}
		ids = append(ids, interview.ID)
	}
	row.Reject("document", "n'est pas un entretien lu",
		"vérifier le code de l'entretien, et qu'il n'a pas été écarté (consentement, retrait)"+proposed(id, ids))
	return nil
}

// place reads the passage of a record and checks that somebody speaks there.
func place(d *Document, record codingRecord, row *interviews.Row) (start, end int, ok bool) {
	number, hasTurn, turnOK := wholeNumber(record.Turn)
	start, hasStart, startOK := wholeNumber(record.Start)
	end, hasEnd, endOK := wholeNumber(record.End)
	for _, cell := range []struct {
		column string
		ok     bool
	}{{"tour", turnOK}, {"debut", startOK}, {"fin", endOK}} {
		if !cell.ok {
			row.Reject(cell.column, "n'est pas un nombre entier", "écrire un nombre en chiffres")
			return 0, 0, false
		}
	}
	turn, found := d.Turn(number)
	switch {
	case hasTurn && !found:
		row.Reject("tour", "n'est pas un tour de l'entretien", fmt.Sprintf("écrire un numéro de 1 à %d", len(d.turns)))
	case hasStart != hasEnd:
		row.Reject("fin", "va avec debut : il en manque un des deux", "remplir les deux, ou vider les deux pour le tour entier")
	case !hasTurn && !hasStart:
		row.Reject("tour", "est vide", "écrire le numéro du tour")
	case !hasStart && turn.Start == turn.End:
		row.Reject("tour", "est un tour sans paroles", "vérifier le numéro du tour")
	case !hasStart:
		return turn.Start, turn.End, true
	case start >= end:
		row.Reject("fin", "ne vient pas après debut", "écrire des positions à partir de 0, fin non comprise")
	case end > d.Len():
		row.Reject("fin", "dépasse la fin du texte", fmt.Sprintf("le texte compte %d caractères", d.Len()))
	case record.sure(d, start, end) && (!hasTurn || start >= turn.Start && start < turn.End):
		return start, end, true
	case hasTurn && (start < turn.Start || end > turn.End):
		row.Reject("debut", "sort du tour indiqué", fmt.Sprintf("le tour %d va de %d à %d%s", number, turn.Start, turn.End, held(d, start, end)))
	case held(d, start, end) == "":
		row.Reject("debut", "ne tombe pas dans un seul tour de parole", "coder séparément chaque tour")
	default:
		return start, end, true
	}
	return 0, 0, false
}

// sure tells whether the record shows that the passage is what it was: then it
// may go on into other turns.
func (r codingRecord) sure(d *Document, start, end int) bool {
	_, speaks := d.TurnAt(start)
	return speaks && (r.Quote != "" && smooth(r.Quote) == smooth(d.Slice(start, end)) || strings.EqualFold(r.Hash, d.hash))
}

// splitPath lists the names of a path, as Codebook.PathName writes it.
func splitPath(path string) []string { return strings.Split(path, " > ") }

// held says in which turn a stretch lies, "" when in none.
func held(d *Document, start, end int) string {
	if turn, ok := d.TurnAt(start); ok && end <= turn.End {
		return fmt.Sprintf(" ; ces positions sont celles du tour %d", turn.Number)
	}
	return ""
}

func wholeNumber(text string) (n int, given, ok bool) {
	text = spelling.Replace(text)
	if text == "" {
		return 0, false, true
	}
	n, err := strconv.Atoi(text)
	return n, true, err == nil && n >= 0
}

// quoted tells whether the passage reads as the record says: but for the kind
// of apostrophes and spaces, and for spaces around. The quote itself is never
// shown.
func quoted(d *Document, record codingRecord, start, end int, row *interviews.Row) bool {
	quote := strings.TrimSpace(smooth(record.Quote))
	if quote == "" || quote == strings.TrimSpace(smooth(d.Slice(start, end))) {
		return true
	}
	text := smooth(d.text)
	switch at := strings.Index(text, quote); {
	case at < 0:
		row.Reject("citation", "n'est pas le texte de ce passage, ni d'un autre de l'entretien",
			"copier la citation depuis la transcription, ou corriger debut et fin")
	case strings.Contains(text[at+1:], quote):
		row.Reject("citation", "n'est pas le texte de ce passage, et se trouve plusieurs fois dans l'entretien",
			"corriger tour, debut et fin")
	default:
		from := utf8.RuneCountInString(text[:at])
		to := from + utf8.RuneCountInString(quote)
		hint := fmt.Sprintf("elle se trouve de %d à %d : écrire ces positions", from, to)
		if turn, ok := d.TurnAt(from); ok {
			hint = fmt.Sprintf("elle se trouve au tour %d, de %d à %d : écrire ces positions", turn.Number, from, to)
		}
		row.Reject("citation", "n'est pas le texte de ce passage", hint)
	}
	return false
}

// add takes a coding, unless its coder has put the same code there before.
func (run *codingRun) add(coding Coding, row *interviews.Row) {
	key := [3]string{coding.Document.ID(), coding.Coder, coding.Code}
	over, against := 0, 0 // lines of codings that this one overlaps, contradicts
	for _, i := range run.last[key] {
		before := run.codings[i]
		switch {
		case before.Start == coding.Start && before.End == coding.End:
			row.Reject("", "répète un codage"+atLine(run.lines[i]), "supprimer l'une des deux lignes")
			return
		case before.Start < coding.End && coding.Start < before.End:
			over = run.lines[i]
			if before.Valence != NoValence && coding.Valence != NoValence && before.Valence != coding.Valence {
				against = run.lines[i]
			}
		}
	}
	if over > 0 {
		row.Note("", "chevauche un codage de la même personne et du même code"+atLine(over)+" : les deux sont réunis", "vérifier les positions")
	}
	if against > 0 {
		row.Blank("valence", "contredit celle du codage chevauché"+atLine(against)+" : le codage réuni n'en a pas", "décider d'une seule valence")
	}
	run.last[key] = append(run.last[key], len(run.codings))
	run.codings, run.lines = append(run.codings, coding), append(run.lines, row.Line)
}

// joined joins what a coder coded twice with one code; each joined coding
// stands where the first of its parts stood.
func (run *codingRun) joined() Codings {
	kept := make([]*Coding, len(run.codings))
	for _, among := range run.last {
		for _, group := range overlapping(run.codings, among) {
			first := slices.Min(group)
			coding := run.codings[first]
			if len(group) > 1 {
				coding = together(run.codings.at(group))
			}
			kept[first] = &coding
		}
	}
	var codings Codings
	for _, coding := range kept {
		if coding != nil {
			codings = append(codings, *coding)
		}
	}
	return codings
}

func atLine(line int) string { return fmt.Sprintf(" (ligne %d)", line) }
