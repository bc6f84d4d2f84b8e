import { addTexts } from "./added-texts.ts";

/** Texts of shared screens, which come with the code that shows them. */
export const shareTexts = {
  "share.menu": "What you share",
  "share.text": "Sharp text",
  "share.motion": "Smooth motion",
  "share.pausedBy": "{{name}} will go on in a moment.",
  "share.pausedText": "Nobody sees what you do until you go on.",
  "share.look": "Look at it again",
  "share.lookHint": "A picture of what you share, taken when you began or last looked.",
  "share.ended": "You no longer share anything",
  "share.ready": "“{{title}}” is ready to be shared",
  "share.readyText": "Choose it in the list of tabs. The others can then draw and point on the page itself.",
  "share.readyShare": "Share the page",
  "share.readyDismiss": "Not now",

  "screen.tools": "Tools for this screen",
  "screen.look": "{{name}}: + and − magnify, arrows move, 0 shows all of it",
  "screen.zoomIn": "Magnify",
  "screen.zoomWhole": "Show all of it",

  "ink.tools": "Drawing on this page",
  "ink.pen": "Draw",
  "ink.laser": "Point",
  "ink.clear": "Wipe the drawing",
  "ink.close": "End drawing here",
  "ink.onPage": "Others draw on the page itself.",
  "ink.pageLeft": "The page was left, so drawing goes over the picture now. To have it on the new page, click the extension there.",
  "ink.otherPage": "That is another page than the one you prepared, so drawing goes over the picture.",
} as const;

addTexts(shareTexts);
