import { z } from "zod";
import { participantId } from "../../ids.ts";

/** Name of a channel, document, log, key or command of one widget. */
export const localName = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9-]*$/);

/** Whom a message goes to: nobody named is everybody who uses the widget. */
export const receivers = z.array(participantId).max(16).optional();

const breaks = /[\p{Cc}\u2028\u2029]+/gu;
/** Marks that nobody sees and that change how the text around them reads; joiners are part of scripts and emoji. */
const unseen = /(?![\u200c\u200d])[\p{Cf}\p{Cs}]/gu;

/** Text without markup that the host shows: one line, and read as it is written. */
export const shown = (max: number) =>
  z
    .string()
    .max(max)
    .overwrite((text) => text.replace(breaks, " ").replace(unseen, ""))
    .trim()
    .min(1);

/** Text without markup that the host shows. */
export const shownText = shown(240);
