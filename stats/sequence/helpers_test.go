package sequence

import (
	"math"

	"github.com/askoria/verbatim/stats"
)

func levelsOf(codes ...string) []stats.Level { return stats.Levels(codes...) }

func near(a, b, tolerance float64) bool {
	return math.Abs(a-b) <= tolerance*max(math.Abs(a), math.Abs(b))
}
