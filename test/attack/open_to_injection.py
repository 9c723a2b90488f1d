"""A server whose one page puts what is asked for into its question to the database, so that an attack which finds nothing else must find it."""
import http.server
import sqlite3
import urllib.parse

database = sqlite3.connect(":memory:", check_same_thread=False)
database.executescript("create table unit (id text, name text); insert into unit values ('a', 'Vuxenenheten'), ('b', 'Ungdomsenheten')")


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        asked = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query).get("id", [""])[0]
        try:
            found, status = database.execute(f"select name from unit where id = '{asked}'").fetchall(), 200
        except sqlite3.Error as error:
            found, status = error, 500
        body = f"<!doctype html><p>{found}</p>".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
print(server.server_port, flush=True)
server.serve_forever()
