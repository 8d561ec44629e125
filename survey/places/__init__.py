"""What a town knows about its districts, in files as towns have them: the map, the streets, who lives where."""
