package sequence

import "github.com/askoria/verbatim/stats"

func levelsOf(codes ...string) []stats.Level { return stats.Levels(codes...) }
