// node play.mjs CHECKOUT: plays the pack's form in @getodk/xforms-engine. See README.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

process.env.TZ = 'Europe/Helsinki';
const now = Date.UTC(2026, 10, 23, 7); // Monday 23 November 2026, 09:00 in Helsinki
const SystemDate = Date;
globalThis.Date = class extends SystemDate {
  constructor(...parts) { if (parts.length > 0) super(...parts); else super(now); }
  static now() { return now; }
};
await import('./browser.mjs');
const { loadForm } = await import('@getodk/xforms-engine');
const checkout = process.argv[2] ?? '../../..';
const folder = join(checkout, 'assets/pack-fi/forms/totu-1.0');
const tests = join(checkout, 'tests/form');
const json = (file) => JSON.parse(readFileSync(join(tests, file), 'utf8'));
let failures = 0;
const check = (good, text) => { if (!good) { failures += 1; console.error(`FAIL ${text}`); } };

const walk = (node, visit) => {
  visit(node);
  for (const child of node.currentState.children ?? []) walk(child, visit);
};
const find = (root, reference, kind = (type) => !type.startsWith('repeat-range')) => {
  let found;
  walk(root, (node) => {
    if (found === undefined && node.currentState.reference === reference && kind(node.nodeType)) found = node;
  });
  return found;
};
const answer = (node, value) => {
  switch (node.nodeType) {
    case 'select': node.selectValues(value.split(' ')); break;
    case 'trigger': node.setValue(value === 'OK'); break;
    case 'upload': node.setValue(new File(['page'], value, { type: 'image/jpeg' })); break;
    default: node.setValue(value);
  }
};
const addRows = (root, reference) => {
  let path = '';
  for (const step of reference.split('/').slice(1)) {
    const row = /^(.*)\[(\d+)\]$/.exec(step);
    for (let tries = 0; row && !find(root, `${path}/${step}`) && tries < 20; tries += 1) {
      find(root, `${path}/${row[1]}`, (type) => type.startsWith('repeat-range'))?.addInstances(undefined, 1);
    }
    path += `/${step}`;
  }
};
const isAsked = (node) => ['input', 'select', 'trigger', 'upload', 'note'].includes(node.nodeType);
const pages = (node) => {
  if (!node.currentState.relevant) return 0;
  const appearance = [...(node.appearances ?? [])];
  if (isAsked(node)) return appearance.includes('luotsi-declaration') ? 0 : 1;
  if (node.nodeType === 'group' && appearance.includes('field-list')) return 1;
  const children = [...(node.currentState.children ?? [])];
  if (!node.nodeType.startsWith('repeat-range')) return children.reduce((sum, child) => sum + pages(child), 0);
  const attachment = (row) => row.currentState.children.length === 1 && row.currentState.children[0].nodeType === 'upload';
  return 1 + children.filter((row) => !attachment(row)).reduce((sum, row) => sum + pages(row), 0);
};
const fetchFormAttachment = async (resource) => {
  const name = String(resource).replace(/^.*\//, '');
  return new Response(readFileSync(join(folder, name), 'utf8'), { headers: { 'content-type': 'text/csv' } });
};

const form = await loadForm(readFileSync(join(folder, 'form.xml'), 'utf8'), { fetchFormAttachment });
check(form.status === 'success', `form loads: ${form.status}`);
for (const [file, language, bound] of [['a1', 'fi', 35], ['a8', 'en', 60], ['shortest', 'sv', 18]]) {
  const { root } = form.createInstance();
  root.setLanguage(root.languages.find((candidate) => candidate.language === language));
  for (const [reference, value] of Object.entries(json(`${file}-answers.json`))) {
    addRows(root, reference);
    const node = find(root, reference);
    check(node?.currentState.relevant, `${file}: ${reference} is asked`);
    if (node) answer(node, value);
  }
  walk(root, (node) => check(!node.validationState?.violation, `${file}: ${node.currentState.reference} is accepted`));
  walk(root, (node) => check(!isAsked(node) || node.currentState.label?.asString, `${node.currentState.reference} has a label`));
  check(pages(root) <= bound, `${file}: ${pages(root)} pages, at most ${bound}`);
  check(root.instanceState.instanceXML.includes('id="fi.luotsi.totu"'), `${file}: serialises`);
  console.log(`${file}: ${pages(root)} pages`);
}

const { setup, cases } = json('value-cases.json');
const { root } = form.createInstance();
for (const [reference, value] of Object.entries(setup)) answer(find(root, reference), value);
let tried = 0;
for (const [reference, { good, bad, needs = {} }] of Object.entries(cases)) {
  for (const [other, value] of Object.entries(needs)) answer(find(root, other), value);
  for (const value of [...good, ...bad]) {
    const node = find(root, reference);
    answer(node, value);
    check(node.validationState.constraint.valid === good.includes(value), `${reference} ${value}`);
    tried += 1;
  }
  for (const other of Object.keys(needs)) answer(find(root, other), 'first');
}
console.log(`${tried} values, ${failures} failures`);
process.exit(failures === 0 ? 0 : 1);
