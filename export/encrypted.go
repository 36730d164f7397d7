package export

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"filippo.io/age"
)

// shortestPassphrase is the number of characters that a passphrase must have.
const shortestPassphrase = 12

// SaveEncrypted writes the workbook into an encrypted file, mep.xlsx.age, that
// only the passphrase opens: age -d mep.xlsx.age > mep.xlsx, or any program that
// reads age files (scrypt, ChaCha20-Poly1305). It is the way to send figures of
// a study; the passphrase goes by another. Without it nothing can be read, and
// nobody can recover it.
//
// A workbook has no password of Excel here: that of a sheet protects against
// mistakes only, and that of a file, as it could be written, is AES-128 under a
// key that is quickly tried (SHA-1). The file never stands unencrypted on the
// disk. Two runs give different bytes.
func (b *Workbook) SaveEncrypted(name, passphrase string) error {
	switch {
	case utf8.RuneCountInString(passphrase) < shortestPassphrase:
		return fmt.Errorf("workbook not saved: the passphrase has fewer than %d characters; several words are easy to remember", shortestPassphrase)
	case !strings.HasSuffix(name, ".age"):
		return errors.New("workbook not saved: the name of an encrypted file must end in .age, which tells what opens it")
	}
	data, err := b.bytes()
	if err != nil {
		return err
	}
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return fmt.Errorf("workbook not saved: %w", err)
	}
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, recipient)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return fmt.Errorf("workbook not saved: %w", err)
	}
	return save(name, holding(sealed.Bytes()))
}
