package design

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Files is the folder that the design was read from: for the four studies CSV
// files, UTF-8, parted by semicolons. It serves every reader, such as that of
// codebooks for "grille.csv". The zero design has none, nil.
func (d Design) Files() fs.FS { return d.files }

const byteOrderMark = "\ufeff"

// CopyTo writes the files of the design into a folder, made where it does not
// exist, for a researcher to change; Open reads them again. Texts are written
// as spreadsheets open them by themselves: byte order mark, CRLF. Nothing is
// written when one of the files is already there. Data that lie beside the
// files of the design are not copied.
func (d Design) CopyTo(folder string) error {
	if d.files == nil {
		return fmt.Errorf("design %q has no files", d.Name)
	}
	names := designFiles(d.files)
	for _, name := range names {
		if _, err := os.Lstat(filepath.Join(folder, name)); err == nil {
			return fmt.Errorf("copy design: %w", &fs.PathError{Op: "create", Path: filepath.Join(folder, name), Err: fs.ErrExist})
		}
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("copy design: %w", err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(d.files, name)
		if err != nil {
			return fmt.Errorf("copy design: %w", err)
		}
		if text := string(data); strings.HasSuffix(name, ".csv") && utf8.ValidString(text) {
			text = strings.ReplaceAll(strings.TrimPrefix(text, byteOrderMark), "\r\n", "\n")
			data = []byte(byteOrderMark + strings.ReplaceAll(text, "\n", "\r\n"))
		}
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			return fmt.Errorf("copy design: %w", err)
		}
	}
	return nil
}
