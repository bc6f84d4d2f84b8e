import { expect, it } from "vitest";
import { waysOf } from "./ways.ts";

it("has a line for each player", () => {
  expect(waysOf({ gateway: "https://live.example", stream: "film" }).map(({ line }) => line)).toEqual([
    "vlc https://live.example/hls/film/index.m3u8",
    "ffplay -probesize 500000 -analyzeduration 300000 https://live.example/ts/film.ts",
    "gst-play-1.0 https://live.example/hls/film/index.m3u8",
    "https://live.example/hls/film/index.m3u8",
    "https://live.example/whep/film",
  ]);
});
