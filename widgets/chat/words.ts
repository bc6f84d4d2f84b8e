/** Everything that Chat says, in English. `{name}` stands for what is put in. */
const english = {
  "list.label": "Messages",
  "list.empty": "Nobody has written yet. Say hello.",
  "list.earlier": "Show earlier messages",
  "list.new": "New",
  "list.latest": "Jump to the latest",
  "list.latest-new.one": "{count} new message",
  "list.latest-new.other": "{count} new messages",
  "day.today": "Today",
  "day.yesterday": "Yesterday",
  "person.you": "You",
  "person.unknown": "Somebody",
  "message.edited": "edited",
  "message.deleted": "This message was deleted.",
  "message.reply-to": "Answer to {name}",
  "message.reply-gone": "Answer to a message that is not here",
  "message.picture": "Picture from {name}",
  "message.picture-words": "Picture",
  "message.enlarge": "Show the picture larger",
  "message.actions": "More for this message",
  "message.reply": "Answer",
  "message.react": "Answer with a sign",
  "message.edit": "Edit",
  "message.delete": "Delete",
  "message.delete-sure": "Delete this message for everybody?",
  "message.delete-yes": "Delete",
  "reaction.by": "{emoji}, by {names}",
  "private.to": "Only for {name}",
  "private.from": "Only for you",
  "private.note": "Not kept: it is gone when you leave or reload.",
  "typing.one": "{name} is writing…",
  "typing.two": "{name} and {other} are writing…",
  "typing.many": "Several people are writing…",
  "compose.label": "Message",
  "compose.placeholder": "Write to everybody",
  "compose.placeholder-private": "Write to {name} alone",
  "compose.send": "Send",
  "compose.save": "Save the change",
  "compose.cancel": "Cancel",
  "compose.attach": "Add a picture",
  "compose.emoji": "Add a sign",
  "compose.to": "To",
  "compose.everybody": "Everybody",
  "compose.private": "{name} (private)",
  "compose.replying": "Answering {name}",
  "compose.editing": "Editing your message",
  "compose.completions": "Suggestions",
  "compose.picture": "The picture that will be sent",
  "compose.picture-remove": "Remove the picture",
  "compose.hint": "Enter sends, Shift and Enter begins a new line, the up arrow edits your last message.",
  "search.open": "Search",
  "search.close": "Close the search",
  "search.label": "Search the messages",
  "search.none": "No message holds these words.",
  "search.found.one": "{count} message found",
  "search.found.other": "{count} messages found",
  "summary.messages": "Messages: {count}",
  "problem.full": "The chat of this call is full. What you wrote is still here.",
  "problem.quick": "That was quicker than the call can carry. Wait a moment, then send again.",
  "problem.away": "{name} has left or does not have the chat open. What you wrote is still here.",
  "problem.send": "Your message could not be sent. What you wrote is still here: try again.",
  "problem.picture": "This file cannot be read as a picture. Choose a JPEG, PNG or WebP.",
  "problem.picture-private": "Pictures can be sent to everybody only.",
  "problem.long.one": "That is too long by {count} character.",
  "problem.long.other": "That is too long by {count} characters.",
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
export const tCount = (key: CountedKey, count: number): string =>
  t(`${key}.${plural.select(count) === "one" ? "one" : "other"}`, { count });
