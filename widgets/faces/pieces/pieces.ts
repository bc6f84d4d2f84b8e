import crown from "./crown.svg?raw";
import handlebar from "./handlebar.svg?raw";
import heartGlasses from "./heart-glasses.svg?raw";
import partyHat from "./party-hat.svg?raw";
import type { Piece } from "./piece.ts";
import roundGlasses from "./round-glasses.svg?raw";
import sunglasses from "./sunglasses.svg?raw";
import topHat from "./top-hat.svg?raw";
import walrus from "./walrus.svg?raw";

/** Everything that can be worn. Offsets stand a hat's brim on the forehead: the head's anchor is its top. */
export const pieces: readonly Piece[] = [
  { id: "top-hat", kind: "hat", drawing: topHat, place: { anchor: "head", scale: 1.7, offset: [0, -0.42] } },
  { id: "party-hat", kind: "hat", drawing: partyHat, place: { anchor: "head", scale: 0.95, offset: [0, -0.42] } },
  { id: "crown", kind: "hat", drawing: crown, place: { anchor: "head", scale: 1.25, offset: [0, -0.22] } },
  { id: "round-glasses", kind: "glasses", drawing: roundGlasses, place: { anchor: "eyes", scale: 1.05, offset: [0, 0.02] } },
  { id: "sunglasses", kind: "glasses", drawing: sunglasses, place: { anchor: "eyes", scale: 1.05, offset: [0, 0.05] } },
  { id: "heart-glasses", kind: "glasses", drawing: heartGlasses, place: { anchor: "eyes", scale: 1.1, offset: [0, 0.03] } },
  { id: "handlebar", kind: "moustache", drawing: handlebar, place: { anchor: "mouth", scale: 0.85, offset: [0, -0.13] } },
  { id: "walrus", kind: "moustache", drawing: walrus, place: { anchor: "mouth", scale: 0.75, offset: [0, -0.08] } },
];
