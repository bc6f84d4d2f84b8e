import { addTexts } from "./added-texts.ts";

/** Texts of the lamps for recordings and broadcasts, which come with the code that shows them. */
export const lampTexts = {
  "record.lamp": "REC",
  "record.paused": "Paused",
  "record.pausedBy": "{{name}} paused the recording",
  "record.pausedOwn": "You paused the recording",
  "record.pausedText": "Nothing is taken until it goes on.",
  "record.own": "You record this call",
  "record.text": "Pictures and sound of everybody go into a file on that person’s device.",
  "record.ownText": "Everybody sees that you do, until you stop.",
  "record.leftOut": "From now on your picture, your sound and your name are not taken.",
  "onAir.lamp": "ON AIR",
  "onAir.own": "You broadcast this call",
  "onAir.text": "Pictures and sound of everybody go out to whoever watches.",
  "onAir.open": "Open the broadcast",
} as const;

addTexts(lampTexts);
