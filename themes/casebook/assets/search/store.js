/** Files of the index: fetched once, unpacked, and kept. */

/** @typedef {(url: string) => Promise<{ok: boolean, status: number, arrayBuffer: () => Promise<ArrayBuffer>}>} Fetch */
/** @typedef {(bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>} Inflate undoes gzip */

const utf8 = new TextDecoder();

/** @type {Inflate} */
const inflated = async (bytes) =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());

export class Store {
  /** @param {string} base ends in "/" @param {Fetch} fetch @param {Inflate} [inflate] */
  constructor(base, fetch, inflate = inflated) {
    this.base = base;
    this.fetch = fetch;
    this.inflate = inflate;
  }

  /** @param {string} name @returns {Promise<Uint8Array>} */
  async bytes(name) {
    const response = await this.fetch(this.base + name);
    if (!response.ok) throw new Error(`search index: ${name}: ${response.status}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? this.inflate(bytes) : bytes; // a server may have unpacked it
  }

  /** @param {string} name @returns {Promise<any>} */
  async json(name) {
    return JSON.parse(utf8.decode(await this.bytes(name)));
  }
}

/**
 * Files of one sort, each for a range: "terms.12-a1b2c3.gz".
 * @template T
 */
export class Family {
  /**
   * @param {string} stem
   * @param {number} size files
   * @param {Uint8Array} hashes three bytes for every eight files
   * @param {(name: string, at: number) => Promise<T>} load
   */
  constructor(stem, size, hashes, load) {
    this.stem = stem;
    this.hashes = hashes;
    this.load = load;
    this.size = size;
    /** @type {Map<number, Promise<T>>} */
    this.asked = new Map();
    /** @type {Map<number, T>} */
    this.here = new Map();
  }

  /** @param {number} at @returns {Promise<T>} */
  file(at) {
    let asked = this.asked.get(at);
    if (!asked) {
      asked = this.load(this.name(at), at).then((made) => (this.here.set(at, made), made));
      asked.catch(() => this.asked.delete(at));
      this.asked.set(at, asked);
    }
    return asked;
  }

  /** Waits only for what is not here yet. @param {Iterable<number>} places */
  async need(places) {
    const missing = [...places].filter((at) => !this.here.has(at));
    if (missing.length) await Promise.all(missing.map((at) => this.file(at)));
  }

  /** @param {number} at */
  name(at) {
    const hash = [0, 1, 2].map((n) => this.hashes[3 * (at >> 3) + n].toString(16).padStart(2, "0")).join("");
    return `${this.stem}.${at}-${hash}.gz`;
  }
}
