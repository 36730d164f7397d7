package main

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"time"
)

const page = "../.github/BENCHMARKS.md"

// writePart replaces one part of the page, between its marks, and leaves the rest.
func writePart(part, text string) error {
	old, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	begin, end := "<!-- "+part+" -->\n", "<!-- end of "+part+" -->"
	before, rest, found := strings.Cut(string(old), begin)
	_, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		return fmt.Errorf("%s has no part %q", page, part)
	}
	return os.WriteFile(page, []byte(before+begin+text+end+after), 0o644)
}

// sideBySide is the part on the tasks.
func sideBySide(lines []line) string {
	var text strings.Builder
	fmt.Fprintf(&text, "\n%s; %s.\n\n", computer(), versions())
	text.WriteString("| task, at 16n | ours | peak | growth | peer | median | peak | growth | peer ÷ ours (processor) |\n|---|---|---|---|---|---|---|---|---|\n")
	for _, l := range lines {
		text.WriteString(l.row())
	}
	text.WriteString("\n")
	for _, l := range lines {
		if l.note != "" {
			fmt.Fprintf(&text, "- %s: %s\n", l.title, l.note)
		}
	}
	text.WriteString("\nAll sizes:\n\n| task | program | n | median | processor | peak |\n|---|---|---|---|---|---|\n")
	for _, l := range lines {
		text.WriteString(l.all())
	}
	text.WriteString("\n")
	return text.String()
}

// row is the largest size of a task as rows of the table, one a peer.
func (l line) row() string {
	ours := l.runs[0][sizes-1]
	task := fmt.Sprintf("| %s, %s %s | %s | %.0f MB | %.2f", l.title, thousands(l.n*16), l.of, seconds(ours.wall), ours.peak, exponent(l.runs[0]))
	if len(l.programs) == 1 {
		return task + " | none | | | | |\n"
	}
	var text strings.Builder
	for i, p := range l.programs[1:] {
		peer := l.runs[i+1][sizes-1]
		fmt.Fprintf(&text, "%s | %s | %s | %.0f MB | %.2f | %s (%s) |\n", task, p.title,
			seconds(peer.wall), peer.peak, exponent(l.runs[i+1]), ratio(peer.wall/ours.wall), ratio(peer.user/ours.user))
		task = "| | | | "
	}
	return text.String()
}

// all are the figures of a task at all sizes, one row a program and size.
func (l line) all() string {
	var text strings.Builder
	for i, p := range l.programs {
		for size, f := range l.runs[i] {
			fmt.Fprintf(&text, "| %s | %s | %s | %s | %s | %.0f MB |\n", l.name, p.title, thousands(l.n<<(2*size)), seconds(f.wall), seconds(f.user), f.peak)
		}
	}
	return text.String()
}

// ratio has two digits that tell something.
func ratio(x float64) string {
	if x >= 10 {
		return fmt.Sprintf("%.0f", x)
	}
	return fmt.Sprintf("%.2g", x)
}

func seconds(s float64) string {
	if s < 1 {
		return fmt.Sprintf("%.3g ms", 1000*s)
	}
	return fmt.Sprintf("%.3g s", s)
}

// thousands writes 100000 as 100,000.
func thousands(n int) string {
	text := fmt.Sprint(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}

// computer is the day and the computer, with how many programs wanted a
// processor of late: times are worth what is left.
func computer() string {
	model, memory, load := "", "", ""
	if info, err := os.ReadFile("/proc/loadavg"); err == nil {
		load = ", load " + strings.Fields(string(info))[2]
	}
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		if found := regexp.MustCompile(`model name\s*: (.*)`).FindSubmatch(info); found != nil {
			model = string(found[1])
		}
	}
	if info, err := os.ReadFile("/proc/meminfo"); err == nil {
		var kilobytes float64
		if n, _ := fmt.Sscanf(string(info), "MemTotal: %f", &kilobytes); n == 1 {
			memory = fmt.Sprintf(", %.0f GB", kilobytes/(1<<20))
		}
	}
	return fmt.Sprintf("%s; %s, %d processors%s%s, %s/%s", time.Now().Format("2 January 2006"), model, runtime.NumCPU(), memory, load, runtime.GOOS, runtime.GOARCH)
}

// versions are those of the programs compared.
func versions() string {
	out, err := exec.Command("Rscript", "-e", `cat(R.version$version.string, sapply(c("data.table","readxl","openxlsx","stringi","Matrix","FactoMineR","survival","Rcpp"), function(p) paste(p, packageVersion(p))), sep = ", ")`).Output()
	if err != nil {
		return runtime.Version()
	}
	return runtime.Version() + ", " + string(out)
}
