package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/askoria/verbatim/stats"
)

// fault is what is wrong in a cell of the plan: what stands there, what is
// wrong with it, what to do.
type fault struct{ found, summary, hint string }

// grammar is all that a filter can say.
const grammar = "écrire par exemple « cadre = judiciaire et age_debut 3..6 » ; signes : = ≠ < <= > >= .. ; mots : et, ou, renseigné, non renseigné"

// token is a word, a sign or a text in quotes of a filter.
type token struct {
	text   string
	sign   bool
	quoted bool
}

func (t token) is(word string) bool { return !t.quoted && !t.sign && stats.Fold(t.text) == word }

// filter reads the filter of a line of the plan as conditions on a table, all
// of which must hold.
func filter(text string, t *stats.Table) ([]stats.Condition, *fault) {
	tokens, bad := tokens(text)
	if bad != nil {
		return nil, bad
	}
	var conditions []stats.Condition
	for clause := range split(tokens, "et") {
		more, bad := condition(clause, t)
		if bad != nil {
			return nil, bad
		}
		conditions = append(conditions, more...)
	}
	return conditions, nil
}

// tokens cuts a filter in words, signs and quoted texts.
func tokens(text string) ([]token, *fault) {
	var list []token
	runes := []rune(text)
	for i := 0; i < len(runes); {
		closing := map[rune]rune{'«': '»', '"': '"', '“': '”'}[runes[i]]
		start := i
		switch {
		case unicode.IsSpace(runes[i]):
			i++
		case closing != 0:
			end := slices.Index(runes[i+1:], closing)
			if end < 0 {
				return nil, &fault{text, "ouvre des guillemets sans les fermer", grammar}
			}
			list = append(list, token{text: strings.TrimSpace(string(runes[i+1 : i+1+end])), quoted: true})
			i += end + 2
		case strings.ContainsRune(signs, runes[i]):
			for i < len(runes) && strings.ContainsRune(signs, runes[i]) {
				i++
			}
			list = append(list, token{text: string(runes[start:i]), sign: true})
		default:
			for i < len(runes) && !unicode.IsSpace(runes[i]) && !strings.ContainsRune(signs, runes[i]) {
				i++
			}
			list = append(list, token{text: string(runes[start:i])})
		}
	}
	return list, nil
}

const signs = "=≠!<>≤≥"

// split yields the tokens between words such as "et".
func split(list []token, word string) func(yield func([]token) bool) {
	return func(yield func([]token) bool) {
		start := 0
		for i := range len(list) + 1 {
			if i == len(list) || list[i].is(word) {
				if !yield(list[start:i]) {
					return
				}
				start = i + 1
			}
		}
	}
}

func joined(list []token) string {
	words := make([]string, len(list))
	for i, t := range list {
		words[i] = t.text
	}
	return strings.Join(words, " ")
}

// condition reads one clause: a variable, a sign, values; a variable and a
// range; a variable and "renseigné".
func condition(clause []token, t *stats.Table) ([]stats.Condition, *fault) {
	n := len(clause)
	at := slices.IndexFunc(clause, func(t token) bool { return t.sign })
	switch {
	case n > 1 && at < 0 && strings.HasPrefix(stats.Fold(clause[n-1].text), "renseigne"):
		not := n > 2 && clause[n-2].is("non")
		if not {
			n--
		}
		column, bad := columnOf(joined(clause[:n-1]), t)
		if bad != nil {
			return nil, bad
		}
		recorded := stats.IsRecorded(column.Variable().Name)
		if not {
			recorded = stats.Not(recorded)
		}
		return []stats.Condition{recorded}, nil
	case n > 1 && at < 0 && strings.Contains(clause[n-1].text, ".."):
		return comparison(clause[:n-1], "=", clause[n-1:], t)
	case at < 1 || at == n-1:
		return nil, &fault{joined(clause), "n'est pas une condition", grammar}
	}
	return comparison(clause[:at], clause[at].text, clause[at+1:], t)
}

// comparison reads a variable, a sign and values.
func comparison(name []token, sign string, values []token, t *stats.Table) ([]stats.Condition, *fault) {
	column, bad := columnOf(joined(name), t)
	if bad != nil {
		return nil, bad
	}
	sign = strings.NewReplacer("≠", "!=", "<>", "!=", "≤", "<=", "≥", ">=").Replace(sign)
	if !slices.Contains([]string{"=", "!=", "<", "<=", ">", ">="}, sign) {
		return nil, &fault{sign, "n'est pas un signe", grammar}
	}
	var any []stats.Condition
	for value := range split(values, "ou") {
		if len(value) == 0 {
			return nil, &fault{joined(values), "n'a rien à côté de « ou »", grammar}
		}
		c, bad := compare(column, sign, value)
		if bad != nil {
			return nil, bad
		}
		any = append(any, c)
	}
	one := stats.Any(any...)
	if sign == "!=" {
		// Who is not recorded is not known to be different.
		return []stats.Condition{stats.IsRecorded(column.Variable().Name), stats.Not(one)}, nil
	}
	return []stats.Condition{one}, nil
}

// compare is one value, or one range, of a column. For "!=" it is what is not
// wanted.
func compare(column stats.Column, sign string, value []token) (stats.Condition, *fault) {
	name, text := column.Variable().Name, joined(value)
	low, high, isRange := strings.Cut(text, "..")
	if isRange = isRange && !slices.ContainsFunc(value, func(t token) bool { return t.quoted }); !isRange {
		low, high = text, text
	}
	low, high = strings.TrimSpace(low), strings.TrimSpace(high)
	if isRange && sign != "=" && sign != "!=" {
		return stats.Condition{}, &fault{text, "ne va pas avec le signe " + sign, grammar}
	}
	if isRange && low == "" && high == "" {
		return stats.Condition{}, &fault{text, "n'a pas de borne", grammar}
	}
	switch c := column.(type) {
	case *stats.Numbers:
		return numbers(name, sign, low, high)
	case *stats.Dates:
		return days(name, sign, low, high)
	case *stats.Texts:
		if sign != "=" && sign != "!=" || isRange {
			break
		}
		return stats.Is(name, text), nil
	case *stats.Flags:
		return among(name, sign, low, high, isRange, false, stats.Levels("non", "oui"))
	case *stats.Sets:
		return among(name, sign, low, high, isRange, false, c.Options())
	case *stats.Categories:
		return among(name, sign, low, high, isRange, c.Ordered(), c.Levels())
	}
	return stats.Condition{}, &fault{sign + " " + text, fmt.Sprintf("ne va pas avec « %s », qui contient du texte", name), "employer = ou ≠"}
}

// numbers is a range of numbers; the bound of a sign is moved by the least
// that a number can be.
func numbers(name, sign, low, high string) (stats.Condition, *fault) {
	from, to := math.Inf(-1), math.Inf(1)
	for _, bound := range []struct {
		text string
		at   *float64
	}{{low, &from}, {high, &to}} {
		if bound.text == "" {
			continue
		}
		x, err := strconv.ParseFloat(strings.ReplaceAll(bound.text, ",", "."), 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			return stats.Condition{}, &fault{bound.text, fmt.Sprintf("n'est pas un nombre, alors que « %s » en contient", name), "écrire par exemple 3..6 ou >= 12"}
		}
		*bound.at = x
	}
	switch sign {
	case "<":
		from, to = math.Inf(-1), math.Nextafter(to, math.Inf(-1))
	case "<=":
		from = math.Inf(-1)
	case ">":
		from, to = math.Nextafter(from, math.Inf(1)), math.Inf(1)
	case ">=":
		to = math.Inf(1)
	}
	if from > to {
		return stats.Condition{}, &fault{low + ".." + high, "va du plus grand au plus petit", "écrire d'abord la borne basse"}
	}
	return stats.Between(name, from, to), nil
}

// days is a range of dates, each of them a day, a month or a year.
func days(name, sign, low, high string) (stats.Condition, *fault) {
	first, last := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	read := func(text string) (from, to time.Time, bad *fault) {
		for _, form := range []struct {
			layout        string
			years, months int
		}{{"2/1/2006", 0, 0}, {"1/2006", 0, 1}, {"2006", 1, 0}} {
			day, err := time.Parse(form.layout, text)
			switch {
			case err != nil:
			case form.years+form.months == 0:
				return day, day, nil
			default:
				return day, day.AddDate(form.years, form.months, -1), nil
			}
		}
		return from, to, &fault{text, fmt.Sprintf("n'est pas une date, alors que « %s » en contient", name), "écrire 31/01/2022, 01/2022 ou 2022"}
	}
	from, to := first, last
	var bad *fault
	var before, after time.Time // the day before low, the day after high
	if low != "" {
		if from, after, bad = read(low); bad != nil {
			return stats.Condition{}, bad
		}
		before, after = from.AddDate(0, 0, -1), after.AddDate(0, 0, 1)
	}
	if high != "" {
		if _, to, bad = read(high); bad != nil {
			return stats.Condition{}, bad
		}
	}
	switch sign {
	case "<":
		from, to = first, before
	case "<=":
		from = first
	case ">":
		from, to = after, last
	case ">=":
		to = last
	}
	if from.After(to) {
		return stats.Condition{}, &fault{low + ".." + high, "va de la date la plus récente à la plus ancienne", "écrire d'abord la plus ancienne"}
	}
	return stats.During(name, from, to), nil
}

// among is one level, or where they are ordered those from one to another.
func among(name, sign, low, high string, isRange, ordered bool, levels []stats.Level) (stats.Condition, *fault) {
	if (isRange || sign != "=" && sign != "!=") && !ordered {
		return stats.Condition{}, &fault{sign, fmt.Sprintf("ne va pas avec « %s », dont les modalités n'ont pas d'ordre", name), "employer = ou ≠, et « ou » entre les modalités"}
	}
	from, to := 0, len(levels)-1
	for _, bound := range []struct {
		text string
		at   *int
	}{{low, &from}, {high, &to}} {
		if bound.text == "" {
			continue
		}
		var bad *fault
		if *bound.at, bad = levelOf(bound.text, name, levels); bad != nil {
			return stats.Condition{}, bad
		}
	}
	switch sign {
	case "<":
		from, to = 0, to-1
	case "<=":
		from = 0
	case ">":
		from, to = from+1, len(levels)-1
	case ">=":
		to = len(levels) - 1
	}
	if from > to {
		return stats.Condition{}, &fault{sign + " " + low, fmt.Sprintf("ne laisse aucune modalité de « %s »", name), "vérifier le signe et l'ordre des modalités"}
	}
	codes := make([]string, 0, to-from+1)
	for _, level := range levels[from : to+1] {
		codes = append(codes, level.Code)
	}
	return stats.Is(name, codes...), nil
}

// levelOf finds a level by its code or by what people read.
func levelOf(text, column string, levels []stats.Level) (int, *fault) {
	for _, same := range []func(stats.Level) bool{
		func(l stats.Level) bool { return l.Code == text },
		func(l stats.Level) bool { return stats.Fold(l.Code) == stats.Fold(text) },
		func(l stats.Level) bool { return stats.Fold(l.Title()) == stats.Fold(text) },
	} {
		if at := slices.IndexFunc(levels, same); at >= 0 {
			return at, nil
		}
	}
	var known []string
	for _, level := range levels {
		known = append(known, level.Code)
		if level.Title() != level.Code {
			known = append(known, level.Title())
		}
	}
	return -1, &fault{text, fmt.Sprintf("n'est pas une modalité de « %s »", column), hint(text, known)}
}

// columnOf finds a column by its name or, where only one has it, by its label.
func columnOf(text string, t *stats.Table) (stats.Column, *fault) {
	var named, labelled []stats.Column
	var known []string
	for _, c := range t.Columns() {
		v := c.Variable()
		if v.Name == text {
			return c, nil
		}
		if stats.Fold(v.Name) == stats.Fold(text) {
			named = append(named, c)
		}
		if stats.Fold(v.Title()) == stats.Fold(text) {
			labelled = append(labelled, c)
		}
		known = append(known, v.Name)
	}
	for _, found := range [][]stats.Column{named, labelled} {
		if len(found) == 1 {
			return found[0], nil
		}
	}
	return nil, &fault{text, "n'est pas une variable", hint(text, known)}
}
