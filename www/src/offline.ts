import { strings } from "./strings.ts";
import type { Notices } from "./views/notices.ts";

/** Lets the page work without a network, and says when a new version waits. */
export async function workOffline(notices: Notices): Promise<void> {
  if (import.meta.env.DEV || !("serviceWorker" in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register("./sw.js");
    if (registration.waiting) offer(registration.waiting, notices);
    registration.addEventListener("updatefound", () => {
      const { installing } = registration;
      installing?.addEventListener("statechange", () => {
        // Without a controller it is the first visit, and nothing is new.
        if (installing.state === "installed" && navigator.serviceWorker.controller) offer(installing, notices);
      });
    });
  } catch {
    // A server without sw.js, or a browser that forbids it: then the page needs its network, as any page does.
  }
}

function offer(worker: ServiceWorker, notices: Notices): void {
  const run = (): void => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage("activate");
  };
  notices.show({ text: strings.notices.update, action: { label: strings.notices.reload, run }, stays: true });
}
