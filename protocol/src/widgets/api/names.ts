import { z } from "zod";
import { participantId } from "../../ids.ts";

/** Name of a channel, document, log, key or command of one widget. */
export const localName = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9-]*$/);

/** Whom a message goes to: nobody named is everybody who uses the widget. */
export const receivers = z.array(participantId).max(16).optional();

/** Text without markup that the host shows. */
export const shownText = z.string().min(1).max(240);
