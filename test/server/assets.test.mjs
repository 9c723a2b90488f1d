// What pages need beside themselves is sent small and once.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { root } from '../program.mjs';
import { Server } from './server.mjs';

let server, page, style;
before(async () => {
  server = await Server.start();
  page = await server.ask('GET', '/');
  style = /\/assets\/designsystem\.[0-9a-f]{12}\.css/.exec(page.body.toString())?.[0];
});
after(async () => assert.equal(await server.stop(), 0));

const ask = (path, fields) => server.ask('GET', path, fields);
const source = readFileSync(`${root}src/web/assets/designsystem.css`);

test('a page names its assets by what is in them', () => {
  assert.equal(page.status, 200);
  assert.ok(style, 'the style sheet stands in the page');
  const named = page.body.toString().match(/(?:href|src)="\/assets\/[^"]*"/g);
  assert.ok(named.length > 3);
  for (const one of named) assert.match(one, /\.[0-9a-f]{12}\.\w+"$/);
});
test('an asset is kept for ever, and whole', async () => {
  const { status, fields, body } = await ask(style);
  assert.deepEqual([status, fields['content-type'], fields['cache-control']], [200, 'text/css; charset=utf-8', 'public, max-age=31536000, immutable']);
  assert.ok(body.equals(source));
});
test('it is sent in what the client takes', async () => {
  const br = await ask(style, { 'Accept-Encoding': 'gzip, deflate, br' });
  assert.deepEqual([br.fields['content-encoding'], br.fields.vary], ['br', 'Accept-Encoding']);
  assert.ok(brotliDecompressSync(br.body).equals(source));
  const gzip = await ask(style, { 'Accept-Encoding': 'gzip' });
  assert.equal(gzip.fields['content-encoding'], 'gzip');
  assert.ok(gunzipSync(gzip.body).equals(source));
  assert.ok(br.body.length < gzip.body.length && gzip.body.length < source.length / 3);
});
test('it is not sent again to those who have it', async () => {
  const { fields } = await ask('/assets/designsystem.css');
  assert.equal(fields['cache-control'], 'no-cache');
  const again = await ask('/assets/designsystem.css', { 'If-None-Match': fields.etag });
  assert.deepEqual([again.status, again.body.length, again.fields['content-length']], [304, 0, undefined]);
  assert.equal((await ask('/assets/designsystem.css', { 'If-None-Match': '"other"' })).status, 200);
});
test('one of another version, or of another folder, is not there', async () => {
  for (const path of [style.replace(/[0-9a-f]{12}/, '000000000000'), '/assets/', '/assets/start.html', '/assets/a/b.css'])
    assert.equal((await ask(path)).status, 404, path);
});
test('a page is sent small as well', async () => {
  const { fields, body } = await ask('/', { 'Accept-Encoding': 'gzip' });
  assert.equal(fields['content-encoding'], 'gzip');
  assert.ok(fields.vary.includes('Accept-Encoding'));
  const text = gunzipSync(body).toString();
  assert.ok(text.includes('</html>') && body.length < text.length / 2);
});
test('a page that is not there is a page', async () => {
  const { status, fields, body } = await ask('/finns-inte');
  assert.deepEqual([status, fields['content-type']], [404, 'text/html; charset=utf-8']);
  assert.ok(body.toString().includes('</html>'));
});
