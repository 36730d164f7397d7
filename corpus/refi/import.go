package refi

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Import makes of a project what the rest works on: codebook, codings, and the
// texts where the corpus is not given.
//
// With a Corpus, codings come back onto its interviews: a source is the
// interview of its name, with the same text. Without, each text source is an
// interview called by its name, whose turns are those that Export wrote or else
// its paragraphs, of nobody known; role, id_cas, tranche, sexe, lieu, enqueteur
// are its attributes of these names. Without consents, no words will be quoted.
//
// Words are counted where the role is one of Roles. A passage keeps its place,
// less the spaces around it. What a coder coded twice with one code is one
// coding. Codings of pictures, pages and recordings are counted and left behind.
type Import struct {
	Corpus *corpus.Corpus   // nil: made of the texts of the project
	Roles  interviews.Roles // of the corpus made; nil: interviews.DefaultRoles
}

// Imported is what came of a project.
type Imported struct {
	Corpus     *corpus.Corpus
	Codebook   *corpus.Codebook
	Codings    corpus.Codings
	Attributes *stats.Table // see Project.Attributes
}

// Tables are the attributes.
func (i *Imported) Tables() []*stats.Table { return []*stats.Table{i.Attributes} }

// Of imports a project. Read codings are those of Project.Segments, without the
// marks of speakers. It fails where the texts make no corpus.
func (x Import) Of(p *Project) (*Imported, *interviews.Report, error) {
	in := &incoming{
		project: p, result: &Imported{Attributes: p.Attributes()}, report: &interviews.Report{},
		users: map[GUID]string{}, notes: map[GUID]*Source{}, ids: map[GUID]string{}, links: map[GUID][]GUID{}, documents: map[GUID]*corpus.Document{}, last: map[[3]string]int{},
	}
	var err error
	if in.result.Codebook, in.codes, err = p.codebook(); err != nil {
		return nil, nil, fmt.Errorf("refi: %w", err)
	}
	for _, u := range p.Users {
		in.users[u.GUID] = cmp.Or(u.Name, u.ID, string(u.GUID))
	}
	for i := range p.Notes {
		in.notes[p.Notes[i].GUID] = &p.Notes[i]
	}
	for _, link := range p.Links {
		in.links[link.Target] = append(in.links[link.Target], link.Origin)
	}
	in.speakers = p.speakers()
	if in.result.Corpus = x.Corpus; x.Corpus == nil {
		if in.result.Corpus, err = corpus.New(in.interviews(), x.Roles); err != nil {
			return nil, nil, fmt.Errorf("refi: %w", err)
		}
		for guid, id := range in.ids {
			in.documents[guid], _ = in.result.Corpus.Document(id)
		}
	} else {
		in.match()
	}
	segments := p.Segments()
	order, first := map[*Source]int{}, map[*corpus.Document]int{}
	for i := range p.Sources {
		s := &p.Sources[i]
		order[s] = i
		if d := in.documents[s.GUID]; d != nil {
			if _, there := first[d]; !there {
				first[d] = i
			}
			order[s] = first[d] // two sources may be one interview
		}
	}
	// In the order of the text, codings that overlap follow one another.
	slices.SortStableFunc(segments, func(a, b Segment) int {
		return cmp.Or(order[a.Source]-order[b.Source], a.Start-b.Start, a.End-b.End)
	})
	for _, segment := range segments {
		if _, speaker := in.speakers[segment.Code]; !speaker {
			in.coding(segment)
		}
	}
	in.tell()
	return in.result, in.report, nil
}

// incoming is one import under way.
type incoming struct {
	project   *Project
	result    *Imported
	report    *interviews.Report
	codes     map[GUID]string
	users     map[GUID]string
	notes     map[GUID]*Source
	links     map[GUID][]GUID // what is linked to a thing
	speakers  map[GUID]interviews.Turn
	ids       map[GUID]string           // of the interviews made of sources
	documents map[GUID]*corpus.Document // by source
	last      map[[3]string]int         // coding of each document, coder, code

	read                                     int
	elsewhere, strange, empty, silent, twice int // left out
	doubtful, joined                         int

	at    *corpus.Document // whose text is in runes
	runes []rune
}

// match finds the interview of each text.
func (in *incoming) match() {
	missing, changed := 0, 0
	for i := range in.project.Sources {
		s := &in.project.Sources[i]
		text := s.text()
		if text == nil {
			continue
		}
		d, known := in.result.Corpus.Document(s.Name)
		if !known {
			d, known = in.result.Corpus.Document(stem(s.Name))
		}
		switch {
		case !known:
			missing++
		case strings.TrimRight(d.Text(), "\n ") != strings.TrimRight(*text.Content, "\n "):
			changed++
		default:
			in.documents[s.GUID] = d
		}
	}
	in.notice(missing, "texte n'est celui d'aucun entretien : ses codages sont écartés", "textes ne sont ceux d'aucun entretien : leurs codages sont écartés",
		"donner aux documents les codes des entretiens")
	in.notice(changed, "texte a été modifié dans l'autre logiciel : ses codages sont écartés", "textes ont été modifiés dans l'autre logiciel : leurs codages sont écartés",
		"l'importer sans corpus, ou corriger la transcription des deux côtés")
}

func (in *incoming) notice(n int, one, several, hint string) {
	if n > 0 {
		in.report.Problems = append(in.report.Problems, interviews.Problem{File: in.project.Name, Summary: stats.Plural(n, "fr", one, several), Hint: hint})
	}
}

// coding brings a segment onto its document.
func (in *incoming) coding(segment Segment) {
	in.read++
	d := in.documents[segment.Source.GUID]
	switch {
	case segment.Text == nil:
		in.elsewhere++
		return
	case d == nil:
		in.strange++
		return
	}
	if in.at != d {
		in.at, in.runes = d, []rune(d.Text())
	}
	start, end := trimmed(in.runes, segment.Start, min(segment.End, d.Len()))
	if start >= end {
		in.empty++
		return
	}
	if _, speaks := d.TurnAt(start); !speaks {
		// Programs let one code a label, too: the passage begins with the words.
		for _, turn := range d.Turns() {
			if turn.Start >= start && turn.Start < end {
				start = turn.Start
				break
			}
		}
	}
	coding, err := d.Coding(in.codes[segment.Code], start, end)
	if err != nil {
		in.silent++
		return
	}
	coding.Path = in.result.Codebook.Path(coding.Code)
	coding.Coder = cmp.Or(in.users[segment.Coder], string(segment.Coder), "inconnu")
	coding.Date = segment.Date
	for _, guid := range segment.Notes {
		in.annotate(&coding, guid)
	}
	if s := segment.Selection; s != nil {
		coding.Memo = joinedMemo(coding.Memo, s.Description)
		for _, note := range s.NoteRefs {
			in.annotate(&coding, note.Target)
		}
		for _, note := range in.links[s.GUID] {
			in.annotate(&coding, note)
		}
	}
	in.doubtful += count(segment.Doubtful)
	in.add(coding)
}

// annotate reads a note on a coding: ours line by line, another as a memo.
func (in *incoming) annotate(c *corpus.Coding, guid GUID) {
	note := in.notes[guid]
	if note == nil || note.Content == nil {
		return
	}
	rest := *note.Content
	for rest != "" {
		line, after, _ := strings.Cut(rest, "\n")
		if memo, found := strings.CutPrefix(rest, memoMark); found {
			rest = memo
			break
		}
		if value, found := strings.CutPrefix(line, valenceMark); found {
			n, err := strconv.Atoi(value)
			if err != nil || n < -1 || n > 1 {
				break
			}
			c.Valence = corpus.Neutral + corpus.Valence(n)
		} else if value, found := strings.CutPrefix(line, certaintyMark); found {
			for sure := corpus.Unsure; sure <= corpus.Sure; sure++ {
				if sure.String() == value {
					c.Certainty = sure
				}
			}
		} else if value, found := strings.CutPrefix(line, batchMark); found {
			c.Batch = value
		} else {
			break
		}
		rest = after
	}
	c.Memo = joinedMemo(c.Memo, rest)
}

func joinedMemo(memo, more string) string {
	switch {
	case memo == "" || more == "":
		return memo + more
	case memo == more:
		return memo
	}
	return memo + " ; " + more
}

// add takes a coding; one that overlaps another of the same coder and code is
// joined to it. Codings come in the order of the text: that is the last one.
func (in *incoming) add(c corpus.Coding) {
	key := [3]string{c.Document.ID(), c.Coder, c.Code}
	i, there := in.last[key]
	if !there || in.result.Codings[i].End <= c.Start {
		in.last[key] = len(in.result.Codings)
		in.result.Codings = append(in.result.Codings, c)
		return
	}
	before := in.result.Codings[i]
	if before.Start == c.Start && before.End == c.End {
		in.twice++
		return
	}
	joined, err := c.Document.Coding(c.Code, before.Start, max(before.End, c.End))
	if err != nil {
		panic(err) // both ends are those of good codings
	}
	in.joined++
	joined.Path, joined.Coder, joined.Batch = before.Path, before.Coder, before.Batch
	if joined.Certainty = min(before.Certainty, c.Certainty); joined.Certainty == corpus.NoCertainty {
		joined.Certainty = max(before.Certainty, c.Certainty)
	}
	joined.Date, joined.Valence, joined.Memo = before.Date, before.Valence, joinedMemo(before.Memo, c.Memo)
	if c.Date.After(joined.Date) {
		joined.Date = c.Date
	}
	switch {
	case joined.Valence == corpus.NoValence:
		joined.Valence = c.Valence
	case c.Valence != corpus.NoValence && c.Valence != joined.Valence:
		joined.Valence = corpus.NoValence
	}
	in.result.Codings[i] = joined
}

// tell reports what did not come along.
func (in *incoming) tell() {
	in.notice(in.elsewhere, "codage d'image, de page, d'enregistrement ou de texte absent : laissé de côté", "codages d'images, de pages, d'enregistrements ou de textes absents : laissés de côté", "")
	in.notice(in.strange, "codage d'un texte sans entretien : laissé de côté", "codages de textes sans entretien : laissés de côté", "")
	in.notice(in.empty, "codage sans aucune parole : laissé de côté", "codages sans aucune parole : laissés de côté", "")
	in.notice(in.silent, "codage là où personne ne parle : laissé de côté", "codages là où personne ne parle : laissés de côté", "coder les paroles, non l'en-tête")
	in.notice(in.twice, "codage en répète un autre : compté une fois", "codages en répètent d'autres : comptés une fois", "")
	in.notice(in.joined, "codage chevauche un codage de la même personne et du même code : réuni à lui", "codages chevauchent un codage de la même personne et du même code : réunis à lui", "")
	in.notice(in.doubtful, "codage est à une place douteuse", "codages sont à une place douteuse", "les comparer avec ceux du logiciel d'origine avant de compter")
	rejected := in.elsewhere + in.strange + in.empty + in.silent + in.twice
	in.report.Sources = append(in.report.Sources, interviews.Source{
		File: in.project.Name, Read: in.read, Accepted: in.read - rejected, Rejected: rejected,
	})
}
