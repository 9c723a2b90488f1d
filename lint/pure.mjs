// What the program answers depends on nothing but what it was given, so that every answer can be asked for again: the
// modules through journal have no clock, no chance, no files, no environment. They refuse by value, never by an exception.
import { code, cpp, files, is_test, lines, modules, read } from './base/files.mjs';

const forbidden = [
  [/\b(system|steady|high_resolution|utc)_clock::now|\btime\s*\(\s*(nullptr|NULL|0|&)|\bclock_gettime\b|\bgettimeofday\b/, 'a clock: take the day or instant as an argument'],
  [/\brandom_device\b|\bs?rand\s*\(/, 'chance: take a seed as an argument'],
  [/#\s*include\s*<(iostream|fstream|filesystem|cstdio|stdio\.h|unistd\.h|syncstream)>/, 'input or output belongs to cli'],
  [/\bstd::(cout|cerr|clog|cin|puts)\b|\bf?printf\s*\(|\bfmt::print\b|\bfopen\s*\(/, 'input or output belongs to cli'],
  [/\b(secure_)?getenv\b/, 'the environment: take the value as an argument'],
  [/\bthrow\b/, 'refuse by value: Expected or Findings'],
];

// Thrown through the parser's callbacks when a limit is passed, and caught in the same file.
const may_throw = 'src/base/yaml.cpp';

export default function* () {
  const names = modules().map((module) => module.name);
  for (const name of names.slice(0, names.indexOf('journal') + 1)) {
    for (const file of files(`src/${name}`, cpp).filter((file) => !is_test(file))) {
      for (const [number, line] of lines(code(read(file)))) {
        for (const [pattern, what] of forbidden) {
          if (!pattern.test(line) || (file === may_throw && pattern.source === '\\bthrow\\b')) continue;
          yield [file, number, what];
        }
      }
    }
  }
}
