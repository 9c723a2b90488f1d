// Staff with an account and a commission that holds, also of the roles whose commissions another administrator confirms.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { overens } from '../program.mjs';

let made = 0;

/** The path of the link by which they choose a password. */
export function new_staff(store, { name, who, role, purpose, authority, unit }) {
  const id = `p${++made}-${role}`;
  const events = [
    { type: 'staff.registered', subject: { kind: 'staff', id }, data: { name: who, email: name } },
    { type: 'commission.given', subject: { kind: 'commission', id: `u-${id}` }, data: { staff: id, role, purpose, from: '2026-01-01', ...(unit && { unit }) } },
  ];
  if (['administrator', 'log_reviewer', 'sensitive_log_reviewer'].includes(role)) events.push({ type: 'commission.confirmed', subject: { kind: 'commission', id: `u-${id}` } });
  const folder = mkdtempSync(join(tmpdir(), 'overens-staff-'));
  const file = join(folder, 'staff.jsonl');
  writeFileSync(file, events.map((event, at) => `${JSON.stringify({ id: `${id}-${at}`, owner: authority, happened: '2026-01-01', recorded: '2026-01-01T08:00:00Z', ...event })}\n`).join(''));
  const imported = overens('journal', 'import', '--store', store, file);
  rmSync(folder, { recursive: true });
  assert.equal(imported.code, 0, imported.err);
  const added = overens('account', 'add', name, '--store', store, '--authority', authority, '--staff', id, '--site', '');
  assert.equal(added.code, 0, added.err);
  return /\/konto\/[\w-]{43}/.exec(added.out)[0];
}
