package main

func readme(lives []*life, findings []byte) ([]byte, error) {
	return []byte("# Données inventées\n"), nil
}
