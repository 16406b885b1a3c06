// What belongs to one site on a host that may hold several: names begin with the site's path, which has no space in it.

/** What the names of all caches of a site begin with. @param {string} scope the site's path, which ends in "/" */
export const prefixOf = (scope) => `casebook ${scope} `;

/** Forgets every release of a site that is kept, apart from one. @param {string} scope @param {string} [kept] */
export async function forget(scope, kept) {
  const prefix = prefixOf(scope);
  const old = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== kept);
  await Promise.all(old.map((name) => caches.delete(name)));
}
