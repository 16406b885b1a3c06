// What stands at the address of the worker where a site is not read offline: browsers that kept the site before come for
// it by themselves, forget what they kept, and let the worker go.
import { forget } from "./names.js";

addEventListener("install", () => self.skipWaiting());
addEventListener("activate", (event) => {
  const { registration } = self;
  event.waitUntil(forget(new URL(registration.scope).pathname).then(() => registration.unregister()));
});
