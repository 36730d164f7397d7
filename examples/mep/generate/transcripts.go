package main

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/askoria/verbatim/examples/internal/material"
)

// formats says how each transcript reaches the study: about half as Word
// documents, the others as text in the two encodings that computers leave.
var formats = map[string]string{
	"C01-jeune": "docx",
	"C01-mere":  "windows-1252",
	"C01-pro":   "docx",
	"C02-jeune": "utf-8",
	"C02-mere":  "docx",
	"C02-pro":   "windows-1252",
	"C03-jeune": "docx",
	"C03-pere":  "windows-1252",
	"C03-pro":   "docx",
	"C04-mere":  "utf-8",
	"C04-pro":   "docx",
	"C05-jeune": "windows-1252",
	"C05-pere":  "docx",
	"C06-jeune": "docx",
	"C06-mere":  "windows-1252",
	"C06-pro":   "docx",
	"C07-jeune": "utf-8",
	"C07-mere":  "windows-1252",
	"C07-pro":   "docx",
	"C08-jeune": "utf-8",
	"C08-pere":  "docx",
	"C08-pro":   "windows-1252",
	"C09-jeune": "docx",
	"C09-mere":  "windows-1252",
	"C09-pro":   "docx",
	"C10-jeune": "windows-1252",
	"C10-mere":  "docx",
	"C10-pro":   "utf-8",
	"C11-jeune": "docx",
	"C11-pere":  "windows-1252",
	"C11-pro":   "docx",
}

// reviewed is the document in which a reader left a comment and a deletion.
const reviewed = "C03-pro"

// transcriptSources lists the transcripts written by hand: name, and text with LF.
func transcriptSources() ([]material.File, error) {
	names, err := fs.Glob(sources, "transcripts/*.txt")
	if err != nil {
		return nil, err
	}
	var list []material.File
	for _, name := range names {
		content, err := sources.ReadFile(name)
		if err != nil {
			return nil, err
		}
		list = append(list, material.File{Name: strings.TrimSuffix(path.Base(name), ".txt"), Bytes: content})
	}
	if len(list) != len(formats) {
		return nil, fmt.Errorf("%d transcripts written, %d formats chosen", len(list), len(formats))
	}
	return list, nil
}

// transcriptFiles encodes the transcripts.
func transcriptFiles() ([]material.File, error) {
	written, err := transcriptSources()
	if err != nil {
		return nil, err
	}
	var files []material.File
	for _, source := range written {
		text := string(source.Bytes)
		lines := strings.ReplaceAll(text, "\n", "\r\n")
		name := "transcriptions/" + source.Name
		switch formats[source.Name] {
		case "docx":
			d := material.Document{Text: strings.TrimSuffix(text, "\n")}
			if source.Name == reviewed {
				d.Comment, d.Deletion, d.Noted = "À vérifier avec l’enregistrement.", " enfin je crois", 5
			}
			content, err := d.Docx()
			if err != nil {
				return nil, fmt.Errorf("%s: %w", source.Name, err)
			}
			files = append(files, material.File{Name: name + ".docx", Bytes: content})
		case "windows-1252":
			files = append(files, material.File{Name: name + ".txt", Bytes: material.Windows1252(lines)})
		case "utf-8":
			files = append(files, material.File{Name: name + ".txt", Bytes: material.UTF8BOM(lines)})
		default:
			return nil, fmt.Errorf("%s: no format chosen", source.Name)
		}
	}
	return files, nil
}
