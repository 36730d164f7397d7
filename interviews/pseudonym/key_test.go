package pseudonym

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"filippo.io/age"

	"github.com/askoria/verbatim/interviews"
)

const passphrase = "quatre mots bien à part"

func TestKeyFile(t *testing.T) {
	_, masked := one(t, Masker{}, "C'est Awa, AWA, à Bruz.")
	file := KeyFile{Name: filepath.Join(t.TempDir(), "cle.age"), Passphrase: passphrase, Work: 10}
	for range 2 { // the second one replaces the first
		if err := file.Save(masked.Key); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(file.Name)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	content, err := os.ReadFile(file.Name)
	if err != nil || bytes.Contains(content, []byte("Awa")) || bytes.Contains(content, []byte("Bruz")) {
		t.Errorf("the key is readable: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(file.Name), "*")); len(left) != 1 {
		t.Errorf("files left: %q", left)
	}
	key, err := file.Open()
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(key, masked.Key) || key.Len() != 2 {
		t.Errorf("%d entries read back", key.Len())
	}
	if got := key.Words("C1", "[PRÉNOM_1]"); !reflect.DeepEqual(got, []string{"Awa", "AWA"}) {
		t.Errorf("%q", got)
	}
	if key.Words("C2", "[PRÉNOM_1]") != nil || key.Without("C1").Len() != 0 || key.Without("C2").Len() != 2 || key.Len() != 2 {
		t.Error("words of another case, or Without changes its key")
	}
}

func TestKeyFileErrors(t *testing.T) {
	folder := t.TempDir()
	_, masked := one(t, Masker{}, "C'est Awa.")
	good := KeyFile{Name: filepath.Join(folder, "cle.age"), Passphrase: passphrase, Work: 10}
	if err := good.Save(masked.Key); err != nil {
		t.Fatal(err)
	}
	content, _ := os.ReadFile(good.Name)
	write := func(name string, data []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	var other bytes.Buffer
	recipient, _ := age.NewScryptRecipient(passphrase)
	recipient.SetWorkFactor(10)
	w, _ := age.Encrypt(&other, recipient)
	w.Write([]byte(`{"format":"autre"}`))
	w.Close()
	flipped := bytes.Clone(content)
	flipped[len(flipped)-1] ^= 1
	for _, test := range []struct {
		name string
		file KeyFile
		want string
	}{
		{"wrong passphrase", KeyFile{Name: good.Name, Passphrase: passphrase + "x"}, "cle.age : ne s'ouvre pas avec cette phrase de passe"},
		{"no passphrase", KeyFile{Name: good.Name}, "demande une phrase de passe"},
		{"not there", KeyFile{Name: filepath.Join(folder, "rien.age"), Passphrase: passphrase}, "n'existe pas"},
		{"cut short", KeyFile{Name: write("court.age", content[:60]), Passphrase: passphrase}, "abîmé"},
		{"changed", KeyFile{Name: write("change.age", flipped), Passphrase: passphrase}, "abîmé"},
		{"something else", KeyFile{Name: write("autre.age", []byte("bonjour")), Passphrase: passphrase}, "n'est pas une clé"},
		{"another content", KeyFile{Name: write("json.age", other.Bytes()), Passphrase: passphrase}, "n'est pas une clé"},
	} {
		_, err := test.file.Open()
		var problem *interviews.Problem
		if err == nil || !errors.As(err, &problem) || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), folder) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	if _, err := (KeyFile{Name: filepath.Join(folder, "rien.age"), Passphrase: passphrase}).Open(); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a missing file is not fs.ErrNotExist")
	}
	if err := (KeyFile{Name: good.Name, Passphrase: "trop court"}).Save(masked.Key); err == nil {
		t.Error("a short passphrase is taken")
	}
	if err := (KeyFile{Name: filepath.Join(folder, "absent", "cle.age"), Passphrase: passphrase, Work: 10}).Save(masked.Key); err == nil {
		t.Error("saved in a folder that is not there")
	}
	for _, work := range []int{-1, 21, 99} {
		if err := (KeyFile{Name: good.Name, Passphrase: passphrase, Work: work}).Save(masked.Key); err == nil {
			t.Errorf("Work %d is taken", work)
		}
	}
	if now, _ := os.ReadFile(good.Name); !bytes.Equal(now, content) {
		t.Error("a failed save changed the file")
	}
}

func TestLaterInterviewKeepsTheTags(t *testing.T) {
	_, first := one(t, Masker{}, "Avec Moussa et Awa.")
	second, masked := one(t, Masker{Key: first.Key}, "Avec Awa et Karim.")
	if second != "Avec [PRÉNOM_2] et [PRÉNOM_3]." {
		t.Error(second)
	}
	if first.Key.Len() != 2 || masked.Key.Len() != 3 {
		t.Errorf("keys of %d and %d", first.Key.Len(), masked.Key.Len())
	}
	other, err := Masker{Key: first.Key}.Of([]*interviews.Interview{interviewOf("C9-a", "Mère : Awa.")})
	if err != nil || other.Key.Len() != 3 || other.Key.Words("C1", "[PRÉNOM_1]") == nil {
		t.Errorf("the key loses a case that is not masked again: %v", err)
	}
}

func FuzzKeyFileOpen(f *testing.F) {
	name := filepath.Join(f.TempDir(), "cle.age")
	if err := (KeyFile{Name: name, Passphrase: passphrase, Work: 1}).Save(&Key{}); err != nil {
		f.Fatal(err)
	}
	content, err := os.ReadFile(name)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(content)
	f.Add([]byte("age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 1\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		name := filepath.Join(t.TempDir(), "cle.age")
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if key, err := (KeyFile{Name: name, Passphrase: passphrase}).Open(); (key == nil) == (err == nil) {
			t.Error("neither a key nor an error, or both")
		}
	})
}
