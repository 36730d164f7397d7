package export

import (
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The workbook of the example program gives no hidden count back.
func TestAttackOnTheExample(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the example program")
	}
	name := filepath.Join(t.TempDir(), "mep.xlsx")
	command := exec.Command("go", "run", "./examples/mep", "-o", name)
	command.Dir = ".."
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	f, err := excelize.OpenFile(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	found, err := attack(f, 5)
	if err != nil {
		t.Fatal(err)
	}
	if found.hidden < 10 {
		t.Errorf("only %d counts are hidden: the attack says nothing", found.hidden)
	}
	for _, leaks := range [][]string{found.leaks, found.linked, found.narrow} {
		for _, leak := range leaks {
			t.Error(leak)
		}
	}
	leaks, unknowns, err := attackJointly(f, 5)
	if err != nil {
		t.Error(err)
	}
	for _, leak := range leaks {
		t.Errorf("all tables together: %s", leak)
	}
	t.Logf("%d hidden counts, %d unknowns solved together", found.hidden, unknowns)
}
