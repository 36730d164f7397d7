package refi

import (
	"archive/zip"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Reader reads projects (.qdpx, .qde) and codebooks (.qdc), told by their
// content. What a program wrote against the schema is mended where it can be;
// all that is left out is in the report. Places in each text are calibrated: see
// Calibration. Files outside the package are never looked for.
type Reader struct {
	Files  fs.FS // nil: the operating system's
	Limits interviews.Limits
}

// ReadFile reads a project or codebook. The error, in French, is for a file
// that cannot be read at all: an archive with two projects, or with an element
// that would be put outside its folder.
func (r Reader) ReadFile(name string) (*Project, *interviews.Report, error) {
	report := &interviews.Report{}
	refuse := func(err error) (*Project, *interviews.Report, error) {
		if problem, ok := errors.AsType[*interviews.Problem](err); ok {
			return nil, report, report.Failed(problem)
		}
		return nil, report, err
	}
	file, err := interviews.Opener{Files: r.Files, Limits: r.Limits}.Open(name)
	if err != nil {
		return refuse(err)
	}
	in := &intake{file: file, entries: map[string]*zip.File{}, report: report, source: file.Source()}
	text, err := in.open()
	if err != nil {
		return refuse(err)
	}
	p, version, paths, err := parse(text)
	if err != nil {
		return refuse(in.unreadable(err))
	}
	in.project, in.paths = p, paths
	if version != projectSpace && version != codebookSpace {
		what := "n'est pas du format REFI-QDA : lu comme s'il en était"
		if after, ok := strings.CutPrefix(version, anySpace); ok {
			what = "est d'une autre version du format : " + interviews.Quote(after)
		}
		in.notice(what, "comparer les effectifs avec ceux du logiciel d'origine")
	}
	in.mend()
	if err := in.texts(); err != nil {
		return refuse(err)
	}
	in.conclude()
	return p, report, nil
}

// intake is one reading of a file.
type intake struct {
	file    *interviews.File
	archive *zip.Reader
	entries map[string]*zip.File // by the name of the file, lower case
	used    map[string]bool
	report  *interviews.Report
	source  interviews.Source
	project *Project
	read    int // codings, or codes of a codebook
	kept    int
	paths   int // on the disk of the author
}

func (in *intake) add(severity interviews.Severity, summary, hint string) {
	in.report.Problems = append(in.report.Problems, interviews.Problem{
		File: in.file.Name, Summary: summary, Hint: hint, Severity: severity,
	})
}

func (in *intake) notice(summary, hint string) { in.add(interviews.Notice, summary, hint) }

func (in *intake) refused(summary, hint string) error {
	return &interviews.Problem{File: in.file.Name, Severity: interviews.Rejected, Summary: summary, Hint: hint}
}

func (in *intake) unreadable(err error) error {
	const again = "l'exporter à nouveau en REFI-QDA depuis le logiciel d'origine"
	switch {
	case errors.Is(err, errDeep):
		return in.refused(fmt.Sprintf("emboîte plus de %d éléments", deepest), again)
	case errors.Is(err, errForeign):
		return in.refused("n'est ni un projet ni une grille REFI-QDA", again)
	}
	return in.refused("est abîmé : le XML du projet ne se lit pas", again)
}

// open finds the XML of the project.
func (in *intake) open() (string, error) {
	switch in.file.Format {
	case interviews.PlainText:
		in.source.Notes = append(in.source.Notes, "sans archive : seuls les textes écrits dans le projet sont là")
		return in.decode(in.file.Data)
	case interviews.Archive:
	default:
		return "", in.file.Refuse("un projet REFI-QDA (.qdpx) ou une grille (.qdc)")
	}
	archive, err := in.file.Archive()
	if err != nil {
		return "", err
	}
	in.archive = archive
	project, err := in.list()
	if err != nil {
		return "", err
	}
	data, err := in.file.ReadEntry(archive, project)
	if err != nil {
		return "", err
	}
	return in.decode(data)
}

// list checks the names in the archive, and finds its project.
func (in *intake) list() (project string, err error) {
	var projects, named []string
	for _, entry := range in.archive.File {
		name := strings.ReplaceAll(entry.Name, `\`, "/")
		if strings.HasPrefix(name, "/") || len(name) > 1 && name[1] == ':' || strings.Contains("/"+name+"/", "/../") {
			return "", in.refused("contient un élément qui sortirait de son dossier (« ../ » ou chemin absolu)",
				"ne pas l'ouvrir s'il vient d'un inconnu ; sinon l'exporter à nouveau depuis le logiciel d'origine")
		}
		folder, base := path.Split(name)
		switch {
		case base == "":
		case folder == "" && strings.EqualFold(path.Ext(base), ".qde"):
			projects = append(projects, entry.Name)
			if strings.EqualFold(base, "project.qde") {
				named = append(named, entry.Name)
			}
		case strings.EqualFold(folder, "sources/"):
			in.entries[strings.ToLower(base)] = entry
		}
	}
	switch {
	case len(projects) == 1:
		return projects[0], nil
	case len(projects) == 0:
		return "", in.refused("ne contient pas de projet (fichier .qde)", "l'exporter à nouveau en REFI-QDA depuis le logiciel d'origine")
	case len(named) == 1:
		in.notice(fmt.Sprintf("contient %d projets (fichiers .qde) : seul project.qde est lu", len(projects)), "exporter un projet par fichier")
		return named[0], nil
	}
	return "", in.refused(fmt.Sprintf("contient %d projets (fichiers .qde), et rien ne dit lequel lire", len(projects)), "exporter un projet par fichier")
}

// decode makes text of bytes.
func (in *intake) decode(data []byte) (string, error) {
	text, err := (&interviews.File{Name: in.file.Name, Data: data}).Text()
	if err != nil {
		return "", in.unreadable(err)
	}
	in.source.Encoding = text.Encoding
	return text.Content, nil
}

// texts reads the texts and files of the package, and calibrates places.
func (in *intake) texts() error {
	p := in.project
	var failed error
	number := 0
	absent := map[string]bool{}
	originals := map[string]*original{}
	calibrations := map[string]*Calibration{} // of texts by their path
	p.each(func(s *Source) {
		if s.Kind != "" {
			number++
		}
		for _, at := range []*string{&s.Path, &s.RichTextPath, &s.PlainTextPath} {
			name, inside := internal(*at)
			switch {
			case *at == "":
			case inside:
				*at = "internal://" + name
			case strings.HasPrefix(strings.ToLower(*at), "relative:"):
				*at = "relative:///" + path.Base(strings.ReplaceAll(*at, `\`, "/"))
			default:
				in.paths++
				*at = ""
			}
		}
		for _, at := range []string{s.Path, s.RichTextPath} {
			failed = errors.Join(failed, in.keep(at))
		}
		var o *original
		switch text := originals[s.PlainTextPath]; {
		case s.PlainTextPath != "" && text != nil:
			o = text
		case s.PlainTextPath != "":
			data, err := in.entry(s.PlainTextPath)
			failed = errors.Join(failed, err)
			if data != nil {
				if o, err = in.original(data); err != nil {
					in.notice(fmt.Sprintf("le texte de la source %d n'est pas un texte", number), "l'exporter à nouveau en texte UTF-8")
				} else {
					originals[s.PlainTextPath] = o
				}
			}
			fallthrough
		default:
			if o == nil && s.Content != nil {
				o = newOriginal(*s.Content)
				s.PlainTextPath = ""
			}
		}
		if o == nil && s.PlainTextPath != "" {
			absent[s.PlainTextPath] = true
		}
		if o != nil {
			s.Content = &o.text
		}
		if s.textual() {
			in.place(s, o, number, calibrations)
		}
	})
	if in.paths > 0 {
		in.notice(stats.Plural(in.paths, "fr", "chemin sur le disque de l'auteur n'est pas gardé", "chemins sur le disque de l'auteur ne sont pas gardés"),
			"exporter les fichiers dans l'archive s'ils sont nécessaires")
	}
	if len(absent) > 0 {
		in.notice(fmt.Sprintf("il manque %s dans l'archive : les positions restent, sans pouvoir être vérifiées", stats.Plural(len(absent), "fr", "texte", "textes")),
			"exporter à nouveau le projet avec ses sources")
	}
	for name := range in.entries {
		if in.used[name] {
			delete(in.entries, name)
		}
	}
	if n := len(in.entries); n > 0 {
		in.notice(stats.Plural(n, "fr", "fichier de l'archive ne sert à aucune source : laissé de côté", "fichiers de l'archive ne servent à aucune source : laissés de côté"), "")
	}
	return failed
}

// internal is the name of a file inside the package.
func internal(at string) (name string, inside bool) {
	scheme, rest, found := strings.Cut(strings.ReplaceAll(at, `\`, "/"), "://")
	switch {
	case found && strings.EqualFold(scheme, "internal"):
		return path.Base(rest), true
	case !found && at != "" && !strings.Contains(scheme, ":") && !strings.HasPrefix(scheme, "/"):
		return path.Base(scheme), true // some write no scheme
	}
	return "", false
}

// entry is the bytes of a file of the package; nil where it is not there.
func (in *intake) entry(at string) ([]byte, error) {
	name, inside := internal(at)
	entry, there := in.entries[strings.ToLower(name)]
	if !inside || !there {
		return nil, nil
	}
	if in.used == nil {
		in.used = map[string]bool{}
	}
	in.used[strings.ToLower(name)] = true
	data, err := in.file.ReadEntry(in.archive, entry.Name)
	if data == nil && err == nil {
		data = []byte{}
	}
	return data, err
}

// keep holds on to a picture, a recording or a styled text.
func (in *intake) keep(at string) error {
	data, err := in.entry(at)
	if data != nil {
		if in.project.Files == nil {
			in.project.Files = map[string][]byte{}
		}
		name, _ := internal(at)
		in.project.Files[name] = data
	}
	return err
}

// original is a text as it stood in the package. Text that is not UTF-8 loses
// the difference between ends of lines, which calibration tries both ways.
func (in *intake) original(data []byte) (*original, error) {
	if utf8.Valid(data) {
		return newOriginal(string(data)), nil
	}
	text, err := (&interviews.File{Name: in.file.Name, Data: data}).Text()
	if err != nil {
		return nil, err
	}
	in.notice("un texte n'est pas en UTF-8 : lu en "+text.Encoding, "l'exporter à nouveau en UTF-8")
	return newOriginal(text.Content), nil
}

// place brings the places of a source to code points of its text.
func (in *intake) place(s *Source, o *original, number int, known map[string]*Calibration) {
	var c Calibration
	var places []place
	if o == nil {
		c, places = lengths(s.Texts)
	} else {
		c, places = calibrate(o, s.Texts)
		// A transcript is counted like the source of the same text.
		if before := known[s.PlainTextPath]; before != nil && s.PlainTextPath != "" && c.Selections == 0 {
			c.Reading = before.Reading
		}
	}
	outside, empty := 0, 0
	for i, p := range places {
		outside += count(!p.exact)
		empty += count(p.start == p.end)
		s.Texts[i].Start, s.Texts[i].End = given(p.start), given(p.end)
	}
	if o != nil && len(s.SyncPoints) > 0 {
		offsets := o.offsets(c.Reading.Unit, c.Reading.LineEnds)
		for i, point := range s.SyncPoints {
			if at := point.Position; at.Given {
				s.SyncPoints[i].Position = given(c.Reading.place(offsets, at.Value, at.Value).start)
			}
		}
	}
	if c.Selections > 0 || !c.Reading.Standard() {
		s.Calibration = &c
	}
	if s.PlainTextPath != "" && known[s.PlainTextPath] == nil {
		known[s.PlainTextPath] = &c
	}
	where := fmt.Sprintf("source %d : ", number)
	if outside > 0 {
		in.notice(where+stats.Plural(outside, "fr", "passage sort du texte ou coupe un caractère : ramené au plus près", "passages sortent du texte ou coupent un caractère : ramenés au plus près"),
			"vérifier ces passages dans le logiciel d'origine")
	}
	if empty > 0 {
		in.notice(where+stats.Plural(empty, "fr", "passage est vide : gardé, mais jamais compté", "passages sont vides : gardés, mais jamais comptés"), "")
	}
	if c.Doubtful() {
		in.notice(fmt.Sprintf("%s%d\u00a0%% des passages seulement tombent juste : toutes ses positions sont douteuses", where, int(100*c.Score)),
			"comparer ses passages avec ceux du logiciel d'origine avant de compter")
	}
	if !c.Reading.Standard() {
		in.source.Notes = append(in.source.Notes, fmt.Sprintf("%spositions en %s", where, c.Reading))
	}
}
