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
  "onAir.paused": "Break",
  "onAir.pausedBy": "The broadcast by {{name}} has a break",
  "onAir.pausedOwn": "Your broadcast has a break",
  "onAir.pausedText": "Nothing of this call goes out until it goes on.",
  "onAir.own": "You broadcast this call",
  "onAir.ownChat": "You broadcast this call and its chat",
  "onAir.ownCaptions": "You broadcast this call and its captions",
  "onAir.ownBoth": "You broadcast this call, its chat and its captions",
  "onAir.text": "Pictures and sound of everybody go out to whoever watches.",
  "onAir.textChat": "Pictures and sound of everybody go out to whoever watches, and what is written to everybody in the chat.",
  "onAir.textCaptions": "Pictures and sound of everybody go out to whoever watches, and the captions.",
  "onAir.textBoth":
    "Pictures and sound of everybody go out to whoever watches, and what is written to everybody in the chat, and the captions.",
  "onAir.leftOut": "From now on your picture, your sound, your name and what you write do not go out.",
  "onAir.open": "Open the broadcast",
} as const;

addTexts(lampTexts);
