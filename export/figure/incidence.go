package figure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// Incidence draws how many have ended in each way by each time, piled up with
// those still going on to 100 %, for one group.
//
// The result is a duration.Incidence. Where counts are hidden the shares are
// known at chosen times only, and the figure is hatched where these are secret.
type Incidence struct {
	Group string // label of the group; "" is the first
	Title string
	Style Style
}

// Of draws the result. Errors are groups that do not exist.
func (i Incidence) Of(result stats.Tabler) (*Figure, error) {
	f, err := figureOf(result, i.draw)
	if err != nil {
		return nil, fmt.Errorf("incidence: %w", err)
	}
	return f, nil
}

func (i Incidence) draw(tables []*stats.Table) (*Figure, error) {
	first, err := find(tables, "temps", "en_cours", "part1")
	if err != nil {
		return nil, err
	}
	var causes, titles []string
	for _, c := range first.Columns() {
		name := c.Variable().Name
		if digits, ok := strings.CutPrefix(name, "part"); ok && strings.Trim(digits, "0123456789") == "" {
			causes, titles = append(causes, name), append(titles, c.Variable().Title())
		}
	}
	table, curves, err := curvesOf(tables, causes, i.Style.Lang)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(curves))
	for at, c := range curves {
		names[at] = c.name
	}
	at := 0
	if i.Group != "" {
		at = slices.Index(names, i.Group)
	}
	if at < 0 || at >= len(curves) {
		return nil, fmt.Errorf("no group %s", stats.Unknown(i.Group, names))
	}
	going, _ := table.Column("en_cours") // curvesOf has read both
	times, _ := table.Column("temps")
	return i.picture(table, &curves[at], append(titles, going.Variable().Title()), times.Variable().Unit), nil
}

func (i Incidence) picture(table *stats.Table, c *curve, titles []string, unit string) *Figure {
	lang := i.Style.Lang
	caption := table.Caption()
	caption.Test = ""
	title := i.Title
	if title == "" {
		title = stats.Say(lang, "Issues au fil du temps", "Exits over time")
		if c.name != "" {
			title += " – " + c.name
		}
	}
	tints := i.Style.Palette.tints(titles)
	tints[len(tints)-1] = tint{faint, solid} // those who have not ended
	var legend []key
	for at := len(titles) - 1; at >= 0; at-- {
		legend = append(legend, tintKey(titles[at], tints[at]))
	}
	hidden := slices.ContainsFunc(c.steps, func(s step) bool { return !s.open() })
	if hidden {
		legend = append(legend, secretKey(lang))
	}
	caption.Units = stats.Say(lang, "En %, en montant : chaque issue, puis ce qui continue", "In %, upwards: each exit, then what goes on")
	var notes []string
	if !c.full {
		notes = []string{stats.Say(lang, "Aux temps choisis seulement, des effectifs étant masqués.", "At chosen times only, counts being withheld.")}
	}
	d, place := i.Style.sheet(title, caption, legend, notes...)
	last := c.steps[len(c.steps)-1].time
	marks := ticks(0, 100, 5)
	x, y := d.timeAxis(&place, last, unit, marks, ticks(0, last, 6), nil)
	runs := c.runs()
	for k, run := range runs {
		// One path a share, piled up from the foot.
		bounds := make([][]point, len(titles)+1)
		for at := range bounds {
			bounds[at] = c.path(run, k == 0, x, y, piled(nil, at, len(titles)), func(s step) value { return value{x: piled(&s, at, len(titles))} })
		}
		if gap := (rect{bounds[0][len(bounds[0])-1].x, place.top, place.right, place.bottom}); k+1 < len(runs) {
			gap.right = x.at(runs[k+1][0].time)
			d.secret(gap)
		} else if !c.steps[len(c.steps)-1].open() {
			d.secret(gap)
		}
		if len(bounds[0]) < 2 {
			continue // a time alone has no surface
		}
		for at := len(titles) - 1; at >= 0; at-- {
			d.surface("share", enclosed(bounds[0], bounds[at+1]), tints[at].color)
		}
		for at := range titles {
			d.hatch(enclosed(bounds[at], bounds[at+1]), tints[at].pattern, tints[at].veil())
		}
	}
	d.frame("frame", place, grey, 0.6)
	var parts []string
	if s := c.at(last); s != nil {
		for at, v := range s.parts {
			parts = append(parts, titles[at]+" "+percent(v.x, d.lang))
		}
		parts = append(parts, titles[len(titles)-1]+" "+percent(s.share.x, d.lang))
		unit = stats.Number.Number(s.time, lang) + " " + unit
	}
	alt := fmt.Sprintf(d.say("Issues cumulées jusqu'à 100 %% : %s. À %s : %s.", "Exits piled up to 100%%: %s. At %s: %s."), title, unit, listed(parts, d))
	return d.finish(title, table.Caption(), alt)
}

// piled is the height of the first shares together, in per cent; before the first
// step all is going on.
func piled(s *step, count, all int) float64 {
	if count == all {
		return 100
	}
	sum := 0.0
	for at := range count {
		if s != nil {
			sum += s.parts[at].x
		}
	}
	return sum
}

// enclosed is the surface between two paths of the same times.
func enclosed(low, high []point) []point {
	path := slices.Clone(high)
	for i := len(low) - 1; i >= 0; i-- {
		path = append(path, low[i])
	}
	return path
}
