-- How many points a pair reached that looks alike and was not linked: it need not be compared again to be passed over.
-- NULL where it was linked, or is of a record that an earlier version derived.
ALTER TABLE alike ADD COLUMN points REAL;
