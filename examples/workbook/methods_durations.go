package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/duration"
)

// lasting is a beginning and an end, or a duration in numbers.
var lasting = argument{holds: variables, least: 1, most: 2, fits: holds[stats.Dates, stats.Numbers, stats.Numbers], said: "deux dates, début et fin, ou une durée en nombres"}

var durationMethods = []method{
	{
		names: []string{"durées", "Kaplan-Meier", "survie"}, rows: lasting, cols: groups.optional(), sheet: "Durées", options: []string{"compter_en", "jusqu'au", "issue", "en_cours", "sur"},
		run: func(q *request) {
			q.lasting(func(clock duration.Clock) {
				if len(q.cols) == 0 {
					q.add(duration.KaplanMeier{Clock: clock, Cases: q.who}.Of(q.table))
				}
				for _, col := range q.cols {
					q.add(duration.KaplanMeier{Clock: clock, By: col, Cases: q.who}.Of(q.table))
					q.add(duration.LogRank{Clock: clock, By: col, Cases: q.who}.Of(q.table))
				}
			})
		},
	},
	{
		names: []string{"sorties concurrentes", "incidence cumulée"}, rows: lasting, cols: groups.optional(), sheet: "Sorties", options: []string{"compter_en", "jusqu'au", "issue", "en_cours", "sur"},
		run: func(q *request) {
			q.lasting(func(clock duration.Clock) {
				if clock.Event == "" {
					q.refuse(errors.New("l'option issue doit nommer la variable qui dit comment cela finit"))
					return
				}
				if len(q.cols) == 0 {
					q.add(duration.CumulativeIncidence{Clock: clock, Cases: q.who}.Of(q.table))
				}
				for _, col := range q.cols {
					q.add(duration.CumulativeIncidence{Clock: clock, By: col, Cases: q.who}.Of(q.table))
				}
			})
		},
	},
	{
		names: []string{"modèle de durées", "Cox"}, rows: lasting, cols: argument{holds: variables, least: 1}, sheet: "Modèles de durées", options: []string{"compter_en", "jusqu'au", "issue", "en_cours", "événement", "strates", "sur"},
		run: func(q *request) {
			q.lasting(func(clock duration.Clock) {
				q.add(duration.Cox{Clock: clock, Predictors: q.cols, Cause: q.text("événement"), Strata: q.text("strates"), Cases: q.who}.Of(q.table))
			})
		},
	},
}

// lasting reads the clock of durations from the line. What has no end goes on
// until a day, the last that the two columns name unless another is given.
func (q *request) lasting(do func(duration.Clock)) {
	clock := duration.Clock{Event: q.text("issue")}
	for level := range strings.SplitSeq(q.text("en_cours"), ",") {
		if level = strings.TrimSpace(level); level != "" {
			clock.Censored = append(clock.Censored, level)
		}
	}
	if len(q.rows) == 1 {
		if _, err := q.table.Numbers(q.rows[0]); err != nil {
			q.refuse(fmt.Errorf("« %s » est une date : nommer le début et la fin", q.rows[0]))
			return
		}
		clock.Time = q.rows[0]
		do(clock)
		return
	}
	clock.From, clock.To, clock.Unit, clock.ObservedUntil = q.rows[0], q.rows[1], duration.Unit(q.int("compter_en")), q.day("jusqu'au")
	for _, name := range q.rows {
		dates, err := q.table.Dates(name)
		if err != nil {
			q.refuse(fmt.Errorf("« %s » n'est pas une date : nommer deux dates, ou une seule durée", name))
			return
		}
		if q.text("jusqu'au") == "" {
			clock.ObservedUntil = latest(clock.ObservedUntil, dates)
		}
	}
	do(clock)
}

// latest is the last day of a column, where it is later.
func latest(day time.Time, dates *stats.Dates) time.Time {
	for row := range dates.Len() {
		if other, recorded := dates.At(row); recorded && other.After(day) {
			day = other
		}
	}
	return day
}
