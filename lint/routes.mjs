// What can be asked of the server stands in one table of routes, and what a refusal is answered with in one table of statuses, which the
// documentation repeats: an address or a code beside them would be answered by no rule.
import { code, cpp, files, is_test, lines, read } from './base/files.mjs';

const statuses_file = 'src/route/status.cpp';
const document = 'doc/commands.md';

const not_answered = 'src/event/vocabulary.cpp'; // its refusals are of files that the program starts with

const found = (text, pattern) => [...text.matchAll(pattern)];

export default function* () {
  for (const file of files('src', cpp).filter((file) => !is_test(file) && !/^src\/(http|route)\//.test(file))) {
    for (const [number, line] of lines(code(read(file)))) {
      if (/\broutes\w*(\.|->)on\(/.test(line)) yield [file, number, 'make it a row, and let route::add() add it'];
    }
  }

  const statuses = new Map(found(read(statuses_file), /\{"(\w+)", (\d+)\}/g).map(([, name, status]) => [name, status]));
  for (const file of ['event', 'access', 'app'].flatMap((module) => files(`src/${module}`, cpp)).filter((file) => !is_test(file))) {
    if (file === not_answered) continue;
    const text = read(file);
    for (const { 1: name, index } of found(text, /"(\w+)",\s*(?:(?:base::)?text\(|std::move\(why\))/g)) {
      if (!statuses.has(name)) yield [file, text.slice(0, index).split('\n').length, `${name} has no status in ${statuses_file}`];
    }
  }

  const documented = new Map();
  for (const [, status, names] of found(read(document), /^\| (\d{3}) \| (.*) \|$/gm)) {
    for (const [, name] of found(names, /`(\w+)`/g)) documented.set(name, status);
  }
  for (const [name, status] of statuses) {
    if (documented.get(name) !== status) yield [document, 1, `${name} is answered with ${status}, which the table does not say`];
  }
}
