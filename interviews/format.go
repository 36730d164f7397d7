package interviews

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
)

// Format is what a file really is, by its content.
type Format uint8

const (
	// PlainText is whatever is nothing else: text, CSV, or something unknown
	// that File.Text refuses.
	PlainText Format = iota
	// Workbook is .xlsx.
	Workbook
	// WordDocument is .docx.
	WordDocument
	// OpenDocument is .odt or .ods.
	OpenDocument
	// Archive is a zip that is none of these.
	Archive
	// Encrypted is an Office file under a password.
	Encrypted
	// Office97 is .xls or .doc.
	Office97
	// PDF is a printed page.
	PDF
)

var formatNames = [...]string{
	"un fichier texte", "un classeur Excel (.xlsx)", "un document Word (.docx)",
	"un document LibreOffice", "une archive zip", "un fichier Office protégé",
	"un ancien fichier Office", "un PDF",
}

// String names the format in French, with its article.
func (f Format) String() string { return formatNames[f] }

func formatOf(data []byte) Format {
	switch {
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		// Names of the streams inside are UTF-16.
		if bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")) {
			return Encrypted
		}
		return Office97
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return PDF
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return archiveFormat(data)
	}
	return PlainText
}

func archiveFormat(data []byte) Format {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return Archive
	}
	for _, entry := range archive.File {
		switch entry.Name {
		case "xl/workbook.xml":
			return Workbook
		case "word/document.xml":
			return WordDocument
		case "META-INF/manifest.xml":
			return OpenDocument
		}
	}
	return Archive
}

// Archive opens a zip file, .docx and .xlsx among them, when it keeps the
// limits: number of entries, size of each and of all once inflated, ratio. Go
// refuses an entry that inflates beyond the size it declares, so that checking
// declared sizes is enough. The error is a *Problem.
func (f *File) Archive() (*zip.Reader, error) {
	refused := &Problem{
		File: f.Name, Severity: Rejected,
		Hint: "ne pas l'ouvrir s'il vient d'un inconnu ; sinon l'enregistrer à nouveau, ou relever Limits",
	}
	archive, err := zip.NewReader(bytes.NewReader(f.Data), int64(len(f.Data)))
	if err != nil {
		refused.Summary, refused.Hint = "est abîmé : l'archive est incomplète", "reprendre le fichier d'origine"
		refused.cause = err
		return nil, refused
	}
	if len(archive.File) > f.limits.Entries {
		refused.Summary = fmt.Sprintf("contient %d éléments, plus que la limite de %d", len(archive.File), f.limits.Entries)
		return nil, refused
	}
	var total uint64
	for _, entry := range archive.File {
		size := entry.UncompressedSize64
		total += min(size, 1<<50)
		switch {
		case size > uint64(f.limits.Entry):
			refused.Summary = fmt.Sprintf("contient un élément de plus de %d Mo une fois décompressé", f.limits.Entry>>20)
		case total > uint64(f.limits.Inflated):
			refused.Summary = fmt.Sprintf("dépasse %d Mo une fois décompressé", f.limits.Inflated>>20)
		case size > 1<<20 && float64(size) > f.limits.Ratio*float64(entry.CompressedSize64):
			refused.Summary = fmt.Sprintf("est compressé plus de %g fois : cela ressemble à une bombe zip", f.limits.Ratio)
		default:
			continue
		}
		return nil, refused
	}
	return archive, nil
}

// ReadEntry reads one entry of the archive; a name that is not there gives
// nil and no error.
func (f *File) ReadEntry(archive *zip.Reader, name string) ([]byte, error) {
	for _, entry := range archive.File {
		if entry.Name != name {
			continue
		}
		content, err := readEntry(entry, f.limits.Entry)
		if err != nil {
			return nil, &Problem{
				File: f.Name, Severity: Rejected, Summary: "est abîmé : un élément ne se décompresse pas",
				Hint: "reprendre le fichier d'origine", cause: err,
			}
		}
		return content, nil
	}
	return nil, nil
}

func readEntry(entry *zip.File, limit int64) ([]byte, error) {
	r, err := entry.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, limit))
}
