import { signal } from "@preact/signals";
import type { Place, Platform } from "@tfx/app";
import { callPagePath, readInvite } from "../invite-url.ts";

/** What the fragment of the call page's address says. */
export const placeOfHash = (hash: string): Place => {
  if (hash.length < 2) return { at: "start" };
  const invite = readInvite(hash);
  return invite === undefined ? { at: "unreadable", link: hash } : { at: "room", invite };
};

/** The place, kept in the address so that a reload and the back button work. */
export const createCallPlace = (page: Window): Pick<Platform, "place" | "go"> => {
  const place = signal(placeOfHash(page.location.hash));
  const follow = (): void => {
    place.value = placeOfHash(page.location.hash);
  };
  page.addEventListener("popstate", follow);
  page.addEventListener("hashchange", follow);
  return {
    place,
    go: (wanted) => {
      page.history.pushState(undefined, "", wanted.at === "room" ? callPagePath(wanted.invite) : "call.html");
      follow();
    },
  };
};
