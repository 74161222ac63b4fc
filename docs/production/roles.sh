#!/bin/sh
# Run once by the postgres image, on an empty cluster: the two roles and the database.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 \
    --set web="$(cat /run/secrets/mot_de_passe_web)" \
    --set proprietaire="$(cat /run/secrets/mot_de_passe_proprietaire)" <<'SQL'
CREATE ROLE amihr LOGIN PASSWORD :'proprietaire';
CREATE ROLE amihr_web LOGIN PASSWORD :'web';
CREATE DATABASE amihr OWNER amihr;
REVOKE ALL ON DATABASE amihr FROM PUBLIC;
GRANT CONNECT ON DATABASE amihr TO amihr_web;
\connect amihr
ALTER SCHEMA public OWNER TO amihr;
SQL
