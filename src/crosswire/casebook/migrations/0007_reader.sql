-- Who read the claims of the record: a build that is not told otherwise reads as the last one did.
ALTER TABLE built ADD COLUMN reader TEXT;
