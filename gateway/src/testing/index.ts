export { soundOffsetsMs } from "./flash-and-beep.ts";
export { loadFilm, type Film, type FilmOptions } from "./load-film.ts";
export { gathered, loopbackPeer } from "./loopback-peer.ts";
export { openReplayPublisher, type ReplayPublisher } from "./replay-publisher.ts";
