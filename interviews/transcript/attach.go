package transcript

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Attach reads into each interview of the list the transcript of its name in a
// folder: <ID>.docx, <ID>.txt, <ID>.srt and so on, in capitals or not. A label that nobody
// declared is the informant's where it is the only one left beside the
// interviewer's. Files of no interview in the list are not opened: their
// interview may have been refused for want of consent. Interviews without a
// file, with two, or with one in which nobody speaks keep the transcript they
// have, with a problem. The error is for a folder that cannot be read.
func (r Reader) Attach(folder string, list []*interviews.Interview) (*interviews.Report, error) {
	report := &interviews.Report{}
	entries, err := r.readDir(folder)
	if err != nil {
		return report, report.Failed(&interviews.Problem{
			File:    path.Base(filepath.ToSlash(folder)),
			Summary: "n'est pas un dossier que l'on puisse lire", Hint: "vérifier le nom du dossier des transcriptions",
		})
	}
	files := transcriptFiles(entries)
	var without, absent []string
	for _, interview := range list {
		found := files.take(interview.ID)
		if len(found) == 0 {
			without = append(without, interview.ID)
			if p, ok := files.unread(interview.ID); ok {
				report.Problems = append(report.Problems, p)
			} else {
				absent = append(absent, interview.ID)
			}
			continue
		}
		if len(found) > 1 {
			number := "deux"
			if len(found) > 2 {
				number = "plusieurs"
			}
			report.Problems = append(report.Problems, interviews.Problem{
				File:     strings.Join(found, ", "),
				Severity: interviews.Rejected, Summary: "sont " + number + " transcriptions du même entretien",
				Hint: "garder celle sur laquelle on code et retirer l'autre du dossier",
			})
			continue
		}
		// A file that cannot be read is in its report.
		t, own, err := r.read(r.join(folder, found[0]), interview)
		report.Merge(own)
		if err == nil && len(t.Turns) > 0 {
			interview.Transcript = t
		}
	}
	if len(absent) > 0 {
		report.Problems = append(report.Problems, missing(folder, absent))
	}
	for _, name := range files.left() {
		report.Problems = append(report.Problems, unclaimed(name, without))
	}
	return report, nil
}

func (r Reader) readDir(folder string) ([]fs.DirEntry, error) {
	if r.Files == nil {
		return os.ReadDir(folder)
	}
	return fs.ReadDir(r.Files, folder)
}

func (r Reader) join(folder, name string) string {
	if r.Files == nil {
		return filepath.Join(folder, name)
	}
	return path.Join(folder, name)
}

// folderFiles are the files of a folder that may be transcripts.
type folderFiles struct {
	names []string // of a format that is read, in the order of the folder
	taken []bool
	other []string // of one that is not
}

func transcriptFiles(entries []fs.DirEntry) *folderFiles {
	files := &folderFiles{}
	var extensions []string
	for _, f := range formats() {
		extensions = append(extensions, f.extensions...)
	}
	for _, entry := range entries {
		name := entry.Name()
		if entry.IsDir() || beside(name) {
			continue
		}
		switch extension := strings.ToLower(path.Ext(name)); {
		case slices.Contains(extensions, extension):
			files.names = append(files.names, name)
		case extension == ".doc":
			files.other = append(files.other, name)
		}
	}
	files.taken = make([]bool, len(files.names))
	return files
}

// beside tells the files that are no transcripts whatever they end with: Word
// and other systems leave "~$C03.docx" and "._C03.docx", people a notice.
func beside(name string) bool {
	switch stats.Fold(strings.TrimSuffix(name, path.Ext(name))) {
	case "lisezmoi", "readme":
		return true
	}
	return strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".")
}

func named(file, id string) bool {
	return strings.EqualFold(strings.TrimSuffix(file, path.Ext(file)), id)
}

func (f *folderFiles) take(id string) []string {
	var found []string
	for i, name := range f.names {
		if named(name, id) {
			f.taken[i] = true
			found = append(found, name)
		}
	}
	return found
}

func (f *folderFiles) left() []string {
	var left []string
	for i, name := range f.names {
		if !f.taken[i] {
			left = append(left, name)
		}
	}
	return left
}

// unread is the problem of an interview whose transcript is in a format that is
// not read.
func (f *folderFiles) unread(id string) (interviews.Problem, bool) {
	at := slices.IndexFunc(f.other, func(name string) bool { return named(name, id) })
	if at < 0 {
		return interviews.Problem{}, false
	}
	return interviews.Problem{
		File: f.other[at], Summary: "ce format n'est pas lu, et la transcription de cet entretien manque",
		Hint: "l'ouvrir et l'enregistrer en .docx",
	}, true
}

// missing is the problem of interviews without a transcript, in one line: a
// study under way has many.
func missing(folder string, ids []string) interviews.Problem {
	p := interviews.Problem{
		File: path.Base(filepath.ToSlash(folder)), Summary: "la transcription d'un entretien manque : " + ids[0],
		Hint: "nommer le fichier d'après id_entretien, par exemple " + ids[0] + ".docx, et le mettre dans ce dossier",
	}
	if len(ids) > 1 {
		p.Summary = fmt.Sprintf("les transcriptions de %d entretiens manquent : %s", len(ids), strings.Join(ids, ", "))
	}
	return p
}

// unclaimed is the problem of a file whose interview is not in the list.
func unclaimed(name string, without []string) interviews.Problem {
	p := interviews.Problem{
		File: name, Severity: interviews.Rejected,
		Summary: "n'a pas été lu : aucun entretien accepté ne porte ce nom",
		Hint:    "vérifier id_entretien et les consentements dans la table des entretiens",
	}
	folded := stats.Fold(strings.TrimSuffix(name, path.Ext(name)))
	// Only what people vary: a letter more or less is another interview.
	if at := slices.IndexFunc(without, func(id string) bool { return stats.Fold(id) == folded }); at >= 0 {
		p.Hint = fmt.Sprintf("le renommer si c'est l'entretien « %s »", without[at])
	}
	return p
}
