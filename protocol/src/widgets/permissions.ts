import { z } from "zod";

/** How a permission comes to be granted; see {@link permissions}. */
export type GrantedBy = "itself" | "role" | "person" | "person-each-time" | "us";

interface PermissionFacts {
  readonly by: GrantedBy;
  /** Completes the sentence "This widget can …" on the sheet that asks. */
  readonly can: string;
  /** Set apart on the sheet: what is received can do harm elsewhere. */
  readonly risky?: true;
}

/**
 * Everything that a widget can be allowed, a closed list. `itself`: whoever adds the widget has allowed
 * it; `role`: the instance's role decides; `person`: asked; `person-each-time`: asked at every start and
 * shown to everybody; `us`: widgets of ours alone.
 */
export const permissions = {
  "room:read": { by: "itself", can: "know the room's name and how many people are in it" },
  "participants:read": { by: "itself", can: "know who comes and goes, without names" },
  "state:shared": { by: "itself", can: "keep shared data with the others who use it" },
  "channel:use": { by: "itself", can: "send messages to the others who use it" },
  "storage:own": { by: "itself", can: "remember its own settings on this device" },
  "ui:panel": { by: "itself", can: "show itself beside the call" },
  "ui:toast": { by: "itself", can: "show short messages" },
  "ui:stage": { by: "role", can: "show itself large, in place of the people" },
  "ui:tile-overlay": { by: "role", can: "draw over pictures of people" },
  "room:moderate": { by: "role", can: "lock the room and remove people, as the host can" },
  "participants:identity": { by: "person", can: "see people's names" },
  "media:levels": { by: "person", can: "see how loud people speak" },
  "media:frames": { by: "person", can: "see people's pictures", risky: true },
  "media:video-filter": { by: "person", can: "see your picture, and change it before it is sent", risky: true },
  "media:audio-filter": { by: "person", can: "change your voice before it is sent" },
  "media:publish": { by: "person", can: "send pictures and sound into the call" },
  "captions:read": { by: "person", can: "read what is said, as captions", risky: true },
  "captions:write": { by: "person", can: "add captions" },
  "chat:read": { by: "person", can: "read the chat", risky: true },
  "chat:write": { by: "person", can: "write in the chat in your name" },
  "stats:read": { by: "person", can: "see measurements of your connections" },
  "net:fetch": { by: "person", can: "talk to servers on the internet", risky: true },
  notifications: { by: "person", can: "show notifications of the system" },
  "clipboard:write": { by: "person", can: "put text on the clipboard" },
  download: { by: "person", can: "save files on this device" },
  "files:send": { by: "person", can: "send files that you choose to people" },
  "media:record": { by: "person-each-time", can: "record the call", risky: true },
  "media:broadcast": { by: "us", can: "send the call out, to whoever watches; everybody in it sees that", risky: true },
  "tracks:raw": { by: "us", can: "use cameras and microphones directly", risky: true },
} as const satisfies Record<string, PermissionFacts>;

/** Name of a permission. */
export type Permission = keyof typeof permissions;

const names = Object.keys(permissions) as [Permission, ...Permission[]];

/** Name of a permission: one of the closed list. */
export const permission = z.enum(names);

/** What is known of a permission. */
export const permissionFacts = (name: Permission): PermissionFacts => permissions[name];
