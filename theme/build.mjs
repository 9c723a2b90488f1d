// Makes src/web/assets/designsystem.css: the tokens of our own theme and the components of Designsystemet that the pages use.
// Run by hand when the theme or the version changes, and commit what it writes: node theme/build.mjs
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const work = join(root, 'build/theme');
const versions = { '@digdir/designsystemet-css': '1.22.0', '@digdir/designsystemet': '1.15.0' };
const base = ['base'];
const components = ['alert', 'breadcrumbs', 'button', 'card', 'details', 'error-summary', 'field', 'fieldset', 'heading', 'input', 'label',
  'link', 'list', 'paragraph', 'skip-link', 'table', 'tag', 'validation-message'];

mkdirSync(work, { recursive: true });
writeFileSync(join(work, 'package.json'), JSON.stringify({ private: true }));
const run = (program, ...args) => execFileSync(program, args, { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
run('npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', ...Object.entries(versions).map(([name, version]) => `${name}@${version}`));
cpSync(join(root, 'theme/designsystemet.config.json'), join(work, 'designsystemet.config.json'));
const cli = join(work, 'node_modules/@digdir/designsystemet/dist/bin/designsystemet.js');
run('node', cli, 'tokens', 'create', '--clean');
run('node', cli, 'tokens', 'build', '-t', 'design-tokens', '-o', 'css');

const css = join(work, 'node_modules/@digdir/designsystemet-css');
const file = (name) => readFileSync(join(css, 'dist/src', `${name}.css`), 'utf8').replace(/^@charset "UTF-8";/, '').trim();
const layer = (name, names) => names.map((one) => `/* ${one} */\n@layer ${name}{${file(one)}}\n`).join('');
const theme = readFileSync(join(work, 'css/overens.css'), 'utf8').replace(/^@charset "UTF-8";\s*/, '').replace(/\n\s*\n/g, '\n').replace(/[ \t]+$/gm, '');
const licence = readFileSync(join(css, 'LICENSE'), 'utf8').trim();
writeFileSync(
  join(root, 'src/web/assets/designsystem.css'),
  `/* Made by theme/build.mjs from ${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(' and ')}.\n\n${licence}\n*/\n` +
    `@layer ds.theme, ds.base, ds.components;\n${theme}\n${layer('ds.base', base)}${layer('ds.components', components)}`,
);
