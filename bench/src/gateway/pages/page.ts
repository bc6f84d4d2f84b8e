import type { PageControl } from "../control.ts";
import { createPublishers } from "./publish.ts";
import { openSource } from "./source.ts";
import { keepWatchingHls, watchHls, watchWhep } from "./watch.ts";

let takeAges: () => readonly number[] = () => [];
const control: PageControl = {
  ...createPublishers(openSource()),
  watchWhep,
  watchHls,
  keepWatching: async (playlist) => void (takeAges = keepWatchingHls(playlist)),
  takeAges: async () => takeAges(),
};
Object.assign(globalThis, { bench: control });
