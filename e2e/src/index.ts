export { buildPages, builtPages } from "./browser/built-pages.ts";
export { openGuestBrowser, openGuestProfile } from "./browser/open-browser.ts";
export { connectionFacts, spyOnConnections } from "./browser/connection-spy.ts";
export { people } from "./media/people.ts";
export { photoOfTwo } from "./media/photo-video.ts";
export { watchRecorder, type RecorderTimes } from "./observe/watch-recorder.ts";
export { cpuSecondsOfFamily } from "./observe/cpu-seconds.ts";
export { openServer } from "./server/server-process.ts";
export { findChromium } from "../../scripts/find-chromium.ts";
