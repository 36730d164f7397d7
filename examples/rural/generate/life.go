package main

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"
)

// sources are the parts written by hand. Each life is one file: a line of
// attributes, a line a place, a line an event, and the interview, in which
// {J1.4- these words} are coded.
//
//go:embed lives/*.txt dictionnaire_parcours.csv dictionnaire_tournants.csv plante.csv
var sources embed.FS

// attributes are the fields of the first line of a life.
var attributes = strings.Split("sexe;naissance;date;duree;lieu;enqueteur;densite;attraction;pays;temps_min_ml;temps_min_cdas;temps_min_fs;"+
	"mode;permis;vehicule;tc;logement;situation;diplome;ressources;difficultes;passe_ase;enfant;proches;numerique", ";")

// quarter is a quarter of a calendar year, counted from year 0.
type quarter int

func (q quarter) year() int   { return int(q) / 4 }
func (q quarter) number() int { return int(q)%4 + 1 }

// first is the first day of the quarter.
func (q quarter) first() time.Time {
	return time.Date(q.year(), time.Month(3*(int(q)%4)+1), 1, 0, 0, 0, 0, time.UTC)
}

func quarterOf(day time.Time) quarter { return quarter(4*day.Year() + (int(day.Month())-1)/3) }

func parseQuarter(text string) (quarter, error) {
	year, n, found := strings.Cut(text, ".")
	y, err1 := strconv.Atoi(year)
	k, err2 := strconv.Atoi(n)
	if !found || err1 != nil || err2 != nil || k < 1 || k > 4 {
		return 0, fmt.Errorf("%q is not a quarter: write 2021.3", text)
	}
	return quarter(4*y + k - 1), nil
}

// event is one event of a life; state is the situation that begins with it, ""
// where it goes on.
type event struct {
	when                         quarter
	domain, name, valence, state string
}

// life is one young person.
type life struct {
	id     string
	of     map[string]string // by attribute
	birth  time.Time         // first day of the month
	met    time.Time         // day of the interview
	places [][]string
	events []event
	talk   string // with its marks
}

// age is in whole years on the first day of the month.
func (l *life) age(on time.Time) int {
	months := 12*(on.Year()-l.birth.Year()) + int(on.Month()) - int(l.birth.Month())
	return months / 12
}

// band is the age band at the interview.
func (l *life) band() string {
	switch age := l.age(l.met); {
	case age < 18:
		return "16-17"
	case age <= 20:
		return "18-20"
	}
	return "21-25"
}

func readLives() ([]*life, error) {
	names, err := fs.Glob(sources, "lives/*.txt")
	if err != nil {
		return nil, err
	}
	var lives []*life
	for _, name := range names {
		text, err := sources.ReadFile(name)
		if err != nil {
			return nil, err
		}
		l, err := parseLife(strings.TrimSuffix(path.Base(name), ".txt"), strings.TrimSpace(string(text)))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		lives = append(lives, l)
	}
	return lives, nil
}

func parseLife(id, text string) (*life, error) {
	parts := strings.SplitN(text, "\n\n", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("%d blocks, want attributes and places, events, interview", len(parts))
	}
	lines := strings.Split(parts[0], "\n")
	fields := strings.Split(lines[0], ";")
	if len(fields) != len(attributes) {
		return nil, fmt.Errorf("%d attributes, want %d", len(fields), len(attributes))
	}
	l := &life{id: id, of: map[string]string{}, talk: parts[2]}
	for i, name := range attributes {
		l.of[name] = fields[i]
	}
	var err error
	if l.birth, err = time.Parse("2006-01", l.of["naissance"]); err != nil {
		return nil, err
	}
	if l.met, err = time.Parse("02/01/2006", l.of["date"]); err != nil {
		return nil, err
	}
	for _, line := range lines[1:] {
		place := strings.Split(line, ";")
		if len(place) != len(placeColumns)-2 {
			return nil, fmt.Errorf("place %q: %d fields, want %d", place[0], len(place), len(placeColumns)-2)
		}
		l.places = append(l.places, place)
	}
	for line := range strings.SplitSeq(parts[1], "\n") {
		f := append(strings.Split(line, ";"), "")
		if len(f) < 5 || len(f) > 6 {
			return nil, fmt.Errorf("event %q: want when;domain;event;valence;state", line)
		}
		when, err := parseQuarter(f[0])
		if err != nil {
			return nil, err
		}
		l.events = append(l.events, event{when, f[1], f[2], f[3], f[4]})
	}
	return l, nil
}
