// node record.mjs FOLDER: plays every form of the folder with answers drawn by chance and writes what came of it beside
// the form, as the golden files of the conformance corpus have it. See README.md.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

process.env.TZ = 'America/Phoenix';
const now = Date.UTC(2025, 0, 15, 19);
const SystemDate = Date;
globalThis.Date = class extends SystemDate {
  constructor(...parts) { if (parts.length > 0) super(...parts); else super(now); }
  static now() { return now; }
};
await import('./browser.mjs');
const { loadForm } = await import('@getodk/xforms-engine');
const steps = 12;
const mediaTypes = { csv: 'text/csv', geojson: 'application/geo+json', xml: 'text/xml' };

let state = 1;
const below = (bound) => {
  state = (state * 48271) % 2147483647;
  return state % bound;
};
const pick = (values) => values[below(values.length)];
const masked = (text) => text?.replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '{uuid}');
const walk = (node, visit) => {
  visit(node);
  for (const child of node.currentState.children ?? []) walk(child, visit);
};
const nodesOf = (root) => {
  const nodes = [];
  walk(root, (node) => nodes.push(node));
  return nodes;
};
const describe = (node) => {
  const current = node.currentState;
  const { constraint, required, violation } = node.validationState ?? {};
  return {
    ref: current.reference,
    kind: node.nodeType,
    type: node.valueType,
    relevant: current.relevant,
    readonly: current.readonly || undefined,
    required: current.required || undefined,
    value: masked(current.instanceValue),
    label: masked(current.label?.asString),
    options: current.valueOptions?.map((option) => [option.value, masked(option.label?.asString) ?? null]),
    constraintViolated: constraint?.valid === false || undefined,
    requiredViolated: required?.valid === false || undefined,
    violationMessage: violation?.message?.asString,
  };
};
const keyed = (root) => new Map(nodesOf(root).map((node) => {
  const described = describe(node);
  return [`${described.kind}|${described.ref}`, described];
}));
const changes = (before, after) => ({
  changed: [...after].filter(([key, node]) => JSON.stringify(before.get(key)) !== JSON.stringify(node)).map(([, node]) => node),
  removed: [...before].filter(([key]) => !after.has(key)).map(([, node]) => node.ref),
});
const words = { int: ['0', '1', '3', '18'], decimal: ['0.5', '3', '20.25'], date: ['2026-11-22', '2020-02-29'] };
const isAsked = (node) => ['input', 'select'].includes(node.nodeType) && node.currentState.relevant && !node.currentState.readonly;
const act = (root) => {
  const languages = root.languages.filter((language) => language.language);
  if (languages.length > 1 && below(10) === 0) {
    const { language } = pick(languages);
    root.setLanguage(languages.find((candidate) => candidate.language === language));
    return { op: 'language', language };
  }
  const nodes = nodesOf(root);
  const ranges = nodes.filter((node) => node.nodeType === 'repeat-range:uncontrolled' && node.currentState.relevant);
  const filled = ranges.filter((range) => range.currentState.children.length > 0);
  if (ranges.length > 0 && below(4) === 0) {
    const range = pick(ranges);
    range.addInstances(undefined, 1);
    return { op: 'addRepeat', ref: range.currentState.reference };
  }
  if (filled.length > 0 && below(8) === 0) {
    const range = pick(filled);
    const index = below(range.currentState.children.length);
    range.removeInstances(index, 1);
    return { op: 'removeRepeat', ref: range.currentState.reference, index: index + 1 };
  }
  const asked = nodes.filter(isAsked);
  if (asked.length === 0) return undefined;
  const node = pick(asked);
  const ref = node.currentState.reference;
  const offered = node.currentState.valueOptions?.map((option) => option.value);
  const values = offered ?? words[node.valueType] ?? ['a', 'b', '2', 'a b'];
  const value = values.length === 0 || below(6) === 0 ? '' : pick(values);
  if (offered) node.selectValues(value === '' ? [] : [value]);
  else node.setValue(value === '' && ['int', 'decimal'].includes(node.valueType) ? null : value);
  return { op: 'set', ref, value };
};

const folder = process.argv[2];
for (const file of readdirSync(folder).filter((name) => name.endsWith('.xml')).sort()) {
  state = 1 + (Number.parseInt(file, 10) || 0);
  const attachments = [];
  const fetchFormAttachment = async (resource) => {
    const name = String(resource).replace(/^.*\//, '');
    attachments.push({ jr: String(resource), file: name });
    return new Response(readFileSync(join(folder, 'attachments', name), 'utf8'), { headers: { 'content-type': mediaTypes[name.replace(/^.*\./, '')] } });
  };
  const form = await loadForm(readFileSync(join(folder, file), 'utf8'), { fetchFormAttachment });
  if (form.status === 'failure') {
    console.log(`${file}: not loaded, ${form.error?.message}`);
    continue;
  }
  const { root } = form.createInstance();
  const pass = {
    pass: 'first',
    initial: { language: root.currentState.activeLanguage?.language || null, nodes: nodesOf(root).map(describe), xml: masked(root.instanceState.instanceXML) },
    steps: [],
  };
  let before = keyed(root);
  try {
    for (let step = 0; step < steps; step += 1) {
      const operation = act(root);
      if (operation === undefined) break;
      const after = keyed(root);
      pass.steps.push({ ...operation, ...changes(before, after) });
      before = after;
    }
    pass.finalXml = masked(root.instanceState.instanceXML);
  } catch (error) {
    console.log(`${file}: stopped after ${pass.steps.length} steps, ${error.message}`);
  }
  writeFileSync(join(folder, file.replace(/xml$/, 'golden.json')),
    JSON.stringify({ schema: 'odk-golden/1', form: file, features: [], agreement: 'generated', attachments, passes: [pass] }));
}
process.exit(0);
