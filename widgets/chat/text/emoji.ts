const codes = {
  smile: "😄",
  grin: "😁",
  joy: "😂",
  rofl: "🤣",
  slight_smile: "🙂",
  wink: "😉",
  blush: "😊",
  heart_eyes: "😍",
  kiss: "😘",
  sunglasses: "😎",
  thinking: "🤔",
  neutral: "😐",
  unamused: "😒",
  sweat_smile: "😅",
  cry: "😢",
  sob: "😭",
  angry: "😠",
  scream: "😱",
  open_mouth: "😮",
  sleepy: "😪",
  sleeping: "😴",
  zany: "🤪",
  hug: "🤗",
  shush: "🤫",
  shrug: "🤷",
  facepalm: "🤦",
  party: "🥳",
  thumbsup: "👍",
  thumbsdown: "👎",
  ok_hand: "👌",
  clap: "👏",
  raised_hands: "🙌",
  wave: "👋",
  pray: "🙏",
  muscle: "💪",
  handshake: "🤝",
  point_up: "☝️",
  eyes: "👀",
  heart: "❤️",
  broken_heart: "💔",
  fire: "🔥",
  star: "⭐",
  sparkles: "✨",
  tada: "🎉",
  rocket: "🚀",
  bulb: "💡",
  bell: "🔔",
  pin: "📌",
  memo: "📝",
  calendar: "📅",
  hourglass: "⏳",
  warning: "⚠️",
  question: "❓",
  exclamation: "❗",
  check: "✅",
  cross: "❌",
  hundred: "💯",
  zap: "⚡",
  bug: "🐛",
  coffee: "☕",
  tea: "🍵",
  beer: "🍺",
  cake: "🍰",
  pizza: "🍕",
  cat: "🐱",
  dog: "🐶",
  unicorn: "🦄",
  sun: "☀️",
  rain: "🌧️",
  snow: "❄️",
  earth: "🌍",
  moon: "🌙",
  music: "🎵",
  camera: "📷",
  computer: "💻",
  phone: "📱",
  lock: "🔒",
  key: "🔑",
} as const;

const table = new Map<string, string>(Object.entries(codes));

/** The signs that a message is offered to be answered with. */
export const quickReactions = ["👍", "❤️", "😂", "🎉", "😮", "👏"] as const;

/** All signs that there are codes for, once each. */
export const allEmoji: readonly string[] = [...table.values()];

/** A text in which each known short code, such as `:tada:`, is its sign. */
export const replaceEmojiCodes = (text: string): string =>
  text.replaceAll(/:([a-z_]{2,16}):/g, (written, code: string) => table.get(code) ?? written);

/** Signs whose codes hold what was written so far, best first. */
export const findEmoji = (query: string, most: number): readonly { readonly code: string; readonly emoji: string }[] => {
  const found = [...table].filter(([code]) => code.includes(query));
  const rank = ([code]: [string, string]) => (code.startsWith(query) ? 0 : 1);
  return found
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, most)
    .map(([code, emoji]) => ({ code, emoji }));
};

/** Whether a message is nothing but a few signs, which are then shown large. */
export const isEmojiAlone = (text: string): boolean =>
  /^(?:\s*\p{Extended_Pictographic}(?:\u{fe0f}|\u{200d}\p{Extended_Pictographic}|\p{Emoji_Modifier})*){1,3}\s*$/u.test(text);
