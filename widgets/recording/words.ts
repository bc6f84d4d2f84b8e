import { createWords } from "@tfx/ui";

const english = {
  "choose.what": "What to record",
  "what.everyone": "Everyone in one picture",
  "what.sound": "Sound only",
  "what.each": "One file a person",
  "choose.layout": "Layout",
  "layout.grid": "Everybody alike",
  "layout.speaker": "Whoever speaks is large",
  "layout.screen": "Shared screen, speaker in the corner",
  "screen.of": "{{name}}'s screen",
  "choose.kind": "File",
  "kind.webm": "WebM, plays in browsers and VLC",
  "kind.mp4": "MP4, made when you stop",
  "choose.height": "Size",
  "height.720": "720 lines",
  "height.1080": "1080 lines",
  start: "Record",
  "start.note": "Everybody sees that you record. It stays on this device until you save it.",
  room: "There is room for about {{time}}.",
  "room.little": "There is room for about {{time}} only. Free some space before you start.",
  recording: "Recording",
  paused: "Paused",
  busy: "Your computer is busy: the picture is jerky.",
  pause: "Pause",
  resume: "Go on",
  stop: "Stop",
  mark: "Set a mark",
  "mark.title": "Mark {{number}}",
  "marks.one": "{{count}} mark",
  "marks.other": "{{count}} marks",
  gif: "Make a GIF",
  "gif.busy": "Taking {{seconds}} seconds…",
  "left-out.one": "{{count}} person asked to be left out and is not in the file.",
  "left-out.other": "{{count}} people asked to be left out and are not in the file.",
  saved: "Your recordings",
  "saved.none": "Nothing yet. What you record is kept here until you save and remove it.",
  "saved.save": "Save",
  "saved.save-as": "Save to…",
  "saved.remove": "Remove",
  "saved.remove-sure": "Remove this recording from this device? It cannot be brought back.",
  "cut.title": "A recording was cut off",
  "cut.text": "The page went away while it was made. What had been recorded is still here.",
  "cut.recover": "Recover",
  "cut.raw": "Save as it is",
  finishing: "Finishing… {{percent}} %",
  everyone: "Everyone",
  "problem.disk": "This device has no room left. What was recorded until now is kept.",
  "problem.cannot": "This browser cannot record here. Try a current Chrome, Edge or Firefox.",
  "problem.refused": "You did not allow recording. Nothing was recorded.",
  "problem.ended": "Recording was switched off. What was recorded until then is kept.",
  "problem.failed": "Recording stopped by itself. What was recorded until then is kept.",
  "problem.finish": "The file could not be finished. You can save it as it is: it plays, but without jumping in it.",
  "problem.save": "The file could not be saved there. Choose another place.",
} as const;

/** Name of a text. */
export type WordKey = keyof typeof english;

export const { t, tCount } = createWords(english);

const sizes = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** A size with its unit. */
export const fileSize = (bytes: number, locale: string): string => {
  const step = Math.min(sizes.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const digits = step > 1 ? 1 : 0;
  // The short form of a byte is the word without its plural.
  const unitDisplay = step === 0 ? "long" : "short";
  return new Intl.NumberFormat(locale, { style: "unit", unit: sizes[step] ?? "byte", unitDisplay, maximumFractionDigits: digits }).format(
    bytes / 1_000 ** step,
  );
};

/** Hours or minutes, in words. */
export const roughTime = (seconds: number, locale: string): string => {
  const [unit, value] = seconds >= 7_200 ? (["hour", seconds / 3_600] as const) : (["minute", seconds / 60] as const);
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 0 }).format(value);
};
