import { createWords } from "@tfx/ui";

const en = {
  title: "Faces",
  preview: "What others see of you, the right way round",
  "preview.none": "Turn your camera on to see yourself here.",
  "faces.0": "No face found yet. Look into the camera.",
  "faces.1": "One face found",
  "faces.many": "{{count}} faces found",
  hat: "Hat",
  glasses: "Glasses",
  moustache: "Moustache",
  "top-hat": "Top hat",
  "party-hat": "Party hat",
  crown: "Crown",
  "round-glasses": "Round glasses",
  sunglasses: "Sunglasses",
  "heart-glasses": "Heart glasses",
  handlebar: "Handlebar",
  walrus: "Walrus",
  own: "Your own picture",
  "own.pick": "Choose a picture",
  "own.change": "Choose another",
  "own.remove": "Remove the picture",
  "own.hint": "PNG or SVG, up to 2 MB. It is drawn anew on this device.",
  "own.place": "Where it goes",
  "place.head": "On the head",
  "place.eyes": "Over the eyes",
  "place.nose": "On the nose",
  "place.mouth": "Over the mouth",
  hide: "Blur every face but mine",
  "hide.hint": "The largest face is taken for yours.",
  follow: "Keep me in the middle",
  "follow.hint": "The picture moves and zooms with your face.",
  marks: "Show boxes and landmarks",
  "marks.hint": "What the detector sees. Others see it, too.",
  clear: "Take everything off",
  "problem.picture": "This file was not taken: choose a PNG or SVG of up to 2 MB.",
  "problem.refused": "This could not be put on your picture. Take something off, then try again.",
  "problem.no-webgl": "Your picture goes out as it is: this browser cannot change it. Turning on hardware acceleration may help.",
  "problem.failed": "Nothing is done to your picture for now: it goes out as it is. Take everything off, then try again.",
  "problem.withheld":
    "Others do not see you: what hides something in your picture does not work on this device. Turn off “Blur every face but mine”, or the background, to be seen.",
  "problem.hide":
    "Faces cannot be looked for on this device, so all of your picture is covered. Turn off “Blur every face but mine” to be seen.",
  "problem.slow": "Something is left out for now: your device is busy, or it cannot look for faces.",
};

/** Names of the texts. */
export type TextKey = keyof typeof en;

export const { t } = createWords(en);
