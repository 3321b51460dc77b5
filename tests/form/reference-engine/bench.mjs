// node bench.mjs LUOTSI_FORM FORM: the figures of `luotsi-form bench` beside those of @getodk/xforms-engine. See README.md.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

await import('./browser.mjs');
const { loadForm } = await import('@getodk/xforms-engine');
const [program, file] = process.argv.slice(2);
const ours = JSON.parse(execFileSync(program, ['bench', file, '--json'], { encoding: 'utf8' }));
const theirs = {};
const time = async (work) => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};
const median = async (work, rounds = 11) => {
  const times = [];
  for (let round = 0; round < rounds; round += 1) times.push(await time(() => work(round)));
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)];
};
const walk = (node, visit) => {
  visit(node);
  for (const child of node.currentState.children ?? []) walk(child, visit);
};

const xml = readFileSync(file, 'utf8');
let form;
let root;
theirs.loadMs = await time(async () => { form = await loadForm(xml); });
theirs.createMs = await time(() => { root = form.createInstance().root; });
theirs.rssMB = process.memoryUsage().rss / 1e6;
const byReference = new Map();
walk(root, (node) => { byReference.set(node.currentState.reference, node); });
const set = async (key, reference, put) => {
  const node = byReference.get(reference);
  if (node) theirs[key] = await median((round) => put(node, round));
};
await set('setChainMs', '/data/g1/q1', (node, round) => { node.setValue(5 + (round % 2)); });
await set('setLeafMs', '/data/g1/q2', (node, round) => { node.setValue(round % 2 ? 'a' : 'b'); });
await set('setSelectMs', '/data/g1/q0', (node, round) => { node.selectValue(round % 2 ? 'a' : 'b'); });
await set('setRepeatAgeMs', '/data/member[25]/age', (node, round) => { node.setValue(round % 2 ? 5 : 60); });
theirs.readAllStateMs = await median(() => walk(root, (node) => {
  void node.currentState.relevant;
  void node.currentState.value;
  void node.validationState?.violation;
}), 5);
theirs.serialiseMs = await median(() => root.instanceState.instanceXML.length, 5);

const cell = (value) => (value === undefined ? '-' : value.toPrecision(3)).padStart(12);
console.log(`${'figure'.padEnd(16)}${'luotsi'.padStart(12)}${'npm engine'.padStart(12)}${'ratio'.padStart(12)}`);
for (const [key, value] of Object.entries(ours)) {
  const other = theirs[key];
  console.log(`${key.padEnd(16)}${cell(value)}${cell(other)}${cell(other === undefined ? undefined : other / value)}`);
}
process.exit(0);
