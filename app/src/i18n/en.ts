import { callTexts } from "./en-call.ts";
import { problemTexts } from "./en-problems.ts";
import { shellTexts } from "./en-shell.ts";

/**
 * Every text of the app. Keys are `screen.part`; a key with `_one` and `_other` is chosen by `count`.
 * Sentence case, second person, verbs on buttons; nothing says "error".
 */
export const en = {
  ...callTexts,
  ...problemTexts,
  ...shellTexts,

  "app.name": "TFX Sessions",
  "app.close": "Close",
  "app.cancel": "Cancel",
  "app.retry": "Try again",
  "app.partMissing": "A part of the page could not be loaded. Check your connection; trying again by itself.",
  "app.messages": "Messages",
  "app.copyRefused": "Your browser did not allow copying. Select the link and copy it yourself.",

  "leftBehind.title": "A recording was cut off",
  "leftBehind.text": "The page went away while it was made. What had been recorded is still on this device.",
  "leftBehind.look": "Look",

  "start.title": "Calls that start with a link",
  "start.lead": "Nothing to install, no account. Whoever has the link can join.",
  "start.call": "Start a call",
  "start.recent": "Recent",
  "start.recentEmpty": "Rooms you visit appear here, in this browser only.",
  "start.forget": "Forget {{room}}",
  "start.cleared": "Recent rooms forgotten",
  "start.alone": "Only you",
  "start.offline": "You are offline. You can start or join a call once you are connected again.",
  "start.unreadable.title": "This link cannot be read",
  "start.unreadable.text": "A part of it may be missing. Copy the whole link again, or paste it here.",

  "join.label": "Link or room name",
  "join.placeholder": "Paste a link or type a room name",
  "join.fullLink": "Full link to the room",
  "join.fullLinkPlaceholder": "Paste the full link",
  "join.notFullLink": "That is not the full link. It ends with #k= and a long key; copy all of it.",
  "join.join": "Join",
  "join.invalid": "This is neither a link nor a room name. Names have letters a–z, digits and hyphens.",
  "join.foreign.title": "Join on another server?",
  "join.foreign.text":
    "This link leads to {{host}}, not to your server {{own}}. That server will see your internet address and the name of the room.",
  "join.foreign.confirm": "Join on {{host}}",

  "prime.next": "Your browser asks next. Choose “Allow”.",
  "prime.allow": "Allow camera and microphone",
  "prime.later": "Not now",
  "prime.done.title": "You are ready",
  "prime.done.text": "Your camera and microphone work. Try a call with yourself: open it in a second window.",
  "prime.partly.title": "Almost ready",
  "prime.try": "Try it with yourself",

  "lobby.title": "Ready to join?",
  "lobby.room": "Room {{room}}",
  "lobby.here_one": "{{names}} is already here.",
  "lobby.here_other": "{{names}} are already here.",
  "lobby.empty": "Nobody else is here yet.",
  "lobby.name": "Your name",
  "lobby.nameNeeded": "Tell the others who you are.",
  "lobby.nameWrong": "A name has at most 64 characters, and no line breaks.",
  "lobby.microphone": "Microphone",
  "lobby.camera": "Camera",
  "lobby.speaker": "Speaker",
  "noise.label": "Noise",
  "noise.off": "Let all sounds through",
  "noise.browser": "Take noise away",
  "noise.strong": "Take noise away, strongly",
  "noise.failed": "Strong noise removal does not work in this browser. You are heard without it.",
  "held.text": "Nobody sees you yet: something in your picture is to be hidden, and is not hidden yet.",
  "held.show": "Show my picture",
  "lobby.level": "Microphone level",
  "lobby.testSpeaker": "Play a sound",
  "lobby.join": "Join",
  "lobby.joining": "Joining…",
  "lobby.preview": "Your picture, as in a mirror",
  "lobby.cameraOff": "Your camera is off",
  "lobby.cameraStarting": "Starting your camera…",
  "lobby.you": "You",
  "lobby.back": "Back",

  "device.default": "System default",
  "device.unnamedMicrophone": "Microphone {{number}}",
  "device.unnamedCamera": "Camera {{number}}",
  "device.unnamedSpeaker": "Speaker {{number}}",
  "device.noMicrophone": "No microphone",
  "device.noCamera": "No camera",

  "settings.theme": "Colours",
  "settings.theme.system": "Like your system",
  "settings.theme.light": "Light",
  "settings.theme.dark": "Dark",
} as const;
