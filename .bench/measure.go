package main

import (
	"bufio"
	"bytes"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// sizes are n, 4n and 16n.
const sizes = 3

// program is one way to do a task: ours, or a peer. Its command reads data in
// the folder that it is given.
type program struct {
	title   string
	command func(folder string) *exec.Cmd
}

// own is a program in this binary.
func own(title, name string) program {
	return program{title, func(folder string) *exec.Cmd {
		self, err := os.Executable()
		if err != nil {
			panic(err)
		}
		return exec.Command(self, "-child", name, "-dir", folder)
	}}
}

// script is a program in peers.
func script(title, file string) program {
	return program{title, func(folder string) *exec.Cmd {
		interpreter := "Rscript"
		if filepath.Ext(file) == ".py" {
			interpreter = "python3"
		}
		cmd := exec.Command(interpreter, file, folder)
		cmd.Dir = "peers"
		return cmd
	}}
}

// figures are what one program did at one size: medians over its runs.
type figures struct {
	wall, user float64 // seconds
	peak       float64 // MB of the process, reading included
	answer     float64 // to be the same from all; NaN where it cannot be
}

// run runs a program in a process of its own. It prints a line a run, "run wall
// user answer" in seconds, then "peak kB".
func (p program) run(folder string) (figures, error) {
	var complaint bytes.Buffer
	cmd := p.command(folder)
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		return figures{}, fmt.Errorf("%s: %w\n%s", p.title, err, complaint.String())
	}
	var f figures
	var walls, users []float64
	for line := range strings.Lines(string(out)) {
		var wall, user float64
		if n, _ := fmt.Sscan(line, new(string), &wall, &user, &f.answer); n == 4 {
			walls, users = append(walls, wall), append(users, user)
		} else if peak, found := strings.CutPrefix(line, "peak "); found {
			kilobytes, err := strconv.ParseFloat(strings.TrimSpace(peak), 64)
			if err != nil {
				return f, fmt.Errorf("%s: %w", p.title, err)
			}
			f.peak = kilobytes / 1024
		}
	}
	if len(walls) == 0 {
		return f, fmt.Errorf("%s printed no run:\n%s%s", p.title, out, complaint.String())
	}
	f.wall, f.user = median(walls), median(users)
	return f, nil
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

// exponent is the slope of the log of processor time, which load does not change,
// on log size: 1 where four times as much takes four times as long.
func exponent(runs [sizes]figures) float64 {
	// Three points at equal distances: the middle one does not count.
	return math.Log(runs[sizes-1].user/runs[0].user) / math.Log(1<<(2*(sizes-1)))
}

// work is what the processes of this binary do: up to five runs, or ten seconds.
func work(name, folder string) error {
	setup, known := programs[name]
	if !known {
		return fmt.Errorf("no program %q", name)
	}
	do, err := setup(folder)
	if err != nil {
		return err
	}
	for run, begun := 0, time.Now(); run < 5 && time.Since(begun) < 10*time.Second; run++ {
		runtime.GC()
		start, before := time.Now(), userTime()
		answer, err := do()
		if err != nil {
			return err
		}
		wall, user := time.Since(start).Seconds(), userTime()-before
		fmt.Println("run", wall, user, answer())
	}
	fmt.Println("peak", peak())
	return nil
}

// userTime is the processor time of this process, in seconds.
func userTime() float64 {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err) // it has no other error than a wrong address
	}
	return time.Duration(used.Utime.Nano()).Seconds()
}

// peak is the most memory that this process had, in kB; 0 where the system does
// not tell.
func peak() int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	lines := bufio.NewScanner(bytes.NewReader(status))
	for lines.Scan() {
		if fields := strings.Fields(lines.Text()); fields[0] == "VmHWM:" {
			kilobytes, _ := strconv.Atoi(fields[1])
			return kilobytes
		}
	}
	return 0
}

// line is one task, done by all.
type line struct {
	task
	runs [][sizes]figures // of each program, ours first
}

// measure makes the data of a task and has every program work on them.
func (t task) measure(folder string) (line, error) {
	l := line{task: t, runs: make([][sizes]figures, len(t.programs))}
	n := t.n
	for size := range sizes {
		place := filepath.Join(folder, fmt.Sprint(t.name, n))
		if err := os.Mkdir(place, 0o700); err != nil {
			return l, err
		}
		if err := t.invent(place, n); err != nil {
			return l, err
		}
		for i, p := range t.programs {
			f, err := p.run(place)
			if err != nil {
				return l, err
			}
			l.runs[i][size] = f
			if ours := l.runs[0][size].answer; math.Abs(f.answer-ours) > 1e-6*math.Abs(ours) {
				return l, fmt.Errorf("at n = %d %s gives %v, %s %v: they do not do the same work", n, t.programs[0].title, ours, p.title, f.answer)
			}
		}
		if err := os.RemoveAll(place); err != nil {
			return l, err
		}
		n *= 4
	}
	return l, nil
}
