// What the search engine asks of its surroundings, where there is no browser: UTF-8, and files by address.
// `casebookFile(address)` and `casebookText(base64)` are Python's; bytes cross as base64.

globalThis.TextDecoder = class {
  decode(bytes = new Uint8Array()) {
    return casebookText(new Uint8Array(bytes.buffer ?? bytes, bytes.byteOffset ?? 0, bytes.byteLength).toBase64());
  }
};

globalThis.casebook = {
  answer: null,
  index: null,

  async fetch(address) {
    const found = casebookFile(String(address));
    const bytes = found === null ? new Uint8Array() : Uint8Array.fromBase64(found);
    const text = async () => new TextDecoder().decode(bytes);
    return {
      ok: found !== null,
      status: found === null ? 404 : 200,
      arrayBuffer: async () => bytes.buffer,
      text,
      json: async () => JSON.parse(await text()),
    };
  },

  /** Keeps what a promise comes to as JSON, for Python to take. */
  settle(promise) {
    casebook.answer = null;
    promise.then(
      (value) => (casebook.answer = JSON.stringify({ value })),
      (fault) => (casebook.answer = JSON.stringify({ fault: `${fault}\n${fault?.stack ?? ""}` })),
    );
  },

  async open(openIndex) {
    casebook.index = await openIndex("index/", { fetch: casebook.fetch });
    return casebook.index.labels;
  },

  search: (query, how) => casebook.index.search(query, how),
};
