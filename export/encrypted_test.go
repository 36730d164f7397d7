package export

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
)

// What is encrypted is the workbook, and only the passphrase gives it back.
func TestSaveEncrypted(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "mep.xlsx.age")
	if err := sampleBook().SaveEncrypted(name, secret); err != nil {
		t.Fatal(err)
	}
	sealed, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	identity, err := age.NewScryptIdentity(secret)
	if err != nil {
		t.Fatal(err)
	}
	reader, err := age.Decrypt(bytes.NewReader(sealed), identity)
	if err != nil {
		t.Fatal(err)
	}
	if data, err := io.ReadAll(reader); err != nil || !bytes.Equal(data, saved(t, sampleBook())) {
		t.Errorf("the file does not hold the workbook: %v", err)
	}
	if bytes.Contains(sealed, []byte("PK\x03\x04")) || bytes.Contains(sealed, []byte("xl/")) {
		t.Error("the file is not encrypted")
	}
	if wrong, err := age.NewScryptIdentity(secret + "e"); err != nil {
		t.Fatal(err)
	} else if _, err := age.Decrypt(bytes.NewReader(sealed), wrong); err == nil {
		t.Error("another passphrase opens the file")
	}
	if left, _ := os.ReadDir(folder); len(left) != 1 {
		t.Errorf("files were left behind: %v", left)
	}
	for _, c := range [][2]string{{name, "court"}, {filepath.Join(folder, "mep.xlsx"), secret}} {
		if err := sampleBook().SaveEncrypted(c[0], c[1]); err == nil || !strings.Contains(err.Error(), "workbook not saved") {
			t.Errorf("%q: %v", c, err)
		}
	}
}
