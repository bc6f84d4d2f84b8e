import { signal } from "@preact/signals";
import type { Place, Platform } from "@tfx/app";
import { formatInvite, parseInvite } from "@tfx/protocol";

/** What the page's address says. */
export const placeOfAddress = (href: string): Place => {
  const { pathname, origin } = new URL(href);
  if (pathname === "/") return { at: "start" };
  try {
    return { at: "room", invite: parseInvite(href, origin) };
  } catch {
    // parseInvite throws invite/invalid alone; the app says so in words.
    return { at: "unreadable", link: href };
  }
};

/** The place, kept in the address so that a reload and the back button work. */
export const createPagePlace = (page: Window): Pick<Platform, "place" | "go"> => {
  const place = signal(placeOfAddress(page.location.href));
  const follow = (): void => {
    place.value = placeOfAddress(page.location.href);
  };
  page.addEventListener("popstate", follow);
  page.addEventListener("hashchange", follow);
  return {
    place,
    go: (wanted) => {
      const address = wanted.at === "room" ? formatInvite(wanted.invite) : "/";
      // This page talks to its own server alone: a room elsewhere is opened by the page of that server.
      if (wanted.at === "room" && wanted.invite.server !== page.location.origin) page.location.assign(address);
      else page.history.pushState(undefined, "", address);
      follow();
    },
  };
};
