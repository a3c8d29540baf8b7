"""The pages, by what they show: the record, the texts, the people and places in it; and the same as JSON."""
