// What is true of one machine only stays out: somebody else's clone has neither its folders nor its neighbours.
import { files, lines, read } from './base/files.mjs';

const elsewhere = /(?<![\w.])\/(work|root|home)\/|\.\.\/shared\b/;
const text = /\.(hpp|cpp|mjs|js|json|yaml|yml|md|txt|cmake|po|jsonl|html|css|svg)$|^[^.]*$|^\.(clang|git)|^run$/;

export default function* () {
  for (const file of files('.', text)) {
    for (const [number, line] of lines(read(file))) {
      if (elsewhere.test(line)) yield [file, number, `${elsewhere.exec(line)[0]} is a place on one machine`];
    }
  }
}
