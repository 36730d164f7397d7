package pseudonym

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"unicode/utf8"

	"filippo.io/age"

	"github.com/askoria/verbatim/interviews"
)

// KeyFile is where a key is kept: a file of its own, encrypted with a
// passphrase (age, scrypt), that only its owner may read (0600). Any age
// program opens it too. Keep it on another medium than the transcripts.
type KeyFile struct {
	Name       string // of the file: "cle.age"
	Passphrase string // 12 characters or more
	// Work is how long trying a passphrase takes: 2 to the power of Work steps
	// of scrypt, at most 20. 0 is 18: about a second, 256 MiB.
	Work int
}

// leastPassphrase is how many characters a passphrase must have; the file can
// be tried for as long as somebody likes.
const leastPassphrase = 12

// mostKey is the largest key file read, mostWork the largest Work: a file that
// asks for more memory than that is no key of ours.
const (
	mostKey  = 64 << 20
	mostWork = 20
)

// Format writes the name of the file, never the passphrase.
func (f KeyFile) Format(s fmt.State, _ rune) {
	_, _ = io.WriteString(s, "key file "+filepath.Base(f.Name))
}

func (f KeyFile) problem(summary, hint string) error {
	return &interviews.Problem{File: filepath.Base(f.Name), Summary: summary, Hint: hint, Severity: interviews.Rejected}
}

// Save writes the key. A file of that name is replaced only by a whole one.
func (f KeyFile) Save(key *Key) (err error) {
	if utf8.RuneCountInString(f.Passphrase) < leastPassphrase {
		return f.problem("a une phrase de passe trop courte", fmt.Sprintf("en prendre une d'au moins %d caractères", leastPassphrase))
	}
	if f.Work < 0 || f.Work > mostWork {
		return fmt.Errorf("KeyFile: Work is %d, must be from 1 to %d, or 0 for the default", f.Work, mostWork)
	}
	recipient, err := age.NewScryptRecipient(f.Passphrase)
	if err != nil {
		return err
	}
	recipient.SetWorkFactor(cmp.Or(f.Work, 18))
	content, err := json.Marshal(key.save())
	if err != nil {
		return err
	}
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, recipient)
	if err != nil {
		return err
	}
	if _, err := w.Write(content); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	// Temporary files are made 0600, and stay so under their new name.
	file, err := os.CreateTemp(filepath.Dir(f.Name), ".cle-*")
	if err != nil {
		return f.problem("ne peut pas être écrit", "vérifier que le dossier existe et que vous y avez droit")
	}
	defer func() {
		if err != nil {
			_ = os.Remove(file.Name())
		}
	}()
	_, err = file.Write(sealed.Bytes())
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), f.Name)
}

// Open reads the key back. A wrong passphrase gives a *interviews.Problem, and
// so does a file that is not there, cut short, or no key.
func (f KeyFile) Open() (*Key, error) {
	file, err := interviews.Opener{Limits: interviews.Limits{File: mostKey}}.Open(f.Name)
	if err != nil {
		return nil, err
	}
	if f.Passphrase == "" {
		return nil, f.problem("demande une phrase de passe", "la donner dans Passphrase")
	}
	identity, err := age.NewScryptIdentity(f.Passphrase)
	if err != nil {
		return nil, err
	}
	identity.SetMaxWorkFactor(mostWork)
	r, err := age.Decrypt(bytes.NewReader(file.Data), identity)
	var wrong *age.NoIdentityMatchError
	switch {
	case errors.As(err, &wrong):
		return nil, f.problem("ne s'ouvre pas avec cette phrase de passe", "vérifier la phrase de passe et que c'est la clé de cette étude")
	case err != nil:
		return nil, f.problem("n'est pas une clé de pseudonymes, ou est abîmé", "reprendre une copie de la clé")
	}
	content, err := io.ReadAll(io.LimitReader(r, mostKey))
	if err != nil {
		return nil, f.problem("est abîmé", "reprendre une copie de la clé")
	}
	var s saved
	if json.Unmarshal(content, &s) == nil {
		if key, ok := s.key(); ok {
			return key, nil
		}
	}
	return nil, f.problem("n'est pas une clé de pseudonymes", "donner le fichier que le masquage a écrit")
}
