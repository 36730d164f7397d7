package examples

import (
	"bytes"
	"database/sql"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"testing"
	"testing/iotest"
	"time"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/qda"
	"github.com/askoria/verbatim/corpus/refi"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/interviews/pseudonym"
	"github.com/askoria/verbatim/interviews/transcript"
)

// must is a value that a test needs before it begins.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// pick is the first of a reader's three results.
func pick[T any](value T, report *interviews.Report, err error) T {
	if err != nil {
		panic(report.String() + err.Error())
	}
	return value
}

// material is a folder with a file for each reader, made of the study MEP.
type material struct {
	folder   string
	design   design.Design
	corpus   *corpus.Corpus
	codebook *corpus.Codebook
	codings  corpus.Codings
	history  *corpus.History
	masked   *pseudonym.Masked
}

func newMaterial(t *testing.T) material {
	t.Helper()
	m := material{folder: t.TempDir(), design: design.MEP()}
	for from, to := range map[string]string{
		"mep/data": ".", "../interviews/transcript/testdata": "textes", "../corpus/refi/testdata": ".", "classroom/6-words/data": ".",
	} {
		if err := os.CopyFS(filepath.Join(m.folder, to), os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.design.CopyTo(filepath.Join(m.folder, "etude")); err != nil {
		t.Fatal(err)
	}
	files := os.DirFS(m.folder)
	list := pick(interviews.Reader{Files: files, Roles: m.design.Roles}.ReadFile("entretiens.csv"))
	must(transcript.Reader{Files: files, Roles: m.design.Roles}.Attach("transcriptions", list))
	m.corpus = must(corpus.New(list, m.design.Roles))
	m.codebook = pick(corpus.CodebookReader{Files: files}.ReadFile("grille.csv"))
	m.codings = pick(corpus.CodingReader{Files: files, Codebook: m.codebook, Corpus: m.corpus}.ReadFile("codages.csv"))
	m.history = must(corpus.NewHistory(m.codebook).Apply(corpus.Change{
		Kind: corpus.CreateCode, Date: time.Date(2024, 1, 2, 0, 0, 0, 0, time.UTC), Reason: "essai", Into: []corpus.Code{{ID: "Z9"}},
	}))
	m.masked = must(pseudonym.Masker{}.Of(list[:2]))
	for name, write := range m.writers() {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(m.folder, name), out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	db := must(sql.Open("sqlite", filepath.Join(m.folder, "projet.rqda")))
	defer db.Close()
	for _, statement := range []string{
		"create table source (name text, id integer, file text, status integer)", "insert into source values ('C01', 1, 'Bonjour', 1)",
		"create table freecode (name text, id integer, status integer)", "insert into freecode values ('Lien', 1, 1)",
		"create table coding (cid integer, fid integer, seltext text, selfirst real, selend real, status integer, owner text, date text)",
		"insert into coding values (1, 1, 'jour', 3, 7, 1, 'AB', '')",
	} {
		must(db.Exec(statement))
	}
	return m
}

// writers write to the file of that name.
func (m material) writers() map[string]func(io.Writer) error {
	return map[string]func(io.Writer) error{
		"dictionnaire.csv": m.design.CaseFile.WriteCSV,
		"relecture.csv":    func(w io.Writer) error { return pseudonym.Review{Words: true}.WriteCSV(w, m.masked) },
		"rejets.csv": func(w io.Writer) error {
			_, _, err := dictionary.Reader{Dictionary: m.design.CaseFile, Files: os.DirFS("mep/data"), Rejects: w}.ReadFile("dossiers.csv")
			return err
		},
		"grille.csv":     m.codebook.WriteCSV,
		"grille.xlsx":    m.codebook.WriteXLSX,
		"codages.csv":    m.codings.WriteCSV,
		"historique.csv": m.history.WriteCSV,
		"etoile.txt":     func(w io.Writer) error { return corpus.Starred{}.Write(w, m.corpus) },
		"codage.xlsx": func(w io.Writer) error {
			_, err := must(corpus.CodingSheet{Codebook: m.codebook, Coder: "AB", Documents: []string{"C01-mere"}}.Of(m.corpus)).WriteTo(w)
			return err
		},
	}
}

// reader reads what one of the readers makes of files.
type reader struct {
	name string
	read func(files fs.FS) (any, *interviews.Report, error)
}

// readers read the folder; any makes one type of their results.
func (m material) readers() []reader {
	read := func(file string) func(fs.FS) (any, *interviews.Report, error) {
		return func(files fs.FS) (any, *interviews.Report, error) {
			return untyped(transcript.Reader{Files: files}.ReadFile(file))
		}
	}
	list := []reader{
		{"interviews", func(files fs.FS) (any, *interviews.Report, error) {
			return untyped(interviews.Reader{Files: files, Roles: m.design.Roles}.ReadFile("entretiens.csv"))
		}},
		{"episodes", func(files fs.FS) (any, *interviews.Report, error) {
			return untyped(interviews.EpisodeReader{Files: files}.ReadFile("episodes.csv"))
		}},
		{"dictionary", func(files fs.FS) (any, *interviews.Report, error) {
			return untyped(dictionary.Open(files, "dictionnaire.csv"))
		}},
		{"case files", func(files fs.FS) (any, *interviews.Report, error) {
			return untyped(dictionary.Reader{Dictionary: m.design.CaseFile, Files: files}.ReadFile("dossiers.csv"))
		}},
		{"inferred from a workbook", func(files fs.FS) (any, *interviews.Report, error) {
			return untyped(dictionary.Infer{Files: files}.ReadFile("grille.xlsx"))
		}},
		{"design", func(files fs.FS) (any, *interviews.Report, error) {
			folder := must(fs.Sub(files, "etude"))
			d, report, err := design.Open(folder)
			return d.Roles, report, err
		}},
		{"folder of transcripts", func(files fs.FS) (any, *interviews.Report, error) {
			one := []*interviews.Interview{{ID: "C01-mere"}}
			report, err := transcript.Reader{Files: files}.Attach("transcriptions", one)
			if err == nil && one[0].Transcript == nil {
				err = &report.Problems[0]
			}
			return one[0].Transcript, report, err
		}},
		{"codebook", func(files fs.FS) (any, *interviews.Report, error) {
			return untyped(corpus.CodebookReader{Files: files}.ReadFile("grille.csv"))
		}},
		{"codebook in a workbook", func(files fs.FS) (any, *interviews.Report, error) {
			return untyped(corpus.CodebookReader{Files: files}.ReadFile("grille.xlsx"))
		}},
		{"codings", func(files fs.FS) (any, *interviews.Report, error) {
			return untyped(corpus.CodingReader{Files: files, Codebook: m.codebook, Corpus: m.corpus}.ReadFile("codages.csv"))
		}},
		{"coding sheet", func(files fs.FS) (any, *interviews.Report, error) {
			return untyped(corpus.CodingSheetReader{Files: files, Codebook: m.codebook, Corpus: m.corpus}.ReadFile("codage.xlsx"))
		}},
		{"history", func(files fs.FS) (any, *interviews.Report, error) {
			return untyped(corpus.HistoryReader{Files: files}.ReadFile("historique.csv"))
		}},
		{"starred", func(files fs.FS) (any, *interviews.Report, error) {
			return untyped(corpus.StarredReader{Files: files}.ReadFile("etoile.txt"))
		}},
		{"project", func(files fs.FS) (any, *interviews.Report, error) {
			return untyped(refi.Reader{Files: files}.ReadFile("standard_example.qdpx"))
		}},
		{"database", func(files fs.FS) (any, *interviews.Report, error) {
			return untyped(qda.Reader{Files: files}.ReadFile("projet.rqda"))
		}},
	}
	for _, ext := range []string{"docx", "odt", "rtf", "html", "pdf"} {
		list = append(list, reader{"transcript " + ext, read("textes/libreoffice." + ext)})
	}
	return list
}

func untyped[T any](value T, report *interviews.Report, err error) (any, *interviews.Report, error) {
	return value, report, err
}

// faulty is files that are read through a fault; it counts those left open.
type faulty struct {
	fs.FS
	refusal error // of opening a file
	fault   func(io.Reader) io.Reader
	left    int
}

type faultyFile struct {
	fs.File
	from  io.Reader
	files *faulty
}

func (f *faulty) Open(name string) (fs.File, error) {
	file, err := f.FS.Open(name)
	if err != nil {
		return nil, err
	}
	switch info, err := file.Stat(); {
	case err != nil || info.IsDir():
		return file, err
	case f.refusal != nil:
		return nil, errors.Join(&fs.PathError{Op: "open", Path: name, Err: f.refusal}, file.Close())
	}
	f.left++
	return &faultyFile{file, f.fault(file), f}, nil
}

func (f *faultyFile) Read(p []byte) (int, error) { return f.from.Read(p) }

func (f *faultyFile) Close() error {
	f.files.left--
	return f.File.Close()
}

var errBroken = errors.New("the medium was pulled out")

// Readers find the same however the bytes come, and nothing, with the cause in
// the error and in the report, where they do not come to an end; they leave no
// file open and no goroutine behind.
func TestReadersUnderFaults(t *testing.T) {
	m := newMaterial(t)
	plain := os.DirFS(m.folder)
	through := func(r io.Reader) io.Reader { return r }
	faults := []struct {
		name    string
		refusal error
		fault   func(io.Reader) io.Reader
		want    error
	}{
		{"a byte at a time", nil, iotest.OneByteReader, nil},
		{"half of what is asked for", nil, iotest.HalfReader, nil},
		{"the end with the last bytes", nil, iotest.DataErrReader, nil},
		{"too late", nil, iotest.TimeoutReader, iotest.ErrTimeout},
		{"broken off", nil, func(r io.Reader) io.Reader {
			return io.MultiReader(io.LimitReader(r, 20), iotest.ErrReader(errBroken))
		}, errBroken},
		{"not allowed", fs.ErrPermission, through, fs.ErrPermission},
		{"vanished", fs.ErrNotExist, through, fs.ErrNotExist},
	}
	handles, goroutines := open(t), runtime.NumGoroutine()
	for _, r := range m.readers() {
		want, report, err := r.read(plain)
		if err != nil {
			t.Errorf("%s: %v", r.name, err)
			continue
		}
		for _, fault := range faults {
			t.Run(r.name+", "+fault.name, func(t *testing.T) {
				files := &faulty{FS: plain, refusal: fault.refusal, fault: fault.fault}
				got, gotReport, err := r.read(files)
				switch {
				case !errors.Is(err, fault.want):
					t.Errorf("error %v, want %v", err, fault.want)
				case gotReport == nil:
					t.Error("no report")
				case err == nil && (!reflect.DeepEqual(got, want) || gotReport.String() != report.String()):
					t.Error("another result than of the plain file")
				case err != nil && !reflect.ValueOf(got).IsZero():
					t.Errorf("a part of a result: %v", got)
				case err != nil && !slices.ContainsFunc(gotReport.Problems, func(p interviews.Problem) bool { return p.Severity == interviews.Rejected }):
					t.Errorf("the report says nothing: %s", gotReport)
				}
				if files.left != 0 {
					t.Errorf("%d files are left open", files.left)
				}
			})
		}
	}
	if now := open(t); now > handles {
		t.Errorf("%d files are open, %d before", now, handles)
	}
	if now := settled(goroutines); now > goroutines {
		t.Errorf("%d goroutines, %d before", now, goroutines)
	}
}

// open counts the files that the process holds open, where the system tells.
func open(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Log("no count of open files here")
	}
	return len(entries)
}

// settled counts goroutines, after those that are about to end did.
func settled(want int) int {
	for range 2_000 {
		if runtime.NumGoroutine() <= want {
			break
		}
		time.Sleep(time.Millisecond)
	}
	return runtime.NumGoroutine()
}

// full is a medium with room for some bytes.
type full struct{ room int }

var errFull = errors.New("no space left on the medium")

func (f *full) Write(p []byte) (int, error) {
	n := min(len(p), f.room)
	f.room -= n
	if n < len(p) {
		return n, errFull
	}
	return n, nil
}

// Writers report a medium that is full, wherever that is, the last byte included.
func TestWritersUnderFaults(t *testing.T) {
	m := newMaterial(t)
	for name, write := range m.writers() {
		var whole bytes.Buffer
		if err := write(&whole); err != nil || whole.Len() == 0 {
			t.Fatalf("%s: %d bytes, %v", name, whole.Len(), err)
		}
		for _, room := range []int{0, 1, whole.Len() / 2, whole.Len() - 1} {
			if err := write(&full{room}); !errors.Is(err, errFull) {
				t.Errorf("%s, room for %d of %d bytes: %v", name, room, whole.Len(), err)
			}
		}
		if err := write(&full{whole.Len()}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Writers of files fail where there is no place for them, and leave nothing.
func TestFileWritersUnderFaults(t *testing.T) {
	m := newMaterial(t)
	project := refi.FromCodebook(m.codebook)
	for name, write := range map[string]func(file string) error{
		"key.age": func(file string) error {
			return pseudonym.KeyFile{Name: file, Passphrase: "une phrase assez longue", Work: 1}.Save(m.masked.Key)
		},
		"grille.qdc":  func(file string) error { return refi.Writer{}.WriteFile(project, file) },
		"projet.qdpx": func(file string) error { return refi.Writer{}.WriteFile(project, file) },
		"etude":       func(file string) error { return m.design.CopyTo(file) },
	} {
		folder := t.TempDir()
		if err := write(filepath.Join(folder, name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for place, prepare := range map[string]func(file string) error{
			"under a file":       func(file string) error { return os.WriteFile(filepath.Dir(file), nil, 0o600) },
			"on a folder in use": func(file string) error { return os.MkdirAll(filepath.Join(file, "etude.csv"), 0o755) },
		} {
			file := filepath.Join(t.TempDir(), "x", name)
			if err := prepare(file); err != nil {
				t.Fatal(err)
			}
			before := tree(t, file)
			if err := write(file); err == nil {
				t.Errorf("%s %s: no error", name, place)
			}
			if after := tree(t, file); !slices.Equal(before, after) {
				t.Errorf("%s %s: left %q, was %q", name, place, after, before)
			}
		}
	}
}

// tree lists what lies around a file, two folders up.
func tree(t *testing.T, file string) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(filepath.Dir(filepath.Dir(file))), ".", func(name string, _ fs.DirEntry, err error) error {
		names = append(names, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
