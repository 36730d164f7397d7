package interviews

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// Limits keep a file from filling the memory. In each field 0 is the default.
type Limits struct {
	File     int64   // bytes of the file: 256 MiB
	Entries  int     // files inside an archive, such as .docx and .xlsx: 5,000
	Entry    int64   // bytes of one of them once inflated: 256 MiB
	Inflated int64   // bytes of all of them once inflated: 512 MiB
	Ratio    float64 // inflated to packed bytes of an entry above 1 MiB: 300
}

// Defaults fills in the fields that are 0.
func (l Limits) Defaults() Limits {
	return Limits{
		File:     cmp.Or(l.File, 256<<20),
		Entries:  cmp.Or(l.Entries, 5000),
		Entry:    cmp.Or(l.Entry, 256<<20),
		Inflated: cmp.Or(l.Inflated, 512<<20),
		Ratio:    cmp.Or(l.Ratio, 300),
	}
}

// Opener opens files: those of Files, or of the operating system where it is
// nil. Every reader opens its files with one.
type Opener struct {
	Files  fs.FS
	Limits Limits
}

// File is a file in memory, within the limits of its opener.
type File struct {
	Name   string // without folders
	SHA256 string // of the bytes, hexadecimal
	Format Format // by content, whatever the name says
	Data   []byte
	limits Limits
}

// Open reads a file. The error is a *Problem that says in French why there is
// nothing to read: not there, empty, too big.
func (o Opener) Open(name string) (*File, error) {
	limits := o.Limits.Defaults()
	problem := &Problem{File: baseName(name), Severity: Rejected}
	data, err := o.read(name, limits.File)
	var tooBig *tooBigError
	switch {
	case errors.As(err, &tooBig):
		problem.Summary = fmt.Sprintf("dépasse la limite de %d Mo", limits.File>>20)
		problem.Hint = "le découper, ou relever Limits.File"
	case errors.Is(err, fs.ErrNotExist):
		problem.Summary = "n'existe pas"
		problem.Hint = "vérifier le nom du fichier et le dossier"
	case err != nil:
		problem.Summary = "ne peut pas être lu"
		problem.Hint = "vérifier que c'est un fichier, qu'il est fermé et que vous y avez droit"
	case len(data) == 0:
		problem.Summary = "est vide"
		problem.Hint = "l'enregistrer à nouveau depuis le logiciel d'origine"
	default:
		sum := sha256.Sum256(data)
		return &File{problem.File, hex.EncodeToString(sum[:]), formatOf(data), data, limits}, nil
	}
	problem.cause = err
	return nil, problem
}

type tooBigError struct{}

func (*tooBigError) Error() string { return "file above its limit" }

func (o Opener) read(name string, limit int64) ([]byte, error) {
	open := func(name string) (fs.File, error) { return os.Open(name) }
	if o.Files != nil {
		open = o.Files.Open
	}
	file, err := open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var data bytes.Buffer
	if info, err := file.Stat(); err == nil {
		if info.Size() > limit {
			return nil, &tooBigError{}
		}
		data.Grow(int(info.Size()) + bytes.MinRead)
	}
	// The size that a file declares is a promise: count what comes.
	n, err := io.Copy(&data, io.LimitReader(file, limit+1))
	if err == nil && n > limit {
		err = &tooBigError{}
	}
	return data.Bytes(), err
}

func baseName(name string) string { return path.Base(filepath.ToSlash(name)) }

// Source begins the entry of a report on this file.
func (f *File) Source() Source { return Source{File: f.Name, SHA256: f.SHA256} }

// Refuse is the problem of a file that is not what a reader wanted, such as
// "un tableau CSV ou Excel": it says what the file really is and what to do.
func (f *File) Refuse(wanted string) *Problem {
	p := &Problem{File: f.Name, Severity: Rejected}
	switch f.Format {
	case Encrypted:
		p.Summary = "est protégé par un mot de passe"
		p.Hint = "l'ouvrir, enlever le mot de passe et l'enregistrer à nouveau"
	case Office97:
		p.Summary = "est un ancien fichier Office (.xls ou .doc)"
		p.Hint = "l'ouvrir et l'enregistrer en .xlsx ou .docx"
	default:
		p.Summary = fmt.Sprintf("n'est pas %s : c'est %s", wanted, f.Format)
		p.Hint = "fournir " + wanted
	}
	return p
}
