package export

import (
	"encoding/xml"
	"path"
)

// mostSeries is Excel's limit for the series of a chart.
const mostSeries = 255

// checkCharts reads the charts: they draw cells of the file and hold no figure
// of their own, which could say what a cell hides.
func (c *checker) checkCharts(names []string) {
	for _, name := range names {
		if path.Dir(name) != "xl/charts" {
			continue
		}
		series := 0
		c.walk(name, func(e xml.StartElement) {
			switch e.Name.Local {
			case "ser":
				series++
			case "externalData":
				c.fault("part %q: a chart draws another file", name)
			case "pt":
				c.fault("part %q: a chart holds figures of its own", name)
			}
		}, func(element, text string) {
			if element == "f" && !c.leadsToSheet(text) {
				c.fault("part %q: a chart draws %q, which is not in the file", name, text)
			}
		})
		if series == 0 || series > mostSeries {
			c.fault("part %q: a chart of %d series", name, series)
		}
	}
}
