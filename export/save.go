package export

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

// Save writes the workbook to a file. Nothing is written when an Add failed:
// the error then joins every failure, each naming its sheet. The file appears
// whole or not at all; an older one stays as it was until the new one is
// complete. Only the draft beside it holds the sheets, not the memory.
func (b *Workbook) Save(name string) error {
	leaves, err := b.ready()
	if err != nil {
		return err
	}
	return save(name, b.filled(leaves))
}

// filled writes sheets into a draft and checks it where it stands.
func (b *Workbook) filled(leaves []*leaf) func(sink) error {
	return func(draft sink) error {
		if err := b.write(draft, leaves); err != nil {
			return err
		}
		written, err := draft.Stat()
		if err != nil {
			return err
		}
		return check(draft, written.Size())
	}
}

// WriteTo writes the workbook as Save does, to where the caller says.
func (b *Workbook) WriteTo(w io.Writer) (int64, error) {
	data, err := b.bytes()
	if err != nil {
		return 0, err
	}
	n, err := w.Write(data)
	return int64(n), err
}

// failed is every failure of the calls that were added.
func (b *Workbook) failed() error { return errors.Join(b.failures...) }

// ready is the sheets of the workbook, laid out.
func (b *Workbook) ready() ([]*leaf, error) {
	err := b.failed()
	var leaves []*leaf
	if err == nil {
		leaves, err = b.leaves()
	}
	if err != nil {
		return nil, fmt.Errorf("workbook not written: %w", err)
	}
	return leaves, nil
}

// write writes a file of sheets, which is not yet checked.
func (b *Workbook) write(to io.Writer, leaves []*leaf) error {
	w := b.newWriter()
	return errors.Join(w.pack(to, leaves), w.file.Close())
}

// bytes is the finished workbook, read back and checked.
func (b *Workbook) bytes() ([]byte, error) {
	leaves, err := b.ready()
	if err != nil {
		return nil, err
	}
	var data bytes.Buffer
	if err = b.write(&data, leaves); err == nil {
		err = check(bytes.NewReader(data.Bytes()), int64(data.Len()))
	}
	if err != nil {
		return nil, fmt.Errorf("workbook not written: %w", err)
	}
	return data.Bytes(), nil
}

// save makes a file appear whole or not at all.
func save(name string, fill func(sink) error) error {
	return saveBy(name, fill, func(draft string) (sink, error) {
		return os.OpenFile(draft, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	})
}

// holding fills a file with data.
func holding(data []byte) func(sink) error {
	return func(draft sink) error {
		_, err := draft.Write(data)
		return err
	}
}

// sink is what a file is written to, and read back from.
type sink interface {
	io.WriteCloser
	io.ReaderAt
	Stat() (fs.FileInfo, error)
	Sync() error
}

// draftEnd ends the names of files that are being written.
const draftEnd = ".tmp"

func saveBy(name string, fill func(sink) error, create func(draft string) (sink, error)) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("workbook not saved: %w", err)
		}
	}()
	sweep(name)
	// In the same folder, because only there a file can be renamed at once.
	draft := draftOf(name) + strconv.Itoa(os.Getpid()) + draftEnd
	file, err := create(draft)
	if err != nil {
		return err
	}
	if err = fill(file); err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(draft, name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(draft))
	}
	return nil
}

// draftOf begins the name of the drafts of a file; the number of the process
// that writes one follows.
func draftOf(name string) string {
	return filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".")
}

// sweep removes the drafts of a file that were left by programs killed while
// they wrote them: they are nothing, and hold figures of a study.
func sweep(name string) {
	folder, begin := filepath.Split(draftOf(name))
	entries, err := os.ReadDir(filepath.Clean(folder + "."))
	if err != nil {
		return // the draft cannot be made there either, which will be told
	}
	for _, entry := range entries {
		number, begins := strings.CutPrefix(entry.Name(), begin)
		number, ends := strings.CutSuffix(number, draftEnd)
		if !begins || !ends {
			continue
		}
		if process, err := strconv.Atoi(number); err == nil && !runs(process) {
			_ = os.Remove(filepath.Join(folder, entry.Name())) // the next Save tries again
		}
	}
}

// runs tells whether there is a process of that number.
func runs(number int) bool {
	process, err := os.FindProcess(number)
	if err != nil {
		return false
	}
	if runtime.GOOS == "windows" {
		return true // there it is found only while it runs
	}
	err = process.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, os.ErrPermission)
}
