package cluster

import (
	"strings"

	"github.com/askoria/verbatim/stats"
)

// titles lists names, each set off: "«\u00a0a\u00a0», «\u00a0b\u00a0»".
func titles(names []string, lang string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = stats.Quoted(lang, name)
	}
	return strings.Join(quoted, ", ")
}
