const english = {
  "choose.what": "What goes out",
  "what.call": "The call",
  "what.camera": "Only my camera",
  "what.sound": "Sound only",
  "choose.layout": "Layout",
  "layout.grid": "Everybody alike",
  "layout.speaker": "Whoever speaks is large",
  "layout.screen": "Shared screen, speaker in the corner",
  "screen.of": "{name}'s screen",
  "choose.height": "Size",
  "height.360": "360 lines",
  "height.480": "480 lines",
  "height.720": "720 lines",
  "height.1080": "1080 lines",
  "choose.target": "Where to",
  "target.gateway": "{host}",
  "target.whip": "Another server (WHIP)",
  endpoint: "Its address",
  "endpoint.whip": "Address of a server for broadcasts (WHIP)",
  "endpoint.problem": "An address begins with https://",
  token: "Its key, if it wants one",
  "token.hint": "Kept until you close this page, and shown to nobody.",
  title: "Title",
  "title.hint": "Whoever watches reads it.",
  "title.usual": "Live from {room}",
  "choose.poster": "Picture before it begins",
  "poster.now": "How it looks when you start",
  "poster.file": "A picture of mine…",
  "poster.none": "None",
  "poster.choose": "Choose a picture",
  "poster.problem": "That picture cannot be used. Try a JPEG, PNG or WebP.",
  listed: "Show it in the list of live broadcasts",
  "listed.hint": "Otherwise only those who have the link find it.",
  preview: "How it looks to those who watch",
  start: "Go live",
  "start.note": "Everybody in the call sees it as soon as you do.",
  "start.nobody": "You asked to be left out, so your camera does not go out.",
  "state.connecting": "Connecting…",
  "state.live": "On air",
  "state.reconnecting": "Connecting again…",
  "state.paused": "Break",
  "state.failed": "Not on air",
  again: "Try again",
  end: "End",
  "end.sure.one": "{count} person is watching. End the broadcast?",
  "end.sure.other": "{count} people are watching. End the broadcast?",
  pause: "Have a break",
  "pause.hint": "Viewers see “{slate}” and hear nothing.",
  resume: "Go on",
  slate: "We will be right back",
  "viewers.one": "{count} viewer",
  "viewers.other": "{count} viewers",
  rate: "{mbps} Mbit/s",
  "rate.sound": "{kbps} kbit/s",
  "figures.one": "{count} picture a second, {height} lines, {ms} ms to the server",
  "figures.other": "{count} pictures a second, {height} lines, {ms} ms to the server",
  "figures.sound": "{ms} ms to the server",
  "health.good": "Everything goes out well.",
  "health.uplink": "Your uplink is too slow for {height} lines.",
  "health.uplink.sound": "Your uplink is too slow.",
  "health.cpu": "This computer cannot keep up with {height} lines.",
  "health.loss": "Your network loses some of it on the way. A cable, or a place nearer to the router, helps.",
  "health.far": "The way to the server is slow. Viewers may see and hear gaps.",
  smaller: "Send {height} lines instead",
  "left-out.one": "{count} person asked to be left out and does not go out.",
  "left-out.other": "{count} people asked to be left out and do not go out.",
  watch: "Where to watch",
  "watch.page": "Page for everybody",
  "watch.qr": "Code of the page, for a phone's camera",
  "watch.show-qr": "Show a code for phones",
  "watch.hide-qr": "Hide the code",
  "watch.open": "Open",
  "watch.players": "For players",
  "watch.elsewhere": "The server you chose says where it can be watched.",
  "way.vlc": "VLC, televisions, phones",
  "way.ffplay": "ffplay, with little delay",
  "way.gst": "GStreamer",
  "way.hls": "Link for HLS",
  "way.whep": "Link for WHEP",
  copy: "Copy: {what}",
  copied: "Copied.",
  ended: "The broadcast has ended after {time}.",
  "ended.peak.one": "At most {count} person watched at a time.",
  "ended.peak.other": "At most {count} people watched at a time.",
  "describe.problem": "The title or picture could not be shown. The broadcast goes on without it.",
  "problem.unreachable": "The server cannot be reached. Look at your connection, or at the address.",
  "problem.token": "The server wants another key for this.",
  "problem.not-found": "There is nothing to broadcast to at this address.",
  "problem.taken": "Somebody else broadcasts under this name already.",
  "problem.busy": "The server has no room at the moment.",
  "problem.refused": "The server does not take this kind of broadcast.",
  "problem.malformed": "What answers there is no server for broadcasts.",
  "problem.no-path": "Your network lets no pictures and sound through to the server. Try another network.",
  "problem.stopped": "It was ended on the server.",
  "problem.limited": "Too many broadcasts were begun. Wait a minute, then try again.",
  "problem.revoked": "Broadcasting was switched off.",
  "problem.failed": "The broadcast could not begin. Try again.",
  "problem.said": "It said: {text}",
} as const;

/** Name of a text. */
export type WordKey = keyof typeof english;
type Values = Readonly<Record<string, string | number>>;

/** The text of a name, with values put in. */
export const t = (key: WordKey, values: Values = {}): string =>
  english[key].replaceAll(/\{([a-z]+)\}/g, (written, name: string) => String(values[name] ?? written));

type CountedKey = { [K in WordKey]: K extends `${infer Base}.other` ? Base : never }[WordKey];

const plural = new Intl.PluralRules("en");

/** The text for a number of things. */
export const tCount = (key: CountedKey, count: number, values: Values = {}): string =>
  t(`${key}.${plural.select(count) === "one" ? "one" : "other"}`, { ...values, count });

const pad = (value: number): string => String(value).padStart(2, "0");

/** A time as a clock shows it. */
export const clock = (ms: number): string => {
  const seconds = Math.floor(ms / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
};
