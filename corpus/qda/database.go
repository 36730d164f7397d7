package qda

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/askoria/verbatim/interviews"
)

// database is a copy in memory of a file, whose tables are read by the names of
// their columns: those that a version does not have are empty.
type database struct {
	file    *interviews.File
	pool    *sql.DB
	conn    *sql.Conn
	columns map[string]map[string]string // by table, lower case: columns, lower case, as they are written
	budget  int64                        // bytes that may still be read
	foreign bool                         // some text was not UTF-8
	failed  error
}

const header = "SQLite format 3\x00"

// open opens a database that is only read. What a hostile file could make the
// engine run is never asked for: views, virtual tables, computed columns.
func open(file *interviews.File, limits interviews.Limits) (*database, error) {
	if !bytes.HasPrefix(file.Data, []byte(header)) {
		return nil, file.Refuse("un projet de QualCoder, Taguette ou RQDA (base SQLite)")
	}
	db := &database{file: file, columns: map[string]map[string]string{}, budget: limits.Inflated}
	image := bytes.Clone(file.Data)
	if len(image) < 100 {
		return nil, db.damaged()
	}
	// A journal kept apart (2) cannot be had in memory: the file alone is read.
	image[18], image[19] = min(image[18], 1), min(image[19], 1)
	ctx := context.Background()
	var err error
	if db.pool, err = sql.Open("sqlite", ":memory:"); err != nil {
		return nil, err
	}
	if db.conn, err = db.pool.Conn(ctx); err == nil {
		_, err = sqlite.Limit(db.conn, sqlite3.SQLITE_LIMIT_LENGTH, int(min(limits.Entry, 1<<30)))
	}
	if err != nil {
		db.close()
		return nil, err
	}
	err = db.conn.Raw(func(c any) error {
		return c.(interface{ Deserialize([]byte) error }).Deserialize(image)
	})
	for _, pragma := range []string{"query_only=1", "trusted_schema=0", "cell_size_check=1"} {
		if err == nil {
			_, err = db.conn.ExecContext(ctx, "pragma "+pragma)
		}
	}
	if err == nil {
		err = db.list(ctx)
	}
	if err != nil {
		db.close()
		return nil, db.damaged()
	}
	return db, nil
}

func (db *database) close() {
	if db.conn != nil {
		db.conn.Close()
	}
	db.pool.Close()
}

func (db *database) damaged() error {
	return &interviews.Problem{
		File: db.file.Name, Severity: interviews.Rejected, Summary: "est abîmé : la base ne se lit pas jusqu'au bout",
		Hint: "l'ouvrir dans son logiciel, l'enregistrer à nouveau, ou reprendre une sauvegarde",
	}
}

// list lists the tables and their columns.
func (db *database) list(ctx context.Context) error {
	const all = `select m.name, c.name from sqlite_master m, pragma_table_xinfo(m.name) c
		where m.type = 'table' and m.rootpage > 0 and c.hidden = 0`
	rows, err := db.conn.QueryContext(ctx, all)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			return err
		}
		key := strings.ToLower(table)
		if db.columns[key] == nil {
			db.columns[key] = map[string]string{}
		}
		db.columns[key][strings.ToLower(column)] = column
	}
	return rows.Err()
}

func (db *database) has(tables ...string) bool {
	for _, table := range tables {
		if db.columns[table] == nil {
			return false
		}
	}
	return true
}

// count is the number of rows of a table.
func (db *database) count(table string) int { return len(db.rows(table, "")) }

// rows reads the columns named, lower case, separated by spaces, of a table, in the order of the
// first; a table that is not there has none. After a failure there are none.
func (db *database) rows(table, columns string) []row {
	if !db.has(table) || db.failed != nil {
		return nil
	}
	names := strings.Fields(columns)
	wanted := []string{"1"}
	for i, name := range names {
		switch written, there := db.columns[table][name]; {
		case there:
			wanted = slices.Insert(wanted, i, quoted(written))
		case name == "rowid": // RQDA numbers its rows with nothing else
			wanted = slices.Insert(wanted, i, name)
		default:
			wanted = slices.Insert(wanted, i, "null")
		}
	}
	query := "select " + strings.Join(wanted, ", ") + " from " + quoted(table) + " order by 1"
	var all []row
	result, err := db.conn.QueryContext(context.Background(), query)
	if err != nil {
		db.failed = db.damaged()
		return nil
	}
	defer result.Close()
	for result.Next() {
		values := make([]any, len(names)+1)
		pointers := make([]any, len(values))
		for i := range values {
			pointers[i] = &values[i]
		}
		if err := result.Scan(pointers...); err != nil {
			db.failed = db.damaged()
			return nil
		}
		r := row{db: db, values: make([]string, len(names))}
		for i := range names {
			r.values[i] = db.text(values[i])
			db.budget -= int64(len(r.values[i])) + 16
		}
		if db.budget < 0 {
			db.failed = &interviews.Problem{
				File: db.file.Name, Severity: interviews.Rejected, Summary: "contient plus de texte que la limite",
				Hint: "ne pas l'ouvrir s'il vient d'un inconnu ; sinon relever Limits.Inflated",
			}
			return nil
		}
		all = append(all, r)
	}
	if result.Err() != nil {
		db.failed = db.damaged()
		return nil
	}
	return all
}

func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// text is a value as text; "" where there is none. Old projects may hold text
// that is not UTF-8.
func (db *database) text(value driver.Value) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		if utf8.ValidString(v) {
			return v
		}
		return db.text([]byte(v))
	case []byte:
		if utf8.Valid(v) {
			return string(v)
		}
		db.foreign = true
		if text, err := (&interviews.File{Name: db.file.Name, Data: v}).Text(); err == nil {
			return text.Content
		}
		return strings.ToValidUTF8(string(v), "\ufffd")
	case time.Time: // the driver reads columns declared as moments
		return v.UTC().Format(time.RFC3339Nano)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(value)
}

// row is the columns of a row that were asked for, in their order.
type row struct {
	db     *database
	values []string
}

// number is a column as a whole number; RQDA writes them as decimals.
func (r row) number(i int) (int, bool) {
	f, err := strconv.ParseFloat(r.values[i], 64)
	if err != nil || f < -1<<31 || f >= 1<<31 || f != float64(int(f)) {
		return 0, false
	}
	return int(f), true
}
