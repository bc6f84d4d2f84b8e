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

it("lets players in by the token that they are given, where they need one", () => {
  const lines = waysOf({ gateway: "https://live.example", stream: "film", viewToken: "a.b-c.d" }).map(({ line }) => line);
  expect(lines).toEqual([
    'vlc "https://live.example/hls/film/index.m3u8?token=a.b-c.d"',
    'ffplay -probesize 500000 -analyzeduration 300000 "https://live.example/ts/film.ts?token=a.b-c.d"',
    'gst-play-1.0 "https://live.example/hls/film/index.m3u8?token=a.b-c.d"',
    "https://live.example/hls/film/index.m3u8?token=a.b-c.d",
    "https://live.example/whep/film?token=a.b-c.d",
  ]);
});
