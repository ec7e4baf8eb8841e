-- Finding things. What can be searched is kept beside what it was made of, by the database itself: no program can
-- forget it. Accents and capitals do not count; words are found by their stem, in French and in English, or by
-- their beginning; names by any part of four letters; references with or without what separates their parts.
CREATE EXTENSION IF NOT EXISTS unaccent;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
-- unaccent() is only STABLE since its dictionary could be changed; an index needs our word that it will not be. In
-- PL/pgSQL because that is ten times faster here than SQL, whose executor starts anew for each row.
CREATE FUNCTION search_fold(said text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$ begin return lower(public.unaccent('public.unaccent', left(said, 20000))); end $$;--> statement-breakpoint
-- Words are what stands between these separators, by any locale.
CREATE FUNCTION search_parts(folded text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$ begin return translate(folded, E'-_.,;:!?/\\|@#&%*+=~^"''`´’‘()[]{}<>«»“”…–—$€\t\r\n', repeat(' ', 60)); end $$;--> statement-breakpoint
-- A contact or a caller: each word, and its tails, so that "pont" finds "Dupont". '#17' lets the index itself leave
-- out other clients' rows.
CREATE FUNCTION search_names(client_id integer, names text, others text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE CALLED ON NULL INPUT
AS $$
declare
  parts text := public.search_parts(public.search_fold(left(coalesce(names, ''), 400)));
  tails text := '';
  word text;
begin
  foreach word in array string_to_array(parts, ' ') loop
    for n in 2 .. least(length(word), 40) - 3 loop
      tails := tails || ' ' || substr(word, n);
    end loop;
  end loop;
  return strip(array_to_tsvector(array['#' || client_id]) || to_tsvector('pg_catalog.simple', parts || tails)
    || to_tsvector('pg_catalog.simple', public.search_parts(public.search_fold(coalesce(others, '')))));
end $$;--> statement-breakpoint
-- What somebody said: each word, its stem in French (with its accents too: "rappelée" has the stem of "rappeler" only
-- with them) and in English, and references without what separates their parts ('fa2026001' of FA-2026-001).
CREATE FUNCTION search_vector(client_id integer, names text, words text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE CALLED ON NULL INPUT
AS $$
declare
  said text := left(coalesce(names, '') || ' ' || coalesce(words, ''), 20000);
  folded text := public.search_fold(said);
begin
  return strip(public.search_names(client_id, names, said)
    || to_tsvector('pg_catalog.simple',
      array_to_string(array(select translate(chunk[1], '-_./', '')
        from regexp_matches(left(folded, 4000), '[a-z0-9]*[-_./a-z0-9]*[0-9][-_./][a-z0-9][-_./a-z0-9]*|[a-z0-9]+[-_./][-_./a-z0-9]*[0-9]+', 'g') chunk), ' '))
    || to_tsvector('pg_catalog.french', said) || to_tsvector('pg_catalog.french', folded)
    || to_tsvector('pg_catalog.english', folded));
end $$;--> statement-breakpoint
-- One word as somebody types it: by its stem, by its beginning from three letters on, as a reference.
CREATE FUNCTION search_word(typed text) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
declare
  folded text := public.search_fold(typed);
  found tsquery := plainto_tsquery('pg_catalog.french', typed) || plainto_tsquery('pg_catalog.french', folded)
    || plainto_tsquery('pg_catalog.english', folded);
  whole tsquery := '';
  joined text := '';
  part text;
begin
  foreach part in array string_to_array(public.search_parts(folded), ' ') loop
    if part <> '' then
      joined := joined || part;
      whole := whole && (case when length(part) < 3 then quote_literal(part) else quote_literal(part) || ':*' end)::tsquery;
    end if;
  end loop;
  if joined ~ '[0-9]' then found := found || (quote_literal(joined) || ':*')::tsquery; end if;
  return found || whole;
end $$;--> statement-breakpoint
ALTER TABLE messages ADD COLUMN search tsvector GENERATED ALWAYS AS (search_vector(client_id,
  coalesce(caller_name, '') || ' ' || coalesce(company, ''),
  coalesce(subject, '') || ' ' || coalesce(body, '') || ' ' || coalesce(wish_when, '') || ' '
    || coalesce(jsonb_path_query_array(details, '$.reason.answers[*].answer')::text, '') || ' '
    || coalesce(jsonb_path_query_array(details, '$.fields[*].value')::text, ''))) STORED;--> statement-breakpoint
ALTER TABLE texts ADD COLUMN search tsvector GENERATED ALWAYS AS (search_vector(client_id, '', body)) STORED;--> statement-breakpoint
ALTER TABLE contacts ADD COLUMN search tsvector GENERATED ALWAYS AS (search_names(client_id,
  name || ' ' || coalesce(company, ''), coalesce(email, '') || ' ' || key)) STORED;--> statement-breakpoint
ALTER TABLE contacts ADD COLUMN sort_name text COLLATE "C" GENERATED ALWAYS AS (search_fold(left(name, 200))) STORED;--> statement-breakpoint
ALTER TABLE clients ADD COLUMN search tsvector GENERATED ALWAYS AS (search_names(client_id, name, key)) STORED;--> statement-breakpoint
ALTER TABLE clients ADD COLUMN sort_name text COLLATE "C" GENERATED ALWAYS AS (search_fold(left(name, 200))) STORED;--> statement-breakpoint
CREATE INDEX messages_search ON messages USING gin (search);--> statement-breakpoint
CREATE INDEX texts_search ON texts USING gin (search);--> statement-breakpoint
CREATE INDEX contacts_search ON contacts USING gin (search);--> statement-breakpoint
CREATE INDEX contacts_by_name ON contacts (client_id, sort_name, id);--> statement-breakpoint
CREATE INDEX clients_names ON clients (sort_name, client_id);--> statement-breakpoint
CREATE INDEX contacts_names ON contacts (sort_name, id);--> statement-breakpoint
-- Newest first over all clients, for supervisors.
CREATE INDEX calls_newest ON calls (arrived_at DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX texts_newest ON texts (received_at DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX messages_newest ON messages (created_at DESC NULLS LAST);--> statement-breakpoint
-- Parts of numbers; the first digit of the country code would only swell the commonest entry.
CREATE INDEX messages_numbers ON messages USING gin
  ((coalesce(substr(caller_number, 3), '') || ' ' || coalesce(substr(callback_number, 3), '')) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX texts_numbers ON texts USING gin (substr(sender, 3) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX contact_numbers_parts ON contact_numbers USING gin (substr(number, 3) gin_trgm_ops);--> statement-breakpoint
-- Only calls that are concluded: the one that is just being answered does not pay for it. calls_to_conclude has the others.
CREATE INDEX calls_numbers ON calls USING gin (substr(caller, 3) gin_trgm_ops) WHERE conclude_at IS NULL;
