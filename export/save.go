package export

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
)

// Save writes the workbook to a file. Nothing is written when an Add failed:
// the error then joins every failure, each naming its sheet. The file appears
// whole or not at all; an older one stays as it was until the new one is
// complete.
func (b *Workbook) Save(name string) error {
	data, err := b.bytes()
	if err != nil {
		return err
	}
	return save(name, data)
}

// save makes a file appear whole or not at all.
func save(name string, data []byte) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("workbook not saved: %w", err)
		}
	}()
	// In the same folder, because only there a file can be renamed at once.
	draft := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+"."+strconv.Itoa(os.Getpid())+".tmp")
	file, err := os.OpenFile(draft, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err == nil {
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

// bytes is the finished workbook, read back and checked.
func (b *Workbook) bytes() ([]byte, error) {
	if err := b.failed(); err != nil {
		return nil, fmt.Errorf("workbook not written: %w", err)
	}
	leaves, err := b.leaves()
	if err != nil {
		return nil, fmt.Errorf("workbook not written: %w", err)
	}
	w := b.newWriter()
	data, err := w.pack(leaves)
	if err = errors.Join(err, w.file.Close()); err != nil {
		return nil, fmt.Errorf("workbook not written: %w", err)
	}
	if err := check(data); err != nil {
		return nil, fmt.Errorf("workbook not written: it would not be sound: %w", err)
	}
	return data, nil
}
