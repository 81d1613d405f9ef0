// Keeps one whole version of the page, and answers from it: the page works offline, and its parts always fit together.

const VERSION = __VERSION__;
const FILES = __FILES__;
const CACHE = `pacing-${VERSION}`;

self.addEventListener("install", (event) => {
  // Past the HTTP cache, which may hold files of an older version under the names that have no hash.
  const requests = FILES.map((file) => new Request(file, { cache: "no-cache" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      await Promise.all(names.filter((name) => name.startsWith("pacing-") && name !== CACHE).map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

// A new version waits until the person asks for it, or until no page of the old one is open.
self.addEventListener("message", ({ data }) => {
  if (data === "activate") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  event.respondWith(answer(request, url));
});

async function answer(request, url) {
  const cache = await caches.open(CACHE);
  const page = request.mode === "navigate" && url.pathname === new URL("./", self.location.href).pathname;
  // Servers say that an answer varies by what they do not use here, such as the origin.
  const found = await cache.match(page ? "index.html" : request, { ignoreSearch: true, ignoreVary: true });
  return found ?? fetch(request);
}
