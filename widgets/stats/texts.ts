import { createWords } from "@tfx/ui";

const en = {
  title: "Connection",
  waiting: "Measuring… the first figures are here in a moment.",
  alone: "Nobody else is here yet. Figures appear when somebody joins.",
  stopped: "Measuring has ended: this widget may not see your connections any more.",
  people: "People",
  person: "Person {{number}}",
  left: "{{name}} (left)",
  range: "Time shown",
  "range.60": "Last minute",
  "range.600": "Last 10 minutes",
  "level.waiting": "Measuring",
  "level.good": "Good",
  "level.fair": "Unsteady",
  "level.poor": "Weak",
  "reason.waiting": "Measuring for a few seconds first.",
  "reason.good": "Pictures and sound travel well.",
  "reason.silent": "Nothing has travelled between you for ten seconds.",
  "reason.freeze-loss": "Their pictures freeze: packets are lost on the way.",
  "reason.freeze": "Their pictures freeze: they come too late or too seldom.",
  "reason.gaps": "Their sound has gaps: packets come too late or not at all.",
  "reason.loss-in": "Packets from them are lost on the way.",
  "reason.loss-out": "Packets that you send them are lost on the way.",
  "reason.far": "It takes long until you hear each other: the way is far or crowded.",
  "reason.narrow": "You send smaller pictures: your connection has no room for more.",
  "reason.busy": "You send smaller pictures: your device is busy.",
  "reason.unsteady": "Packets come at an uneven pace.",
  "path.label": "Path",
  "path.unknown": "Not connected yet",
  "path.direct": "Direct",
  "path.direct/tcp": "Direct over TCP",
  "path.direct/tls": "Direct over TLS",
  "path.relay/udp": "Relay over UDP",
  "path.relay/tcp": "Relay over TCP",
  "path.relay/tls": "Relay over TLS",
  "path.candidates": "{{path}} ({{local}} to {{remote}})",
  rtt: "Round trip",
  charts: "Charts",
  "chart.bitrate": "Bitrate, kbit/s",
  "chart.loss": "Loss, %",
  "chart.rtt": "Round trip, ms",
  "chart.fps": "Pictures a second",
  "series.in": "In",
  "series.out": "Out",
  "series.both": "There and back",
  "chart.none": "{{series}}: not measured",
  "chart.summary": "{{series}}: {{now}} now, {{min}} to {{max}} before",
  "ago.now": "now",
  "ago.seconds": "−{{count}} s",
  "ago.minutes": "−{{count}} min",
  figures: "Figures",
  "stream.video.in": "Picture in",
  "stream.video.out": "Picture out",
  "stream.audio.in": "Sound in",
  "stream.audio.out": "Sound out",
  figure: "Figure",
  "row.kbps": "Bitrate, kbit/s",
  "row.loss": "Loss, %",
  "row.rtt": "Round trip, ms",
  "row.jitter": "Jitter, ms",
  "row.fps": "Pictures a second",
  "row.size": "Size, pixels",
  "row.codec": "Codec",
  "row.limitation": "Held back by",
  "row.freezes": "Freezes",
  "row.concealed": "Gaps filled, %",
  "row.nack": "Packets asked for again (NACK)",
  "row.pli": "Whole pictures asked for (PLI)",
  "limitation.cpu": "Busy device",
  "limitation.bandwidth": "Narrow connection",
  "limitation.other": "Something else",
  none: "–",
  "none.read": "Not measured",
  events: "What happened",
  "events.none": "Nothing yet. Who comes and goes and what changes on the way is listed here.",
  "event.joined": "{{name}} joined",
  "event.left": "{{name}} left",
  "event.codec": "{{stream}}: {{before}} became {{after}}",
  "event.path": "The path changed: {{before}} became {{after}}",
  save: "Save",
  "save.csv": "Save as CSV",
  "save.dump": "Save as WebRTC dump",
  "save.hint": "The last 10 minutes of everybody, without addresses.",
  "save.saving": "Saving…",
  "save.saved": "Saved.",
  "save.refused": "Nothing was saved: this widget may not save files. Press again to allow it.",
  "save.failed": "The file could not be saved. Wait a few seconds, then try again.",
};

/** Names of the texts. */
export type TextKey = keyof typeof en;

/** Texts and numbers in the person's language. */
export interface Texts {
  readonly t: (key: TextKey, values?: Readonly<Record<string, string>>) => string;
  readonly number: (value: number, digits?: number) => string;
  readonly time: (at: number) => string;
}

const isKey = (key: string): key is TextKey => Object.hasOwn(en, key);

/** A key put together from parts, or another one where there is none. */
export const textKey = (key: string, otherwise: TextKey): TextKey => (isKey(key) ? key : otherwise);

const { t } = createWords(en);

/** Texts for a language; its numbers and times are the language's own. */
export const createTexts = (locale: string): Texts => {
  const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const formats = [0, 1, 2].map((maximumFractionDigits) => new Intl.NumberFormat(locale, { maximumFractionDigits }));
  return {
    t,
    number: (value, digits = 0) => formats[digits]?.format(value) ?? String(value),
    time: (at) => time.format(at),
  };
};
