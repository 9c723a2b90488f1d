// What clang-tidy reads after a change, by what the compiler noted of each file that it made.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { affected, changed_files, dependencies } from '../cmake/affected.mjs';
import { root } from './program.mjs';

const printed = `CMakeFiles/a.dir/Unity/unity_0_cxx.cxx.o: #deps 3, deps mtime 1 (VALID)
    CMakeFiles/a.dir/Unity/unity_0_cxx.cxx
    ../../src/a/one.cpp
    ../../src/base/text.hpp

CMakeFiles/b.dir/Unity/unity_0_cxx.cxx.o: #deps 2, deps mtime 1 (VALID)
    ../../src/b/two.cpp
    ${root}src/a/one.hpp
`;
const depends_on = dependencies(printed, `${root}build/x`);
const commands = ['a', 'b', 'never-built'].map((name) => ({ file: name, command: `c++ -O0 -o CMakeFiles/${name}.dir/Unity/unity_0_cxx.cxx.o -c x` }));
const names = (changed) => affected(commands, depends_on, changed).map(({ file }) => file);

test('a changed file affects what includes it, and what nobody knows of', () => {
  assert.deepEqual(names(['src/base/text.hpp']), ['a', 'never-built']);
  assert.deepEqual(names(['src/a/one.hpp']), ['b', 'never-built']);
  assert.deepEqual(names(['src/a/one.cpp', 'src/b/two.cpp']), ['a', 'b', 'never-built']);
  assert.deepEqual(names(['doc/journal.md']), ['never-built']);
  assert.deepEqual(names([]), ['never-built']);
});

test('without a base, and after a change of how everything is built or read, all of them', () => {
  assert.deepEqual(names(undefined), ['a', 'b', 'never-built']);
  for (const file of ['.clang-tidy', 'CMakeLists.txt', 'CMakePresets.json', 'cmake/modules.cmake']) {
    assert.deepEqual(names([file]), ['a', 'b', 'never-built'], file);
  }
});

test('a base that is not there is no base', () => {
  assert.equal(changed_files('0000000000000000000000000000000000000000'), undefined);
  assert.ok(Array.isArray(changed_files('HEAD')));
});
