// What of a browser the engine asks for.
import { createRequire } from 'node:module';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html>', { url: 'http://127.0.0.1/' });
globalThis.__dirname ??= process.cwd();
globalThis.require ??= createRequire(import.meta.url);
for (const name of ['document', 'DOMParser', 'XMLSerializer', 'Node', 'Element', 'Attr', 'Text', 'CDATASection', 'Comment',
  'Document', 'XMLDocument', 'DocumentFragment', 'XPathResult', 'XPathEvaluator', 'NodeFilter', 'HTMLElement',
  'ProcessingInstruction', 'NamedNodeMap']) {
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
}
Object.defineProperty(globalThis, 'window', { value: window, configurable: true });
