package export

import (
	"bytes"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/askoria/verbatim/stats"
)

// full is a disk that has room for some bytes.
type full struct {
	*os.File
	room int
}

func (f *full) Write(data []byte) (int, error) {
	n, err := f.File.Write(data[:min(len(data), f.room)])
	if f.room -= n; err == nil && n < len(data) {
		err = syscall.ENOSPC
	}
	return n, err
}

func (f *full) Sync() error {
	if f.room == 0 {
		return syscall.EIO
	}
	return f.File.Sync()
}

// A full disk leaves the older file as it was, and nothing else.
func TestSaveOnAFullDisk(t *testing.T) {
	size := len(saved(t, sampleBook()))
	for _, room := range []int{0, 1, size / 2, size - 1, size} {
		folder := t.TempDir()
		name := filepath.Join(folder, "mep.xlsx")
		if err := os.WriteFile(name, []byte("old"), 0o644); err != nil {
			t.Fatal(err)
		}
		book := sampleBook()
		leaves, err := book.ready()
		if err != nil {
			t.Fatal(err)
		}
		err = saveBy(name, book.filled(leaves), func(draft string) (sink, error) {
			file, err := os.Create(draft)
			return &full{file, room}, err
		})
		if !errors.Is(err, syscall.ENOSPC) && !errors.Is(err, syscall.EIO) || !strings.Contains(err.Error(), "workbook not saved") {
			t.Errorf("room for %d bytes: %v", room, err)
		}
		if old, _ := os.ReadFile(name); string(old) != "old" {
			t.Errorf("room for %d bytes: the older file is %d bytes", room, len(old))
		}
		if left, _ := os.ReadDir(folder); len(left) != 1 {
			t.Errorf("room for %d bytes: left behind %v", room, left)
		}
	}
}

// The device that is always full: the error is that of the system.
func TestSaveOnAFullDevice(t *testing.T) {
	const device = "/dev/full"
	if _, err := os.Stat(device); err != nil {
		t.Skip(err)
	}
	folder := t.TempDir()
	book := sampleBook()
	leaves, err := book.ready()
	if err != nil {
		t.Fatal(err)
	}
	err = saveBy(filepath.Join(folder, "mep.xlsx"), book.filled(leaves), func(draft string) (sink, error) {
		if err := os.Symlink(device, draft); err != nil {
			return nil, err
		}
		return os.OpenFile(draft, os.O_RDWR, 0)
	})
	if !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("error %v", err)
	}
	if left, _ := os.ReadDir(folder); len(left) != 0 {
		t.Errorf("left behind %v", left)
	}
}

func TestSaveInAReadOnlyFolder(t *testing.T) {
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(folder, 0o700)
	if file, err := os.Create(filepath.Join(folder, "x")); err == nil {
		file.Close()
		// This user may write everywhere but there.
		if folder = "/sys"; runtime.GOOS != "linux" {
			t.Skip("this user may write everywhere")
		}
	}
	if err := (&Workbook{}).Save(filepath.Join(folder, "mep.xlsx")); !errors.Is(err, fs.ErrPermission) && !errors.Is(err, syscall.EROFS) {
		t.Errorf("error %v", err)
	}
}

// Drafts of programs that were killed are removed, those of others are not.
func TestSweep(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "mep.xlsx")
	ended := exec.Command(os.Args[0], "-test.run=^$")
	if err := ended.Run(); err != nil {
		t.Fatal(err)
	}
	stale := draftOf(name) + strconv.Itoa(ended.Process.Pid) + draftEnd
	kept := []string{draftOf(name) + strconv.Itoa(os.Getppid()) + draftEnd, draftOf(name) + "x" + draftEnd, filepath.Join(folder, ".other.xlsx.1.tmp")}
	for _, file := range append(kept, stale) {
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	sweep(name)
	if _, err := os.Stat(stale); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the draft of a program that has ended is still there")
	}
	for _, file := range kept {
		if _, err := os.Stat(file); err != nil {
			t.Errorf("%s is gone", filepath.Base(file))
		}
	}
}

// saveAgain, in the environment, makes the test below save over and over.
const saveAgain = "VERBATIM_TEST_SAVE"

// versions are two workbooks that the killed program saves in turn.
func versions() [2]*Workbook {
	first, second := sampleBook(), sampleBook()
	second.Title = "Autre version"
	return [2]*Workbook{first, second}
}

// A program killed at any moment leaves the older file or the new one, whole;
// the next Save clears what else it left.
func TestKilledWhileSaving(t *testing.T) {
	books := versions()
	if name := os.Getenv(saveAgain); name != "" {
		for i := 0; ; i++ {
			if err := books[i%2].Save(name); err != nil {
				t.Fatal(err)
			}
		}
	}
	whole := [2][]byte{saved(t, books[0]), saved(t, books[1])}
	kills := 50
	if testing.Short() {
		kills = 8
	}
	folder := t.TempDir()
	name := filepath.Join(folder, "mep.xlsx")
	if err := books[0].Save(name); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	drafts, changed := 0, 0
	for range kills {
		program := exec.Command(os.Args[0], "-test.run=^TestKilledWhileSaving$")
		program.Env = append(os.Environ(), saveAgain+"="+name)
		before, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := program.Start(); err != nil {
			t.Fatal(err)
		}
		// Until it saves, and a moment more.
		for wait := time.Now(); time.Since(wait) < 20*time.Second; time.Sleep(time.Millisecond) {
			if now, err := os.Stat(name); err == nil && !os.SameFile(before, now) {
				changed++
				break
			}
		}
		time.Sleep(time.Duration(r.IntN(5000)) * time.Microsecond)
		if err := program.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = program.Wait() // it was killed
		data, err := os.ReadFile(name)
		if err != nil || !bytes.Equal(data, whole[0]) && !bytes.Equal(data, whole[1]) {
			t.Fatalf("the file has %d bytes of neither version: %v", len(data), err)
		}
		left, _ := os.ReadDir(folder)
		drafts += len(left) - 1
		if len(left) > 2 {
			t.Errorf("drafts pile up: %v", left)
		}
	}
	if err := books[1].Save(name); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(folder); len(left) != 1 {
		t.Errorf("drafts are left: %v", left)
	}
	if changed < kills {
		t.Errorf("only %d of %d programs saved before they were killed", changed, kills)
	}
	t.Logf("%d kills, %d of them in the middle of a draft", kills, drafts)
}

// A table longer than a sheet goes on another one, under the same titles; no
// row is lost or comes twice.
func TestTooManyRows(t *testing.T) {
	if testing.Short() {
		t.Skip("a million rows")
	}
	numbers := make([]float64, 1_048_577)
	for i := range numbers {
		numbers[i] = float64(i)
	}
	b := &Workbook{}
	sheet := b.Sheet("Dossiers de toutes les agences")
	sheet.Add(listing(3), nil)
	sheet.Add(stats.MustTable("Base", stats.Variable{Name: "x", Format: stats.Ordinal}.Numbers(numbers, nil)), nil)
	parts := map[string]string{}
	rewritten(t, saved(t, b), func(name, content string) *string {
		parts[name] = content
		return &content
	})
	if !strings.Contains(parts["xl/worksheets/sheet1.xml"], "donnés sur plusieurs : Tableau 2.") {
		t.Error("Lisez-moi does not name the table")
	}
	next := 0
	for _, name := range []string{"xl/worksheets/sheet4.xml", "xl/worksheets/sheet5.xml"} {
		if !strings.Contains(parts[name], "Tableau 2 – Base (") {
			t.Errorf("%s has no title", name)
		}
		for cell := range strings.SplitSeq(parts[name], "<v>") {
			number, _, found := strings.Cut(cell, "</v>")
			if !found {
				continue
			}
			if number != strconv.Itoa(next) {
				t.Fatalf("%s: %s in the place of %d", name, number, next)
			}
			next++
		}
	}
	if next != len(numbers) {
		t.Errorf("%d rows of %d", next, len(numbers))
	}
	for _, want := range []string{`name="Dossiers de toutes les 1 sur 2"`, `name="Dossiers de toutes les 2 sur 2"`, `name="Tableau_2"`, `name="Tableau_2_2"`} {
		if !strings.Contains(parts["xl/workbook.xml"], want) {
			t.Errorf("the workbook has no %s", want)
		}
	}
}

// A table wider than a sheet is refused with what to do instead.
func TestTooManyColumns(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	columns := make([]stats.Column, 16_385)
	for i := range columns {
		columns[i] = text("x"+strconv.Itoa(i), "", "a")
	}
	b := &Workbook{}
	b.Add(stats.MustTable("Base", columns...), nil)
	if _, err := b.bytes(); err == nil || !strings.Contains(err.Error(), "hand it over as CSV") {
		t.Errorf("error %v", err)
	}
}
