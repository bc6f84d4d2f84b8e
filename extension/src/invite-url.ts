import { roomName, type Invite } from "@tfx/protocol";
import { z } from "zod";

/** An invite as it stands behind `#` of the call page's address, in messages and in storage. */
export const inviteShape = z.object({
  server: z.url({ protocol: /^https?$/ }).refine((text) => URL.canParse(text) && new URL(text).origin === text),
  room: roomName,
  secret: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
});

/** The address of the call page for an invite. The fragment never reaches a server and survives a reload. */
export const callPagePath = (invite: Invite): string => {
  const fields = new URLSearchParams({ server: invite.server, room: invite.room });
  if (invite.secret !== undefined) fields.set("k", invite.secret);
  return `call.html#${fields}`;
};

/** Reads the invite from the fragment of the call page's address; undefined when it is none. */
export const readInvite = (hash: string): Invite | undefined => {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  const parsed = inviteShape.safeParse({
    server: fields.get("server"),
    room: fields.get("room"),
    secret: fields.get("k") ?? undefined,
  });
  return parsed.success ? toInvite(parsed.data) : undefined;
};

/** The parsed shape as an `Invite`: an absent secret is absent, not undefined. */
export const toInvite = ({ secret, ...rest }: z.output<typeof inviteShape>): Invite => (secret === undefined ? rest : { ...rest, secret });
